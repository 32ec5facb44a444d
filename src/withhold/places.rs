//! Where the items stand, in one version, that it or a later version withholds.

use std::collections::BTreeSet;

use crate::assessment::{Address, Assessment};
use crate::diff::align;

/// For each version, oldest first: what is withheld today was published in an older version perhaps, and must go there, too.
pub(super) fn places(versions: &[&Assessment]) -> Vec<BTreeSet<Address>> {
    let mut all: Vec<BTreeSet<Address>> = Vec::new();
    let mut later: Option<(&Assessment, BTreeSet<Address>)> = None;
    for version in versions.iter().rev() {
        let mut own: BTreeSet<Address> = version.withheld.iter().map(|withheld| withheld.address.clone()).collect();
        if let Some((newer, withheld)) = later.as_ref().filter(|(_, withheld)| !withheld.is_empty()) {
            let alignment = align(version, newer);
            own.extend(withheld.iter().filter_map(|address| alignment.to_old(address)));
            // One that stands under the same name is withheld, whatever became of its block.
            own.extend(withheld.iter().filter(|address| version.place(address).is_some_and(|it| it.is_here)).cloned());
        }
        later = Some((version, own.clone()));
        all.push(own);
    }
    all.reverse();
    all
}
