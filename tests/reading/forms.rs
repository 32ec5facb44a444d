//! The embedded forms against the published tables of ※ items, and forms of a workspace's own.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::collections::BTreeSet;
use std::fs;

use hyokasho::form::{Form, Forms, Mark, PathStyle};
use hyokasho::workspace::Workspace;

/// The items that bear ※ themselves, or whose section's heading does, by their official paths.
fn own(form: &Form) -> BTreeSet<String> {
    let marked = form.inputs().filter(|node| node.mark == Mark::Own);
    marked.map(|node| form.path(node.id, &[0, 0], None, PathStyle::Plain)).collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

/// Chapters whose heading bears ※, with the items in them that do not.
fn chapters(form: &Form) -> Vec<(String, Vec<String>)> {
    let chapter = |(index, part): (usize, &hyokasho::form::Part)| {
        let inside = form.inputs().filter(|node| node.part == index && node.mark == Mark::None);
        let except = inside.map(|node| form.path(node.id, &[0, 0], None, PathStyle::Plain)).collect();
        (part.number.clone().unwrap_or_default(), except)
    };
    form.parts.iter().enumerate().filter(|(_, part)| part.mark).map(chapter).collect()
}

#[test]
fn the_marked_items_of_the_full_form_are_those_of_the_guideline() {
    let form = Forms::default().get("full-2025-05").unwrap().unwrap();
    assert_eq!(
        own(&form),
        set(&[
            "Ⅰ 1. ②事務の内容",
            "Ⅰ 5. 法令上の根拠",
            "Ⅰ 6. ①実施の有無",
            "Ⅰ 6. ②法令上の根拠",
            "Ⅱ 2. ①ファイルの種類",
            "Ⅱ 2. ③対象となる本人の範囲",
            "Ⅱ 2. ④記録される項目 主な記録項目",
            "Ⅱ 3. ①入手元",
            "Ⅱ 3. ⑥使用目的",
            "Ⅱ 3. ⑦使用の主体 使用部署",
            "Ⅱ 3. ⑧使用方法",
            "Ⅱ 3. ⑧使用方法 情報の突合",
            "Ⅱ 3. ⑧使用方法 情報の統計分析",
            "Ⅱ 3. ⑧使用方法 権利利益に影響を与え得る決定",
            "Ⅱ 4. 委託の有無",
            "Ⅱ 4. 委託の有無 件数",
            "Ⅱ 4. 委託事項1 ②取扱いを委託する特定個人情報ファイルの範囲 対象となる本人の範囲",
            "Ⅱ 4. 委託事項1 再委託 ⑦再委託の有無",
            "Ⅱ 6. ①保管場所",
        ])
    );
    let accident = "Ⅲ 7. リスク１ ⑨過去３年以内に、評価実施機関において、個人情報に関する重大事故が発生したか";
    let exceptions = vec![accident.to_owned(), format!("{accident} その内容"), format!("{accident} 再発防止策の内容")];
    assert_eq!(chapters(&form), [("Ⅲ".to_owned(), exceptions), ("Ⅳ".to_owned(), Vec::new())]);
}

#[test]
fn the_marked_items_of_the_focused_form_are_those_of_the_guideline() {
    let form = Forms::default().get("focused-2025-05").unwrap().unwrap();
    assert_eq!(
        own(&form),
        set(&[
            "Ⅰ 4. 法令上の根拠",
            "Ⅰ 5. ①実施の有無",
            "Ⅰ 5. ②法令上の根拠",
            "Ⅱ 2. ①ファイルの種類",
            "Ⅱ 2. ③対象となる本人の範囲",
            "Ⅱ 2. ④記録される項目 主な記録項目",
            "Ⅱ 3. ①入手元",
            "Ⅱ 3. ③使用目的",
            "Ⅱ 4. 委託の有無",
            "Ⅱ 4. 委託の有無 件数",
            "Ⅱ 4. 委託事項1 再委託 ④再委託の有無",
            "Ⅱ 6. 保管場所",
        ])
    );
    let accident = "Ⅲ 7. リスク ②過去３年以内に、評価実施機関において、個人情報に関する重大事故が発生したか";
    let exceptions = vec![accident.to_owned(), format!("{accident} その内容"), format!("{accident} 再発防止策の内容")];
    assert_eq!(chapters(&form), [("Ⅲ".to_owned(), exceptions)]);
}

#[test]
fn every_item_that_an_author_answers_has_guidance() {
    for id in ["full-2025-05", "focused-2025-05", "full-2018-05", "focused-2018-05"] {
        let form = Forms::default().get(id).unwrap().unwrap();
        let without: Vec<_> = form.inputs().filter(|node| node.guide.is_none()).map(|node| &node.key).collect();
        assert!(without.is_empty(), "{id}: {without:?}");
    }
}

#[test]
fn a_workspace_adds_and_overrides_forms() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("forms")).unwrap();
    fs::write(folder.path().join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join("forms").join(name), text).unwrap();
    write("ours.yaml", "form: ours\nbase: focused-2025-05\nedition: 試行\nitems:\n  office.head: {label: 所属長}\n");
    write("full-2025-05.yaml", "form: full-2025-05\nbase: full-2025-05\nedition: 手元の版\n");
    let workspace = Workspace::open(Some(folder.path()), &[]);
    assert!(workspace.findings.is_empty(), "{:?}", workspace.findings);
    let form = |id: &str| workspace.forms.get(id).unwrap().unwrap();
    assert_eq!(form("ours").find("office.head").unwrap().label, "所属長");
    assert_eq!(form("full-2025-05").edition, "手元の版");
    assert_eq!(form("focused-2025-05").edition, "令和7年5月");
    write("ours.yaml", "form: ours\nbase: focused-2025-05\nremove: [no.such]\n");
    let broken = Workspace::open(Some(folder.path()), &[]);
    assert_eq!(broken.findings[0].rule.code, "HY031");
    assert_eq!(broken.findings[0].span.as_ref().unwrap().start_position().line, 3);
}
