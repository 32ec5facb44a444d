//! `hyokasho import --into`

use std::path::Path;

use serde_json::json;

use crate::cli::args::ImportArguments;
use crate::cli::exit::Exit;
use crate::cli::target::{Target, refuse};
use crate::cli::terminal;
use crate::disk::overwrite;
use crate::grid::{Book, MarkupKind};
use crate::office::{ReturnFault, Returned};
use crate::sheet::{Left, Merged, Remark, TakenChange};
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
    let returned = Returned::read(target.workspace(), target.path(), assessment, book, command.allow_blank);
    let returned = match returned {
        Ok(returned) => returned,
        Err(finding) => return refuse(&[*finding]),
    };
    let report = command.report.as_ref().map(|file| (file, report(book, &returned.merged, command.dry_run)));
    let (mut told, is_whole) = (told(&returned.merged, command.dry_run), returned.merged.left.is_empty());
    let noted = match if command.dry_run { Ok(0) } else { returned.write() } {
        Ok(noted) => noted,
        Err(ReturnFault::Refused(findings)) => return refuse(&findings),
        Err(ReturnFault::Unwritten(error)) => return terminal::unwritten(&error),
        Err(error @ ReturnFault::Comments(..)) => {
            terminal::tell(&format!("誤り: {error}"));
            return Exit::Unwritten;
        }
    };
    if let Some((file, report)) = report
        && let Err(error) = overwrite(file, report.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    if noted > 0 {
        told += &format!("{noted} 件のコメントを procedure.yaml に書き加えました（hyokasho comment … list）\n");
    }
    match terminal::finish(&told) {
        Exit::Clean if !is_whole => Exit::Findings,
        exit => exit,
    }
}

fn report(book: &Book, merged: &Merged, dry_run: bool) -> String {
    let left = |left: &Left| {
        let mut told =
            json!({ "path": left.what, "where": left.place, "text": left.text, "reason": left.why.to_string() });
        for (key, value) in [("current", &left.current), ("base", &left.base)] {
            if let Some(value) = value {
                told[key] = json!(value);
            }
        }
        told
    };
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
        lines.extend(merged.changed.iter().flat_map(changed));
    }
    if !merged.left.is_empty() {
        lines.push(format!("{} か所は書き入れられません", merged.left.len()));
        lines.extend(merged.left.iter().flat_map(left));
    }
    if !merged.kept.is_empty() {
        lines.push(format!(
            "{} か所は、このファイルでは書き出したときのままですが、前に取り込んだ記載を残しました。戻すなら、もう一度書き出した Excel で直してください",
            merged.kept.len()
        ));
        lines.extend(merged.kept.iter().map(|item| format!("  － {item}")));
    }
    lines.extend(remarks(merged));
    lines.join("\n") + "\n"
}

/// Before → after, each on its line.
fn changed(changed: &TakenChange) -> Vec<String> {
    let [before, after] = excerpts(&changed.before, &changed.after);
    vec![
        format!("  ＝ {}{}", changed.what, place(&changed.place)),
        format!("     {} → {}", or_blank(&before), or_blank(&after)),
    ]
}

fn left(left: &Left) -> Vec<String> {
    let mut lines = vec![format!("  ？ {}{}: {}", left.what, place(&left.place), left.why)];
    let said = (!left.text.is_empty()).then_some(&left.text);
    for (whose, words) in [
        ("書き出したときの記載", left.base.as_ref()),
        ("評価書の記載", left.current.as_ref()),
        ("ファイルの記載", said),
    ] {
        lines.extend(words.map(|words| format!("     {whose}: {}", or_blank(&one_line(words)))));
    }
    lines
}

fn place(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("（{place}）") }
}

fn or_blank(words: &str) -> &str {
    if words.is_empty() { "（空）" } else { words }
}

/// The beginning of both; of long ones, what is around the first difference.
fn excerpts(before: &str, after: &str) -> [String; 2] {
    const LED_BY: usize = 12;
    let alike = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    let from = if alike > SHOWN / 2 { alike.saturating_sub(LED_BY) } else { 0 };
    let lead = if from > 0 { "…" } else { "" };
    [before, after].map(|text| {
        let rest: String = text.chars().skip(from).collect();
        if text.is_empty() { String::new() } else { format!("{lead}{}", one_line(&rest)) }
    })
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
