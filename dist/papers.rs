//! What goes with a released program and is made from it: the man pages, and the list of what it is built from
//! (`CycloneDX`). `cargo run --example papers -- FOLDER TARGET`; the same tree gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut words = std::env::args_os().skip(1);
    let (Some(folder), Some(target)) = (words.next(), words.next()) else {
        return Err("cargo run --example papers -- FOLDER TARGET".into());
    };
    let folder = Path::new(&folder);
    let man = folder.join("man");
    fs::create_dir_all(&man)?;
    clap_mangen::generate_to(hyokasho::cli::command(), &man)?;
    let parts = bill_of_materials(&target.to_string_lossy())?;
    fs::write(folder.join("hyokasho.cdx.json"), format!("{parts:#}\n"))?;
    Ok(())
}

/// Every crate that the program for `target` is built from, with its licence and the digest that `Cargo.lock` pins.
fn bill_of_materials(target: &str) -> Outcome<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform", target])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"))?;
    let digests = digests(&lock);
    let root = metadata["resolve"]["root"].as_str().ok_or("no root package")?;
    let needs = needs(&metadata);
    let mut built = BTreeSet::from([root]);
    let mut open = vec![root];
    while let Some(package) = open.pop() {
        open.extend(needs.get(package).into_iter().flatten().filter(|needed| built.insert(needed)));
    }
    let mut components: BTreeMap<String, Value> = BTreeMap::new();
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let (Some(id), Some(name), Some(version)) =
            (package["id"].as_str(), package["name"].as_str(), package["version"].as_str())
        else {
            continue;
        };
        if !built.contains(id) {
            continue;
        }
        let reference = format!("pkg:cargo/{name}@{version}");
        let mut component = json!({
            "type": if id == root { "application" } else { "library" },
            "bom-ref": reference, "name": name, "version": version, "purl": reference,
        });
        if let Some(licence) = package["license"].as_str() {
            // Older packages part their licences by a stroke.
            component["licenses"] = json!([{ "expression": licence.replace('/', " OR ") }]);
        }
        if let Some(digest) = digests.get(&(name, version)) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
        }
        components.insert(reference.clone(), component);
        names.insert(id, reference);
    }
    let dependencies = names.iter().map(|(id, reference)| {
        let mut on: Vec<&String> = needs.get(id).into_iter().flatten().filter_map(|id| names.get(id)).collect();
        on.sort();
        json!({ "ref": reference, "dependsOn": on })
    });
    let program = names.get(root).and_then(|reference| components.remove(reference));
    let mut dependencies: Vec<Value> = dependencies.collect();
    dependencies.sort_by_key(|entry| entry["ref"].as_str().map(ToOwned::to_owned));
    Ok(json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": program },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": dependencies,
    }))
}

/// What each package needs in the program: not what only its tests do.
fn needs(metadata: &Value) -> BTreeMap<&str, Vec<&str>> {
    let mut needs = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().into_iter().flatten() {
        let is_built = |one: &&Value| {
            let kinds = one["dep_kinds"].as_array();
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev"))
        };
        let on = node["deps"].as_array().into_iter().flatten().filter(is_built);
        let on: Vec<&str> = on.filter_map(|one| one["pkg"].as_str()).collect();
        if let Some(id) = node["id"].as_str() {
            needs.insert(id, on);
        }
    }
    needs
}

/// The digests in the lock file, by name and version.
fn digests(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let mut digests = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.and_then(|line| line.strip_suffix('"'))
        };
        if let (Some(name), Some(version), Some(digest)) = (value("name"), value("version"), value("checksum")) {
            digests.insert((name, version), digest);
        }
    }
    digests
}
