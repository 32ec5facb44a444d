//! What people and other programs receive.

pub mod changes;
pub mod html;
pub mod index;
pub mod json;
pub mod markdown;
mod markup;
pub mod pdf;
pub mod review;
pub mod svg;
mod theme;

pub use theme::Theme;

/// An address as it stands in links: `work.content` → `work-content`.
fn anchor(address: &str) -> String {
    address.replace('.', "-")
}

/// The bytes of a picture beside the assessment.
pub type Pictures<'a> = &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync);
