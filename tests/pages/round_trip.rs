//! Every character of a document comes out of its print again, in reading order: none lost, none added.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use hyokasho::doc::{
    DocAnswer, DocBlock, DocItem, DocLabel, DocPart, DocRecords, Document, OutlineEntry, PrintedChange, Repeat,
};
use hyokasho::render::pdf::{Kinsoku, PdfOptions, render};
use support::needs::lacks;
use support::paper::{body, counts, printed, read_aloud, sample, squeezed};

/// Stands for the page of a chapter.
const PAGE: char = '\u{1}';

/// What a document says, in the order in which the form is read.
struct Told(String);

impl Told {
    fn of(document: &Document) -> String {
        let mut told = Self(String::new());
        for (index, part) in document.parts.iter().enumerate() {
            if index == 0 && part.number.is_none() {
                told.cover(document, part);
            } else {
                let number = part.number.as_deref().unwrap_or_default();
                let mark = part.mark.as_deref().unwrap_or_default();
                told.say(&[number, &part.title, mark, part.file.as_deref().unwrap_or_default()]);
                part.blocks.iter().for_each(|block| told.block(block, document));
            }
        }
        squeezed(&told.0)
    }

    fn say(&mut self, words: &[&str]) {
        self.0.extend(words.iter().copied());
    }

    fn cover(&mut self, document: &Document, part: &DocPart) {
        self.say(&[&document.kind]);
        let [DocBlock::Table(entries)] = part.blocks.as_slice() else { panic!("a cover is one table") };
        let items: Vec<&DocItem> = entries
            .iter()
            .map(|entry| match entry {
                OutlineEntry::Item(item) => item,
                OutlineEntry::Group { .. } => panic!("nothing is nested on a cover"),
            })
            .collect();
        let (beside, below) = items.split_at(2);
        beside.iter().for_each(|item| self.label(&item.label));
        beside.iter().for_each(|item| self.answer(item));
        for item in below {
            self.label(&item.label);
            self.answer(item);
        }
        self.say(&[&document.form]);
    }

    fn block(&mut self, block: &DocBlock, document: &Document) {
        match block {
            DocBlock::Heading { text, mark, .. } => self.say(&[text, if *mark { "※" } else { "" }]),
            DocBlock::Table(entries) => self.entries(entries),
            DocBlock::Repeat(repeats) => repeats.iter().for_each(|repeat| match repeat {
                Repeat::Range(text) => self.say(&[text]),
                Repeat::Block { title, entries, .. } => {
                    self.say(&[title]);
                    self.entries(entries);
                }
            }),
            DocBlock::Contents => {
                let is_contents = |part: &DocPart| part.blocks.iter().any(|block| matches!(block, DocBlock::Contents));
                for part in document.parts.iter().skip(1).filter(|part| !is_contents(part)) {
                    self.say(&[part.number.as_deref().unwrap_or_default(), &part.title]);
                    self.say(&[
                        &part.file.iter().map(|file| format!("（{file}）")).collect::<String>(),
                        &PAGE.to_string(),
                    ]);
                }
            }
            DocBlock::Records(DocRecords { groups, .. }) => groups.iter().for_each(|group| {
                self.say(&[&group.title]);
                group.items.iter().for_each(|item| self.say(&[item]));
            }),
            DocBlock::Listed { columns, rows } => {
                columns.iter().for_each(|(column, _)| self.say(&[column]));
                rows.iter().flatten().for_each(|cell| self.say(&[cell]));
            }
            DocBlock::Changes { columns, rows, .. } => {
                columns.iter().for_each(|column| self.say(&[column]));
                // What rows share with the one above is said once: the day, and with the day when and why.
                let said = |row: &PrintedChange, column: usize| -> String {
                    row.cells[column].iter().map(|span| span.text.as_str()).collect()
                };
                for (index, row) in rows.iter().enumerate() {
                    let above = index.checked_sub(1).map(|above| &rows[above]);
                    let alike = |columns: &[usize]| {
                        above.is_some_and(|above| {
                            columns.iter().all(|column| said(above, *column) == said(row, *column))
                        })
                    };
                    for column in 0..row.cells.len() {
                        let is_shared = match column {
                            0 => alike(&[0]),
                            4 | 5 => alike(&[0, 4, 5]),
                            _ => false,
                        };
                        if !is_shared {
                            self.say(&[&said(row, column)]);
                        }
                    }
                }
            }
            DocBlock::Note(text) | DocBlock::Text(text) => self.say(&[text]),
            DocBlock::Figure(_) | DocBlock::Review(_) => panic!("looked at elsewhere"),
        }
    }

    fn entries(&mut self, entries: &[OutlineEntry]) {
        for entry in entries {
            match entry {
                OutlineEntry::Group { label, entries } => {
                    self.label(label);
                    self.entries(entries);
                }
                OutlineEntry::Item(item @ DocItem { brackets: true, answer: DocAnswer::Text(text), .. }) => {
                    let colon = if item.label.text.is_empty() { "" } else { "：" };
                    self.say(&["（"]);
                    self.label(&item.label);
                    self.say(&[colon, text, "）"]);
                    self.entries(&item.inner);
                }
                OutlineEntry::Item(item) => {
                    // A box stands before its label.
                    if let DocAnswer::Flag { on } = item.answer {
                        self.say(&[if on { "[○]" } else { "[]" }]);
                    }
                    self.label(&item.label);
                    self.answer(item);
                    let (beside, below): (Vec<OutlineEntry>, Vec<OutlineEntry>) =
                        item.inner.iter().cloned().partition(is_beside);
                    if !matches!(item.answer, DocAnswer::Choice { .. }) {
                        self.entries(&beside);
                    }
                    self.entries(&below);
                }
            }
        }
    }

    fn label(&mut self, label: &DocLabel) {
        if !label.text.is_empty() || label.number.is_some() {
            self.say(&[label.number.as_deref().unwrap_or_default(), &label.text, if label.mark { "※" } else { "" }]);
        }
    }

    fn answer(&mut self, item: &DocItem) {
        match &item.answer {
            DocAnswer::Text(text) => self.say(&[text]),
            DocAnswer::Markdown(_) => panic!("no sample has opted in"),
            DocAnswer::Lines(lines) => lines.iter().for_each(|line| self.say(&[line])),
            DocAnswer::Choice { chosen, options } => {
                self.say(&["[", chosen.as_deref().unwrap_or_default(), "]"]);
                let beside: Vec<OutlineEntry> = item.inner.iter().filter(|entry| is_beside(entry)).cloned().collect();
                self.entries(&beside);
                self.say(&["＜選択肢＞"]);
                for (index, option) in options.iter().enumerate() {
                    self.say(&[&(index + 1).to_string(), ")", option]);
                }
            }
            DocAnswer::Boxes { boxes, .. } => {
                let mut group = None;
                for one in boxes {
                    if one.group.is_some() && one.group != group {
                        self.say(&["・", one.group.as_deref().unwrap_or_default()]);
                    }
                    group.clone_from(&one.group);
                    let text = one.text.as_ref().map(|text| format!("（{text}）")).unwrap_or_default();
                    self.say(&[if one.ticked { "[○]" } else { "[]" }, &one.word, &text]);
                }
            }
            DocAnswer::Flag { .. } => {}
            DocAnswer::Count { number, unit } => self.say(&["（", number.as_deref().unwrap_or_default(), "）", unit]),
        }
    }
}

fn is_beside(entry: &OutlineEntry) -> bool {
    matches!(entry, OutlineEntry::Item(item) if item.label.text.is_empty() && matches!(item.answer, DocAnswer::Count { .. }))
}

/// Where they part, with what stands around it.
fn assert_same(found: &str, expected: &str, name: &str) {
    let found: Vec<char> = found.chars().collect();
    let expected: Vec<char> = expected.chars().collect();
    if let Some(at) = (0..found.len().max(expected.len())).find(|at| found.get(*at) != expected.get(*at)) {
        let around = |text: &[char]| text.iter().skip(at.saturating_sub(30)).take(60).collect::<String>();
        panic!("{name}: at {at}\nprinted:  {}\nexpected: {}", around(&found), around(&expected));
    }
}

/// A sample without its figures, which are looked at elsewhere.
fn without_figures(name: &str) -> Document {
    let mut document = sample(name);
    document.parts.iter_mut().for_each(|part| part.blocks.retain(|block| !matches!(block, DocBlock::Figure(_))));
    document
}

/// Fills in the pages of the chapters as they were printed: another test looks at where they lead.
fn with_pages(mut expected: String, read: &str) -> String {
    while let Some(at) = expected.find(PAGE) {
        let number: String = read[at..].chars().take_while(char::is_ascii_digit).collect();
        assert!(!number.is_empty(), "a chapter without its page");
        expected.replace_range(at..=at, &number);
    }
    expected
}

#[test]
fn a_sample_is_heard_as_it_was_written() {
    if lacks(&["pdfinfo"]) {
        return;
    }
    // Reading a tree takes poppler seconds; this is the shortest sample.
    let document = without_figures("22-child-allowance");
    let read = read_aloud(&printed(&document), "heard");
    assert_same(&read, &with_pages(Told::of(&document), &read), "heard");
}

#[test]
fn samples_lose_and_gain_no_character() {
    if lacks(&["pdftotext"]) {
        return;
    }
    for name in ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"] {
        let document = without_figures(name);
        let raw = squeezed(&body(&printed(&document), name));
        let expected = with_pages(Told::of(&document), &raw);
        assert_eq!(counts(&raw), counts(&expected), "{name}");
    }
}

fn one_cell(text: &str) -> Document {
    let label = DocLabel { number: None, text: "欄".into(), mark: false };
    let item =
        DocItem { address: "item".into(), label, answer: DocAnswer::Text(text.into()), lines: 1, ..DocItem::default() };
    let blocks = vec![DocBlock::Table(vec![OutlineEntry::Item(item)])];
    let part =
        DocPart {
            number: Some("Ⅰ".into()), title: "章".into(), anchor: "part".into(), blocks, ..DocPart::default()
        };
    Document { title: "試し刷り".into(), parts: vec![part], ..Document::default() }
}

#[test]
fn hostile_texts_read_as_they_were_typed() {
    if lacks(&["pdftotext"]) {
        return;
    }
    let lines: String = (0..5_000).map(|number| format!("{number}行目\n")).collect();
    let texts = [
        ("token", "x".repeat(1_000) + &"９".repeat(1_000)),
        ("address", "https://example.jp/".to_owned() + &"very-long-path/".repeat(60) + "?q=1&r=2#end"),
        ("variants", "葛󠄀城市の葛城市と辻󠄁さん、辻さん、𠮷野家㈱①Ⅱ～−―髙﨑".repeat(40)),
        ("compatible", "⽇本と日本、〜と～、①と➀、｢半角｣とﾊﾟﾋﾟﾌﾟ".repeat(20)),
        ("tabs", "甲\t乙\t\t丙\n\t丁".into()),
        ("spaces", "　　字下げ　と　 全角\u{a0}空白　\n　".into()),
        ("breaks", "一\n\n\n二\r\n三".into()),
        ("closing", "」".repeat(500) + &"、。".repeat(300)),
        ("opening", "「（".repeat(500)),
        ("pairs", "……――".repeat(300)),
        ("lines", lines),
    ];
    for (name, text) in texts {
        for kinsoku in [Kinsoku::Strict, Kinsoku::Normal] {
            let pdf = render(&one_cell(&text), &PdfOptions { kinsoku, ..PdfOptions::default() }, &|_| None).unwrap();
            assert_eq!(pdf.missing, Vec::<char>::new(), "{name}");
            let found = squeezed(&body(&pdf, &format!("round-{name}")));
            assert_same(&found, &squeezed(&format!("Ⅰ章欄{text}")), name);
        }
    }
}

#[test]
fn two_hundred_blocks_read_in_their_order() {
    if lacks(&["pdfinfo", "pdftotext"]) {
        return;
    }
    let mut document = one_cell("末");
    let block = |number: usize| {
        let DocBlock::Table(entries) = one_cell(&format!("{number}番")).parts.remove(0).blocks.remove(0) else {
            panic!("a table")
        };
        Repeat::Block { title: format!("委託事項{number}"), anchor: format!("block.{number}"), entries }
    };
    document.parts[0].blocks = vec![DocBlock::Repeat((1..=200).map(block).collect())];
    let pdf = printed(&document);
    let expected: String = (1..=200).map(|number| format!("委託事項{number}欄{number}番")).collect();
    assert_same(&read_aloud(&pdf, "blocks"), &format!("Ⅰ章{expected}"), "blocks");
    assert_same(&squeezed(&body(&pdf, "blocks")), &format!("Ⅰ章{expected}"), "blocks");
}
