//! 主な記録項目の○と別添の記録項目が合わない
//!
//! ## 何を見るか
//! 別添の記録項目の名称から、○が付くはずの主な記録項目を探します。「個人課税区分」があれば地方税関係情報、「生活保護」があれば
//! 生活保護・社会福祉関係情報、「基礎年金番号」があれば年金関係情報です。名称だけでは言い切れないものと、○があるのに当たる項目が
//! 見当たらないもの（個人番号を除く。）は、確かではない指摘です。
//!
//! ## なぜ大切か
//! 主な記録項目は重要な変更の対象（※）であり、住民が最初に見るところです。別添は長く、○との照合は人の目では漏れがちです。
//!
//! ## 例
//! 別添に「抽出時生保区分」があるのに「生活保護・社会福祉関係情報」に○が無い。「個人番号」に○があるのに別添に個人番号が無い。
//!
//! ## 直し方
//! 別添の記録項目と○をそろえます。「その他」の括弧の中で挙げている項目は指摘しません。

use super::main_items::{MainItems, Topic};
use crate::assessment::RecordItem;
use crate::rules::prelude::*;

rule!("HY213", "main-items-records", Warning, Certain, "main_items_records.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let Some(items) = MainItems::of(assessment, &file) else { continue };
        let Some(records) = file.cell("records") else { continue };
        let Some(Answer::Records(groups)) = records.answer() else { continue };
        let recorded: Vec<&RecordItem> = groups.iter().flat_map(|group| &group.items).collect();
        if recorded.is_empty() {
            continue;
        }
        // In a file of 介護保険, every item has to do with it.
        let around = [assessment.root().words("work.name"), file.words("name")];
        for (index, topic) in items.topics() {
            if items.is_ticked(index) {
                let titles = groups.iter().map(|group| group.title.as_str());
                let names = titles.chain(recorded.iter().map(|item| item.text.as_str()));
                if !names.chain(around.iter().map(String::as_str)).any(|name| topic.touches(name)) {
                    nothing_recorded(&items, index, records, report);
                }
            } else if !items.covered_elsewhere(topic) {
                not_ticked(&items, index, topic, &recorded, report);
            }
        }
    }
}

fn not_ticked(items: &MainItems<'_>, index: usize, topic: &Topic, recorded: &[&RecordItem], report: &mut Report<'_>) {
    let hits: Vec<_> = recorded.iter().filter_map(|item| topic.in_item(&item.text).map(|sure| (item, sure))).collect();
    let Some((item, sure)) = hits.iter().find(|(_, sure)| *sure).or(hits.first()) else { return };
    let (name, more) = (item.text.as_str(), if hits.len() > 1 { "など" } else { "" });
    let message = format!("記録項目に「{name}」{more}がありますが、「{}」に○がありません", items.word(index));
    let finding = report.cell(items.cell, message);
    finding.help = Some("記録しているなら○を付けるか、「その他」の括弧の中に書いてください".into());
    finding.related.push((item.span.clone(), format!("「{name}」")));
    if !sure {
        finding.confidence = Confidence::Likely;
    }
}

/// That the My Number itself is missing is sure; of other boxes the names may only be unknown here.
fn nothing_recorded(items: &MainItems<'_>, index: usize, records: &Cell, report: &mut Report<'_>) {
    let word = items.word(index);
    let span = items.ticks.iter().find(|tick| tick.index == index).map_or(&items.cell.span, |tick| &tick.span);
    let message = format!("「{word}」に○がありますが、記録項目にそれに当たるものが見当たりません");
    let finding = report.at(items.cell, span.clone(), message);
    finding.help = Some("記録しているなら別添に書き、していないなら○を消してください".into());
    finding.related.push((records.span.clone(), "記録項目".into()));
    if word != "個人番号" {
        finding.confidence = Confidence::Likely;
    }
}
