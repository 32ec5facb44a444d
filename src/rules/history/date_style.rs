//! 日付の書き方が混ざっている
//!
//! ## 何を見るか
//! 変更箇所の行のうち、変更前か変更後が日付だけの行の書き方と、変更日の書き方がそろっているかを見ます。`2025-12-26` の形は
//! 印刷のときに和暦になるので数えません。
//!
//! ## なぜ大切か
//! 同じ表に「2021/4/1」と「令和3年4月1日」が並ぶと、同じ日なのかどうか読み取りにくくなります。
//!
//! ## 例
//! 評価の実施日の行に「2016/10/24」と「令和7年6月20日」がある。
//!
//! ## 直し方
//! 和暦か `2025-12-26` の形にそろえます。公表済みの行は、そのままで差し支えありません。

use crate::dates::Date;
use crate::rules::prelude::*;
use crate::text::Span;
use crate::text::fold;

rule!("HY710", "mixed-date-styles", Info, Certain, "date_style.rs", One(check));

/// More places than these help nobody.
const PLACES: usize = 10;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut found: Vec<(DateStyle, String, Span)> = Vec::new();
    for day in &subject.assessment.changes {
        found.extend(style(&day.date_text).map(|style| (style, day.date_text.clone(), day.date_span.clone())));
    }
    for row in &subject.history().rows {
        for (text, span) in [(&row.change.before, row.before_span()), (&row.change.after, row.after_span())] {
            let Some(text) = text else { continue };
            found.extend(style(&text.value).map(|style| (style, text.value.trim().to_owned(), span)));
        }
    }
    let first = |style: DateStyle| found.iter().find(|(own, _, _)| *own == style);
    let Some((usual, other, place)) =
        [DateStyle::Era, DateStyle::Short, DateStyle::Western].into_iter().find_map(first)
    else {
        return;
    };
    let odd: Vec<&(DateStyle, String, Span)> = found.iter().filter(|(style, _, _)| style != usual).collect();
    let Some(((_, words, span), rest)) = odd.split_first() else { return };
    let message = format!(
        "日付の書き方が混ざっています（「{words}」など {} か所、「{other}」など {} か所）",
        odd.len(),
        found.len() - odd.len()
    );
    let finding = report.place(span.clone(), message);
    finding.related.push((place.clone(), format!("ここは「{other}」")));
    finding
        .related
        .extend(rest.iter().take(PLACES).map(|(_, words, span)| (span.clone(), format!("ここは「{words}」"))));
    finding.help = Some("和暦か 2025-12-26 の形にそろえてください".into());
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateStyle {
    /// 令和7年12月26日
    Era,
    /// R7.12.26
    Short,
    /// 2025/12/26
    Western,
}

/// The style of a text that is a date; our own is none.
fn style(text: &str) -> Option<DateStyle> {
    Date::parse(text).ok()?;
    let folded = fold::fold(text);
    let year: String = folded.chars().take_while(|c| !c.is_ascii_digit()).collect();
    match year.chars().count() {
        0 if folded.contains('-') => None,
        0 => Some(DateStyle::Western),
        1 => Some(DateStyle::Short),
        _ => Some(DateStyle::Era),
    }
}
