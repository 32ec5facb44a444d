//! How an item is asked for: nothing comes of one that the form does not have, or that has no answer.

use super::{Fact, FactEntry, FactItem, FactQuote};
use crate::assessment::{Assessment, Cell, Scope};

/// Characters of a text that are told; the item has the rest.
const TOLD: usize = 240;

const WITHHELD_LEAD: &str = "この部分は公表していません。";

/// 「次の目的で使います。」 and the author's own words.
pub(super) fn quoted(scope: &Scope<'_>, key: &str, lead: &str) -> Option<Fact> {
    let cell = answered(scope, key)?;
    let quote = Some(beginning(&scope.assessment.words(cell)));
    Some(fact(scope.assessment, cell, Fact { lead: lead.to_owned(), quote, ..Fact::default() }))
}

/// The ticked boxes, one under the other.
pub(super) fn listed(scope: &Scope<'_>, key: &str, lead: &str) -> Option<Fact> {
    let cell = answered(scope, key)?;
    let options = scope.assessment.form.options_of(scope.assessment.node(cell));
    let words = cell.answer().map(|answer| answer.list(options)).unwrap_or_default();
    let entries = words.into_iter().map(|name| FactEntry { name, more: String::new(), address: String::new() });
    Some(fact(scope.assessment, cell, Fact { lead: lead.to_owned(), entries: entries.collect(), ..Fact::default() }))
}

/// A sentence with the answer in it.
pub(super) fn said(scope: &Scope<'_>, key: &str, sentence: impl Fn(&str) -> String) -> Option<Fact> {
    let cell = answered(scope, key)?;
    let lead = sentence(scope.assessment.words(cell).trim());
    Some(fact(scope.assessment, cell, Fact { lead, ..Fact::default() }))
}

/// A sentence in place of an item that says 「ない」 by its tick.
pub(super) fn ticked(scope: &Scope<'_>, key: &str, sentence: &str) -> Option<Fact> {
    let cell = answered(scope, key)?;
    scope.flag(key).then(|| fact(scope.assessment, cell, Fact { lead: sentence.to_owned(), ..Fact::default() }))
}

/// What every file says; the file is named where there are several.
pub(super) fn of_files<'a>(
    assessment: &'a Assessment,
    facts: impl Fn(&Scope<'a>) -> Vec<Option<Fact>>,
) -> impl Iterator<Item = Fact> {
    let of_file = move |(position, file): (usize, Scope<'a>)| {
        let mut told: Vec<Fact> = facts(&file).into_iter().flatten().collect();
        if let Some(first) = told.first_mut() {
            first.file = assessment.file_name(&[position]);
        }
        told
    };
    assessment.files().into_iter().enumerate().flat_map(of_file)
}

fn answered<'a>(scope: &Scope<'a>, key: &str) -> Option<&'a Cell> {
    scope.cell(key).filter(|cell| cell.active && (cell.withheld || !cell.is_blank()))
}

/// The fact with its item; of what is withheld only that it is.
fn fact(assessment: &Assessment, cell: &Cell, fact: Fact) -> Fact {
    let items = vec![item(assessment, cell)];
    if cell.withheld {
        return Fact { lead: WITHHELD_LEAD.into(), items, ..Fact::default() };
    }
    Fact { items, ..fact }
}

pub(super) fn item(assessment: &Assessment, cell: &Cell) -> FactItem {
    FactItem { path: assessment.path(cell), address: cell.address.to_string() }
}

/// The first sentences or lines of a text, as many as are told.
pub(super) fn beginning(text: &str) -> FactQuote {
    let text = text.trim();
    let Some((most, _)) = text.char_indices().nth(TOLD) else {
        return FactQuote { text: text.to_owned(), cut: false };
    };
    let whole = text[..most].rfind(['。', '\n']).map(|at| &text[..=at + last_byte(&text[at..])]);
    let told = whole.filter(|told| told.chars().count() > TOLD / 3).unwrap_or(&text[..most]);
    FactQuote { text: without_heading(told.trim_end()).to_owned(), cut: true }
}

/// A heading of what is not told any more says nothing.
fn without_heading(told: &str) -> &str {
    match told.rsplit_once('\n') {
        Some((before, last)) if last.starts_with(['＜', '【', '〔', '《']) => before.trim_end(),
        _ => told,
    }
}

/// The offset of the last byte of the first character.
fn last_byte(text: &str) -> usize {
    text.chars().next().map_or(0, |first| first.len_utf8() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_with_a_sentence() {
        let short = beginning("短い文です。\n");
        assert_eq!((short.text.as_str(), short.cut), ("短い文です。", false));
        let long = beginning(&"これは十二文字の文です。".repeat(40));
        assert!(long.cut && long.text.ends_with('。') && long.text.chars().count() == TOLD, "{long:?}");
        let headed = beginning(&format!("{}\n＜次の場所＞\n{}", "文です。".repeat(58), "次の文".repeat(90)));
        assert!(headed.cut && headed.text.ends_with("文です。"), "{headed:?}");
        let words = beginning(&"あ".repeat(500));
        assert!(words.cut && words.text.chars().count() == TOLD);
    }
}
