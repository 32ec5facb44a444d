//! The form of one assessment, chapter by chapter.

use serde::Serialize;

use super::answer::{Ask, ServeAnswer};
use super::desk::{Desk, title_of};
use super::findings::{self, FindingView};
use super::journal::Journal;
use super::overview::whole_percent;
use super::people::elapsed;
use super::review::comments::views;
use super::view::{FormView, form};
use crate::assessment::{Address, Assessment};
use crate::disk::read_bytes;
use crate::inspect::inspect;
use crate::text::percent::encoded;
use crate::text::{limits, short_digest};
use crate::workspace::Loaded;

const STAMP: usize = 16;
/// What a page calls itself is no longer.
const PAGE: usize = 32;

/// Everything that a page of an assessment shows.
#[derive(Debug, Serialize)]
pub(super) struct Seen {
    /// What addresses call it.
    name: String,
    title: String,
    style: String,
    pub(super) form: FormView,
    pub(super) findings: Vec<FindingView>,
    /// In the shape that the script reads.
    findings_json: String,
    /// The comments that are not settled, in that shape, too.
    comments_json: String,
    errors: usize,
    warnings: usize,
    /// In percent.
    completeness: String,
    pub(super) undo: bool,
    pub(super) redo: bool,
    /// What the file is known by.
    pub(super) stamp: String,
}

impl Seen {
    pub(super) fn of(desk: &Desk, name: &str, chapter: usize) -> Result<Self, ServeAnswer> {
        let opened = desk.open_unread(name)?;
        let house = opened.workspace.config.style.clone();
        let look = |loaded: &Loaded| {
            let assessment = loaded.assessment.as_ref()?;
            let steps = Journal::of(desk.root(), name).steps();
            let text = assessment.source.text();
            Some(Self {
                name: name.to_owned(),
                title: title_of(assessment, name),
                style: assessment.form.title(),
                form: form(assessment, &house, chapter),
                findings: Vec::new(),
                findings_json: String::new(),
                comments_json: open_comments(assessment, loaded),
                errors: 0,
                warnings: 0,
                completeness: whole_percent(assessment),
                undo: steps.back(text).is_some(),
                redo: steps.forth(text).is_some(),
                stamp: short_digest(text, STAMP),
            })
        };
        let inspection = inspect(&opened, desk.today(), &|_, _| {}, look);
        let Some(one) = inspection.assessments.into_iter().next() else { return Err(ServeAnswer::missing()) };
        let Some(mut seen) = one.seen else {
            let lines = one.findings.iter().map(|finding| {
                let line = finding.span.as_ref().map_or(0, |span| span.start_position().line);
                format!("{line} 行目: {}", finding.message)
            });
            let lines: Vec<String> = lines.collect();
            return Err(ServeAnswer::refused(format!("評価書のファイルを読めません。{}", lines.join("　"))));
        };
        seen.findings = findings::views(&one.findings);
        for finding in &mut seen.findings {
            let holds = |link: &&super::view::ChapterLink| {
                link.items.contains(&finding.item) || link.items.iter().any(|item| is_below(item, &finding.item))
            };
            let found = seen.form.chapters.iter().find(holds);
            finding.chapter = found.map(|link| link.chapter).filter(|_| !finding.item.is_empty());
        }
        seen.errors = count(&seen.findings, "誤り");
        seen.warnings = count(&seen.findings, "注意");
        seen.findings_json = serde_json::to_string(&seen.findings).unwrap_or_default();
        Ok(seen)
    }
}

fn open_comments(assessment: &Assessment, loaded: &Loaded) -> String {
    let mut comments = loaded.procedure.as_ref().map(|procedure| views(assessment, procedure)).unwrap_or_default();
    comments.retain(|comment| comment.open);
    serde_json::to_string(&comments).unwrap_or_default()
}

fn is_below(item: &str, above: &str) -> bool {
    !above.is_empty() && Address::from(item).is_within(&Address::from(above))
}

fn count(findings: &[FindingView], word: &str) -> usize {
    findings.iter().filter(|finding| finding.word() == word).count()
}

/// Leads to the chapter where an item stands, or to the first one.
pub(super) fn first(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let item = ask.query("item");
    let seen = Seen::of(desk, ask.piece(0), 0)?;
    let chapter = seen.form.chapters.iter().find(|link| link.items.contains(item)).map_or(0, |link| link.chapter);
    let anchor = if item.is_empty() { String::new() } else { format!("#{}", encoded(item)) };
    Ok(ServeAnswer::elsewhere(&format!("/a/{}/c/{chapter}{anchor}", encoded(ask.piece(0)))))
}

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    seen(desk, ask).map(|seen| desk.page(ask, "editor.html", &seen))
}

/// Only the form, for a page that shows it already.
pub(super) fn form_alone(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    seen(desk, ask).map(|seen| desk.page(ask, "form.html", &seen))
}

fn seen(desk: &Desk, ask: &Ask) -> Result<Seen, ServeAnswer> {
    let chapter = ask.piece(1).parse().map_err(|_| ServeAnswer::missing())?;
    Seen::of(desk, ask.piece(0), chapter)
}

/// What the file is known by now, for a page that waits for others to write.
pub(super) fn stamp(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let file = desk.file(ask.piece(0))?;
    let bytes =
        read_bytes(&file, limits::FILE_BYTES).map_err(|finding| ServeAnswer::refused(finding.message.clone()))?;
    let (page, name) = (ask.query("page"), ask.person().unwrap_or("ほかの画面"));
    let others = desk.presence.others(ask.piece(0), page.get(..PAGE).unwrap_or(page), name, elapsed());
    Ok(ServeAnswer::json(&serde_json::json!({ "stamp": short_digest(bytes, STAMP), "others": others })))
}

/// What else is said at the same item.
#[derive(Debug, Serialize)]
struct ItemAside {
    label: String,
    guide: String,
    /// In the last frozen version.
    before: Option<AsideText>,
    others: Vec<AsideText>,
}

#[derive(Debug, Serialize)]
struct AsideText {
    title: String,
    words: String,
}

/// Other assessments that are read for one item: a page must not wait longer the more there are.
const OTHERS: usize = 20;

/// The version before and the other assessments of the workspace, at one item.
pub(super) fn beside(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let opened = desk.open(ask.piece(0))?;
    let item = ask.query("item");
    let Some(assessment) = &opened.loaded.assessment else { return Err(ServeAnswer::missing()) };
    let cell = assessment.cell(item).ok_or_else(ServeAnswer::missing)?;
    let node = assessment.node(cell);
    let said = |title: String, other: &Assessment, address: &str| {
        let words = other.words(other.cell(address)?);
        (!words.is_empty()).then_some(AsideText { title, words })
    };
    let last = opened.loaded.revisions.last();
    let before = last.and_then(|last| said(format!("{}公表の版", last.date), last.assessment.as_ref()?, item));
    let key = node.key.clone();
    let mut others = Vec::new();
    for (name, file) in desk.assessments().into_iter().filter(|(name, _)| name != ask.piece(0)).take(OTHERS) {
        let Some(other) = opened.workspace().load(&file).assessment else { continue };
        let same = other.cells.iter().filter(|cell| key.is_some() && other.node(cell).key == key);
        let title = title_of(&other, &name);
        others.extend(same.filter_map(|cell| said(title.clone(), &other, cell.address.as_str())));
    }
    let guide = node.guide.clone().unwrap_or_default();
    Ok(ServeAnswer::json(&ItemAside { label: assessment.path(cell), guide, before, others }))
}
