//! The law as data (`law/`): what it counts and where it says so, the acts that assessments cite, their articles and tables, what
//! was renamed or moved. An amendment is a change of a file there.

mod acts;
mod articles;
mod figures;
mod file;
mod level;
mod lookup;
mod proposals;
mod renamed;
mod tables;

pub use acts::{Act, Acts, acts};
pub use articles::{Article, article_files, articles_of};
pub use figures::{
    LegalFigure, LegalFigures, Provision, Provisions, figures, filled, number_act_since, provisions, threshold,
};
pub use file::LawFile;
pub use level::{AssessmentLevel, Mandate, SizeClass};
pub use lookup::{LawFound, law_files, look_up};
pub use proposals::{ChangedAnswer, ChangedWords, NewBlock, OfficeNames, ProposedReasons, proposals};
pub use renamed::{MovedItem, MovedProvisions, RenamedName, RepealedTable, is_of_old_time, moved, renamed};
pub use tables::{
    ORDER_OFFSET, OldRow, OrderRow, WorkRow, number_act_table, old_row_of, old_table, order_row_of, order_table,
    work_row_of, work_rows,
};
