//! What the numbers say: from whom to whom, what, and where the assessment says so.

use super::Arrow;
use super::board::{DrawingBoard, TEXT, WIDTH, columns};
use crate::doc::drawing::{CaptionAlign, Tenths};
use crate::text::width::wrap;

const LEADING: Tenths = 115;
const PAD: Tenths = 35;
/// The columns: number, from and to, what, where.
const STARTS: [Tenths; 4] = [0, 160, 2160, 4140];
const ENDS: [Tenths; 4] = [130, 2100, 4080, WIDTH];
const HEADINGS: [&str; 4] = ["", "どこから → どこへ", "流れる情報", "評価書の欄"];

pub(super) const HEADING: Tenths = LEADING + 2 * PAD;

/// All rows with their heading.
pub(super) fn height(arrows: &[Arrow]) -> Tenths {
    HEADING + arrows.iter().map(row_height).sum::<Tenths>()
}

pub(super) fn row_height(arrow: &Arrow) -> Tenths {
    let most = cells(arrow).iter().map(Vec::len).max().unwrap_or(1);
    Tenths::try_from(most).unwrap_or(1) * LEADING + 2 * PAD
}

pub(super) fn draw_heading(board: &mut DrawingBoard, y: Tenths) {
    for (x, heading) in STARTS.into_iter().zip(HEADINGS).filter(|(_, heading)| !heading.is_empty()) {
        board.text(x, y + PAD + 85, CaptionAlign::Start, true, heading);
    }
    board.rule(y + HEADING);
}

pub(super) fn draw_row(board: &mut DrawingBoard, y: Tenths, arrow: &Arrow) {
    board.number((65, y + PAD + 58), arrow.number, &arrow.item);
    for (x, lines) in STARTS.into_iter().skip(1).zip(cells(arrow)) {
        let mut base = y + PAD + 88;
        for line in lines {
            board.text(x, base, CaptionAlign::Start, false, &line);
            base += LEADING;
        }
    }
    board.rule(y + row_height(arrow));
}

fn cells(arrow: &Arrow) -> [Vec<String>; 3] {
    let sign = if arrow.both { "⇔" } else { "→" };
    let way = format!("{} {sign} {}", arrow.from, arrow.to);
    let mut column = 0;
    [&way, &arrow.what, &arrow.place].map(|text| {
        column += 1;
        wrap(&text.replace('\n', " "), columns(ENDS[column] - STARTS[column], TEXT))
    })
}

/// The arrow for somebody who does not see it.
pub(super) fn sentence(arrow: &Arrow) -> String {
    let Arrow { file, from, to, what, place, .. } = arrow;
    let file = file.as_ref().map(|file| format!("【{file}】")).unwrap_or_default();
    let number = in_circle(arrow.number) + &file;
    let place = if place.is_empty() { String::new() } else { format!("（{place}）") };
    let way = if arrow.both { format!("{from}と{to}との間") } else { format!("{from}から{to}へ") };
    format!("{number}{way}：{what}{place}。")
}

fn in_circle(number: usize) -> String {
    let circled = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
    circled.and_then(|number| char::from_u32(0x245F + number)).map_or_else(|| format!("({number})"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beyond_twenty_have_brackets() {
        assert_eq!([1, 20, 21].map(in_circle), ["①", "⑳", "(21)"]);
    }
}
