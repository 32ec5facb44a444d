//! All assessments of an office together: which system, contractor and passage stands in which of them, and where they contradict
//! each other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{RenderError, SiteLink, Theme};
use crate::text::fold;

/// What several assessments may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldingKind {
    System,
    Contractor,
    Recipient,
    Passage,
}

/// One of them as an assessment names it.
#[derive(Clone, Debug)]
pub struct Holding {
    pub kind: HoldingKind,
    pub name: String,
    /// Where the assessment says so.
    pub place: SiteLink,
}

/// What two assessments say differently.
#[derive(Clone, Debug, Serialize)]
pub struct Contradiction {
    pub code: &'static str,
    pub message: String,
    /// The item that says so.
    pub place: SiteLink,
}

#[derive(Serialize)]
struct PortfolioPage<'a> {
    organization: &'a str,
    kinds: Vec<KindView>,
    contradictions: &'a [Contradiction],
}

#[derive(Serialize)]
struct KindView {
    id: &'static str,
    title: &'static str,
    holdings: Vec<HoldingView>,
}

#[derive(Serialize)]
struct HoldingView {
    name: String,
    places: Vec<SiteLink>,
}

impl HoldingKind {
    const ALL: [Self; 4] = [Self::System, Self::Contractor, Self::Recipient, Self::Passage];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::System => ("systems", "システム"),
            Self::Contractor => ("contractors", "委託先"),
            Self::Recipient => ("recipients", "提供先・移転先"),
            Self::Passage => ("passages", "文例"),
        }
    }
}

pub fn page(
    organization: &str,
    holdings: &[Holding],
    contradictions: &[Contradiction],
    theme: &Theme,
) -> Result<String, RenderError> {
    let kinds = HoldingKind::ALL.into_iter().map(|kind| view(kind, holdings)).collect();
    theme.page("portfolio", &PortfolioPage { organization, kinds, contradictions })
}

/// What is named alike but for the width of its letters is one; what most assessments have comes first.
fn view(kind: HoldingKind, holdings: &[Holding]) -> KindView {
    let mut named: BTreeMap<String, HoldingView> = BTreeMap::new();
    for holding in holdings.iter().filter(|holding| holding.kind == kind && !holding.name.trim().is_empty()) {
        let key = fold::fold(holding.name.trim()).to_lowercase();
        let name = || HoldingView { name: holding.name.trim().to_owned(), places: Vec::new() };
        let places = &mut named.entry(key).or_insert_with(name).places;
        if places.last().is_none_or(|last| last.title != holding.place.title) {
            places.push(holding.place.clone());
        }
    }
    let mut holdings: Vec<HoldingView> = named.into_values().collect();
    holdings.sort_by_key(|holding| std::cmp::Reverse(holding.places.len()));
    let (id, title) = kind.words();
    KindView { id, title, holdings }
}
