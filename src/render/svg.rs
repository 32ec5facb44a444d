//! A drawing as SVG, for web pages and for whoever takes the figure elsewhere.

use super::escaped;
use crate::doc::drawing::{BORDER, CaptionAlign, Drawing, Grey, Point, Shape, Tenths};

const FONTS: &str =
    "'BIZ UDGothic','BIZ UDゴシック','Hiragino Kaku Gothic ProN','Yu Gothic','Noto Sans CJK JP',sans-serif";

/// `id` is unlike all others of the page; `title` and `alternative` are what a screen reader tells.
pub fn svg(drawing: &Drawing, id: &str, title: &str, alternative: &str) -> String {
    let (width, height, id) = (points(drawing.width), points(drawing.height), escaped(id));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{FONTS}\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        escaped(title),
        escaped(alternative),
    );
    svg.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"));
    for shape in &drawing.shapes {
        svg.push_str(&paint(shape));
    }
    svg.push_str("</svg>\n");
    svg
}

fn paint(shape: &Shape) -> String {
    match shape {
        Shape::Rect { x, y, width, height, radius, fill, stroke } => {
            let stroke = stroke.map(|grey| format!(" stroke=\"{}\" stroke-width=\"{}\"", colour(grey), points(BORDER)));
            format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"{}/>\n",
                points(*x),
                points(*y),
                points(*width),
                points(*height),
                points(*radius),
                colour(*fill),
                stroke.unwrap_or_default(),
            )
        }
        Shape::Line { points: places, width, grey, .. } => {
            let mut line = format!(
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"/>\n",
                list(places),
                colour(*grey),
                points(*width),
            );
            for head in shape.heads() {
                line.push_str(&format!("<polygon points=\"{}\" fill=\"{}\"/>\n", list(&head), colour(*grey)));
            }
            line
        }
        Shape::Circle { x, y, radius } => {
            let (x, y, radius, border) = (points(*x), points(*y), points(*radius), points(BORDER));
            format!(
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"{border}\"/>\n"
            )
        }
        Shape::Text { x, y, size, align, bold, text } => {
            let anchor = if *align == CaptionAlign::Middle { " text-anchor=\"middle\"" } else { "" };
            let weight = if *bold { " font-weight=\"bold\"" } else { "" };
            let (x, y, size) = (points(*x), points(*y), points(*size));
            format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight}>{}</text>\n", escaped(text))
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

fn colour(grey: Grey) -> String {
    format!("#{0:02x}{0:02x}{0:02x}", grey.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        assert_eq!([125, -5, 40, 0].map(points), ["12.5", "-0.5", "4", "0"]);
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
