//! The formats that findings are told in. Each is a pure function from findings to text; the order is the caller's.

mod brief;
mod github;
mod human;
mod json;
mod sarif;

use super::{Finding, Severity};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excerpts with carets, for a terminal.
    Human,
    /// A line each, for a terminal and for searching.
    Brief,
    /// The document that other programs rely on.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
}

/// How [`Format::Human`] is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalStyle {
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// What is told at the end. The caller counts, as it may hold back some of the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// The share of the required items that are answered, from 0 to 1.
    pub completeness: Option<f64>,
}

impl Summary {
    pub fn of(findings: &[Finding], completeness: Option<f64>) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            completeness,
        }
    }

    /// 「誤り 1 件・注意 2 件・参考 0 件、記載率 97.5%」
    fn line(&self) -> String {
        let counts = [(Severity::Error, self.errors), (Severity::Warning, self.warnings), (Severity::Info, self.infos)];
        let counts = counts.map(|(severity, count)| format!("{} {count} 件", severity.word())).join("・");
        match self.completeness {
            Some(share) => format!("{counts}、記載率 {:.1}%", percent(share)),
            None => counts,
        }
    }
}

pub fn render(format: Format, findings: &[Finding], summary: &Summary, style: TerminalStyle) -> String {
    render_all(format, findings, &[], summary, style)
}

/// The same with the findings that were accepted, which only formats for programs tell.
pub fn render_all(
    format: Format,
    findings: &[Finding],
    accepted: &[Finding],
    summary: &Summary,
    style: TerminalStyle,
) -> String {
    match format {
        Format::Human => human::render(findings, summary, style),
        Format::Brief => brief::render(findings),
        Format::Json => json::render(findings, accepted, summary),
        Format::Sarif => sarif::render(findings, accepted),
        Format::Github => github::render(findings, summary),
    }
}

/// What stands before an item's official path and before the help.
const PATH_WORD: &str = "項目";
const HELP_WORD: &str = "対処";
/// What stands before the other places of the same cause.
const PLACES_WORD: &str = "ほか";

/// How often the cause stands elsewhere: （ほか 3 か所）
fn elsewhere(finding: &Finding) -> String {
    if finding.others.is_empty() { String::new() } else { format!("（ほか {} か所）", finding.others.len()) }
}

/// Where it stands elsewhere: 12 行目（Ⅱ 3. ⑥使用目的）
fn places(finding: &Finding) -> Vec<String> {
    let own = finding.span.as_ref().map(|span| span.source.path());
    let place = |other: &Finding| {
        let file = other.span.as_ref().map(|span| span.source.path());
        let named = file.filter(|file| own != Some(file)).map(|file| format!("{file} ")).unwrap_or_default();
        let line = other.span.as_ref().map(|span| format!("{} 行目", span.start_position().line)).unwrap_or_default();
        let path = other.path.as_ref().map(|path| format!("（{path}）")).unwrap_or_default();
        format!("{named}{line}{path}")
    };
    finding.others.iter().map(place).collect()
}

/// Message, official path and help as lines, for formats that have one text for all of them.
fn told(finding: &Finding) -> String {
    let mut text = finding.message.clone() + &elsewhere(finding);
    let places = Some(places(finding).join("、")).filter(|places| !places.is_empty());
    for (word, line) in [(PATH_WORD, &finding.path), (PLACES_WORD, &places), (HELP_WORD, &finding.help)] {
        if let Some(line) = line {
            text.push_str(&format!("\n{word}: {line}"));
        }
    }
    text
}

/// Percent with one digit, rounded down: 100.0 means that nothing is missing.
pub fn percent(share: f64) -> f64 {
    // The small addend keeps 0.29 × 1000 from becoming 289.
    (share * 1000.0 + 1e-6).floor() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;

    #[test]
    fn the_summary_counts_by_severity() {
        let findings = [Finding::new(&reader::NOT_AN_OPTION, "a"), Finding::new(&reader::UNUSED_FRAGMENT, "b")];
        let summary = Summary::of(&findings, Some(0.29));
        assert_eq!(summary.line(), "誤り 1 件・注意 1 件・参考 0 件、記載率 29.0%");
        assert_eq!(Summary::default().line(), "誤り 0 件・注意 0 件・参考 0 件");
    }

    #[test]
    fn only_a_complete_assessment_has_a_hundred_percent() {
        assert_eq!(format!("{:.1}", percent(0.9999)), "99.9");
        assert_eq!(format!("{:.1}", percent(1.0)), "100.0");
    }
}
