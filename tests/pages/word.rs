//! Files of Word: opened by a program that nobody here wrote, every character kept, elements in the order of the schema, the
//! same bytes every time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use hyokasho::assessment::Assessment;
use hyokasho::diff::compare;
use hyokasho::doc::{
    DocAnswer, DocBlock, DocBox, DocFigure, DocItem, DocLabel, DocRecordGroup, DocRecords, Document, FigureSource,
    OutlineEntry, SpanStyle, build,
};
use hyokasho::house::HouseStyle;
use hyokasho::render::changes::{Changes, Granularity, Version, docx as comparison};
use hyokasho::render::docx::render;
use hyokasho::render::json;
use hyokasho::workspace::Workspace;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use support::fresh;
use support::paper::chapter;
use unicode_normalization::UnicodeNormalization;

const SAMPLES: [&str; 3] = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];

fn load(path: &str) -> Assessment {
    let path = PathBuf::from("assessments").join(path);
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    workspace.load_text(&path, &std::fs::read_to_string(&path).unwrap()).assessment.unwrap()
}

fn sample(name: &str) -> Assessment {
    load(&format!("{name}/assessment.yaml"))
}

fn bytes(document: &Document) -> Vec<u8> {
    render(document, None, &|_| None).unwrap().bytes
}

fn printed(assessment: &Assessment) -> Vec<u8> {
    let document = build(assessment, &HouseStyle::default());
    render(&document, assessment.root().date("cover.published_on"), &|_| None).unwrap().bytes
}

fn compared() -> Vec<u8> {
    let (old, new) = (load("15-health-checkups/revisions/2024-12-20.yaml"), sample("15-health-checkups"));
    let found = compare(&old, &new);
    assert!(found.rows.len() > 20, "enough for several pages");
    comparison(&Changes {
        old: Version { name: "前", assessment: &old },
        new: Version { name: "後", assessment: &new },
        comparison: &found,
        style: &HouseStyle::default(),
        granularity: Granularity::Item,
        today: None,
    })
    .unwrap()
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Calls `each` for every element with the names around it and its place below its parent.
fn walk(xml: &str, mut each: impl FnMut(&[String], &BytesStart<'_>, Option<&str>)) {
    let mut reader = Reader::from_str(xml);
    let mut around: Vec<String> = Vec::new();
    let mut before: Vec<Option<String>> = vec![None];
    loop {
        let event = reader.read_event().unwrap();
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            match event {
                Event::End(_) => {
                    around.pop();
                    before.pop();
                }
                Event::Eof => return assert!(around.is_empty(), "everything is closed"),
                _ => {}
            }
            continue;
        };
        let name = element.name().as_ref().to_owned();
        each(&around, element, before.last().unwrap().as_deref());
        *before.last_mut().unwrap() = Some(name.clone());
        if matches!(event, Event::Start(_)) {
            around.push(name);
            before.push(None);
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().map(Result::unwrap).find(|one| one.key.as_ref() == name)?;
    Some(found.value.to_string())
}

/// The text of a document, a line for each paragraph. What only readers without shapes see is left out.
fn text_of(file: &[u8]) -> String {
    let xml = part(file, "word/document.xml");
    let shown = |piece: &str| piece.split_once("</mc:Fallback>").map_or("", |(_, shown)| shown).to_owned();
    let (first, rest) = xml.split_once("<mc:Fallback>").unwrap_or((&xml, ""));
    let xml = rest.split("<mc:Fallback>").fold(first.to_owned(), |text, piece| text + &shown(piece));
    let mut reader = Reader::from_str(&xml);
    let mut text = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == "w:t" => inside = true,
            Event::Empty(element) if element.name().as_ref() == "w:br" => text.push('\n'),
            Event::Empty(element) if element.name().as_ref() == "w:tab" => text.push('\t'),
            Event::End(element) if element.name().as_ref() == "w:t" => inside = false,
            Event::End(element) if element.name().as_ref() == "w:p" => text.push('\n'),
            Event::Text(piece) if inside => text.push_str(&piece),
            Event::GeneralRef(name) if inside => match name.as_ref() {
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "amp" => text.push('&'),
                "quot" => text.push('"'),
                other => panic!("{other:?}"),
            },
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// The order of elements, as the schema has it; Word refuses any other.
const ORDERS: [(&str, &[&str]); 8] = [
    ("w:p", &["w:pPr", "*"]),
    ("w:r", &["w:rPr", "*"]),
    ("w:tc", &["w:tcPr", "*"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:pPr", &["w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:sectPr"]),
    ("w:rPr", &["w:rStyle", "w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:sz", "w:szCs", "w:u"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:shd"]),
];

fn is_well_made(file: &[u8], name: &str) {
    let xml = part(file, "word/document.xml");
    let (mut bookmarks, mut targets, mut drawings) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    walk(&xml, |around, element, before| {
        let own = element.name().as_ref().to_owned();
        let order = ORDERS.iter().find(|(parent, _)| around.last().is_some_and(|around| around == parent));
        if let Some((parent, order)) = order {
            let place = |name: &str| order.iter().position(|known| *known == name || *known == "*");
            let at = place(&own).unwrap_or_else(|| panic!("{name}: {own} in {parent}"));
            assert!(before.is_none_or(|before| place(before) <= Some(at)), "{name}: {own} after {before:?}");
        }
        match own.as_str() {
            "w:bookmarkStart" => {
                let bookmark = attribute(element, "w:name").unwrap();
                assert!(bookmark.chars().count() <= 40, "{name}: Word cuts {bookmark}");
                assert!(bookmarks.insert(bookmark.to_lowercase()), "{name}: {bookmark} twice");
            }
            "w:hyperlink" => targets.extend(attribute(element, "w:anchor")),
            "wp:docPr" | "wps:cNvPr" => {
                assert!(drawings.insert(attribute(element, "id").unwrap()), "{name}: a number twice");
            }
            "w:p" => assert_ne!(before, Some("w:sectPr"), "{name}: the last section ends the body"),
            _ => {}
        }
    });
    let nowhere: Vec<_> = targets.iter().filter(|target| !bookmarks.contains(&target.to_lowercase())).collect();
    assert!(nowhere.is_empty(), "{name}: {nowhere:?}");
}

fn item(text: &str, answer: DocAnswer) -> OutlineEntry {
    let label = DocLabel { number: None, text: text.to_owned(), mark: false };
    OutlineEntry::Item(DocItem { address: text.to_owned(), label, answer, lines: 1, ..DocItem::default() })
}

fn of_text(text: &str) -> Document {
    chapter(vec![item("欄", DocAnswer::Text(text.to_owned()))])
}

#[test]
fn documents_are_well_made_and_the_same_every_time() {
    for name in SAMPLES {
        let assessment = sample(name);
        let file = printed(&assessment);
        is_well_made(&file, name);
        assert!(file == printed(&assessment), "{name}: other bytes");
        let core = part(&file, "docProps/core.xml");
        for said in [assessment.root().words("cover.title"), assessment.root().words("cover.agency")] {
            assert!(core.contains(&said), "{core}");
        }
    }
    let file = compared();
    is_well_made(&file, "comparison");
    assert!(file == compared(), "other bytes");
    is_well_made(&bytes(&Document::default()), "empty");
}

#[test]
fn every_answer_is_in_the_document() {
    for name in SAMPLES {
        let assessment = sample(name);
        let text = text_of(&printed(&assessment));
        let page: serde_json::Value = serde_json::from_str(&json::page(&assessment)).unwrap();
        let mut count = 0;
        let mut look = |value: &serde_json::Value| {
            // Record lists are told as 【群】項目、項目.
            let pieces = value.as_str().unwrap_or_default().split(['\n', '【', '】', '、']);
            for piece in pieces.filter(|piece| !piece.trim().is_empty()) {
                count += 1;
                assert!(text.contains(piece), "{name}: {piece}");
            }
        };
        // Dates are printed in another way than in JSON, and figures are pictures.
        let is_printed = |item: &&serde_json::Value| !["figure", "date"].contains(&item["kind"].as_str().unwrap());
        for item in page["items"].as_array().unwrap().iter().filter(is_printed) {
            match &item["answer"] {
                serde_json::Value::Array(list) => list.iter().for_each(&mut look),
                other => look(other),
            }
        }
        for change in page["changes"].as_array().unwrap() {
            ["before", "after", "reason"].iter().for_each(|key| look(&change[*key]));
        }
        assert!(count > 200, "{name}: {count}");
        let bookmarks = part(&printed(&assessment), "word/document.xml").matches("<w:bookmarkStart").count();
        assert!(bookmarks >= page["items"].as_array().unwrap().len() / 2, "{name}: items have bookmarks");
    }
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "</w:t></w:r>&amp;<w:t>]]>\u{0}\u{b}\u{1b}\u{fffe}葛󠄀城 👨‍👩‍👧 \u{feff}末\t欄 ";
    let file = bytes(&of_text(hostile));
    is_well_made(&file, "hostile");
    let told: String = hostile
        .chars()
        .map(|c| if matches!(c, '\0' | '\u{b}' | '\u{1b}' | '\u{fffe}') { '\u{fffd}' } else { c })
        .collect();
    assert!(text_of(&file).contains(&told), "{}", text_of(&file));
    let megabyte = "一文です。".repeat(70_000);
    assert!(text_of(&bytes(&of_text(&megabyte))).contains(&megabyte));
    assert_eq!(text_of(&bytes(&of_text(&"行\n".repeat(5_000)))).matches("行\n").count(), 5_000);
}

#[test]
fn markdown_is_laid_out() {
    let markdown = "**太字**と[市](https://www.example.jp/)、[悪](javascript:x)\n\n1. 一\n2. 二\n   - 内\n\n|項目|値|\n|-|-|\n|甲|乙|\n";
    let file = bytes(&chapter(vec![item("欄", DocAnswer::Markdown(markdown.into()))]));
    is_well_made(&file, "markdown");
    let (text, xml) = (text_of(&file), part(&file, "word/document.xml"));
    for said in ["太字と市、", "1. 一", "2. 二", "・内", "項目\n値\n甲\n乙"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(xml.contains("<w:b/><w:bCs/></w:rPr><w:t>太字</w:t>"), "{xml}");
    let links = part(&file, "word/_rels/document.xml.rels");
    assert!(links.contains("https://www.example.jp/") && !links.contains("javascript"), "{links}");
}

#[test]
fn what_differs_is_marked_in_a_review_edition() {
    let ticked = |word: &str, style| DocBox {
        word: word.into(),
        ticked: style != SpanStyle::Removed,
        style,
        ..DocBox::default()
    };
    let boxes = DocAnswer::Boxes {
        boxes: vec![ticked("紙", SpanStyle::Removed), ticked("専用線", SpanStyle::Added)],
        columns: 2,
    };
    let mut document = chapter(vec![item("欄", boxes)]);
    let record = DocRecordGroup {
        title: "群".into(),
        items: vec!["旧".into(), "新".into()],
        styles: vec![SpanStyle::Removed, SpanStyle::Added],
    };
    document.parts[0].blocks.push(DocBlock::Records(DocRecords { address: "records".into(), groups: vec![record] }));
    let xml = part(&bytes(&document), "word/document.xml");
    for marked in [
        "<w:strike/></w:rPr><w:t>[　] 紙",
        "<w:u w:val=\"single\"/></w:rPr><w:t>[○] 専用線",
        "<w:strike/></w:rPr><w:t>旧",
    ] {
        assert!(xml.contains(marked), "{marked}: {xml}");
    }
}

fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[0, 255]).unwrap();
    bytes
}

#[test]
fn pictures_stand_in_the_file_or_are_told_in_words() {
    let figure = |file: &str| {
        DocBlock::Figure(DocFigure {
            address: format!("figures.{file}"),
            title: Some("流れ".into()),
            picture: FigureSource::File(file.into()),
            alternative: "住民から市への\"流れ\"".into(),
            remarks: None,
        })
    };
    let mut document = of_text("前");
    document.parts[0].blocks.extend([figure("a.png"), figure("b.gif"), figure("gone.png"), figure("c.svg")]);
    let png = picture();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'><rect width='40' height='20' fill='#123456'/>\
               <path d='M0 0 Q 9 9 20 0 C 1 2 3 4 5 6 Z' stroke='red' stroke-dasharray='2'/><text y='30'>市</text></svg>";
    let file = render(&document, None, &|file| match file {
        "a.png" => Some(png.clone()),
        "b.gif" => Some(b"GIF89a".to_vec()),
        "c.svg" => Some(svg.into()),
        _ => None,
    })
    .unwrap();
    let told: Vec<_> = file.remarks.iter().filter_map(|remark| remark.split(' ').next()).collect();
    assert_eq!(told, ["b.gif", "gone.png"]);
    is_well_made(&file.bytes, "pictures");
    let xml = part(&file.bytes, "word/document.xml");
    assert!(xml.contains("descr=\"住民から市への&quot;流れ&quot;\""), "{xml}");
    assert_eq!(text_of(&file.bytes).matches("住民から市への\"流れ\"").count(), 2);
    for drawn in ["123456", "a:quadBezTo", "a:cubicBezTo", "prstDash", "FF0000"] {
        assert!(xml.contains(drawn), "{drawn}");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(&file.bytes)).unwrap();
    let mut kept = Vec::new();
    archive.by_name("word/media/picture0.png").unwrap().read_to_end(&mut kept).unwrap();
    assert_eq!(kept, png);
}

/// Everything that LibreOffice is to open, converted to PDF by one run of it.
fn opened() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = fresh("word");
        let mut files = vec![("comparison", compared())];
        files.extend(SAMPLES.map(|name| (name, printed(&sample(name)))));
        let document = build(&sample(SAMPLES[0]), &HouseStyle::default());
        let draft = Document { draft: Some("素案".into()), ..document };
        files.push(("draft", bytes(&draft)));
        let mut command = Command::new("soffice");
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder);
        for (name, file) in files {
            let path = folder.join(format!("{name}.docx"));
            std::fs::write(&path, file).unwrap();
            command.arg(path);
        }
        let output = command
            .output()
            .unwrap_or_else(|error| panic!("soffice (Debian package libreoffice-writer) does not start: {error}"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        folder
    })
}

/// The text of each page, as another program reads it.
fn pages(name: &str) -> Vec<String> {
    let file = opened().join(format!("{name}.pdf"));
    assert!(file.exists(), "LibreOffice did not open {name}.docx");
    let output = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8"])
        .arg(&file)
        .arg("-")
        .output()
        .unwrap_or_else(|error| panic!("pdftotext (Debian package poppler-utils): {error}"));
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\u{c}').map(ToOwned::to_owned).collect()
}

fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.nfkc().filter(|c| !c.is_whitespace() && !('\u{fe00}'..='\u{fe0f}').contains(c)) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

#[test]
fn libreoffice_shows_every_character() {
    if support::needs::lacks(&["soffice", "pdftotext"]) {
        return;
    }
    for name in SAMPLES.into_iter().chain(["comparison"]) {
        let file = std::fs::read(opened().join(format!("{name}.docx"))).unwrap();
        let shown = counts(&pages(name).concat());
        let lost: Vec<_> = counts(&text_of(&file))
            .into_iter()
            .filter(|(c, count)| shown.get(c).copied().unwrap_or_default() < *count)
            .collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

#[test]
fn heads_of_tables_stand_on_every_page() {
    if support::needs::lacks(&["soffice", "pdftotext"]) {
        return;
    }
    let squeezed = |page: &String| page.split_whitespace().collect::<String>();
    let comparison = pages("comparison");
    assert!(comparison.len() > 2, "{} pages", comparison.len());
    for page in comparison.iter().map(squeezed) {
        assert!(page.contains("項目変更前の記載変更後の記載"), "{page}");
    }
    let document = pages(SAMPLES[0]);
    let heads = document.iter().map(squeezed).filter(|page| page.contains("項目変更前の記載変更後の記載")).count();
    assert!(heads > 3, "{heads} pages of the table of changes");
    let numbered = document
        .iter()
        .enumerate()
        .skip(1)
        .map(|(index, page)| (format!("{}/{}", index + 1, document.len()), squeezed(page)));
    for (number, page) in numbered {
        assert!(page.contains(&number), "{number}: {page}");
    }
    assert!(!document[0].contains('/'), "the cover has no number");
}

/// Pages are only counted when the file is made; whoever lays them out may come to another one here and there.
#[test]
fn the_contents_tell_pages() {
    if support::needs::lacks(&["soffice", "pdftotext"]) {
        return;
    }
    let squeezed = |page: &String| page.split_whitespace().collect::<String>();
    for name in SAMPLES {
        let text = text_of(&std::fs::read(opened().join(format!("{name}.docx"))).unwrap());
        let entry = |line: &'_ str| line.split_once('\t').map(|(title, page)| (title.to_owned(), page.to_owned()));
        let entries = text.lines().filter_map(entry);
        let listed: Vec<(String, usize)> =
            entries.filter_map(|(title, page)| Some((title, page.parse().ok()?))).collect();
        assert!(listed.len() > 20, "{listed:?}");
        let shown: Vec<String> = pages(name).iter().map(squeezed).collect();
        let mut right = 0;
        for (title, page) in &listed {
            let title = squeeze(title);
            let near =
                (page - 1..=page + 1).filter(|page| shown.get(page - 1).is_some_and(|shown| shown.contains(&title)));
            let near: Vec<usize> = near.collect();
            assert!(!near.is_empty(), "{name}: {title} is not near page {page}");
            right += usize::from(near.contains(page));
        }
        assert!(right * 10 > listed.len() * 8, "{name}: {right} of {} pages", listed.len());
    }
}

#[test]
fn headings_become_the_outline() {
    if support::needs::lacks(&["soffice"]) {
        return;
    }
    let name = SAMPLES[0];
    let document = build(&sample(name), &HouseStyle::default());
    let file = lopdf::Document::load(opened().join(format!("{name}.pdf"))).unwrap();
    let outline: Vec<String> = file.get_toc().unwrap().toc.into_iter().map(|entry| squeeze(&entry.title)).collect();
    let mut headings = Vec::new();
    for part in document.parts.iter().filter(|part| part.number.is_some()) {
        headings.push(format!("{}{}", part.number.as_deref().unwrap(), part.title));
        for block in &part.blocks {
            if let DocBlock::Heading { text, mark, .. } = block {
                headings.push(format!("{text}{}", if *mark { "※" } else { "" }));
            }
        }
    }
    let missing: Vec<_> = headings.iter().filter(|heading| !outline.contains(&squeeze(heading))).collect();
    assert!(missing.is_empty() && headings.len() > 40, "{missing:#?} {outline:#?}");
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_draft_is_marked_on_every_page() {
    if support::needs::lacks(&["soffice"]) {
        return;
    }
    let header = |file: &[u8], index: usize| part(file, &format!("word/header{index}.xml"));
    let file = std::fs::read(opened().join("draft.docx")).unwrap();
    for index in 0..2 {
        assert!(header(&file, index).contains("string=\"素案\""));
    }
    // The watermark is drawn; it adds paths to every page.
    let weight = |name: &str| std::fs::metadata(opened().join(format!("{name}.pdf"))).unwrap().len();
    assert!(weight("draft") > weight(SAMPLES[0]));
}
