//! Printed documents: valid files, every character kept, the same bytes every time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use hyokasho::doc::{
    DocAnswer, DocBlock, DocItem, DocLabel, Document, OutlineEntry, PrintedChange, SpanStyle, StyledSpan,
};
use hyokasho::render::pdf::{Kinsoku, PdfOptions, render};
use support::needs::lacks;
use support::paper::{body, chapter, counts, is_valid, printed, sample, told};
use support::structure;

fn page_of(texts: &[&str]) -> Document {
    let item = |(index, text): (usize, &&str)| {
        OutlineEntry::Item(DocItem {
            address: format!("item.{index}"),
            label: DocLabel { number: None, text: format!("欄{index}"), mark: false },
            answer: DocAnswer::Text((*text).to_owned()),
            lines: 1,
            brackets: false,
            ..DocItem::default()
        })
    };
    chapter(texts.iter().enumerate().map(item).collect())
}

#[test]
fn samples_are_valid_and_the_same_every_time() {
    if lacks(&["qpdf", "pdfinfo"]) {
        return;
    }
    for name in ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"] {
        let document = sample(name);
        let pdf = printed(&document);
        is_valid(&pdf, name);
        assert_eq!(pdf.missing, Vec::<char>::new(), "{name}");
        assert!(pdf.bytes == printed(&document).bytes, "{name}: other bytes");
        let info = told("pdfinfo", &["FILE"], &pdf, name);
        assert!(info.contains(&document.title), "{info}");
    }
}

#[test]
fn no_character_is_lost_and_none_is_added() {
    if lacks(&["qpdf", "pdfinfo", "pdftotext"]) {
        return;
    }
    let hostile = [
        "葛󠄀城市と辻󠄁さん、𠮷野家㈱①Ⅱ～−―髙﨑",
        "⽇本と日本、〜と～",
        &"a".repeat(300),
        &"」".repeat(200),
        &"長い欄の文。".repeat(700),
        "一行目\n\n　字下げの三行目",
        "& < > \\ ( ) [ ] { } % / #",
    ];
    for kinsoku in [Kinsoku::Strict, Kinsoku::Normal] {
        let options = PdfOptions { kinsoku, ..PdfOptions::default() };
        let pdf = render(&page_of(&hostile), &options, &|_| None).unwrap();
        is_valid(&pdf, "hostile");
        assert_eq!(pdf.missing, Vec::<char>::new());
        let labels: String = (0..hostile.len()).map(|index| format!("欄{index}")).collect();
        let expected = format!("Ⅰ章{labels}{}", hostile.concat());
        let found = body(&pdf, &format!("hostile-{kinsoku:?}"));
        assert_eq!(counts(&found), counts(&expected));
    }
}

#[test]
fn what_no_font_has_is_told_and_kept() {
    if lacks(&["pdftotext"]) {
        return;
    }
    let pdf = printed(&page_of(&["前\u{13080}後〓"]));
    assert_eq!(pdf.missing, ['\u{13080}']);
    assert_eq!(counts(&body(&pdf, "missing")), counts("Ⅰ章欄0前\u{13080}後〓"));
}

#[test]
fn empty_and_deeply_nested_documents_are_printed() {
    if lacks(&["qpdf", "pdfinfo", "pdftotext"]) {
        return;
    }
    is_valid(&printed(&Document::default()), "empty");
    let mut document = page_of(&["底"]);
    let DocBlock::Table(mut entries) = document.parts[0].blocks.remove(0) else { panic!("a table") };
    for level in 0..20 {
        let label = DocLabel { number: None, text: format!("段{level}"), mark: false };
        entries = vec![OutlineEntry::Group { label, entries }];
    }
    document.parts[0].blocks.push(DocBlock::Table(entries));
    let pdf = printed(&document);
    is_valid(&pdf, "nested");
    let labels: String = (0..20).map(|level| format!("段{level}")).collect();
    assert_eq!(counts(&body(&pdf, "nested")), counts(&format!("Ⅰ章欄0底{labels}")));
}

#[test]
fn the_head_of_a_long_table_stands_on_every_page() {
    if lacks(&["qpdf", "pdfinfo", "pdftotext"]) {
        return;
    }
    let cell = |text: &str| vec![StyledSpan { text: text.to_owned(), style: SpanStyle::Plain }];
    let row = PrintedChange {
        cells: ["令和7年", "Ⅰ", "前の文。", "後の文。", "事前", "説明"].map(cell).into(),
        ..PrintedChange::default()
    };
    let columns = ["日", "項目", "前", "後", "時期", "説明"].map(str::to_owned).into();
    let mut document = page_of(&[]);
    document.parts[0].blocks = vec![DocBlock::Changes { columns, rows: vec![row; 120], readable: false }];
    let pdf = printed(&document);
    is_valid(&pdf, "changes");
    assert!(pdf.pages > 2);
    let printed = told("pdftotext", &["-raw", "FILE", "-"], &pdf, "changes");
    assert_eq!(printed.matches("項目").count(), pdf.pages);
    let read_aloud = told("pdfinfo", &["-struct-text", "FILE"], &pdf, "changes");
    assert_eq!(read_aloud.matches("項目").count(), 1, "a screen reader hears the head once");
}

#[test]
fn faults_of_a_file_are_noticed() {
    let pdf = printed(&page_of(&["文", "別の文"]));
    let spoilt = |key: &[u8], role: &str| {
        let mut file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
        let has = |element: &&mut lopdf::Dictionary| {
            element.has(key)
                && element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|name| name == role.as_bytes())
        };
        let mut elements = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        elements.find(has).unwrap().remove(key);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        structure::faults(&bytes).join("; ")
    };
    assert!(spoilt(b"A", "TH").contains("without scope"));
    let mut file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let mut scopes = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok()?.get_mut(b"A").ok()?.as_dict_mut().ok());
    scopes.find(|attributes| attributes.has(b"Scope")).unwrap().set("Scope", lopdf::Object::Name(b"Column".to_vec()));
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert!(structure::faults(&bytes).contains(&"the head of a row stands for a column".to_owned()));
    assert!(spoilt(b"K", "P").contains("not in both"));
    assert!(spoilt(b"K", "TR").contains("columns"));
}
