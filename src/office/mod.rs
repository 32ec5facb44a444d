//! What is done with a workspace, for commands and for the browser alike: outputs and packets made ready, repairs made, rows and
//! procedures recorded, versions frozen, days set, to one assessment or to all. Nothing here prints; what is to be written is given.

mod block;
mod book;
mod corpus;
mod entries;
mod figures;
mod freeze;
mod history;
mod ledger;
mod output;
mod packet;
mod plan;
mod public;
mod published;
mod record;
mod records;
mod register;
mod repair;
mod report;
mod returned;
mod reviewed;
pub mod site;
mod undone;
mod words;

pub use block::{BlockChange, change_block};
pub use book::{RecordBook, comment_of};
pub use corpus::{ExportedCorpus, corpus_tables, export as export_corpus};
pub use figures::{FigureChange, FigureWords, change_figures, figure_place};
pub use freeze::{FrozenVersion, Unfrozen, freeze, picture_copies, sealed_version};
pub use history::standing_rows;
pub use ledger::{Ledger, MissingEntry, Named};
pub use output::Output;
pub use packet::{MANIFEST, Packet, PacketFault, PacketOrder, PacketPaper, PacketReader, packet};
pub use plan::{NO_DEPARTMENT, PlanEntry, plan};
pub use public::public_version;
pub use published::set_publication;
pub use record::{RecordedAssessment, foreseen, record_assessment};
pub use records::{RecordChange, change_records};
pub use register::register;
pub use repair::repaired;
pub use report::report;
pub use returned::{ReturnFault, Returned};
pub use reviewed::{NoChangeReview, note_review};
pub use undone::Undone;
pub use words::{WordHit, find_words, replace_words, restored};

use crate::assessment::Assessment;
use crate::workspace::Loaded;

/// What was read, where it is whole; else why somebody has to look at it.
fn whole(loaded: &Loaded) -> Result<&Assessment, Undone> {
    let refused = loaded.findings.iter().any(|finding| finding.rule.refuses_input());
    loaded.assessment.as_ref().filter(|_| !refused).ok_or(Undone::Unread)
}

/// The last frozen version, where there is one.
fn last_version(loaded: &Loaded) -> Result<Option<&Assessment>, Undone> {
    loaded.revisions.last().map(|last| last.assessment.as_ref().ok_or(Undone::UnreadVersion)).transpose()
}
