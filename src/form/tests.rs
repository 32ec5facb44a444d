//! The embedded forms against what is known of the official ones.

use super::*;
use crate::text::Source;

fn form(id: &str) -> std::sync::Arc<Form> {
    Forms::default().get(id).unwrap().unwrap()
}

#[test]
fn every_embedded_form_loads() {
    for id in BUILTIN_IDS {
        let text = std::fs::read_to_string(format!("forms/{id}.yaml")).unwrap();
        let base = |base: &str| Some(Source::new("base", std::fs::read_to_string(format!("forms/{base}.yaml")).ok()?));
        let loaded = load(&Source::new(*id, text), &base);
        assert!(loaded.is_ok(), "{id}: {:?}", loaded.err());
    }
}

#[test]
fn item_counts_are_those_of_the_official_forms() {
    // The six columns of the 変更箇所 table are inputs too.
    for (id, inputs, own, inherited) in [("full-2025-05", 232, 19, 109), ("focused-2025-05", 133, 12, 40)] {
        let form = form(id);
        let columns = form.changes_part().unwrap().columns.as_ref().unwrap().len();
        assert_eq!(form.inputs().count() + columns, inputs, "{id}");
        assert_eq!(form.inputs().filter(|node| node.mark == Mark::Own).count(), own, "{id}: own ※");
        assert_eq!(form.inputs().filter(|node| node.mark == Mark::Inherited).count(), inherited, "{id}: inherited ※");
    }
}

#[test]
fn paths_read_as_printed() {
    let form = form("full-2025-05");
    let path = |key: &str, positions: &[usize], style| form.path(form.find(key).unwrap().id, positions, None, style);
    let staff = "files[].outsourcing[].staff";
    assert_eq!(path(staff, &[0, 1], PathStyle::Plain), "Ⅱ 4. 委託事項2 ③委託先における取扱者数");
    assert_eq!(path(staff, &[0, 1], PathStyle::Short), "Ⅱ 4. 委託事項2③");
    assert_eq!(
        path(staff, &[0, 1], PathStyle::Full),
        "Ⅱ 特定個人情報ファイルの概要 4. 特定個人情報ファイルの取扱いの委託 委託事項2 ③委託先における取扱者数"
    );
    assert_eq!(path("files[].use.purpose", &[0], PathStyle::Plain), "Ⅱ 3. ⑥使用目的");
    assert_eq!(path("files[].outsourcing[].title", &[0, 0], PathStyle::Plain), "Ⅱ 4. 委託事項1");
    assert_eq!(path("cover.title", &[], PathStyle::Plain), "表紙 評価書名");
    assert_eq!(path("file_names", &[], PathStyle::Plain), "Ⅰ 3. 特定個人情報ファイル名");
    assert_eq!(path("files[].records", &[0], PathStyle::Plain), "（別添2）特定個人情報ファイル記録項目");
    assert_eq!(
        path("files[].risks.storage.leak.physical_how", &[0], PathStyle::Plain),
        "Ⅲ 7. リスク１ ⑤物理的対策 具体的な対策の内容"
    );
    let name = form.find("files[].name").unwrap().id;
    assert_eq!(
        form.path(name, &[1], Some("給付ファイル"), PathStyle::Plain),
        "Ⅱ（給付ファイル） 1. 特定個人情報ファイル名"
    );
}

#[test]
fn a_broken_form_is_told_with_positions() {
    let text = "form: x\nname: n\nparts:\n  - title: t\n    items:\n      - {label: a, key: a, kind: text}\n      - {label: b, key: a, kind: nonsense, when: c = d}\n";
    let findings = load(&Source::new("forms/x.yaml", text), &|_| None).err().unwrap();
    let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.iter().any(|message| message.contains("知らない kind")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("二度")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("「c」という項目はありません")), "{messages:?}");
    assert!(findings.iter().all(|finding| finding.span.is_some()));
}
