//! A picture drawn as SVG becomes a form: paths in its own coordinates, what is transparent in groups of their own.

mod paint;
mod sheet;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use usvg::tiny_skia_path::{Path, PathSegment};
use usvg::{
    BlendMode, ClipPath, FillRule, Group, Image, ImageKind, Mask, MaskType, Node, PaintOrder, Rect, Transform, Tree,
};

use self::paint::Ink;
use self::sheet::VectorSheet;
use super::{name, picture};

pub(super) fn add(document: &mut Document, tree: &Tree) -> ObjectId {
    let (width, height) = (tree.size().width(), tree.size().height());
    let area = Rect::from_xywh(0.0, 0.0, width, height);
    let mut sheet = VectorSheet::default();
    let mut painter = PdfPainter { document };
    painter.group(&mut sheet, tree.root(), Transform::identity());
    let form = painter.form(sheet, area, true);
    // One unit high and wide, and upright where y points up.
    if let Ok(form) = painter.document.get_object_mut(form).and_then(Object::as_stream_mut) {
        form.dict.set("Matrix", reals(&[1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]));
    }
    form
}

struct PdfPainter<'d> {
    document: &'d mut Document,
}

impl PdfPainter<'_> {
    /// `group`: what it draws is put together before it is laid over what lies below.
    fn form(&mut self, sheet: VectorSheet, area: Option<Rect>, group: bool) -> ObjectId {
        let area = area.map_or([0.0; 4], |area| [area.left(), area.top(), area.right(), area.bottom()]);
        let mut form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => reals(&area),
            "Resources" => sheet.resources(),
        };
        if group {
            form.set(
                "Group",
                dictionary! { "Type" => "Group", "S" => "Transparency", "CS" => "DeviceRGB", "I" => true },
            );
        }
        self.document.add_object(Stream::new(form, sheet.content))
    }

    /// `to_sheet` leads from the coordinates around the group to those of the sheet.
    fn group(&mut self, sheet: &mut VectorSheet, group: &Group, to_sheet: Transform) {
        let to_sheet = to_sheet.pre_concat(group.transform());
        let blended = group.blend_mode() != BlendMode::Normal;
        let apart = blended || group.opacity().get() < 1.0 || group.mask().is_some() || group.isolate();
        let clip = group.clip_path();
        if !apart && clip.is_none() {
            self.children(sheet, group, to_sheet);
            return;
        }
        sheet.save();
        let simple = clip.filter(|clip| is_simple(clip));
        if let Some(clip) = simple {
            clip_to(sheet, clip, to_sheet);
        }
        let masked_by_clip = clip.filter(|_| simple.is_none());
        if apart || masked_by_clip.is_some() {
            let mut inner = VectorSheet::default();
            self.children(&mut inner, group, to_sheet);
            let area = group.layer_bounding_box().transform(to_sheet).map(|area| area.to_rect());
            let mut form = self.form(inner, area, true);
            if let Some(mask) = group.mask() {
                let state = self.mask(mask, to_sheet);
                form = self.through(form, state, area);
            }
            if let Some(clip) = masked_by_clip {
                let state = self.clip_mask(clip, to_sheet, area);
                form = self.through(form, state, area);
            }
            let mut state = dictionary! { "ca" => group.opacity().get(), "CA" => group.opacity().get() };
            if blended {
                state.set("BM", name(blend_mode(group.blend_mode())));
            }
            sheet.state(state);
            sheet.draw(form);
        } else {
            self.children(sheet, group, to_sheet);
        }
        sheet.restore();
    }

    /// A form seen through a mask.
    fn through(&mut self, form: ObjectId, state: lopdf::Dictionary, area: Option<Rect>) -> ObjectId {
        let mut sheet = VectorSheet::default();
        sheet.state(state);
        sheet.draw(form);
        self.form(sheet, area, true)
    }

    fn children(&mut self, sheet: &mut VectorSheet, group: &Group, to_sheet: Transform) {
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(sheet, inner, to_sheet),
                Node::Text(text) => self.group(sheet, text.flattened(), to_sheet),
                Node::Path(path) if path.is_visible() => self.path(sheet, path, to_sheet),
                Node::Image(image) if image.is_visible() => self.image(sheet, image, to_sheet),
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }

    fn path(&mut self, sheet: &mut VectorSheet, path: &usvg::Path, to_sheet: Transform) {
        let mut inks: Vec<Ink> = Vec::new();
        // An area without height or width has nothing to fill; PDF would draw a hair.
        let flat = path.bounding_box().width() <= 0.0 || path.bounding_box().height() <= 0.0;
        inks.extend(path.fill().filter(|_| !flat).map(Ink::Fill));
        inks.extend(path.stroke().map(Ink::Stroke));
        if path.paint_order() == PaintOrder::StrokeAndFill {
            inks.reverse();
        }
        for ink in inks {
            sheet.save();
            self.ink(sheet, ink, path, to_sheet);
            sheet.transform(to_sheet);
            outline(sheet, path.data(), Transform::identity());
            sheet.operator(match ink {
                Ink::Fill(fill) if fill.rule() == FillRule::EvenOdd => "f*",
                Ink::Fill(_) => "f",
                Ink::Stroke(_) => "S",
            });
            sheet.restore();
        }
    }

    /// Pictures that cannot be read were left out, and told, when the file was read.
    fn image(&mut self, sheet: &mut VectorSheet, image: &Image, to_sheet: Transform) {
        let (ImageKind::PNG(bytes) | ImageKind::JPEG(bytes)) = image.kind() else { return };
        let Ok(crate::picture::Picture::Raster(raster)) = crate::picture::read(bytes) else { return };
        let drawn = picture::add_raster(self.document, &raster);
        let (width, height) = (image.size().width(), image.size().height());
        sheet.save();
        sheet.transform(to_sheet.pre_concat(Transform::from_row(width, 0.0, 0.0, -height, 0.0, height)));
        sheet.draw(drawn);
        sheet.restore();
    }

    /// The state in which what is drawn is seen through a mask.
    fn mask(&mut self, mask: &Mask, to_sheet: Transform) -> lopdf::Dictionary {
        let mut sheet = VectorSheet::default();
        if let Some(outer) = mask.mask() {
            let state = self.mask(outer, to_sheet);
            sheet.state(state);
        }
        self.group(&mut sheet, mask.root(), to_sheet);
        let own = mask.rect().transform(to_sheet).map(|area| area.to_rect());
        let form = self.form(sheet, own, true);
        soft_mask(form, if mask.kind() == MaskType::Alpha { "Alpha" } else { "Luminosity" })
    }

    /// A clip that is more than one plain path: what it covers is seen.
    fn clip_mask(&mut self, clip: &ClipPath, to_sheet: Transform, area: Option<Rect>) -> lopdf::Dictionary {
        let mut sheet = VectorSheet::default();
        let inside = to_sheet.pre_concat(clip.transform());
        if let Some(outer) = clip.clip_path() {
            let state = self.clip_mask(outer, to_sheet, area);
            sheet.state(state);
        }
        self.group(&mut sheet, clip.root(), inside);
        let form = self.form(sheet, area, true);
        soft_mask(form, "Alpha")
    }
}

fn soft_mask(form: ObjectId, kind: &str) -> lopdf::Dictionary {
    dictionary! { "SMask" => dictionary! { "Type" => "Mask", "S" => name(kind), "G" => form } }
}

/// One path and nothing else.
fn is_simple(clip: &ClipPath) -> bool {
    clip.clip_path().is_none() && only_path(clip.root()).is_some()
}

/// The only thing that a group draws, if that is a path, and where.
fn only_path(group: &Group) -> Option<(&usvg::Path, Transform)> {
    let [only] = group.children() else { return None };
    if group.clip_path().is_some() || group.mask().is_some() {
        return None;
    }
    match only {
        Node::Path(path) if path.is_visible() && path.fill().is_some() => Some((path, group.transform())),
        Node::Group(inner) => only_path(inner).map(|(path, to)| (path, group.transform().pre_concat(to))),
        _ => None,
    }
}

fn clip_to(sheet: &mut VectorSheet, clip: &ClipPath, to_sheet: Transform) {
    let Some((path, inner)) = only_path(clip.root()) else { return };
    outline(sheet, path.data(), to_sheet.pre_concat(clip.transform()).pre_concat(inner));
    let even = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
    sheet.operator(if even { "W* n" } else { "W n" });
}

fn outline(sheet: &mut VectorSheet, path: &Path, to_sheet: Transform) {
    let Some(path) = path.clone().transform(to_sheet) else { return };
    let (mut x, mut y) = (0.0, 0.0);
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => sheet.operation(&[to.x, to.y], "m"),
            PathSegment::LineTo(to) => sheet.operation(&[to.x, to.y], "l"),
            PathSegment::QuadTo(by, to) => {
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                let points = [third(x, by.x), third(y, by.y), third(to.x, by.x), third(to.y, by.y), to.x, to.y];
                sheet.operation(&points, "c");
            }
            PathSegment::CubicTo(first, second, to) => {
                sheet.operation(&[first.x, first.y, second.x, second.y, to.x, to.y], "c");
            }
            PathSegment::Close => sheet.operator("h"),
        }
        if let PathSegment::MoveTo(to)
        | PathSegment::LineTo(to)
        | PathSegment::QuadTo(_, to)
        | PathSegment::CubicTo(.., to) = segment
        {
            (x, y) = (to.x, to.y);
        }
    }
}

fn blend_mode(mode: BlendMode) -> &'static str {
    match mode {
        // The last has no counterpart in PDF, which was told when the file was read.
        BlendMode::Normal | BlendMode::PlusLighter => "Normal",
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
    }
}

fn reals(values: &[f32]) -> Object {
    values.iter().map(|value| Object::Real(*value)).collect::<Vec<_>>().into()
}
