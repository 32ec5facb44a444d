//! Texts that lost what held them together: columns, list heads, the table of changes. Every text here is invented.

use hyokasho::form::Forms;
use hyokasho::grid;
use hyokasho::import::{Imported, import};

use super::arranged::{holds, read, rows, said};
use super::bound;

/// Labels, and below them the answers of all, an empty line between what were cells.
const PARTED: &str = "評価書番号\n\n12\n\n評価実施機関名\n\nみどり市長\n\nⅠ　基本情報\n\n１．特定個人情報ファイルを取り扱う事務\n\n\
    ①事務の名称\n②事務の内容\n\n検診に関する事務\n\n案内を送る。\n結果を記録する。\n\n③対象人数\n\n1) 1,000人未満\n\n□\n\n\
    2) 1,000人以上1万人未満\n\n■\n\n２．特定個人情報ファイルを取り扱う事務において使用するシステム\n\nシステム1\n\n\
    ①システムの名称\n\n②システムの機能\n\n③他のシステムとの接続\n\n検診システム\n\n記録する。\n\n□\n■\n\n\
    情報提供ネットワークシステム\n庁内連携システム\n\n□\n\n税務システム\n\n６．評価実施機関における担当部署\n\n\
    ①部署\n②所属長の役職名\n\n健康課\n\n課長\n\n電話番号\n\n";

#[test]
fn answers_below_their_labels_go_to_them_in_turn() {
    let (_, assessment) = read("a.txt", PARTED);
    for (address, words) in [
        ("cover.number", "12"),
        ("work.name", "検診に関する事務"),
        ("systems.system-1.name", "検診システム"),
        ("systems.system-1.functions", "記録する。"),
        ("systems.system-1.connects", "庁内連携システム"),
    ] {
        assert_eq!(said(&assessment, address), words, "{address}");
    }
    assert_eq!(said(&assessment, "work.content").trim(), "案内を送る。\n結果を記録する。");
}

#[test]
fn a_box_that_was_torn_off_belongs_to_the_one_option_without_any() {
    let (imported, assessment) = read("a.txt", PARTED);
    assert_eq!(said(&assessment, "work.population"), "1,000人未満");
    assert!(imported.report.conflicts.iter().any(|told| told.message.contains("離れた所")));
}

#[test]
fn what_may_answer_several_labels_answers_none() {
    let (imported, assessment) = read("a.txt", PARTED);
    assert_eq!([said(&assessment, "office.name"), said(&assessment, "office.head")], ["", ""]);
    assert!(imported.report.conflicts.iter().any(|told| told.message.contains("どの項目の記載か")));
    for left in ["健康課", "課長"] {
        assert!(imported.report.unmapped.iter().any(|one| one.text == left), "{left}");
    }
}

#[test]
fn nothing_below_the_heading_of_the_changes_is_an_answer() {
    let text = format!("{PARTED}（別添2）変更箇所\n\n変更日\n\n令和7年4月1日\n\n項目\n\n公表日\n\n令和6年4月1日\n");
    let (imported, assessment) = read("a.txt", &text);
    assert_eq!(said(&assessment, "cover.published_on"), "");
    assert!(imported.report.unmapped.iter().any(|left| left.text == "令和7年4月1日"));
}

#[test]
fn a_colon_parts_a_label_from_its_answer() {
    holds("a.txt", &rows(|_, (_, label, answer)| format!("{label}：{answer}")));
}

#[test]
fn steps_of_a_path_may_be_parted_by_a_slash_and_number_items_in_brackets() {
    let step = |label: &str| label.replace('①', "（１）").replace('②', "（２）").replace('③', "（３）");
    let path = |path: &str, label: &str| {
        if path.ends_with(label) {
            path.replace(' ', "／")
        } else {
            format!("{}／{}", path.replace(' ', "／"), step(label))
        }
    };
    holds("a.tsv", &rows(|_, (above, label, answer)| format!("{}\t{answer}", path(above, label))));
}

/// A document in Markdown, with the headings of a path above each line.
fn markdown(line: impl Fn(&str, &str) -> String) -> Imported {
    let headings = |path: &str| -> String {
        path.split(' ').filter(|step| *step != "Ⅰ").map(|step| format!("# {step}\n\n")).collect()
    };
    let text =
        rows(
            |_, (path, label, answer)| {
                if answer.is_empty() { String::new() } else { format!("{}{}\n", headings(path), line(label, answer)) }
            },
        );
    let text = format!("特定個人情報保護評価書（重点項目評価書）\n\n{text}");
    import(&grid::read("a.md", text.as_bytes()).unwrap(), &Forms::default()).unwrap()
}

#[test]
fn labels_in_bold_type_begin_the_items_of_a_list() {
    let assessment = bound(&markdown(|label, answer| format!("- **{label}**: {answer}\n")));
    assert_eq!(said(&assessment, "cover.agency"), "みどり市長");
    assert_eq!(said(&assessment, "office.head"), "健康課長");
}

#[test]
fn titles_of_columns_that_every_table_repeats_are_no_answers_and_told_once() {
    let imported = markdown(|label, answer| format!("| 項目 | 内容 |\n|---|---|\n| {label} | {answer} |\n"));
    assert!(!imported.yaml.contains("項目 内容"), "{}", imported.yaml);
    assert_eq!(imported.report.unmapped.iter().filter(|left| left.text == "内容").count(), 1);
    assert_eq!(said(&bound(&imported), "office.name"), "健康課");
}

#[test]
fn radicals_are_read_as_what_people_write() {
    holds("a.tsv", &rows(|_, (_, label, answer)| format!("{label}\t{answer}").replace('⻑', "長").replace('長', "⻑")));
}
