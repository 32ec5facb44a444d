//! What is chosen by how it looks, and where marks stand apart from what they mark: every text here is invented.

use super::arranged::{read, said};

const HEAD: &str = "評価書番号,12,\n評価書名,検診に関する事務,\n評価実施機関名,みどり市長,\n公表日,令和7年6月1日,\n\
    Ⅰ　基本情報,,\n１．特定個人情報ファイルを取り扱う事務,,\n①事務の名称,検診に関する事務,\n②事務の内容,案内を送る。,\n";

fn people(rows: &str) -> String {
    let (_, assessment) = read("a.csv", &format!("{HEAD}{rows}\n６．評価実施機関における担当部署,,\n①部署,健康課,\n"));
    assert_eq!(said(&assessment, "office.name"), "健康課");
    said(&assessment, "work.population")
}

#[test]
fn a_mark_may_stand_behind_its_option() {
    let rows = "③対象人数,\"1) 1,000人未満\",\n,\"2) 1,000人以上1万人未満\",○\n,3) 1万人以上10万人未満,";
    assert_eq!(people(rows), "1,000人以上1万人未満");
    let first = "③対象人数,\"1) 1,000人未満\",○\n,\"2) 1,000人以上1万人未満\",\n,3) 1万人以上10万人未満,";
    assert_eq!(people(first), "1,000人未満");
}

#[test]
fn marks_in_a_row_belong_to_as_many_options_after_them() {
    let rows = "③対象人数,□,\"1) 1,000人未満\"\n□,■,\"2) 1,000人以上1万人未満3) 1万人以上10万人未満\"";
    assert_eq!(people(rows), "1万人以上10万人未満");
}

#[test]
fn options_may_be_numbered_with_kana_and_the_answer_be_told_behind_a_word() {
    let list = "ア　1,000人未満\nイ　1,000人以上1万人未満\nウ　1万人以上10万人未満";
    assert_eq!(people(&format!("③対象人数,\"{list}\n選択：1,000人以上1万人未満\",")), "1,000人以上1万人未満");
    assert_eq!(people(&format!("③対象人数,\"{list}\",")), "", "a list is no answer");
}

#[test]
fn among_options_without_boxes_a_circle_chooses_whatever_other_lists_have() {
    let boxes = "２．特定個人情報ファイルを取り扱う事務において使用するシステム,,\nシステム1,,\n③他のシステムとの接続,\"●庁内連携システム\n○税務システム\",";
    let rows = format!("③対象人数,\"　1) 1,000人未満\n○2) 1,000人以上1万人未満\",\n{boxes}");
    assert_eq!(people(&rows), "1,000人以上1万人未満");
}

#[test]
fn what_is_set_off_among_options_is_chosen_and_told() {
    let page = |answer: &str| {
        let rows = HEAD.lines().chain(["６．評価実施機関における担当部署", "①部署,健康課"]).map(|row| {
            let cells: String = row.split(',').map(|cell| format!("<td>{cell}</td>")).collect();
            let people = format!("</tr><tr><td>③対象人数</td><td>{answer}</td>");
            format!("<tr>{cells}{}</tr>", if row.starts_with('②') { people.as_str() } else { "" })
        });
        let rows: String = rows.collect();
        let page = format!("<!doctype html><h1>特定個人情報保護評価書（重点項目評価書）</h1><table>{rows}</table>");
        let book = hyokasho::grid::read("a.html", page.as_bytes()).unwrap();
        let imported = hyokasho::import::import(&book, &hyokasho::form::Forms::default()).unwrap();
        let told = imported.report.conflicts.iter().filter(|told| told.message.contains("下線・囲み・太字")).count();
        (said(&super::bound(&imported), "work.population"), told)
    };
    let chosen = ("1,000人以上1万人未満".to_owned(), 1);
    assert_eq!(page("1) 1,000人未満　<u>2) 1,000人以上1万人未満</u>　3) 1万人以上10万人未満"), chosen);
    assert_eq!(page("1) 1,000人未満<br>2) <b>1,000人以上1万人未満</b>"), chosen);
    assert_eq!(page("<u>1) 1,000人未満</u>　<u>2) 1,000人以上1万人未満</u>"), (String::new(), 0), "all of them");
}
