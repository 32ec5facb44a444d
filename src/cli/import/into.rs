//! `hyokasho import --into`

use std::path::Path;

use serde_json::json;

use crate::assessment::Assessment;
use crate::cli::args::ImportArguments;
use crate::cli::exit::Exit;
use crate::cli::target::{Target, refuse};
use crate::cli::terminal;
use crate::disk::{overwrite, replace, shown};
use crate::grid::{Book, MarkupKind};
use crate::office::{RecordBook, comment_of};
use crate::procedure::CommentDraft;
use crate::sheet::{Left, Merged, Remark, into};
use crate::text::width::truncate;

/// Columns of a text that is told on a line.
const SHOWN: usize = 60;

/// Exit code 1 tells that something was not taken over.
pub(super) fn run(book: &Book, path: &Path, command: &ImportArguments) -> Exit {
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
    if !command.dry_run
        && merged.text != read
        && let Err(error) = replace(target.path(), read.as_bytes(), merged.text.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    let noted = if command.dry_run { Ok(0) } else { note(&target, assessment, &merged) };
    let noted = match noted {
        Ok(noted) => noted,
        Err(exit) => return exit,
    };
    if let Some(file) = &command.report
        && let Err(error) = overwrite(file, report(book, &merged, command.dry_run).as_bytes())
    {
        return terminal::unwritten(&error);
    }
    let kept = if noted > 0 {
        format!("{noted} 件のコメントを procedure.yaml に書き加えました（hyokasho comment … list）\n")
    } else {
        String::new()
    };
    match terminal::finish(&(told(&merged, command.dry_run) + &kept)) {
        Exit::Clean if !merged.left.is_empty() => Exit::Findings,
        exit => exit,
    }
}

/// Comments are kept with the procedure, each once however often the document comes back. How many are new.
fn note(target: &Target, assessment: &Assessment, merged: &Merged) -> Result<usize, Exit> {
    let comments: Vec<CommentDraft> = merged.remarks.iter().filter_map(comment_of).collect();
    if comments.is_empty() {
        return Ok(0);
    }
    let book = RecordBook::open(target.workspace(), &target.folder()).map_err(|findings| refuse(&findings))?;
    let (text, added) = book.procedure.with_comments(assessment, &comments).map_err(|error| {
        terminal::tell(&format!("誤り: {}: {error}", shown(book.path())));
        Exit::Unwritten
    })?;
    if added > 0 {
        book.save(&text).map_err(|error| terminal::unwritten(&error))?;
    }
    Ok(added)
}

fn report(book: &Book, merged: &Merged, dry_run: bool) -> String {
    let left = |left: &Left| json!({ "path": left.what, "where": left.place, "text": left.text, "reason": left.why.to_string() });
    let of =
        |kinds: &[MarkupKind]| merged.remarks.iter().filter(|remark| kinds.contains(&remark.kind)).collect::<Vec<_>>();
    let tracked = |remark: &&Remark| {
        let mut told = json!(remark);
        told["kind"] = json!(if remark.kind == MarkupKind::Inserted { "inserted" } else { "deleted" });
        told
    };
    let report = json!({
        "source": book.name,
        "written": !dry_run,
        "changed": merged.changed,
        "left": merged.left.iter().map(left).collect::<Vec<_>>(),
        "comments": of(&[MarkupKind::Comment]),
        "tracked": of(&[MarkupKind::Inserted, MarkupKind::Deleted]).iter().map(tracked).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn told(merged: &Merged, dry_run: bool) -> String {
    let mut lines = Vec::new();
    if merged.changed.is_empty() {
        lines.push("ファイルで直された所はありません。評価書はそのままです".to_owned());
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
    lines.extend(remarks(merged));
    lines.join("\n") + "\n"
}

fn left(left: &Left) -> Vec<String> {
    let place = if left.place.is_empty() { String::new() } else { format!("（{}）", left.place) };
    let mut lines = vec![format!("  ？ {}{place}: {}", left.what, left.why)];
    if !left.text.is_empty() {
        lines.push(format!("     ファイルの記載: {}", one_line(&left.text)));
    }
    lines
}

/// Tracked changes and comments, each at its item.
fn remarks(merged: &Merged) -> Vec<String> {
    let (comments, tracked): (Vec<&Remark>, Vec<&Remark>) =
        merged.remarks.iter().partition(|remark| remark.kind == MarkupKind::Comment);
    let mut lines = Vec::new();
    if !tracked.is_empty() {
        let heading = "変更履歴が残っています。挿入を採り、削除を除いた文を記載として扱いました";
        lines.push(format!("{heading}（{} か所）", tracked.len()));
        let sign = |remark: &Remark| if remark.kind == MarkupKind::Inserted { "＋" } else { "－" };
        lines.extend(
            tracked
                .iter()
                .map(|remark| format!("  {} {}{}: {}", sign(remark), remark.path, by(remark), one_line(&remark.text))),
        );
    }
    if !comments.is_empty() {
        lines.push(format!("コメントが {} 件あります", comments.len()));
        for remark in comments {
            let quoted =
                if remark.quoted.is_empty() { String::new() } else { format!("「{}」", one_line(&remark.quoted)) };
            lines.push(format!("  ・ {}{quoted}{}", remark.path, by(remark)));
            lines.push(format!("     {}", one_line(&remark.text)));
        }
    }
    lines
}

/// Who wrote it, and on what day.
fn by(remark: &Remark) -> String {
    let day = remark.date.split('T').next().unwrap_or_default();
    let told: Vec<&str> = [remark.author.as_str(), day].into_iter().filter(|told| !told.is_empty()).collect();
    if told.is_empty() { String::new() } else { format!("（{}）", told.join(" ")) }
}

fn one_line(text: &str) -> String {
    truncate(&text.split_whitespace().collect::<Vec<_>>().join(" "), SHOWN)
}
