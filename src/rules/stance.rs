//! Whether a text says that something is done or that it is not: 「電子メールにより送付する」, 「電子メールは用いない」.

use std::ops::Range;

use super::scan::{Folded, is_kanji, is_katakana};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    Affirms,
    Denies,
}

const DENIALS: [&str; 14] = [
    "ない",
    "ません",
    "せず",
    "いず",
    "れず",
    "きず",
    "めず",
    "けず",
    "禁止",
    "禁じ",
    "を除く",
    "を除き",
    "廃止",
    "封じ",
];
/// These hold a denial and deny nothing.
const NO_DENIALS: [&str; 10] = [
    "なければならない",
    "なければなりません",
    "ないよう",
    "少なくない",
    "差し支えない",
    "やむを得ない",
    "のない",
    "に限らない",
    "だけでなく",
    "以外",
];
const DEEDS: [&str; 24] = [
    "用い",
    "使用",
    "利用",
    "行う",
    "行い",
    "行って",
    "実施",
    "入手",
    "提供",
    "移転",
    "受け",
    "送付",
    "送信",
    "渡",
    "取得",
    "受領",
    "照会",
    "委託",
    "収集",
    "通知",
    "経由",
    "通じ",
    "介し",
    "提出",
];
/// Stems that go on in another clause: 「…により送付し、」.
const JOINTS: [char; 16] =
    ['し', 'り', 'い', 'き', 'み', 'び', 'え', 'け', 'せ', 'て', 'で', 'れ', 'め', 'ず', 'が', 'ち'];
/// Ends like one, and goes on: 「外部監査として、…を受ける」.
const PARTICLES: [&str; 7] = ["として", "について", "において", "によって", "に関して", "に対して", "に際して"];

/// What the clause says in which a word of the folded text stands; none where it says neither.
pub(super) fn stance(folded: &Folded, word: &Range<usize>) -> Option<Stance> {
    let rest = folded.after(word);
    let sentence = rest.split('。').next().unwrap_or_default();
    let mut end = sentence.len();
    for (at, _) in sentence.match_indices('、') {
        let before = &sentence[..at];
        if before.ends_with(JOINTS) && !PARTICLES.iter().any(|particle| before.ends_with(particle)) {
            end = at;
            break;
        }
    }
    let mut clause = sentence[..end].to_owned();
    for words in NO_DENIALS {
        clause = clause.replace(words, "");
    }
    let clause = without_attributes(&clause);
    if DENIALS.iter().any(|denial| clause.contains(denial)) {
        return Some(Stance::Denies);
    }
    DEEDS.iter().any(|deed| clause.contains(deed)).then_some(Stance::Affirms)
}

/// 「市と取引しない監査法人」 denies nothing of what the clause says; 「用いない方法」 does.
fn without_attributes(clause: &str) -> String {
    const NOT: &str = "ない";
    /// So far in front of it a deed stands that it denies.
    const REACH: usize = 4;
    let mut kept = String::with_capacity(clause.len());
    let mut rest = clause;
    while let Some((before, behind)) = rest.split_once(NOT) {
        kept.push_str(before);
        let tail = before.char_indices().rev().take(REACH).last().map_or("", |(at, _)| &before[at..]);
        let has_deed = |words: &str| DEEDS.iter().any(|deed| words.contains(deed));
        let attribute = behind.starts_with(|c| is_kanji(c) || is_katakana(c)) && has_deed(behind);
        if !attribute || has_deed(tail) {
            kept.push_str(NOT);
        }
        rest = behind;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_affirms_or_denies() {
        let of = |text: &str, word: &str| {
            let folded = Folded::of(text);
            let range = folded.find(word).remove(0);
            stance(&folded, &range)
        };
        assert_eq!(of("結果は電子メールにより送付し、個人番号は記載しない。", "電子メール"), Some(Stance::Affirms));
        assert_eq!(of("電子メールは用いない。", "電子メール"), Some(Stance::Denies));
        assert_eq!(of("電子メールを用いず、書面により通知する。", "電子メール"), Some(Stance::Denies));
        assert_eq!(of("電子メールで通知しなければならない。", "電子メール"), Some(Stance::Affirms));
        assert_eq!(of("電子メールの宛先", "電子メール"), None);
        assert_eq!(
            of("外部監査として、市に関わらない監査法人の実地の監査を受ける。", "外部監査"),
            Some(Stance::Affirms)
        );
        assert_eq!(of("外部監査を行わない年度がある。", "外部監査"), Some(Stance::Denies));
    }
}
