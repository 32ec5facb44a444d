//! Lists, figures, words and former texts from a page of `serve`, and the first workspace.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::served::Served;
use crate::support::{copy, fresh};

const SAMPLE: &str = "22-child-allowance";

fn workspace(name: &str) -> PathBuf {
    let folder = fresh(name);
    for inside in ["hyokasho.yaml", "fragments", SAMPLE] {
        copy(&Path::new("assessments").join(inside), &folder.join(inside));
    }
    folder
}

fn read(folder: &Path) -> String {
    fs::read_to_string(folder.join(SAMPLE).join("assessment.yaml")).unwrap()
}

fn post(served: &Served, rest: &str, body: &Value) -> (u16, Value) {
    served.post(&format!("/a/{SAMPLE}/{rest}"), body)
}

/// The address of the first item whose answer is a list of record items.
fn records(served: &Served) -> (usize, String) {
    for chapter in 0..12 {
        let page = served.get(&format!("/a/{SAMPLE}/c/{chapter}/form")).body;
        if let Some(rest) = page.split("data-records=\"").nth(1) {
            return (chapter, rest.split('"').next().unwrap().to_owned());
        }
    }
    panic!("no record items")
}

#[test]
fn groups_of_record_items_come_from_a_spreadsheet_and_other_lines_stay() {
    let folder = workspace("serve-records");
    let served = Served::start(&folder);
    let before = read(&folder);
    let (chapter, item) = records(&served);
    let ask = |more: Value| {
        let mut body = json!({ "chapter": chapter, "item": item });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        post(&served, "records", &body)
    };
    // Two new rows side by side in the grid stay side by side.
    let page = served.get(&format!("/a/{SAMPLE}/c/{chapter}/form")).body;
    let area = page.split("<textarea").find(|area| area.contains("data-lines")).unwrap();
    let of = |name: &str| area.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let rows = area.split_once(">\n").unwrap().1.split("</textarea>").next().unwrap();
    let value = rows.replacen('\n', "\n甲\n乙\n", 1);
    let fields = json!([{ "name": of("data-field"), "noted": of("data-noted"), "value": value }]);
    assert_eq!(post(&served, "field", &json!({ "chapter": chapter, "fields": fields })).0, 200);
    assert!(read(&folder).contains("[宛名番号, 甲, 乙, 団体内統合宛名番号"), "{}", read(&folder));
    assert_eq!(post(&served, "undo", &json!({ "chapter": chapter })).0, 200);
    let pasted = json!([["宛名情報", "宛名番号"], ["", "氏名 # と\n注"], ["新しい分類", "甲"], ["", "乙"]]);
    assert_eq!(ask(json!({ "action": "set", "rows": pasted })).0, 200);
    let after = read(&folder);
    assert!(after.contains("- group: 新しい分類") && after.contains("氏名 # と 注"), "{after}");
    assert!(
        after.contains("- group: 受給資格情報\n        items: [認定番号, 受給者宛名番号"),
        "other groups stay as they are"
    );
    assert_eq!(ask(json!({ "action": "add", "title": "三つ目" })).0, 200);
    assert_eq!(ask(json!({ "action": "up", "at": 1 })).0, 200);
    assert!(read(&folder).find("受給資格情報") < read(&folder).find("- group: 宛名情報"));
    for wrong in [
        json!({ "action": "up", "at": 0 }),
        json!({ "action": "remove", "at": 99 }),
        json!({ "action": "set", "rows": [] }),
        json!({ "action": "x" }),
    ] {
        assert_eq!(ask(wrong.clone()).0, 422, "{wrong}");
    }
    for _ in 0..3 {
        assert_eq!(post(&served, "undo", &json!({ "chapter": 0 })).0, 200);
    }
    assert_eq!(read(&folder), before);
}

#[test]
fn words_give_way_to_others_with_the_rows_that_follow() {
    let folder = workspace("serve-replace");
    let served = Served::start(&folder);
    let before = read(&folder);
    let page = served.get(&format!("/replace?q={}&with={}", "%E6%89%8B%E5%BD%93", "%E7%B5%A6%E4%BB%98")).body;
    assert!(page.contains("変更箇所に行ができます"), "{page}");
    let rest = page.split("class=\"pick\"").nth(1).unwrap();
    let of = |name: &str| rest.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (item, noted) = (of("data-item"), of("data-noted"));
    let ask = |item: &str, noted: &str| {
        post(
            &served,
            "replace",
            &json!({ "wanted": "手当", "instead": "給付", "chosen": [{ "item": item, "noted": noted }] }),
        )
    };
    assert_eq!(ask(&item, "0").0, 422, "of another text");
    assert_eq!(ask("no.such", &noted).0, 422);
    assert_eq!(read(&folder), before);
    assert_eq!(ask(&item, &noted).0, 200);
    let after = read(&folder);
    assert_ne!(after, before);
    let differing = before.lines().filter(|line| !after.contains(line)).collect::<Vec<_>>();
    assert!(differing.iter().all(|line| line.contains("手当") || line.trim_end().ends_with('|')), "{differing:#?}");
    // What it said before is there, in the journal and in the versions, and can be said again.
    let history = served.get(&format!("/a/{SAMPLE}/history?item={item}")).body;
    let history: Value = serde_json::from_str(&history).unwrap();
    let entries = history["entries"].as_array().unwrap();
    assert!(entries[0]["words"].as_str().unwrap().contains("手当"), "{history}");
    let restore = json!({ "chapter": 0, "item": item, "id": entries[0]["id"] });
    assert_eq!(post(&served, "restore", &restore).0, 200);
    let again: Value = serde_json::from_str(&served.get(&format!("/a/{SAMPLE}/history?item={item}")).body).unwrap();
    assert_eq!(again["now"], entries[0]["words"]);
    assert_eq!(post(&served, "restore", &json!({ "chapter": 0, "item": item, "id": "1999-01-01" })).0, 422);
}

#[test]
fn pictures_are_taken_in_and_nothing_else() {
    let folder = fresh("serve-figures");
    for inside in ["hyokasho.yaml", "fragments", "15-health-checkups"] {
        copy(&Path::new("assessments").join(inside), &folder.join(inside));
    }
    let served = Served::start(&folder);
    let own = |rest: &str| format!("/a/15-health-checkups/{rest}");
    let send = |bytes: &str, item: &str| {
        let origin = format!("http://{}", served.own_host());
        let headers =
            [("Cookie", served.cookie.as_str()), ("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str())];
        let path = own(&format!("picture?chapter=0&item={item}&title=%E5%9B%B3&alternative=%E8%AA%AC%E6%98%8E&name=x"));
        served.raw(&served.request("POST", &path, &headers, bytes)).status
    };
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><rect width=\"10\" height=\"10\"/></svg>";
    assert_eq!(send("MZ, a program", "figures"), 422);
    assert_eq!(send(svg, "work.content"), 422, "not where a text stands");
    assert_eq!(send(svg, "no.such"), 404);
    assert_eq!(send(svg, "figures"), 200);
    let read = || fs::read_to_string(folder.join("15-health-checkups/assessment.yaml")).unwrap();
    let file = read().lines().find_map(|line| line.trim().strip_prefix("- file: ").map(ToOwned::to_owned)).unwrap();
    assert_eq!(fs::read_to_string(folder.join("15-health-checkups").join(&file)).unwrap(), svg);
    let say = json!({ "chapter": 0, "item": "figures", "action": "say", "at": 1, "title": "流れ", "alternative": "", "remarks": "備考" });
    assert_eq!(served.post(&own("figures"), &say).0, 200);
    assert!(read().contains("remarks: 備考"), "{}", read());
    let remove = json!({ "chapter": 0, "item": "figures", "action": "remove", "at": 1 });
    assert_eq!(served.post(&own("figures"), &remove).0, 200);
    assert!(!read().contains(&file));
    assert_eq!(served.post(&own("figures"), &remove).0, 422);
}

#[test]
fn the_first_workspace_is_made_from_the_sample_or_from_a_document() {
    let folder = fresh("serve-first").join("評価書");
    fs::create_dir_all(&folder).unwrap();
    let served = Served::start(&folder);
    let page = served.get("/").body;
    assert!(page.contains("始め方を選んでください"), "{page}");
    assert_eq!(served.post("/sample", &json!({})).0, 200);
    assert_eq!(served.post("/sample", &json!({})).0, 422, "nothing is put beside what is there");
    assert!(served.get("/").body.contains("児童手当"));
    let origin = format!("http://{}", served.own_host());
    let headers = [("Cookie", served.cookie.as_str()), ("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str())];
    let html = served.get("/a/22-child-allowance-basic/page.html").body;
    let html = html.replace("</main>", "<p>行き先のどこにも無い文がここにある。</p></main>");
    let path = "/import?name=x.html&folder=07-import";
    let answered = served.raw(&served.request("POST", path, &headers, &html));
    assert_eq!(answered.status, 200, "{}", answered.body);
    assert!(answered.body.contains("/a/07-import/taken-in"), "{}", answered.body);
    let page = served.get("/a/07-import/taken-in").body;
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(served.post("/a/07-import/taken-in", &json!({ "id": id })).0, 200);
    assert!(!served.get("/a/07-import/taken-in").body.contains(id));
    let report = fs::read_to_string(folder.join("07-import/import-report.json")).unwrap();
    assert!(report.contains("\"settled\"") && report.contains("\"unmapped\""), "{report}");
}
