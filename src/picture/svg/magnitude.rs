//! How large the numbers of an SVG are. The library draws a curve in as many pieces as its size and the width of its line ask for,
//! so both are limited before it sees them.

use usvg::roxmltree::{Document, Node};

use super::super::PictureFault;
use crate::text::limits;

/// Attributes that hold lengths, places and factors.
const GEOMETRY: [&str; 42] = [
    "baseline-shift",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "font-size",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "height",
    "letter-spacing",
    "markerHeight",
    "markerWidth",
    "offset",
    "patternTransform",
    "points",
    "r",
    "refX",
    "refY",
    "rotate",
    "rx",
    "ry",
    "startOffset",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "stroke-width",
    "style",
    "textLength",
    "transform",
    "transform-origin",
    "viewBox",
    "width",
    "word-spacing",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// The widest line, in pixels of a screen; refuses what is too large to be drawn with a known amount of work.
pub(super) fn widest_line<'a>(document: &'a Document<'a>) -> Result<f64, PictureFault> {
    let mut largest = 0_f64;
    let mut lines: Vec<&str> = Vec::new();
    for node in document.descendants() {
        if node.is_text() && node.parent().is_some_and(|parent| parent.tag_name().name() == "style") {
            let sheet = node.text().unwrap_or_default();
            largest = largest.max(numbers(sheet, true));
            lines.extend(widths(sheet));
        }
        for attribute in geometry(node) {
            largest = largest.max(numbers(attribute.value(), attribute.name() == "style"));
            match attribute.name() {
                "stroke-width" => lines.push(attribute.value()),
                "style" => lines.extend(widths(attribute.value())),
                _ => {}
            }
        }
    }
    let most = limits::SVG_LENGTH;
    if largest > most {
        return Err(PictureFault::TooLarge(format!("SVG の座標や長さが {most} を超えます")));
    }
    let widest = lines.into_iter().map(|line| pixels(line, largest)).fold(0.0, f64::max);
    if widest > limits::SVG_LINE_WIDTH {
        return Err(PictureFault::TooLarge(format!(
            "SVG の線の太さ（stroke-width）が {} を超えます",
            limits::SVG_LINE_WIDTH
        )));
    }
    Ok(widest)
}

fn geometry<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = usvg::roxmltree::Attribute<'a, 'a>> {
    node.attributes().filter(|attribute| attribute.namespace().is_none() && GEOMETRY.contains(&attribute.name()))
}

/// The values of `stroke-width:` in a style sheet.
fn widths(sheet: &str) -> impl Iterator<Item = &str> {
    let values = sheet.split("stroke-width").skip(1).filter_map(|rest| rest.trim_start().strip_prefix(':'));
    values.map(|rest| rest.split([';', '}']).next().unwrap_or_default())
}

/// What a width can come to. Percents are of the picture, whose sides are no longer than `largest`; nobody says how large the
/// letters are that other units count in.
fn pixels(width: &str, largest: f64) -> f64 {
    let value = numbers(width, false);
    if value == 0.0 {
        return 0.0;
    }
    let width = width.trim().to_ascii_lowercase();
    match () {
        () if width.contains('%') => value * largest / 100.0,
        () if width.contains("em") || width.contains("ex") => f64::INFINITY,
        () if width.contains("in") || width.contains("cm") => value * 96.0,
        () => value,
    }
}

/// The largest number in a value. In a `sheet`, digits in names and colours are none.
fn numbers(value: &str, sheet: bool) -> f64 {
    let bytes = value.as_bytes();
    let (mut at, mut largest) = (0, 0_f64);
    while at < bytes.len() {
        let start = at;
        at += 1;
        if !bytes[start].is_ascii_digit() && bytes[start] != b'.' {
            continue;
        }
        at = start + number(&bytes[start..]);
        let before = start.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let named = before.is_ascii_alphanumeric() || matches!(before, b'_' | b'#');
        if !(sheet && named) {
            largest = largest.max(value[start..at].parse().unwrap_or(0.0));
        }
    }
    largest
}

/// How many bytes the number has that begins here.
fn number(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = if end + 1 + sign <= bytes.len() { digits(end + 1 + sign) } else { 0 };
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp, reason = "the same digits give the same number")]
    fn numbers_are_found_as_readers_find_them() {
        for (value, largest) in [
            ("M-1e3.5.25L2E+2-7", 1000.0),
            ("1e", 1.0),
            ("matrix(1,0 0 1e2-3.e1)", 100.0),
            ("1e999", f64::INFINITY),
            ("", 0.0),
            (".", 0.0),
            ("e5e1", 50.0),
        ] {
            assert_eq!(numbers(value, false), largest, "{value}");
        }
        assert_eq!(numbers(".cls9999999{fill:#1e9999;stroke-width:1.5e1px}", true), 15.0);
    }
}
