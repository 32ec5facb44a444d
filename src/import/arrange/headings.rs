//! Paths of the form in a column of their own, 「Ⅱ 4. 委託事項1」, and the headings that they stand for.

use std::collections::BTreeSet;

use crate::form::{Form, Node, Role};
use crate::labels::{Paths, PrintedPlace, Resolution};
use crate::text::fold::fold;
use crate::text::numeral::{circle, digit};

/// So many paths show that a column is one of paths.
const PATHS: usize = 3;

/// The places of a form by the paths that documents print.
pub(super) struct ColumnPaths<'a> {
    paths: &'a Paths<'a>,
    /// The ways in which a part is named by itself, folded.
    parts: Vec<(String, usize)>,
}

/// Where a path leads to: into a part, and further.
struct PathPlace {
    part: usize,
    inner: Option<PrintedPlace>,
}

impl<'a> ColumnPaths<'a> {
    pub(super) fn new(paths: &'a Paths<'a>) -> Self {
        let mut parts = Vec::new();
        for (index, part) in paths.form.parts.iter().enumerate() {
            let number = part.number.as_deref().unwrap_or(&part.title);
            parts.extend([number, &part.heading()].map(|words| (fold(words), index)));
        }
        Self { paths, parts }
    }

    /// Whether a column is one of paths: most of its texts begin with the number of a part and go on below it.
    pub(super) fn are_paths(&self, texts: &[&str]) -> bool {
        let places: Vec<PathPlace> = texts.iter().filter_map(|text| self.place(text)).collect();
        places.iter().filter(|place| place.inner.is_some()).count() >= PATHS && places.len() * 2 >= texts.len()
    }

    /// They name the items of a list: most lead to what is answered, hardly one a second time, part after part. A column that
    /// says where something else is told comes back to the same items, as it likes.
    pub(super) fn name_items(&self, texts: &[&str]) -> bool {
        let places: Vec<PathPlace> = texts.iter().filter_map(|text| self.place(text)).collect();
        let items = places.iter().filter_map(|place| place.inner.as_ref());
        let items: Vec<_> = items.filter(|place| self.paths.form.node(place.node).kind.is_some()).collect();
        let once: BTreeSet<_> = items.iter().map(|place| (place.node, place.block, &place.file)).collect();
        let ordered = places.windows(2).all(|pair| pair[0].part <= pair[1].part);
        ordered && items.len() * 4 >= places.len() * 3 && once.len() * 5 >= items.len() * 4
    }

    /// Without 【任意】 and the like.
    fn without_remarks(&self, text: &str) -> String {
        let nodes = self.paths.form.nodes.iter().filter_map(|node| node.only.as_deref());
        nodes.chain(["任意"]).fold(text.to_owned(), |text, words| text.replace(&format!("【{words}】"), ""))
    }

    /// The place that a path leads to.
    fn place(&self, text: &str) -> Option<PathPlace> {
        // Remarks on a heading are no part of it.
        let text = &self.without_remarks(&steps(text));
        let folded = fold(text);
        if let Some((_, part)) = self.parts.iter().find(|(name, _)| *name == folded) {
            return Some(PathPlace { part: *part, inner: None });
        }
        self.parts.iter().find(|(name, _)| folded.starts_with(name.as_str()))?;
        let inner = match self.paths.resolve(text) {
            Resolution::Exact(place) => place,
            Resolution::Near(place, slips) if slips.iter().all(|slip| !slip.grave) => place,
            Resolution::Near(..) | Resolution::Unknown => return None,
        };
        Some(PathPlace { part: self.paths.form.node(inner.node).part, inner: Some(inner) })
    }
}

/// The steps of a path, without the signs between them. Below part and section, items are numbered ①, however they are printed.
fn steps(text: &str) -> String {
    let steps = text.split(['>', '＞', '→', '⇒', '›', '|', '｜', '／', '/']).map(str::trim);
    let steps = steps.enumerate().map(|(depth, step)| if depth > 1 { circled(step) } else { step.to_owned() });
    steps.collect::<Vec<_>>().join(" ")
}

/// `1.事務の名称`, `（１）事務の名称` → `①事務の名称`
fn circled(step: &str) -> String {
    let open = step.trim_start_matches(['(', '（']);
    let digits: String = open.chars().map_while(digit).map(|figure| figure.to_string()).collect();
    let rest = open.trim_start_matches(|letter| digit(letter).is_some());
    let label = rest.trim_start_matches([')', '）', '.', '．', '、', ' ', '　']);
    let sign = digits.parse().ok().and_then(circle).filter(|_| label.len() < rest.len() && !label.is_empty());
    sign.map_or_else(|| step.to_owned(), |sign| format!("{sign}{label}"))
}

/// Walks down a column of paths; only what differs from the path before is a heading.
pub(super) struct Headings<'a> {
    form: &'a Form,
    /// The headings that hold so far.
    open: Vec<String>,
}

impl<'a> Headings<'a> {
    pub(super) fn new(form: &'a Form) -> Self {
        Self { form, open: Vec::new() }
    }

    /// The headings that a path stands for; `None` where the text is no path. `label` is the label beside it, which it need
    /// not say again; without one, and with an answer beside it, the path is the label.
    pub(super) fn of(
        &mut self,
        places: &ColumnPaths<'_>,
        text: &str,
        label: Option<&str>,
        answers: bool,
    ) -> Option<Vec<String>> {
        let place = places.place(text)?;
        let chain = self.chain(&place);
        let same = chain.iter().zip(&self.open).take_while(|(one, other)| one == other).count();
        let mut fresh = chain[same..].to_vec();
        self.open = chain;
        let beside = label.map(fold).unwrap_or_default();
        if fresh.last().is_some_and(|last| !beside.is_empty() && fold(last).ends_with(&beside)) {
            fresh.pop();
        }
        if let Some(inner) = place.inner.filter(|_| answers) {
            let item = self.form.node(inner.node);
            fresh.extend(Some(words(item, inner.block)).filter(|_| item.key.is_some()));
        }
        Some(fresh)
    }

    /// Everything around a place that asks nothing itself.
    fn chain(&self, place: &PathPlace) -> Vec<String> {
        let part = &self.form.parts[place.part];
        let file = place.inner.as_ref().and_then(|inner| inner.file.as_ref());
        let file = file.map(|file| format!("（{file}）")).unwrap_or_default();
        let heading = Some(part.heading() + &file).filter(|_| part.number.is_some());
        let around = place.inner.iter().flat_map(|inner| {
            let own = self.form.node(inner.node);
            let around = self.form.ancestors(inner.node).into_iter().chain([own]);
            let asks_nothing = around.filter(|node| node.key.is_none() && !node.label.is_empty());
            asks_nothing.map(|node| words(node, inner.block))
        });
        heading.into_iter().chain(around).collect()
    }
}

fn words(node: &Node, block: Option<usize>) -> String {
    let number = node.number.as_deref().unwrap_or_default();
    match (node.role, block) {
        (Role::Block, Some(block)) => format!("{}{}", node.label, block + 1),
        (Role::Section, _) => format!("{number}. {}", node.label),
        (Role::Risk, _) => format!("{number}：{}", node.label),
        _ => format!("{number}{}", node.label),
    }
}
