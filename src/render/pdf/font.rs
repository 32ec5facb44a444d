//! Which face draws a character, with which glyph, and how wide it is.

use std::collections::BTreeSet;

use skrifa::charmap::{Charmap, MapVariant};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::render::RenderError;
use crate::typeface::{BOLD, DIFFERENCE, REGULAR};

/// Drawn in place of a character that no font has.
const GETA: char = '〓';

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) face: u8,
    pub(super) id: u16,
    /// In ems, cut to thousandths as the file will state it.
    pub(super) advance: f32,
}

pub(super) struct Face<'a> {
    pub(super) data: &'a [u8],
    pub(super) index: u32,
    pub(super) units: u16,
    pub(super) ascent: i16,
    pub(super) descent: i16,
    pub(super) bounds: [i16; 4],
    pub(super) name: String,
    /// Outlines of PostScript kind.
    pub(super) cff: bool,
    characters: Charmap<'a>,
    widths: GlyphMetrics<'a>,
}

impl<'a> Face<'a> {
    fn new(data: &'a [u8], index: u32) -> Result<Self, RenderError> {
        let font = FontRef::from_index(data, index).map_err(|_| RenderError::UnreadableFont)?;
        let head = font.head().map_err(|_| RenderError::UnreadableFont)?;
        let lines = font.hhea().map_err(|_| RenderError::UnreadableFont)?;
        let characters = font.charmap();
        if !characters.has_map() || head.units_per_em() == 0 {
            return Err(RenderError::NoCharacters);
        }
        let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first().map(|name| name.to_string());
        let name: String =
            name.unwrap_or_default().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Ok(Self {
            data,
            index,
            units: head.units_per_em(),
            ascent: lines.ascender().to_i16(),
            descent: lines.descender().to_i16(),
            bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
            name: if name.is_empty() { "Font".to_owned() } else { name },
            cff: font.cff().is_ok(),
            characters,
            widths: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        })
    }

    /// In the font's own units.
    pub(super) fn width(&self, glyph: u16) -> u16 {
        self.widths.advance_width(GlyphId::from(glyph)).map_or(0, |width| width.clamp(0.0, 65535.0) as u16)
    }

    /// The text that a glyph stands for wherever it is drawn, judged by one place where it was drawn for `source`.
    pub(super) fn meaning(&self, glyph: u16, source: &str) -> String {
        let draws = |c: &char| self.characters.map(*c) == Some(GlyphId::from(glyph));
        source.chars().next().into_iter().chain([GETA, ' ']).find(draws).map_or_else(|| source.to_owned(), String::from)
    }

    fn glyph(&self, face: usize, id: GlyphId) -> Option<Glyph> {
        let id = u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)?;
        let thousandths = u32::from(self.width(id)) * 1000 / u32::from(self.units);
        Some(Glyph { face: face as u8, id, advance: thousandths as f32 / 1000.0 })
    }
}

#[derive(Clone, Copy)]
enum Known {
    Unasked,
    Asked(Option<Glyph>),
}

/// The faces in the order in which they are asked.
pub(super) struct Fonts<'a> {
    pub(super) faces: Vec<Face<'a>>,
    chains: [Vec<usize>; 2],
    /// Glyphs of the basic plane that were asked for, by rows of 256 characters.
    known: [Vec<Vec<Known>>; 2],
    pub(super) missing: BTreeSet<char>,
}

impl<'a> Fonts<'a> {
    /// `own` goes before the fonts that are built in, in either weight.
    pub(super) fn new(own: Option<(&'a [u8], u32)>) -> Result<Self, RenderError> {
        let mut faces = vec![Face::new(REGULAR, 0)?, Face::new(BOLD, 0)?, Face::new(DIFFERENCE, 0)?];
        let mut chains = [vec![0, 2], vec![1, 2]];
        if let Some((data, index)) = own {
            faces.push(Face::new(data, index)?);
            for chain in &mut chains {
                chain.insert(0, 3);
            }
        }
        let rows = || vec![Vec::new(); 256];
        Ok(Self { faces, chains, known: [rows(), rows()], missing: BTreeSet::new() })
    }

    /// Ascent and height of the first face in ems: where a base line lies in a line.
    pub(super) fn vertical(&self) -> (f32, f32) {
        let face = &self.faces[self.chains[0][0]];
        let em = f32::from(face.units);
        (f32::from(face.ascent) / em, (f32::from(face.ascent) - f32::from(face.descent)) / em)
    }

    pub(super) fn glyph(&mut self, weight: Weight, c: char) -> Option<Glyph> {
        let code = c as usize;
        if code > 0xFFFF {
            return self.look_up(weight, c);
        }
        let row = &self.known[weight as usize][code >> 8];
        if let Some(Known::Asked(known)) = row.get(code & 255) {
            return *known;
        }
        let found = self.look_up(weight, c);
        let row = &mut self.known[weight as usize][code >> 8];
        row.resize(256, Known::Unasked);
        row[code & 255] = Known::Asked(found);
        found
    }

    /// 葛󠄀: a character with a variation selector.
    pub(super) fn variant(&mut self, weight: Weight, c: char, selector: char) -> Option<Glyph> {
        for &face in &self.chains[weight as usize] {
            match self.faces[face].characters.map_variant(c, selector) {
                Some(MapVariant::Variant(id)) => return self.faces[face].glyph(face, id),
                Some(MapVariant::UseDefault) => break,
                None => {}
            }
        }
        self.glyph(weight, c)
    }

    /// A mark in place of a character that no font has, which is remembered.
    pub(super) fn missing(&mut self, weight: Weight, c: char) -> Option<Glyph> {
        self.missing.insert(c);
        self.glyph(weight, GETA)
    }

    fn look_up(&self, weight: Weight, c: char) -> Option<Glyph> {
        self.chains[weight as usize].iter().find_map(|&face| {
            let id = self.faces[face].characters.map(c)?;
            self.faces[face].glyph(face, id)
        })
    }
}
