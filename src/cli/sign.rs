//! `hyokasho sign`

use super::comment::{open, save};
use super::exit::Exit;
use super::procedure_args::SignArguments;
use super::terminal;
use crate::text::width::truncate;

/// Columns of the fingerprint that are told.
const SHOWN: usize = 16;

pub(super) fn run(command: &SignArguments) -> Exit {
    let (target, book) = match open(&command.path) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    let Some(fingerprint) = target.workspace().fingerprint_of(&target.folder(), assessment) else {
        terminal::tell("誤り: 図のファイルを読めないので、何を承認するのかが決まりません");
        terminal::tell("対処: hyokasho check で、読めないファイルを確かめてください");
        return Exit::Refused;
    };
    let edited = book.procedure.with_sign_off(command.date, &command.by, &command.role, &fingerprint);
    let shown = truncate(&fingerprint, SHOWN);
    save(&book, edited, &format!("{}（{}）の承認を記録しました（指紋 {shown}）", command.role, command.by))
}
