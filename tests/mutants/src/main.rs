//! Changes the program in a hundred places, one at a time, and tells which changes no test notices: see `docs/testing.md`.
//!
//! `mutants SCRATCH [SEED…] [PATH]`, from the root of the checkout: a hundred for each seed, of the files below a path.

mod change;
mod copy;
mod find;
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use find::Mutant;
use tests::Suite;

const FOLDERS: [&str; 7] = ["assessment", "diff", "form", "import", "labels", "render/pdf/write", "rules"];
const SEEDS: [u64; 2] = [9, 2026];
const COUNT: usize = 100;
/// Each seed numbers its mutants from a multiple of this.
const NUMBERS: usize = 1_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let scratch = PathBuf::from(arguments.next().expect("mutants SCRATCH [SEED…] [PATH]"));
    let (seeds, paths): (Vec<_>, Vec<_>) =
        arguments.map(|word| word.parse().map_err(|_| word)).partition(Result::is_ok);
    let seeds: Vec<u64> = seeds.into_iter().flatten().collect();
    let seeds = if seeds.is_empty() { SEEDS.to_vec() } else { seeds };
    let paths: Vec<String> = paths.into_iter().filter_map(Result::err).collect();
    let root = std::env::current_dir().expect("a current folder");
    fs::create_dir_all(&scratch).expect("a scratch folder");
    let scratch = scratch.canonicalize().expect("a scratch folder");
    assert!(!scratch.starts_with(&root), "the scratch folder lies outside of the checkout");

    let mut all = all_mutants(&root);
    all.retain(|mutant| paths.is_empty() || paths.iter().any(|path| mutant.file.starts_with(path)));
    eprintln!("{} mutants are possible", all.len());
    copy::checkout(&root, &scratch);
    let drawn = draw(&root, &scratch, &all, &seeds);
    let mut suites = tests::build(&scratch);
    suites.iter_mut().for_each(|suite| suite.try_out(&scratch));
    suites.retain(|suite| !suite.tests.is_empty());
    suites.sort_by_key(|suite| suite.took);
    for (index, seed) in seeds.iter().enumerate() {
        let own: Vec<_> = drawn.iter().filter(|(number, _)| **number / NUMBERS == index).collect();
        let killed = own.iter().filter(|(number, mutant)| is_killed(&scratch, &suites, **number, mutant)).count();
        println!("seed {seed}: {killed} of {} killed", own.len());
    }
}

fn is_killed(scratch: &Path, suites: &[Suite], number: usize, mutant: &Mutant) -> bool {
    let reaching: Vec<_> = suites.iter().filter(|suite| suite.reaches.contains(&number)).collect();
    let killer = reaching.iter().find_map(|suite| suite.killer(scratch, number));
    let fate = match &killer {
        Some(test) => format!("killed by {test}"),
        None if reaching.is_empty() => "SURVIVED, no test comes by".into(),
        None => "SURVIVED".into(),
    };
    println!("{number:4} {mutant}: {fate}");
    killer.is_some()
}

fn all_mutants(root: &Path) -> Vec<Mutant> {
    let mut sources = Vec::new();
    for path in FOLDERS.iter().flat_map(|folder| files(&root.join("src").join(folder))) {
        let name = path.strip_prefix(root).expect("below").to_str().expect("UTF-8");
        if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            sources.push((name.to_owned(), fs::read_to_string(&path).expect("a source")));
        }
    }
    find::mutants(&sources)
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// In an order that the seed decides. What a mutant is decides its place, so that changes elsewhere in the sources do not draw anew.
fn shuffled(all: &[Mutant], seed: u64) -> Vec<&Mutant> {
    let mut places = BTreeMap::new();
    for mutant in all {
        let words = format!("{seed} {} {} {}", mutant.file, mutant.code, mutant.change);
        // FNV-1a, then the last step of splitmix64, which spreads what differs in a few letters.
        let fnv = words
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let twin = (0..).find(|twin| !places.contains_key(&(mixed ^ (mixed >> 31), *twin))).unwrap_or(0_usize);
        places.insert((mixed ^ (mixed >> 31), twin), mutant);
    }
    places.into_values().collect()
}

/// For each seed the first that compile and do not stand in each other's way; the numbers tell the seed. What does not compile is
/// remembered beside the copy, so that it is built once.
fn draw<'a>(root: &Path, scratch: &Path, all: &'a [Mutant], seeds: &[u64]) -> BTreeMap<usize, &'a Mutant> {
    let memory = scratch.join("does-not-compile");
    let mut known = fs::read_to_string(&memory).unwrap_or_default();
    let mut orders: Vec<_> = seeds.iter().map(|seed| shuffled(all, *seed).into_iter().zip(0..NUMBERS)).collect();
    let mut drawn: BTreeMap<usize, &Mutant> = BTreeMap::new();
    loop {
        for (index, order) in orders.iter_mut().enumerate() {
            let own = index * NUMBERS..(index + 1) * NUMBERS;
            while drawn.range(own.clone()).count() < COUNT {
                let Some((next, number)) = order.next() else { break };
                let compiles = !known.lines().any(|line| line == next.to_string());
                if compiles && drawn.values().all(|other| !in_the_way(other, next)) {
                    drawn.insert(own.start + number, next);
                }
            }
        }
        let broken = copy::broken(scratch, &copy::mutate(root, scratch, &drawn));
        if broken.is_empty() {
            return drawn;
        }
        for mutant in broken.iter().filter_map(|number| drawn.remove(number)) {
            eprintln!("{mutant}: does not compile");
            known.push_str(&format!("{mutant}\n"));
        }
        fs::write(&memory, &known).expect("a note");
    }
}

fn in_the_way(one: &Mutant, other: &Mutant) -> bool {
    let touch = |left: &find::Edit, right: &find::Edit| {
        left.file == right.file && left.range.start <= right.range.end && right.range.start <= left.range.end
    };
    one.edits.iter().any(|left| other.edits.iter().any(|right| touch(left, right)))
}
