//! The threshold decision (しきい値判断) of 規則 4・6・7条: which assessment is mandatory, and what an option of its result says.

use std::ops::RangeInclusive;

use super::{Assessment, Numbers};
use crate::text::fold;

/// The assessment that is mandatory, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssessmentLevel {
    Nothing,
    Basic,
    Focused,
    Full,
}

/// What is mandatory for so many persons: as a rule, and with many handlers or after a serious accident.
struct SizeClass {
    persons: Numbers,
    light: AssessmentLevel,
    heavy: AssessmentLevel,
}

const fn class(from: u64, below: Option<u64>, light: AssessmentLevel, heavy: AssessmentLevel) -> SizeClass {
    SizeClass { persons: Numbers { from, below }, light, heavy }
}

const CLASSES: [SizeClass; 5] = [
    class(0, Some(1_000), AssessmentLevel::Nothing, AssessmentLevel::Nothing),
    class(1_000, Some(10_000), AssessmentLevel::Basic, AssessmentLevel::Basic),
    class(10_000, Some(100_000), AssessmentLevel::Basic, AssessmentLevel::Focused),
    class(100_000, Some(300_000), AssessmentLevel::Focused, AssessmentLevel::Full),
    class(300_000, None, AssessmentLevel::Full, AssessmentLevel::Full),
];

/// 取扱者数 from which the heavier assessment is due.
const MANY_HANDLERS: u64 = 500;

/// What the decision rests on besides the number of persons, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub many_handlers: Option<bool>,
    /// A serious accident within the last year.
    pub incident: Option<bool>,
}

impl AssessmentLevel {
    /// What the table leaves possible, given what is known.
    pub fn mandatory(population: Numbers, facts: Facts) -> Option<RangeInclusive<Self>> {
        let class = CLASSES.iter().find(|class| population.within(class.persons))?;
        Some(match (facts.many_handlers, facts.incident) {
            (Some(true), _) | (_, Some(true)) => class.heavy..=class.heavy,
            (Some(false), Some(false)) => class.light..=class.light,
            _ => class.light..=class.heavy,
        })
    }

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

impl Assessment {
    /// The facts that the form asks for, or that stand beside it under `threshold:`; none where neither is so.
    pub fn facts(&self) -> Option<Facts> {
        if let Some(threshold) = &self.threshold {
            let many_handlers = threshold.handlers.map(|handlers| handlers >= MANY_HANDLERS);
            return Some(Facts { many_handlers, incident: threshold.incident });
        }
        let root = self.root();
        root.cell("decision.handlers")?;
        let many = |numbers: Numbers| match numbers.below {
            _ if numbers.from >= MANY_HANDLERS => Some(true),
            Some(below) if below <= MANY_HANDLERS => Some(false),
            _ => None,
        };
        Some(Facts {
            many_handlers: Numbers::chosen(&root, "decision.handlers").and_then(many),
            // 発生あり stands first on the form.
            incident: root.choice_index("decision.incident").map(|index| index == 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_of_the_guideline() {
        let numbers = |from, below| Numbers { from, below };
        let facts = |many_handlers, incident| Facts { many_handlers, incident };
        let small = numbers(10_000, Some(100_000));
        let large = numbers(100_000, Some(300_000));
        let one = |level| Some(level..=level);
        assert_eq!(
            AssessmentLevel::mandatory(numbers(0, Some(1_000)), facts(Some(true), Some(true))),
            one(AssessmentLevel::Nothing)
        );
        assert_eq!(
            AssessmentLevel::mandatory(numbers(1_000, Some(10_000)), facts(None, None)),
            one(AssessmentLevel::Basic)
        );
        assert_eq!(AssessmentLevel::mandatory(small, facts(Some(false), Some(false))), one(AssessmentLevel::Basic));
        assert_eq!(
            AssessmentLevel::mandatory(small, facts(Some(false), None)),
            Some(AssessmentLevel::Basic..=AssessmentLevel::Focused)
        );
        assert_eq!(AssessmentLevel::mandatory(small, facts(Some(true), None)), one(AssessmentLevel::Focused));
        assert_eq!(AssessmentLevel::mandatory(large, facts(Some(false), Some(false))), one(AssessmentLevel::Focused));
        assert_eq!(AssessmentLevel::mandatory(large, facts(None, Some(true))), one(AssessmentLevel::Full));
        assert_eq!(AssessmentLevel::mandatory(numbers(300_000, None), facts(None, None)), one(AssessmentLevel::Full));
    }

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
