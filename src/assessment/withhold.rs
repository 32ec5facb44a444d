//! Which items are not published, and by what provision: `withhold: [{item: files.checkups.risks.storage, ground: 規則第10条第2項}]`.
//!
//! It stands in the assessment because it is a part of what is signed and frozen: what a version leaves out is as much a fact of
//! that version as what it says.

use std::ops::Range;
use std::sync::Arc;

use super::{Address, Assessment, ChangeField};
use crate::finding::{Finding, Rule, reader};
use crate::law;
use crate::text::{Source, Span, limits};
use crate::yaml::{YamlNode, YamlValue};

/// What is printed in place of an answer that is not published. Its length tells nothing.
pub const WITHHELD: &str = "■■■■■■（公表しない部分）";

/// An item, or a block or part with all of its items, that is not published.
#[derive(Clone, Debug)]
pub struct Withheld {
    pub item: ChangeField,
    pub address: Address,
    /// The provision, as typed.
    pub ground: Option<ChangeField>,
}

impl Withheld {
    /// The provision that allows it is one that allows something to be withheld.
    pub fn is_lawful(&self) -> bool {
        let provisions = law::provisions();
        self.rests_on(&provisions.withheld_investigation) || self.rests_on(&provisions.withheld_management)
    }

    pub fn rests_on(&self, provision: &law::Provision) -> bool {
        self.ground.as_ref().is_some_and(|ground| provision.is_applied_in(&ground.text))
    }
}

impl Assessment {
    /// What stands at `address` is not published.
    pub fn is_withheld(&self, address: &Address) -> bool {
        self.withheld.iter().any(|withheld| address.is_within(&withheld.address))
    }
}

/// The entries of `withhold:`; what is no entry is told.
pub(super) fn read(source: &Arc<Source>, node: &YamlNode, findings: &mut Vec<Finding>) -> Vec<Withheld> {
    let mut tell = |rule: &'static Rule, range: &Range<usize>, message: String, help: &str| {
        findings.push(Finding::new(rule, message).at(Span::new(source, range.clone())).help(help));
    };
    let help = "「- {item: 項目の番地, ground: 規則第10条第2項}」のように書いてください";
    if !matches!(node.value, YamlValue::List(_)) && !node.is_null() {
        tell(&reader::WRONG_KIND, &node.range, format!("一覧を書く所に、{}が書かれています", node.describe()), help);
    }
    if node.items().len() > limits::WITHHELD {
        let message = format!("公表しない項目が {} 件あります（{} 件まで）", node.items().len(), limits::WITHHELD);
        tell(&reader::TOO_MANY_BLOCKS, &node.range, message, "まとまりごと（一覧の一件、リスクなど）に書けます");
    }
    let mut withheld = Vec::new();
    for one in node.items().iter().take(limits::WITHHELD) {
        for entry in one.entries().iter().filter(|entry| !["item", "ground"].contains(&entry.key.as_str())) {
            tell(&reader::UNKNOWN_KEY, &entry.key_range, format!("「{}」という項目はありません", entry.key), help);
        }
        let field = |key: &str| -> Option<ChangeField> {
            let value = one.get(key)?;
            let text = value.text()?.trim();
            (!text.is_empty()).then(|| ChangeField { text: text.to_owned(), span: value.span(source) })
        };
        match field("item") {
            Some(item) => {
                let address = Address::from(item.text.as_str());
                withheld.push(Withheld { item, address, ground: field("ground") });
            }
            None => tell(&reader::WRONG_KIND, &one.range, "公表しない項目（item）がありません".into(), help),
        }
    }
    withheld
}
