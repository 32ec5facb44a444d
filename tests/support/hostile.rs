//! Input that wants time, memory or a crash.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::fresh;
use super::office::xlsx;

/// A hostile assessment and the codes of which at least one must be told.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) folder: PathBuf,
    pub(crate) codes: &'static [&'static str],
}

/// Writes every case into a folder of its own below `name`.
pub(crate) fn cases(name: &str) -> Vec<Case> {
    let root = fresh(name);
    let mut cases = Vec::new();
    for (name, codes, bytes) in texts() {
        let folder = root.join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("assessment.yaml"), bytes).unwrap();
        cases.push(Case { name, folder, codes });
    }
    for (name, codes, sheet) in sheets() {
        let folder = root.join(name);
        fs::create_dir(&folder).unwrap();
        let records = "form: full-2025-05\nfiles:\n  - id: a\n    records: {from: records.xlsx, group: A, column: B, header: 1}\n";
        fs::write(folder.join("assessment.yaml"), records).unwrap();
        fs::write(folder.join("records.xlsx"), sheet).unwrap();
        cases.push(Case { name, folder, codes });
    }
    for (name, picture) in pictures() {
        let folder = root.join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("assessment.yaml"), "form: full-2025-05\nfigures:\n  - file: picture\n").unwrap();
        fs::write(folder.join("picture"), picture).unwrap();
        cases.push(Case { name, folder, codes: &["HY062"] });
    }
    cases
}

fn pictures() -> Vec<(&'static str, Vec<u8>)> {
    let svg = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>").into_bytes()
    };
    let doubling: String = (1..40)
        .map(|level| format!("<g id='l{level}'>{}</g>", format!("<use href='#l{}'/>", level - 1).repeat(9)))
        .collect();
    let entities: String =
        (1..12).map(|level| format!("<!ENTITY a{level} '{}'>", format!("&a{};", level - 1).repeat(10))).collect();
    let pixels = [
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0".to_vec(),
        b"\x6c\x84\x30\xe3\0\0\0\x0aIDAT".to_vec(),
    ]
    .concat();
    vec![
        ("svg-doubling", svg(&format!("<g id='l0'><rect width='1' height='1'/></g>{doubling}<use href='#l39'/>"))),
        ("svg-entities", format!("<!DOCTYPE svg [<!ENTITY a0 'x'>{entities}]><svg>&a11;</svg>").into_bytes()),
        ("svg-deep", svg(&("<g>".repeat(100_000) + &"</g>".repeat(100_000)))),
        ("svg-many", svg(&"<path d='M0 0h1'/>".repeat(300_000))),
        ("svg-long-text", svg(&format!("<text>{}</text>", "字".repeat(500_000)))),
        ("png-of-four-thousand-million-pixels", pixels),
        ("jpeg-without-end", [b"\xff\xd8".to_vec(), b"\xff\xda\0\x02".repeat(500_000)].concat()),
    ]
}

fn texts() -> Vec<(&'static str, &'static [&'static str], Vec<u8>)> {
    let form = "form: full-2025-05\n";
    let mut bomb = format!("{form}a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{below}]").unwrap();
    }
    let block_depth: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let unknown: String = (0..150_000).map(|index| format!("k{index}: 1\n")).collect();
    let outsourcing = "      - title: あ\n".repeat(20_000);
    vec![
        ("alias-bomb", &["HY012"], bomb.into_bytes()),
        ("deep-flow", &["HY013"], format!("{form}a: {}", "[".repeat(20_000)).into_bytes()),
        ("deep-block", &["HY013"], format!("{form}{block_depth}").into_bytes()),
        ("long-scalar", &["HY015"], format!("{form}cover:\n  title: {}\n", "あ".repeat(350_000)).into_bytes()),
        ("many-nodes", &["HY014"], format!("{form}a: [{}]\n", "1,".repeat(1_000_000)).into_bytes()),
        ("many-keys", &["HY014"], format!("{form}{unknown}").into_bytes()),
        ("many-blocks", &["HY027"], format!("{form}files:\n  - id: a\n    outsourcing:\n{outsourcing}").into_bytes()),
        ("too-large", &["HY002"], " \n".repeat(3_000_000).into_bytes()),
        ("nul", &["HY003"], format!("{form}cover:\n  title: \"a\u{0}b\"\n").into_bytes()),
        ("not-utf8", &["HY001"], vec![0x83, 0x6e, 0x83, 0x8d, 0x81, 0x5b]),
        ("conflict", &["HY004"], format!("{form}<<<<<<< HEAD\ncover:\n=======\n>>>>>>> other\n").into_bytes()),
        ("escaping-path", &["HY055"], records("../../secret.xlsx")),
        ("absolute-path", &["HY055"], records("/etc/passwd")),
        ("brackets", &["HY010", "HY013"], format!("{form}a: {}", "{[".repeat(10_000)).into_bytes()),
        ("quotes", &["HY010", "HY015"], format!("{form}a: {}", "\"'".repeat(500_000)).into_bytes()),
    ]
}

fn records(file: &str) -> Vec<u8> {
    format!("form: full-2025-05\nfiles:\n  - id: a\n    records: {{from: {file}}}\n").into_bytes()
}

fn sheets() -> Vec<(&'static str, &'static [&'static str], Vec<u8>)> {
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>項目</t></is></c>");
    let rows = |count: usize| -> String {
        (1..=count)
            .map(|row| format!("<row r=\"{row}\">{}{}</row>", cell(&format!("A{row}")), cell(&format!("B{row}"))))
            .collect()
    };
    let wide = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(250)).repeat(2_000);
    vec![
        ("zip-bomb", &["HY061"], xlsx(&" ".repeat(32 << 20), "")),
        ("far-cell", &["HY061"], xlsx(&format!("<row r=\"1048576\">{}</row>", cell("XFD1048576")), "")),
        ("many-rows", &["HY061"], xlsx(&rows(20_000), "")),
        ("wide-sheet", &["HY061"], xlsx(&wide, "")),
        ("no-archive", &["HY060"], b"PK\x03\x04 and then nothing of the kind".to_vec()),
    ]
}
