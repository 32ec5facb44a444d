//! The review page of the changes.

use super::Changes;
use crate::render::RenderError;
use crate::render::review::{ReviewHeading, page};
use crate::render::{Site, Theme};

pub fn html(changes: &Changes<'_>, theme: &Theme, site: &Site) -> Result<String, RenderError> {
    let cover = changes.new.assessment.root();
    let heading = ReviewHeading {
        title: cover.words("cover.title"),
        agency: cover.words("cover.agency"),
        form: changes.comparison.form.printed_mark(),
        old: changes.old.heading(),
        new: changes.new.heading(),
        duties: changes.duties(),
    };
    page(changes.comparison, &heading, theme, site)
}
