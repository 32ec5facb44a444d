//! The threshold decision (しきい値判断) of 規則 4・6・7条: which assessment is mandatory, and what an option of its result says.

use std::ops::RangeInclusive;

use super::{Assessment, Numbers};
use crate::text::fold;

/// The assessment that is mandatory, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Nothing,
    Basic,
    Focused,
    Full,
}

/// What is mandatory for so many persons: as a rule, and with many handlers or after a serious accident.
struct Class {
    persons: Numbers,
    light: Level,
    heavy: Level,
}

const fn class(from: u64, below: Option<u64>, light: Level, heavy: Level) -> Class {
    Class { persons: Numbers { from, below }, light, heavy }
}

const CLASSES: [Class; 5] = [
    class(0, Some(1_000), Level::Nothing, Level::Nothing),
    class(1_000, Some(10_000), Level::Basic, Level::Basic),
    class(10_000, Some(100_000), Level::Basic, Level::Focused),
    class(100_000, Some(300_000), Level::Focused, Level::Full),
    class(300_000, None, Level::Full, Level::Full),
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

impl Level {
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
        assert_eq!(Level::mandatory(numbers(0, Some(1_000)), facts(Some(true), Some(true))), one(Level::Nothing));
        assert_eq!(Level::mandatory(numbers(1_000, Some(10_000)), facts(None, None)), one(Level::Basic));
        assert_eq!(Level::mandatory(small, facts(Some(false), Some(false))), one(Level::Basic));
        assert_eq!(Level::mandatory(small, facts(Some(false), None)), Some(Level::Basic..=Level::Focused));
        assert_eq!(Level::mandatory(small, facts(Some(true), None)), one(Level::Focused));
        assert_eq!(Level::mandatory(large, facts(Some(false), Some(false))), one(Level::Focused));
        assert_eq!(Level::mandatory(large, facts(None, Some(true))), one(Level::Full));
        assert_eq!(Level::mandatory(numbers(300_000, None), facts(None, None)), one(Level::Full));
    }

    #[test]
    fn bracketed_words_are_no_duty() {
        assert_eq!(Level::of("基礎項目評価の実施が義務付けられる（任意に重点項目評価を実施）"), Level::Basic);
        assert_eq!(Level::of("特定個人情報保護評価の実施が義務付けられない（任意に全項目評価を実施）"), Level::Nothing);
    }
}
