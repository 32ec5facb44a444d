use super::super::parse;
use crate::text::{Source, limits};

fn told(text: &str) -> Vec<(u32, String)> {
    let findings = parse(&Source::new("a.yaml", text)).findings;
    let line = |finding: &crate::finding::Finding| finding.span.as_ref().map_or(0, |span| span.start_position().line);
    findings.iter().map(|finding| (line(finding), format!("{} {}", finding.rule.code, finding.message))).collect()
}

#[test]
fn every_slip_is_told_at_its_line() {
    for (text, line, words) in [
        ("a:\n  b:40\n  c: x\n", 2, "「b:」の後に半角の空白がありません"),
        ("a:\n  b:　x\n  c: y\n", 2, "「b:」の後の空白が全角です"),
        ("a:\n\u{a0} b: 1\n  c: x\n", 2, "字下げに半角に見える特殊な空白（NBSP）が使われています"),
        ("a:\n　　b: 1\n  c: x\n", 2, "字下げに全角の空白が使われています"),
        ("a:\n  b: 1\n c: x\n", 3, "行の頭の空白が 1 個で、上の行とそろっていません"),
        ("a:\n  b: |\n  一行目\n  二行目\n  c: x\n", 3, "「b: |」の文の行が字下げされていません"),
        ("a:\n  b: 一行目\n  二行目\n  c: x\n", 3, "「b」の文の続きの行が、項目として読まれます"),
        ("a:\n  b: \"x\n  c: y\n  d: z\n", 2, "引用符「\"」が閉じていません"),
        ("a:\n  b: 'x\n  c: y\n", 2, "引用符「'」が閉じていません"),
        ("a:\n  - id：x\n    b: y\n", 2, "「id」の後の「：」が全角です"),
        ("a:\n  -id: x\n    b: y\n", 2, "「-」の後に半角の空白がありません"),
        ("a:\n  － id: x\n    b: y\n", 2, "一覧の「-」が全角です"),
        ("a:\n\tb: x\n", 2, "タブで字下げされています"),
        ("a:\n  b: -\n  c: x\n", 2, "「b」に「-」だけが書かれています"),
        ("a:\n  b: 注: x\n", 2, "「b」の文の中に「: 」があるので"),
        ("a:\n  b: [案]x\n  c: y\n", 2, "「[」で始まる文は、引用符で囲まないと読めません"),
        ("a:\n  title x\n  c: y\n", 2, "「title」の後に「:」がありません"),
    ] {
        let told = told(text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert_eq!(told[0].0, line, "{text:?}: {told:?}");
        assert!(told[0].1[6..].starts_with(words), "{text:?}: {told:?}");
    }
}

#[test]
fn several_slips_are_told_in_one_run() {
    let text = "a:\n  b:40\n  c：x\n  d: \"y\n  e: 注: z\n\tf: w\ng:\n  -id: x\n    h: y\n";
    let lines: Vec<u32> = told(text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 8]);
}

#[test]
fn what_is_a_slip_elsewhere_is_none_in_a_text() {
    assert!(told("a: |\n  id：x\n  -id: y\n  b:40\n  \"開いたまま\n  　字下げ\nb: x\n").is_empty());
}

#[test]
fn the_work_on_a_hopeless_text_is_bounded() {
    let hopeless: String = (0..40_000).map(|n| format!("k{n}:\n  b:40\n  c: x\n")).collect();
    let findings = told(&hopeless);
    assert!(!findings.is_empty() && findings.len() <= limits::YAML_SLIPS, "{}", findings.len());
}
