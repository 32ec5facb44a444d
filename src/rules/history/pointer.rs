//! 「同上」や説明の文で済ませた行
//!
//! ## 何を見るか
//! 項目や変更前・変更後が「同上」「（記載省略）」「以下略」だけで、あるいはそれで終わっている行を探します。「…について記載」
//! 「…の追記」のように、記載を引かずに変更を説明した行と、「（中略）」などで一部を引いた行は、確かではないものとして知らせます。
//! この道具が長い文を引くときの「（略）」と、図の変更の説明は差し支えありません。
//!
//! ## なぜ大切か
//! 行を並べ替えたり抜き出したりすると「同上」は何を指すか分からなくなります。説明だけの行では、記載がどう変わったのか、
//! 本文と合っているのかを確かめられません。
//!
//! ## 例
//! 項目の欄が「同上」になっている。変更後が「外部保管について記載」である。
//!
//! ## 直し方
//! 項目の名前と、変わった記載そのものを書きます。長い文は、変わった段落だけを引きます。

use super::table::{HistoryRow, NamedItem};
use crate::diff::Saying;
use crate::form::Kind;
use crate::rules::prelude::*;
use crate::text::Span;
use crate::text::fold;

rule!("HY711", "pointer-row", Warning, Certain, "pointer.rs", One(check));

/// Elisions that do not say how much is left out.
const OPEN_END: [&str; 3] = ["以下略", "(以下略)", "(以下省略)"];
const ELISIONS: [&str; 3] = ["(前略)", "(中略)", "(後略)"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for row in &subject.history().rows {
        if matches!(row.named, NamedItem::AsAbove) {
            let finding = report.place(row.span(), "項目が「同上」になっています");
            finding.help = Some("項目の名前を書いてください".into());
        }
        for (side, saying, text, span) in sides(row) {
            let Some(text) = text else { continue };
            let folded = fold::fold(&text.value);
            let words = text.value.trim();
            let told = match saying {
                Saying::Pointer => Some((format!("{side}が「{words}」で、記載がありません"), Confidence::Certain)),
                _ if OPEN_END.iter().any(|end| folded.trim_end_matches('。').ends_with(end)) => {
                    Some((format!("{side}が途中で「以下略」になっています"), Confidence::Certain))
                }
                Saying::Description if row.kind(&subject.assessment.form) != Some(Kind::Figure) => {
                    Some((format!("{side}が記載ではなく、変更の説明になっています"), Confidence::Likely))
                }
                _ if ELISIONS.iter().any(|mark| folded.contains(mark)) => {
                    Some((format!("{side}に、記載の一部を省いた所があります"), Confidence::Likely))
                }
                _ => None,
            };
            if let Some((message, confidence)) = told {
                let finding = report.place(span, message);
                finding.help = Some("変わった記載そのものを書いてください".into());
                finding.confidence = confidence;
            }
        }
    }
}

fn sides<'r>(row: &'r HistoryRow<'_>) -> [(&'static str, &'r Saying, Option<&'r Text>, Span); 2] {
    [
        ("変更前", &row.before, row.change.before.as_ref(), row.before_span()),
        ("変更後", &row.after, row.change.after.as_ref(), row.after_span()),
    ]
}
