//! What was changed from a page, one line each, so that it can be taken back: also after a restart. It stands in a folder of its
//! own at the root of the workspace, which no version control sees, and holds nothing that the files did not.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::disk::{self, Unwritten, read_end};
use crate::text::{limits, sha256_hex, short_digest};
use crate::workspace::{prepare_state, state_file};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Step {
    Edit,
    Undo,
    Redo,
}

/// One change of a file: bytes that gave way to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct JournalEntry {
    /// When, in the time of the machine.
    pub(super) at: String,
    /// Who, where that is known here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) by: String,
    pub(super) step: Step,
    /// The items, as people call them.
    pub(super) what: Vec<String>,
    /// What the file was known by before and after.
    pub(super) before: String,
    after: String,
    start: usize,
    removed: String,
    inserted: String,
}

/// The journal of one assessment.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
}

/// What can be taken back, and what can be made again, the last one last.
#[derive(Debug, Default)]
pub(super) struct Steps {
    done: Vec<JournalEntry>,
    undone: Vec<JournalEntry>,
}

impl Journal {
    pub(super) fn of(root: &Path, name: &str) -> Self {
        Self { path: state_file(root, &format!("{}.jsonl", short_digest(name, 24))) }
    }

    /// Notes that `before` became `after`.
    pub(super) fn note(
        &self,
        (at, by): (&str, &str),
        step: Step,
        what: &[String],
        [before, after]: [&str; 2],
    ) -> Result<(), Unwritten> {
        let start = common(before.bytes(), after.bytes());
        let start = before.floor_char_boundary(start).min(after.floor_char_boundary(start));
        let end = common(before[start..].bytes().rev(), after[start..].bytes().rev());
        let end_before = before.ceil_char_boundary(before.len() - end);
        let end_after = after.len() - (before.len() - end_before);
        let entry = JournalEntry {
            at: at.to_owned(),
            by: by.to_owned(),
            step,
            what: what.to_vec(),
            before: known_by(before),
            after: known_by(after),
            start,
            removed: before[start..end_before].to_owned(),
            inserted: after[start..end_after].to_owned(),
        };
        let line = serde_json::to_string(&entry).unwrap_or_default() + "\n";
        prepare_state(&self.path)?;
        disk::append(&self.path, line.as_bytes())
    }

    /// The newest entries; a line that was cut off by a loss of power is passed over.
    pub(super) fn entries(&self) -> Vec<JournalEntry> {
        let bytes = read_end(&self.path, limits::JOURNAL_BYTES).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// The changes that led to `text`, newest first, each with the text before it; up to one that was made elsewhere.
    pub(super) fn past(&self, text: &str) -> impl Iterator<Item = (JournalEntry, String)> {
        let mut text = text.to_owned();
        self.entries().into_iter().rev().map_while(move |entry| {
            text = entry.undone(&text)?;
            Some((entry, text.clone()))
        })
    }

    pub(super) fn steps(&self) -> Steps {
        let mut steps = Steps::default();
        for entry in self.entries() {
            match entry.step {
                Step::Edit => {
                    steps.done.push(entry);
                    steps.undone.clear();
                }
                Step::Undo => steps.undone.extend(steps.done.pop()),
                Step::Redo => steps.done.extend(steps.undone.pop()),
            }
        }
        steps
    }
}

impl JournalEntry {
    /// The text before it; nothing where it did not lead to this one.
    fn undone(&self, text: &str) -> Option<String> {
        if self.after != known_by(text) {
            return None;
        }
        spliced(text, self.start..self.start + self.inserted.len(), &self.removed)
    }
}

impl Steps {
    /// The text as it was before the last change, and what that was about. Nothing where the file was changed elsewhere since.
    pub(super) fn back(&self, text: &str) -> Option<(String, &[String])> {
        let last = self.done.last()?;
        Some((last.undone(text)?, &last.what))
    }

    /// The text with the change made again that was taken back last.
    pub(super) fn forth(&self, text: &str) -> Option<(String, &[String])> {
        let last = self.undone.last().filter(|last| last.before == known_by(text))?;
        let end = last.start + last.removed.len();
        Some((spliced(text, last.start..end, &last.inserted)?, &last.what))
    }
}

fn spliced(text: &str, range: std::ops::Range<usize>, words: &str) -> Option<String> {
    Some(format!("{}{words}{}", text.get(..range.start)?, text.get(range.end..)?))
}

fn known_by(text: &str) -> String {
    sha256_hex(text)
}

fn common(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_changed_is_taken_back_and_made_again_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let texts = ["甲: 一\n乙: 二\n", "甲: 一二三\n乙: 二\n", "甲: 一二三\n", "甲: 丁\n"];
        let journal = || Journal::of(folder.path(), "22-児童手当");
        for pair in texts.windows(2) {
            journal().note(("", ""), Step::Edit, &["Ⅰ".to_owned()], [pair[0], pair[1]]).unwrap();
        }
        let mut text = texts[3].to_owned();
        for expected in [texts[2], texts[1], texts[0]] {
            let (before, what) = journal().steps().back(&text).map(|(text, what)| (text, what.to_vec())).unwrap();
            assert_eq!((before.as_str(), what.as_slice()), (expected, ["Ⅰ".to_owned()].as_slice()));
            journal().note(("", ""), Step::Undo, &what, [&text, &before]).unwrap();
            text = before;
        }
        assert!(journal().steps().back(&text).is_none());
        let (again, _) = journal().steps().forth(&text).map(|(text, what)| (text, what.to_vec())).unwrap();
        assert_eq!(again, texts[1]);
        assert!(journal().steps().forth("甲: 外で直した\n").is_none(), "changed elsewhere");
    }

    #[test]
    fn a_line_that_was_cut_off_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::of(folder.path(), "a");
        journal.note(("", ""), Step::Edit, &[], ["一", "二"]).unwrap();
        let mut bytes = fs::read(&journal.path).unwrap();
        bytes.extend_from_slice(b"{\"at\":\"2026");
        fs::write(&journal.path, &bytes).unwrap();
        assert_eq!(journal.entries().len(), 1);
        journal.note(("", ""), Step::Edit, &[], ["二", "三"]).unwrap();
        assert_eq!(journal.steps().back("三").map(|(text, _)| text).as_deref(), Some("二"));
    }

    #[test]
    fn only_the_end_of_a_long_journal_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::of(folder.path(), "a");
        let long = "あ".repeat(300_000);
        let states: Vec<String> = (0..6).map(|number| format!("{number}{long}")).collect();
        for pair in states.windows(2) {
            let (before, after) = (pair[0].as_str(), pair[1].replacen('あ', "い", 300_000));
            journal.note(("", ""), Step::Edit, &[], [before, &after]).unwrap();
        }
        let length = fs::metadata(&journal.path).unwrap().len();
        assert!(length > limits::JOURNAL_BYTES, "{length}");
        let read = journal.entries().len();
        assert!((1..5).contains(&read), "{read}");
    }
}
