//! Comments, opinions, steps, sign-offs and packets as an office uses them, on a copy of the sample workspace.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{run, support, text};

const NAME: &str = "15-health-checkups";

struct Desk {
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = support::fresh(&format!("procedure-{name}"));
        support::copy(Path::new("assessments"), &folder);
        Self { folder }
    }

    /// What is told; the exit code must be `exit`.
    fn told(&self, words: &[&str], exit: i32) -> String {
        let output = run(&self.folder, words);
        let told = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(exit), "{words:?}: {told}");
        told
    }

    fn procedure(&self) -> String {
        self.read("procedure.yaml")
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(NAME).join(file)).unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(NAME).join(file), text).unwrap();
    }
}

#[test]
fn a_comment_is_made_answered_and_settled_where_its_item_stands() {
    let desk = Desk::new("comments");
    let by = ["--by", "情報政策課", "--date", "2025-11-01"];
    let add = |item: &str, text: &str| {
        desk.told(&[&["comment", NAME, "add", "--item", item, "--text", text], by.as_slice()].concat(), 0)
    };
    add("governance.training", "回数は。");
    add("work.content", "流れは。");
    let again = add("work.content", "流れは。");
    assert!(again.contains("同じコメントがすでにあります"), "{again}");
    let list: Value = serde_json::from_str(&desk.told(&["comment", NAME, "list", "--format", "json"], 0)).unwrap();
    let comments = list["comments"].as_array().unwrap();
    let items: Vec<&str> = comments.iter().map(|one| one["item"].as_str().unwrap()).collect();
    assert_eq!(items, ["work.content", "governance.training"], "in the order of the form");
    let id = comments[0]["id"].as_str().unwrap();
    let reply = ["comment", NAME, "reply", id, "--by", "健康増進課", "--text", "図に書く。", "--date", "2025-11-02"];
    desk.told(&reply, 0);
    desk.told(&reply, 0);
    desk.told(&["comment", NAME, "resolve", id, "--date", "2025-11-03"], 0);
    let open = desk.told(&["comment", NAME, "list"], 0);
    assert!(open.contains("回数は。") && !open.contains("流れは。"), "{open}");
    assert!(desk.told(&["comment", NAME, "list", "--all"], 0).contains("└ 図に書く。"));
    assert_eq!(desk.procedure().matches("図に書く。").count(), 2);
    desk.told(&["comment", NAME, "resolve", "c000000", "--date", "2025-11-03"], 2);
    let unknown =
        desk.told(&[&["comment", NAME, "add", "--item", "work.nothing", "--text", "x"], by.as_slice()].concat(), 2);
    assert!(unknown.contains("「work.nothing」は、この評価書にありません"), "{unknown}");
    desk.told(&["check", NAME], 0);
}

#[test]
fn opinions_are_taken_from_a_list_answered_told_and_proposed_for_the_form() {
    let desk = Desk::new("opinions");
    let list = "番号,受付日,該当項目,御意見,考え方\n1,令和7年10月3日,work.content,保管が長い。,\n2,2025-10-04,全体,分かりやすい。,今後も努めます。\n三,,無い項目,安全か。,\n,,,,後で\n";
    fs::write(desk.folder.join("list.csv"), list).unwrap();
    let told = desk.told(&["opinion", NAME, "add", "--from", "list.csv"], 0);
    assert!(told.contains("意見 1、2、3 を加えました"), "{told}");
    assert!(told.contains("番号「三」") && told.contains("項目「無い項目」") && told.contains("5 行目"), "{told}");
    assert!(desk.told(&["opinion", NAME, "add", "--from", "list.csv"], 0).contains("加える意見はありません"));
    let unanswered = desk.told(&["check", NAME, "--select", "HY804"], 0);
    assert_eq!(unanswered.matches("HY804").count(), 2, "{unanswered}");
    assert!(desk.told(&["opinion", NAME, "fill"], 0).contains("考え方の無い意見があります"));
    desk.told(
        &["opinion", NAME, "answer", "1", "--text", "改めました。", "--date", "2025-10-30", "--change", "work.nothing"],
        2,
    );
    desk.told(&["opinion", NAME, "answer", "1", "--text", "規程のとおりです。", "--date", "2025-10-30"], 0);
    desk.told(
        &["opinion", NAME, "answer", "3", "--text", "安全です。", "--summary", "安全性", "--date", "2025-10-30"],
        0,
    );
    desk.told(&["opinion", NAME, "answer", "9", "--text", "x", "--date", "2025-10-30"], 2);
    assert!(desk.told(&["check", NAME, "--select", "HY8"], 0).lines().all(|line| !line.contains("HY80")));
    for ending in ["html", "pdf", "docx", "xlsx", "md"] {
        let file = format!("opinions.{ending}");
        desk.told(&["opinion", NAME, "export", "-o", &file], 0);
        let bytes = fs::read(desk.folder.join(&file)).unwrap();
        desk.told(&["opinion", NAME, "export", "-o", &file], 0);
        assert!(bytes == fs::read(desk.folder.join(&file)).unwrap(), "{file}: the same bytes");
        if ["html", "md"].contains(&ending) {
            let page = String::from_utf8(bytes).unwrap();
            assert!(
                page.contains("規程のとおりです。") && page.contains("安全性") && !page.contains("安全か。"),
                "{page}"
            );
        }
    }
    desk.told(&["opinion", NAME, "export", "-o", "opinions.txt"], 2);
    let taken = desk.told(&["opinion", NAME, "fill"], 1);
    assert!(taken.contains("ほかの記載があるので") && taken.contains("（意見1）保管が長い。"), "{taken}");
    let text = desk.read("assessment.yaml");
    let (head, rest) = text.split_once("\n  opinion:").unwrap();
    let (inside, tail) = rest.split_once("\n  review:").unwrap();
    let kept: Vec<&str> = inside.lines().take_while(|line| !line.contains("opinions:")).collect();
    desk.write("assessment.yaml", &format!("{head}\n  opinion:{}\n  review:{tail}", kept.join("\n")));
    assert!(desk.told(&["opinion", NAME, "fill", "--dry-run"], 0).contains("まだ何も書いていません"));
    desk.told(&["opinion", NAME, "fill"], 0);
    let filled = desk.read("assessment.yaml");
    assert!(
        filled.contains("（意見3）安全性") && filled.contains("（意見2）記載は改めていない。今後も努めます。"),
        "{filled}"
    );
}

#[test]
fn a_sign_off_lasts_until_the_text_changes() {
    let desk = Desk::new("signs");
    let sign = ["sign", NAME, "--by", "健康増進課長", "--role", "決裁", "--date", "2025-12-01"];
    desk.told(&sign, 0);
    assert!(!desk.told(&["check", NAME], 0).contains("HY805"));
    let text = desk.read("assessment.yaml");
    desk.write("assessment.yaml", &format!("# 覚書\n{text}"));
    assert!(!desk.told(&["check", NAME], 0).contains("HY805"), "a comment is no change");
    desk.write("assessment.yaml", &text.replacen("四半期ごとに", "半年ごとに", 1));
    assert!(desk.told(&["check", NAME], 0).contains("HY805"));
    assert!(desk.told(&["step", NAME, "--today", "2025-12-01"], 0).contains("承認の後に記載が変わっています"));
    desk.told(&sign, 0);
    let told = desk.told(&["step", NAME, "--today", "2025-12-01"], 0);
    assert!(told.contains("今の記載を承認済み"), "{told}");
}

#[test]
fn steps_are_told_as_they_are_taken() {
    let desk = Desk::new("steps");
    let state = |step: &str, today: &str| {
        let told = desk.told(&["step", NAME, "--today", today, "--format", "json"], 0);
        let told: Value = serde_json::from_str(&told).unwrap();
        let steps = told["steps"].as_array().unwrap();
        steps.iter().find(|one| one["step"] == step).unwrap()["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state("submission", "2025-12-31"), "open");
    desk.told(&["step", NAME, "提出", "--date", "2025-12-20", "--by", "健康増進課", "--document", "健増第123号"], 0);
    assert_eq!(state("submission", "2025-12-31"), "done");
    assert_eq!(state("submission", "2025-12-19"), "open", "what is still to come is not done");
    assert!(desk.told(&["check", NAME, "--today", "2025-12-19"], 1).contains("HY806"));
    desk.told(&["step", NAME, "提案", "--date", "2025-12-20"], 2);
    desk.told(&["step", NAME, "提出"], 2);
}

#[test]
fn a_packet_is_whole_and_the_same_every_time() {
    let desk = Desk::new("packets");
    let comment = ["comment", NAME, "add", "--by", "情報政策課", "--text", "図と合うか。", "--date", "2025-11-01"];
    desk.told(&comment, 0);
    desk.told(&["opinion", NAME, "add", "--text", "保管が長い。"], 0);
    let make = |reader: &str, output: &str| desk.told(&["packet", NAME, "--for", reader, "-o", output], 0);
    let told = make("council", "one");
    assert!(told.contains("考え方の無い意見が 1 件あります"), "{told}");
    make("council", "two");
    let names = |folder: &str| {
        let mut names: Vec<_> =
            fs::read_dir(desk.folder.join(folder)).unwrap().map(|one| one.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("one"), names("two"));
    assert_eq!(names("one").len(), 9, "{:?}", names("one"));
    let read = |folder: &str, name: &str| fs::read(desk.folder.join(folder).join(name)).unwrap();
    for name in names("one") {
        let name = name.to_str().unwrap();
        assert!(read("one", name) == read("two", name), "{name}: the same bytes");
    }
    let manifest: Value = serde_json::from_slice(&read("one", "manifest.json")).unwrap();
    let papers = manifest["papers"].as_array().unwrap();
    let lines: String = papers
        .iter()
        .map(|paper| {
            let name = paper["name"].as_str().unwrap();
            let sum = hyokasho::text::sha256_hex(read("one", name));
            assert_eq!(paper["sha256"], *sum, "{name}");
            format!("{sum}  {name}\n")
        })
        .collect();
    assert_eq!(manifest["sha256"], *hyokasho::text::sha256_hex(lines));
    make("council", "one.zip");
    let mut zip = zip::ZipArchive::new(fs::File::open(desk.folder.join("one.zip")).unwrap()).unwrap();
    assert_eq!(zip.len(), 9);
    let mut inside = Vec::new();
    zip.by_name("manifest.json").unwrap().read_to_end(&mut inside).unwrap();
    assert_eq!(inside, read("one", "manifest.json"));
    make("commission", "commission");
    make("public-comment", "public");
    assert!(names("public").iter().all(|name| !name.to_str().unwrap().contains("comments")), "{:?}", names("public"));
}

#[test]
fn a_workspace_has_letters_and_points_of_its_own() {
    let desk = Desk::new("own");
    fs::create_dir_all(desk.folder.join("templates/letter")).unwrap();
    fs::write(desk.folder.join("templates/letter/council.txt"), "{{ council }}　様\n{{ title }}を送ります。\n")
        .unwrap();
    fs::write(
        desk.folder.join("templates/checklist.yaml"),
        "points:\n  - point: 宣言は妥当か\n    items: [cover.declaration]\n",
    )
    .unwrap();
    let packet = ["packet", NAME, "--for", "council", "-o", "out-council", "--council", "審議会"];
    desk.told(&packet, 0);
    let words = |name: &str| {
        let file = fs::File::open(desk.folder.join("out-council").join(name)).unwrap();
        let mut text = String::new();
        zip::ZipArchive::new(file).unwrap().by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(words("01-letter.docx").contains("審議会　様"));
    let points = words("07-checklist.docx");
    assert!(points.contains("宣言は妥当か") && !points.contains("しきい値判断に誤り"));
    fs::write(desk.folder.join("templates/letter/council.txt"), "{% set a = 1 %}").unwrap();
    desk.told(&packet, 3);
    fs::write(desk.folder.join("templates/letter/council.txt"), "x\n").unwrap();
    fs::write(desk.folder.join("templates/checklist.yaml"), "points:\n  - items: []\n").unwrap();
    assert!(desk.told(&packet, 3).contains("point（観点）が書かれていません"));
}
