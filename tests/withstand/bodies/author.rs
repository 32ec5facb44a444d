//! An author who answers a form as decisions fall: everything that she writes is valid by the schema of the form.

use hyokasho::form::{Form, FormShape, Key, Kind, Node, Options};
use hyokasho::yaml::{Draft, DraftEntry, emit};

use super::dice::Dice;
use super::words::{line, text};

pub struct Author<'f, 'b> {
    form: &'f Form,
    dice: Dice<'b>,
    /// One entry of the form in so many is left out.
    leaves_out: usize,
    ids: usize,
}

/// A whole assessment. The first decision is how much of it is answered.
pub fn assessment(form: &Form, dice: Dice<'_>) -> String {
    let mut author = Author { form, dice, leaves_out: 0, ids: 0 };
    author.leaves_out = [2, 4, 8, 40][author.dice.roll(4)];
    emit::document(&Draft::Map(author.document()))
}

impl Author<'_, '_> {
    fn document(&mut self) -> Vec<DraftEntry> {
        let mut entries = vec![DraftEntry::new("form", Draft::text(&self.form.id))];
        if !self.form.decides_threshold() && self.dice.once_in(3) {
            let handlers = self.dice.roll(100_000).to_string();
            let incident = Draft::bare(if self.dice.once_in(2) { "true" } else { "false" });
            let threshold = [("handlers", Draft::bare(handlers)), ("incident", incident)];
            entries.push(DraftEntry::new("threshold", Draft::map(threshold)));
        }
        let form = self.form;
        entries.extend(self.entries(form.shape()));
        if form.changes_part().is_some() && self.dice.once_in(2) {
            entries.push(DraftEntry::new("changes", self.changes()));
        }
        entries
    }

    fn entries(&mut self, shape: &FormShape) -> Vec<DraftEntry> {
        let mut entries = Vec::new();
        for (key, inner) in shape.entries() {
            if self.dice.once_in(self.leaves_out) {
                continue;
            }
            let value = match inner {
                FormShape::Item(id) => {
                    let node = self.form.node(*id);
                    // What the form works out or prints is rarely typed.
                    if (node.is_derived() || node.kind == Some(Kind::Fixed)) && !self.dice.once_in(12) {
                        continue;
                    }
                    self.item(node)
                }
                FormShape::Map(_) => Draft::Map(self.entries(inner)),
                FormShape::List(_, block) => self.blocks(block),
            };
            entries.push(DraftEntry::new(key, value));
        }
        entries
    }

    fn blocks(&mut self, shape: &FormShape) -> Draft {
        let count = [1, 1, 2, 0, 3, 1][self.dice.roll(6)];
        let block = |author: &mut Self| {
            let mut entries = Vec::new();
            if !author.dice.once_in(3) {
                author.ids += 1;
                let word = author.dice.pick(&["use", "a-b", "a_b", "x1", "items"]);
                entries.push(DraftEntry::new("id", Draft::text(format!("{word}{}", author.ids))));
            }
            entries.extend(author.entries(shape));
            Draft::Map(entries)
        };
        Draft::List((0..count).map(|_| block(self)).collect())
    }

    fn item(&mut self, node: &Node) -> Draft {
        if self.dice.once_in(20) {
            return Draft::bare("");
        }
        let options = self.form.options_of(node);
        match (node.kind.unwrap_or(Kind::Text), options) {
            (Kind::Choice, Some(options)) => self.choice(options),
            (Kind::Checks, Some(options)) => self.boxes(options),
            (Kind::Flag, _) => Draft::bare(self.dice.pick(&["true", "false"])),
            (Kind::Count, _) => Draft::bare(self.dice.pick(&["0", "1", "3", "20", "4294967296"])),
            (Kind::Date, _) => self.date(),
            (Kind::Period, _) => match self.dice.roll(3) {
                0 => Draft::text("2024-04-01/2029-03-31"),
                _ => Draft::text(line(&mut self.dice)),
            },
            (Kind::Line, _) => Draft::text(line(&mut self.dice)),
            (Kind::List, _) => self.lines(),
            (Kind::Records, _) => self.records(),
            (Kind::Figure, _) => self.figures(),
            _ => self.text(),
        }
    }

    fn text(&mut self) -> Draft {
        match self.dice.roll(12) {
            0 => Draft::map([("markdown", Draft::text(text(&mut self.dice)))]),
            1 => Draft::List((0..=self.dice.roll(3)).map(|_| Draft::text(text(&mut self.dice))).collect()),
            _ => Draft::text(text(&mut self.dice)),
        }
    }

    fn choice(&mut self, options: &Options) -> Draft {
        let index = self.dice.roll(options.choices.len());
        if self.dice.once_in(4) {
            return Draft::bare((index + 1).to_string());
        }
        Draft::text(options.choices.get(index).map_or("", |choice| &choice.word))
    }

    /// Boxes that nobody ticked are written `[]`.
    fn boxes(&mut self, options: &Options) -> Draft {
        let one_in = [3, 1, 6, 1000][self.dice.roll(4)];
        let ticked = options.choices.iter().filter_map(|choice| {
            let is_ticked = one_in == 1 || self.dice.once_in(one_in);
            let bracket = choice.text && !self.dice.once_in(3);
            let word = choice.word.as_str();
            is_ticked.then(|| {
                if bracket { Draft::map([(word, Draft::text(line(&mut self.dice)))]) } else { Draft::text(word) }
            })
        });
        Draft::List(ticked.collect())
    }

    fn date(&mut self) -> Draft {
        let (year, month, day) = (2015 + self.dice.roll(15), 1 + self.dice.roll(12), 1 + self.dice.roll(28));
        Draft::text(match self.dice.roll(5) {
            0 => format!("令和{}年{month}月{day}日", 2 + year % 8),
            1 => format!("R7.{month}.{day}"),
            2 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        })
    }

    fn lines(&mut self) -> Draft {
        let count = self.dice.roll(5);
        match self.dice.roll(3) {
            0 => Draft::text(text(&mut self.dice)),
            _ => Draft::texts((0..count).map(|_| line(&mut self.dice))),
        }
    }

    fn records(&mut self) -> Draft {
        match self.dice.roll(5) {
            0 => Draft::text(text(&mut self.dice)),
            1 => self.texts(),
            _ => {
                let groups = 1 + self.dice.roll(4);
                let group = |author: &mut Self| match author.dice.roll(6) {
                    0 => Draft::text(line(&mut author.dice)),
                    1 => Draft::map([("items", author.texts())]),
                    2 => Draft::map([("group", Draft::text(line(&mut author.dice)))]),
                    _ => Draft::map([("group", Draft::text(line(&mut author.dice))), ("items", author.texts())]),
                };
                Draft::List((0..groups).map(|_| group(self)).collect())
            }
        }
    }

    fn texts(&mut self) -> Draft {
        Draft::texts((0..self.dice.roll(30)).map(|_| line(&mut self.dice)))
    }

    fn figures(&mut self) -> Draft {
        let mut entries = vec![("title", Draft::text(line(&mut self.dice)))];
        if self.dice.once_in(2) {
            entries.push(("remarks", Draft::text(text(&mut self.dice))));
        }
        if self.dice.once_in(2) {
            entries.push(("generate", Draft::text(self.dice.pick(&["flow", "network"]))));
        }
        Draft::List(vec![Draft::map(entries)])
    }

    fn changes(&mut self) -> Draft {
        let form = self.form;
        let items: Vec<&str> = form.inputs().filter_map(|node| node.key.as_ref()).map(Key::as_str).collect();
        let day = |author: &mut Self| {
            let rows = (0..author.dice.roll(4)).map(|_| author.row(&items)).collect();
            Draft::map([("date", author.date()), ("rows", Draft::List(rows))])
        };
        Draft::List((0..self.dice.roll(4)).map(|_| day(self)).collect())
    }

    fn row(&mut self, items: &[&str]) -> Draft {
        let named = match self.dice.roll(4) {
            0 => ("printed", Draft::text(line(&mut self.dice))),
            _ => ("item", Draft::text(self.dice.pick(items).replace("[]", ".1"))),
        };
        let mut entries = vec![named];
        for key in ["before", "after", "reason"] {
            if !self.dice.once_in(5) {
                entries.push((key, Draft::text(text(&mut self.dice))));
            }
        }
        if self.dice.once_in(2) && !self.form.timings.is_empty() {
            let index = self.dice.roll(self.form.timings.len());
            entries.push(("timing", Draft::text(&self.form.timings[index])));
        }
        if self.dice.once_in(3) {
            entries.push(("important", Draft::bare(self.dice.pick(&["true", "false"]))));
        }
        Draft::map(entries)
    }
}
