//! An assessment: the author's tree bound to a form, with typed answers, derived values and positions.

mod address;
mod answer;
mod astray;
mod bind;
mod budget;
mod changes;
mod complete;
mod derive;
mod flatten;
mod fragment;
mod model;
mod numbers;
mod place;
mod printed;
mod raw;
mod read;
mod read_lists;
mod resources;
mod revision;
mod scope;
mod threshold;

pub use address::{Address, provisional_id};
pub use answer::{Answer, Figure, RecordGroup, RecordItem, Text, Tick, copy_of, headed};
pub use bind::{Bound, bind};
pub use changes::{ChangeDay, ChangeField, ChangeRow};
pub use complete::Completeness;
pub use flatten::{Fingerprints, flatten, portable};
pub use fragment::Fragment;
pub use model::{Assessment, Block, Cell, ListState, Threshold};
pub use numbers::Numbers;
pub use place::AddressPlace;
pub use resources::{NoResources, Resources, SheetRequest, SheetRow, SheetRows};
pub use revision::{Revision, Seal, fingerprint_of, frozen_text, sealed};
pub use scope::Scope;
pub use threshold::{Facts, class_of};
