//! Whether a text speaks of an old name or provision as of one that is past.

use std::ops::Range;

use crate::rules::pieces::TextPiece;

const BEFORE: [&str; 6] = ["旧", "旧「", "廃止前の", "改正前の", "廃止される前の", "当時の"];
const AFTER: [&str; 9] = ["の廃止", "が廃止", "は廃止", "を廃止", "」の廃止", "の改正前", "(当時", "(廃止", "から改"];
/// So many characters behind it may say when it was repealed: （令和6年5月27日に廃止された。）
const NEAR: usize = 24;

/// The text says itself that these words are of old law.
pub(super) fn is_past(piece: &TextPiece<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (piece.folded.before(range), piece.folded.after(range));
    let near: String = after.chars().take(NEAR).take_while(|character| *character != '。').collect();
    let repealed = near.strip_prefix('(').and_then(|inside| inside.split(')').next());
    let sentence = before.rsplit('。').next().unwrap_or_default();
    BEFORE.iter().any(|word| before.ends_with(word))
        || AFTER.iter().any(|word| near.starts_with(word))
        || near.contains("に廃止された")
        || near.contains("に改正された")
        || repealed.is_some_and(|words| words.contains("廃止") || words.contains("改正前"))
        || ["改正前", "廃止前"].iter().any(|word| sentence.contains(word))
}
