//! Repairs that findings carry, made in a text.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, Repair, RepairEdit};
use crate::text::Source;
use crate::yaml::{YamlRewrite, parse, rewrite};

/// The text with as many of the repairs as do not stand in each other's way, and what was done.
pub fn repaired(source: &Arc<Source>, repairs: &[(&Finding, &Repair)]) -> (String, Vec<String>) {
    let history = parse(source).root.and_then(|root| Some(root.entry("changes")?.node.range.clone()));
    let historical = |range: &Range<usize>| {
        history.as_ref().is_some_and(|history| history.start < range.end && range.start < history.end)
    };
    let mut planned: Vec<(Vec<YamlRewrite>, String)> = Vec::new();
    for (finding, repair) in repairs {
        let rewrites = rewrites(repair);
        let meets = |one: &YamlRewrite| {
            planned.iter().flat_map(|(other, _)| other).any(|other| {
                other.range == one.range || (other.range.start < one.range.end && one.range.start < other.range.end)
            })
        };
        if !rewrites.iter().any(|one| meets(one) || historical(&one.range)) {
            let line = finding.span.as_ref().map_or(1, |span| span.start_position().line);
            planned.push((rewrites, format!("  {}:{line}: {}（{}）", source.path(), repair.title, finding.rule.code)));
        }
    }
    let all: Vec<YamlRewrite> = planned.iter().flat_map(|(rewrites, _)| rewrites.clone()).collect();
    if let Ok(after) = rewrite(source, &all) {
        return (after, planned.into_iter().map(|(_, line)| line).collect());
    }
    // One that would touch something else is left to a person; the others are made.
    let (mut taken, mut after, mut lines) = (Vec::new(), source.text().to_owned(), Vec::new());
    for (rewrites, line) in planned {
        let with = [taken.clone(), rewrites].concat();
        if let Ok(text) = rewrite(source, &with) {
            (taken, after) = (with, text);
            lines.push(line);
        }
    }
    (after, lines)
}

fn rewrites(repair: &Repair) -> Vec<YamlRewrite> {
    let rewrite = |edit: &RepairEdit| YamlRewrite { range: edit.span.range(), text: edit.text.clone() };
    repair.edits.iter().map(rewrite).collect()
}
