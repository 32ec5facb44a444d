//! How cells look, as far as it says what their values mean: number formats, and text that is struck out.

use std::collections::BTreeMap;

use super::super::number::built_in;
use super::super::refusal::Refusal;
use super::super::xml::{XmlPiece, XmlReader};

#[derive(Default)]
pub(super) struct XlsxStyles {
    formats: BTreeMap<u32, String>,
    looks: Vec<XlsxLook>,
}

#[derive(Clone, Copy, Default)]
struct XlsxLook {
    format: u32,
    struck: bool,
}

impl XlsxStyles {
    pub(super) fn read(part: &str) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        let mut fonts = Vec::new();
        let mut section = String::new();
        let mut xml = XmlReader::new(part);
        while let Some(piece) = xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            if xml.depth() == 2 {
                tag.name().clone_into(&mut section);
                continue;
            }
            match (section.as_str(), tag.name()) {
                ("numFmts", "numFmt") => {
                    let code = tag.number("numFmtId").zip(tag.get("formatCode"));
                    styles.formats.extend(code);
                }
                ("fonts", "font") => fonts.push(false),
                ("fonts", "strike") => {
                    let on = tag.get("val").is_none() || tag.is("val");
                    fonts.last_mut().into_iter().for_each(|font| *font = on);
                }
                ("cellXfs", "xf") => {
                    let font = tag.number("fontId").and_then(|font| fonts.get(font as usize));
                    let struck = font.copied().unwrap_or_default();
                    styles.looks.push(XlsxLook { format: tag.number("numFmtId").unwrap_or_default(), struck });
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    pub(super) fn is_struck(&self, style: usize) -> bool {
        self.looks.get(style).is_some_and(|look| look.struck)
    }

    /// The code of a number format, as Excel in Japanese understands the numbers that stand for one.
    pub(super) fn format(&self, style: usize) -> &str {
        let id = self.looks.get(style).map_or(0, |look| look.format);
        self.formats.get(&id).map_or_else(|| built_in(id), String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_a_format_and_a_font() {
        let part = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"ggge&quot;年&quot;\"/></numFmts>\
            <fonts><font><sz val=\"9\"/></font><font><strike/></font></fonts>\
            <cellStyleXfs><xf numFmtId=\"9\" fontId=\"1\"/></cellStyleXfs>\
            <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"1\"/><xf numFmtId=\"58\"/></cellXfs></styleSheet>";
        let styles = XlsxStyles::read(part).ok().unwrap_or_default();
        assert_eq!([0, 1, 2, 3].map(|style| styles.is_struck(style)), [false, true, false, false]);
        assert_eq!([0, 1, 2].map(|style| styles.format(style)), ["General", "ggge\"年\"", "ggge年m月d日"]);
    }
}
