//! The structure tree: what a screen reader reads, in which order, as what.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::super::page::{PdfBook, TagChild, TagNode, TagRole};
use super::{name, words};

pub(super) fn tag(role: TagRole) -> String {
    let tag = match role {
        TagRole::Heading(level) => return format!("H{level}"),
        TagRole::Document => "Document",
        TagRole::Paragraph => "P",
        TagRole::Table => "Table",
        TagRole::Row => "TR",
        TagRole::ColumnHead | TagRole::RowHead => "TH",
        TagRole::Cell => "TD",
        TagRole::List => "L",
        TagRole::ListItem => "LI",
        TagRole::ListLabel => "Lbl",
        TagRole::ListBody => "LBody",
        TagRole::Contents => "TOC",
        TagRole::ContentsItem => "TOCI",
        TagRole::Reference => "Reference",
        TagRole::Tick | TagRole::Differing | TagRole::Added | TagRole::Removed => "Span",
        TagRole::Link => "Link",
        TagRole::Figure => "Figure",
    };
    tag.to_owned()
}

struct TagTree<'a> {
    book: &'a PdfBook,
    pages: &'a [ObjectId],
    links: &'a [Vec<ObjectId>],
    ids: Vec<ObjectId>,
    told: Vec<bool>,
    /// The element of each piece of content, by page and number.
    content: Vec<Vec<Object>>,
    /// The element of each link, by page.
    linked: Vec<Vec<Object>>,
}

/// `links`: the annotations of each page.
pub(super) fn tree(document: &mut Document, book: &PdfBook, pages: &[ObjectId], links: &[Vec<ObjectId>]) -> ObjectId {
    let root = document.new_object_id();
    let mut tree = TagTree {
        book,
        pages,
        links,
        ids: book.nodes.iter().map(|_| document.new_object_id()).collect(),
        told: told(book),
        content: book.pages.iter().map(|page| vec![Object::Null; page.marks as usize]).collect(),
        linked: links.iter().map(|links| vec![Object::Null; links.len()]).collect(),
    };
    for (index, node) in book.nodes.iter().enumerate().filter(|(index, _)| tree.told[*index]).collect::<Vec<_>>() {
        let parent = if index == 0 { root } else { tree.ids[node.parent as usize] };
        let element = tree.element(index, node, parent);
        document.objects.insert(tree.ids[index], Object::Dictionary(element));
    }
    let mut numbers: Vec<Object> = Vec::with_capacity(pages.len() * 2);
    for (page, content) in tree.content.into_iter().enumerate() {
        numbers.push((page as i64).into());
        numbers.push(document.add_object(content).into());
    }
    for element in tree.linked.into_iter().flatten() {
        numbers.push((numbers.len() as i64 / 2).into());
        numbers.push(element);
    }
    let next = numbers.len() as i64 / 2;
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    let first = tree.ids.first().copied().unwrap_or(root);
    let top =
        dictionary! { "Type" => "StructTreeRoot", "K" => first, "ParentTree" => parents, "ParentTreeNextKey" => next };
    document.objects.insert(root, Object::Dictionary(top));
    root
}

/// Which nodes reach the page, or hold one that does. Children stand after their parents.
fn told(book: &PdfBook) -> Vec<bool> {
    let mut told = vec![false; book.nodes.len()];
    for (index, node) in book.nodes.iter().enumerate().rev() {
        let reaches = |child: &TagChild| match child {
            TagChild::Node(inner) => told.get(*inner as usize).copied().unwrap_or(false),
            TagChild::Content { .. } | TagChild::Link { .. } => true,
        };
        told[index] = index == 0 || node.role.is_cell() || node.children.iter().any(reaches);
    }
    told
}

impl TagTree<'_> {
    fn element(&mut self, index: usize, node: &TagNode, parent: ObjectId) -> Dictionary {
        let mut element = dictionary! { "Type" => "StructElem", "S" => name(&tag(node.role)), "P" => parent };
        let own = Object::Reference(self.ids[index]);
        let mut own_page = None;
        let mut children: Vec<Object> = Vec::new();
        for child in &node.children {
            match *child {
                TagChild::Node(inner) if self.told[inner as usize] => children.push(self.ids[inner as usize].into()),
                TagChild::Node(_) => {}
                TagChild::Content { page, number } => {
                    let Some(page_id) = self.pages.get(page as usize) else { continue };
                    self.content[page as usize][number as usize] = own.clone();
                    if own_page.is_none() {
                        own_page = Some(page);
                        element.set("Pg", *page_id);
                    }
                    children.push(if own_page == Some(page) {
                        i64::from(number).into()
                    } else {
                        dictionary! { "Type" => "MCR", "Pg" => *page_id, "MCID" => i64::from(number) }.into()
                    });
                }
                TagChild::Link { page, index } => {
                    let (page, index) = (page as usize, index as usize);
                    let (Some(page_id), Some(link)) = (self.pages.get(page), self.links[page].get(index)) else {
                        continue;
                    };
                    self.linked[page][index] = own.clone();
                    children.push(dictionary! { "Type" => "OBJR", "Pg" => *page_id, "Obj" => *link }.into());
                }
            }
        }
        match children.len() {
            0 => {}
            1 => element.set("K", children.remove(0)),
            _ => element.set("K", children),
        }
        if let Some(seen) = &node.seen {
            element.set("Alt", words(&seen.alternative));
        }
        if let Some(heard) = node.heard {
            element.set("Alt", words(heard));
        }
        if let Some(said) = &node.said {
            element.set("ActualText", words(said));
        }
        let height = own_page.map_or(0.0, |page| self.book.height(page));
        if let Some(attributes) = attributes(node, height) {
            element.set("A", attributes);
        }
        element
    }
}

/// What a figure has to say of its place, a table of its cells, and how changed words look. `height`: of its page.
fn attributes(node: &TagNode, height: f32) -> Option<Dictionary> {
    if let Some(seen) = &node.seen {
        let [left, top, right, bottom] = seen.area;
        let area = [left, height - bottom, right, height - top].map(Object::Real).to_vec();
        return Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => area });
    }
    if let TagRole::Differing | TagRole::Added | TagRole::Removed = node.role {
        let line = if node.role == TagRole::Removed { "LineThrough" } else { "Underline" };
        return Some(dictionary! { "O" => "Layout", "TextDecorationType" => name(line) });
    }
    let mut attributes = dictionary! { "O" => "Table" };
    match node.role {
        TagRole::ColumnHead => attributes.set("Scope", name("Column")),
        TagRole::RowHead => attributes.set("Scope", name("Row")),
        _ => {}
    }
    if node.columns > 1 {
        attributes.set("ColSpan", i64::from(node.columns));
    }
    if node.rows > 1 {
        attributes.set("RowSpan", i64::from(node.rows));
    }
    (node.role.is_cell() && attributes.len() > 1).then_some(attributes)
}
