//! What a place of a file is called: as the form prints it.

use super::MergeStep;
use crate::assessment::Address;
use crate::form::{Form, Kind, PathStyle};

pub(super) struct MergeNames<'f> {
    pub(super) form: Option<&'f Form>,
}

impl MergeNames<'_> {
    /// `positions`: of the items of lists on the way, from 0.
    pub(super) fn name(&self, way: &[MergeStep], positions: &[usize]) -> String {
        self.printed(way, positions).unwrap_or_else(|| words(way))
    }

    fn printed(&self, way: &[MergeStep], positions: &[usize]) -> Option<String> {
        let form = self.form?;
        if let [MergeStep::Key(first), day, ..] = way
            && first == "changes"
        {
            let title = form.changes_part().map(|part| part.title.clone()).unwrap_or_default();
            let inside = way.iter().skip(2).filter_map(|step| match step {
                MergeStep::Item(item) => {
                    let address = Address::from(item.as_str());
                    let node = address.key(form).and_then(|key| form.find(&key));
                    Some(node.map_or_else(|| item.clone(), |node| form.path(node.id, &[], None, PathStyle::Plain)))
                }
                MergeStep::Key(_) => None,
            });
            let day = words(std::slice::from_ref(day));
            return Some([title, day].into_iter().chain(inside).collect::<Vec<_>>().join(" "));
        }
        let key = address(way).key(form)?;
        if let Some(node) = form.find(&key) {
            return Some(form.path(node.id, positions, None, PathStyle::Plain));
        }
        let block = form.block_of(&key)?;
        Some(form.block_path(block.id, positions, None, PathStyle::Plain))
    }

    /// A list of words to tick, in which each says something for itself.
    pub(super) fn is_set(&self, way: &[MergeStep]) -> bool {
        let Some(form) = self.form else { return false };
        let node = address(way).key(form).and_then(|key| form.find(&key));
        node.is_some_and(|node| node.kind == Some(Kind::Checks))
    }
}

fn address(way: &[MergeStep]) -> Address {
    way.iter().fold(Address::default(), |address, step| match step {
        MergeStep::Key(piece) | MergeStep::Item(piece) => address.join(piece),
    })
}

/// The steps themselves.
fn words(way: &[MergeStep]) -> String {
    let steps = way.iter().map(|step| match step {
        MergeStep::Key(words) | MergeStep::Item(words) => words.replace('\u{1f}', " "),
    });
    steps.collect::<Vec<_>>().join(" ")
}
