//! 書きかけの印が残っている
//!
//! ## 何を見るか
//! 「○○市」「令和○年」などの伏せ字、「TODO」「FIXME」「xxx」「Lorem ipsum」、「【要確認】」「（仮）」などの覚え書き、
//! 文例の差し込み `{名前}` が、本文に残っていないかを見ます。行頭に並ぶ記号や、番号を隠した表示の例かもしれない「＊＊＊」は、
//! 確かでない指摘として扱います。
//!
//! ## なぜ大切か
//! 公表する文書に書きかけの印が残っていると、確かめていない記載だと受け取られます。
//!
//! ## 例
//! 「○○市個人情報取扱委託基準に基づき」
//!
//! ## 直し方
//! 正しい言葉に置き換えるか、確かめてから印を消します。

use std::collections::BTreeSet;
use std::ops::Range;

use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;

rule!("HY409", "leftovers", Error, Certain, "leftovers.rs", One(check));

/// Written folded; not part of a longer Latin word.
const WORDS: &[&str] = &["TODO", "FIXME", "XXX", "xxx", "Loremipsum", "loremipsum", "TBD"];

/// Notes of an author in brackets of any kind.
const NOTES: &[&str] = &[
    "要確認",
    "要修正",
    "要検討",
    "要追記",
    "要記入",
    "要見直し",
    "確認中",
    "調整中",
    "作成中",
    "修正中",
    "未記入",
    "仮",
    "仮置き",
    "記載例",
    "ここに記入",
    "ここに記載",
    "後で書く",
    "後日記載",
];

const BRACKETS: &[(char, char)] = &[('(', ')'), ('【', '】'), ('[', ']'), ('〔', '〕'), ('<', '>'), ('《', '》')];

/// Two or more of these stand for a name still to be filled in.
const MARKS: &[char] = &['○', '〇', '◯', '●', '×', '△', '▲', '□'];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let own = subject.assessment.source.path();
    for piece in subject.pieces() {
        let mut told = BTreeSet::new();
        let found = words(piece).chain(notes(piece)).chain(marks(piece)).chain(stars(piece));
        // An open placeholder of a fragment is told when it is filled in.
        let braces = placeholders(piece).filter(|(range, _)| piece.span(range).source.path() == own);
        for (range, confidence) in found.chain(braces) {
            let words = piece.words(&range);
            if told.insert(words) {
                let finding =
                    report.at(piece.cell, piece.span(&range), format!("書きかけの印「{words}」が残っています"));
                finding.confidence = confidence;
                finding.help = Some("正しい言葉に置き換えるか、確かめてから消してください".into());
            }
        }
    }
}

type Leftover = (Range<usize>, Confidence);

fn words<'p>(piece: &'p TextPiece<'_>) -> impl Iterator<Item = Leftover> + 'p {
    let is_latin = |character: char| character.is_ascii_alphanumeric();
    let alone = move |range: &Range<usize>| {
        !piece.folded.before(range).ends_with(is_latin) && !piece.folded.after(range).starts_with(is_latin)
    };
    WORDS.iter().flat_map(|word| piece.folded.find(word)).filter(alone).map(|range| (range, Confidence::Certain))
}

fn notes<'p>(piece: &'p TextPiece<'_>) -> impl Iterator<Item = Leftover> + 'p {
    NOTES.iter().flat_map(|note| piece.folded.find(note)).filter_map(|range| {
        let open = piece.folded.before(&range).chars().next_back()?;
        let close = piece.folded.after(&range).chars().next()?;
        let around = range.start - open.len_utf8()..range.end + close.len_utf8();
        BRACKETS.contains(&(open, close)).then_some((around, Confidence::Certain))
    })
}

/// ○○市 and 株式会社××; not figures such as 2××, not bullets on lines of their own.
fn marks<'p>(piece: &'p TextPiece<'_>) -> impl Iterator<Item = Leftover> + 'p {
    // Bullets of two lines follow one another only where white space is folded away.
    let is_run = |range: &Range<usize>| {
        let words = piece.words(range);
        words.chars().nth(1).is_some() && !words.contains(char::is_whitespace)
    };
    runs(&piece.folded.text, MARKS).filter(move |range| is_run(range) || is_date(piece, range)).filter_map(|range| {
        let (before, after) = (piece.folded.before(&range), piece.folded.after(&range));
        if before.ends_with(is_digit) || after.starts_with(is_digit) {
            return None;
        }
        let names = |character: char| character.is_alphabetic();
        let opens_line = piece.opens_line(&range);
        let stands_for_a_name = after.starts_with(names) || (!opens_line && before.ends_with(names));
        // 「○○実施する」 at the head of a line may be a bullet typed twice.
        let certain = stands_for_a_name && (!opens_line || after.starts_with(PLACES));
        Some((range, if certain { Confidence::Certain } else { Confidence::Likely }))
    })
}

/// 令和○年○月○日.
fn is_date(piece: &TextPiece<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (piece.folded.before(range), piece.folded.after(range));
    let era = ["令和", "平成", "年", "月"].iter().any(|word| before.ends_with(word));
    era && after.starts_with(['年', '月', '日'])
}

/// 2××, 一〇〇.
fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九〇十".contains(character)
}

/// Of these a placeholder is most often made.
const PLACES: &[char] =
    &['市', '町', '村', '区', '県', '都', '府', '課', '部', '局', '係', '室', '株', '条', '年', '月', '様'];

/// ***: perhaps how a number is shown masked.
fn stars<'p>(piece: &'p TextPiece<'_>) -> impl Iterator<Item = Leftover> + 'p {
    runs(&piece.folded.text, &['*']).filter(|range| range.len() > 2).map(|range| (range, Confidence::Likely))
}

/// The places where one of the characters is repeated; single ones too.
fn runs<'p>(text: &'p str, characters: &'p [char]) -> impl Iterator<Item = Range<usize>> + 'p {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(characters)?;
        let first = text[start..].chars().next()?;
        at = start + text[start..].find(|character| character != first).unwrap_or(text.len() - start);
        Some(start..at)
    })
}

/// `{名前}`.
fn placeholders<'p>(piece: &'p TextPiece<'_>) -> impl Iterator<Item = Leftover> + 'p {
    piece.folded.find("{").into_iter().filter_map(|open| {
        let inner = piece.folded.after(&open).split('}').next()?;
        let closed = piece.folded.after(&open)[inner.len()..].starts_with('}');
        let is_name = (1..=30).contains(&inner.chars().count()) && inner.chars().all(char::is_alphanumeric);
        (closed && is_name).then(|| (open.start..open.end + inner.len() + 1, Confidence::Certain))
    })
}
