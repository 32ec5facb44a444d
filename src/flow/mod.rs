//! The flows of an assessment: who gives information to whom, and which systems are connected. Figures are drawn from them, and
//! rules hold figures to them.

mod links;
mod parties;

pub use links::{Crowded, Network, SystemLink, connected};
pub use parties::{Exchange, Party, beginning};

use crate::assessment::Assessment;

#[derive(Debug)]
pub struct Flow {
    pub exchanges: Vec<Exchange>,
    pub network: Network,
}

impl Flow {
    pub fn of(assessment: &Assessment) -> Self {
        Self { exchanges: parties::exchanges(assessment), network: links::network(assessment) }
    }

    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.exchanges.iter().flat_map(|exchange| exchange.givers.iter().chain(&exchange.takers))
    }

    /// How many arrows a figure of it has: the numbers in it go from 1 to this.
    pub fn arrows(&self) -> usize {
        let Network { own, inner, outer, .. } = &self.network;
        self.parties().count() + inner.len() + outer.len() + usize::from(!own.is_empty())
    }
}
