//! The office in the middle, givers at the left, takers at the right, straight arrows between.

use super::board::{BAND_HEIGHT, Caption, DrawingBoard, WIDTH};
use super::legend;
use super::{Arrow, FlowSection};
use crate::doc::drawing::Tenths;
use crate::flow::{Exchange, Party};

const SIDE: Tenths = 1560;
pub(super) const OFFICE_LEFT: Tenths = SIDE + 400;
pub(super) const OFFICE_RIGHT: Tenths = WIDTH - SIDE - 400;
const GAP: Tenths = 70;
/// From a heading to what stands under it.
const UNDER_HEADING: Tenths = 80;
/// What the office is called in the legend.
pub(super) const OFFICE: &str = "担当部署";

/// The dealings of one file; in several pieces where they are too many for one sheet.
pub(super) fn sections(exchange: &Exchange, numbered: &mut usize, limit: Tenths) -> Vec<FlowSection> {
    let (mut givers, mut takers) = (exchange.givers.as_slice(), exchange.takers.as_slice());
    let mut sections = Vec::new();
    loop {
        let (left, right) = fitting(exchange, givers, takers, limit);
        let (now, later) = (givers.split_at(left), takers.split_at(right));
        sections.push(draw(exchange, now.0, later.0, *numbered, !sections.is_empty()));
        *numbered += left + right;
        (givers, takers) = (now.1, later.1);
        if givers.is_empty() && takers.is_empty() {
            return sections;
        }
    }
}

/// How many of either side fit on a sheet together with their legend; at least one.
fn fitting(exchange: &Exchange, givers: &[Party], takers: &[Party], limit: Tenths) -> (usize, usize) {
    let (mut left, mut right) = (0, 0);
    let fits = |left: usize, right: usize| {
        let section = draw(exchange, &givers[..left], &takers[..right], 0, false);
        section.height + legend::height(&section.arrows) <= limit
    };
    loop {
        let more_left = left < givers.len() && (left + right == 0 || fits(left + 1, right));
        left += usize::from(more_left);
        let more_right = right < takers.len() && (left + right == 0 || fits(left, right + 1));
        right += usize::from(more_right);
        if !more_left && !more_right {
            return (left, right);
        }
    }
}

fn draw(exchange: &Exchange, givers: &[Party], takers: &[Party], numbered: usize, continued: bool) -> FlowSection {
    let mut board = DrawingBoard::default();
    let mut top = 0;
    if let Some(file) = &exchange.file {
        let caption = Caption::new(&format!("【{file}】"), "", WIDTH);
        top = board.lines(0, &caption);
    }
    board.band(0, top, SIDE, "入手元");
    board.band(OFFICE_LEFT, top, OFFICE_RIGHT - OFFICE_LEFT, if continued { "庁内（続き）" } else { "庁内" });
    board.band(WIDTH - SIDE, top, SIDE, "委託先・提供先・移転先");
    top += BAND_HEIGHT + UNDER_HEADING;
    let captions = |parties: &[Party]| -> Vec<Caption> {
        parties.iter().map(|party| Caption::new(&party.kind, &party.name, SIDE)).collect()
    };
    let (left, right) = (captions(givers), captions(takers));
    let office = Caption::new(OFFICE, &exchange.office, OFFICE_RIGHT - OFFICE_LEFT);
    let height = stack(&left).max(stack(&right)).max(office.height());
    board.boxed((OFFICE_LEFT, top), (OFFICE_RIGHT - OFFICE_LEFT, height), &office);
    let mut arrows = Vec::new();
    let mut number = numbered;
    let mut side = |parties: &[Party], captions: &[Caption], gives: bool| {
        let mut y = top + (height - stack(captions)) / 2;
        for (party, caption) in parties.iter().zip(captions) {
            number += 1;
            board.boxed((if gives { 0 } else { WIDTH - SIDE }, y), (SIDE, caption.height()), caption);
            let middle = y + caption.height() / 2;
            let (start, end) = if gives { (SIDE, OFFICE_LEFT) } else { (OFFICE_RIGHT, WIDTH - SIDE) };
            board.arrow(vec![(start, middle), (end, middle)], party.both);
            board.number((Tenths::midpoint(start, end), middle), number, party.item.as_str());
            let (partner, office) = (party.title(), OFFICE.to_owned());
            let (from, to) = if gives { (partner, office) } else { (office, partner) };
            let (what, place, item) = (party.what.clone(), party.place.clone(), party.item.to_string());
            arrows.push(Arrow { number, file: exchange.file.clone(), from, to, both: party.both, what, place, item });
            y += caption.height() + GAP;
        }
    };
    side(givers, &left, true);
    side(takers, &right, false);
    FlowSection { shapes: board.shapes, height: top + height, arrows }
}

fn stack(captions: &[Caption]) -> Tenths {
    let gaps = Tenths::try_from(captions.len().saturating_sub(1)).unwrap_or(0) * GAP;
    captions.iter().map(Caption::height).sum::<Tenths>() + gaps
}
