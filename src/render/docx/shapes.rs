//! A drawing as shapes of Word: its text stays text, and councils can move what they wish elsewhere.

use super::body::{Body, Set};
use super::picture::{Emu, Room, geometry, inline, place, twips};
use super::xml::{Attributes, XmlWriter};
use crate::doc::drawing::{BORDER, CaptionAlign, Drawing, Grey, Point, Shape, Tenths};
use crate::text::width::width;

const EMU_OF_TENTH: Emu = 1_270;
const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";

pub(super) fn add(body: &mut Body, drawing: &Drawing, alternative: &str, room: Room) {
    let own = (length(drawing.width), length(drawing.height));
    let size = room.fit(own.0, own.1);
    let scale = Scale { own: own.0.max(1), fit: size.0 };
    let mut shapes = XmlWriter::default();
    for shape in &drawing.shapes {
        add_shape(body, &mut shapes, shape, scale);
    }
    group(body, size, alternative, &shapes);
}

/// Shapes that are one figure.
pub(super) fn group(body: &mut Body, size: (Emu, Emu), alternative: &str, shapes: &XmlWriter) {
    let number = body.next_drawing();
    let mut group = XmlWriter::default();
    group.empty("wpg:cNvGrpSpPr", &[]);
    group.within("wpg:grpSpPr", &[], |xml| {
        xml.within("a:xfrm", &[], |xml| {
            xml.empty("a:off", &[("x", &0), ("y", &0)]);
            xml.empty("a:ext", &[("cx", &size.0), ("cy", &size.1)]);
            xml.empty("a:chOff", &[("x", &0), ("y", &0)]);
            xml.empty("a:chExt", &[("cx", &size.0), ("cy", &size.1)]);
        });
    });
    group.append(shapes);
    body.paragraph(Set { height: twips(size.1), ..Set::new("Picture") }, |runs| {
        runs.xml.within("w:r", &[], |xml| {
            xml.within("mc:AlternateContent", &[], |xml| {
                xml.within("mc:Choice", &[("Requires", &"wpg")], |xml| {
                    inline(xml, size, number, alternative, |xml| {
                        xml.within("a:graphicData", &[("uri", &GROUP)], |xml| {
                            xml.within("wpg:wgp", &[], |xml| xml.append(&group));
                        });
                    });
                });
                // Word before 2010 knows no such shapes and shows the words.
                xml.within("mc:Fallback", &[], |xml| xml.with_text("w:t", alternative));
            });
        });
    });
}

/// Drawings that are too large for the page are made smaller, letters too.
#[derive(Clone, Copy)]
struct Scale {
    own: Emu,
    fit: Emu,
}

impl Scale {
    fn of(self, tenths: Tenths) -> Emu {
        length(tenths) * self.fit / self.own
    }

    fn point(self, point: Point) -> (Emu, Emu) {
        (self.of(point.0), self.of(point.1))
    }
}

fn length(tenths: Tenths) -> Emu {
    Emu::from(tenths) * EMU_OF_TENTH
}

fn add_shape(body: &mut Body, group: &mut XmlWriter, shape: &Shape, scale: Scale) {
    match shape {
        Shape::Rect { x, y, width, height, radius, fill, stroke } => {
            let size = (scale.of(*width), scale.of(*height));
            let adjust = length(*radius) * 100_000 / length((*width).min(*height)).max(1);
            let frame = ShapeFrame { at: scale.point((*x, *y)), size };
            frame.add(body, group, None, |xml| {
                xml.within("a:prstGeom", &[("prst", &if *radius > 0 { "roundRect" } else { "rect" })], |xml| {
                    xml.within("a:avLst", &[], |xml| {
                        if *radius > 0 {
                            xml.empty("a:gd", &[("name", &"adj"), ("fmla", &format!("val {adjust}"))]);
                        }
                    });
                });
                filled(xml, *fill);
                outline(xml, stroke.map(|grey| (grey, scale.of(BORDER))));
            });
        }
        Shape::Circle { x, y, radius, .. } => {
            let side = scale.of(2 * radius);
            let frame = ShapeFrame { at: scale.point((x - radius, y - radius)), size: (side, side) };
            frame.add(body, group, None, |xml| {
                geometry(xml, "ellipse");
                filled(xml, Grey(255));
                outline(xml, Some((Grey(0), scale.of(BORDER))));
            });
        }
        Shape::Line { points, width, grey, .. } => {
            path(body, group, points, scale, |xml| {
                xml.empty("a:noFill", &[]);
                outline(xml, Some((*grey, scale.of(*width))));
            });
            for head in shape.heads() {
                path(body, group, &[head[0], head[1], head[2], head[0]], scale, |xml| {
                    filled(xml, *grey);
                    outline(xml, None);
                });
            }
        }
        Shape::Text { x, y, size, align, bold, text } => {
            // Roomy, so that another font does not break the line.
            let letters = scale.of(*size) * (Emu::try_from(width(text)).unwrap_or(0) + 2) / 2;
            let (left, base) = scale.point((*x, *y));
            let height = scale.of(*size) * 14 / 10;
            let left = if *align == CaptionAlign::Middle { left - letters / 2 } else { left };
            let frame = ShapeFrame { at: (left, base - scale.of(*size) * 11 / 10), size: (letters, height) };
            let half_points = (Emu::from(*size) * scale.fit / scale.own / 5).max(2);
            let line = ShapeLine { text, half_points, bold: *bold, centred: *align == CaptionAlign::Middle };
            frame.add(body, group, Some(&line), |xml| {
                geometry(xml, "rect");
                xml.empty("a:noFill", &[]);
                outline(xml, None);
            });
        }
    }
}

/// Straight pieces from point to point.
fn path(body: &mut Body, group: &mut XmlWriter, points: &[Point], scale: Scale, paint: impl FnOnce(&mut XmlWriter)) {
    let points: Vec<(Emu, Emu)> = points.iter().map(|point| scale.point(*point)).collect();
    let least = |of: fn(&(Emu, Emu)) -> Emu| points.iter().map(of).min().unwrap_or_default();
    let most = |of: fn(&(Emu, Emu)) -> Emu| points.iter().map(of).max().unwrap_or_default();
    let at = (least(|point| point.0), least(|point| point.1));
    let size = (most(|point| point.0) - at.0, most(|point| point.1) - at.1);
    ShapeFrame { at, size }.add(body, group, None, |xml| {
        xml.within("a:custGeom", &[], |xml| {
            for list in ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"] {
                xml.empty(list, &[]);
            }
            xml.empty("a:rect", &[("l", &"0"), ("t", &"0"), ("r", &"r"), ("b", &"b")]);
            xml.within("a:pathLst", &[], |xml| {
                xml.within("a:path", &[("w", &size.0), ("h", &size.1)], |xml| {
                    for (index, point) in points.iter().enumerate() {
                        xml.within(if index == 0 { "a:moveTo" } else { "a:lnTo" }, &[], |xml| {
                            xml.empty("a:pt", &[("x", &(point.0 - at.0)), ("y", &(point.1 - at.1))]);
                        });
                    }
                });
            });
        });
        paint(xml);
    });
}

/// Where a shape stands.
pub(super) struct ShapeFrame {
    pub(super) at: (Emu, Emu),
    pub(super) size: (Emu, Emu),
}

pub(super) struct ShapeLine<'a> {
    text: &'a str,
    half_points: Emu,
    bold: bool,
    centred: bool,
}

impl ShapeFrame {
    pub(super) fn add(
        self,
        body: &mut Body,
        group: &mut XmlWriter,
        line: Option<&ShapeLine<'_>>,
        look: impl FnOnce(&mut XmlWriter),
    ) {
        let number = body.next_drawing();
        group.within("wps:wsp", &[], |xml| {
            xml.empty("wps:cNvPr", &[("id", &number), ("name", &format!("図形{number}"))]);
            if line.is_some() {
                xml.empty("wps:cNvSpPr", &[("txBox", &1)]);
            } else {
                xml.empty("wps:cNvSpPr", &[]);
            }
            xml.within("wps:spPr", &[], |xml| {
                place(xml, "a:xfrm", self.at, self.size);
                look(xml);
            });
            if let Some(line) = line {
                xml.within("wps:txbx", &[], |xml| xml.within("w:txbxContent", &[], |xml| line.write(xml)));
            }
            let insets: Attributes<'_> = &[
                ("wrap", &if line.is_some() { "none" } else { "square" }),
                ("lIns", &0),
                ("tIns", &0),
                ("rIns", &0),
                ("bIns", &0),
                ("anchor", &"ctr"),
            ];
            xml.empty("wps:bodyPr", insets);
        });
    }
}

impl ShapeLine<'_> {
    fn write(&self, xml: &mut XmlWriter) {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                let twips = self.half_points * 13;
                xml.empty("w:spacing", &[("w:line", &twips), ("w:lineRule", &"exact")]);
                xml.value("w:jc", &if self.centred { "center" } else { "left" });
            });
            xml.within("w:r", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    if self.bold {
                        xml.empty("w:b", &[]);
                        xml.empty("w:bCs", &[]);
                    }
                    xml.value("w:sz", &self.half_points);
                    xml.value("w:szCs", &self.half_points);
                });
                xml.with_text("w:t", self.text);
            });
        });
    }
}

fn filled(xml: &mut XmlWriter, grey: Grey) {
    xml.within("a:solidFill", &[], |xml| colour(xml, grey));
}

fn colour(xml: &mut XmlWriter, grey: Grey) {
    xml.empty("a:srgbClr", &[("val", &format!("{0:02X}{0:02X}{0:02X}", grey.0))]);
}

/// The border, its colour and its thickness.
fn outline(xml: &mut XmlWriter, line: Option<(Grey, Emu)>) {
    let Some((grey, thickness)) = line else {
        return xml.within("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
    };
    xml.within("a:ln", &[("w", &thickness)], |xml| filled(xml, grey));
}
