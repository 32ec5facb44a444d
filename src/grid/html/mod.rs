//! Web pages: headings, paragraphs and tables, as a browser would show them.

mod rows;
mod style;

use std::collections::BTreeSet;

use html5gum::{StartTag, Token, Tokenizer};

use self::rows::{HtmlCell, spread};
use self::style::{hides, unseen_classes};

use super::flow::{self, FlowBlock, FlowParagraph, checkbox, numbered};
use super::model::Book;
use super::refusal::Refusal;
use super::rich::Rich;
use crate::text::limits;

/// Elements whose content nobody reads on the page, or that only lead to other places.
const UNREAD: [&str; 14] = [
    "script", "style", "template", "noscript", "title", "nav", "button", "datalist", "svg", "math", "object", "iframe",
    "rt", "rp",
];
/// Elements that stand in a line; all others begin one of their own.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "u",
];
const OPTION: &str = "option";
/// Stands before an item of a list that does not count.
const BULLET: &str = "・";
const SET_OFF: [&str; 3] = ["u", "b", "strong"];
const STRUCK: [&str; 3] = ["del", "s", "strike"];
/// Elements that have no end tag; one of them that is hidden hides nothing else.
const VOID: [&str; 8] = ["input", "img", "br", "hr", "wbr", "meta", "link", "col"];

/// Whether a text is a page: it says so at its beginning.
pub(super) fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins = |with: &str| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins("<!doctype html") || begins("<html")
}

pub(super) fn read(name: &str, text: &str) -> Result<Book, Refusal> {
    let mut reader = HtmlReader { unseen: unseen_classes(text), ..HtmlReader::default() };
    for token in Tokenizer::new(text) {
        match token.map_err(|_| Refusal::broken())? {
            Token::StartTag(tag) => reader.open(&tag)?,
            Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let mut book = Book { name: name.to_owned(), ..Book::default() };
    flow::fill(&mut book, &reader.finish())?;
    Ok(book)
}

#[derive(Default)]
struct HtmlReader {
    /// The page itself.
    blocks: Vec<FlowBlock>,
    /// Tables that are open inside each other.
    tables: Vec<HtmlTable>,
    /// The paragraph that is being read.
    line: Rich,
    /// What stands before it: the number of a list.
    number: Option<String>,
    lists: Vec<HtmlList>,
    struck: usize,
    /// How many elements around the text set it off.
    set_off: usize,
    /// White space counts in these.
    preformatted: usize,
    /// Classes that the page's own style hides from the eye.
    unseen: BTreeSet<String>,
    /// An element that nobody reads, and how many of its name are open.
    unread: Option<(String, usize)>,
}

#[derive(Default)]
struct HtmlTable {
    rows: Vec<Vec<HtmlCell>>,
    /// The cell that is open is the last of the last row.
    in_cell: bool,
}

/// A list that is open: how far it has counted, if it counts.
struct HtmlList {
    counted: Option<u32>,
}

impl HtmlReader {
    fn open(&mut self, tag: &StartTag<()>) -> Result<(), Refusal> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        match &mut self.unread {
            // The next option ends the one before it.
            Some((unread, _)) if *unread == OPTION && name == OPTION => self.unread = None,
            Some((unread, open)) => {
                *open += usize::from(*unread == name);
                return Ok(());
            }
            None => {}
        }
        let is_hidden = attribute(tag, "hidden").is_some() || self.is_unseen(tag);
        if is_hidden || UNREAD.contains(&name.as_str()) {
            if !tag.self_closing && !VOID.contains(&name.as_str()) {
                self.unread = Some((name, 1));
            }
            return Ok(());
        }
        if !INLINE.contains(&name.as_str()) {
            self.end_line();
        }
        self.set_off += usize::from(SET_OFF.contains(&name.as_str()));
        match name.as_str() {
            "input" => self.input(tag),
            "br" => self.line.push("\n", false),
            OPTION if attribute(tag, "selected").is_none() => self.unread = Some((name, 1)),
            "pre" | "textarea" => self.preformatted += 1,
            // A label in bold type begins a line of a list of items; the sign of the list is no part of it.
            "b" | "strong" if self.line.text.trim().is_empty() && self.number.as_deref() == Some(BULLET) => {
                self.number = None;
            }
            "ul" => self.lists.push(HtmlList { counted: None }),
            "ol" => {
                let start = attribute(tag, "start").and_then(|start| start.parse().ok()).unwrap_or(1_u32);
                self.lists.push(HtmlList { counted: Some(start.saturating_sub(1)) });
            }
            "li" => {
                self.number = Some(match self.lists.last_mut().map(|list| &mut list.counted) {
                    Some(Some(counted)) => {
                        *counted = counted.saturating_add(1);
                        format!("{counted}. ")
                    }
                    _ => BULLET.into(),
                });
            }
            "table" if self.tables.len() == limits::XML_DEPTH => {
                return Err(Refusal::too_large(format!("表の入れ子が {} 段を超えます", limits::XML_DEPTH)));
            }
            "table" => self.tables.push(HtmlTable::default()),
            "tr" => self.row(),
            "td" | "th" => self.cell(tag),
            name if STRUCK.contains(&name) => self.struck += 1,
            _ => {}
        }
        Ok(())
    }

    fn is_unseen(&self, tag: &StartTag<()>) -> bool {
        let classes = attribute(tag, "class").unwrap_or_default();
        classes.split_whitespace().any(|class| self.unseen.contains(class))
            || attribute(tag, "style").is_some_and(|style| hides(&style))
    }

    fn close(&mut self, name: &str) {
        if let Some((unread, open)) = &mut self.unread {
            if *unread == name || *unread == OPTION && name == "select" {
                *open -= 1;
                if *open == 0 {
                    self.unread = None;
                }
            }
            return;
        }
        if !INLINE.contains(&name) {
            self.end_line();
        }
        if SET_OFF.contains(&name) {
            self.set_off = self.set_off.saturating_sub(1);
        }
        match name {
            "ul" | "ol" => drop(self.lists.pop()),
            "pre" | "textarea" => self.preformatted = self.preformatted.saturating_sub(1),
            "td" | "th" | "tr" => self.end_cell(),
            "table" => self.end_table(),
            name if STRUCK.contains(&name) => self.struck = self.struck.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unread.is_some() {
            return;
        }
        let start = self.line.text.len();
        self.say(text);
        if self.set_off > 0 {
            self.line.set_off_from(start);
        }
    }

    fn say(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.line.push(text, self.struck > 0);
            return;
        }
        let mut blank = false;
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                blank = true;
                continue;
            }
            // A line break of the source between Japanese letters is no blank that anybody typed.
            if std::mem::take(&mut blank) {
                self.blank(c);
            }
            self.line.push(c.encode_utf8(&mut [0; 4]), self.struck > 0);
        }
        if blank {
            self.blank('a');
        }
    }

    /// White space counts once, between words.
    fn blank(&mut self, next: char) {
        let last = self.line.text.chars().next_back();
        let is_between = last.is_some_and(|last| !last.is_whitespace() && (last.is_ascii() || next.is_ascii()));
        if is_between {
            self.line.push(" ", self.struck > 0);
        }
    }

    fn input(&mut self, tag: &StartTag<()>) {
        let value = attribute(tag, "value").unwrap_or_default();
        match attribute(tag, "type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "checkbox" | "radio" => self.line.push(checkbox(attribute(tag, "checked").is_some()), false),
            "hidden" | "submit" | "reset" | "button" | "image" | "file" | "password" | "search" => {}
            _ => self.line.push(&value, false),
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line);
        if text.text.trim().is_empty() {
            return;
        }
        let text = self.number.take().map_or_else(|| text.clone(), |number| numbered(&number, &text));
        self.blocks().push(FlowBlock::Paragraph(FlowParagraph { text, ..FlowParagraph::default() }));
    }

    /// Where blocks go: the innermost open cell, or the page.
    fn blocks(&mut self) -> &mut Vec<FlowBlock> {
        let cell = self
            .tables
            .iter_mut()
            .rev()
            .filter(|table| table.in_cell)
            .find_map(|table| table.rows.last_mut()?.last_mut());
        cell.map_or(&mut self.blocks, |cell| &mut cell.blocks)
    }

    fn row(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    fn cell(&mut self, tag: &StartTag<()>) {
        self.end_cell();
        let covers = |name| attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1_u32).max(1);
        let cell = HtmlCell {
            columns: covers("colspan").min(limits::SHEET_COLUMNS),
            rows: covers("rowspan").min(limits::SHEET_ROWS),
            blocks: Vec::new(),
        };
        let Some(table) = self.tables.last_mut() else { return };
        table.in_cell = true;
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.rows.push(vec![cell]),
        }
    }

    fn end_cell(&mut self) {
        self.number = None;
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = false;
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.pop() {
            let rows = spread(table.rows);
            self.blocks().push(FlowBlock::Table(rows));
        }
    }

    fn finish(mut self) -> Vec<FlowBlock> {
        self.end_line();
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.blocks
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value).into_owned())
}
