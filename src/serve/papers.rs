//! Papers over all assessments, and the pages for the public.

use std::path::Path;

use serde::Serialize;

use super::answer::{Ask, ServeAnswer};
use super::desk::Desk;
use crate::diff::{compare, is_open};
use crate::inspect::inspect;
use crate::office::site::{EntryState, PUBLIC, SiteEntry, SiteOrder, build_site};
use crate::office::{Ledger, Named, PlanEntry, plan, register, report};
use crate::render::Theme;
use crate::rules::codes;
use crate::sheet::{Origin, plan_workbook, render};
use crate::workspace::{Loaded, Selection, select};

/// Where the pages are made, below the workspace.
const OUTPUT: &str = "out";

#[derive(Debug, Serialize)]
struct PapersView {
    organization: String,
    /// Where pages for the public were made before.
    made: bool,
}

#[allow(clippy::unnecessary_wraps, reason = "all routes answer alike")]
pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let organization = desk.workspace().config.organization.clone();
    let made = desk.root().join(OUTPUT).join(PUBLIC).join("index.html").is_file();
    Ok(desk.page(ask, "papers.html", &PapersView { organization, made }))
}

fn selection(desk: &Desk) -> Result<Selection, ServeAnswer> {
    let (selections, told) = select(&[desk.root().to_owned()], &codes());
    selections.into_iter().next().ok_or_else(|| match told.first() {
        Some(finding) => ServeAnswer::finding(finding),
        None => ServeAnswer::refused("評価書がありません"),
    })
}

pub(super) fn file(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let selection = selection(desk)?;
    let organization = &selection.workspace.config.organization;
    let (title, bytes) = match ask.piece(0) {
        "plan" => {
            let entries = planned(desk, &selection);
            let bytes = plan_workbook(&plan(organization, entries));
            ("計画管理表", bytes.map_err(|error| ServeAnswer::refused(error.to_string()))?)
        }
        "register" => {
            ("特定個人情報ファイルの一覧", ledger(&selection, |named| register(&selection.workspace.config, named))?)
        }
        "report" => ("安全管理措置の一覧", ledger(&selection, |named| report(&selection.workspace.config, named))?),
        _ => return Err(ServeAnswer::missing()),
    };
    Ok(ServeAnswer::sheets(bytes, format!("{title}.xlsx")))
}

fn planned(desk: &Desk, selection: &Selection) -> Vec<PlanEntry> {
    let entry = |loaded: &Loaded| {
        let assessment = loaded.assessment.as_ref()?;
        let last = loaded.revisions.last().and_then(|last| last.assessment.as_ref());
        let open = last.map_or(0, |last| compare(last, assessment).rows.iter().filter(|row| is_open(row)).count());
        Some(PlanEntry::of(assessment, loaded.procedure.as_ref(), open, desk.today()))
    };
    let inspection = inspect(selection, desk.today(), &|_, _| {}, entry);
    inspection.assessments.into_iter().filter_map(|one| one.seen).collect()
}

fn ledger(selection: &Selection, make: impl Fn(&[Named<'_>]) -> Ledger) -> Result<Vec<u8>, ServeAnswer> {
    let mut loaded = selection.each(&|_, _| {}, |loaded| loaded);
    loaded.sort_by(|one, other| one.path.cmp(&other.path));
    let named: Vec<Named<'_>> =
        loaded.iter().filter_map(|one| Some(Named { name: &one.name, assessment: one.assessment.as_ref()? })).collect();
    let book = render(&make(&named).document, &Origin::none(), &|_| None);
    book.map(|book| book.bytes).map_err(|error| ServeAnswer::refused(error.to_string()))
}

/// Makes the pages for the public and those of the office, and tells which assessments are not published and why.
pub(super) fn publish(desk: &Desk, _: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let _writing = desk.write();
    let selection = selection(desk)?;
    let templates = selection.workspace.templates().map_err(|finding| ServeAnswer::finding(&finding))?;
    let theme = Theme::new(templates).map_err(|error| ServeAnswer::refused(error.to_string()))?;
    let output = desk.root().join(OUTPUT);
    let order =
        SiteOrder { folder: desk.root(), output: &output, today: desk.today(), with_source: true, allow_draft: false };
    let site =
        build_site(&order, &[selection], &[theme], &|_, _| {}).map_err(|error| ServeAnswer::unwritten(&error))?;
    let is_public = |entry: &&SiteEntry| entry.public_state() != EntryState::Nothing;
    let public = site.entries.iter().filter(is_public).count();
    let barred = site.entries.iter().flat_map(|entry| {
        let name = entry.name();
        entry.barred().iter().map(move |reason| format!("{name}：{reason}"))
    });
    let place = Path::new(OUTPUT).join(PUBLIC);
    Ok(ServeAnswer::json(&serde_json::json!({
        "told": format!("{public} 件を公表用に {} に作りました。", crate::disk::shown(&place)),
        "changed": [],
        "left": barred.collect::<Vec<_>>(),
    })))
}
