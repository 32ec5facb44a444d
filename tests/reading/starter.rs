//! The file that an author starts from, held to the letter for a form that has one of everything.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use hyokasho::form::Forms;
use hyokasho::text::Source;

const FORM: &str = "\
form: ours
style: 様式9
edition: 令和7年5月
name: 試し評価書
options:
  sizes: [小さい, 大きい]
  items: [{group: 識別情報}, 個人番号, {group: その他の情報}, {word: その他, text: true}]
parts:
  - title: 表紙
    items:
      - {label: 評価書名, key: cover.title, kind: line, guide: 事務の名称を書く。}
  - number: Ⅰ
    title: 概要
    each: files[]
    items:
      - {type: section, number: １, label: 名称, key: 'files[].name', kind: line, guide: 名称を書く。}
      - type: section
        number: ２
        label: 中身
        items:
          - {number: ①, label: 大きさ, key: 'files[].size', kind: choice, options: sizes, guide: 一つ選ぶ。}
          - {number: ②, label: 項目, key: 'files[].items', kind: checks, options: items, guide: ○を付ける。}
          - type: block
            label: 提供先
            each: files[].provision[]
            items:
              - {key: 'files[].provision[].to', kind: line, guide: 相手を書く。}
              - {number: ①, label: 理由, key: 'files[].provision[].why', kind: text, guide: 理由を書く。}
  - number: （別添１）
    title: 変更箇所
    type: changes
    columns: [変更日, 項目, 変更前, 変更後, 提出時期, 説明]
    timing: [事前, 事後]
";

#[test]
fn a_starter_asks_everything_in_its_order() {
    let forms = Forms::new(vec![Source::new("forms/ours.yaml", FORM)]);
    let starter = forms.get("ours").unwrap().unwrap().starter();
    let path = "tests/reading/starter.yaml";
    if std::env::var_os("HYOKASHO_BLESS").is_some() {
        std::fs::write(path, &starter).unwrap();
    }
    assert_eq!(starter, std::fs::read_to_string(path).unwrap());
}
