//! 監査の○が最後の変更箇所と合わない
//!
//! ## 何を見るか
//! 監査の「実施の有無」（自己点検・内部監査・外部監査）に付いている○が、変更箇所でこの項目を最後に変えた行の変更後の記載と
//! 一致するかを見ます。変更後の記載が監査の名称を並べたものであるときだけ見ます。
//!
//! ## なぜ大切か
//! 監査はリスク対策の一部で、重要な変更の対象（※）です。変更箇所に書いたとおりに本文が直っていなければ、公表された監査の体制が
//! 分かりません。
//!
//! ## 例
//! 変更箇所では「自己点検、内部監査」に変えたとあるのに、本文では「自己点検」にだけ○がある。
//!
//! ## 直し方
//! 実際に行っている監査に○を付け、変更箇所の行と食い違うならどちらかを直します。

use std::collections::BTreeSet;

use crate::assessment::{Assessment, ChangeRow};
use crate::form::Options;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY219", "audit-change", Warning, Certain, "audit_change.rs", One(check));

const AUDITS: &str = "governance.audits";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let Some(cell) = root.cell(AUDITS).filter(|cell| !cell.is_blank()) else { return };
    let Some(options) = assessment.form.options_of(assessment.node(cell)) else { return };
    let rows = assessment.changes.iter().flat_map(|day| day.rows.iter().map(|row| (day.date, row)));
    // Some tables stand newest first.
    let last = rows.filter(|(_, row)| is_about(assessment, cell, row)).reduce(|last, next| {
        let earlier = next.0.zip(last.0).is_some_and(|(next, last)| next.is_before(last));
        if earlier { last } else { next }
    });
    let Some(after) = last.and_then(|(_, row)| row.after.as_ref()) else { return };
    let ticked: BTreeSet<usize> = root.ticks(AUDITS).iter().map(|tick| tick.index).collect();
    let Some(written) = listed(options, &after.value).filter(|written| *written != ticked) else { return };
    let words = |set: &BTreeSet<usize>| {
        set.iter()
            .filter_map(|index| options.choices.get(*index))
            .map(|choice| choice.word.as_str())
            .collect::<Vec<_>>()
    };
    let (now, then) = (words(&ticked).join("、"), words(&written).join("、"));
    let finding = report.cell(cell, format!("「{now}」に○がありますが、最後の変更箇所では「{then}」に変えています"));
    finding.help = Some("実際に行っている監査を確かめ、本文か変更箇所を直してください".into());
    if let Some(span) = after.span(0..after.value.len()) {
        finding.related.push((span, "変更後の記載".into()));
    }
}

/// The row names the item by its address, or by the words that the form prints.
fn is_about(assessment: &Assessment, cell: &Cell, row: &ChangeRow) -> bool {
    if let Some(address) = &row.address {
        return *address == cell.address;
    }
    let Some(printed) = row.printed.as_ref().map(|printed| fold::fold(&printed.text)) else { return false };
    let node = assessment.node(cell);
    let around = assessment.form.ancestors(cell.node);
    around.into_iter().chain([node]).all(|node| printed.contains(&fold::fold(&node.label)))
}

/// The boxes that a text lists; none where it says anything else.
fn listed(options: &Options, text: &str) -> Option<BTreeSet<usize>> {
    let mut rest = fold::fold(text);
    let mut found = BTreeSet::new();
    for (index, choice) in options.choices.iter().enumerate() {
        let word = fold::fold(&choice.word);
        if rest.contains(&word) {
            rest = rest.replace(&word, "");
            found.insert(index);
        }
    }
    let separators = |c: char| matches!(c, '、' | ',' | '・' | '○' | '〇' | '[' | ']' | '及' | 'び');
    (!found.is_empty() && rest.chars().all(separators)).then_some(found)
}
