//! Workflow commands: GitHub shows each finding beside the line it is about.

use super::{Summary, told};
use crate::finding::{Finding, Severity};

pub(super) fn render(findings: &[Finding], summary: &Summary) -> String {
    let commands = findings.iter().map(command).collect::<String>();
    format!("{commands}{}\n", summary.line())
}

fn command(finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let title = property(&format!("{} {}", finding.rule.code, finding.rule.title()));
    format!("::{name} {}title={title}::{}\n", place(finding), data(&told(finding)))
}

fn place(finding: &Finding) -> String {
    let Some(span) = &finding.span else { return String::new() };
    let (start, end) = (span.start_position(), span.end_position());
    let file = property(span.source.path());
    if start.line == end.line {
        let (line, column, end_column) = (start.line, start.column, end.column);
        format!("file={file},line={line},col={column},endLine={line},endColumn={end_column},")
    } else {
        // The runner refuses columns on an annotation of several lines.
        format!("file={file},line={},endLine={},", start.line, end.line)
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::{Source, Span};

    fn first_line(finding: &Finding) -> String {
        let output = render(std::slice::from_ref(finding), &Summary::default());
        output.lines().next().unwrap().to_owned()
    }

    #[test]
    fn place_title_path_and_help_are_told() {
        let source = Source::new("汐見台,市/a.yaml", "件名: 成人健診\n");
        let start = source.text().find('成').unwrap();
        let finding = Finding::new(&reader::NOT_AN_OPTION, "100% 合わない: 3 件\r\nと 2 件")
            .on("cover.title", "表紙 評価書名")
            .at(Span::new(&source, start..start + "成人".len()))
            .help("消してください");
        let expected = "::error file=汐見台%2C市/a.yaml,line=1,col=5,endLine=1,endColumn=7,\
            title=HY022 選択肢に無い値::\
            100%25 合わない: 3 件%0D%0Aと 2 件%0A項目: 表紙 評価書名%0A対処: 消してください";
        assert_eq!(first_line(&finding), expected);
    }

    #[test]
    fn several_lines_have_no_columns() {
        let source = Source::new("a.yaml", "一\n二\n");
        let finding = Finding::new(&reader::UNUSED_FRAGMENT, "要しない").at(Span::new(&source, 0..7));
        assert!(first_line(&finding).starts_with("::warning file=a.yaml,line=1,endLine=2,title=HY051 "));
    }

    #[test]
    fn without_a_place_only_the_title_stands() {
        let finding = Finding::new(&reader::UNREADABLE, "読めない").severity(Severity::Info);
        assert_eq!(first_line(&finding), "::notice title=HY001 ファイルを読めない::読めない");
    }

    #[test]
    fn the_log_ends_with_the_summary() {
        assert_eq!(render(&[], &Summary::default()), "誤り 0 件・注意 0 件・参考 0 件\n");
    }
}
