//! Finds the file that record items belong to by its name above them, which is no item.
//!
//! Needed by the documents seeds/focused-cancer-screening.txt of `import::gold`.

use super::{FillTarget, FilledValue, Filler};
use crate::form::NodeId;
use crate::text::fold::fold;

impl Filler<'_, '_> {
    /// Takes the names of files out of the lines.
    pub(super) fn named_above(&self, target: FillTarget, lines: &mut Vec<String>) -> FillTarget {
        let name = |(other, value): (&FillTarget, &FilledValue)| match value {
            FilledValue::Text(name) if self.names_file(other.item) => Some((fold(name), other.positions.clone())),
            _ => None,
        };
        let names: Vec<(String, Vec<usize>)> = self.filled.values.iter().filter_map(name).collect();
        let named = |line: &str| names.iter().find(|(name, _)| *name == fold(line));
        // Of several names in a row the last one is that of the items.
        let above = lines.iter().map_while(|line| named(line)).last();
        let positions = above.map_or(target.positions, |(_, positions)| positions.clone());
        lines.retain(|line| named(line).is_none());
        FillTarget { positions, ..target }
    }

    /// The name of a 特定個人情報ファイル.
    fn names_file(&self, item: NodeId) -> bool {
        let node = self.printed.form.node(item);
        let list = self.printed.form.file_list();
        node.key.is_some() && node.key == list.map(|list| list.join("name"))
    }
}
