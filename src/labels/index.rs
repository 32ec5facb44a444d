//! What a form prints, in its order: headings, labels, the titles of blocks. Each is a slot that text of a document may fill.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::words::folded;
use crate::form::{Form, Key, Kind, Node, NodeId, Role};
use crate::text::fold::fold;
use crate::text::numeral::{circled, roman};

/// A place of the form that is printed with a label.
#[derive(Debug)]
pub struct Slot {
    pub part: usize,
    /// The heading of a part has none.
    pub node: Option<NodeId>,
    /// The item whose answer follows.
    pub item: Option<NodeId>,
    /// The number in brackets after the answer.
    pub count: Option<NodeId>,
    pub number: Option<Number>,
    /// The loops it stands in, outermost first.
    pub loops: Vec<usize>,
    /// It opens a block, whose number follows its label.
    pub opens_block: bool,
    pub is_flag: bool,
}

/// Slots that are printed once per block.
#[derive(Debug)]
pub struct Loop {
    /// `files[].outsourcing[]`
    pub list: Key,
    pub slots: RangeInclusive<usize>,
}

/// The number before a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Plain(u32),
    Circled(u32),
    Roman(u32),
}

/// A label as it may be printed.
#[derive(Debug)]
pub(super) struct IndexedLabel {
    pub(super) chars: Vec<char>,
    pub(super) slots: Vec<usize>,
    /// The number of the slot is part of it.
    pub(super) numbered: bool,
    /// Something of the label was left out.
    pub(super) short: bool,
}

#[derive(Debug)]
pub struct Labels<'a> {
    pub form: &'a Form,
    pub slots: Vec<Slot>,
    pub loops: Vec<Loop>,
    pub(super) printed: Vec<IndexedLabel>,
    /// Positions in `printed` by first character, longest label first.
    by_first: BTreeMap<char, Vec<usize>>,
    /// How many items stand before each slot.
    items_before: Vec<usize>,
    /// The words of all options, folded; they are answers, however much they are like a label.
    options: BTreeSet<String>,
}

impl Number {
    pub fn value(self) -> u32 {
        match self {
            Self::Plain(value) | Self::Circled(value) | Self::Roman(value) => value,
        }
    }

    pub fn parse(printed: &str) -> Option<Self> {
        if let Some(value) = printed.chars().next().and_then(circled) {
            return Some(Self::Circled(value));
        }
        let folded = fold(printed);
        if let Some(value) = roman(&folded) {
            return Some(Self::Roman(value));
        }
        folded.parse().ok().map(Self::Plain)
    }
}

impl<'a> Labels<'a> {
    pub fn new(form: &'a Form) -> Self {
        let mut labels = Self {
            form,
            slots: Vec::new(),
            loops: Vec::new(),
            printed: Vec::new(),
            by_first: BTreeMap::new(),
            items_before: Vec::new(),
            options: form
                .options
                .values()
                .flat_map(|options| &options.choices)
                .map(|choice| fold(&choice.word))
                .collect(),
        };
        for (index, part) in form.parts.iter().enumerate() {
            if part.columns.is_none() {
                labels.part(index);
            }
        }
        for (index, label) in labels.printed.iter().enumerate() {
            labels.by_first.entry(label.chars[0]).or_default().push(index);
        }
        for indexes in labels.by_first.values_mut() {
            indexes.sort_by_key(|index| std::cmp::Reverse(labels.printed[*index].chars.len()));
        }
        let items = labels.slots.iter().scan(0, |sum, slot| {
            let before = *sum;
            *sum += usize::from(slot.item.is_some());
            Some(before)
        });
        labels.items_before = items.collect();
        labels
    }

    fn part(&mut self, index: usize) {
        let part = &self.form.parts[index];
        // The cover bears no heading.
        if let Some(number) = &part.number {
            let slot = self.slot(index, None, Number::parse(number), &[]);
            if self.slots[slot].number.is_none() {
                self.label(&format!("{number}{}", part.title), slot, true, false);
            }
            self.label(&part.title, slot, false, false);
        }
        for id in &part.nodes {
            self.node(*id, &[]);
        }
    }

    fn slot(&mut self, part: usize, node: Option<&Node>, number: Option<Number>, loops: &[usize]) -> usize {
        self.slots.push(Slot {
            part,
            node: node.map(|node| node.id),
            item: node.filter(|node| node.key.is_some()).map(|node| node.id),
            count: None,
            number,
            loops: loops.to_vec(),
            opens_block: node.is_some_and(|node| node.role == Role::Block),
            is_flag: node.is_some_and(|node| node.kind == Some(Kind::Flag)),
        });
        self.slots.len() - 1
    }

    fn node(&mut self, id: NodeId, loops: &[usize]) {
        let form = self.form;
        let node = form.node(id);
        if node.kind == Some(Kind::Count) || node.label.is_empty() {
            // It is printed without a label, after what was printed last.
            if let Some(last) = self.slots.last_mut() {
                let place = if node.kind == Some(Kind::Count) { &mut last.count } else { &mut last.item };
                *place = Some(id);
            }
            return;
        }
        let mut inner = loops.to_vec();
        let start = self.slots.len();
        if let (Role::Block, Some(list)) = (node.role, &node.each) {
            self.loops.push(Loop { list: list.clone(), slots: start..=start });
            inner.push(self.loops.len() - 1);
        }
        let number = node.number.as_deref();
        let slot = self.slot(node.part, Some(node), number.and_then(Number::parse), &inner);
        if let Some(number) = number.filter(|_| self.slots[slot].number.is_none()) {
            self.label(&format!("{number}:{}", node.label), slot, true, false);
            self.label(&format!("{number}{}", node.label), slot, true, false);
        }
        self.label(&node.label, slot, false, false);
        let bare: String = node.label.split('（').map(|piece| piece.rsplit('）').next().unwrap_or_default()).collect();
        if bare != node.label && bare.chars().count() > 5 {
            self.label(&bare, slot, false, true);
        }
        for child in &node.children {
            self.node(*child, &inner);
        }
        if let Some(own) = inner.get(loops.len()) {
            self.loops[*own].slots = start..=self.slots.len() - 1;
        }
    }

    fn label(&mut self, text: &str, slot: usize, numbered: bool, short: bool) {
        let chars = folded(text);
        match self
            .printed
            .iter_mut()
            .find(|label| label.chars == chars && label.numbered == numbered && label.short == short)
        {
            Some(label) => label.slots.push(slot),
            None => self.printed.push(IndexedLabel { chars, slots: vec![slot], numbered, short }),
        }
    }

    /// Labels that begin with a character, longest first.
    pub(super) fn beginning_with(&self, first: char) -> impl Iterator<Item = &IndexedLabel> {
        self.by_first.get(&first).into_iter().flatten().map(|index| &self.printed[*index])
    }

    pub fn is_option(&self, folded: &str) -> bool {
        self.options.contains(folded)
    }

    /// How many letters of a text are the longest option that it begins with; none where it begins with none.
    pub fn option_at(&self, text: &[char]) -> usize {
        let length = |option: &String| {
            let own = option.chars();
            let same = own.clone().zip(text).all(|(own, other)| own == *other);
            let length = own.count();
            if same && length <= text.len() { length } else { 0 }
        };
        self.options.iter().map(length).max().unwrap_or_default()
    }

    /// How many items are printed between two slots.
    pub fn items_between(&self, from: usize, to: usize) -> usize {
        let after = self.items_before[from] + usize::from(self.slots[from].item.is_some());
        self.items_before[to].saturating_sub(after)
    }

    pub fn kind_of(&self, item: NodeId) -> Option<Kind> {
        self.form.node(item).kind
    }

    /// The heading of a part that is printed once per file.
    pub fn repeats_per_file(&self, slot: usize) -> bool {
        let slot = &self.slots[slot];
        let once = |id: NodeId| {
            let form = self.form;
            form.node(id).once || form.ancestors(id).iter().any(|around| around.once)
        };
        self.form.parts[slot.part].each.is_some() && !slot.node.is_some_and(once)
    }

    /// Whether the slot begins what is printed per file: the heading of its part, or the section under it.
    pub fn begins_file(&self, slot: usize) -> bool {
        let part = self.slots[slot].part;
        self.repeats_per_file(slot)
            && (self.slots[slot].node.is_none()
                || slot > 0 && self.slots[slot - 1].node.is_none() && self.slots[slot - 1].part == part)
    }
}
