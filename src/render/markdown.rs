//! A document as Markdown, for other tools: headings, labels in bold, answers as they are, anchors by address.

use super::markup::sanitized;
use crate::doc::{Answer, Block, Box, Document, Entry, Figure, Item, Label, Part, Record, Repeat, Span};
use crate::text::markdown::literal;

pub fn page(document: &Document) -> String {
    let mut page = Page { text: String::new() };
    page.line(&format!("# {}", literal(&document.title)));
    let draft = document.draft.iter().map(|draft| format!("（{draft}）"));
    page.line(&literal(&format!("{}　{}{}", document.kind, document.form, draft.collect::<String>())));
    for part in &document.parts {
        page.part(part, document);
    }
    page.text.trim_end().to_owned() + "\n"
}

struct Page {
    text: String,
}

impl Page {
    /// A paragraph of its own.
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    fn heading(&mut self, level: u8, text: &str, address: &str) {
        let marks = "#".repeat(usize::from(level));
        self.line(&format!("{marks} {}{}", link_target(address), literal(text)));
    }

    fn part(&mut self, part: &Part, document: &Document) {
        self.heading(2, &part_title(part), &part.anchor);
        for block in &part.blocks {
            self.block(block, document);
        }
    }

    fn block(&mut self, block: &Block, document: &Document) {
        match block {
            Block::Heading { level, text, mark, anchor } => {
                self.heading(level + 1, &format!("{text}{}", sign(*mark)), anchor);
            }
            Block::Table(entries) => self.entries(entries, ""),
            Block::Repeat(repeats) => repeats.iter().for_each(|repeat| match repeat {
                Repeat::Range(title) => self.line(&literal(title)),
                Repeat::Block { title, anchor, entries } => {
                    self.heading(4, title, anchor);
                    self.entries(entries, "");
                }
            }),
            Block::Contents => {
                let parts = document.parts.iter().filter(|part| part.number.is_some());
                let entries = parts.map(|part| format!("- [{}](#{})", literal(&part_title(part)), part.anchor));
                self.line(&entries.collect::<Vec<_>>().join("\n"));
            }
            Block::Records(records) => {
                self.line(&link_target(&records.address));
                records.groups.iter().for_each(|group| self.record(group));
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Changes { columns, rows } => {
                let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
                let mut lines = vec![row(columns.iter().map(|column| literal(column)).collect())];
                lines.push(format!("|{}", " --- |".repeat(columns.len())));
                lines.extend(rows.iter().map(|change| row(change.cells.iter().map(|cell| spans(cell)).collect())));
                self.line(&lines.join("\n"));
            }
            Block::Note(note) => self.line(&literal(note)),
            // A review edition is for paper and the web.
            Block::Review(_) => {}
        }
    }

    /// `around` are the labels of the groups that the entries stand in.
    fn entries(&mut self, entries: &[Entry], around: &str) {
        for entry in entries {
            match entry {
                Entry::Item(item) => self.item(item, around),
                Entry::Group { label, entries } => self.entries(entries, &format!("{around}{} ／ ", label_text(label))),
            }
        }
    }

    fn item(&mut self, item: &Item, around: &str) {
        let label = label_text(&item.label);
        let target = link_target(&item.address);
        if label.is_empty() {
            self.line(&target);
        } else {
            self.line(&format!("{target}**{}**", literal(&format!("{around}{label}"))));
        }
        self.answer(&item.answer);
        self.entries(&item.inner, &if label.is_empty() { String::new() } else { format!("{label} ／ ") });
    }

    fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Text(text) if text.is_empty() => {}
            Answer::Text(text) => self.line(&literal(text)),
            Answer::Markdown(text) => self.line(&sanitized(text)),
            Answer::Choice { chosen, options } => {
                let options: Vec<String> =
                    options.iter().enumerate().map(|(index, word)| format!("{}) {word}", index + 1)).collect();
                let chosen = chosen.as_deref().unwrap_or("　");
                self.line(&literal(&format!("[ {chosen} ]　＜選択肢＞ {}", options.join("　"))));
            }
            Answer::Boxes { boxes, .. } => self.boxes(boxes),
            Answer::Flag { on } => self.line(&literal(if *on { "[○]" } else { "[　]" })),
            Answer::Count { number, unit } => {
                self.line(&literal(&format!("（{}）{unit}", number.as_deref().unwrap_or("　"))));
            }
            Answer::Lines(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| format!("- {}", literal(line))).collect();
                self.line(&lines.join("\n"));
            }
        }
    }

    fn boxes(&mut self, boxes: &[Box]) {
        let mut group = None;
        let mut lines = Vec::new();
        for one in boxes {
            if one.group != group {
                group.clone_from(&one.group);
                lines.extend(group.iter().map(|title| format!("- {}", literal(title))));
            }
            let indent = if group.is_some() { "  " } else { "" };
            let text = one.text.as_ref().map(|text| format!("（{text}）")).unwrap_or_default();
            let tick = if one.ticked { 'x' } else { ' ' };
            lines.push(format!("{indent}- [{tick}] {}", literal(&format!("{}{text}", one.word)).replace('\n', "")));
        }
        self.line(&lines.join("\n"));
    }

    fn record(&mut self, group: &Record) {
        if !group.title.is_empty() {
            self.line(&format!("**{}**", literal(&group.title)));
        }
        let items: Vec<String> =
            group.items.iter().enumerate().map(|(index, item)| format!("{}. {}", index + 1, literal(item))).collect();
        self.line(&items.join("\n"));
    }

    fn figure(&mut self, figure: &Figure) {
        let title = figure.title.as_deref().unwrap_or_default();
        self.line(&format!("{}**{}**", link_target(&figure.address), literal(&format!("図　{title}"))));
        self.line(&literal(&figure.alternative));
        if let Some(remarks) = &figure.remarks {
            self.line(&literal(remarks));
        }
    }
}

fn part_title(part: &Part) -> String {
    let number = part.number.iter().map(|number| format!("{number}　")).collect::<String>();
    let file = part.file.iter().map(|file| format!("（{file}）")).collect::<String>();
    let mark = part.mark.iter().map(|mark| format!(" {mark}")).collect::<String>();
    format!("{number}{}{file}{mark}", part.title)
}

fn label_text(label: &Label) -> String {
    format!("{}{}{}", label.number.as_deref().unwrap_or_default(), label.text, sign(label.mark))
}

fn sign(mark: bool) -> &'static str {
    if mark { " ※" } else { "" }
}

fn link_target(address: &str) -> String {
    format!("<a id=\"{}\"></a>", address.replace(['"', '<', '>', '&'], "_"))
}

/// One cell of a table stands on one line.
fn spans(cell: &[Span]) -> String {
    let text: String = cell.iter().map(|span| span.text.as_str()).collect();
    literal(&text).replace("\\\n", "<br>")
}
