//! Work grows as documents do: ten times the document, ten times what is set, drawn and written, and no more.

use super::font::Fonts;
use super::kinsoku::Kinsoku;
use super::layout::lay_out;
use super::page::PdfBook;
use crate::doc::{
    DocAnswer, DocBlock, DocItem, DocLabel, DocPart, Document, OutlineEntry, PrintedChange, SpanStyle, StyledSpan,
};

/// A chapter of so many answers, one of them long, and as many rows of changes.
fn document(size: usize) -> Document {
    let item = |index: usize| {
        let text =
            if index == 0 { "一行目\n\n次の行。\n".repeat(size * 20) } else { "答えの文。".repeat(40) };
        OutlineEntry::Item(DocItem {
            address: format!("item.{index}"),
            label: DocLabel { number: None, text: format!("欄{index}"), mark: false },
            answer: DocAnswer::Text(text),
            ..DocItem::default()
        })
    };
    let cell = |text: &str| vec![StyledSpan { text: text.to_owned(), style: SpanStyle::Plain }];
    let row = |_| PrintedChange {
        cells: ["令和7年", "Ⅰ", "前の文。", "後の文。", "事前", "説明"].map(cell).into(),
        ..PrintedChange::default()
    };
    let columns = ["日", "項目", "前", "後", "時期", "説明"].map(str::to_owned).into();
    let blocks = vec![
        DocBlock::Table((0..size).map(item).collect()),
        DocBlock::Changes { columns, rows: (0..size).map(row).collect(), readable: true },
    ];
    let part =
        DocPart {
            number: Some("Ⅰ".into()), title: "章".into(), anchor: "part".into(), blocks, ..DocPart::default()
        };
    Document { title: "試し刷り".into(), parts: vec![part], ..Document::default() }
}

fn work(size: usize) -> [(&'static str, usize); 6] {
    let mut fonts = Fonts::new(None).unwrap();
    let book: PdfBook = lay_out(&document(size), &mut fonts, Kinsoku::default(), &|_| None);
    let file = super::write::write(&book, &fonts, &super::PdfOptions::default()).unwrap();
    [
        ("pages", book.pages.len()),
        ("things drawn", book.pages.iter().map(|page| page.items.len()).sum()),
        ("paragraphs", book.paragraphs.len()),
        ("characters set", book.paragraphs.iter().map(|paragraph| paragraph.clusters.len()).sum()),
        ("nodes of the tree", book.nodes.len()),
        ("bytes", file.len()),
    ]
}

#[test]
fn ten_times_the_document_is_ten_times_the_work() {
    for ((what, once), (_, tenfold)) in work(20).into_iter().zip(work(200)) {
        assert!(tenfold <= 11 * once, "{what}: {once}, then {tenfold}");
    }
}
