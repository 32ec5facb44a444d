//! Pictures beside an assessment: what is in the file, and what of it no page can show.

mod jpeg;
mod pixels;
mod png;
mod svg;

use std::fmt;

pub use svg::Vector;

#[derive(Debug)]
pub enum Picture {
    Raster(Raster),
    Vector(Box<Vector>),
}

#[derive(Debug)]
pub struct Raster {
    pub width: u32,
    pub height: u32,
    pub colours: Colours,
    pub pixels: Pixels,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    Grey,
    Rgb,
    Cmyk {
        /// 0 is full ink, as Adobe's programs write it.
        inverted: bool,
    },
}

#[derive(Debug)]
pub enum Pixels {
    /// Samples of eight bits from the top left corner, and how opaque each pixel is if not all are.
    Plain { samples: Vec<u8>, opacity: Option<Vec<u8>> },
    /// The file as it is.
    Jpeg(Vec<u8>),
}

/// Why a picture is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFault {
    Broken(String),
    TooLarge(String),
}

impl fmt::Display for PictureFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Broken(why) | Self::TooLarge(why)) = self;
        f.write_str(why)
    }
}

impl std::error::Error for PictureFault {}

/// Reads a picture whatever its name says it is.
pub fn read(bytes: &[u8]) -> Result<Picture, PictureFault> {
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8") {
        return raster(bytes).map(Picture::Raster);
    }
    let text = std::str::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{feff}').trim_start());
    match text {
        Some(text) if text.starts_with('<') => svg::read(text).map(|vector| Picture::Vector(Box::new(vector))),
        _ => Err(PictureFault::Broken("PNG・JPEG・SVG のどれでもありません".into())),
    }
}

fn raster(bytes: &[u8]) -> Result<Raster, PictureFault> {
    if bytes.starts_with(b"\xff\xd8") { jpeg::read(bytes) } else { png::read(bytes) }
}

fn is_small_enough(width: u32, height: u32) -> Result<(), PictureFault> {
    let most = crate::text::limits::PICTURE_PIXELS;
    if u64::from(width) * u64::from(height) > most {
        return Err(PictureFault::TooLarge(format!("{width}×{height} 画素あります（{most} 画素まで）")));
    }
    if width == 0 || height == 0 {
        return Err(PictureFault::Broken("幅か高さがありません".into()));
    }
    Ok(())
}
