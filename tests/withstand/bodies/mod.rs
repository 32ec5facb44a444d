//! What holds for any input, each thing written once: `fuzzed.rs` runs it on a few inputs that are the same every
//! time, `fuzz/` runs it for as long as one likes.
//!
//! Bytes that begin with [`MARK`] are decisions: they write a valid document and then harm it, which leads deeper than bytes
//! that fall as they like. All others are the input itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    dead_code,
    missing_debug_implementations,
    reason = "a broken promise fails the test; another package uses what this one does not"
)]

pub mod author;
pub mod dice;
mod edits;
mod forms;
mod grids;
pub mod harm;
mod history;
mod papers;
mod passages;
mod pictures;
pub mod shared;
mod templates;
mod texts;
pub mod words;
mod yaml;

/// No text of UTF-8 begins with it, and no file of an office.
pub const MARK: u8 = 0xc0;

/// What holds for any bytes; it panics where something does not.
pub type Body = fn(&[u8]);

pub const BODIES: &[(&str, Body)] = &[
    ("yaml", yaml::holds),
    ("edits", edits::holds),
    ("forms", forms::holds),
    ("grids", grids::holds),
    ("texts", texts::holds),
    ("papers", papers::holds),
    ("pictures", pictures::holds),
    ("passages", passages::holds),
    ("templates", templates::holds),
    ("history", history::holds),
];

/// The body of this name.
pub fn body(name: &str) -> Body {
    BODIES.iter().find(|(known, _)| *known == name).map_or(|_| (), |(_, body)| *body)
}
