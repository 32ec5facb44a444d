//! Published documents in the shapes that offices keep, measured against transcriptions made by hand.
//!
//! The documents are not part of this repository. Where they do not lie beside it, this test says that it was skipped.

use std::collections::BTreeMap;
use std::path::Path;

use hyokasho::assessment::{Answer, Assessment, Cell};
use hyokasho::dates::Date;
use hyokasho::form::{Forms, Kind};
use hyokasho::import::{import, open};
use hyokasho::text::fold::fold;
use serde_json::Value;

use super::bound;
use super::support::needs::lacks;

/// A document, its transcription, and the least that importing it has to bring. A better import raises these figures.
struct Bar {
    document: &'static str,
    gold: &'static str,
    /// Thousandths of the answers' characters that stand in the right item.
    characters: usize,
    /// Items that are exactly right.
    exact: usize,
    /// Answers that the document does not give, at most.
    invented: usize,
    /// Rows of the 変更箇所 table that are exactly right.
    changes: usize,
}

const fn bar(document: &'static str, gold: &'static str, [characters, exact, invented, changes]: [usize; 4]) -> Bar {
    Bar { document, gold, characters, exact, invented, changes }
}

/// The printed tables of changes lack what had no room in their cells: most rows cannot be whole.
const BARS: [Bar; 11] = [
    bar("layouts/000-a.pdf", "full-health-checkups", [1_000, 197, 0, 24]),
    bar("layouts/003-a.pdf", "child-medical", [999, 151, 0, 54]),
    bar("seeds/full-health-checkups.txt", "full-health-checkups", [1_000, 198, 0, 64]),
    bar("seeds/focused-cancer-screening.txt", "focused-cancer-screening", [994, 96, 0, 25]),
    bar("seeds/focused-child-medical.txt", "child-medical", [999, 151, 0, 100]),
    bar("layouts/000-b.xlsx", "full-health-checkups", [999, 199, 0, 66]),
    bar("layouts/003-b.xlsx", "child-medical", [999, 152, 0, 102]),
    bar("layouts/002.docx", "focused-cancer-screening", [993, 95, 0, 25]),
    bar("layouts/003.docx", "child-medical", [999, 151, 0, 98]),
    bar("layouts/002-v4.txt", "focused-cancer-screening", [997, 96, 0, 25]),
    bar("layouts/003-v4.txt", "child-medical", [997, 151, 0, 102]),
];

#[derive(Debug, Default)]
struct Score {
    all: usize,
    right: usize,
    items: usize,
    exact: usize,
    rows: usize,
    changes: usize,
    invented: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn published_documents_in_every_shape_land_where_a_person_put_them() {
    if lacks(&["../shared/gold", "../shared/seeds", "../shared/layouts"]) {
        return;
    }
    let shared = |name: &str| std::fs::read(Path::new("../shared").join(name)).unwrap();
    let json = |name: &str| -> Value { serde_json::from_slice(&shared(&format!("gold/{name}.json"))).unwrap() };
    let keys = json("keys");
    let mut below = Vec::new();
    for bar in BARS {
        let gold = json(bar.gold);
        let book = open(bar.document, &shared(bar.document)).unwrap();
        let assessment = bound(&import(&book, &Forms::default()).unwrap());
        let score = Score::of(&assessment, &gold, &keys[gold["form"].as_str().unwrap()]);
        score.tell(bar.document);
        if score.thousandths() < bar.characters
            || score.exact < bar.exact
            || score.invented.len() > bar.invented
            || score.changes < bar.changes
        {
            below.push(bar.document);
        }
    }
    assert!(below.is_empty(), "{below:#?}");
}

/// Measures any documents: `HYOKASHO_MEASURE` names a folder with a `manifest.json` that leads from each document to its
/// transcription, `HYOKASHO_MEASURE_ONLY` what the names of those to be measured contain.
#[test]
fn documents_of_a_folder_are_measured() {
    let folder = std::env::var("HYOKASHO_MEASURE").unwrap_or_else(|_| "a folder named by HYOKASHO_MEASURE/".into());
    if lacks(&[&folder, "../shared/gold/keys.json"]) {
        return;
    }
    let only = std::env::var("HYOKASHO_MEASURE_ONLY").unwrap_or_default();
    let read = |name: &str| std::fs::read(Path::new(&folder).join(name)).unwrap();
    let json = |bytes: &[u8]| -> Value { serde_json::from_slice(bytes).unwrap() };
    let keys = json(&std::fs::read("../shared/gold/keys.json").unwrap());
    for (document, told) in json(&read("manifest.json")).as_object().unwrap() {
        if !only.split(',').any(|only| document.contains(only)) {
            continue;
        }
        let imported = open(document, &read(document)).and_then(|book| import(&book, &Forms::default()));
        let gold = told["gold"].as_str().map(|gold| json(&read(gold)));
        let keys = gold.as_ref().map(|gold| &keys[gold["form"].as_str().unwrap()]).filter(|keys| keys.is_object());
        match (imported, gold.as_ref().zip(keys)) {
            (Ok(imported), Some((gold, keys))) => Score::of(&bound(&imported), gold, keys).tell(document),
            (Ok(imported), None) => eprintln!("{document}: {}, no transcription with keys", imported.report.form),
            (Err(refusal), _) => eprintln!("{document}: {}", refusal.message),
        }
    }
}

impl Score {
    /// One line, and with `HYOKASHO_GOLD_DETAILS` what is wrong.
    fn tell(&self, document: &str) {
        eprintln!(
            "{document}: {} ‰ of {} characters, {} of {} items, {} invented, {} of {} changes",
            self.thousandths(),
            self.all,
            self.exact,
            self.items,
            self.invented.len(),
            self.changes,
            self.rows
        );
        if std::env::var_os("HYOKASHO_GOLD_DETAILS").is_some() {
            eprintln!("{:#?}\n{:#?}", self.invented, self.wrong);
        }
    }

    fn thousandths(&self) -> usize {
        self.right * 1_000 / self.all
    }

    fn of(assessment: &Assessment, gold: &Value, keys: &Value) -> Self {
        let mut score = Self::default();
        let expected = expected(gold, keys);
        for (address, words) in &expected {
            let cell = assessment.cell(address);
            let found = cell.map(|cell| words_of(assessment, cell)).unwrap_or_default();
            let length = words.chars().count();
            score.all += length;
            score.items += 1;
            let date = |text: &str| Date::parse(text).ok();
            if found == *words || date(&found).is_some() && date(&found) == date(words) {
                score.right += length;
                score.exact += 1;
                continue;
            }
            score.right += common(words, &found);
            score.wrong.push(differing(address, words, &found));
            let closed = cell.and_then(|cell| assessment.node(cell).kind);
            if matches!(closed, Some(Kind::Choice | Kind::Flag | Kind::Count)) && !found.is_empty() {
                score.invented.push(format!("{address}: {found} instead of {words}"));
            }
        }
        for cell in assessment.cells.iter().filter(|cell| cell.typed.is_some()) {
            let found = words_of(assessment, cell);
            if !found.is_empty() && !expected.contains_key(cell.address.as_str()) {
                score.invented.push(format!("{}: {}", cell.address, excerpt(&found)));
            }
        }
        score.changes(assessment, gold);
        score
    }

    fn changes(&mut self, assessment: &Assessment, gold: &Value) {
        let days = assessment.changes.iter();
        let mut found: Vec<[String; 3]> = days
            .flat_map(|day| {
                let date = day.date.map(Date::iso).unwrap_or_default();
                day.rows.iter().map(move |row| {
                    let said = |text: &Option<hyokasho::assessment::Text>| {
                        plain(text.as_ref().map_or("", |text| text.value.as_str()))
                    };
                    [date.clone(), said(&row.before), said(&row.after)]
                })
            })
            .collect();
        for row in gold["changes"].as_array().unwrap() {
            self.rows += 1;
            let date = Date::parse(row["date"].as_str().unwrap()).map(Date::iso).unwrap_or_default();
            let said = |key: &str| plain(row[key].as_str().unwrap_or_default());
            let own = [date, said("before"), said("after")];
            if let Some(at) = found.iter().position(|row| *row == own) {
                found.swap_remove(at);
                self.changes += 1;
            }
        }
    }
}

/// The transcribed answers by address, folded; several figures' remarks are one item.
fn expected(gold: &Value, keys: &Value) -> BTreeMap<String, String> {
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    for answer in gold["answers"].as_array().unwrap() {
        let key = answer["key"].as_str().unwrap();
        let (file, inner) = match key.strip_prefix("files[").and_then(|rest| rest.split_once("].")) {
            Some((file, inner)) => (format!("file-{file}"), inner),
            None => ("file-1".to_owned(), key),
        };
        let number: String =
            inner.split('[').nth(1).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        let address =
            keys[inner.replace(&format!("[{number}]"), "[]")]["address"].as_str().or(keys[inner]["address"].as_str());
        let address = address.unwrap_or_else(|| panic!("{key}")).replace("{n}", &number).replace("file-1", &file);
        expected.entry(address).or_default().push_str(&plain(&words(&answer["answer"])));
    }
    expected.retain(|_, words| !words.is_empty());
    expected
}

fn words(answer: &Value) -> String {
    match answer {
        Value::Bool(on) => if *on { "○" } else { "" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => all.iter().map(words).collect(),
        Value::Object(group) => words(&group["title"]) + &words(&group["items"]),
        Value::Null => String::new(),
    }
}

fn words_of(assessment: &Assessment, cell: &Cell) -> String {
    match cell.answer() {
        Some(Answer::Records(groups)) => {
            let all = groups
                .iter()
                .flat_map(|group| std::iter::once(&group.title).chain(group.items.iter().map(|item| &item.text)));
            plain(&all.cloned().collect::<String>())
        }
        _ => plain(&assessment.words(cell)),
    }
}

/// Without what the transcription writes in its own way: separators, the brackets of headings, the numbers of record items.
fn plain(text: &str) -> String {
    fold(text).replace(['、', '―', '-', '・', '〈', '〉', '<', '>'], "")
}

fn common(one: &str, other: &str) -> usize {
    similar::TextDiff::configure()
        .timeout(std::time::Duration::from_secs(5))
        .diff_chars(one, other)
        .iter_all_changes()
        .filter(|change| change.tag() == similar::ChangeTag::Equal)
        .count()
}

/// From where the two differ.
fn differing(address: &str, words: &str, found: &str) -> String {
    let same = words.chars().zip(found.chars()).take_while(|(one, other)| one == other).count().saturating_sub(8);
    let rest = |text: &str| excerpt(&text.chars().skip(same).collect::<String>());
    format!("{address}: …{} ≠ …{}", rest(words), rest(found))
}

fn excerpt(text: &str) -> String {
    text.chars().take(60).collect()
}
