//! The review page of the changes.

use super::Changes;
use crate::diff::DutyState;
use crate::render::review::{Duty, Heading, page};
use crate::render::{Site, Theme};

pub fn html(changes: &Changes<'_>, theme: &Theme, site: &Site) -> Result<String, String> {
    let cover = changes.new.assessment.root();
    let duties = changes.duties().into_iter().map(|duty| Duty {
        title: format!("{}（{}）", duty.kind.title(), duty.note),
        state: duty.state.word().to_owned(),
        done: duty.state == DutyState::Done,
    });
    let heading = Heading {
        title: cover.words("cover.title"),
        agency: cover.words("cover.agency"),
        form: changes.comparison.form.printed_mark(),
        old: changes.old.heading(),
        new: changes.new.heading(),
        duties: duties.collect(),
    };
    page(changes.comparison, &heading, theme, site)
}
