//! Only the glyphs that are drawn go into the file, with the text that each of them stands for.

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use super::super::font::{Face, Fonts};
use super::super::page::PdfBook;
use crate::render::RenderError;

pub(super) struct Subset {
    pub(super) id: FontId,
    pub(super) font: ParsedFont,
    used: Used,
    face: usize,
}

/// The glyphs of a face that are drawn.
#[derive(Default)]
struct Used {
    glyphs: GlyphRemapper,
    /// Their numbers in the subset, by those in the face; 0 where a glyph is not drawn. Asked for every character.
    numbers: Vec<u16>,
    /// What a glyph, by its number in the subset, stands for. Another meaning has to be said where it is drawn.
    meanings: Vec<String>,
}

impl Used {
    fn add(&mut self, face: &Face, glyph: u16, source: &str) {
        let index = usize::from(glyph);
        if self.numbers.len() <= index {
            self.numbers.resize(index + 1, 0);
        }
        if self.numbers[index] == 0 {
            self.numbers[index] = self.glyphs.remap(glyph);
            self.meanings.resize(usize::from(self.glyphs.num_gids()), String::new());
            if let Some(meaning) = self.meanings.last_mut() {
                *meaning = face.meaning(glyph, source);
            }
        }
    }
}

impl Subset {
    pub(super) fn glyph(&self, glyph: u16) -> u16 {
        self.used.numbers.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    pub(super) fn meaning(&self, glyph: u16) -> &str {
        self.used.meanings.get(usize::from(self.glyph(glyph))).map_or("", String::as_str)
    }
}

/// The subset of a face, which is among those that are used.
pub(super) fn of_face(subsets: &[Subset], face: u8) -> Option<&Subset> {
    subsets.iter().find(|subset| subset.face == usize::from(face))
}

pub(super) fn subsets(book: &PdfBook, fonts: &Fonts) -> Result<Vec<Subset>, RenderError> {
    let mut used: Vec<Used> = fonts.faces.iter().map(|_| Used::default()).collect();
    for paragraph in &book.paragraphs {
        for cluster in &paragraph.clusters {
            let index = usize::from(cluster.glyph.face);
            if let (Some(used), Some(face)) = (used.get_mut(index), fonts.faces.get(index)) {
                used.add(face, cluster.glyph.id, paragraph.source(cluster));
            }
        }
    }
    let drawn = used.into_iter().zip(&fonts.faces).enumerate().filter(|(_, (used, _))| !used.numbers.is_empty());
    drawn.map(|(index, (used, face))| subset(index, face, used)).collect()
}

fn subset(index: usize, face: &Face, used: Used) -> Result<Subset, RenderError> {
    let glyphs = &used.glyphs;
    let data = subsetter::subset(face.data, face.index, glyphs).map_err(|_| RenderError::UncutFont)?;
    let widths = glyphs.remapped_gids().enumerate().map(|(new, old)| (new as u16, face.width(old)));
    let single = |text: &String| {
        let mut characters = text.chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let meanings = used.meanings.iter().enumerate();
    let characters = meanings.filter_map(|(glyph, text)| Some((single(text)? as u32, glyph as u16)));
    let [x_min, y_min, x_max, y_max] = face.bounds;
    let font = ParsedFont {
        original_bytes: data,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(glyphs), face.name)),
        codepoint_to_glyph: characters.collect(),
        glyph_widths: widths.collect(),
        units_per_em: face.units,
        font_metrics: FontMetrics { ascent: face.ascent, descent: face.descent },
        font_type: if face.cff { FontType::OpenTypeCFF(()) } else { FontType::TrueType },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: face.units,
            x_min,
            y_min,
            x_max,
            y_max,
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: 400,
        },
    };
    Ok(Subset { id: FontId(format!("F{index}")), font, used, face: index })
}

/// Six letters that tell this subset from others of the same font.
fn tag(glyphs: &GlyphRemapper) -> String {
    let mut hash = Sha256::new();
    for glyph in glyphs.remapped_gids() {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
