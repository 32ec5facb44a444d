//! Passages shared by many assessments: front matter, body, `{placeholders}`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Text;
use crate::dates::Date;
use crate::finding::{Finding, reader};
use crate::text::{Source, Span, limits, printable, sha256_hex, visible};
use crate::yaml;
use crate::yaml::hidden_in;

#[derive(Debug)]
pub struct Fragment {
    /// `intermediate-server/access-log`
    pub name: String,
    pub source: Arc<Source>,
    pub origin: Option<String>,
    pub date: Option<Date>,
    /// `format: markdown`: the passage is Markdown, not plain text.
    pub markdown: bool,
    body: Range<usize>,
}

/// A schema of the front matter, in JSON Schema 2020-12.
pub fn fragment_schema() -> Value {
    let text = |title: &str| json!({"type": "string", "title": title});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "文例の前書き（fragments/ の中の .md の先頭、--- の間）",
        "type": "object",
        "required": ["source", "date", "sha"],
        "additionalProperties": false,
        "properties": {
            "source": text("元の文がどこのものか"),
            "date": text("元の文の日付"),
            "sha": text("本文の SHA-256（先頭の 8 桁以上）。本文が元の文から変われば、check が知らせる"),
            "format": {"enum": ["markdown"], "title": "本文を Markdown として読む"},
        },
    })
}

impl Fragment {
    /// Reads a passage and tells what is wrong with its front matter.
    pub fn read(name: &str, source: &Arc<Source>) -> (Self, Vec<Finding>) {
        let text = source.text();
        let bare = Self {
            name: name.to_owned(),
            source: Arc::clone(source),
            origin: None,
            date: None,
            markdown: false,
            body: 0..text.len(),
        };
        let Some((front, body)) = split(text) else {
            let message = format!("文例「{name}」に前書きがありません");
            let help = "先頭に --- で挟んで source・date・sha を書いてください";
            let finding = Finding::new(&reader::BAD_FRONT_MATTER, message).at(Span::new(source, 0..1)).help(help);
            return (bare, vec![finding]);
        };
        let mut findings: Vec<Finding> = hidden_in(source, body.clone(), &text[body.clone()]).into_iter().collect();
        let (fragment, told) = Self { body, ..bare }.read_front(&text[..front]);
        findings.extend(told);
        (fragment, findings)
    }

    /// The front matter is a prefix of the file, so that positions in it are positions in the file.
    fn read_front(mut self, front: &str) -> (Self, Vec<Finding>) {
        let parsed = yaml::parse(&Source::new(self.source.path(), front));
        let mut findings = parsed.findings;
        let Some(root) = parsed.root else { return (self, findings) };
        let span = |range: &Range<usize>| Span::new(&self.source, range.clone());
        for entry in root.entries() {
            let value = entry.node.text().unwrap_or_default();
            match entry.key.as_str() {
                "source" => self.origin = Some(value.to_owned()),
                "date" => match Date::parse(value) {
                    Ok(date) => self.date = Some(date),
                    Err(error) => {
                        findings.push(Finding::new(&reader::BAD_DATE, error.to_string()).at(span(&entry.node.range)));
                    }
                },
                "sha" => findings.extend(self.drift(value, span(&entry.node.range))),
                "format" => self.markdown = value == "markdown",
                other => {
                    let message = format!("文例の前書きに「{other}」という欄はありません");
                    let help = "書けるのは source・date・sha・format です";
                    findings
                        .push(Finding::new(&reader::BAD_FRONT_MATTER, message).at(span(&entry.key_range)).help(help));
                }
            }
        }
        for key in ["source", "date", "sha"] {
            if root.get(key).is_none() {
                let message = format!("文例「{}」の前書きに {key} がありません", self.name);
                findings.push(Finding::new(&reader::BAD_FRONT_MATTER, message).at(span(&(0..3))));
            }
        }
        (self, findings)
    }

    fn drift(&self, recorded: &str, span: Span) -> Option<Finding> {
        let actual = self.sha();
        let recorded = recorded.trim().to_ascii_lowercase();
        if recorded.len() >= 8 && actual.starts_with(&recorded) {
            return None;
        }
        let message = format!("文例「{}」の本文が、sha に記録された元の文と違います", self.name);
        let help = format!("元の文と照らし合わせ、正しければ date と sha を改めてください（今の本文: {actual}）");
        Some(Finding::new(&reader::FRAGMENT_DRIFT, message).at(span).help(help))
    }

    /// SHA-256 of the body, in hexadecimal. Line ends do not count: version control may rewrite them.
    pub fn sha(&self) -> String {
        sha256_hex(self.source.text()[self.body.clone()].replace("\r\n", "\n"))
    }

    /// The bytes that filling in takes, worked out without building anything; no less than those that have to be looked at.
    pub(super) fn length(&self, values: &BTreeMap<String, String>) -> usize {
        let body = self.body();
        if body.len() > limits::TEXT_BYTES {
            return body.len();
        }
        let filled = placeholders(body).fold(body.len(), |length, (range, name)| {
            values.get(name).map_or(length, |value| length - range.len() + value.len())
        });
        filled.max(body.len())
    }

    /// What is printed, with its placeholders open.
    pub fn body(&self) -> &str {
        self.source.text()[self.body.clone()].trim_end_matches(['\n', '\r'])
    }

    /// Appends the body to `text`, its placeholders filled; tells those that have no value.
    pub(super) fn fill(&self, values: &BTreeMap<String, String>, text: &mut Text) -> Vec<Finding> {
        let mut findings = Vec::new();
        text.break_line();
        text.fragments.push(self.name.clone());
        let start = text.value.len();
        let body = self.body();
        let mut at = 0;
        let span =
            |range: Range<usize>| Span::new(&self.source, self.body.start + range.start..self.body.start + range.end);
        for (range, name) in placeholders(body) {
            push_lines(text, &body[at..range.start], |inner| span(at + inner.start..at + inner.end));
            match values.get(name) {
                Some(value) => text.push(&printable(value), span(range.clone())),
                None if findings.len() >= limits::OPEN_PLACEHOLDERS => {
                    text.push(&printable(&body[range.clone()]), span(range.clone()));
                }
                None => {
                    let name = visible(name);
                    let message = format!("差し込み {{{name}}} に入れる値がありません");
                    let help = format!("hyokasho.yaml の values: に「{name}: …」を書いてください");
                    findings.push(Finding::new(&reader::OPEN_PLACEHOLDER, message).at(span(range.clone())).help(help));
                    text.push(&printable(&body[range.clone()]), span(range.clone()));
                }
            }
            at = range.end;
        }
        push_lines(text, &body[at..], |inner| span(at + inner.start..at + inner.end));
        if self.markdown {
            text.markdown.push(start..text.value.len());
        }
        findings
    }
}

/// Lines end with `\n` whatever ends them in the file, so that each piece is as long as what was typed.
fn push_lines(text: &mut Text, typed: &str, span: impl Fn(Range<usize>) -> Span) {
    let mut at = 0;
    for line in typed.split_inclusive("\r\n") {
        let words = line.strip_suffix("\r\n").unwrap_or(line);
        text.push(&printable(words), span(at..at + words.len()));
        if words.len() < line.len() {
            text.push("\n", span(at + words.len()..at + line.len()));
        }
        at += line.len();
    }
}

/// `{名前}`: up to 30 characters without white space or braces.
fn placeholders(body: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(open) = body[at..].find('{').map(|offset| at + offset) {
            at = open + 1;
            let inner = &body[at..];
            let end = inner.find(['{', '}', '\n', ' ', '\u{3000}'])?;
            if inner[end..].starts_with('}') && end > 0 && inner[..end].chars().count() <= 30 {
                at += end + 1;
                return Some((open..at, &inner[..end]));
            }
        }
        None
    })
}

/// Where the front matter ends and where the body stands.
fn split(text: &str) -> Option<(usize, Range<usize>)> {
    let start = text.strip_prefix('\u{feff}').map_or(0, |_| 3);
    let rest = text[start..].strip_prefix("---")?;
    let first_line = rest.find('\n')?;
    if !rest[..first_line].trim().is_empty() {
        return None;
    }
    let mut at = start + 3 + first_line + 1;
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "{市}は、{市}の{部署}が{ 空 }\n";

    fn fragment(sha: &str) -> (Fragment, Vec<Finding>) {
        let text = format!("---\nsource: 共通文例\ndate: 2025-04-01\nsha: {sha}\n---\n{BODY}");
        Fragment::read("a/b", &Source::new("fragments/a/b.md", text))
    }

    #[test]
    fn drift_is_told_and_the_right_sha_is_not() {
        let (read, findings) = fragment("00000000");
        assert_eq!(findings[0].rule.code, "HY053");
        let (_, findings) = fragment(&read.sha());
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn placeholders_are_filled_and_open_ones_told_at_their_place() {
        let (read, _) = fragment("0");
        let values = BTreeMap::from([("市".to_owned(), "汐見台市".to_owned())]);
        let mut text = Text::default();
        let findings = read.fill(&values, &mut text);
        assert_eq!(text.value, "汐見台市は、汐見台市の{部署}が{ 空 }");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].span.as_ref().unwrap().text(), "{部署}");
        let at = text.value.find("が").unwrap();
        assert_eq!(text.span(at..at + 3).unwrap().text(), "が");
    }

    #[test]
    fn front_matter_is_required() {
        let (_, findings) = Fragment::read("x", &Source::new("x.md", "本文だけ\n"));
        assert_eq!(findings[0].rule.code, "HY054");
    }
}
