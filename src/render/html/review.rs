//! What a review edition begins with, in the shape that templates read.

use serde::Serialize;

use crate::doc::{Changed, ChangedItem, Review};

#[derive(Serialize)]
pub(super) struct Summary {
    old: String,
    new: String,
    duties: Vec<Duty>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Duty {
    title: String,
    state: String,
    note: String,
}

#[derive(Serialize)]
struct Group {
    title: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    path: String,
    id: String,
    kind: String,
    timing: String,
    reason: String,
}

impl Summary {
    pub(super) fn of(review: &Review) -> Self {
        let duty = |duty: &crate::doc::Duty| Duty {
            title: duty.title.clone(),
            state: duty.state.clone(),
            note: duty.note.clone(),
        };
        Self {
            old: review.old.clone(),
            new: review.new.clone(),
            duties: review.duties.iter().map(duty).collect(),
            groups: review.groups.iter().map(group).collect(),
        }
    }
}

fn group(changed: &Changed) -> Group {
    let row = |item: &ChangedItem| Row {
        path: item.path.clone(),
        id: item.anchor.clone(),
        kind: item.kind.clone(),
        timing: item.timing.clone(),
        reason: item.reason.clone(),
    };
    Group { title: changed.title.clone(), rows: changed.rows.iter().map(row).collect() }
}
