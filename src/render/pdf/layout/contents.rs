//! 項目一覧: every chapter with its page, linked to it.

use crate::doc::table::ListedChapter;

use super::super::font::Weight;
use super::super::page::{ContentMark, LinkTarget, PageItem, PdfLink, TagRole};
use super::flow::{BAR_PAD, LEFT, LineAlign, LineSlot, PageFlow, Type};

const ENTRY: Type = Type { weight: Weight::Regular, size: 10.5 };
const LEADER: Type = Type { weight: Weight::Regular, size: 8.0 };
const HEIGHT: f32 = 26.0;
/// The column of page numbers.
const NUMBERS: f32 = 44.0;

/// Page numbers are known only after everything is laid out.
#[derive(Default)]
pub(super) struct Contents {
    pending: Vec<Pending>,
}

struct Pending {
    page: u32,
    /// The text on the page that is still empty, and where it ends.
    item: usize,
    right: f32,
    place: String,
}

impl Contents {
    pub(super) fn lay_out(&mut self, flow: &mut PageFlow, listed: &[ListedChapter]) {
        let list = flow.book.node(TagRole::Contents, 0);
        listed.iter().for_each(|one| self.entry(flow, list, one));
        flow.y += 10.0;
    }

    fn entry(&mut self, flow: &mut PageFlow, list: u32, listed: &ListedChapter) {
        let (left, right) = (LEFT + 2.0 * BAR_PAD, flow.right() - NUMBERS);
        let id = flow.paragraph(&listed.text, ENTRY, right - left);
        let lines = flow.lines(id).to_vec();
        let pitch = ENTRY.size * 1.4;
        let height = HEIGHT.max(lines.len() as f32 * pitch + 2.0 * BAR_PAD);
        flow.need(height);
        flow.frame(LEFT, flow.right(), height, 1.0);
        let item = flow.book.node(TagRole::ContentsItem, list);
        let reference = flow.book.node(TagRole::Reference, item);
        let node = flow.book.node(TagRole::Link, reference);
        flow.begin_content(node);
        let top = flow.y + (height - lines.len() as f32 * pitch) / 2.0;
        let slot = LineSlot { left, right, y: top, pitch, align: LineAlign::Left };
        let (last, mut y) = (lines.last().cloned().unwrap_or_default(), top);
        for (index, clusters) in lines.into_iter().enumerate() {
            y = top + index as f32 * pitch;
            flow.line(id, clusters, ENTRY.size, LineSlot { y, ..slot });
        }
        flow.end();
        let width = flow.book.paragraphs.get(id as usize).map_or(0.0, |text| text.width(last) * ENTRY.size);
        leader(flow, LineSlot { left: left + width + ENTRY.size, y, ..slot });
        flow.begin_content(node);
        let number = flow.paragraph("0", ENTRY, NUMBERS);
        let whole = flow.lines(number).first().cloned().unwrap_or_default();
        let end = flow.right() - 2.0 * BAR_PAD;
        flow.line(number, whole, ENTRY.size, LineSlot { left: right, right: end, y, align: LineAlign::Right, ..slot });
        let (page, pending) = (flow.page_number(), flow.page().items.len() - 1);
        self.pending.push(Pending { page, item: pending, right: end, place: listed.anchor.clone() });
        flow.end();
        let area = [LEFT, flow.y, flow.right(), flow.y + height];
        flow.link(
            node,
            PdfLink { area, target: LinkTarget::Place(listed.anchor.clone()), description: listed.text.clone() },
        );
        flow.y += height;
    }

    /// Fills in the pages.
    pub(super) fn number(self, flow: &mut PageFlow) {
        for pending in self.pending {
            let Some(place) = flow.book.places.get(&pending.place) else { continue };
            let id = flow.paragraph(&(place.page + 1).to_string(), ENTRY, NUMBERS);
            let clusters = flow.lines(id).first().cloned().unwrap_or_default();
            let Some(paragraph) = flow.book.paragraphs.get(id as usize) else { continue };
            let x = pending.right - paragraph.width(clusters.clone()) * ENTRY.size;
            let page = flow.book.pages.get_mut(pending.page as usize);
            if let Some(PageItem::Text(text)) = page.and_then(|page| page.items.get_mut(pending.item)) {
                (text.x, text.paragraph, text.clusters) = (x, id, clusters);
            }
        }
    }
}

/// Dots from a title to its page, for the eye alone.
fn leader(flow: &mut PageFlow, slot: LineSlot) {
    let dots = ((slot.right - slot.left) / LEADER.size).floor().max(0.0) as usize;
    if dots == 0 {
        return;
    }
    let id = flow.paragraph(&"…".repeat(dots), LEADER, f32::MAX);
    let whole = flow.lines(id).first().cloned().unwrap_or_default();
    flow.begin(ContentMark::Pagination);
    flow.line(id, whole, LEADER.size, LineSlot { align: LineAlign::Right, ..slot });
    flow.end();
}
