//! Text as it is set: clusters with glyphs, broken into lines.

use std::ops::Range;

use crate::doc::Style;
use crate::typeface::{clusters, is_invisible};

use super::font::{Fonts, Glyph, Weight};
use super::kinsoku::{Class, Kinsoku};

/// What is drawn as one: a character with what modifies it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub(super) glyph: Glyph,
    class: Class,
    /// Bytes of the paragraph's text.
    start: u32,
    end: u32,
}

/// One line break in the source makes one paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) clusters: Vec<Cluster>,
    /// Ranges of clusters.
    pub(super) lines: Vec<Range<u32>>,
    /// Ranges of clusters that are struck or underlined.
    pub(super) styles: Vec<(Range<u32>, Style)>,
}

impl Paragraph {
    pub(super) fn new(fonts: &mut Fonts, weight: Weight, kinsoku: Kinsoku, text: &str) -> Self {
        let text = text.to_owned();
        let clusters = shape(fonts, weight, kinsoku, &text);
        Self { text, clusters, lines: Vec::new(), styles: Vec::new() }
    }

    pub(super) fn source(&self, cluster: &Cluster) -> &str {
        self.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default()
    }

    /// In ems.
    pub(super) fn width(&self, clusters: Range<u32>) -> f32 {
        self.set(clusters).iter().map(|cluster| cluster.glyph.advance).sum()
    }

    pub(super) fn whole(&self) -> Range<u32> {
        0..self.clusters.len() as u32
    }

    pub(super) fn set(&self, clusters: Range<u32>) -> &[Cluster] {
        self.clusters.get(clusters.start as usize..clusters.end as usize).unwrap_or_default()
    }

    /// Marks the clusters of these bytes.
    pub(super) fn style(&mut self, bytes: Range<usize>, style: Style) {
        let at = |byte: usize| self.clusters.partition_point(|cluster| (cluster.start as usize) < byte) as u32;
        self.styles.push((at(bytes.start)..at(bytes.end), style));
    }

    /// Fills lines of `width` ems. A word that is longer than a line is broken where the line ends.
    pub(super) fn break_lines(&mut self, width: f32) {
        /// Sums of hundreds of advances are not exact.
        const SLACK: f32 = 1e-3;
        self.lines.clear();
        let (mut start, mut chance, mut at, mut filled) = (0, 0, 0, 0.0);
        while let Some(cluster) = self.clusters.get(at) {
            if at > start {
                let before = &self.clusters[at - 1];
                let same = self.source(before) == self.source(cluster);
                if before.class.may_part(cluster.class, same) {
                    chance = at;
                }
            }
            let advance = cluster.glyph.advance;
            if filled + advance > width + SLACK && at > start && !cluster.class.is_space() {
                let end = if chance > start { chance } else { at };
                self.lines.push(start as u32..end as u32);
                (start, chance, at, filled) = (end, end, end, 0.0);
                continue;
            }
            filled += advance;
            at += 1;
        }
        self.lines.push(start as u32..at as u32);
    }
}

fn shape(fonts: &mut Fonts, weight: Weight, kinsoku: Kinsoku, text: &str) -> Vec<Cluster> {
    let mut shaped: Vec<Cluster> = Vec::with_capacity(text.len() / 3 + 4);
    for cluster in clusters(text) {
        let c = cluster.base;
        let glyph = match (cluster.selector, cluster.mark) {
            (Some(selector), _) => fonts.variant(weight, c, selector),
            (None, Some(mark)) => {
                cluster.composed.and_then(|c| fonts.glyph(weight, c)).or_else(|| fonts.missing(weight, mark))
            }
            (None, None) => None,
        };
        if let Some(glyph) = glyph.or_else(|| draw(fonts, weight, c)) {
            let (start, end) = (cluster.range.start as u32, cluster.range.end as u32);
            shaped.push(Cluster { glyph, class: Class::of(c, kinsoku), start, end });
        }
    }
    shaped
}

fn draw(fonts: &mut Fonts, weight: Weight, c: char) -> Option<Glyph> {
    if is_invisible(c) {
        return fonts.glyph(weight, ' ');
    }
    fonts.glyph(weight, c).or_else(|| fonts.missing(weight, c))
}
