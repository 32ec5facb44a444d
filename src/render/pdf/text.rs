//! Text as it is set: clusters with glyphs, broken into lines.

use std::ops::Range;

use crate::typeface::{clusters, is_invisible};

use super::font::{Fonts, Glyph, Weight};
use super::hanging;
use super::kinsoku::{Kinsoku, KinsokuClass};
use super::page::LinkTarget;

/// A last line has so many characters where the line above can give them.
const LEAST_LAST: usize = 3;

/// What is drawn as one: a character with what modifies it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PdfCluster {
    pub(super) glyph: Glyph,
    class: KinsokuClass,
    /// Bytes of the paragraph's text.
    start: u32,
    end: u32,
}

/// One line break in the source makes one paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) clusters: Vec<PdfCluster>,
    /// Ranges of clusters.
    pub(super) lines: Vec<Range<u32>>,
    /// How far the lines below the first are moved in, in ems: they stand below the words behind ①.
    pub(super) hang: f32,
    /// Ranges of clusters that mean more than their words, in their order.
    pub(super) features: Vec<(Range<u32>, Feature)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    /// Not the same on the other side of a row of changes.
    Differing,
    /// New, in a review edition.
    Added,
    /// Gone, in a review edition.
    Removed,
    Link(LinkTarget),
    /// The box before a word, and whether it is ticked.
    Tick(bool),
}

impl Paragraph {
    pub(super) fn new(fonts: &mut Fonts, weight: Weight, kinsoku: Kinsoku, text: &str) -> Self {
        let mut paragraph = Self::default();
        paragraph.push(fonts, weight, kinsoku, text);
        paragraph
    }

    /// Adds a run of text; says which clusters are it.
    pub(super) fn push(&mut self, fonts: &mut Fonts, weight: Weight, kinsoku: Kinsoku, text: &str) -> Range<u32> {
        let first = self.clusters.len() as u32;
        shape(fonts, weight, kinsoku, text, self.text.len() as u32, &mut self.clusters);
        self.text.push_str(text);
        first..self.clusters.len() as u32
    }

    pub(super) fn source(&self, cluster: &PdfCluster) -> &str {
        self.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default()
    }

    /// How many clusters stand within the first bytes of the text.
    pub(super) fn clusters_within(&self, bytes: usize) -> u32 {
        self.clusters.partition_point(|cluster| (cluster.end as usize) <= bytes) as u32
    }

    /// In ems.
    pub(super) fn width(&self, clusters: Range<u32>) -> f32 {
        self.set(clusters).iter().map(|cluster| cluster.glyph.advance).sum()
    }

    pub(super) fn whole(&self) -> Range<u32> {
        0..self.clusters.len() as u32
    }

    pub(super) fn set(&self, clusters: Range<u32>) -> &[PdfCluster] {
        self.clusters.get(clusters.start as usize..clusters.end as usize).unwrap_or_default()
    }

    /// Clusters of a line by what they mean: the feature that each run belongs to.
    pub(super) fn runs(&self, clusters: Range<u32>) -> Vec<(Range<u32>, Option<usize>)> {
        let mut runs = Vec::new();
        let mut at = clusters.start;
        for (index, (range, _)) in self.features.iter().enumerate() {
            let (start, end) = (range.start.max(clusters.start), range.end.min(clusters.end));
            if start < end {
                runs.push((at..start, None));
                runs.push((start..end, Some(index)));
                at = end;
            }
        }
        runs.push((at..clusters.end, None));
        runs.retain(|(range, _)| !range.is_empty());
        runs
    }

    /// The words of these clusters.
    pub(super) fn words(&self, clusters: Range<u32>) -> &str {
        match self.set(clusters) {
            [first, .., last] => self.text.get(first.start as usize..last.end as usize).unwrap_or_default(),
            [only] => self.source(only),
            [] => "",
        }
    }

    /// Fills lines of `width` ems. A word that is longer than a line is broken where the line ends.
    pub(super) fn break_lines(&mut self, width: f32) {
        /// Sums of hundreds of advances are not exact.
        const SLACK: f32 = 1e-3;
        self.lines.clear();
        self.hang = hanging::indent(self, width);
        let mut room = width;
        let (mut start, mut chance, mut at, mut filled) = (0, 0, 0, 0.0);
        while let Some(cluster) = self.clusters.get(at) {
            if at > start && self.may_part(at) {
                chance = at;
            }
            let advance = cluster.glyph.advance;
            if filled + advance > room + SLACK && at > start && !cluster.class.is_space() {
                let end = if chance > start { chance } else { at };
                self.lines.push(start as u32..end as u32);
                (start, chance, at, filled) = (end, end, end, 0.0);
                room = width - self.hang;
                continue;
            }
            filled += advance;
            at += 1;
        }
        self.lines.push(start as u32..at as u32);
        self.fill_last_line(room);
    }

    fn may_part(&self, at: usize) -> bool {
        let (before, after) = (&self.clusters[at - 1], &self.clusters[at]);
        let same = self.source(before) == self.source(after);
        before.class.may_part(after.class, same)
    }

    /// A last line of one or two characters takes some from the line above.
    fn fill_last_line(&mut self, width: f32) {
        let [.., above, last] = self.lines.as_slice() else { return };
        let (above, last) = (above.clone(), last.clone());
        if last.len() >= LEAST_LAST {
            return;
        }
        let earliest = above.start + (above.len() / 2) as u32;
        let enough = |at: &u32| (last.end - at) as usize >= LEAST_LAST && self.may_part(*at as usize);
        let Some(at) = (earliest + 1..last.start).rev().find(enough) else { return };
        if self.width(at..last.end) <= width {
            let lines = self.lines.len();
            self.lines[lines - 2].end = at;
            self.lines[lines - 1].start = at;
        }
    }
}

/// `from` is where the text begins in its paragraph.
fn shape(fonts: &mut Fonts, weight: Weight, kinsoku: Kinsoku, text: &str, from: u32, shaped: &mut Vec<PdfCluster>) {
    shaped.reserve(text.len() / 3 + 4);
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
            let (start, end) = (from + cluster.range.start as u32, from + cluster.range.end as u32);
            shaped.push(PdfCluster { glyph, class: KinsokuClass::of(c, kinsoku), start, end });
        }
    }
}

fn draw(fonts: &mut Fonts, weight: Weight, c: char) -> Option<Glyph> {
    if is_invisible(c) {
        return fonts.glyph(weight, ' ');
    }
    fonts.glyph(weight, c).or_else(|| fonts.missing(weight, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32, kinsoku: Kinsoku) -> Vec<String> {
        let mut fonts = Fonts::new(None).unwrap();
        let mut paragraph = Paragraph::new(&mut fonts, Weight::Regular, kinsoku, text);
        paragraph.break_lines(width);
        paragraph.lines.iter().map(|line| paragraph.words(line.clone()).to_owned()).collect()
    }

    #[test]
    fn lines_are_full_and_lose_nothing() {
        let text = "番号法第19条第8号に基づき、主務省令第2条の表の139の項に定める「特定個人情報」を、Web-APIで照会する（1,000件以上）。";
        for width in 4..40 {
            let lines = broken(text, width as f32, Kinsoku::Strict);
            assert_eq!(lines.concat(), text);
            for line in &lines {
                let width_of = line.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f32>();
                assert!(width_of <= width as f32, "{width}: {line}");
            }
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_what_may_not_stand_there() {
        let text = "「（キャッシュ）」、『データ・センター』。ヴァーチャル……カード〜サーバー％、々、ッャ".repeat(3);
        for width in 12..30 {
            let lines = broken(&text, width as f32, Kinsoku::Strict);
            for (index, line) in lines.iter().enumerate() {
                let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
                assert!(index == 0 || !"、。）」』・ーッャァ…〜％々".contains(first), "{width}: {line}");
                assert!(!"「（『".contains(last), "{width}: {line}");
            }
        }
    }

    #[test]
    fn words_and_numbers_stay_whole_and_tokens_beyond_a_line_break() {
        for width in 9..30 {
            let lines =
                broken("件数は1,234,567件、様式はGovernment-Cloudで令和98年80月", width as f32, Kinsoku::Strict);
            for word in ["1,234,567", "Government-Cloud", "98", "80"] {
                assert_eq!(lines.iter().filter(|line| line.contains(word)).count(), 1, "{width}: {lines:?}");
            }
        }
        let lines = broken(&format!("前{}後", "x".repeat(1_000)), 10.0, Kinsoku::Strict);
        assert_eq!(lines.concat().chars().count(), 1_002);
        assert!(lines[1..lines.len() - 1].iter().all(|line| line.chars().count() == 20), "{lines:?}");
        assert!(broken(&"」".repeat(50), 10.0, Kinsoku::Strict).iter().all(|line| line.chars().count() == 10));
    }
}
