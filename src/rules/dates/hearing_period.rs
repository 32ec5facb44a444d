//! 意見聴取の期間が{hearing}に足りない
//!
//! ## 何を見るか
//! 「実施日・期間」に書かれた初めの日と終わりの日を読み、次のことを見ます。
//! ・始めた日と終えた日が逆でないか
//! ・両端の日を含めて{hearing}以上あるか。短いときは、短縮する特段の理由が書かれているか（様式4）
//! ・「{hearing}間」のように日数が書かれているとき、日付から数えた日数と合うか（初日を数えない数え方も合うものとします）
//! 年の書かれていない「10月1日まで」「同月30日まで」も読みます。三つ以上の日付があるときは読みません。
//!
//! ## なぜ大切か
//! {hearing.provision}は、全項目評価書について住民等の意見を原則{hearing}以上の期間を設けて求めることとし、短縮するときは特段の理由を
//! 評価書に記載することを求めています。
//!
//! ## 例
//! 「令和7年9月1日から令和7年9月25日まで」と25日間なのに、短縮する理由が「－」となっている。
//! 「令和7年9月1日から令和7年10月15日までの{hearing}間」と書かれているが、数えると45日間である。
//!
//! ## 直し方
//! 日付を確かめて直します。短縮したときは、その特段の理由を書きます。

use std::ops::Range;

use crate::dates::Period;
use crate::law;
use crate::rules::prelude::*;
use crate::rules::scan::Folded;
use crate::text::fold;

rule!("HY504", "hearing-period", Error, Certain, "hearing_period.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let Some(cell) = root.cell("procedure.opinion.period") else { return };
    let Some(text) = cell.text() else { return };
    let Some(period) = Period::read(&text.value) else { return };
    if period.to.is_before(period.from) {
        let message = format!("終えた日（{}）が始めた日（{}）より前です", period.to, period.from);
        report.cell(cell, message).help = Some("二つの日付を確かめてください".into());
        return;
    }
    let Some(days) = period.days() else { return };
    let folded = Folded::new(text);
    if let Some((range, stated)) = stated_days(&folded.text)
        && stated != days
        && stated != days - 1
    {
        let range = folded.original(&range);
        let message = format!(
            "「{}」とありますが、{}から{}までは{days}日間です",
            &text.value[range.clone()],
            period.from,
            period.to
        );
        report.words(cell, text, range, message).help = Some("日付か日数のどちらかを直してください".into());
    }
    // Only the form that must hear the public asks for a reason.
    let Some(reason) = root.cell("procedure.opinion.shortened_why") else { return };
    let least = &law::figures().hearing;
    if days < i64::from(least.number) && reason.text().is_none_or(|text| fold::says_none(&text.value)) {
        let path = subject.assessment.path(reason);
        let message = format!("意見を求めた期間が{days}日間で、{least}に足りません（{path}も書かれていません）");
        let finding = report.cell(cell, message);
        finding.related.push((reason.span.clone(), "短くした理由を書く欄".into()));
        finding.help = Some("期間を短くした特段の理由を書くか、日付を確かめてください".into());
    }
}

/// 「30日間」: the stated number of days with its place in the folded text.
fn stated_days(folded: &str) -> Option<(Range<usize>, i64)> {
    let end = folded.find("日間")?;
    let digits = folded[..end].chars().rev().take_while(char::is_ascii_digit).count();
    let number = folded[end - digits..end].parse().ok()?;
    Some((end - digits..end + "日間".len(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stated_length_is_found() {
        assert_eq!(stated_days("までの30日間").map(|(_, days)| days), Some(30));
        assert_eq!(stated_days("数日間"), None);
    }
}
