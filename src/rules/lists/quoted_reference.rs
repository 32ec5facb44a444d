//! 「…」の項や欄を指す引用が、評価書に無い所を指している
//!
//! ## 何を見るか
//! 「「個人番号の確認」の項」「「1. 保管場所の態様」のとおり」のように、見出しや欄の名前を鉤括弧で引用した所を、様式の欄の名前、文章の
//! 見出し、ほかの文と照らし合わせます。どこにも無いものと、引用の番号がその見出しの番号と違うものを知らせます。契約書、要綱などほかの
//! 文書のことを述べた文は数えません。
//!
//! ## なぜ大切か
//! 見出しを改めたり消したりすると、引用は何も指さなくなります。
//!
//! ## 例
//! 「「委託先の監督」の項に記載した措置を講ずる」とあるのに、その見出しがどこにも無い。
//!
//! ## 直し方
//! 今の見出しや欄の名前に直します。

use crate::assessment::Assessment;
use crate::rules::outline::Outline;
use crate::rules::papers::OTHER_PAPERS;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY614", "quoted-reference", Warning, Certain, "quoted_reference.rs", One(check));

/// Behind a quotation these say that it is the name of a place.
const PLACES: [&str; 7] = ["の項", "の欄", "の節", "の章", "を参照", "のとおり", "に記載した"];
/// More are not looked up.
const MOST: usize = 200;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut looked_up = 0;
    for (piece, _) in subject.outlines() {
        for (at, name) in quoted(piece.value) {
            let sentence = piece.value[..at].rsplit(['。', '\n']).next().unwrap_or_default();
            if looked_up == MOST || OTHER_PAPERS.iter().any(|word| sentence.contains(word) || name.contains(word)) {
                continue;
            }
            looked_up += 1;
            let range = at..at + name.len();
            if let Some((other, place)) = numbered_otherwise(subject, name) {
                let message = format!("「{name}」を指していますが、その見出しは「{other}」です");
                let finding = report.at(piece.cell, piece.typed_span(range), message);
                finding.help = Some("今の見出しに合わせて直してください".into());
                finding.related.push((place, "見出し".into()));
            } else if !is_somewhere(subject, name) {
                let message = format!("「{name}」を指していますが、そのような欄も見出しもありません");
                report.at(piece.cell, piece.typed_span(range), message).help =
                    Some("今の欄の名前か見出しに合わせて直してください".into());
            }
        }
    }
}

/// The names that a text points at, each with its place.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('「').filter_map(move |(at, open)| {
        let start = at + open.len();
        let (name, rest) = text[start..].split_once('」')?;
        let plain = !name.contains(['「', '\n', '。']) && name.chars().count() > 2;
        (plain && PLACES.iter().any(|place| rest.starts_with(place))).then_some((start, name))
    })
}

/// The quotation without the number in front.
fn without_number(name: &str) -> (&str, Option<String>) {
    let line = format!("{name} ");
    let outline = Outline::of(&line);
    let marker = outline.markers().next().cloned();
    match marker {
        Some(marker) => (name[marker.range.end..].trim(), Some(fold::fold(&name[..marker.range.end]))),
        None => (name, None),
    }
}

/// A line of a text bears the same words behind another number.
fn numbered_otherwise(subject: &Subject<'_>, name: &str) -> Option<(String, crate::text::Span)> {
    let (words, number) = without_number(name);
    let number = number?;
    let wanted = fold::fold(words);
    let mut other = None;
    for (piece, outline) in subject.outlines().filter(|(piece, _)| piece.folded.holds(&wanted)) {
        for line in outline.lines.iter().filter(|line| line.marker.is_some()) {
            let Some(marker) = &line.marker else { continue };
            let text = &piece.value[line.range.clone()];
            let behind = fold::fold(&piece.value[marker.range.end..line.range.end]);
            if behind != wanted {
                continue;
            }
            if fold::fold(&piece.value[marker.range.clone()]) == number {
                return None;
            }
            other = other.or_else(|| Some((text.to_owned(), piece.typed_span(line.range.clone()))));
        }
    }
    other
}

fn is_somewhere(subject: &Subject<'_>, name: &str) -> bool {
    let (words, _) = without_number(name);
    let wanted = fold::fold(words);
    if wanted.is_empty() || is_label(subject.assessment, &wanted) {
        return true;
    }
    let counts = |piece: &TextPiece<'_>| {
        let quoted = quoted(piece.value).filter(|(_, other)| *other == name).count();
        piece.folded.find(&wanted).len() > quoted
    };
    subject.pieces().iter().any(counts)
}

fn is_label(assessment: &Assessment, wanted: &str) -> bool {
    let form = &assessment.form;
    let labels = form.nodes.iter().map(|node| &node.label).chain(form.parts.iter().map(|part| &part.title));
    let options = form.options.values().flat_map(|options| &options.choices).map(|choice| &choice.word);
    labels.chain(options).any(|label| {
        let label = fold::fold(label);
        label.contains(wanted) || (!label.is_empty() && wanted.contains(&label) && label.chars().count() > 3)
    })
}
