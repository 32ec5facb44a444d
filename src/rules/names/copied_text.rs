//! 別のことを問う欄に同じ文が書かれている
//!
//! ## 何を見るか
//! 問いの違う二つの欄に、60字以上の同じ文が書かれていないかを見ます。
//!
//! - 見出しと行の初めの番号を除いて、別の問いの欄と全体が同じ。必要性や妥当性を問う欄どうしは、確かでない指摘とする。
//! - 欄の半分以上が、別の問いの欄と同じ段落でできている。リスク対策のほぼ全体のとき以外は、確かでない指摘とする。
//! - 一つの欄の中に、同じ文が二度書かれている（確かでない指摘）。
//!
//! どちらも共通の文例を引いているとき、問いが同じとき、連絡先のようにそろえて書く欄は数えません。
//!
//! ## なぜ大切か
//! 欄を写し間違えると、問いに答えていない欄ができます。指針の審査でも、項目ごとに検討し記載しているかが見られます。
//!
//! ## 例
//! 「対象者以外の情報の入手を防止する措置」と「必要な情報以外の入手を防止する措置」が一字一句同じである。
//!
//! ## 直し方
//! それぞれの問いに答える文に書き分けます。

use std::collections::BTreeMap;
use std::ops::Range;

use crate::form::Key;
use crate::rules::outline::Outline;
use crate::rules::prelude::*;
use crate::text::{Span, fold};

rule!("HY305", "copied-text", Warning, Certain, "copied_text.rs", One(check));

/// Shorter texts are the same by nature: names, short answers.
const LONG: usize = 60;

/// Items that ask where to turn to: the same address stands in all of them.
const CONTACTS: &[&str] = &["disclosure.to", "disclosure.method", "inquiry.contact", "disclosure.register_place"];

/// A long sentence or paragraph that the author wrote here, not a passage from a fragment.
struct OwnPassage {
    folded: String,
    span: Span,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let mut texts: BTreeMap<String, &Cell> = BTreeMap::new();
    let mut paragraphs: BTreeMap<String, &Cell> = BTreeMap::new();
    for (cell, text) in assessment.texts() {
        let folded = fold::fold(&bare(&text.value));
        let length = folded.chars().count();
        if length < LONG || key(subject, cell).is_some_and(|key| CONTACTS.contains(&key.as_str())) {
            continue;
        }
        let asks_otherwise = |first: &Cell| !asks_the_same(subject, first, cell);
        let own = passages(subject, text, &['\n']);
        let same = texts.get(&folded).filter(|first| text.fragments.is_empty() && asks_otherwise(first));
        if let Some(first) = same {
            let typed_alike = first.text().is_some_and(|first| fold::same(&first.value, &text.value));
            let what = if typed_alike {
                "と全く同じ文です"
            } else {
                "と、見出しや番号を除いて同じ文です"
            };
            let finding = tell(subject, report, first, cell, cell.span.clone(), what);
            if is_reason(subject, cell) && is_reason(subject, first) {
                finding.confidence = Confidence::Likely;
            }
        } else if let Some((first, passage, copied)) = half_copied(&own, &paragraphs, length, asks_otherwise) {
            let finding = tell(subject, report, first, cell, passage.span.clone(), "と大半の段落が同じです");
            let nearly_all = copied * 10 >= length * 9;
            if !(nearly_all && is_measure(subject, cell) && is_measure(subject, first)) {
                finding.confidence = Confidence::Likely;
            }
        } else {
            repeated(subject, cell, text, report);
        }
        texts.entry(folded).or_insert(cell);
        for passage in own {
            paragraphs.entry(passage.folded).or_insert(cell);
        }
    }
}

/// The text without headings, and its lines without the signs that they begin with.
fn bare(text: &str) -> String {
    let outline = Outline::of(text);
    let mut bare = String::with_capacity(text.len());
    let mut at = 0;
    for line in &outline.lines {
        let kept = line.marker.as_ref().map_or(line.range.end, |marker| marker.range.end);
        bare.push_str(&text[at..line.range.start]);
        at = kept;
    }
    bare.push_str(&text[at..]);
    if bare.trim().is_empty() { text.to_owned() } else { bare }
}

/// The long pieces of a text between `separators` that were typed here.
fn passages(subject: &Subject<'_>, text: &Text, separators: &[char]) -> Vec<OwnPassage> {
    let mut start = 0;
    let mut passages = Vec::new();
    for piece in text.value.split_inclusive(separators) {
        let range: Range<usize> = start..start + piece.trim_end().len();
        start += piece.len();
        let folded = fold::fold(&bare(piece));
        let Some(span) = text.span(range) else { continue };
        let typed_here = span.source.path() == subject.assessment.source.path();
        if typed_here && folded.chars().count() >= LONG {
            passages.push(OwnPassage { folded, span });
        }
    }
    passages
}

/// The cell from which at least half of a text is taken, with the first paragraph taken and how many characters are.
fn half_copied<'p, 'a>(
    own: &'p [OwnPassage],
    known: &BTreeMap<String, &'a Cell>,
    length: usize,
    asks_otherwise: impl Fn(&Cell) -> bool,
) -> Option<(&'a Cell, &'p OwnPassage, usize)> {
    let taken = own.iter().filter_map(|passage| Some((*known.get(&passage.folded)?, passage)));
    let taken: Vec<_> = taken.filter(|(first, _)| asks_otherwise(first)).collect();
    let (first, passage) = taken.first()?;
    let from_first = taken.iter().filter(|(cell, _)| cell.address == first.address);
    let copied: usize = from_first.map(|(_, passage)| passage.folded.chars().count()).sum();
    (copied * 2 >= length).then_some((*first, *passage, copied))
}

/// A sentence that stands twice in one cell.
fn repeated(subject: &Subject<'_>, cell: &Cell, text: &Text, report: &mut Report<'_>) {
    let sentences = passages(subject, text, &['\n', '。']);
    for (at, sentence) in sentences.iter().enumerate() {
        if let Some(first) = sentences[..at].iter().find(|first| first.folded == sentence.folded) {
            let finding = report.at(cell, sentence.span.clone(), "この欄の中に、同じ文がもう一度書かれています");
            finding.confidence = Confidence::Likely;
            finding.related.push((first.span.clone(), "同じ文".into()));
            finding.help = Some("別のシステムの措置を写したままでないか、確かめてください".into());
            return;
        }
    }
}

fn tell<'r>(
    subject: &Subject<'_>,
    report: &'r mut Report<'_>,
    first: &Cell,
    cell: &Cell,
    span: Span,
    what: &str,
) -> &'r mut Finding {
    let path = subject.assessment.path(first);
    let finding = report.at(cell, span, format!("{path}{what}"));
    finding.related.push((first.span.clone(), "同じ文".into()));
    finding.help = Some("それぞれの問いに答える文になっているか、確かめてください".into());
    finding
}

fn key<'a>(subject: &'a Subject<'_>, cell: &Cell) -> Option<&'a Key> {
    subject.assessment.node(cell).key.as_ref()
}

/// Asks why something is needed: the same reason may hold for both.
fn is_reason(subject: &Subject<'_>, cell: &Cell) -> bool {
    key(subject, cell)
        .is_some_and(|key| key.last().ends_with("_why") || key.fields().any(|field| field.name == "reason"))
}

fn is_measure(subject: &Subject<'_>, cell: &Cell) -> bool {
    key(subject, cell).is_some_and(|key| key.fields().any(|field| field.name == "risks"))
}

/// The same item of another block or file, or an item of the same name, such as the persons concerned of the file and of a
/// recipient. Measures bear the same name under every risk and yet answer different questions.
fn asks_the_same(subject: &Subject<'_>, left: &Cell, right: &Cell) -> bool {
    let name = |cell: &Cell| key(subject, cell).map(Key::last);
    left.node == right.node || (!is_measure(subject, left) && name(left) == name(right))
}
