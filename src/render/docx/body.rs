//! Paragraphs, runs and bookmarks. The order of elements is that of the schema; Word refuses any other.

use super::bookmarks::{Bookmark, Bookmarks};
use super::noted::WordNotes;
use super::package::{Media, link_id};
use super::pages::PageCounter;
use super::xml::XmlWriter;
use crate::doc::SpanStyle;
use crate::text::width::width;

/// Twentieths of a point.
pub(super) type Twips = u32;

/// The text of a document on its way to the file, with what it refers to.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) xml: XmlWriter,
    pub(super) bookmarks: Bookmarks,
    pub(super) pictures: Vec<Media>,
    pub(super) links: Vec<String>,
    /// Pictures and drawings so far: each has a number of its own.
    drawings: usize,
    /// A table ends here: Word would make one of it and the next.
    pub(super) after_table: bool,
    /// Bookmarks that the next paragraph gets.
    waiting: Vec<Bookmark>,
    /// Counted where pages are asked for.
    pub(super) pages: Option<PageCounter>,
    pub(super) notes: WordNotes,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set<'a> {
    /// A style of `templates/docx/styles.xml`.
    pub(super) style: &'a str,
    pub(super) new_page: bool,
    /// It stays on the page of what follows.
    pub(super) keep_next: bool,
    pub(super) indent: Twips,
    /// The first line begins so much before the others.
    pub(super) hanging: Twips,
    /// Where tabs lead.
    pub(super) stops: &'a [Twips],
    /// Tabs that centre what follows, or push it to the right.
    pub(super) centre_stop: Option<Twips>,
    pub(super) right_stop: Option<Twips>,
    /// Of a drawing that stands in it.
    pub(super) height: Twips,
    /// A section ends with this paragraph.
    pub(super) section: Option<&'a XmlWriter>,
}

impl<'a> Set<'a> {
    pub(super) fn new(style: &'a str) -> Self {
        Self {
            style,
            new_page: false,
            keep_next: false,
            indent: 0,
            hanging: 0,
            stops: &[],
            centre_stop: None,
            right_stop: None,
            height: 0,
            section: None,
        }
    }
}

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LetterLook {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) underlined: bool,
}

impl LetterLook {
    pub(super) const PLAIN: Self = Self { bold: false, italic: false, struck: false, underlined: false };

    /// Of what differs from the version before.
    pub(super) fn of(style: SpanStyle) -> Self {
        let underlined = matches!(style, SpanStyle::Added | SpanStyle::Differing);
        Self { struck: style == SpanStyle::Removed, underlined, ..Self::PLAIN }
    }

    fn is_plain(self) -> bool {
        !(self.bold || self.italic || self.struck || self.underlined)
    }

    fn write(self, xml: &mut XmlWriter, style: Option<&str>) {
        if self.is_plain() && style.is_none() {
            return;
        }
        xml.within("w:rPr", &[], |xml| {
            if let Some(style) = style {
                xml.value("w:rStyle", &style);
            }
            for (on, names) in [(self.bold, ["w:b", "w:bCs"]), (self.italic, ["w:i", "w:iCs"])] {
                names.iter().filter(|_| on).for_each(|name| xml.empty(name, &[]));
            }
            if self.struck {
                xml.empty("w:strike", &[]);
            }
            if self.underlined {
                xml.value("w:u", &"single");
            }
        });
    }
}

impl Body {
    /// A text whose pages are counted.
    pub(super) fn counting(pages: PageCounter) -> Self {
        Self { pages: Some(pages), ..Self::default() }
    }

    /// The next paragraph bears the name of this address.
    pub(super) fn mark(&mut self, address: &str) -> Bookmark {
        let bookmark = self.bookmarks.take(address);
        self.waiting.push(bookmark.clone());
        bookmark
    }

    pub(super) fn paragraph(&mut self, set: Set<'_>, runs: impl FnOnce(&mut Runs<'_>)) {
        let waiting = std::mem::take(&mut self.waiting);
        self.after_table = false;
        let links = &mut self.links;
        let (mut columns, mut said) = (0, String::new());
        self.xml.within("w:p", &[], |xml| {
            properties(xml, set);
            for bookmark in &waiting {
                xml.empty("w:bookmarkStart", &[("w:id", &bookmark.number), ("w:name", &bookmark.name)]);
            }
            runs(&mut Runs { xml, links, columns: &mut columns, said: &mut said });
            for bookmark in &waiting {
                xml.empty("w:bookmarkEnd", &[("w:id", &bookmark.number)]);
            }
        });
        self.notes.paragraph(&said, waiting.into_iter().map(|bookmark| bookmark.name).collect());
        if let Some(pages) = &mut self.pages {
            pages.paragraph(set, columns);
        }
    }

    /// The number of one more picture or drawing.
    pub(super) fn next_drawing(&mut self) -> usize {
        self.drawings += 1;
        self.drawings
    }

    /// Something has to stand between two tables, and below the last one.
    pub(super) fn part_tables(&mut self) {
        if self.after_table {
            let waiting = std::mem::take(&mut self.waiting);
            self.text("Gap", "");
            self.waiting = waiting;
        }
    }

    /// A paragraph of text.
    pub(super) fn text(&mut self, style: &str, text: &str) {
        self.paragraph(Set::new(style), |runs| runs.text(text, LetterLook::PLAIN));
    }

    /// Text as typed: each of its lines is a paragraph.
    pub(super) fn lines(&mut self, style: &str, text: &str) {
        for line in text.split('\n') {
            self.text(style, line.trim_end_matches('\r'));
        }
    }
}

fn properties(xml: &mut XmlWriter, set: Set<'_>) {
    xml.within("w:pPr", &[], |xml| {
        xml.value("w:pStyle", &set.style);
        if set.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if set.new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        let left = set.stops.iter().map(|stop| ("left", *stop));
        let other = [("center", set.centre_stop), ("right", set.right_stop)];
        let stops: Vec<_> = left.chain(other.into_iter().filter_map(|(kind, stop)| Some((kind, stop?)))).collect();
        if !stops.is_empty() {
            xml.within("w:tabs", &[], |xml| {
                stops.iter().for_each(|(kind, stop)| xml.empty("w:tab", &[("w:val", kind), ("w:pos", stop)]));
            });
        }
        if set.indent + set.hanging > 0 {
            xml.empty("w:ind", &[("w:left", &(set.indent + set.hanging)), ("w:hanging", &set.hanging)]);
        }
        if let Some(section) = set.section {
            xml.append(section);
        }
    });
}

/// The inside of a paragraph.
pub(super) struct Runs<'a> {
    pub(super) xml: &'a mut XmlWriter,
    links: &'a mut Vec<String>,
    /// Columns of half width so far.
    columns: &'a mut usize,
    /// Everything but what is struck out.
    said: &'a mut String,
}

impl Runs<'_> {
    pub(super) fn text(&mut self, text: &str, look: LetterLook) {
        self.styled(text, look, None);
    }

    pub(super) fn tab(&mut self) {
        self.xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
    }

    /// Text that leads to a page of the web.
    pub(super) fn link(&mut self, text: &str, address: &str, look: LetterLook) {
        let known = self.links.iter().position(|known| known == address);
        let index = known.unwrap_or_else(|| {
            self.links.push(address.to_owned());
            self.links.len() - 1
        });
        let mut content = XmlWriter::default();
        Runs { xml: &mut content, links: self.links, columns: self.columns, said: self.said }.styled(
            text,
            look,
            Some("Hyperlink"),
        );
        self.xml.within("w:hyperlink", &[("r:id", &link_id(index)), ("w:history", &1)], |xml| xml.append(&content));
    }

    /// What leads to a bookmark.
    pub(super) fn place(&mut self, bookmark: &str, inside: impl FnOnce(&mut Runs<'_>)) {
        let mut content = XmlWriter::default();
        inside(&mut Runs { xml: &mut content, links: self.links, columns: self.columns, said: self.said });
        self.xml.within("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", &1)], |xml| xml.append(&content));
    }

    /// A field and what it said last.
    pub(super) fn field(&mut self, code: &str, result: &str) {
        self.field_mark("begin");
        self.xml.within("w:r", &[], |xml| xml.with_text("w:instrText", &format!(" {code} ")));
        self.field_mark("separate");
        self.text(result, LetterLook::PLAIN);
        self.field_mark("end");
    }

    pub(super) fn field_mark(&mut self, kind: &str) {
        self.xml.within("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", &kind)]));
    }

    fn styled(&mut self, text: &str, look: LetterLook, style: Option<&str>) {
        if text.is_empty() {
            return;
        }
        *self.columns += width(text);
        if !look.struck {
            self.said.push_str(text);
        }
        self.xml.within("w:r", &[], |xml| {
            look.write(xml, style);
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    xml.empty("w:br", &[]);
                }
                for (index, piece) in line.trim_end_matches('\r').split('\t').enumerate() {
                    if index > 0 {
                        xml.empty("w:tab", &[]);
                    }
                    if !piece.is_empty() {
                        xml.with_text("w:t", piece);
                    }
                }
            }
        });
    }
}

/// Runs of text, each line of them a paragraph.
pub(super) fn runs_of_lines(body: &mut Body, style: &str, runs: &[(&str, LetterLook)]) {
    let mut lines: Vec<Vec<(&str, LetterLook)>> = vec![Vec::new()];
    for (text, look) in runs {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push((piece.trim_end_matches('\r'), *look));
            }
        }
    }
    for line in lines {
        body.paragraph(Set::new(style), |runs| line.iter().for_each(|(text, look)| runs.text(text, *look)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_tabs_are_elements() {
        let mut body = Body::default();
        body.mark("work.content");
        body.paragraph(Set { keep_next: true, indent: 100, ..Set::new("Answer") }, |runs| {
            runs.text("一\t二\r\n三 ", LetterLook { bold: true, struck: true, ..LetterLook::PLAIN });
        });
        assert_eq!(
            body.xml.into_text(),
            "<w:p><w:pPr><w:pStyle w:val=\"Answer\"/><w:keepNext/><w:ind w:left=\"100\" w:hanging=\"0\"/></w:pPr>\
             <w:bookmarkStart w:id=\"1\" w:name=\"work_content\"/><w:r><w:rPr><w:b/><w:bCs/><w:strike/></w:rPr>\
             <w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t xml:space=\"preserve\">三 </w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>"
        );
    }
}
