//! What a text cites: rows of the tables to choose from, and what stands in the law at a place that is cited.

use std::ops::Range;

use crate::citation::{Aliases, CitedPlace, read};
use crate::law::{Act, articles_of, order_row_of, order_table, work_row_of, work_rows};
use crate::text::fold::{fold, fold_with_offsets};

/// A row that a text may cite.
pub(super) struct CitableRow {
    pub(super) words: String,
    pub(super) about: String,
}

const WORK_TABLE: &str = "別表";
const ORDER_TABLE: &str = "第2条の表";

/// The rows of the table that is named right before the cursor, and which bytes of the line are the number that was begun.
pub(super) fn rows_to_cite(head: &str) -> Option<(Range<usize>, Vec<CitableRow>)> {
    let (table, at) = [WORK_TABLE, ORDER_TABLE, "第２条の表"]
        .iter()
        .filter_map(|table| Some((*table, head.rfind(table)? + table.len())))
        .max_by_key(|(_, at)| *at)?;
    let begun = fold(&head[at..]);
    if !begun.chars().all(|c| c.is_ascii_digit() || c == 'の') {
        return None;
    }
    let number = begun.trim_start_matches('の');
    let of = if begun.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "の" };
    let row = |row: &str, about: String| CitableRow { words: format!("{of}{row}の項"), about };
    let rows = if table == WORK_TABLE {
        let rows = work_rows().filter(|row| row.number.starts_with(number));
        rows.map(|found| row(found.number, format!("{}: {}", found.body, found.short_work()))).collect()
    } else {
        let numbers = order_table().rows.iter().filter_map(|row| order_row_of(row.first()?));
        let numbers = numbers.filter(|row| row.number.starts_with(number));
        numbers.map(|found| row(found.number, found.act.to_owned())).collect()
    };
    Some((at..head.len(), rows))
}

/// What the law has where the text in a line cites it, in Markdown, with the bytes of the citation. `whole` is the document,
/// which may abbreviate acts; `is_basis`: the text answers on what law something is based.
pub(super) fn provision(whole: &str, line: &str, column: usize, is_basis: bool) -> Option<(Range<usize>, String)> {
    let aliases = Aliases::of(std::iter::once(fold(whole).as_str()));
    let (folded, offsets) = fold_with_offsets(line);
    let reading = read(&folded, &aliases);
    let original = |range: &Range<usize>| offsets[range.start]..offsets[range.end];
    let here = |range: &Range<usize>| {
        let range = original(range);
        range.start <= column && column <= range.end
    };
    if let Some(citation) = reading.citations.iter().find(|citation| here(&citation.range)) {
        let act = citation.act.known();
        let name = act.map(Act::short_name).unwrap_or_default();
        let said = match &citation.place {
            CitedPlace::Row { row, .. } if citation.is_of_number_act_table(is_basis) => {
                let row = work_row_of(&row.to_string())?;
                format!("**番号法の別表の{}の項**\n\n- 者: {}\n- 事務: {}", row.number, row.body, row.work)
            }
            CitedPlace::Row { row, .. } if citation.is_of_order_table() => {
                let row = order_row_of(&row.to_string())?;
                format!("**主務省令第2条の表の{}の項**\n\n- {}の事務", row.number, row.act)
            }
            CitedPlace::Provision { article, .. } => {
                let known = act.and_then(articles_of).and_then(|file| file.article(&article.to_string()));
                let title = known.map(|article| format!("\n\n- {}: {}", article.name(), article.title));
                format!("**{name}{}**{}", citation.place, title?)
            }
            place => {
                act?;
                format!("**{name}{place}**")
            }
        };
        return Some((original(&citation.range), said));
    }
    let mention = reading.mentions.iter().find(|mention| here(&mention.range))?;
    let act = mention.act.known()?;
    let number = act.number.map(|number| format!("（{number}）")).unwrap_or_default();
    Some((original(&mention.range), format!("**{}**{number}", act.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_follow_the_name_of_their_table() {
        let words = |head: &str| {
            let (range, rows) = rows_to_cite(head).unwrap();
            (head[range].to_owned(), rows.into_iter().map(|row| row.words).collect::<Vec<_>>())
        };
        let (begun, all) = words("番号法別表");
        assert_eq!((begun.as_str(), all.len()), ("", 177));
        let (begun, some) = words("番号法第9条第1項及び別表の１１");
        assert_eq!(begun, "の１１");
        assert!(some.contains(&"の111の項".to_owned()) && !some.contains(&"の81の項".to_owned()), "{some:?}");
        assert!(!words("主務省令第2条の表の").1.is_empty());
        assert!(rows_to_cite("別表の81の項").is_none() && rows_to_cite("児童手当").is_none());
    }

    #[test]
    fn a_citation_leads_to_the_law() {
        let told = |line: &str, at: &str, is_basis| {
            provision(line, line, line.find(at).unwrap(), is_basis).map(|(range, said)| (line[range].to_owned(), said))
        };
        let (cited, said) = told("　番号法別表の８１の項による", "１の", false).unwrap();
        assert!(cited.contains("８１の項") && said.contains("児童手当"), "{cited} {said}");
        assert!(told("別表の81の項", "81", true).is_some() && told("別表の81の項", "81", false).is_none());
        assert!(told("番号法第9条第1項", "第1項", false).unwrap().1.contains("第9条: "));
        assert!(told("児童手当法（昭和46年法律第73号）による", "手当", false).unwrap().1.contains("法律第73号"));
        assert_eq!(told("何も引かない", "引", false), None);
    }
}
