//! Where to cut and what to put there.

use std::ops::Range;

use super::super::emit::{self, Draft, DraftEntry, INDENT, YamlPen, spaces};
use super::super::{YamlNode, YamlStyle, YamlValue};
use super::layout::{BLANKS, CollectionChild, YamlLayout, is_blank};
use super::{YamlChange, YamlStep};

pub(super) struct Splice {
    pub cut: Range<usize>,
    pub text: String,
    /// The old bytes whose comments go with the value they explained.
    pub gone: Range<usize>,
}

impl Splice {
    fn insert(at: usize, text: String) -> Self {
        Self { cut: at..at, text, gone: at..at }
    }
}

pub(super) struct Planner<'a> {
    layout: YamlLayout<'a>,
    root: Option<&'a YamlNode>,
    pen: YamlPen<'a>,
    /// Depend on the surroundings as little as possible: no `|`, no blank lines for looks.
    careful: bool,
}

/// What holds a value.
#[derive(Clone, Copy)]
enum Seat {
    Root,
    /// The column of the key.
    Entry(usize),
    /// The column of the dash.
    Item(usize),
    /// Somewhere inside `[…]` or `{…}`.
    Flow,
}

#[derive(Clone, Copy)]
struct EditPlace<'n> {
    node: &'n YamlNode,
    seat: Seat,
    /// After the dash or the colon.
    open: usize,
}

enum Addition<'d> {
    Items(&'d [Draft]),
    Entry(DraftEntry),
}

impl<'a> Planner<'a> {
    pub(super) fn new(text: &'a str, root: Option<&'a YamlNode>, careful: bool) -> Self {
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { layout: YamlLayout { text }, root, pen: YamlPen { line_break, literals: !careful }, careful }
    }

    /// `None` where the tree is not what the change needs; the caller has checked that before.
    pub(super) fn plan(&self, path: &[YamlStep<'_>], change: &YamlChange) -> Option<Splice> {
        let Some(root) = self.root.filter(|root| !root.range.is_empty() || !root.is_null()) else {
            return self.first_value(path, change);
        };
        match change {
            YamlChange::Set(draft) => match (self.place(root, path), path.split_last()) {
                (Some(place), _) => Some(self.replace(place, draft)),
                (None, Some((YamlStep::Key(key), above))) => {
                    let map = self.place(root, above)?;
                    let entry = DraftEntry::new(*key, draft.clone());
                    Some(self.add(map, map.node.entries().len(), &Addition::Entry(entry)))
                }
                _ => None,
            },
            YamlChange::Append(items) => {
                let list = self.place(root, path)?;
                Some(self.add(list, list.node.items().len(), &Addition::Items(items)))
            }
            YamlChange::Insert(at, item) => {
                let item = std::slice::from_ref(item);
                Some(self.add(self.place(root, path)?, *at, &Addition::Items(item)))
            }
            YamlChange::Remove => {
                let (step, above) = path.split_last()?;
                let holder = self.place(root, above)?;
                self.remove(holder, index_of(holder.node, step)?)
            }
        }
    }

    /// The document says nothing yet: whatever is written comes after its comments.
    fn first_value(&self, path: &[YamlStep<'_>], change: &YamlChange) -> Option<Splice> {
        let draft = match (path, change) {
            ([], YamlChange::Set(draft)) => draft.clone(),
            ([], YamlChange::Append(items)) => Draft::List(items.clone()),
            ([], YamlChange::Insert(_, item)) => Draft::List(vec![item.clone()]),
            ([YamlStep::Key(key)], YamlChange::Set(draft)) => Draft::map([(*key, draft.clone())]),
            _ => return None,
        };
        let text = self.layout.text;
        let fresh_line = text.is_empty() || text.ends_with(['\n', '\u{feff}']);
        let before = if fresh_line { "" } else { self.pen.line_break };
        let written = format!("{before}{}{}", self.pen.block(&draft, 0), self.pen.line_break);
        Some(Splice::insert(text.len(), written))
    }

    fn place(&self, root: &'a YamlNode, path: &[YamlStep<'_>]) -> Option<EditPlace<'a>> {
        let mut place = EditPlace { node: root, seat: Seat::Root, open: self.layout.root_open() };
        for step in path {
            let index = index_of(place.node, step)?;
            let child = *self.layout.children(place.node, place.open).get(index)?;
            let flow = matches!(place.seat, Seat::Flow) || self.layout.is_flow(place.node, place.open);
            let column = self.layout.column(child.start);
            let (node, seat) = match &place.node.value {
                YamlValue::List(items) => (items.get(index)?, Seat::Item(column)),
                YamlValue::Map(entries) => (&entries.get(index)?.node, Seat::Entry(column)),
                YamlValue::Scalar(..) => return None,
            };
            place = EditPlace { node, seat: if flow { Seat::Flow } else { seat }, open: child.open };
        }
        Some(place)
    }

    fn replace(&self, place: EditPlace<'_>, draft: &Draft) -> Splice {
        let old = Old::new(&self.layout, place);
        let column = match place.seat {
            Seat::Flow => return self.replace_in_flow(&old, draft),
            Seat::Root => return old.splice(old.start, self.pen.block(draft, 0)),
            Seat::Entry(column) | Seat::Item(column) => column + INDENT,
        };
        let (head, body) = self.pen.value(draft, column);
        let head = if head.is_empty() { head } else { format!(" {head}") };
        let own_line = |comment: &str| match comment.trim_start_matches([' ', '\t']) {
            "" => String::new(),
            comment => format!("{}{}{comment}", self.pen.line_break, spaces(column)),
        };
        if body.is_empty() {
            if old.is_block_collection {
                return old.splice(place.open, format!("{head}{}{}", old.beside, old.between));
            }
            // In place: what stands before and after the old value stays.
            let gap = &self.layout.text[place.open..old.start];
            let head = if gap.is_empty() { head.as_str() } else { head.strip_prefix(' ').unwrap_or(&head) };
            let header_comment = if old.is_block_scalar { old.after } else { "" };
            return Splice { cut: old.start..old.end, text: format!("{head}{header_comment}"), gone: old.gone() };
        }
        let (beside, after) = if old.beside.is_empty() { (old.after, "") } else { (old.beside, old.after) };
        let text = if !head.is_empty() {
            format!("{head}{beside}{body}{}{}", old.between, own_line(after))
        } else if matches!(place.seat, Seat::Item(_)) && beside.is_empty() && old.between.is_empty() {
            format!(" {}", self.pen.block(draft, column))
        } else {
            format!("{beside}{}{}{body}", old.between, own_line(after))
        };
        old.splice(place.open, text)
    }

    fn replace_in_flow(&self, old: &Old<'_>, draft: &Draft) -> Splice {
        let text = self.layout.text;
        let before = match (old.start == old.end, text[..old.start].ends_with(':')) {
            (false, _) => "",
            (true, true) => " ",
            (true, false) => ": ",
        };
        Splice { cut: old.start..old.end, text: format!("{before}{}", emit::flow(draft)), gone: old.start..old.end }
    }

    fn add(&self, place: EditPlace<'_>, at: usize, addition: &Addition<'_>) -> Splice {
        let children = self.layout.children(place.node, place.open);
        let Some(first) = children.first() else {
            let draft = match addition {
                Addition::Items(items) => Draft::List(items.to_vec()),
                Addition::Entry(entry) => Draft::Map(vec![entry.clone()]),
            };
            return self.replace(place, &draft);
        };
        let column = self.layout.column(first.start);
        let flow = matches!(place.seat, Seat::Flow) || self.layout.is_flow(place.node, place.open);
        let pieces: Vec<_> = match (addition, flow) {
            (Addition::Items(items), true) => items.iter().map(emit::flow).collect(),
            (Addition::Items(items), false) => items.iter().map(|item| self.pen.item(item, column)).collect(),
            (Addition::Entry(entry), true) => vec![emit::flow_entry(entry)],
            (Addition::Entry(entry), false) => vec![self.pen.entry(entry, column)],
        };
        let blank = if !flow && self.has_blank_lines(&children, at) { self.pen.line_break } else { "" };
        let separator = if flow { ", ".into() } else { format!("{blank}{}{}", self.pen.line_break, spaces(column)) };
        let added = pieces.join(&separator);
        match at.checked_sub(1).and_then(|before| children.get(before)) {
            None => Splice::insert(first.start, added + &separator),
            Some(before) if flow => Splice::insert(before.end, separator + &added),
            Some(before) => Splice::insert(self.layout.settle(before.end, column), separator + &added),
        }
    }

    /// Whether the neighbours of the new child at `at` are set apart by blank lines.
    fn has_blank_lines(&self, children: &[CollectionChild], at: usize) -> bool {
        let right = at.clamp(1, children.len().saturating_sub(1).max(1));
        match children.get(right - 1..=right) {
            Some([left, right]) => !self.careful && self.layout.has_blank_line(left.end, right.start),
            _ => false,
        }
    }

    fn remove(&self, holder: EditPlace<'_>, index: usize) -> Option<Splice> {
        let children = self.layout.children(holder.node, holder.open);
        let child = *children.get(index)?;
        if children.len() == 1 {
            let is_list = matches!(holder.node.value, YamlValue::List(_));
            return Some(self.replace(holder, &if is_list { Draft::List(vec![]) } else { Draft::Map(vec![]) }));
        }
        let text = self.layout.text;
        let before = index.checked_sub(1).and_then(|before| children.get(before));
        let next = children.get(index + 1);
        if matches!(holder.seat, Seat::Flow) || self.layout.is_flow(holder.node, holder.open) {
            let cut = match (before, next) {
                (_, Some(next)) => child.start..next.start,
                (Some(before), None) if !text[before.end..child.start].contains('#') => before.end..child.end,
                _ => {
                    let comma = self.layout.token(child.end);
                    child.start..if text[comma..].starts_with(',') { comma + 1 } else { child.end }
                }
            };
            return Some(Splice { gone: cut.clone(), cut, text: String::new() });
        }
        let stop = self.layout.settle(child.end, self.layout.column(child.start));
        let line = self.layout.line_start(child.start);
        let cut = match next {
            // The first entry on the line of a dash.
            Some(next) if !is_blank(&text[line..child.start]) => {
                if text[stop..next.start].contains('#') {
                    holder.open..stop
                } else {
                    child.start..next.start
                }
            }
            _ => self.lines_to_cut(line, stop),
        };
        Some(Splice { cut, text: String::new(), gone: child.start..stop })
    }

    /// Whole lines, and the blank lines below them where those would meet blank lines above or (when careful) might be
    /// taken for the end of a text above.
    fn lines_to_cut(&self, line: usize, stop: usize) -> Range<usize> {
        let text = self.layout.text;
        let mut end = self.layout.next_line(stop);
        let above = text[..line].trim_end_matches(BLANKS);
        let blank_above = self.layout.has_blank_line(above.len(), line);
        while (self.careful || blank_above) && end < text.len() && is_blank(&text[end..self.layout.line_end(end)]) {
            end = self.layout.next_line(end);
        }
        if !self.careful && end == text.len() && !text.ends_with('\n') {
            // The text ends without a line break and goes on doing so, unless that break is part of a value.
            return self.layout.line_end(self.layout.line_start(line.saturating_sub(1)))..end;
        }
        line..end
    }
}

/// The value that is to make room, and the comments around it.
struct Old<'t> {
    start: usize,
    end: usize,
    /// Where a cut that takes the whole place ends.
    cut_end: usize,
    is_block_collection: bool,
    is_block_scalar: bool,
    /// The comment on the line of the key or dash, where the value stands on a line below.
    beside: &'t str,
    /// The comment lines between that line and the value, each with the line break before it.
    between: &'t str,
    /// The comment after the value, or after the `|`.
    after: &'t str,
}

impl<'t> Old<'t> {
    fn new(layout: &'t YamlLayout<'_>, place: EditPlace<'_>) -> Self {
        let EditPlace { node, open, .. } = place;
        let nothing = node.range.is_empty() && node.is_null();
        let is_flow = layout.is_flow(node, open);
        let is_block_scalar = matches!(node.value, YamlValue::Scalar(_, YamlStyle::Literal | YamlStyle::Folded));
        let is_block_collection = !is_flow && !matches!(node.value, YamlValue::Scalar(..));
        let start = match (nothing, place.seat) {
            (true, _) => open,
            (_, Seat::Flow) => node.range.start,
            _ => layout.token(open),
        };
        let end = layout.end(node, open);
        let first_line_end = layout.line_end(open);
        let (beside, between) = if start > first_line_end {
            let last_line_end = layout.text[..layout.line_start(start)].trim_end_matches(['\r', '\n']).len();
            (layout.rest_of_line(open), &layout.text[first_line_end..last_line_end.max(first_line_end)])
        } else {
            ("", "")
        };
        let (after, end, cut_end) = if is_block_collection {
            let column = layout.column(start);
            let settled = layout.settle(end, column);
            ("", settled, settled)
        } else if is_block_scalar {
            let header = &layout.text[start..layout.line_end(start)];
            let comment = header.find([' ', '\t']).unwrap_or(header.len());
            (layout.rest_of_line(start + comment), end, end)
        } else {
            (layout.rest_of_line(end), end, layout.line_end(end))
        };
        Self { start, end, cut_end, is_block_collection, is_block_scalar, beside, between, after }
    }

    fn splice(&self, from: usize, text: String) -> Splice {
        Splice { cut: from..self.cut_end, text, gone: self.gone() }
    }

    /// The header of a block scalar keeps its comment, and its lines have none.
    fn gone(&self) -> Range<usize> {
        if self.is_block_scalar { self.start..self.start } else { self.start..self.end }
    }
}

fn index_of(node: &YamlNode, step: &YamlStep<'_>) -> Option<usize> {
    match step {
        YamlStep::Key(key) => node.entries().iter().position(|entry| entry.key == *key),
        YamlStep::Index(index) => (*index < node.items().len()).then_some(*index),
    }
}
