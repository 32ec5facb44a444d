//! Item paths against those that published documents print.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::sync::Arc;

use hyokasho::form::{Form, Forms, PathStyle};
use hyokasho::labels::{Paths, Resolution};

#[test]
fn paths_read_as_printed() {
    let form = Forms::default().get("full-2025-05").unwrap().unwrap();
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

fn form() -> Arc<Form> {
    Forms::default().get("full-2025-05").unwrap().unwrap()
}

/// What is told of a printed item that is not named as the form names it.
fn slip(resolution: &Resolution) -> &str {
    match resolution {
        Resolution::Near(_, slips) => &slips[0].text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_section_may_be_printed_with_the_name_of_its_file() {
    let form = form();
    let paths = Paths::new(&form);
    let resolution = paths.resolve("Ⅱ 1. 特定個人情報ファイル名 住民健診ファイル 2. 基本情報 ⑤保有開始日");
    let Resolution::Exact(place) = &resolution else { panic!("{resolution:?}") };
    assert_eq!(place.file.as_deref(), Some("住民健診ファイル"));
    assert_eq!(form.node(place.node).label, "保有開始日");
    let elsewhere = paths.resolve("Ⅱ 2. 基本情報 住民健診ファイル 3. 特定個人情報の入手・使用 ⑥使用目的");
    assert_eq!(slip(&elsewhere), "そこに「住民健診ファイル 3. 特定個人情報の入手・使用」という項目はありません");
}

#[test]
fn after_a_thousand_guesses_nothing_more_is_guessed() {
    let form = form();
    let paths = Paths::new(&form);
    let guessed = |_: &usize| slip(&paths.resolve("Ⅱ 4. 委託事項1 ⑦再委計画案")).contains("は、様式では");
    assert_eq!((0..1_010).filter(guessed).count(), 1_000);
}
