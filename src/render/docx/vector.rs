//! A picture drawn as SVG becomes shapes of Word: every Word since 2010 shows them sharp at any size. Where Word has no like
//! of something, such as a cut-out, the picture becomes pixels.

#![allow(clippy::cast_precision_loss, reason = "lengths on a page are small")]

use usvg::tiny_skia_path::{Path, PathSegment};
use usvg::{BlendMode, Fill, Group, ImageKind, Node, Opacity, Paint, Stroke, Tree};

use super::body::Body;
use super::package::Media;
use super::picture::{EMU_OF_PIXEL, Emu, Room, pic};
use super::shapes::{ShapeFrame, group};
use super::xml::{Attributes, XmlWriter};

/// Word has shapes that look like everything in the group.
pub(super) fn has_shapes(group: &Group) -> bool {
    let laid_over = group.opacity().get() < 1.0 && group.children().len() > 1;
    let apart = group.clip_path().is_some() || group.mask().is_some() || group.blend_mode() != BlendMode::Normal;
    let in_one_colour = |paint: &Paint| matches!(paint, Paint::Color(_));
    let has_shape = |node: &Node| match node {
        Node::Group(inner) => has_shapes(inner),
        Node::Text(text) => has_shapes(text.flattened()),
        Node::Path(path) => {
            path.fill().map(Fill::paint).is_none_or(in_one_colour)
                && path.stroke().map(Stroke::paint).is_none_or(in_one_colour)
        }
        Node::Image(_) => true,
    };
    !laid_over && !apart && group.children().iter().all(has_shape)
}

/// Draws the picture as shapes.
pub(super) fn add(body: &mut Body, tree: &Tree, alternative: &str, room: Room) {
    let size = size(tree, room);
    let scale = size.0 as f32 / tree.size().width();
    let mut painter = WordPainter { scale, shapes: XmlWriter::default() };
    painter.group(body, tree.root(), 1.0);
    group(body, size, alternative, &painter.shapes);
}

/// How large the picture is shown.
pub(super) fn size(tree: &Tree, room: Room) -> (Emu, Emu) {
    room.fit(pixels(tree.size().width()), pixels(tree.size().height()))
}

fn pixels(length: f32) -> Emu {
    (length * EMU_OF_PIXEL as f32).round() as Emu
}

struct WordPainter {
    /// From the picture's units.
    scale: f32,
    shapes: XmlWriter,
}

impl WordPainter {
    fn group(&mut self, body: &mut Body, group: &Group, opacity: f32) {
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(body, inner, opacity),
                Node::Text(text) => self.group(body, text.flattened(), opacity),
                Node::Path(path) if path.is_visible() => self.path(body, path, opacity),
                Node::Image(image) if image.is_visible() => self.image(body, image),
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }

    fn path(&mut self, body: &mut Body, path: &usvg::Path, opacity: f32) {
        let transform = path.abs_transform();
        let Some(data) = path.data().clone().transform(transform) else { return };
        let bounds = data.bounds();
        let (x, y) = (self.emu(bounds.x()), self.emu(bounds.y()));
        let size = (self.emu(bounds.width()), self.emu(bounds.height()));
        let mut look = XmlWriter::default();
        let corner = (bounds.x(), bounds.y());
        self.outline(&mut look, &data, corner, size);
        match path.fill() {
            Some(fill) => filled(&mut look, fill.paint(), fill.opacity(), opacity),
            None => look.empty("a:noFill", &[]),
        }
        if let Some(stroke) = path.stroke() {
            let (wide, high) = transform.get_scale();
            let width = self.emu(stroke.width().get() * (wide + high) / 2.0);
            look.within("a:ln", &[("w", &width)], |xml| {
                filled(xml, stroke.paint(), stroke.opacity(), opacity);
                if stroke.dasharray().is_some() {
                    xml.empty("a:prstDash", &[("val", &"dash")]);
                }
            });
        } else {
            look.within("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
        }
        ShapeFrame { at: (x, y), size }.add(body, &mut self.shapes, None, |xml| xml.append(&look));
    }

    fn outline(&self, xml: &mut XmlWriter, data: &Path, (left, top): (f32, f32), size: (Emu, Emu)) {
        xml.within("a:custGeom", &[], |xml| {
            for list in ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"] {
                xml.empty(list, &[]);
            }
            xml.empty("a:rect", &[("l", &"0"), ("t", &"0"), ("r", &"r"), ("b", &"b")]);
            xml.within("a:pathLst", &[], |xml| {
                xml.within("a:path", &[("w", &size.0), ("h", &size.1)], |xml| {
                    let mut segment = |name: &str, points: &[(f32, f32)]| {
                        xml.within(name, &[], |xml| {
                            for (x, y) in points {
                                xml.empty("a:pt", &[("x", &self.emu(x - left)), ("y", &self.emu(y - top))]);
                            }
                        });
                    };
                    for piece in data.segments() {
                        match piece {
                            PathSegment::MoveTo(to) => segment("a:moveTo", &[(to.x, to.y)]),
                            PathSegment::LineTo(to) => segment("a:lnTo", &[(to.x, to.y)]),
                            PathSegment::QuadTo(by, to) => segment("a:quadBezTo", &[(by.x, by.y), (to.x, to.y)]),
                            PathSegment::CubicTo(first, second, to) => {
                                segment("a:cubicBezTo", &[(first.x, first.y), (second.x, second.y), (to.x, to.y)]);
                            }
                            PathSegment::Close => segment("a:close", &[]),
                        }
                    }
                });
            });
        });
    }

    fn image(&mut self, body: &mut Body, image: &usvg::Image) {
        let (ending, bytes) = match image.kind() {
            ImageKind::PNG(bytes) => ("png", bytes),
            ImageKind::JPEG(bytes) => ("jpeg", bytes),
            _ => return,
        };
        let bounds = image.abs_bounding_box();
        let at = (self.emu(bounds.x()), self.emu(bounds.y()));
        let size = (self.emu(bounds.width()), self.emu(bounds.height()));
        let media = Media { ending, bytes: bytes.to_vec() };
        pic(body, &mut self.shapes, media, "", (at, size));
    }

    fn emu(&self, length: f32) -> Emu {
        (length * self.scale).round() as Emu
    }
}

fn filled(xml: &mut XmlWriter, paint: &Paint, own: Opacity, around: f32) {
    let Paint::Color(colour) = paint else { return xml.empty("a:noFill", &[]) };
    let code = format!("{:02X}{:02X}{:02X}", colour.red, colour.green, colour.blue);
    let alpha = (own.get() * around * 100_000.0).round() as Emu;
    let value: Attributes<'_> = &[("val", &code)];
    xml.within("a:solidFill", &[], |xml| {
        xml.within("a:srgbClr", value, |xml| {
            if alpha < 100_000 {
                xml.empty("a:alpha", &[("val", &alpha)]);
            }
        });
    });
}
