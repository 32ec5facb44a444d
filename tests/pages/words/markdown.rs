//! Markdown as an independent reader sees it: the words behind each anchor.

use hyokasho::doc::Document;
use hyokasho::doc::table::{CellKind, Element, Heading, Printed, Table, TableCell, TableKind};
use hyokasho::render::markdown;
use pulldown_cmark::{Event, Options, Parser};

use super::{squeezed, words};

/// An anchor and the words up to the next one.
pub(crate) type Told = Vec<(String, String)>;

pub(crate) fn read(document: &Document) -> Told {
    let page = markdown::page(document);
    let mut told: Told = vec![Default::default()];
    for event in Parser::new_ext(&page, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => told.last_mut().unwrap().1.push_str(&squeezed(&text)),
            Event::InlineHtml(html) | Event::Html(html) => {
                if let Some(anchor) = html.strip_prefix("<a id=\"").and_then(|rest| rest.split('"').next()) {
                    told.push((anchor.to_owned(), String::new()));
                }
            }
            _ => {}
        }
    }
    told
}

/// What it has to be.
pub(crate) fn told(printed: &Printed) -> Told {
    let mut told = Words(vec![Default::default()]);
    let front = [&printed.title, &printed.kind, &printed.form, &printed.dated];
    front.into_iter().chain(&printed.edition).for_each(|text| told.say(text));
    for chapter in &printed.chapters {
        told.heading(&Heading { level: 1, text: chapter.full_title(), anchor: chapter.anchor.clone() });
        told.say(chapter.mark.as_deref().unwrap_or_default());
        chapter.elements.iter().for_each(|element| told.element(element));
    }
    told.0
}

struct Words(Told);

impl Words {
    fn say(&mut self, text: &str) {
        self.0.last_mut().unwrap().1.push_str(&squeezed(text));
    }

    fn anchor(&mut self, anchor: &str) {
        self.0.push((anchor.to_owned(), String::new()));
    }

    fn heading(&mut self, heading: &Heading) {
        self.anchor(&heading.anchor);
        self.say(&heading.text);
    }

    fn element(&mut self, element: &Element) {
        match element {
            Element::Heading(heading) => self.heading(heading),
            Element::Range(text) => self.say(text),
            Element::Contents(listed) => listed.iter().for_each(|one| self.say(&one.text)),
            Element::Text(line) | Element::Note(line) => self.say(&line.text()),
            Element::Figure(figure) => {
                self.anchor(&figure.address);
                let told = [&figure.title, &Some(figure.alternative.clone()), &figure.remarks];
                told.into_iter().flatten().for_each(|text| self.say(text));
            }
            Element::Table(table) => {
                table.title.iter().for_each(|title| self.heading(title));
                match table.kind {
                    TableKind::Answers | TableKind::Records => self.answers(table),
                    TableKind::Cover => {
                        for (column, address) in table.rows[1].addresses.iter().enumerate() {
                            self.anchor(address);
                            (0..2).for_each(|row| self.say(&table.rows[row].cells[column].text()));
                        }
                    }
                    _ => (0..table.rows.len()).for_each(|row| self.say(&words(table, row).concat())),
                }
            }
        }
    }

    /// Labels of several rows stand before those of each row.
    fn answers(&mut self, table: &Table) {
        if !table.anchor.is_empty() {
            self.anchor(&table.anchor);
        }
        for (index, row) in table.rows.iter().enumerate() {
            row.addresses.iter().for_each(|address| self.anchor(address));
            let reaching = table.rows[..=index].iter().enumerate().flat_map(|(from, row)| {
                let cells = row.cells.iter().filter(move |cell| cell.rows > 1 && from + cell.rows > index);
                cells.filter(|cell| cell.kind == CellKind::Group)
            });
            let own = row.cells.iter().filter(|cell| cell.rows == 1);
            let labels = own.filter(|cell| matches!(cell.kind, CellKind::Group | CellKind::Label));
            let labels: Vec<String> = reaching.chain(labels).map(TableCell::text).collect();
            self.say(&labels.join("／"));
            let answers = row.cells.iter().filter(|cell| matches!(cell.kind, CellKind::Answer | CellKind::Short));
            answers.for_each(|cell| self.say(&cell.text()));
        }
    }
}
