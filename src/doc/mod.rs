//! The neutral document: headings, tables of labels and answers, choices, boxes, record lists, figures, the 変更箇所 table. Every
//! renderer reads this and nothing else; it knows nothing of YAML, of forms, or of paper.

mod answer;
pub mod beside;
mod build;
mod changes;
pub mod drawing;
mod figure;
mod flow;
mod heading;
mod marks;
mod model;
pub mod opening;
mod review;
mod revisions;
pub mod table;

pub use build::build;
pub use changes::item_path;
pub use model::{
    AnswerDifference, ChangedGroup, ChangedItem, DocAnswer, DocBlock, DocBox, DocFigure, DocItem, DocLabel, DocPart,
    DocRecordGroup, DocRecords, Document, FigureSource, OutlineEntry, PrintedChange, Repeat, Review, SpanStyle,
    StyledSpan,
};
pub use review::build_review;
