//! A drawing as SVG, for web pages and for whoever takes the figure elsewhere.

use super::escaped;
use crate::doc::drawing::{BORDER, CaptionAlign, Drawing, Grey, Point, Shape, Tenths};

const WHITE: Grey = Grey(255);
const BLACK: Grey = Grey(0);
const FONTS: &str =
    "'BIZ UDGothic','BIZ UDゴシック','Hiragino Kaku Gothic ProN','Yu Gothic','Noto Sans CJK JP',sans-serif";

/// A picture on its own. `id` is unlike all others of the page; `title` and `alternative` are what a screen reader tells.
pub fn svg(drawing: &Drawing, id: &str, title: &str, alternative: &str) -> String {
    let id = escaped(id);
    let (width, height) = (points(drawing.width), points(drawing.height));
    let attributes = format!(
        "xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{FONTS}\""
    );
    let head = format!(
        "<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        escaped(title),
        escaped(alternative),
    );
    drawn(drawing, &attributes, &head, SvgPlace::Alone)
}

/// A part of a web page: in the colours of the page, its numbers leading to the items that say what is drawn. What it shows is told
/// beside it; `title` names it.
pub(super) fn inline(drawing: &Drawing, title: &str) -> String {
    let attributes = format!("role=\"group\" aria-label=\"{}\"", escaped(title));
    drawn(drawing, &attributes, "", SvgPlace::Inside)
}

/// Where a picture stands decides about its colours and links.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SvgPlace {
    Alone,
    Inside,
}

fn drawn(drawing: &Drawing, attributes: &str, head: &str, place: SvgPlace) -> String {
    let (width, height) = (points(drawing.width), points(drawing.height));
    let mut svg = format!("<svg viewBox=\"0 0 {width} {height}\" {attributes}>\n{head}");
    if place == SvgPlace::Alone {
        svg.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"));
    }
    let mut shapes = drawing.shapes.iter().peekable();
    while let Some(shape) = shapes.next() {
        let number = shapes.next_if(|next| matches!((shape, next), (Shape::Circle { .. }, Shape::Text { .. })));
        let painted = [Some(shape), number].into_iter().flatten().map(|shape| place.paint(shape)).collect::<String>();
        match (shape, number) {
            (Shape::Circle { item, .. }, Some(Shape::Text { text, .. })) if place.leads_to(item) => {
                let (item, text) = (escaped(item), escaped(text));
                svg.push_str(&format!("<a href=\"#{item}\" aria-label=\"{text}番の記載\">\n{painted}</a>\n"));
            }
            _ => svg.push_str(&painted),
        }
    }
    svg.push_str("</svg>\n");
    svg
}

impl SvgPlace {
    fn leads_to(self, item: &str) -> bool {
        self == Self::Inside && !item.is_empty()
    }

    fn paint(self, shape: &Shape) -> String {
        match shape {
            Shape::Rect { x, y, width, height, radius, fill, stroke } => format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}{}/>\n",
                points(*x),
                points(*y),
                points(*width),
                points(*height),
                points(*radius),
                self.colour("fill", *fill),
                stroke.map(|grey| self.stroke(grey, BORDER)).unwrap_or_default(),
            ),
            Shape::Line { points: places, width, grey, .. } => {
                let stroke = self.stroke(*grey, *width);
                let mut line = format!("<polyline points=\"{}\" fill=\"none\"{stroke}/>\n", list(places));
                let fill = self.colour("fill", *grey);
                for head in shape.heads() {
                    line.push_str(&format!("<polygon points=\"{}\"{fill}/>\n", list(&head)));
                }
                line
            }
            Shape::Circle { x, y, radius, .. } => {
                let (x, y, radius) = (points(*x), points(*y), points(*radius));
                let (fill, stroke) = (self.colour("fill", WHITE), self.stroke(BLACK, BORDER));
                format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{fill}{stroke}/>\n")
            }
            Shape::Text { x, y, size, align, bold, text } => {
                let anchor = if *align == CaptionAlign::Middle { " text-anchor=\"middle\"" } else { "" };
                let weight = if *bold { " font-weight=\"bold\"" } else { "" };
                let (x, y, size, text) = (points(*x), points(*y), points(*size), escaped(text));
                let told = match self {
                    Self::Alone => String::new(),
                    Self::Inside => format!("{} aria-hidden=\"true\"", self.colour("fill", BLACK)),
                };
                format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight}{told}>{text}</text>\n")
            }
        }
    }

    fn stroke(self, grey: Grey, width: Tenths) -> String {
        format!("{} stroke-width=\"{}\"", self.colour("stroke", grey), points(width))
    }

    /// Inside a page white is its paper and black its ink.
    fn colour(self, what: &str, grey: Grey) -> String {
        let ink = u32::from(255 - grey.0) * 100 / 255;
        match (self, ink) {
            (Self::Alone, _) => format!(" {what}=\"#{0:02x}{0:02x}{0:02x}\"", grey.0),
            (Self::Inside, 0) => format!(" {what}=\"var(--paper)\""),
            (Self::Inside, 100) => format!(" {what}=\"var(--ink)\""),
            (Self::Inside, _) => format!(" {what}=\"color-mix(in srgb, var(--ink) {ink}%, var(--paper))\""),
        }
    }
}

/// 125 tenths are `12.5`.
fn points(tenths: Tenths) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn list(places: &[Point]) -> String {
    places.iter().map(|(x, y)| format!("{},{}", points(*x), points(*y))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        assert_eq!([125, -5, 40, 0].map(points), ["12.5", "-0.5", "4", "0"]);
    }

    #[test]
    fn inside_a_page_numbers_lead_to_items_in_its_colours() {
        let circle = Shape::Circle { x: 0, y: 0, radius: 60, item: "use.\"a".into() };
        let text = |text: &str| Shape::Text {
            x: 0,
            y: 0,
            size: 75,
            align: CaptionAlign::Middle,
            bold: false,
            text: text.into(),
        };
        let rect = Shape::Rect { x: 0, y: 0, width: 9, height: 9, radius: 0, fill: Grey(230), stroke: None };
        let drawing = Drawing { width: 10, height: 10, shapes: vec![rect, circle, text("3"), text("語")] };
        let page = inline(&drawing, "図");
        assert!(page.contains("<a href=\"#use.&quot;a\" aria-label=\"3番の記載\">\n<circle"), "{page}");
        assert_eq!(page.matches("</text>\n</a>").count(), 1, "{page}");
        assert!(page.contains("color-mix(in srgb, var(--ink) 9%, var(--paper))"));
        assert!(page.contains("fill=\"var(--paper)\"") && !page.contains("fill=\"#"), "{page}");
        assert!(!svg(&drawing, "a", "b", "c").contains("<a "));
    }

    #[test]
    fn text_cannot_become_markup() {
        let text = "<script>&\"\u{0007}</script>".to_owned();
        let shape = Shape::Text { x: 0, y: 0, size: 85, align: CaptionAlign::Start, bold: false, text };
        let drawing = Drawing { width: 10, height: 10, shapes: vec![shape] };
        let svg = svg(&drawing, "a\"b", "<t>", "<d>");
        assert!(svg.contains(">&lt;script&gt;&amp;&quot;&lt;/script&gt;<"), "{svg}");
        assert!(svg.contains("id=\"a&quot;b-title\">&lt;t&gt;"), "{svg}");
    }
}
