//! The rows of the table, put together from the cells: rows that go on over the page are one, and cells that stand for
//! several rows stand in each of them.

use super::columns::{AFTER, BEFORE, COUNT, ChangeColumns, DATE, ITEM, REASON, TIMING, is_title};
use super::names::ItemNames;
use super::stacked;
use crate::dates::Date;
use crate::form::Form;
use crate::grid::{Book, CellPlace, GridCell, GridCellKind};
use crate::text::fold;

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ImportedRow {
    pub(super) date: String,
    pub(super) item: String,
    pub(super) before: String,
    pub(super) after: String,
    /// The position of 事前 or 事後 in the form's list.
    pub(super) timing: Option<usize>,
    pub(super) reason: String,
    /// Its first cell.
    pub(super) at: Option<CellPlace>,
    /// It came with fewer cells than it should, so that one of its sides was not known.
    pub(super) guessed: bool,
}

/// What was read, and the cells or pieces of cells that belong to no row.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) rows: Vec<ImportedRow>,
    pub(super) unread: Vec<(String, CellPlace)>,
}

/// A page that begins in the midst of a row says so.
const CONTINUED: [&str; 4] = ["（続き）", "(続き)", "（つづき）", "(つづき)"];

pub(super) fn read(book: &Book, cells: &[CellPlace], form: &Form, names: &ItemNames<'_>) -> Entries {
    let titles = form.changes_part().and_then(|part| part.columns.as_deref()).unwrap_or_default();
    if stacked::is_stacked(book, cells, titles) {
        return stacked::read(book, cells, form, names);
    }
    let mut reader = EntriesReader {
        book,
        form,
        names,
        columns: ChangeColumns::default(),
        spans: Spans::default(),
        found: Entries::default(),
    };
    for line in cells.chunk_by(|one, next| one.sheet == next.sheet && book.cell(*one).row == book.cell(*next).row) {
        let (line, beside): (Vec<CellPlace>, Vec<CellPlace>) =
            line.iter().partition(|at| book.cell(**at).kind == GridCellKind::Cell);
        reader.leave(&beside);
        let row: Vec<&GridCell> = line.iter().map(|at| book.cell(*at)).collect();
        if row.iter().all(|cell| is_rule(&cell.text)) {
            continue;
        }
        match ChangeColumns::head(&row, titles) {
            Some(columns) => {
                let others: Vec<CellPlace> =
                    line.into_iter().filter(|at| !is_title(&book.cell(*at).text, titles)).collect();
                reader.leave(&others);
                reader.columns = columns;
            }
            None => reader.line(&line),
        }
    }
    reader.found
}

/// `-----`, between the head of a table of Markdown and its rows.
fn is_rule(text: &str) -> bool {
    let bare = text.trim().trim_matches(':');
    bare.len() > 1 && bare.bytes().all(|byte| byte == b'-')
}

struct EntriesReader<'a> {
    book: &'a Book,
    form: &'a Form,
    names: &'a ItemNames<'a>,
    columns: ChangeColumns,
    spans: Spans,
    found: Entries,
}

/// How far down the last date and the last item reach: sheet and first row below.
#[derive(Default)]
struct Spans {
    date: (usize, u32),
    item: (usize, u32),
}

/// The texts of one line of cells, by column.
#[derive(Default)]
struct CellLine {
    texts: [String; COUNT],
    timing: Option<usize>,
    guessed: bool,
}

impl CellLine {
    fn says(&self, column: usize) -> bool {
        !self.texts[column].is_empty()
    }
}

impl EntriesReader<'_> {
    fn line(&mut self, cells: &[CellPlace]) {
        let line = self.assign(cells);
        let Some(first) = cells.first().copied() else { return };
        let row = self.book.cell(first).row;
        let date_goes_on = self.spans.date.0 == first.sheet && row < self.spans.date.1;
        let item_goes_on = self.spans.item.0 == first.sheet && row < self.spans.item.1;
        let is_dated = Date::parse(&line.texts[DATE]).is_ok();
        let is_row = [ITEM, BEFORE, AFTER].into_iter().any(|column| line.says(column)) || line.timing.is_some();
        let is_first = self.found.rows.is_empty();
        // Below the table stand page numbers and notes; above it, what no date begins.
        let is_beside = !is_row && !line.says(REASON) || !is_row && is_first && !is_dated;
        if is_beside || is_first && !is_dated && !(line.says(DATE) && line.timing.is_some()) {
            return self.leave(cells);
        }
        self.remember(cells);
        let begins = if line.says(DATE) && !(is_dated && self.repeats(&line)) {
            true
        } else if line.says(ITEM) && !item_goes_on {
            self.begins_item(&line, date_goes_on)
        } else {
            // Only a row of its own has a time of its own.
            line.timing.is_some() && self.found.rows.last().is_some_and(|last| last.timing.is_some())
        };
        if begins { self.begin(line, first) } else { self.go_on(line, first) }
    }

    /// A page that repeats the date in the midst of a row, as merged cells are printed.
    fn repeats(&self, line: &CellLine) -> bool {
        let Some(last) = self.found.rows.last() else { return false };
        let same_item = !line.says(ITEM)
            || continued(&line.texts[ITEM]).is_some_and(|item| fold::same(item, &last.item) || item.is_empty());
        same_item && line.timing.is_none() && fold::same(&line.texts[DATE], &last.date)
    }

    /// A line without a date that names an item: another row of the same day, or the rest of an item cut by the page.
    fn begins_item(&self, line: &CellLine, date_goes_on: bool) -> bool {
        let item = &line.texts[ITEM];
        let last = self.found.rows.last().map_or("", |last| last.item.as_str());
        if continued(item).is_some_and(|item| item.is_empty() || fold::same(item, last)) {
            return false;
        }
        date_goes_on || line.timing.is_some() || self.names.is_known(item)
    }

    fn begin(&mut self, line: CellLine, at: CellPlace) {
        let last = self.found.rows.last();
        let above = |column: usize, of: fn(&ImportedRow) -> &String| {
            if line.says(column) { line.texts[column].clone() } else { last.map(of).cloned().unwrap_or_default() }
        };
        let (date, item) = (above(DATE, |entry| &entry.date), above(ITEM, |entry| &entry.item));
        let [_, _, before, after, _, reason] = line.texts;
        let (timing, guessed) = (line.timing, line.guessed);
        if item.is_empty() {
            let texts = [date, before, after, reason]
                .into_iter()
                .chain(timing.and_then(|at| self.form.timings.get(at)).cloned());
            return self.found.unread.extend(texts.filter(|text| !text.is_empty()).map(|text| (text, at)));
        }
        self.found.rows.push(ImportedRow { date, item, before, after, timing, reason, at: Some(at), guessed });
    }

    fn go_on(&mut self, line: CellLine, at: CellPlace) {
        let Some(last) = self.found.rows.last_mut() else { return };
        let [_, item, before, after, _, reason] = line.texts;
        let rest = continued(&item).unwrap_or(&item);
        if rest.len() < item.len() {
            self.found.unread.push((item.replace(rest, "").trim().to_owned(), at));
        }
        if !fold::same(rest, &last.item) {
            last.item.push_str(rest);
        }
        join(&mut last.before, &before);
        join(&mut last.after, &after);
        join(&mut last.reason, &reason);
        last.timing = last.timing.or(line.timing);
        last.guessed |= line.guessed;
    }

    /// The texts of a line by column. Where the time stands in a column that is not its own, the others have moved with it.
    fn assign(&mut self, cells: &[CellPlace]) -> CellLine {
        let mut line = CellLine::default();
        let mut strays = Vec::new();
        for at in cells {
            let cell = self.book.cell(*at);
            match self.columns.of(cell) {
                Some(column) => join(&mut line.texts[column], &text_of(cell, column)),
                None => strays.push(*at),
            }
        }
        self.part(&mut line);
        line.timing = self.timing(&line.texts[TIMING]);
        if line.timing.is_none() && cells.len() > 2 {
            let times: Vec<usize> =
                (0..cells.len()).filter(|at| self.timing(&self.book.cell(cells[*at]).text).is_some()).collect();
            if let [time] = times.as_slice() {
                strays.clear();
                line = self.moved(cells, *time);
            }
        }
        if line.timing.is_none() && line.says(TIMING) {
            let time = cells.iter().find(|at| self.columns.of(self.book.cell(**at)) == Some(TIMING));
            self.found.unread.extend(time.map(|at| (std::mem::take(&mut line.texts[TIMING]), *at)));
        }
        for stray in strays {
            self.found.unread.push((self.book.cell(stray).text.clone(), stray));
        }
        line
    }

    /// Cells without a line between them may have become one: a date and an item, an item and what stood there before.
    fn part(&self, line: &mut CellLine) {
        let date = &line.texts[DATE];
        let whole = date.char_indices().map(|(at, letter)| at + letter.len_utf8()).rev();
        if let Some(end) =
            whole.clone().find(|end| *end < date.len() && Date::parse(&date[..*end]).is_ok_and(Date::is_exact))
            && !line.says(ITEM)
        {
            let item = line.texts[DATE].split_off(end);
            line.texts[ITEM] = item;
        }
        let item = &line.texts[ITEM];
        if line.says(BEFORE) || !line.says(AFTER) || self.names.is_known(item) {
            return;
        }
        let blanks = item.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
        if let Some(at) = blanks.rev().find(|at| self.names.is_exact(&item[..*at])) {
            let before = line.texts[ITEM].split_off(at);
            before.trim().clone_into(&mut line.texts[BEFORE]);
        }
    }

    /// A line whose cells stand beside their columns: those before the time are the two sides, what follows it is the reason.
    fn moved(&self, cells: &[CellPlace], time: usize) -> CellLine {
        let mut line = CellLine { timing: self.timing(&self.book.cell(cells[time]).text), ..CellLine::default() };
        let mut sides = Vec::new();
        for (index, at) in cells.iter().enumerate() {
            let cell = self.book.cell(*at);
            let column = self.columns.of(cell);
            match column {
                _ if index == time => {}
                _ if index > time => join(&mut line.texts[REASON], &cell.text),
                Some(column @ (DATE | ITEM)) => join(&mut line.texts[column], &text_of(cell, column)),
                _ => sides.push(&cell.text),
            }
        }
        line.guessed = sides.len() == 1;
        let (before, after) = sides.split_at(usize::from(sides.len() > 1));
        before.iter().for_each(|text| join(&mut line.texts[BEFORE], text));
        after.iter().for_each(|text| join(&mut line.texts[AFTER], text));
        line
    }

    fn timing(&self, text: &str) -> Option<usize> {
        timing(self.form, text)
    }

    /// How far merged cells reach.
    fn remember(&mut self, cells: &[CellPlace]) {
        for at in cells {
            let cell = self.book.cell(*at);
            let reach = (at.sheet, cell.row.saturating_add(cell.rows.max(1)));
            match self.columns.of(cell) {
                Some(DATE) => self.spans.date = reach,
                Some(ITEM) => self.spans.item = reach,
                _ => {}
            }
        }
    }

    fn leave(&mut self, cells: &[CellPlace]) {
        self.found.unread.extend(cells.iter().map(|at| (self.book.cell(*at).text.clone(), *at)));
    }
}

/// 事前 or 事後, by its place in the form's list.
pub(super) fn timing(form: &Form, text: &str) -> Option<usize> {
    form.timings.iter().position(|word| fold::same(word, text))
}

/// Dates have no spaces in them, and items stand on one line.
pub(super) fn text_of(cell: &GridCell, column: usize) -> String {
    match column {
        DATE => cell.text.split_whitespace().collect(),
        ITEM => cell.text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => cell.text.trim().to_owned(),
    }
}

/// The item of a row that says it goes on; `None` where it does not say so.
fn continued(item: &str) -> Option<&str> {
    let sign = CONTINUED.into_iter().find(|sign| item.starts_with(sign) || item.ends_with(sign))?;
    Some(item.trim_start_matches(sign).trim_end_matches(sign).trim())
}

/// What a page cut apart: a sentence goes on, anything else begins a line.
pub(super) fn join(text: &mut String, more: &str) {
    let more = more.trim();
    if more.is_empty() {
        return;
    }
    let ended = |c: char| "。．.」』）)】］]＞>〕：:；;※".contains(c) || c == '\n';
    let begins =
        |c: char| "・●○◆◇■□★◎▼▽＜<（(【［[「『〔※*＊".contains(c) || ('①'..='⑳').contains(&c) || c.is_numeric();
    if !text.is_empty() && (text.ends_with(ended) || more.starts_with(begins)) {
        text.push('\n');
    }
    text.push_str(more);
}
