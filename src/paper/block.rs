//! Texts that stand together: programs draw cell by cell, so what is drawn without a jump is one text, even where no line
//! parts it from its neighbours.

use super::line::{APART, PageLine, is_surely_wrapped, lines};
use super::page::{Page, PageGlyph};

/// How far apart two lines of a text may stand, of an em.
const NEAR: f64 = 0.75;
const FAR: f64 = 2.2;
/// Characters of one line are no nearer and no farther than this.
const BACK: f64 = 0.4;
/// Lines whose bases differ by less, of an em, are level.
const LEVEL: f64 = 0.25;
/// Texts that share this part of their height stand beside each other.
const BESIDE: f64 = 0.4;

#[derive(Clone, Debug)]
pub(super) struct PageBlock {
    pub(super) lines: Vec<PageLine>,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// The texts of these characters: rows from top to bottom, in each those that stand beside each other, from left to right.
pub(super) fn rows(page: &Page, glyphs: &[&PageGlyph]) -> Vec<Vec<PageBlock>> {
    let mut drawn: Vec<DrawnText<'_>> = Vec::new();
    for glyph in glyphs.iter().copied().filter(|glyph| !is_space(page, glyph)) {
        let goes_on = drawn.len().checked_sub(1).filter(|last| drawn[*last].takes(glyph));
        // Some programs draw figures after everything else.
        let into = goes_on.or_else(|| drawn.iter().rposition(|text| text.surrounds(glyph)));
        match into {
            Some(text) => drawn[text].add(glyph),
            None => drawn.push(DrawnText::new(glyph)),
        }
    }
    // Or before it.
    for index in (0..drawn.len()).rev() {
        let whole = |text: &DrawnText<'_>| drawn[index].glyphs.iter().all(|glyph| text.surrounds(glyph));
        if let Some(around) = (index + 1..drawn.len()).find(|other| whole(&drawn[*other])) {
            let inner = drawn.remove(index);
            drawn[around - 1].glyphs.extend(inner.glyphs);
        }
    }
    for space in glyphs.iter().copied().filter(|glyph| is_space(page, glyph)) {
        if let Some(text) = drawn.iter_mut().find(|text| text.surrounds(space)) {
            text.glyphs.push(space);
        }
    }
    let blocks: Vec<PageBlock> = drawn.into_iter().filter_map(|text| text.block(page)).collect();
    let mut blocks = parted(blocks);
    blocks.sort_by(|one, other| one.top.total_cmp(&other.top));
    let mut rows: Vec<(f64, f64, Vec<PageBlock>)> = Vec::new();
    for block in blocks {
        let height = block.bottom - block.top;
        match rows.last_mut() {
            Some((top, bottom, row)) if *bottom - block.top > height.min(*bottom - *top) * BESIDE => {
                *bottom = bottom.max(block.bottom);
                row.push(block);
            }
            _ => rows.push((block.top, block.bottom, vec![block])),
        }
    }
    let in_order = |(_, _, mut row): (f64, f64, Vec<PageBlock>)| {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        row
    };
    rows.into_iter().map(in_order).collect()
}

fn is_space(page: &Page, glyph: &PageGlyph) -> bool {
    page.text[glyph.letters.clone()].bytes().all(|byte| byte == b' ')
}

/// Lines most of which stand beside lines of other texts are rows of a table without lines, and each a text of its own.
fn parted(blocks: Vec<PageBlock>) -> Vec<PageBlock> {
    let lines = |block: &PageBlock| block.lines.iter().map(|line| (line.base, line.size)).collect::<Vec<_>>();
    let all: Vec<Vec<(f64, f64)>> = blocks.iter().map(lines).collect();
    let is_beside = |own: usize, base: f64| {
        all.iter()
            .enumerate()
            .any(|(other, lines)| other != own && lines.iter().any(|(line, size)| (line - base).abs() < size * LEVEL))
    };
    let mut out = Vec::new();
    for (index, block) in blocks.into_iter().enumerate() {
        // Of a text beside a text, one or the other line is level with one of it.
        let level = block.lines.iter().filter(|line| is_beside(index, line.base)).count();
        if block.lines.len() < 2 || level * 2 <= block.lines.len() {
            out.push(block);
            continue;
        }
        let mut texts: Vec<Vec<PageLine>> = Vec::new();
        for line in block.lines {
            match texts.last_mut() {
                Some(text) if text.last().is_some_and(|last| is_surely_wrapped(last, &line, block.right)) => {
                    text.push(line);
                }
                _ => texts.push(vec![line]),
            }
        }
        out.extend(texts.into_iter().filter_map(PageBlock::of));
    }
    out
}

impl PageBlock {
    fn of(lines: Vec<PageLine>) -> Option<Self> {
        let (top, bottom) = (lines.first()?.top(), lines.last()?.bottom());
        let left = lines.iter().map(PageLine::start).fold(f64::MAX, f64::min);
        let right = lines.iter().map(PageLine::end).fold(f64::MIN, f64::max);
        Some(Self { lines, left, right, top, bottom })
    }
}

/// What has been drawn of a text so far.
struct DrawnText<'a> {
    glyphs: Vec<&'a PageGlyph>,
    /// Base, start and end of its lines.
    lines: Vec<(f64, f64, f64)>,
    left: f64,
    right: f64,
    base: f64,
    end: f64,
    size: f64,
}

impl<'a> DrawnText<'a> {
    fn new(glyph: &'a PageGlyph) -> Self {
        let PageGlyph { start, end, base, size, .. } = *glyph;
        Self { glyphs: vec![glyph], lines: vec![(base, start, end)], left: start, right: end, base, end, size }
    }

    /// Whether a character goes on on the same line, or begins the next below it.
    fn takes(&self, glyph: &PageGlyph) -> bool {
        let size = self.size.max(glyph.size);
        let step = glyph.base - self.base;
        if step.abs() < size * BESIDE {
            let gap = glyph.start - self.end;
            return gap > -size * BACK && gap < size * APART
                || glyph.start > self.left && glyph.end < self.right + size;
        }
        (size * NEAR..size * FAR).contains(&step) && glyph.start < self.right && glyph.end > self.left - size * APART
    }

    fn add(&mut self, glyph: &'a PageGlyph) {
        self.glyphs.push(glyph);
        (self.left, self.right) = (self.left.min(glyph.start), self.right.max(glyph.end));
        match self.lines.iter_mut().find(|line| (line.0 - glyph.base).abs() < glyph.size * LEVEL) {
            Some((_, start, end)) => (*start, *end) = (start.min(glyph.start), end.max(glyph.end)),
            None => {
                self.lines.push((glyph.base, glyph.start, glyph.end));
                self.size = glyph.size;
            }
        }
        if glyph.base > self.base - self.size * LEVEL {
            (self.base, self.end) = (glyph.base.max(self.base), glyph.end);
        }
    }

    /// Whether a character has its place inside one of its lines.
    fn surrounds(&self, glyph: &PageGlyph) -> bool {
        let in_line = |line: &(f64, f64, f64)| {
            (line.0 - glyph.base).abs() < self.size * LEVEL
                && line.1 < glyph.start
                && glyph.end < line.2 + self.size * LEVEL
        };
        self.lines.iter().any(in_line)
    }

    fn block(self, page: &Page) -> Option<PageBlock> {
        PageBlock::of(lines(page, &self.glyphs))
    }
}
