//! 文の中の番号が続いていない
//!
//! ## 何を見るか
//! 文章の行の初めに付けた番号（①、(1)、1.、１、ア、（ア）など）が、一つずつ増えているかを見ます。見出し（＜…＞、【…】、■など）の後で1に
//! 戻ること、見出しをまたいで続けること、中に別の番号の並びを入れることは差し支えありません。番号が飛んだもの、同じ番号が続けて
//! 二つあるもの、前に戻ったもの、見出しの後で1にも前の並びの続きにもならないものを知らせます。初めての並びが1以外から始まるものは、
//! 確かではないものとして知らせます。
//!
//! ## なぜ大切か
//! 番号が飛ぶのは、項目を消した後に振り直していないか、項目が落ちているときです。「②のとおり」のような引用が、別の項目を指すことにも
//! なります。
//!
//! ## 例
//! 「①受付　②審査　④通知」と、③が無い。
//!
//! ## 直し方
//! 落ちた項目が無いかを確かめ、番号を振り直します。

use crate::rules::outline::{Marker, MarkerKind, Outline, Sequence};
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;

rule!("HY608", "enumeration", Warning, Certain, "enumeration.rs", One(check));

/// A list that has more slips than this is none: its numbers are those of another paper.
const MANY: usize = 2;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (piece, outline) in subject.outlines() {
        for sequence in outline.sequences().iter().filter(|sequence| sequence.markers[0].kind != MarkerKind::Note) {
            let mut faults = faults(sequence);
            let first = sequence.markers[0];
            faults.retain(|(previous, marker, _)| {
                !is_filled(piece, outline, *previous, marker, marker.range == first.range)
            });
            if faults.len() > MANY {
                continue;
            }
            for (previous, marker, fault) in faults {
                let span = piece.typed_span(marker.range.clone());
                let finding = report.at(piece.cell, span, fault);
                finding.help = Some("落ちた項目が無いか確かめ、番号を振り直してください".into());
                match previous {
                    Some(previous) => {
                        let span = piece.typed_span(previous.range.clone());
                        finding.related.push((span, "前の番号".into()));
                    }
                    None => finding.confidence = Confidence::Likely,
                }
            }
        }
    }
}

type Fault<'a> = (Option<&'a Marker>, &'a Marker, String);

/// Every step that does not lead to the next number; the list is looked at from where it stands after a slip.
fn faults<'a>(sequence: &Sequence<'a>) -> Vec<Fault<'a>> {
    let first = sequence.markers[0];
    let mut faults = Vec::new();
    // A single number may be that of something else, unless a list was there to be gone on with.
    let is_list = sequence.markers.len() > 1 || (sequence.earlier.is_some() && first.kind != MarkerKind::Spaced);
    if first.number > 1 && !sequence.goes_on && is_list {
        let number = shown(first, first.number);
        let message = match sequence.earlier {
            Some(last) => {
                format!("前の並びは{}までですが、ここは{number}から始まっています", shown(first, last.number))
            }
            None => format!("番号が{}からでなく{number}から始まっています", shown(first, 1)),
        };
        faults.push((sequence.earlier, first, message));
    }
    for pair in sequence.markers.windows(2) {
        let (previous, marker) = (pair[0], pair[1]);
        let number = shown(marker, marker.number);
        let message = match marker.number {
            next if next == previous.number + 1 => continue,
            next if next == previous.number => format!("番号{number}が続けて二つあります"),
            next if next < previous.number => format!("番号{}の次が{number}です", shown(marker, previous.number)),
            next => {
                let missing: Vec<String> =
                    (previous.number + 1..next).take(3).map(|missing| shown(marker, missing)).collect();
                let before = shown(marker, previous.number);
                format!("番号{before}の次が{number}で、{}がありません", missing.join("、"))
            }
        };
        faults.push((Some(previous), marker, message));
    }
    faults
}

fn shown(marker: &Marker, number: u32) -> String {
    marker.kind.shown(number)
}

/// The missing number (where a list begins anew, the one before) stands between the two in another style, or without a space
/// behind it.
fn is_filled(
    piece: &TextPiece<'_>,
    outline: &Outline,
    previous: Option<&Marker>,
    marker: &Marker,
    begins: bool,
) -> bool {
    let start = previous.map_or(0, |previous| previous.range.end);
    let wanted = match previous {
        Some(previous) if marker.number > previous.number => previous.number + 1,
        Some(_) if begins => marker.number - 1,
        Some(_) => return false,
        None => 1,
    };
    let other = outline.markers().any(|other| {
        (start..marker.range.start).contains(&other.range.start)
            && other.number == wanted
            && (other.kind.is_figure() && marker.kind.is_figure())
    });
    let lead = marker.kind.shown(wanted);
    let lead = lead.trim_matches(['(', ')', '.']);
    let between = &piece.value[start..marker.range.start];
    other
        || between.lines().any(|line| crate::text::fold::fold(line).starts_with(lead))
        || inline(between, marker, wanted)
}

/// The missing number stands inside of a line.
fn inline(between: &str, marker: &Marker, wanted: u32) -> bool {
    marker.kind != MarkerKind::Spaced && between.contains(&marker.kind.shown(wanted))
}
