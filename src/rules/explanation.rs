//! The explanation of a rule as flowing text, and the families that rules stand in.

use crate::finding::Rule;
use crate::text::{fold::fold, nearest};

use super::registry::all_rules;

/// Families by the hundreds of their codes, in order.
const FAMILIES: [(&str, &str); 8] = [
    ("HY0", "読み取り"),
    ("HY2", "数と記載の漏れ"),
    ("HY3", "名称と言葉"),
    ("HY4", "法令と古くなる名称"),
    ("HY5", "日付と手続"),
    ("HY6", "一覧と書き方"),
    ("HY7", "版の間の変更"),
    ("HY8", "評価の手続の記録"),
];

/// The rules of each family that has any, by code.
pub fn families() -> Vec<(&'static str, Vec<&'static Rule>)> {
    let mut rules = all_rules();
    rules.sort_by_key(|rule| rule.code);
    let family = |(prefix, title)| {
        let of: Vec<&'static Rule> = rules.iter().copied().filter(|rule| rule.code.starts_with(prefix)).collect();
        (title, of)
    };
    FAMILIES.into_iter().map(family).filter(|(_, rules)| !rules.is_empty()).collect()
}

/// The rule with this code or name, however it was typed.
pub fn find_rule(typed: &str) -> Option<&'static Rule> {
    let typed = fold(typed).to_lowercase();
    all_rules().into_iter().find(|rule| rule.code.to_lowercase() == typed || rule.name == typed)
}

/// What the codes begin with that somebody names: a code, the name of a rule, the beginning of a family's codes, its title.
pub fn codes_named(typed: &str) -> Option<&'static str> {
    let folded = fold(typed).to_uppercase();
    let family = FAMILIES.iter().find(|(prefix, title)| *prefix == folded.trim_end_matches('X') || *title == typed);
    family.map(|(prefix, _)| *prefix).or_else(|| find_rule(typed).map(|rule| rule.code))
}

/// The rule that was probably meant.
pub fn nearest_rule(typed: &str) -> Option<&'static Rule> {
    let typed = fold(typed).to_uppercase();
    let rules = all_rules();
    let words = rules.iter().flat_map(|rule| [rule.code.to_owned(), rule.name.to_uppercase()]).collect::<Vec<_>>();
    let near = nearest(&typed, words.iter().map(String::as_str))?;
    rules.into_iter().find(|rule| rule.code == near || rule.name.to_uppercase() == near)
}

/// Everything below the title, each paragraph and each point of a list on one line: source lines are broken at a width that
/// means nothing to a reader, and a line break would become a space between two Japanese words.
pub fn body(rule: &Rule) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in rule.explanation().lines().skip(1) {
        let flows =
            !fenced && is_flow(line) && lines.last().is_some_and(|last| !last.starts_with('#') && may_go_on(last));
        fenced ^= line.starts_with("```");
        match lines.last_mut() {
            Some(last) if flows => {
                let words = last.ends_with(is_word) && line.starts_with(is_word);
                *last += if words { " " } else { "" };
                *last += line.trim_start();
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n").trim().to_owned() + "\n"
}

/// A line that can go on with the one before it: no heading, no point of a list, no table, no fence, no blank.
fn is_flow(line: &str) -> bool {
    let text = line.trim_start();
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ");
    !text.is_empty() && !numbered && !["#", "- ", "* ", "|", ">", "```"].iter().any(|mark| text.starts_with(mark))
}

fn may_go_on(line: &str) -> bool {
    !line.is_empty() && !line.starts_with("```") && !line.starts_with('|')
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Effect, Severity};

    fn rule(source: &'static str) -> Rule {
        Rule {
            code: "HY999",
            name: "x",
            severity: Severity::Error,
            effect: Effect::Tells,
            confidence: Confidence::Certain,
            source,
        }
    }

    #[test]
    fn source_lines_flow_together_and_structure_stays() {
        let source = "題\n\n## 何を\n一行目の\n続き。\n\n- 点の\n  続き\n- 次 in\nEnglish\n```\na\nb\n```\n後";
        let expected = "## 何を\n一行目の続き。\n\n- 点の続き\n- 次 in English\n```\na\nb\n```\n後\n";
        assert_eq!(body(&rule(source)), expected);
    }

    #[test]
    fn every_rule_is_in_a_family() {
        let listed: usize = families().iter().map(|(_, rules)| rules.len()).sum();
        assert_eq!(listed, all_rules().len());
    }

    #[test]
    fn rules_are_found_however_they_are_typed() {
        for typed in ["HY201", "hy201", "ＨＹ２０１", "outsourcing-count", "Outsourcing-Count"] {
            assert_eq!(find_rule(typed).unwrap().code, "HY201", "{typed}");
        }
        assert!(find_rule("HY999").is_none());
        assert_eq!(nearest_rule("outsorcing-count").unwrap().code, "HY201");
        assert!(nearest_rule("？").is_none());
        for (typed, codes) in [("hy2", "HY2"), ("HY2xx", "HY2"), ("読み取り", "HY0"), ("old-names", "HY403")] {
            assert_eq!(codes_named(typed), Some(codes), "{typed}");
        }
        assert_eq!(codes_named("HY999"), None);
    }
}
