//! What a review edition begins with: the versions, what has to be done, and what changed, by what follows from it.

use super::entries::{plain_row, plain_table};
use super::line::Line;
use super::model::{CellKind, Column, Element, Heading, Piece, TableKind, TableRow};
use crate::diff::Duty;
use crate::doc::model::{ChangedGroup, ChangedItem, Review, SpanStyle};

const DUTIES: [&str; 3] = ["手続", "状態", "根拠とした記載"];
const CHANGES: [&str; 5] = ["項目", "種別", "提出時期", "説明", "ページ"];

pub(super) fn elements(review: &Review) -> Vec<Element> {
    let mut elements = vec![
        Element::Text(Line::of(format!("前の版：{}", review.old))),
        Element::Text(Line::of(format!("この版：{}", review.new))),
        Element::Note(legend()),
    ];
    if review.groups.is_empty() {
        elements.push(Element::Text(Line::of("変更はありません。")));
    }
    if !review.duties.is_empty() {
        elements.push(heading("必要な手続".to_owned(), "review.duties".to_owned()));
        let rows = review.duties.iter().map(duty).collect();
        elements.push(Element::Table(plain_table(TableKind::Duties, &DUTIES, rows)));
    }
    for (index, group) in review.groups.iter().enumerate() {
        let title = format!("{}（{}件）", group.title, group.rows.len());
        elements.push(heading(title, format!("review.{}", index + 1)));
        elements.push(Element::Table(changed(group)));
    }
    elements
}

/// How changes are shown.
fn legend() -> Line {
    Line::of("変更の示し方：")
        .with_span("加えた記載", SpanStyle::Added)
        .with("　")
        .with_span("削った記載", SpanStyle::Removed)
        .with("　変更のある欄は左に縦線")
}

fn heading(text: String, anchor: String) -> Element {
    Element::Heading(Heading { level: 2, text, anchor })
}

fn duty(duty: &Duty) -> TableRow {
    plain_row(CellKind::Plain, [&duty.kind.title(), duty.state.word(), &duty.note].map(Piece::of))
}

fn changed(group: &ChangedGroup) -> super::model::Table {
    let row = |item: &ChangedItem| {
        let link = Piece::Link { text: item.path.clone(), anchor: item.anchor.clone() };
        let page = Piece::Page { anchor: item.anchor.clone() };
        let told = [&item.kind, &item.timing, &item.reason].map(Piece::of);
        plain_row(CellKind::Plain, std::iter::once(link).chain(told).chain([page]))
    };
    let mut table = plain_table(TableKind::Changed, &CHANGES, group.rows.iter().map(row).collect());
    if let Some(last) = table.columns.last_mut() {
        *last = Column::Page;
    }
    table
}
