//! The scratch copy: the checkout, with every drawn mutant behind its switch.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::find::Mutant;

/// Puts every file of the checkout into the scratch folder; only what differs is written, so that cargo builds no more than it must.
pub(crate) fn checkout(from: &Path, to: &Path) {
    let listed = Command::new("git").args(["ls-files", "-co", "--exclude-standard", "-z"]).current_dir(from).output();
    let listed = String::from_utf8(listed.expect("git").stdout).expect("names in UTF-8");
    for name in listed.split_terminator('\0').filter(|name| from.join(name).is_file() && !name.starts_with("src/")) {
        copy(&from.join(name), &to.join(name));
    }
}

fn copy(from: &Path, to: &Path) {
    if fs::read(from).ok() != fs::read(to).ok() {
        fs::create_dir_all(to.parent().expect("a file in a folder")).expect("a folder");
        fs::copy(from, to).expect("a copy");
    }
}

/// Where in the mutated file the edits of a mutant begin and end.
type Places = Vec<(std::ops::Range<usize>, usize)>;

/// Writes `src/`, and tells by file where which mutant went.
pub(crate) fn mutate(from: &Path, to: &Path, mutants: &BTreeMap<usize, &Mutant>) -> BTreeMap<String, Places> {
    let mut places = BTreeMap::new();
    for path in crate::files(&from.join("src")) {
        let name = path.strip_prefix(from).expect("below").to_str().expect("UTF-8").to_owned();
        let Ok(mut text) = fs::read_to_string(&path) else {
            copy(&path, &to.join(&name));
            continue;
        };
        let edits = mutants.iter().flat_map(|(number, mutant)| mutant.edits.iter().map(move |edit| (edit, *number)));
        let mut edits: Vec<_> = edits.filter(|(edit, _)| edit.file == name).collect();
        edits.sort_by_key(|(edit, _)| edit.range.start);
        let mut grown = 0;
        let mut at: BTreeMap<usize, std::ops::Range<usize>> = BTreeMap::new();
        for (edit, number) in edits {
            let new = edit.text.replace("{on}", &format!("crate::mutants::on({number})"));
            let start = edit.range.start + grown;
            text.replace_range(start..edit.range.end + grown, &new);
            grown += new.len() - edit.range.len();
            at.entry(number).and_modify(|range| range.end = start + new.len()).or_insert(start..start + new.len());
        }
        if name == "src/lib.rs" {
            text.push_str("\nmod mutants;\n");
        }
        places.insert(name.clone(), at.into_iter().map(|(number, range)| (range, number)).collect());
        write(&to.join(&name), &text);
    }
    write(&to.join("src/mutants.rs"), include_str!("switch.rs"));
    places
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
}

/// The mutants that do not compile.
pub(crate) fn broken(scratch: &Path, places: &BTreeMap<String, Places>) -> BTreeSet<usize> {
    let check = ["test", "--no-run", "--lib", "--locked", "--message-format=json", "--quiet"];
    let output = Command::new("cargo").args(check).current_dir(scratch).output().expect("cargo");
    let mut broken = BTreeSet::new();
    let mut others = Vec::new();
    for message in
        String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| serde_json::from_str::<Value>(line).ok())
    {
        let message = &message["message"];
        if message["level"] != "error" {
            continue;
        }
        for span in message["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true) {
            let found = span["file_name"].as_str().and_then(|file| places.get(file));
            let at = usize::try_from(span["byte_start"].as_u64().unwrap_or_default()).unwrap_or_default();
            // The innermost that the error stands in; else the nearest before it, which an error about what follows is due to.
            let around = found.and_then(|all| {
                all.iter().filter(|(range, _)| range.contains(&at)).min_by_key(|(range, _)| range.len())
            });
            let before = || found?.iter().filter(|(range, _)| range.start <= at).max_by_key(|(range, _)| range.start);
            match around.or_else(before) {
                Some((_, number)) => drop(broken.insert(*number)),
                None => others.push(message["rendered"].to_string()),
            }
        }
    }
    assert!(output.status.success() || !broken.is_empty(), "{others:#?} {}", String::from_utf8_lossy(&output.stderr));
    broken
}
