//! Item paths against those that published documents print.

use hyokasho::form::{Forms, PathStyle};

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
