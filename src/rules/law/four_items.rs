//! 4情報のままになっている
//!
//! ## 何を見るか
//! 主な記録項目が「5情報」である様式（令和7年5月からの様式）で、「4情報」と書かれた箇所を見ます。個人番号カードの券面や
//! 電子証明書についての記述は、確かでない指摘として扱います。番号の付いた見出し（「4 情報連携機能」「④情報提供」）は
//! 数えません。
//!
//! ## なぜ大切か
//! 氏名の振り仮名が加わり、様式の記録項目は「5情報（氏名、氏名の振り仮名、性別、生年月日、住所）」になりました。記録項目と
//! 本文が食い違うと、振り仮名を扱うのかどうかが分かりません。
//!
//! ## 例
//! 「4情報（氏名、性別、生年月日、住所）により対象者を特定する。」
//!
//! ## 直し方
//! 振り仮名も扱うなら「5情報」に改めます。四つだけを扱う箇所なら、項目の名前を並べて書きます。

use std::collections::BTreeSet;
use std::ops::Range;

use crate::finding::Repair;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::Span;

rule!("HY404", "four-items", Error, Certain, "four_items.rs", One(check));

/// Speaking of these, four items may be right: they bear no 振り仮名.
const CARDS: &[&str] = &["券面", "電子証明書", "個人番号カード", "マイナンバーカード"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if !form_has_five_items(subject) {
        return;
    }
    let mut told = BTreeSet::new();
    for piece in subject.current() {
        for word in ["4情報", "四情報"] {
            for range in piece.folded.find(word) {
                if !reads_as_term(piece, &range) || !told.insert(&piece.cell.address) {
                    continue;
                }
                let message = "この様式の記録項目は5情報（氏名の振り仮名を含む。）ですが、4情報と書かれています";
                let finding = report.at(piece.cell, piece.span(&range), message);
                finding.repair = five_items(piece, &range, &piece.span(&range));
                if sentence(piece, &range).is_some_and(|sentence| CARDS.iter().any(|card| sentence.contains(card))) {
                    finding.confidence = Confidence::Likely;
                }
                finding.help = Some("「5情報」に改めるか、扱う項目の名前を並べて書いてください".into());
            }
        }
    }
}

/// Where the items are not listed behind the words; a list would lack the new item.
fn five_items(piece: &TextPiece<'_>, range: &Range<usize>, span: &Span) -> Option<Repair> {
    let words = piece.words(range);
    let five = words.replace('4', "5").replace('４', "５").replace('四', "五");
    if piece.folded.after(range).starts_with(['(', ':']) { None } else { Repair::words(span, words, &five) }
}

fn form_has_five_items(subject: &Subject<'_>) -> bool {
    let form = &subject.assessment.form;
    let options = form.file_list().and_then(|files| form.options_of(form.find(files.join("basics.main_items"))?));
    options.is_some_and(|options| options.choices.iter().any(|choice| choice.word.starts_with("5情報")))
}

/// 基本4情報, 4情報（氏名…）, 4情報等, 対象者の4情報を; not the heading 「4 情報連携機能」, ④情報, 第4情報, 14情報.
fn reads_as_term(piece: &TextPiece<'_>, range: &Range<usize>) -> bool {
    let words = piece.words(range);
    let typed_as_one = ["4情報", "４情報", "四情報"].contains(&words);
    let before = piece.value[..piece.folded.original(range).start].chars().next_back();
    let opens_line = before.is_none_or(char::is_whitespace);
    let follows_number = before.is_some_and(|character| character.is_numeric() || "第-－ー.．".contains(character));
    let after = piece.folded.after(range);
    let ended = after.is_empty() || after.starts_with(['(', ':', '、', '。', '・', ')', '」', '等']);
    let continued = !opens_line && after.starts_with(['を', 'に', 'の', 'は', 'が', 'と', 'で', 'や', 'も', '及']);
    typed_as_one && !follows_number && (ended || continued)
}

fn sentence<'p>(piece: &'p TextPiece<'_>, range: &Range<usize>) -> Option<&'p str> {
    let text = &piece.folded.text;
    let start = text[..range.start].rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let end = text[range.end..].find('。').map_or(text.len(), |at| range.end + at);
    text.get(start..end)
}
