//! Documents of a usual and of an unusual size: building them, printing them, making web pages of them.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hyokasho::assessment::Assessment;
use hyokasho::doc::build;
use hyokasho::house::HouseStyle;
use hyokasho::render::{Site, Theme, html, json, markdown, pdf};
use hyokasho::rules::codes;
use hyokasho::workspace::{Templates, Workspace};
use support::samples;

fn load(name: &str, files: usize, tables: usize) -> Assessment {
    let root = samples::grown(name, files, tables);
    let path = root.join("15-health-checkups/assessment.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    Workspace::open(Some(&root), &codes()).load_text(&path, &text).assessment.unwrap()
}

fn render(criterion: &mut Criterion, assessment: &Assessment, name: &str) {
    let house = HouseStyle::default();
    let document = build(assessment, &house);
    let theme = Theme::new(Templates::default()).unwrap();
    let site = Site::default();
    let pages = pdf::render(&document, &pdf::PdfOptions::default(), &|_| None).unwrap().pages;
    let mut group = criterion.benchmark_group(format!("{name}, {pages} pages"));
    group.sample_size(20).throughput(Throughput::Elements(pages as u64));
    group.bench_function("document", |bencher| bencher.iter(|| build(black_box(assessment), &house)));
    group.bench_function("PDF", |bencher| {
        bencher.iter(|| pdf::render(black_box(&document), &pdf::PdfOptions::default(), &|_| None));
    });
    group.bench_function("HTML", |bencher| bencher.iter(|| html::page(black_box(&document), &theme, &|_| None, &site)));
    group.bench_function("Markdown", |bencher| bencher.iter(|| markdown::page(black_box(&document))));
    group.bench_function("JSON", |bencher| bencher.iter(|| json::page(black_box(assessment))));
    group.finish();
}

fn usual(criterion: &mut Criterion) {
    render(criterion, &load("usual", 2, 1), "usual");
}

fn unusual(criterion: &mut Criterion) {
    render(criterion, &load("unusual", 20, 10), "unusual");
}

criterion_group!(benches, usual, unusual);
criterion_main!(benches);
