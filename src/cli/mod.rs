//! The command line: one file per command. Nothing below this layer prints or exits.

mod args;
mod baseline;
mod build;
mod bulk;
mod check;
mod comment;
mod completions;
mod diff;
mod exit;
mod explain;
mod export;
mod fault;
mod fmt;
mod forms;
mod forms_list;
mod freeze;
mod git;
mod help;
mod import;
mod law;
mod ledger;
mod look;
mod lsp;
mod migrate;
mod new;
mod opinion;
mod packet;
mod procedure_args;
mod publish_date;
mod record;
mod render;
mod reviewed;
mod schema;
mod serve;
mod sign;
mod status;
mod step;
mod table;
mod target;
mod terminal;
mod usage;
mod versions;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use args::{Arguments, Command};
pub use exit::Exit;

/// What the command line understands, for what describes it: man pages.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs a command line; its first word is the program's own name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Exit {
    let words: Vec<OsString> = words.into_iter().collect();
    fault::refuse_panics(|| completions::answer_shell(&words).unwrap_or_else(|| answer(words)))
}

fn answer(mut words: Vec<OsString>) -> Exit {
    // Whoever clicks on the program gives no words; a script that forgets them gets the usage.
    if words.len() <= 1 && terminal::is_for_people() {
        return serve::beside();
    }
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    let parse = |command: &mut clap::Command| {
        command.try_get_matches_from_mut(&words).and_then(|matches| Arguments::from_arg_matches(&matches))
    };
    let mut command = Arguments::command();
    let arguments = match parse(&mut command) {
        Ok(arguments) => arguments,
        Err(error) if error.kind() == ErrorKind::DisplayVersion => return usage::answer(&error, &command, &words),
        // Its pages are worth their time only where they are read.
        Err(_) => {
            let mut command = help::with_pages(command);
            match parse(&mut command) {
                Ok(arguments) => arguments,
                Err(error) => return usage::answer(&error, &command, &words),
            }
        }
    };
    match &arguments.command {
        Command::New(command) => new::run(command),
        Command::Import(command) => import::run(command),
        Command::Check(command) => check::run(command, &arguments),
        Command::Diff(command) => diff::run(command, &arguments),
        Command::Status(command) => status::run(command, &arguments),
        Command::Serve(command) => serve::run(command),
        Command::Export(command) => export::run(command),
        Command::Lsp => lsp::run(),
        Command::Explain(command) => explain::run(command, &arguments),
        Command::Fmt(command) => fmt::run(command),
        Command::Git(command) => git::run(command),
        Command::Law(command) => law::run(command, &arguments),
        Command::Render(command) => render::run(command),
        Command::Build(command) => build::run(command, &arguments),
        Command::Register(command) => ledger::run(command, crate::office::register),
        Command::Report(command) => ledger::run(command, crate::office::report),
        Command::Forms(command) => forms_list::run(command),
        Command::Migrate(command) => migrate::run(command),
        Command::Schema(command) => schema::run(command),
        Command::Completions(command) => completions::run(command),
        Command::Record(command) => record::run(command),
        Command::Freeze(command) => freeze::run(command),
        Command::PublishDate(command) => publish_date::run(command),
        Command::Reviewed(command) => reviewed::run(command),
        Command::Baseline(command) => baseline::run(command),
        Command::Comment(command) => comment::run(command),
        Command::Opinion(command) => opinion::run(command),
        Command::Step(command) => step::run(command),
        Command::Sign(command) => sign::run(command),
        Command::Packet(command) => packet::run(command),
    }
}
