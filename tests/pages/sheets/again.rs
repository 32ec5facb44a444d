//! A workbook comes back again and again: what is compared with what, what blanks do, what comments become.

use std::fs;

use super::back::libreoffice;
use super::{Desk, FULL, Patched, difference, path, program};
use crate::support::needs::lacks;

const NOTHING: &str = "ファイルで直された所はありません。評価書はそのままです\n";

#[test]
fn the_same_workbook_comes_back_ten_times() {
    let desk = Desk::new("sheets-ten-times");
    let file = desk.rendered(FULL);
    for round in 1..=10 {
        let mut book = Patched::open(&file);
        book.write("pia_work.name", &format!("市民健診に関する事務{round}"));
        book.write("pia_cover.notes", &format!("{round} 回目\n二行目"));
        book.write("pia_systems.health.connects.3", if round % 2 == 0 { "○" } else { "" });
        book.save(&file);
        // Meanwhile somebody else changes something else.
        let text = desk.text(FULL);
        let agency = text.lines().find(|line| line.trim().starts_with("agency:")).unwrap().to_owned();
        fs::write(desk.yaml(FULL), text.replacen(&agency, &format!("  agency: 汐見台市長{round}"), 1)).unwrap();
        let (code, told) = desk.import(&file, FULL);
        assert_eq!(code, 0, "{round}: {told}");
        let text = desk.text(FULL);
        for words in
            [format!("name: 市民健診に関する事務{round}\n"), format!("{round} 回目"), format!("汐見台市長{round}")]
        {
            assert!(text.contains(&words), "{round}: {words}");
        }
        assert_eq!(desk.import(&file, FULL), (0, NOTHING.into()), "round {round} again");
        assert_eq!(desk.text(FULL), text);
    }
}

#[test]
fn a_workbook_goes_through_libreoffice_again_and_again() {
    if lacks(&["soffice"]) {
        return;
    }
    let desk = Desk::new("sheets-again-libreoffice");
    let mut file = desk.rendered(FULL);
    for round in 1..=3 {
        let mut book = Patched::open(&file);
        book.write("pia_work.name", &format!("市民健診に関する事務{round}"));
        book.save(&file);
        let out = desk.root.join(format!("saved-{round}"));
        libreoffice(&out, "xlsx", std::slice::from_ref(&file));
        file = out.join(format!("{FULL}.xlsx"));
        let (code, told) = desk.import(&file, FULL);
        assert!(code == 0 && told.starts_with("1 か所を書き入れました\n"), "{round}: {told}");
        assert_eq!(desk.import(&file, FULL), (0, NOTHING.into()), "round {round} again");
    }
}

/// Two people fill in copies of one workbook: nobody's words are put back.
#[test]
fn copies_of_a_workbook_come_back_one_after_the_other() {
    let desk = Desk::new("sheets-copies");
    let file = desk.rendered(FULL);
    let (mine, yours) = (desk.root.join("a.xlsx"), desk.root.join("b.xlsx"));
    let write = |to: &std::path::Path, name: &str, words: &str| {
        let mut book = Patched::open(if to.exists() { to } else { &file });
        book.write(name, words);
        book.save(to);
    };
    write(&mine, "pia_work.name", "市民健診に関する事務");
    write(&yours, "pia_cover.agency", "汐見台市教育委員会");
    assert_eq!(desk.import(&mine, FULL).0, 0);
    let (code, told) = desk.import(&yours, FULL);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("前に取り込んだ記載を残しました"), "{told}");
    let text = desk.text(FULL);
    assert!(text.contains("name: 市民健診に関する事務") && text.contains("agency: 汐見台市教育委員会"));
    // What one of them writes anew and takes back is taken over.
    write(&mine, "pia_cover.notes", "・一行目");
    assert_eq!(desk.import(&mine, FULL).0, 0);
    write(&mine, "pia_work.name", "成人健診に関する事務");
    let (code, told) = desk.import(&mine, FULL);
    assert_eq!(code, 0, "{told}");
    assert!(desk.text(FULL).contains("name: 成人健診に関する事務"), "{told}");
}

#[test]
fn a_conflict_shows_all_three_values() {
    let desk = Desk::new("sheets-three");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.write("pia_work.name", "市民健診に関する事務");
    book.save(&file);
    let text = desk.text(FULL).replacen("name: 成人健診に関する事務", "name: 健診に関する事務", 1);
    fs::write(desk.yaml(FULL), &text).unwrap();
    let report = desk.root.join("report.json");
    let folder = desk.root.join(FULL);
    for _ in 0..2 {
        let output = program(&["import", path(&file), "--into", path(&folder), "--report", path(&report)]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        for line in [
            "書き出したときの記載: 成人健診に関する事務",
            "評価書の記載: 健診に関する事務",
            "ファイルの記載: 市民健診に関する事務",
        ] {
            assert!(told.contains(line), "{told}");
        }
        assert_eq!(desk.text(FULL), text);
    }
    let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(report).unwrap()).unwrap();
    assert_eq!(report["left"][0]["base"], "成人健診に関する事務");
    assert_eq!(report["left"][0]["current"], "健診に関する事務");
}

#[test]
fn every_change_is_told_before_and_after() {
    let desk = Desk::new("sheets-before-after");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.write("pia_work.name", "市民健診に関する事務");
    book.write("pia_systems.health.connects.5", "");
    book.save(&file);
    let report = desk.root.join("report.json");
    let output = program(&[
        "import",
        path(&file),
        "--into",
        path(&desk.root.join(FULL)),
        "--dry-run",
        "--report",
        path(&report),
    ]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("成人健診に関する事務 → 市民健診に関する事務"), "{told}");
    assert!(told.contains("宛名システム等"), "{told}");
    let report: serde_json::Value = serde_json::from_str(&fs::read_to_string(report).unwrap()).unwrap();
    let name = &report["changed"][0];
    assert_eq!((&name["before"], &name["after"]), (&"成人健診に関する事務".into(), &"市民健診に関する事務".into()));
    assert!(name["where"].as_str().unwrap().starts_with("「Ⅰ"), "{name}");
}

#[test]
fn what_becomes_blank_needs_a_word() {
    let desk = Desk::new("sheets-blank");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    book.write("pia_cover.agency", "");
    book.write_at("pia_changes", 0, 28, "");
    book.save(&file);
    let before = desk.text(FULL);
    let (code, told) = desk.import(&file, FULL);
    assert_eq!(code, 1);
    assert!(told.contains("--allow-blank") && told.contains("評価書の記載: 汐見台市長"), "{told}");
    assert_eq!(desk.text(FULL), before);
    let output = program(&["import", path(&file), "--into", path(&desk.root.join(FULL)), "--allow-blank"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("汐見台市長 → （空）"), "{told}");
    let (gone, new) = difference(&before, &desk.text(FULL));
    assert!(gone.contains(&"agency: 汐見台市長".to_owned()) && new.contains(&"agency:".to_owned()), "{gone:?} {new:?}");
}

#[test]
fn a_formula_without_its_result_is_no_blank() {
    let desk = Desk::new("sheets-formula");
    for (kind, content) in [("", "<f>A1&amp;B1</f>"), ("str", "<f>A1</f><v></v>"), ("e", "<f>A1</f><v>#REF!</v>")] {
        let file = desk.rendered(FULL);
        let mut book = Patched::open(&file);
        book.replace("pia_work.name", 0, 0, kind, content);
        book.save(&file);
        let before = desk.text(FULL);
        let output = program(&["import", path(&file), "--into", path(&desk.root.join(FULL)), "--allow-blank"]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("数式"), "{told}");
        assert_eq!(desk.text(FULL), before);
    }
}

#[test]
fn several_record_items_are_added_at_once() {
    let desk = Desk::new("sheets-records");
    let sample = "22-child-allowance";
    let file = desk.rendered(sample);
    let mut book = Patched::open(&file);
    let name = book
        .book
        .names
        .iter()
        .find(|name| name.name.contains(".records.") && name.name.contains("items"))
        .unwrap()
        .clone();
    let sheet = &book.book.sheets[name.sheet];
    // The last row of the grid is free.
    let last = name.row + name.rows - 1;
    let first: Vec<u32> =
        sheet.cells.iter().filter(|cell| cell.row == name.row).map(|cell| cell.column - name.column).collect();
    for (index, column) in first.iter().enumerate() {
        book.write_at(&name.name, last - name.row, *column, &format!("足した項目{}", index + 1));
    }
    book.save(&file);
    let before = desk.text(sample);
    let (code, told) = desk.import(&file, sample);
    assert_eq!(code, 0, "{told}");
    let (gone, new) = difference(&before, &desk.text(sample));
    assert!(gone.len() <= 1, "{gone:?}");
    let new = new.join("\n");
    let places: Vec<usize> = (1..=first.len())
        .map(|index| new.find(&format!("足した項目{index}")).unwrap_or_else(|| panic!("{new}")))
        .collect();
    assert!(places.len() > 1 && places.is_sorted(), "{new}");
    assert_eq!(desk.import(&file, sample), (0, NOTHING.into()));
}

#[test]
fn judgements_and_several_rows_come_back_from_the_table_of_changes() {
    let desk = Desk::new("sheets-judged");
    let sample = "22-child-allowance";
    let file = desk.rendered(sample);
    let mut book = Patched::open(&file);
    let rows = book.book.names.iter().find(|name| name.name == "pia_changes").unwrap().rows - 3;
    // A known row is reworded and three follow it, two of them on one day.
    book.write_at("pia_changes", rows - 1, 28, "直した説明");
    book.write_at("pia_changes", rows - 1, 33, "重要");
    for (row, date, item) in [
        (0, "令和8年4月1日", "Ⅰ １．①事務の名称"),
        (1, "令和8年4月1日", "Ⅰ １．②事務の内容"),
        (2, "令和8年5月1日", "Ⅰ １．②事務の内容"),
    ] {
        for (column, text) in
            [(0, date), (4, item), (9, "旧"), (18, "新"), (26, "事後"), (28, "名称の変更"), (33, "重要でない")]
        {
            book.write_at("pia_changes", rows + row, column, text);
        }
    }
    book.save(&file);
    let (code, told) = desk.import(&file, sample);
    assert_eq!(code, 0, "{told}");
    let text = desk.text(sample);
    let written: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    let days = written["changes"].as_sequence().unwrap();
    let [first, second] = &days[days.len() - 2..] else { panic!("{text}") };
    assert_eq!((&first["date"], first["rows"].as_sequence().unwrap().len()), (&"2026-04-01".into(), 2));
    assert_eq!((&first["rows"][0]["item"], &first["rows"][1]["item"]), (&"work.name".into(), &"work.content".into()));
    assert_eq!((&second["date"], &second["rows"][0]["important"]), (&"2026-05-01".into(), &false.into()));
    let before = days[days.len() - 3]["rows"].as_sequence().unwrap().last().unwrap();
    assert_eq!(
        (before["important"].as_bool(), before["reason"].as_str().map(str::trim)),
        (Some(true), Some("直した説明"))
    );
    assert_eq!(desk.import(&file, sample), (0, NOTHING.into()));
}

/// Notes and threads of comments are kept with the procedure, once.
#[test]
fn comments_at_cells_become_comments_of_the_procedure() {
    let desk = Desk::new("sheets-comments");
    let file = desk.rendered(FULL);
    let mut book = Patched::open(&file);
    let (part, reference) = book.place("pia_work.name", 0, 0);
    let (other, below) = book.place("pia_work.population", 0, 0);
    assert_eq!(part, other);
    let sheet = part.rsplit('/').next().unwrap().to_owned();
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    book.add(&format!("xl/worksheets/_rels/{sheet}.rels"), &format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"c1\" Type=\"{base}/comments\" Target=\"../comments9.xml\"/>\
         <Relationship Id=\"c2\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" Target=\"../threadedComments/t9.xml\"/>\
         </Relationships>"
    ));
    book.add("xl/comments9.xml", &format!(
        "<comments><authors><author>審査会</author><author>tc={{1}}</author></authors><commentList>\
         <comment ref=\"{reference}\" authorId=\"0\"><text><r><t>審査会:</t></r><r><t>\n名称を確かめてください</t></r></text></comment>\
         <comment ref=\"{below}\" authorId=\"1\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>"
    ));
    book.add("xl/threadedComments/t9.xml", &format!(
        "<ThreadedComments><threadedComment ref=\"{below}\" dT=\"2026-01-15T10:00:00.00\" personId=\"{{P}}\" id=\"{{1}}\">\
         <text>対象人数の根拠は何か</text></threadedComment></ThreadedComments>"
    ));
    book.save(&file);
    let before = desk.text(FULL);
    let (code, told) = desk.import(&file, FULL);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("コメントが 2 件") && told.contains("2 件のコメントを procedure.yaml"), "{told}");
    let record = fs::read_to_string(desk.root.join(FULL).join("procedure.yaml")).unwrap();
    for line in [
        "item: work.name",
        "by: 審査会",
        "text: 名称を確かめてください",
        "item: work.population",
        "date: 2026-01-15",
        "text: 対象人数の根拠は何か",
    ] {
        assert!(record.contains(line), "{line}: {record}");
    }
    assert!(!record.contains("Threaded"), "{record}");
    let (_, told) = desk.import(&file, FULL);
    assert!(!told.contains("procedure.yaml"), "{told}");
    assert_eq!(desk.text(FULL), before);
    assert_eq!(fs::read_to_string(desk.root.join(FULL).join("procedure.yaml")).unwrap(), record);
}
