//! `hyokasho-baseline.yaml`: findings of assessments that were taken over as they were, put off with a reason until a day, and the
//! rows of their 変更箇所 tables, taken with a reason for good.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::dates::Date;
use crate::finding::{Baseline, Finding, reader};
use crate::text::{Source, Span};
use crate::yaml::{self, Draft, EditError, YamlChange, YamlNode, YamlStep, edit};

pub const BASELINE_FILE: &str = "hyokasho-baseline.yaml";
const HEAD: &str = "# 引き継いだ評価書の指摘を、理由を付けて期限まで猶予する。hyokasho check --add-baseline が書き加える。\n# 公表済みの変更箇所の行（rows）は、理由を付けてそのまま受け入れる。hyokasho baseline が書き加える。\n";

/// What is put off, and what is wrong with the file.
pub(super) fn read(source: &Arc<Source>) -> (Vec<Baseline>, Vec<Finding>) {
    let parsed = yaml::parse(source);
    let mut findings = parsed.findings;
    let groups = parsed.root.as_ref().map(YamlNode::items).unwrap_or_default();
    let baselines = groups.iter().filter_map(|group| match group_of(source, group) {
        Ok(baseline) => Some(baseline),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    });
    (baselines.collect::<Vec<_>>(), findings)
}

fn group_of(source: &Arc<Source>, group: &YamlNode) -> Result<Baseline, Box<Finding>> {
    let place = |key: &str| group.get(key).map_or(group.range.start..group.range.start + 1, |node| node.range.clone());
    let span = |key: &str| Span::new(source, place(key));
    let reason = group.text_of("reason").map(str::trim).unwrap_or_default();
    if reason.is_empty() {
        let message = "猶予の理由（reason）がありません";
        return Err(Box::new(Finding::new(&reader::ALLOWANCE_WITHOUT_REASON, message).at(span("reason"))));
    }
    let all = |list: &str| {
        let entries = group.get(list).map(YamlNode::items).unwrap_or_default();
        let marks = entries.iter().filter_map(|mark| mark.text_of("fingerprint").map(ToOwned::to_owned));
        marks.collect::<BTreeSet<String>>()
    };
    let (marks, rows) = (all("findings"), all("rows"));
    if !rows.is_empty() && marks.is_empty() {
        return Ok(Baseline { reason: reason.to_owned(), until: None, marks, rows, span: span("reason") });
    }
    let until = Date::parse(group.text_of("until").unwrap_or_default()).map_err(|error| {
        let message = format!("猶予の期限（until）: {error}");
        Finding::new(&reader::BAD_DATE, message).at(span("until"))
    })?;
    Ok(Baseline { reason: reason.to_owned(), until: Some(until), marks, rows, span: span("reason") })
}

/// The text of the file with more findings put off, and without those marks that nothing answers to any more.
pub fn with_baseline(
    before: Option<&Arc<Source>>,
    (reason, until): (&str, Date),
    findings: &[(&str, &Finding)],
    gone: &BTreeSet<String>,
) -> Result<String, EditError> {
    let mark = |(assessment, finding): &(&str, &Finding)| {
        let mut entry = vec![("code", Draft::text(finding.rule.code)), ("assessment", Draft::text(*assessment))];
        entry.extend(finding.item.as_deref().map(|item| ("item", Draft::text(item))));
        entry.push(("fingerprint", Draft::text(&finding.fingerprint)));
        Draft::map(entry)
    };
    let mut source = before.map_or_else(|| Source::new(BASELINE_FILE, HEAD), Arc::clone);
    let root = yaml::parse(&source).root;
    for (at, group) in root.iter().flat_map(YamlNode::items).enumerate().collect::<Vec<_>>().into_iter().rev() {
        let marks = group.get("findings").map(YamlNode::items).unwrap_or_default();
        let is_gone = |mark: &YamlNode| mark.text_of("fingerprint").is_some_and(|mark| gone.contains(mark));
        let step = YamlStep::Index(at);
        if !marks.is_empty() && marks.iter().all(is_gone) {
            source = Source::new(BASELINE_FILE, edit(&source, &[step], &YamlChange::Remove)?);
            continue;
        }
        for (position, _) in
            marks.iter().enumerate().filter(|(_, mark)| is_gone(mark)).collect::<Vec<_>>().into_iter().rev()
        {
            let path = [step, YamlStep::Key("findings"), YamlStep::Index(position)];
            source = Source::new(BASELINE_FILE, edit(&source, &path, &YamlChange::Remove)?);
        }
    }
    if findings.is_empty() {
        return Ok(source.text().to_owned());
    }
    let group = Draft::map([
        ("reason", Draft::text(reason)),
        ("until", Draft::bare(until.iso())),
        ("findings", Draft::List(findings.iter().map(mark).collect())),
    ]);
    edit(&source, &[], &YamlChange::Append(vec![group]))
}

/// A row of a 変更箇所 table that is taken over: its day and its item in words, and what it is known by.
#[derive(Clone, Debug)]
pub struct TakenRow {
    pub date: String,
    pub item: String,
    pub fingerprint: String,
}

/// The text of the file with the rows of an assessment taken over.
pub fn with_history(
    before: Option<&Arc<Source>>,
    reason: &str,
    assessment: &str,
    rows: &[TakenRow],
) -> Result<String, EditError> {
    let row = |row: &TakenRow| {
        Draft::map([
            ("date", Draft::text(&row.date)),
            ("item", Draft::text(&row.item)),
            ("fingerprint", Draft::text(&row.fingerprint)),
        ])
    };
    let group = Draft::map([
        ("reason", Draft::text(reason)),
        ("assessment", Draft::text(assessment)),
        ("rows", Draft::List(rows.iter().map(row).collect())),
    ]);
    let source = before.map_or_else(|| Source::new(BASELINE_FILE, HEAD), Arc::clone);
    edit(&source, &[], &YamlChange::Append(vec![group]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(mark: &str) -> Finding {
        Finding { fingerprint: mark.into(), ..Finding::new(&reader::UNKNOWN_KEY, "x").on("cover.title", "表紙") }
    }

    #[test]
    fn what_is_put_off_is_read_again_and_what_is_gone_is_taken_out() {
        let until = Date::parse("2027-03-31").unwrap();
        let (one, two) = (finding("1a"), finding("2b"));
        let text = with_baseline(None, ("引き継いだ", until), &[("a", &one), ("a", &two)], &BTreeSet::new()).unwrap();
        assert!(text.starts_with(HEAD), "{text}");
        let source = Source::new(BASELINE_FILE, text);
        let (read_back, told) = read(&source);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!((read_back[0].reason.as_str(), read_back[0].marks.len()), ("引き継いだ", 2));
        let gone = BTreeSet::from(["1a".to_owned()]);
        let text = with_baseline(Some(&source), ("", until), &[], &gone).unwrap();
        let left = read(&Source::new(BASELINE_FILE, text)).0;
        assert_eq!(left[0].marks, BTreeSet::from(["2b".to_owned()]));
    }

    #[test]
    fn a_reason_and_a_day_are_needed() {
        for (text, code) in [
            ("- until: 2027-03-31\n  findings: []\n", "HY041"),
            ("- reason: x\n  findings: []\n", "HY023"),
            ("- reason: x\n  until: いつか\n", "HY023"),
        ] {
            let (baselines, told) = read(&Source::new(BASELINE_FILE, text));
            assert_eq!((baselines.len(), told[0].rule.code), (0, code), "{text}");
        }
    }

    #[test]
    fn rows_are_taken_over_for_good() {
        let row = TakenRow { date: "2019-04-01".into(), item: "Ⅰ 1. ①".into(), fingerprint: "3c".into() };
        let text = with_history(None, "公表したまま", "a", &[row]).unwrap();
        let (read_back, told) = read(&Source::new(BASELINE_FILE, text));
        assert!(told.is_empty(), "{told:?}");
        assert_eq!((read_back[0].until, read_back[0].rows.len(), read_back[0].marks.len()), (None, 1, 0));
    }
}
