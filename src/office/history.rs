//! The history that an assessment brought along: rows that were published and must not be edited any more.

use std::collections::BTreeSet;

use super::{Undone, last_version, whole};
use crate::workspace::{Loaded, TakenRow, Workspace};

/// The rows that stand and were not taken yet: those of the last frozen version; without one, all of them.
pub fn standing_rows(workspace: &Workspace, loaded: &Loaded) -> Result<Vec<TakenRow>, Undone> {
    let assessment = whole(loaded)?;
    let mut taken: BTreeSet<String> = workspace.baselines.iter().flat_map(|one| one.rows.iter().cloned()).collect();
    let published: Option<BTreeSet<String>> = last_version(loaded)?
        .map(|old| old.changes.iter().flat_map(|day| day.rows.iter().map(|row| row.fingerprint(day))).collect());
    let mut rows = Vec::new();
    for day in &assessment.changes {
        for row in &day.rows {
            let fingerprint = row.fingerprint(day);
            let stands = published.as_ref().is_none_or(|published| published.contains(&fingerprint));
            if stands && taken.insert(fingerprint.clone()) {
                let named = row.printed.as_ref().or(row.item.as_ref());
                let item = named.map(|field| field.text.trim().to_owned()).unwrap_or_default();
                rows.push(TakenRow { date: day.date_text.clone(), item, fingerprint });
            }
        }
    }
    Ok(rows)
}
