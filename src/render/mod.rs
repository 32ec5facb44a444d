//! What people and other programs receive.

mod base64;
pub mod changes;
pub mod docx;
mod duty;
mod error;
pub mod feed;
pub mod html;
pub mod imported;
pub mod index;
pub mod json;
pub mod letter;
pub mod markdown;
mod markup;
pub mod opening;
pub mod pdf;
pub mod plan;
pub mod portfolio;
pub mod public_index;
pub mod review;
mod site;
mod stumble;
pub mod svg;
mod template;
mod theme;
pub mod timeline;

pub use error::{RenderError, TemplateFault};
pub use site::{Site, SiteLink, SiteOwner};
pub use theme::Theme;

/// The bytes of a picture beside the assessment.
pub type Pictures<'a> = &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// Text as it stands in HTML and XML, between quotation marks too.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            // No XML file may contain them, not even escaped.
            control if control.is_control() || matches!(control, '\u{FFFE}' | '\u{FFFF}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}
