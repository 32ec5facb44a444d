//! Which systems are connected: the boxes of each system, led back to the systems that are listed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::parties::place;
use crate::assessment::{Address, Assessment, Scope};
use crate::text::fold;

#[derive(Debug, Default)]
pub struct Network {
    /// The listed systems.
    pub own: Vec<String>,
    /// Those that are only named as connected.
    pub others: Vec<String>,
    /// Pairs of listed systems, the smaller position first.
    pub inner: Vec<SystemLink>,
    /// From a listed system to one of the others.
    pub outer: Vec<SystemLink>,
    /// The item that says how the office uses them.
    pub usage: String,
    pub usage_item: String,
    /// Brackets that name more systems than are drawn, by the address of their cell.
    pub crowded: Vec<Crowded>,
}

/// What of a bracket has no arrow of its own.
#[derive(Debug)]
pub struct Crowded {
    pub item: Address,
    pub names: Vec<String>,
}

#[derive(Debug)]
pub struct SystemLink {
    pub from: usize,
    pub to: usize,
    pub place: String,
    /// The address of the cell that says so.
    pub item: String,
}

impl Network {
    /// Some of the listed systems with what they are connected to; of two systems in different parts, the later one stands
    /// among the others of the first part.
    pub fn part(&self, own: Range<usize>) -> Self {
        let (usage, usage_item) = (self.usage.clone(), self.usage_item.clone());
        let mut part = Self { own: self.own[own.clone()].to_vec(), usage, usage_item, ..Self::default() };
        let mut positions = BTreeMap::new();
        let mut outer = |part: &mut Self, link: &SystemLink, name: &String, place_among: (bool, usize)| {
            let to = *positions.entry(place_among).or_insert_with(|| {
                part.others.push(name.clone());
                part.others.len() - 1
            });
            part.outer.push(SystemLink {
                from: link.from - own.start,
                to,
                place: link.place.clone(),
                item: link.item.clone(),
            });
        };
        for link in self.inner.iter().filter(|link| own.contains(&link.from)) {
            if own.contains(&link.to) {
                let (from, to) = (link.from - own.start, link.to - own.start);
                part.inner.push(SystemLink { from, to, place: link.place.clone(), item: link.item.clone() });
            } else {
                outer(&mut part, link, &self.own[link.to], (false, link.to));
            }
        }
        for link in self.outer.iter().filter(|link| own.contains(&link.from)) {
            outer(&mut part, link, &self.others[link.to], (true, link.to));
        }
        part
    }
}

/// A connection that both sides tell is one link.
pub(super) fn network(assessment: &Assessment) -> Network {
    let systems = assessment.root().blocks("systems");
    let files = assessment.files();
    let usage = files.first().and_then(|file| file.cell("use.usage"));
    let usage_item = usage.map(|cell| cell.address.to_string()).unwrap_or_default();
    let usage = usage.map(|cell| place(assessment, cell)).unwrap_or_default();
    let own = systems.iter().map(name_of).collect();
    let mut network = Network { own, usage, usage_item, ..Network::default() };
    let keys: Vec<String> = network.own.iter().map(|name| key(name)).collect();
    let mut others = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (at, system) in systems.iter().enumerate() {
        let place = system.cell("connects").map(|cell| place(assessment, cell)).unwrap_or_default();
        let item = system.cell("connects").map(|cell| cell.address.to_string()).unwrap_or_default();
        let (names, more) = connected(system);
        if let (Some(cell), false) = (system.cell("connects"), more.is_empty()) {
            network.crowded.push(Crowded { item: cell.address.clone(), names: more });
        }
        for name in names {
            let key = key(&name);
            match listed(&keys, at, &key) {
                Some(other) if other == at => {}
                Some(other) => {
                    let (from, to) = (at.min(other), at.max(other));
                    if told.insert((true, from, to)) {
                        network.inner.push(SystemLink { from, to, place: place.clone(), item: item.clone() });
                    }
                }
                None => {
                    let to = *others.entry(key).or_insert_with(|| {
                        network.others.push(name);
                        network.others.len() - 1
                    });
                    if told.insert((false, at, to)) {
                        network.outer.push(SystemLink { from: at, to, place: place.clone(), item: item.clone() });
                    }
                }
            }
        }
    }
    network
}

fn name_of(system: &Scope<'_>) -> String {
    let name = system.words("name").trim().to_owned();
    if name.is_empty() { "（名称未記入）".into() } else { name }
}

/// The words of the ticked boxes; what stands in brackets counts in place of the word. More names than are drawn are the
/// second value.
pub fn connected(system: &Scope<'_>) -> (Vec<String>, Vec<String>) {
    let Some(cell) = system.cell("connects") else { return Default::default() };
    let options = system.assessment.form.options_of(system.assessment.node(cell));
    let (mut names, mut more) = (Vec::new(), Vec::new());
    for tick in system.ticks("connects") {
        let word = options.and_then(|options| options.choices.get(tick.index)).map_or("", |choice| &choice.word);
        let text = tick.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let mut pieces = split(text.unwrap_or(word));
        if pieces.len() > MOST_NAMES {
            more = pieces.split_off(MOST_NAMES);
            pieces.push(format!("ほか{}件", more.len()));
        }
        names.extend(pieces.into_iter().map(|name| name.strip_suffix('等').unwrap_or(&name).to_owned()));
    }
    (names, more)
}

/// More in one bracket are told by their number.
const MOST_NAMES: usize = 40;

/// Names in a bracket, separated outside of brackets of their own.
fn split(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '（' | '(' | '「' => depth += 1,
            '）' | ')' | '」' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match names.last_mut() {
            Some(name) if depth > 0 || !['、', ',', '，', '\n'].contains(&character) => name.push(character),
            _ => names.push(String::new()),
        }
    }
    names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The listed system of this name; a longer name that ends alike is the same where no name is equal.
fn listed(own: &[String], at: usize, wanted: &str) -> Option<usize> {
    let alike = |other: &str| {
        let (longer, shorter) = if other.len() > wanted.len() { (other, wanted) } else { (wanted, other) };
        shorter.chars().count() > LEAST_TELLING && longer.ends_with(shorter)
    };
    let equal = own.iter().position(|other| other == wanted);
    equal.or_else(|| (0..own.len()).find(|other| *other != at && alike(&own[*other])))
}

/// 「システム」 alone is the end of nearly every name.
const LEAST_TELLING: usize = 4;

fn key(name: &str) -> String {
    let folded = fold::fold(name).replace("サーバー", "サーバ").to_lowercase();
    folded.split(['(', '※']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_listed_systems() {
        let own = ["団体内統合宛名システム", "中間サーバ", "市税システム（税務）"].map(key);
        let listed = |at, name| listed(&own, at, &key(name));
        assert_eq!(listed(1, "宛名システム"), Some(0));
        assert_eq!(listed(0, "中間サーバー"), Some(1));
        assert_eq!(listed(0, "市税システム"), Some(2));
        assert_eq!(listed(0, "受付システム"), None);
        assert_eq!(listed(0, "システム"), None);
    }

    #[test]
    fn names_split_outside_brackets() {
        assert_eq!(split("甲（乙、丙）システム、丁"), ["甲（乙、丙）システム", "丁"]);
    }
}
