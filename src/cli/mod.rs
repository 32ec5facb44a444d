//! The command line: one file per command. Nothing below this layer prints or exits.

mod args;
mod check;
mod exit;
mod terminal;

pub use args::Arguments;
pub use exit::Exit;

/// Runs a parsed command line.
pub fn run(arguments: &Arguments) -> Exit {
    match &arguments.command {
        args::Command::Check(command) => check::run(command, arguments),
    }
}
