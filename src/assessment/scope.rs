//! A scope: the assessment as a whole, one file of it, or one block; items are asked for by the key inside it.

use super::{Address, Answer, Assessment, Block, Cell, Tick};
use crate::dates::Date;

#[derive(Clone, Debug)]
pub struct Scope<'a> {
    pub assessment: &'a Assessment,
    /// `files.checkups`; empty for the whole.
    pub address: Address,
}

impl<'a> Scope<'a> {
    pub(super) fn new(assessment: &'a Assessment, address: Address) -> Self {
        Self { assessment, address }
    }

    pub fn join(&self, key: &str) -> Address {
        self.address.join(key)
    }

    pub fn cell(&self, key: &str) -> Option<&'a Cell> {
        self.assessment.cell(self.join(key))
    }

    /// The blocks of a list in it, each as a scope.
    pub fn blocks(&self, list: &str) -> Vec<Scope<'a>> {
        let blocks = self.assessment.blocks(self.join(list)).iter();
        blocks.map(|block| Scope::new(self.assessment, block.address.clone())).collect()
    }

    /// The list is written, even if empty.
    pub fn has_list(&self, list: &str) -> bool {
        self.assessment.lists.get(&self.join(list)).is_some_and(|state| state.written)
    }

    pub fn block(&self, list: &str, position: usize) -> Option<&'a Block> {
        self.assessment.blocks(self.join(list)).get(position)
    }

    /// The answer in printed words; empty where there is none.
    pub fn words(&self, key: &str) -> String {
        self.cell(key).map(|cell| self.assessment.words(cell)).unwrap_or_default()
    }

    /// The chosen word of a single choice.
    pub fn choice(&self, key: &str) -> Option<String> {
        let cell = self.cell(key)?;
        matches!(cell.answer(), Some(Answer::Choice(_))).then(|| self.assessment.words(cell))
    }

    /// The position from 0 of the chosen word.
    pub fn choice_index(&self, key: &str) -> Option<usize> {
        match self.cell(key)?.answer() {
            Some(Answer::Choice(index)) => Some(*index),
            _ => None,
        }
    }

    pub fn flag(&self, key: &str) -> bool {
        matches!(self.cell(key).and_then(Cell::answer), Some(Answer::Flag(true)))
    }

    pub fn date(&self, key: &str) -> Option<Date> {
        match self.cell(key)?.answer() {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        }
    }

    pub fn ticks(&self, key: &str) -> &'a [Tick] {
        match self.cell(key).and_then(Cell::answer) {
            Some(Answer::Checks(ticks)) => ticks,
            _ => &[],
        }
    }

    /// The box with this word is ticked.
    pub fn is_ticked(&self, key: &str, word: &str) -> bool {
        let Some(cell) = self.cell(key) else { return false };
        let options = self.assessment.form.options_of(self.assessment.node(cell));
        let index = options.and_then(|options| options.position(word));
        index.is_some_and(|index| self.ticks(key).iter().any(|tick| tick.index == index))
    }
}
