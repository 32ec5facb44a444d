//! What no compiler holds about the project itself: its layers, its documentation, its examples.

mod architecture;
mod docs;
mod examples;
#[path = "../support/mod.rs"]
mod support;
