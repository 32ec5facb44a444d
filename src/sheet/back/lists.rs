//! Ticked boxes and record items: what was added goes in where it belongs, what is gone is taken out, the rest stays.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::LeftReason;
use super::place::{Edit, FieldStep, TreePlace};
use crate::assessment::{Answer, Assessment, Cell, RecordGroup};
use crate::form::Choice;
use crate::yaml::{Draft, YamlChange, YamlNode, YamlValue};

/// A box of the sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct TickedBox {
    pub(super) on: bool,
    pub(super) text: String,
}

/// `boxes` are those of the form, in its order.
pub(super) fn ticks(
    assessment: &Assessment,
    cell: &Cell,
    place: &TreePlace<'_>,
    boxes: &[TickedBox],
) -> Result<Vec<Edit>, LeftReason> {
    let choices =
        assessment.form.options_of(assessment.node(cell)).map(|options| options.choices.as_slice()).unwrap_or_default();
    let what = assessment.path(cell);
    if boxes.len() != choices.len() {
        return Err(LeftReason::NumberOfBoxes);
    }
    let draft = |(choice, ticked): (&Choice, &TickedBox)| match ticked.text.trim() {
        "" => Draft::text(&choice.word),
        text => Draft::map([(choice.word.as_str(), Draft::text(text))]),
    };
    let Some((old, list)) = written(cell, place) else {
        let on = choices.iter().zip(boxes).filter(|(_, ticked)| ticked.on);
        return Ok(vec![place.set(Draft::List(on.map(draft).collect()), what)]);
    };
    let node_of = |index: usize| {
        let tick = old.iter().find(|tick| tick.index == index)?;
        list.iter().position(|node| node.range == tick.span.range())
    };
    let mut edits = Vec::new();
    for (index, (choice, ticked)) in choices.iter().zip(boxes).enumerate() {
        let was = old.iter().find(|tick| tick.index == index);
        let change = match (was, node_of(index), ticked.on) {
            (None, _, false) => continue,
            (Some(tick), _, true) if tick.text.as_deref().unwrap_or_default() == ticked.text.trim() => continue,
            (Some(_), Some(at), true) => {
                place.below([FieldStep::Index(at)], YamlChange::Set(draft((choice, ticked))), what.clone())
            }
            (Some(_), Some(at), false) => place.below([FieldStep::Index(at)], YamlChange::Remove, what.clone()),
            (None, _, true) => {
                let before = (0..index).rev().find_map(node_of);
                let change = YamlChange::Insert(before.map_or(0, |at| at + 1), draft((choice, ticked)));
                place.below([], change, what.clone())
            }
            (Some(_), None, _) => return Err(LeftReason::Unreadable),
        };
        edits.push(change);
    }
    Ok(edits)
}

fn written<'a>(cell: &'a Cell, place: &TreePlace<'a>) -> Option<(&'a [crate::assessment::Tick], &'a [YamlNode])> {
    match (&cell.typed, place.node.map(|node| &node.value)) {
        (Some(Answer::Checks(ticks)), Some(YamlValue::List(items))) if !items.is_empty() => Some((ticks, items)),
        _ => None,
    }
}

/// The title of a group of record items.
pub(super) fn record_title(
    cell: &Cell,
    place: &TreePlace<'_>,
    group: usize,
    new: &str,
    what: String,
) -> Result<Edit, LeftReason> {
    record_group(cell, place, group)?;
    Ok(place.below([FieldStep::Index(group), FieldStep::Key("group".into())], YamlChange::Set(Draft::text(new)), what))
}

/// The items of a group, in the order of the sheet.
pub(super) fn record_items(
    cell: &Cell,
    place: &TreePlace<'_>,
    group: usize,
    new: &[String],
    what: &str,
) -> Result<Vec<Edit>, LeftReason> {
    let (written, node) = record_group(cell, place, group)?;
    let old: Vec<String> = written.items.iter().map(|item| item.text.clone()).collect();
    let path = [FieldStep::Index(group), FieldStep::Key("items".into())];
    let Some(YamlValue::List(nodes)) =
        node.get("items").map(|items| &items.value).filter(|_| node.get("items").is_some())
    else {
        return Ok(vec![place.below(path, YamlChange::Set(Draft::texts(new)), what.to_owned())]);
    };
    if nodes.len() != old.len() {
        return Err(LeftReason::Unreadable);
    }
    let mut edits = Vec::new();
    let mut edit = |below: Vec<FieldStep>, change: YamlChange| edits.push(place.below(below, change, what.to_owned()));
    for operation in capture_diff_slices(Algorithm::Myers, &old, new) {
        let (DiffOp::Replace { .. } | DiffOp::Insert { .. } | DiffOp::Delete { .. }) = operation else { continue };
        let (was, now) = (operation.old_range(), operation.new_range());
        let both = was.len().min(now.len());
        for offset in 0..both {
            let at = path.iter().cloned().chain([FieldStep::Index(was.start + offset)]).collect();
            edit(at, YamlChange::Set(Draft::text(&new[now.start + offset])));
        }
        for index in was.start + both..was.end {
            edit(path.iter().cloned().chain([FieldStep::Index(index)]).collect(), YamlChange::Remove);
        }
        // What comes last is put in first: all of them at the same place.
        for offset in both..now.len() {
            let item = Draft::text(&new[now.start + offset]);
            edit(path.to_vec(), YamlChange::Insert(was.start + both, item));
        }
    }
    Ok(edits)
}

fn record_group<'a>(
    cell: &'a Cell,
    place: &TreePlace<'a>,
    group: usize,
) -> Result<(&'a RecordGroup, &'a YamlNode), LeftReason> {
    let node = place.node.ok_or(LeftReason::NoRecords)?;
    if let Some(file) = node.text_of("from") {
        return Err(LeftReason::RecordsElsewhere(file.to_owned()));
    }
    let (Some(Answer::Records(groups)), YamlValue::List(items)) = (&cell.typed, &node.value) else {
        return Err(LeftReason::NoRecordList);
    };
    match (groups.get(group), items.get(group)) {
        (Some(written), Some(node)) if groups.len() == items.len() && node.get("items").is_some() => {
            Ok((written, node))
        }
        _ => Err(LeftReason::RecordGroups),
    }
}
