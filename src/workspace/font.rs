//! The font of a workspace's own, and fonts that a command names.

use std::path::Path;

use super::open::Workspace;
use crate::disk::{Bounds, read_bytes};
use crate::finding::{Finding, reader};
use crate::text::limits;
use crate::typeface::{Font, FontError};

impl Workspace {
    /// What `style: font:` names; none where it names nothing.
    pub fn font(&self) -> Result<Option<Font>, Box<Finding>> {
        let (Some(address), Some(root)) = (&self.config.style.font, &self.root) else { return Ok(None) };
        let placed = |finding: Finding| match &self.config.font_span {
            Some(span) => finding.at(span.clone()),
            None => finding,
        };
        let (file, index) = Font::address(address);
        let bytes = Bounds::of_workspace(root).read_named(file, limits::FONT_BYTES);
        let bytes = bytes.map_err(|finding| Box::new(placed(*finding)))?;
        Font::read(bytes, index).map(Some).map_err(|why| Box::new(placed(unusable(address, why))))
    }
}

/// The font at `FILE` or `FILE#index`.
pub fn read_font(address: &str) -> Result<Font, Box<Finding>> {
    let (file, index) = Font::address(address);
    let bytes = read_bytes(Path::new(file), limits::FONT_BYTES)?;
    Font::read(bytes, index).map_err(|why| Box::new(unusable(address, why)))
}

fn unusable(address: &str, why: FontError) -> Finding {
    let help = "ほかの書体を指定するか、指定をやめてください（指定しなければ、組み込みの BIZ UDゴシックで印刷します）";
    Finding::new(&reader::BAD_FONT, format!("「{address}」を書体として使えません（{why}）")).help(help)
}
