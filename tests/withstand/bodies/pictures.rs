//! Pictures: what is read is drawn in every format with bounded work, whatever its numbers are.

use std::sync::OnceLock;

use hyokasho::doc::{DocBlock, Document, build};
use hyokasho::form::Forms;
use hyokasho::house::HouseStyle;
use hyokasho::picture::{Picture, Pixels, read};
use hyokasho::render::{docx, pdf};
use hyokasho::text::limits;

use super::MARK;
use super::dice::Dice;
use super::harm::{Harm, scratched};
use super::shared::{assessment, harmed};

const FILES: &[&[u8]] = &[
    include_bytes!("../../pictures/cmyk.jpg"),
    include_bytes!("../../pictures/grey.jpg"),
    include_bytes!("../../pictures/progressive.jpg"),
    include_bytes!("../../pictures/rgb.jpg"),
];

pub(super) fn holds(bytes: &[u8]) {
    let Some(decisions) = bytes.strip_prefix(&[MARK]) else { return drawn(bytes, 0) };
    let mut dice = Dice::new(decisions);
    let format = dice.roll(16);
    if dice.once_in(4) {
        let file = FILES[dice.roll(FILES.len())];
        return drawn(&scratched(&mut dice, file), format);
    }
    let harms = Harm::some(&mut dice);
    drawn(harmed(svg(dice), &harms).as_bytes(), format);
}

fn drawn(bytes: &[u8], format: usize) {
    match read(bytes) {
        Err(_) => return,
        Ok(Picture::Vector(vector)) => {
            let (width, height) = vector.size();
            assert!(width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite(), "{width} by {height}");
            let _ = vector.png(400.0);
        }
        Ok(Picture::Raster(raster)) => {
            assert!(u64::from(raster.width) * u64::from(raster.height) <= limits::PICTURE_PIXELS);
            if let Pixels::Plain { samples, .. } = raster.pixels {
                assert!(!samples.is_empty());
            }
        }
    }
    let picture = |_: &str| Some(bytes.to_vec());
    match format {
        // Fonts make these slow.
        1 => drop(pdf::render(figure(), &pdf::PdfOptions::default(), &picture)),
        2 => drop(docx::render(figure(), None, &picture)),
        _ => {}
    }
}

/// A document of one figure.
fn figure() -> &'static Document {
    static MADE: OnceLock<Document> = OnceLock::new();
    MADE.get_or_init(|| {
        let text = "form: full-2025-05\nfigures:\n  - {title: 図, file: a, alternative: 図}\n";
        let assessment = assessment(text, &Forms::default()).unwrap();
        let mut document = build(&assessment, &HouseStyle::default());
        document.parts.retain(|part| part.blocks.iter().any(|block| matches!(block, DocBlock::Figure(_))));
        document
    })
}

fn svg(mut dice: Dice<'_>) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\">\n",
        size(&mut dice),
        size(&mut dice)
    );
    text += "<defs>\n<filter id=\"f\">\n<feGaussianBlur stdDeviation=\"2\"/>\n</filter>\n<clipPath id=\"c\">\n<rect width=\"9\" height=\"9\"/>\n</clipPath>\n\
             <pattern id=\"p\" width=\"2\" height=\"2\" patternUnits=\"userSpaceOnUse\">\n<rect width=\"1\" height=\"1\"/>\n</pattern>\n\
             <linearGradient id=\"l\">\n<stop offset=\"0\" stop-color=\"red\"/>\n<stop offset=\"1\" stop-opacity=\"0\"/>\n</linearGradient>\n\
             <mask id=\"m\">\n<rect width=\"9\" height=\"9\"/>\n</mask>\n<marker id=\"k\" markerWidth=\"3\" markerHeight=\"3\">\n<rect width=\"1\" height=\"1\"/>\n</marker>\n</defs>\n";
    let mut open = 0;
    for _ in 0..dice.roll(24) {
        if dice.once_in(5) {
            text += &format!("<g{}>\n", attributes(&mut dice));
            open += 1;
        } else if open > 0 && dice.once_in(5) {
            text += "</g>\n";
            open -= 1;
        } else {
            text += &shape(&mut dice);
        }
    }
    text + &"</g>\n".repeat(open) + "</svg>\n"
}

fn shape(dice: &mut Dice<'_>) -> String {
    let own = match dice.roll(7) {
        0 => format!("<rect width=\"{}\" height=\"{}\" rx=\"{}\"", number(dice), number(dice), number(dice)),
        1 => format!("<circle cx=\"{}\" r=\"{}\"", number(dice), number(dice)),
        2 => format!("<ellipse rx=\"{}\" ry=\"{}\"", number(dice), number(dice)),
        3 => format!("<path d=\"M{} {} {}\"", number(dice), number(dice), path(dice)),
        4 => format!("<use href=\"#{}\" x=\"{}\"", dice.pick(&["a", "b", "k", "c"]), number(dice)),
        5 => format!("<text x=\"{}\" font-size=\"{}\">字a</text><rect", number(dice), number(dice)),
        _ => format!("<line x2=\"{}\" y2=\"{}\"", number(dice), number(dice)),
    };
    format!("{own}{}/>\n", attributes(dice))
}

fn path(dice: &mut Dice<'_>) -> String {
    let piece = |dice: &mut Dice<'_>| match dice.roll(4) {
        0 => format!("L{} {}", number(dice), number(dice)),
        1 => format!("A{} {} {} 1 0 {} {}", number(dice), number(dice), number(dice), number(dice), number(dice)),
        2 => format!(
            "C{} {} {} {} {} {}",
            number(dice),
            number(dice),
            number(dice),
            number(dice),
            number(dice),
            number(dice)
        ),
        _ => "Z".to_owned(),
    };
    (0..dice.roll(8)).map(|_| piece(dice)).collect()
}

fn attributes(dice: &mut Dice<'_>) -> String {
    let one = |dice: &mut Dice<'_>| match dice.roll(12) {
        0 => format!(" stroke=\"blue\" stroke-width=\"{}\"", number(dice)),
        1 => format!(" stroke=\"red\" stroke-dasharray=\"{} {}\"", number(dice), number(dice)),
        2 => format!(
            " transform=\"{}({} {})\"",
            dice.pick(&["scale", "translate", "rotate", "skewX", "matrix"]),
            number(dice),
            number(dice)
        ),
        3 => format!(
            " {}=\"url(#{})\"",
            dice.pick(&["filter", "clip-path", "mask", "marker-end"]),
            dice.pick(&["f", "c", "m", "k", "p", "a"])
        ),
        4 => format!(" fill=\"url(#{})\"", dice.pick(&["p", "l", "a"])),
        5 => format!(" opacity=\"{}\"", number(dice)),
        6 => format!(" id=\"{}\"", dice.pick(&["a", "b"])),
        7 => " fill=\"none\"".to_owned(),
        8 => format!(" style=\"mix-blend-mode:{};isolation:isolate\"", dice.pick(&["multiply", "screen", "hue"])),
        9 => " fill-rule=\"evenodd\"".to_owned(),
        _ => String::new(),
    };
    (0..dice.roll(5)).map(|_| one(dice)).collect()
}

fn number(dice: &mut Dice<'_>) -> String {
    const ODD: &[&str] = &["0", "-1", "1e9", "1e-9", "1e38", "-1e30", "NaN", "9999999", "0.001", "50%", "3em", ""];
    if dice.once_in(6) { dice.pick(ODD).to_owned() } else { (dice.roll(256) / 2).to_string() }
}

fn size(dice: &mut Dice<'_>) -> String {
    if dice.once_in(4) { number(dice) } else { (1 + dice.roll(255)).to_string() }
}
