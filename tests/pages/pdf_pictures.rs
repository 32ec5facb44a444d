//! Pictures on printed pages: drawn, described, and never a way into the machine.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::io::Cursor;

use hyokasho::doc::{DocBlock, DocFigure, DocPart, Document, FigureSource};
use hyokasho::render::pdf::{Pdf, PdfOptions, render};
use support::needs::lacks;
use support::paper::{is_valid, picture_of};
use support::structure;

fn figure(file: &str) -> DocFigure {
    DocFigure {
        address: format!("figures.{file}"),
        title: Some(format!("図（{file}）")),
        picture: FigureSource::File(file.to_owned()),
        alternative: format!("{file}の説明"),
        remarks: Some("備考の文。".into()),
    }
}

fn printed(files: &[(&str, Vec<u8>)]) -> Pdf {
    let blocks = files.iter().map(|(name, _)| DocBlock::Figure(figure(name))).collect();
    let part = DocPart {
        title: "事務の内容".into(),
        number: Some("（別添1）".into()),
        anchor: "part".into(),
        blocks,
        ..DocPart::default()
    };
    let document = Document { title: "図の試し刷り".into(), parts: vec![part], ..Document::default() };
    let pictures = |name: &str| files.iter().find(|(file, _)| *file == name).map(|(_, bytes)| bytes.clone());
    let pdf = render(&document, &PdfOptions::default(), &pictures).unwrap();
    assert!(pdf.bytes == render(&document, &PdfOptions::default(), &pictures).unwrap().bytes, "other bytes");
    pdf
}

/// Two by two pixels: red, green, blue, and half black.
fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(png::ColorType::Rgba);
    let pixels = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 128];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes.into_inner()
}

fn svg(inside: &str) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>{inside}</svg>").into_bytes()
}

/// What stands in the middle of the cells of a grid of `columns` by `rows` over the only figure of a page.
fn colours(inside: &str, columns: u16, rows: u16, name: &str) -> Vec<[u8; 3]> {
    let pdf = printed(&[("図.svg", svg(inside))]);
    is_valid(&pdf, name);
    let picture = picture_of(&pdf, name);
    let (left, top, width, height) = picture.figure;
    let middle =
        |index: u16, count: u16, from: f32, length: f32| from + length * (f32::from(index) + 0.5) / f32::from(count);
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    cells
        .map(|(column, row)| picture.at(middle(column, columns, left, width), middle(row, rows, top, height)))
        .collect()
}

const RED: [u8; 3] = [255, 0, 0];
const GREEN: [u8; 3] = [0, 255, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const WHITE: [u8; 3] = [255, 255, 255];
const GREY: [u8; 3] = [127, 127, 127];

#[track_caller]
fn draws(name: &str, inside: &str, expected: [[u8; 3]; 2]) {
    let found = colours(inside, 2, 1, name);
    for (found, expected) in found.iter().zip(expected) {
        let near = found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) <= 4);
        assert!(near, "{name}: {found:?} instead of {expected:?}");
    }
}

#[test]
fn shapes_are_drawn_as_browsers_draw_them() {
    const LEFT: &str = "<rect width='100' height='100' fill='red'/>";
    if lacks(&["qpdf", "pdfinfo", "pdftoppm"]) {
        return;
    }
    draws("fill", &format!("{LEFT}<path d='M100 0h100v100h-100z' fill='lime'/>"), [RED, GREEN]);
    draws("stroke", "<path d='M0 50h200' stroke='blue' stroke-width='60' stroke-dasharray='100 100'/>", [BLUE, WHITE]);
    draws(
        "opacity",
        "<g opacity='.5'><rect width='200' height='100'/><rect width='200' height='100'/></g>",
        [GREY, GREY],
    );
    draws("fill-opacity", "<rect width='100' height='100' fill-opacity='.5'/>", [GREY, WHITE]);
    draws(
        "transform",
        &format!("<g transform='translate(100) scale(.5 1)'><g transform='scale(2 1)'>{LEFT}</g></g>"),
        [WHITE, RED],
    );
    draws(
        "clip",
        "<clipPath id='c'><rect width='100' height='100'/></clipPath><rect width='200' height='100' fill='lime' clip-path='url(#c)'/>",
        [GREEN, WHITE],
    );
    draws(
        "clip of several",
        "<clipPath id='c'><path d='M0 0h100v100h-100z'/><path d='M0 0v100h100v-100z'/></clipPath>\
         <rect width='200' height='100' fill='lime' clip-path='url(#c)'/>",
        [GREEN, WHITE],
    );
    draws(
        "mask",
        "<mask id='m'><rect width='100' height='100' fill='white'/></mask><rect width='200' height='100' fill='blue' mask='url(#m)'/>",
        [BLUE, WHITE],
    );
    draws(
        "even and odd",
        "<path fill='red' fill-rule='evenodd' d='M0 0h200v100h-200z M100 0h100v100h-100z'/>",
        [RED, WHITE],
    );
    draws(
        "blend",
        "<rect width='200' height='100' fill='red'/><rect width='100' height='100' fill='blue' style='mix-blend-mode:screen'/>",
        [[255, 0, 255], RED],
    );
}

#[test]
fn paints_are_drawn_as_browsers_draw_them() {
    if lacks(&["qpdf", "pdfinfo", "pdftoppm"]) {
        return;
    }
    draws(
        "linear gradient",
        "<linearGradient id='g'><stop offset='.5' stop-color='red'/><stop offset='.5' stop-color='lime'/></linearGradient>\
         <rect width='200' height='100' fill='url(#g)'/>",
        [RED, GREEN],
    );
    draws(
        "gradient of opacity",
        "<linearGradient id='g'><stop offset='0' stop-color='red'/><stop offset='.5' stop-color='red'/>\
         <stop offset='.5' stop-color='red' stop-opacity='0'/></linearGradient><rect width='200' height='100' fill='url(#g)'/>",
        [RED, WHITE],
    );
    draws(
        "radial gradient",
        "<radialGradient id='g' gradientUnits='userSpaceOnUse' cx='50' cy='50' r='80'><stop offset='.9' stop-color='blue'/>\
         <stop offset='.9' stop-color='lime'/></radialGradient><rect width='200' height='100' fill='url(#g)'/>",
        [BLUE, GREEN],
    );
    draws(
        "pattern",
        "<pattern id='p' width='200' height='10' patternUnits='userSpaceOnUse'><rect width='100' height='10' fill='red'/>\
         <rect x='100' width='100' height='10' fill='blue'/></pattern><rect width='200' height='100' fill='url(#p)'/>",
        [RED, BLUE],
    );
    let inner = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let placed = format!("<image href='{inner}' width='100' height='100' preserveAspectRatio='none'/>");
    let found = colours(&placed, 2, 1, "picture in a picture");
    assert!(found[0] != WHITE && found[1] == WHITE, "{found:?}");
}

#[test]
fn pixels_are_drawn_where_they_are() {
    if lacks(&["qpdf", "pdfinfo", "pdftoppm"]) {
        return;
    }
    let pdf = printed(&[("色.png", png())]);
    is_valid(&pdf, "png");
    let picture = picture_of(&pdf, "png");
    let (left, top, width, height) = picture.figure;
    let found =
        [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)].map(|(x, y)| picture.at(left + width * x, top + height * y));
    let near = |found: [u8; 3], expected: [u8; 3]| found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 60);
    assert!(
        [RED, GREEN, BLUE, GREY].into_iter().zip(found).all(|(expected, found)| near(found, expected)),
        "{found:?}"
    );
}

#[test]
fn photographs_keep_their_colours() {
    const BLACK: [u8; 3] = [0, 0, 0];
    if lacks(&["qpdf", "pdfinfo", "pdftoppm"]) {
        return;
    }
    let cases = [
        ("grey", [BLACK, WHITE]),
        ("rgb", [RED, BLUE]),
        ("progressive", [RED, BLUE]),
        // Yellow and magenta ink is red, cyan and magenta ink is blue.
        ("cmyk", [RED, BLUE]),
    ];
    for (name, expected) in cases {
        let bytes = std::fs::read(format!("tests/pictures/{name}.jpg")).unwrap();
        let pdf = printed(&[("写真.jpg", bytes)]);
        is_valid(&pdf, name);
        let picture = picture_of(&pdf, name);
        let (left, top, width, height) = picture.figure;
        let found = [0.2, 0.8].map(|x| picture.at(left + width * x, top + height / 2.0));
        let near = |(found, expected): (&[u8; 3], [u8; 3])| found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 12);
        assert!(found.iter().zip(expected).all(near), "{name}: {found:?}");
    }
}

/// At the corners of cyan, magenta, yellow and black: each ink takes its light away, and black all of it.
#[test]
fn four_inks_are_told_exactly() {
    let bytes = std::fs::read("tests/pictures/cmyk.jpg").unwrap();
    let [corners] = structure::samples(&printed(&[("写真.jpg", bytes)]).bytes).try_into().unwrap();
    let lights: Vec<String> =
        corners.chunks(3).map(|light| format!("{light:02x?}").replace([',', ' ', '[', ']'], "")).collect();
    let inked = ["ffffff", "00ffff", "ff00ff", "0000ff", "ffff00", "00ff00", "ff0000", "000000"];
    assert_eq!(lights, [inked, ["000000"; 8]].concat());
}

#[test]
fn pens_are_those_of_the_file_and_lines_have_no_area() {
    let pen = "stroke='red' stroke-width='7' stroke-linecap='round' stroke-linejoin='bevel' stroke-miterlimit='9' \
               stroke-dasharray='3 5' stroke-dashoffset='2'";
    let lines = format!("<path d='M10 50H190' fill='blue' {pen}/><path d='M50 10V90' fill='blue' stroke='red'/>");
    let drawn = structure::drawn(&printed(&[("図.svg", svg(&lines))]).bytes);
    for operation in ["7 w", "1 J", "2 j", "9 M", "[3 5] 2 d"] {
        assert!(drawn.iter().any(|one| one == operation), "{operation}: {drawn:?}");
    }
    assert!(drawn.iter().all(|one| one != "f" && one != "f*"), "{drawn:?}");
}

#[test]
fn figures_are_described_and_broken_ones_are_told_in_words() {
    if lacks(&["qpdf", "pdfinfo"]) {
        return;
    }
    let long =
        "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='4000'><rect width='20' height='4000'/></svg>";
    let files = [
        ("図.svg", svg("<text y='50'>市の職員が確認する</text>")),
        ("写真.png", png()),
        ("壊れた.png", b"\x89PNG\r\n".to_vec()),
        ("長い.svg", long.into()),
    ];
    let pdf = printed(&files);
    is_valid(&pdf, "pictures");
    let mut told = structure::alternatives(&pdf.bytes);
    told.sort();
    assert_eq!(told, ["写真.pngの説明", "図.svgの説明", "長い.svgの説明"]);
    assert!(pdf.pages >= 2, "a long picture has a page of its own");
}

#[test]
fn clips_within_clips_stay_within_what_archives_allow() {
    if lacks(&["qpdf", "pdfinfo", "pdftoppm"]) {
        return;
    }
    let clip = "<clipPath id='c'><rect width='200' height='100'/></clipPath>";
    let deep =
        "<g clip-path='url(#c)'>".repeat(18) + "<rect width='200' height='100' fill='red'/>" + &"</g>".repeat(18);
    draws("deep clips", &format!("{clip}{deep}"), [RED, RED]);
    let pdf = printed(&[("図.svg", svg(&format!("{clip}{deep}")))]);
    assert!(structure::deepest_state(&pdf.bytes) <= 28);
}
