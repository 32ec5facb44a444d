//! A document as the next version of an assessment that is there: its blocks keep their ids, and what did not change is still drawn
//! from the same passages.

use std::collections::{BTreeMap, BTreeSet};

use super::comments::commented;
use crate::assessment::{Address, Answer, Assessment, provisional_id};
use crate::diff::{Alignment, align};
use crate::text::fold;
use crate::yaml::{self, Draft, DraftEntry, YamlEntry, YamlNode, YamlValue};

/// The imported assessment with the ids and passages of the version before it.
pub fn onto(imported: &Assessment, previous: &Assessment) -> String {
    let read = |assessment: &Assessment| yaml::parse(&assessment.source).root;
    let (Some(tree), Some(before)) = (read(imported), read(previous)) else {
        return imported.source.text().to_owned();
    };
    let alignment = align(previous, imported);
    let mut successor = Successor { imported, previous, alignment: &alignment, named: BTreeMap::new() };
    let root = Address::default();
    let Draft::Map(mut entries) = successor.node(&tree, Some(&before), &root, &root) else {
        return imported.source.text().to_owned();
    };
    // Rows name blocks, all of which have their ids by now.
    for entry in entries.iter_mut().filter(|entry| entry.key == "changes") {
        successor.rename(&mut entry.value);
    }
    yaml::emit::document(&Draft::Map(commented(&imported.form, entries)))
}

struct Successor<'a> {
    imported: &'a Assessment,
    previous: &'a Assessment,
    alignment: &'a Alignment,
    /// What the blocks of the imported document are called now.
    named: BTreeMap<Address, Address>,
}

impl Successor<'_> {
    /// `at` is where it stands as it was imported, `named` what that place is called now.
    fn node(&mut self, tree: &YamlNode, before: Option<&YamlNode>, at: &Address, named: &Address) -> Draft {
        if let Some(before) = before.filter(|_| self.says_the_same(at)) {
            return Draft::from(before);
        }
        match &tree.value {
            YamlValue::Map(entries) => {
                let mut entry = |entry: &YamlEntry| {
                    let inner = before.and_then(|before| before.get(&entry.key));
                    let value = self.node(&entry.node, inner, &at.join(&entry.key), &named.join(&entry.key));
                    DraftEntry::new(&entry.key, value)
                };
                Draft::Map(entries.iter().map(&mut entry).collect())
            }
            YamlValue::List(items) if !self.imported.blocks(at).is_empty() => self.blocks(items, before, at, named),
            _ => Draft::from(tree),
        }
    }

    fn blocks(&mut self, items: &[YamlNode], before: Option<&YamlNode>, at: &Address, named: &Address) -> Draft {
        let blocks = self.imported.blocks(at);
        let old_blocks = self.alignment.to_old(at).map(|list| self.previous.blocks(list)).unwrap_or_default();
        let partner = |address: &Address| {
            let old = self.alignment.to_old(address)?;
            old_blocks.iter().position(|block| block.address == old)
        };
        let partners: Vec<Option<usize>> = blocks.iter().map(|block| partner(&block.address)).collect();
        let mut taken: BTreeSet<String> = old_blocks.iter().filter_map(|block| block.id.clone()).collect();
        taken.extend(blocks.iter().filter_map(|block| block.lasting_id().map(ToOwned::to_owned)));
        let mut drafts = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let (Some(block), Some(partner)) = (blocks.get(index), partners.get(index)) else {
                drafts.push(Draft::from(item));
                continue;
            };
            let old = partner.map(|partner| &old_blocks[partner]);
            let own = block.lasting_id().map(ToOwned::to_owned);
            let kept = own.or_else(|| old.and_then(|old| old.id.clone()));
            let id = kept.unwrap_or_else(|| {
                // As many as there are taken ones, and one more.
                let mut free = (index..=index + taken.len()).map(|position| provisional_id(at.last(), position));
                free.find(|id| !taken.contains(id)).unwrap_or_default()
            });
            taken.insert(id.clone());
            let inner = partner.zip(before).and_then(|(partner, before)| before.items().get(partner));
            let address = named.join(&id);
            self.named.insert(block.address.clone(), address.clone());
            let mut draft = self.node(item, inner, &block.address, &address);
            if let Draft::Map(entries) = &mut draft {
                entries.retain(|entry| entry.key != "id");
                entries.insert(0, DraftEntry::new("id", Draft::text(id)));
            }
            drafts.push(draft);
        }
        Draft::List(drafts)
    }

    /// The version before says the same at this place, and draws it from passages.
    fn says_the_same(&self, at: &Address) -> bool {
        let now = self.imported.cell(at).and_then(|cell| cell.typed.as_ref());
        let old = self.alignment.to_old(at).and_then(|at| self.previous.cell(at)?.typed.as_ref());
        let (Some(Answer::Text(now)), Some(Answer::Text(old))) = (now, old) else { return false };
        !old.fragments.is_empty() && fold::same(&now.value, &old.value)
    }

    /// Puts what blocks are called now into the rows of the table.
    fn rename(&self, rows: &mut Draft) {
        match rows {
            Draft::List(items) => items.iter_mut().for_each(|item| self.rename(item)),
            Draft::Map(entries) => {
                for entry in entries {
                    match &mut entry.value {
                        Draft::Text(item) | Draft::Bare(item) if entry.key == "item" => {
                            let address = Address::from(item.as_str());
                            let around = address.outward().find_map(|outer| self.named.get_key_value(outer));
                            let moved = around.and_then(|(block, named)| address.moved(block, named));
                            *item = moved.unwrap_or(address).to_string();
                        }
                        inner => self.rename(inner),
                    }
                }
            }
            Draft::Text(_) | Draft::Bare(_) => {}
        }
    }
}
