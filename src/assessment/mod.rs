//! An assessment: the author's tree bound to a form, with typed answers, derived values and positions.

mod answer;
mod bind;
mod changes;
mod complete;
mod date;
mod date_parse;
mod derive;
mod flatten;
mod fragment;
mod model;
mod period;
mod raw;
mod read;
mod read_lists;
mod resources;
mod scope;

pub use answer::{Answer, Figure, RecordGroup, RecordItem, Text, Tick, copy_of};
pub use bind::{Bound, bind};
pub use changes::{Change, ChangeDay, Field};
pub use complete::Completeness;
pub use date::Date;
pub use flatten::{Fingerprints, flatten};
pub use fragment::Fragment;
pub use model::{Assessment, Block, Cell, ListState, Threshold};
pub use period::Period;
pub use resources::{NoResources, Resources, SheetRequest, SheetRow};
pub use scope::Scope;
