//! The blocks of a document, one after the other.

use super::answers;
use super::body::{Body, Look, Set, Twips, run, runs_of_lines};
use super::contents::{self, LEVELS, Listed};
use super::page::Paper;
use super::pages::Pages;
use super::picture::{self, Room};
use super::table::{Cell, HEAD, LABEL, Rows, Table};
use crate::doc::{Answer, Block, Change, Document, Entry, Figure, Part, Records, Repeat, Review};
use crate::render::Pictures;
use crate::render::rows::{self, Row};

const WIDTH: Twips = 9_638;
/// Label columns, outermost first, where there are one, two, three of them.
const LABELS: [&[Twips]; 4] = [&[], &[2_600], &[1_500, 2_000], &[1_200, 1_300, 1_700]];
/// Any more share the room of three.
const ALL_LABELS: Twips = 4_200;
/// Date, item, before, after, when told, why: parts of a hundred.
const CHANGES: [Twips; 6] = [11, 14, 28, 27, 7, 13];
/// Item, what happened to it, when told, why.
const REVIEW: [Twips; 4] = [44, 9, 11, 36];
/// Letters of a table that may go on to another page; each page of it then tells where it belongs.
const LONG: usize = 600;
const RECORD_COLUMNS: usize = 3;

pub(super) struct Writer<'a> {
    pub(super) body: Body,
    pictures: Pictures<'a>,
    listed: Vec<Listed>,
    /// Where the contents go, in the text written so far.
    contents: Option<usize>,
    remarks: Vec<String>,
    /// Of the last heading.
    level: u8,
    name: String,
    /// Ⅱ
    chapter: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(pictures: Pictures<'a>) -> Self {
        let pages = Pages::new(Paper::Upright.width(), Paper::Upright.height());
        Self {
            body: Body::counting(pages),
            pictures,
            listed: Vec::new(),
            contents: None,
            remarks: Vec::new(),
            level: 1,
            name: String::new(),
            chapter: String::new(),
        }
    }

    /// The text with its contents, and what is to be said of its figures.
    pub(super) fn finish(mut self) -> (Body, Vec<String>) {
        if let (Some(at), Some(pages)) = (self.contents, self.body.pages.take()) {
            self.body.xml.insert(at, &contents::write(&self.listed, pages));
        }
        (self.body, self.remarks)
    }

    pub(super) fn cover(&mut self, document: &Document, part: &Part) {
        self.body.mark(&part.anchor);
        self.body.text("Title", &document.kind);
        self.name.clone_from(&document.kind);
        part.blocks.iter().for_each(|block| self.block(block));
        self.body.text("RightNote", &document.form);
    }

    pub(super) fn part(&mut self, part: &Part) {
        self.chapter = part.number.clone().unwrap_or_default();
        let number = part.number.iter().map(|number| format!("{number}　"));
        let title = format!("{}{}", number.collect::<String>(), part.title);
        if part.blocks.contains(&Block::Contents) {
            self.body.mark(&part.anchor);
            self.body
                .paragraph(Set { new_page: true, ..Set::new("TOCHeading") }, |runs| runs.text(&title, Look::PLAIN));
        } else {
            let file = part.file.as_ref().map(|file| format!("（{file}）")).unwrap_or_default();
            self.heading(1, &format!("{title}{file}"), &part.anchor);
        }
        part.mark.iter().for_each(|mark| self.body.text("Note", mark));
        part.blocks.iter().for_each(|block| self.block(block));
    }

    /// There are four levels.
    fn heading(&mut self, level: u8, text: &str, anchor: &str) {
        let level = level.clamp(1, 4);
        let bookmark = self.body.mark(anchor);
        let style = format!("Heading{level}");
        if let Some(pages) = self.body.pages.as_mut().filter(|_| level <= LEVELS) {
            pages.want();
        }
        self.body.paragraph(Set { new_page: level == 1, ..Set::new(&style) }, |runs| runs.text(text, Look::PLAIN));
        if level <= LEVELS {
            self.listed.push(Listed { level, text: text.to_owned(), bookmark: bookmark.name });
        }
        self.level = level;
        text.clone_into(&mut self.name);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, mark, anchor } => {
                // It is one level below the last one at most.
                let level = (*level).min(self.level + 1);
                self.heading(level, &format!("{text}{}", if *mark { "　※" } else { "" }), anchor);
            }
            Block::Table(entries) => self.entries(entries),
            Block::Repeat(repeats) => {
                let level = self.level + 1;
                repeats.iter().for_each(|repeat| self.repeat(repeat, level));
            }
            Block::Contents => self.contents = Some(self.body.xml.len()),
            Block::Records(records) => self.records(records),
            Block::Figure(figure) => self.figure(figure),
            Block::Changes { columns, rows } => self.changes(columns, rows),
            Block::Note(note) => self.body.lines("Note", note),
            Block::Review(review) => self.review(review),
        }
    }

    fn repeat(&mut self, repeat: &Repeat, level: u8) {
        match repeat {
            Repeat::Range(title) => {
                let set = Set { keep_next: true, ..Set::new("Range") };
                self.body.paragraph(set, |runs| runs.text(title, Look::PLAIN));
            }
            Repeat::Block { title, anchor, entries } => {
                self.heading(level, title, anchor);
                self.entries(entries);
            }
        }
    }

    /// Labels and answers. Of a label that spans rows, the rows below hold an empty cell that belongs to it.
    fn entries(&mut self, entries: &[Entry]) {
        let labels = label_widths(rows::width(entries));
        let answer = WIDTH - labels.iter().sum::<Twips>();
        let widths: Vec<Twips> = labels.iter().copied().chain([answer]).collect();
        let rows = rows::rows(entries);
        // Rows that the labels of each column still span.
        let mut spans = vec![0_usize; labels.len()];
        let is_long = rows.iter().flatten().map(letters).sum::<usize>() > LONG;
        let title = format!("{}　{}", self.chapter, self.name);
        self.body.table(&widths, &self.name, |table| {
            if is_long {
                let whole = Cell::filled(widths.len(), HEAD);
                table.head_of(|row| row.cell(whole, |body| body.text("Running", title.trim())));
            }
            rows.iter().flatten().for_each(|row| add_row(table, row, &mut spans, &widths));
        });
    }

    fn records(&mut self, records: &Records) {
        // The contents do not list groups.
        let (around, level) = (self.level, LEVELS + 1);
        self.body.mark(&records.address);
        for (index, group) in records.groups.iter().enumerate() {
            if !group.title.is_empty() {
                self.heading(level, &group.title, &format!("{}.{}", records.address, index + 1));
            }
            let widths = [WIDTH / RECORD_COLUMNS as Twips; RECORD_COLUMNS];
            let numbered: Vec<(String, Look)> = group
                .items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let style = group.styles.get(index).copied().unwrap_or_default();
                    (format!("{}　{item}", index + 1), Look::of(style))
                })
                .collect();
            self.body.table(&widths, &group.title, |table| {
                for items in numbered.chunks(RECORD_COLUMNS) {
                    table.row(|row| {
                        for column in 0..RECORD_COLUMNS {
                            let (item, look) =
                                items.get(column).map_or(("", Look::PLAIN), |(item, look)| (item, *look));
                            row.cell(Cell::plain(1), |body| runs_of_lines(body, "Small", &[(item, look)]));
                        }
                    });
                }
            });
        }
        self.level = around;
    }

    fn figure(&mut self, figure: &Figure) {
        // Below title and remarks, a figure takes three quarters of a page at most.
        let room = Room { width: WIDTH, height: Paper::Upright.height() / 4 * 3 };
        let remark = picture::add(&mut self.body, figure, self.pictures, room);
        self.remarks.extend(remark);
    }

    /// What a review edition begins with: the versions, what is still to be done, and what changed.
    fn review(&mut self, review: &Review) {
        self.body.text("Normal", &format!("変更前　{}", review.old));
        self.body.text("Normal", &format!("変更後　{}", review.new));
        for duty in &review.duties {
            self.body.text("Normal", &format!("［{}］{}（{}）", duty.state, duty.title, duty.note));
        }
        for group in &review.groups {
            self.body.text("Caption", &group.title);
            let widths = REVIEW.map(|share| WIDTH * share / 100);
            self.body.table(&widths, &group.title, |table| {
                table.head(&["項目", "変更", "提出時期", "理由"]);
                for changed in &group.rows {
                    table.row(|row| {
                        for text in [&changed.path, &changed.kind, &changed.timing, &changed.reason] {
                            row.cell(Cell::plain(1), |body| body.lines("Small", text));
                        }
                    });
                }
            });
        }
    }

    fn changes(&mut self, columns: &[String], rows: &[Change]) {
        let shares = if columns.len() == CHANGES.len() {
            CHANGES.to_vec()
        } else {
            vec![100 / columns.len().max(1) as Twips; columns.len()]
        };
        let widths: Vec<Twips> = shares.iter().map(|share| WIDTH * share / 100).collect();
        let titles: Vec<&str> = columns.iter().map(String::as_str).collect();
        if titles.is_empty() {
            return;
        }
        self.body.table(&widths, &self.name, |table| {
            table.head(&titles);
            for change in rows {
                table.row(|row| {
                    for index in 0..widths.len() {
                        let spans = change.cells.get(index).map(Vec::as_slice).unwrap_or_default();
                        row.cell(Cell::plain(1), |body| {
                            runs_of_lines(body, "Small", &spans.iter().map(run).collect::<Vec<_>>());
                        });
                    }
                });
            }
        });
    }
}

/// Of the texts in a row; what is chosen or ticked takes a few lines whatever it says.
fn letters(row: &Row<'_>) -> usize {
    let of = |answer: &Answer| match answer {
        Answer::Text(text) | Answer::Markdown(text) => text.chars().count(),
        _ => 0,
    };
    row.answers.iter().map(|given| of(&given.item.answer)).sum()
}

fn label_widths(columns: usize) -> Vec<Twips> {
    LABELS.get(columns).map_or_else(|| vec![ALL_LABELS / columns as Twips; columns], |widths| widths.to_vec())
}

fn add_row(table: &mut Table<'_>, row: &Row<'_>, spans: &mut [usize], widths: &[Twips]) {
    table.row(|cells| {
        let mut column = 0;
        while let Some(rows) = spans.get_mut(column).filter(|rows| **rows > 0) {
            *rows -= 1;
            let below = Cell { rows: Rows::Below, ..Cell::filled(1, LABEL) };
            cells.cell(below, |body| body.text("Label", ""));
            column += 1;
        }
        for label in &row.labels {
            let rows = if label.rows > 1 { Rows::First } else { Rows::One };
            let cell = Cell { rows, ..Cell::filled(label.columns, LABEL) };
            let number = label.label.number.as_deref().unwrap_or_default();
            let mark = if label.label.mark { " ※" } else { "" };
            let text = format!("{number}{}{mark}", label.text());
            cells.cell(cell, |body| body.text(if label.inner { "InnerLabel" } else { "Label" }, &text));
            if let Some(span) = spans.get_mut(column).filter(|_| label.columns == 1) {
                *span = label.rows - 1;
            }
            column += label.columns;
        }
        let room = widths.get(column..).unwrap_or_default().iter().sum();
        cells.cell(Cell::plain(row.columns), |body| {
            body.mark(row.address);
            answers::add(body, &row.answers, room);
        });
    });
}
