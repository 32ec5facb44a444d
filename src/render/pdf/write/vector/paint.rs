//! Colours, gradients and patterns.

use lopdf::{Dictionary, Object, Stream, dictionary};
use usvg::{
    BaseGradient, Fill, LineCap, LineJoin, LinearGradient, Paint, Pattern, RadialGradient, Rect, Stop, Stroke,
    Transform,
};

use super::sheet::{VectorSheet, function, matrix};
use super::{PdfPainter, name, reals, soft_mask};

#[derive(Clone, Copy)]
pub(super) enum Ink<'a> {
    Fill(&'a Fill),
    Stroke(&'a Stroke),
}

/// Along a line, or from circle to circle.
#[derive(Clone, Copy)]
enum Gradient<'a> {
    Linear(&'a LinearGradient),
    Radial(&'a RadialGradient),
}

impl Gradient<'_> {
    fn base(&self) -> &BaseGradient {
        match self {
            Self::Linear(linear) => linear,
            Self::Radial(radial) => radial,
        }
    }

    /// `colour` says what of a stop is drawn.
    fn shading(&self, space: &str, colour: impl Fn(&Stop) -> Vec<f32>) -> Dictionary {
        let mut stops: Vec<(f32, Vec<f32>)> = Vec::new();
        for stop in self.base().stops() {
            let offset = stop.offset().get();
            // Bounds must grow.
            if stops.is_empty() && offset > 0.0 {
                stops.push((0.0, colour(stop)));
            }
            stops.push((offset.max(stops.last().map_or(0.0, |last| last.0)), colour(stop)));
        }
        if let Some(last) = stops.last().filter(|last| last.0 < 1.0 || stops.len() == 1).cloned() {
            stops.push((1.0, last.1));
        }
        let (kind, places) = match self {
            Self::Linear(line) => (2, vec![line.x1(), line.y1(), line.x2(), line.y2()]),
            Self::Radial(circles) => {
                let from = [circles.fx(), circles.fy(), circles.fr().get()];
                (3, from.into_iter().chain([circles.cx(), circles.cy(), circles.r().get()]).collect())
            }
        };
        dictionary! {
            "ShadingType" => kind,
            "ColorSpace" => name(space),
            "Coords" => reals(&places),
            "Extend" => vec![true.into(), true.into()],
            "Function" => function(&stops),
        }
    }
}

impl PdfPainter<'_> {
    /// Sets colours and lines for what is drawn next.
    pub(super) fn ink(&mut self, sheet: &mut VectorSheet, ink: Ink, path: &usvg::Path, to_sheet: Transform) {
        let (paint, opacity) = match ink {
            Ink::Fill(fill) => (fill.paint(), fill.opacity().get()),
            Ink::Stroke(stroke) => {
                pen(sheet, stroke);
                (stroke.paint(), stroke.opacity().get())
            }
        };
        if opacity < 1.0 {
            sheet.state(dictionary! { "ca" => opacity, "CA" => opacity });
        }
        let stroke = matches!(ink, Ink::Stroke(_));
        match paint {
            Paint::Color(colour) => {
                let colour = [colour.red, colour.green, colour.blue].map(|sample| f32::from(sample) / 255.0);
                sheet.operation(&colour, if stroke { "RG" } else { "rg" });
            }
            Paint::LinearGradient(gradient) => self.gradient(sheet, Gradient::Linear(gradient), stroke, path, to_sheet),
            Paint::RadialGradient(gradient) => self.gradient(sheet, Gradient::Radial(gradient), stroke, path, to_sheet),
            Paint::Pattern(pattern) => {
                let pattern = self.pattern(pattern, to_sheet);
                sheet.pattern(pattern, stroke);
            }
        }
    }

    fn gradient(
        &mut self,
        sheet: &mut VectorSheet,
        gradient: Gradient,
        stroke: bool,
        path: &usvg::Path,
        to_sheet: Transform,
    ) {
        let to_sheet_of_gradient = to_sheet.pre_concat(gradient.base().transform());
        let pattern = |shading: Dictionary| {
            dictionary! {
                "Type" => "Pattern", "PatternType" => 2, "Matrix" => matrix(to_sheet_of_gradient), "Shading" => shading,
            }
        };
        if gradient.base().stops().iter().any(|stop| stop.opacity().get() < 1.0) {
            let mut mask = VectorSheet::default();
            mask.pattern(pattern(gradient.shading("DeviceGray", |stop| vec![stop.opacity().get()])), false);
            let area = path.stroke_bounding_box().transform(to_sheet).unwrap_or_else(|| path.stroke_bounding_box());
            rectangle(&mut mask, area);
            mask.operator("f");
            let mask = self.form(mask, Some(area), true);
            if let Ok(mask) = self.document.get_object_mut(mask).and_then(Object::as_stream_mut) {
                let group = dictionary! { "Type" => "Group", "S" => "Transparency", "CS" => "DeviceGray", "I" => true };
                mask.dict.set("Group", group);
            }
            sheet.state(soft_mask(mask, "Luminosity"));
        }
        let colour = |stop: &Stop| {
            let colour = stop.color();
            [colour.red, colour.green, colour.blue].map(|sample| f32::from(sample) / 255.0).to_vec()
        };
        sheet.pattern(pattern(gradient.shading("DeviceRGB", colour)), stroke);
    }

    fn pattern(&mut self, pattern: &Pattern, to_sheet: Transform) -> Object {
        let tile = pattern.rect();
        let mut sheet = VectorSheet::default();
        self.group(&mut sheet, pattern.root(), Transform::identity());
        let place = to_sheet.pre_concat(pattern.transform()).pre_translate(tile.x(), tile.y());
        let form = dictionary! {
            "Type" => "Pattern",
            "PatternType" => 1,
            "PaintType" => 1,
            "TilingType" => 1,
            "BBox" => reals(&[0.0, 0.0, tile.width(), tile.height()]),
            "XStep" => tile.width(),
            "YStep" => tile.height(),
            "Matrix" => matrix(place),
            "Resources" => sheet.resources(),
        };
        self.document.add_object(Stream::new(form, sheet.content)).into()
    }
}

fn pen(sheet: &mut VectorSheet, stroke: &Stroke) {
    sheet.operation(&[stroke.width().get()], "w");
    sheet.operator(match stroke.linecap() {
        LineCap::Butt => "0 J",
        LineCap::Round => "1 J",
        LineCap::Square => "2 J",
    });
    sheet.operator(match stroke.linejoin() {
        LineJoin::Miter | LineJoin::MiterClip => "0 j",
        LineJoin::Round => "1 j",
        LineJoin::Bevel => "2 j",
    });
    sheet.operation(&[stroke.miterlimit().get()], "M");
    if let Some(dashes) = stroke.dasharray() {
        sheet.content.extend_from_slice(b"[ ");
        sheet.operation(dashes, "]");
        sheet.operation(&[stroke.dashoffset()], "d");
    }
}

fn rectangle(sheet: &mut VectorSheet, area: Rect) {
    sheet.operation(&[area.x(), area.y(), area.width(), area.height()], "re");
}
