//! Makes comments of the lines that the new form has no place for, and names the new form; everything else stays byte for byte.

use std::ops::Range;

use super::walk::{Fate, FoundEntry, TreeStep};
use crate::form::Form;
use crate::text::Source;
use crate::yaml::emit::{Draft, YamlPen};
use crate::yaml::{self, YamlNode, YamlValue};

/// The text with all of it done; `None` where it would not say what it should.
pub(super) fn set_aside(text: &str, form: &Form, root: &YamlNode, found: &[FoundEntry]) -> Option<String> {
    let mut splices: Vec<(Range<usize>, String)> = Vec::new();
    if let Some(named) = root.get("form") {
        splices.push((named.range.clone(), form.id.clone()));
    }
    let pen = YamlPen { line_break: "\n", literals: false };
    for found in found {
        match &found.fate {
            Fate::Printed(path) => splices.push((found.range.clone(), format!("printed: {}", pen.scalar(path, 0)))),
            Fate::Unknown | Fate::Left => splices.extend(marks(text, &found.range)),
            Fate::Carried | Fate::Renamed(_) => {}
        }
    }
    splices.sort_by_key(|(range, _)| range.start);
    let mut moved = String::with_capacity(text.len() + splices.len() * 2);
    let mut at = 0;
    for (range, new) in splices {
        moved += text.get(at..range.start)?;
        moved += &new;
        at = range.end;
    }
    moved += text.get(at..)?;
    let after = yaml::parse(&Source::new("", moved.as_str())).root?;
    let gone: Vec<&FoundEntry> =
        found.iter().filter(|found| matches!(found.fate, Fate::Unknown | Fate::Left)).collect();
    (rest(&after, &mut Vec::new(), &[]) == rest(root, &mut Vec::new(), &gone)).then_some(moved)
}

/// A mark at the front of every line that says something, under the first one.
fn marks(text: &str, range: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let first = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let column = text[first..].len() - text[first..].trim_start_matches(' ').len();
    let mut marks = Vec::new();
    let mut at = first;
    for line in text[first..end].split('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() {
            let place = at + indent.min(column);
            marks.push((place..place, "# ".to_owned()));
        }
        at += line.len() + 1;
    }
    marks
}

/// What a tree says besides its form, the names of items in its rows and what was taken out.
fn rest(node: &YamlNode, at: &mut Vec<TreeStep>, gone: &[&FoundEntry]) -> Draft {
    let is_gone = |at: &[TreeStep]| {
        gone.iter().any(|found| {
            found.steps.len() == at.len() && found.steps.iter().zip(at).all(|(one, other)| one.step() == other.step())
        })
    };
    let mut inner = |piece: TreeStep, node: &YamlNode| {
        at.push(piece);
        let draft = (!is_gone(at)).then(|| rest(node, at, gone));
        at.pop();
        draft.filter(|draft| *draft != Draft::bare(""))
    };
    let nothing = || Draft::bare("");
    match &node.value {
        YamlValue::Scalar(..) => Draft::from(node),
        YamlValue::List(items) => {
            let items: Vec<Draft> =
                items.iter().enumerate().filter_map(|(index, item)| inner(TreeStep::Index(index), item)).collect();
            // An empty list that an author wrote is an answer.
            if items.is_empty() && !node.items().is_empty() { nothing() } else { Draft::List(items) }
        }
        YamlValue::Map(entries) => {
            let others = entries.iter().filter(|entry| !["form", "item", "printed"].contains(&entry.key.as_str()));
            let entries: Vec<(String, Draft)> = others
                .filter_map(|entry| Some((entry.key.clone(), inner(TreeStep::Key(entry.key.clone()), &entry.node)?)))
                .collect();
            if entries.is_empty() { nothing() } else { Draft::map(entries) }
        }
    }
}
