//! `hyokasho law`

use std::fmt::Write;

use super::args::{Arguments, LawArguments};
use super::exit::Exit;
use super::table::table;
use super::terminal;
use crate::law::{
    Act, LawFile, ORDER_OFFSET, WorkRow, acts, article_files, articles_of, number_act_table, old_row_of, old_table,
    order_row_of, order_table, renamed, work_row_of, work_rows,
};
use crate::text::{fold, width::wrap};

/// Longer lines are hard to read.
const WIDEST: usize = 100;

pub(super) fn run(command: &LawArguments, arguments: &Arguments) -> Exit {
    let columns = terminal::style(arguments).width.min(WIDEST);
    let words: Vec<String> = command.words.iter().map(|word| fold::fold(word)).collect();
    let text = match words.as_slice() {
        [] => files(columns),
        words => found(words, columns),
    };
    if text.is_empty() {
        terminal::tell(&format!("誤り: 「{}」は法令のデータに見当たりません", command.words.join(" ")));
        terminal::tell("対処: 事務や法令の名前の一部で探すか、hyokasho law でデータの一覧を見てください");
        return Exit::Findings;
    }
    terminal::finish(&text)
}

/// What data there is, where it is from and how it was checked.
fn files(columns: usize) -> String {
    let all = [number_act_table(), old_table(), order_table(), &acts().file].into_iter().chain(article_files());
    all.map(|file| head(file, columns) + "\n").collect::<String>().trim_end().to_owned() + "\n"
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

/// The table that is asked for with the number of a row, or else whatever holds the words.
fn found(words: &[String], columns: usize) -> String {
    let row = words.get(1).map(|row| row.trim_start_matches('第').trim_end_matches('項').trim_end_matches('の'));
    match (words[0].as_str(), row) {
        ("別表" | "番号法別表", None) => list(),
        ("別表" | "番号法別表", Some(row)) => {
            work_row_of(row).map_or(String::new(), |row| one_row(&row, columns))
        }
        ("旧別表第一" | "旧別表第1" | "別表第一" | "別表第1", Some(row)) => old_row(row, columns),
        ("主務省令" | "主務省令第2条の表", Some(row)) => order_row(row),
        _ => search(&words.concat(), columns),
    }
}

fn list() -> String {
    let mut rows = vec![["項", "者", "事務"].map(ToOwned::to_owned).to_vec()];
    rows.extend(work_rows().map(|row| [row.number, row.body, row.short_work()].map(ToOwned::to_owned).to_vec()));
    table(&rows, 2, terminal::width())
}

fn one_row(row: &WorkRow, columns: usize) -> String {
    let mut text = format!("■ 番号法の別表の{}の項\n", row.number);
    text += &indented(&format!("者: {}", row.body), columns);
    text += &indented(&format!("事務: {}", row.work), columns);
    let old: Vec<&str> =
        old_table().rows.iter().filter(|old| old.get(1) == Some(&row.number)).map(|old| old[0]).collect();
    for number in old {
        let how = old_row_of(number).map_or("", |old| old.checked);
        text += &indented(&format!("旧別表第一では{number}の項（{how}）"), columns);
    }
    text
}

fn old_row(number: &str, columns: usize) -> String {
    let Some(old) = old_row_of(number) else { return String::new() };
    let mut text = format!("■ 番号法の旧別表第一の{}の項\n", old.number);
    match work_row_of(old.became) {
        Some(row) => {
            text += &indented(
                &format!("今の別表の{}の項に当たるとみられる（確かめ: {}）", row.number, old.checked),
                columns,
            );
            text += &one_row(&row, columns);
        }
        None => text += &indented("今の別表に当たる項が見当たらない", columns),
    }
    text
}

fn order_row(number: &str) -> String {
    let Ok(count) = number.parse::<u16>() else { return String::new() };
    let mut text = format!("■ 番号法第19条第8号に基づく主務省令第2条の表の{count}の項\n");
    let _ = writeln!(text, "  定める条: 第{}条", count.saturating_add(ORDER_OFFSET));
    match order_row_of(number) {
        Some(row) => {
            let _ = writeln!(text, "  法律: {}（確かめ: {}）", row.act, row.checked);
        }
        None => text += "  どの法律の事務かは、データにありません\n",
    }
    text
}

/// Acts, rows and old names that hold the words.
fn search(words: &str, columns: usize) -> String {
    let holds = |text: &str| fold::fold(text).contains(words);
    let own = |act: &&Act| fold::fold(act.name) == *words || act.short.iter().any(|short| fold::fold(short) == *words);
    let mut text = String::new();
    let exact: Vec<&Act> = acts().acts.iter().filter(own).collect();
    let named = acts().acts.iter().filter(|act| holds(act.name) || act.short.iter().any(|short| holds(short)));
    for act in if exact.is_empty() { named.collect() } else { exact.clone() } {
        text += &one_act(act, columns);
        if let Some(articles) = articles_of(act).filter(|_| !exact.is_empty()) {
            text += &article_list(articles);
        }
    }
    let act = exact.first().map(|act| act.name);
    for row in work_rows().filter(|row| act.map_or_else(|| holds(row.work), |act| row.is_under(act))) {
        text += &one_row(&row, columns);
    }
    for name in renamed().iter().filter(|name| holds(&name.old) || holds(&name.new)) {
        text += &format!("■ {}\n", name.old);
        let by = name.by.as_ref().map_or(String::new(), |by| format!("（{by}）"));
        text += &indented(&format!("{}から「{}」{by}", name.since, name.new), columns);
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
    rows.extend(articles.rows.iter().filter_map(|row| articles.article(row.first()?)).map(|article| {
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
