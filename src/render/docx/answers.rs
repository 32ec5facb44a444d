//! Answers as they stand in a cell.

use super::body::{Body, Look, Runs, Set, Twips, run, runs_of_lines};
use super::table::{Cell, HEAD, PADDING};
use crate::doc::{Answer, Box};
use crate::render::rows::Given;
use crate::text::markdown::{Passage, Run, passages};
use crate::text::width::width;

const STYLE: &str = "Answer";
/// One full-width letter of an answer.
const LETTER: Twips = 190;

/// The answers of one cell, `room` wide; a number stands beside the box before it: [○] （2）件.
pub(super) fn add(body: &mut Body, given: &[Given<'_>], room: Twips) {
    let room = room.saturating_sub(PADDING);
    let mut given = given.iter().enumerate().peekable();
    while let Some((index, one)) = given.next() {
        if index > 0 {
            body.mark(&one.item.address);
        }
        let (Answer::Flag { on }, None) = (&one.item.answer, &one.item.revision) else {
            answer(body, one, room);
            continue;
        };
        let mut line = sign(*on).to_owned();
        while let Some((_, count)) =
            given.next_if(|(_, next)| matches!(next.item.answer, Answer::Count { .. }) && next.item.revision.is_none())
        {
            body.mark(&count.item.address);
            line.push_str(&format!("　{}", counted(count)));
        }
        body.text(STYLE, &line);
    }
}

fn answer(body: &mut Body, given: &Given<'_>, room: Twips) {
    if let Some(revision) = given.item.revision.as_ref().filter(|revision| !revision.words.is_empty()) {
        return runs_of_lines(body, STYLE, &revision.words.iter().map(run).collect::<Vec<_>>());
    }
    match &given.item.answer {
        Answer::Text(text) if given.brackets => body.lines(STYLE, &format!("（{text}）")),
        Answer::Text(text) => body.lines(STYLE, text),
        Answer::Markdown(text) => written(body, &passages(text), 0, room),
        Answer::Choice { chosen, options } => choice(body, chosen.as_deref(), options),
        Answer::Boxes { boxes: all, columns } => boxes(body, all, usize::from(*columns), room),
        Answer::Flag { on } => body.text(STYLE, sign(*on)),
        Answer::Count { .. } => body.text(STYLE, &counted(given)),
        Answer::Lines(lines) => {
            lines.iter().for_each(|line| body.text(STYLE, line));
            if lines.is_empty() {
                body.text(STYLE, "");
            }
        }
    }
}

fn sign(on: bool) -> &'static str {
    if on { "[○]" } else { "[　]" }
}

/// （2）件
fn counted(given: &Given<'_>) -> String {
    let Answer::Count { number, unit } = &given.item.answer else { return String::new() };
    let number = number.as_deref().unwrap_or("　　");
    if given.brackets { format!("（{number}）{unit}") } else { format!("{number}{unit}") }
}

fn choice(body: &mut Body, chosen: Option<&str>, options: &[String]) {
    body.paragraph(Set { keep_next: true, ..Set::new(STYLE) }, |runs| {
        runs.text("[ ", Look::PLAIN);
        runs.text(chosen.unwrap_or("　　　　"), Look::BOLD);
        runs.text(" ]", Look::PLAIN);
    });
    let options = options.iter().enumerate().map(|(index, word)| format!("　{}) {word}", index + 1));
    body.text("Options", &format!("＜選択肢＞{}", options.collect::<String>()));
}

/// As many boxes side by side as the form wishes and as fit.
fn boxes(body: &mut Body, all: &[Box], columns: usize, room: Twips) {
    for group in all.chunk_by(|one, next| one.group == next.group) {
        if let Some(title) = group.first().and_then(|one| one.group.as_deref()) {
            body.paragraph(Set { keep_next: true, ..Set::new(STYLE) }, |runs| {
                runs.text(&format!("・{title}"), Look::PLAIN);
            });
        }
        let share = room / columns.max(1) as Twips;
        let stops: Vec<Twips> = (1..columns as Twips).map(|column| column * share).collect();
        let mut line: Vec<&Box> = Vec::new();
        for one in group {
            let fits = |one: &Box| LETTER / 2 * (width(&told(one)) as Twips + 2) <= share;
            let joins = line.len() < columns && line.last().is_some_and(|last| fits(last)) && fits(one);
            if !joins {
                box_line(body, &line, &stops);
                line.clear();
            }
            line.push(one);
        }
        box_line(body, &line, &stops);
    }
}

fn box_line(body: &mut Body, line: &[&Box], stops: &[Twips]) {
    // What is wider than a line goes on below its words, not below its box.
    let hanging = if let [_] = line { 2 * LETTER } else { 0 };
    let stops = if line.len() > 1 { stops } else { &[] };
    if line.is_empty() {
        return;
    }
    body.paragraph(Set { hanging, stops, ..Set::new(STYLE) }, |runs| {
        for (index, one) in line.iter().enumerate() {
            if index > 0 {
                runs.tab();
            }
            runs.text(&told(one), Look { bold: one.ticked, ..Look::of(one.style) });
        }
    });
}

/// [○] その他（…）
fn told(one: &Box) -> String {
    let text = one.text.as_ref().map(|text| format!("（{}）", if text.is_empty() { "　　" } else { text }));
    format!("{} {}{}", sign(one.ticked), one.word, text.unwrap_or_default())
}

/// Markdown: paragraphs, lists and tables, each list further in.
pub(super) fn written(body: &mut Body, passages: &[Passage], indent: Twips, room: Twips) {
    for passage in passages {
        let set = Set { indent, ..Set::new(STYLE) };
        match passage {
            Passage::Paragraph(content) => body.paragraph(set, |to| runs(to, content)),
            Passage::Code(code) => {
                code.lines().for_each(|line| body.paragraph(set, |to| to.text(line, Look::PLAIN)));
            }
            Passage::Quote(inner) => written(body, inner, indent + LETTER, room),
            Passage::Rule => body.paragraph(set, |_| {}),
            Passage::Table { head, rows } => table(body, head, rows, room),
            Passage::List { first, items } => {
                for (index, item) in items.iter().enumerate() {
                    list_item(body, &Passage::sign(*first, index), item, indent, room);
                }
            }
        }
    }
    if passages.is_empty() {
        body.text(STYLE, "");
    }
}

fn list_item(body: &mut Body, sign: &str, item: &[Passage], indent: Twips, room: Twips) {
    let hanging = LETTER * (width(sign) as Twips).max(2) / 2;
    let (first, rest) = match item {
        [Passage::Paragraph(first), rest @ ..] => (first.as_slice(), rest),
        rest => (&[][..], rest),
    };
    body.paragraph(Set { indent, hanging, ..Set::new(STYLE) }, |to| {
        to.text(sign, Look::PLAIN);
        runs(to, first);
    });
    if !rest.is_empty() {
        written(body, rest, indent + hanging, room);
    }
}

fn table(body: &mut Body, head: &[Vec<Run>], rows: &[Vec<Vec<Run>>], room: Twips) {
    let widths = vec![room / head.len().max(1) as Twips; head.len()];
    body.table(&widths, "", |table| {
        table.head_of(|row| {
            for cell in head {
                row.cell(Cell::filled(1, HEAD), |body| body.paragraph(Set::new("ColumnHead"), |to| runs(to, cell)));
            }
        });
        for cells in rows {
            table.row(|row| {
                for cell in cells {
                    row.cell(Cell::plain(1), |body| body.paragraph(Set::new(STYLE), |to| runs(to, cell)));
                }
            });
        }
    });
    // A cell cannot end in a table.
    body.text("Gap", "");
}

fn runs(to: &mut Runs<'_>, content: &[Run]) {
    for run in content {
        let look = Look { bold: run.strong, italic: run.emphasis, ..Look::PLAIN };
        match run.link.as_deref().filter(|link| !link.starts_with('#')) {
            Some(link) => to.link(&run.text, link, look),
            None => to.text(&run.text, look),
        }
    }
}
