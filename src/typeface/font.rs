//! A font from a file: `fonts/example.ttc#1` is the second face in it.

use std::fmt;
use std::sync::Arc;

use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

/// The only one of a font's rights that forbids every use in a document.
const FORBIDDEN: u16 = 2;

/// A font of the reader's own, known to be readable.
#[derive(Clone)]
pub struct Font {
    pub data: Arc<[u8]>,
    pub index: u32,
}

impl fmt::Debug for Font {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Font").field("bytes", &self.data.len()).field("index", &self.index).finish()
    }
}

/// What keeps a font from being printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontError {
    Unreadable,
    /// The file has no face of this number.
    NoFace(u32),
    NoMeasures,
    NoOutlines,
    /// Its licence bits forbid every use in a document.
    Forbidden,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("TrueType か OpenType の書体（.ttf・.otf・.ttc）として読めません"),
            Self::NoFace(index) => write!(f, "{index} 番（0 から数える）の書体が読めません"),
            Self::NoMeasures => f.write_str("文字の対応表か寸法がありません"),
            Self::NoOutlines => f.write_str("字の輪郭がないか、輪郭の形（CFF2 など）を扱えません"),
            Self::Forbidden => f.write_str("文書への埋め込みが許されていない書体です"),
        }
    }
}

impl std::error::Error for FontError {}

impl Font {
    /// The name of the file, and which of its faces is meant.
    pub fn address(text: &str) -> (&str, u32) {
        let numbered = text.rsplit_once('#').and_then(|(file, index)| Some((file, index.parse().ok()?)));
        numbered.unwrap_or((text, 0))
    }

    pub fn read(data: Vec<u8>, index: u32) -> Result<Self, FontError> {
        let font = FontRef::from_index(&data, index).map_err(|_| match index {
            0 => FontError::Unreadable,
            _ => FontError::NoFace(index),
        })?;
        if !font.charmap().has_map() || font.head().map_or(0, |head| head.units_per_em()) == 0 || font.hhea().is_err() {
            return Err(FontError::NoMeasures);
        }
        if font.glyf().is_err() && font.cff().is_err() {
            return Err(FontError::NoOutlines);
        }
        if font.os2().is_ok_and(|os2| os2.fs_type() & 0xF == FORBIDDEN) {
            return Err(FontError::Forbidden);
        }
        Ok(Self { data: data.into(), index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_a_face() {
        assert_eq!(Font::address("fonts/a.ttf"), ("fonts/a.ttf", 0));
        assert_eq!(Font::address("fonts/a.ttc#3"), ("fonts/a.ttc", 3));
        assert_eq!(Font::address("字#体.ttf"), ("字#体.ttf", 0));
    }

    #[test]
    fn what_is_no_font_is_refused_in_words() {
        let whole = super::super::REGULAR;
        assert!(Font::read(whole.to_vec(), 0).is_ok());
        assert!(Font::read(whole.to_vec(), 1).unwrap_err().to_string().contains("1 番"));
        for broken in [&b""[..], b"OTTO", b"\0\x01\0\0\0\x0c", &whole[..200]] {
            assert!(Font::read(broken.to_vec(), 0).is_err());
        }
    }
}
