//! Blocks that were inserted, removed, moved, renumbered or renamed are told as what they are, in every list of every form.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::path::Path;
use std::sync::Arc;

use hyokasho::assessment::{Assessment, provisional_id};
use hyokasho::diff::{BlockRelation, Comparison, DiffRowKind, compare, propose};
use hyokasho::form::{BUILTIN_IDS, Form, FormShape, Forms, Key, Kind};
use hyokasho::workspace::Workspace;

/// What the blocks are called: some names are like each other, as they are in offices.
const NAMES: [&str; 8] = [
    "標準宛名管理システム",
    "標準宛名照会システム",
    "福祉総合窓口業務",
    "記録票の電子化業務",
    "潮見県知事",
    "通知書の印刷と封入封かん",
    "共通連携基盤",
    "電算機器の運用保守",
];

/// One block: the name that it has, the words that only it says, and its id.
#[derive(Clone, Debug)]
struct Written {
    name: &'static str,
    says: usize,
    id: Option<String>,
}

fn seven() -> Vec<Written> {
    (0..7).map(|says| Written { name: NAMES[says], says, id: None }).collect()
}

/// How the blocks of a version bear ids.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ids {
    None,
    /// As `import` makes them: by position.
    Provisional,
    /// An author's, which stay with the block.
    Lasting,
}

/// Every list of blocks in a form, with the name of its blocks.
fn lists(shape: &FormShape, form: &Form, found: &mut Vec<(Key, String, Vec<String>)>) {
    for (_, inner) in shape.entries() {
        if let FormShape::List(list, _) = inner {
            let kind = |shape: &FormShape| if let FormShape::Item(id) = shape { form.node(*id).kind } else { None };
            let of = |wanted: Kind| {
                let fits = inner.entries().iter().filter(move |(_, shape)| kind(shape) == Some(wanted));
                fits.map(|(key, _)| key.clone()).collect::<Vec<_>>()
            };
            if let Some(name) = of(Kind::Line).into_iter().next() {
                found.push((list.clone(), name, of(Kind::Text)));
            }
        }
        if !matches!(inner, FormShape::Item(_)) {
            lists(inner, form, found);
        }
    }
}

fn written(form: &Form, list: &Key, name: &str, texts: &[String], blocks: &[Written], ids: Ids) -> Assessment {
    let mut text = format!("form: {}\n", form.id);
    let mut indent = 0;
    let fields: Vec<_> = list.fields().collect();
    for (depth, field) in fields.iter().enumerate() {
        text.push_str(&format!("{}{}:\n", " ".repeat(indent), field.name));
        indent += 2;
        if field.is_list && depth + 1 < fields.len() {
            text.push_str(&format!("{}- id: outer\n", " ".repeat(indent)));
            indent += 2;
        }
    }
    for (position, block) in blocks.iter().enumerate() {
        let id = match ids {
            Ids::None => None,
            Ids::Provisional => Some(provisional_id(list.last(), position)),
            Ids::Lasting => Some(block.id.clone().unwrap_or_else(|| format!("own{}", block.says))),
        };
        let pad = " ".repeat(indent);
        let first = id.map(|id| format!("id: {id}\n{pad}  ")).unwrap_or_default();
        text.push_str(&format!("{pad}- {first}{name}: {}\n", block.name));
        for key in texts {
            let says =
                format!("番号{}の区分に従い、担当職員が端末から第{}表を処理する。", block.says, block.says * 7 + 3);
            text.push_str(&format!("{pad}  {key}: 法令の定めにより行う。{says}\n"));
        }
    }
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let loaded = workspace.load_text(Path::new("assessments/40-a/assessment.yaml"), &text);
    loaded.assessment.unwrap_or_else(|| panic!("{:?}\n{text}", loaded.findings))
}

/// Runs `probe` for every list of the newest full form, with every kind of ids.
fn each(probe: impl Fn(&dyn Fn(&[Written], Ids) -> Assessment, Ids, &str)) {
    let mut held = 0;
    for id in BUILTIN_IDS.iter().filter(|id| id.starts_with("full-2025") || id.starts_with("focused-2025")) {
        let form: Arc<Form> = Forms::default().get(id).unwrap().unwrap();
        let mut found = Vec::new();
        lists(form.shape(), &form, &mut found);
        for (list, name, texts) in found.iter().filter(|(_, _, texts)| !texts.is_empty()) {
            let write = |blocks: &[Written], ids: Ids| written(&form, list, name, texts, blocks, ids);
            for ids in [Ids::None, Ids::Provisional, Ids::Lasting] {
                probe(&write, ids, list.as_str());
                held += 1;
            }
        }
    }
    assert!(held >= 12, "{held}");
}

fn counts(comparison: &Comparison) -> (usize, usize) {
    (comparison.alignment.added.len(), comparison.alignment.removed.len())
}

/// Rows about items of blocks that both versions have; the names of all files and the number of blocks stand elsewhere, too.
fn strays(comparison: &Comparison) -> Vec<&str> {
    let whole = comparison.rows.iter().filter(|row| row.block.is_none() && row.before.is_some() == row.after.is_some());
    whole.filter(|row| !matches!(row.item_kind, Kind::List | Kind::Count)).map(|row| row.path.as_str()).collect()
}

#[test]
fn one_inserted_anywhere_is_one_block_more() {
    each(|write, ids, list| {
        let old = write(&seven(), ids);
        for at in 0..=7 {
            let mut blocks = seven();
            blocks.insert(at, Written { name: NAMES[7], says: 7, id: None });
            let comparison = compare(&old, &write(&blocks, ids));
            assert_eq!(counts(&comparison), (1, 0), "{list} {ids:?} at {at}");
            assert_eq!(strays(&comparison), Vec::<&str>::new(), "{list} {ids:?} at {at}");
            let back = compare(&write(&blocks, ids), &old);
            assert_eq!(counts(&back), (0, 1), "{list} {ids:?} out of {at}");
            assert_eq!(strays(&back), Vec::<&str>::new(), "{list} {ids:?} out of {at}");
        }
    });
}

#[test]
fn blocks_in_another_order_are_the_same_blocks() {
    each(|write, ids, list| {
        let old = write(&seven(), ids);
        for turn in 1..7 {
            let mut blocks = seven();
            blocks.rotate_left(turn);
            blocks.swap(0, turn);
            let comparison = compare(&old, &write(&blocks, ids));
            assert_eq!(counts(&comparison), (0, 0), "{list} {ids:?} turned by {turn}");
            assert_eq!(strays(&comparison), Vec::<&str>::new(), "{list} {ids:?} turned by {turn}");
            blocks.insert(turn, Written { name: NAMES[7], says: 7, id: None });
            let comparison = compare(&old, &write(&blocks, ids));
            assert_eq!(counts(&comparison), (1, 0), "{list} {ids:?} turned by {turn} and one more");
            assert_eq!(strays(&comparison), Vec::<&str>::new(), "{list} {ids:?} turned by {turn} and one more");
        }
    });
}

#[test]
fn a_wholly_new_name_is_one_row() {
    each(|write, ids, list| {
        let old = write(&seven(), ids);
        for at in 0..7 {
            let mut blocks = seven();
            blocks[at].name = "あおば広域連合";
            blocks.rotate_left(3);
            let comparison = compare(&old, &write(&blocks, ids));
            assert_eq!(counts(&comparison), (0, 0), "{list} {ids:?} at {at}");
            // The name of a file is printed in two parts.
            let mut told: Vec<&str> = strays(&comparison).iter().filter_map(|path| path.rsplit(' ').next()).collect();
            told.dedup();
            assert_eq!(told.len(), 1, "{list} {ids:?} at {at}: {told:?}");
        }
    });
}

#[test]
fn an_author_who_gives_ids_of_her_own_changes_nothing() {
    each(|write, _, list| {
        for (before, after) in [(Ids::Provisional, Ids::Lasting), (Ids::None, Ids::Lasting), (Ids::Lasting, Ids::None)]
        {
            let mut blocks = seven();
            blocks.rotate_left(2);
            let comparison = compare(&write(&seven(), before), &write(&blocks, after));
            assert_eq!(counts(&comparison), (0, 0), "{list} {before:?} {after:?}");
            assert_eq!(strays(&comparison), Vec::<&str>::new(), "{list} {before:?} {after:?}");
        }
    });
}

/// One 委託 that became two, and two that became one, are told as that, and nothing is claimed of a new 取扱い.
#[test]
fn what_was_split_or_merged_is_told_as_that() {
    const KEPT: &str = "児童手当システムの稼働を毎日監視し、障害の原因を調べて、復旧の手順を定めた書面を職員に渡す。";
    const GONE: &str =
        "受け付けた申請書を画像に読み取り、記載の誤りを補って、児童手当システムに登録できる形のデータにする。";
    let version = |blocks: &[(&str, &str, &[&str])]| {
        let mut text =
            "form: focused-2025-05\nfiles:\n  - id: child\n    name: 児童手当ファイル\n    outsourcing:\n".to_owned();
        for (id, title, content) in blocks {
            text += &format!("      - id: {id}\n        title: {title}\n        content: {}\n", content.concat());
        }
        Workspace::default().load_text(Path::new("a/assessment.yaml"), &text).assessment.unwrap()
    };
    let one = version(&[("all", "運用と電子化の業務", &[KEPT, GONE])]);
    let two = version(&[("all", "運用の業務", &[KEPT]), ("scan", "申請書の電子化業務", &[GONE])]);
    let told = |old: &Assessment, new: &Assessment, kind: DiffRowKind| {
        let rows = compare(old, new).rows;
        let row = rows.iter().find(|row| row.kind == kind && row.block.is_some()).unwrap();
        assert_eq!(propose(row), None);
        row.block.as_ref().unwrap().relation.as_ref().map(BlockRelation::words)
    };
    assert_eq!(told(&one, &two, DiffRowKind::Added).as_deref(), Some("「運用と電子化の業務」から分かれたもの"));
    assert_eq!(told(&two, &one, DiffRowKind::Removed).as_deref(), Some("「運用と電子化の業務」にまとめたもの"));
    let other = version(&[("all", "運用の業務", &[KEPT]), ("new", "通知の印刷業務", &["印刷して封をする。"])]);
    let added = compare(&version(&[("all", "運用の業務", &[KEPT])]), &other).rows;
    assert!(added.iter().all(|row| row.block.as_ref().is_none_or(|block| block.relation.is_none())));
}
