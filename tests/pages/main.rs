//! From assessments to pages, in every format.

mod accessibility;
mod doc;
mod flow;
mod pdf;
mod pdf_pictures;
mod pdf_source;
mod render;
mod review;
mod review_edition;
mod round_trip;
mod serve;
mod sheets;
#[path = "../support/mod.rs"]
mod support;
mod withheld;
mod word;
mod words;
