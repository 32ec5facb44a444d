//! What commands tell of fonts and pictures: with the place, in words, before anybody prints.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hyokasho::text::limits;
use tempfile::TempDir;

const ASSESSMENT: &str = "form: full-2025-05
cover:
  title: 試しの事務 全項目評価書
work:
  content: |
    受付の印は📮です。
figures:
  - file: 図.svg
    title: 事務の流れ
";
const PICTURE: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='map.png' width='9' height='9'/></svg>";

struct Place(TempDir);

impl Place {
    fn new(settings: &str) -> Self {
        let place = Self(TempDir::new().unwrap());
        place.write("hyokasho.yaml", settings.as_bytes());
        place.write("a/assessment.yaml", ASSESSMENT.as_bytes());
        place.write("a/図.svg", PICTURE.as_bytes());
        place
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let file = self.0.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).current_dir(&self.0).output().unwrap()
    }

    /// What a command says besides its result, and its exit code.
    fn told(&self, words: &[&str]) -> (String, i32) {
        let output = self.run(words);
        let told = [output.stdout, output.stderr].concat();
        (String::from_utf8_lossy(&told).into_owned(), output.status.code().unwrap_or(-1))
    }
}

fn font() -> Vec<u8> {
    fs::read(Path::new("fonts/BIZUDGothic-Bold.ttf")).unwrap()
}

#[test]
fn check_render_and_build_tell_what_is_not_printed_as_written() {
    let place = Place::new("");
    for words in [&["check", "a"][..], &["render", "a", "-o", "a.pdf"], &["build", "."]] {
        let (told, _) = place.told(words);
        for expected in ["HY607", "assessment.yaml:6:", "U+1F4EE", "HY063", "assessment.yaml:8:", "map.png"] {
            assert!(told.contains(expected), "{words:?}: {expected}: {told}");
        }
    }
    assert!(place.0.path().join("a.pdf").is_file());
}

#[test]
fn a_font_of_ones_own_is_printed_with() {
    let place = Place::new("style: {font: fonts/太字.ttf}\n");
    place.write("fonts/太字.ttf", &font());
    place.write("一度.ttf", &font());
    let own = place.run(&["render", "a", "--format", "pdf"]).stdout;
    let named = place.run(&["render", "a", "--format", "pdf", "--font", "一度.ttf#0"]).stdout;
    assert!(own.starts_with(b"%PDF") && own == named);
    let plain = Place::new("").run(&["render", "a", "--format", "pdf"]).stdout;
    let name = |pdf: &[u8], name: &[u8]| pdf.windows(name.len()).any(|window| window == name);
    let fonts = |bytes: &[u8]| {
        let file = lopdf::Document::load_mem(bytes).unwrap();
        file.objects.values().any(|object| name(format!("{object:?}").as_bytes(), b"BIZUDGothic-Regular"))
    };
    assert!(fonts(&plain) && !fonts(&own), "nothing is set in the built-in regular face");
}

#[test]
fn fonts_that_cannot_be_used_are_told_with_their_place() {
    let cases = [
        ("fonts/無い.ttf", "HY001"),
        ("../外.ttf", "HY055"),
        ("fonts/壊れた.ttf", "HY064"),
        ("fonts/太字.ttf#3", "HY064"),
        ("fonts/大きい.ttf", "HY002"),
    ];
    for (address, code) in cases {
        let place = Place::new(&format!("organization: 市\nstyle:\n  font: {address}\n"));
        place.write("fonts/壊れた.ttf", b"no font");
        place.write("fonts/太字.ttf", &font());
        let large = fs::File::create(place.0.path().join("fonts/大きい.ttf")).unwrap();
        large.set_len(limits::FONT_BYTES + 1).unwrap();
        for words in [&["check", "."][..], &["render", "a", "--format", "pdf"], &["build", "."]] {
            let (told, exit) = place.told(words);
            assert!(told.contains(code) && told.contains("hyokasho.yaml:3:"), "{address}: {words:?}: {told}");
            assert!(exit > 0, "{address}: {words:?}");
        }
        if code != "HY055" {
            let (told, exit) = place.told(&["render", "a", "--format", "pdf", "--font", address]);
            assert!(told.contains(code) && exit == 3, "{address}: {told}");
        }
    }
}
