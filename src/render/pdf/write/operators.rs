//! Things to draw become operators of a page.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, Greyscale, Line, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Point,
    Polygon, PolygonRing, Pt, Rect, TextItem, TextMatrix, WindingOrder, XObjectId, XObjectTransform,
};

use super::super::page::{self, ContentMark, PageItem, PdfBook, PdfText, TagRole};
use super::super::text::Paragraph;
use super::subset::{Subset, of_face};
use super::utf16;

struct PagePen<'a> {
    book: &'a PdfBook,
    subsets: &'a [Subset],
    /// Of the page: everything is measured from its top.
    height: f32,
    operators: Vec<Op>,
    in_text: bool,
    font: Option<(u8, f32)>,
    thickness: f32,
}

pub(super) fn page(book: &PdfBook, page: &page::PdfPage, subsets: &[Subset]) -> PdfPage {
    let operators = Vec::with_capacity(page.items.len() * 3);
    let mut pen =
        PagePen { book, subsets, height: page.sheet.height(), operators, in_text: false, font: None, thickness: 1.0 };
    for item in &page.items {
        pen.draw(item);
    }
    pen.end_text();
    let area = Rect::from_wh(Pt(page.sheet.width()), Pt(page.sheet.height()));
    PdfPage { media_box: area.clone(), trim_box: area.clone(), crop_box: area, ops: pen.operators }
}

impl PagePen<'_> {
    fn draw(&mut self, item: &PageItem) {
        if let PageItem::Text(text) = item {
            self.text(text);
            return;
        }
        self.end_text();
        match item {
            PageItem::Text(_) => {}
            PageItem::Line { from, to, thickness } => {
                self.pen(*thickness);
                let line = Line { points: vec![self.point(*from), self.point(*to)], is_closed: false };
                self.operators.push(Op::DrawLine { line });
            }
            PageItem::Fill { x, y, width, height, grey } => {
                let corners = [(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)];
                let ring = PolygonRing { points: corners.into_iter().map(|corner| self.point(corner)).collect() };
                let polygon =
                    Polygon { rings: vec![ring], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
                self.ink(*grey);
                self.operators.push(Op::DrawPolygon { polygon });
                self.ink(0.0);
            }
            PageItem::Shape(shape) => self.shape(shape),
            PageItem::Picture { picture, left, top, width, height } => {
                let matrix = CurTransMat::Raw([*width, 0.0, 0.0, *height, *left, self.height - top - height]);
                let id = XObjectId(super::picture_name(*picture));
                self.operators.extend([
                    Op::SaveGraphicsState,
                    Op::SetTransformationMatrix { matrix },
                    Op::UseXobject { id, transform: XObjectTransform::default() },
                    Op::RestoreGraphicsState,
                ]);
            }
            PageItem::Begin(mark) => {
                let (tag, properties) = self.properties(*mark);
                self.begin(tag, properties);
            }
            PageItem::End => self.operators.push(Op::EndMarkedContent),
        }
    }

    fn point(&self, (x, y): (f32, f32)) -> LinePoint {
        LinePoint { p: Point { x: Pt(x), y: Pt(self.height - y) }, bezier: false }
    }

    fn pen(&mut self, thickness: f32) {
        if (self.thickness - thickness).abs() > f32::EPSILON {
            self.operators.push(Op::SetOutlineThickness { pt: Pt(thickness) });
            self.thickness = thickness;
        }
    }

    fn shape(&mut self, shape: &page::PdfShape) {
        let knot = |knot: &page::Knot| LinePoint { bezier: knot.bends, ..self.point(knot.at) };
        let points: Vec<LinePoint> = shape.knots.iter().map(knot).collect();
        if let Some((grey, thickness)) = shape.stroke {
            self.pen(thickness);
            self.operators.push(Op::SetOutlineColor { col: Color::Greyscale(Greyscale::new(grey, None)) });
        }
        if let Some(grey) = shape.fill {
            self.ink(grey);
        }
        if shape.closed {
            let mode = match (shape.fill, shape.stroke) {
                (Some(_), Some(_)) => PaintMode::FillStroke,
                (None, Some(_)) => PaintMode::Stroke,
                _ => PaintMode::Fill,
            };
            let polygon = Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero };
            self.operators.push(Op::DrawPolygon { polygon });
        } else {
            self.operators.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
        if shape.stroke.is_some_and(|(grey, _)| grey > 0.0) {
            self.operators.push(Op::SetOutlineColor { col: Color::Greyscale(Greyscale::new(0.0, None)) });
        }
        self.ink(0.0);
    }

    fn properties(&self, mark: ContentMark) -> (String, BTreeMap<String, DictItem>) {
        let name = |word: &str| DictItem::Name(word.as_bytes().to_vec());
        let artifact = |kind: &str, part: Option<&str>| {
            let part = part.map(|part| ("Subtype".to_owned(), name(part)));
            let properties = [("Type".to_owned(), name(kind))].into_iter().chain(part).collect();
            ("Artifact".to_owned(), properties)
        };
        match mark {
            ContentMark::Content { node, number } => {
                let mut properties = BTreeMap::from([("MCID".to_owned(), DictItem::Int(i64::from(number)))]);
                let node = self.book.nodes.get(node as usize);
                if let Some(said) = node.and_then(|node| node.said.as_deref()) {
                    properties.insert("ActualText".to_owned(), DictItem::Bytes(utf16(said)));
                }
                (super::tags::tag(node.map_or(TagRole::Paragraph, |node| node.role)), properties)
            }
            ContentMark::Layout => artifact("Layout", None),
            ContentMark::Pagination => artifact("Pagination", None),
            ContentMark::Header => artifact("Pagination", Some("Header")),
            ContentMark::Footer => artifact("Pagination", Some("Footer")),
        }
    }

    fn begin(&mut self, tag: String, properties: BTreeMap<String, DictItem>) {
        let properties = DictItem::Dict { map: properties };
        self.operators.push(Op::BeginMarkedContentWithProperties { tag, properties });
    }

    fn ink(&mut self, grey: f32) {
        self.operators.push(Op::SetFillColor { col: Color::Greyscale(Greyscale::new(grey, None)) });
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.operators.push(Op::EndTextSection);
            (self.in_text, self.font) = (false, None);
        }
    }

    fn text(&mut self, text: &PdfText) {
        let Some(paragraph) = self.book.paragraphs.get(text.paragraph as usize) else { return };
        if !self.in_text {
            self.operators.push(Op::StartTextSection);
            self.in_text = true;
        }
        if text.grey > 0.0 {
            self.ink(text.grey);
        }
        let (sine, cosine) = text.angle.to_radians().sin_cos();
        let matrix = TextMatrix::Raw([cosine, sine, -sine, cosine, text.x, self.height - text.y]);
        self.operators.push(Op::SetTextMatrix { matrix });
        for run in paragraph.set(text.clusters.clone()).chunk_by(|a, b| a.glyph.face == b.glyph.face) {
            let Some(subset) = run.first().and_then(|first| of_face(self.subsets, first.glyph.face)) else { continue };
            let font = (run[0].glyph.face, text.size);
            if self.font != Some(font) {
                let handle = PdfFontHandle::External(subset.id.clone());
                self.operators.push(Op::SetFont { font: handle, size: Pt(text.size) });
                self.font = Some(font);
            }
            self.run(paragraph, run, subset);
        }
        if text.grey > 0.0 {
            self.ink(0.0);
        }
    }

    /// Clusters of one face. Where a glyph stands for something other than usual, that is said beside it.
    fn run(&mut self, paragraph: &Paragraph, run: &[super::super::text::PdfCluster], subset: &Subset) {
        let mut items: Vec<TextItem> = Vec::new();
        let mut plain = String::new();
        for cluster in run {
            let (source, meaning) = (paragraph.source(cluster), subset.meaning(cluster.glyph.id));
            let single = meaning.chars().nth(1).is_none();
            if source == meaning && single {
                plain.push_str(source);
                continue;
            }
            if !plain.is_empty() {
                items.push(TextItem::Text(std::mem::take(&mut plain)));
            }
            let glyph = Codepoint::with_cid(subset.glyph(cluster.glyph.id), 0.0, meaning.to_owned());
            let glyph = TextItem::GlyphIds(vec![glyph]);
            if source == meaning {
                items.push(glyph);
                continue;
            }
            self.show(&mut items);
            self.begin("Span".to_owned(), BTreeMap::from([("ActualText".to_owned(), DictItem::Bytes(utf16(source)))]));
            self.show(&mut vec![glyph]);
            self.operators.push(Op::EndMarkedContent);
        }
        if !plain.is_empty() {
            items.push(TextItem::Text(plain));
        }
        self.show(&mut items);
    }

    fn show(&mut self, items: &mut Vec<TextItem>) {
        if !items.is_empty() {
            self.operators.push(Op::ShowText { items: std::mem::take(items) });
        }
    }
}
