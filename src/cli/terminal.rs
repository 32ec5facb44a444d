//! What the terminal can show.

use std::io::{IsTerminal, Write, stderr, stdout};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Arguments, Colour};
use super::exit::Exit;
use crate::disk::Unwritten;
use crate::finding::output::TerminalStyle;

/// Colour as wished: by option, by `NO_COLOR`, or by whether somebody is looking.
pub(super) fn style(arguments: &Arguments) -> TerminalStyle {
    style_of(arguments, stdout().is_terminal())
}

/// The same for what is told beside the result.
pub(super) fn error_style(arguments: &Arguments) -> TerminalStyle {
    style_of(arguments, stderr().is_terminal())
}

/// Somebody reads what is told, and can answer.
pub(super) fn is_for_people() -> bool {
    stdout().is_terminal() && std::io::stdin().is_terminal()
}

fn style_of(arguments: &Arguments, watched: bool) -> TerminalStyle {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => watched && !unwanted,
    };
    TerminalStyle { color, width: width() }
}

/// The columns that `COLUMNS` wishes, those of the terminal, or 100 where there is none.
pub(super) fn width() -> usize {
    let wished = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    wished.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).unwrap_or(100)
}

/// For standard error: no colour.
pub(super) fn plain() -> TerminalStyle {
    TerminalStyle { color: false, width: width() }
}

/// Writes the result. A reader that closed the pipe has seen enough.
pub(super) fn print(text: &str) -> std::io::Result<()> {
    print_bytes(text.as_bytes())
}

pub(super) fn print_bytes(bytes: &[u8]) -> std::io::Result<()> {
    match stdout().write_all(bytes).and_then(|()| stdout().flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes the result of a command that can only fail by not being able to.
pub(super) fn finish(text: &str) -> Exit {
    finish_bytes(text.as_bytes())
}

/// The same for a result that is no text.
pub(super) fn finish_bytes(bytes: &[u8]) -> Exit {
    match print_bytes(bytes) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Unwritten,
    }
}

/// Tells why an output was not written.
pub(super) fn unwritten(error: &Unwritten) -> Exit {
    tell(&format!("誤り: {error}"));
    tell(&format!("対処: {}", error.help()));
    Exit::Unwritten
}

pub(super) fn tell(text: &str) {
    // Nothing can be told about a standard error that does not take anything.
    let _ = writeln!(stderr(), "{text}");
}

/// A bar for a callback that counts; drawn on a terminal only, and gone when it is dropped.
pub(super) fn progress(what: &str) -> impl Fn(usize, usize) + Sync + use<> {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(&format!("{what} {{wide_bar}} {{pos}}/{{len}}")) {
        bar.set_style(style.progress_chars("━━ "));
    }
    let bar = Bar(bar);
    move |done, total| {
        bar.0.set_length(total as u64);
        bar.0.set_position(done as u64);
    }
}

struct Bar(ProgressBar);

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
