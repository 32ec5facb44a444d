//! A line for each finding: place, severity, code, message.

use super::elsewhere;
use crate::finding::Finding;
use crate::text::visible;

pub(super) fn render(findings: &[Finding]) -> String {
    findings.iter().map(line).collect()
}

fn line(finding: &Finding) -> String {
    let place = finding.span.as_ref().map(|span| match span.cell() {
        Some(cell) => format!("{}{cell}: ", span.source.path()),
        None => {
            let at = span.start_position();
            format!("{}:{}:{}: ", span.source.path(), at.line, at.column)
        }
    });
    let told = format!(
        "{}{}[{}]: {}{}",
        place.unwrap_or_default(),
        finding.severity.word(),
        finding.rule.code,
        finding.message,
        elsewhere(finding)
    );
    format!("{}\n", visible(&told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::{Source, Span};

    #[test]
    fn a_finding_is_a_line() {
        let source = Source::new("a.yaml", "a: 1\nb: 2\n");
        let finding = Finding::new(&reader::NOT_AN_OPTION, "合わない\nx").at(Span::new(&source, 8..9));
        let mut first = finding.clone();
        first.others.push(finding);
        let told = render(&[first, Finding::new(&reader::UNREADABLE, "読めない")]);
        assert_eq!(told, "a.yaml:2:4: 誤り[HY022]: 合わない␊x（ほか 1 か所）\n誤り[HY001]: 読めない\n");
    }
}
