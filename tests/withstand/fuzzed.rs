//! The bodies that fuzzing runs, on inputs that are the same every time, and on every input that broke one of them once.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that fails tells which case it was at")]

use std::fs;
use std::path::{Path, PathBuf};

use super::bodies::{BODIES, MARK};

/// `HYOKASHO_CASES=1000` runs so many of each; `HYOKASHO_SEED=7` runs others.
pub(crate) fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

/// Bytes without any pattern, the same for the same seed.
pub(crate) fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn some(name: &str, cases: u64) {
    let (_, body) = BODIES.iter().find(|(known, _)| *known == name).unwrap();
    let (cases, seed) = (setting("HYOKASHO_CASES", cases), setting("HYOKASHO_SEED", 20_251_226));
    for case in 0..cases {
        println!("case {case} of seed {seed}");
        let mut bytes = noise(seed.wrapping_mul(1_000_003).wrapping_add(case), 200 + (case as usize % 8) * 500);
        bytes[0] = MARK;
        body(&bytes);
    }
    for path in crashes(name) {
        println!("{}", path.display());
        body(&fs::read(path).unwrap());
    }
}

/// What once broke a body, kept as small as it could be made.
fn crashes(name: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/withstand/crashes").join(name);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn yaml() {
    some("yaml", 12);
}

#[test]
fn edits() {
    some("edits", 40);
}

#[test]
fn forms() {
    some("forms", 8);
}

#[test]
fn grids() {
    some("grids", 8);
}

#[test]
fn texts() {
    some("texts", 8);
}

#[test]
fn papers() {
    some("papers", 8);
}

#[test]
fn pictures() {
    some("pictures", 40);
}

#[test]
fn passages() {
    some("passages", 20);
}

#[test]
fn templates() {
    some("templates", 40);
}

#[test]
fn history() {
    some("history", 8);
}
