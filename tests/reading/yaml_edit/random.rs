//! Random documents, random edits.

use std::fmt::Write as _;
use std::ops::Range;

use hyokasho::text::Source;
use hyokasho::yaml::{Draft, YamlChange, YamlNode, YamlStep, YamlValue, edit, parse};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers that decide how something is written; the same ones write the same text.
struct Dice<'a>(&'a [u8], usize);

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        self.1 += 1;
        usize::from(self.0[self.1 % self.0.len()]) % sides
    }

    /// True once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }
}

/// Writes a tree as many hands would.
struct Scribe<'a> {
    dice: Dice<'a>,
    out: String,
    comments: usize,
}

impl Scribe<'_> {
    fn document(&mut self, tree: &Draft) -> String {
        if self.dice.once_in(4) {
            self.out += "---\n";
        }
        self.between(0);
        if matches!(tree, Draft::List(items) if items.is_empty())
            || matches!(tree, Draft::Map(entries) if entries.is_empty())
        {
            self.out += "{}\n";
        } else {
            self.block(tree, 0);
        }
        self.between(0);
        let mut text = std::mem::take(&mut self.out);
        if self.dice.once_in(4) {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if self.dice.once_in(3) {
            text = text.replace('\n', "\r\n");
        }
        if self.dice.once_in(5) { format!("\u{feff}{text}") } else { text }
    }

    fn comment(&mut self) {
        self.comments += 1;
        let _ = write!(self.out, "# 注{}: - \"x", self.comments);
    }

    /// Blank lines and comment lines, now and then one that is indented a little more.
    fn between(&mut self, column: usize) {
        if self.dice.once_in(5) {
            self.out.push('\n');
        }
        if self.dice.once_in(5) {
            self.out += &" ".repeat(column + self.dice.roll(2));
            self.comment();
            self.out.push('\n');
        }
    }

    fn end_of_line(&mut self) {
        if self.dice.once_in(5) {
            self.out += "  ";
            self.comment();
        }
        self.out.push('\n');
    }

    /// Lines at `column`; the spaces of the first one are there already where it follows a dash.
    fn block(&mut self, tree: &Draft, column: usize) {
        let mut indent = " ".repeat(column);
        if self.out.ends_with("- ") {
            indent.clear();
        }
        match tree {
            Draft::List(items) => {
                for item in items {
                    self.out += &indent;
                    self.out.push('-');
                    self.value(item, column, true);
                    self.between(column);
                    indent = " ".repeat(column);
                }
            }
            Draft::Map(entries) => {
                for entry in entries {
                    self.out += &indent;
                    self.out += &entry.key;
                    self.out.push(':');
                    self.value(&entry.value, column, false);
                    self.between(column);
                    indent = " ".repeat(column);
                }
            }
            Draft::Text(_) | Draft::Bare(_) => {}
        }
    }

    /// What follows a dash or a colon that belongs to `column`.
    fn value(&mut self, tree: &Draft, column: usize, in_list: bool) {
        match tree {
            Draft::Bare(text) if text.is_empty() => self.end_of_line(),
            Draft::Text(text) | Draft::Bare(text) => self.scalar(text, column),
            _ if is_empty(tree) || self.dice.once_in(4) => {
                self.out.push(' ');
                self.flow(tree, column);
                self.end_of_line();
            }
            // On the line of the dash.
            _ if in_list && !self.dice.once_in(4) => {
                self.out.push(' ');
                self.block(tree, column + 2);
            }
            _ => {
                self.end_of_line();
                let unindented = !in_list && matches!(tree, Draft::List(_)) && self.dice.once_in(3);
                let inside = if unindented { column } else { column + [2, 4][self.dice.roll(2)] };
                self.between(inside);
                self.block(tree, inside);
            }
        }
    }

    fn scalar(&mut self, text: &str, column: usize) {
        self.out.push(' ');
        let visible = text.contains(|c: char| !c.is_whitespace());
        if visible && (text.contains('\n') || self.dice.once_in(3)) && !self.dice.once_in(4) {
            let body = text.trim_end_matches('\n');
            let indent = [2, 2, 4][self.dice.roll(3)];
            let indicator = if text.starts_with([' ', '\n', '\t']) { indent.to_string() } else { String::new() };
            let chomping = ["-", "", "+"][(text.len() - body.len()).min(2)];
            let _ = write!(self.out, "|{indicator}{chomping}");
            self.end_of_line();
            for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
                let indent = if line.is_empty() { 0 } else { column + indent };
                let _ = writeln!(self.out, "{}{line}", " ".repeat(indent));
            }
            return;
        }
        self.inline(text);
        self.end_of_line();
    }

    fn inline(&mut self, text: &str) {
        let plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "。、（）".contains(c));
        if plain && !self.dice.once_in(3) {
            self.out += text;
        } else if !text.contains(['\n', '\t']) && self.dice.once_in(2) {
            let _ = write!(self.out, "'{}'", text.replace('\'', "''"));
        } else {
            let _ = write!(self.out, "{}", serde_json::Value::from(text));
        }
    }

    fn flow(&mut self, tree: &Draft, column: usize) {
        let broken = self.dice.once_in(4);
        let separate = |scribe: &mut Self, first: bool| {
            if !first {
                scribe.out.push(',');
            }
            if broken {
                scribe.end_of_line();
                scribe.out += &" ".repeat(column + 2);
            } else if !first {
                scribe.out.push(' ');
            }
        };
        match tree {
            Draft::Text(text) => self.inline(text),
            Draft::Bare(text) if text.is_empty() => self.out += "null",
            Draft::Bare(text) => self.out += text,
            Draft::List(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    separate(self, index == 0);
                    self.flow(item, column);
                }
                self.out.push(']');
            }
            Draft::Map(entries) => {
                self.out.push('{');
                for (index, entry) in entries.iter().enumerate() {
                    separate(self, index == 0);
                    let _ = write!(self.out, "{}: ", entry.key);
                    self.flow(&entry.value, column);
                }
                self.out.push('}');
            }
        }
    }
}

fn is_empty(tree: &Draft) -> bool {
    matches!(tree, Draft::List(items) if items.is_empty()) || matches!(tree, Draft::Map(entries) if entries.is_empty())
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = vec![
        "特定個人情報",
        "一",
        "。",
        "\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "\u{3000}",
        ": ",
        " # ",
        "#",
        "- ",
        "\t",
        "'",
        "\"",
        "\\",
        "no",
        "10",
        "12:30",
        "{",
        "]",
        ",",
        "|",
        "a",
        "長い文が続くと一行では読めないので縦に並べて書くことになる。",
    ];
    vec(select(pieces), 0..6).prop_map(|pieces| pieces.concat())
}

fn trees() -> impl Strategy<Value = Draft> {
    let leaf = prop_oneof![
        6 => texts().prop_map(Draft::text),
        2 => select(vec!["", "true", "15", "2025-12-26", "~"]).prop_map(Draft::bare),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Draft::List), vec(inner, 0..4).prop_map(map)]
    })
}

fn map(values: Vec<Draft>) -> Draft {
    Draft::map(["name", "名称", "rows", "'a: b'"].into_iter().zip(values))
}

pub(crate) fn documents() -> impl Strategy<Value = String> {
    let roots = prop_oneof![3 => vec(trees(), 1..5).prop_map(map), 1 => vec(trees(), 1..4).prop_map(Draft::List)];
    (roots, vec(any::<u8>(), 61))
        .prop_map(|(root, dice)| Scribe { dice: Dice(&dice, 0), out: String::new(), comments: 0 }.document(&root))
}

/// A way through a tree, owned.
type Path = Vec<Result<usize, String>>;

fn steps(path: &Path) -> Vec<YamlStep<'_>> {
    path.iter()
        .map(|step| step.as_ref().map_or_else(|key| YamlStep::Key(key), |index| YamlStep::Index(*index)))
        .collect()
}

fn with(path: &Path, step: Result<usize, String>) -> Path {
    path.iter().cloned().chain([step]).collect()
}

/// Every value with its way and, for a map entry, its key's place.
fn walk<'n>(
    node: &'n YamlNode,
    path: &Path,
    key: Option<&Range<usize>>,
    found: &mut Vec<(Path, &'n YamlNode, Range<usize>)>,
) {
    let start = key.map_or(node.range.start, |key| key.start);
    found.push((path.clone(), node, start..node.range.end.max(start)));
    for (index, item) in node.items().iter().enumerate() {
        walk(item, &with(path, Ok(index)), None, found);
    }
    for entry in node.entries() {
        walk(&entry.node, &with(path, Err(entry.key.clone())), Some(&entry.key_range), found);
    }
}

/// What a tree says, leaf by leaf.
fn leaves(tree: &Draft, path: &Path, found: &mut Vec<(Path, String)>) {
    match tree {
        Draft::Bare(text) if matches!(text.as_str(), "" | "~" | "null") => found.push((path.clone(), "null".into())),
        Draft::Text(text) | Draft::Bare(text) => found.push((path.clone(), format!("「{text}」"))),
        Draft::List(items) => {
            found.push((path.clone(), "list".into()));
            items.iter().enumerate().for_each(|(index, item)| leaves(item, &with(path, Ok(index)), found));
        }
        Draft::Map(entries) => {
            found.push((path.clone(), "map".into()));
            entries.iter().for_each(|entry| leaves(&entry.value, &with(path, Err(entry.key.clone())), found));
        }
    }
}

fn all_leaves(text: &str) -> Vec<(Path, String)> {
    let parsed = parse(&Source::new("", text));
    let mut found = Vec::new();
    leaves(&parsed.root.map_or(Draft::bare(""), |root| Draft::from(&root)), &Vec::new(), &mut found);
    found
}

/// What the document has to say afterwards: old leaves outside `path` or moved by `shift` from position `from` on in the
/// list at `path`, and the new ones.
fn expected(old: &[(Path, String)], path: &Path, change: &YamlChange) -> Vec<(Path, String)> {
    let mut found = Vec::new();
    let inside = |candidate: &Path| candidate.len() > path.len() && candidate.starts_with(path);
    let (from, items) = match change {
        YamlChange::Set(draft) => {
            found.extend(old.iter().filter(|(at, _)| at != path && !inside(at)).cloned());
            leaves(draft, path, &mut found);
            found.sort();
            return found;
        }
        YamlChange::Append(items) => {
            let length = old.iter().filter(|(at, _)| inside(at) && at.len() == path.len() + 1).count();
            (length, items.as_slice())
        }
        YamlChange::Insert(at, item) => (*at, std::slice::from_ref(item)),
        YamlChange::Remove => {
            let Some((last, above)) = path.split_last() else { return Vec::new() };
            for (at, text) in old.iter().filter(|(at, _)| at != path && !inside(at)) {
                let mut at = at.clone();
                if at.starts_with(above)
                    && let (Ok(removed), Some(Ok(index))) = (last, at.get_mut(above.len()))
                    && *index > *removed
                {
                    *index -= 1;
                }
                found.push((at, text.clone()));
            }
            found.sort();
            return found;
        }
    };
    for (at, text) in old {
        let mut at = at.clone();
        if inside(&at) {
            at[path.len()] =
                at[path.len()].clone().map(|index| if index >= from { index + items.len() } else { index });
        }
        let text = if at == *path { "list".into() } else { text.clone() };
        found.push((at, text));
    }
    for (index, item) in items.iter().enumerate() {
        leaves(item, &with(path, Ok(from + index)), &mut found);
    }
    found.sort();
    found
}

/// The bytes that an edit of the value with this place may touch: everything between its neighbours.
fn room(all: &[(Path, &YamlNode, Range<usize>)], path: &Path, text: &str) -> Range<usize> {
    let own = all.iter().find(|(at, ..)| at == path).map(|(_, _, range)| range.clone()).unwrap_or_default();
    let outside = || all.iter().filter(|(at, ..)| !at.starts_with(path));
    let scalar = |node: &YamlNode| matches!(node.value, YamlValue::Scalar(..));
    let before =
        outside().filter(|(_, node, range)| scalar(node) && range.end <= own.start).map(|(_, _, range)| range.end);
    let after = outside()
        .filter(|(.., range)| range.start >= own.end && range.start > own.start)
        .map(|(_, _, range)| range.start);
    before.max().unwrap_or(0)..after.min().unwrap_or(text.len())
}

fn common(left: impl Iterator<Item = u8>, right: impl Iterator<Item = u8>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).count()
}

fn changed(text: &str, path: &Path, change: &YamlChange, pure_addition: bool) -> Result<(), TestCaseError> {
    let source = Source::new("", text);
    let after = match edit(&source, &steps(path), change) {
        Ok(after) => after,
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{change:?}\n{text}"))),
    };
    let mut found = all_leaves(&after);
    found.sort();
    let wanted = expected(&all_leaves(text), path, change);
    prop_assert!(found == wanted, "{change:?} at {path:?}\n{text}\n=>\n{after}\n{found:?}\n{wanted:?}");
    let prefix = common(text.bytes(), after.bytes());
    let suffix = common(text.bytes().rev(), after.bytes().rev());
    if pure_addition {
        prop_assert!(prefix + suffix >= text.len(), "{change:?} at {path:?}\n{text}\n=>\n{after}");
    } else {
        let parsed = parse(&source);
        let mut all = Vec::new();
        parsed.root.iter().for_each(|root| walk(root, &Vec::new(), None, &mut all));
        let room = room(&all, path, text);
        prop_assert!(
            prefix >= room.start && suffix >= text.len() - room.end,
            "{change:?} at {path:?} {room:?}\n{text}\n=>\n{after}"
        );
    }
    let lone_feed = after.replace("\r\n", "").contains('\n');
    prop_assert!(!after.contains('\r') || text.contains('\r') && !lone_feed);
    prop_assert!(!text.contains('\r') || !lone_feed);
    prop_assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_changes_what_it_is_about_and_nothing_else(
        text in documents(), pick in any::<prop::sample::Index>(), kind in 0..6, draft in trees(), items in vec(trees(), 1..3),
    ) {
        let source = Source::new("", text.clone());
        let parsed = parse(&source);
        let Some(root) = parsed.root else { return Err(TestCaseError::fail(format!("{:?}\n{text}", parsed.findings))) };
        let mut all = Vec::new();
        walk(&root, &Vec::new(), None, &mut all);
        let (path, node, _) = &all[pick.index(all.len())];
        let length = node.items().len();
        let missing = || with(path, Err("新しいキー".into()));
        match (kind, &node.value) {
            (0 | 1, YamlValue::List(_)) => {
                prop_assert_eq!(&edit(&source, &steps(path), &YamlChange::Append(vec![])).unwrap(), &text);
                changed(&text, path, &YamlChange::Append(items), length > 0)?;
            }
            (2, YamlValue::List(_)) => changed(&text, path, &YamlChange::Insert(pick.index(length + 1), draft), length > 0)?,
            (0..=2, YamlValue::Map(entries)) if !entries.is_empty() => changed(&text, &missing(), &YamlChange::Set(draft), true)?,
            (0..=2, YamlValue::Scalar(..)) if node.is_null() => changed(&text, path, &YamlChange::Append(items), false)?,
            (3, _) if !path.is_empty() => changed(&text, path, &YamlChange::Remove, false)?,
            _ => changed(&text, path, &YamlChange::Set(draft), false)?,
        }
    }
}
