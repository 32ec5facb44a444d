//! Pages pass the independent writer's validators.

use std::path::Path;

use super::kinsoku::Kinsoku;
use super::page::{ContentMark, PageItem, PdfBook, TagChild, TagRole};
use super::{Attachment, font, layout, oracle};
use crate::diff::compare;
use crate::doc::{DocAnswer, DocBlock, DocItem, DocLabel, DocPart, Document, OutlineEntry, build, build_review};
use crate::house::HouseStyle;
use crate::workspace::Workspace;

fn passes(document: &Document, name: &str) {
    let mut fonts = font::Fonts::new(None).unwrap();
    let book = layout::lay_out(document, &mut fonts, Kinsoku::default(), &|_| None);
    let source = Attachment {
        name: "assessment.yaml".into(),
        kind: "application/yaml",
        description: "元の評価書".into(),
        bytes: b"form: full-2025-05".to_vec(),
        is_source: true,
    };
    for attachments in [&[][..], &[source]] {
        if let Err(faults) = oracle::faults(&book, &fonts, attachments) {
            panic!("{name}:\n{faults}");
        }
    }
}

/// A document with its faults planted in the tree or on a page.
fn spoilt(spoil: impl FnOnce(&mut PdfBook)) -> String {
    let mut fonts = font::Fonts::new(None).unwrap();
    let document = chapter(vec![DocAnswer::Text("文".into())]);
    let mut book = layout::lay_out(&document, &mut fonts, Kinsoku::default(), &|_| None);
    spoil(&mut book);
    oracle::faults(&book, &fonts, &[]).unwrap_err()
}

fn item(index: usize, answer: DocAnswer) -> OutlineEntry {
    OutlineEntry::Item(DocItem {
        address: format!("item.{index}"),
        label: DocLabel { number: Some("①".into()), text: format!("欄{index}"), mark: true },
        answer,
        lines: 1,
        brackets: index % 3 == 2,
        ..DocItem::default()
    })
}

/// A chapter in which every text is an answer.
fn chapter(answers: Vec<DocAnswer>) -> Document {
    let entries = answers.into_iter().enumerate().map(|(index, answer)| item(index, answer)).collect();
    let part = DocPart {
        number: Some("Ⅰ".into()),
        title: "章".into(),
        anchor: "part".into(),
        blocks: vec![DocBlock::Table(entries)],
        ..DocPart::default()
    };
    Document { title: "試し刷り".into(), parts: vec![part], ..Document::default() }
}

#[test]
fn samples_pass() {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    for name in ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"] {
        let path = format!("assessments/{name}/assessment.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        let assessment = workspace.load_text(Path::new(&path), &text).assessment.unwrap();
        let document = build(&assessment, &HouseStyle::default());
        passes(&document, name);
        passes(&Document { draft: Some("素案".into()), ..document }, name);
    }
}

#[test]
fn hostile_texts_pass() {
    let texts = [
        "葛󠄀城市と辻󠄁さん、𠮷野家㈱①Ⅱ～−―髙﨑",
        "⽇本と日本、〜と～、①と➀、｢半角｣とﾊﾟﾋﾟﾌﾟ",
        "無い字\u{13080}と\u{1F600}と\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}、〓そのもの",
        "制御\u{7}文字\u{0}と\u{FEFF}印\u{200B}と\u{2028}行",
        "タブ\tと改行\r\nと全角　空白と\u{A0}",
        "か\u{3099}とe\u{301}と\u{301}だけ、\u{304B}\u{301}\u{302}\u{303}",
        "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{645}\u{631}\u{62D}\u{628}\u{627} \u{202E}逆\u{202C}",
        "https://example.jp/very/long/path?with=query&and=more",
        "",
        " ",
        "\n\n\n",
        "1\u{2060}2\u{AD}3",
    ];
    let mut answers: Vec<DocAnswer> = texts.iter().map(|text| DocAnswer::Text((*text).to_owned())).collect();
    for long in ["a", "」", "「", "ー", "…", "\u{13080}", "長い文。"] {
        answers.push(DocAnswer::Text(long.repeat(2_000)));
    }
    answers.push(DocAnswer::Lines(vec![String::new(), "行".into()]));
    answers.push(DocAnswer::Choice { chosen: None, options: Vec::new() });
    answers.push(DocAnswer::Choice { chosen: Some(String::new()), options: vec![String::new(); 3] });
    answers.push(DocAnswer::Boxes { boxes: Vec::new(), columns: 0 });
    answers.push(DocAnswer::Count { number: None, unit: String::new() });
    answers.push(DocAnswer::Flag { on: true });
    passes(&chapter(answers), "hostile texts");
}

#[test]
fn documents_without_content_pass() {
    passes(&chapter(Vec::new()), "an empty table");
    let part = DocPart { blocks: vec![DocBlock::Contents, DocBlock::Note(String::new())], ..DocPart::default() };
    passes(&Document { title: "空".into(), parts: vec![part], ..Document::default() }, "an empty part");
}

#[test]
fn headings_that_skip_levels_pass() {
    let heading =
        |level| DocBlock::Heading { level, text: format!("段{level}"), mark: true, anchor: format!("h{level}") };
    let blocks = [4, 2, 6, 1, 3, 3].map(heading).into();
    let part =
        DocPart {
            title: "章".into(), anchor: "part".into(), number: Some("Ⅰ".into()), blocks, ..DocPart::default()
        };
    passes(&Document { title: "見出し".into(), parts: vec![part], ..Document::default() }, "headings");
}

#[test]
fn what_the_validators_refuse_is_told() {
    let missing = spoilt(|book| {
        let glyph = book.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.clusters).last().unwrap();
        glyph.glyph.id = 0;
    });
    assert!(missing.contains("ContainsNotDefGlyph"), "{missing}");
    let untold = spoilt(|book| {
        let head = book.nodes.iter_mut().find(|node| matches!(node.role, TagRole::Heading(_))).unwrap();
        head.children.retain(|child| !matches!(child, TagChild::Content { .. }));
    });
    assert!(untold.contains("the tree does not hold"), "{untold}");
    let unmarked =
        spoilt(|book| book.pages[0].items.retain(|item| !matches!(item, PageItem::Begin(ContentMark::Footer))));
    assert!(
        unmarked.contains("neither content nor artifact") || unmarked.contains("without a beginning"),
        "{unmarked}"
    );
}

#[test]
fn markdown_and_links_pass() {
    let markdown = "# 見出し\n\n1. 一\n   - 二\n     > 引用\n2. 三\n\n|甲|乙|\n|-|-|\n|丙|[丁](https://www.example.jp/日本?a=b)|\n\n---\n\n```\nコード\n```\n**太字**と*強調*と`符号`、<b>素</b>";
    passes(&chapter(vec![DocAnswer::Markdown(markdown.into()), DocAnswer::Markdown(String::new())]), "Markdown");
    let deep = format!("{}底\n\n{}深い", "- ".repeat(40), "> ".repeat(40));
    passes(
        &chapter(vec![
            DocAnswer::Markdown(deep),
            DocAnswer::Markdown("|a|\n|-|\n".to_owned() + &"|長い|\n".repeat(200)),
        ]),
        "long Markdown",
    );
}

#[test]
fn review_editions_pass() {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let load = |path: &str| {
        let text = std::fs::read_to_string(path).unwrap();
        workspace.load_text(Path::new(path), &text).assessment.unwrap()
    };
    let path = "assessments/22-child-allowance";
    let new = load(&format!("{path}/assessment.yaml"));
    let others = ["revisions/2023-12-15.yaml", "assessment.yaml", "../15-health-checkups/assessment.yaml"];
    for old in others.map(|file| load(&format!("{path}/{file}"))) {
        let document = build_review(&old, &new, &compare(&old, &new), "前の版", &HouseStyle::default());
        passes(&document, "review");
    }
}
