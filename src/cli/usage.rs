//! What is wrong with a command line, in Japanese.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::exit::Exit;
use super::{help, terminal};

/// Answers a command line that runs no command: help, version, or what is wrong.
pub(super) fn answer(error: &Error, command: &Command, words: &[OsString]) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => terminal::finish(&error.render().to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal::tell(error.render().to_string().trim_end());
            Exit::Usage
        }
        _ => {
            terminal::tell(&format!("誤り: {}", message(error)));
            if let Some(hint) = hint(error) {
                terminal::tell(&format!("対処: {hint}"));
            }
            terminal::tell(&format!("\n使い方: {}\n詳しくは --help を見てください", usage(command, words)));
            Exit::Usage
        }
    }
}

fn message(error: &Error) -> String {
    let context = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("「{argument}」という引数はありません"),
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはありません", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "コマンドがありません".into(),
        ErrorKind::MissingRequiredArgument => format!("{argument} がありません"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} に値がありません"),
        ErrorKind::InvalidValue => format!("「{value}」は {argument} に使えません"),
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            let cause = cause.unwrap_or_else(|| format!("「{value}」は使えません"));
            format!("{argument}: {cause}")
        }
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            if prior == argument || prior.is_empty() {
                format!("{argument} は一度しか書けません")
            } else {
                format!("{argument} は {prior} と一緒には使えません")
            }
        }
        ErrorKind::TooManyValues => format!("{argument} に「{value}」は余分です"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} の値の数が違います"),
        ErrorKind::NoEquals => format!("{argument} の値は = でつないで書きます"),
        ErrorKind::InvalidUtf8 => "引数が UTF-8 ではありません".into(),
        _ => "コマンドの書き方が違います".into(),
    }
}

fn hint(error: &Error) -> Option<String> {
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(word) = suggested.into_iter().find_map(|kind| error.get(kind)).and_then(likeliest) {
        return Some(format!("「{word}」でしょうか"));
    }
    let values = error.get(ContextKind::ValidValue).map(text).filter(|values| !values.is_empty())?;
    Some(format!("使えるのは {values} です"))
}

/// The last of several suggestions is the likeliest.
fn likeliest(suggestions: &ContextValue) -> Option<&str> {
    match suggestions {
        ContextValue::String(word) => Some(word),
        ContextValue::Strings(words) => words.last().map(String::as_str),
        _ => None,
    }
}

/// The usage of the command that was meant.
fn usage(command: &Command, words: &[OsString]) -> String {
    let inner = words.iter().skip(1).find_map(|word| command.find_subcommand(word));
    match inner {
        Some(inner) => help::usage(inner, &format!("{} {}", command.get_name(), inner.get_name())),
        None => help::usage(command, command.get_name()),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("・"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
