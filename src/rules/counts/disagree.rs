//! What an author typed although it follows from the lists.

use crate::assessment::{Answer, Assessment, Cell, Scope};
use crate::finding::Repair;
use crate::form::Kind;
use crate::rules::Report;
use crate::text::fold;
use crate::yaml::emit::written;

/// A short answer that ends in a negation says that there is nothing, whatever its words.
const SHORT_ANSWER: usize = 40;

/// What is typed and what follows, in printed words, where they differ.
pub(super) fn disagreement(assessment: &Assessment, cell: &Cell) -> Option<(String, String)> {
    let (typed, derived) = (cell.typed.as_ref()?, cell.derived.as_ref()?);
    let options = assessment.form.options_of(assessment.node(cell));
    let (typed, derived) = (typed.words(options), derived.words(options));
    let shown = |words: String| if words.is_empty() { "（空欄）".into() } else { words };
    (typed != derived).then(|| (shown(typed), shown(derived)))
}

/// What is typed gives way to what follows from the lists.
pub(super) fn follow(cell: &Cell, derived: &str) -> Repair {
    Repair::answer(&cell.span, written(derived))
}

/// The author wrote something in it that is more than "none". Counts have rules of their own.
pub(super) fn is_written(assessment: &Assessment, cell: &Cell) -> bool {
    match &cell.typed {
        Some(Answer::Text(text)) => says_something(&text.value),
        Some(Answer::Flag(on)) => *on,
        Some(answer) => assessment.node(cell).kind != Some(Kind::Count) && !answer.is_blank(),
        None => false,
    }
}

/// The first written measure against a risk of the network whose key begins so.
pub(super) fn network_measure<'a>(file: &Scope<'a>, begins: &str) -> Option<&'a Cell> {
    let network = file.join("risks.network");
    let is_one = |cell: &&Cell| cell.address.rest(&network).is_some_and(|key| key.starts_with(begins));
    file.assessment.cells.iter().filter(is_one).find(|cell| is_written(file.assessment, cell))
}

/// Neither blank nor a dash nor なし nor a short 「…ない」.
pub(super) fn says_something(text: &str) -> bool {
    let folded = fold::fold(text);
    let bare = folded.trim_end_matches(['。', '.', ')']);
    let denies = bare.chars().count() <= SHORT_ANSWER && (bare.ends_with("ない") || bare.ends_with("ません"));
    !fold::says_none(text) && !denies
}

/// What is written instead of something concrete: － or なし.
pub(super) fn dash(cell: &Cell) -> Option<&str> {
    let text = cell.text().filter(|text| !text.is_blank() && fold::says_none(&text.value))?;
    Some(text.value.trim())
}

/// Tells once for `deciding` what is written in items that it rules out.
pub(super) fn tell_ruled_out(assessment: &Assessment, report: &mut Report<'_>, deciding: &Cell) {
    let ruled_out = |cell: &&Cell| {
        !cell.active
            && is_written(assessment, cell)
            && assessment.ruled_out_by(cell).is_some_and(|by| by.address == deciding.address)
    };
    let written: Vec<&Cell> = assessment.cells.iter().filter(ruled_out).collect();
    let Some((first, others)) = written.split_first() else { return };
    let because = match (&deciding.typed, deciding.derived.is_some()) {
        (None, true) => "に自動で○が付く",
        _ => "に○がある",
    };
    let more = if others.is_empty() { String::new() } else { format!("（ほかに {} 項目）", others.len()) };
    let decided = assessment.path(deciding);
    let finding = report.cell(first, format!("「{decided}」{because}ので空欄とする項目に、記載があります{more}"));
    finding.help = Some("記載を消すか、○が付くことになる答えを見直してください".into());
    finding.related.extend(others.iter().map(|cell| (cell.span.clone(), "ここにも記載があります".to_owned())));
    if deciding.typed.is_some() {
        finding.related.push((deciding.span.clone(), format!("「{decided}」")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_denials_say_nothing() {
        for nothing in ["－", "特になし", "再委託は行っていない。", "該当ありません"] {
            assert!(!says_something(nothing), "{nothing}");
        }
        assert!(says_something("書面により許諾する。"));
        assert!(says_something(&"権限のない職員には閲覧させないための措置を毎月見直し、".repeat(3)));
    }
}
