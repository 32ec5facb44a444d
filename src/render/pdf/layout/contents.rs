//! 項目一覧: every chapter with its page, linked to it.

use crate::doc::table::ListedChapter;

use super::super::font::Weight;
use super::super::page::{LinkTarget, PageItem, PdfLink, TagRole};
use super::flow::{LEFT, LineAlign, LineSlot, PAD, PageFlow, RIGHT, Type};

const ENTRY: Type = Type { weight: Weight::Regular, size: 10.5 };
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
    /// The text on the page that is still empty.
    item: usize,
    place: String,
}

impl Contents {
    pub(super) fn lay_out(&mut self, flow: &mut PageFlow, listed: &[ListedChapter]) {
        let list = flow.book.node(TagRole::List, 0);
        listed.iter().for_each(|one| self.entry(flow, list, one));
        flow.y += 10.0;
    }

    fn entry(&mut self, flow: &mut PageFlow, list: u32, listed: &ListedChapter) {
        let (left, right) = (LEFT + 2.0 * PAD, RIGHT - NUMBERS);
        let id = flow.paragraph(&listed.text, ENTRY, right - left);
        let lines = flow.lines(id).to_vec();
        let pitch = ENTRY.size * 1.4;
        let height = HEIGHT.max(lines.len() as f32 * pitch + 2.0 * PAD);
        flow.need(height);
        flow.frame(LEFT, RIGHT, height, 1.0);
        let item = flow.book.node(TagRole::ListItem, list);
        let body = flow.book.node(TagRole::ListBody, item);
        let node = flow.book.node(TagRole::Link, body);
        flow.begin_content(node);
        let top = flow.y + (height - lines.len() as f32 * pitch) / 2.0;
        let slot = LineSlot { left, right, y: top, pitch, align: LineAlign::Left };
        for (index, clusters) in lines.into_iter().enumerate() {
            flow.line(id, clusters, ENTRY.size, LineSlot { y: top + index as f32 * pitch, ..slot });
        }
        let number = flow.paragraph("0", ENTRY, NUMBERS);
        let whole = flow.lines(number).first().cloned().unwrap_or_default();
        flow.line(
            number,
            whole,
            ENTRY.size,
            LineSlot { left: right, right: RIGHT - 2.0 * PAD, align: LineAlign::Right, ..slot },
        );
        let (page, pending) = (flow.page_number(), flow.page().items.len() - 1);
        self.pending.push(Pending { page, item: pending, place: listed.anchor.clone() });
        flow.end();
        let area = [LEFT, flow.y, RIGHT, flow.y + height];
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
            let x = RIGHT - 2.0 * PAD - paragraph.width(clusters.clone()) * ENTRY.size;
            let page = flow.book.pages.get_mut(pending.page as usize);
            if let Some(PageItem::Text(text)) = page.and_then(|page| page.items.get_mut(pending.item)) {
                (text.x, text.paragraph, text.clusters) = (x, id, clusters);
            }
        }
    }
}
