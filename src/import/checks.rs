//! Ticked boxes: `[○] 紙 [ ] 電子メール [○] その他（庁内メール）`.

use std::ops::Range;

use super::boxes::{CellsText, has_text, words};
use super::stream::{Stream, StreamRun, Use};
use crate::form::Options;
use crate::grid::CellPlace;
use crate::labels::{Gap, folded};

#[derive(Debug, Default)]
pub(super) struct TickedOptions {
    /// Ticked options with the text in their brackets.
    pub(super) boxes: Vec<(usize, Option<String>)>,
    /// Boxes that are ticked and stand before no option.
    pub(super) wrong: Vec<Vec<StreamRun>>,
    /// Texts in the brackets of options that are not ticked.
    pub(super) idle: Vec<(usize, String)>,
    /// Nothing is ticked, and the boxes do not look alike: some of them may have lost their marks.
    pub(super) unlike: bool,
}

impl TickedOptions {
    /// A box that is printed twice is one box; no text in its brackets is lost.
    fn tick(&mut self, option: usize, content: Option<String>) {
        match self.boxes.iter_mut().find(|(known, _)| *known == option) {
            Some((_, Some(text))) => match content {
                Some(more) if !text.contains(&more) => *text += &format!("、{more}"),
                _ => {}
            },
            Some((_, text)) => *text = content,
            None => self.boxes.push((option, content)),
        }
    }
}

/// An option that is printed.
struct SeenOption {
    option: usize,
    ticked: Option<bool>,
    end: usize,
    start: usize,
}

/// Reads the boxes in these ranges and marks what it took.
pub(super) fn read(stream: &mut Stream<'_>, ranges: &[Range<usize>], options: &Options) -> TickedOptions {
    let words = words(options);
    let text = CellsText::open(stream, ranges);
    let seen = scan(stream, &text, &words);
    let boxed = seen.iter().filter(|seen| seen.ticked.is_some());
    let mut shapes: Vec<(char, bool)> = boxed.map(|seen| text.shape(stream, seen.start)).collect();
    shapes.sort_unstable();
    shapes.dedup();
    let mut ticked = TickedOptions::default();
    // A list of words without boxes is a list of what is ticked, unless it is the whole list.
    let some = seen.len() < words.len();
    let on = |seen: &SeenOption| seen.ticked.unwrap_or(some);
    for (index, own) in seen.iter().enumerate() {
        text.mark(stream, own.start..own.end, if on(own) { Use::Item } else { Use::Printed });
        let next = seen.get(index + 1).map_or_else(|| end_of_text(stream, &text, own.end), |next| next.start);
        let content =
            if has_text(options, own.option) { bracketed(stream, &text, own.end..next, &words) } else { None };
        if on(own) {
            ticked.tick(own.option, content);
        } else if let Some(content) = content {
            ticked.idle.push((own.option, content));
        }
    }
    ticked.unlike = ticked.boxes.is_empty() && shapes.len() > 1;
    strike_headings(stream, ranges, options);
    let cells: Vec<CellPlace> = seen.iter().map(|seen| stream.at(text.places[seen.start])).collect();
    strike_rests(stream, ranges, &words, &cells, &mut ticked);
    ticked
}

/// Where the text of the last option ends: with its cell, unless its bracket is still open or another one follows.
fn end_of_text(stream: &Stream<'_>, text: &CellsText, from: usize) -> usize {
    let mut depth = 0_i32;
    for index in from..text.len() {
        let new_cell = index > from && text.gap(stream, index) == Gap::Cell;
        if new_cell && depth <= 0 && text.chars[index] != '(' {
            return index;
        }
        match text.chars[index] {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Every option in the text with the box before it.
fn scan(stream: &Stream<'_>, text: &CellsText, words: &[Vec<char>]) -> Vec<SeenOption> {
    let mut seen: Vec<SeenOption> = Vec::new();
    let mut at = 0;
    // Inside the brackets of an option, other options may be named.
    let mut depth = 0_i32;
    while at < text.len() {
        // After the last option, another cell is another item's.
        let complete = seen.iter().any(|seen| seen.option + 1 == words.len());
        if complete && text.gap(stream, at) == Gap::Cell && depth <= 0 && text.chars[at] != '(' {
            break;
        }
        let found = text.box_before_option(at).and_then(|(ticked, length)| {
            let (option, end) = option_at(text, at + length, words)?;
            Some(SeenOption { option, ticked: Some(ticked), start: at, end })
        });
        let found = found.or_else(|| {
            let free = depth <= 0
                && (at == 0 || text.gap(stream, at) >= Gap::Space || matches!(text.chars[at - 1], '、' | '・' | ')'));
            let (option, end) = option_at(text, at, words).filter(|_| free)?;
            let stands_alone = end == text.len()
                || text.gap(stream, end) >= Gap::Space
                || matches!(text.chars[end], '、' | '(' | '[' | '・');
            stands_alone.then_some(SeenOption { option, ticked: None, start: at, end })
        });
        match found {
            Some(found) => {
                at = found.end;
                depth = 0;
                seen.push(found);
            }
            None => {
                match text.chars[at] {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                at += 1;
            }
        }
    }
    // Where boxes are printed, words without one are not options.
    if seen.iter().any(|seen| seen.ticked.is_some()) {
        seen.retain(|seen| seen.ticked.is_some());
    }
    seen
}

/// The option whose words stand here, with brackets of its own or not; the longest one.
fn option_at(text: &CellsText, at: usize, words: &[Vec<char>]) -> Option<(usize, usize)> {
    let bracket = usize::from(text.chars.get(at).is_some_and(|c| matches!(c, '[' | ']' | '「')));
    let start = at + bracket;
    let mut best: Option<(usize, usize)> = None;
    for (option, word) in words.iter().enumerate() {
        let common = text.common(start, word);
        let enough = common == word.len() || common >= 5 && common * 10 >= word.len() * 7;
        if enough && best.is_none_or(|(_, length)| common > length) {
            best = Some((option, common));
        }
    }
    let (option, length) = best?;
    let mut end = start + length;
    if bracket == 1 && text.chars.get(end).is_some_and(|c| matches!(c, ']' | '」')) {
        end += 1;
    }
    Some((option, end))
}

/// The text in the brackets after an option, marked as taken.
fn bracketed(stream: &mut Stream<'_>, text: &CellsText, range: Range<usize>, words: &[Vec<char>]) -> Option<String> {
    let open = range.clone().find(|index| !matches!(text.chars[*index], ':' | '、'))?;
    if text.chars[open] != '(' {
        return None;
    }
    let places = &text.places[range.clone()];
    let mut content = String::new();
    for (index, run) in stream.open_runs(*places.first()?..places.last()? + 1).into_iter().enumerate() {
        if index > 0 {
            content.push('\n');
        }
        content += stream.text(run).trim();
    }
    text.mark(stream, range, Use::Item);
    let content = unwrap(&content);
    let letters = folded(&content).into_iter().filter(|c| !"()[]「」".contains(*c)).collect::<Vec<_>>();
    // The end of the option's own word, torn off.
    let torn = content.contains(['[', '［']) && words.iter().any(|word| word.ends_with(&letters));
    (!letters.is_empty() && !torn).then_some(content)
}

/// Without the brackets around it; several pieces may each have their own.
fn unwrap(content: &str) -> String {
    let pieces = content.lines().map(|line| {
        let line = line.trim();
        let inside = line.strip_prefix(['(', '（']).unwrap_or(line);
        let closed = inside.matches([')', '）']).count() > inside.matches(['(', '（']).count();
        let inside = if closed { inside.strip_suffix([')', '）']).unwrap_or(inside) } else { inside };
        inside.trim().to_owned()
    });
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The sub-headings of the option list, and what only dresses it.
fn strike_headings(stream: &mut Stream<'_>, ranges: &[Range<usize>], options: &Options) {
    let mut headings: Vec<Vec<char>> =
        options.choices.iter().filter_map(|choice| choice.group.as_deref()).map(folded).collect();
    headings.dedup();
    let text = CellsText::open(stream, ranges);
    for heading in headings {
        let at = (0..text.len()).find(|at| text.common(*at, &heading) == heading.len());
        let Some(at) = at else { continue };
        let bullet =
            usize::from(at > 0 && matches!(text.chars[at - 1], '・' | '-' | '【' | '<' | '[' | '〔' | '《' | '〈'));
        let end = at + heading.len();
        let close =
            usize::from(text.chars.get(end).is_some_and(|c| matches!(c, '】' | '>' | ':' | ']' | '〕' | '》' | '〉')));
        text.mark(stream, at - bullet..end + close, Use::Printed);
    }
}

/// Empty brackets, boxes before nothing, and the end of an option that was torn off, in the cells that hold options.
fn strike_rests(
    stream: &mut Stream<'_>,
    ranges: &[Range<usize>],
    words: &[Vec<char>],
    cells: &[CellPlace],
    ticked: &mut TickedOptions,
) {
    let text = CellsText::open(stream, ranges);
    let mut at = 0;
    while at < text.len() {
        let end = (at + 1..text.len()).find(|index| text.gap(stream, *index) >= Gap::Space).unwrap_or(text.len());
        let piece = &text.chars[at..end];
        let bare: Vec<char> =
            piece.iter().copied().filter(|c| !matches!(c, '[' | ']' | '(' | ')' | '「' | '」')).collect();
        if !cells.contains(&stream.at(text.places[at])) {
            at = end;
            continue;
        }
        let torn = bare.len() < 4 && !bare.is_empty() && words.iter().any(|word| word.ends_with(&bare));
        match text.box_at(at) {
            _ if bare.is_empty() || torn => text.mark(stream, at..end, Use::Printed),
            Some((true, length)) if at + length < end => ticked.wrong.push(text.runs(stream, at..end)),
            _ => {}
        }
        at = end;
    }
}
