//! `hyokasho.yaml`: who we are, house style, severities, allowances.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::finding::{Allowance, Finding, Severity, reader};
use crate::house::HouseStyle;
use crate::text::{Source, Span};
use crate::yaml;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub organization: String,
    /// What fills the `{placeholders}` of passages.
    pub values: BTreeMap<String, String>,
    pub style: HouseStyle,
    /// Severity by code.
    pub severity: BTreeMap<String, Level>,
    allow: Vec<AllowEntry>,
    #[serde(skip)]
    pub allowances: Vec<Allowance>,
    /// Where the font is named.
    #[serde(skip)]
    pub(super) font_span: Option<Span>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warning,
    Info,
    Off,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowEntry {
    code: String,
    assessment: Option<String>,
    item: Option<String>,
    reason: Option<String>,
}

impl Level {
    /// `None`: the rule is switched off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

impl Config {
    /// Reads the settings. The bytes pass our own parser, with its limits, before serde sees them. `codes` are those that the
    /// program knows.
    pub(super) fn read(source: &Arc<Source>, codes: &[&str]) -> (Self, Vec<Finding>) {
        let parsed = yaml::parse(source);
        let mut findings = parsed.findings;
        let Some(root) = parsed.root else { return (Self::default(), findings) };
        if root.is_null() {
            return (Self::default(), findings);
        }
        let mut config: Self = match serde_yaml::from_str(source.text()) {
            Ok(config) => config,
            Err(error) => {
                let at = error.location().map_or(0, |location| location.index());
                let line = source.position(at).line;
                let start = source.line_start(line);
                let span = Span::new(source, start..start + source.line(line).len());
                findings.push(Finding::new(&reader::BAD_CONFIG, explain(&error.to_string())).at(span));
                return (Self::default(), findings);
            }
        };
        config.font_span = root.get("style").and_then(|style| style.get("font")).map(|font| font.span(source));
        let entries = root.get("allow").map(yaml::Node::items).unwrap_or_default();
        for (entry, node) in std::mem::take(&mut config.allow).into_iter().zip(entries) {
            let span = node.get("code").map_or_else(|| node.span(source), |code| code.span(source));
            if !codes.contains(&entry.code.as_str()) {
                let message = format!("「{}」という指摘のコードはありません", entry.code);
                findings.push(Finding::new(&reader::BAD_CONFIG, message).at(span.clone()));
                continue;
            }
            let AllowEntry { code, assessment, item, reason } = entry;
            config.allowances.push(Allowance { code, assessment, item, reason, span });
        }
        for entry in root.get("severity").map(yaml::Node::entries).unwrap_or_default() {
            if !codes.contains(&entry.key.as_str()) {
                let message = format!("「{}」という指摘のコードはありません", entry.key);
                findings
                    .push(Finding::new(&reader::BAD_CONFIG, message).at(Span::new(source, entry.key_range.clone())));
            }
        }
        (config, findings)
    }
}

/// The reader's English in the words of the settings.
fn explain(error: &str) -> String {
    let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
    let expected = error.rsplit("expected ").next().unwrap_or_default();
    if error.contains("unknown field") {
        format!("「{}」という設定はありません", quoted(error))
    } else if error.contains("unknown variant") {
        let usable: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        format!("「{}」という値は使えません（使える値: {}）", quoted(error), usable.join("、"))
    } else if error.contains("missing field") {
        format!("「{}」が書かれていません", quoted(error))
    } else {
        format!("設定の書き方が違います（{}）", shape(expected))
    }
}

/// What should stand there.
fn shape(expected: &str) -> &'static str {
    let is = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
    if is(&["a string", "string"]) {
        "ここには文を書きます"
    } else if is(&["a boolean"]) {
        "ここには true か false を書きます"
    } else if is(&["a sequence"]) {
        "ここには「- 」で始まる行を並べます"
    } else if is(&["a map", "struct"]) {
        "ここには「名前: 値」の行を並べます"
    } else {
        "種類の違う値が書かれています"
    }
}
