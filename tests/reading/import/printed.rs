//! An assessment printed as published documents come: rows of labels and answers, arranged and damaged in many ways.

use hyokasho::assessment::{Answer, Assessment, Cell};
use hyokasho::form::{Form, Kind, Node, Role};
use hyokasho::grid::{Book, GridNumbering, Sheet, read_text};

/// One printed row.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Number, label and ※; empty for an answer without a label.
    pub(crate) label: String,
    pub(crate) answer: String,
    /// A label that may be misread: a heading of a block must keep its number.
    pub(crate) is_long_label: bool,
    pub(crate) is_long_text: bool,
}

impl Row {
    pub(crate) fn heading(label: String) -> Self {
        let is_long_label = label.chars().count() > 6;
        Self { label, answer: String::new(), is_long_label, is_long_text: false }
    }
}

/// Every row of the document, the 変更箇所 table aside.
pub(crate) fn rows(assessment: &Assessment) -> Vec<Row> {
    let form = &assessment.form;
    let mut rows =
        vec![Row::heading(format!("特定個人情報保護評価書（{}）", form.name)), Row::heading("項目一覧".into())];
    rows.extend(form.parts.iter().filter(|part| part.number.is_some()).map(|part| Row::heading(part.heading())));
    let mut printer = Printer { assessment, form, rows, around: Vec::new() };
    for (index, cell) in assessment.cells.iter().enumerate() {
        // Counts stand beside what they count; the text of a document holds no figures.
        if !matches!(assessment.node(cell).kind, Some(Kind::Count | Kind::Figure)) {
            printer.cell(cell, &assessment.cells[index + 1..]);
        }
    }
    printer.rows
}

struct Printer<'a> {
    assessment: &'a Assessment,
    form: &'a Form,
    rows: Vec<Row>,
    /// The headings that hold at this place, as printed.
    around: Vec<String>,
}

impl Printer<'_> {
    fn cell(&mut self, cell: &Cell, after: &[Cell]) {
        let node = self.assessment.node(cell);
        self.headings(cell, node);
        let mut answer = self.answer(cell, node);
        if let Some(count) = after.first().filter(|next| self.assessment.node(next).kind == Some(Kind::Count)) {
            answer += &format!(
                "　（ {} ） {}",
                self.assessment.words(count),
                self.assessment.node(count).unit.as_deref().unwrap_or_default()
            );
        }
        let label = if node.kind == Some(Kind::Flag) {
            let mark = if matches!(cell.answer(), Some(Answer::Flag(true))) { "○" } else { "　" };
            format!("[ {mark} ] {}", node.label)
        } else {
            label(node)
        };
        match self.rows.last_mut() {
            // The title of a block stands beside its heading.
            Some(last) if label.is_empty() && last.answer.is_empty() && node.parent.is_some() => last.answer = answer,
            _ => {
                let is_long_label = label.chars().count() > 6 && node.kind != Some(Kind::Flag);
                let is_long_text = node.kind == Some(Kind::Text) && answer.chars().count() > 40;
                self.rows.push(Row { label, answer, is_long_label, is_long_text });
            }
        }
    }

    /// What is printed before the cell because another part, section, risk or block begins.
    fn headings(&mut self, cell: &Cell, node: &Node) {
        let part = &self.form.parts[node.part];
        let is_once = node.once || self.form.ancestors(cell.node).iter().any(|around| around.once);
        // What is printed once stands in the chapter of the last file.
        let last = self.assessment.files().len().checked_sub(1);
        let file = if is_once { last.as_ref() } else { cell.positions.first() };
        let file = file.filter(|_| part.each.is_some());
        let heading = if part.number.is_some() { part.heading() } else { String::new() };
        let mut now = vec![(heading, format!("{file:?}"))];
        let mut blocks = cell.positions.iter().skip(usize::from(part.each.is_some()));
        for around in self.form.ancestors(cell.node) {
            let position = if around.role == Role::Block { blocks.next() } else { None };
            let number = position.map(|position| (position + 1).to_string()).unwrap_or_default();
            if around.key.is_none() {
                now.push((format!("{}{number}", label(around)), number));
            }
        }
        let keys: Vec<String> = now.iter().map(|(heading, block)| format!("{heading} {block}")).collect();
        let same = keys.iter().zip(&self.around).take_while(|(one, other)| one == other).count();
        let new = now.into_iter().skip(same).map(|(heading, _)| heading).filter(|heading| !heading.is_empty());
        self.rows.extend(new.map(Row::heading));
        self.around = keys;
    }

    fn answer(&self, cell: &Cell, node: &Node) -> String {
        if node.kind == Some(Kind::Flag) {
            return String::new();
        }
        let words = self.assessment.words(cell);
        let Some(options) = self.form.options_of(node) else { return words };
        match node.kind {
            Some(Kind::Choice) => {
                let list =
                    options.choices.iter().enumerate().map(|(index, choice)| format!("{}) {}", index + 1, choice.word));
                format!("[ {words} ] ＜選択肢＞ {}", list.collect::<Vec<_>>().join("　"))
            }
            _ => {
                let ticks = match cell.answer() {
                    Some(Answer::Checks(ticks)) => ticks.as_slice(),
                    _ => &[],
                };
                let boxes = options.choices.iter().enumerate().map(|(index, choice)| {
                    let tick = ticks.iter().find(|tick| tick.index == index);
                    let text = tick.and_then(|tick| tick.text.as_deref()).unwrap_or_default();
                    let text = if choice.text { format!("（ {text} ）") } else { String::new() };
                    format!("[ {} ] {} {text}", if tick.is_some() { "○" } else { "" }, choice.word)
                });
                boxes.collect::<Vec<_>>().join("　")
            }
        }
    }
}

fn label(node: &Node) -> String {
    let number = node.number.as_deref().unwrap_or_default();
    let separator = match node.role {
        Role::Section => "．",
        Role::Risk => "：",
        _ => "",
    };
    let number = if number.is_empty() { String::new() } else { format!("{number}{separator}") };
    format!("{number}{}{}", node.label, node.sign())
}

/// How labels and answers are arranged in cells.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Layout {
    /// A label, a tab, and the answer with `<br>` in it.
    Tabs,
    /// Markdown with pipes.
    Pipes,
    /// Everything in one column.
    Column,
    /// Label and answer in one cell.
    Cell,
    /// A sheet whose label cells cover several rows and columns.
    Merged,
}

impl Layout {
    pub(crate) const ALL: [Self; 5] = [Self::Tabs, Self::Pipes, Self::Column, Self::Cell, Self::Merged];
}

pub(crate) fn book(rows: &[Row], layout: Layout) -> Book {
    match layout {
        Layout::Tabs => read_text("a.txt", &text(rows, |label, answer| format!("{label}\t{answer}"))),
        Layout::Pipes => read_text("a.md", &text(rows, |label, answer| format!("| {label} | {answer} |\n|---|---|"))),
        Layout::Column => sheet(rows, |row, cells| {
            let texts = [&row.label, &row.answer].into_iter().filter(|text| !text.is_empty());
            texts.for_each(|text| cells.push((0, 1, text.clone())));
        }),
        Layout::Cell => sheet(rows, |row, cells| cells.push((0, 1, format!("{}\n{}", row.label, row.answer)))),
        Layout::Merged => sheet(rows, |row, cells| {
            cells.push((1, 3, row.label.clone()));
            cells.push((5, 8, row.answer.clone()));
        }),
    }
}

fn text(rows: &[Row], line: impl Fn(&str, &str) -> String) -> String {
    rows.iter().map(|row| line(&row.label, &row.answer.replace('\n', "<br>")) + "\n").collect()
}

/// Every row says which cells it has: column, columns, text. Cells in one column stand below each other.
fn sheet(rows: &[Row], arrange: impl Fn(&Row, &mut Vec<(u32, u32, String)>)) -> Book {
    let mut cells = Vec::new();
    let mut at = 0;
    for row in rows {
        let mut own = Vec::new();
        arrange(row, &mut own);
        let first = own.first().map_or(0, |(column, ..)| *column);
        for (index, (column, columns, text)) in own.into_iter().enumerate() {
            if index > 0 && column == first {
                at += 2;
            }
            if !text.trim().is_empty() {
                let mut cell = hyokasho::grid::GridCell::new(at, column, text);
                (cell.rows, cell.columns) = (2, columns);
                cells.push(cell);
            }
        }
        at += 2;
    }
    let sheet = Sheet { name: "評価書".into(), numbering: GridNumbering::Cells, cells, ..Sheet::default() };
    Book { name: "a.xlsx".into(), sheets: vec![sheet], ..Book::default() }
}

/// What scanning and extraction do to a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Damage {
    /// Half-width for full-width and the other way round.
    Widths,
    /// Circled numbers typed as (1).
    Numbers,
    /// A letter of every sixth long label is misread.
    Letters,
    /// A page ends every thirty rows, in the middle of a text where there is one; pages are numbered and bear a head.
    Pages,
    /// Spaces between the letters of labels, line breaks in them.
    Spaces,
}

impl Damage {
    pub(crate) const ALL: [Self; 5] = [Self::Widths, Self::Numbers, Self::Letters, Self::Pages, Self::Spaces];

    pub(crate) fn apply(self, rows: &[Row]) -> Vec<Row> {
        let mut damaged = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let mut row = row.clone();
            match self {
                Self::Widths => {
                    row.label = row.label.chars().map(other_width).collect();
                    row.answer = row.answer.chars().map(other_width).collect();
                }
                Self::Numbers => row.label = row.label.chars().map(plain_number).collect(),
                Self::Letters if row.is_long_label && index % 6 == 0 => {
                    let at = row.label.chars().count() - 3;
                    row.label =
                        row.label.chars().enumerate().map(|(own, c)| if own == at { '口' } else { c }).collect();
                }
                Self::Pages if index % 30 == 29 => {
                    damaged.extend(page_end(&mut row, index / 30 + 1));
                }
                Self::Spaces => row.label = spaced(&row.label),
                Self::Letters | Self::Pages => {}
            }
            damaged.push(row);
        }
        damaged
    }
}

fn other_width(character: char) -> char {
    match character {
        '0'..='9' => char::from_u32(character as u32 - '0' as u32 + '０' as u32).unwrap_or(character),
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '＜' => '<',
        '＞' => '>',
        other => other,
    }
}

fn plain_number(character: char) -> String {
    match character {
        '①'..='⑳' => format!("({})", character as u32 - '①' as u32 + 1),
        other => other.to_string(),
    }
}

/// The part of the row that still fits on the page, its number, and the head of the next page; `row` keeps the rest.
fn page_end(row: &mut Row, page: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if row.is_long_text {
        let half = row.answer.chars().count() / 2;
        let first: String = row.answer.chars().take(half).collect();
        let rest: String = row.answer.chars().skip(half).collect();
        rows.push(Row { label: std::mem::take(&mut row.label), answer: first, ..row.clone() });
        row.answer = rest;
    }
    rows.push(Row::heading(format!("- {page} -")));
    rows.push(Row::heading("特定個人情報保護評価書の写し（総務課）".into()));
    rows
}

fn spaced(label: &str) -> String {
    let mut spaced = String::new();
    for (index, character) in label.chars().enumerate() {
        spaced.push(character);
        if index % 4 == 3 {
            spaced.push(if index % 8 == 7 { '　' } else { ' ' });
        }
    }
    spaced
}
