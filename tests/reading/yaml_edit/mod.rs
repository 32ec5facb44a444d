//! Layout-keeping edits: every byte that an edit is not about stays as it was.

#![allow(clippy::panic, reason = "a helper of a test fails the test")]

pub(crate) mod random;

use hyokasho::text::Source;
use hyokasho::yaml::{Draft, DraftEntry, EditError, YamlChange, YamlStep, edit, parse};

/// `changes.0.rows` as steps; what is a number is a position.
fn steps(path: &str) -> Vec<YamlStep<'_>> {
    path.split('.')
        .filter(|step| !step.is_empty())
        .map(|step| step.parse().map_or(YamlStep::Key(step), YamlStep::Index))
        .collect()
}

fn edited(text: &str, path: &str, change: &YamlChange) -> Result<String, EditError> {
    edit(&Source::new("assessment.yaml", text), &steps(path), change)
}

#[track_caller]
fn check(change: &YamlChange, cases: &[(&str, &str, &str)]) {
    for (before, path, after) in cases {
        match edited(before, path, change) {
            Ok(text) => assert_eq!(&text, after, "\n{before}"),
            Err(error) => panic!("{error}\n{before}"),
        }
    }
}

fn set(text: &str) -> YamlChange {
    YamlChange::Set(Draft::text(text))
}

fn row() -> Draft {
    Draft::map([("date", Draft::bare("2025-12-26")), ("after", Draft::text("一\n二"))])
}

#[test]
fn a_scalar_makes_room_for_one_line() {
    check(
        &set("新"),
        &[
            ("a: 旧\nb: 1\n", "a", "a: 新\nb: 1\n"),
            ("a:   旧   # 注\nb: 1\n", "a", "a:   新   # 注\nb: 1\n"),
            ("a: '旧 # x'  # 注\n", "a", "a: 新  # 注\n"),
            ("a:\nb: 1\n", "a", "a: 新\nb: 1\n"),
            ("a: # まだ\nb: 1\n", "a", "a: 新 # まだ\nb: 1\n"),
            ("a: ~\n", "a", "a: 新\n"),
            ("a: 旧", "a", "a: 新"),
            ("a: |- # 注\n  旧\n\n  旧\n\n# 次\nb: 1\n", "a", "a: 新 # 注\n\n# 次\nb: 1\n"),
            ("a: |+\n  旧\n\n\nb: 1\n", "a", "a: 新\nb: 1\n"),
            ("a: >\n  旧\nb: |2\n   x\n", "a", "a: 新\nb: |2\n   x\n"),
            ("a: 旧\n  旧 # 注\nb: 1\n", "a", "a: 新 # 注\nb: 1\n"),
            ("a: # 注\n  # 説明\n  旧 # 印\nb: 1\n", "a", "a: # 注\n  # 説明\n  新 # 印\nb: 1\n"),
            ("a: # 注\n  # 説明\n  - x # 中\n  - y\n  # 終\nb: 1\n", "a", "a: 新 # 注\n  # 説明\n  # 終\nb: 1\n"),
            ("a:\n  - x\n    # 深い\n\nb: 1\n", "a", "a: 新\n\nb: 1\n"),
            ("a: [x, y] # 注\n", "a", "a: 新 # 注\n"),
            ("a:\n- b: 旧\r\n  c: 1\r\n", "a.0.b", "a:\n- b: 新\r\n  c: 1\r\n"),
            ("a:\n- 旧\n- |\n  x\n", "a.1", "a:\n- 旧\n- 新\n"),
            ("- - x\n  - 旧 # 注\n- z\n", "0.1", "- - x\n  - 新 # 注\n- z\n"),
            ("\u{feff}a: 旧\r\nb: 1\r\n", "a", "\u{feff}a: 新\r\nb: 1\r\n"),
            ("---\n# 頭\na: 旧\n...\n", "a", "---\n# 頭\na: 新\n...\n"),
            ("a: {b: 旧, c: [1, 旧]}\n", "a.b", "a: {b: 新, c: [1, 旧]}\n"),
            ("a: {b: 旧, c: [1, 旧]}\n", "a.c.1", "a: {b: 旧, c: [1, 新]}\n"),
            ("a: {b: , c: 1}\n", "a.b", "a: {b: 新 , c: 1}\n"),
            ("? a\n: 旧\nb: 1\n", "a", "? a\n: 新\nb: 1\n"),
            ("\"a\" : 旧\n", "a", "\"a\" : 新\n"),
        ],
    );
}

#[test]
fn a_value_makes_room_for_several_lines() {
    check(
        &set("一\n二\n"),
        &[
            ("a: 旧 # 注\nb: 1\n", "a", "a: | # 注\n  一\n  二\nb: 1\n"),
            ("a:\nb: 1\n", "a", "a: |\n  一\n  二\nb: 1\n"),
            ("a: ", "a", "a: |\n  一\n  二"),
            ("a: 旧\r\nb: 1\r\n", "a", "a: |\r\n  一\r\n  二\r\nb: 1\r\n"),
            ("a: |2- # 注\n   旧\n\n# 次\nb: 1\n", "a", "a: | # 注\n  一\n  二\n\n# 次\nb: 1\n"),
            ("a:\n    b: 旧\n    c: 1\n", "a.b", "a:\n    b: |\n      一\n      二\n    c: 1\n"),
            ("a:\n- 旧\n- x\n", "a.0", "a:\n- |\n  一\n  二\n- x\n"),
            ("- - 旧\n  - x\n", "0.0", "- - |\n    一\n    二\n  - x\n"),
            ("a:\n  - x\n  - y # 注\n# 次\nb: 1\n", "a", "a: |\n  一\n  二\n# 次\nb: 1\n"),
            // A comment below that would become text.
            ("a: 旧\n  # 深い\nb: 1\n", "a", "a: \"一\\n二\\n\"\n  # 深い\nb: 1\n"),
            ("a: {b: 旧}\n", "a.b", "a: {b: \"一\\n二\\n\"}\n"),
            ("a: # 注\n  旧\nb: 1\n", "a", "a: | # 注\n  一\n  二\nb: 1\n"),
        ],
    );
    check(&set(" 一\n二"), &[("a: 旧\n", "a", "a: |2-\n   一\n  二\n")]);
    check(
        &set("一\n\n\n"),
        &[("a: 旧\nb: 1\n", "a", "a: |+\n  一\n\n\nb: 1\n"), ("a: 旧\n\nb: 1\n", "a", "a: \"一\\n\\n\\n\"\n\nb: 1\n")],
    );
}

#[test]
fn a_collection_takes_the_place_of_a_value() {
    check(
        &YamlChange::Set(Draft::texts(["x", "p"])),
        &[
            ("a: 旧 # 注\nb: 1\n", "a", "a: # 注\n  - x\n  - p\nb: 1\n"),
            ("a: # 注\n  # 説明\n  旧 # 印\n", "a", "a: # 注\n  # 説明\n  # 印\n  - x\n  - p\n"),
            ("a: |\n  旧\n\nb: 1\n", "a", "a:\n  - x\n  - p\n\nb: 1\n"),
            ("a: | # 注\n  旧\n", "a", "a: # 注\n  - x\n  - p\n"),
            ("a:\n- 1\n- 2\nb: 1\n", "a", "a:\n  - x\n  - p\nb: 1\n"),
            ("a: {b: [1]}\n", "a.b", "a: {b: [x, p]}\n"),
            ("- 旧\n- z\n", "0", "- - x\n  - p\n- z\n"),
            ("- 旧 # 注\n- z\n", "0", "- # 注\n  - x\n  - p\n- z\n"),
            ("# 頭\nb: 1\n# 尾\n", "", "# 頭\n- x\n- p\n# 尾\n"),
        ],
    );
    check(&YamlChange::Set(Draft::List(vec![])), &[("a:\n  - x\nb: 1\n", "a", "a: []\nb: 1\n")]);
}

#[test]
fn an_item_is_appended() {
    let expected = "  - date: 2025-12-26\n    after: |-\n      一\n      二\n";
    let change = YamlChange::Append(vec![row()]);
    let indented = |before: &str, after: &str| format!("{before}{expected}{after}");
    for (before, after) in [
        ("c:\n  - date: x\n    after: |\n      あ\n", "\n# 次\nz: 1\n"),
        ("c:\n  - date: x # 注\n", "\nz: 1\n"),
        ("c:\n  - date: x\n    # 深い\n", "  # 同じ段\nz: 1\n"),
        ("c:\n  - date: x\n\n    # 深い\n", "\n\nz: 1\n"),
        ("c:\n  - a: |+\n      あ\n\n\n", "z: 1\n"),
        ("c:\n  - [あ,\n     い] # 注\n", "# 尾\n"),
        ("c:\n  -\n", ""),
        ("c: # 注\n", "z: 1\n"),
        ("c:\n", "  # まだない\nz: 1\n"),
    ] {
        check(&change, &[(&format!("{before}{after}"), "c", &indented(before, after))]);
        let windows = |text: &str| text.replace('\n', "\r\n");
        check(&change, &[(&windows(&format!("{before}{after}")), "c", &windows(&indented(before, after)))]);
        let marked = |text: &str| format!("\u{feff}{text}");
        check(&change, &[(&marked(&format!("{before}{after}")), "c", &marked(&indented(before, after)))]);
    }
    check(
        &change,
        &[
            ("c: []   # まだ\nz: 1\n", "c", &format!("c:   # まだ\n{expected}z: 1\n")),
            ("c:\n- x\nz: 1\n", "c", "c:\n- x\n- date: 2025-12-26\n  after: |-\n    一\n    二\nz: 1\n"),
            ("c:\n  - x", "c", &format!("c:\n  - x\n{}", expected.trim_end())),
            ("c:\n  - |\n    x", "c", &format!("c:\n  - |\n    x\n{}", expected.trim_end())),
            ("c:\n  - x\n\n  - y\n", "c", &format!("c:\n  - x\n\n  - y\n\n{expected}")),
            ("- x\n", "", "- x\n- date: 2025-12-26\n  after: |-\n    一\n    二\n"),
            ("# 頭", "", "# 頭\n- date: 2025-12-26\n  after: |-\n    一\n    二\n"),
            ("c: [x, y,] # 注\n", "c", "c: [x, y, {date: 2025-12-26, after: \"一\\n二\"},] # 注\n"),
            (
                "c: [\n  x, # 一\n  y # 二\n]\n",
                "c",
                "c: [\n  x, # 一\n  y, {date: 2025-12-26, after: \"一\\n二\"} # 二\n]\n",
            ),
            ("c: {d: []}\n", "c.d", "c: {d: [{date: 2025-12-26, after: \"一\\n二\"}]}\n"),
        ],
    );
    let several = YamlChange::Append(vec![Draft::text("o"), Draft::texts(["p", "q"])]);
    check(
        &several,
        &[
            ("c:\n    - x\nz: 1\n", "c", "c:\n    - x\n    - o\n    - - p\n      - q\nz: 1\n"),
            ("- - x\n- z\n", "0", "- - x\n  - o\n  - - p\n    - q\n- z\n"),
        ],
    );
    check(&YamlChange::Append(vec![]), &[("c: [ ]\n", "c", "c: [ ]\n"), ("c:\n", "c", "c:\n")]);
}

#[test]
fn an_item_is_inserted() {
    let change = |at| YamlChange::Insert(at, Draft::text("新"));
    check(
        &change(0),
        &[
            ("c:\n  # 説明\n  - x\n", "c", "c:\n  # 説明\n  - 新\n  - x\n"),
            ("- - x\n  - y\n", "0", "- - 新\n  - x\n  - y\n"),
            ("c: [x]\n", "c", "c: [新, x]\n"),
            ("c: []\n", "c", "c:\n  - 新\n"),
            ("c:\n- x\n\n- y\n", "c", "c:\n- 新\n\n- x\n\n- y\n"),
        ],
    );
    check(
        &change(1),
        &[
            (
                "c:\n  - x # 一\n    # 深い\n  # 二つめ\n  - y\n",
                "c",
                "c:\n  - x # 一\n    # 深い\n  - 新\n  # 二つめ\n  - y\n",
            ),
            ("c: [x, y]\n", "c", "c: [x, 新, y]\n"),
            ("c:\n- x\n\n- y\n", "c", "c:\n- x\n\n- 新\n\n- y\n"),
            ("c:\n- |+\n  x\n\n- y\n", "c", "c:\n- |+\n  x\n\n- 新\n- y\n"),
        ],
    );
}

#[test]
fn a_missing_key_is_added() {
    check(
        &set("新"),
        &[
            ("a: 1 # 注\n# 尾\n", "k", "a: 1 # 注\nk: 新\n# 尾\n"),
            ("a: |\n  x\n", "k", "a: |\n  x\nk: 新\n"),
            ("a:\n    b: 1\n    # 尾\nz: 1\n", "a.k", "a:\n    b: 1\n    k: 新\n    # 尾\nz: 1\n"),
            ("a:\n- b: 1\n- c: 2\n", "a.0.k", "a:\n- b: 1\n  k: 新\n- c: 2\n"),
            ("a:\nz: 1\n", "a.k", "a:\n  k: 新\nz: 1\n"),
            ("a: {}\n", "a.k", "a:\n  k: 新\n"),
            ("a: {b: 1}\n", "a.k", "a: {b: 1, k: 新}\n"),
            ("- {}\n- z\n", "0.k", "- k: 新\n- z\n"),
            ("a: 1\n\nb: 2\n", "k", "a: 1\n\nb: 2\n\nk: 新\n"),
            ("", "k", "k: 新\n"),
            ("\u{feff}# 頭\r\n", "k", "\u{feff}# 頭\r\nk: 新\r\n"),
            ("a: 1\n...\n", "k", "a: 1\nk: 新\n...\n"),
        ],
    );
    let commented = Draft::Map(vec![DraftEntry::new("b", Draft::text("x")).commented("一行\n二行")]);
    check(&YamlChange::Set(commented), &[("a: 1\n", "k", "a: 1\nk:\n  # 一行\n  # 二行\n  b: x\n")]);
}

#[test]
fn an_entry_or_item_is_removed() {
    check(
        &YamlChange::Remove,
        &[
            ("a: 1\nb: |\n  x\nc: 3\n", "b", "a: 1\nc: 3\n"),
            ("a: 1 # 一\n# 二\nb: 2\n", "a", "# 二\nb: 2\n"),
            ("a: 1\nb: 2", "b", "a: 1"),
            ("a: 1\r\nb: 2", "b", "a: 1"),
            ("a: 1\n\nb: 2\n\nc: 3\n", "b", "a: 1\n\nc: 3\n"),
            ("a: 1\r\n\r\nb: 2\r\n\r\nc: 3\r\n", "b", "a: 1\r\n\r\nc: 3\r\n"),
            ("a: 1\nb: 2\n\nc: 3\n", "b", "a: 1\n\nc: 3\n"),
            ("a: |+\n  x\nb: 2\n\nc: 3\n", "b", "a: |+\n  x\nc: 3\n"),
            ("a:\n  - x: |\n      t\n  - y\n      # 深い\n  - z\n", "a.1", "a:\n  - x: |\n      t\n  - z\n"),
            ("a:\n  - x # 注\nb: 1\n", "a.0", "a: []\nb: 1\n"),
            ("a: # 注\n  k: x\nb: 1\n", "a.k", "a: {} # 注\nb: 1\n"),
            ("- - x\n  - y\n", "0.0", "- - y\n"),
            ("- a: 1\n  b: 2\n", "0.a", "- b: 2\n"),
            ("- a: 1 # 一\n  # 二\n  b: 2\n", "0.a", "-\n  # 二\n  b: 2\n"),
            ("a: [x, y, z]\n", "a.0", "a: [y, z]\n"),
            ("a: [x, y, z]\n", "a.2", "a: [x, y]\n"),
            ("a: {x: 1, y: 2}\n", "a.y", "a: {x: 1}\n"),
            ("a: [x, # 一\n  y,\n]\n", "a.1", "a: [x, # 一\n  \n]\n"),
            ("\u{feff}a: 1\nb: 2\n", "a", "\u{feff}b: 2\n"),
            ("a: 1\n", "a", "{}\n"),
        ],
    );
}

#[test]
fn what_cannot_be_done_is_said_in_words() {
    let message = |text: &str, path: &str, change: &YamlChange| edited(text, path, change).unwrap_err().to_string();
    assert_eq!(message("a: 'x\n", "a", &set("y")), "書き込む前のファイルを読めません: 引用符「'」が閉じていません");
    assert_eq!(message("a: 1\n", "b.c", &set("y")), "b には書き込めません: ありません");
    assert_eq!(message("a: [x]\n", "a.1", &set("y")), "a.2 には書き込めません: ありません");
    assert_eq!(message("a: [x]\n", "a.b", &set("y")), "a.b には書き込めません: その上が「キー: 値」の組ではありません");
    assert_eq!(
        message("a: 1\n", "a", &YamlChange::Append(vec![row()])),
        "a には書き込めません: 一覧（- で始まる並び）ではありません"
    );
    assert_eq!(
        message("a:\n", "a", &YamlChange::Insert(1, row())),
        "a には書き込めません: 2 件目に入れるには、前の項目が足りません"
    );
    assert_eq!(message("a: 1\n", "", &YamlChange::Remove), "文書全体 には書き込めません: 文書全体は消せません");
    // A pair without braces has room for one key only.
    let unproved = message("a: [x: 1]\n", "a.0.k", &set("y"));
    assert!(unproved.contains("a.1.k を書き換えると"), "{unproved}");
}

#[test]
fn a_reader_that_refused_before_is_no_witness() {
    // Twice the same key: the second reader refuses the whole text.
    check(&set("新"), &[("a: 1\na: 2\nb: 旧\n", "b", "a: 1\na: 2\nb: 新\n")]);
    // A raw line separator in a block scalar.
    check(&set("新"), &[("a: |\n  x\u{2028}y\nb: 旧\n", "b", "a: |\n  x\u{2028}y\nb: 新\n")]);
}

#[test]
fn texts_are_read_back_by_both_readers() {
    for text in [
        "no",
        "Yes",
        "on",
        "null",
        "~",
        "",
        " ",
        "044",
        "12:30",
        "1_000",
        "1e3",
        "0x1F",
        ".5",
        "-1",
        "+3",
        "2025-12-26",
        "15",
        "- x",
        "? x",
        "x: y",
        "x #y",
        "x:",
        "#x",
        "[重要]",
        "{x}",
        "*印",
        "&x",
        "!x",
        "%x",
        "@x",
        "`x",
        "'x'",
        "\"x\"",
        "C:\\temp",
        "it's \"x\"",
        "\u{3000}全角",
        "全角\u{3000}",
        "タブ\tあり",
        "\tタブ",
        "x\r\ny",
        "\u{85}",
        "a\u{2028}b\nc",
        "\u{feff}x",
        "\u{7}",
        "\n",
        "\n\n",
        " \n",
        "\nx",
        "x\n",
        "x\n\n",
        " x\ny",
        "\tx\ny",
        "x\n y\n\n  z\n",
        "x\n\ty",
        "x\n  ",
        "x\n   \n",
        "  \nx",
        "<<",
        "=",
        "...",
        "---",
        "---\nx",
        "…",
        "。",
        "x\n# y\n",
        "<<<<<<< x\ny",
        "\u{1f600}\n😀",
    ] {
        for before in ["a: 旧\nz: 1\n", "a: {b: 旧}\n", "- - 旧\n  - x\n", "a:\r\n  - b: 旧\r\n\r\nc: 1\r\n"] {
            let path = if before.starts_with("a: {") {
                "a.b"
            } else if before.starts_with('-') {
                "0.0"
            } else if before.starts_with("a:\r") {
                "a.0.b"
            } else {
                "a"
            };
            if let Err(error) = edited(before, path, &set(text)) {
                panic!("{error}\n{text:?} in {before:?}");
            }
        }
    }
}

#[test]
fn what_is_written_reads_as_text_to_anybody() {
    for (text, written) in [
        ("no", "\"no\""),
        ("044", "\"044\""),
        ("12:30", "\"12:30\""),
        ("2025-12-26", "2025-12-26"),
        ("10人未満", "10人未満"),
        ("x: \"y\"", "'x: \"y\"'"),
        ("\u{85}", "\"\\u0085\""),
    ] {
        check(&set(text), &[("a: 旧\n", "a", &format!("a: {written}\n"))]);
    }
    let long = "長".repeat(61);
    check(&set(&long), &[("a: 旧\n", "a", &format!("a: |-\n  {long}\n"))]);
}

#[test]
fn a_document_is_written_in_house_style() {
    let draft = Draft::Map(vec![
        DraftEntry::new("form", Draft::text("full-2025-05")),
        DraftEntry::new("number", Draft::bare("15")),
        DraftEntry::new(
            "work",
            Draft::Map(vec![
                DraftEntry::new("name", Draft::bare("")).commented("①事務の名称"),
                DraftEntry::new("content", Draft::text("一\n二\n\n")).commented("②事務の内容 ※"),
            ]),
        )
        .commented("Ⅰ1"),
        DraftEntry::new("systems", Draft::List(vec![row(), Draft::texts(["x"]), Draft::List(vec![])])),
        DraftEntry::new("changes", Draft::List(vec![])),
    ]);
    let written = hyokasho::yaml::emit::document(&draft);
    assert_eq!(
        written,
        "form: full-2025-05\nnumber: 15\n\n# Ⅰ1\nwork:\n  # ①事務の名称\n  name:\n  # ②事務の内容 ※\n  content: |+\n    一\n    二\n\n\
         systems:\n  - date: 2025-12-26\n    after: |-\n      一\n      二\n  - - x\n  - []\n\nchanges: []\n"
    );
    let root = parse(&Source::new("", written)).root.unwrap();
    assert_eq!(root.get("work").unwrap().text_of("content"), Some("一\n二\n\n"));
}
