//! `hyokasho completions`

use clap::Command;

use super::args::CompletionsArguments;
use super::exit::Exit;
use super::terminal;

pub(super) fn run(command: &CompletionsArguments, mut program: Command) -> Exit {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut program, name, &mut script);
    terminal::finish(&String::from_utf8_lossy(&script))
}
