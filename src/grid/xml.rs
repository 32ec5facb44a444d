//! XML read piece by piece: nothing is expanded, nothing outside is looked up, nesting has an end.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::refusal::Refusal;
use crate::text::limits;

pub(super) struct XmlReader<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

pub(super) enum XmlPiece<'a> {
    Open(OpenTag<'a>),
    Close(CloseTag<'a>),
    Text(Cow<'a, str>),
}

pub(super) struct OpenTag<'a>(BytesStart<'a>);

pub(super) struct CloseTag<'a>(BytesEnd<'a>);

impl<'a> XmlReader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next tag or text; an empty element opens and closes.
    pub(super) fn next(&mut self) -> Result<Option<XmlPiece<'a>>, Refusal> {
        loop {
            match self.reader.read_event().map_err(|_| Refusal::broken())? {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > limits::XML_DEPTH {
                        return Err(Refusal::too_large(format!("XML の入れ子が {} 段を超えます", limits::XML_DEPTH)));
                    }
                    return Ok(Some(XmlPiece::Open(OpenTag(tag))));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(XmlPiece::Close(CloseTag(tag))));
                }
                Event::Text(text) => return Ok(Some(XmlPiece::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(XmlPiece::Text(text.xml10_content()))),
                Event::GeneralRef(reference) => {
                    let written = format!("&{};", reference.as_ref());
                    let text = unescape(&written).map_err(|_| Refusal::broken())?.into_owned();
                    return Ok(Some(XmlPiece::Text(text.into())));
                }
                // No spreadsheet has one; it could only declare entities.
                Event::DocType(_) => return Err(Refusal::unreadable("XML に文書型宣言（DOCTYPE）があります")),
                Event::Eof if self.depth > 0 => return Err(Refusal::broken()),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Where the reader stands in the text.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The text up to the end of the element that was just opened.
    pub(super) fn text(&mut self) -> Result<String, Refusal> {
        let mut text = String::new();
        let outside = self.depth - 1;
        while self.depth > outside {
            if let Some(XmlPiece::Text(piece)) = self.next()? {
                text.push_str(&piece);
            }
        }
        Ok(text)
    }

    /// Passes over the rest of the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }
}

impl OpenTag<'_> {
    /// Without its namespace.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// An attribute by its name without its namespace.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let value = attributes.with_checks(false).flatten().find(|found| local(found.key.into_inner()) == name)?.value;
        unescape(&value).ok().map(Cow::into_owned)
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }

    /// Attributes that say yes.
    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "1" || value == "true")
    }
}

impl CloseTag<'_> {
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, Refusal> {
        let mut xml = XmlReader::new(xml);
        let mut out = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                XmlPiece::Open(tag) => out.push_str(&format!("<{}>", tag.name())),
                XmlPiece::Close(tag) => out.push_str(&format!("</{}>", tag.name())),
                XmlPiece::Text(text) => out.push_str(&text),
            }
        }
        Ok(out)
    }

    #[test]
    fn references_are_characters_and_nothing_else() {
        assert_eq!(texts("<x:a>1&amp;2&#x3042;<b/></x:a>").ok().as_deref(), Some("<a>1&2あ<b></b></a>"));
        assert!(texts("<a>&other;</a>").is_err());
        assert!(texts("<!DOCTYPE a [<!ENTITY b \"x\">]><a>&b;</a>").is_err());
    }

    #[test]
    fn nesting_and_truncation_end_the_reading() {
        assert!(texts(&"<a>".repeat(limits::XML_DEPTH + 1)).is_err());
        let deepest = format!("{}{}", "<a>".repeat(limits::XML_DEPTH), "</a>".repeat(limits::XML_DEPTH));
        assert!(texts(&deepest).is_ok());
        assert!(texts("<a><b></b>").is_err());
        assert!(texts("<a></b>").is_err());
    }
}
