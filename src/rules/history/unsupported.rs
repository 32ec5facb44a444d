//! 版の間の違いに合わない行がある
//!
//! ## 何を見るか
//! 凍結した版（revisions/）を古い順にたどり、最後に今の評価書まで、新しく加わった変更箇所の行のそれぞれについて、その項目が
//! 二つの版で本当に違うか、「変更前」が前の版の、「変更後」が後の版の記載と合うかを見ます。「（略）」で一部だけを引いた行、
//! ○の付く項目を増えた分と減った分だけで書いた行、「1件」のような書き方は差し支えありません。図の行と、説明で書いた行は
//! 比べません。凍結した版の間に何日分もの行があるときは、最初の変更前と最後の変更後を比べます。
//!
//! ## なぜ大切か
//! 表だけを直して本文を直し忘れた行や、案の段階の文を写した行を、版どうしを比べることで見つけます。
//!
//! ## 例
//! 変更箇所には「委託先における取扱者の数」が変わったとあるのに、前の版と同じである。
//!
//! ## 直し方
//! 本文を直すか、行を直します。`hyokasho record` で作った行は版の違いと必ず一致します。

use super::differing::{Differing, differing, differing_in};
use super::replay::VersionStep;
use super::table::{HistoryRow, NamedItem};
use super::verdict::missing;
use crate::diff::{DiffRow, Saying};
use crate::form::Kind;
use crate::rules::prelude::*;

rule!("HY715", "unsupported-row", Error, Certain, "unsupported.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let steps = subject.steps();
    for (index, step) in steps.iter().enumerate() {
        for (position, row) in step.told.iter().enumerate() {
            if is_open(step, row) {
                continue;
            }
            if !step.supports(row) {
                let forgotten = row.date.is_some_and(|date| !step.from.is_before(date));
                let late = forgotten && steps[..index].iter().any(|step| step.supports(row));
                if !late && !turns_back(step, row) {
                    tell_idle(subject, report, step, row);
                }
                continue;
            }
            misquotes(subject, report, step, position);
        }
    }
}

/// Nothing can be said of rows whose item nobody knows, that are told in other words, or that are about pictures.
fn is_open(step: &VersionStep<'_>, row: &HistoryRow<'_>) -> bool {
    let unknown = row.node.is_none() && !matches!(row.named, NamedItem::Address(super::table::AddressTarget::Block));
    let figure = row.kind(&step.new.form) == Some(Kind::Figure);
    let described =
        matches!((&row.before, &row.after), (Saying::Pointer | Saying::Description, _) | (_, Saying::Pointer));
    unknown || figure || described
}

/// Rows of several days that lead an item away and back again.
fn turns_back(step: &VersionStep<'_>, row: &HistoryRow<'_>) -> bool {
    let days = step.told.iter().filter(|other| other.address.is_some() && other.address == row.address);
    days.map(|other| other.day).any(|day| day != row.day)
}

fn tell_idle(subject: &Subject<'_>, report: &mut Report<'_>, step: &VersionStep<'_>, row: &HistoryRow<'_>) {
    let name = row.name(step.new);
    let message = format!("「{name}」の行がありますが、{}の版から変わっていません", step.from);
    let finding = row.tell(report, step.new, place(subject, row), message);
    finding.help = Some("本文を直し忘れていないかを確かめ、変わっていなければ行を消してください".into());
}

fn misquotes(subject: &Subject<'_>, report: &mut Report<'_>, step: &VersionStep<'_>, position: usize) {
    let row = &step.told[position];
    let Some(difference) = step.difference_of(row) else { return };
    let same_item = |other: &&HistoryRow<'_>| other.address.is_some() && other.address == row.address;
    let first_day = step.told.iter().filter(same_item).map(|other| other.day).min();
    let last_day = step.told.iter().filter(same_item).map(|other| other.day).max();
    let name = &difference.path;
    for (before, day) in [(true, first_day), (false, last_day)] {
        if day.is_some_and(|day| day != row.day) {
            continue;
        }
        let Some(confidence) = step.misquotes(row, difference, before) else { continue };
        let version = match step.to {
            _ if before => format!("{}の版", step.from),
            Some(date) => format!("{date}の版"),
            None => "今の本文".to_owned(),
        };
        let side = if before { "変更前" } else { "変更後" };
        let words = differing_words(row, difference, before);
        let words = words.map(|words| format!("（{}）", words.sides("行", &version))).unwrap_or_default();
        let message = format!("「{name}」の{side}が、{version}の記載と違います{words}");
        let ours = own_row(subject, row);
        let span = match (ours, before) {
            (Some(ours), true) => ours.before_span(),
            (Some(ours), false) => ours.after_span(),
            (None, _) => place(subject, row),
        };
        let finding = report.place(span, message);
        finding.item = Some(difference.item.to_string());
        finding.path = Some(name.clone());
        finding.help = Some(format!("{version}を確かめて、{side}を直してください"));
        finding.confidence = confidence;
    }
}

/// What the row says otherwise than the version.
fn differing_words(row: &HistoryRow<'_>, difference: &DiffRow, before: bool) -> Option<Differing> {
    let (told, there) = if before {
        (&row.change.before, difference.before_words())
    } else {
        (&row.change.after, difference.after_words())
    };
    let told = told.as_ref()?;
    if !difference.item_kind.is_text() {
        return differing(told.value.trim(), there.trim());
    }
    let missing = missing(&told.value, there)?;
    differing_in(&told.value[missing.range], there)
}

/// The same row in the working text; a row of a frozen version is told where it stands now.
fn own_row<'s>(subject: &'s Subject<'_>, row: &HistoryRow<'_>) -> Option<&'s HistoryRow<'s>> {
    let same = |own: &&HistoryRow<'_>| {
        own.date == row.date && own.address == row.address && own.before == row.before && own.after == row.after
    };
    subject.history().rows.iter().find(same)
}

fn place(subject: &Subject<'_>, row: &HistoryRow<'_>) -> crate::text::Span {
    own_row(subject, row).map_or_else(|| row.span(), HistoryRow::span)
}
