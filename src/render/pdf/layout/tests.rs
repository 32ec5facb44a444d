//! Where lines, rows, headings and names come to stand.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::font::Fonts;
use super::super::kinsoku::Kinsoku;
use super::super::page::{ContentMark, LinkTarget, PageItem, PdfBook, PdfText};
use super::lay_out;
use crate::doc::{
    AnswerDifference, DocAnswer, DocBlock, DocBox, DocItem, DocLabel, DocPart, DocRecordGroup, DocRecords, Document,
    OutlineEntry, PrintedChange, Repeat, SpanStyle, StyledSpan, build,
};
use crate::house::HouseStyle;
use crate::workspace::Workspace;

fn item(label: &str, answer: DocAnswer) -> OutlineEntry {
    let label = DocLabel { number: None, text: label.into(), mark: false };
    OutlineEntry::Item(DocItem { address: "item".into(), label, answer, lines: 1, ..DocItem::default() })
}

/// A row with so many lines, each with these words.
fn lines(words: &str, count: usize) -> OutlineEntry {
    item("欄", DocAnswer::Text(vec![words; count].join("\n")))
}

fn heading(level: u8, text: &str) -> DocBlock {
    DocBlock::Heading { level, text: text.into(), mark: false, anchor: text.into() }
}

fn document(blocks: Vec<DocBlock>) -> Document {
    let part =
        DocPart {
            number: Some("Ⅰ".into()), title: "章".into(), anchor: "part".into(), blocks, ..DocPart::default()
        };
    Document { title: "試し刷り".into(), parts: vec![part], ..Document::default() }
}

fn laid_out(document: &Document) -> PdfBook {
    let mut fonts = Fonts::new(None).unwrap();
    // Pictures are not looked at here.
    lay_out(document, &mut fonts, Kinsoku::default(), &|_| None)
}

fn texts(book: &PdfBook, page: usize) -> impl Iterator<Item = (&PdfText, &str)> {
    let texts = book.pages[page].items.iter().filter_map(|item| match item {
        PageItem::Text(text) => Some(text),
        _ => None,
    });
    texts.map(|text| (text, book.paragraphs[text.paragraph as usize].words(text.clusters.clone())))
}

/// How often a text is drawn, page by page.
fn count(book: &PdfBook, words: &str) -> Vec<usize> {
    let on = |page| texts(book, page).filter(|(_, drawn)| *drawn == words).count();
    (0..book.pages.len()).map(on).collect()
}

fn page_of(book: &PdfBook, words: &str) -> usize {
    count(book, words).iter().position(|count| *count > 0).unwrap()
}

#[test]
fn a_row_that_is_cut_leaves_two_lines_on_each_side() {
    for filled in 0..56 {
        for height in [5, 6, 7, 8, 51, 52, 53, 54, 55, 56, 105, 106, 107, 110] {
            let book = laid_out(&document(vec![DocBlock::Table(vec![lines("詰", filled), lines("行", height)])]));
            let pages = count(&book, "行");
            assert_eq!(pages.iter().sum::<usize>(), height, "{filled} {height}: {pages:?}");
            assert!(pages.iter().all(|lines| *lines != 1), "{filled} {height}: {pages:?}");
        }
    }
}

#[test]
fn every_cell_of_a_row_that_is_cut_leaves_two_lines_on_each_side() {
    let cell =
        |words: &str, count: usize| vec![StyledSpan { text: vec![words; count].join("\n"), style: SpanStyle::Plain }];
    let columns = ["日", "項目", "前", "後", "時期", "説明"].map(str::to_owned).to_vec();
    for (before, after) in [(9, 30), (70, 64), (64, 65), (65, 66), (130, 66), (200, 3)] {
        for filled in 0..66 {
            let first = PrintedChange { cells: vec![cell("詰", filled)], ..PrintedChange::default() };
            let cells = vec![cell("日付", 1), Vec::new(), cell("甲", before), cell("乙", after)];
            let second = PrintedChange { cells, ..PrintedChange::default() };
            let changes = DocBlock::Changes { columns: columns.clone(), rows: vec![first, second], readable: false };
            let book = laid_out(&document(vec![changes]));
            for (words, height) in [("甲", before), ("乙", after)] {
                let pages = count(&book, words);
                assert_eq!(pages.iter().sum::<usize>(), height);
                assert!(pages.iter().all(|lines| *lines != 1), "{before} {after} {filled} {words}: {pages:?}");
            }
            assert!(count(&book, "項目").iter().all(|heads| *heads == 1), "the head stands on every page");
        }
    }
}

#[test]
fn a_heading_stands_with_what_follows_it() {
    for filled in 0..60 {
        let blocks = vec![
            DocBlock::Table(vec![lines("詰", filled)]),
            heading(2, "節"),
            heading(3, "リスク"),
            DocBlock::Table(vec![lines("行", 20)]),
        ];
        let book = laid_out(&document(blocks));
        let pages = [page_of(&book, "節"), page_of(&book, "リスク"), page_of(&book, "行")];
        assert!(pages.iter().all(|page| *page == pages[0]), "{filled}: {pages:?}");
    }
}

#[test]
fn titles_of_blocks_ranges_and_records_stand_with_what_follows_them() {
    for filled in 0..60 {
        let repeats = vec![
            Repeat::Range("委託事項2～5".into()),
            Repeat::Block { title: "委託事項2".into(), anchor: "block".into(), entries: vec![lines("行", 9)] },
        ];
        let group = DocRecordGroup { title: "群".into(), items: vec!["記録".into()], ..DocRecordGroup::default() };
        let records = DocRecords { address: "records".into(), groups: vec![group] };
        let fill = DocBlock::Table(vec![lines("詰", filled)]);
        let book = laid_out(&document(vec![fill.clone(), DocBlock::Repeat(repeats)]));
        let pages = ["委託事項2～5", "委託事項2", "行"].map(|words| page_of(&book, words));
        assert!(pages.iter().all(|page| *page == pages[0]), "{filled}: {pages:?}");
        let book = laid_out(&document(vec![fill, DocBlock::Records(records)]));
        assert_eq!(page_of(&book, "群"), page_of(&book, "記録"), "{filled}");
    }
}

#[test]
fn options_and_boxes_are_not_cut() {
    let options: Vec<String> = (1..=10).map(|number| format!("選択肢の言葉その{number}")).collect();
    let boxes: Vec<DocBox> = options.iter().map(|word| DocBox { word: word.clone(), ..DocBox::default() }).collect();
    let choice = DocAnswer::Choice { chosen: None, options: options.clone() };
    for filled in 0..60 {
        for answer in [choice.clone(), DocAnswer::Boxes { boxes: boxes.clone(), columns: 1 }] {
            let book = laid_out(&document(vec![DocBlock::Table(vec![lines("詰", filled), item("問", answer)])]));
            let holds = |page: &usize| texts(&book, *page).any(|(_, words)| words.contains("選択肢の言葉"));
            assert_eq!((0..book.pages.len()).filter(holds).count(), 1, "{filled}");
        }
    }
}

#[test]
fn a_wide_box_leaves_no_gaps_in_the_columns() {
    let mut boxes: Vec<DocBox> = ["専用線", "電子メール", "フラッシュメモリ", "紙"]
        .map(|word| DocBox { word: word.into(), ..DocBox::default() })
        .into();
    let long = "庁舎の中の作業室に置いた検診結果読取システムの端末の操作による".repeat(2);
    boxes.push(DocBox { word: "その他".into(), text: Some(long), ticked: true, ..DocBox::default() });
    let book = laid_out(&document(vec![DocBlock::Table(vec![item("方法", DocAnswer::Boxes { boxes, columns: 2 })])]));
    let left = |word: &str| texts(&book, 0).find(|(_, words)| words.contains(word)).map(|(text, _)| text.x).unwrap();
    assert!((left("専用線") - left("フラッシュメモリ")).abs() < 0.01 && (left("電子メール") - left("紙")).abs() < 0.01);
    assert!((left("専用線") - left("その他")).abs() < 0.01, "a wide box begins a row");
}

/// Every address of a document.
fn addresses(entries: &[OutlineEntry], found: &mut Vec<String>) {
    for entry in entries {
        match entry {
            OutlineEntry::Item(item) => {
                found.push(item.address.clone());
                addresses(&item.inner, found);
            }
            OutlineEntry::Group { entries, .. } => addresses(entries, found),
        }
    }
}

fn sample(name: &str) -> Document {
    let path = format!("assessments/{name}/assessment.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    build(&workspace.load_text(Path::new(&path), &text).assessment.unwrap(), &HouseStyle::default())
}

#[test]
fn every_item_is_a_named_place_and_the_contents_lead_to_the_chapters() {
    for name in ["15-health-checkups", "22-child-allowance"] {
        let document = sample(name);
        let book = laid_out(&document);
        let mut wanted = Vec::new();
        for block in document.parts.iter().flat_map(|part| &part.blocks) {
            match block {
                DocBlock::Table(entries) => addresses(entries, &mut wanted),
                DocBlock::Heading { anchor, .. } => wanted.push(anchor.clone()),
                DocBlock::Records(records) => wanted.push(records.address.clone()),
                DocBlock::Figure(figure) => wanted.push(figure.address.clone()),
                DocBlock::Repeat(repeats) => repeats.iter().for_each(|repeat| {
                    if let Repeat::Block { anchor, entries, .. } = repeat {
                        wanted.push(anchor.clone());
                        addresses(entries, &mut wanted);
                    }
                }),
                _ => {}
            }
        }
        let lost: Vec<&String> = wanted.iter().filter(|address| !book.places.contains_key(*address)).collect();
        assert!(wanted.len() > 100 && lost.is_empty(), "{name}: {lost:?}");
        let linked: Vec<&LinkTarget> =
            book.pages.iter().flat_map(|page| &page.links).map(|link| &link.target).collect();
        let chapters = document.parts.iter().filter(|part| part.number.is_some());
        let chapters: Vec<LinkTarget> = chapters.map(|part| LinkTarget::Place(part.anchor.clone())).collect();
        assert_eq!(linked, chapters.iter().collect::<Vec<_>>(), "{name}");
        for chapter in document.parts.iter().filter(|part| part.number.is_some()) {
            let page = (book.places[&chapter.anchor].page + 1).to_string();
            assert!(texts(&book, 1).any(|(_, words)| words == page), "{name}: {page} stands in the contents");
        }
    }
}

#[test]
fn the_outline_nests_as_headings_do() {
    let book = laid_out(&sample("15-health-checkups"));
    let mut before = 0;
    let mut around: BTreeMap<u8, &str> = BTreeMap::new();
    let mut found = None;
    for entry in &book.outline {
        assert!(entry.level <= before + 1, "{} skips a level", entry.title);
        before = entry.level;
        around.retain(|level, _| *level < entry.level);
        if entry.title == "委託事項1" {
            found = Some(around.values().copied().collect::<Vec<_>>());
        }
        around.insert(entry.level, &entry.title);
    }
    let found = found.unwrap();
    assert!(
        matches!(found.as_slice(), [chapter, section] if chapter.starts_with('Ⅱ') && section.starts_with('４')),
        "{found:?}"
    );
}

#[test]
fn a_draft_is_stamped_on_every_page_and_read_by_nobody() {
    for word in ["素案", "案"] {
        let stamped = Document { draft: Some(word.into()), ..document(vec![DocBlock::Table(vec![lines("行", 80)])]) };
        let book = laid_out(&stamped);
        assert!(book.pages.len() > 1);
        for page in 0..book.pages.len() {
            let stamps = texts(&book, page).filter(|(text, words)| text.angle > 0.0 && *words == word);
            assert_eq!(stamps.count(), 1);
            assert!(
                matches!(book.pages[page].items[0], PageItem::Begin(ContentMark::Pagination)),
                "below everything, as no content"
            );
            assert!(texts(&book, page).any(|(_, words)| words == format!("（{word}）")), "in the footer");
        }
    }
    let book = laid_out(&document(vec![DocBlock::Note("注".into())]));
    assert!(texts(&book, 0).all(|(text, _)| text.angle == 0.0), "nothing is stamped on a final version");
}

#[test]
fn changed_rows_have_a_bar_on_every_page_where_they_stand() {
    let words = vec![StyledSpan { text: vec!["新"; 120].join("\n"), style: SpanStyle::Added }];
    let OutlineEntry::Item(plain) = lines("新", 120) else { panic!("an item") };
    let revision = Some(AnswerDifference { style: SpanStyle::Plain, words });
    let entries = vec![OutlineEntry::Item(DocItem { revision, ..plain }), lines("旧", 1)];
    let book = laid_out(&document(vec![DocBlock::Table(entries)]));
    for page in &book.pages {
        let bars = page.items.iter().filter(|item| matches!(item, PageItem::Fill { width, .. } if *width < 5.0));
        assert_eq!(bars.count(), 1);
    }
}

#[test]
fn markdown_is_set_as_what_it_says() {
    let markdown = "- 一\n  - 二\n\n|甲|乙|\n|-|-|\n|丙|丁|\n\n**太字**と[市](https://www.example.jp/)と<b>素</b>";
    let book = laid_out(&document(vec![DocBlock::Table(vec![item("欄", DocAnswer::Markdown(markdown.into()))])]));
    let x = |words: &str| texts(&book, 0).find(|(_, drawn)| *drawn == words).map(|(text, _)| text.x).unwrap();
    assert!(x("一") < x("二") && x("甲") < x("乙") && (x("甲") - x("丙")).abs() < 0.01);
    let face = |words: &str| {
        let paragraph = book.paragraphs.iter().find(|paragraph| paragraph.text.contains(words)).unwrap();
        paragraph.clusters[paragraph.text.chars().position(|c| words.starts_with(c)).unwrap()].glyph.face
    };
    assert_ne!(face("太字"), face("一"));
    let links: Vec<&LinkTarget> = book.pages[0].links.iter().map(|link| &link.target).collect();
    assert_eq!(links, [&LinkTarget::Web("https://www.example.jp/".into())]);
    assert!(book.paragraphs.iter().any(|paragraph| paragraph.text.contains("<b>素</b>")), "raw HTML is text");
}

#[test]
fn a_page_that_goes_on_says_its_section_and_label_again() {
    let long = item("長い欄", DocAnswer::Text(vec!["行"; 150].join("\n")));
    let book = laid_out(&document(vec![heading(2, "１．節"), DocBlock::Table(vec![long])]));
    assert_eq!(count(&book, "長い欄（続き）"), [0, 1, 1]);
    assert_eq!(count(&book, "Ⅰ　１．節（続き）"), [0, 1, 1]);
    let again = book.pages[1].items.iter().filter(|item| matches!(item, PageItem::Begin(ContentMark::Pagination)));
    assert_eq!(again.count(), 2, "neither is read again");
}

#[test]
fn a_label_over_several_rows_is_never_cut_and_said_again() {
    let label = DocLabel { number: None, text: "とても長い見出し語".repeat(4), mark: false };
    for filled in 30..56 {
        let entries = (0..12).map(|_| lines("行", 5)).collect();
        let group = OutlineEntry::Group { label: label.clone(), entries };
        let book = laid_out(&document(vec![DocBlock::Table(vec![lines("詰", filled), group])]));
        let measures = super::super::measure::of_book(&book);
        assert_eq!((measures.cut_labels, measures.blank_labels), (vec![], vec![]), "{filled}");
        assert!(book.pages.len() > 1);
    }
}

#[test]
fn the_last_page_of_a_chapter_is_not_all_but_empty() {
    for height in 40..120 {
        let book = laid_out(&document(vec![heading(2, "節"), DocBlock::Table(vec![lines("行", height)])]));
        let measures = super::super::measure::of_book(&book);
        assert_eq!((measures.empty_pages, measures.empty_ends), (vec![], vec![]), "{height}");
        assert_eq!(count(&book, "行").iter().sum::<usize>(), height, "nothing is lost or printed twice");
    }
}

#[test]
fn a_sign_keeps_its_lines_to_its_right_and_a_last_line_is_no_single_character() {
    let text = format!("①{}", "検診の結果を登録する".repeat(9));
    let book = laid_out(&document(vec![DocBlock::Table(vec![item("欄", DocAnswer::Text(text))])]));
    let drawn: Vec<(f32, usize)> = texts(&book, 0)
        .filter(|(_, words)| words.contains("検診") || words.contains("登録"))
        .map(|(text, words)| (text.x, words.chars().count()))
        .collect();
    assert!(drawn.len() > 1 && drawn[1..].iter().all(|line| (line.0 - drawn[0].0 - 9.5).abs() < 0.1), "{drawn:?}");
    for length in 40..80 {
        let answer = DocAnswer::Text("字".repeat(length));
        let book = laid_out(&document(vec![DocBlock::Table(vec![item("欄", answer)])]));
        let lines: Vec<usize> =
            texts(&book, 0).filter(|(_, words)| words.contains('字')).map(|(_, words)| words.chars().count()).collect();
        assert!(lines.last().unwrap() > &2, "{length}: {lines:?}");
    }
}
