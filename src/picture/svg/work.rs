//! What drawing a picture costs, and what of it no page can show: counted over the tree, before a pixel is painted.

use std::collections::BTreeSet;

use usvg::tiny_skia_path::{PathSegment, Point};
use usvg::{BlendMode, Fill, Group, Node, Paint, Path, Pattern, Rect, Size, SpreadMethod, Stroke};

use super::super::PictureFault;
use crate::text::limits;

#[derive(Debug)]
pub(in crate::picture) struct Work {
    size: Size,
    /// How many times all the picture is painted over.
    painted: f32,
    /// Copies of the picture that are held at the same time.
    held: u32,
    dashes: f64,
}

impl Work {
    pub(super) fn new(size: Size) -> Self {
        Self { size, painted: 1.0, held: 1, dashes: 0.0 }
    }

    /// The largest scale at which the picture becomes pixels within the limits.
    #[allow(clippy::cast_precision_loss, reason = "layers are few")]
    pub(in crate::picture) fn scale(&self, size: Size) -> f32 {
        let most = (limits::SVG_PAINTED_PIXELS / self.painted).min(limits::SVG_HELD_PIXELS / self.held as f32);
        (most / (size.width() * size.height())).sqrt()
    }

    /// Everything that is drawn, those parts included that others are painted with. `layers` are those around it that are put
    /// together apart from what lies below.
    pub(super) fn look_through(
        &mut self,
        group: &Group,
        layers: u32,
        changed: &mut BTreeSet<String>,
    ) -> Result<(), PictureFault> {
        let apart = group.should_isolate() || group.clip_path().is_some();
        let layers = layers + u32::from(apart);
        if layers > limits::SVG_LAYERS {
            return Err(PictureFault::TooLarge(format!(
                "切り抜きや透明の入れ子が {} 段を超えます",
                limits::SVG_LAYERS
            )));
        }
        if !group.filters().is_empty() {
            let message = "効果（filter）を外せません。図のソフトで、効果をやめるか、画像として書き出し直してください";
            return Err(PictureFault::Broken(message.into()));
        }
        if apart {
            // Clips and masks are as large as the picture.
            self.painted +=
                if group.should_isolate() { self.share(group.abs_layer_bounding_box().to_rect()) } else { 0.0 };
            self.painted += if group.clip_path().is_some() { 1.0 } else { 0.0 };
            self.painted += if group.mask().is_some() { 2.0 } else { 0.0 };
            self.held = self.held.max(layers * 2 + 1);
        }
        if group.blend_mode() == BlendMode::PlusLighter {
            changed.insert("重ね方 plus-lighter は、ふつうの重ね方にします".into());
        }
        for node in group.children() {
            match node {
                Node::Group(inner) => self.look_through(inner, layers, changed)?,
                Node::Text(text) => self.look_through(text.flattened(), layers, changed)?,
                Node::Path(path) => self.look_at(path, changed)?,
                Node::Image(_) => {
                    self.painted += 1.0;
                    self.held = self.held.max(layers * 2 + 2);
                }
            }
            let mut inner = Ok(());
            node.subroots(|root| {
                if inner.is_ok() {
                    inner = self.look_through(root, layers + 1, changed);
                }
            });
            inner?;
        }
        Ok(())
    }

    #[allow(clippy::cast_precision_loss, reason = "dashes are few")]
    fn look_at(&mut self, path: &Path, changed: &mut BTreeSet<String>) -> Result<(), PictureFault> {
        self.painted += self.share(path.abs_stroke_bounding_box());
        let paints = || path.fill().map(Fill::paint).into_iter().chain(path.stroke().map(Stroke::paint));
        for paint in paints() {
            match paint {
                Paint::LinearGradient(gradient) if gradient.spread_method() != SpreadMethod::Pad => repeats(changed),
                Paint::RadialGradient(gradient) if gradient.spread_method() != SpreadMethod::Pad => repeats(changed),
                Paint::Pattern(pattern) => self.look_at_tile(path, pattern)?,
                _ => {}
            }
        }
        if let Some(dashes) = path.stroke().and_then(Stroke::dasharray) {
            let period: f32 = dashes.iter().sum();
            self.dashes += length(path) / f64::from(period) * dashes.len() as f64 / 2.0;
            if self.dashes.is_nan() || self.dashes > limits::SVG_DASHES {
                return Err(PictureFault::TooLarge(format!("破線の切れ目が {} 個を超えます", limits::SVG_DASHES)));
            }
        }
        Ok(())
    }

    /// A tile is drawn as large as it is, whatever is seen of it.
    fn look_at_tile(&mut self, path: &Path, pattern: &Pattern) -> Result<(), PictureFault> {
        let (wide, high) = path.abs_transform().pre_concat(pattern.transform()).get_scale();
        let area = pattern.rect().width() * wide * pattern.rect().height() * high;
        let share = area / (self.size.width() * self.size.height());
        if share.is_nan() || share > limits::SVG_TILE {
            return Err(PictureFault::TooLarge(format!(
                "模様（pattern）の一枚が、図の {} 倍を超えます",
                limits::SVG_TILE
            )));
        }
        self.painted += share;
        Ok(())
    }

    /// How much of the picture is covered. Everything costs something.
    fn share(&self, area: Rect) -> f32 {
        let side = |from: f32, to: f32, length: f32| (to.min(length) - from.max(0.0)).max(0.0) / length;
        let covered =
            side(area.left(), area.right(), self.size.width()) * side(area.top(), area.bottom(), self.size.height());
        covered + 1e-6
    }
}

fn repeats(changed: &mut BTreeSet<String>) {
    changed.insert("繰り返しのグラデーションは、繰り返さずに描きます".into());
}

/// No shorter than the line is.
fn length(path: &Path) -> f64 {
    let (mut at, mut start) = (Point::zero(), Point::zero());
    let mut sum = 0.0;
    let mut go = |at: &mut Point, to: Point| {
        sum += f64::from(at.distance(to));
        *at = to;
    };
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => (at, start) = (to, to),
            PathSegment::LineTo(to) => go(&mut at, to),
            PathSegment::QuadTo(by, to) => [by, to].into_iter().for_each(|point| go(&mut at, point)),
            PathSegment::CubicTo(first, second, to) => {
                [first, second, to].into_iter().for_each(|point| go(&mut at, point));
            }
            PathSegment::Close => go(&mut at, start),
        }
    }
    sum
}
