//! Record items group by group: one more, another order, one less, or all of them as a spreadsheet lists them.

use crate::assessment::{Address, Answer, Assessment};
use crate::sheet::{FieldStep, TreePlace};
use crate::text::Source;
use crate::yaml::{self, Draft, EditError, EditProblem, YamlChange, YamlNode, YamlValue};

/// Positions from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordChange {
    /// An empty group at the end.
    Add(String),
    /// In the place of the one before it.
    Up(usize),
    Remove(usize),
    /// Groups with these titles say this; others stay, new ones come behind them.
    Set(Vec<(String, Vec<String>)>),
}

/// The text of the assessment with its record items changed. Items that a spreadsheet lists are changed there.
pub fn change_records(assessment: &Assessment, address: &Address, change: RecordChange) -> Result<String, EditError> {
    let refused = |problem| EditError::Place { path: address.to_string(), problem };
    let root = yaml::parse(&assessment.source).root.ok_or_else(|| refused(EditProblem::Missing))?;
    let place = TreePlace::find(&root, address.as_str()).ok_or_else(|| refused(EditProblem::Missing))?;
    let groups: &[YamlNode] = match place.node.map(|node| &node.value) {
        Some(YamlValue::List(groups)) => groups,
        None => &[],
        Some(_) if place.node.is_some_and(YamlNode::is_null) => &[],
        Some(_) => return Err(refused(EditProblem::NoList)),
    };
    let has = |at: usize| if at < groups.len() { Ok(()) } else { Err(refused(EditProblem::TooFar(at))) };
    let remove = |at| place.below([FieldStep::Index(at)], YamlChange::Remove, String::new());
    let add = |new: Vec<Draft>| {
        if groups.is_empty() {
            place.set(Draft::List(new), String::new())
        } else {
            place.below([], YamlChange::Append(new), String::new())
        }
    };
    let edits = match change {
        RecordChange::Add(title) => vec![add(vec![group(&title, &[])])],
        RecordChange::Up(at) => {
            has(at)?;
            let above = at.checked_sub(1).ok_or_else(|| refused(EditProblem::Missing))?;
            let moved = YamlChange::Insert(above, Draft::from(&groups[at]));
            vec![remove(at), place.below([], moved, String::new())]
        }
        RecordChange::Remove(at) => {
            has(at)?;
            vec![remove(at)]
        }
        RecordChange::Set(listed) => {
            let known = assessment.cell(address.as_str()).and_then(|cell| cell.answer());
            let known = match known {
                Some(Answer::Records(known)) => known.as_slice(),
                _ => &[],
            };
            let mut edits = Vec::new();
            let mut new = Vec::new();
            for (title, items) in &listed {
                match known.iter().position(|group| group.title.trim() == title.trim()).filter(|at| *at < groups.len())
                {
                    Some(at) if known[at].items.iter().map(|item| &item.text).eq(items) => {}
                    Some(at) => {
                        let said = YamlChange::Set(group(&known[at].title, items));
                        edits.push(place.below([FieldStep::Index(at)], said, String::new()));
                    }
                    None => new.push(group(title, items)),
                }
            }
            if !new.is_empty() {
                edits.push(add(new));
            }
            edits
        }
    };
    let mut text = assessment.source.text().to_owned();
    for edit in edits {
        text = yaml::edit(&Source::new(assessment.source.path(), text.as_str()), &edit.steps(), &edit.change)?;
    }
    Ok(text)
}

fn group(title: &str, items: &[String]) -> Draft {
    let items = items.iter().map(Draft::text).collect();
    Draft::map([("group", Draft::text(title)), ("items", Draft::List(items))])
}
