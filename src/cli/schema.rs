//! `hyokasho schema`

use std::path::Path;

use super::args::SchemaArguments;
use super::exit::Exit;
use super::{forms, terminal};
use crate::assessment::fragment_schema;
use crate::procedure::{self, PROCEDURE_FILE};
use crate::workspace::{CONFIG_FILE, config_schema, root_of};

/// The front matter of a passage.
const FRAGMENT: &str = "fragment";

pub(super) fn run(command: &SchemaArguments) -> Exit {
    if command.form == PROCEDURE_FILE {
        return terminal::finish(&format!("{:#}\n", procedure::schema()));
    }
    if command.form == CONFIG_FILE {
        return terminal::finish(&format!("{:#}\n", config_schema()));
    }
    if command.form == FRAGMENT {
        return terminal::finish(&format!("{:#}\n", fragment_schema()));
    }
    let root = root_of(Path::new(CONFIG_FILE));
    let form = match forms::named(&command.form, root.as_deref()) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    terminal::finish(&format!("{:#}\n", form.schema()))
}
