//! What a printed document repeats and no item holds: its list of contents, page numbers, running heads.

use std::collections::BTreeMap;
use std::ops::Range;

use super::report::{ImportReport, Unmapped};
use super::stream::{Stream, Use};
use crate::form::{CONTENTS_TITLE, Form, MARK_NOTE, Part};
use crate::labels::Gap;
use crate::labels::Labels;
use crate::labels::Occurrence;
use crate::text::fold::fold;
use crate::text::printable;

/// Marks all of it as printed. Running heads are told, once each.
pub(super) fn strike(stream: &mut Stream<'_>, printed: &Labels<'_>, report: &mut ImportReport) {
    let rows = rows(stream);
    strike_known(stream, printed, &rows);
    strike_pages(stream, &rows, report);
}

/// The rows of the book that hold one cell only.
fn rows(stream: &Stream<'_>) -> Vec<Range<usize>> {
    let mut rows: Vec<(usize, u32, Range<usize>, usize)> = Vec::new();
    let mut start = 0;
    while start < stream.len() {
        let end = stream.end_of(start, Gap::Cell);
        let (at, row) = (stream.at(start), stream.book.cell(stream.at(start)).row);
        match rows.last_mut() {
            Some((sheet, last, range, cells)) if *sheet == at.sheet && *last == row => {
                range.end = end;
                *cells += 1;
            }
            _ => rows.push((at.sheet, row, start..end, 1)),
        }
        start = end;
    }
    rows.into_iter().filter(|(_, _, _, cells)| *cells == 1).map(|(_, _, range, _)| range).collect()
}

/// The names of the form and its edition, and the title of the list of contents.
fn strike_known(stream: &mut Stream<'_>, printed: &Labels<'_>, rows: &[Range<usize>]) {
    let known = known(printed.form);
    for row in rows {
        if known.contains(&stream.folded(row.clone())) {
            stream.mark(row.clone(), Use::Printed);
        }
    }
}

/// What a form prints that is no label, folded; its mark may be broken between the edition and the style.
pub(super) fn known(form: &Form) -> Vec<String> {
    let mark = form.printed_mark();
    [
        format!("[{}", form.edition),
        format!("{}]", form.style),
        CONTENTS_TITLE.to_owned(),
        MARK_NOTE.to_owned(),
        form.name.clone(),
        form.style.clone(),
        format!("({})", form.style),
        mark.trim_matches(['[', ']']).to_owned(),
        mark,
        format!("特定個人情報保護評価書({})", form.name),
        format!("特定個人情報保護評価書[{}]", form.name),
        form.parts.first().map(|part| part.title.clone()).unwrap_or_default(),
        form.changes_part().map(Part::heading).unwrap_or_default(),
        form.changes_part().map(|part| part.title.clone()).unwrap_or_default(),
    ]
    .iter()
    .map(|text| fold(text))
    .chain(numbers(form))
    .collect()
}

/// 「リスク1：」, whose words stand elsewhere.
fn numbers(form: &Form) -> impl Iterator<Item = String> {
    let numbers = form.nodes.iter().filter_map(|node| node.number.as_deref());
    numbers.filter(|number| number.chars().count() > 2).map(|number| format!("{}:", fold(number)))
}

/// Page numbers, and the heads that stand beside them page after page.
fn strike_pages(stream: &mut Stream<'_>, rows: &[Range<usize>], report: &mut ImportReport) {
    let texts: Vec<String> = rows.iter().map(|row| stream.folded(row.clone())).collect();
    let mut bare = Vec::new();
    let mut pages = Vec::new();
    for (index, text) in texts.iter().enumerate().filter(|(_, text)| text.len() <= 16) {
        match page_number(text) {
            Some((_, true)) => pages.push(index),
            Some((number, false)) => bare.push((index, number)),
            None => {}
        }
    }
    pages.extend(running(&bare));
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().for_each(|text| *times.entry(text).or_default() += 1);
    let mut heads: Vec<&str> = Vec::new();
    for index in &pages {
        stream.mark(rows[*index].clone(), Use::Printed);
        for beside in [index.checked_sub(1), Some(index + 1)].into_iter().flatten() {
            let Some(text) = texts.get(beside) else { continue };
            if times[text.as_str()] > 2 && text.chars().count() > 5 {
                heads.push(text);
            }
        }
    }
    heads.sort_unstable();
    heads.dedup();
    let mut told = vec![false; heads.len()];
    for (row, text) in rows.iter().zip(&texts) {
        let Ok(head) = heads.binary_search(&text.as_str()) else { continue };
        if !std::mem::replace(&mut told[head], true) {
            for run in stream.open_runs(row.clone()) {
                report.unmapped(stream.text(run), stream.place(run.start()));
            }
        }
        stream.mark(row.clone(), Use::Printed);
    }
}

/// The number of a page, and whether it is sure to be one: `- 3 -`, `3/80`, `3ページ`.
fn page_number(text: &str) -> Option<(u32, bool)> {
    let bare = text.trim_start_matches(['-', 'P', 'p', '.']).trim_end_matches('-');
    let dressed = bare.len() < text.len();
    if let Ok(number) = bare.parse() {
        return (number < 1_000).then_some((number, dressed));
    }
    let (number, rest) = bare.split_at(bare.find(|c: char| !c.is_ascii_digit())?);
    let number: u32 = number.parse().ok()?;
    let of = rest.strip_prefix('/').is_some_and(|all| all.parse().is_ok_and(|all: u32| number <= all));
    (of || matches!(rest, "ページ" | "頁")).then_some((number, true))
}

/// Bare numbers that count up by one through the document.
fn running(bare: &[(usize, u32)]) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    for start in 0..bare.len() {
        let mut run = vec![bare[start].0];
        let mut next = bare[start].1 + 1;
        for (index, number) in &bare[start + 1..] {
            if *number == next {
                run.push(*index);
                next += 1;
            }
        }
        if run.len() > best.len() {
            best = run;
        }
        if best.len() * 2 > bare.len() {
            break;
        }
    }
    if best.len() > 3 { best } else { Vec::new() }
}

/// Headings of parts and sections that follow each other with nothing between them are the list of contents; they are marked, and no labels.
pub(super) fn strike_contents(
    stream: &mut Stream<'_>,
    printed: &Labels<'_>,
    report: &mut ImportReport,
    occurrences: &mut Vec<Occurrence>,
) {
    // A list of contents names parts, and often the sections in them.
    let is_listed = |slot: usize| printed.slots[slot].node.is_none_or(|node| printed.form.node(node).parent.is_none());
    let is_part = |slot: usize| printed.slots[slot].node.is_none();
    // The same section may stand in several parts: the next one in the order of the form is meant.
    let heading = |occurrence: &Occurrence, from: usize| {
        let slots = occurrence.candidates.iter().map(|(slot, _)| *slot).filter(|slot| is_listed(*slot));
        slots.clone().filter(|slot| *slot >= from).min().or(slots.min())
    };
    let mut listed: Vec<usize> = Vec::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    for (index, occurrence) in occurrences.iter().enumerate() {
        let inside_last = run.last().is_some_and(|(last, _)| occurrence.start < occurrences[*last].end);
        let from = run.last().map_or(0, |(_, before)| *before);
        let Some(slot) = heading(occurrence, from).filter(|_| !inside_last) else { continue };
        let follows = run.last().is_some_and(|(last, before)| {
            *before <= slot && nothing_between(stream, occurrences[*last].end, occurrence.start)
        });
        if !follows {
            keep_long(&mut listed, &run, is_part);
            run.clear();
        }
        run.push((index, slot));
    }
    keep_long(&mut listed, &run, is_part);
    for index in &listed {
        let Occurrence { start, end, .. } = occurrences[*index];
        // The name of a file, dots and the number of a page.
        let end = end + named(stream, end);
        let line = end..stream.end_of(start, Gap::Line).max(end);
        let length = line.take_while(|index| is_of_contents(stream.chars[*index])).count();
        let runs = stream.runs(start..end + length);
        let text = runs.iter().map(|run| stream.text(*run)).collect::<String>();
        report.skipped.push(Unmapped { text: printable(&text).into_owned(), place: stream.place(start) });
        stream.mark(start..end + length, Use::Printed);
    }
    // In the order of the document, as the places are.
    let mut ranges = listed
        .iter()
        .map(|index| occurrences[*index].start..occurrences[*index].end)
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    occurrences.retain(|occurrence| {
        while ranges.next_if(|range| range.end <= occurrence.start).is_some() {}
        !ranges.peek().is_some_and(|range| range.contains(&occurrence.start))
    });
}

fn keep_long(listed: &mut Vec<usize>, run: &[(usize, usize)], is_part: impl Fn(usize) -> bool) {
    if run.iter().filter(|(_, slot)| is_part(*slot)).count() > 2 {
        listed.extend(run.iter().map(|(index, _)| *index));
    }
}

/// Only the name of a file, exceptions of ※, dots, page numbers, and where a page ends.
fn nothing_between(stream: &Stream<'_>, start: usize, end: usize) -> bool {
    let start = start + named(stream, start);
    start <= end && (start..end).all(|index| !stream.is_open(index) || is_of_contents(stream.chars[index]))
}

/// How long the name in brackets is that follows a heading on its line.
fn named(stream: &Stream<'_>, start: usize) -> usize {
    let line = start..stream.end_of(start, Gap::Line).max(start).min(stream.len());
    if stream.gap(start) >= Gap::Line || stream.chars.get(start) != Some(&'(') {
        return 0;
    }
    stream.chars[line].iter().position(|letter| *letter == ')').map_or(0, |close| close + 1)
}

fn is_of_contents(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | '・' | '…' | '-' | '※' | '(' | ')')
}
