//! "Did you mean": the candidate most like what was typed.

use super::fold::fold;

/// The only candidate that can have been meant: nearly what was typed, no other one is, and neither a figure nor a negation is
/// what differs.
pub fn surely_meant<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const NEARLY: f64 = 0.8;
    const APART: f64 = 0.1;
    let typed = fold(typed);
    let facts = |text: &str| {
        let figures: String = text.chars().filter(|c| c.is_numeric()).collect();
        (figures, ["ない", "無", "未", "非", "不"].map(|word| text.contains(word)))
    };
    let likeness = |word: &&str| strsim::normalized_damerau_levenshtein(&typed, &fold(word));
    let mut found: Vec<(f64, &str)> = candidates.map(|word| (likeness(&word), word)).collect();
    found.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (first, word) = *found.first()?;
    let next = found.get(1).map_or(0.0, |next| next.0);
    (first >= NEARLY && next + APART <= first && facts(&typed) == facts(&fold(word))).then_some(word)
}

/// The candidate most like `typed`, if any is like it at all.
pub fn nearest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    candidates
        .map(|word| (strsim::normalized_damerau_levenshtein(&typed, &fold(word)), word))
        .filter(|(likeness, _)| *likeness >= 0.4)
        // Of several that are as near, the first.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_word_can_have_been_meant() {
        let words = [
            "十分である",
            "特に力を入れている",
            "課題が残されている",
            "10万人以上",
            "30万人以上",
            "委託する",
            "委託しない",
        ];
        let meant = |typed| surely_meant(typed, words.iter().copied());
        assert_eq!(meant("特に力をいれている"), Some("特に力を入れている"));
        assert_eq!(meant("課題が残されてる"), Some("課題が残されている"));
        for unsure in ["20万人以上", "委託", "委託しな", "十分"] {
            assert_eq!(meant(unsure), None, "{unsure}");
        }
    }
}
