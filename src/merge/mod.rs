//! Two people's edits of one file, put together item by item: blocks are known by their ids, rows of the 変更箇所 by day and item,
//! whatever lines they stand on. Where both changed one item, both say so in the file, between marks that every program for git
//! knows and `check` tells; the marks name the item as the form prints it.

mod identity;
mod marks;
mod name;
mod put;
mod tree;

use std::sync::Arc;

use crate::form::Forms;
use crate::text::Source;
use crate::yaml::{YamlNode, parse};

/// The file that both began with, and what became of it.
#[derive(Debug)]
pub struct MergeSides {
    pub base: Arc<Source>,
    pub ours: Arc<Source>,
    pub theirs: Arc<Source>,
}

/// What was put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedText {
    pub text: String,
    /// The items that both changed, as the form prints them.
    pub conflicts: Vec<String>,
}

/// Nothing where one of the three cannot be read, or where an edit cannot be proved: then lines are all there is to go by.
/// `by_lines` merges our lines with these of the other side, and gives nothing where they meet; what it gives has the comments of
/// both, and is taken where it says the same.
pub fn merge(sides: &MergeSides, forms: &Forms, by_lines: &dyn Fn(&str) -> Option<String>) -> Option<MergedText> {
    let root = |source: &Arc<Source>| parse(source).root;
    let (base, ours, theirs) = (root(&sides.base), root(&sides.ours)?, root(&sides.theirs)?);
    let form = ours.text_of("form").or(theirs.text_of("form")).and_then(|id| forms.get(id)?.ok());
    let names = name::MergeNames { form: form.as_deref() };
    let mut merging = tree::TreeMerge::new(&names, &sides.theirs);
    merging.entry(base.as_ref(), Some(&ours), Some(&theirs), &mut Vec::new());
    let text = put::made(&sides.ours, &merging.changes)?;
    let merged = root(&Source::new("", text.as_str()));
    // Where both changed something, the other side is taken to have done what we did: marks follow.
    let agreed = marks::agreed((&sides.ours, &ours), (&sides.theirs, &theirs), &merging.conflicts);
    let lines = agreed.and_then(|theirs| by_lines(&theirs));
    let lines = lines.and_then(|lines| Some((root(&Source::new("", lines.as_str()))?, lines)));
    let lines = lines.filter(|(lines, _)| identity::same(Some(lines), merged.as_ref()));
    let text = lines.map_or(text, |(_, lines)| lines);
    let text = marks::marked(&text, &merging.conflicts)?;
    Some(MergedText { text, conflicts: merging.conflicts.into_iter().map(|conflict| conflict.name).collect() })
}

/// One step of the way to what changed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum MergeStep {
    Key(String),
    /// An item of a list by what it is known by.
    Item(String),
}

/// The value at the end of a way.
fn find<'n>(root: &'n YamlNode, way: &[MergeStep]) -> Option<&'n YamlNode> {
    way.iter().try_fold(root, |node, step| match step {
        MergeStep::Key(key) => node.get(key),
        MergeStep::Item(known) => node.items().iter().find(|item| identity::known_by(item).as_ref() == Some(known)),
    })
}
