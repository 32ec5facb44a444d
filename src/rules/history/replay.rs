//! The frozen versions one after the other, and then the working text: what differs, and which rows tell of it.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{HistoryRow, rows};
use super::verdict::{Actual, Verdict, missing, verdict};
use crate::assessment::{Address, Assessment, ChangeRow, Revision};
use crate::dates::Date;
use crate::diff::{Comparison, DiffRow, compare, new_rows};
use crate::finding::Confidence;
use crate::form::{Form, Kind, Node, NodeId};
use crate::house::HouseStyle;

/// From one version to the next.
#[derive(Debug)]
pub(in crate::rules) struct VersionStep<'a> {
    old: &'a Assessment,
    pub(super) new: &'a Assessment,
    /// The day of the old version, and of the new one where it is frozen.
    pub(super) from: Date,
    pub(super) to: Option<Date>,
    pub(super) comparison: Comparison,
    /// The rows that came with the new version.
    pub(super) told: Vec<HistoryRow<'a>>,
    /// What the rows name: addresses, and headings of the form.
    named: BTreeSet<Address>,
    headings: BTreeSet<NodeId>,
    /// What differs: items with everything that they are a part of, and the first difference of each.
    changed: BTreeMap<Address, usize>,
    changed_headings: BTreeSet<NodeId>,
}

pub(in crate::rules) fn steps<'a>(
    revisions: &'a [Revision],
    working: &'a Assessment,
    house: Option<&HouseStyle>,
) -> Vec<VersionStep<'a>> {
    let read = |revision: &'a Revision| Some((revision.date, revision.assessment.as_ref()?));
    let frozen: Vec<(Date, &Assessment)> = revisions.iter().filter_map(read).collect();
    let mut steps = Vec::new();
    for (index, (from, old)) in frozen.iter().copied().enumerate() {
        let next = frozen.get(index + 1);
        let (to, new) = next.map_or((None, working), |(date, assessment)| (Some(*date), *assessment));
        // Rows that were forgotten then may have been added to the table later.
        let mut late = if to.is_some() { new_rows(new, working) } else { Vec::new() };
        late.retain(|(date, _)| date.zip(to).is_some_and(|(date, to)| !to.is_before(date)));
        let rows = [new_rows(old, new), late].map(|changes| read_rows(new, &changes, house));
        steps.push(VersionStep::new((from, old), (to, new), rows));
    }
    steps
}

fn read_rows<'a>(
    assessment: &'a Assessment,
    changes: &[(Option<Date>, &'a ChangeRow)],
    house: Option<&HouseStyle>,
) -> Vec<HistoryRow<'a>> {
    let mut dates: Vec<Option<Date>> = changes.iter().map(|(date, _)| *date).collect();
    dates.sort();
    dates.dedup();
    let day = |date: &Option<Date>| dates.binary_search(date).unwrap_or_default();
    rows(assessment, changes.iter().map(|(date, change)| (day(date), *date, *change)), house)
}

impl<'a> VersionStep<'a> {
    fn new(
        (from, old): (Date, &'a Assessment),
        (to, new): (Option<Date>, &'a Assessment),
        [told, late]: [Vec<HistoryRow<'a>>; 2],
    ) -> Self {
        let mut step = Self {
            old,
            new,
            from,
            to,
            comparison: compare(old, new),
            told,
            named: BTreeSet::new(),
            headings: BTreeSet::new(),
            changed: BTreeMap::new(),
            changed_headings: BTreeSet::new(),
        };
        for row in step.told.iter().chain(&late) {
            step.headings.extend(row.node.filter(|_| row.address.is_none()));
            step.named.extend(step.names_of(row));
        }
        for (index, difference) in step.comparison.rows.iter().enumerate() {
            for item in items(difference) {
                for whole in item.outward() {
                    step.changed.entry(Address::from(whole)).or_insert(index);
                }
            }
            step.changed_headings.extend(step.headings_above(difference));
        }
        step
    }

    /// Some row tells of the difference.
    pub(super) fn is_told(&self, difference: &DiffRow) -> bool {
        let in_heading = self.headings_above(difference).iter().any(|heading| self.headings.contains(heading));
        let named = |item: &Address| {
            let partner = self.counted_with(item);
            item.outward().chain(partner.as_ref().map(Address::as_str)).any(|whole| self.named.contains(whole))
        };
        in_heading || items(difference).any(named)
    }

    /// What the row names differs, or something in it.
    pub(super) fn supports(&self, row: &HistoryRow<'_>) -> bool {
        if row.address.is_none() {
            return row.node.is_some_and(|heading| self.changed_headings.contains(&heading));
        }
        self.names_of(row).iter().any(|name| {
            let partner = self.counted_with(name);
            self.changed.contains_key(name) || partner.is_some_and(|partner| self.changed.contains_key(&partner))
        })
    }

    /// The addresses that a row names: with the blocks of the new version, and with those of the old one.
    fn names_of(&self, row: &HistoryRow<'_>) -> Vec<Address> {
        let in_old = row.place().and_then(|place| self.old.address_of(&self.new.form, &place));
        row.address.iter().cloned().chain(in_old).collect()
    }

    /// 「委託の有無」 and its number of cases are told together.
    fn counted_with(&self, item: &Address) -> Option<Address> {
        let (form, node) = self.item(item)?;
        let is_count = |id: &NodeId| form.node(*id).kind == Some(Kind::Count);
        let partner = if is_count(&node.id) { node.parent } else { node.children.iter().copied().find(is_count) };
        let key = form.node(partner?).key.as_ref()?;
        Some(item.parent()?.join(key.last()))
    }

    /// The item that stands at an address of either version, in the form of that version.
    fn item(&self, address: &Address) -> Option<(&'a Form, &'a Node)> {
        let item = |of: &'a Assessment| Some((&*of.form, of.node(of.cell(address)?)));
        item(self.new).or_else(|| item(self.old))
    }

    /// The headings of the new form above what differs; an item that the form lost has none.
    fn headings_above(&self, difference: &DiffRow) -> Vec<NodeId> {
        let form = &self.new.form;
        let node = self.item(&difference.item).and_then(|(_, node)| form.counterpart(node));
        node.map(|node| form.ancestors(node.id)).unwrap_or_default().iter().map(|node| node.id).collect()
    }

    /// The difference of just the item that a row names.
    pub(super) fn difference_of(&self, row: &HistoryRow<'_>) -> Option<&DiffRow> {
        let named = self.names_of(row).into_iter();
        let mut found = named.filter_map(|name| Some((self.comparison.rows.get(*self.changed.get(&name)?)?, name)));
        found.find(|(difference, name)| items(difference).any(|item| item == name)).map(|(difference, _)| difference)
    }

    /// How sure it is that 変更前 (or 変更後) of the row is not what the version says; `None` where it is.
    pub(super) fn misquotes(&self, row: &HistoryRow<'_>, difference: &DiffRow, before: bool) -> Option<Confidence> {
        let (saying, other, text, told) = if before {
            (&row.before, &row.after, &row.change.before, &difference.before)
        } else {
            (&row.after, &row.before, &row.change.after, &difference.after)
        };
        let actual = Actual::told(told.as_ref());
        let own = difference.old_item.as_ref().filter(|_| before);
        let (form, node) = own
            .and_then(|item| Some((&*self.old.form, self.old.node(self.old.cell(item)?))))
            .or_else(|| self.item(&difference.item))?;
        match verdict(form, node, saying, other, &actual) {
            Verdict::Contradicts => Some(Confidence::Certain),
            Verdict::Differs => {
                let missing = missing(&text.as_ref()?.value, &actual.words)?;
                Some(if missing.certain { Confidence::Certain } else { Confidence::Likely })
            }
            Verdict::Agrees | Verdict::Open => None,
        }
    }
}

/// The addresses of a difference in both versions.
fn items(difference: &DiffRow) -> impl Iterator<Item = &Address> {
    [Some(&difference.item), difference.old_item.as_ref()].into_iter().flatten()
}
