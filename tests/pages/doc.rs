//! The neutral document: everything in form order, every address once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::collections::BTreeSet;
use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::diff::{DiffRow, DiffRowKind, compare};
use hyokasho::doc::{
    AnswerDifference, DocAnswer, DocBlock, DocItem, Document, OutlineEntry, Repeat, SpanStyle, StyledSpan, build,
    build_review,
};
use hyokasho::form::Kind;
use hyokasho::house::{ChangeTable, HouseStyle, ItemPath};
use hyokasho::workspace::Workspace;

fn load(path: &str, change: impl Fn(String) -> String) -> Assessment {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let text = change(std::fs::read_to_string(path).unwrap());
    workspace.load_text(Path::new(path), &text).assessment.unwrap()
}

fn samples() -> Vec<Assessment> {
    ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"]
        .map(|name| load(&format!("assessments/{name}/assessment.yaml"), |text| text))
        .into()
}

/// Every item of a document in printed order.
fn items(document: &Document) -> Vec<&DocItem> {
    fn walk<'a>(entries: &'a [OutlineEntry], found: &mut Vec<&'a DocItem>) {
        for entry in entries {
            match entry {
                OutlineEntry::Item(item) => {
                    found.push(item);
                    walk(&item.inner, found);
                }
                OutlineEntry::Group { entries, .. } => walk(entries, found),
            }
        }
    }
    let mut found = Vec::new();
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            DocBlock::Table(entries) => walk(entries, &mut found),
            DocBlock::Repeat(repeats) => {
                for repeat in repeats {
                    if let Repeat::Block { entries, .. } = repeat {
                        walk(entries, &mut found);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn anchors(document: &Document) -> Vec<&str> {
    let mut anchors: Vec<&str> = items(document).into_iter().map(|item| item.address.as_str()).collect();
    for part in &document.parts {
        anchors.push(&part.anchor);
        for block in &part.blocks {
            match block {
                DocBlock::Heading { anchor, .. } => anchors.push(anchor),
                DocBlock::Records(records) => anchors.push(&records.address),
                DocBlock::Figure(figure) => anchors.push(&figure.address),
                DocBlock::Repeat(repeats) => anchors.extend(repeats.iter().filter_map(|repeat| match repeat {
                    Repeat::Block { anchor, .. } => Some(anchor.as_str()),
                    Repeat::Range(_) => None,
                })),
                _ => {}
            }
        }
    }
    anchors
}

#[test]
fn every_cell_is_printed_once_under_its_address() {
    for assessment in samples() {
        let document = build(&assessment, &HouseStyle::default());
        let anchors = anchors(&document);
        let unique: BTreeSet<&str> = anchors.iter().copied().collect();
        assert_eq!(unique.len(), anchors.len(), "every anchor is there once");
        let missing: Vec<&str> =
            assessment.cells.iter().map(|cell| cell.address.as_str()).filter(|one| !unique.contains(one)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn parts_stand_as_on_the_form() {
    let document = build(&samples()[0], &HouseStyle::default());
    let parts: Vec<String> =
        document.parts.iter().map(|part| part.number.clone().unwrap_or_else(|| part.title.clone())).collect();
    assert_eq!(parts, ["表紙", "項目一覧", "Ⅰ", "（別添1）", "Ⅱ", "（別添2）", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "（別添3）"]);
    assert_eq!(document.kind, "特定個人情報保護評価書（全項目評価書）");
    assert_eq!(document.published.as_deref(), Some("令和7年12月26日"));
    assert_eq!(document.parts[6].mark.as_deref(), Some("※（７．リスク１⑨を除く。）"));
    let titles = document.parts[2].blocks.iter().filter_map(|block| match block {
        DocBlock::Repeat(repeats) => Some(repeats),
        _ => None,
    });
    let titles: Vec<&str> = titles
        .flatten()
        .map(|repeat| match repeat {
            Repeat::Range(title) | Repeat::Block { title, .. } => title.as_str(),
        })
        .collect();
    assert_eq!(titles[..3], ["システム1", "システム2～5", "システム2"]);
    assert_eq!(titles.last(), Some(&"システム16～20"));
}

#[test]
fn changes_are_told_in_the_words_of_the_house() {
    let short = HouseStyle { item_path: ItemPath::Short, ..HouseStyle::default() };
    let text = |house: &HouseStyle| {
        let assessment = load("assessments/15-health-checkups/assessment.yaml", |text| {
            let row = "    - {item: files.checkups.outsourcing.gone.staff, before: 三人, timing: 事後}";
            format!("{text}\n  - date: 2025-12-27\n    rows:\n  {row}\n")
        });
        let document = build(&assessment, house);
        let Some(DocBlock::Changes { columns, rows, .. }) = document.parts.last().and_then(|part| part.blocks.first())
        else {
            panic!("the last part is the table");
        };
        assert_eq!(columns.len(), 6);
        rows.last().unwrap().cells.iter().map(|cell| cell[0].text.clone()).collect::<Vec<_>>()
    };
    let row = text(&short);
    assert_eq!(row, ["令和7年12月27日", "Ⅱ 4. 委託事項③", "三人", "（削除）", "事後", ""]);
    assert!(text(&HouseStyle::default())[1].starts_with("Ⅱ 4. 委託事項\n③"));
    let official = HouseStyle { change_table: ChangeTable::Official, ..HouseStyle::default() };
    assert!(text(&official)[1].starts_with("Ⅱ 特定"));
}

#[test]
fn a_passage_opts_in_to_markdown_and_what_stands_beside_it_stays_plain() {
    let workspace = tempfile::tempdir().unwrap();
    let folder = workspace.path();
    std::fs::create_dir_all(folder.join("fragments")).unwrap();
    std::fs::write(folder.join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    let front = "---\nsource: 文例\ndate: 2025-04-01\nsha: 00000000\nformat: markdown\n---\n";
    std::fs::write(folder.join("fragments/list.md"), format!("{front}- **太字**\n")).unwrap();
    let text = "form: full-2025-05\nwork:\n  content:\n    - '* 印は文字 *'\n    - fragment: list\n";
    let workspace = Workspace::open(Some(folder), &[]);
    let loaded = workspace.load_text(&folder.join("a/assessment.yaml"), text);
    let document = build(&loaded.assessment.unwrap(), &HouseStyle::default());
    let content = items(&document).into_iter().find(|item| item.address == "work.content").unwrap();
    assert_eq!(content.answer, DocAnswer::Markdown("\\* 印は文字 \\*\n\n- **太字**".into()));
}

#[test]
fn a_form_opts_in_to_markdown_for_an_item() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("forms")).unwrap();
    let form = "form: own\nbase: full-2025-05\nitems:\n  work.content: {format: markdown}\nremove: [cover.notes]\n";
    std::fs::write(folder.path().join("forms/own.yaml"), form).unwrap();
    let workspace = Workspace::open(Some(folder.path()), &[]);
    let text = "form: own\nwork:\n  content: |\n    - 一\n    - 二\n";
    let assessment = workspace.load_text(&folder.path().join("a/assessment.yaml"), text).assessment.unwrap();
    let document = build(&assessment, &HouseStyle::default());
    let answer = |address: &str| items(&document).into_iter().find(|item| item.address == address);
    assert_eq!(answer("work.content").unwrap().answer, DocAnswer::Markdown("- 一\n- 二".into()));
    assert!(answer("cover.notes").is_none(), "what the edition lacks is not printed");
    assert!(!document.parts.iter().flat_map(|part| &part.blocks).any(|block| *block == DocBlock::Note(String::new())));
}

/// The sample with other words in some places, and the sample as it was.
fn review(change: impl Fn(String) -> String) -> Document {
    let path = "assessments/15-health-checkups/assessment.yaml";
    let (old, new) = (load(path, |text| text), load(path, change));
    build_review(&old, &new, &compare(&old, &new), "前の版", &HouseStyle::default())
}

#[test]
fn a_review_edition_marks_what_differs_and_nothing_else() {
    let same = review(|text| text);
    assert!(items(&same).iter().all(|item| item.revision.is_none()));
    for name in ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"] {
        let old = load(&format!("assessments/{name}/revisions/2024-12-20.yaml"), |text| text);
        let new = load(&format!("assessments/{name}/assessment.yaml"), |text| text);
        let comparison = compare(&old, &new);
        let document = build_review(&old, &new, &comparison, "前の版", &HouseStyle::default());
        let told: BTreeSet<&str> = items(&document)
            .into_iter()
            .filter(|item| item.revision.as_ref().is_some_and(|revision| revision.style != SpanStyle::Removed))
            .map(|item| item.address.as_str())
            .collect();
        let is_large = |row: &&DiffRow| matches!(row.item_kind, Kind::Records | Kind::Figure);
        let rows: BTreeSet<&str> = comparison
            .rows
            .iter()
            .filter(|row| row.kind != DiffRowKind::Removed && !is_large(row))
            .map(|row| row.item.as_str())
            .collect();
        assert_eq!(told, rows, "{name}");
        let DocBlock::Review(summary) = &document.parts[1].blocks[0] else { panic!("a summary") };
        let counted: usize = summary.groups.iter().map(|group| group.rows.len()).sum();
        let blocks: BTreeSet<_> =
            comparison.rows.iter().filter_map(|row| row.block.as_ref()).map(|b| &b.address).collect();
        assert_eq!(counted, comparison.rows.iter().filter(|row| row.block.is_none()).count() + blocks.len(), "{name}");
    }
}

#[test]
fn a_review_edition_keeps_both_versions_of_a_text() {
    let document = review(|text| text.replacen("name: 健康管理システム\n", "name: 健康情報システム\n", 1));
    let items = items(&document);
    let marked: Vec<&AnswerDifference> = items.iter().filter_map(|item| item.revision.as_ref()).collect();
    let side = |gone: SpanStyle| -> String {
        let words = marked[0].words.iter().filter(|span| span.style != gone);
        words.map(|span| span.text.as_str()).collect()
    };
    assert_eq!(
        (side(SpanStyle::Added), side(SpanStyle::Removed)),
        ("健康管理システム".into(), "健康情報システム".into())
    );
}

#[test]
fn a_removed_block_stays_at_its_place_in_a_review_edition() {
    let path = "assessments/15-health-checkups/assessment.yaml";
    let new = load(path, |text| text);
    let old = load(path, |text| {
        text.replacen("  - id: health\n", "  - id: gone\n    name: 廃止したシステム\n  - id: health\n", 1)
    });
    let document = build_review(&old, &new, &compare(&old, &new), "前の版", &HouseStyle::default());
    let blocks = document.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        DocBlock::Repeat(repeats) => Some(repeats),
        _ => None,
    });
    let gone: Vec<&Repeat> = blocks
        .flatten()
        .filter(|repeat| matches!(repeat, Repeat::Block { anchor, .. } if anchor == "removed.systems.gone"))
        .collect();
    let [Repeat::Block { title, entries, .. }] = gone.as_slice() else { panic!("one block is gone") };
    assert_eq!(title, "システム1（削除）");
    let OutlineEntry::Item(name) = &entries[0] else { panic!("a name") };
    let words = vec![StyledSpan { text: "廃止したシステム".into(), style: SpanStyle::Removed }];
    assert_eq!(name.revision, Some(AnswerDifference { style: SpanStyle::Removed, words }));
    let DocBlock::Review(summary) = &document.parts[1].blocks[0] else { panic!("a summary") };
    assert!(summary.groups.iter().flat_map(|group| &group.rows).any(|row| row.anchor == "removed.systems.gone"));
}

#[test]
fn items_that_the_form_has_lost_stand_at_the_end_of_their_chapter() {
    let new = load("assessments/22-child-allowance/assessment.yaml", |text| text);
    let old = load("assessments/15-health-checkups/assessment.yaml", |text| text);
    let document = build_review(&old, &new, &compare(&old, &new), "前の版", &HouseStyle::default());
    let lost = compare(&old, &new).rows.into_iter().filter(|row| row.block.is_none() && new.cell(&row.item).is_none());
    let lost: BTreeSet<String> = lost.map(|row| format!("removed.{}", row.item)).collect();
    assert!(lost.len() > 10, "the two forms differ");
    let shown: BTreeSet<String> = items(&document).into_iter().map(|item| item.address.clone()).collect();
    assert_eq!(lost.difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new());
}
