//! The change made on values alone: what the edited text has to say, and what is wrong with the request.

use super::super::emit::{Draft, DraftEntry};
use super::{EditError, EditProblem, YamlChange, YamlStep, shown};

pub(super) fn change(document: &mut Draft, path: &[YamlStep<'_>], change: &YamlChange) -> Result<(), EditError> {
    let refuse = |problem: EditProblem| EditError::Place { path: shown(path), problem };
    match change {
        YamlChange::Set(draft) => match path.split_last() {
            None => *document = draft.clone(),
            Some((YamlStep::Key(key), above)) => set(find(document, above)?, key, draft).map_err(refuse)?,
            Some(_) => *find(document, path)? = draft.clone(),
        },
        YamlChange::Append(items) => {
            let list = find(document, path)?;
            let length = if let Draft::List(old) = &list { old.len() } else { 0 };
            insert(list, length, items).map_err(refuse)?;
        }
        YamlChange::Insert(at, item) => {
            insert(find(document, path)?, *at, std::slice::from_ref(item)).map_err(refuse)?;
        }
        YamlChange::Remove => {
            let Some((step, above)) = path.split_last() else {
                return Err(refuse(EditProblem::WholeDocument));
            };
            find(document, path)?;
            match (find(document, above)?, step) {
                (Draft::List(items), YamlStep::Index(index)) => drop(items.remove(*index)),
                (Draft::Map(entries), YamlStep::Key(key)) => {
                    if let Some(at) = entries.iter().position(|entry| entry.key == *key) {
                        entries.remove(at);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn find<'d>(document: &'d mut Draft, path: &[YamlStep<'_>]) -> Result<&'d mut Draft, EditError> {
    let mut found = document;
    for (depth, step) in path.iter().enumerate() {
        let next = match (found, step) {
            (Draft::List(items), YamlStep::Index(index)) => items.get_mut(*index),
            (Draft::Map(entries), YamlStep::Key(key)) => {
                entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
            }
            _ => None,
        };
        found = next.ok_or_else(|| EditError::Place { path: shown(&path[..=depth]), problem: EditProblem::Missing })?;
    }
    Ok(found)
}

fn set(map: &mut Draft, key: &str, value: &Draft) -> Result<(), EditProblem> {
    if map.is_null() {
        *map = Draft::Map(Vec::new());
    }
    let Draft::Map(entries) = map else {
        return Err(EditProblem::NoMap);
    };
    match entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.value = value.clone(),
        None => entries.push(DraftEntry::new(key, value.clone())),
    }
    Ok(())
}

fn insert(list: &mut Draft, at: usize, items: &[Draft]) -> Result<(), EditProblem> {
    if list.is_null() {
        *list = Draft::List(Vec::new());
    }
    let Draft::List(old) = list else { return Err(EditProblem::NoList) };
    if at > old.len() {
        return Err(EditProblem::TooFar(at));
    }
    old.splice(at..at, items.iter().cloned());
    Ok(())
}
