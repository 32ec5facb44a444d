//! The pages of one assessment for the public: the frozen version that is in force, those before it, what changed.

use super::SiteBuilder;
use super::gate::{PublicGate, PublicVerdict, ended, is_readable, judge};
use super::made::{BuildFailure, Made, Outcome, PUBLIC};
use crate::assessment::{Assessment, ChangeDay};
use crate::dates::Date;
use crate::disk::shown;
use crate::doc::Document;
use crate::doc::opening::Opening;
use crate::office::Output;
use crate::render::opening::{self, OpeningPage};
use crate::render::public_index::{PublicDay, PublicEntry};
use crate::render::{Site, SiteLink, timeline};
use crate::withhold::{Secrets, redacted};
use crate::workspace::Loaded;

/// Where citizens begin.
const OPENING: &str = "index.html";
const PAGE: &str = "assessment.html";
const PAPER: &str = "assessment.pdf";
const SHEETS: &str = "assessment.xlsx";
const DATA: &str = "assessment.json";
const HISTORY: &str = "history.html";
const HISTORY_TITLE: &str = "これまでの変更";
/// Printed across every page of what does not pass.
const DRAFT: &str = "案";

pub(super) struct PublicJob<'a> {
    builder: &'a SiteBuilder<'a>,
    loaded: &'a Loaded,
    /// The folder of its pages below the edition.
    name: String,
    verdict: PublicVerdict,
    fingerprint: String,
    secrets: Secrets,
}

/// A version that the public sees.
struct PublicVersion<'a> {
    /// Its position among all versions, the working text being the last.
    position: usize,
    date: Option<Date>,
    path: &'a std::path::Path,
    assessment: &'a Assessment,
}

impl<'a> PublicJob<'a> {
    pub(super) fn new(builder: &'a SiteBuilder<'a>, loaded: &'a Loaded, name: &str, fingerprint: String) -> Self {
        let known = builder.last.verdict(&format!("{PUBLIC}/{name}"), &fingerprint);
        let gate = PublicGate {
            workspace: builder.workspace,
            font: builder.font.as_ref(),
            today: builder.order.today,
            allow_draft: builder.order.allow_draft,
        };
        let verdict = known.unwrap_or_else(|| judge(&gate, loaded));
        let frozen = loaded.revisions.iter().map(|revision| revision.assessment.as_ref());
        let versions: Vec<Option<&Assessment>> = frozen.chain([loaded.assessment.as_ref()]).collect();
        let secrets = Secrets::of_some(&versions);
        Self { builder, loaded, name: name.to_owned(), verdict, fingerprint, secrets }
    }

    pub(super) fn run(self) -> (Made, Option<PublicEntry>) {
        let shown = self.current().map(|current| self.describe(&current));
        let name = format!("{PUBLIC}/{}", self.name);
        let files: Vec<String> = self.files().iter().map(|file| format!("{name}/{file}")).collect();
        let is_made = || self.builder.last.has(&name, &self.fingerprint, &files, self.builder.order.output);
        let outcome = if files.is_empty() || is_made() {
            Outcome::Unchanged
        } else {
            self.render().map_or_else(Outcome::Failed, |()| Outcome::Rendered)
        };
        let Self { fingerprint, verdict, .. } = self;
        (Made { name, fingerprint, files, outcome, verdict: Some(verdict) }, shown)
    }

    /// The version in force.
    fn current(&self) -> Option<PublicVersion<'a>> {
        let loaded = self.loaded;
        if let Some(position) = self.verdict.current(loaded) {
            return self.frozen(position);
        }
        let working = loaded.assessment.as_ref().filter(|_| self.verdict.draft)?;
        let date = working.root().date("cover.published_on");
        Some(PublicVersion { position: loaded.revisions.len(), date, path: &loaded.path, assessment: working })
    }

    fn frozen(&self, position: usize) -> Option<PublicVersion<'a>> {
        let revision = self.loaded.revisions.get(position).filter(|revision| is_readable(revision))?;
        let assessment = revision.assessment.as_ref()?;
        Some(PublicVersion { position, date: Some(revision.date), path: &revision.path, assessment })
    }

    /// The versions before the one in force, newest first.
    fn former(&self) -> impl Iterator<Item = PublicVersion<'a>> {
        let before = self.verdict.current(self.loaded).unwrap_or_default();
        (0..before).rev().filter_map(|position| self.frozen(position))
    }

    fn files(&self) -> Vec<String> {
        let Some(current) = self.current() else { return Vec::new() };
        let mut files: Vec<String> = [OPENING, PAGE, PAPER, SHEETS, DATA].map(ToOwned::to_owned).to_vec();
        if has_history(current.assessment) {
            files.push(HISTORY.into());
        }
        files.extend(self.former().flat_map(|version| [former_file(&version, "html"), former_file(&version, "pdf")]));
        files
    }

    fn describe(&self, current: &PublicVersion<'_>) -> PublicEntry {
        let address = |file: &str| format!("{}/{file}", self.name);
        let link = |title: &str, file: &str| SiteLink::new(title, address(file));
        // A title may be withheld like any other item.
        let own = self.redacted(current).ok().flatten();
        let root = own.as_ref().unwrap_or(current.assessment).root();
        PublicEntry {
            number: root.words("cover.number"),
            title: root.words("cover.title"),
            form: current.assessment.form.title(),
            kind: current.assessment.form.name.clone(),
            agency: root.words("cover.agency"),
            published: current.date.map(|date| date.to_string()).unwrap_or_default(),
            updated: current.date.map(Date::iso).unwrap_or_default(),
            draft: self.verdict.draft,
            page: link("", OPENING),
            whole: link("評価書の全文", PAGE),
            files: downloads(&address),
            history: has_history(current.assessment).then(|| link("", HISTORY)),
            former: self.former_pages(&address),
            days: Self::days(own.as_ref().unwrap_or(current.assessment)),
        }
    }

    /// What changed on which day, newest first.
    fn days(assessment: &Assessment) -> Vec<PublicDay> {
        let day = |day: &ChangeDay| {
            let date = day.date.filter(|date| date.is_exact())?;
            Some(PublicDay { date: date.to_string(), iso: date.iso(), rows: day.rows.len() })
        };
        assessment.changes.iter().rev().filter(|day| !day.rows.is_empty()).filter_map(day).collect()
    }

    /// The page of each former version, and its paper.
    fn former_pages(&self, address: &dyn Fn(&str) -> String) -> Vec<(SiteLink, SiteLink)> {
        let pages = self.former().map(|version| {
            let page = SiteLink::new(former_title(&version), address(&former_file(&version, "html")));
            (page, SiteLink::new("PDF", address(&former_file(&version, "pdf"))))
        });
        pages.collect()
    }

    /// A version as the public may read it; nothing where that is the whole of it.
    fn redacted(&self, version: &PublicVersion<'_>) -> Result<Option<Assessment>, BuildFailure> {
        if self.secrets.is_open(version.position) {
            return Ok(None);
        }
        let path = shown(version.path);
        let failed = || BuildFailure::Paper(format!("{path} の公表しない部分を除けません"));
        redacted(version.assessment, &self.secrets, version.position).map(Some).ok_or_else(failed)
    }

    fn render(&self) -> Result<(), BuildFailure> {
        let Some(current) = self.current() else { return Ok(()) };
        let theme = self.builder.theme;
        let template = |error| BuildFailure::template(&error);
        let own = self.redacted(&current)?;
        let assessment = own.as_ref().unwrap_or(current.assessment);
        let output = Output::new(self.builder.workspace, current.path, assessment);
        let document = self.marked(output.document());
        self.write(OPENING, self.opening(&current, assessment, &document)?.as_bytes())?;
        self.write(PAGE, &output.web(&document, theme, &self.site(&current, &document.title)).map_err(template)?)?;
        self.write(PAPER, &self.paper(&output, &document, current.path)?)?;
        let failed = |error| BuildFailure::Paper(format!("{} の Excel を作れません（{error}）", shown(current.path)));
        self.write(SHEETS, &output.sheets(&document).map_err(failed)?.bytes)?;
        self.write(DATA, &output.data())?;
        if has_history(assessment) {
            let site = self.below(&document.title, HISTORY_TITLE, vec![SiteLink::new("評価書の全文", PAGE)]);
            let house = &self.builder.workspace.config.style;
            self.write(HISTORY, timeline::page(assessment, house, theme, &site).map_err(template)?.as_bytes())?;
        }
        for version in self.former() {
            let own = self.redacted(&version)?;
            let assessment = own.as_ref().unwrap_or(version.assessment);
            let output = Output::new(self.builder.workspace, version.path, assessment);
            let document = output.document();
            let site = self.site_of(&version, &current, &document.title);
            let page = output.web(&document, theme, &site).map_err(template)?;
            self.write(&former_file(&version, "html"), &page)?;
            self.write(&former_file(&version, "pdf"), &self.paper(&output, &document, version.path)?)?;
        }
        Ok(())
    }

    fn paper(&self, output: &Output<'_>, document: &Document, path: &std::path::Path) -> Result<Vec<u8>, BuildFailure> {
        let failed = |error| BuildFailure::Paper(format!("{} の PDF を作れません（{error}）", shown(path)));
        let (font, with_source) = (self.builder.font.clone(), self.builder.order.with_source);
        output.paper(document, font, with_source).map(|paper| paper.bytes).map_err(failed)
    }

    /// What does not pass says so on every page.
    fn marked(&self, document: Document) -> Document {
        let draft = self.verdict.draft.then(|| DRAFT.to_owned()).or_else(|| document.draft.clone());
        Document { draft, ..document }
    }

    fn opening(
        &self,
        current: &PublicVersion<'_>,
        assessment: &Assessment,
        document: &Document,
    ) -> Result<String, BuildFailure> {
        let published = current.date.map(|date| date.to_string()).unwrap_or_default();
        let beside = |file: &str| file.to_owned();
        let page = OpeningPage {
            title: &document.title,
            kind: &current.assessment.form.name,
            agency: &document.agency,
            published: &published,
            draft: self.verdict.draft,
            whole: SiteLink::new("評価書の全文を読む", PAGE),
            files: downloads(&beside),
            history: has_history(assessment).then(|| SiteLink::new(HISTORY_TITLE, HISTORY)),
            former: self.former_pages(&beside),
            site: Site {
                trail: vec![self.up()],
                here: document.title.clone(),
                ..self.site_with(Vec::new(), self.notice())
            },
        };
        opening::page(&page, &Opening::of(assessment), self.builder.theme)
            .map_err(|error| BuildFailure::template(&error))
    }

    fn up(&self) -> SiteLink {
        SiteLink::new("特定個人情報保護評価書", "../".repeat(self.name.split('/').count()) + "index.html")
    }

    /// What a reader must know of what is published now.
    fn notice(&self) -> String {
        if self.verdict.draft {
            return "これは案です。公表した評価書ではありません。".to_owned();
        }
        ended(self.loaded).map_or_else(String::new, |(end, until)| {
            format!("この仕事は{end}に終わりました。評価書は、少なくとも{until}まで公表します。")
        })
    }

    fn site_with(&self, links: Vec<SiteLink>, notice: String) -> Site {
        Site { links, notice, owner: self.builder.owner(), ..Site::default() }
    }

    /// A page below the one on which citizens begin.
    fn below(&self, title: &str, here: &str, links: Vec<SiteLink>) -> Site {
        let trail = vec![self.up(), SiteLink::new(title, OPENING)];
        Site { trail, here: here.to_owned(), ..self.site_with(links, self.notice()) }
    }

    fn site(&self, current: &PublicVersion<'_>, title: &str) -> Site {
        let mut links =
            vec![SiteLink::new("要点", OPENING), SiteLink::new("PDF", PAPER), SiteLink::new("Excel", SHEETS)];
        if has_history(current.assessment) {
            links.push(SiteLink::new(HISTORY_TITLE, HISTORY));
        }
        links.extend(self.former().map(|version| SiteLink::new(former_title(&version), former_file(&version, "html"))));
        self.below(title, "評価書の全文", links)
    }

    fn site_of(&self, version: &PublicVersion<'_>, current: &PublicVersion<'_>, title: &str) -> Site {
        let dated = |version: &PublicVersion<'_>| version.date.map(|date| date.to_string()).unwrap_or_default();
        let links = vec![SiteLink::new(format!("{}公表の版", dated(current)), PAGE)];
        let notice = format!("これは{}に公表した版です。新しい版があります。", dated(version));
        Site { notice, ..self.below(title, &former_title(version), links) }
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), BuildFailure> {
        self.builder.stage.write(&format!("{PUBLIC}/{}/{file}", self.name), bytes).map_err(BuildFailure::Unwritten)
    }
}

fn downloads(address: &dyn Fn(&str) -> String) -> Vec<SiteLink> {
    [("PDF", PAPER), ("Excel", SHEETS), ("JSON", DATA)].map(|(title, file)| SiteLink::new(title, address(file))).into()
}

fn has_history(assessment: &Assessment) -> bool {
    assessment.changes.iter().any(|day| !day.rows.is_empty())
}

fn former_file(version: &PublicVersion<'_>, ending: &str) -> String {
    ["revision-", &version.date.map(Date::iso).unwrap_or_default(), ".", ending].concat()
}

fn former_title(version: &PublicVersion<'_>) -> String {
    format!("{}公表の版", version.date.map(|date| date.to_string()).unwrap_or_default())
}
