//! Gives answers to labels in turn, where a text lost its columns: several labels, and then the answers of all of them. Options
//! tell whose they are; texts go to the labels between whose options they stand. What may answer several labels answers none.
//!
//! Needed by the tests of `import::lost`.

mod lines;

use std::ops::Range;

use self::lines::{TurnLine, TurnOwner};
use super::Filler;
use crate::form::{Kind, Options};
use crate::import::boxes::words;
use crate::import::scope::PlacedLabel;
use crate::import::stream::Use;
use crate::labels::folded;

/// A label that may be answered by what follows.
struct TurnLabel {
    index: usize,
    kind: Kind,
    /// The words of its options, and which of them were seen.
    options: Vec<(Vec<char>, bool)>,
    /// The form asks it always.
    is_sure: bool,
}

impl Filler<'_, '_> {
    pub(super) fn in_turn(&mut self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let mut start = 0;
        while self.stream.is_parted && start < placed.len() {
            let mut end = start;
            while end + 1 < placed.len() && self.is_bare(&texts[end]) {
                end += 1;
            }
            self.turn(placed, start..end + 1, texts);
            start = end + 1;
        }
    }

    fn is_bare(&self, texts: &[Range<usize>]) -> bool {
        texts.iter().all(|range| range.clone().all(|at| !self.stream.is_open(at) || self.stream.chars[at] == '※'))
    }

    fn turn(&mut self, placed: &[PlacedLabel], run: Range<usize>, texts: &mut [Vec<Range<usize>>]) {
        let last = run.end - 1;
        let mut labels: Vec<TurnLabel> = Vec::new();
        // Boxes of the set before may go on beside the next labels.
        let before = run.start.checked_sub(1).filter(|before| !self.is_bare(&texts[*before]));
        labels.extend(
            before.and_then(|before| self.turn_label(placed, before)).filter(|label| label.kind == Kind::Checks),
        );
        let own = labels.len();
        labels.extend(run.clone().filter_map(|index| self.turn_label(placed, index)));
        if labels.len() == own || labels.len() == 1 && labels[0].index == last {
            return;
        }
        let asked = own..labels.len();
        labels.extend(self.turn_label(placed, run.end).filter(|label| label.kind == Kind::Checks));
        if let Some(first) = labels.first_mut().filter(|_| own > 0) {
            let text = texts[first.index].clone();
            self.lines(&text, std::slice::from_mut(first));
        }
        let lines = self.lines(&texts[last].clone(), &mut labels);
        let mut answers: Vec<Vec<Range<usize>>> = vec![Vec::new(); labels.len()];
        let mut blocks: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            match line.owner {
                TurnOwner::Label(label) => answers[label].push(line.range.clone()),
                TurnOwner::Next => {}
                TurnOwner::Text => match blocks.last_mut() {
                    Some((_, block))
                        if block.last().is_some_and(|last| last + 1 == at && lines[*last].row + 1 >= line.row) =>
                    {
                        block.push(at);
                    }
                    _ => blocks.push((at, vec![at])),
                },
            }
        }
        let begins = |label: usize| lines.iter().position(|line| line.owner == TurnOwner::Label(label));
        // Texts stand between the options of the labels around them.
        let mut from = 0;
        let mut waiting: Vec<usize> = Vec::new();
        for label in asked.start..=asked.end {
            let bound = if label == asked.end { Some(lines.len()) } else { begins(label) };
            if label < asked.end && labels[label].options.is_empty() {
                waiting.push(label);
            }
            let Some(bound) = bound.filter(|bound| *bound >= from) else { continue };
            let between: Vec<Vec<usize>> =
                blocks.iter().filter(|(at, _)| (from..bound).contains(at)).map(|(_, block)| block.clone()).collect();
            from = bound;
            if between.is_empty() && label < asked.end {
                continue;
            }
            self.texts_in_turn(&lines, &between, &labels, &waiting, &mut answers);
            waiting.clear();
        }
        for (label, answer) in labels.iter().zip(answers) {
            if label.index < run.start {
                texts[label.index].extend(answer);
            } else if label.index >= run.end {
                texts[label.index].splice(0..0, answer);
            } else {
                texts[label.index] = answer;
            }
        }
    }

    /// Gives blocks of text to the labels that wait for them.
    fn texts_in_turn(
        &mut self,
        lines: &[TurnLine],
        blocks: &[Vec<usize>],
        labels: &[TurnLabel],
        waiting: &[usize],
        answers: &mut [Vec<Range<usize>>],
    ) {
        let sure: Vec<usize> = waiting.iter().copied().filter(|label| labels[*label].is_sure).collect();
        let all: Vec<Vec<usize>> = blocks.concat().into_iter().map(|line| vec![line]).collect();
        let (takers, pieces) = if waiting.len() == blocks.len() {
            (waiting.to_vec(), blocks.to_vec())
        } else if let [only] = waiting {
            (vec![*only], vec![blocks.concat()])
        } else if waiting.len() == all.len() {
            (waiting.to_vec(), all)
        } else if sure.len() == blocks.len() {
            (sure, blocks.to_vec())
        } else {
            let open = blocks.concat();
            let Some(first) = open.first() else { return };
            let message = "項目名が続いた後に記載があり、どの項目の記載か分かりません。取り込みませんでした";
            self.report.conflict(None, message, self.stream.place(lines[*first].range.start));
            open.iter().for_each(|line| {
                let runs = self.stream.open_runs(lines[*line].range.clone());
                self.mark(&runs, Use::Left);
            });
            return;
        };
        for (label, piece) in takers.into_iter().zip(pieces) {
            answers[label].extend(piece.into_iter().map(|line| lines[line].range.clone()));
        }
    }

    fn turn_label(&self, placed: &[PlacedLabel], index: usize) -> Option<TurnLabel> {
        let label = placed.get(index)?;
        let item = self.printed.slots[label.slot].item?;
        let kind = self.printed.kind_of(item)?;
        let takes = !matches!(kind, Kind::Flag | Kind::Figure | Kind::Fixed | Kind::Count | Kind::Records);
        let node = self.printed.form.node(item);
        let options =
            self.options_of(item).map(|options| words(&options).into_iter().chain(groups(&options)).collect());
        let options: Vec<Vec<char>> = options.unwrap_or_default();
        takes.then(|| TurnLabel {
            index,
            kind,
            options: options.into_iter().map(|word| (word, false)).collect(),
            is_sure: node.required && node.when.is_none(),
        })
    }
}

/// The headings within a list of options.
fn groups(options: &Options) -> impl Iterator<Item = Vec<char>> {
    options.choices.iter().filter_map(|choice| choice.group.as_deref()).map(folded)
}
