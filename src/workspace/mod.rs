//! The workspace on disk or in git: settings, passages, forms of its own, spreadsheets, assessments and their frozen revisions.

mod baseline;
mod config;
mod discover;
mod font;
mod git;
mod open;
mod record_sheet;
mod revisions;
mod schema;
mod starter;
mod state;
mod store;
mod theme;

pub use baseline::{BASELINE_FILE, TakenRow, with_baseline, with_history};
pub use config::{Config, MeasureSettings, RegisterSettings, SeverityLevel, SiteSettings};
pub use discover::{Progress, Selection, assessments_at, root_of, select, select_alone, select_text};
pub use font::read_font;
pub use git::RevisionError;
pub use open::{ASSESSMENT_FILE, CONFIG_FILE, FORMS_FOLDER, FRAGMENTS_FOLDER, Loaded, Workspace, name_of};
pub use revisions::{Kept, REVISIONS_FOLDER};
pub use schema::config_schema;
pub use starter::{SCHEMAS_FOLDER, STARTER_ATTRIBUTES, STARTER_CONFIG, STARTER_EDITOR_SETTINGS};
pub use state::{prepare_state, state_file};
pub use theme::{TEMPLATES_FOLDER, Templates};
