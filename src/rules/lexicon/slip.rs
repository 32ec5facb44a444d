//! Whether one word is another one, mistyped.

/// How two words differ: what stands in the one in place of what stands in the other, between equal beginnings and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Slip<'a> {
    pub(in crate::rules) own: &'a [char],
    pub(in crate::rules) other: &'a [char],
    /// Characters before and behind that are equal.
    pub(in crate::rules) before: usize,
    pub(in crate::rules) after: usize,
}

/// None where the words are equal.
pub(in crate::rules) fn slip<'a>(own: &'a [char], other: &'a [char]) -> Option<Slip<'a>> {
    let shorter = own.len().min(other.len());
    let before = own.iter().zip(other).take_while(|(left, right)| left == right).count();
    let after = own.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right).count();
    let after = after.min(shorter - before);
    let (own, other) = (&own[before..own.len() - after], &other[before..other.len() - after]);
    (!own.is_empty() || !other.is_empty()).then_some(Slip { own, other, before, after })
}

impl Slip<'_> {
    /// At most so many characters on each side.
    pub(in crate::rules) fn within(&self, most: usize) -> bool {
        self.own.len() <= most && self.other.len() <= most
    }
}

/// The name of a system is that of another one but for a character or a short word inside.
pub(in crate::rules) fn is_system_slip(name: &[char], other: &[char]) -> bool {
    let Some(slip) = slip(name, other) else { return false };
    let kind = if name.ends_with(&['シ', 'ス', 'テ', 'ム']) { 4 } else { 0 };
    let common = slip.before + slip.after.saturating_sub(kind);
    let contrast = slip.own.iter().chain(slip.other).any(char::is_ascii_alphanumeric);
    slip.before > 0 && !contrast && (slip.within(1) && common >= 4 || slip.within(2) && common >= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_from_both_ends() {
        let compare = |own: &str, other: &str| {
            let (own, other): (Vec<char>, Vec<char>) = (own.chars().collect(), other.chars().collect());
            slip(&own, &other).map(|slip| (slip.before, slip.own.len(), slip.other.len(), slip.after))
        };
        assert_eq!(compare("情報提携機能", "情報提供機能"), Some((3, 1, 1, 2)));
        assert_eq!(compare("団体統合宛名", "団体内統合宛名"), Some((2, 0, 1, 4)));
        assert_eq!(compare("ああ", "あああ"), Some((2, 0, 1, 0)));
        assert_eq!(compare("宛名", "宛名"), None);
    }
}
