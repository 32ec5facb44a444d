//! The form as it is filled in on a page: the page model in the shape that templates read, its fields as controls.

mod control;
mod form;
mod large;
mod list;

pub(super) use form::{ChapterLink, FormView, form, is_filled_in};
pub(super) use list::label;
