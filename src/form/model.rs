//! A form: parts, nodes in printed order, option lists.

use std::collections::BTreeMap;

use super::node_id::Stamp;
use super::{Basis, Condition, Derivation, FormShape, Key, NodeId, PathStyle};
use crate::text::{fold, nearest};

#[derive(Debug)]
pub struct Form {
    /// `full-2025-05`
    pub id: String,
    /// 様式4
    pub style: String,
    /// 令和7年5月
    pub edition: String,
    /// 全項目評価書
    pub name: String,
    pub parts: Vec<Part>,
    /// Every node in printed order; children follow their parent.
    pub nodes: Vec<Node>,
    pub options: BTreeMap<String, Options>,
    /// The words of 提出時期.
    pub timings: Vec<String>,
    pub(super) stamp: Stamp,
    /// Where an id of another form leads: to a node that asks nothing.
    pub(super) nowhere: Node,
    pub(super) by_key: BTreeMap<Key, NodeId>,
    pub(super) shape: FormShape,
}

#[derive(Debug, Default)]
pub struct Part {
    /// Ⅱ, （別添1）; the cover has none.
    pub number: Option<String>,
    pub title: String,
    /// Printed once per block of this list.
    pub each: Option<Key>,
    /// Every item in it bears ※ unless it says otherwise.
    pub mark: bool,
    /// The 変更箇所 table with the titles of its columns.
    pub columns: Option<Vec<String>>,
    pub nodes: Vec<NodeId>,
}

#[derive(Debug)]
pub struct Node {
    pub id: NodeId,
    pub part: usize,
    pub parent: Option<NodeId>,
    pub children: Vec<NodeId>,
    pub role: Role,
    pub number: Option<String>,
    pub label: String,
    /// Where the answer stands: `files[].use.purpose`.
    pub key: Option<Key>,
    /// Where other forms keep the answer to the same question.
    pub same: Option<Key>,
    pub kind: Option<Kind>,
    pub options: Option<String>,
    /// The list that a block repeats for: `files[].outsourcing[]`.
    pub each: Option<Key>,
    /// The name of the derivation that computes the answer.
    pub derive: Option<Derivation>,
    pub when: Option<Condition>,
    pub required: bool,
    pub mark: Mark,
    /// 【任意】
    pub voluntary: bool,
    /// 【行政機関等のみ】
    pub only: Option<String>,
    /// In a part that repeats per file: printed once, after the last file.
    pub once: bool,
    /// Told in the 変更箇所 table when it changes; the version's own date is not.
    pub history: bool,
    pub unit: Option<String>,
    pub print: PrintHints,
    pub guide: Option<String>,
    /// The answer is Markdown; official text is plain.
    pub markdown: bool,
    /// How well it is known that the official form asks this; a workspace's own form need not say.
    pub basis: Option<Basis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Section,
    Group,
    Risk,
    Block,
    Note,
    Item,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Line,
    Choice,
    Checks,
    Flag,
    Count,
    Date,
    Period,
    List,
    Records,
    Figure,
    Fixed,
}

impl Kind {
    const ALL: [(&'static str, Self); 12] = [
        ("text", Self::Text),
        ("line", Self::Line),
        ("choice", Self::Choice),
        ("checks", Self::Checks),
        ("flag", Self::Flag),
        ("count", Self::Count),
        ("date", Self::Date),
        ("period", Self::Period),
        ("list", Self::List),
        ("records", Self::Records),
        ("figure", Self::Figure),
        ("fixed", Self::Fixed),
    ];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "文章",
            Self::Line => "一行の文",
            Self::Choice => "一つを選ぶ",
            Self::Checks => "当てはまるものに○",
            Self::Flag => "○の欄",
            Self::Count => "数",
            Self::Date => "日付",
            Self::Period => "期間",
            Self::List => "並び",
            Self::Records => "記録項目",
            Self::Figure => "図",
            Self::Fixed => "決まった文",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(key, _)| *key == name).map(|(_, kind)| *kind)
    }

    /// Free text that an author writes.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Line | Self::Period)
    }
}

impl Role {
    const ALL: [(&'static str, Self); 5] = [
        ("section", Self::Section),
        ("group", Self::Group),
        ("risk", Self::Risk),
        ("block", Self::Block),
        ("note", Self::Note),
    ];

    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == key).map(|(_, role)| *role)
    }

    /// A plain item has none.
    pub(super) fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map_or("", |(name, _)| name)
    }
}

impl Node {
    pub(super) fn blank() -> Self {
        Self {
            id: NodeId::default(),
            part: 0,
            parent: None,
            children: Vec::new(),
            role: Role::Item,
            number: None,
            label: String::new(),
            key: None,
            same: None,
            kind: None,
            options: None,
            each: None,
            derive: None,
            when: None,
            required: true,
            mark: Mark::None,
            voluntary: false,
            only: None,
            once: false,
            history: true,
            unit: None,
            print: PrintHints::default(),
            guide: None,
            markdown: false,
            basis: None,
        }
    }
}

/// Whether an item bears ※: a change of it may be a 重要な変更.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    None,
    /// Its own, or that of its section's heading.
    Own,
    /// That of its chapter.
    Inherited,
}

/// Hints for a renderer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrintHints {
    /// Boxes stand in so many columns.
    pub columns: Option<u8>,
    /// Least height of the cell.
    pub lines: Option<u8>,
    /// Label and answer stand in brackets.
    pub brackets: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Options {
    pub choices: Vec<Choice>,
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub word: String,
    /// The sub-heading that it stands under.
    pub group: Option<String>,
    /// Has a text in brackets.
    pub text: bool,
    /// The key of the item that the word speaks of.
    pub about: Option<String>,
}

impl Options {
    pub fn position(&self, word: &str) -> Option<usize> {
        self.choices.iter().position(|choice| fold::same(&choice.word, word))
    }

    /// The word most like what was typed, for "did you mean".
    pub fn nearest(&self, typed: &str) -> Option<&str> {
        nearest(typed, self.choices.iter().map(|choice| choice.word.as_str()))
    }
}

impl Part {
    /// Number and title as printed: Ⅰ 基本情報
    pub fn heading(&self) -> String {
        match &self.number {
            Some(number) if number.starts_with('（') => format!("{number}{}", self.title),
            Some(number) => format!("{number} {}", self.title),
            None => self.title.clone(),
        }
    }
}

impl Form {
    /// The node of this form; one that asks nothing where the id is of another form.
    pub fn node(&self, id: NodeId) -> &Node {
        self.get(id).unwrap_or(&self.nowhere)
    }

    /// Nothing where the id is of another form.
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index()).filter(|_| id.is_of(self.stamp))
    }

    /// What an item or a block of another form is in this one: that with the same key.
    pub fn counterpart(&self, other: &Node) -> Option<&Node> {
        match (&other.key, &other.each) {
            (Some(key), _) => self.find(key),
            (None, Some(list)) => self.block_of(list),
            (None, None) => None,
        }
    }

    /// The item whose answer stands at `key` (`files[].use.purpose`).
    pub fn find(&self, key: impl AsRef<str>) -> Option<&Node> {
        self.by_key.get(key.as_ref()).map(|id| self.node(*id))
    }

    /// The list of 特定個人情報ファイル: the one that chapters are printed once each for.
    pub fn file_list(&self) -> Option<&Key> {
        self.parts.iter().find_map(|part| part.each.as_ref())
    }

    /// The block that is printed for each one of a list; none where whole chapters are.
    pub fn block_of(&self, list: &Key) -> Option<&Node> {
        self.nodes.iter().find(|node| node.role == Role::Block && node.each.as_ref() == Some(list))
    }

    /// Every item that has an answer, in printed order; `fixed` prints are not among them.
    pub fn inputs(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.key.is_some() && node.kind != Some(Kind::Fixed))
    }

    /// The facts of the threshold decision are items of this form; others know them from `threshold:`.
    pub fn decides_threshold(&self) -> bool {
        self.nodes.iter().any(|node| node.derive == Some(Derivation::ThresholdResult))
    }

    pub fn options_of(&self, node: &Node) -> Option<&Options> {
        self.options.get(node.options.as_ref()?)
    }

    /// The nodes around `id`, outermost first.
    pub fn ancestors(&self, id: NodeId) -> Vec<&Node> {
        let mut chain = Vec::new();
        let mut next = self.node(id).parent;
        while let Some(parent) = next {
            chain.push(self.node(parent));
            next = self.node(parent).parent;
        }
        chain.reverse();
        chain
    }

    /// The keys of an assessment, as a tree.
    pub fn shape(&self) -> &FormShape {
        &self.shape
    }

    /// The part that is the 変更箇所 table.
    pub fn changes_part(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.columns.is_some())
    }

    /// The part that lists the record items.
    pub fn records_part(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.nodes.iter().any(|id| self.node(*id).kind == Some(Kind::Records)))
    }

    /// 様式4 全項目評価書［令和7年5月］
    pub fn title(&self) -> String {
        format!("{} {}［{}］", self.style, self.name, self.edition)
    }

    /// ［令和7年5月　様式4］
    pub fn printed_mark(&self) -> String {
        format!("[{}　{}]", self.edition, self.style)
    }

    /// What was never seen in print: chapters, or sections of those of which more is known.
    pub fn unconfirmed(&self) -> Vec<String> {
        let mut places = Vec::new();
        for part in &self.parts {
            let (open, known): (Vec<NodeId>, Vec<NodeId>) = part.nodes.iter().partition(|id| self.is_unconfirmed(**id));
            if !open.is_empty() && known.is_empty() {
                places.push(part.heading());
            } else {
                places.extend(open.into_iter().map(|id| self.path(id, &[], None, PathStyle::Plain)));
            }
        }
        places
    }

    /// The node, or something in it, is reconstructed.
    fn is_unconfirmed(&self, id: NodeId) -> bool {
        let node = self.node(id);
        let asked = node.key.is_some() && node.basis == Some(Basis::Reconstructed);
        asked || node.children.iter().any(|child| self.is_unconfirmed(*child))
    }

    /// Not required of a municipality, or at the author's choice.
    pub fn is_voluntary(&self, id: NodeId) -> bool {
        let own = |node: &Node| node.voluntary || node.only.is_some();
        own(self.node(id)) || self.ancestors(id).into_iter().any(own)
    }
}
