//! On which page a heading will stand. The file cannot know it, for only whoever opens it lays out pages; but letters are
//! square and lines have fixed heights, so that counting comes close. The contents show it until Word works them out anew.

use std::collections::BTreeMap;

use super::body::{Set, Twips};
use super::package::STYLES;

/// Above and below the text of a cell, with its border.
const CELL: Twips = 28 + 28 + 10;

/// Above the contents, and the note below them.
const CONTENTS_TITLE: Twips = 1_000;

/// How tall and wide the letters of a style are, and what stands around its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Measure {
    /// Of a letter of half width.
    letter: Twips,
    line: Twips,
    before: Twips,
    after: Twips,
}

/// Counts lines and pages while a text is written.
#[derive(Debug)]
pub(super) struct PageCounter {
    styles: BTreeMap<&'static str, Measure>,
    height: Twips,
    /// The page, and what is taken of it.
    page: usize,
    used: Twips,
    /// Where text runs now.
    width: Twips,
    /// The cells of the rows that are open: heights of their lines.
    rows: Vec<Vec<Vec<Twips>>>,
    /// Of the row that every page of the open table begins with.
    head: Twips,
    /// What stays on the page of what follows.
    kept: Vec<Twips>,
    /// The page of the next paragraph is wanted.
    wanted: bool,
    /// Headings that are not placed yet, and the pages of those that are.
    waiting: usize,
    found: Vec<usize>,
}

impl PageCounter {
    pub(super) fn new(width: Twips, height: Twips) -> Self {
        let styles =
            STYLES.split("<w:style ").skip(1).filter_map(|style| Some((attribute(style, "w:styleId")?, style)));
        let styles: BTreeMap<&str, &str> = styles.collect();
        let measured = styles.keys().map(|name| (*name, measure(&styles, name))).collect();
        Self {
            styles: measured,
            height,
            page: 1,
            used: 0,
            width,
            rows: Vec::new(),
            head: 0,
            kept: Vec::new(),
            wanted: false,
            waiting: 0,
            found: Vec::new(),
        }
    }

    /// The page of the next paragraph is wanted.
    pub(super) fn want(&mut self) {
        self.wanted = true;
    }

    pub(super) fn new_page(&mut self) {
        self.place_kept(0);
        if self.used > 0 {
            self.page += 1;
            self.used = 0;
        }
    }

    /// A paragraph of so many columns of half width.
    pub(super) fn paragraph(&mut self, set: Set<'_>, columns: usize) {
        let style = self.styles.get(set.style).copied().unwrap_or_default();
        let room = self.width.saturating_sub(set.indent + set.hanging);
        let capacity = (room / (2 * style.letter).max(1) * 2).max(2) as usize;
        let count = columns.div_ceil(capacity).max(1);
        let mut lines = vec![style.line.max(set.height); count];
        if let (Some(first), false) = (lines.first_mut(), self.used == 0 && self.rows.is_empty()) {
            *first += style.before;
        }
        if let Some(last) = lines.last_mut() {
            *last += style.after;
        }
        if let Some(cell) = self.rows.last_mut().and_then(|cells| cells.last_mut()) {
            return cell.extend(lines);
        }
        if set.new_page {
            self.new_page();
        }
        self.waiting += usize::from(std::mem::take(&mut self.wanted));
        if set.keep_next || set.style.starts_with("Heading") {
            self.kept.extend(lines);
        } else {
            self.place(&lines);
        }
        if set.section.is_some() {
            self.new_page();
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// A cell begins; the width that was there before is returned.
    pub(super) fn begin_cell(&mut self, width: Twips) -> Twips {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
        std::mem::replace(&mut self.width, width)
    }

    pub(super) fn end_cell(&mut self, width: Twips) {
        self.width = width;
    }

    /// A row is as tall as its tallest cell. `is_head`: it stands on every page of its table.
    pub(super) fn end_row(&mut self, is_head: bool) {
        let Some(cells) = self.rows.pop() else { return };
        let mut lines = cells.into_iter().max_by_key(|cell| cell.iter().sum::<Twips>()).unwrap_or_default();
        if let Some(last) = lines.last_mut() {
            *last += CELL;
        }
        match self.rows.last_mut().and_then(|cells| cells.last_mut()) {
            Some(outer) => outer.extend(lines),
            None if is_head => {
                self.head = lines.iter().sum();
                self.kept.extend(lines);
            }
            None => self.place(&lines),
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.rows.is_empty() {
            self.head = 0;
        }
    }

    /// The wanted pages, when contents with these styles have found their place before them.
    pub(super) fn pages_below(mut self, contents: impl Iterator<Item = String>) -> Vec<usize> {
        self.place_kept(0);
        let line = |style: String| self.styles.get(style.as_str()).map_or(0, |style| style.before + style.line);
        let more = contents.map(line).sum::<Twips>() + CONTENTS_TITLE;
        let pages = more.saturating_sub(1) / self.height.max(1);
        self.found.iter().map(|page| page + pages as usize).collect()
    }

    fn place(&mut self, lines: &[Twips]) {
        self.place_kept(lines.first().copied().unwrap_or_default());
        for line in lines {
            if self.used + line > self.height && self.used > self.head {
                self.page += 1;
                self.used = self.head;
            }
            self.used += line;
        }
    }

    /// What was kept goes onto the page where `first` has its place, too.
    fn place_kept(&mut self, first: Twips) {
        let kept: Twips = std::mem::take(&mut self.kept).into_iter().sum();
        if kept > 0 && self.used + kept + first > self.height && self.used > 0 {
            self.page += 1;
            self.used = 0;
        }
        self.used += kept;
        self.found.extend(std::iter::repeat_n(self.page, std::mem::take(&mut self.waiting)));
    }
}

/// What the style says, or the one that it is based on, or all.
fn measure(styles: &BTreeMap<&str, &'static str>, name: &str) -> Measure {
    let (defaults, _) = STYLES.split_once("</w:docDefaults>").unwrap_or_default();
    let mut sources = Vec::new();
    let mut next = styles.get(name).copied();
    while let Some(style) = next.filter(|_| sources.len() < styles.len()) {
        sources.push(style);
        let base = style.split_once("<w:basedOn ").and_then(|(_, base)| attribute(base, "w:val"));
        next = base.and_then(|base| styles.get(base).copied());
    }
    sources.push(defaults);
    let number = |element: &str, name: &str| -> Twips {
        let said = |style: &&str| attribute(style.split_once(element)?.1.split('>').next()?, name)?.parse().ok();
        sources.iter().find_map(said).unwrap_or_default()
    };
    Measure {
        // Half points of a whole letter.
        letter: number("<w:sz ", "w:val") * 5,
        line: number("<w:spacing ", "w:line"),
        before: number("<w:spacing ", "w:before"),
        after: number("<w:spacing ", "w:after"),
    }
}

fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("{name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_measured_as_they_are_written() {
        let pages = PageCounter::new(1, 1);
        assert_eq!(pages.styles["Answer"], Measure { letter: 95, line: 300, before: 0, after: 0 });
        assert_eq!(pages.styles["Heading2"], Measure { letter: 110, line: 300, before: 200, after: 60 });
        assert_eq!(pages.styles["Note"], Measure { letter: 85, line: 250, before: 60, after: 60 });
    }

    #[test]
    fn headings_go_with_what_follows_them() {
        let mut pages = PageCounter::new(1_000, 1_200);
        let line = |pages: &mut PageCounter, columns| pages.paragraph(Set::new("Answer"), columns);
        line(&mut pages, 25);
        assert_eq!(pages.used, 900, "three lines of ten columns");
        pages.want();
        pages.paragraph(Set::new("Heading2"), 4);
        line(&mut pages, 1);
        assert_eq!((pages.found.as_slice(), pages.page), ([2].as_slice(), 2));
        pages.begin_row();
        for columns in [5, 60] {
            let width = pages.begin_cell(1_000);
            line(&mut pages, columns);
            pages.end_cell(width);
        }
        pages.end_row(false);
        assert_eq!((pages.page, pages.width), (4, 1_000));
    }
}
