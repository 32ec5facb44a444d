//! `hyokasho import --into`

use std::path::Path;

use super::exit::Exit;
use super::target::{Target, refuse};
use super::terminal;
use crate::disk::replace;
use crate::grid::Book;
use crate::sheet::{Left, Merged, into};

/// Exit code 1 tells that something was not taken over.
pub(super) fn run(book: &Book, path: &Path, dry_run: bool) -> Exit {
    let target = match Target::open(path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    let merged = match into(book, assessment, &target.workspace().config.style) {
        Ok(merged) => merged,
        Err(finding) => return refuse(&[*finding]),
    };
    let read = assessment.source.text();
    if !dry_run
        && merged.text != read
        && let Err(error) = replace(target.path(), read.as_bytes(), merged.text.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    match terminal::finish(&told(&merged, dry_run)) {
        Exit::Clean if !merged.left.is_empty() => Exit::Findings,
        exit => exit,
    }
}

fn told(merged: &Merged, dry_run: bool) -> String {
    let mut lines = Vec::new();
    if merged.changed.is_empty() {
        lines.push("Excel で直された所はありません。評価書はそのままです".to_owned());
    } else {
        let done =
            if dry_run { "書き入れます（まだ何も書いていません）" } else { "書き入れました" };
        lines.push(format!("{} か所を{done}", merged.changed.len()));
        lines.extend(merged.changed.iter().map(|item| format!("  ＝ {item}")));
    }
    if !merged.left.is_empty() {
        lines.push(format!("{} か所は書き入れられません", merged.left.len()));
        lines.extend(merged.left.iter().flat_map(left));
    }
    lines.join("\n") + "\n"
}

fn left(left: &Left) -> Vec<String> {
    const SHOWN: usize = 60;
    let place = if left.place.is_empty() { String::new() } else { format!("（{}）", left.place) };
    let mut lines = vec![format!("  ？ {}{place}: {}", left.what, left.why)];
    if !left.text.is_empty() {
        let text = left.text.replace('\n', " ");
        lines.push(format!("     Excel の記載: {}", crate::text::width::truncate(&text, SHOWN)));
    }
    lines
}
