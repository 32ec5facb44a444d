//! A workbook that comes back again: what it said when it came back before is what its cells are compared with then.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What fields said that did not say any more what the workbook was made with: their digests by their names.
pub type SaidFields = BTreeMap<String, String>;

/// The returns of a workbook and its copies, the last one last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierReturns {
    returns: Vec<EarlierReturn>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct EarlierReturn {
    /// The name of the file.
    file: String,
    said: SaidFields,
}

impl EarlierReturns {
    /// Older ones are of no use: nobody goes back so far.
    const MOST: usize = 20;

    pub fn note(&mut self, file: &str, said: SaidFields) {
        let new = EarlierReturn { file: file.to_owned(), said };
        if self.returns.last() == Some(&new) {
            return;
        }
        self.returns.push(new);
        let over = self.returns.len().saturating_sub(Self::MOST);
        self.returns.drain(..over);
    }

    /// What the copy that says `said` was when it came back last. Copies of one workbook may lie with several people: a file of
    /// the same name is the same copy unless it has less in common with it than with the workbook as it was made; another one
    /// goes on from the return that it differs least from. Nothing where that is the workbook as it was made.
    pub(super) fn nearest(&self, file: &str, said: &SaidFields) -> Option<&SaidFields> {
        let both = |other: &'_ SaidFields| said.keys().filter(|name| other.contains_key(*name)).count();
        let own = self.returns.iter().rev().find(|one| one.file == file).map(|one| &one.said);
        let written_anew = |own: &&SaidFields| own.len() <= 2 * both(own) && !said.is_empty();
        if let Some(own) = own.filter(written_anew) {
            return Some(own);
        }
        let differing = |other: &SaidFields| {
            let names = said.keys().chain(other.keys().filter(|name| !said.contains_key(*name)));
            names.filter(|name| said.get(*name) != other.get(*name)).count()
        };
        let nearest = self.returns.iter().rev().map(|one| &one.said).min_by_key(|other| differing(other))?;
        (differing(nearest) < said.len()).then_some(nearest)
    }

    /// One of them said this.
    pub(super) fn has_said(&self, name: &str, digest: &str) -> bool {
        self.returns.iter().any(|one| one.said.get(name).is_some_and(|said| said == digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fields: &[(&str, &str)]) -> SaidFields {
        fields.iter().map(|(name, digest)| ((*name).to_owned(), (*digest).to_owned())).collect()
    }

    #[test]
    fn a_copy_is_compared_with_what_it_differs_least_from() {
        let mut earlier = EarlierReturns::default();
        let (first, second) = (said(&[("a", "1"), ("b", "1")]), said(&[("a", "2"), ("b", "1")]));
        for said in [&first, &second, &second] {
            earlier.note("x", said.clone());
        }
        assert_eq!(earlier.returns.len(), 2);
        let nearest = |file: &str, fields: &[(&str, &str)]| earlier.nearest(file, &said(fields)).cloned();
        assert_eq!(nearest("x", &[("a", "3"), ("b", "1")]).as_ref(), Some(&second));
        assert_eq!(nearest("x", &[("b", "1")]).as_ref(), Some(&second), "one cell went back");
        assert_eq!(nearest("x", &[("a", "1"), ("b", "1"), ("c", "1")]).as_ref(), Some(&second));
        assert_eq!(nearest("y", &[("a", "1"), ("b", "1"), ("c", "1")]).as_ref(), Some(&first));
        assert_eq!(nearest("x", &[("a", "4"), ("b", "4")]).as_ref(), Some(&second), "all was written anew");
        assert_eq!(nearest("y", &[("a", "4"), ("b", "4")]), None, "somebody else wrote the same cells");
        assert_eq!(nearest("x", &[("c", "1")]), None, "the copy of somebody else");
        assert_eq!(nearest("x", &[]), None);
    }

    #[test]
    fn they_have_an_end() {
        let mut earlier = EarlierReturns::default();
        (0..100).for_each(|count| earlier.note("x", said(&[("a", &count.to_string())])));
        assert_eq!(earlier.returns.len(), EarlierReturns::MOST);
    }
}
