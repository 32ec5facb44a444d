//! What a review edition begins with: which versions, what follows from the changes, and where they stand.

use std::collections::BTreeMap;

use crate::doc::{Changed, ChangedItem, Review, Style};

use super::super::page::{Role, Target};
use super::super::text::Feature;
use super::flow::{Align, BAR_GREY, BODY, Flow, LEFT, RIGHT, SMALL};
use super::grid::{Cell, Grid, Row};
use super::place::place;
use super::words::Words;
use super::{KEPT, heading};

/// The pages of what can be linked to; unknown when they are laid out for the first time.
pub(super) type Pages = BTreeMap<String, u32>;

const DUTIES: [f32; 3] = [0.4, 0.1, 0.5];
const PITCH: f32 = 11.0;
const CHANGES: [f32; 5] = [0.37, 0.08, 0.1, 0.37, 0.08];

pub(super) fn lay_out(flow: &mut Flow, review: &Review, pages: &Pages) {
    for line in [format!("前の版：{}", review.old), format!("この版：{}", review.new)] {
        flow.text(&line, Role::Paragraph, BODY, Align::Left);
    }
    legend(flow);
    if review.groups.is_empty() {
        flow.text("変更はありません。", Role::Paragraph, BODY, Align::Left);
    }
    if !review.duties.is_empty() {
        flow.y += 8.0;
        heading(flow, 2, "必要な手続", "review.duties", KEPT);
        let duties = review
            .duties
            .iter()
            .map(|duty| [&duty.title, &duty.state, &duty.note].map(|text| Words::plain(text.as_str())).into());
        table(flow, &DUTIES, &["手続", "状態", "根拠とした記載"], duties.collect());
    }
    for (index, group) in review.groups.iter().enumerate() {
        flow.y += 8.0;
        let title = format!("{}（{}件）", group.title, group.rows.len());
        heading(flow, 2, &title, &format!("review.{}", index + 1), KEPT);
        changed(flow, group, pages);
    }
}

/// How changes are shown.
fn legend(flow: &mut Flow) {
    let mut words = Words::plain("変更の示し方：");
    words.runs.extend(Words::marked("加えた記載", Style::Added).runs);
    words.runs.extend(Words::plain("　").runs);
    words.runs.extend(Words::marked("削った記載", Style::Removed).runs);
    words.runs.extend(Words::plain("　変更のある欄は左の余白に縦線").runs);
    flow.words_line(&words, SMALL);
}

fn changed(flow: &mut Flow, group: &Changed, pages: &Pages) {
    let row = |item: &ChangedItem| {
        let link = Feature::Link(Target::Place(item.anchor.clone()));
        // The place of the number is taken before it is known.
        let page = pages.get(&item.anchor).map_or_else(|| "000".to_owned(), |page| (page + 1).to_string());
        vec![
            Words::one(&item.path, Some(link)),
            Words::plain(&item.kind),
            Words::plain(&item.timing),
            Words::plain(&item.reason),
            Words::plain(page),
        ]
    };
    let rows = group.rows.iter().map(row).collect();
    table(flow, &CHANGES, &["項目", "種別", "提出時期", "説明", "ページ"], rows);
}

fn table(flow: &mut Flow, shares: &[f32], heads: &[&str], rows: Vec<Vec<Words>>) {
    let mut edges = vec![LEFT];
    for share in shares {
        edges.push(edges.last().copied().unwrap_or(LEFT) + share * (RIGHT - LEFT));
    }
    let mut grid = Grid::new(flow);
    grid.heads = 1;
    grid.pitch = PITCH;
    let heads = heads.iter().map(|head| Words::plain(*head)).collect();
    for (index, words) in std::iter::once(heads).chain(rows).enumerate() {
        let (role, grey) = if index == 0 { (Role::ColumnHead, BAR_GREY) } else { (Role::Cell, 1.0) };
        let mut row = Row::new(flow, grid.node);
        row.whole = true;
        for (words, edges) in words.iter().zip(edges.windows(2)) {
            let &[left, right] = edges else { continue };
            let mut cell = Cell::new(flow, row.node, role, (left, right), grey);
            cell.add_words(flow, cell.spot(SMALL), words);
            row.cells.push(cell);
        }
        grid.rows.push(row);
    }
    place(flow, &grid);
}
