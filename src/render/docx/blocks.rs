//! The elements of a document, one after the other.

use super::body::{Body, LetterLook, Set, Twips};
use super::contents::{self, LEVELS, ListedHeading};
use super::lines;
use super::page::Paper;
use super::pages::PageCounter;
use super::picture::{self, Room};
use super::tables;
use crate::doc::DocFigure;
use crate::doc::table::{Chapter, ChapterKind, Element, Heading, Printed, Table};
use crate::render::Pictures;

pub(super) const WIDTH: Twips = 9_638;

pub(super) struct WordWriter<'a> {
    pub(super) body: Body,
    pictures: Pictures<'a>,
    listed: Vec<ListedHeading>,
    /// Where the contents go, in the text written so far.
    contents: Option<usize>,
    remarks: Vec<String>,
    /// The last heading.
    name: String,
    /// Ⅱ
    chapter: String,
}

impl<'a> WordWriter<'a> {
    pub(super) fn new(pictures: Pictures<'a>) -> Self {
        let pages = PageCounter::new(Paper::Upright.width(), Paper::Upright.height());
        Self {
            body: Body::counting(pages),
            pictures,
            listed: Vec::new(),
            contents: None,
            remarks: Vec::new(),
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

    pub(super) fn cover(&mut self, printed: &Printed, chapter: &Chapter) {
        self.body.mark(&chapter.anchor);
        self.body.text("Title", &printed.kind);
        printed.edition.iter().for_each(|edition| self.body.text("Normal", edition));
        self.name.clone_from(&printed.kind);
        chapter.elements.iter().for_each(|element| self.element(element));
        self.body.text("RightNote", &printed.form);
    }

    pub(super) fn chapter(&mut self, chapter: &Chapter) {
        self.chapter = chapter.number.clone().unwrap_or_default();
        let text = chapter.full_title();
        if chapter.kind == ChapterKind::Contents {
            self.body.mark(&chapter.anchor);
            self.body.paragraph(Set { new_page: true, ..Set::new("TOCHeading") }, |runs| {
                runs.text(&text, LetterLook::PLAIN);
            });
        } else {
            self.heading(&Heading { level: 1, text, anchor: chapter.anchor.clone() });
        }
        chapter.mark.iter().for_each(|mark| self.body.text("Note", mark));
        chapter.elements.iter().for_each(|element| self.element(element));
    }

    /// There are four levels.
    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 4);
        let bookmark = self.body.mark(&heading.anchor);
        let style = format!("Heading{level}");
        if let Some(pages) = self.body.pages.as_mut().filter(|_| level <= LEVELS) {
            pages.want();
        }
        let text = &heading.text;
        self.body
            .paragraph(Set { new_page: level == 1, ..Set::new(&style) }, |runs| runs.text(text, LetterLook::PLAIN));
        if level <= LEVELS {
            self.listed.push(ListedHeading { level, text: text.clone(), bookmark: bookmark.name });
        }
        self.name.clone_from(text);
    }

    fn element(&mut self, element: &Element) {
        match element {
            Element::Heading(heading) => self.heading(heading),
            Element::Range(text) => {
                let set = Set { keep_next: true, ..Set::new("Range") };
                self.body.paragraph(set, |runs| runs.text(text, LetterLook::PLAIN));
            }
            Element::Table(table) => self.table(table),
            // Word brings them up to date itself, with the sections below the chapters.
            Element::Contents(_) => self.contents = Some(self.body.xml.len()),
            Element::Figure(figure) => self.figure(figure),
            Element::Text(line) => lines::add(&mut self.body, "Normal", line),
            Element::Note(line) => lines::add(&mut self.body, "Note", line),
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(title) = &table.title {
            self.heading(title);
        }
        let running = format!("{}　{}", self.chapter, self.name);
        tables::add(&mut self.body, table, &self.name, running.trim());
    }

    fn figure(&mut self, figure: &DocFigure) {
        // Below title and remarks, a figure takes three quarters of a page at most.
        let room = Room { width: WIDTH, height: Paper::Upright.height() / 4 * 3 };
        let remark = picture::add(&mut self.body, figure, self.pictures, room);
        self.remarks.extend(remark);
    }
}
