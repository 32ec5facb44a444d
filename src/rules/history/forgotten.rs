//! ほかの行から見て、あるはずの行が無い
//!
//! ## 何を見るか
//! 一つの変更日の行どうしを見比べます。委託事項・提供先・移転先を足した（または無くした）行があるのに、その件数の行が無い
//! ことと、記録項目の「その妥当性」で「4情報」を「5情報」に改めたのに、主な記録項目の行が無いことを知らせます。情報連携を始めた
//! 行があるのに、その日にもその後にも、提供先・入手元のどの行も無いことも知らせます。法令上の根拠から提供をすることが分かる
//! のに提供先の行が無いときは、確かなものとします。
//! 最後の変更日より前の日付の件数の行は、確かではないものとして知らせます。
//!
//! ## なぜ大切か
//! 自動で決まる件数や、○の付く項目の行は最も忘れられやすいものです。どちらも※の付く項目で、公表された評価書にも
//! 抜けがありました。凍結した版があれば、版どうしを比べて全ての抜けを知らせます。
//!
//! ## 例
//! 「委託事項2」の行が七つあるのに、委託の有無（1件→2件）の行が無い。
//!
//! ## 直し方
//! 示された項目の行を足します。`hyokasho record` は、こうした行も作ります。

use std::collections::BTreeSet;

use super::table::{HistoryRow, find};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY707", "forgotten-row", Error, Certain, "forgotten.rs", One(check));

/// The lists of a file whose blocks are counted, with the items that tell how many there are.
const COUNTED: [(&str, &[&str]); 3] = [
    ("outsourcing", &["outsourced_count", "outsourced"]),
    ("provision", &["provides_count", "provides"]),
    ("transfer", &["transfers_count", "transfers"]),
];
/// The boxes, and why they are ticked.
const BOXES: &str = "basics.main_items";
const WHY: &str = "basics.main_items_why";
const OLD_NAME: &str = "4情報";
const NEW_NAME: &str = "5情報";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if subject.revisions.iter().any(|revision| revision.assessment.is_some()) {
        return;
    }
    let table = subject.history();
    for day in 0..=table.last_day {
        let rows: Vec<&HistoryRow<'_>> = table.rows.iter().filter(|row| row.day == day).collect();
        for (list, counts) in COUNTED {
            count(subject, report, &rows, list, counts, day == table.last_day);
        }
        boxes(subject, report, &rows);
        network(subject, report, &rows, day);
    }
}

/// The answer that begins or ends 情報連携, and what it rests on.
const NETWORK: &str = "network.status";
const NETWORK_LAW: &str = "network.legal_basis";
const BEGUN: &str = "実施する";
/// Keys inside a file that tell of giving, and of getting.
const GIVING: [&str; 3] = ["provides", "provides_count", "provision"];
const GETTING: [&str; 2] = ["use.sources", "use.methods"];

fn is_told(rows: &[&HistoryRow<'_>], address: &Address) -> bool {
    rows.iter().any(|row| row.address.as_ref() == Some(address))
}

/// The file and the block that an address leads into: `files.1`, `files.1.outsourcing.2`.
fn block(subject: &Subject<'_>, row: &HistoryRow<'_>, list: &str) -> Option<(Address, Address)> {
    let address = row.address.as_ref()?;
    let file = file_of(subject, address)?;
    let block = address.block_in(&file.join(list))?;
    Some((file, block))
}

/// The file that an address leads into.
fn file_of(subject: &Subject<'_>, address: &Address) -> Option<Address> {
    address.block_in(&Address::from(subject.assessment.form.file_list()?.last()))
}

fn count(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    rows: &[&HistoryRow<'_>],
    list: &str,
    counts: &[&str],
    last: bool,
) {
    let inside: Vec<(&HistoryRow<'_>, Address, Address)> =
        rows.iter().filter_map(|row| block(subject, row, list).map(|(file, block)| (*row, file, block))).collect();
    let files: BTreeSet<&Address> = inside.iter().map(|(_, file, _)| file).collect();
    for file in files {
        // Where the name of a block was not there before, the block is new.
        let changed = |differs: fn(&HistoryRow<'_>) -> bool| -> Vec<&HistoryRow<'_>> {
            let named = |row: &HistoryRow<'_>, block: &Address| {
                row.address.as_ref() == Some(block) || names_block(subject, row)
            };
            let of_file = inside.iter().filter(|(_, own, _)| own == file);
            of_file.filter(|(row, _, block)| named(row, block) && differs(row)).map(|(row, _, _)| *row).collect()
        };
        let added = changed(|row| row.before.is_blank() && !row.after.is_blank());
        let removed = changed(|row| row.after.is_blank() && !row.before.is_blank());
        let told = counts.iter().any(|count| is_told(rows, &file.join(count)));
        let Some(row) = added.iter().chain(&removed).next().filter(|_| !told && added.len() != removed.len()) else {
            continue;
        };
        let address = file.join(counts[0]);
        let what = if added.len() > removed.len() { "加わり" } else { "無くなり" };
        let name = subject.assessment.cell(&address).map_or_else(String::new, |cell| subject.assessment.path(cell));
        let message = format!(
            "{}で「{}」が{what}ましたが、「{name}」の行がありません",
            row.dated(),
            row.name(subject.assessment)
        );
        let finding = report.place(row.span(), message);
        finding.item = Some(address.to_string());
        finding.path = Some(name);
        finding.help = Some("件数の変わった行を足してください".into());
        if let Some(cell) = subject.assessment.cell(&address) {
            finding.related.push((cell.span.clone(), "本文の件数".into()));
        }
        if !last {
            finding.confidence = Confidence::Likely;
        }
    }
}

/// The row tells the item that names its block.
fn names_block(subject: &Subject<'_>, row: &HistoryRow<'_>) -> bool {
    row.node.is_some_and(|node| subject.assessment.form.node(node).label.is_empty())
}

/// Giving and getting begin with 情報連携; a table that tells the one must tell the other, then or later.
fn network(subject: &Subject<'_>, report: &mut Report<'_>, rows: &[&HistoryRow<'_>], day: usize) {
    let assessment = subject.assessment;
    let says = |text: &Option<Text>, word: &str| text.iter().any(|text| fold::fold(&text.value).contains(word));
    let is_answer = |row: &&&HistoryRow<'_>| row.address.as_ref().is_some_and(|address| address.as_str() == NETWORK);
    let begun =
        rows.iter().find(is_answer).filter(|row| says(&row.change.after, BEGUN) && !says(&row.change.before, BEGUN));
    let Some(begun) = begun.filter(|_| !assessment.files().is_empty()) else { return };
    let told = |keys: &[&str]| {
        subject.history().rows.iter().filter(|row| row.day >= day).any(|row| {
            let Some(address) = &row.address else { return false };
            let file = file_of(subject, address);
            file.is_some_and(|file| keys.iter().any(|key| address.is_within(&file.join(key))))
        })
    };
    let law = rows.iter().filter(|row| row.address.as_ref().is_some_and(|address| address.as_str() == NETWORK_LAW));
    let gives = law.clone().any(|row| says(&row.change.after, "提供"));
    let (gave, got) = (told(&GIVING), told(&GETTING));
    let (missing, confidence) = match (gave, got) {
        (false, _) if gives => (GIVING[0], Confidence::Certain),
        (false, false) => (GIVING[0], Confidence::Likely),
        _ => return,
    };
    let Some(file) = assessment.file_blocks().first() else { return };
    let item = file.address.join(missing);
    let name = assessment.cell(&item).map_or_else(String::new, |cell| assessment.path(cell));
    let message = format!("{}で情報連携が始まりましたが、「{name}」などの行がありません", begun.dated());
    let finding = report.place(begun.span(), message);
    finding.item = Some(item.to_string());
    finding.path = Some(name);
    finding.help = Some("情報連携による提供先と入手元を書き、その行を足してください".into());
    finding.confidence = confidence;
}

fn boxes(subject: &Subject<'_>, report: &mut Report<'_>, rows: &[&HistoryRow<'_>]) {
    let holds = |text: &Option<Text>, word: &str| text.iter().any(|text| fold::fold(&text.value).contains(word));
    for row in rows {
        let Some(address) = &row.address else { continue };
        let Some(file) = file_of(subject, address).filter(|file| *address == file.join(WHY)) else { continue };
        let boxes = file.join(BOXES);
        let renamed = holds(&row.change.before, OLD_NAME)
            && holds(&row.change.after, NEW_NAME)
            && !holds(&row.change.after, OLD_NAME);
        let exists = find(&subject.assessment.form, &boxes) != super::table::AddressTarget::No;
        if !renamed || !exists || is_told(rows, &boxes) {
            continue;
        }
        let name = subject.assessment.cell(&boxes).map_or_else(String::new, |cell| subject.assessment.path(cell));
        let message = format!("「{OLD_NAME}」を「{NEW_NAME}」に改めた行がありますが、「{name}」の行がありません");
        let finding = report.place(row.span(), message);
        finding.item = Some(boxes.to_string());
        finding.path = Some(name);
        finding.help = Some("○の付く項目も改まっているので、その行を足してください".into());
    }
}
