//! Builds the tests of the scratch copy and runs them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::Value;

/// They hold other layers, or the same ones by way of the whole program, and take minutes.
const LEFT_OUT: [&str; 12] = [
    "hyokasho picture",
    "hyokasho yaml",
    "project architecture",
    "cli build",
    "cli other_form",
    "cli streams",
    "pages accessibility",
    "pages word",
    "withstand disk",
    "withstand hidden",
    "withstand hostile",
    "withstand hostile_files",
];

/// The tests of one module: of a layer, or of a file of `tests/`.
pub(crate) struct Suite {
    pub(crate) name: String,
    binary: PathBuf,
    pub(crate) tests: Vec<String>,
    pub(crate) took: Duration,
    /// The mutants that it comes by.
    pub(crate) reaches: BTreeSet<usize>,
}

pub(crate) fn build(scratch: &Path) -> Vec<Suite> {
    let test = ["test", "--no-run", "--locked", "--message-format=json"];
    let output =
        Command::new("cargo").args(test).current_dir(scratch).stderr(Stdio::inherit()).output().expect("cargo");
    assert!(output.status.success(), "the tests of the scratch copy do not build");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let tests = messages.filter(|message| message["profile"]["test"] == true && message["executable"].is_string());
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    tests.flat_map(|message| suites(&word(&message["target"]["name"]), word(&message["executable"]).into())).collect()
}

fn suites(target: &str, binary: PathBuf) -> Vec<Suite> {
    let list = Command::new(&binary).args(["--list", "--format", "terse"]).output().expect("a test binary");
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let mut modules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for test in list.lines().filter_map(|line| line.strip_suffix(": test")) {
        let module = test.split_once("::").map_or("", |(module, _)| module);
        modules.entry(module).or_default().push(test.to_owned());
    }
    let suite = |(module, tests): (&str, _)| Suite {
        name: format!("{target} {module}"),
        binary: binary.clone(),
        tests,
        took: Duration::ZERO,
        reaches: BTreeSet::new(),
    };
    modules.into_iter().map(suite).filter(|suite| !LEFT_OUT.contains(&suite.name.as_str())).collect()
}

impl Suite {
    /// Runs it with no mutant on. What fails looks at the sources, and is left out.
    pub(crate) fn try_out(&mut self, scratch: &Path) {
        let trace = scratch.join("target-trace").join(self.name.trim_end());
        let _ = fs::remove_dir_all(&trace);
        fs::create_dir_all(&trace).expect("a folder");
        let began = Instant::now();
        let mut command = self.command(scratch);
        let output = command.env("MUTANT_TRACE", &trace).output().expect("a test binary");
        self.took = began.elapsed();
        let left_out: Vec<_> = String::from_utf8_lossy(&output.stdout).lines().filter_map(failed).collect();
        assert!(output.status.success() || !left_out.is_empty(), "{} dies with no mutant on", self.name);
        self.tests.retain(|test| !left_out.contains(test));
        let names = fs::read_dir(&trace).expect("the trace").map(|entry| entry.expect("an entry").file_name());
        self.reaches = names.filter_map(|name| name.to_str()?.parse().ok()).collect();
        eprintln!("{}: {} tests in {:.1?}, left out: {left_out:?}", self.name, self.tests.len(), self.took);
    }

    fn command(&self, scratch: &Path) -> Command {
        // A mutant may ask for memory without end; the limit is in KiB.
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 8388608 && exec \"$0\" \"$@\""]).arg(&self.binary);
        command.current_dir(scratch).env("CARGO_MANIFEST_DIR", scratch).stdin(Stdio::null()).stderr(Stdio::null());
        command.arg("--exact").args(&self.tests);
        command
    }

    /// The first test that fails while the mutant is on.
    pub(crate) fn killer(&self, scratch: &Path, mutant: usize) -> Option<String> {
        let mut command = self.command(scratch);
        let run = command.env("MUTANT", mutant.to_string()).stdout(Stdio::piped()).process_group(0).spawn();
        let mut run = run.expect("a test binary");
        let stdout = run.stdout.take().expect("piped");
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(stdout).lines().map_while(Result::ok);
            let _ = tell.send(lines.filter_map(|line| failed(&line)).next());
        });
        let answer = told.recv_timeout(self.took * 4 + Duration::from_secs(20));
        if !matches!(answer, Ok(None)) {
            let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", run.id())]).status();
        }
        let died = !run.wait().expect("a test binary").success();
        match answer {
            Ok(Some(test)) => Some(format!("{} {test}", self.name)),
            Ok(None) => died.then(|| format!("{} (it died)", self.name)),
            Err(_) => Some(format!("{} (it did not end)", self.name)),
        }
    }
}

/// `test form::key::tests::x ... FAILED`
fn failed(line: &str) -> Option<String> {
    Some(line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?.trim_end_matches(" - should panic").to_owned())
}
