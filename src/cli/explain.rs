//! `hyokasho explain`

use super::args::{Arguments, ExplainArguments};
use super::exit::Exit;
use super::table::table;
use super::terminal;
use crate::finding::{Confidence, Rule};
use crate::rules::{body, families, find_rule, nearest_rule};
use crate::text::width::wrap;

/// Longer lines are hard to read.
const WIDEST: usize = 100;

pub(super) fn run(command: &ExplainArguments, arguments: &Arguments) -> Exit {
    let style = terminal::style(arguments);
    let text = match &command.code {
        None => list(style.width),
        Some(code) => match find_rule(code) {
            Some(rule) => page(rule, style.width.min(WIDEST), style.color),
            None => {
                terminal::tell(&format!("誤り: 「{code}」という指摘はありません"));
                if let Some(near) = nearest_rule(code) {
                    terminal::tell(&format!("対処: 「{}」（{}）でしょうか", near.code, near.title()));
                }
                terminal::tell("hyokasho explain で全ての指摘を一覧できます");
                return Exit::Usage;
            }
        },
    };
    terminal::finish(&text)
}

fn list(columns: usize) -> String {
    let mut rows = vec![["コード", "重さ", "題", "名前"].map(ToOwned::to_owned).to_vec()];
    for (_, rules) in families() {
        rows.extend(rules.iter().map(|rule| {
            vec![rule.code.to_owned(), rule.severity.word().to_owned(), rule.title(), rule.name.to_owned()]
        }));
    }
    table(&rows, 2, columns)
}

fn page(rule: &Rule, columns: usize, color: bool) -> String {
    let bold = |text: String| if color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text };
    let mut page = bold(format!("{} {}", rule.code, rule.title())) + "\n";
    let sure = match rule.confidence {
        Confidence::Certain => "確実",
        Confidence::Likely => "確かでない（--pedantic を付けたときだけ出す）",
    };
    page += &format!("名前: {}　重さ: {}　確かさ: {sure}\n\n", rule.name, rule.severity.word());
    for line in body(rule).lines() {
        match line.strip_prefix("## ") {
            Some(title) => page += &(bold(format!("■ {title}")) + "\n"),
            None => page += &(wrap(line, columns).join("\n") + "\n"),
        }
    }
    page
}
