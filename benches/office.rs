//! To the office and back: writing the sheets of an assessment, and taking over what was filled in.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hyokasho::assessment::Assessment;
use hyokasho::dates::Date;
use hyokasho::diff::{RecordOrder, Wording};
use hyokasho::doc::build;
use hyokasho::grid;
use hyokasho::house::HouseStyle;
use hyokasho::office::record_assessment;
use hyokasho::rules::codes;
use hyokasho::sheet::{Origin, ReturnTerms, into, render};
use hyokasho::workspace::{Loaded, Workspace, select};
use support::samples;

fn sheets(criterion: &mut Criterion) {
    let grown = samples::large();
    for (name, root) in [("sample", Path::new("assessments")), ("two files", &grown)] {
        let path = root.join("15-health-checkups/assessment.yaml");
        let workspace = Workspace::open(Some(root), &codes());
        let load = |text: &str| -> Assessment { workspace.load_text(&path, text).assessment.unwrap() };
        let text = fs::read_to_string(&path).unwrap();
        let assessment = load(&text);
        let house = &workspace.config.style;
        let document = build(&assessment, house);
        let origin = Origin::of(&assessment);
        let bytes = render(&document, &origin, &|_| None).unwrap().bytes;
        let edited = load(&text.replacen("成人健診に関する事務", "健診に関する事務", 1));
        let mut group = criterion.benchmark_group(format!("sheets, {name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
        group.bench_function("export", |bencher| {
            bencher.iter(|| render(black_box(&document), &origin, &|_| None).unwrap().bytes.len());
        });
        group.bench_function("read", |bencher| bencher.iter(|| grid::read("a.xlsx", black_box(&bytes)).unwrap()));
        let book = grid::read("a.xlsx", &bytes).unwrap();
        let read = |text: &str| Some(load(text));
        let terms = ReturnTerms { allow_blank: false, earlier: None, file: "a.xlsx", read: &read };
        group.bench_function("into, nothing changed", |bencher| {
            bencher.iter(|| into(black_box(&book), &assessment, house, &terms).unwrap());
        });
        group.bench_function("into, one conflict", |bencher| {
            bencher.iter(|| into(black_box(&book), &edited, house, &terms).unwrap());
        });
        group.finish();
    }
}

/// One passage changed in all of 200 assessments, each told in its own table.
fn recorded(criterion: &mut Criterion) {
    let root = samples::many(200);
    let passage = root.join("fragments/outsourcing/vendor-check.md");
    let text = fs::read_to_string(&passage).unwrap();
    fs::write(&passage, text.trim_end().to_owned() + "\n年に一度、現地でも確かめる。\n").unwrap();
    let (selections, _) = select(&[root], &codes());
    let style = HouseStyle::default();
    let order = RecordOrder::new(Date::new(2026, 5, 1).unwrap(), Wording::of(&style));
    let one = |loaded: Loaded| record_assessment(&loaded, &order).map_or(0, |done| done.recorded.added.len());
    let mut group = criterion.benchmark_group("many");
    group.sample_size(10).throughput(Throughput::Elements(200));
    group.bench_function("record a changed passage in 200", |bencher| {
        bencher.iter(|| selections.iter().flat_map(|all| all.each(&|_, _| {}, one)).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, sheets, recorded);
criterion_main!(benches);
