//! What changed last.

use super::{Fact, FactEntry, OpeningTopic};
use crate::assessment::{Assessment, ChangeDay};
use crate::doc::item_path;
use crate::form::PathStyle;

/// Explanations that are told; the history has the rest.
const TOLD: usize = 5;

pub(super) fn last(assessment: &Assessment) -> OpeningTopic {
    let day = assessment.changes.iter().rev().find(|day| !day.rows.is_empty());
    let facts = day.map(|day| told(assessment, day)).into_iter().collect();
    OpeningTopic { id: "changes", question: "最近、何が変わりましたか", facts }
}

/// The explanations of a day, each with how many rows it is given for.
fn told(assessment: &Assessment, day: &ChangeDay) -> Fact {
    let date = day.date.map_or_else(|| day.date_text.clone(), |date| date.to_string());
    let important = day.rows.iter().filter(|row| row.important == Some(true)).count();
    let mut lead = format!("{date}に、{}か所を書き改めました。", day.rows.len());
    if important > 0 {
        lead += &format!("このうち{important}か所は、法令の定める重要な変更です。");
    }
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    for row in &day.rows {
        let reason = row.reason.as_ref().map(|text| text.value.trim().to_owned()).unwrap_or_default();
        let path = match (&row.printed, &row.address) {
            (Some(printed), _) => printed.text.trim().to_owned(),
            (None, Some(address)) => item_path(assessment, address, PathStyle::Short).unwrap_or_default(),
            (None, None) => String::new(),
        };
        let known = entries.iter_mut().find(|(known, _)| *known == reason && !reason.is_empty());
        match known {
            Some((_, paths)) => paths.push(path),
            None => entries.push((reason, vec![path])),
        }
    }
    let left = entries.len().saturating_sub(TOLD);
    if left > 0 {
        lead += &format!("主なものは、次のとおりです（ほかに{left}件あります）。");
    }
    let entry = |(reason, paths): (String, Vec<String>)| {
        let [first, ..] = paths.as_slice() else {
            return FactEntry { name: reason, more: String::new(), address: String::new() };
        };
        let places = if paths.len() > 1 { format!("{first} など{}か所", paths.len()) } else { first.clone() };
        let (name, more) = if reason.is_empty() { (places, String::new()) } else { (reason, places) };
        FactEntry { name, more, address: String::new() }
    };
    Fact { lead, entries: entries.into_iter().take(TOLD).map(entry).collect(), ..Fact::default() }
}
