//! Loading and checking: one assessment, a large one, a workspace of 200, hostile input.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a bench that cannot run says so")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hyokasho::inspect::inspect;
use hyokasho::rules::codes;
use hyokasho::workspace::{Workspace, select};
use support::{hostile, samples};

/// Everything that `hyokasho check` does but printing.
fn check(path: &Path) -> usize {
    let (selections, problems) = select(&[path.to_owned()], &codes());
    let inspections = selections.iter().map(|selection| inspect(selection, None, &|_, _| {}, |_| ()));
    let told = inspections.flat_map(|found| found.assessments).map(|found| found.findings.len());
    problems.len() + told.sum::<usize>()
}

fn size(file: &Path) -> Throughput {
    Throughput::Bytes(file.metadata().unwrap().len())
}

fn one(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one");
    let sample = PathBuf::from("assessments/15-health-checkups/assessment.yaml");
    group.throughput(size(&sample));
    let workspace = Workspace::open(Some(Path::new("assessments")), &codes());
    group.bench_function("load", |bencher| bencher.iter(|| black_box(workspace.load(&sample))));
    group.bench_function("check", |bencher| bencher.iter(|| check(black_box(&sample))));
    let large = samples::large().join("15-health-checkups/assessment.yaml");
    group.throughput(size(&large));
    group.bench_function("check large", |bencher| bencher.iter(|| check(black_box(&large))));
    group.finish();
}

fn many(criterion: &mut Criterion) {
    let root = samples::many(200);
    let mut group = criterion.benchmark_group("many");
    group.sample_size(10).throughput(Throughput::Elements(200));
    group.bench_function("check 200", |bencher| bencher.iter(|| check(black_box(&root))));
    group.finish();
}

fn refused(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(20);
    for case in hostile::cases("hostile") {
        group.bench_function(case.name, |bencher| bencher.iter(|| check(black_box(&case.folder))));
    }
    group.finish();
}

criterion_group!(benches, one, many, refused);
criterion_main!(benches);
