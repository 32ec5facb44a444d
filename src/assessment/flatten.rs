//! A version that stands alone: passages written out, record items taken in from their spreadsheets, pictures fingerprinted.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Address, Answer, Assessment, Figure, RecordGroup, Text};
use crate::yaml::{Draft, DraftEntry, YamlEntry, YamlNode, YamlValue};

/// The fingerprints of pictures by the names of their files.
pub type Fingerprints = BTreeMap<String, String>;

/// The author's tree with everything that it draws on written into it. `root` is the tree that `assessment` was bound to.
pub fn flatten(assessment: &Assessment, root: &YamlNode, pictures: &Fingerprints) -> Draft {
    Flattened { assessment, pictures, writes_passages: true }.node(root, &Address::default())
}

/// The author's tree as it leaves its folder: record items taken in, passages still called by their names.
pub fn portable(assessment: &Assessment, root: &YamlNode) -> Draft {
    let pictures = &Fingerprints::new();
    Flattened { assessment, pictures, writes_passages: false }.node(root, &Address::default())
}

struct Flattened<'a> {
    assessment: &'a Assessment,
    pictures: &'a Fingerprints,
    writes_passages: bool,
}

impl Flattened<'_> {
    fn node(&self, tree: &YamlNode, address: &Address) -> Draft {
        let typed = self.assessment.cell(address).and_then(|cell| cell.typed.as_ref());
        if let Some(draft) = typed.and_then(|answer| self.written_out(answer, tree)) {
            return draft;
        }
        match &tree.value {
            YamlValue::Map(entries) => {
                let entry =
                    |entry: &YamlEntry| DraftEntry::new(&entry.key, self.node(&entry.node, &address.join(&entry.key)));
                Draft::Map(entries.iter().map(entry).collect())
            }
            YamlValue::List(items) => {
                let blocks = self.assessment.blocks(address);
                let inner =
                    |index: usize| blocks.get(index).map_or_else(|| address.nth(index), |it| it.address.clone());
                Draft::List(items.iter().enumerate().map(|(index, item)| self.node(item, &inner(index))).collect())
            }
            YamlValue::Scalar(..) => Draft::from(tree),
        }
    }

    /// What replaces an answer that draws on something else.
    fn written_out(&self, answer: &Answer, tree: &YamlNode) -> Option<Draft> {
        match answer {
            Answer::Text(text) if self.writes_passages && !text.fragments.is_empty() => Some(pieces(text)),
            Answer::Records(groups) if tree.get("from").is_some() => {
                Some(Draft::List(groups.iter().map(group).collect()))
            }
            Answer::Figures(figures) => Some(Draft::List(figures.iter().map(|one| self.figure(one)).collect())),
            _ => None,
        }
    }

    fn figure(&self, figure: &Figure) -> Draft {
        let sha256 = figure.file.as_ref().and_then(|file| self.pictures.get(file).cloned());
        let keys = [
            ("title", &figure.title),
            ("file", &figure.file),
            ("sha256", &sha256),
            ("generate", &figure.generate),
            ("alternative", &figure.alternative),
            ("remarks", &figure.remarks),
        ];
        Draft::map(keys.into_iter().filter_map(|(key, value)| Some((key, Draft::text(value.as_ref()?)))))
    }
}

/// The text of passages; those that are Markdown stay so.
fn pieces(text: &Text) -> Draft {
    if text.markdown.is_empty() {
        return Draft::text(&text.value);
    }
    let mut pieces = Vec::new();
    let plain = |range: Range<usize>| {
        let words = text.value.get(range).unwrap_or_default().trim_matches('\n');
        (!words.is_empty()).then(|| Draft::text(words))
    };
    let mut at = 0;
    for range in &text.markdown {
        pieces.extend(plain(at..range.start));
        pieces.push(Draft::map([("markdown", Draft::text(text.value.get(range.clone()).unwrap_or_default()))]));
        at = range.end;
    }
    pieces.extend(plain(at..text.value.len()));
    Draft::List(pieces)
}

fn group(group: &RecordGroup) -> Draft {
    let items = Draft::texts(group.items.iter().map(|item| item.text.as_str()));
    Draft::map([("group", Draft::text(&group.title)), ("items", items)])
}
