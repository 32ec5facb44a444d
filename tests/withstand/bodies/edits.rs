//! An edit changes what it is asked to change and nothing else, for a reader of another make.

use hyokasho::text::Source;
use hyokasho::yaml::{Draft, YamlChange, YamlNode, YamlStep, YamlValue, edit, parse};
use serde_yaml::Value as Seen;

use super::MARK;
use super::dice::Dice;
use super::harm::Harm;
use super::shared::{harmed, valid};
use super::words::text;

pub(super) fn holds(bytes: &[u8]) {
    // Without decisions there is nothing to do: what is to be edited stands before them.
    let Some(at) = bytes.iter().position(|byte| *byte == MARK) else { return };
    let (before, mut dice) = (&bytes[..at], Dice::new(&bytes[at + 1..]));
    let edits = [dice.take(24), dice.take(24), dice.take(24)];
    let mut text = match std::str::from_utf8(before) {
        Ok(typed) if !typed.is_empty() => typed.to_owned(),
        _ => {
            let harms = Harm::some(&mut dice);
            harmed(valid(dice), &harms)
        }
    };
    for edit in edits {
        text = edited(text, Dice::new(edit));
    }
}

fn edited(text: String, mut dice: Dice<'_>) -> String {
    let source = Source::new("assessment.yaml", text.as_str());
    let Some(root) = parse(&source).root else { return text };
    let path = path(&root, &mut dice);
    let change = change(&mut dice);
    let Ok(after) = edit(&source, &path, &change) else { return text };
    let found = parse(&Source::new("assessment.yaml", after.as_str()));
    assert!(found.root.is_some() || text.is_empty(), "{path:?} {change:?}\n{text}\n→\n{after}");
    let seen = |text: &str| serde_yaml::from_str::<Seen>(text).ok();
    if let Some(mut expected) = seen(&text).filter(|seen| alike(seen, &root))
        && applied(&mut expected, &path, &change)
    {
        assert_eq!(seen(&after), Some(expected), "{path:?} {change:?}\n{text}\n→\n{after}");
    }
    after
}

/// Some way into the tree, now and then to a place that is not there.
fn path<'n>(root: &'n YamlNode, dice: &mut Dice<'_>) -> Vec<YamlStep<'n>> {
    let mut steps = Vec::new();
    let mut node = root;
    while !dice.once_in(5) && !dice.is_over() {
        match &node.value {
            YamlValue::Map(entries) if !entries.is_empty() => {
                let entry = &entries[dice.roll(entries.len())];
                steps.push(YamlStep::Key(&entry.key));
                node = &entry.node;
            }
            YamlValue::List(items) if !items.is_empty() => {
                let index = dice.roll(items.len());
                steps.push(YamlStep::Index(index));
                node = &items[index];
            }
            _ => break,
        }
    }
    if dice.once_in(6) {
        steps.push(if dice.once_in(2) { YamlStep::Index(dice.roll(4)) } else { YamlStep::Key("added") });
    }
    steps
}

fn change(dice: &mut Dice<'_>) -> YamlChange {
    match dice.roll(6) {
        0 => YamlChange::Remove,
        1 => YamlChange::Append((0..dice.roll(3)).map(|_| draft(dice)).collect()),
        2 => YamlChange::Insert(dice.roll(4), draft(dice)),
        _ => YamlChange::Set(draft(dice)),
    }
}

fn draft(dice: &mut Dice<'_>) -> Draft {
    match dice.roll(6) {
        0 => Draft::texts((0..dice.roll(3)).map(|_| text(dice))),
        1 => Draft::map([("a", Draft::text(text(dice))), ("b", Draft::texts([text(dice)]))]),
        _ => Draft::text(text(dice)),
    }
}

/// Both readers see the same, so that the other one can be a witness; it takes words for numbers, which is well known.
fn alike(seen: &Seen, node: &YamlNode) -> bool {
    match (seen, &node.value) {
        (Seen::Mapping(seen), YamlValue::Map(entries)) => {
            seen.len() == entries.len()
                && seen
                    .iter()
                    .zip(entries)
                    .all(|((key, value), entry)| key.as_str() == Some(entry.key.as_str()) && alike(value, &entry.node))
        }
        (Seen::Sequence(seen), YamlValue::List(items)) => {
            seen.len() == items.len() && seen.iter().zip(items).all(|(seen, item)| alike(seen, item))
        }
        (Seen::String(seen), YamlValue::Scalar(text, _)) => seen == text,
        (Seen::Null, YamlValue::Scalar(..)) => node.is_null(),
        (Seen::Bool(_) | Seen::Number(_), YamlValue::Scalar(..)) => true,
        _ => false,
    }
}

/// Makes the change on what the other reader saw; false where it is not clear what should come of it.
fn applied(seen: &mut Seen, path: &[YamlStep<'_>], change: &YamlChange) -> bool {
    let Some((step, rest)) = path.split_first() else {
        match (change, seen) {
            (YamlChange::Set(draft), seen) => *seen = value(draft),
            (YamlChange::Append(items), Seen::Sequence(list)) => list.extend(items.iter().map(value)),
            (YamlChange::Insert(at, item), Seen::Sequence(list)) if *at <= list.len() => list.insert(*at, value(item)),
            _ => return false,
        }
        return true;
    };
    match (seen, step) {
        (Seen::Mapping(map), YamlStep::Key(key)) => {
            let key = Seen::String((*key).to_owned());
            match (rest.is_empty(), change) {
                (true, YamlChange::Remove) => map.shift_remove(&key).is_some(),
                (true, YamlChange::Set(draft)) => {
                    map.insert(key, value(draft));
                    true
                }
                _ => map.get_mut(&key).is_some_and(|inner| applied(inner, rest, change)),
            }
        }
        (Seen::Sequence(list), YamlStep::Index(index)) => match (rest.is_empty(), change) {
            (true, YamlChange::Remove) => {
                list.remove(*index);
                true
            }
            _ => list.get_mut(*index).is_some_and(|inner| applied(inner, rest, change)),
        },
        _ => false,
    }
}

fn value(draft: &Draft) -> Seen {
    match draft {
        Draft::Text(text) => Seen::String(text.clone()),
        Draft::Bare(text) => serde_yaml::from_str(text).unwrap_or(Seen::Null),
        Draft::List(items) => Seen::Sequence(items.iter().map(value).collect()),
        Draft::Map(entries) => {
            Seen::Mapping(entries.iter().map(|entry| (Seen::String(entry.key.clone()), value(&entry.value))).collect())
        }
    }
}
