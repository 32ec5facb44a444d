//! 変更箇所の項目が様式に無い
//!
//! ## 何を見るか
//! 変更箇所の行が指す項目が、様式にあるかを見ます。`item:` の番地は様式のキーと、最後の変更日の行では今の本文とも
//! 突き合わせます。`printed:` の項目名は、ローマ数字・項番・丸数字・見出しを様式の項目に当てはめ、番号や見出しが様式と
//! 違えば知らせます。全角・半角、空白、※、送り仮名の違いや、章の題を略したことは問いません。後で無くなった委託事項などを
//! 指す古い行も差し支えありません。答えが隣の項目の選択肢になっている行（項目が一つずれた行）も知らせます。
//!
//! ## なぜ大切か
//! 変更箇所は、どの項目が変わったのかを読む人が本文に戻って確かめるための表です。無い項目や隣の項目を指していると、
//! 何が変わったのか分かりません。公表された四つの表のすべてに誤りがありました。
//!
//! ## 例
//! リスクが二つしかない節の「リスク3」を指している。番号が「②」の項目を「①」と書いている。
//!
//! ## 直し方
//! 示された項目の名前に直します。行は `hyokasho record` で作ると、項目の名前が様式のとおりになります。

use super::table::{AddressTarget, HistoryRow, NamedItem, place_path};
use crate::assessment::Assessment;
use crate::diff::{Quote, option_of};
use crate::form::NodeId;
use crate::labels::{PathSlip, PrintedPlace, Resolution};
use crate::rules::prelude::*;
use crate::text::nearest;

rule!("HY706", "changed-item", Warning, Certain, "item_exists.rs", One(check));

/// For so many rows, a right address is looked for among so many; a wrong one is no longer than this.
const HELPED: usize = 20;
const CELLS: usize = 1_000;
const ADDRESS: usize = 200;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let table = subject.history();
    let mut helped = 0;
    for row in &table.rows {
        match &row.named {
            NamedItem::Address(found) => {
                let last = row.day == table.last_day;
                address(subject, report, row, (*found, last), &mut helped);
            }
            NamedItem::Printed(Resolution::Unknown) => {
                let printed = row.change.printed.as_ref().map_or("", |field| field.text.as_str());
                let finding = report.place(row.span(), format!("項目「{printed}」に当たる項目が、様式にありません"));
                finding.help = Some("章のローマ数字と項番・丸数字を、様式のとおりに書いてください".into());
            }
            NamedItem::Printed(Resolution::Near(place, slips)) => {
                let right = place_path(&subject.assessment.form, place);
                slipped(report, row, slips, &right);
            }
            NamedItem::Printed(Resolution::Exact(_)) if row.day == table.last_day => missing_file(subject, report, row),
            _ => {}
        }
        shifted(subject, report, row);
    }
}

fn address(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    row: &HistoryRow<'_>,
    (found, last): (AddressTarget, bool),
    helped: &mut usize,
) {
    let Some(address) = &row.change.address else { return };
    let assessment = subject.assessment;
    if found == AddressTarget::No {
        let finding = report.place(row.span(), format!("番地「{address}」に当たる項目が、様式にありません"));
        let help = near(assessment, address.as_str(), helped);
        finding.help = help.or_else(|| Some("本文のキーをたどって、項目の番地を書いてください".into()));
        return;
    }
    let is_there = |assessment: &Assessment| {
        let blocks = address.list().map(|list| assessment.blocks(list)).unwrap_or_default();
        assessment.cell(address).is_some()
            || assessment.lists.contains_key(address)
            || blocks.iter().any(|block| block.address == *address)
    };
    let frozen = subject.revisions.iter().filter_map(|revision| revision.assessment.as_ref()).any(is_there);
    if last && !row.after.is_blank() && !is_there(assessment) && !frozen {
        let finding = report.place(row.span(), format!("番地「{address}」は、今の評価書にありません"));
        finding.help = near(assessment, address.as_str(), helped);
    }
}

/// The address most like it.
fn near(assessment: &Assessment, typed: &str, helped: &mut usize) -> Option<String> {
    *helped += 1;
    if *helped > HELPED || typed.len() > ADDRESS {
        return None;
    }
    let known = assessment.cells.iter().map(|cell| cell.address.as_str()).take(CELLS);
    nearest(typed, known).map(|address| format!("「{address}」でしょうか"))
}

fn slipped(report: &mut Report<'_>, row: &HistoryRow<'_>, slips: &[PathSlip], right: &str) {
    let told: Vec<&str> = slips.iter().map(|slip| slip.text.as_str()).collect();
    let finding = report.place(row.span(), format!("項目の書き方が様式と違います：{}", told.join("。")));
    finding.help = Some(format!("「{right}」のことでしょうか"));
    if !slips.iter().any(|slip| slip.grave) {
        finding.confidence = Confidence::Likely;
    }
}

/// 別添2-2 of an assessment with one file.
fn missing_file(subject: &Subject<'_>, report: &mut Report<'_>, row: &HistoryRow<'_>) {
    let NamedItem::Printed(resolution) = &row.named else { return };
    let number = resolution.place().and_then(|place| place.file.as_deref()?.parse::<usize>().ok());
    let files = subject.assessment.files().len();
    if let Some(number) = number.filter(|number| *number > files) {
        let message = format!("{number} 番目の一覧を指していますが、特定個人情報ファイルは {files} 件です");
        report.place(row.span(), message).help = Some("別添の番号を、様式のとおりに書いてください".into());
    }
}

/// The answer is an option of a neighbour, and none of this item: the label is that of another row.
fn shifted(subject: &Subject<'_>, report: &mut Report<'_>, row: &HistoryRow<'_>) {
    let form = &subject.assessment.form;
    let (Some(id), Some(quote)) = (row.node, row.after.quote()) else { return };
    let node = form.node(id);
    let fits = |quote: &Quote, id: NodeId| {
        form.options_of(form.node(id)).is_some_and(|options| option_of(options, quote).is_some())
    };
    if fits(quote, id) || !node.kind.is_some_and(|kind| kind.is_text() || node.options.is_some()) {
        return;
    }
    let Some(parent) = node.parent else { return };
    let around = form.node(parent).children.iter().copied().chain([parent]);
    let neighbour = around.into_iter().find(|other| *other != id && fits(quote, *other));
    if let Some(neighbour) = neighbour {
        let place = match &row.named {
            NamedItem::Printed(resolution) => resolution.place().cloned().unwrap_or_default(),
            _ => PrintedPlace::default(),
        };
        let right = place_path(form, &PrintedPlace { node: neighbour, ..place });
        let told = row.change.after.as_ref().map_or("", |text| text.value.trim());
        let message =
            format!("変更後の「{told}」は「{}」の答えではなく、「{right}」の選択肢です", row.name(subject.assessment));
        let finding = report.place(row.span(), message);
        finding.help = Some("項目が一つずれていないかを確かめてください".into());
    }
}
