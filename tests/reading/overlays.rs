//! Forms of a workspace: overlays on overlays, what they can add, and forms that are broken.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hyokasho::form::{Form, Forms, Key, PathStyle, differences};
use hyokasho::text::Source;
use hyokasho::workspace::Workspace;

fn forms(files: &[(&str, &str)]) -> Forms {
    Forms::new(files.iter().map(|(id, text)| Source::new(format!("forms/{id}.yaml"), *text)).collect())
}

fn loaded(files: &[(&str, &str)], id: &str) -> Arc<Form> {
    forms(files).get(id).unwrap().unwrap()
}

/// What is told of a form, as `line: message`.
fn told(files: &[(&str, &str)], id: &str) -> Vec<String> {
    let findings = forms(files).get(id).unwrap().err().unwrap_or_default();
    assert!(findings.iter().all(|finding| finding.rule.code == "HY031"), "{findings:?}");
    let line = |finding: &hyokasho::finding::Finding| finding.span.as_ref().unwrap().start_position().line;
    findings.iter().map(|finding| format!("{}: {}", line(finding), finding.message)).collect()
}

fn keys(form: &Form) -> Vec<&str> {
    form.inputs().map(|node| node.key.as_ref().unwrap().as_str()).collect()
}

#[test]
fn an_overlay_stands_on_an_overlay() {
    let files = [
        ("ours", "form: ours\nbase: focused-2018-05\nedition: 一版\nitems:\n  office.head: {label: 所属長}\n"),
        ("later", "form: later\nbase: ours\nedition: 二版\nitems:\n  office.head: {guide: 役職名だけを書く。}\n"),
    ];
    let form = loaded(&files, "later");
    assert_eq!((form.edition.as_str(), form.style.as_str()), ("二版", "様式3"));
    let head = form.find("office.head").unwrap();
    assert_eq!((head.label.as_str(), head.guide.as_deref()), ("所属長", Some("役職名だけを書く。")));
    let items = &form.options["main_items"];
    assert!(
        items.choices.iter().any(|choice| choice.word == "4情報（氏名、性別、生年月日、住所）"),
        "of focused-2018-05"
    );
}

#[test]
fn a_revision_by_one_item_is_ten_lines() {
    let text = "\
form: ours
base: focused-2025-05
edition: 令和9年4月
insert:
  - after: office.head
    add:
      - {number: ③, label: 連絡先, key: office.phone, kind: line, guide: 代表の電話番号を書く。}
  - {after: main_items = 災害関係情報, add: [通信関係情報]}
";
    let form = loaded(&[("ours", text)], "ours");
    let keys = keys(&form);
    let at = keys.iter().position(|key| *key == "office.head").unwrap();
    assert_eq!(keys[at + 1], "office.phone");
    let phone = form.find("office.phone").unwrap();
    assert_eq!(form.path(phone.id, &[], None, PathStyle::Plain), "Ⅰ 6. ③連絡先");
    let words: Vec<&str> = form.options["main_items"].choices.iter().map(|choice| choice.word.as_str()).collect();
    assert_eq!(words[words.len() - 3..], ["災害関係情報", "通信関係情報", "その他"]);
    assert_eq!(form.options["main_items"].choices[words.len() - 2].group.as_deref(), Some("業務関係情報"));
    assert!(form.starter().contains("# Ⅰ 6. ③連絡先\n"), "the starter file follows");
}

#[test]
fn overlays_add_and_remove_whatever_a_form_has() {
    let text = "\
form: ours
base: focused-2025-05
options:
  colours: [赤, 青]
items:
  section other_agencies: {number: '８'}
  part disclosure.to: {number: Ⅵ, title: 請求と問合せ}
  other_agencies: {required: true, guide: }
  office.head: {when: network.status = 実施する}
insert:
  - before: section other_agencies
    add:
      - type: section
        number: '７'
        label: 色
        mark: true
        items: [{label: 好きな色, key: colour.choice, kind: choice, options: colours}]
  - {into: section office.head, add: [{label: 補足, key: office.note, kind: text}]}
  - {into: office.name, add: [{label: 課の別, key: office.part, kind: line}]}
  - {into: part office.name, add: [{label: 末尾, key: last, kind: line}]}
  - {before: audits = 自己点検, add: [{word: 第三者, text: true}]}
  - {into: options audits, add: [その他の監査]}
  - after: part office.name
    add:
      - {number: Ⅰの2, title: 追加の章, items: [{label: 追加, key: added.text, kind: text}]}
remove: [work.content, section mynumber.legal_basis, part procedure.basic.date, audits = 外部監査]
";
    let form = loaded(&[("ours", text)], "ours");
    let keys = keys(&form);
    let after = |key: &str| keys[keys.iter().position(|one| *one == key).unwrap() + 1];
    assert_eq!(after("office.name"), "office.part");
    assert_eq!(
        (after("office.head"), after("office.note"), after("colour.choice")),
        ("office.note", "colour.choice", "other_agencies")
    );
    assert_eq!((after("other_agencies"), after("last")), ("last", "added.text"));
    for gone in ["work.content", "mynumber.legal_basis", "procedure.basic.date", "procedure.review.date"] {
        assert!(!keys.contains(&gone), "{gone}");
    }
    let words: Vec<&str> = form.options["audits"].choices.iter().map(|choice| choice.word.as_str()).collect();
    assert_eq!(words, ["第三者", "自己点検", "内部監査", "その他の監査"]);
    assert!(form.options["audits"].choices[0].text);
    assert_eq!(form.find("colour.choice").unwrap().mark, hyokasho::form::Mark::Own, "under the ※ of its section");
    let other = form.find("other_agencies").unwrap();
    assert_eq!((other.number.as_deref(), other.required, &other.guide), (Some("８"), true, &None));
    let duty = form.duty(form.find("office.head").unwrap().id);
    assert!(duty.unwrap().contains("実施する"));
    let titles: Vec<String> = form.parts.iter().map(hyokasho::form::Part::heading).collect();
    assert_eq!(titles[2..4], ["Ⅰの2 追加の章", "Ⅱ 特定個人情報ファイルの概要"]);
    assert!(titles.contains(&"Ⅵ 請求と問合せ".to_owned()), "{titles:?}");
}

#[test]
fn whatever_is_wrong_with_an_overlay_is_told_at_its_place() {
    let wrong = |text: &str| told(&[("ours", &format!("form: ours\nbase: focused-2025-05\n{text}"))], "ours");
    for (text, line, message) in [
        ("remove: [no.such]\n", 3, "「no.such」という項目はありません"),
        ("items:\n  risk office.head: {label: a}\n", 4, "「office.head」を囲む risk はありません"),
        ("insert:\n  - {after: audits = 無い, add: [a]}\n", 4, "「audits」に「無い」はありません"),
        ("insert:\n  - {into: options none, add: [a]}\n", 4, "「none」がありません"),
        ("insert:\n  - {after: office.head, add: []}\n", 4, "加えるものの一覧"),
        ("insert:\n  - {after: office.head, before: office.name, add: [a]}\n", 4, "どれか一つ"),
        ("insert:\n  - {after: office.head, items: [a]}\n", 4, "「items」という欄はありません"),
        (
            "insert:\n  - {after: office.head, add: [{label: a, key: office.name, kind: line}]}\n",
            4,
            "二度使われています",
        ),
        ("insert:\n  - {after: office.head, add: [{label: a, key: 'files[].x', kind: line}]}\n", 4, "囲む一覧"),
        ("insert:\n  - {after: office.head, add: [{label: a, key: changes.x, kind: line}]}\n", 4, "キーに使えません"),
        ("parts: []\n", 3, "「parts」という欄はありません"),
        ("items:\n  work.name: {derive: no_network}\n", 4, "求め方（derive）が項目の kind に合いません"),
        ("items:\n  work.name: {derive: fortune}\n", 4, "「fortune」という求め方"),
        ("basis: hearsay\n", 3, "basis に書けるのは"),
        (
            "remove: [work.population]\nitems:\n  office.head: {when: not work.population}\n",
            5,
            "「work.population」という項目はありません",
        ),
    ] {
        let told = wrong(text);
        assert!(told.iter().any(|told| told.contains(message)), "{text}: {told:?}");
        let at = |told: &String| told.starts_with(&format!("{line}: "));
        assert!(told.iter().all(at), "{text}: {told:?}");
    }
}

#[test]
fn circles_strangers_and_towers_of_overlays_are_refused_in_words() {
    let two = [("a", "form: a\nbase: b\n"), ("b", "form: b\nbase: a\n")];
    assert_eq!(told(&two, "a"), ["2: 元になる様式が一巡しています（b → a）"]);
    assert_eq!(told(&two, "b"), ["2: 元になる様式が一巡しています（a → b）"]);
    assert_eq!(told(&[("a", "form: a\nbase: a\n")], "a"), ["2: 元になる様式「a」がありません"]);
    assert_eq!(told(&[("a", "form: a\nbase: none\n")], "a"), ["2: 元になる様式「none」がありません"]);
    let far = [("a", "form: a\nbase: b\n"), ("b", "form: b\nbase: none\n")];
    assert_eq!(told(&far, "a"), ["2: 元になる様式「b」を読めません"]);
    let tower: Vec<(String, String)> = (0..20)
        .map(|at| {
            let base = if at == 0 { "full-2025-05".to_owned() } else { format!("f{}", at - 1) };
            (format!("f{at}"), format!("form: f{at}\nbase: {base}\n"))
        })
        .collect();
    let tower: Vec<(&str, &str)> = tower.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!(loaded(&tower, "f15").style, "様式4");
    assert_eq!(told(&tower, "f16"), ["2: 元になる様式が 16 段を超えて重なっています"]);
}

#[test]
fn an_overriding_form_may_stand_on_the_one_it_overrides() {
    let files = [
        ("full-2025-05", "form: full-2025-05\nbase: full-2025-05\nedition: 手元の版\n"),
        ("ours", "form: ours\nbase: full-2025-05\n"),
    ];
    assert_eq!(loaded(&files, "ours").edition, "手元の版");
    assert_eq!(loaded(&files, "full-2018-05").edition, "平成30年5月", "embedded ones stand on embedded ones");
}

#[test]
fn a_form_without_items_is_refused() {
    let head = "form: a\nstyle: 様式9\nedition: 一版\nname: 試し\n";
    let empty = "1: 様式に、答えを書く項目（parts の中の items）が一つもありません";
    for body in
        ["", "parts: []\n", "parts: [{title: 表紙}]\n", "parts: [{title: 表紙, items: [{type: note, label: a}]}]\n"]
    {
        assert_eq!(told(&[("a", &format!("{head}{body}"))], "a"), [empty], "{body}");
    }
    assert_eq!(told(&[("a", "# nothing\n")], "a"), ["1: 様式のファイルに何も書かれていません"]);
    assert_eq!(
        told(&[("a", "form: b\nbase: full-2025-05\n")], "a"),
        ["1: 様式の名前（form）は「b」ですが、ファイルの名前は a.yaml です"]
    );
}

fn workspace(forms: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("forms")).unwrap();
    fs::write(folder.path().join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    for (id, text) in forms {
        fs::write(folder.path().join(format!("forms/{id}.yaml")), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code(), told)
}

#[test]
fn a_broken_form_is_told_as_what_it_is_and_once() {
    let folder = workspace(&[("kaputt", "form: kaputt\nbase: full-2025-05\nremove: [no.such]\n")]);
    let (code, told) = run(folder.path(), &["new", "kaputt", "a"]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("「no.such」という項目はありません") && !told.contains("でしょうか"), "{told}");
    for name in ["a", "b"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("assessment.yaml"), "form: kaputt\n").unwrap();
    }
    let (code, told) = run(folder.path(), &["check", "."]);
    assert_eq!(code, Some(3), "{told}");
    assert_eq!(told.matches("[HY031]: 元の様式に").count(), 1, "{told}");
    assert_eq!(told.matches("様式「kaputt」の定義に誤りがあるので").count(), 2, "{told}");
    for command in
        ["status .", "record a --date 2025-12-26", "freeze a", "render a --format json", "diff a b", "build ."]
    {
        let (code, told) = run(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert!(matches!(code, Some(0..=4)), "{command}: {code:?} {told}");
        assert!(told.contains("kaputt") || command == "build .", "{command}: {told}");
    }
}

/// A workspace's own form on 様式2: everything that is done with a form is done with it.
#[test]
fn a_form_of_ones_own_on_the_basic_one_works_throughout() {
    let own = "\
form: ours
base: basic-2024-10
name: 基礎項目評価書（汐見台市）
insert:
  - {after: office.head, add: [{number: ③, label: 内線番号, key: office.phone, kind: line}]}
remove: [other_agencies]
";
    let folder = workspace(&[("ours", own)]);
    let place = folder.path();
    let run = |command: &str| run(place, &command.split(' ').collect::<Vec<_>>());
    assert_eq!(run("new ours started").0, Some(0));
    assert_eq!(run("check started").0, Some(1), "nothing is answered yet");
    fs::create_dir(place.join("a")).unwrap();
    let sample = fs::read_to_string("assessments/22-child-allowance-basic/assessment.yaml").unwrap();
    fs::write(place.join("a/assessment.yaml"), sample.replace("\noffice:\n", "\noffice:\n  # 内線\n")).unwrap();
    let (code, told) = run("migrate a --to ours");
    assert!(code == Some(0) && told.contains("内線番号（office.phone）"), "{told}");
    let text = fs::read_to_string(place.join("a/assessment.yaml")).unwrap();
    assert!(text.starts_with("form: ours") && text.contains("\n# other_agencies: なし\n"), "{text}");
    fs::write(place.join("a/assessment.yaml"), text.replace("  # 内線\n", "  phone: 内線2345\n")).unwrap();
    let (code, told) = run("check a");
    assert_eq!(code, Some(0), "{told}");
    for format in ["pdf", "html", "md", "docx", "xlsx", "json"] {
        let (code, told) = run(&format!("render a -o a.{format}"));
        assert_eq!(code, Some(0), "{format}: {told}");
    }
    for page in ["a.html", "a.md", "a.json"] {
        let page = fs::read_to_string(place.join(page)).unwrap();
        assert!(page.contains("内線番号") && page.contains("内線2345"), "{page}");
    }
    let (code, told) = run("import a.xlsx --into a");
    assert!(code == Some(0) && told.contains("直された所はありません"), "{told}");
    let (code, told) = run("import a.xlsx -o read");
    assert_eq!(code, Some(0), "{told}");
    let read = fs::read_to_string(place.join("read/assessment.yaml")).unwrap();
    assert!(read.contains("phone: 内線2345"), "{read}");
    let (code, told) = run("diff a read");
    assert!(matches!(code, Some(0 | 1)), "{told}");
}

#[test]
fn each_fault_of_the_forms_below_is_told_by_whoever_needs_the_form() {
    let base = "form: below\nbase: full-2025-05\nremove: [no.such, nor.this]\n";
    let folder = workspace(&[("below", base), ("above", "form: above\nbase: below\n")]);
    fs::create_dir(folder.path().join("a")).unwrap();
    fs::write(folder.path().join("a/assessment.yaml"), "form: full-2025-05\n").unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    fs::write(folder.path().join("b/assessment.yaml"), "form: above\n").unwrap();
    for command in ["migrate a --to above", "migrate b --to full-2025-05", "new above c"] {
        let (code, told) = run(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!(code, Some(3), "{command}: {told}");
        for words in ["「no.such」という項目", "「nor.this」という項目", "元になる様式「below」を読めません"]
        {
            assert!(told.contains(words), "{command}: {told}");
        }
    }
}

/// A new newest edition as a full file makes the one before it an overlay; the oldest goes on standing on that.
#[test]
fn a_new_newest_edition_leaves_the_older_ones_as_they_were() {
    let newest = fs::read_to_string("forms/full-2025-05.yaml").unwrap();
    let newest = newest
        .replace("form: full-2025-05\n", "form: full-2027-04\n")
        .replace("edition: 令和7年5月\n", "edition: 令和9年4月\n");
    let newest = newest.replace("label: 所属長の役職名\n", "label: 所属長の職名\n");
    let item = "          - number: ③\n            label: 電話番号\n            key: office.phone\n            kind: line\n            guide: 代表の番号を書く。\n";
    let at = newest.find("      - type: section\n        number: \"８\"").unwrap();
    let newest = format!("{}{item}{}", &newest[..at], &newest[at..]);
    let older = "form: full-2025-05\nbase: full-2027-04\nedition: 令和7年5月\nitems:\n  office.head: {label: 所属長の役職名}\nremove: [office.phone]\n";
    let oldest = fs::read_to_string("forms/full-2018-05.yaml").unwrap();
    let files = [("full-2027-04", newest.as_str()), ("full-2025-05", older), ("full-2018-05", oldest.as_str())];
    assert_eq!(loaded(&files, "full-2027-04").find("office.phone").unwrap().number.as_deref(), Some("③"));
    let outline = |form: &Form| -> Vec<(Key, String)> {
        let item =
            |node: &hyokasho::form::Node| (node.key.clone().unwrap(), form.path(node.id, &[], None, PathStyle::Full));
        form.inputs().map(item).collect()
    };
    for id in ["full-2025-05", "full-2018-05"] {
        let (today, then) = (Forms::default().get(id).unwrap().unwrap(), loaded(&files, id));
        assert_eq!(outline(&today), outline(&then), "{id}");
        assert_eq!(today.starter(), then.starter(), "{id}");
        let words = |form: &Form| -> BTreeMap<String, Vec<String>> {
            let list = |(name, list): (&String, &hyokasho::form::Options)| {
                (name.clone(), list.choices.iter().map(|choice| choice.word.clone()).collect())
            };
            form.options.iter().map(list).collect()
        };
        assert_eq!(words(&today), words(&then), "{id}");
    }
    // Or the newest edition as an overlay: ten lines, and nothing else changes.
    let overlay = "form: full-2027-04\nbase: full-2025-05\nedition: 令和9年4月\ninsert:\n  - after: office.head\n    add:\n      - {number: ③, label: 電話番号, key: office.phone, kind: line}\n";
    assert!(loaded(&[("full-2027-04", overlay)], "full-2027-04").find("office.phone").is_some());
    assert!(Workspace::open(Some(workspace(&files).path()), &[]).findings.is_empty());
}

#[test]
fn what_a_revision_changed_is_told_item_by_item() {
    let text = "\
form: ours
base: focused-2025-05
edition: 令和9年4月
items:
  office.head: {label: 所属長, kind: text, mark: true, when: network.status = 実施する, required: false}
  office.name: {number: ②}
insert:
  - {after: office.head, add: [{number: ③, label: 連絡先, key: office.phone, kind: line, guide: 代表の電話番号を書く。}]}
  - {after: main_items = 災害関係情報, add: [通信関係情報]}
remove: [cover.notes, main_items = 健康・医療関係情報]
";
    let (old, new) = (Forms::default().get("focused-2025-05").unwrap().unwrap(), loaded(&[("ours", text)], "ours"));
    let told: Vec<String> = differences(&old, &new)
        .into_iter()
        .map(|one| format!("{} {} {}: {} → {}", one.key, one.place, one.kind.key(), one.before, one.after))
        .collect();
    let expected = [
        "office.name Ⅰ 6. ②部署 label: Ⅰ 6. ①部署 → Ⅰ 6. ②部署",
        "office.head Ⅰ 6. ②所属長 label: Ⅰ 6. ②所属長の役職名 → Ⅰ 6. ②所属長",
        "office.head Ⅰ 6. ②所属長 kind: 一行の文 → 文章",
        "office.head Ⅰ 6. ②所属長 condition:  → 「①実施の有無」が「実施する」の",
        "office.head Ⅰ 6. ②所属長 mark:  → ※",
        "office.head Ⅰ 6. ②所属長 required: 必須 → 空欄でもよい",
        "office.phone Ⅰ 6. ③連絡先 added:  → Ⅰ 6. ③連絡先",
        "files[].basics.main_items Ⅱ 2. ④記録される項目 主な記録項目 option_removed: 健康・医療関係情報 → ",
        "files[].basics.main_items Ⅱ 2. ④記録される項目 主な記録項目 option_added:  → 通信関係情報",
        "cover.notes 表紙 特記事項 removed: 表紙 特記事項 → ",
    ];
    assert_eq!(told, expected);
    assert!(differences(&old, &old).is_empty());
}
