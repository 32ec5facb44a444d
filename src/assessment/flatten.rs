//! A version that stands alone: passages written out, record items taken in from their spreadsheets.

use super::{Answer, Assessment, RecordGroup};
use crate::yaml::{Draft, DraftEntry, Node, Value};

/// The author's tree with everything that it draws on written into it. `root` is the tree that `assessment` was bound to.
pub fn flatten(assessment: &Assessment, root: &Node) -> Draft {
    node(assessment, root, "")
}

fn node(assessment: &Assessment, tree: &Node, address: &str) -> Draft {
    if let Some(draft) = assessment.cell(address).and_then(|cell| written_out(cell.typed.as_ref()?, tree)) {
        return draft;
    }
    match &tree.value {
        Value::Map(entries) => Draft::Map(
            entries
                .iter()
                .map(|entry| DraftEntry::new(&entry.key, node(assessment, &entry.node, &join(address, &entry.key))))
                .collect(),
        ),
        Value::List(items) => {
            let blocks = assessment.blocks(address);
            let inner = |index: usize| blocks.get(index).map_or("?", |block| block.address.as_str());
            Draft::List(items.iter().enumerate().map(|(index, item)| node(assessment, item, inner(index))).collect())
        }
        Value::Scalar(..) => Draft::from(tree),
    }
}

/// What replaces an answer that draws on something else.
fn written_out(answer: &Answer, tree: &Node) -> Option<Draft> {
    match answer {
        Answer::Text(text) if !text.fragments.is_empty() => Some(Draft::text(&text.value)),
        Answer::Records(groups) if tree.get("from").is_some() => Some(Draft::List(groups.iter().map(group).collect())),
        _ => None,
    }
}

fn group(group: &RecordGroup) -> Draft {
    let items = Draft::texts(group.items.iter().map(|item| item.text.as_str()));
    Draft::map([("group", Draft::text(&group.title)), ("items", items)])
}

fn join(left: &str, right: &str) -> String {
    if left.is_empty() { right.to_owned() } else { format!("{left}.{right}") }
}
