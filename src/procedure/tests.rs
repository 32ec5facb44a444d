use super::*;
use crate::dates::Date;
use crate::finding::Finding;
use crate::text::Source;

const WHOLE: &str = "\
steps:
  - step: 意見聴取
    date: 令和7年9月22日
    until: 2025-10-21
    by: 健康増進課
    document: 公示第41号
reviews:
  - date: 2026-06-01
    by: 健康増進課
signoffs:
  - {date: 2025-12-01, by: 健康増進課長, role: 起案, fingerprint: aa}
  - {date: 2025-12-02, by: 市長, role: 決裁, fingerprint: aa}
opinions:
  - number: 1
    date: 2025-10-03
    item: work.content
    text: 保管する期間が長い。
    answer: 期間を改めました。
    change: {date: 2025-12-12, item: work.content}
  - number: 2
    source: 第三者点検
    text: 妥当である。
comments:
  - id: a1
    item: work.content
    date: 2025-11-01
    by: 情報政策課
    text: 期間の根拠は。
    replies:
      - {date: 2025-11-02, by: 健康増進課, text: 規程による。}
";

fn read(text: &str) -> (Procedure, Vec<Finding>) {
    Procedure::read(&Source::new("procedure.yaml", text))
}

/// The place and the words of each finding.
fn told(text: &str) -> Vec<String> {
    let place = |finding: &Finding| finding.span.as_ref().map(|span| span.start_position().line).unwrap_or_default();
    read(text).1.iter().map(|finding| format!("{} {} {}", place(finding), finding.rule.code, finding.message)).collect()
}

#[test]
fn every_record_is_read() {
    let (procedure, findings) = read(WHOLE);
    assert!(findings.is_empty(), "{findings:?}");
    let step = &procedure.steps[0];
    assert_eq!((step.kind, step.date.iso().as_str()), (StepKind::Hearing, "2025-09-22"));
    assert_eq!(step.until.map(Date::iso).as_deref(), Some("2025-10-21"));
    let opinion = &procedure.opinions[0];
    assert_eq!((opinion.number, opinion.source, opinion.is_answered()), (1, OpinionSource::Residents, true));
    assert_eq!(opinion.change.as_ref().unwrap().item, "work.content");
    assert_eq!(procedure.unanswered().map(|opinion| opinion.source).collect::<Vec<_>>(), [OpinionSource::Reviewers]);
    assert_eq!(procedure.open_comments().next().unwrap().replies[0].text, "規程による。");
    let day = |text| Date::parse(text).ok();
    assert_eq!(procedure.last_review(None), day("2026-06-01"));
    assert_eq!(procedure.last_review(day("2026-05-31")), None, "it has not been done yet");
}

#[test]
fn nothing_written_is_nothing_recorded() {
    for text in ["", "# 手続\n", "steps:\ncomments: []\n"] {
        let (procedure, findings) = read(text);
        assert!(findings.is_empty() && procedure.steps.is_empty(), "{text}: {findings:?}");
    }
}

#[test]
fn slips_are_told_at_their_lines_and_cost_their_record_only() {
    for (text, words) in [
        ("steps:\n  - step: 公示\n    date: 2025-09-22\n", "2 HY022 「公示」は step に書けません"),
        ("steps:\n  - step: 公表\n", "2 HY021 date が書かれていません"),
        ("steps:\n  - step: 公表\n    date: 来週\n", "3 HY023 "),
        ("steps:\n  - step: 公表\n    date: 2025-09-22\n    who: 課\n", "4 HY020 「who」という項目はありません"),
        ("opinions:\n  - number: 一つめ\n    text: x\n", "2 HY024 「一つめ」を番号として読めません"),
        ("opinions:\n  - number: 1\n", "2 HY021 text が書かれていません"),
        ("comments: 無し\n", "1 HY021 comments は「- 」で始まる行を並べて書きます"),
        ("comments:\n  - 無し\n", "2 HY021 「id: …」のような行の組を書く所に、文があります"),
        ("- steps\n", "1 HY021 「キー: 値」の行で書きます"),
        ("step:\n", "1 HY020 「step」という項目はありません"),
    ] {
        let found = told(text);
        assert!(found.len() == 1 && found[0].starts_with(words), "{text}: {found:?}");
    }
    let (procedure, findings) = read("reviews:\n  - by: 課\n  - date: 2026-06-01\n");
    assert_eq!((procedure.reviews.len(), findings.len()), (1, 1));
}

#[test]
fn records_have_a_limit() {
    let text = format!("reviews:\n{}", "  - date: 2026-06-01\n".repeat(crate::text::limits::PROCEDURE_RECORDS + 1));
    let (procedure, findings) = read(&text);
    assert_eq!(procedure.reviews.len(), crate::text::limits::PROCEDURE_RECORDS);
    assert_eq!(findings[0].rule.code, "HY027");
}

#[test]
fn a_signature_is_of_one_text() {
    let (mut procedure, _) = read(WHOLE);
    assert_eq!(procedure.sign_state("aa"), SignState::Signed);
    let SignState::Stale(stale) = procedure.sign_state("bb") else { panic!("another text") };
    assert_eq!(stale.iter().map(|sign| sign.role.as_str()).collect::<Vec<_>>(), ["決裁", "起案"]);
    let again = SignOff { fingerprint: "bb".into(), ..procedure.sign_offs[1].clone() };
    procedure.sign_offs.push(again);
    let SignState::Stale(stale) = procedure.sign_state("bb") else { panic!("only one role signed again") };
    assert_eq!(stale.iter().map(|sign| sign.position).collect::<Vec<_>>(), [0]);
    assert_eq!(procedure.signs_of("aa").count(), 2);
    procedure.sign_offs.clear();
    assert_eq!(procedure.sign_state("aa"), SignState::Unsigned);
}

#[test]
fn an_editor_is_told_of_every_key_that_is_read() {
    let schema = schema();
    let text = schema.to_string();
    for key in ["steps", "reviews", "signoffs", "opinions", "comments", "replies", "change", "resolved_on"] {
        assert!(text.contains(&format!("\"{key}\":")), "{key}");
    }
    assert_eq!(schema["properties"]["steps"]["items"]["required"], serde_json::json!(["step", "date"]));
}
