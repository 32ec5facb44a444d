//! The JSON document that other programs rely on. The keys up to `reason` are a contract; others may be added after them.

use serde_json::{Value, json};

use super::{ChangeCounts, ChangeEntry, Changes, Version};
use crate::dates::Date;
use crate::diff::{Duty, SetItem};
use crate::form::Kind;

/// Of the document (docs/schemas/diff.schema.json and diff-all.schema.json); rises when what is there already changes its meaning.
pub(super) const VERSION: u32 = 1;

pub fn json(changes: &Changes<'_>) -> String {
    let entries = changes.entries();
    let counts = ChangeCounts::of(&entries);
    let document = json!({
        "version": VERSION,
        "form": changes.comparison.form.id,
        "rows": entries.iter().map(row).collect::<Vec<_>>(),
        "old": version(changes.old),
        "new": version(changes.new),
        "summary": {
            "rows": counts.rows,
            "marked": counts.marked,
            "open": counts.open,
            "orthographic": counts.orthographic,
        },
        "duties": changes.duties().iter().map(duty).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn version(version: Version<'_>) -> Value {
    let root = version.assessment.root();
    json!({
        "file": version.name,
        "form": version.assessment.form.id,
        "published_on": root.date("cover.published_on").map(Date::iso),
    })
}

fn row(entry: &ChangeEntry<'_>) -> Value {
    let first = entry.rows.first();
    let block = first.and_then(|row| row.block.as_ref());
    let path = match block {
        Some(block) if block.address == entry.item => Some(&block.path),
        _ => first.map(|row| &row.path),
    };
    let set = first.filter(|row| matches!(row.item_kind, Kind::Checks | Kind::Records | Kind::List));
    let words = |items: Vec<&SetItem>| items.into_iter().map(SetItem::words).collect::<Vec<_>>();
    let set = set.map(|row| row.set_changes()).map(|(came, went)| (words(came), words(went)));
    json!({
        "item": entry.item,
        "path": path,
        "kind": entry.kind.key(),
        "mark": entry.mark,
        "before": entry.before,
        "after": entry.after,
        "orthographic": entry.orthographic,
        "timing": entry.timing,
        "important": entry.important,
        "reason": entry.reason,
        "old_item": first.and_then(|row| row.old_item.as_ref()),
        "printed_path": entry.path,
        "part": first.map(|row| &row.part),
        "block": block.map(|block| json!({
            "item": block.address,
            "path": block.path,
            "name": block.name,
            "relation": block.relation.as_ref().map(|other| json!({"kind": other.kind.key(), "name": other.name})),
        })),
        "added": set.as_ref().map(|(added, _)| added),
        "removed": set.as_ref().map(|(_, removed)| removed),
        "date": entry.date.map(Date::iso),
        "proposal": entry.proposal.as_ref().map(|proposal| &proposal.reason),
        "proposal_evidence": entry.proposal.as_ref().map(|proposal| &proposal.evidence),
    })
}

fn duty(duty: &Duty) -> Value {
    json!({
        "duty": duty.kind.key(),
        "title": duty.kind.title(),
        "state": duty.state.key(),
        "note": duty.note,
        "item": duty.item,
    })
}
