//! `hyokasho.yaml`: who we are, house style, severities, allowances.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::finding::{Allowance, Finding, Severity, reader};
use crate::house::HouseStyle;
use crate::text::{Source, Span, printable};
use crate::yaml;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub organization: String,
    /// What fills the `{placeholders}` of passages.
    pub values: BTreeMap<String, String>,
    pub style: HouseStyle,
    /// What the pages for the public say besides the assessments.
    pub site: SiteSettings,
    /// What the 個人情報ファイル簿 says of files besides the assessments: `15-health-checkups/checkups`, or `default` for all.
    pub register: BTreeMap<String, RegisterSettings>,
    /// What is known of measures besides the assessments, by the folder and the address of the item.
    pub measures: BTreeMap<String, MeasureSettings>,
    /// Severity by code.
    pub severity: BTreeMap<String, SeverityLevel>,
    allow: Vec<AllowEntry>,
    #[serde(skip)]
    pub allowances: Vec<Allowance>,
    /// Where the font is named.
    #[serde(skip)]
    pub(super) font_span: Option<Span>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterSettings {
    /// 要配慮個人情報, and that of an ordinance.
    pub sensitive: Option<String>,
    pub sensitive_by_ordinance: Option<String>,
    /// Where the office is that requests are handed in to.
    pub address: Option<String>,
    /// A special procedure of another act for corrections.
    pub special: Option<String>,
    /// A file on paper that belongs to it.
    pub manual: Option<String>,
    /// Whether proposals for 行政機関等匿名加工情報 are invited, and what was made of it.
    pub proposals: Option<String>,
    pub anonymous: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeasureSettings {
    pub state: Option<String>,
    /// What is a problem, and what is to be done about it.
    pub issue: Option<String>,
    pub evidence: Option<String>,
    pub by: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SiteSettings {
    /// Whom citizens may ask: office, telephone.
    pub contact: Option<String>,
    /// The pages of the municipality itself: where its name leads to.
    pub home: Option<String>,
    /// Where the public pages will stand: `https://www.city.example.lg.jp/pia/`.
    pub address: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum SeverityLevel {
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

impl SeverityLevel {
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
        for text in [&mut config.organization, &mut config.style.nothing_before, &mut config.style.removed] {
            *text = printable(text).into_owned();
        }
        findings.extend(yaml::reveal(source, &root).1);
        config.font_span = root.get("style").and_then(|style| style.get("font")).map(|font| font.span(source));
        let entries = root.get("allow").map(yaml::YamlNode::items).unwrap_or_default();
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
        for entry in root.get("severity").map(yaml::YamlNode::entries).unwrap_or_default() {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<(String, u32)>) {
        let (config, findings) = Config::read(&Source::new("hyokasho.yaml", text), &["HY201", "HY402"]);
        let told = findings.into_iter().map(|finding| {
            let line = finding.span.as_ref().map_or(0, |span| span.start_position().line);
            (format!("{} {}", finding.rule.code, finding.message), line)
        });
        (config, told.collect())
    }

    #[test]
    fn settings_are_what_is_written_and_nothing_else() {
        let text = "organization: 汐見台市\nvalues: {市: 汐見台市}\nstyle:\n  font: fonts/a.ttc#1\nseverity:\n  HY201: off\n  HY402: info\n\
            allow:\n  - {code: HY201, assessment: 15-health, item: work.name, reason: 様式の誤り}\n  - code: HY402\n";
        let (config, told) = read(text);
        assert_eq!((told, config.organization.as_str()), (vec![], "汐見台市"));
        assert_eq!(config.values.get("市").map(String::as_str), Some("汐見台市"));
        assert_eq!(config.severity.get("HY201").map(|level| level.severity()), Some(None));
        assert_eq!(config.severity.get("HY402").map(|level| level.severity()), Some(Some(Severity::Info)));
        assert_eq!(config.font_span.map(|span| span.start_position().line), Some(4));
        let [first, second] = config.allowances.as_slice() else { panic!("{:?}", config.allowances) };
        assert_eq!((first.assessment.as_deref(), first.item.as_deref()), (Some("15-health"), Some("work.name")));
        assert_eq!((first.reason.as_deref(), second.reason.as_deref()), (Some("様式の誤り"), None));
        assert_eq!([first, second].map(|one| one.span.start_position().line), [9, 10]);
        for level in [(SeverityLevel::Error, Severity::Error), (SeverityLevel::Warning, Severity::Warning)] {
            assert_eq!(level.0.severity(), Some(level.1));
        }
    }

    #[test]
    fn nothing_written_is_nothing_set() {
        for text in ["", "# 覚書\n", "~\n"] {
            let (config, _) = read(text);
            assert!(config.organization.is_empty() && config.allowances.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn slips_are_told_in_japanese_at_their_lines() {
        for (text, words, line) in [
            ("organisation: 市\n", "「organisation」という設定はありません", 1),
            (
                "organization: 市\nseverity:\n  HY201: loud\n",
                "「loud」という値は使えません（使える値: error、warning、info、off）",
                3,
            ),
            ("organization: 市\nallow:\n  - reason: 様式\n", "「code」が書かれていません", 3),
            ("organization: [市]\n", "設定の書き方が違います（ここには文を書きます）", 1),
            ("allow: 市\n", "設定の書き方が違います（ここには「- 」で始まる行を並べます）", 1),
            ("values: [市]\n", "設定の書き方が違います（ここには「名前: 値」の行を並べます）", 1),
            ("style: 市\n", "設定の書き方が違います（ここには「名前: 値」の行を並べます）", 1),
            ("allow:\n  - {code: HY999, reason: 様式}\n", "「HY999」という指摘のコードはありません", 2),
            ("severity:\n  HY998: off\n", "「HY998」という指摘のコードはありません", 2),
        ] {
            let (_, told) = read(text);
            assert_eq!(told, [(format!("HY040 {words}"), line)], "{text}");
        }
        assert!(read("a: [\n").1.iter().all(|(message, _)| message.starts_with("HY010")));
        assert_eq!(shape("a boolean"), "ここには true か false を書きます");
        assert_eq!(shape("i8"), "種類の違う値が書かれています");
    }
}
