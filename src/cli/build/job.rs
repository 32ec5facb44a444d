//! The pages of one assessment.

use std::path::Path;

use super::{WorkspaceBuilder, fingerprint, site};
use crate::assessment::Assessment;
use crate::assessment::Revision;
use crate::cli::exit::Exit;
use crate::cli::{look, terminal};
use crate::dates::Date;
use crate::diff::{Comparison, compare};
use crate::disk::{Unwritten, shown};
use crate::finding::Finding;
use crate::office::Output;
use crate::render::changes::{self, Changes, Granularity, Version};
use crate::render::{RenderError, Site, SiteLink, index};
use crate::workspace::Loaded;

const PAGE: &str = "assessment.html";
const PAPER: &str = "assessment.pdf";
const DATA: &str = "assessment.json";
const CHANGES: &str = "changes.html";

pub(super) struct Job<'a> {
    pub(super) builder: &'a WorkspaceBuilder<'a>,
    pub(super) loaded: &'a Loaded,
    /// None where it cannot be read, or where a finding refuses it: what is published is whole.
    pub(super) assessment: Option<&'a Assessment>,
    /// The folder of its pages below the output.
    name: String,
    /// The version that was published before this one, and what changed since.
    pub(super) previous: Option<Previous<'a>>,
}

pub(super) struct Previous<'a> {
    pub(super) date: Date,
    old: &'a Assessment,
    new: &'a Assessment,
    pub(super) comparison: Comparison,
}

/// What was made of an assessment.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) fingerprint: String,
    /// Paths below the output.
    pub(super) files: Vec<String>,
    pub(super) outcome: Outcome,
    /// What the index says of it; its findings are known when all assessments are read.
    pub(super) shown: index::IndexEntry,
}

/// What came of an assessment.
pub(super) enum Outcome {
    /// Its pages were made from the same input the last time.
    Unchanged,
    /// They are made, and take their place.
    Rendered,
    /// It cannot be read, or not as a whole; its pages of the last time stay.
    Unread,
    /// They cannot be made; those of the last time stay.
    Failed(BuildFailure),
}

/// Why something could not be made; of several, the first tells the exit code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BuildFailure {
    Unwritten(Unwritten),
    Template(String),
    Paper(String),
}

impl BuildFailure {
    pub(super) fn template(error: &RenderError) -> Self {
        Self::Template(error.to_string())
    }

    pub(super) fn tell(&self) {
        match self {
            Self::Unwritten(error) => {
                terminal::unwritten(error);
            }
            Self::Template(message) => {
                look::refuse_template(message);
            }
            Self::Paper(message) => terminal::tell(&format!("誤り: {message}")),
        }
    }

    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Unwritten(_) => Exit::Unwritten,
            Self::Template(_) | Self::Paper(_) => Exit::Refused,
        }
    }
}

impl<'a> Job<'a> {
    pub(super) fn new(builder: &'a WorkspaceBuilder<'a>, loaded: &'a Loaded) -> Self {
        let folder = loaded.path.parent().unwrap_or_else(|| Path::new(""));
        let below = shown(folder.strip_prefix(&builder.command.folder).unwrap_or(folder));
        let name = below.split('/').filter(|piece| !["", ".", ".."].contains(piece)).collect::<Vec<_>>().join("/");
        let name = if name.is_empty() { loaded.name.clone() } else { name };
        let assessment = loaded.assessment.as_ref().filter(|_| is_whole(&loaded.findings));
        let previous = assessment.and_then(|assessment| previous(loaded, assessment));
        Self { builder, loaded, assessment, name, previous }
    }

    /// Renders unless the record of the last build has the same input.
    pub(super) fn run(self) -> Made {
        let (builder, fingerprint, files) = (self.builder, fingerprint::of(&self), self.files());
        let output = &builder.command.output;
        let outcome = if self.assessment.is_none() && output.join(self.address(PAGE)).is_file() {
            Outcome::Unread
        } else if files.is_empty() || builder.last.has(&self.name, &fingerprint, &files, output) {
            Outcome::Unchanged
        } else {
            self.render().map_or_else(Outcome::Failed, |()| Outcome::Rendered)
        };
        Made { outcome, fingerprint, files, shown: site::describe(&self), name: self.name }
    }

    /// What is made; nothing of an assessment that cannot be read.
    fn files(&self) -> Vec<String> {
        let mut names = Vec::new();
        if self.assessment.is_some() {
            names.extend([PAGE, PAPER, DATA].map(ToOwned::to_owned));
        }
        if self.previous.is_some() {
            names.push(CHANGES.to_owned());
        }
        names.extend(self.readable_revisions().map(revision_file));
        names.iter().map(|name| format!("{}/{name}", self.name)).collect()
    }

    pub(super) fn readable_revisions(&self) -> impl DoubleEndedIterator<Item = &'a Revision> {
        let is_readable = |revision: &&Revision| revision.assessment.is_some() && is_whole(&revision.findings);
        self.loaded.revisions.iter().filter(is_readable)
    }

    /// What the index leads to.
    pub(super) fn downloads(&self) -> Vec<SiteLink> {
        vec![
            SiteLink::new("ウェブページ", self.address(PAGE)),
            SiteLink::new("PDF", self.address(PAPER)),
            SiteLink::new("JSON", self.address(DATA)),
        ]
    }

    pub(super) fn changes_address(&self) -> String {
        self.address(CHANGES)
    }

    pub(super) fn address(&self, file: &str) -> String {
        format!("{}/{file}", self.name)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    fn render(&self) -> Result<(), BuildFailure> {
        if let Some(assessment) = self.assessment {
            let output = self.output(&self.loaded.path, assessment);
            let document = output.document();
            self.write(
                PAGE,
                &output
                    .web(&document, self.builder.theme, &self.site())
                    .map_err(|error| BuildFailure::template(&error))?,
            )?;
            let failed =
                |error| BuildFailure::Paper(format!("{} の PDF を作れません（{error}）", shown(&self.loaded.path)));
            let paper =
                output.paper(&document, self.builder.font.clone(), !self.builder.command.no_source).map_err(failed)?;
            self.write(PAPER, &paper.bytes)?;
            self.write(DATA, &output.data())?;
        }
        if let Some(previous) = &self.previous {
            let site = Site { links: vec![self.up(), SiteLink::new("評価書", PAGE)], ..Site::default() };
            let page = changes::html(&self.changes(previous), self.builder.theme, &site);
            self.write(CHANGES, page.map_err(|error| BuildFailure::template(&error))?.as_bytes())?;
        }
        for revision in self.readable_revisions() {
            let Some(assessment) = &revision.assessment else { continue };
            let output = self.output(&revision.path, assessment);
            let page = output.web(&output.document(), self.builder.theme, &self.site_of(revision));
            self.write(&revision_file(revision), &page.map_err(|error| BuildFailure::template(&error))?)?;
        }
        Ok(())
    }

    /// The version in `file`, with the pictures that stand beside that.
    fn output<'b>(&'b self, file: &Path, assessment: &'b Assessment) -> Output<'b> {
        Output::new(self.builder.workspace, file, assessment)
    }

    pub(super) fn changes<'b>(&'b self, previous: &'b Previous<'_>) -> Changes<'b> {
        Changes {
            old: Version { name: "前の版", assessment: previous.old },
            new: Version { name: "この版", assessment: previous.new },
            comparison: &previous.comparison,
            style: &self.builder.workspace.config.style,
            granularity: Granularity::Item,
            today: self.builder.command.today,
        }
    }

    /// To the index, from a page of this assessment.
    fn up(&self) -> SiteLink {
        SiteLink::new("評価書の一覧", "../".repeat(self.name.split('/').count()) + "index.html")
    }

    fn site(&self) -> Site {
        let mut links = vec![self.up(), SiteLink::new("PDF", PAPER)];
        if let Some(previous) = &self.previous {
            links.push(SiteLink::new(format!("{}公表の版からの変更", previous.date), CHANGES));
        }
        Site { links, ..Site::default() }
    }

    fn site_of(&self, revision: &Revision) -> Site {
        let mut site = Site { links: vec![self.up()], ..Site::default() };
        if let Some(date) = self.assessment.and_then(published) {
            site.links.push(SiteLink::new(format!("{date}公表の版"), PAGE));
            if revision.date.is_before(date) {
                site.notice = format!("これは{}に公表した版です。新しい版があります。", revision.date);
            }
        }
        site
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), BuildFailure> {
        self.builder.stage.write(&self.address(name), bytes).map_err(BuildFailure::Unwritten)
    }
}

fn is_whole(findings: &[Finding]) -> bool {
    !findings.iter().any(|finding| finding.rule.refuses_input())
}

fn previous<'a>(loaded: &'a Loaded, new: &'a Assessment) -> Option<Previous<'a>> {
    let own = published(new);
    let earlier = |revision: &&Revision| own.is_none_or(|own| revision.date.is_before(own));
    let revision = loaded.revisions.iter().rfind(earlier)?;
    let old = revision.assessment.as_ref()?;
    Some(Previous { date: revision.date, old, new, comparison: compare(old, new) })
}

fn published(assessment: &Assessment) -> Option<Date> {
    assessment.root().date("cover.published_on")
}

pub(super) fn revision_file(revision: &Revision) -> String {
    format!("revision-{}.html", revision.date.iso())
}
