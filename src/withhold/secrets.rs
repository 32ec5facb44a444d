//! What the readers of a public edition must not learn, over all versions of one assessment.

use std::collections::BTreeSet;

use super::places::{Places, places};
use crate::assessment::{Address, Answer, Assessment, Cell, ChangeRow, Text};
use crate::text::{fold, limits};

/// Shorter words are too common to tell anything.
const LEAST_CHARACTERS: usize = 2;

/// What must not be published of any version.
#[derive(Debug, Default)]
pub struct Secrets {
    /// Of each version, in the order in which they were given.
    places: Vec<Places>,
    /// Words that stand in what is withheld, and in nothing that is published; folded.
    words: SecretWords,
}

#[derive(Debug)]
enum SecretWords {
    Known(BTreeSet<String>),
    /// Too many to be looked for: no row can be told from one that has some.
    TooMany,
}

impl Default for SecretWords {
    fn default() -> Self {
        Self::Known(BTreeSet::new())
    }
}

impl Secrets {
    /// The same of versions some of which cannot be read; positions count them, too.
    pub fn of_some(versions: &[Option<&Assessment>]) -> Self {
        let readable: Vec<&Assessment> = versions.iter().copied().flatten().collect();
        let Self { places, words } = Self::of(&readable);
        let mut places = places.into_iter();
        let places = versions.iter().map(|version| version.and_then(|_| places.next()).unwrap_or_default()).collect();
        Self { places, words }
    }

    /// `versions`: the frozen ones, oldest first, and the working text.
    pub fn of(versions: &[&Assessment]) -> Self {
        let places = places(versions);
        if places.iter().all(Places::is_empty) {
            return Self { places, words: SecretWords::default() };
        }
        let (mut hidden, mut public) = (BTreeSet::new(), BTreeSet::new());
        for (assessment, places) in versions.iter().zip(&places) {
            for cell in &assessment.cells {
                let words = if is_within(&cell.address, places) { &mut hidden } else { &mut public };
                words_of(assessment, cell, words);
            }
            let rows = assessment.changes.iter().flat_map(|day| &day.rows);
            for row in rows.filter(|row| is_about(row, places)) {
                [&row.before, &row.after].into_iter().flatten().for_each(|text| add(&text.value, &mut hidden));
            }
            for node in &assessment.form.nodes {
                add(&node.label, &mut public);
            }
            let options = assessment.form.options.values().flat_map(|options| &options.choices);
            options.for_each(|choice| add(&choice.word, &mut public));
        }
        hidden.retain(|word| !public.contains(word));
        let words =
            if hidden.len() > limits::WITHHELD_WORDS { SecretWords::TooMany } else { SecretWords::Known(hidden) };
        Self { places, words }
    }

    /// Where what is withheld stands in the version at this position.
    pub(super) fn places(&self, version: usize) -> impl Iterator<Item = &Address> {
        self.grounds(version).map(|(place, _)| place)
    }

    /// The same with the provisions that allow it.
    pub(super) fn grounds(&self, version: usize) -> impl Iterator<Item = (&Address, Option<&str>)> {
        self.places.get(version).into_iter().flatten().map(|(place, ground)| (place, ground.as_deref()))
    }

    /// Nothing is withheld in this version.
    pub fn is_open(&self, version: usize) -> bool {
        self.places.get(version).is_none_or(Places::is_empty)
            && matches!(&self.words, SecretWords::Known(words) if words.is_empty())
    }

    pub(super) fn covers(&self, version: usize, address: &Address) -> bool {
        self.places.get(version).is_some_and(|places| is_within(address, places))
    }

    /// A row is about what is withheld, or about something that has a part of it.
    pub(super) fn is_told_by(&self, version: usize, row: &ChangeRow) -> bool {
        self.places.get(version).is_some_and(|places| is_about(row, places))
    }

    /// A text has a word that only what is withheld has.
    pub(super) fn speak_in(&self, text: &str) -> bool {
        match &self.words {
            SecretWords::Known(words) if words.is_empty() => false,
            SecretWords::Known(words) => {
                let folded = fold::fold(text).to_lowercase();
                words.iter().any(|word| folded.contains(word))
            }
            SecretWords::TooMany => true,
        }
    }
}

fn is_within(address: &Address, places: &Places) -> bool {
    address.outward().any(|around| places.contains_key(around))
}

fn is_about(row: &ChangeRow, places: &Places) -> bool {
    let about = |address: &Address| is_within(address, places) || places.keys().any(|place| place.is_within(address));
    row.address.as_ref().is_some_and(about)
}

/// The words of what is written in a cell, notes on figures and the texts of boxes included.
fn words_of(assessment: &Assessment, cell: &Cell, words: &mut BTreeSet<String>) {
    match &cell.typed {
        Some(Answer::Choice(_)) | None => {}
        Some(Answer::Checks(ticks)) => {
            ticks.iter().filter_map(|tick| tick.text.as_ref()).for_each(|text| add(text, words));
        }
        Some(Answer::Figures(figures)) => {
            for figure in figures {
                let texts = [&figure.title, &figure.alternative, &figure.remarks, &figure.file];
                texts.into_iter().flatten().for_each(|text| add(text, words));
            }
        }
        Some(Answer::Text(Text { value, .. })) => add(value, words),
        Some(_) => add(&assessment.words(cell), words),
    }
}

/// The words of a text, folded: runs of one kind of characters.
fn add(text: &str, words: &mut BTreeSet<String>) {
    let folded = fold::fold(text).to_lowercase();
    let mut word = String::new();
    let mut kind = WordKind::None;
    for character in folded.chars().chain([' ']) {
        let own = WordKind::of(character);
        if own != kind {
            if word.chars().count() >= LEAST_CHARACTERS {
                words.insert(std::mem::take(&mut word));
            }
            word.clear();
            kind = own;
        }
        if own != WordKind::None {
            word.push(character);
        }
    }
}

/// What a word is made of; kana between words tell nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordKind {
    None,
    Kanji,
    Katakana,
    Latin,
}

impl WordKind {
    fn of(character: char) -> Self {
        match character {
            'ァ'..='ヺ' | 'ー' => Self::Katakana,
            '々' | '〇' => Self::Kanji,
            'ぁ'..='ゟ' => Self::None,
            _ if character.is_ascii_alphanumeric() => Self::Latin,
            _ if !character.is_ascii() && character.is_alphabetic() => Self::Kanji,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_one_kind() {
        let mut words = BTreeSet::new();
        add("警備会社アルファが、23時にＲＳ-9を見回る。", &mut words);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["23", "rs", "アルファ", "見回", "警備会社"]);
    }
}
