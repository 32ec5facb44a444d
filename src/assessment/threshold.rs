//! The threshold decision (しきい値判断): which assessment is mandatory, as far as the facts are known.

use std::ops::RangeInclusive;

use super::{Assessment, Numbers};
use crate::law::{self, AssessmentLevel, SizeClass};

/// What the decision rests on besides the number of persons, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub many_handlers: Option<bool>,
    /// A serious accident within the time that counts.
    pub incident: Option<bool>,
}

impl Facts {
    /// What the table leaves possible for so many persons, given what is known.
    pub fn mandatory(self, population: Numbers) -> Option<RangeInclusive<AssessmentLevel>> {
        let class = class_of(population)?;
        Some(match (self.many_handlers, self.incident) {
            (Some(true), _) | (_, Some(true)) => class.heavy.level..=class.heavy.level,
            (Some(false), Some(false)) => class.light.level..=class.light.level,
            _ => class.light.level..=class.heavy.level,
        })
    }
}

/// The row of the table that so many persons stand in.
pub fn class_of(population: Numbers) -> Option<&'static SizeClass> {
    let within = |class: &&SizeClass| population.within(Numbers { from: class.from, below: class.below });
    law::threshold().iter().find(within)
}

impl Assessment {
    /// The facts that the form asks for, or that stand beside it under `threshold:`; none where neither is so.
    pub fn facts(&self) -> Option<Facts> {
        let many = u64::from(law::figures().handlers.number);
        if let Some(threshold) = &self.threshold {
            let many_handlers = threshold.handlers.map(|handlers| handlers >= many);
            let incident = threshold.incident.or_else(|| self.incident_counts());
            return Some(Facts { many_handlers, incident });
        }
        let root = self.root();
        root.cell("decision.handlers")?;
        let is_many = |numbers: Numbers| match numbers.below {
            _ if numbers.from >= many => Some(true),
            Some(below) if below <= many => Some(false),
            _ => None,
        };
        Some(Facts {
            many_handlers: Numbers::chosen(&root, "decision.handlers").and_then(is_many),
            // 発生あり stands first on the form.
            incident: root.choice_index("decision.incident").map(|index| index == 0),
        })
    }
}

impl Assessment {
    /// Whether the serious accident whose days stand under `threshold:` counts on the day of publication: the year runs from the
    /// later of the day on which it happened and the day on which it became known.
    pub fn incident_counts(&self) -> Option<bool> {
        let threshold = self.threshold.as_ref()?;
        let last = threshold.incident_on.max(threshold.incident_known_on)?;
        let published = self.root().date("cover.published_on")?;
        Some(!last.plus_years(law::figures().incident.number).is_before(published))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_of_the_rules() {
        let numbers = |from, below| Numbers { from, below };
        let facts = |many_handlers, incident| Facts { many_handlers, incident };
        let small = numbers(10_000, Some(100_000));
        let large = numbers(100_000, Some(300_000));
        let one = |level| Some(level..=level);
        assert_eq!(facts(Some(true), Some(true)).mandatory(numbers(0, Some(1_000))), one(AssessmentLevel::Nothing));
        assert_eq!(facts(None, None).mandatory(numbers(1_000, Some(10_000))), one(AssessmentLevel::Basic));
        assert_eq!(facts(Some(false), Some(false)).mandatory(small), one(AssessmentLevel::Basic));
        assert_eq!(facts(Some(false), None).mandatory(small), Some(AssessmentLevel::Basic..=AssessmentLevel::Focused));
        assert_eq!(facts(Some(true), None).mandatory(small), one(AssessmentLevel::Focused));
        assert_eq!(facts(Some(false), Some(false)).mandatory(large), one(AssessmentLevel::Focused));
        assert_eq!(facts(None, Some(true)).mandatory(large), one(AssessmentLevel::Full));
        assert_eq!(facts(None, None).mandatory(numbers(300_000, None)), one(AssessmentLevel::Full));
        assert_eq!(facts(None, None).mandatory(numbers(5_000, Some(50_000))), None);
    }
}
