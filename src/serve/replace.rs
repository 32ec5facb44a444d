//! The same words in one or in all assessments, to be other words: shown first with the rows that follow, then written where chosen.

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, change};
use super::changes::WordsView;
use super::desk::{Desk, Opened, title_of};
use super::journal::Step;
use crate::assessment::{Address, Assessment};
use crate::diff::{DiffPieceKind, changed_words, compare};
use crate::office::{WordHit, find_words, replace_words};
use crate::text::{limits, short_digest};

const DIGEST: usize = 16;

#[derive(Debug, Serialize)]
struct ReplaceView {
    wanted: String,
    instead: String,
    /// The only assessment that is looked at; empty for all.
    only: String,
    all: Vec<(String, String)>,
    found: Vec<FoundIn>,
    hits: usize,
    /// There are more than are shown.
    more: bool,
}

#[derive(Debug, Serialize)]
struct FoundIn {
    name: String,
    title: String,
    hits: Vec<HitView>,
}

#[derive(Debug, Serialize)]
struct HitView {
    item: String,
    path: String,
    before: Vec<WordsView>,
    after: Vec<WordsView>,
    /// What the text is known by that would be replaced.
    noted: String,
    why: String,
    /// What the change table would say of it: nothing where no version was published, or the row says what was published again.
    row: &'static str,
    mark: bool,
}

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let (wanted, instead, only) = (ask.query("q"), ask.query("with"), ask.query("only"));
    let mut view = ReplaceView {
        wanted: wanted.to_owned(),
        instead: instead.to_owned(),
        only: only.to_owned(),
        all: Vec::new(),
        found: Vec::new(),
        hits: 0,
        more: false,
    };
    for (name, _) in desk.assessments() {
        let opened = desk.open(&name)?;
        let Some(assessment) = &opened.loaded.assessment else { continue };
        let title = title_of(assessment, &name);
        view.all.push((name.clone(), title.clone()));
        if wanted.is_empty() || !only.is_empty() && only != name || view.more {
            continue;
        }
        let mut hits = find_words(assessment, wanted, instead);
        view.more = view.hits + hits.len() > limits::SEARCH_HITS;
        hits.truncate(limits::SEARCH_HITS - view.hits);
        if !hits.is_empty() {
            view.hits += hits.len();
            view.found.push(FoundIn { hits: shown(&opened, assessment, &hits), name, title });
        }
    }
    Ok(desk.page(ask, "replace.html", &view))
}

fn shown(opened: &Opened, assessment: &Assessment, hits: &[WordHit]) -> Vec<HitView> {
    let possible: Vec<&WordHit> = hits.iter().filter(|hit| hit.why.is_none()).collect();
    let replaced = replace_words(assessment, &possible, &bound(opened));
    let new = replaced.ok().and_then(|text| bound(opened)(&text));
    let last = opened.loaded.revisions.last().and_then(|last| last.assessment.as_ref());
    let rows = last.zip(new.as_ref()).map(|(last, new)| compare(last, new).rows);
    let view = |hit: &WordHit| {
        let pieces = changed_words(&hit.before, &hit.after);
        let row = rows.as_ref().map(|rows| rows.iter().find(|row| row.item == hit.item));
        HitView {
            item: hit.item.to_string(),
            path: hit.path.clone(),
            before: WordsView::abridged(WordsView::side(&pieces, DiffPieceKind::Removed)),
            after: WordsView::abridged(WordsView::side(&pieces, DiffPieceKind::Added)),
            noted: short_digest(&hit.before, DIGEST),
            why: hit.why.clone().unwrap_or_default(),
            row: match row {
                _ if hit.why.is_some() => "",
                None => "",
                Some(None) => "変更箇所に行はできません（前の版と同じ記載になります）",
                Some(Some(row)) if row.judgement.is_some() => "変更箇所の記録済みの行が変わります",
                Some(Some(row)) if row.orthographic => "変更箇所に行ができます（表記だけの変更）",
                Some(Some(_)) => "変更箇所に行ができます",
            },
            mark: row.flatten().is_some_and(|row| row.mark),
        }
    };
    hits.iter().map(view).collect()
}

fn bound(opened: &Opened) -> impl Fn(&str) -> Option<Assessment> {
    |text| opened.workspace().load_text(&opened.loaded.path, text).assessment
}

#[derive(Debug, Deserialize)]
struct ReplaceAsked {
    wanted: String,
    instead: String,
    chosen: Vec<ChosenHit>,
}

#[derive(Debug, Deserialize)]
struct ChosenHit {
    item: String,
    noted: String,
}

/// Where somebody else wrote in the meantime, nothing is replaced at all.
pub(super) fn write(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: ReplaceAsked = ask.json()?;
    change(desk, ask, Step::Edit, |opened, assessment| {
        let hits = find_words(assessment, &asked.wanted, &asked.instead);
        let mut chosen = Vec::new();
        for one in &asked.chosen {
            let item = Address::from(one.item.as_str());
            let hit = hits.iter().find(|hit| hit.item == item && hit.why.is_none());
            let hit = hit.filter(|hit| short_digest(&hit.before, DIGEST) == one.noted).ok_or_else(|| {
                ServeAnswer::refused("見せた後に書き換えられた欄があるので、何も替えていません。もう一度探してください")
            })?;
            chosen.push(hit);
        }
        let text =
            replace_words(assessment, &chosen, &bound(opened)).map_err(|why| ServeAnswer::refused(why.to_string()))?;
        Ok(Change::to(text, chosen.iter().map(|hit| hit.path.clone()).collect()))
    })?;
    Ok(ServeAnswer::json(&serde_json::json!({ "done": asked.chosen.len() })))
}
