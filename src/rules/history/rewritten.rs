//! 凍結した版にあった行が無くなっている
//!
//! ## 何を見るか
//! 凍結した版（revisions/）の変更箇所にある行が、その次の版と今の評価書にそのまま残っているかを見ます。項目の書き方を
//! `printed:` から `item:` に改めることと、全角・半角や空白の違いは差し支えありません。
//!
//! ## なぜ大切か
//! 変更箇所は、公表した版ごとの行を積み重ねていく記録です。公表済みの行を消したり書き換えたりすると、前の版の表と食い違います。
//!
//! ## 例
//! 令和6年12月20日の行の「変更後」を、後で直した本文に合わせて書き換えた。
//!
//! ## 直し方
//! 公表したときの行に戻します。内容が変わったのなら、新しい変更日の行を足します。

use std::collections::BTreeSet;

use crate::assessment::{Assessment, ChangeRow};
use crate::dates::Date;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY717", "history-rewritten", Error, Certain, "rewritten.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let now: BTreeSet<Said> = rows(subject.assessment).map(|(date, row)| said(date, row)).collect();
    let mut told = BTreeSet::new();
    for revision in subject.revisions {
        let Some(assessment) = &revision.assessment else { continue };
        for (date, row) in rows(assessment) {
            let said = said(date, row);
            if now.contains(&said) || !told.insert(said) {
                continue;
            }
            let day = subject.assessment.changes.iter().find(|day| day.date == date);
            let span = day.map(|day| day.date_span.clone()).or_else(|| subject.assessment.changes_span.clone());
            let item = row.item.as_ref().or(row.printed.as_ref()).map_or("", |field| field.text.as_str());
            let date = date.map_or_else(String::new, |date| format!("{date}の"));
            let message = format!("{}の版にあった{date}行（{item}）が、消されたか書き換えられています", revision.date);
            let finding = report.place(span.unwrap_or_else(|| subject.assessment.anchor(&Address::default())), message);
            finding.related.push((row.span.clone(), "凍結した版の行".into()));
            finding.help = Some("公表したときの行に戻してください".into());
        }
    }
}

type Said = (Option<Date>, String, String);

fn rows(assessment: &Assessment) -> impl Iterator<Item = (Option<Date>, &ChangeRow)> {
    assessment.changes.iter().flat_map(|day| day.rows.iter().map(|row| (day.date, row)))
}

fn said(date: Option<Date>, row: &ChangeRow) -> Said {
    let words = |text: &Option<Text>| text.as_ref().map(|text| fold::fold(&text.value)).unwrap_or_default();
    (date, words(&row.before), words(&row.after))
}
