//! Who gives information to the office, and who gets some from it, as the assessment says.

use crate::assessment::{Address, Assessment, Cell, Scope, Tick};
use crate::form::PathStyle;
use crate::text::width::truncate;

/// Columns of a text that are told; the item has the rest.
const TOLD: usize = 80;

/// The dealings of one 特定個人情報ファイル.
#[derive(Debug)]
pub struct Exchange {
    pub office: String,
    /// The file, named where there is more than one.
    pub file: Option<String>,
    pub givers: Vec<Party>,
    pub takers: Vec<Party>,
}

#[derive(Debug)]
pub struct Party {
    /// 委託先, 提供先; what kind of giver.
    pub kind: String,
    pub name: String,
    pub what: String,
    pub place: String,
    /// The address of the cell that says so.
    pub item: Address,
    /// What it is about is written.
    pub told: bool,
    /// Information goes both ways.
    pub both: bool,
}

impl Party {
    /// What it is called in the legend.
    pub fn title(&self) -> String {
        beginning(if self.name.is_empty() { &self.kind } else { &self.name })
    }
}

pub(super) fn exchanges(assessment: &Assessment) -> Vec<Exchange> {
    let files = assessment.files();
    let several = files.len() > 1;
    let exchange = |file: &Scope<'_>| {
        let office = [file.words("use.office"), assessment.root().words("office.name")];
        let name = file.words("name");
        let mut takers: Vec<Party> = file.blocks("outsourcing").iter().map(outsourced).collect();
        takers.extend(file.blocks("provision").iter().map(|to| shared(to, "提供先", "提供")));
        takers.extend(file.blocks("transfer").iter().map(|to| shared(to, "移転先", "移転")));
        Exchange {
            office: office.into_iter().find(|office| !office.is_empty()).unwrap_or_default(),
            file: (several && !name.is_empty()).then(|| beginning(&name)),
            givers: givers(file),
            takers,
        }
    };
    let mut exchanges: Vec<Exchange> = files.iter().map(exchange).collect();
    if let Some(first) = exchanges.first_mut() {
        first.takers.extend(state_network(assessment));
    }
    exchanges.retain(|exchange| !exchange.givers.is_empty() || !exchange.takers.is_empty());
    exchanges
}

/// The network of the state, where it is used and no system is told to be connected to it.
fn state_network(assessment: &Assessment) -> Option<Party> {
    let root = assessment.root();
    let used = root.choice_index("network.status") == Some(0);
    let systems = root.blocks("systems");
    let connected = systems.iter().any(|system| system.ticks("connects").iter().any(|tick| tick.index == 0));
    let options = assessment.form.options_of(assessment.node(systems.first()?.cell("connects")?))?;
    (used && !connected).then(|| Party {
        kind: "情報連携".into(),
        name: options.choices.first().map(|choice| choice.word.clone()).unwrap_or_default(),
        what: "情報の照会・提供".into(),
        place: place_of(&root, &["network.status"]),
        item: "network.status".into(),
        told: true,
        both: true,
    })
}

fn givers(file: &Scope<'_>) -> Vec<Party> {
    let Some(cell) = file.cell("use.sources") else { return Vec::new() };
    let options = file.assessment.form.options_of(file.assessment.node(cell));
    let giver = |tick: &Tick| {
        let word = options.and_then(|options| options.choices.get(tick.index)).map(|choice| choice.word.clone());
        Party {
            kind: word.unwrap_or_default(),
            name: tick.text.clone().unwrap_or_default().trim().to_owned(),
            what: "入手".into(),
            place: place(file.assessment, cell),
            item: cell.address.clone(),
            told: true,
            both: false,
        }
    };
    file.ticks("use.sources").iter().map(giver).collect()
}

fn outsourced(work: &Scope<'_>) -> Party {
    // The first choice is the one that says yes.
    let passed_on = work.choice_index("subcontract.status") == Some(0);
    Party {
        kind: if passed_on { "委託先（再委託あり）" } else { "委託先" }.into(),
        name: first_line(&work.words("vendor")),
        what: with_methods(&format!("委託（{}）", beginning(&work.words("title"))), work, "delivery"),
        place: place_of(work, &["content", "vendor", "title"]),
        item: item_of(work, &["content", "vendor", "title"]),
        told: !work.words("content").is_empty(),
        both: false,
    }
}

fn shared(to: &Scope<'_>, kind: &str, verb: &str) -> Party {
    Party {
        kind: kind.into(),
        name: first_line(&to.words("to")),
        what: with_methods(&format!("{verb}（{}）", beginning(&to.words("info"))), to, "methods"),
        place: place_of(to, &["info", "to"]),
        item: item_of(to, &["info", "to"]),
        told: !to.words("info").is_empty(),
        both: false,
    }
}

/// The way that it goes; what a bracket says of it is more than its word.
fn with_methods(what: &str, scope: &Scope<'_>, key: &str) -> String {
    let Some(cell) = scope.cell(key) else { return what.to_owned() };
    let options = scope.assessment.form.options_of(scope.assessment.node(cell));
    let words = scope.ticks(key).iter().filter_map(|tick| {
        let word = options?.choices.get(tick.index)?.word.as_str();
        let text = tick.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Some(text.unwrap_or_else(|| word.split('（').next().unwrap_or(word)))
    });
    let words = words.collect::<Vec<_>>().join("、");
    if words.is_empty() { what.to_owned() } else { format!("{what}：{}", truncate(&words, TOLD)) }
}

fn place_of(scope: &Scope<'_>, keys: &[&str]) -> String {
    let cell = keys.iter().find_map(|key| scope.cell(key));
    cell.map(|cell| place(scope.assessment, cell)).unwrap_or_default()
}

fn item_of(scope: &Scope<'_>, keys: &[&str]) -> Address {
    let cell = keys.iter().find_map(|key| scope.cell(key));
    cell.map(|cell| cell.address.clone()).unwrap_or_default()
}

/// The official path; the picture names the file where there are several.
pub(super) fn place(assessment: &Assessment, cell: &Cell) -> String {
    assessment.form.path(cell.node, &cell.positions, None, PathStyle::Short)
}

pub fn beginning(text: &str) -> String {
    truncate(&first_line(text), TOLD)
}

fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().trim().to_owned()
}
