//! How answers are set: chosen words in brackets beside their options, boxes and record items in columns.

use crate::doc::table::{BoxSet, FieldKind, Line, OptionList, Piece};
use crate::text::markdown::passages;

use super::super::page::{LinkTarget, TagRole};
use super::super::text::Feature;
use super::columns::{LONG, columns, fitting, in_columns, set, widths};
use super::flow::{BODY, LineAlign, PageFlow, SMALL, STRONG, Type};
use super::grid::{PdfCell, Spot};
use super::prose;
use super::tables::PageNumbers;
use super::words::PdfWords;

/// The bracket takes at least and at most these shares of the width.
const BRACKET: (f32, f32) = (0.34, 0.5);
/// Narrower cells have the options below the chosen word.
const BESIDE: f32 = 220.0;
/// Between the bracket and the options.
const GAP: f32 = 10.0;
/// Boxes that would not fit into the form's columns may be set so small.
const BOXES: [Type; 2] = [BODY, Type { size: 8.5, ..BODY }];
const ITEM: Type = Type { size: 9.0, ..BODY };
const MOST_COLUMNS: usize = 4;

/// The content of a cell, one piece below the other.
pub(super) fn add(flow: &mut PageFlow, cell: &mut PdfCell, pieces: &[Piece], pages: &PageNumbers, set: Type) {
    // Numbers that stand in the cell of a choice stand below its bracket: （2）件.
    if let [Piece::Choice { chosen, options }, beside @ ..] = pieces {
        let beside = beside.iter().filter_map(|piece| if let Piece::Text(line) = piece { Some(line) } else { None });
        return choice(
            flow,
            cell,
            &PdfWords::of_line(chosen),
            options,
            &beside.map(PdfWords::of_line).collect::<Vec<_>>(),
        );
    }
    for piece in pieces {
        match piece {
            Piece::Text(line) if line.text().is_empty() => {}
            Piece::Text(line) => {
                cell.add_words(flow, cell.spot(set), &PdfWords::of_line(line));
            }
            Piece::Prose(field) => prose::add(flow, cell, &passages(&field.value)),
            Piece::Choice { chosen, options } => choice(flow, cell, &PdfWords::of_line(chosen), options, &[]),
            Piece::Boxes { columns, sets } if is_flags(sets) => {
                for flags in sets {
                    list(flow, cell, BODY, &flags.boxes, usize::from(*columns));
                }
            }
            Piece::Boxes { columns, sets } => check_boxes(flow, cell, sets, usize::from(*columns)),
            Piece::Items(items) => items_in_columns(flow, cell, items),
            Piece::Link { text, anchor } => {
                let link = Feature::Link(LinkTarget::Place(anchor.clone()));
                cell.add_words(flow, cell.spot(set), &PdfWords::one(text, Some(link)));
            }
            Piece::Page { anchor } => {
                // The place of the number is taken before it is known.
                let page = pages.get(anchor).map_or_else(|| "000".to_owned(), |page| (page + 1).to_string());
                cell.add_words(flow, cell.spot(set), &PdfWords::plain(page));
            }
        }
    }
}

fn choice(flow: &mut PageFlow, cell: &mut PdfCell, bracket: &PdfWords, list: &OptionList, beside: &[PdfWords]) {
    let whole = cell.spot(BODY);
    let width = whole.right - whole.left;
    let natural = flow.width_of(&bracket.text(), BODY) + 1.0;
    let own = natural.clamp(width * BRACKET.0, width * BRACKET.1);
    let is_beside = width >= BESIDE && !list.options.is_empty();
    let right = if is_beside { whole.left + own } else { whole.right.min(whole.left + BESIDE) };
    // Changed words are not spread over the bracket.
    let align = if bracket.runs.iter().any(|run| run.feature.is_some()) { LineAlign::Left } else { LineAlign::Bracket };
    let spot = Spot { right, align, ..whole };
    let mut first = whole.first + cell.add_words(flow, spot, bracket);
    for words in beside {
        first += cell.add_words(flow, Spot { right, first, ..whole }, words);
    }
    if list.options.is_empty() {
        return;
    }
    let first = if is_beside { whole.first } else { cell.below() };
    let left = if is_beside { right + GAP } else { whole.left };
    let caption = Spot { left, first, set: SMALL, ..whole };
    cell.add(flow, caption, list.caption);
    let spot = Spot { node: flow.book.node(TagRole::List, cell.node), first: first + 1, ..caption };
    let words: Vec<PdfWords> = list.options.iter().map(PdfWords::plain).collect();
    in_columns(flow, cell, spot, &words, 2);
}

/// Boxes that are items of their own.
fn is_flags(sets: &[BoxSet]) -> bool {
    let mut fields = sets.iter().flat_map(|set| &set.boxes).flat_map(Line::fields);
    fields.any(|field| field.kind == FieldKind::Flag)
}

/// Lines side by side, as a list.
fn list(flow: &mut PageFlow, cell: &mut PdfCell, set: Type, lines: &[Line], wanted: usize) {
    let spot = Spot { node: flow.book.node(TagRole::List, cell.node), ..cell.spot(set) };
    let words: Vec<PdfWords> = lines.iter().map(PdfWords::of_line).collect();
    in_columns(flow, cell, spot, &words, wanted);
}

fn check_boxes(flow: &mut PageFlow, cell: &mut PdfCell, sets: &[BoxSet], wanted: usize) {
    let groups: Vec<Vec<PdfWords>> = sets.iter().map(|set| set.boxes.iter().map(PdfWords::of_line).collect()).collect();
    let size = BOXES.into_iter().find(|size| {
        let spot = cell.spot(*size);
        let fits = |flow: &mut PageFlow, items: &[PdfWords]| {
            fitting(&widths(flow, spot, items), size.size, wanted.max(2), LONG[0], spot.right - spot.left).is_some()
        };
        groups.iter().all(|items| items.len() == 1 || fits(flow, items))
    });
    let size = size.unwrap_or(BODY);
    for (group, items) in sets.iter().zip(groups) {
        if let Some(title) = &group.title {
            cell.add(flow, cell.spot(STRONG), title);
        }
        let spot = cell.spot(size);
        let spot = Spot { node: flow.book.node(TagRole::List, cell.node), ..spot };
        let widths = widths(flow, spot, &items);
        let columns = columns(&widths, size.size, wanted, spot.right - spot.left);
        set(flow, cell, spot, &items, &columns);
    }
}

/// As many columns as let nine items of ten stand in one line.
fn items_in_columns(flow: &mut PageFlow, cell: &mut PdfCell, items: &[Line]) {
    let mut widths: Vec<f32> = items.iter().map(|item| flow.width_of(&item.text(), ITEM)).collect();
    widths.sort_by(f32::total_cmp);
    let most = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0.0) + ITEM.size;
    let columns = ((flow.width() / most) as usize).clamp(1, MOST_COLUMNS);
    list(flow, cell, ITEM, items, columns);
}
