//! The help pages: what clap knows of a command, in Japanese, in columns that line up under full-width text.

use clap::{Arg, ArgAction, Command};

use super::terminal;
use crate::text::width::{pad, width, wrap};

/// The right column keeps so many columns on the narrowest terminal.
const NARROWEST_RIGHT: usize = 14;
/// Wider left columns put their description on the next line.
const WIDEST_LEFT: usize = 30;
/// Longer lines are hard to read on any terminal.
const WIDEST_PAGE: usize = 100;

/// Gives a command and everything below it its help page.
pub(super) fn with_pages(command: Command) -> Command {
    let name = command.get_name().to_owned();
    pages(command, &name)
}

fn pages(mut command: Command, path: &str) -> Command {
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |inner| pages(inner, &path));
    }
    let page = page(&command, path, terminal::width().min(WIDEST_PAGE));
    command.override_help(page)
}

fn page(command: &Command, path: &str, columns: usize) -> String {
    let mut page = String::new();
    if let Some(about) = command.get_about() {
        page += &(wrap(&about.to_string(), columns).join("\n") + "\n\n");
    }
    page += &format!("使い方:\n  {}\n", usage(command, path));
    let commands = command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
        .map(|inner| (inner.get_name().to_owned(), inner.get_about().map(ToString::to_string).unwrap_or_default()));
    let rows = |arguments: Vec<&Arg>| arguments.into_iter().map(|argument| (left(argument), right(argument))).collect();
    let sections: [(&str, Vec<(String, String)>); 3] = [
        ("コマンド", commands.collect()),
        ("引数", rows(command.get_positionals().collect())),
        ("オプション", rows(command.get_opts().chain(flags(command)).collect())),
    ];
    for (title, rows) in sections.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        page += &format!("\n{title}:\n{}", table(&rows, columns));
    }
    if let Some(after) = command.get_after_help() {
        page += &format!("\n{after}\n");
    }
    page
}

/// Arguments without a value, those of the command itself first.
fn flags(command: &Command) -> impl Iterator<Item = &Arg> {
    let is_flag = |argument: &&Arg| !argument.is_positional() && !argument.get_action().takes_values();
    command.get_arguments().filter(is_flag)
}

/// `hyokasho check [オプション] [パス]…`
pub(super) fn usage(command: &Command, path: &str) -> String {
    let mut usage = path.to_owned();
    usage += " [オプション]";
    if command.has_subcommands() {
        usage += " <コマンド>";
    }
    for argument in command.get_positionals() {
        usage += &format!(" {}", left(argument));
    }
    usage
}

/// `-h, --help`, `--format <形>`, `[パス]…`
fn left(argument: &Arg) -> String {
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    if argument.is_positional() {
        let many = if matches!(argument.get_action(), ArgAction::Append) { "…" } else { "" };
        return if argument.is_required_set() { format!("<{value}>{many}") } else { format!("[{value}]{many}") };
    }
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let names = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    if argument.get_action().takes_values() { format!("{names} <{value}>") } else { names }
}

/// The description with the possible values and the default.
fn right(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if !argument.get_action().takes_values() {
        return help;
    }
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned());
    let default = defaults.map(|value| format!("既定は {value}"));
    let notes: Vec<String> =
        [values.join("・")].into_iter().filter(|values| !values.is_empty()).chain(default).collect();
    if notes.is_empty() { help } else { format!("{help}［{}］", notes.join("、")) }
}

/// Two columns, the second one wrapped.
fn table(rows: &[(String, String)], columns: usize) -> String {
    let left = rows.iter().map(|(left, _)| width(left)).filter(|left| *left <= WIDEST_LEFT).max().unwrap_or_default();
    let indent = 2 + left + 2;
    let mut table = String::new();
    for (name, description) in rows {
        let mut lines = wrap(description, columns.saturating_sub(indent).max(NARROWEST_RIGHT)).into_iter();
        if width(name) > left {
            table += &format!("  {name}\n");
        } else {
            table += &format!("  {}  {}\n", pad(name, left), lines.next().unwrap_or_default());
        }
        lines.for_each(|line| table += &format!("{:indent$}{line}\n", ""));
    }
    table
}
