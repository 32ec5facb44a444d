//! Walks the author's tree along the keys of the new form, and finds for every entry what is to become of it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::assessment::Address;
use crate::form::{Form, FormShape, Key, Kind, Node, Options, PathStyle};
use crate::yaml::{YamlEntry, YamlNode, YamlStep};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Carried,
    /// It goes to another key.
    Renamed(Key),
    /// A row of the table of changes names an item that is gone: it is named as it was printed.
    Printed(String),
    /// The new form asks it, but does not know this answer.
    Unknown,
    Left,
}

#[derive(Clone, Debug)]
pub(super) enum TreeStep {
    Key(String),
    Index(usize),
}

impl TreeStep {
    pub(super) fn step(&self) -> YamlStep<'_> {
        match self {
            Self::Key(key) => YamlStep::Key(key),
            Self::Index(index) => YamlStep::Index(*index),
        }
    }
}

/// An entry, or an item of a list of boxes, and what is to become of it.
#[derive(Clone, Debug)]
pub(super) struct FoundEntry {
    pub(super) address: Address,
    pub(super) path: String,
    pub(super) fate: Fate,
    pub(super) steps: Vec<TreeStep>,
    /// From its key to the end of its value.
    pub(super) range: Range<usize>,
    /// It has its lines for itself, so that they can become comments.
    pub(super) has_lines: bool,
}

impl FoundEntry {
    pub(super) fn is_moved_alone(&self) -> bool {
        match self.fate {
            Fate::Renamed(_) => true,
            Fate::Unknown | Fate::Left => !self.has_lines,
            Fate::Carried | Fate::Printed(_) => false,
        }
    }
}

pub(super) struct MigrationWalk<'a> {
    old: &'a Form,
    new: &'a Form,
    text: &'a str,
    renames: BTreeMap<Key, Key>,
    found: Vec<FoundEntry>,
}

/// Where in both the tree and the form the walk is.
#[derive(Clone, Default)]
struct WalkPosition {
    steps: Vec<TreeStep>,
    address: Address,
    key: Key,
    in_flow: bool,
}

impl WalkPosition {
    fn enter(&self, key: &str) -> Self {
        let steps = self.steps.iter().cloned().chain([TreeStep::Key(key.to_owned())]).collect();
        Self { steps, address: self.address.join(key), key: self.key.join(key), in_flow: self.in_flow }
    }

    /// A block of the list of this key that stands here.
    fn block(&self, list: &Key, index: usize, block: &YamlNode) -> Self {
        let address = block.text_of("id").map_or_else(|| self.address.nth(index), |id| self.address.join(id));
        let steps = self.steps.iter().cloned().chain([TreeStep::Index(index)]).collect();
        Self { steps, address, key: list.clone(), in_flow: self.in_flow }
    }
}

impl<'a> MigrationWalk<'a> {
    pub(super) fn new(old: &'a Form, new: &'a Form, text: &'a str) -> Self {
        let forward = new.inputs().filter_map(|node| Some((node.same.clone()?, node.key.clone()?)));
        let back = old.inputs().filter_map(|node| Some((node.key.clone()?, node.same.clone()?)));
        let known = |form: &Form, key: &Key| form.find(key.as_str()).is_some();
        let renames = forward.chain(back).filter(|(from, to)| !known(new, from) && known(old, from) && known(new, to));
        Self { old, new, text, renames: renames.collect(), found: Vec::new() }
    }

    pub(super) fn root(mut self, root: &YamlNode) -> Vec<FoundEntry> {
        let new = self.new;
        let top = WalkPosition { in_flow: self.is_flow(root), ..WalkPosition::default() };
        for entry in root.entries() {
            match entry.key.as_str() {
                "form" => {}
                "changes" if new.changes_part().is_some() => self.changes(&entry.node),
                "threshold" if !new.decides_threshold() && !self.old.decides_threshold() => {}
                _ => self.entry(entry, new.shape(), &top),
            }
        }
        self.found
    }

    fn is_flow(&self, node: &YamlNode) -> bool {
        self.text.get(node.range.clone()).is_some_and(|text| text.starts_with(['{', '[']))
    }

    fn map(&mut self, node: &YamlNode, shape: &FormShape, at: &WalkPosition) {
        let at = WalkPosition { in_flow: at.in_flow || self.is_flow(node), ..at.clone() };
        node.entries().iter().for_each(|entry| self.entry(entry, shape, &at));
    }

    fn entry(&mut self, entry: &YamlEntry, shape: &FormShape, around: &WalkPosition) {
        if entry.key == "id" && matches!(shape, FormShape::List(..)) {
            return;
        }
        let at = around.enter(&entry.key);
        match shape.get(&entry.key) {
            Some(FormShape::Item(id)) => self.item(entry, self.new.node(*id), &at),
            Some(inner @ FormShape::Map(_)) if entry.node.items().is_empty() && entry.node.text().is_none() => {
                self.map(&entry.node, inner, &at);
            }
            Some(inner @ FormShape::List(list, _))
                if entry.node.entries().is_empty() && entry.node.text().is_none() =>
            {
                let at = WalkPosition { in_flow: at.in_flow || self.is_flow(&entry.node), ..at };
                for (index, block) in entry.node.items().iter().enumerate() {
                    self.map(block, inner, &at.block(list, index, block));
                }
            }
            _ => self.gone(entry, &at),
        }
    }

    /// Nothing of this key is asked any more: it has another one, or it is left; of a map that is only partly so, each part.
    fn gone(&mut self, entry: &YamlEntry, at: &WalkPosition) {
        if let Some(to) = self.renames.get(&at.key) {
            let item = self.new.find(to.as_str());
            let fits = item.is_some_and(|item| self.unfit(item, &entry.node).is_empty());
            let fate = if fits { Fate::Renamed(to.clone()) } else { Fate::Unknown };
            return self.tell(entry, at, fate);
        }
        if self.renames.keys().any(|from| from.is_within(&at.key)) {
            let at = WalkPosition { in_flow: at.in_flow || self.is_flow(&entry.node), ..at.clone() };
            for inner in entry.node.entries() {
                self.gone(inner, &at.enter(&inner.key));
            }
            return;
        }
        self.tell(entry, at, Fate::Left);
    }

    fn item(&mut self, entry: &YamlEntry, item: &Node, at: &WalkPosition) {
        let unfit = self.unfit(item, &entry.node);
        let boxes = entry.node.items();
        let single_boxes = item.kind == Some(Kind::Checks) && !at.in_flow && !self.is_flow(&entry.node);
        if unfit.is_empty() {
            self.tell(entry, at, Fate::Carried);
        } else if single_boxes && boxes.len() > unfit.len() {
            // The boxes that the form still has stay ticked.
            self.tell(entry, at, Fate::Carried);
            for index in unfit {
                let range = boxes[index].range.clone();
                let steps = at.steps.iter().cloned().chain([TreeStep::Index(index)]).collect();
                let has_lines = self.has_lines(range.start, at.in_flow, "- ");
                let (address, path) = (at.address.clone(), self.path(at));
                self.found.push(FoundEntry { address, path, fate: Fate::Unknown, steps, range, has_lines });
            }
        } else {
            self.tell(entry, at, Fate::Unknown);
        }
    }

    /// The parts of an answer that the item does not take, by position; the whole is the first.
    fn unfit(&self, item: &Node, node: &YamlNode) -> Vec<usize> {
        let whole = |unfit: bool| if unfit { vec![0] } else { Vec::new() };
        if node.is_null() {
            return Vec::new();
        }
        let options = self.new.options_of(item);
        let before = item.key.as_ref().and_then(|key| self.old.find(key.as_str()));
        let text = |kind: Option<Kind>| kind.is_some_and(|kind| kind.is_text() || kind == Kind::Fixed);
        let same_kind = before.is_none_or(|old| old.kind == item.kind || text(old.kind) && text(item.kind));
        match (item.kind, options) {
            _ if !same_kind => whole(true),
            (Some(Kind::Choice), Some(options)) => {
                let typed = node.text().unwrap_or_default().trim();
                let same_numbers =
                    before.and_then(|old| self.old.options_of(old)).is_some_and(|old| same(old, options));
                whole(options.position(typed).is_none() && !same_numbers)
            }
            (Some(Kind::Checks), Some(options)) => {
                let fits = |tick: &YamlNode| {
                    let word = tick.text().or_else(|| tick.entries().first().map(|entry| entry.key.as_str()));
                    let word = word.unwrap_or_default().trim();
                    let bare = word.split(['（', '(']).next().unwrap_or_default();
                    options.position(word).or_else(|| options.position(bare)).is_some()
                };
                node.items().iter().enumerate().filter(|(_, tick)| !fits(tick)).map(|(index, _)| index).collect()
            }
            _ => Vec::new(),
        }
    }

    fn tell(&mut self, entry: &YamlEntry, at: &WalkPosition, fate: Fate) {
        if fate == Fate::Carried && entry.node.is_null() {
            return;
        }
        let range = entry.key_range.start..entry.node.range.end.max(entry.key_range.end);
        let has_lines = self.has_lines(range.start, at.in_flow, "");
        let path = self.path(at);
        self.found.push(FoundEntry {
            address: at.address.clone(),
            path,
            fate,
            steps: at.steps.clone(),
            range,
            has_lines,
        });
    }

    fn has_lines(&self, start: usize, in_flow: bool, dash: &str) -> bool {
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        !in_flow && self.text[line..start].trim_start_matches(' ') == dash
    }

    /// In words of the form that asks it; of a group of items, those of the first.
    fn path(&self, at: &WalkPosition) -> String {
        let list = at.key.parent().unwrap_or_default().join_list(at.key.last());
        let of = |form: &Form| {
            let is_it = |key: &Key| key.is_within(&at.key) || key.is_within(&list);
            let node = form.inputs().find(|node| node.key.as_ref().is_some_and(is_it))?;
            Some(form.path(node.id, &[], None, PathStyle::Plain))
        };
        of(self.old).or_else(|| of(self.new)).unwrap_or_else(|| at.key.to_string())
    }

    fn changes(&mut self, days: &YamlNode) {
        for (day_index, day) in days.items().iter().enumerate() {
            for (row_index, row) in day.get("rows").map(YamlNode::items).unwrap_or_default().iter().enumerate() {
                let Some(entry) = row.entry("item") else { continue };
                let address = Address::from(entry.node.text().unwrap_or_default());
                let one_line = !self.text[entry.key_range.start..entry.node.range.end].contains('\n');
                let Some(old) = item_at(self.old, &address).filter(|_| one_line) else { continue };
                if item_at(self.new, &address).is_some() || row.get("printed").is_some() {
                    continue;
                }
                let printed = self.old.path(old.id, &[], None, PathStyle::Plain);
                self.found.push(FoundEntry {
                    address: Address::from("changes").nth(day_index).nth(row_index),
                    path: printed.clone(),
                    fate: Fate::Printed(printed),
                    steps: Vec::new(),
                    range: entry.key_range.start..entry.node.range.end,
                    has_lines: true,
                });
            }
        }
    }
}

fn same(one: &Options, other: &Options) -> bool {
    let words = |options: &Options| options.choices.iter().map(|choice| choice.word.clone()).collect::<Vec<_>>();
    words(one) == words(other)
}

fn item_at<'f>(form: &'f Form, address: &Address) -> Option<&'f Node> {
    form.find(address.key(form)?.as_str())
}
