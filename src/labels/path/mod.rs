//! From an item as it is printed in a 変更箇所 table to the item of the form.
//!
//! Tables name items in many styles: by numbers alone, by full titles, with or without spaces, in older spellings. The walk
//! reads the text from its front; here is what it reads against: the numbers and labels of a form, folded.

mod walk;

use std::cell::Cell;

use unicode_normalization::UnicodeNormalization;

use super::near::likeness;
use crate::form::{Form, Node, NodeId, Role};
use crate::text::numeral::{circle, is_circled};
use crate::text::one_spelling;
use walk::PathWalk;

#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    Exact(PrintedPlace),
    /// Some item is meant, but it is not named as the form names it.
    Near(PrintedPlace, Vec<PathSlip>),
    Unknown,
}

/// An item of the form, or a section or a block as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrintedPlace {
    pub node: NodeId,
    /// The position from 0 of its block.
    pub block: Option<usize>,
    /// The 特定個人情報ファイル, folded, where the table names one; or its number.
    pub file: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PathSlip {
    pub text: String,
    /// More than a slip of a letter.
    pub grave: bool,
}

/// What a node takes from the front of a text.
pub(super) struct PathStep {
    pub(super) node: NodeId,
    pub(super) length: usize,
    pub(super) block: Option<usize>,
    /// Its label stood there, not its number alone.
    pub(super) labelled: bool,
}

#[derive(Debug)]
pub(super) struct NodeName {
    pub(super) number: String,
    pub(super) label: String,
    /// Without what stands in brackets.
    bare: String,
}

/// The names of a form, folded once.
#[derive(Debug)]
pub struct Paths<'a> {
    pub form: &'a Form,
    pub(super) names: Vec<NodeName>,
    /// How often a text may still be compared with labels that it is not.
    guesses: Cell<usize>,
}

/// The longest printed item of a published table has 250 characters.
const PRINTED: usize = 500;
/// A published table needs a few hundred; more are no table.
const GUESSES: usize = 1_000;

impl Resolution {
    pub fn place(&self) -> Option<&PrintedPlace> {
        match self {
            Self::Exact(place) | Self::Near(place, _) => Some(place),
            Self::Unknown => None,
        }
    }

    /// The item that is surely meant: nothing more than letters is wrong.
    pub fn sure_place(&self) -> Option<&PrintedPlace> {
        match self {
            Self::Near(_, slips) if slips.iter().any(|slip| slip.grave) => None,
            other => other.place(),
        }
    }
}

impl NodeName {
    fn of(node: &Node) -> Self {
        let (number, label) = (node.number.as_deref().unwrap_or_default(), node.label.as_str());
        let bare: String = label.split('（').map(|piece| piece.rsplit('）').next().unwrap_or_default()).collect();
        Self { number: key(number), label: key(label), bare: key(&bare) }
    }

    /// The label at the front of a text, with or without what stands in brackets.
    pub(super) fn label_at(&self, text: &str) -> Option<usize> {
        let fits = |label: &&String| !label.is_empty() && text.starts_with(label.as_str());
        [&self.label, &self.bare].into_iter().find(fits).map(String::len)
    }

    pub(super) fn number_at(&self, text: &str) -> Option<usize> {
        let rest = text.strip_prefix(self.number.as_str()).filter(|_| !self.number.is_empty())?;
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let cut = digit(rest.chars().next()) && !self.number.chars().all(is_circled);
        (!cut).then_some(self.number.len())
    }

    /// How many bytes the label and a text begin with in common.
    pub(super) fn common_start(&self, text: &str) -> usize {
        let common = self.label.chars().zip(text.chars()).take_while(|(own, other)| own == other);
        common.map(|(own, _)| own.len_utf8()).sum()
    }

    /// How much a text is like the label, from 0 to 1; a label that was only cut off is the label.
    pub(super) fn likeness(&self, text: &str) -> f64 {
        let cut = text.chars().count() >= 3 && self.label.starts_with(text);
        let alike = |label: &str| likeness(text, label);
        if cut { 1.0 } else { alike(&self.label).max(alike(&self.bare)) }
    }
}

impl<'a> Paths<'a> {
    pub fn new(form: &'a Form) -> Self {
        Self { form, names: form.nodes.iter().map(NodeName::of).collect(), guesses: Cell::new(GUESSES) }
    }

    pub fn resolve(&self, printed: &str) -> Resolution {
        if printed.chars().count() > PRINTED {
            return Resolution::Unknown;
        }
        let typed = circle_numbers(&one_spelling(printed));
        let (folded, offsets) = fold_with_offsets(&typed);
        PathWalk::new(self, &typed, &folded, &offsets).resolution()
    }

    /// One comparison less is left; whether there was one.
    pub(super) fn may_guess(&self) -> bool {
        let left = self.guesses.get();
        self.guesses.set(left.saturating_sub(1));
        left > 0
    }

    /// A heading with a single item below it stands for that item; so does one for the item that bears its words, and a block
    /// for the item that names it.
    pub(super) fn innermost(&self, id: NodeId) -> NodeId {
        let node = self.form.node(id);
        let names_block = |child: &&NodeId| node.role == Role::Block && self.names[child.index()].label.is_empty();
        let bears_heading =
            |child: &&NodeId| node.key.is_none() && self.names[child.index()].label == self.names[id.index()].label;
        match node.children.as_slice() {
            [only] if node.key.is_none() => self.innermost(*only),
            children => children.iter().find(|child| names_block(child) || bears_heading(child)).copied().unwrap_or(id),
        }
    }

    /// `top` and every node below, outer ones first.
    pub(super) fn with_below(&self, top: &[NodeId]) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut level = top.to_vec();
        while !level.is_empty() {
            found.extend(&level);
            level = level.iter().flat_map(|id| self.form.node(*id).children.iter().copied()).collect();
        }
        found
    }

    pub(super) fn below(&self, id: NodeId) -> Vec<NodeId> {
        self.with_below(&self.form.node(id).children)
    }

    fn take(&self, id: NodeId, text: &str) -> Option<PathStep> {
        let name = &self.names[id.index()];
        if self.form.node(id).role == Role::Block {
            let digits = leading_digits(text.strip_prefix(name.label.as_str())?);
            let position = digits.parse::<usize>().ok()?.checked_sub(1)?;
            let length = name.label.len() + digits.len();
            return Some(PathStep { node: id, length, block: Some(position), labelled: true });
        }
        let number = name.number_at(text).unwrap_or(0);
        let label = name.label_at(&text[number..]);
        let length = number + label.unwrap_or(0);
        (length > 0).then_some(PathStep { node: id, length, block: None, labelled: label.is_some() })
    }

    /// The node among `nodes` that takes most from the front; one by its number alone only where the text goes on below it.
    pub(super) fn best(&self, nodes: &[NodeId], text: &str) -> Option<PathStep> {
        let mut best: Option<(bool, PathStep)> = None;
        for step in nodes.iter().filter_map(|id| self.take(*id, text)) {
            let fits = step.labelled || self.continues(&step, text);
            if best.as_ref().is_none_or(|(fitted, old)| (fits, step.length) > (*fitted, old.length)) {
                best = Some((fits, step));
            }
        }
        best.map(|(_, step)| step)
    }

    pub(super) fn continues(&self, step: &PathStep, text: &str) -> bool {
        self.below(step.node).into_iter().any(|id| self.take(id, &text[step.length..]).is_some())
    }
}

pub(super) fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

/// A name as paths are compared: two that differ only in how they were typed have the same key.
pub fn key(text: &str) -> String {
    fold_with_offsets(&one_spelling(text)).0
}

/// Width, spaces, marks, brackets and の folded away; with the byte offset that every byte came from.
fn fold_with_offsets(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len() + 1);
    let ignored = |c: &char| c.is_whitespace() || "※*の.:、,。・・「」()（）/".contains(*c);
    for (at, character) in text.char_indices() {
        // A circled number would lose its circle.
        let circled = is_circled(character).then_some(character);
        let plain = std::iter::once(character).filter(|c| !is_circled(*c)).nfkc();
        let pieces = circled.into_iter().chain(plain).filter(|c| !ignored(c));
        for piece in pieces {
            folded.push(piece);
            offsets.extend(std::iter::repeat_n(at, piece.len_utf8()));
        }
    }
    offsets.push(text.len());
    (folded, offsets)
}

/// `(6)` → `⑥`
fn circle_numbers(text: &str) -> String {
    let mut circled = text.to_owned();
    for (number, character) in (1..=20).filter_map(|number| Some((number, circle(number)?))) {
        for typed in [format!("({number})"), format!("（{number}）")] {
            circled = circled.replace(&typed, &character.to_string());
        }
    }
    circled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{BUILTIN_IDS, Forms, PathStyle};

    #[test]
    fn the_paths_of_the_form_lead_back_to_the_items() {
        for id in BUILTIN_IDS {
            let form = Forms::default().get(id).unwrap().unwrap();
            let resolver = Paths::new(&form);
            let mut lost = Vec::new();
            for node in form.inputs() {
                for style in [PathStyle::Full, PathStyle::Plain, PathStyle::Short] {
                    let path = form.path(node.id, &[0, 2], None, style);
                    let resolution = resolver.resolve(&path);
                    let right = matches!(&resolution, Resolution::Exact(place) if place.node == node.id
                        && (place.block == Some(2)) == form.ancestors(node.id).iter().any(|node| node.role == Role::Block));
                    if !right {
                        lost.push((path, resolution));
                    }
                }
            }
            assert!(lost.is_empty(), "{id}: {lost:#?}");
        }
    }

    /// What is told of a printed item, and whether it is more than a slip of a letter.
    fn slips(printed: &str) -> Vec<(String, bool)> {
        let form = Forms::default().get("full-2025-05").unwrap().unwrap();
        match Paths::new(&form).resolve(printed) {
            Resolution::Near(_, slips) => slips.into_iter().map(|slip| (slip.text, slip.grave)).collect(),
            other => panic!("{printed}: {other:?}"),
        }
    }

    #[test]
    fn two_letters_of_five_tell_which_label_is_meant_and_three_of_eight_do_not() {
        let meant = "「再委計画案」は、様式では「再委託の有無」です";
        assert_eq!(slips("Ⅱ 4. 委託事項1 ⑦再委計画案"), [(meant.to_owned(), true)]);
        let lost = "そこに「他シス画面様式図」という項目はありません";
        assert_eq!(slips("Ⅰ 2. システム1 ③他シス画面様式図"), [(lost.to_owned(), true)]);
    }

    #[test]
    fn one_letter_of_twenty_is_a_slip_and_one_of_eighteen_is_more() {
        let form = Forms::default().get("full-2025-05").unwrap().unwrap();
        let misprinted = |key: &str, place: &str, ending: &str| {
            let label = &form.find(key).unwrap().label;
            let printed = label[..label.len() - '字'.len_utf8()].to_owned() + ending;
            let told = format!("「{printed}」は、様式では「{label}」です");
            let slips = slips(&format!("{place}{printed}"));
            assert_eq!(slips.iter().map(|(text, _)| text).collect::<Vec<_>>(), [&told]);
            slips.iter().any(|(_, grave)| *grave)
        };
        assert!(!misprinted("files[].risks.acquisition.purpose.subjects", "Ⅲ 2. リスク1 ", "客"));
        assert!(misprinted("files[].outsourcing[].delivery", "Ⅱ 4. 委託事項1 ④", "式"));
    }
}
