//! What became of every answer of an assessment that was moved to another form.

use super::walk::{Fate, FoundEntry};
use crate::assessment::Address;
use crate::form::Form;

#[derive(Debug, Default)]
pub struct Migration {
    /// The text of the moved assessment.
    pub text: String,
    /// The titles of the forms.
    pub from: String,
    pub to: String,
    /// Stands where it stood.
    pub carried: Vec<Moved>,
    /// Stands at another key.
    pub renamed: Vec<Moved>,
    /// The new form asks it, and has no answer yet; an earlier answer that it does not know is kept as a comment.
    pub anew: Vec<Moved>,
    /// The new form does not ask it; kept as a comment.
    pub left: Vec<Moved>,
}

/// One answer, by its address and by its path in the form that asks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub address: Address,
    pub path: String,
}

impl Migration {
    pub(super) fn new(from: &Form, to: &Form) -> Self {
        Self { from: from.title(), to: to.title(), ..Self::default() }
    }

    pub(super) fn tell(&mut self, found: &[FoundEntry]) {
        for found in found {
            let list = match &found.fate {
                Fate::Carried => &mut self.carried,
                Fate::Renamed(_) | Fate::Printed(_) => &mut self.renamed,
                Fate::Unknown => &mut self.anew,
                Fate::Left => &mut self.left,
            };
            list.push(Moved { address: found.address.clone(), path: found.path.clone() });
        }
    }

    pub(super) fn ask(&mut self, address: &Address, path: &str) {
        if !self.anew.iter().any(|moved| moved.address == *address) {
            self.anew.push(Moved { address: address.clone(), path: path.to_owned() });
        }
    }
}
