//! `hyokasho lsp`

use super::exit::Exit;
use super::status::system_date;
use super::terminal;
use crate::disk::reason;
use crate::lsp::{LspOptions, run as converse};

pub(super) fn run() -> Exit {
    match converse(LspOptions { today: system_date }) {
        Ok(()) => Exit::Clean,
        Err(error) => {
            terminal::tell(&format!("誤り: エディターとのやり取りが途切れました（{}）", reason(&error)));
            Exit::Refused
        }
    }
}
