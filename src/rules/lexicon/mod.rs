//! The names that an assessment declares, each with its role, and the compound words of its texts.

mod municipality;
mod slip;
mod terms;

pub(super) use municipality::{Municipality, other_municipalities};
pub(super) use slip::{is_system_slip, slip};
pub(super) use terms::{Compound, CompoundUse, is_word};

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Answer, Assessment, Cell};
use crate::rules::pieces::TextPiece;
use crate::text::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameRole {
    System,
    File,
    Vendor,
    Office,
    Post,
    Party,
    Work,
}

#[derive(Debug)]
pub(super) struct DeclaredName<'a> {
    pub(super) role: NameRole,
    /// As typed.
    pub(super) name: String,
    pub(super) cell: &'a Cell,
}

#[derive(Debug)]
pub(super) struct Lexicon<'a> {
    pub(super) names: Vec<DeclaredName<'a>>,
    pub(super) municipality: Option<Municipality>,
    /// The compound words of the texts, by word, each with the places where it stands.
    pub(super) terms: BTreeMap<Compound, Vec<CompoundUse>>,
    /// Names, and what is declared as short for them: 「以下「宛名システム」という。」.
    pub(super) known: BTreeSet<Compound>,
}

/// The items that declare a name, by what their key ends with, each with the role of the name.
const DECLARING: [(&str, NameRole); 11] = [
    ("systems[].name", NameRole::System),
    ("outsourcing[].vendor", NameRole::Vendor),
    ("office.name", NameRole::Office),
    ("basics.office", NameRole::Office),
    ("use.office", NameRole::Office),
    ("office.head", NameRole::Post),
    ("provision[].to", NameRole::Party),
    ("transfer[].to", NameRole::Party),
    ("use.sources", NameRole::Party),
    ("systems[].connects", NameRole::System),
    ("work.name", NameRole::Work),
];

impl<'a> Lexicon<'a> {
    pub(super) fn of(assessment: &'a Assessment, pieces: &[TextPiece<'_>]) -> Self {
        let names: Vec<DeclaredName<'a>> =
            assessment.cells.iter().flat_map(|cell| declared(assessment, cell)).collect();
        let mut known: BTreeSet<Compound> = names.iter().flat_map(|name| terms::words(&name.name)).collect();
        known.extend(pieces.iter().flat_map(|piece| short_names(piece.value)).flat_map(terms::words));
        for options in assessment.form.options.values() {
            known.extend(options.choices.iter().flat_map(|choice| terms::words(&choice.word)));
        }
        let agency = assessment.root().words("cover.agency");
        Self { names, municipality: Municipality::of(&agency), terms: terms::terms(pieces), known }
    }

    pub(super) fn of_role(&self, role: NameRole) -> impl Iterator<Item = &DeclaredName<'a>> {
        self.names.iter().filter(move |name| name.role == role)
    }
}

/// What a cell declares: its line, or what stands in the brackets of its boxes.
fn declared<'a>(assessment: &Assessment, cell: &'a Cell) -> Vec<DeclaredName<'a>> {
    let Some(key) = &assessment.node(cell).key else { return Vec::new() };
    let is_file = || key.last() == "name" && key.parent().as_ref() == assessment.form.file_list();
    let listed = DECLARING.iter().find(|(end, _)| key.as_str().ends_with(end)).map(|(_, role)| *role);
    let Some(role) = listed.or_else(|| is_file().then_some(NameRole::File)) else { return Vec::new() };
    let texts: Vec<&str> = match cell.answer() {
        Some(Answer::Text(text)) => vec![&text.value],
        Some(Answer::Checks(ticks)) => ticks.iter().filter_map(|tick| tick.text.as_deref()).collect(),
        _ => Vec::new(),
    };
    let names = texts.into_iter().flat_map(|text| text.split(['、', '，', ',', '\n', '・'])).map(str::trim);
    let names = names.filter(|name| !name.is_empty() && !fold::says_none(name));
    names.map(|name| DeclaredName { role, name: name.to_owned(), cell }).collect()
}

/// 以下「番号法」という。
fn short_names(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("以下").filter_map(move |(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches(['、', '，', ' ']);
        Some(rest.strip_prefix('「')?.split_once('」')?.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_as_short_is_known() {
        let short: Vec<&str> =
            short_names("（以下「番号法」という。）及び（以下、「宛名」という。）。以下の事務").collect();
        assert_eq!(short, ["番号法", "宛名"]);
    }
}
