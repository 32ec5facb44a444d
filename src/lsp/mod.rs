//! The language server: an assessment in an editor, with what `check` finds, what the form asks, and where things lead. It talks
//! over standard input and output; nothing else may be written there.
//!
//! Where a cursor stands is told from lines (`cursor`), for what is being typed is seldom YAML. What may stand there is asked of
//! the JSON Schemas that `hyokasho schema` writes (`schema`), what stands there of the assessment as it is read everywhere.

mod actions;
mod buffer;
mod completion;
mod cursor;
mod desk;
mod diagnostics;
mod fold;
mod hints;
mod hover;
mod laws;
mod mentions;
mod names;
mod outline;
mod place;
mod position;
mod requests;
mod schema;
mod server;
mod wire;

use std::io;

use crate::dates::Date;

/// How the server is started.
#[derive(Clone, Copy, Debug)]
pub struct LspOptions {
    /// Deadlines are counted from here.
    pub today: fn() -> Option<Date>,
}

/// Talks until the client says goodbye or is gone.
pub fn run(options: LspOptions) -> io::Result<()> {
    server::run(options)
}
