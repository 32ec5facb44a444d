//! The one index of what a form prints: its labels, in every way in which documents print them.
//!
//! A label may be printed with its number or without it, numbers as ①, 1, (1) or Ⅰ, in full or half width, with ※ and other signs
//! behind it, broken over lines and cells, with letters misread or left out. Two ways lead from a printed text to items:
//!
//! - [`Labels::find`]: every place in the running text of a document that reads like a label, with how much it does, and
//!   [`Labels::sequence`]: which of these places are labels, being the sequence that fits the form's order best.
//! - [`Paths::resolve`]: the item that a printed path means, 「Ⅲ 3 リスク2 …」, as the 変更箇所 table names items.
//!
//! Both are linear in the text, know nothing of files, and compare letters by one measure ([`likeness`]). How much a place
//! weighs stands in one file, each weight with why and with a fixture.

mod find;
mod index;
mod near;
mod path;
mod sequence;
mod weights;
mod words;

pub use find::Occurrence;
pub use index::{Labels, Loop, Number, Slot};
pub use near::{ALIKE_AMONG_OPTIONS, ALIKE_AMONG_TITLES, likeness};
pub use path::{PathSlip, Paths, PrintedPlace, Resolution, key};
pub use sequence::Match;
pub use words::{Gap, Words, folded};
