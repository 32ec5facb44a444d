//! What an assessment declares as the result of its threshold decision, and what to say of it.

use std::ops::RangeInclusive;

use crate::assessment::{Assessment, Cell, Numbers, class_of};
use crate::law::AssessmentLevel;

/// The declared result with what it says.
pub(super) fn declared(assessment: &Assessment) -> Option<(&Cell, String, AssessmentLevel)> {
    let root = assessment.root();
    let word = root.choice("procedure.basic.threshold")?;
    let level = AssessmentLevel::of(&word);
    Some((root.cell("procedure.basic.threshold")?, word, level))
}

/// The options of the form that say one of these levels, quoted; none where the form is too light.
pub(super) fn options_for(
    assessment: &Assessment,
    cell: &Cell,
    levels: &RangeInclusive<AssessmentLevel>,
) -> Vec<String> {
    let options = assessment.form.options_of(assessment.node(cell));
    let words = options.iter().flat_map(|options| &options.choices).map(|choice| &choice.word);
    words.filter(|word| levels.contains(&AssessmentLevel::of(word))).map(|word| format!("「{word}」")).collect()
}

/// Which options are right for so many persons, or that the form has none, with the provisions that say so.
pub(super) fn expectation(options: &[String], persons: Numbers, levels: &RangeInclusive<AssessmentLevel>) -> String {
    let class = class_of(persons).into_iter().flat_map(|class| [&class.light, &class.heavy]);
    let mut provisions: Vec<String> =
        class.filter(|due| levels.contains(&due.level)).map(|due| due.provision.to_string()).collect();
    provisions.dedup();
    let provisions = provisions.join("、");
    if options.is_empty() {
        format!("この様式では足りず、全項目評価書が必要です（{provisions}）")
    } else {
        format!("{}のはずです（{provisions}）", options.join("か"))
    }
}
