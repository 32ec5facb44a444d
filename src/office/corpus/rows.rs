//! What an assessment says, as rows of the tables.

use super::tables::{ASSESSMENTS, BLOCKS, CHANGES, CHOICES, FINDINGS, ITEMS, RECORDS};
use crate::assessment::{Answer, Assessment, Cell, ChangeDay, ChangeRow, Text};
use crate::dataset::{DataTable, DataValue};
use crate::doc::item_path;
use crate::finding::{Finding, Severity};
use crate::form::{Mark, PathStyle};
use crate::inspect::Inspected;
use crate::render::json;
use crate::text::Span;
use crate::text::fold::fold;
use crate::workspace::{Loaded, Workspace};

type Row = Vec<DataValue>;

/// Rows of several tables, in their order.
#[derive(Debug, Default)]
pub(super) struct CorpusRows {
    rows: Vec<(&'static str, Row)>,
}

impl CorpusRows {
    fn push(&mut self, table: &'static DataTable, row: Row) {
        debug_assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        self.rows.push((table.name, row));
    }

    pub(super) fn into_rows(self) -> impl Iterator<Item = (&'static str, Row)> {
        self.rows.into_iter()
    }
}

/// Where rows come from.
#[derive(Clone, Copy)]
pub(super) struct RowOrigin<'a> {
    pub(super) workspace: &'a str,
    pub(super) assessment: &'a str,
}

impl RowOrigin<'_> {
    fn row<const N: usize>(self, rest: [DataValue; N]) -> Row {
        let origin = [DataValue::from(self.workspace), DataValue::from(self.assessment)];
        origin.into_iter().chain(rest).collect()
    }
}

/// Everything of an assessment but what was found in it.
pub(super) fn of(
    workspace: &Workspace,
    origin: RowOrigin<'_>,
    loaded: &Loaded,
    inspected: &Inspected<()>,
) -> CorpusRows {
    let mut rows = CorpusRows::default();
    let whole = !loaded.findings.iter().any(|finding| finding.rule.refuses_input());
    rows.push(&ASSESSMENTS, overview(workspace, origin, loaded.assessment.as_ref().filter(|_| whole), inspected));
    if let Some(assessment) = &loaded.assessment {
        for (position, cell) in assessment.cells.iter().enumerate() {
            item(&mut rows, origin, assessment, position, cell);
        }
        blocks(&mut rows, origin, assessment);
        let changes = assessment.changes.iter().flat_map(|day| day.rows.iter().map(move |row| (day, row)));
        for (position, (day, row)) in changes.enumerate() {
            rows.push(&CHANGES, change(origin, assessment, position, day, row));
        }
    }
    rows
}

fn overview(
    workspace: &Workspace,
    origin: RowOrigin<'_>,
    assessment: Option<&Assessment>,
    inspected: &Inspected<()>,
) -> Row {
    let root = assessment.map(Assessment::root);
    let words = |key: &str| root.as_ref().map(|root| root.words(key));
    let number = words("cover.number").and_then(|number| fold(&number).trim().parse::<u64>().ok());
    let completeness = assessment.map(Assessment::completeness);
    let count = |severity: Severity| {
        inspected.findings.iter().flat_map(Finding::all).filter(|finding| finding.severity == severity).count()
    };
    origin.row([
        assessment.is_some().into(),
        workspace.config.organization.as_str().into(),
        assessment.map(|assessment| assessment.form.id.clone()).into(),
        assessment.map(|assessment| assessment.form.title()).into(),
        number.into(),
        words("cover.title").into(),
        words("cover.agency").into(),
        root.as_ref().and_then(|root| root.date("cover.published_on")).into(),
        assessment.map(|assessment| assessment.file_blocks().len()).into(),
        completeness.map(|completeness| completeness.required).into(),
        completeness.map(|completeness| completeness.answered).into(),
        count(Severity::Error).into(),
        count(Severity::Warning).into(),
        assessment.map(|assessment| assessment.changes.iter().map(|day| day.rows.len()).sum::<usize>()).into(),
    ])
}

fn item(rows: &mut CorpusRows, origin: RowOrigin<'_>, assessment: &Assessment, position: usize, cell: &Cell) {
    let node = assessment.node(cell);
    let Some(key) = &node.key else { return };
    let answer = if cell.active { cell.answer() } else { cell.typed.as_ref() };
    let options = assessment.form.options_of(node);
    let words = match answer {
        Some(Answer::Checks(_) | Answer::List(_) | Answer::Records(_)) => {
            answer.map(|answer| answer.list(options).join("\n")).unwrap_or_default()
        }
        Some(answer) => answer.words(options).trim_end().to_owned(),
        None => String::new(),
    };
    let (number, day) = match answer {
        Some(Answer::Count(number)) => (Some(*number), None),
        Some(Answer::Date(date)) => (None, Some(*date)),
        _ => (None, None),
    };
    rows.push(
        &ITEMS,
        origin.row([
            (position + 1).into(),
            cell.address.as_str().into(),
            key.as_str().into(),
            assessment.path(cell).into(),
            node.label.as_str().into(),
            json::kind(node.kind).into(),
            (node.mark != Mark::None).into(),
            node.required.into(),
            cell.active.into(),
            cell.typed.is_some().into(),
            cell.withheld.into(),
            words.as_str().into(),
            number.into(),
            day.into(),
            words.chars().count().into(),
        ]),
    );
    let chosen: Vec<(usize, Option<&str>)> = match answer {
        Some(Answer::Choice(index)) => vec![(*index, None)],
        Some(Answer::Checks(ticks)) => ticks.iter().map(|tick| (tick.index, tick.text.as_deref())).collect(),
        _ => Vec::new(),
    };
    for (index, text) in chosen {
        let word = options.and_then(|options| options.choices.get(index)).map(|choice| choice.word.as_str());
        let (item, key) = (cell.address.as_str().into(), key.as_str().into());
        rows.push(&CHOICES, origin.row([item, key, (index + 1).into(), word.into(), text.into()]));
    }
    if let Some(Answer::Records(groups)) = answer {
        let items = groups.iter().flat_map(|group| group.items.iter().map(|item| (group.title.as_str(), item)));
        for (index, (group, record)) in items.enumerate() {
            let item = cell.address.as_str().into();
            rows.push(&RECORDS, origin.row([item, group.into(), (index + 1).into(), record.text.as_str().into()]));
        }
    }
}

fn blocks(rows: &mut CorpusRows, origin: RowOrigin<'_>, assessment: &Assessment) {
    for (list, state) in &assessment.lists {
        for (position, block) in state.blocks.iter().enumerate() {
            let first = assessment.cells.iter().find(|cell| cell.address.is_within(&block.address));
            let first = first.filter(|cell| cell.address != block.address);
            rows.push(
                &BLOCKS,
                origin.row([
                    block.address.as_str().into(),
                    list.key(&assessment.form).map(|key| key.as_str().to_owned()).into(),
                    block.id.as_deref().into(),
                    (position + 1).into(),
                    first.map(|cell| assessment.words(cell).trim().to_owned()).into(),
                ]),
            );
        }
    }
}

fn change(origin: RowOrigin<'_>, assessment: &Assessment, position: usize, day: &ChangeDay, row: &ChangeRow) -> Row {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.trim_end().to_owned());
    let cell = row.address.as_ref().and_then(|address| assessment.cell(address));
    let path = match &row.printed {
        Some(printed) => Some(printed.text.trim_end().to_owned()),
        None => row.address.as_ref().and_then(|address| item_path(assessment, address, PathStyle::Plain)),
    };
    origin.row([
        (position + 1).into(),
        day.date.into(),
        row.item.as_ref().map(|item| item.text.clone()).into(),
        cell.and_then(|cell| assessment.node(cell).key.as_ref()).map(|key| key.as_str().to_owned()).into(),
        path.into(),
        text(&row.before).into(),
        text(&row.after).into(),
        row.timing.and_then(|index| assessment.form.timings.get(index)).map(String::as_str).into(),
        row.important.into(),
        text(&row.reason).into(),
    ])
}

/// What was found; each place of a finding is one.
pub(super) fn of_findings(origin: RowOrigin<'_>, findings: &[Finding]) -> CorpusRows {
    let mut rows = CorpusRows::default();
    for finding in findings.iter().flat_map(Finding::all) {
        let place = finding.span.as_ref().map(Span::start_position);
        rows.push(
            &FINDINGS,
            origin.row([
                finding.rule.code.into(),
                finding.rule.name.into(),
                finding.severity.key().into(),
                finding.accepted.is_some().into(),
                finding.accepted.as_deref().into(),
                finding.message.as_str().into(),
                finding.item.as_deref().into(),
                finding.path.as_deref().into(),
                finding.span.as_ref().map(|span| span.source.path().to_owned()).into(),
                place.map(|place| u64::from(place.line)).into(),
                finding.fingerprint.as_str().into(),
            ]),
        );
    }
    rows
}
