//! Words put in the place of others, wherever they stand in a value or a key: proved like every other edit.

use std::ops::Range;
use std::sync::Arc;

use super::EditError;
use super::verify::{comments, second_reader_agrees};
use crate::text::Source;
use crate::yaml::slips::first_stumble;
use crate::yaml::{Draft, YamlNode, YamlValue, parse};

/// Bytes that give way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlRewrite {
    pub range: Range<usize>,
    pub text: String,
}

/// The text with all rewrites made: every value and key that none of them touches, and every comment, is as before. A text that
/// could not be read must be readable afterwards.
pub fn rewrite(source: &Arc<Source>, rewrites: &[YamlRewrite]) -> Result<String, EditError> {
    let before = source.text();
    let mut after = before.to_owned();
    let mut ordered: Vec<&YamlRewrite> = rewrites.iter().collect();
    ordered.sort_by_key(|rewrite| std::cmp::Reverse(rewrite.range.start));
    let unproved = || EditError::Unproved { path: place(source, rewrites) };
    if ordered.windows(2).any(|pair| pair[1].range.end > pair[0].range.start) {
        return Err(unproved());
    }
    for rewrite in ordered {
        if before.get(rewrite.range.clone()).is_none() {
            return Err(unproved());
        }
        after.replace_range(rewrite.range.clone(), &rewrite.text);
    }
    let touched = |range: &Range<usize>| {
        rewrites.iter().any(|rewrite| rewrite.range.start <= range.end && range.start <= rewrite.range.end)
    };
    let read = parse(&Source::new("", after.as_str())).root;
    let holds = match (&parse(source).root, &read) {
        (Some(root), Some(read)) => {
            let agreed = second_reader_agrees(&Draft::from(root), before);
            // Whole lines may have been read as a text that was meant to be entries.
            let whole = |rewrite: &&YamlRewrite| {
                let ends = before[rewrite.range.end..].starts_with(['\r', '\n']) || rewrite.range.end == before.len();
                ends && (rewrite.range.start == 0 || before[..rewrite.range.start].ends_with('\n'))
            };
            let lines: Vec<&YamlRewrite> = rewrites.iter().filter(whole).collect();
            let reshaped = |range: &Range<usize>| {
                lines.iter().any(|line| line.range.start <= range.start && range.start < line.range.end)
            };
            same_but(root, read, &touched, &reshaped)
                && comments_hold(before, &after, &touched)
                && (!agreed || second_reader_agrees(&Draft::from(read), &after))
        }
        (None, Some(read)) => second_reader_agrees(&Draft::from(read), &after),
        // Of many slips only the first are told; what comes after them may be told next.
        (None, None) => first_stumble(before) < first_stumble(&after),
        (Some(_), None) => false,
    };
    if holds { Ok(after) } else { Err(unproved()) }
}

fn same_but(
    before: &YamlNode,
    after: &YamlNode,
    touched: &impl Fn(&Range<usize>) -> bool,
    reshaped: &impl Fn(&Range<usize>) -> bool,
) -> bool {
    match (&before.value, &after.value) {
        (YamlValue::Scalar(old, _), YamlValue::Scalar(new, _)) => {
            (old == new && before.is_null() == after.is_null()) || touched(&before.range)
        }
        (YamlValue::List(old), YamlValue::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same_but(old, new, touched, reshaped))
        }
        (YamlValue::Map(old), YamlValue::Map(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| {
                    (old.key == new.key || touched(&old.key_range)) && same_but(&old.node, &new.node, touched, reshaped)
                })
        }
        (YamlValue::Scalar(..), _) => reshaped(&before.range),
        _ => false,
    }
}

fn comments_hold(before: &str, after: &str, touched: &impl Fn(&Range<usize>) -> bool) -> bool {
    let (Some(before), Some(after)) = (comments(before), comments(after)) else { return false };
    let kept = before.iter().filter(|(at, _)| !touched(&(*at..*at)));
    // A comment in what gives way may have been part of a text, or may stay.
    stand_in(kept.map(|(_, comment)| comment), after.iter().map(|(_, comment)| comment))
        && stand_in(after.iter().map(|(_, comment)| comment), before.iter().map(|(_, comment)| comment))
}

/// All of these are among the others, in their order.
fn stand_in<'c>(some: impl Iterator<Item = &'c String>, all: impl Iterator<Item = &'c String>) -> bool {
    let mut all = all;
    some.into_iter().all(|one| all.any(|other| other == one))
}

fn place(source: &Arc<Source>, rewrites: &[YamlRewrite]) -> String {
    let first = rewrites.iter().map(|rewrite| rewrite.range.start).min().unwrap_or_default();
    format!("{} 行目", source.position(first).line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str, changes: &[(&str, &str)]) -> Result<String, EditError> {
        let of = |(old, new): &(&str, &str)| {
            let start = text.find(old).unwrap();
            YamlRewrite { range: start..start + old.len(), text: (*new).to_owned() }
        };
        rewrite(&Source::new("a.yaml", text), &changes.iter().map(of).collect::<Vec<_>>())
    }

    #[test]
    fn words_keys_and_signs_are_put_in_place_and_nothing_else_moves() {
        let text = "titel: 旧い名の件  # 覚書\n文: |\n  日本工業規格による。\n\n  次の行\n数: 3\n";
        let changes = [("titel", "title"), ("日本工業規格", "日本産業規格"), ("3", "4")];
        let expected = "title: 旧い名の件  # 覚書\n文: |\n  日本産業規格による。\n\n  次の行\n数: 4\n";
        assert_eq!(rewritten(text, &changes).unwrap(), expected);
        let quoted = rewritten("a: 奨学金 #1 号\nb: 2\n", &[("奨学金 #1 号", "\"奨学金 #1 号\"")]).unwrap();
        assert_eq!(quoted, "a: \"奨学金 #1 号\"\nb: 2\n");
    }

    #[test]
    fn what_would_touch_something_else_is_not_made() {
        for (text, old, new) in [
            ("a: 甲\nb: 乙\n", "甲", "甲\nc: 丙"),
            ("a: 甲\nb: 乙\n", "甲", "甲: 丙"),
            ("a: 甲 # 注\nb: 乙\n", "甲", "甲 # 別の注"),
            ("a: '甲'\nb: 乙\n", "甲'", "甲"),
        ] {
            assert!(rewritten(text, &[(old, new)]).is_err(), "{new}");
        }
        assert!(rewritten("a: 甲乙\n", &[("甲乙", "丙"), ("乙", "丁")]).is_err(), "rewrites overlap");
        let lines = [("  b:1", "  b: 1"), ("  c：2", "  c: 2")];
        assert_eq!(rewritten("a:\n  b:1\n  c：2\nd: 3\n", &lines).unwrap(), "a:\n  b: 1\n  c: 2\nd: 3\n");
        assert!(rewritten("a:\n  - 甲\n  - 乙\n", &[("甲", "甲: 丙")]).is_err(), "a text becomes an entry");
        assert_eq!(rewritten("a:\n  b:1\n  c: 2\n", &[("b:1", "b: 1")]).unwrap(), "a:\n  b: 1\n  c: 2\n");
        assert!(rewritten("a:\n  b:1\n  c: [\n", &[("b:1", "b: 1")]).is_err(), "still unreadable");
    }
}
