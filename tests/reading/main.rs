//! From files to assessments: YAML, forms, spreadsheets, documents of others, moves between forms.

mod docx;
mod forms;
mod grid;
mod html;
mod import;
mod import_layouts;
mod item_paths;
mod migrate;
mod overlays;
mod paper;
mod paper_kinds;
mod published;
mod schema;
mod starter;
#[path = "../support/mod.rs"]
mod support;
mod values;
mod yaml_edit;
mod yaml_format;
