//! The pages of one assessment for those who work on it.

use std::path::Path;

use super::SiteBuilder;
use super::made::{BuildFailure, INTERNAL, Made, Outcome};
use crate::assessment::Assessment;
use crate::assessment::Revision;
use crate::dates::Date;
use crate::diff::{Comparison, compare};
use crate::disk::shown;
use crate::finding::Finding;
use crate::office::Output;
use crate::render::changes::{self, Changes, Granularity, Version};
use crate::render::{Site, SiteLink};
use crate::workspace::Loaded;

pub(super) const PAGE: &str = "assessment.html";
const PAPER: &str = "assessment.pdf";
const DATA: &str = "assessment.json";
const CHANGES: &str = "changes.html";

pub(super) struct InternalJob<'a> {
    pub(super) builder: &'a SiteBuilder<'a>,
    pub(super) loaded: &'a Loaded,
    /// None where it cannot be read, or where a finding refuses it: what is published is whole.
    pub(super) assessment: Option<&'a Assessment>,
    /// The folder of its pages below the edition.
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

impl<'a> InternalJob<'a> {
    pub(super) fn new(builder: &'a SiteBuilder<'a>, loaded: &'a Loaded) -> Self {
        let folder = loaded.path.parent().unwrap_or_else(|| Path::new(""));
        let below = shown(folder.strip_prefix(builder.order.folder).unwrap_or(folder));
        let name = below.split('/').filter(|piece| !["", ".", ".."].contains(piece)).collect::<Vec<_>>().join("/");
        let name = if name.is_empty() { loaded.name.clone() } else { name };
        let assessment = loaded.assessment.as_ref().filter(|_| is_whole(&loaded.findings));
        let previous = assessment.and_then(|assessment| previous(loaded, assessment));
        Self { builder, loaded, assessment, name, previous }
    }

    /// Renders unless the record of the last build has the same input.
    pub(super) fn run(self, fingerprint: String) -> Made {
        let (builder, files) = (self.builder, self.files());
        let name = self.place();
        let output = builder.order.output;
        let outcome = if self.assessment.is_none() && output.join(&name).join(PAGE).is_file() {
            Outcome::Unread
        } else if files.is_empty() || builder.last.has(&name, &fingerprint, &files, output) {
            Outcome::Unchanged
        } else {
            self.render().map_or_else(Outcome::Failed, |()| Outcome::Rendered)
        };
        Made { name, fingerprint, files, outcome, verdict: None }
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
        names.iter().map(|name| format!("{}/{name}", self.place())).collect()
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

    /// The folder of its pages below the output.
    fn place(&self) -> String {
        format!("{INTERNAL}/{}", self.name)
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
                output.paper(&document, self.builder.font.clone(), self.builder.order.with_source).map_err(failed)?;
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
            today: self.builder.order.today,
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
        self.builder.stage.write(&format!("{}/{name}", self.place()), bytes).map_err(BuildFailure::Unwritten)
    }
}

pub(super) fn is_whole(findings: &[Finding]) -> bool {
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
