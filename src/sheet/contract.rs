//! What the two ways of a workbook agree on, out to the officer and back: each answer that she may fill in has a name, by which it is
//! found again wherever it went; the workbook says what it was made from; a hidden sheet keeps what it held then.

use crate::doc::table::FieldKind;
use crate::text::short_digest;

/// The property that names the form: `full-2025-05`.
pub const FORM: &str = "hyokasho.form";
/// The property with the digest of the assessment that the workbook was made from.
pub const FINGERPRINT: &str = "hyokasho.source";
/// The property with the version of the program that made it.
pub const VERSION: &str = "hyokasho.version";
/// The hidden sheet with what each field held.
pub const NOTES: &str = "照合";
/// The column there with the author's tree, from 0; before it stand the name, the address and the digest of each field.
pub const TREE: u32 = 3;
/// The column there with the addresses of blocks that are there to be filled in.
pub const SPARE: u32 = 4;
/// The hidden sheet with the words to choose from.
pub const CHOICES: &str = "選択肢";

/// An answer, one box of it, or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetField {
    /// The defined name of its first cell.
    pub name: String,
    /// The address of the item: `files.checkups.use.purpose`; `changes` for the 変更箇所 table.
    pub address: String,
    pub role: FieldRole,
    pub value: FieldValue,
}

/// What part of its item's answer a field holds; positions from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRole {
    Answer,
    /// The ○ before a word.
    Box(usize),
    /// The text in the brackets behind a word.
    BoxText(usize),
    RecordTitle(usize),
    RecordItems(usize),
    Changes,
}

impl FieldRole {
    /// That of a field of the page model.
    pub fn of(kind: &FieldKind) -> Self {
        match kind {
            FieldKind::Box(index) => Self::Box(*index),
            FieldKind::BoxText(index) => Self::BoxText(*index),
            _ => Self::Answer,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    Text(String),
    Table {
        /// Where the columns begin, counted from the first one.
        starts: Vec<u16>,
        rows: Vec<Vec<String>>,
    },
}

impl FieldValue {
    /// As people are told it.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Table { rows, .. } => {
                let cells = rows.iter().flatten().filter(|cell| !cell.is_empty());
                cells.cloned().collect::<Vec<_>>().join("、")
            }
        }
    }
}

/// What stands in the column of the change table that is not printed: is it a 重要な変更?
pub const IMPORTANT: [&str; 2] = ["重要", "重要でない"];
/// What stands there in a row that goes on with the one above; behind it the columns, from 1, whose text goes on in the same line.
pub const GOES_ON: &str = "↑続き";
/// Who is said to have noted what the form says about an item.
pub const GUIDE: &str = "様式の説明";
/// The ○ of a box that is ticked.
pub const TICK: &str = "○";
const PREFIX: &str = "pia_";
/// Excel allows 255; what continues a name needs a few.
const LONGEST: usize = 220;

impl SheetField {
    pub fn new(address: &str, role: FieldRole, value: FieldValue) -> Self {
        let part = match role {
            FieldRole::Answer | FieldRole::Changes => String::new(),
            FieldRole::Box(index) => format!(".{}", index + 1),
            FieldRole::BoxText(index) => format!(".{}.text", index + 1),
            FieldRole::RecordTitle(index) => format!(".{}.group", index + 1),
            FieldRole::RecordItems(index) => format!(".{}.items", index + 1),
        };
        Self { name: format!("{}{part}", name(address)), address: address.to_owned(), role, value }
    }
}

/// The name of the piece of a text that follows `index` others.
pub fn piece_name(name: &str, index: usize, join: Join) -> String {
    if index == 0 { name.to_owned() } else { format!("{}{}", further_pieces(name, join), index + 1) }
}

/// What the names of all further pieces that follow in this way begin with; a number ends them.
pub fn further_pieces(name: &str, join: Join) -> String {
    format!("{name}.{}", if join == Join::Line { "line" } else { "more" })
}

/// How a piece of a text follows the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// On a line of its own.
    Line,
    /// On the same line.
    Run,
}

/// Letters, digits, dots and low lines are all that every spreadsheet program takes; no two addresses share a name.
fn name(address: &str) -> String {
    let mut name = String::from(PREFIX);
    for character in address.chars() {
        match character {
            '-' => name.push_str("_m"),
            '_' => name.push_str("__"),
            other => name.push(other),
        }
    }
    if name.len() > LONGEST {
        let digest = digest(address);
        name.truncate(LONGEST - digest.len() - 1);
        name = format!("{name}_{digest}");
    }
    name
}

/// What a value is known by: a few letters that are others for every other value.
pub fn digest(text: &str) -> String {
    short_digest(text, 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_every_program_and_differ() {
        let named = |address: &str, role| SheetField::new(address, role, FieldValue::Text(String::new())).name;
        assert_eq!(named("files.checkups.use.purpose", FieldRole::Answer), "pia_files.checkups.use.purpose");
        assert_eq!(named("systems.a-b.connects", FieldRole::BoxText(6)), "pia_systems.a_mb.connects.7.text");
        assert_ne!(named("systems.a-b.name", FieldRole::Answer), named("systems.a_mb.name", FieldRole::Answer));
        let long = format!("systems.{}.name", "a".repeat(300));
        let longer = format!("systems.{}.name", "a".repeat(301));
        assert!(named(&long, FieldRole::BoxText(3)).len() <= 255);
        assert_ne!(named(&long, FieldRole::Answer), named(&longer, FieldRole::Answer));
    }
}
