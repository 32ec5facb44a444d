//! Reads what is marked: the option of a choice, the boxes of a set.

use std::ops::Range;

use super::{FillTarget, FilledValue, Filler};
use crate::import::stream::{StreamRun, Use};
use crate::import::{checks, choice, wording};

impl Filler<'_, '_> {
    pub(super) fn choice(&mut self, target: &FillTarget, ranges: &[Range<usize>], at: usize) {
        let Some(options) = self.options_of(target.item) else { return };
        let chosen = choice::read(self.stream, ranges, &options);
        let word = |index: &usize| options.choices[*index].word.clone();
        if let [first, others @ ..] = chosen.options.as_slice() {
            if !others.is_empty() {
                let words: Vec<String> = chosen.options.iter().map(word).collect();
                self.conflict(target, &format!("答えが二つ以上あります（{}）", words.join("、")), at);
            }
            self.put(target.clone(), FilledValue::Word(word(first)), at);
        }
        if chosen.all_marked {
            self.conflict(target, "どの選択肢にも同じ印があり、どれが答えか分かりません。取り込みませんでした", at);
        }
        for (option, runs) in chosen.guessed {
            let text = wording::line(self.stream, &runs);
            self.conflict(target, &format!("「{text}」を、選択肢「{}」と読みました", word(&option)), at);
        }
        for runs in chosen.wrong {
            self.no_option(target, &runs);
        }
    }

    pub(super) fn checks(&mut self, target: FillTarget, ranges: &[Range<usize>], at: usize) {
        let Some(options) = self.options_of(target.item) else { return };
        let ticked = checks::read(self.stream, ranges, &options);
        let word = |index: usize| options.choices[index].word.clone();
        for (option, text) in &ticked.idle {
            self.conflict(&target, &format!("「{}」に印がありませんが、括弧に「{text}」とあります", word(*option)), at);
            self.report.unmapped(text, self.stream.place(at));
        }
        for runs in ticked.wrong {
            self.no_option(&target, &runs);
        }
        if ticked.unlike {
            self.conflict(
                &target,
                "印がどれにもなく、欄の形が混ざっています。印が失われたかもしれないので、取り込みませんでした",
                at,
            );
            return;
        }
        // A text beside an empty box says that marks were lost; then nothing is known of any box.
        if ticked.boxes.is_empty() && !ticked.idle.is_empty() {
            return;
        }
        let boxes = ticked.boxes.into_iter().map(|(option, text)| (word(option), text)).collect();
        self.put(target, FilledValue::Checks(boxes), at);
    }

    fn no_option(&mut self, target: &FillTarget, runs: &[StreamRun]) {
        let Some(first) = runs.first() else { return };
        let text = wording::line(self.stream, runs);
        let bare = text.trim_matches(['[', ']', '［', '］', ' ', '　']);
        self.conflict(target, &format!("「{bare}」は選択肢にありません"), first.start());
        self.mark(runs, Use::Left);
    }
}
