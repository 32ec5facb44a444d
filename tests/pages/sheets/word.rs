//! A document of Word that a council marked up comes back: its edits, its tracked changes, its comments.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value;
use zip::ZipArchive;

use super::{Desk, FOCUSED, FULL, difference, path, program};
use crate::support::needs::lacks;
use crate::support::office::archive;

const DOCUMENT: &str = "word/document.xml";

/// The parts of a document of this program, as somebody with another program changes them.
struct MarkedUp {
    parts: Vec<(String, String)>,
}

impl MarkedUp {
    fn open(desk: &Desk, sample: &str) -> Self {
        let file = desk.root.join(format!("{sample}.docx"));
        let output = program(&["render", path(&desk.root.join(sample)), "-o", path(&file)]);
        assert!(output.status.success(), "{output:?}");
        let mut zip = ZipArchive::new(Cursor::new(fs::read(&file).unwrap())).unwrap();
        let mut parts = Vec::new();
        for index in 0..zip.len() {
            let mut part = zip.by_index(index).unwrap();
            let name = part.name().unwrap().to_string();
            let mut text = String::new();
            if name.ends_with("xml") || name.ends_with("rels") {
                part.read_to_string(&mut text).unwrap();
                parts.push((name, text));
            }
        }
        Self { parts }
    }

    fn document(&mut self) -> &mut String {
        &mut self.parts.iter_mut().find(|(name, _)| name == DOCUMENT).unwrap().1
    }

    /// Changes the paragraph that bears a bookmark.
    fn at(&mut self, bookmark: &str, change: impl Fn(&str) -> String) {
        let xml = self.document();
        let named = xml.find(&format!("w:name=\"{bookmark}\"")).unwrap_or_else(|| panic!("{bookmark}"));
        let start = xml[..named].rfind("<w:p>").unwrap();
        let end = named + xml[named..].find("</w:p>").unwrap();
        let new = change(&xml[start..end]);
        xml.replace_range(start..end, &new);
    }

    /// Types other words over the first that stand there.
    fn write(&mut self, bookmark: &str, before: &str, after: &str) {
        self.at(bookmark, |paragraph| {
            assert!(paragraph.contains(before), "{paragraph}");
            paragraph.replacen(before, after, 1)
        });
    }

    fn comment(&mut self, id: &str, author: &str, text: &str) {
        let comment = format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"2026-01-15T10:00:00Z\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
        );
        if !self.parts.iter().any(|(name, _)| name == "word/comments.xml") {
            self.parts.push(("word/comments.xml".into(), "<w:comments xmlns:w=\"w\"></w:comments>".into()));
        }
        let comments = &mut self.parts.last_mut().unwrap().1;
        *comments = comments.replace("</w:comments>", &comment);
    }

    fn save(&self, desk: &Desk, name: &str) -> PathBuf {
        let file = desk.root.join(name);
        fs::write(&file, archive(&self.parts)).unwrap();
        file
    }
}

#[test]
fn a_document_that_nobody_touched_changes_nothing() {
    let desk = Desk::new("word-untouched");
    for sample in [FULL, FOCUSED, "31-nursing-insurance"] {
        let before = desk.text(sample);
        let file = MarkedUp::open(&desk, sample).save(&desk, "untouched.docx");
        assert_eq!(desk.import(&file, sample), (0, "ファイルで直された所はありません。評価書はそのままです\n".into()));
        assert_eq!(desk.text(sample), before);
    }
}

#[test]
fn what_a_council_typed_changes_the_assessment_and_nothing_else() {
    let desk = Desk::new("word-edited");
    let mut marked = MarkedUp::open(&desk, FULL);
    marked.write("work_name", "成人健診", "市民健診");
    marked.write("work_population", "30万人以上", "1,000人未満");
    marked.write("cover_published_on", "令和7年12月26日", "令和8年1月30日");
    let before = desk.text(FULL);
    let (code, told) = desk.import(&marked.save(&desk, "edited.docx"), FULL);
    assert_eq!(code, 0, "{told}");
    let (gone, new) = difference(&before, &desk.text(FULL));
    assert_eq!(gone, ["published_on: 2025-12-26", "name: 成人健診に関する事務", "population: 30万人以上"]);
    assert_eq!(new, ["published_on: 2026-01-30", "name: 市民健診に関する事務", "population: 1,000人未満"]);
}

/// The text of the answer is what stands there when the change is accepted; who changed what is told.
#[test]
fn tracked_changes_are_offered_and_comments_are_told_at_their_items() {
    let desk = Desk::new("word-tracked");
    let mut marked = MarkedUp::open(&desk, FULL);
    marked.write(
        "work_name",
        "<w:r><w:t>成人健診に関する事務</w:t></w:r>",
        "<w:commentRangeStart w:id=\"7\"/><w:del w:author=\"委員\" w:date=\"2026-01-14T00:00:00Z\"><w:r><w:delText>成人</w:delText></w:r></w:del>\
         <w:ins w:author=\"委員\"><w:r><w:t>市民</w:t></w:r></w:ins><w:r><w:t>健診に関する事務</w:t></w:r><w:commentRangeEnd w:id=\"7\"/>\
         <w:r><w:commentReference w:id=\"7\"/></w:r>",
    );
    marked.at("part_1_1", |heading| format!("{heading}<w:r><w:commentReference w:id=\"8\"/></w:r>"));
    marked.comment("7", "委員 &lt;甲&gt;", "対象を広げる。");
    marked.comment("8", "事務局", "節の全体について。");
    let file = marked.save(&desk, "tracked.docx");
    let (report, target) = (desk.root.join("marks.json"), desk.root.join(FULL));
    let arguments = ["import", path(&file), "--into", path(&target), "--dry-run", "--report", path(&report)];
    let before = desk.text(FULL);
    let output = program(&arguments);
    assert_eq!((output.status.code(), desk.text(FULL)), (Some(0), before), "a dry run writes nothing");
    let told = String::from_utf8(output.stdout).unwrap();
    for line in ["－ Ⅰ 1. ①事務の名称（委員 2026-01-14）: 成人", "＋ Ⅰ 1. ①事務の名称（委員）: 市民"]
    {
        assert!(told.contains(line), "{told}");
    }
    let report: Value = serde_json::from_str(&fs::read_to_string(&report).unwrap()).unwrap();
    assert_eq!(report["changed"][0]["path"], "Ⅰ 1. ①事務の名称");
    assert_eq!(report["tracked"].as_array().map(Vec::len), Some(2));
    let comments = report["comments"].as_array().unwrap();
    let told = |index: usize, key: &str| comments[index][key].as_str().unwrap_or_default().to_owned();
    assert_eq!((told(0, "text"), comments[0]["item"].is_null()), ("節の全体について。".into(), true));
    assert_eq!(
        (told(1, "item"), told(1, "author"), told(1, "quoted")),
        ("work.name".into(), "委員 <甲>".into(), "市民健診に関する事務".into())
    );
    desk.import(&file, FULL);
    assert!(desk.text(FULL).contains("name: 市民健診に関する事務"));
}

#[test]
fn what_changed_on_both_sides_and_words_of_the_form_are_left_and_told() {
    let desk = Desk::new("word-left");
    let mut marked = MarkedUp::open(&desk, FULL);
    marked.write("work_name", "成人健診", "市民健診");
    marked.write("work_population", "[ ", "");
    let file = marked.save(&desk, "left.docx");
    let moved_on = desk.text(FULL).replace("name: 成人健診に関する事務", "name: 住民健診に関する事務");
    fs::write(desk.yaml(FULL), &moved_on).unwrap();
    let (code, told) = desk.import(&file, FULL);
    assert_eq!((code, desk.text(FULL)), (1, moved_on), "{told}");
    assert!(told.contains("2 か所は書き入れられません"), "{told}");
    assert!(told.contains("①事務の名称") && told.contains("YAML も変わっています"), "{told}");
    assert!(told.contains("③対象人数") && told.contains("様式の言葉が変わっています"), "{told}");
    // What only the assessment changed is no change of the council.
    let mut marked = MarkedUp::open(&desk, FULL);
    let file = marked.save(&desk, "before.docx");
    marked.write("work_population", "30万人以上", "1,000人未満");
    fs::write(desk.yaml(FULL), desk.text(FULL).replace("name: 住民健診に関する事務", "name: 村民健診に関する事務"))
        .unwrap();
    assert_eq!(desk.import(&file, FULL).0, 0);
    let (code, told) = desk.import(&marked.save(&desk, "after.docx"), FULL);
    assert_eq!(code, 0, "{told}");
    assert!(told.starts_with("1 か所を書き入れました") && told.contains("③対象人数"), "{told}");
}

/// The rows of the table of changes have no bookmarks; they are found below their heading.
#[test]
fn rows_of_changes_come_back() {
    let desk = Desk::new("word-changes");
    let mut marked = MarkedUp::open(&desk, FULL);
    let xml = marked.document();
    let last = xml.rfind("</w:tr></w:tbl>").unwrap();
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = ["令和7年12月26日", "Ⅰ 基本情報", "旧い文", "新しい文", "", ""].map(cell).concat();
    xml.insert_str(last + "</w:tr>".len(), &format!("<w:tr>{row}</w:tr>"));
    let (code, told) = desk.import(&marked.save(&desk, "changes.docx"), FULL);
    assert_eq!(code, 0, "{told}");
    assert!(desk.text(FULL).contains("after: 新しい文"), "{told}");
}

#[test]
fn what_libreoffice_saved_changes_nothing() {
    if lacks(&["soffice"]) {
        return;
    }
    let desk = Desk::new("word-libreoffice");
    let file = MarkedUp::open(&desk, FOCUSED).save(&desk, "original.docx");
    let out = desk.root.join("saved");
    super::back::libreoffice(&out, "docx", std::slice::from_ref(&file));
    let (code, told) = desk.import(&out.join("original.docx"), FOCUSED);
    assert_eq!((code, told.as_str()), (0, "ファイルで直された所はありません。評価書はそのままです\n"));
}

#[test]
fn a_document_of_another_program_is_refused() {
    let desk = Desk::new("word-other");
    let file = desk.root.join("other.docx");
    let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>別の文書</w:t></w:r></w:p></w:body></w:document>";
    fs::write(&file, archive(&[(DOCUMENT.to_owned(), body.to_owned())])).unwrap();
    let (code, told) = desk.import(Path::new(&file), FULL);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("欄の名前がありません"), "{told}");
}
