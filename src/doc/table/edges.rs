//! Where the columns of a table begin: the proportions of the official form, which all formats keep.

use super::model::{Column, Table, TableKind};

/// All columns together, in points on an upright A4 page.
pub const WIDTH: f32 = 505.0;
/// The room of the labels, and what each label over several rows adds to it.
const LABELS: f32 = 132.0;
const NESTED: f32 = 36.0;
/// A label over several rows.
const GROUP: f32 = 66.0;
/// The strip beside what follows up on an answer.
const STRIP: f32 = 14.0;
/// The number of an assessment, beside its name.
const NUMBER: f32 = 90.0;

/// Shares of the width.
const CHANGES: [f32; 6] = [0.105, 0.15, 0.27, 0.27, 0.08, 0.125];
const READABLE_CHANGES: [f32; 6] = [0.094, 0.17, 0.272, 0.272, 0.058, 0.134];
const DUTIES: [f32; 3] = [0.4, 0.1, 0.5];
const CHANGED: [f32; 5] = [0.37, 0.08, 0.1, 0.37, 0.08];

impl Table {
    /// Where each column begins, and the right edge; of [`WIDTH`] points.
    pub fn edges(&self) -> Vec<f32> {
        let begins = |column: &Column| match *column {
            Column::Label { groups, strips } => GROUP * f32::from(groups) + STRIP * f32::from(strips),
            Column::Answer => self.answers(),
            Column::Plain(_) | Column::Page => 0.0,
        };
        match self.kind {
            TableKind::Answers => self.columns.iter().map(begins).chain([WIDTH]).collect(),
            TableKind::Cover if self.columns.len() == 2 => vec![0.0, NUMBER, WIDTH],
            TableKind::Changes if self.readable => self.shares(&READABLE_CHANGES),
            TableKind::Changes => self.shares(&CHANGES),
            TableKind::Duties => self.shares(&DUTIES),
            TableKind::Changed => self.shares(&CHANGED),
            TableKind::Listed => {
                let all = f32::from(self.weights.iter().sum::<u16>().max(1));
                self.shares(&self.weights.iter().map(|weight| f32::from(*weight) / all).collect::<Vec<_>>())
            }
            TableKind::Cover | TableKind::Records => self.shares(&[]),
        }
    }

    /// Where answers begin, in points from the left.
    pub fn answers(&self) -> f32 {
        let groups = self.columns.iter().map(|column| match *column {
            Column::Label { groups, .. } => groups,
            _ => 0,
        });
        LABELS + NESTED * f32::from(groups.max().unwrap_or_default())
    }

    /// Any other number of columns shares the width evenly.
    fn shares(&self, shares: &[f32]) -> Vec<f32> {
        let columns = self.columns.len();
        let even = vec![1.0 / f32::from(u16::try_from(columns).unwrap_or(u16::MAX)); columns];
        let shares = if columns == shares.len() { shares } else { &even };
        let mut at = 0.0;
        let ends = shares.iter().map(|share| {
            at += share * WIDTH;
            at
        });
        std::iter::once(0.0).chain(ends).collect()
    }
}
