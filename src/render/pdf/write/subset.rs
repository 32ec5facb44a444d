//! Only the glyphs that are drawn go into the file, with the text that each of them stands for.

use std::collections::BTreeMap;

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use super::super::font::{Face, Fonts};
use super::super::page::Book;

pub(super) struct Subset {
    pub(super) id: FontId,
    pub(super) font: ParsedFont,
    glyphs: GlyphRemapper,
    /// What a glyph, by its number in the subset, stands for. Another meaning has to be said where it is drawn.
    meanings: BTreeMap<u16, String>,
    face: usize,
}

impl Subset {
    pub(super) fn glyph(&self, glyph: u16) -> u16 {
        self.glyphs.get(glyph).unwrap_or(0)
    }

    pub(super) fn meaning(&self, glyph: u16) -> &str {
        self.meanings.get(&self.glyph(glyph)).map_or("", String::as_str)
    }
}

/// The subset of a face, which is among those that are used.
pub(super) fn of_face(subsets: &[Subset], face: u8) -> Option<&Subset> {
    subsets.iter().find(|subset| subset.face == usize::from(face))
}

pub(super) fn subsets(book: &Book, fonts: &Fonts) -> Result<Vec<Subset>, String> {
    let mut used: BTreeMap<usize, (GlyphRemapper, BTreeMap<u16, String>)> = BTreeMap::new();
    for paragraph in &book.paragraphs {
        for cluster in &paragraph.clusters {
            let index = usize::from(cluster.glyph.face);
            let Some(face) = fonts.faces.get(index) else { continue };
            let (glyphs, meanings) = used.entry(index).or_insert_with(|| (GlyphRemapper::new(), BTreeMap::new()));
            let glyph = glyphs.remap(cluster.glyph.id);
            meanings.entry(glyph).or_insert_with(|| face.meaning(cluster.glyph.id, paragraph.source(cluster)));
        }
    }
    let subset = |(index, (glyphs, meanings))| {
        let face: &Face = fonts.faces.get(index).ok_or("フォントがありません")?;
        subset(index, face, glyphs, meanings)
    };
    used.into_iter().map(subset).collect()
}

fn subset(index: usize, face: &Face, glyphs: GlyphRemapper, meanings: BTreeMap<u16, String>) -> Result<Subset, String> {
    let data = subsetter::subset(face.data, face.index, &glyphs)
        .map_err(|error| format!("フォントを切り出せません（{error}）"))?;
    let widths = glyphs.remapped_gids().enumerate().map(|(new, old)| (new as u16, face.width(old)));
    let single = |text: &String| {
        let mut characters = text.chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let characters = meanings.iter().filter_map(|(glyph, text)| Some((single(text)? as u32, *glyph)));
    let [x_min, y_min, x_max, y_max] = face.bounds;
    let font = ParsedFont {
        original_bytes: data,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(&glyphs), face.name)),
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
    Ok(Subset { id: FontId(format!("F{index}")), font, glyphs, meanings, face: index })
}

/// Six letters that tell this subset from others of the same font.
fn tag(glyphs: &GlyphRemapper) -> String {
    let mut hash = Sha256::new();
    for glyph in glyphs.remapped_gids() {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
