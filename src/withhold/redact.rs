//! A version without what is withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::Secrets;
use crate::assessment::{Address, Answer, Assessment, ChangeRow, Fingerprints, NoResources, WITHHELD, bind, flatten};
use crate::form::Kind;
use crate::text::{Source, fold};
use crate::yaml::{self, Draft, DraftEntry};

/// Shorter ids may stand in any text by chance.
const LEAST_ID: usize = 3;

/// The version at this position of those that the secrets were taken from, as the public may read it: what it withholds stands in
/// no text, source or passage of it any more. Nothing where it cannot be written anew.
pub fn redacted(assessment: &Assessment, secrets: &Secrets, version: usize) -> Option<Assessment> {
    let root = yaml::parse(&assessment.source).root?;
    let pictures: Fingerprints =
        assessment.figures().filter_map(|figure| Some((figure.file.clone()?, figure.sha256.clone()?))).collect();
    let redactor = Redactor { assessment, secrets, version, unnamed: telling_ids(assessment, secrets, version) };
    let draft = redactor.whole(flatten(assessment, &root, &pictures));
    let source = Source::new(assessment.source.path(), yaml::emit::document(&draft));
    let root = yaml::parse(&source).root?;
    let mut public = bind(&source, &root, &assessment.form, &NoResources::default()).assessment;
    take_over(assessment, &mut public);
    Some(public)
}

/// What does not depend on what is withheld stays as it was: which items are asked for, and what was worked out from lists. What
/// followed from a withheld answer is withheld with it.
fn take_over(whole: &Assessment, public: &mut Assessment) {
    for (own, cell) in whole.cells.iter().zip(&mut public.cells) {
        cell.active = own.active;
        if cell.withheld {
            cell.derived = None;
        } else if own.derived.is_some() && cell.derived.is_none() {
            cell.withheld = cell.typed.is_none();
        } else if let Some(Answer::Choice(_) | Answer::Flag(_) | Answer::Count(_)) = own.derived {
            cell.derived.clone_from(&own.derived);
        }
    }
}

struct Redactor<'a> {
    assessment: &'a Assessment,
    secrets: &'a Secrets,
    version: usize,
    /// Blocks whose id says what is withheld, and what they are called without it.
    unnamed: BTreeMap<Address, Address>,
}

impl Redactor<'_> {
    fn whole(&self, draft: Draft) -> Draft {
        let Draft::Map(entries) = draft else { return draft };
        let mut entries: Vec<DraftEntry> = entries
            .into_iter()
            .filter(|entry| entry.key != "withhold")
            .filter_map(|entry| match entry.key.as_str() {
                "changes" => Some(DraftEntry { value: self.changes(entry.value), ..entry }),
                _ => self.entry(entry, &Address::default()),
            })
            .collect();
        let entry = |(place, ground): (&Address, Option<&str>)| {
            let item = ("item", Draft::text(self.public(place).as_str()));
            let ground = ground.filter(|ground| !self.secrets.speak_in(ground));
            Draft::map([item].into_iter().chain(ground.map(|ground| ("ground", Draft::text(ground)))))
        };
        let items = self.secrets.grounds(self.version).map(entry).collect();
        entries.push(DraftEntry::new("withhold", Draft::List(items)));
        Draft::Map(entries)
    }

    fn entry(&self, entry: DraftEntry, around: &Address) -> Option<DraftEntry> {
        let address = around.join(&entry.key);
        let Some(cell) = self.assessment.cell(&address) else {
            // What is no item of the form, a slip of the pen perhaps, stays at home where it might say something.
            if let Draft::Text(text) | Draft::Bare(text) = &entry.value
                && entry.key != "id"
                && (self.secrets.covers(self.version, &address) || self.secrets.speak_in(text))
            {
                return None;
            }
            return Some(DraftEntry { value: self.inside(entry.value, &address), ..entry });
        };
        if !self.secrets.covers(self.version, &address) {
            return Some(entry);
        }
        // A text says so itself, so that whatever is put together from it says so, too; other kinds of answers are left out.
        let words = match self.assessment.node(cell).kind {
            Some(Kind::Text | Kind::Line | Kind::Period | Kind::Fixed) => Draft::text(WITHHELD),
            Some(Kind::List) => Draft::texts([WITHHELD]),
            _ => return None,
        };
        (!entry.value.is_empty()).then_some(DraftEntry { value: words, ..entry })
    }

    fn inside(&self, draft: Draft, address: &Address) -> Draft {
        match draft {
            Draft::Map(entries) => {
                let is_told = |entry: &DraftEntry| entry.key != "id" || !self.unnamed.contains_key(address);
                let entries = entries.into_iter().filter(is_told);
                Draft::Map(entries.filter_map(|entry| self.entry(entry, address)).collect())
            }
            Draft::List(items) => {
                let blocks = self.assessment.blocks(address);
                let block = |(index, item): (usize, Draft)| match blocks.get(index) {
                    Some(block) => self.inside(item, &block.address),
                    None => item,
                };
                Draft::List(items.into_iter().enumerate().map(block).collect())
            }
            other => other,
        }
    }

    fn changes(&self, draft: Draft) -> Draft {
        let Draft::List(days) = draft else { return draft };
        let told = self.assessment.changes.iter().map(Some).chain(std::iter::repeat(None));
        let day = |(day, told): (Draft, Option<&crate::assessment::ChangeDay>)| {
            let Draft::Map(entries) = day else { return day };
            let rows = |entry: DraftEntry| match (entry.key.as_str(), entry.value) {
                ("rows", Draft::List(rows)) => {
                    let own = told.map(|day| day.rows.iter()).into_iter().flatten();
                    let own = own.map(Some).chain(std::iter::repeat(None));
                    let rows = rows.into_iter().zip(own).map(|(row, own)| self.row(row, own)).collect();
                    DraftEntry::new("rows", Draft::List(rows))
                }
                (_, value) => DraftEntry { key: entry.key, comment: entry.comment, value },
            };
            Draft::Map(entries.into_iter().map(rows).collect())
        };
        Draft::List(days.into_iter().zip(told).map(day).collect())
    }

    /// What was changed is withheld where the item is; any other text is where it has a word that only what is withheld has.
    fn row(&self, row: Draft, own: Option<&ChangeRow>) -> Draft {
        let Draft::Map(entries) = row else { return row };
        let is_about = own.is_some_and(|own| self.secrets.is_told_by(self.version, own));
        let entry = |entry: DraftEntry| {
            let is_text = ["printed", "before", "after", "reason"].contains(&entry.key.as_str());
            let (Draft::Text(text) | Draft::Bare(text)) = &entry.value else { return entry };
            let is_change = ["before", "after"].contains(&entry.key.as_str());
            if entry.key == "item" {
                let address = Address::from(text.trim());
                return DraftEntry { value: Draft::text(self.public(&address).as_str()), ..entry };
            }
            let says = (is_about && is_change && !text.trim().is_empty()) || (is_text && self.secrets.speak_in(text));
            if says { DraftEntry { value: Draft::text(WITHHELD), ..entry } } else { entry }
        };
        Draft::Map(entries.into_iter().map(entry).collect())
    }

    /// The address under which the public finds it.
    fn public(&self, address: &Address) -> Address {
        let around: Vec<&str> = address.outward().collect();
        let unnamed = around.iter().find_map(|block| self.unnamed.get_key_value(*block));
        unnamed.and_then(|(block, public)| address.moved(block, public)).unwrap_or_else(|| address.clone())
    }
}

/// Blocks whose id says what is withheld: `acme` of a contractor whose name, ACME, is. They are called by their position.
fn telling_ids(assessment: &Assessment, secrets: &Secrets, version: usize) -> BTreeMap<Address, Address> {
    let mut telling: BTreeSet<&Address> = BTreeSet::new();
    for (list, state) in &assessment.lists {
        for block in &state.blocks {
            let Some(id) = block.id.as_deref().filter(|id| id.len() >= LEAST_ID) else { continue };
            let says = |cell: &&crate::assessment::Cell| {
                cell.address.is_inside(&block.address)
                    && secrets.covers(version, &cell.address)
                    && fold::fold(&assessment.words(cell)).to_lowercase().contains(id)
            };
            if secrets.places(version).any(|place| place.is_within(list) || list.is_within(place))
                && (secrets.speak_in(id) || assessment.cells.iter().any(|cell| says(&cell)))
            {
                telling.insert(&block.address);
            }
        }
    }
    let mut unnamed: BTreeMap<Address, Address> = BTreeMap::new();
    // Those around come first.
    for (list, state) in &assessment.lists {
        let public = |address: &Address| {
            let around = address.outward().find_map(|block| unnamed.get_key_value(block));
            around.and_then(|(block, public)| address.moved(block, public)).unwrap_or_else(|| address.clone())
        };
        let list = public(list);
        let own = state.blocks.iter().enumerate().filter(|(_, block)| telling.contains(&block.address));
        let own: Vec<_> = own.map(|(index, block)| (block.address.clone(), list.nth(index))).collect();
        unnamed.extend(own);
    }
    unnamed
}
