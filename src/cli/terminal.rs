//! What the terminal can show.

use std::io::{IsTerminal, Write, stderr, stdout};

use super::args::{Arguments, Colour};
use crate::finding::output::Style;

/// Colour as wished: by option, by `NO_COLOR`, or by whether somebody is looking.
pub(super) fn style(arguments: &Arguments) -> Style {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => stdout().is_terminal() && !unwanted,
    };
    Style { color, width: width() }
}

/// The columns that `COLUMNS` wishes, those of the terminal, or 100 where there is none.
pub(super) fn width() -> usize {
    let wished = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    wished.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).unwrap_or(100)
}

/// For standard error: no colour.
pub(super) fn plain() -> Style {
    Style { color: false, width: width() }
}

/// Writes the result. A reader that closed the pipe has seen enough.
pub(super) fn print(text: &str) -> std::io::Result<()> {
    match stdout().write_all(text.as_bytes()).and_then(|()| stdout().flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

pub(super) fn tell(text: &str) {
    // Nothing can be told about a standard error that does not take anything.
    let _ = writeln!(stderr(), "{text}");
}
