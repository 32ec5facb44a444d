//! Pages as lists of things to draw, and the tree that says what they mean. Lengths are points from the top left corner.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::Paragraph;
use crate::picture::Picture;

const SHORT_SIDE: f32 = 595.276;
const LONG_SIDE: f32 = 841.89;

/// A sheet of A4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PdfSheet {
    #[default]
    Upright,
    Across,
}

impl PdfSheet {
    pub(super) fn width(self) -> f32 {
        if self == Self::Upright { SHORT_SIDE } else { LONG_SIDE }
    }

    pub(super) fn height(self) -> f32 {
        if self == Self::Upright { LONG_SIDE } else { SHORT_SIDE }
    }
}

/// Everything that the writer has to know.
#[derive(Debug, Default)]
pub(super) struct PdfBook {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) pages: Vec<PdfPage>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) pictures: Vec<Picture>,
    /// The first is the document; every other one stands after its parent.
    pub(super) nodes: Vec<TagNode>,
    pub(super) outline: Vec<PdfBookmark>,
    /// Named destinations.
    pub(super) places: BTreeMap<String, PagePlace>,
}

#[derive(Debug, Default)]
pub(super) struct PdfPage {
    pub(super) sheet: PdfSheet,
    pub(super) items: Vec<PageItem>,
    pub(super) links: Vec<PdfLink>,
    /// How many pieces of tagged content it holds.
    pub(super) marks: u32,
}

#[derive(Clone, Debug)]
pub(super) enum PageItem {
    Text(PdfText),
    Line { from: (f32, f32), to: (f32, f32), thickness: f32 },
    Fill { x: f32, y: f32, width: f32, height: f32, grey: f32 },
    Shape(PdfShape),
    Picture { picture: u32, left: f32, top: f32, width: f32, height: f32 },
    Begin(ContentMark),
    End,
}

/// An outline from knot to knot.
#[derive(Clone, Debug)]
pub(super) struct PdfShape {
    pub(super) knots: Vec<Knot>,
    pub(super) closed: bool,
    pub(super) fill: Option<f32>,
    /// How grey and how thick its line is.
    pub(super) stroke: Option<(f32, f32)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Knot {
    pub(super) at: (f32, f32),
    /// One of the two that bend the line on its way to the next knot.
    pub(super) bends: bool,
}

/// Clusters of a paragraph on one base line.
#[derive(Clone, Debug)]
pub(super) struct PdfText {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) paragraph: u32,
    pub(super) clusters: Range<u32>,
    pub(super) grey: f32,
    /// Turned to the left, in degrees.
    pub(super) angle: f32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum ContentMark {
    /// Content of a node, numbered within its page.
    Content {
        node: u32,
        number: u32,
    },
    /// Borders and backgrounds.
    Layout,
    /// Repeated heads of tables, marks across the page.
    Pagination,
    Header,
    Footer,
}

#[derive(Debug)]
pub(super) struct PdfLink {
    /// Left, top, right, bottom.
    pub(super) area: [f32; 4],
    pub(super) target: LinkTarget,
    pub(super) description: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// A named place of the document.
    Place(String),
    /// An address of the web.
    Web(String),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PagePlace {
    pub(super) page: u32,
    pub(super) y: f32,
}

#[derive(Debug)]
pub(super) struct PdfBookmark {
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) place: PagePlace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagRole {
    Document,
    Heading(u8),
    Paragraph,
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    List,
    ListItem,
    ListLabel,
    ListBody,
    Contents,
    ContentsItem,
    Reference,
    Link,
    Tick,
    Differing,
    Added,
    Removed,
    Figure,
}

impl TagRole {
    /// Stays in the tree even when it is empty: a table needs all of its cells.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::ColumnHead | Self::RowHead | Self::Cell)
    }
}

#[derive(Debug)]
pub(super) struct TagNode {
    pub(super) role: TagRole,
    pub(super) parent: u32,
    pub(super) children: Vec<TagChild>,
    /// Of a cell.
    pub(super) columns: u16,
    pub(super) rows: u16,
    /// What is read in place of the content.
    pub(super) said: Option<String>,
    pub(super) seen: Option<FigureText>,
    /// What is heard where the content is a sign.
    pub(super) heard: Option<&'static str>,
}

/// What a figure says to those who do not see it, and where it is: left, top, right, bottom.
#[derive(Debug)]
pub(super) struct FigureText {
    pub(super) alternative: String,
    pub(super) area: [f32; 4],
}

#[derive(Clone, Copy, Debug)]
pub(super) enum TagChild {
    Node(u32),
    Content {
        page: u32,
        number: u32,
    },
    /// A link's place among the links of its page.
    Link {
        page: u32,
        index: u32,
    },
}

impl PdfBook {
    pub(super) fn new(title: &str, author: &str) -> Self {
        let root = TagNode {
            role: TagRole::Document,
            parent: 0,
            children: Vec::new(),
            columns: 1,
            rows: 1,
            said: None,
            seen: None,
            heard: None,
        };
        Self { title: title.to_owned(), author: author.to_owned(), nodes: vec![root], ..Self::default() }
    }

    pub(super) fn node(&mut self, role: TagRole, parent: u32) -> u32 {
        let id = self.nodes.len() as u32;
        self.nodes.push(TagNode {
            role,
            parent,
            children: Vec::new(),
            columns: 1,
            rows: 1,
            said: None,
            seen: None,
            heard: None,
        });
        self.child(parent, TagChild::Node(id));
        id
    }

    /// How high a page is.
    pub(super) fn height(&self, page: u32) -> f32 {
        self.pages.get(page as usize).map_or(LONG_SIDE, |page| page.sheet.height())
    }

    pub(super) fn child(&mut self, parent: u32, child: TagChild) {
        if let Some(parent) = self.nodes.get_mut(parent as usize) {
            parent.children.push(child);
        }
    }
}
