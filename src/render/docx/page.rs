//! The page around the text: paper, header, footer, the mark of a draft.

use super::body::{Body, LetterLook, Set, Twips};
use super::package::{Margin, margin_id};
use super::xml::{Attributes, XmlWriter};

/// A4, upright: its short and its long side.
const SHORT: Twips = 11_906;
const LONG: Twips = 16_838;
const MARGIN: Twips = 1_134;
/// From the edge of the paper to header and footer.
const EDGE: Twips = 567;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    Upright,
    Lying,
}

impl Paper {
    fn sides(self) -> (Twips, Twips) {
        if self == Self::Upright { (SHORT, LONG) } else { (LONG, SHORT) }
    }

    /// The width of the text.
    pub(super) fn width(self) -> Twips {
        self.sides().0 - 2 * MARGIN
    }

    /// The height of the text.
    pub(super) fn height(self) -> Twips {
        self.sides().1 - 2 * MARGIN
    }
}

/// What stands around the pages of a section.
#[derive(Clone, Debug)]
pub(super) struct PageSurround<'a> {
    pub(super) paper: Paper,
    /// Left and right above the text.
    pub(super) above: Option<(&'a str, &'a str)>,
    /// Left of and right of the page number.
    pub(super) below: Option<(&'a str, &'a str)>,
    pub(super) draft: Option<&'a str>,
}

pub(super) const NAMESPACES: Attributes<'static> = &[
    ("xmlns:w", &"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", &"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:v", &"urn:schemas-microsoft-com:vml"),
    ("xmlns:o", &"urn:schemas-microsoft-com:office:office"),
    ("xmlns:wp", &"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", &"http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:mc", &"http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:wps", &"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("xmlns:wpg", &"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
];

/// The properties of a section, whose header and footer are added to `margins`.
pub(super) fn section(around: &PageSurround<'_>, margins: &mut Vec<Margin>) -> XmlWriter {
    let mut references = XmlWriter::default();
    if around.above.is_some() || around.draft.is_some() {
        refer(&mut references, margins, "header", header(around));
    }
    if let Some(below) = around.below {
        refer(&mut references, margins, "footer", footer(around.paper, below));
    }
    let (width, height) = around.paper.sides();
    let mut xml = XmlWriter::default();
    xml.within("w:sectPr", &[], |xml| {
        xml.append(&references);
        xml.value("w:type", &"nextPage");
        let size: Attributes<'_> = &[("w:w", &width), ("w:h", &height)];
        let lying: Attributes<'_> = &[("w:w", &width), ("w:h", &height), ("w:orient", &"landscape")];
        xml.empty("w:pgSz", if around.paper == Paper::Lying { lying } else { size });
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &MARGIN),
                ("w:right", &MARGIN),
                ("w:bottom", &MARGIN),
                ("w:left", &MARGIN),
                ("w:header", &EDGE),
                ("w:footer", &EDGE),
                ("w:gutter", &0),
            ],
        );
    });
    xml
}

fn refer(references: &mut XmlWriter, margins: &mut Vec<Margin>, kind: &'static str, content: String) {
    let id = margin_id(margins.len());
    references.empty(&format!("w:{kind}Reference"), &[("w:type", &"default"), ("r:id", &id)]);
    margins.push(Margin { kind, content });
}

fn header(around: &PageSurround<'_>) -> String {
    let width = around.paper.width();
    let (left, right) = around.above.unwrap_or_default();
    let style = if around.above.is_some() { "Header" } else { "Small" };
    part("w:hdr", |body| {
        body.paragraph(Set { right_stop: Some(width), ..Set::new(style) }, |runs| {
            runs.text(left, LetterLook::PLAIN);
            if !right.is_empty() {
                runs.tab();
                runs.text(right, LetterLook::PLAIN);
            }
            if let Some(draft) = around.draft {
                runs.xml.within("w:r", &[], |xml| watermark(xml, draft));
            }
        });
    })
}

fn footer(paper: Paper, (left, right): (&str, &str)) -> String {
    part("w:ftr", |body| {
        let width = paper.width();
        body.paragraph(Set { centre_stop: Some(width / 2), right_stop: Some(width), ..Set::new("Footer") }, |runs| {
            runs.text(left, LetterLook::PLAIN);
            runs.tab();
            runs.field("PAGE", "1");
            runs.text(" / ", LetterLook::PLAIN);
            runs.field("NUMPAGES", "1");
            runs.tab();
            runs.text(right, LetterLook::PLAIN);
        });
    })
}

fn part(name: &str, content: impl FnOnce(&mut Body)) -> String {
    let mut body = Body::default();
    content(&mut body);
    let mut xml = XmlWriter::document();
    xml.within(name, NAMESPACES, |xml| xml.append(&body.xml));
    xml.into_text()
}

/// Across the page and behind its text, as Word itself makes it.
fn watermark(xml: &mut XmlWriter, draft: &str) {
    /// Points of a letter.
    const SIZE: usize = 150;
    let width = SIZE * draft.chars().count();
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{SIZE}pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin"
    );
    xml.within("w:pict", &[], |xml| {
        let shape_type: Attributes<'_> = &[
            ("id", &"_x0000_t136"),
            ("coordsize", &"21600,21600"),
            ("o:spt", &"136"),
            ("adj", &"10800"),
            ("path", &"m@7,l@8,m@5,21600l@6,21600e"),
        ];
        xml.within("v:shapetype", shape_type, |xml| {
            xml.within("v:formulas", &[], |xml| {
                let formulas = [
                    "sum #0 0 10800",
                    "prod #0 2 1",
                    "sum 21600 0 @1",
                    "sum 0 0 @2",
                    "sum 21600 0 @3",
                    "if @0 @3 0",
                    "if @0 21600 @1",
                    "if @0 0 @2",
                    "if @0 @4 21600",
                ];
                formulas.iter().for_each(|formula| xml.empty("v:f", &[("eqn", formula)]));
            });
            xml.empty("v:path", &[("textpathok", &"t")]);
            xml.empty("v:textpath", &[("on", &"t"), ("fitshape", &"t")]);
            xml.empty("o:lock", &[("v:ext", &"edit"), ("text", &"t"), ("shapetype", &"t")]);
        });
        let shape: Attributes<'_> = &[
            ("id", &"PowerPlusWaterMarkObject1"),
            ("o:spid", &"_x0000_s2049"),
            ("type", &"#_x0000_t136"),
            ("alt", &draft),
            ("style", &style),
            ("o:allowincell", &"f"),
            ("fillcolor", &"#d9d9d9"),
            ("stroked", &"f"),
        ];
        xml.within("v:shape", shape, |xml| {
            xml.empty("v:fill", &[("opacity", &".5")]);
            xml.empty("v:textpath", &[("style", &"font-family:\"BIZ UDゴシック\";font-size:1pt"), ("string", &draft)]);
        });
    });
}
