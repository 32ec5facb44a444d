//! Printed words around the answers: remarks, the ※ of a chapter, range headings, the draft mark.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use crate::form::{Form, Kind, Mark, Node, NodeId, Role};

/// The form offers twenty blocks of a list, in these ranges.
const RANGES: [(usize, usize); 5] = [(1, 1), (2, 5), (6, 10), (11, 15), (16, 20)];

/// The blocks of a list under the headings of the form (システム2～5), which stand there even where nothing is in the range.
pub(super) fn ranges(label: &str, blocks: usize) -> Vec<(Option<String>, RangeInclusive<usize>)> {
    let offered = RANGES.iter().map(|(first, last)| {
        let heading = (first != last).then(|| format!("{label}{first}～{last}"));
        (heading, *first..=*last)
    });
    let more = (blocks > 20).then(|| (Some(format!("{label}21～{blocks}")), 21..=blocks));
    offered.chain(more).collect()
}

/// The label with what the form says of it: 【任意】, 【行政機関等のみ】.
pub(super) fn with_remark(node: &Node) -> String {
    match &node.only {
        Some(only) => format!("{}【{only}のみ】", node.label),
        None if node.voluntary => format!("{}【任意】", node.label),
        None => node.label.clone(),
    }
}

/// ※（７．リスク１⑨を除く。）
pub(super) fn part_mark(exceptions: &[String]) -> String {
    if exceptions.is_empty() { "※".into() } else { format!("※（{}を除く。）", exceptions.join("、")) }
}

/// The items of a chapter with ※ that do not bear it, by number; items under an excepted one go with it.
pub(super) fn exceptions(form: &Form, part: usize) -> Vec<String> {
    let bears_none = |node: &Node| node.mark == Mark::None && node.kind.is_some_and(|kind| kind != Kind::Fixed);
    let inside = |id: NodeId| form.ancestors(id).into_iter().any(bears_none);
    let excepted = form.nodes.iter().filter(|node| node.part == part && bears_none(node) && !inside(node.id));
    excepted.map(|node| place(form, node)).collect()
}

/// ７．リスク１⑨
fn place(form: &Form, node: &Node) -> String {
    let around = form.ancestors(node.id);
    let pieces = around.into_iter().chain([node]).map(|node| match (&node.number, node.role) {
        (Some(number), Role::Section) => format!("{number}．"),
        (Some(number), _) => number.clone(),
        (None, Role::Item) => node.label.clone(),
        (None, _) => String::new(),
    });
    pieces.collect()
}

/// What a title says of itself: 「…（素案）」.
pub(super) fn draft_of(title: &str) -> Option<&'static str> {
    let folded: String = title.nfkc().collect();
    let says = |word: &str| {
        ["()", "[]", "【】", "〔〕"].iter().any(|pair| {
            let mut pair = pair.chars();
            let (open, close) = (pair.next().unwrap_or('('), pair.next().unwrap_or(')'));
            folded.contains(&format!("{open}{word}{close}"))
        })
    };
    ["素案", "原案", "案"].into_iter().find(|word| says(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Forms;

    #[test]
    fn a_chapter_with_a_mark_names_its_exceptions() {
        let form = Forms::default().get("full-2025-05").unwrap().unwrap();
        let marks: Vec<String> = (0..form.parts.len())
            .filter(|index| form.parts[*index].mark)
            .map(|index| part_mark(&exceptions(&form, index)))
            .collect();
        assert_eq!(marks, ["※（７．リスク１⑨を除く。）", "※"]);
    }

    #[test]
    fn titles_tell_that_they_are_drafts() {
        assert_eq!(draft_of("児童手当 全項目評価書（素案）"), Some("素案"));
        assert_eq!(draft_of("児童手当 全項目評価書[案]"), Some("案"));
        assert_eq!(draft_of("提案制度に関する事務 全項目評価書"), None);
    }

    #[test]
    fn all_ranges_stand_there() {
        let headings = |blocks| ranges("委託事項", blocks).into_iter().filter_map(|(heading, _)| heading);
        assert_eq!(headings(1).count(), 4);
        assert_eq!(headings(1).next().as_deref(), Some("委託事項2～5"));
        assert_eq!(headings(23).next_back().as_deref(), Some("委託事項21～23"));
    }
}
