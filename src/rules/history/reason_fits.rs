//! 説明が変更の内容と合わない
//!
//! ## 何を見るか
//! 「提出時期に係る説明」を変更の内容と照らします。説明の語が続けて二度書かれていること、廃止された別表の番号が行の内容と
//! 違うこと、重要な変更に当たるかどうかが判断（`important:`）と逆であること、「文言の整理」とだけ述べながら文が加わっていることを知らせます。※の無い項目なのに重要な変更に
//! 該当するとしていること、記録項目の整理という説明が記録項目に関わりのない行に付いていること、※の項目を事後で変えたのに
//! 重要な変更に当たらない理由を述べていないことは、確かではないものとして知らせます。
//!
//! ## なぜ大切か
//! 説明は、事後でよいと判断した根拠です。表の作成では前の行の説明を写すことが多く、合わない説明が残ります。
//!
//! ## 例
//! 別表第1の引用を改めた行に「別表第2の廃止による変更」とある。
//!
//! ## 直し方
//! その行の変更に合う説明に書き直します。説明が要らない行なら空欄にします。

use super::table::HistoryRow;
use crate::form::Key;
use crate::law;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY709", "reason-does-not-fit", Warning, Certain, "reason_fits.rs", One(check));

/// A word of so many characters that follows itself is a slip; shorter ones do so in good Japanese.
const WORD: usize = 2;
/// What a reason may speak of, and the keys of items that it can be about.
const SUBJECTS: [(&str, &[&str]); 2] =
    [("記録項目", &["basics.", "records", "use.", "work."]), ("移転先の", &["transfer", "sharing"])];
/// Contacts and offices are never a 重要な変更.
const CONTACTS: [&str; 3] = ["inquiry.", "disclosure.", "office."];
/// Words of a reason that nothing but the wording changed.
const WORDING: [&str; 8] =
    ["文言の整理", "文言の修正", "字句の整理", "字句の修正", "表記の整理", "表記の統一", "表現の整理", "誤字の修正"];
/// A longer reason says more than that.
const TERSE: usize = 24;
/// So many characters more are more than wording.
const ADDED: usize = 20;
/// Words of a reason why a change is not a 重要な変更.
const NOT_IMPORTANT: [&str; 8] = ["重要な変更", "妥当", "軽減", "変動", "誤字", "脱字", "誤記", "形式的"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let form = &subject.assessment.form;
    let mut told: Vec<(usize, String)> = Vec::new();
    for row in &subject.history().rows {
        let Some(reason) = row.change.reason.as_ref().filter(|reason| !reason.is_blank()) else { continue };
        let folded = fold::fold(&reason.value);
        let span = reason.span(0..reason.value.len()).unwrap_or_else(|| row.span());
        let key = row.node.and_then(|node| form.node(node).key.as_ref()).map_or("", Key::as_str);
        let name = row.name(subject.assessment);
        let mut tell = |message: String, help: &str, confidence: Confidence| {
            let finding = row.tell(report, subject.assessment, span.clone(), message);
            finding.help = Some(help.to_owned());
            finding.confidence = confidence;
        };
        let (certain, likely) = (Confidence::Certain, Confidence::Likely);
        if let Some(word) = doubled(&folded) {
            tell(format!("説明に「{word}」が続けて二度あります"), "一つを消してください", likely);
        }
        if let Some((named, changed)) = other_table(row, &folded) {
            tell(
                format!("説明は{named}のことですが、行は{changed}の変更です"),
                "行の変更に合う説明に直してください",
                certain,
            );
        }
        let claims = stance(&folded);
        if let (Some(says), Some(judged)) = (claims, row.change.important)
            && says != judged
        {
            let words = |yes: bool| if yes { "当たる" } else { "当たらない" };
            tell(
                format!(
                    "「{name}」の説明は重要な変更に{}としていますが、判断（important）は{}です",
                    words(says),
                    judged
                ),
                "どちらが正しいかを確かめて、判断か説明を直してください",
                certain,
            );
        }
        let marked = row.is_marked(form);
        if claims == Some(true) && !marked && row.node.is_some() {
            let contact = CONTACTS.iter().any(|start| key.starts_with(start));
            if contact || !told.contains(&(row.day, folded.clone())) {
                told.push((row.day, folded.clone()));
                tell(
                    format!("「{name}」は※の無い項目ですが、重要な変更に該当すると説明しています"),
                    "※の無い項目の行には、その行の変更の説明を書いてください",
                    likely,
                );
            }
        }
        let strange = SUBJECTS.iter().find(|(word, keys)| {
            folded.contains(word) && row.node.is_some() && !keys.iter().any(|part| key.contains(part))
        });
        if let Some((word, _)) = strange {
            tell(
                format!("「{name}」の変更の説明が「{word}」のことになっています"),
                "行の変更に合う説明に直してください",
                likely,
            );
        }
        if let Some(word) = claims_wording(row, &folded) {
            tell(
                format!("「{name}」の説明は「{word}」ですが、行では新しい文が加わっています"),
                "変えた内容と、重要な変更に当たらない理由を書いてください",
                certain,
            );
        }
        let explained = row.change.important == Some(true) || NOT_IMPORTANT.iter().any(|word| folded.contains(word));
        if marked && row.is_afterwards(form) && !explained {
            tell(
                format!("※の項目「{name}」を事後で変えていますが、重要な変更に当たらない理由がありません"),
                "「…であり、重要な変更に当たらない。」のように書いてください",
                likely,
            );
        }
    }
}

/// A reason that tells of wording alone, where whole sentences came.
fn claims_wording(row: &HistoryRow<'_>, reason: &str) -> Option<&'static str> {
    let word = WORDING.into_iter().find(|word| reason.contains(word)).filter(|_| reason.chars().count() <= TERSE)?;
    let (before, after) = (row.change.before.as_ref()?, row.change.after.as_ref()?);
    let sentences = |text: &str| fold::fold(text).split(['。', ';']).filter(|one| !one.is_empty()).count();
    let longer = |text: &str| fold::fold(text).chars().count();
    let more = longer(&after.value) > longer(&before.value) + ADDED;
    (row.is_ours() && more && sentences(&after.value) > sentences(&before.value)).then_some(word)
}

/// What a reason says of the change: that it is a 重要な変更, or that it is none; nothing where it says neither, or both.
fn stance(reason: &str) -> Option<bool> {
    let mut said = reason.split("重要な変更").skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix("には").or(rest.strip_prefix('に')).unwrap_or(rest);
        let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        if begins(&[
            "該当しない",
            "該当せず",
            "該当しません",
            "当たらない",
            "当たらず",
            "当たりません",
            "ではない",
            "でない",
        ]) {
            Some(false)
        } else if begins(&["該当するもの", "該当するか", "当たるか", "該当すると認め", "当たるもの"])
        {
            None
        } else if begins(&["該当する", "該当し、", "当たる", "当たり、", "として"]) {
            Some(true)
        } else {
            None
        }
    });
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// A word that follows itself: 修正修正.
fn doubled(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let is_kanji = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    (WORD..=4).find_map(|length| {
        let pairs = characters.windows(2 * length);
        let mut same = pairs.filter(|pair| pair[..length] == pair[length..] && pair.iter().all(is_kanji));
        same.find(|pair| pair[0] != pair[1]).map(|pair| pair[..length].iter().collect())
    })
}

/// The abolished table that a reason names, and the one that the row is about.
fn other_table(row: &HistoryRow<'_>, reason: &str) -> Option<(String, String)> {
    let before = row.change.before.as_ref().map(|text| fold::fold(&text.value))?;
    let tables: Vec<[String; 2]> = law::moved().tables.iter().map(law::RepealedTable::written).collect();
    let has = |text: &str, table: &[String; 2]| table.iter().any(|word| text.contains(word.as_str()));
    let differs = |named: &[String; 2], changed: &[String; 2]| {
        has(reason, named) && !has(reason, changed) && has(&before, changed) && !has(&before, named)
    };
    let pairs = tables.iter().flat_map(|named| tables.iter().map(move |changed| (named, changed)));
    let found = pairs.into_iter().find(|(named, changed)| differs(named, changed));
    found.map(|(named, changed)| (named[0].clone(), changed[0].clone()))
}
