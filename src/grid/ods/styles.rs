//! The styles that say what is struck out and which sheets are hidden.

use std::collections::BTreeSet;

use super::super::refusal::Refusal;
use super::super::xml::{OpenTag, XmlPiece, XmlReader};

#[derive(Default)]
pub(super) struct OdsStyles {
    /// By family and name.
    struck: BTreeSet<(String, String)>,
    hidden: BTreeSet<String>,
}

impl OdsStyles {
    /// Takes in the styles of a part; they stand before its content.
    pub(super) fn read(&mut self, part: &str) -> Result<(), Refusal> {
        let mut style = (String::new(), String::new());
        let mut xml = XmlReader::new(part);
        while let Some(piece) = xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            match tag.name() {
                "style" => style = (tag.get("family").unwrap_or_default(), tag.get("name").unwrap_or_default()),
                "text-properties" if strikes_out(&tag) => drop(self.struck.insert(style.clone())),
                "table-properties" if tag.get("display").is_some_and(|display| display == "false") => {
                    self.hidden.insert(style.1.clone());
                }
                "body" => break,
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn is_struck(&self, family: &str, name: &str) -> bool {
        !self.struck.is_empty() && self.struck.contains(&(family.to_owned(), name.to_owned()))
    }

    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }
}

/// Either the style or the type of the line may stand alone.
fn strikes_out(tag: &OpenTag) -> bool {
    let lines = ["text-line-through-style", "text-line-through-type"].map(|name| tag.get(name));
    let mut lines = lines.into_iter().flatten().peekable();
    lines.peek().is_some() && lines.all(|line| line != "none")
}
