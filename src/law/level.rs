//! Which assessment the threshold decision (しきい値判断) makes mandatory.

use serde::Deserialize;

use super::Provision;
use crate::text::fold;

/// The assessment that is mandatory, the lightest first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum AssessmentLevel {
    Nothing,
    Basic,
    Focused,
    Full,
}

/// What is mandatory for so many persons: as a rule, and with many handlers or after a serious accident.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeClass {
    pub from: u64,
    pub below: Option<u64>,
    pub light: Mandate,
    pub heavy: Mandate,
}

/// An assessment with the provision that demands it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    pub level: AssessmentLevel,
    pub provision: Provision,
}

impl AssessmentLevel {
    /// What an option of しきい値判断結果 says is mandatory. What stands in brackets is voluntary.
    pub fn of(word: &str) -> Self {
        let folded = fold::fold(word);
        let duty = folded.split('(').next().unwrap_or_default();
        if duty.contains("義務付けられない") {
            Self::Nothing
        } else if duty.contains("全項目評価") {
            Self::Full
        } else if duty.contains("重点項目評価") {
            Self::Focused
        } else {
            Self::Basic
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bracketed_words_are_no_duty() {
        assert_eq!(
            AssessmentLevel::of("基礎項目評価の実施が義務付けられる（任意に重点項目評価を実施）"),
            AssessmentLevel::Basic
        );
        assert_eq!(
            AssessmentLevel::of("特定個人情報保護評価の実施が義務付けられない（任意に全項目評価を実施）"),
            AssessmentLevel::Nothing
        );
    }
}
