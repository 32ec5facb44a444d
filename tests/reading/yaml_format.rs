//! `fmt`: one layout for every file, and nothing in it reads differently.

use std::path::{Path, PathBuf};

use hyokasho::form::{BUILTIN_IDS, Forms};
use hyokasho::text::Source;
use hyokasho::yaml::{FormatError, YamlNode, YamlValue, format, parse};
use proptest::prelude::*;

use crate::yaml_edit::random::documents;

fn formatted(text: &str) -> Result<String, FormatError> {
    format(&Source::new("a.yaml", text))
}

/// What a text says, whatever it looks like.
fn said(node: &YamlNode) -> String {
    match &node.value {
        YamlValue::Scalar(..) if node.is_null() => "~".into(),
        YamlValue::Scalar(text, _) => format!("{text:?}"),
        YamlValue::List(items) => format!("[{}]", items.iter().map(said).collect::<Vec<_>>().join(",")),
        YamlValue::Map(entries) => {
            let entries = entries.iter().map(|entry| format!("{:?}:{}", entry.key, said(&entry.node)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

fn reads(text: &str) -> Option<String> {
    parse(&Source::new("a.yaml", text)).root.map(|root| said(&root))
}

#[test]
fn every_file_gets_the_same_layout() {
    for (before, after) in [
        ("a:   1   \nb:  'x'\n", "a: 1\nb: x\n"),
        ("a:\n    b: 1\n    c:\n    -   x\n    - y\n", "a:\n  b: 1\n  c:\n    - x\n    - y\n"),
        ("a: 1\n\n\n\nb: 2\nc:\n  d: 3\ne: 4", "a: 1\n\nb: 2\n\nc:\n  d: 3\n\ne: 4\n"),
        ("a: \"no\"\nb: \"15\"\nc: '2025-12-26'\nd: \"x: y\"\n", "a: \"no\"\nb: \"15\"\nc: 2025-12-26\nd: \"x: y\"\n"),
        ("a: |\n      一\n        二\n\n      三\n", "a: |\n  一\n    二\n\n  三\n"),
        ("a: |+\n  x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
        ("a: |\nb:\nc: ~\n", "a: |\nb:\nc: ~\n"),
        ("a: \"一\\n二\\n\"\n", "a: |\n  一\n  二\n"),
        ("a: 一\n  二\n", "a: 一 二\n"),
        ("a: [x,  y]\nb: [x,\n  y]\nc: {}\n", "a: [x,  y]\nb: [x, y]\nc: {}\n"),
        (
            "# 頭\nform: x   # 様式\n\n# 一\na:  # 二\n    # 三\n    b: | # 四\n      x\n    # 五\n  # 六\n# 七\nc: 1 # 八\n",
            "# 頭\nform: x   # 様式\n\n# 一\na:  # 二\n  # 三\n  b: | # 四\n    x\n  # 五\n  # 六\n\n# 七\nc: 1 # 八\n",
        ),
        ("a:\n     # - x\n     # - y\nb: 1\n", "a:\n  # - x\n  # - y\nb: 1\n"),
        ("a:\n- id: x\n  b: 1\n\n- # 注\n  id: y\n", "a:\n  - id: x\n    b: 1\n\n  # 注\n  - id: y\n"),
        ("? a\n: 1\n", "a: 1\n"),
        ("a: [x, # 注\n  y]\n", "a: [x, y]\n  # 注\n"),
        ("- - a\n  -   b\n-\n", "- - a\n  - b\n-\n"),
        ("---\n# 頭\na:   1\n", "---\n# 頭\na: 1\n"),
        ("\u{feff}a:   1\r\nb: |\r\n    x\r\n", "\u{feff}a: 1\r\nb: |\r\n  x\r\n"),
        ("# 注だけ\n", "# 注だけ\n"),
        ("", ""),
    ] {
        assert_eq!(formatted(before).as_deref(), Ok(after), "{before:?}");
        assert_eq!(formatted(after).as_deref(), Ok(after), "once more: {after:?}");
    }
}

#[test]
fn what_cannot_be_formatted_is_left_and_told() {
    assert!(matches!(formatted("a: 1\nb: 'x\n"), Err(FormatError::Unreadable { .. })));
    for text in ["a: !t 1\n", "a: !!str\n  x\n"] {
        assert_eq!(formatted(text), Err(FormatError::Lossy), "{text:?}");
    }
}

#[test]
fn what_the_program_writes_is_formatted() {
    for id in BUILTIN_IDS {
        let starter = Forms::default().get(id).unwrap().unwrap().starter();
        assert_eq!(formatted(&starter).as_deref(), Ok(starter.as_str()), "{id}");
    }
}

#[test]
fn the_samples_are_formatted() {
    let mut files: Vec<PathBuf> = vec![Path::new("assessments/hyokasho.yaml").to_owned()];
    for folder in std::fs::read_dir("assessments").unwrap().map(|entry| entry.unwrap().path()) {
        files.extend(["assessment.yaml", "procedure.yaml"].map(|name| folder.join(name)));
    }
    files.retain(|file| file.is_file());
    assert!(files.len() > 6, "{files:?}");
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(formatted(&text).as_deref(), Ok(text.as_str()), "{}", file.display());
    }
}

proptest! {
    #[test]
    fn nothing_reads_differently(text in documents()) {
        match formatted(&text) {
            Ok(after) => {
                prop_assert_eq!(reads(&text), reads(&after), "{}\n{}", text, after);
                prop_assert_eq!(formatted(&after), Ok(after.clone()), "not the same again:\n{}", text);
            }
            Err(FormatError::Lossy) => {}
            Err(error) => prop_assert!(false, "{}\n{}", error, text),
        }
    }
}
