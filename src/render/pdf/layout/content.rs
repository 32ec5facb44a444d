//! Content that has its place in the tree: what is marked or linked in a line is an element of its own.

use std::ops::Range;

use super::super::page::{ContentMark, PageItem, PdfLink, TagChild, TagRole};
use super::super::text::Feature;
use super::flow::{LineAlign, LineSlot, PageFlow};

impl PageFlow<'_, '_> {
    pub(super) fn begin_content(&mut self, node: u32) {
        let number = self.page().marks;
        self.page().marks += 1;
        self.begin(ContentMark::Content { node, number });
        let page = self.page_number();
        self.book.child(node, TagChild::Content { page, number });
    }

    /// Draws one line of a paragraph within the open content of `node`. What is marked or linked in it is content of an
    /// element of its own.
    pub(super) fn content_line(&mut self, node: u32, id: u32, clusters: Range<u32>, size: f32, slot: LineSlot) {
        let Some(paragraph) = self.book.paragraphs.get(id as usize).filter(|one| !one.features.is_empty()) else {
            return self.line(id, clusters, size, slot);
        };
        let width = |range: Range<u32>| paragraph.width(range) * size;
        let pieces: Vec<(Range<u32>, f32, Option<usize>)> =
            paragraph.runs(clusters.clone()).into_iter().map(|(run, of)| (run.clone(), width(run), of)).collect();
        let rest = slot.right - slot.left - width(clusters);
        let mut left = match slot.align {
            LineAlign::Left | LineAlign::Bracket => slot.left,
            LineAlign::Centre => slot.left + rest / 2.0,
            LineAlign::Right => slot.left + rest,
        };
        for (run, width, feature) in pieces {
            let piece = LineSlot { left, right: left + width, align: LineAlign::Left, ..slot };
            match feature {
                None => self.line(id, run, size, piece),
                Some(feature) => {
                    self.end_content(node);
                    self.feature(node, id, feature, run, size, piece);
                    self.begin_content(node);
                }
            }
            left += width;
        }
    }

    /// A piece that is marked or linked, with its line.
    fn feature(&mut self, node: u32, id: u32, feature: usize, run: Range<u32>, size: f32, slot: LineSlot) {
        let Some(paragraph) = self.book.paragraphs.get(id as usize) else { return };
        let Some((whole, feature)) = paragraph.features.get(feature).cloned() else { return };
        let words = paragraph.words(run.clone()).to_owned();
        let opens = if run.start == whole.start { "［" } else { "" };
        let closes = if run.end == whole.end { "］" } else { "" };
        let told = |what: &str| {
            let what = if opens.is_empty() { "" } else { what };
            Some(format!("{opens}{what}{words}{closes}"))
        };
        let (role, said, above) = match &feature {
            Feature::Differing => (TagRole::Differing, None, -0.14),
            Feature::Added => (TagRole::Added, told("追加："), -0.14),
            Feature::Removed => (TagRole::Removed, told("削除："), 0.35),
            Feature::Link(_) => (TagRole::Link, None, -0.14),
            Feature::Tick(_) => (TagRole::Tick, None, 0.0),
        };
        let own = self.book.node(role, node);
        if let Some(own) = self.book.nodes.get_mut(own as usize) {
            own.said = said;
            if let Feature::Tick(on) = &feature {
                own.heard = Some(if *on { "該当：" } else { "非該当：" });
            }
        }
        self.begin_content(own);
        self.line(id, run, size, slot);
        self.end();
        if let Feature::Link(target) = &feature {
            let area = [slot.left, slot.y, slot.right, slot.y + slot.pitch];
            self.link(own, PdfLink { area, target: target.clone(), description: words });
        }
        if matches!(feature, Feature::Tick(_)) {
            return;
        }
        let y = self.base_line(slot.y, size, slot.pitch) - above * size;
        self.begin(ContentMark::Layout);
        self.draw(PageItem::Line { from: (slot.left, y), to: (slot.right, y), thickness: 0.7 });
        self.end();
    }

    /// Makes an area of this page a link, and `node` its element.
    pub(super) fn link(&mut self, node: u32, link: PdfLink) {
        let page = self.page_number();
        let index = self.page().links.len() as u32;
        self.page().links.push(link);
        self.book.child(node, TagChild::Link { page, index });
    }

    /// Ends content; what holds nothing is taken back.
    pub(super) fn end_content(&mut self, node: u32) {
        let page = self.page();
        if !matches!(page.items.last(), Some(PageItem::Begin(ContentMark::Content { .. }))) {
            page.items.push(PageItem::End);
            return;
        }
        page.items.pop();
        page.marks -= 1;
        if let Some(node) = self.book.nodes.get_mut(node as usize) {
            node.children.pop();
        }
    }
}
