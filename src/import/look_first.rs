//! The few things that an officer should look at first.

use super::report::{Conflict, ImportReport, Unmapped};
use crate::assessment::Assessment;
use crate::text::width::truncate;

const MOST: usize = 5;
/// Of one kind.
const MOST_ALIKE: usize = 2;
/// Less of the source in items than this is more than a few stray words.
const ENOUGH_PER_MILLE: usize = 950;
/// Shorter texts that found no item are seldom an answer.
const WORTH_A_LOOK: usize = 12;
const SHOWN: usize = 60;

/// The likeliest losses first: chapters without an answer, much that found no item, answers in doubt, labels that were guessed.
/// The first `beside` texts without an item stand outside of the document itself: heads of pages, comments.
pub(super) fn look_first(
    report: &ImportReport,
    beside: usize,
    assessment: Option<&Assessment>,
    (placed, characters): (usize, usize),
) -> Vec<Conflict> {
    let mut looks: Vec<Conflict> = Vec::new();
    let told = |message: String, place: &str| Conflict { item: None, message, place: place.to_owned() };
    if let Some(assessment) = assessment {
        let form = &assessment.form;
        let empty = form.parts.iter().enumerate().filter(|(index, _)| {
            let mut cells = assessment.cells.iter().filter(|cell| assessment.node(cell).part == *index && cell.active);
            cells.clone().next().is_some() && cells.all(|cell| cell.typed.is_none())
        });
        let message = |title: String| format!("「{title}」の記載が一つも見付かりませんでした");
        looks.extend(empty.map(|(_, part)| told(message(part.heading()), "")).take(MOST_ALIKE));
    }
    if placed * 1_000 < characters * ENOUGH_PER_MILLE {
        let message = format!("記載の {characters} 文字のうち {} 文字の行き先がありません", characters - placed);
        looks.push(told(message, ""));
    }
    let mut left: Vec<&Unmapped> =
        report.unmapped[beside..].iter().filter(|left| left.text.chars().count() >= WORTH_A_LOOK).collect();
    left.sort_by_key(|left| std::cmp::Reverse(left.text.chars().count()));
    for left in left.into_iter().take(MOST_ALIKE) {
        let text = truncate(&left.text.split_whitespace().collect::<Vec<_>>().join(" "), SHOWN);
        looks.push(told(format!("割り当てられなかった記載「{text}」"), &left.place));
    }
    let (of_items, others): (Vec<&Conflict>, Vec<&Conflict>) =
        report.conflicts.iter().partition(|conflict| conflict.item.is_some());
    for (conflicts, what) in [(of_items, "記載"), (others, "読み取り")] {
        looks.extend(conflicts.iter().take(MOST_ALIKE).map(|conflict| (*conflict).clone()));
        if conflicts.len() > MOST_ALIKE {
            looks.push(told(format!("{what}の食い違いがほかに {} 件あります", conflicts.len() - MOST_ALIKE), ""));
        }
    }
    looks.truncate(MOST);
    looks
}
