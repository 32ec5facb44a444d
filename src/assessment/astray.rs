//! What an author probably meant by a name that the form does not have at its place.

use std::sync::Arc;

use crate::form::{Form, FormShape, NodeId};
use crate::text::{Source, fold, limits, nearest, surely_meant};
use crate::yaml::{YamlEntry, misread};

/// A name that the form does not have there, among what stands beside it.
pub(super) struct Astray<'a> {
    pub(super) form: &'a Form,
    pub(super) source: &'a Arc<Source>,
    /// What may stand there.
    pub(super) shape: &'a FormShape,
    /// Keys of the program's own that may, too.
    pub(super) own: &'a [&'a str],
    pub(super) beside: EntryNeighbours<'a>,
}

/// What stands beside an entry in its map.
#[derive(Clone, Copy)]
pub(super) struct EntryNeighbours<'a> {
    pub(super) entries: &'a [YamlEntry],
    /// The last one above it that the form has.
    pub(super) above: Option<&'a YamlEntry>,
}

impl<'a> Astray<'a> {
    /// The name that it must have been meant for.
    pub(super) fn meant(&self, entry: &YamlEntry) -> Option<&'a str> {
        let known = self.shape.entries().iter().map(|(name, _)| name.as_str());
        // No form has so many names in one place.
        let entries = Some(self.beside.entries).filter(|entries| entries.len() <= limits::BLOCKS)?;
        let free = |name: &&str| !entries.iter().any(|other| other.key == *name);
        let here = self.item_labelled(&bare(&entry.key));
        here.or_else(|| surely_meant(&entry.key, known)).filter(free)
    }

    /// Why it is not there, and what to do.
    pub(super) fn explain(&self, entry: &YamlEntry) -> (String, String) {
        let name = entry.key.as_str();
        if name.starts_with(['\u{3000}', '\u{a0}'])
            && let Some(told) = misread(self.source, &entry.key_range).pop()
        {
            return (told.message, told.help.unwrap_or_default());
        }
        if let Some(above) = self.emptied_above(entry) {
            let column = self.source.position(entry.key_range.start).column as usize - 1;
            let message = format!("「{above}」の中の項目が、字下げされていません");
            let help = format!(
                "項目の行はどれも、行の頭に半角の空白を {} 個入れて、「{above}」より深く書いてください",
                column + 2
            );
            return (message, help);
        }
        let message = format!("「{name}」という項目はありません");
        let known = || self.shape.entries().iter().map(|(name, _)| name.as_str()).chain(self.own.iter().copied());
        let help = match self.key_of_label(name) {
            Some(help) => help,
            None => match nearest(name, known()) {
                Some(word) => format!("「{word}」でしょうか"),
                None => format!("ここに書けるのは {} です", known().collect::<Vec<_>>().join("・")),
            },
        };
        (message, help)
    }

    /// The entry above with nothing in it that has such an item: `cover:` and below it, as far left, `title: …`.
    fn emptied_above(&self, entry: &YamlEntry) -> Option<&str> {
        let above = self.beside.above?;
        let inner = self.shape.get(&above.key)?;
        (above.node.is_null() && inner.get(&entry.key).is_some()).then_some(above.key.as_str())
    }

    /// The words that the form prints are not the names that it is written with: 評価書名 is `title`.
    fn key_of_label(&self, typed: &str) -> Option<String> {
        if typed.is_ascii() {
            return None;
        }
        let typed = bare(typed);
        if let Some(key) = self.item_labelled(&typed) {
            return Some(format!("様式の「{typed}」は、ここでは「{key}:」と書きます"));
        }
        let elsewhere = self.form.nodes.iter().find(|node| node.key.is_some() && self.is_labelled(node.id, &typed))?;
        Some(format!("様式の「{typed}」は、「{}」に書きます", elsewhere.key.as_ref()?.as_str()))
    }

    /// The one item here that the form prints with this label.
    fn item_labelled(&self, label: &str) -> Option<&'a str> {
        let is_meant = |shape: &FormShape| matches!(shape, FormShape::Item(id) if self.is_labelled(*id, label));
        let mut found = self.shape.entries().iter().filter(|(_, shape)| is_meant(shape));
        let (key, _) = found.next()?;
        found.next().is_none().then_some(key.as_str())
    }

    fn is_labelled(&self, id: NodeId, typed: &str) -> bool {
        let label = bare(&self.form.node(id).label);
        !label.is_empty() && (label == typed || (typed.chars().count() > 2 && label.starts_with(typed)))
    }
}

/// A label without its number and what stands in brackets.
fn bare(label: &str) -> String {
    let folded = fold::fold(label);
    let numbers = |c: char| c.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥ.()・".contains(c);
    folded.trim_start_matches(numbers).split('(').next().unwrap_or_default().to_owned()
}
