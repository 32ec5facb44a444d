//! The same pages, drawn by an independent writer that refuses what PDF/A-2a, with files inside PDF/A-3a, or
//! PDF/UA-1 forbid.

use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32, NonZeroU64};

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::{Destination, NamedDestination, XyzDestination};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page as Sheet, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document, SerializeSettings};

use super::Attachment;
use super::font::Fonts;
use super::page::{self, ContentMark, PageItem, PagePlace, PdfBook, PdfPage, PdfText, TagChild, TagRole};

/// What is wrong with the pages, in words; nothing if they pass.
pub(super) fn faults(book: &PdfBook, fonts: &Fonts, attachments: &[Attachment]) -> Result<(), String> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(if attachments.is_empty() { Archival::A2_A } else { Archival::A3_A })
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let faces = fonts.faces.iter().map(|face| Font::new(Data::from(face.data.to_vec()), face.index));
    let faces = faces.collect::<Option<Vec<Font>>>().ok_or("a font cannot be read")?;
    let mut drawn = Drawn { book, faces, content: BTreeMap::new(), links: BTreeMap::new() };
    for (number, page) in book.pages.iter().enumerate() {
        drawn.page(&mut document, number as u32, page)?;
    }
    for (name, place) in &book.places {
        let place = NamedDestination::new(name.clone(), destination(*place));
        document.register_named_destination(place).ok_or_else(|| format!("{name} is named twice"))?;
    }
    let mut tree = TagTree::new();
    for child in &book.nodes[0].children {
        drawn.child(*child, |node| tree.push(node))?;
    }
    drawn.is_all_told()?;
    document.set_tag_tree(tree);
    document.set_outline(outline(book));
    // The date is the file's own affair, not that of its pages.
    let metadata = Metadata::new().creation_date(DateTime::new(2026)).language("ja-JP".to_owned());
    document.set_metadata(metadata.title(book.title.clone()));
    for one in attachments {
        let file = EmbeddedFile {
            path: one.name.clone(),
            mime_type: MimeType::new(one.kind),
            description: Some(one.description.clone()),
            association_kind: if one.is_source { AssociationKind::Source } else { AssociationKind::Supplement },
            data: Data::from(one.bytes.clone()),
            modification_date: Some(DateTime::new(2026)),
            compress: None,
            location: None,
        };
        document.embed_file(file).ok_or_else(|| format!("{} is attached twice", one.name))?;
    }
    document.finish().map(drop).map_err(|error| drawn.explain(&error))
}

struct Drawn<'a> {
    book: &'a PdfBook,
    faces: Vec<Font>,
    /// By page and number.
    content: BTreeMap<(u32, u32), Identifier>,
    links: BTreeMap<(u32, u32), Identifier>,
}

impl Drawn<'_> {
    fn page(&mut self, document: &mut Document, number: u32, page: &PdfPage) -> Result<(), String> {
        let size = PageSettings::from_wh(page.sheet.width(), page.sheet.height()).ok_or("no size")?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        let mut open = false;
        for item in &page.items {
            match item {
                PageItem::Begin(mark) => {
                    if std::mem::replace(&mut open, true) {
                        return Err(format!("page {number}: marked content within marked content: {mark:?}"));
                    }
                    let identifier = surface.start_tagged(tag_of(*mark));
                    if let ContentMark::Content { number: own, .. } = mark
                        && self.content.insert((number, *own), identifier).is_some()
                    {
                        return Err(format!("page {number}: two pieces of content have the number {own}"));
                    }
                }
                PageItem::End => {
                    if !std::mem::replace(&mut open, false) {
                        return Err(format!("page {number}: an end without a beginning"));
                    }
                    surface.end_tagged();
                }
                other => {
                    if !open {
                        return Err(format!("page {number}: neither content nor artifact: {other:?}"));
                    }
                    self.draw(&mut surface, other)?;
                }
            }
        }
        surface.finish();
        self.annotate(&mut sheet, number, page)?;
        sheet.finish();
        if open { Err(format!("page {number}: marked content is not ended")) } else { Ok(()) }
    }

    fn annotate(&mut self, sheet: &mut Sheet, number: u32, page: &PdfPage) -> Result<(), String> {
        for (index, link) in page.links.iter().enumerate() {
            let [left, top, right, bottom] = link.area;
            let area = Rect::from_ltrb(left, top, right, bottom).ok_or("a link without area")?;
            let target = match &link.target {
                page::LinkTarget::Place(name) => {
                    let place = self.book.places.get(name).ok_or_else(|| format!("nothing is called {name}"))?;
                    Target::Destination(Destination::Xyz(destination(*place)))
                }
                page::LinkTarget::Web(address) => Target::Action(Action::Link(LinkAction::new(address.clone()))),
            };
            let annotation = Annotation::new_link(LinkAnnotation::new(area, target), Some(link.description.clone()));
            self.links.insert((number, index as u32), sheet.add_tagged_annotation(annotation));
        }
        Ok(())
    }

    fn draw(&self, surface: &mut Surface, item: &PageItem) -> Result<(), String> {
        let mut path = PathBuilder::new();
        match item {
            PageItem::Text(text) => return self.text(surface, text),
            PageItem::Line { from, to, .. } => {
                path.move_to(from.0, from.1);
                path.line_to(to.0, to.1);
            }
            PageItem::Fill { x, y, width, height, .. } => {
                path.push_rect(Rect::from_xywh(*x, *y, *width, *height).ok_or("an area without size")?);
            }
            PageItem::Shape(shape) => {
                for (index, knot) in shape.knots.iter().enumerate() {
                    let step = if index == 0 { PathBuilder::move_to } else { PathBuilder::line_to };
                    step(&mut path, knot.at.0, knot.at.1);
                }
            }
            // What a picture is made of is not the page's affair: its place stands for it.
            PageItem::Picture { left, top, width, height, .. } => {
                path.push_rect(Rect::from_xywh(*left, *top, *width, *height).ok_or("a picture without size")?);
            }
            PageItem::Begin(_) | PageItem::End => {}
        }
        surface.set_fill(Some(Fill::default()));
        path.finish().into_iter().for_each(|path| surface.draw_path(&path));
        Ok(())
    }

    fn text(&self, surface: &mut Surface, text: &PdfText) -> Result<(), String> {
        let paragraph = self.book.paragraphs.get(text.paragraph as usize).ok_or("no such paragraph")?;
        surface.push_transform(&Transform::from_rotate_at(-text.angle, text.x, text.y));
        surface.set_location(NonZeroU64::MIN.saturating_add(u64::from(text.paragraph)));
        let mut x = text.x;
        for run in paragraph.set(text.clusters.clone()).chunk_by(|a, b| a.glyph.face == b.glyph.face) {
            let face = self.faces.get(usize::from(run[0].glyph.face)).ok_or("no such face")?;
            let mut source = String::new();
            let mut glyphs = Vec::new();
            for cluster in run {
                let start = source.len();
                source.push_str(paragraph.source(cluster));
                let (id, advance) = (GlyphId::new(u32::from(cluster.glyph.id)), cluster.glyph.advance);
                glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, start..source.len(), None));
            }
            surface.draw_glyphs(Point::from_xy(x, text.y), &glyphs, face.clone(), &source, text.size, false);
            x += run.iter().map(|cluster| cluster.glyph.advance).sum::<f32>() * text.size;
        }
        surface.pop();
        Ok(())
    }

    fn child(&mut self, child: TagChild, mut push: impl FnMut(krilla::tagging::Node)) -> Result<(), String> {
        match child {
            TagChild::Node(node) => push(self.group(node)?.into()),
            TagChild::Content { page, number } => {
                let content = self.content.remove(&(page, number));
                push(content.ok_or_else(|| format!("page {page}, content {number}: not drawn, or told twice"))?.into());
            }
            TagChild::Link { page, index } => {
                let link = self.links.remove(&(page, index));
                push(link.ok_or_else(|| format!("page {page}, link {index}: not there, or told twice"))?.into());
            }
        }
        Ok(())
    }

    fn group(&mut self, id: u32) -> Result<TagGroup, String> {
        let node = self.book.nodes.get(id as usize).ok_or("no such node")?;
        let columns = NonZeroU32::new(u32::from(node.columns)).ok_or("a cell of no column")?;
        let rows = NonZeroU32::new(u32::from(node.rows)).ok_or("a cell of no row")?;
        let head = |scope| Tag::TH(scope).with_col_span(Some(columns)).with_row_span(Some(rows)).into();
        let tag: TagKind = match node.role {
            TagRole::Document => return Err("a document within the document".to_owned()),
            TagRole::Heading(level) => {
                let level = NonZeroU16::new(u16::from(level)).ok_or("a heading of level 0")?;
                Tag::Hn(level, Some("見出し".to_owned())).into()
            }
            TagRole::Paragraph => Tag::P.into(),
            TagRole::Table => Tag::Table.into(),
            TagRole::Row => Tag::TR.into(),
            TagRole::ColumnHead => head(TableHeaderScope::Column),
            TagRole::RowHead => head(TableHeaderScope::Row),
            TagRole::Cell => Tag::TD.with_col_span(Some(columns)).with_row_span(Some(rows)).into(),
            TagRole::List => Tag::L(ListNumbering::None).into(),
            TagRole::ListItem => Tag::LI.into(),
            TagRole::ListBody => Tag::LBody.into(),
            TagRole::ListLabel => Tag::Lbl.into(),
            TagRole::Contents => Tag::TOC.into(),
            TagRole::ContentsItem => Tag::TOCI.into(),
            TagRole::Reference => Tag::Reference.into(),
            TagRole::Link => Tag::Link.into(),
            TagRole::Tick | TagRole::Differing | TagRole::Added | TagRole::Removed => Tag::Span.into(),
            TagRole::Figure => Tag::Figure(node.seen.as_ref().map(|seen| seen.alternative.clone())).into(),
        };
        let mut group = TagGroup::new(tag);
        for child in &node.children {
            self.child(*child, |node| group.push(node))?;
        }
        Ok(group)
    }

    fn is_all_told(&self) -> Result<(), String> {
        let left: Vec<String> = self.content.keys().map(|(page, number)| format!("page {page}: {number}")).collect();
        if left.is_empty() { Ok(()) } else { Err(format!("content that the tree does not hold: {}", left.join(", "))) }
    }

    fn explain(&self, error: &KrillaError) -> String {
        let KrillaError::Validation(faults) = error else { return error.to_string() };
        let mut told = Vec::new();
        for (fault, _) in faults {
            told.push(format!("{fault:?}"));
        }
        for (id, paragraph) in self.book.paragraphs.iter().enumerate() {
            let place = format!("Some({})", id + 1);
            if told.iter().any(|fault| fault.contains(&place)) {
                told.push(format!("paragraph {}: {}", id + 1, paragraph.text));
            }
        }
        told.join("\n")
    }
}

fn tag_of(mark: ContentMark) -> ContentTag<'static> {
    let kind = match mark {
        ContentMark::Content { .. } => return ContentTag::Other,
        ContentMark::Layout => ArtifactType::Layout,
        ContentMark::Pagination => ArtifactType::PaginationOther,
        ContentMark::Header => ArtifactType::Header,
        ContentMark::Footer => ArtifactType::Footer,
    };
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn destination(place: PagePlace) -> XyzDestination {
    XyzDestination::new(place.page as usize, Point::from_xy(0.0, place.y))
}

fn outline(book: &PdfBook) -> Outline {
    /// Takes the entries that stand below `level`.
    fn below(
        entries: &mut std::iter::Peekable<std::slice::Iter<super::page::PdfBookmark>>,
        level: u8,
    ) -> Vec<OutlineNode> {
        let mut nodes = Vec::new();
        while let Some(entry) = entries.next_if(|entry| entry.level > level) {
            let mut node = OutlineNode::new(entry.title.clone(), destination(entry.place));
            below(entries, entry.level).into_iter().for_each(|inner| node.push_child(inner));
            nodes.push(node);
        }
        nodes
    }
    let mut outline = Outline::new();
    below(&mut book.outline.iter().peekable(), 0).into_iter().for_each(|node| outline.push_child(node));
    outline
}
