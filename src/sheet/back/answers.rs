//! A changed cell → an edit of one answer.

use super::LeftReason;
use super::place::{Edit, FieldStep, TreePlace, text};
use crate::assessment::{Answer, Assessment, Cell, Text};
use crate::dates::{Date, DateError};
use crate::form::Kind;
use crate::sheet::contract::TICK;
use crate::text::{Span, fold};
use crate::yaml::{Draft, YamlChange, YamlNode, YamlValue};

/// What a single cell says now.
pub(super) fn edit(assessment: &Assessment, cell: &Cell, place: &TreePlace<'_>, new: &str) -> Result<Edit, LeftReason> {
    let item = assessment.node(cell);
    let what = assessment.path(cell);
    if cell.typed.is_none() && !assessment.is_refused(&cell.address) && cell.derived.is_some() {
        return Err(LeftReason::Derived);
    }
    if item.kind == Some(Kind::Fixed) {
        return Err(LeftReason::Fixed);
    }
    if new.is_empty() {
        return shared(cell)
            .map_or_else(|| Ok(place.set(Draft::bare(""), what)), |name| Err(LeftReason::InPassage(name)));
    }
    let draft = match item.kind.unwrap_or(Kind::Text) {
        Kind::Text | Kind::Line | Kind::Period | Kind::Fixed => return text_edit(cell, place, new, what),
        Kind::Choice => Draft::text(chosen(assessment, cell, new)?),
        Kind::Flag => Draft::bare(ticked(new)?.to_string()),
        Kind::Count => Draft::bare(number(new)?.to_string()),
        Kind::Date => Draft::bare(date(new)?.iso()),
        Kind::List => Draft::texts(new.lines().map(str::trim).filter(|line| !line.is_empty())),
        Kind::Checks | Kind::Records | Kind::Figure => return Err(LeftReason::NotFromSheets),
    };
    Ok(place.set(draft, what))
}

fn chosen(assessment: &Assessment, cell: &Cell, new: &str) -> Result<String, LeftReason> {
    let options = assessment.form.options_of(assessment.node(cell)).ok_or(LeftReason::NoOptions)?;
    // The list beside the cell numbers its words: 「2) 十分である」.
    let folded = fold::fold(new);
    let (number, rest) = folded.split_once(')').unwrap_or((&folded, ""));
    let by_number = || number.trim().parse::<usize>().ok()?.checked_sub(1);
    let index =
        options.position(new.trim()).or_else(|| if rest.is_empty() { by_number() } else { options.position(rest) });
    let word = index.and_then(|index| options.choices.get(index)).map(|choice| choice.word.clone());
    word.ok_or_else(|| LeftReason::NoSuchOption(new.to_owned()))
}

/// ○ and what people write for it.
pub(super) fn ticked(new: &str) -> Result<bool, LeftReason> {
    match fold::fold(new.trim()).as_str() {
        "" => Ok(false),
        TICK | "〇" | "◯" | "●" | "o" | "O" | "0" | "✓" | "✔" | "レ" => Ok(true),
        _ => Err(LeftReason::NoTick(new.to_owned())),
    }
}

fn number(new: &str) -> Result<u64, LeftReason> {
    let folded = fold::fold(new.trim());
    folded.strip_suffix('件').unwrap_or(&folded).trim().parse().map_err(|_| LeftReason::NoNumber(new.to_owned()))
}

/// In any of the spellings of offices; a spreadsheet may have made a number of days of it.
pub(super) fn date(new: &str) -> Result<Date, DateError> {
    let day_zero = Date::new(1899, 12, 30).map(Date::first_day);
    let serial = new.trim().parse::<i64>().ok().filter(|days| (20_000..100_000).contains(days));
    if let (Some(zero), Some(days)) = (day_zero, serial) {
        use jiff::ToSpan as _;
        return zero.checked_add(days.days()).map(Date::from).map_err(|_| DateError::Unreadable(new.to_owned()));
    }
    Date::parse(new.trim())
}

/// The passage from fragments/ that the answer draws on.
fn shared(cell: &Cell) -> Option<String> {
    match &cell.typed {
        Some(Answer::Text(text)) => text.fragments.first().cloned(),
        _ => None,
    }
}

fn text_edit(cell: &Cell, place: &TreePlace<'_>, new: &str, what: String) -> Result<Edit, LeftReason> {
    let Some(Answer::Text(old)) = &cell.typed else { return Ok(place.set(text(new, place.node), what)) };
    if !old.markdown.is_empty() {
        return Err(LeftReason::Markdown);
    }
    if old.fragments.is_empty() {
        return Ok(place.set(text(new, place.node), what));
    }
    let own = place
        .node
        .filter(|node| matches!(node.value, YamlValue::List(_)))
        .and_then(|list| own_piece(cell, old, list, new));
    let Some((index, node, words)) = own else {
        return Err(LeftReason::InPassage(old.fragments.first().cloned().unwrap_or_default()));
    };
    if words.trim().is_empty() {
        return Err(LeftReason::Emptied);
    }
    Ok(place.below([FieldStep::Index(index)], YamlChange::Set(text(words, Some(node))), what))
}

/// The author's own piece that holds everything that was changed, and what it says now.
fn own_piece<'n, 'w>(
    cell: &Cell,
    old: &Text,
    list: &'n YamlNode,
    new: &'w str,
) -> Option<(usize, &'n YamlNode, &'w str)> {
    let was = old.value.trim_end();
    let (start, end) = changed(was, new);
    list.items().iter().enumerate().find_map(|(index, node)| {
        let within = old.typed_in(&Span::new(&cell.span.source, node.range.clone()))?;
        let within = within.start..within.end.min(was.len());
        if start < within.start || end > within.end {
            return None;
        }
        let words = new.get(within.start..new.len().checked_sub(was.len() - within.end)?)?;
        Some((index, node, words))
    })
}

/// The bytes of `old` that `new` does not have.
fn changed(old: &str, new: &str) -> (usize, usize) {
    let alike = |(a, b): &(char, char)| a == b;
    let start: usize = old.chars().zip(new.chars()).take_while(alike).map(|(character, _)| character.len_utf8()).sum();
    let (rest_old, rest_new) = (&old[start..], &new[start..]);
    let same_end = rest_old.chars().rev().zip(rest_new.chars().rev()).take_while(alike);
    (start, old.len() - same_end.map(|(character, _)| character.len_utf8()).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_have_become_numbers() {
        for text in ["46017", "令和7年12月26日", "2025/12/26", "R7.12.26"] {
            assert_eq!(date(text).map(Date::iso), Ok("2025-12-26".to_owned()), "{text}");
        }
        assert!(date("未定").is_err());
    }

    #[test]
    fn what_changed_is_found_from_both_ends() {
        assert_eq!(changed("甲乙丙", "甲丁丙"), (3, 6));
        assert_eq!(changed("甲丙", "甲乙丙"), (3, 3));
        assert_eq!(changed("甲甲甲", "甲甲"), (6, 9));
        assert_eq!(changed("甲", "甲"), (3, 3));
    }

    #[test]
    fn ticks_are_read_as_people_write_them() {
        assert_eq!(
            ["○", "〇", "◯", "レ", ""].map(|sign| ticked(sign).ok()),
            [Some(true), Some(true), Some(true), Some(true), Some(false)]
        );
        assert!(ticked("いいえ").is_err());
    }
}
