//! `hyokasho law`

use std::fmt::Write;

use serde_json::{Value, json};

use super::args::{Arguments, LawArguments, LawFormat};
use super::exit::Exit;
use super::table::table;
use super::terminal;
use crate::law::{
    Act, Article, LawFile, LawFound, ORDER_OFFSET, OldRow, OrderRow, WorkRow, articles_of, law_files, look_up,
};
use crate::text::{fold, width::wrap};

/// Longer lines are hard to read.
const WIDEST: usize = 100;
/// Of the JSON.
const VERSION: u32 = 1;

pub(super) fn run(command: &LawArguments, arguments: &Arguments) -> Exit {
    let columns = terminal::style(arguments).width.min(WIDEST);
    let words: Vec<String> = command.words.iter().map(|word| fold::fold(word)).collect();
    let found = look_up(&words);
    if !words.is_empty() && found.is_empty() {
        terminal::tell(&format!("誤り: 「{}」は法令のデータに見当たりません", command.words.join(" ")));
        terminal::tell("対処: 事務や法令の名前の一部で探すか、hyokasho law でデータの一覧を見てください");
        return Exit::Findings;
    }
    let text = match (command.format, words.as_slice()) {
        (LawFormat::Json, []) => {
            written(&json!({"version": VERSION, "data": law_files().map(file).collect::<Vec<_>>()}))
        }
        (LawFormat::Json, _) => written(&as_json(&found)),
        (LawFormat::Human, []) => files(columns),
        (LawFormat::Human, [_]) if found.is_table() => list(&found),
        (LawFormat::Human, _) => told(&found, columns),
    };
    terminal::finish(&text)
}

fn written(value: &Value) -> String {
    format!("{value:#}\n")
}

fn file(file: &LawFile) -> Value {
    json!({
        "title": file.title, "in_force": file.in_force, "source": file.source, "checked": file.checked,
        "rows": file.rows.len(),
    })
}

fn as_json(found: &LawFound) -> Value {
    let old = |old: &OldRow| json!({"number": old.number, "became": old.became, "checked": old.checked});
    let work = |row: &WorkRow| {
        let before: Vec<Value> = row.old_rows().map(|row| old(&row)).collect();
        json!({"number": row.number, "body": row.body, "work": row.work, "act": row.act(), "old_rows": before})
    };
    let act = |act: &&Act| {
        let articles = articles_of(act).filter(|_| found.is_exact).map(|file| articles(file).map(|one| article(&one)));
        json!({
            "name": act.name, "short": act.short, "number": act.number,
            "articles": articles.map(Iterator::collect::<Vec<_>>),
        })
    };
    let order = found.order.map(|(number, row)| {
        json!({
            "number": number, "article": number.saturating_add(ORDER_OFFSET),
            "act": row.map(|row| row.act), "checked": row.map(|row| row.checked),
        })
    });
    let renamed =
        found.renamed.iter().map(|name| json!({"old": name.old, "new": name.new, "since": name.since, "by": name.by}));
    json!({
        "version": VERSION,
        "acts": found.acts.iter().map(act).collect::<Vec<_>>(),
        "rows": found.works.iter().map(work).collect::<Vec<_>>(),
        "old_row": found.old.as_ref().map(old),
        "order_row": order,
        "renamed": renamed.collect::<Vec<_>>(),
    })
}

fn article(article: &Article) -> Value {
    let items: Vec<u16> = (1..=article.paragraphs).map(|paragraph| article.items(paragraph)).collect();
    json!({"number": article.number, "title": article.title, "paragraphs": article.paragraphs, "items": items})
}

fn articles(file: &LawFile) -> impl Iterator<Item = Article> {
    file.rows.iter().filter_map(|row| file.article(row.first()?))
}

/// What data there is, where it is from and how it was checked.
fn files(columns: usize) -> String {
    law_files().map(|file| head(file, columns) + "\n").collect::<String>().trim_end().to_owned() + "\n"
}

fn head(file: &LawFile, columns: usize) -> String {
    let mut text = format!("■ {}（{}行）\n", file.title, file.rows.len());
    for (label, words) in [("効力", file.in_force), ("出典", file.source), ("確かめ", file.checked)] {
        if !words.is_empty() {
            text += &indented(&format!("{label}: {words}"), columns);
        }
    }
    text
}

/// The whole table.
fn list(found: &LawFound) -> String {
    let mut rows = vec![["項", "者", "事務"].map(ToOwned::to_owned).to_vec()];
    rows.extend(found.works.iter().map(|row| [row.number, row.body, row.short_work()].map(ToOwned::to_owned).to_vec()));
    table(&rows, 2, terminal::width())
}

fn told(found: &LawFound, columns: usize) -> String {
    let mut text = String::new();
    if let Some(old) = &found.old {
        text += &old_row(old, found.works.first(), columns);
    }
    if let Some((number, row)) = found.order {
        text += &order_row(number, row);
    }
    for act in &found.acts {
        text += &one_act(act, columns);
        if let Some(articles) = articles_of(act).filter(|_| found.is_exact) {
            text += &article_list(articles);
        }
    }
    text.extend(found.works.iter().map(|row| one_row(row, columns)));
    for name in &found.renamed {
        text += &format!("■ {}\n", name.old);
        let by = name.by.as_ref().map_or(String::new(), |by| format!("（{by}）"));
        text += &indented(&format!("{}から「{}」{by}", name.since, name.new), columns);
    }
    text
}

fn one_row(row: &WorkRow, columns: usize) -> String {
    let mut text = format!("■ 番号法の別表の{}の項\n", row.number);
    text += &indented(&format!("者: {}", row.body), columns);
    text += &indented(&format!("事務: {}", row.work), columns);
    for old in row.old_rows() {
        text += &indented(&format!("旧別表第一では{}の項（{}）", old.number, old.checked), columns);
    }
    text
}

fn old_row(old: &OldRow, became: Option<&WorkRow>, columns: usize) -> String {
    let words = match became {
        Some(row) => format!("今の別表の{}の項に当たるとみられる（確かめ: {}）", row.number, old.checked),
        None => "今の別表に当たる項が見当たらない".to_owned(),
    };
    format!("■ 番号法の旧別表第一の{}の項\n{}", old.number, indented(&words, columns))
}

fn order_row(number: u16, row: Option<OrderRow>) -> String {
    let mut text = format!("■ 番号法第19条第8号に基づく主務省令第2条の表の{number}の項\n");
    let _ = writeln!(text, "  定める条: 第{}条", number.saturating_add(ORDER_OFFSET));
    match row {
        Some(row) => {
            let _ = writeln!(text, "  法律: {}（確かめ: {}）", row.act, row.checked);
        }
        None => text += "  どの法律の事務かは、データにありません\n",
    }
    text
}

fn one_act(act: &Act, columns: usize) -> String {
    let mut text = wrap(&format!("■ {}", act.name), columns).join("\n") + "\n";
    text += &indented(&format!("番号: {}", act.number.unwrap_or("確かめていない")), columns);
    if !act.short.is_empty() {
        text += &indented(&format!("略称: {}", act.short.join("、")), columns);
    }
    text
}

fn article_list(articles: &LawFile) -> String {
    let mut rows = vec![["条", "見出し", "項", "号"].map(ToOwned::to_owned).to_vec()];
    rows.extend(self::articles(articles).map(|article| {
        let items: Vec<String> = (1..=article.paragraphs)
            .filter(|paragraph| article.items(*paragraph) > 0)
            .map(|paragraph| format!("第{paragraph}項に{}号", article.items(paragraph)))
            .collect();
        vec![article.name(), article.title.to_owned(), article.paragraphs.to_string(), items.join("、")]
    }));
    table(&rows, 1, terminal::width())
}

fn indented(text: &str, columns: usize) -> String {
    wrap(text, columns.saturating_sub(2)).into_iter().map(|line| format!("  {line}\n")).collect()
}
