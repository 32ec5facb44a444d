//! Holds what no compiler holds: the direction of the layers, where input and output happen, the size of files, that no label
//! of a form stands in code, and that every type has a name of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hyokasho::form::{BUILTIN_IDS, Forms};

/// Each layer uses only those before it.
const LAYERS: &[&str] = &[
    "text",
    "dates",
    "law",
    "citation",
    "finding",
    "disk",
    "yaml",
    "grid",
    "paper",
    "typeface",
    "picture",
    "dataset",
    "house",
    "form",
    "labels",
    "assessment",
    "procedure",
    "flow",
    "workspace",
    "diff",
    "merge",
    "withhold",
    "import",
    "rules",
    "inspect",
    "doc",
    "render",
    "sheet",
    "migrate",
    "office",
    "serve",
    "lsp",
    "cli",
];
/// They work on values alone: no files, no network, no processes, no environment.
const PURE: [&str; 16] = [
    "dates",
    "law",
    "citation",
    "finding",
    "house",
    "form",
    "labels",
    "assessment",
    "procedure",
    "flow",
    "diff",
    "merge",
    "withhold",
    "rules",
    "doc",
    "migrate",
];
const LINES: usize = 600;
/// Shorter labels are words of the language; what a rule explains may quote one that is a little longer.
const LABEL_CHARACTERS: usize = 9;
const QUOTED_LABEL_CHARACTERS: usize = 10;

struct SourceFile {
    path: PathBuf,
    text: String,
}

impl SourceFile {
    /// The folder or file right below `src/`.
    fn layer(&self) -> &str {
        let first = self.path.iter().nth(1).unwrap().to_str().unwrap();
        first.trim_end_matches(".rs")
    }

    /// The lines that are compiled into the program, with their numbers; neither comments nor tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let whole_file_is_tests = self.path.ends_with("tests.rs");
        let lines = self
            .text
            .lines()
            .enumerate()
            .take_while(move |(_, line)| !whole_file_is_tests && line.trim() != "#[cfg(test)]");
        lines.map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }
}

fn sources() -> Vec<SourceFile> {
    below(&["src"])
}

fn below(folders: &[&str]) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push(SourceFile { path, text });
            }
        }
    }
    assert!(files.len() > 50, "the sources were found");
    files
}

/// `crate::form` → `form`; several layers in one `use` would hide them from this test.
fn layers_named(line: &str) -> Vec<&str> {
    let named = line.split("crate::").skip(1);
    named.map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or_default()).collect()
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

#[test]
fn layers_use_only_those_above_them() {
    let mut wrong = Vec::new();
    for file in sources() {
        let layer = file.layer().to_owned();
        if layer == "lib" || layer == "main" {
            continue;
        }
        let own = rank(&layer).unwrap_or_else(|| panic!("{} is in no layer of DESIGN.md", file.path.display()));
        for (number, line) in file.code() {
            for used in layers_named(line) {
                if rank(used).is_none_or(|used| used > own) {
                    wrong.push(format!("{}: {layer} uses crate::{used}", file.at(number)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pure_layers_do_no_input_and_no_output() {
    let outside =
        ["crate::workspace", "crate::inspect", "std::fs", "std::net", "std::process", "std::env", "std::io", "std::{"];
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| PURE.contains(&file.layer())) {
        for (number, line) in file.code() {
            wrong.extend(outside.iter().filter(|name| line.contains(**name)).map(|name| (file.at(number), *name)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// One way in with its guard, one way out with its faults: `src/disk`. Listing folders is everybody's.
#[test]
fn only_the_disk_layer_opens_and_changes_files() {
    let ways = [
        "File::open",
        "File::create",
        "OpenOptions",
        "fs::read(",
        "fs::read_to_string",
        "fs::write",
        "fs::rename",
        "fs::remove",
        "fs::create_dir",
        "fs::copy",
        "fs::hard_link",
        "fs::set_permissions",
    ];
    let is_test = |file: &SourceFile| file.path.ends_with("snapshots.rs");
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| file.layer() != "disk" && !is_test(file)) {
        for (number, line) in file.code() {
            wrong.extend(ways.iter().filter(|way| line.contains(**way)).map(|way| (file.at(number), *way)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_command_line_reads_the_clock() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| file.layer() != "cli") {
        wrong.extend(file.code().filter(|(_, line)| line.contains("::now()")).map(|(number, _)| file.at(number)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_short() {
    let files = below(&["src", "tests", "benches", "fuzz/fuzz_targets", "fuzz/src"]);
    let long: Vec<_> = files.iter().map(|file| (file.path.clone(), file.text.lines().count())).collect();
    let long: Vec<_> = long.iter().filter(|(_, lines)| *lines > LINES).collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// Forms are data. A label in code would be right for one edition only; code asks the form instead. Comments and tests are
/// held to it, too, so that a search for a label finds the form and nothing else.
#[test]
fn no_label_of_a_form_stands_in_code() {
    let forms = Forms::default();
    let mut labels: Vec<String> = Vec::new();
    for id in BUILTIN_IDS {
        let form = forms.get(id).unwrap().unwrap();
        labels.extend(form.nodes.iter().map(|node| node.label.clone()));
        labels.extend(form.parts.iter().map(|part| part.title.clone()));
    }
    labels.retain(|label| label.chars().count() >= LABEL_CHARACTERS);
    labels.sort();
    labels.dedup();
    assert!(labels.len() > 100, "the labels were found");
    let mut wrong = Vec::new();
    for file in sources() {
        for (index, line) in file.text.lines().enumerate() {
            let explains = file.layer() == "rules" && line.starts_with("//!");
            let shortest = if explains { QUOTED_LABEL_CHARACTERS } else { LABEL_CHARACTERS };
            let found =
                labels.iter().filter(|label| label.chars().count() >= shortest && line.contains(label.as_str()));
            wrong.extend(found.map(|label| format!("{}: {label}", file.at(index + 1))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How a line would put keys and addresses together or take them apart by hand, or know what the list of files is called.
const BY_HAND: [&str; 21] = [
    "split('.')",
    "split_once('.')",
    "rfind('.')",
    "match_indices('.')",
    "trim_end_matches(\"[]\")",
    "strip_suffix(\"[]\")",
    "split(\"[]",
    "replace(\"[]\"",
    "dotted::",
    "\"files\"",
    "\"files.",
    "\"files[",
    "address}.",
    "key}.",
    "list}.",
    "block}.",
    "scope}.",
    "item}.",
    "\"{}.{}\", address",
    "\"{}.{}\", key",
    "\"{}.{}\", list",
];
/// Files that take apart something else.
const NO_ADDRESSES: [(&str, &str); 11] = [
    ("src/form/key.rs", "the type of keys"),
    ("src/assessment/address.rs", "the type of addresses"),
    ("src/text/dotted.rs", "what both types share"),
    ("src/assessment/answer.rs", "the ending of a file"),
    ("src/grid/archive.rs", "the ending of a file"),
    ("src/grid/markdown.rs", "the ending of a file"),
    ("src/grid/mod.rs", "the ending of a file"),
    ("src/grid/separated.rs", "the ending of a file"),
    ("src/disk/names.rs", "the stem of a file"),
    ("src/workspace/starter.rs", "a setting of an editor"),
    ("src/sheet/back/merger.rs", "the names of a workbook"),
];
/// What an anchor of the printed document adds to an address is no part of the assessment.
const ANCHORS: [&str; 2] = ["doc", "render"];

fn by_hand(line: &str) -> bool {
    BY_HAND.iter().any(|sign| line.contains(sign))
}

#[test]
fn only_their_types_take_keys_and_addresses_apart() {
    let (mut wrong, mut needed) = (Vec::new(), Vec::new());
    for file in sources() {
        let anchors = ANCHORS.contains(&file.layer());
        let found = file.code().filter(|(_, line)| by_hand(line) && !(anchors && line.contains("format!(")));
        let found: Vec<String> = found.map(|(number, line)| format!("{}: {}", file.at(number), line.trim())).collect();
        let path = file.path.to_string_lossy().replace('\\', "/");
        match NO_ADDRESSES.iter().find(|(allowed, _)| *allowed == path) {
            Some((allowed, _)) if !found.is_empty() => needed.push(*allowed),
            Some(_) => {}
            None => wrong.extend(found),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let idle: Vec<_> = NO_ADDRESSES.iter().filter(|(allowed, _)| !needed.contains(allowed)).collect();
    assert!(idle.is_empty(), "no longer needed: {idle:#?}");
    for line in
        ["address.rsplit_once('.')", "key.trim_end_matches(\"[]\")", "format!(\"{list}.name\")", "blocks(\"files\")"]
    {
        assert!(by_hand(line), "{line}");
    }
}

#[test]
fn no_line_hides_a_layer_from_these_tests() {
    for file in sources() {
        for (number, line) in file.code() {
            assert!(!line.contains("crate::{"), "{}: name each layer in a `use` of its own", file.at(number));
        }
    }
    assert_eq!(layers_named("use crate::form::Form; use crate::text::Span;"), ["form", "text"]);
}

/// The name of the type that a line declares. An indented `type` belongs to a trait.
fn declared_type(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub") || word.starts_with("crate::"));
    let keyword = words.next()?;
    let is_own = ["struct", "enum", "trait"].contains(&keyword) || (keyword == "type" && !line.starts_with(' '));
    let name = words.next()?.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    is_own.then_some(name)
}

/// Where each type is declared, by its name.
fn types<'a>(lines: impl Iterator<Item = (String, &'a str)>) -> BTreeMap<&'a str, Vec<String>> {
    let mut types: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (place, line) in lines {
        if let Some(name) = declared_type(line) {
            types.entry(name).or_default().push(place);
        }
    }
    types
}

fn shared_names<'a>(lines: impl Iterator<Item = (String, &'a str)>) -> Vec<String> {
    let shared = types(lines).into_iter().filter(|(_, places)| places.len() > 1);
    shared.map(|(name, places)| format!("{name}: {}", places.join(", "))).collect()
}

/// `Row` tells nobody whose row it is, and a search for it finds all of them.
#[test]
fn no_two_types_bear_one_name() {
    let files = sources();
    let lines = || files.iter().flat_map(|file| file.code().map(|(number, line)| (file.at(number), line)));
    assert!(types(lines()).len() > 500, "the types were found");
    let shared = shared_names(lines());
    assert!(shared.is_empty(), "call them by what they are: {shared:#?}");
    let sample = ["pub(in crate::rules) struct Row<'a> {", "    enum Row {", "    type Row = u8;", "struct RowKind;"];
    let sample = sample.iter().enumerate().map(|(number, line)| (number.to_string(), *line));
    assert_eq!(shared_names(sample), ["Row: 0, 1"]);
}

/// What the first `Result` on a line says of failures.
fn error_type(line: &str) -> Option<&str> {
    let inside = line.split_once("Result<")?.1;
    let (mut depth, mut comma) = (0_i32, None);
    for (at, character) in inside.char_indices() {
        match character {
            '<' | '(' | '[' => depth += 1,
            ',' if depth == 0 => comma = Some(at + 1),
            '>' if depth == 0 => return comma.map(|comma| inside[comma..at].trim()),
            '>' | ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What is a string to its caller can only be printed. Commands print; and this file is compiled for tests alone.
#[test]
fn errors_of_libraries_are_types() {
    let prints = |file: &SourceFile| file.layer() == "cli" || file.path.ends_with("render/pdf/oracle.rs");
    let is_string = |line: &str| matches!(error_type(line), Some("String" | "&str" | "&'static str"));
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !prints(file)) {
        wrong.extend(file.code().filter(|(_, line)| is_string(line)).map(|(number, _)| file.at(number)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(is_string("fn read(&self) -> Result<(Vec<u8>, Map<u8, u8>), String> {"));
    assert!(!is_string("fn read(&self) -> Result<Map<String, String>, EditError> {"));
}

/// The types that a page names in its third column, as `layer::Type`.
fn nouns(page: &str) -> Vec<(&str, &str)> {
    let cells = page.lines().filter_map(|line| line.split('|').nth(3)?.trim().strip_prefix('`')?.strip_suffix('`'));
    cells.filter_map(|path| path.rsplit_once("::")).collect()
}

#[test]
fn every_noun_of_the_glossary_has_its_type() {
    let files = sources();
    let lines = files.iter().flat_map(|file| file.code().map(|(_, line)| (file.path.display().to_string(), line)));
    let types = types(lines);
    let is_there = |(module, name): &(&str, &str)| {
        let folder = Path::new("src").join(module.replace("::", "/"));
        let places = types.get(name).into_iter().flatten();
        places.map(Path::new).any(|file| file.starts_with(&folder) || file == folder.with_extension("rs"))
    };
    let page = std::fs::read_to_string("docs/glossary.md").unwrap();
    let nouns = nouns(&page);
    assert!(nouns.len() > 20, "the nouns were found");
    let missing: Vec<_> = nouns.iter().filter(|noun| !is_there(noun)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let mut names: Vec<_> = nouns.iter().map(|(_, name)| name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), nouns.len(), "one type per noun");
    assert!(!is_there(&("form", "Assessment")) && !is_there(&("form", "Leaflet")));
}

/// 「30日」 but not 「9月30日」: the figure as it would be written into a text, not as part of a date.
fn says_figure(line: &str, figure: &str) -> bool {
    line.match_indices(figure).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(|c| c.is_ascii_digit() || "月和成元第,".contains(c));
        let after = line[at + figure.len()..].chars().next().is_some_and(|c| c.is_ascii_digit() || "月法".contains(c));
        !before && !after
    })
}

/// Where the numbers of the law would be used; elsewhere the same number is another one.
const DECIDES: [&str; 5] = ["src/assessment", "src/diff", "src/inspect", "src/rules/counts", "src/rules/dates"];
/// 万 as people write it in numbers.
const TEN_THOUSAND: &str = "src/assessment/numbers.rs";

/// What stands in `law/` stands there only: no number, no provision and no bound of the table of the threshold decision in
/// code, nor in what `explain` prints.
#[test]
fn what_the_law_counts_stands_once() {
    let (figures, provisions) = (hyokasho::law::figures(), hyokasho::law::provisions());
    let figures = [
        &figures.handlers,
        &figures.incident,
        &figures.review,
        &figures.reevaluation,
        &figures.hearing,
        &figures.accidents,
    ];
    let provisions = [&provisions.basic_anew, &provisions.emergency, &provisions.evaluation];
    let table = hyokasho::law::threshold().iter();
    let mut words: BTreeSet<String> = figures.iter().map(|figure| figure.provision.to_string()).collect();
    words.extend(provisions.iter().map(ToString::to_string));
    words
        .extend(table.clone().flat_map(|class| [class.light.provision.to_string(), class.heavy.provision.to_string()]));
    let mut numbers: BTreeSet<u64> = table.map(|class| class.from).filter(|from| *from > 0).collect();
    numbers.insert(figures[0].number.into());
    assert!(words.len() > 8 && numbers.len() == 5, "{words:?} {numbers:?}");
    let in_code = numbers.iter().flat_map(|number| {
        let plain = number.to_string();
        let (thousands, rest) = plain.split_at(plain.len().saturating_sub(3));
        [plain.clone(), format!("{thousands}_{rest}")]
    });
    let in_code: BTreeSet<String> = in_code.collect();
    let is_numeral = |file: &SourceFile| file.path == Path::new(TEN_THOUSAND);
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| file.layer() != "law") {
        let decides = DECIDES.iter().any(|folder| file.path.starts_with(folder)) && !is_numeral(file);
        let explains = file.text.lines().enumerate().filter(|(_, line)| line.starts_with("//!"));
        let explains = explains.map(|(index, line)| (index + 1, line)).filter(|_| file.layer() == "rules");
        for (number, line) in file.code().chain(explains) {
            let literal = |word: &&str| in_code.contains(*word);
            let said = figures.iter().any(|figure| says_figure(line, &figure.to_string()))
                || words.iter().any(|word| line.contains(word.as_str()))
                || line.contains("plus_years(1")
                || line.contains("plus_years(5")
                || decides && line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| literal(&word));
            if said {
                wrong.push(format!("{}: {}", file.at(number), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "take it from `crate::law`: {wrong:#?}");
    for line in ["// 取扱者数が500人以上", "過去1年以内の", "原則30日以上"] {
        assert!(figures.iter().any(|figure| says_figure(line, &figure.to_string())), "{line}");
    }
    for line in ["令和5年9月30日", "平成31年4月1日", "令和5年法律第48号", "1,500人"] {
        assert!(!figures.iter().any(|figure| says_figure(line, &figure.to_string())), "{line}");
    }
}
