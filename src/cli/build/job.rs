//! The pages of one assessment.

use std::path::Path;

use super::manifest::Manifest;
use super::{Subject, display, fingerprint};
use crate::assessment::Assessment;
use crate::cli::args::BuildArguments;
use crate::diff::{Comparison, compare};
use crate::doc::build;
use crate::render::changes::{self, Changes, Granularity, Version};
use crate::render::{Site, html, json, pdf};
use crate::workspace::{Revision, write_bytes};

pub(super) struct Job<'a> {
    subject: &'a Subject<'a>,
    output: &'a Path,
    /// The folder of its pages below the output.
    name: String,
}

/// What was made of an assessment.
pub(super) struct Done {
    pub(super) name: String,
    pub(super) fingerprint: String,
    pub(super) files: Vec<String>,
    /// False where nothing had changed.
    pub(super) rendered: bool,
}

/// The version that was published before this one.
pub(super) fn previous<'a>(subject: &'a Subject<'_>) -> Option<(&'a Revision, &'a Assessment)> {
    let own = subject.loaded.assessment.as_ref()?.root().date("cover.published_on");
    let earlier = |revision: &&Revision| own.is_none_or(|own| revision.date.is_before(own));
    let revision = subject.loaded.revisions.iter().rfind(earlier)?;
    Some((revision, revision.assessment.as_ref()?))
}

pub(super) fn changes_of<'a>(
    subject: &'a Subject<'_>,
    old: (&'a str, &'a Assessment),
    new: &'a Assessment,
    comparison: &'a Comparison,
) -> Changes<'a> {
    Changes {
        old: Version { name: old.0, assessment: old.1 },
        new: Version { name: &subject.loaded.name, assessment: new },
        comparison,
        style: &subject.selection.workspace.config.style,
        granularity: Granularity::Item,
    }
}

impl<'a> Job<'a> {
    pub(super) fn new(command: &'a BuildArguments, subject: &'a Subject<'a>) -> Self {
        let folder = subject.loaded.path.parent().unwrap_or_else(|| Path::new(""));
        let below = display(folder.strip_prefix(&command.folder).unwrap_or(folder));
        let name = below.split('/').filter(|piece| !["", ".", ".."].contains(piece)).collect::<Vec<_>>().join("-");
        let name = if name.is_empty() { subject.loaded.name.clone() } else { name };
        Self { subject, output: &command.output, name }
    }

    /// Renders unless the record of the last build has the same input.
    pub(super) fn run(self, last: &Manifest) -> Result<Done, String> {
        let fingerprint = fingerprint::of(self.subject);
        let files = self.files();
        let rendered = !files.is_empty() && !last.has(&self.name, &fingerprint, &files, self.output);
        if rendered {
            self.render()?;
        }
        Ok(Done { name: self.name, fingerprint, files, rendered })
    }

    /// What is made; nothing of an assessment that cannot be read.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        if self.subject.loaded.assessment.is_some() {
            files.extend(["assessment.html", "assessment.pdf", "assessment.json"].map(|name| self.file(name)));
        }
        if previous(self.subject).is_some() {
            files.push(self.file("changes.html"));
        }
        let readable = self.subject.loaded.revisions.iter().filter(|revision| revision.assessment.is_some());
        files.extend(readable.map(|revision| self.file(&revision_file(revision))));
        files
    }

    fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.name)
    }

    fn render(&self) -> Result<(), String> {
        if let Some(assessment) = &self.subject.loaded.assessment {
            self.write("assessment.html", &self.page(assessment)?)?;
            self.write_bytes("assessment.pdf", &self.paper(assessment)?)?;
            self.write("assessment.json", &json::page(assessment))?;
            if let Some((revision, old)) = previous(self.subject) {
                let name = display(&revision.path);
                let comparison = compare(old, assessment);
                let changes = changes_of(self.subject, (&name, old), assessment, &comparison);
                self.write("changes.html", &changes::html(&changes, self.subject.theme, &Site::default())?)?;
            }
        }
        for revision in &self.subject.loaded.revisions {
            if let Some(assessment) = &revision.assessment {
                self.write(&revision_file(revision), &self.page(assessment)?)?;
            }
        }
        Ok(())
    }

    fn page(&self, assessment: &Assessment) -> Result<String, String> {
        let workspace = &self.subject.selection.workspace;
        let folder = self.subject.loaded.path.parent().unwrap_or_else(|| Path::new(""));
        let pictures = |file: &str| workspace.picture(folder, file).ok();
        html::page(&build(assessment, &workspace.config.style), self.subject.theme, &pictures, &Site::default())
    }

    fn paper(&self, assessment: &Assessment) -> Result<Vec<u8>, String> {
        let options = pdf::Options::published(assessment.root().date("cover.published_on"));
        pdf::render(&build(assessment, &self.subject.selection.workspace.config.style), &options).map(|pdf| pdf.bytes)
    }

    fn write_bytes(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        write_bytes(&self.output.join(&self.name).join(name), bytes)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        self.write_bytes(name, text.as_bytes())
    }
}

pub(super) fn revision_file(revision: &Revision) -> String {
    format!("revision-{}.html", revision.date.iso())
}
