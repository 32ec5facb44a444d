//! Which items are to be answered, and how many are.

use super::model::{Assessment, Cell};
use super::{Address, Answer};
use crate::form::{Condition, Key, Kind, Test};
use crate::text::fold;

/// Answered and asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    pub answered: usize,
    pub required: usize,
}

impl Completeness {
    /// From 0 to 1; an assessment that asks for nothing is complete.
    pub fn ratio(self) -> f64 {
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        if self.required == 0 { 1.0 } else { number(self.answered) / number(self.required) }
    }

    fn add(&mut self, answered: bool) {
        self.required += 1;
        self.answered += usize::from(answered);
    }
}

/// Sets `active`: an item under a condition that does not hold is not asked for. A condition that nobody can decide yet
/// (its item is unanswered) does not ask either, so that a new assessment is not told twice what is missing.
pub(super) fn apply_conditions(assessment: &mut Assessment) {
    let active: Vec<bool> = assessment.cells.iter().map(|cell| is_active(assessment, cell)).collect();
    for (cell, active) in assessment.cells.iter_mut().zip(active) {
        cell.active = active;
    }
}

fn is_active(assessment: &Assessment, cell: &Cell) -> bool {
    let form = &assessment.form;
    let around = form.ancestors(cell.node);
    let own = form.node(cell.node);
    let mut conditions = around.into_iter().chain([own]).filter_map(|node| node.when.as_ref());
    conditions.all(|condition| holds(assessment, condition, cell))
}

fn holds(assessment: &Assessment, condition: &Condition, cell: &Cell) -> bool {
    condition.holds(|test| {
        let Some(tested) = same_block(assessment, test.key(), cell) else { return false };
        match (test, tested.answer()) {
            (Test::Flag { on, .. }, Some(Answer::Flag(flag))) => flag == on,
            (Test::Word { word, equal, .. }, Some(Answer::Choice(_))) => {
                fold::same(&assessment.words(tested), word) == *equal
            }
            _ => false,
        }
    })
}

/// The item of this key in the blocks that `cell` stands in.
fn same_block<'a>(assessment: &'a Assessment, key: &Key, cell: &Cell) -> Option<&'a Cell> {
    assessment.cell(Address::of(key, |list| cell.address.block_in(list))?)
}

impl Assessment {
    /// The cell must be answered before the assessment can be published.
    pub fn is_required(&self, cell: &Cell) -> bool {
        let node = self.node(cell);
        let optional = matches!(node.kind, Some(Kind::Flag | Kind::Fixed) | None) || self.form.is_voluntary(cell.node);
        cell.active && node.required && !optional
    }

    /// The answer because of which a cell is not to be answered; none while that is open or not so.
    pub fn ruled_out_by(&self, cell: &Cell) -> Option<&Cell> {
        let around = self.form.ancestors(cell.node);
        let mut conditions = around.into_iter().chain([self.node(cell)]).filter_map(|node| node.when.as_ref());
        conditions.find_map(|condition| {
            let tested = |test: &Test| same_block(self, test.key(), cell).filter(|tested| tested.answer().is_some());
            let decided = condition.tests().all(|test| tested(test).is_some());
            if decided && !holds(self, condition, cell) { condition.tests().find_map(tested) } else { None }
        })
    }

    /// A required cell counts as answered when something is written or derived, be it なし or an empty list of boxes.
    pub fn is_answered(&self, cell: &Cell) -> bool {
        !cell.is_blank() || matches!(cell.answer(), Some(Answer::Checks(_)))
    }

    /// Over the whole assessment, lists that are not written yet included.
    pub fn completeness(&self) -> Completeness {
        let mut total = Completeness::default();
        for (_, part) in self.completeness_by_part() {
            total.answered += part.answered;
            total.required += part.required;
        }
        total
    }

    /// By the position of the part in the form.
    pub fn completeness_by_part(&self) -> Vec<(usize, Completeness)> {
        let mut parts: Vec<(usize, Completeness)> =
            (0..self.form.parts.len()).map(|part| (part, Completeness::default())).collect();
        for cell in self.cells.iter().filter(|cell| self.is_required(cell)) {
            parts[self.node(cell).part].1.add(self.is_answered(cell));
        }
        for (part, _) in self.missing_lists() {
            parts[part].1.add(false);
        }
        parts
    }

    /// Lists whose emptiness would be an answer, but that are not written: as (part, address).
    pub fn missing_lists(&self) -> Vec<(usize, Address)> {
        let mut missing = Vec::new();
        for list in self.form.lists() {
            let part = match self.form.block_of(list) {
                Some(block) => block.part,
                None => self.form.parts.iter().position(|part| part.each.as_ref() == Some(list)).unwrap_or_default(),
            };
            for address in self.list_addresses(list) {
                if !self.lists.get(&address).is_some_and(|state| state.written) {
                    missing.push((part, address));
                }
            }
        }
        missing
    }

    /// `files[].outsourcing[]` → `files.checkups.outsourcing` for every file.
    fn list_addresses(&self, list: &Key) -> Vec<Address> {
        let mut around = vec![Address::default()];
        for field in list.parent().unwrap_or_default().fields() {
            let inside = |address: Address| {
                let inner = address.join(field.name);
                if field.is_list {
                    self.blocks(&inner).iter().map(|block| block.address.clone()).collect()
                } else {
                    vec![inner]
                }
            };
            around = around.into_iter().flat_map(inside).collect();
        }
        around.into_iter().map(|address| address.join(list.last())).collect()
    }
}
