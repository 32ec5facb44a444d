//! The house style of a municipality, as the settings of its workspace tell it.

use serde::Deserialize;

/// How this municipality writes its 変更箇所 table, and what it prints with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HouseStyle {
    pub item_path: ItemPath,
    /// What stands in 変更前 where there was nothing.
    pub nothing_before: String,
    /// What stands in 変更後 where something was removed.
    pub removed: String,
    pub long_cells: LongCells,
    pub change_table: ChangeTable,
    /// `fonts/example.ttc#1` below the root of the workspace.
    pub font: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum ItemPath {
    Full,
    Short,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LongCells {
    Whole,
    Abridged,
}

/// How the 変更箇所 table is printed.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum ChangeTable {
    /// On wide pages, words that differ marked, the item in lines, what several rows share said once.
    #[default]
    Readable,
    /// As the form has it: upright, every row on its own, nothing marked.
    Official,
}

impl Default for HouseStyle {
    fn default() -> Self {
        Self {
            item_path: ItemPath::Full,
            nothing_before: "（記載なし）".into(),
            removed: "（削除）".into(),
            long_cells: LongCells::Abridged,
            change_table: ChangeTable::Readable,
            font: None,
        }
    }
}
