//! Findings for people: header, place, excerpt with carets, official path, help.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::{HELP_WORD, PATH_WORD, PLACES_WORD, Summary, TerminalStyle, elsewhere, places};
use crate::finding::{Finding, Severity};
use crate::text::{Span, is_unseen, limits, width::width};

/// Narrower terminals are treated as this wide.
const NARROWEST: usize = 30;
/// Columns of a line that carets never fill: line number and rule (10), and 6 on either side of the carets that the renderer
/// keeps for its "...".
const AROUND_CARETS: usize = 22;
/// However long the label, so many columns of the place are underlined.
const FEWEST_CARETS: usize = 4;
/// Other places of a cause that are listed.
const PLACES: usize = 10;
/// Columns that the renderer draws a tab with.
const TAB: usize = 4;

pub(super) fn render(findings: &[Finding], summary: &Summary, style: TerminalStyle) -> String {
    let columns = style.width.max(NARROWEST);
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() }.term_width(columns);
    let mut output = String::new();
    for finding in findings {
        // The renderer leaves some of them as they are.
        output.push_str(&renderer.render(&[report(finding, columns)]).replace(is_unseen, "\u{fffd}"));
        output.push_str("\n\n");
    }
    output + &summary.line() + "\n"
}

fn report(finding: &Finding, columns: usize) -> Group<'_> {
    let message = finding.message.clone() + &elsewhere(finding);
    let title = level(finding.severity).primary_title(message).id(finding.rule.code);
    let mut report = Group::with_title(title);
    if let Some(span) = &finding.span {
        let shown = || excerpt(span, None, AnnotationKind::Primary, columns);
        report = report.element(if finding.concealed || span.source.text().is_empty() {
            origin(span).into()
        } else {
            shown()
        });
    }
    for (span, label) in &finding.related {
        report = report.element(excerpt(span, Some(label), AnnotationKind::Context, columns));
    }
    let path = finding.path.as_ref().map(|path| (Level::NOTE.with_name(PATH_WORD), path.clone()));
    let places = other_places(finding).map(|places| (Level::NOTE.with_name(PLACES_WORD), places));
    let help = finding.help.as_ref().map(|help| (Level::HELP.with_name(HELP_WORD), help.clone()));
    let elements = [path, places, help].into_iter().flatten();
    report.elements(elements.map(|(level, text)| level.message(normalize_untrusted_str(&text))))
}

/// The other places of the same cause, a line each, as many as are of use.
fn other_places(finding: &Finding) -> Option<String> {
    let mut lines = places(finding);
    let more = lines.len().saturating_sub(PLACES);
    lines.truncate(PLACES);
    lines.extend((more > 0).then(|| format!("…ほか {more} か所")));
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    level.with_name(severity.word())
}

/// The line where a span starts. Of a span of several lines only the first is shown, with their number: the renderer is given
/// this one line, so that neither its output nor its time grows with the span or the file.
fn excerpt<'a>(span: &'a Span, label: Option<&str>, kind: AnnotationKind, columns: usize) -> Element<'a> {
    let at = span.start_position();
    let line = span.source.line(at.line);
    if line.len() > limits::EXCERPT_LINE_BYTES || span.cell().is_some() {
        return origin(span).into();
    }
    let line_start = span.source.line_start(at.line);
    let start = (span.start as usize - line_start).min(line.len());
    let end = (span.end as usize - line_start).min(line.len());

    let last = span.source.position(span.start as usize + span.text().trim_end().len());
    let lines = last.line - at.line + 1;
    let extent = (lines > 1).then(|| format!("ここから {lines} 行"));
    let label = [label.map(normalize_untrusted_str), extent].into_iter().flatten().collect::<Vec<_>>().join("　");

    let carets = columns.saturating_sub(AROUND_CARETS + width(&label)).max(FEWEST_CARETS);
    let marked = start..start + fitting(&line[start..end], carets);
    let annotation = kind.span(marked).label((!label.is_empty()).then_some(label));
    Snippet::source(line).line_start(at.line as usize).path(shown_path(span)).annotation(annotation).into()
}

/// The place alone; of a spreadsheet a cell, as people find it there.
fn origin(span: &Span) -> Origin<'_> {
    if let Some(cell) = span.cell() {
        return Origin::path(shown_path(span) + &normalize_untrusted_str(&cell));
    }
    let at = span.start_position();
    Origin::path(shown_path(span)).line(at.line as usize).char_column(at.column as usize)
}

fn shown_path(span: &Span) -> String {
    normalize_untrusted_str(span.source.path()).replace('\n', "␊")
}

/// How many bytes at the start of `text` are at most `columns` wide.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += if character == '\t' { TAB } else { width(character.encode_utf8(&mut [0; 4])) };
        if used > columns {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use unicode_width::UnicodeWidthChar;

    use super::*;
    use crate::finding::reader;
    use crate::text::Source;

    const WIDTHS: [usize; 6] = [0, 30, 40, 80, 120, 100_000];

    fn draw(finding: Finding, columns: usize) -> String {
        render(&[finding], &Summary::default(), TerminalStyle { color: false, width: columns })
    }

    fn mark(text: &str, range: Range<usize>) -> Finding {
        Finding::new(&reader::NOT_AN_OPTION, "合わない").at(Span::new(&Source::new("評価書.yaml", text), range))
    }

    /// Columns of a character on a terminal, counted independently of the code above.
    fn drawn(character: char) -> usize {
        character.width().unwrap_or(1)
    }

    fn columns_of(line: &str) -> usize {
        line.chars().map(drawn).sum()
    }

    /// The source line of the excerpt, and the text of it that stands exactly above the carets.
    fn above_carets(output: &str) -> (&str, String) {
        let lines: Vec<_> = output.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).unwrap();
        let (first, last) = (lines[at].find('^').unwrap(), lines[at].rfind('^').unwrap());
        assert!(lines[at][..=last].is_ascii(), "a byte is a column up to the carets");
        let (mut column, mut taking, mut text) = (0, false, String::new());
        for character in lines[at - 1].chars() {
            let width = drawn(character);
            if width > 0 {
                taking = first <= column && column + width <= last + 1;
            }
            if taking {
                text.push(character);
            }
            column += width;
        }
        (lines[at - 1], text)
    }

    fn samples() -> Vec<String> {
        vec![
            "    期間: 令和７年１３月１日から①②③まで  # 変更日".into(),
            "title: 住民基本台帳に関する事務 ※ ＊重要な変更＊".into(),
            "ﾃﾞｰﾀ: ｶﾞｲﾄﾞﾗｲﾝ･ｼｽﾃﾑ①、㈱、Ⅳ、―".into(),
            "か\u{3099}き\u{3099}く\u{3099}: は\u{309a}ひ\u{309a}と e\u{301}te\u{301}".into(),
            "葛\u{e0100}飾区と𠮷野家と髙﨑".into(),
            "a:\tb\t\t日本\t語".into(),
            format!("{}　　深い字下げの行 yes", " ".repeat(40)),
            format!("x: {}※ここが誤り①{}", "対象者の抽出を行う。".repeat(12), "ｶﾅとabcを通知する、".repeat(20)),
        ]
    }

    #[test]
    fn carets_stand_under_what_they_mark_at_every_width() {
        for line in samples() {
            let solid: Vec<_> = line.char_indices().filter(|(_, c)| drawn(*c) > 0).map(|(at, _)| at).collect();
            for (index, &start) in solid.iter().enumerate() {
                for length in [1, 2, 7, 1000] {
                    let end = solid.get(index + length).copied().unwrap_or(line.len());
                    let marked = line[start..end].replace('\t', "    ");
                    for columns in WIDTHS {
                        let output = draw(mark(&format!("# 注\r\n{line}\r\nb: 2\n"), start + 7..end + 7), columns);
                        let (source_line, above) = above_carets(&output);
                        let all_fits = columns_of(&marked) + AROUND_CARETS <= columns.max(NARROWEST);
                        let right =
                            if all_fits { above == marked } else { marked.starts_with(&above) && !above.is_empty() };
                        assert!(right, "{marked:?} at {columns} but marked {above:?}\n{output}");
                        assert!(columns_of(source_line) <= columns.max(NARROWEST), "{columns}:\n{output}");
                        let column = line[..start].chars().count() + 1;
                        assert!(output.contains(&format!(" --> 評価書.yaml:2:{column}\n")), "{output}");
                    }
                }
            }
        }
    }

    #[test]
    fn empty_and_odd_places_have_one_caret() {
        for (text, range, place) in [
            ("a: 1\n", 5..5, "2:1"),
            ("a: 1\n", 4..4, "1:5"),
            ("a: 1\r\nb: 2\r\n", 4..4, "1:5"),
            ("a: 1\r\n", 4..6, "1:5"),
            ("委託", 6..6, "1:3"),
            ("委託", 3..3, "1:2"),
        ] {
            for columns in WIDTHS {
                let output = draw(mark(text, range.clone()), columns);
                assert!(output.contains(&format!(" --> 評価書.yaml:{place}\n")), "{text:?}\n{output}");
                assert_eq!(output.matches('^').count(), 1, "{text:?}\n{output}");
            }
        }
    }

    #[test]
    fn of_an_empty_text_only_the_place_is_told() {
        let output = draw(mark("", 0..0), 80);
        assert!(output.contains("--> 評価書.yaml:1:1") && !output.contains('^'), "{output}");
    }

    #[test]
    fn several_lines_are_told_by_their_first() {
        let text = "content: |\n  ・対象者の抽出\n  ・通知\n\n  ・集計\n\nb: 1\n";
        let range = text.find('・').unwrap()..text.find("b:").unwrap();
        let expected = "\
誤り[HY022]: 合わない
 --> 評価書.yaml:2:3
  |
2 |   ・対象者の抽出
  |   ^^^^^^^^^^^^^^ ここから 4 行

誤り 0 件・注意 0 件・参考 0 件
";
        assert_eq!(draw(mark(text, range), 80), expected);
    }

    #[test]
    fn everything_known_is_told() {
        let other = Source::new("fragments/文例.md", "一行目\n委託しない\n");
        let finding = mark("outsourcing: 委託する\n", 13..25)
            .severity(Severity::Warning)
            .on("files.a.outsourcing", "Ⅱ 4. 委託の有無")
            .related(Span::new(&other, 10..25), "ここでは「委託しない」")
            .help("どちらが正しいかを確かめ、\nもう一方を直してください");
        let expected = "\
注意[HY022]: 合わない
 --> 評価書.yaml:1:14
  |
1 | outsourcing: 委託する
  |              ^^^^^^^^
  |
 ::: fragments/文例.md:2:1
  |
2 | 委託しない
  | ---------- ここでは「委託しない」
  |
  = 項目: Ⅱ 4. 委託の有無
  = 対処: どちらが正しいかを確かめ、
          もう一方を直してください

誤り 0 件・注意 0 件・参考 0 件、記載率 97.5%
";
        let summary = Summary { completeness: Some(0.975), ..Summary::default() };
        assert_eq!(render(&[finding], &summary, TerminalStyle { color: false, width: 80 }), expected);
    }

    #[test]
    fn without_a_place_header_and_path_stand_alone() {
        let finding = Finding::new(&reader::UNREADABLE, "読めない").severity(Severity::Info).on("a", "Ⅰ 1");
        assert_eq!(draw(finding, 80), "参考[HY001]: 読めない\n |\n = 項目: Ⅰ 1\n\n誤り 0 件・注意 0 件・参考 0 件\n");
    }

    #[test]
    fn what_must_not_be_repeated_is_not_shown() {
        let source = Source::new("a.yaml", "番号: 1234 5678 9012");
        let mut finding = Finding::new(&reader::UNKNOWN_KEY, "番号").at(Span::new(&source, 8..22));
        finding.concealed = true;
        let output = draw(finding, 80);
        assert!(output.contains("a.yaml:1:5") && !output.contains("1234"), "{output}");
    }

    #[test]
    fn an_endless_line_is_only_named() {
        let text = format!("a: [{}]", "あ, ".repeat(limits::EXCERPT_LINE_BYTES));
        let output = draw(mark(&text, 9..12), 80);
        assert_eq!(output.lines().nth(1), Some("--> 評価書.yaml:1:8"));
        assert!(output.len() < 200, "{output}");
    }

    #[test]
    fn a_cell_of_a_spreadsheet_is_told_as_people_find_it() {
        let (_, spans) = Source::sheet("15/記録.xlsx", "一覧", [(11, 1, "氏名"), (12, 1, "氏名")]);
        let finding = Finding::new(&reader::NOT_AN_OPTION, "合わない").at(spans[1].clone());
        let output = draw(finding.related(spans[0].clone(), "先に書かれた所"), 80);
        assert_eq!(output.lines().nth(1), Some("--> 15/記録.xlsx「一覧」B13"), "{output}");
        assert!(output.contains("::: 15/記録.xlsx「一覧」B12"), "{output}");
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let finding = || mark("a: 委託\n", 3..9).on("a", "Ⅰ 1").help("直す");
        let coloured = render(&[finding()], &Summary::default(), TerminalStyle { color: true, width: 80 });
        let mut bare = String::new();
        for (index, piece) in coloured.split("\x1b[").enumerate() {
            bare.push_str(if index == 0 { piece } else { piece.split_once('m').unwrap().1 });
        }
        assert_ne!(coloured, bare);
        assert_eq!(bare, draw(finding(), 80));
    }

    #[test]
    fn an_author_cannot_steer_the_terminal() {
        let source = Source::new("\x1b[31m\n.yaml", "a: \x1b[2J\u{202e}\n");
        let span = || Span::new(&source, 3..7);
        let evil = "\x1b[2J\x07";
        let finding =
            Finding::new(&reader::UNKNOWN_KEY, evil).at(span()).on(evil, evil).help(evil).related(span(), evil);
        let output = draw(finding, 80);
        assert!(output.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{output:?}");
    }
}
