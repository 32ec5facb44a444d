//! Where the items stand, in one version, that it or a later version withholds.

use std::collections::BTreeMap;

use crate::assessment::{Address, Assessment, Withheld};
use crate::diff::align;

/// Places with the provisions by which they are withheld; what is no lawful ground is none.
pub(super) type Places = BTreeMap<Address, Option<String>>;

/// For each version, oldest first: what is withheld today was published in an older version perhaps, and must go there, too.
pub(super) fn places(versions: &[&Assessment]) -> Vec<Places> {
    let mut all: Vec<Places> = Vec::new();
    let mut later: Option<(&Assessment, Places)> = None;
    for version in versions.iter().rev() {
        let mut own: Places =
            version.withheld.iter().map(|withheld| (withheld.address.clone(), ground(withheld))).collect();
        if let Some((newer, withheld)) = later.as_ref().filter(|(_, withheld)| !withheld.is_empty()) {
            let alignment = align(version, newer);
            let moved = withheld.iter().filter_map(|(address, ground)| Some((alignment.to_old(address)?, ground)));
            // One that stands under the same name is withheld, whatever became of its block.
            let same = withheld.iter().filter(|(address, _)| version.place(address).is_some_and(|it| it.is_here));
            for (address, ground) in moved.chain(same.map(|(address, ground)| (address.clone(), ground))) {
                own.entry(address).or_insert_with(|| ground.clone());
            }
        }
        later = Some((version, own.clone()));
        all.push(own);
    }
    all.reverse();
    all
}

fn ground(withheld: &Withheld) -> Option<String> {
    withheld.ground.as_ref().filter(|_| withheld.is_lawful()).map(|ground| ground.text.clone())
}
