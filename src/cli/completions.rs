//! `hyokasho completions`, and what a shell asks of the program when a word is to be completed.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::{Bash, CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Zsh};

use super::args::{Arguments, CompletionsArguments};
use super::exit::Exit;
use super::terminal;
use crate::disk::shown;
use crate::form::Forms;
use crate::rules::families;
use crate::workspace::{CONFIG_FILE, Workspace, assessments_at, root_of};

/// The environment variable by which a shell asks; it names the shell.
const ASKED: &str = "HYOKASHO_COMPLETE";

pub(super) fn run(command: &CompletionsArguments) -> Exit {
    let program = Arguments::command().get_name().to_owned();
    let shell: &dyn EnvCompleter = match command.shell {
        Shell::Elvish => &Elvish,
        Shell::Fish => &Fish,
        Shell::PowerShell => &Powershell,
        Shell::Zsh => &Zsh,
        _ => &Bash,
    };
    let mut script = Vec::new();
    match shell.write_registration(ASKED, &program, &program, &program, &mut script) {
        Ok(()) => terminal::finish(&String::from_utf8_lossy(&script)),
        Err(_) => Exit::Unwritten,
    }
}

/// Answers a shell that asks what may stand next; None where none does.
pub(super) fn answer_shell(words: &[OsString]) -> Option<Exit> {
    std::env::var_os(ASKED).filter(|shell| !shell.is_empty())?;
    let answered = CompleteEnv::with_factory(command).var(ASKED).try_complete(words.iter().cloned(), None);
    Some(if answered.is_ok() { Exit::Clean } else { Exit::Usage })
}

/// The command line, each argument with what may stand there, by what its help calls it.
fn command() -> Command {
    fn with_candidates(command: Command) -> Command {
        command
            .mut_args(|argument| match candidates(&argument) {
                Some(candidates) => argument.add(candidates),
                None => argument,
            })
            .mut_subcommands(with_candidates)
    }
    with_candidates(Arguments::command())
}

fn candidates(argument: &Arg) -> Option<ArgValueCompleter> {
    Some(match argument.get_value_names()?.first()?.as_str() {
        "様式" => ArgValueCompleter::new(forms),
        "コード" => ArgValueCompleter::new(rules),
        "パス" | "版" | "評価書" | "前の版" | "フォルダー" => ArgValueCompleter::new(assessments),
        _ => return None,
    })
}

/// Those of the workspace, too.
fn forms(typed: &OsStr) -> Vec<CompletionCandidate> {
    let root = root_of(Path::new(CONFIG_FILE));
    let forms: Forms = Workspace::open(root.as_deref(), &[]).forms;
    let named = forms.ids().into_iter().map(|id| {
        let title = forms.get(id).and_then(Result::ok).map(|form| form.title());
        CompletionCandidate::new(id).help(title.map(Into::into))
    });
    beginning(named.collect(), typed)
}

fn rules(typed: &OsStr) -> Vec<CompletionCandidate> {
    let rules = families().into_iter().flat_map(|(_, rules)| rules);
    beginning(rules.map(|rule| CompletionCandidate::new(rule.code).help(Some(rule.name.into()))).collect(), typed)
}

/// The folders of assessments below this one, and whatever file may be meant otherwise.
fn assessments(typed: &OsStr) -> Vec<CompletionCandidate> {
    let folders = assessments_at(Path::new(".")).into_iter().filter_map(|file| file.parent().map(shown));
    let folders = folders.map(|folder| CompletionCandidate::new(folder.trim_start_matches("./").to_owned()));
    let mut found = beginning(folders.collect(), typed);
    found.extend(PathCompleter::any().complete(typed));
    found
}

fn beginning(mut candidates: Vec<CompletionCandidate>, typed: &OsStr) -> Vec<CompletionCandidate> {
    candidates.retain(|one| one.get_value().to_string_lossy().starts_with(&*typed.to_string_lossy()));
    candidates
}
