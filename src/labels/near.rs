//! How much two texts are alike.

/// So much alike, a text that may as well be something else is taken for a label that was misread.
pub(super) const ALIKE: f64 = 0.8;
/// Within a cell and without a number before it, a line of an answer may be much like a label: it has to be this much like one.
pub(super) const ALIKE_IN_ANSWER: f64 = 0.88;
/// A ticked text is one of a short list of options, and misread words of one are still that option.
pub const ALIKE_AMONG_OPTIONS: f64 = 0.75;
/// A head stands over every column of a table; read badly, its title is still this much like itself.
pub const ALIKE_AMONG_TITLES: f64 = 0.6;
/// Where nothing but a label can stand, in a printed path, so much is enough to tell which one is meant. It is told as a slip.
pub(super) const MEANT: f64 = 0.4;
/// Only one letter or so of a label of usual length: hardly worth telling.
pub(super) const NEARLY_SAME: f64 = 0.95;

/// From 0 to 1: the share of letters that need not be changed, added or left out to make one folded text the other.
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(one, other)
}

/// Two texts cannot be [`ALIKE`]: one is much longer, or too many letters of the label are not there. Cheap, and asked first.
pub(super) fn is_unlike(label: &[char], text: &[char]) -> bool {
    /// Of a shorter word, one letter is too much to be wrong.
    const SHORTEST: usize = 5;
    let (short, long) = (label.len().min(text.len()), label.len().max(text.len()));
    let missing = || label.iter().filter(|c| !text.contains(c)).count();
    short < SHORTEST || short * 5 < long * 4 || missing() * 5 > label.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_letters() {
        assert!((likeness("評価実施機口名", "評価実施機関名") - 6.0 / 7.0).abs() < 1e-9);
        assert!(likeness("公表日", "変更日") < MEANT);
    }

    #[test]
    fn what_is_unlike_is_not_compared() {
        let unlike = |label: &str, text: &str| is_unlike(&folded(label), &folded(text));
        assert!(!unlike("評価実施機関名", "評価実施機口名"));
        assert!(unlike("公表日", "公表目"), "one letter of three");
        assert!(unlike("評価実施機関名", "評価実施機関名に関する説明"), "much longer");
        assert!(unlike("評価実施機関名", "評価口口口口名"), "other letters");
    }

    fn folded(text: &str) -> Vec<char> {
        crate::labels::folded(text)
    }
}
