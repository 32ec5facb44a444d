//! A form that says only how it differs from another: fields and words replaced, things added and removed.

use super::definition::Definition;
use super::place::FormPlace;
use super::read::FormReader;
use crate::text::Span;
use crate::yaml::{YamlEntry, YamlNode};

/// Applies `options:`, `items:`, `insert:` and `remove:`, in this order, to what the forms below say.
pub(super) fn apply(reader: &mut FormReader, definition: &mut Definition, overlay: &YamlNode) {
    reader.head(definition, overlay, &["base", "options", "items", "insert", "remove"]);
    for list in overlay.get("options").map(YamlNode::entries).unwrap_or_default() {
        change_options(reader, definition, list);
    }
    for change in overlay.get("items").map(YamlNode::entries).unwrap_or_default() {
        change_fields(reader, definition, change);
    }
    for insertion in overlay.get("insert").map(YamlNode::items).unwrap_or_default() {
        insert(reader, definition, insertion);
    }
    for place in overlay.get("remove").map(YamlNode::items).unwrap_or_default() {
        remove(reader, definition, place);
    }
}

/// A list says all words anew, a map the new wording of some.
fn change_options(reader: &mut FormReader, definition: &mut Definition, list: &YamlEntry) {
    if !list.node.items().is_empty() {
        let options = reader.option_list(&list.node);
        definition.options.insert(list.key.clone(), options);
        return;
    }
    for word in list.node.entries() {
        let options = definition.options.get_mut(&list.key);
        let choice = options.and_then(|options| options.choices.iter_mut().find(|choice| choice.word == word.key));
        match (choice, word.node.text()) {
            (Some(choice), Some(new)) => new.clone_into(&mut choice.word),
            _ => {
                let place = FormPlace::Choice { list: &list.key, word: &word.key };
                reader.error_at(Span::new(&reader.source, word.key_range.clone()), place.missing());
            }
        }
    }
}

fn change_fields(reader: &mut FormReader, definition: &mut Definition, change: &YamlEntry) {
    let place = FormPlace::parse(&change.key);
    let Some(trail) = definition.trail(place) else {
        reader.error_at(Span::new(&reader.source, change.key_range.clone()), place.missing());
        return;
    };
    if let FormPlace::Part(_) = place {
        let mut part = definition.parts.remove(trail[0]);
        part.span = Span::new(&reader.source, change.key_range.clone());
        change.node.entries().iter().for_each(|field| reader.part_field(definition, &mut part, field));
        definition.parts.insert(trail[0], part);
    } else if let Some(item) = definition.item_mut(&trail) {
        // From here on what is wrong with the item is told where it was changed.
        item.span = Span::new(&reader.source, change.key_range.clone());
        change.node.entries().iter().for_each(|field| reader.field(item, field));
    }
}

/// Beside a thing, or into it, where its own kind can stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InsertSide {
    Before,
    After,
    Into,
}

fn insert(reader: &mut FormReader, definition: &mut Definition, insertion: &YamlNode) {
    const SIDES: [(&str, InsertSide); 3] =
        [("before", InsertSide::Before), ("after", InsertSide::After), ("into", InsertSide::Into)];
    let known = |key: &str| key == "add" || SIDES.iter().any(|(side, _)| *side == key);
    for entry in insertion.entries().iter().filter(|entry| !known(&entry.key)) {
        reader.unknown(entry, "insert ");
    }
    let sides: Vec<(&YamlNode, InsertSide)> =
        SIDES.iter().filter_map(|(key, side)| Some((insertion.get(key)?, *side))).collect();
    let ([(at, side)], Some(add)) = (sides.as_slice(), insertion.get("add")) else {
        reader.error(insertion, "insert には、before・after・into のどれか一つと add を書きます".into());
        return;
    };
    if add.items().is_empty() {
        reader.error(add, "add には、加えるものの一覧（- で始まる並び）を書きます".into());
        return;
    }
    let place = FormPlace::parse(at.text().unwrap_or_default());
    if add_at(reader, definition, place, *side, add).is_none() {
        reader.error(at, place.missing());
    }
}

/// `None` where there is no such place.
fn add_at(
    reader: &mut FormReader,
    definition: &mut Definition,
    place: FormPlace<'_>,
    side: InsertSide,
    add: &YamlNode,
) -> Option<()> {
    match place {
        FormPlace::Choice { list, .. } | FormPlace::Options(list) => {
            let options = definition.options.get_mut(list)?;
            let (at, mut group) = match place {
                FormPlace::Choice { word, .. } => {
                    let found = options.choices.iter().position(|choice| choice.word == word)?;
                    (found + usize::from(side != InsertSide::Before), options.choices[found].group.clone())
                }
                _ => (options.choices.len(), options.choices.last().and_then(|last| last.group.clone())),
            };
            let new: Vec<_> = add.items().iter().filter_map(|item| reader.choice(item, &mut group)).collect();
            options.choices.splice(at..at, new);
        }
        FormPlace::Part(_) if side != InsertSide::Into => {
            let at = definition.trail(place)?[0] + usize::from(side == InsertSide::After);
            let new: Vec<_> = add.items().iter().map(|part| reader.part(definition, part)).collect();
            definition.parts.splice(at..at, new);
        }
        _ => {
            let trail = definition.trail(place)?;
            let new = reader.items(add);
            match (side, place) {
                (InsertSide::Into, FormPlace::Part(_)) => definition.parts.get_mut(trail[0])?.items.extend(new),
                (InsertSide::Into, _) => definition.item_mut(&trail)?.items.extend(new),
                _ => {
                    let at = trail.last()? + usize::from(side == InsertSide::After);
                    definition.siblings(&trail)?.splice(at..at, new);
                }
            }
        }
    }
    Some(())
}

fn remove(reader: &mut FormReader, definition: &mut Definition, node: &YamlNode) {
    let place = FormPlace::parse(node.text().unwrap_or_default());
    if remove_at(definition, place).is_none() {
        reader.error(node, place.missing());
    }
}

/// With everything that stands inside. `None` where there is no such place.
fn remove_at(definition: &mut Definition, place: FormPlace<'_>) -> Option<()> {
    match place {
        FormPlace::Choice { list, word } => {
            let choices = &mut definition.options.get_mut(list)?.choices;
            choices.remove(choices.iter().position(|choice| choice.word == word)?);
        }
        FormPlace::Options(list) => {
            definition.options.remove(list)?;
        }
        FormPlace::Part(_) => {
            definition.parts.remove(definition.trail(place)?[0]);
        }
        FormPlace::Item(_) | FormPlace::Around(..) => {
            let trail = definition.trail(place)?;
            let last = *trail.last()?;
            definition.siblings(&trail)?.remove(last);
        }
    }
    Some(())
}
