//! The acts that assessments cite: official name, abbreviations, number (`law/acts.tsv`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::LawFile;
use crate::text::fold;

/// Longer names are a sentence of their own.
const LONG: usize = 12;

#[derive(Debug)]
pub struct Act {
    pub name: &'static str,
    pub short: Vec<&'static str>,
    /// 「平成25年法律第27号」, where it could be checked.
    pub number: Option<&'static str>,
    /// By what the program knows it, where it does.
    key: &'static str,
}

#[derive(Debug)]
pub struct Acts {
    pub file: LawFile,
    pub acts: Vec<Act>,
    /// Every name and abbreviation, folded, by the last two characters.
    by_ending: BTreeMap<[char; 2], Vec<(String, usize)>>,
}

static ACTS: LazyLock<Acts> = LazyLock::new(|| Acts::read(include_str!("../../law/acts.tsv")));

pub fn acts() -> &'static Acts {
    &ACTS
}

impl Act {
    /// 番号法
    pub fn is_number_act(&self) -> bool {
        self.key == "number-act"
    }

    /// The order under 第19条第8号 of it (主務省令).
    pub fn is_order(&self) -> bool {
        self.key == "order"
    }

    pub fn has_key(&self, key: &str) -> bool {
        !key.is_empty() && self.key == key
    }

    /// How a finding names it: by an abbreviation where the name is long.
    pub fn short_name(&self) -> &'static str {
        let short = self.short.first().filter(|_| self.name.chars().count() > LONG);
        short.copied().unwrap_or(self.name)
    }

    /// What it is about, from its name alone: 児童手当法 → 児童手当; none for a name that says more than that.
    pub fn subject(&self) -> Option<&'static str> {
        self.name.strip_suffix('法').filter(|subject| subject.chars().count() > 2)
    }
}

impl Acts {
    fn read(text: &'static str) -> Self {
        let file = LawFile::read(text);
        let cell = |row: &[&'static str], column: usize| row.get(column).copied().unwrap_or_default();
        let act = |row: &Vec<&'static str>| Act {
            name: cell(row, 0),
            short: cell(row, 1).split('、').filter(|name| !name.is_empty()).collect(),
            number: Some(cell(row, 2)).filter(|number| !number.is_empty()),
            key: cell(row, 3),
        };
        let acts: Vec<Act> = file.rows.iter().map(act).collect();
        let mut by_ending: BTreeMap<[char; 2], Vec<(String, usize)>> = BTreeMap::new();
        for (index, act) in acts.iter().enumerate() {
            for name in std::iter::once(&act.name).chain(&act.short).map(|name| fold::fold(name)) {
                by_ending.entry(ending(&name)).or_default().push((name, index));
            }
        }
        // The longest name that fits is the one that is meant.
        by_ending.values_mut().for_each(|names| names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len())));
        Self { file, acts, by_ending }
    }

    /// The act whose name stands at the end of `text` (folded), with the length of that name.
    pub fn named_at_end(&self, text: &str) -> Option<(&Act, usize)> {
        let names = self.by_ending.get(&ending(text))?;
        names.iter().find(|(name, _)| text.ends_with(name)).map(|(name, index)| (&self.acts[*index], name.len()))
    }

    pub fn with_number(&self, number: &str) -> Option<&Act> {
        self.acts.iter().find(|act| act.number == Some(number))
    }

    pub fn number_act(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.is_number_act())
    }
}

fn ending(name: &str) -> [char; 2] {
    let mut last = name.chars().rev();
    let [second, first] = [last.next(), last.next()].map(Option::unwrap_or_default);
    [first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_known_by_every_name() {
        let named = |text: &'static str| {
            acts().named_at_end(text).map(|(act, length)| (act.number, &text[text.len() - length..]))
        };
        assert_eq!(named("根拠は番号法"), Some((Some("平成25年法律第27号"), "番号法")));
        assert_eq!(named("及び国民健康保険法"), Some((Some("昭和33年法律第192号"), "国民健康保険法")));
        assert_eq!(named("高齢者の医療の確保に関する法律").unwrap().0, Some("昭和57年法律第80号"));
        assert_eq!((named("方法"), named("法"), named("")), (None, None, None));
    }

    #[test]
    fn every_act_has_a_name_of_its_own() {
        let all = &acts().acts;
        assert!(all.len() > 80);
        let names: std::collections::BTreeSet<_> =
            all.iter().flat_map(|act| std::iter::once(&act.name).chain(&act.short)).collect();
        assert_eq!(names.len(), all.iter().map(|act| 1 + act.short.len()).sum::<usize>());
        assert!(all.iter().all(|act| act.number.is_none_or(|number| number.ends_with('号'))));
        assert_eq!(
            ["number-act", "privacy-act", "evaluation-rule", "guideline", "order"]
                .map(|key| all.iter().filter(|act| act.has_key(key)).count()),
            [1; 5]
        );
    }
}
