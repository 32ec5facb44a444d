//! Two versions: their rows lead from one to the other, are recorded once, and can be told in every way.

use hyokasho::assessment::Assessment;
use hyokasho::dates::Date;
use hyokasho::diff::{
    Comparison, DiffRow, RecordOrder, Wording, apply, compare, duties, leaves, propose, quote, record,
};
use hyokasho::doc::{build_review, table};
use hyokasho::form::Forms;
use hyokasho::house::HouseStyle;
use hyokasho::render::Site;
use hyokasho::render::changes::{Changes, Granularity, Version, csv, html, json, markdown};
use hyokasho::rules::{Subject, compare_all, examine};

use super::MARK;
use super::dice::Dice;
use super::harm::Harm;
use super::shared::{assessment, harmed, theme, valid};

pub(super) fn holds(bytes: &[u8]) {
    let Some(decisions) = bytes.strip_prefix(&[MARK]) else { return };
    let mut dice = Dice::new(decisions);
    let harms = Harm::some(&mut dice);
    let other = dice.once_in(6).then(|| valid(Dice::new(&decisions[decisions.len() / 2..])));
    let first = valid(dice);
    let second = other.unwrap_or_else(|| harmed(first.clone(), &harms));
    let forms = Forms::default();
    let (Some(old), Some(new)) = (assessment(&first, &forms), assessment(&second, &forms)) else { return };
    between(&old, &new);
    between(&new, &old);
}

fn between(old: &Assessment, new: &Assessment) {
    let comparison = compare(old, new);
    if old.form.id == new.form.id {
        let mut readable = leaves(new);
        readable.retain(|address, _| !comparison.unread.contains(address));
        assert_eq!(apply(&comparison, &leaves(old)), readable, "the rows do not lead from one to the other");
    }
    let _ = duties(&comparison, old, new, None);
    let style = HouseStyle::default();
    for row in &comparison.rows {
        let quoted = quote(row, Wording::of(&style));
        for (words, cell, nothing) in [
            (row.before_words(), &quoted.before, &style.nothing_before),
            (row.after_words(), &quoted.after, &style.removed),
        ] {
            assert!(words.trim().is_empty() || words.contains(nothing) || cell != nothing, "{}: {words}", row.path);
        }
    }
    for granularity in [Granularity::Item, Granularity::Block] {
        let version = |name, assessment| Version { name, assessment };
        let (old, new) = (version("旧", old), version("新", new));
        let changes = Changes { old, new, comparison: &comparison, style: &style, granularity, today: None };
        let _ = (csv(&changes), markdown(&changes));
        html(&changes, theme(), &Site::default()).unwrap();
        serde_json::from_str::<serde_json::Value>(&json(&changes)).unwrap();
    }
    let _ = table::print(&build_review(old, new, &comparison, "旧", &style));
    let Some(date) = Date::new(2026, 1, 15) else { return };
    proposals_fit(old, new, &comparison, date);
    let order = RecordOrder::new(date, Wording::of(&style));
    let Ok(recorded) = record(old, new, &comparison, &order) else { return };
    let after = assessment(&recorded.text, &Forms::default()).expect("what was recorded can be read");
    let again = record(old, &after, &compare(old, &after), &order).expect("a second time, too");
    assert!(
        again.added.is_empty() && again.merged.is_empty(),
        "{:?} {:?}\n{}",
        again.added,
        again.merged,
        recorded.text
    );
}

/// Whoever takes what is proposed is never told by a rule that it does not fit.
fn proposals_fit(old: &Assessment, new: &Assessment, comparison: &Comparison, date: Date) {
    const OF_PROPOSALS: [&str; 4] = ["HY708", "HY709", "HY712", "HY713"];
    let style = HouseStyle::default();
    let order = RecordOrder { accepts_proposals: true, ..RecordOrder::new(date, Wording::of(&style)) };
    let proposed: Vec<&DiffRow> = comparison.rows.iter().filter(|row| propose(row).is_some()).collect();
    if proposed.is_empty() {
        return;
    }
    let Ok(recorded) = record(old, new, comparison, &order) else { return };
    let after = assessment(&recorded.text, &Forms::default()).expect("what was recorded can be read");
    let found = compare_all(vec![examine(&Subject::new("a", &after, &[], None))]).remove(0);
    for finding in found.iter().filter(|finding| OF_PROPOSALS.contains(&finding.rule.code)) {
        let about = |row: &&&DiffRow| finding.item.as_deref() == Some(row.item.as_str());
        let Some(row) = proposed.iter().find(about) else { continue };
        // A row of another day about the same item is no proposal.
        let day = finding.span.as_ref().and_then(|span| {
            let at = span.range();
            after.changes.iter().find(|day| day.span.range().contains(&at.start)).and_then(|day| day.date)
        });
        assert!(day != Some(date), "{}: {} {:?}", finding.rule.code, finding.message, propose(row));
    }
}
