//! The data-flow figure: every flow has an arrow, nothing runs through a box, everything is told in words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::collections::BTreeSet;
use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::doc::drawing::{CaptionAlign, Drawing, Point, Shape, Tenths};
use hyokasho::doc::{DocBlock, DocFigure, FigureSource, build};
use hyokasho::flow::Flow;
use hyokasho::house::HouseStyle;
use hyokasho::render::svg::svg;
use hyokasho::text::width::width;
use hyokasho::workspace::Workspace;

const SAMPLE: &str = "assessments/15-health-checkups/assessment.yaml";

fn load(text: &str) -> Assessment {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    workspace.load_text(Path::new(SAMPLE), text).assessment.unwrap()
}

/// The form with a flow figure and these lines.
fn assessment(lines: &str) -> Assessment {
    load(&format!("form: full-2025-05\nfigures:\n  - {{generate: flow, title: 流れ}}\n{lines}"))
}

fn samples() -> Vec<(String, Assessment)> {
    let names = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];
    let read = |name: &str| {
        let text = std::fs::read_to_string(format!("assessments/{name}/assessment.yaml")).unwrap();
        let assessment = load(&text);
        if assessment.root().cell("figures").is_some() {
            return (name.to_owned(), assessment);
        }
        panic!("{name} has no figures");
    };
    names.iter().filter(|name| has_figures(name)).map(|name| read(name)).collect()
}

fn has_figures(name: &str) -> bool {
    std::fs::read_to_string(format!("assessments/{name}/assessment.yaml")).unwrap().contains("generate: flow")
}

/// Twenty systems that are connected with the next three, twenty works outsourced, long names, two files.
fn crowded() -> Assessment {
    let name = |number: usize| format!("第{number}号の申請及び届出の受付並びに審査の結果を管理するシステム");
    let mut lines = String::from("office: {name: 健康福祉部健康増進課}\nsystems:\n");
    for number in 1..=20 {
        lines += &format!("  - id: s{number}\n    name: {}\n    connects:\n", name(number));
        lines += "      - 情報提供ネットワークシステム\n      - 税務システム\n";
        let next: Vec<String> = (number + 1..=20.min(number + 3)).map(name).collect();
        lines += &format!("      - その他: {}、外の{number}番目のシステム\n", next.join("、"));
    }
    lines += "files:\n";
    for file in ["a", "b"] {
        lines +=
            &format!("  - id: {file}\n    name: {file}ファイル\n    use:\n      sources: [本人又は本人の代理人]\n");
        lines += "    outsourcing:\n";
        for number in 1..=20 {
            lines += &format!("      - {{id: w{number}, title: 業務{number}, vendor: 株式会社{number}}}\n");
        }
    }
    assessment(&lines)
}

fn all() -> Vec<(String, Assessment)> {
    let mut all = samples();
    all.push(("crowded".into(), crowded()));
    all.push(("empty".into(), assessment("")));
    all
}

fn figures(assessment: &Assessment) -> Vec<(DocFigure, Drawing)> {
    let document = build(assessment, &HouseStyle::default());
    let blocks = document.parts.into_iter().flat_map(|part| part.blocks);
    let drawn = blocks.filter_map(|block| match block {
        DocBlock::Figure(figure) => match figure.picture.clone() {
            FigureSource::Drawing(drawing) => Some((figure, drawing)),
            FigureSource::File(_) => None,
        },
        _ => None,
    });
    drawn.collect()
}

#[derive(Debug, Clone, Copy)]
struct Area {
    left: Tenths,
    top: Tenths,
    right: Tenths,
    bottom: Tenths,
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds_on_border(&self, (x, y): Point) -> bool {
        let inside = (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y);
        inside && (x == self.left || x == self.right || y == self.top || y == self.bottom)
    }
}

fn boxes(drawing: &Drawing) -> Vec<Area> {
    let area = |shape: &Shape| match shape {
        Shape::Rect { x, y, width, height, stroke: Some(_), .. } => {
            Some(Area { left: *x, top: *y, right: x + width, bottom: y + height })
        }
        _ => None,
    };
    drawing.shapes.iter().filter_map(area).collect()
}

fn arrows(drawing: &Drawing) -> Vec<&[Point]> {
    let points = |shape: &'_ Shape| matches!(shape, Shape::Line { end_head: true, .. });
    drawing
        .shapes
        .iter()
        .filter(|shape| points(shape))
        .filter_map(|shape| if let Shape::Line { points, .. } = shape { Some(points.as_slice()) } else { None })
        .collect()
}

#[test]
fn every_flow_of_the_text_has_one_arrow_and_one_sentence() {
    for (name, assessment) in all() {
        let mut expected = 0;
        for file in assessment.files() {
            expected += file.ticks("use.sources").len();
            expected +=
                ["outsourcing", "provision", "transfer"].map(|list| file.blocks(list).len()).iter().sum::<usize>();
        }
        expected += match name.as_str() {
            // Eight pairs among seven systems, most of them told by both sides; three lead elsewhere; the use of them.
            "15-health-checkups" => 8 + 3 + 1,
            // Each with its next three, with the network, taxes, and one of its own; the use of them.
            "crowded" => (17 * 3 + 2 + 1) + 20 * 3 + 1,
            _ => 0,
        };
        let figures = figures(&assessment);
        let drawn: usize = figures.iter().map(|(_, drawing)| arrows(drawing).len()).sum();
        assert_eq!(drawn, expected, "{name}");
        assert_eq!(Flow::of(&assessment).arrows(), expected, "{name}");
        // A sheet without arrows to tell is named.
        let named = |figure: &DocFigure| figure.title.as_ref() == Some(&figure.alternative);
        assert!(figures.iter().all(|(figure, _)| !figure.alternative.is_empty()), "{name}");
        let told = figures.iter().filter(|(figure, _)| !named(figure)).map(|(figure, _)| figure.alternative.lines());
        assert_eq!(told.map(Iterator::count).sum::<usize>(), expected, "{name}");
    }
}

#[test]
fn boxes_stand_apart_and_on_the_sheet() {
    for (name, assessment) in all() {
        for (_, drawing) in figures(&assessment) {
            let boxes = boxes(&drawing);
            for (index, one) in boxes.iter().enumerate() {
                assert!(one.left >= 0 && one.right <= drawing.width && one.bottom <= drawing.height, "{name}: {one:?}");
                let hit = boxes[..index].iter().find(|other| one.overlaps(other));
                assert!(hit.is_none(), "{name}: {one:?} {hit:?}");
            }
        }
    }
}

#[test]
fn arrows_go_from_border_to_border_and_through_no_box() {
    for (name, assessment) in all() {
        for (_, drawing) in figures(&assessment) {
            let boxes = boxes(&drawing);
            for points in arrows(&drawing) {
                for end in [points[0], points[points.len() - 1]] {
                    assert!(boxes.iter().any(|one| one.holds_on_border(end)), "{name}: {points:?}");
                }
                for piece in points.windows(2) {
                    let ((x, y), (to_x, to_y)) = (piece[0], piece[1]);
                    assert!(x == to_x || y == to_y, "{name}: {points:?} goes straight");
                    let line = Area { left: x.min(to_x), top: y.min(to_y), right: x.max(to_x), bottom: y.max(to_y) };
                    // A border that is touched at an end is no crossing.
                    let line = Area { left: line.left + 1, top: line.top + 1, ..line };
                    let line = Area { right: line.right.max(line.left + 1) - 1, ..line };
                    let line = Area { bottom: line.bottom.max(line.top + 1) - 1, ..line };
                    let hit = boxes.iter().find(|one| crosses(&line, one));
                    assert!(hit.is_none(), "{name}: {points:?} {hit:?}");
                }
            }
        }
    }
}

/// A line, as an area without thickness, runs inside of a box.
fn crosses(line: &Area, one: &Area) -> bool {
    let across = line.left.max(one.left) < line.right.min(one.right) || line.left == line.right;
    let down = line.top.max(one.top) < line.bottom.min(one.bottom) || line.top == line.bottom;
    let inside_x = line.right > one.left && line.left < one.right;
    let inside_y = line.bottom > one.top && line.top < one.bottom;
    across && down && inside_x && inside_y
}

#[test]
fn no_two_arrows_run_on_the_same_line() {
    for (name, assessment) in all() {
        for (_, drawing) in figures(&assessment) {
            let mut pieces: Vec<(usize, Point, Point)> = Vec::new();
            for (index, points) in arrows(&drawing).into_iter().enumerate() {
                pieces.extend(points.windows(2).map(|piece| (index, piece[0].min(piece[1]), piece[0].max(piece[1]))));
            }
            for (index, start, end) in &pieces {
                let shared = pieces.iter().find(|(other, from, to)| {
                    let same_row = start.1 == end.1 && from.1 == to.1 && start.1 == from.1;
                    let same_column = start.0 == end.0 && from.0 == to.0 && start.0 == from.0;
                    let together =
                        if same_row { start.0 < to.0 && from.0 < end.0 } else { start.1 < to.1 && from.1 < end.1 };
                    other != index && (same_row || same_column) && together
                });
                assert!(shared.is_none(), "{name}: {start:?} {end:?} {shared:?}");
            }
        }
    }
}

#[test]
fn text_fits_and_is_large_enough_to_read() {
    for (name, assessment) in all() {
        for (_, drawing) in figures(&assessment) {
            let boxes = boxes(&drawing);
            for shape in &drawing.shapes {
                let Shape::Text { x, y, size, align, text, .. } = shape else { continue };
                let space = Tenths::try_from(width(text)).unwrap() * size / 2;
                let left = if *align == CaptionAlign::Middle { x - space / 2 } else { *x };
                assert!(left >= 0 && left + space <= drawing.width, "{name}: {text}");
                // Numbers of three digits are the only smaller text.
                assert!(*size >= 70 || text.len() == 3, "{name}: {text}");
                let around =
                    boxes.iter().find(|one| one.left < *x && *x < one.right && one.top < *y && *y < one.bottom);
                if let Some(around) = around {
                    assert!(left > around.left && left + space < around.right, "{name}: {text}");
                    assert!(y - size > around.top && *y < around.bottom, "{name}: {text}");
                }
            }
        }
    }
}

#[test]
fn many_flows_go_on_with_the_next_sheet() {
    let figures = figures(&crowded());
    let titles: Vec<&str> = figures.iter().filter_map(|(figure, _)| figure.title.as_deref()).collect();
    assert!(titles.len() > 2);
    assert_eq!(titles[0], format!("流れ（1／{}）", titles.len()));
    let addresses: BTreeSet<&str> = figures.iter().map(|(figure, _)| figure.address.as_str()).collect();
    assert_eq!(addresses.len(), figures.len());
}

#[test]
fn a_network_that_no_system_is_connected_to_is_drawn_all_the_same() {
    let assessment = assessment(
        "systems: [{id: a, name: 台帳システム, connects: [税務システム]}]\nnetwork: {status: 実施する}\n\
         files: [{id: f, use: {sources: [本人又は本人の代理人]}}]\n",
    );
    let told = figures(&assessment)[0].0.alternative.clone();
    assert!(told.contains("②担当部署と情報提供ネットワークシステムとの間：情報の照会・提供（"), "{told}");
}

#[test]
fn the_picture_is_well_formed_and_the_same_every_time() {
    let hostile =
        assessment("files: [{id: f, outsourcing: [{id: a, title: '<b>&', vendor: '\"]]><svg onload=1>'}]}]\n");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, assessment) in all().into_iter().chain([("hostile".into(), hostile)]) {
        for (index, (figure, drawing)) in figures(&assessment).into_iter().enumerate() {
            let title = figure.title.clone().unwrap_or_default();
            let text = svg(&drawing, &figure.address, &title, &figure.alternative);
            std::fs::write(folder.join(format!("flow-{name}-{index}.svg")), &text).unwrap();
            let again = &figures(&assessment)[index];
            assert_eq!(text, svg(&again.1, &again.0.address, &title, &again.0.alternative));
            assert_elements_close(&text);
            assert!(!text.contains("<b>") && !text.contains("<svg onload"), "{text}");
        }
    }
}

/// Every element is closed in order, and no bare `&` or `<` is left.
fn assert_elements_close(text: &str) {
    let mut open = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let entities = ["amp;", "lt;", "gt;", "quot;"];
        let bare = after.split('&').skip(1).find(|rest| !entities.iter().any(|entity| rest.starts_with(entity)));
        assert_eq!(bare, None);
    }
    assert!(open.is_empty(), "{open:?}");
}
