//! Lines of the page model as paragraphs.

use super::body::{Body, LetterLook, Set, Twips, runs_of_lines};
use super::bookmarks;
use super::prose;
use super::table::PADDING;
use crate::doc::SpanStyle;
use crate::doc::table::{BoxSet, Field, FieldKind, Line, LineRun, OptionList, Piece};
use crate::text::markdown::passages;
use crate::text::width::width;

/// One full-width letter of an answer.
pub(super) const LETTER: Twips = 190;
/// Record items stand side by side in so many columns where they are short enough.
const ITEMS: u8 = 3;

/// Each line that was typed is a paragraph.
pub(super) fn add(body: &mut Body, style: &str, line: &Line) {
    let runs = runs(line);
    let runs: Vec<(&str, LetterLook)> = runs.iter().map(|(text, look)| (text.as_str(), *look)).collect();
    runs_of_lines(body, style, &runs);
}

/// The chosen word is bold.
fn runs(line: &Line) -> Vec<(String, LetterLook)> {
    let mut runs = Vec::new();
    for run in &line.runs {
        match run {
            LineRun::Words(span) => runs.push((span.text.clone(), LetterLook::of(span.style))),
            LineRun::Field(field) => {
                let bold = matches!(field.kind, FieldKind::Choice(_));
                let spans = field.spans().into_iter();
                runs.extend(spans.map(|span| (span.text, LetterLook { bold, ..LetterLook::of(span.style) })));
            }
        }
    }
    merged(runs)
}

/// What looks the same is one run.
fn merged(runs: Vec<(String, LetterLook)>) -> Vec<(String, LetterLook)> {
    let mut merged: Vec<(String, LetterLook)> = Vec::new();
    for (text, look) in runs {
        match merged.last_mut() {
            Some((last, own)) if *own == look => last.push_str(&text),
            _ => merged.push((text, look)),
        }
    }
    merged
}

/// The content of a cell that is `room` wide.
pub(super) fn pieces(body: &mut Body, style: &str, pieces: &[Piece], room: Twips) {
    let room = room.saturating_sub(PADDING);
    if pieces.is_empty() {
        body.text(style, "");
    }
    for piece in pieces {
        match piece {
            Piece::Text(line) => add(body, style, line),
            Piece::Prose(field) => prose::written(body, &passages(&field.value), 0, room),
            Piece::Choice { chosen, options } => choice(body, style, chosen, options),
            Piece::Boxes { columns, sets } => sets.iter().for_each(|set| boxes(body, style, set, *columns, room)),
            Piece::Items(items) => {
                side_by_side(body, style, items, ITEMS, room);
                if items.is_empty() {
                    body.text(style, "");
                }
            }
            Piece::Link { text, anchor } => body.paragraph(Set::new(style), |runs| {
                runs.place(&bookmarks::name(anchor), |runs| runs.text(text, LetterLook::of(SpanStyle::Plain)));
            }),
            Piece::Page { .. } => {}
        }
    }
}

fn choice(body: &mut Body, style: &str, chosen: &Line, options: &OptionList) {
    let runs = runs(chosen);
    body.paragraph(Set { keep_next: !options.options.is_empty(), ..Set::new(style) }, |to| {
        runs.iter().for_each(|(text, look)| to.text(text, *look));
    });
    if !options.options.is_empty() {
        body.text("Options", &format!("{}　{}", options.caption, options.options.join("　")));
    }
}

fn boxes(body: &mut Body, style: &str, set: &BoxSet, columns: u8, room: Twips) {
    if let Some(title) = &set.title {
        body.paragraph(Set { keep_next: true, ..Set::new(style) }, |runs| runs.text(title, LetterLook::PLAIN));
    }
    side_by_side(body, style, &set.boxes, columns, room);
}

/// As many side by side as is wished and as fit.
fn side_by_side(body: &mut Body, style: &str, all: &[Line], columns: u8, room: Twips) {
    let columns = usize::from(columns.max(1));
    let share = room / columns as Twips;
    let stops: Vec<Twips> = (1..columns as Twips).map(|column| column * share).collect();
    let fits = |one: &Line| LETTER / 2 * (width(&one.text()) as Twips + 2) <= share;
    let mut together: Vec<&Line> = Vec::new();
    for one in all {
        let joins = together.len() < columns && together.last().is_some_and(|last| fits(last)) && fits(one);
        if !joins {
            one_line(body, style, &together, &stops);
            together.clear();
        }
        together.push(one);
    }
    one_line(body, style, &together, &stops);
}

fn one_line(body: &mut Body, style: &str, lines: &[&Line], stops: &[Twips]) {
    let is_box = |line: &Line| line.fields().any(Field::is_tick);
    // What is wider than a line goes on below its words, not below its box.
    let hanging = if let [only] = lines { if is_box(only) { 2 * LETTER } else { 0 } } else { 0 };
    let stops = if lines.len() > 1 { stops } else { &[] };
    if lines.is_empty() {
        return;
    }
    body.paragraph(Set { hanging, stops, ..Set::new(style) }, |to| {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                to.tab();
            }
            let bold = line.fields().any(|field| field.is_tick() && !field.value.is_empty());
            runs(line).iter().for_each(|(text, look)| to.text(text, LetterLook { bold, ..*look }));
        }
    });
}
