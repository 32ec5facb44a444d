//! The threshold decision (しきい値判断): which assessment is mandatory, and what an option of its result says.

use std::ops::RangeInclusive;

use super::ranges::Numbers;
use crate::assessment::{Assessment, Cell};
use crate::text::fold;

/// The assessment that is mandatory, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Nothing,
    Basic,
    Focused,
    Full,
}

/// 取扱者数 from which the heavier assessment is due.
const MANY_HANDLERS: u64 = 500;

/// What the table of the guideline leaves possible, given what is known.
pub(super) fn mandatory(
    population: Numbers,
    handlers: Option<u64>,
    incident: Option<bool>,
) -> Option<RangeInclusive<Level>> {
    let heavier = match (handlers, incident) {
        (Some(handlers), _) if handlers >= MANY_HANDLERS => Some(true),
        (_, Some(true)) => Some(true),
        (Some(_), Some(false)) => Some(false),
        _ => None,
    };
    let either = |light: Level, heavy: Level| match heavier {
        Some(true) => heavy..=heavy,
        Some(false) => light..=light,
        None => light..=heavy,
    };
    match (population.from, population.below) {
        (0, Some(..=1_000)) => Some(Level::Nothing..=Level::Nothing),
        (1_000.., Some(..=10_000)) => Some(Level::Basic..=Level::Basic),
        (10_000.., Some(..=100_000)) => Some(either(Level::Basic, Level::Focused)),
        (100_000.., Some(..=300_000)) => Some(either(Level::Focused, Level::Full)),
        (300_000.., _) => Some(Level::Full..=Level::Full),
        _ => None,
    }
}

/// What an option of しきい値判断結果 says is mandatory. What stands in brackets is voluntary.
pub(super) fn level(word: &str) -> Level {
    let folded = fold::fold(word);
    let duty = folded.split('(').next().unwrap_or_default();
    if duty.contains("義務付けられない") {
        Level::Nothing
    } else if duty.contains("全項目評価") {
        Level::Full
    } else if duty.contains("重点項目評価") {
        Level::Focused
    } else {
        Level::Basic
    }
}

/// The declared result with what it says.
pub(super) fn declared(assessment: &Assessment) -> Option<(&Cell, String, Level)> {
    let root = assessment.root();
    let word = root.choice("procedure.basic.threshold")?;
    let level = level(&word);
    Some((root.cell("procedure.basic.threshold")?, word, level))
}

/// The options of the form that say one of these levels, quoted; none where the form is too light.
pub(super) fn options_for(assessment: &Assessment, cell: &Cell, levels: &RangeInclusive<Level>) -> Vec<String> {
    let options = assessment.form.options_of(assessment.node(cell));
    let words = options.iter().flat_map(|options| &options.choices).map(|choice| &choice.word);
    words.filter(|word| levels.contains(&level(word))).map(|word| format!("「{word}」")).collect()
}

/// What to say where none of the form's options fits.
pub(super) fn expectation(options: &[String]) -> String {
    if options.is_empty() {
        "この様式では足りず、全項目評価書が必要です".into()
    } else {
        format!("{}のはずです", options.join("か"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_of_the_guideline() {
        let numbers = |from, below| Numbers { from, below };
        let small = numbers(10_000, Some(100_000));
        let large = numbers(100_000, Some(300_000));
        let one = |level| Some(level..=level);
        assert_eq!(mandatory(numbers(0, Some(1_000)), Some(900), Some(true)), one(Level::Nothing));
        assert_eq!(mandatory(numbers(1_000, Some(10_000)), None, None), one(Level::Basic));
        assert_eq!(mandatory(small, Some(499), Some(false)), one(Level::Basic));
        assert_eq!(mandatory(small, Some(499), None), Some(Level::Basic..=Level::Focused));
        assert_eq!(mandatory(small, Some(500), None), one(Level::Focused));
        assert_eq!(mandatory(large, Some(10), Some(false)), one(Level::Focused));
        assert_eq!(mandatory(large, None, Some(true)), one(Level::Full));
        assert_eq!(mandatory(numbers(300_000, None), None, None), one(Level::Full));
    }

    #[test]
    fn bracketed_words_are_no_duty() {
        assert_eq!(level("基礎項目評価の実施が義務付けられる（任意に重点項目評価を実施）"), Level::Basic);
        assert_eq!(level("特定個人情報保護評価の実施が義務付けられない（任意に全項目評価を実施）"), Level::Nothing);
    }
}
