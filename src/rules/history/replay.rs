//! The frozen versions one after the other, and then the working text: what differs, and which rows tell of it.

use super::saying::{Actual, Verdict, missing, verdict};
use super::table::{Row, address_of, rows};
use crate::assessment::{Assessment, Change, Date};
use crate::diff::{Comparison, Row as Difference, compare, new_rows};
use crate::finding::Confidence;
use crate::form::{Kind, NodeId};
use crate::workspace::Revision;

/// From one version to the next.
#[derive(Debug)]
pub(in crate::rules) struct Step<'a> {
    pub(super) old: &'a Assessment,
    pub(super) new: &'a Assessment,
    /// The day of the old version, and of the new one where it is frozen.
    pub(super) from: Date,
    pub(super) to: Option<Date>,
    pub(super) comparison: Comparison,
    /// The rows that came with the new version.
    pub(super) told: Vec<Row<'a>>,
    /// Rows that were added to the table later, for this step or an older one.
    late: Vec<Row<'a>>,
}

pub(in crate::rules) fn steps<'a>(revisions: &'a [Revision], working: &'a Assessment) -> Vec<Step<'a>> {
    let read = |revision: &'a Revision| Some((revision.date, revision.assessment.as_ref()?));
    let frozen: Vec<(Date, &Assessment)> = revisions.iter().filter_map(read).collect();
    let mut steps = Vec::new();
    for (index, (from, old)) in frozen.iter().copied().enumerate() {
        let next = frozen.get(index + 1);
        let (to, new) = next.map_or((None, working), |(date, assessment)| (Some(*date), *assessment));
        let late = match to {
            Some(to) => new_rows(new, working)
                .into_iter()
                .filter(|(date, _)| date.is_some_and(|date| !to.is_before(date)))
                .collect(),
            None => Vec::new(),
        };
        let told = read_rows(new, &new_rows(old, new));
        steps.push(Step { old, new, from, to, comparison: compare(old, new), told, late: read_rows(new, &late) });
    }
    steps
}

fn read_rows<'a>(assessment: &'a Assessment, changes: &[(Option<Date>, &'a Change)]) -> Vec<Row<'a>> {
    let mut dates: Vec<Option<Date>> = changes.iter().map(|(date, _)| *date).collect();
    dates.sort();
    dates.dedup();
    let day = |date: &Option<Date>| dates.iter().position(|known| known == date).unwrap_or_default();
    rows(assessment, changes.iter().map(|(date, change)| (day(date), *date, *change)))
}

impl Step<'_> {
    /// Some row tells of the difference.
    pub(super) fn is_told(&self, difference: &Difference) -> bool {
        self.told.iter().chain(&self.late).any(|row| self.covers(row, difference))
    }

    /// The row is about the item of the difference, or about something that it is a part of.
    pub(super) fn covers(&self, row: &Row<'_>, difference: &Difference) -> bool {
        let in_old = row.place().and_then(|place| address_of(self.old, &place));
        let named = row.address.as_deref().into_iter().chain(in_old.as_deref());
        let items = [Some(difference.item.as_str()), difference.old_item.as_deref()];
        let mut pairs = named.flat_map(|named| items.into_iter().flatten().map(move |item| (named, item)));
        if row.address.is_some() {
            return pairs.any(|(named, item)| is_part(item, named) || self.is_count_of(named, item));
        }
        let Some(heading) = row.node else { return false };
        let form = &self.new.form;
        let node = self.node_of(difference);
        node.is_some_and(|node| form.ancestors(node).iter().any(|ancestor| ancestor.id == heading))
    }

    /// 「委託の有無」 and its number of cases are told together.
    fn is_count_of(&self, named: &str, item: &str) -> bool {
        let node = |address: &str| {
            self.new.cell(address).or_else(|| self.old.cell(address)).map(|cell| self.new.form.node(cell.node))
        };
        let (Some(one), Some(other)) = (node(named), node(item)) else { return false };
        let beside = named.rsplit_once('.').map(|(scope, _)| scope) == item.rsplit_once('.').map(|(scope, _)| scope);
        let counts = [one, other].iter().any(|node| node.kind == Some(Kind::Count));
        beside && counts && (one.parent == Some(other.id) || other.parent == Some(one.id))
    }

    fn node_of(&self, difference: &Difference) -> Option<NodeId> {
        let cell = self.new.cell(&difference.item).or_else(|| self.old.cell(&difference.item))?;
        Some(cell.node)
    }

    /// The difference of just the item that a row names.
    pub(super) fn difference_of(&self, row: &Row<'_>) -> Option<&Difference> {
        let in_old = row.place().and_then(|place| address_of(self.old, &place));
        let is_named = |item: &str| Some(item) == row.address.as_deref() || Some(item) == in_old.as_deref();
        let rows = &self.comparison.rows;
        let exact = rows.iter().find(|difference| row.address.as_deref() == Some(difference.item.as_str()));
        exact.or_else(|| {
            rows.iter()
                .find(|difference| is_named(&difference.item) || difference.old_item.as_deref().is_some_and(is_named))
        })
    }

    /// How sure it is that 変更前 (or 変更後) of the row is not what the version says; `None` where it is.
    pub(super) fn misquotes(&self, row: &Row<'_>, difference: &Difference, before: bool) -> Option<Confidence> {
        let form = &self.new.form;
        let node = form.node(self.node_of(difference)?);
        let (saying, other, text, told) = if before {
            (&row.before, &row.after, &row.change.before, &difference.before)
        } else {
            (&row.after, &row.before, &row.change.after, &difference.after)
        };
        let actual = Actual::told(told.as_ref());
        let form = if before { &self.old.form } else { form };
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

/// The item itself, or something in it.
fn is_part(item: &str, whole: &str) -> bool {
    item.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
