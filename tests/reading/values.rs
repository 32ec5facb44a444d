//! What reading an assessment tells of values that do not fit: the place, the code and the words; and what it reads nevertheless.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::path::Path;

use hyokasho::assessment::{Assessment, Fragment};
use hyokasho::text::Source;
use hyokasho::workspace::{Loaded, Workspace};

const FORM: &str = "form: full-2025-05\n";

fn read(text: &str) -> Loaded {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    workspace.load_text(Path::new("assessments/new/assessment.yaml"), &format!("{FORM}{text}"))
}

fn assessment(text: &str) -> Assessment {
    read(text).assessment.unwrap()
}

/// What is typed at an address, as it is printed.
fn words(assessment: &Assessment, address: &str) -> String {
    assessment.words(assessment.cell(address).unwrap())
}

/// Line, code and words of each finding.
fn told(text: &str) -> Vec<String> {
    let told = read(text).findings.into_iter().map(|finding| {
        let place = finding.span.unwrap().start_position();
        format!("{}:{} {} {}", place.line, place.column, finding.rule.code, finding.message)
    });
    told.collect()
}

#[test]
fn ids_are_short_plain_and_given_once_in_a_list() {
    let longest = "a".repeat(64);
    let systems = |first: &str, second: &str| told(&format!("systems:\n  - id: {first}\n  - id: {second}\n"));
    assert_eq!(systems("a-1_b", &longest), [""; 0]);
    assert_eq!(systems("a", "a"), ["4:9 HY026 id「a」が同じ一覧の中で重なっています"]);
    assert_eq!(systems("a", &format!("{longest}a")), ["4:9 HY026 id が 64 バイトを超えています"]);
    for wrong in ["A", "1a", "a.b", "あ", "-a"] {
        assert_eq!(systems("a", wrong), [format!("4:9 HY026 id「{wrong}」は使えません")]);
    }
    let elsewhere = "systems:\n  - id: a\nfiles:\n  - id: a\n    outsourcing:\n      - id: a\n  - id: b\n    outsourcing:\n      - id: a\n";
    assert_eq!(told(elsewhere), [""; 0], "another list");
}

#[test]
fn a_block_whose_id_is_refused_is_there_by_its_position() {
    let read = assessment("systems:\n  - id: a\n    name: 甲\n  - id: a\n    name: 乙\n");
    assert_eq!(words(&read, "systems.a.name"), "甲");
    assert_eq!(words(&read, "systems.2.name"), "乙");
}

#[test]
fn values_that_do_not_fit_are_told_where_they_stand() {
    let text = "\
cover:
  title: [甲, [乙]]
  agency: {markdown: 甲, fragment: 乙}
  approved_on: きのう
  notes: {fragment: 無い文例}
work:
  population: 百人
  name: {甲: 乙}
  content:
    - 甲
systems: 甲
file_names: {甲: 乙}
files:
  - name: 甲
    basics:
      kind: 4
      population: [甲]
      main_items: 甲
    use:
      sources: [甲, 乙: {丙: 丁}, [戊], 評価実施機関内の他部署: 税務課, 評価実施機関内の他部署（市民課）]
      methods: [紙, 紙, 電子メール: 甲]
    provides: はい
    provides_count: 三件
    transfers: [甲]
    transfers_count: ３件
    records:
      - group: 甲
        item: [乙]
      - [乙]
      - items: {甲: 乙}
    other: 甲
  - 甲
figures: 甲
threshold:
  handlers: 百
  incident: はい
  counted_on: きのう
  persons: 3
procedure:
  opinion:
    period: [[甲]]
changes:
  - date: きのう
    row: []
    rows:
      - before: 甲
        timing: 途中
        important: はい
      - item: cover.title
        column: 甲
";
    let expected = [
        "3:14 HY021 文（または - fragment: 文例の名前、- markdown: 文）を書く欄に、一覧（- で始まる並び）が書かれています",
        "4:11 HY021 文（または - fragment: 文例の名前、- markdown: 文）を書く欄に、項目の組（キー: 値）が書かれています",
        "5:16 HY023 「きのう」を日付として読めません",
        "6:21 HY050 文例「無い文例」がありません",
        "8:15 HY022 「百人」は選択肢にありません",
        "9:9 HY021 文（または - fragment: 文例の名前、- markdown: 文）を書く欄に、項目の組（キー: 値）が書かれています",
        "12:10 HY021 一覧（- で始まる並び）を書く所に、文が書かれています",
        "13:13 HY021 一覧を書く欄に、項目の組（キー: 値）が書かれています",
        "17:13 HY022 「4」は選択肢にありません",
        "18:19 HY021 選択肢の言葉を書く欄に、一覧（- で始まる並び）が書かれています",
        "19:19 HY021 チェックする言葉の一覧（- で始まる並び）を書く欄に、文が書かれています",
        "21:17 HY022 「甲」は選択肢にありません",
        "21:20 HY022 「乙」は選択肢にありません",
        "21:31 HY021 チェックする言葉を書く欄に、一覧（- で始まる並び）が書かれています",
        "21:54 HY011 「評価実施機関内の他部署（市民課）」が二度チェックされています",
        "22:20 HY011 「紙」が二度チェックされています",
        "22:23 HY021 「電子メール」には括弧書きの欄がありません",
        "23:15 HY025 true か false を書く欄に「はい」と書かれています",
        "24:21 HY024 「三件」を数として読めません",
        "25:16 HY021 true か false を書く欄に、一覧（- で始まる並び）が書かれています",
        "29:9 HY020 記録項目に「item」という欄はありません",
        "30:9 HY021 記録項目の組を書く欄に、一覧（- で始まる並び）が書かれています",
        "31:16 HY021 記録項目の一覧を書く欄に、項目の組（キー: 値）が書かれています",
        "32:5 HY020 「other」という項目はありません",
        "33:5 HY021 項目の組（キー: 値）を書く所に、文が書かれています",
        "34:10 HY021 図の一覧（- title: …）を書く欄に、文が書かれています",
        "36:13 HY024 「百」を数として読めません",
        "37:13 HY025 true か false を書きます",
        "38:15 HY023 「きのう」を日付として読めません",
        "39:3 HY020 「persons」という項目はありません",
        "42:14 HY021 文（または - fragment: 文例の名前、- markdown: 文）を書く欄に、一覧（- で始まる並び）が書かれています",
        "44:11 HY023 「きのう」を日付として読めません",
        "45:5 HY020 変更箇所に「row」という欄はありません",
        "48:17 HY022 提出時期「途中」は 事前・事後 のどちらでもありません",
        "49:20 HY025 important には true か false を書きます（「はい」とあります）",
        "47:9 HY021 変更した項目（item、または printed）がありません",
        "51:9 HY020 変更箇所に「column」という欄はありません",
    ];
    assert_eq!(told(text), expected);
}

#[test]
fn values_are_read_as_offices_write_them() {
    let read = assessment(
        "\
files:
  - id: a
    basics:
      kind: ２）
      population: １００人未満
    provides: ○
    provides_count: ３件
    transfers: false
    use:
      since: R7.4.1
      methods:
        - その他 （ 持参 ）
        - 紙
    records: 甲、乙（丙、丁）、
procedure:
  opinion:
    period: 2025-04-01/2025-05-01
",
    );
    let word = |address: &str| words(&read, address);
    assert_eq!(word("files.a.provides_count"), "3");
    assert_eq!(word("files.a.use.since"), "令和7年4月1日");
    assert_eq!(word("files.a.records"), "甲、乙（丙、丁）");
    assert_eq!(word("procedure.opinion.period"), "令和7年4月1日から令和7年5月1日まで");
    assert_eq!(word("files.a.use.methods"), "紙、その他（持参）");
    assert_eq!((word("files.a.provides"), word("files.a.transfers")), ("○".into(), String::new()));
    assert_eq!(word("files.a.basics.kind"), "その他の電子ファイル（表計算ファイル等）");
}

/// The help beside the first finding.
fn help(text: &str) -> String {
    read(text).findings.remove(0).help.unwrap_or_default()
}

#[test]
fn unknown_keys_are_told_with_what_is_meant_or_may_stand_there() {
    assert_eq!(help("treshold: {}\n"), "「threshold」でしょうか");
    assert_eq!(help("change: []\n"), "「changes」でしょうか");
    assert_eq!(help("systems:\n  - nam: 甲\n"), "「name」でしょうか");
    assert_eq!(help("systems:\n  - treshold: 甲\n"), "ここに書けるのは name・functions・connects です");
    assert!(help("甲: 乙\n").ends_with("・form・threshold・withhold・changes です"), "{}", help("甲: 乙\n"));
    assert_eq!(
        help("figures:\n  - titel: 甲\n"),
        "書けるのは title・file・sha256・generate・alternative・remarks です"
    );
}

#[test]
fn too_many_items_are_told_at_the_head_of_the_file() {
    let blocks = vec!["~"; 200].join(",");
    let file = format!("  - outsourcing: [{blocks}]\n    provision: [{blocks}]\n");
    let mut findings = read(&format!("files:\n{}", file.repeat(200))).findings;
    let finding = findings.pop().unwrap();
    assert_eq!(finding.message, "繰り返される一覧が多く、欄が 50000 を超えます");
    assert_eq!(finding.span.unwrap().text(), "form: full-2025-05");
}

#[test]
fn a_passage_without_front_matter_is_told_at_its_first_letter() {
    let (_, findings) = Fragment::read("plain", &Source::new("fragments/plain.md", "plain text"));
    assert_eq!(findings[0].message, "文例「plain」に前書きがありません");
    assert_eq!(findings[0].span.as_ref().unwrap().text(), "p");
}
