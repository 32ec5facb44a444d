//! Where in a document a cursor stands, told from the lines around it alone: while somebody types, the text is seldom YAML.

use std::ops::Range;

use crate::assessment::Address;
use crate::text::Source;

/// One step of the way to an entry, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CursorStep {
    Key(String),
    Item {
        /// From 0.
        index: usize,
        id: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CursorPlace {
    /// A key, or an item of a list.
    Entry,
    /// Behind a key and its colon.
    Value,
    /// In a text of several lines.
    Text,
    Comment,
}

#[derive(Debug)]
pub(super) struct Cursor<'t> {
    /// The maps and lists around the entry.
    pub(super) around: Vec<CursorStep>,
    /// The key of the entry; that of the text, in one of several lines.
    pub(super) key: Option<&'t str>,
    pub(super) place: CursorPlace,
    /// What is being typed, up to the cursor.
    pub(super) typed: Range<usize>,
    /// The keys in the same map.
    pub(super) beside: Vec<&'t str>,
    /// The line that the cursor stands in, and how many of its bytes stand before the cursor.
    pub(super) line: &'t str,
    pub(super) column: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn at(source: &'t Source, offset: usize) -> Self {
        let number = source.position(offset).line;
        let line = source.line(number);
        let start = source.line_start(number);
        let column = offset.saturating_sub(start).min(line.len());
        let lines: Vec<LineShape<'t>> = source.text().lines().map(LineShape::of).collect();
        let own = if line.trim().is_empty() {
            LineShape { dashes: Vec::new(), column, rest: "" }
        } else {
            LineShape::of(line)
        };
        let (around, header) = containers(&lines, number as usize - 1, &own);
        let of_line = own.key();
        let (place, from) = match of_line {
            _ if header.is_some() => (CursorPlace::Text, own.column),
            _ if own.rest.starts_with('#') => (CursorPlace::Comment, own.column),
            Some(key) if column > own.column + key.len() => {
                let behind = own.column + key.len() + 1;
                let blanks = line[behind..].len() - line[behind..].trim_start_matches(' ').len();
                (CursorPlace::Value, behind + blanks)
            }
            _ => (CursorPlace::Entry, own.column),
        };
        let from = from.min(column);
        Self {
            beside: beside(&lines, number as usize - 1, &own),
            around,
            key: header.or(of_line),
            place,
            typed: start + from..start + column,
            line,
            column,
        }
    }

    /// The way to the entry itself.
    pub(super) fn way(&self) -> Vec<CursorStep> {
        let own = self.key.map(|key| CursorStep::Key(key.to_owned()));
        self.around.iter().cloned().chain(own).collect()
    }
}

/// The address that a way leads to in an assessment.
pub(super) fn address(way: &[CursorStep]) -> Address {
    way.iter().fold(Address::default(), |address, step| match step {
        CursorStep::Key(key) => address.join(key),
        CursorStep::Item { id: Some(id), .. } => address.join(id),
        CursorStep::Item { index, id: None } => address.nth(*index),
    })
}

/// What a line looks like: its dashes, and where the rest begins.
#[derive(Debug)]
pub(super) struct LineShape<'t> {
    dashes: Vec<usize>,
    pub(super) column: usize,
    pub(super) rest: &'t str,
}

impl<'t> LineShape<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        let mut rest = line.trim_start_matches(' ');
        let mut column = line.len() - rest.len();
        let mut dashes = Vec::new();
        while rest == "-" || rest.starts_with("- ") {
            dashes.push(column);
            let inner = rest[1..].trim_start_matches(' ');
            column += rest.len() - inner.len();
            rest = inner;
        }
        Self { dashes, column, rest: rest.trim_end() }
    }

    /// Where the line begins to say something.
    pub(super) fn start(&self) -> usize {
        self.dashes.first().copied().unwrap_or(self.column)
    }

    pub(super) fn is_silent(&self) -> bool {
        self.dashes.is_empty() && (self.rest.is_empty() || self.rest.starts_with('#'))
    }

    fn key(&self) -> Option<&'t str> {
        let end = self.rest.match_indices(':').find(|(at, _)| {
            let behind = &self.rest[at + 1..];
            behind.is_empty() || behind.starts_with(' ')
        })?;
        Some(&self.rest[..end.0]).filter(|key| !key.starts_with(['#', '"', '\'', '{', '[']))
    }

    /// A text of several lines follows.
    fn opens_text(&self) -> bool {
        self.key().is_some_and(|key| self.rest[key.len() + 1..].trim_start().starts_with(['|', '>']))
    }
}

/// The maps and lists around a line, outermost first, and the key of the text that it stands in.
fn containers<'t>(lines: &[LineShape<'t>], at: usize, own: &LineShape<'t>) -> (Vec<CursorStep>, Option<&'t str>) {
    let mut found: Vec<CursorStep> = Vec::new();
    let mut header = None;
    let mut limit = own.column;
    // The column of the dashes of the list that is being counted through.
    let mut list: Option<usize> = None;
    let item = |lines: &[LineShape<'t>], line: usize| CursorStep::Item { index: 0, id: id_below(lines, line) };
    for dash in own.dashes.iter().rev() {
        found.push(item(lines, at));
        (limit, list) = (*dash, Some(*dash));
    }
    for line in (0..at.min(lines.len())).rev() {
        if limit == 0 && list.is_none() {
            break;
        }
        let shape = &lines[line];
        if shape.is_silent() {
            continue;
        }
        let holds = shape.column < limit || (shape.column == limit && list.is_some() && shape.dashes.is_empty());
        if let Some(key) = shape.key().filter(|_| holds) {
            (limit, list) = (shape.column, None);
            if shape.opens_text() {
                found.clear();
                header = Some(key);
            } else {
                found.push(CursorStep::Key(key.to_owned()));
            }
        }
        for dash in shape.dashes.iter().rev() {
            if *dash < limit {
                found.push(item(lines, line));
                (limit, list) = (*dash, Some(*dash));
            } else if Some(*dash) == list.filter(|list| *list == limit)
                && let Some(CursorStep::Item { index, .. }) = found.last_mut()
            {
                *index += 1;
            }
        }
    }
    found.reverse();
    (found, header)
}

/// The id of the block that begins in this line.
fn id_below(lines: &[LineShape<'_>], line: usize) -> Option<String> {
    let first = lines.get(line)?;
    let inside = lines[line + 1..].iter().take_while(|next| next.is_silent() || next.start() >= first.column);
    let own = std::iter::once(first).chain(inside.filter(|next| next.column == first.column));
    let id = own.into_iter().find(|shape| shape.key() == Some("id"))?;
    let id = id.rest["id:".len()..].split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    Some(id.to_owned()).filter(|id| !id.is_empty())
}

/// The keys of the map that a line stands in, without its own.
fn beside<'t>(lines: &[LineShape<'t>], at: usize, own: &LineShape<'t>) -> Vec<&'t str> {
    let key = |shape: &LineShape<'t>| if shape.column == own.column { shape.key() } else { None };
    let mut found = Vec::new();
    if own.dashes.is_empty() {
        for shape in lines[..at.min(lines.len())].iter().rev().filter(|shape| !shape.is_silent()) {
            if shape.column < own.column {
                break;
            }
            found.extend(key(shape));
            if shape.start() < own.column {
                break;
            }
        }
    }
    let below = lines.get(at + 1..).unwrap_or_default().iter().filter(|shape| !shape.is_silent());
    found.extend(below.take_while(|shape| shape.start() >= own.column).filter_map(key));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `¦` is the cursor.
    fn told(text: &str) -> (String, Option<String>, CursorPlace, String) {
        let at = text.find('¦').unwrap();
        let source = Source::new("a", text.replace('¦', ""));
        let cursor = Cursor::at(&source, at);
        let typed = source.text()[cursor.typed.clone()].to_owned();
        (address(&cursor.around).to_string(), cursor.key.map(ToOwned::to_owned), cursor.place, typed)
    }

    #[test]
    fn the_way_is_told_from_broken_text_too() {
        use CursorPlace::{Comment, Entry, Text, Value};
        for (text, around, key, place, typed) in [
            ("cov¦", "", None, Entry, "cov"),
            ("cover:\n  ti¦tle: あ\n", "cover", Some("title"), Entry, "ti"),
            ("cover:\n  title: あ¦い\n", "cover", Some("title"), Value, "あ"),
            ("cover:\n  title: あ\n  ¦\n", "cover", None, Entry, ""),
            ("work:\n  content: |\n    一行\n    ti: 二¦\n", "work", Some("content"), Text, "ti: 二"),
            ("work:\n  content: |\n    一行\n\n  ¦\n", "work", None, Entry, ""),
            (
                "files:\n  - id: a\n    use:\n      purpose: x\n  - id: b\n    use:\n      pu¦\n",
                "files.b.use",
                None,
                Entry,
                "pu",
            ),
            ("systems:\n  - id: a\n    name: 'x\n  - na¦\n", "systems.2", None, Entry, "na"),
            ("systems:\n- id: a\n- id: b\n  name: ¦\n", "systems.b", Some("name"), Value, ""),
            ("a:\n  - fragment: x/¦y\n", "a.1", Some("fragment"), Value, "x/"),
            ("a:\n  - 甲\n  - 乙¦\n", "a.2", None, Entry, "乙"),
            ("# 覚¦書\n", "", None, Comment, "# 覚"),
            ("a:\n  - |\n    x\nb: ¦", "", Some("b"), Value, ""),
        ] {
            let expected = (around.to_owned(), key.map(ToOwned::to_owned), place, typed.to_owned());
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn the_keys_of_the_same_map_are_known() {
        let text = "systems:\n  - id: a\n    name: x\n    \n    connects:\n      - y\n  - id: b\n    functions: z\n";
        let source = Source::new("a", text);
        let cursor = Cursor::at(&source, text.find("    \n").unwrap() + 4);
        assert_eq!(cursor.beside, ["name", "id", "connects"]);
    }
}
