//! The proof of an edit: our own reading, the comments and the second reader, all against what was asked for.

use std::ops::Range;

use granit_parser::{Event, Parser, options};

use super::super::emit::{self, Draft};
use super::super::{YamlNode, YamlValue, parse};
use crate::text::{Source, limits};

/// A text before an edit, and what has to hold after it.
pub(super) struct Proof<'a> {
    pub before: &'a str,
    /// The whole document's value after the edit.
    pub expected: &'a Draft,
    /// Comments that the new value brings.
    pub new_comments: Vec<String>,
    /// Whether the second reader understood the text before the edit as we do; only then can it be a witness.
    pub second_reader: bool,
}

impl Proof<'_> {
    /// `gone` is the part of the old text whose comments go with the value they explained.
    pub(super) fn holds(&self, after: &str, gone: &Range<usize>) -> bool {
        let parsed = parse(&Source::new("", after));
        let nothing = parsed.findings.is_empty() && self.expected.is_null();
        parsed.root.map_or(nothing, |root| reads_as(self.expected, &root))
            && self.comments_hold(after, gone)
            && (!self.second_reader || second_reader_agrees(self.expected, after))
    }

    fn comments_hold(&self, after: &str, gone: &Range<usize>) -> bool {
        let (Some(before), Some(after)) = (comments(self.before), comments(after)) else { return false };
        let kept = before.into_iter().filter(|(at, _)| !gone.contains(at)).map(|(_, comment)| comment);
        let mut expected: Vec<_> = kept.chain(self.new_comments.iter().cloned()).collect();
        let mut found: Vec<_> = after.into_iter().map(|(_, comment)| comment).collect();
        expected.sort();
        found.sort();
        expected == found
    }
}

pub(in crate::yaml) fn reads_as(expected: &Draft, found: &YamlNode) -> bool {
    match (expected, &found.value) {
        (Draft::Text(text), _) => found.text() == Some(text),
        (expected, YamlValue::Scalar(..)) if expected.is_null() => found.is_null(),
        (Draft::Bare(text), _) => found.text() == Some(text),
        (Draft::List(expected), YamlValue::List(found)) => {
            expected.len() == found.len()
                && expected.iter().zip(found).all(|(expected, found)| reads_as(expected, found))
        }
        (Draft::Map(expected), YamlValue::Map(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .zip(found)
                    .all(|(expected, found)| expected.key == found.key && reads_as(&expected.value, &found.node))
        }
        _ => false,
    }
}

/// Whether `serde_yaml` reads the text as this value. It stumbles over a byte order mark and takes the last line of a
/// block scalar without a line break for something else than we do, so neither is put before it.
pub(in crate::yaml) fn second_reader_agrees(expected: &Draft, text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let ended = if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    serde_yaml::from_str(&ended).is_ok_and(|found| agrees(expected, &found))
}

fn agrees(expected: &Draft, found: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as Found;
    match (expected, found) {
        (Draft::Text(expected) | Draft::Bare(expected), Found::String(found)) => expected == found,
        (Draft::Bare(expected), Found::Null | Found::Bool(_) | Found::Number(_)) => {
            serde_yaml::from_str::<Found>(expected).is_ok_and(|expected| expected == *found)
        }
        (Draft::List(expected), Found::Sequence(found)) => {
            expected.len() == found.len() && expected.iter().zip(found).all(|(expected, found)| agrees(expected, found))
        }
        (Draft::Map(expected), Found::Mapping(found)) => {
            expected.len() == found.len()
                && expected.iter().zip(found).all(|(expected, (key, value))| {
                    agrees(&Draft::bare(&expected.key), key) && agrees(&expected.value, value)
                })
        }
        _ => false,
    }
}

/// Every comment with its offset, as it stands after the `#`.
pub fn comments(text: &str) -> Option<Vec<(usize, String)>> {
    let options = options! {
        max_buffered_comment_events: limits::NODES,
        flow_nesting_limit: limits::DEPTH,
        block_nesting_limit: limits::DEPTH,
    };
    let mut found = Vec::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.ok()?;
        if let Event::Comment(comment, _) = event {
            found.push((span.start.byte_offset()?, comment.into_owned()));
        }
    }
    Some(found)
}

/// The comments that writing this value brings.
pub(super) fn comments_of(draft: &Draft, found: &mut Vec<String>) {
    match draft {
        Draft::Text(_) | Draft::Bare(_) => {}
        Draft::List(items) => items.iter().for_each(|item| comments_of(item, found)),
        Draft::Map(entries) => {
            for entry in entries {
                found.extend(entry.comment.lines().map(emit::comment));
                comments_of(&entry.value, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(before: &str, expected: &Draft, after: &str) -> bool {
        Proof { before, expected, new_comments: Vec::new(), second_reader: true }.holds(after, &(0..0))
    }

    #[test]
    fn a_changed_value_or_a_lost_comment_is_no_proof() {
        let before = "a: 旧 # 一\nb: | # 二\n  x\n# 三\n";
        let expected = Draft::map([("a", Draft::text("新")), ("b", Draft::text("x\n"))]);
        assert!(holds(before, &expected, "a: 新 # 一\nb: | # 二\n  x\n# 三\n"));
        for wrong in [
            "a: 古 # 一\nb: | # 二\n  x\n# 三\n",
            "a: 新 # 一\nb: |- # 二\n  x\n# 三\n",
            "a: 新 # 一\nb: | # 二\n  x\n  # 三\n",
            "a: 新\nb: | # 二\n  x\n# 三\n",
            "a: 新 # 一\nb: |\n  x\n# 三\n",
            "a: 新 # 一\nb: | # 二\n  x\n# 三つ\n",
            "a: 新 # 一\nb: | # 二\n  x\n# 三\nc:\n",
            "b: | # 二\n  x\na: 新 # 一\n# 三\n",
        ] {
            assert!(!holds(before, &expected, wrong), "{wrong}");
        }
    }

    #[test]
    fn the_second_reader_has_a_say() {
        // We take all of these for text.
        for (text, written) in [("15", "15"), ("no", "no"), ("true", "true"), ("x\u{2028}y", "|-\n  x\u{2028}y")] {
            let expected = Draft::map([("a", Draft::text(text))]);
            let agreed = holds("a: 旧\n", &expected, &format!("a: {written}\n"));
            assert_eq!(agreed, text == "no", "{text}");
        }
        assert!(holds("a: 旧\n", &Draft::map([("a", Draft::bare("15"))]), "a: 15\n"));
    }
}
