//! Record items group by group: one more, another order, one less, or all of them as a spreadsheet lists them.

use super::entries::{ListedEntries, tree};
use crate::assessment::{Address, Answer, Assessment};
use crate::yaml::{Draft, EditError, YamlChange};

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
    let root = tree(assessment, address)?;
    let mut groups = ListedEntries::at(assessment, &root, address)?;
    match change {
        RecordChange::Add(title) => groups.append(vec![group(&title, &[])]),
        RecordChange::Up(at) => groups.up(at)?,
        RecordChange::Remove(at) => groups.remove(at)?,
        RecordChange::Set(listed) => {
            let known = assessment.cell(address.as_str()).and_then(|cell| cell.answer());
            let known = match known {
                Some(Answer::Records(known)) => known.as_slice(),
                _ => &[],
            };
            let written = groups.entries.len();
            let mut new = Vec::new();
            for (title, items) in &listed {
                match known.iter().position(|group| group.title.trim() == title.trim()).filter(|at| *at < written) {
                    Some(at) if known[at].items.iter().map(|item| &item.text).eq(items) => {}
                    Some(at) => groups.change(at, None, YamlChange::Set(group(&known[at].title, items))),
                    None => new.push(group(title, items)),
                }
            }
            if !new.is_empty() {
                groups.append(new);
            }
        }
    }
    groups.edited()
}

fn group(title: &str, items: &[String]) -> Draft {
    let items = items.iter().map(Draft::text).collect();
    Draft::map([("group", Draft::text(title)), ("items", Draft::List(items))])
}
