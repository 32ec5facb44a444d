//! Comparing: two versions of one assessment, the words of long cells, the revisions of 200 assessments.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hyokasho::assessment::Assessment;
use hyokasho::diff::{changed_words, compare};
use hyokasho::rules::codes;
use hyokasho::workspace::{Workspace, select};
use support::samples;

fn load(workspace: &Workspace, path: &Path, edit: impl Fn(String) -> String) -> Assessment {
    let text = edit(std::fs::read_to_string(path).unwrap());
    workspace.load_text(path, &text).assessment.unwrap()
}

fn one(criterion: &mut Criterion) {
    let root = samples::large();
    let workspace = Workspace::open(Some(&root), &codes());
    let path = root.join("15-health-checkups/assessment.yaml");
    let old = load(&workspace, &path, |text| text);
    let little = load(&workspace, &path, |text| text.replacen("健康管理システム", "新しい健康管理システム", 5));
    let much = load(&workspace, &path, |text| text.replace("する。", "することとする。"));
    let mut group = criterion.benchmark_group("compare");
    group.throughput(Throughput::Bytes(path.metadata().unwrap().len()));
    group.bench_function("little changed", |bencher| bencher.iter(|| compare(black_box(&old), &little)));
    group.bench_function("nearly everything changed", |bencher| bencher.iter(|| compare(black_box(&old), &much)));
    group.finish();
}

fn words(criterion: &mut Criterion) {
    let before: String = (0..200).map(|n| format!("{n}番目の措置として、担当者が記録を確かめる。")).collect();
    let after = before.replace("担当者", "管理者");
    let other: String = (0..200).map(|n| format!("別の文{n}であり、似たところは少ない。\n")).collect();
    criterion.bench_function("words of a similar cell", |bencher| {
        bencher.iter(|| changed_words(black_box(&before), &after));
    });
    criterion.bench_function("words of an unlike cell", |bencher| {
        bencher.iter(|| changed_words(black_box(&before), &other));
    });
}

fn many(criterion: &mut Criterion) {
    let root = samples::many(200);
    let (selections, _) = select(&[root], &codes());
    let loaded: Vec<_> = selections.iter().flat_map(|selection| selection.each(&|_, _| {}, |loaded| loaded)).collect();
    let mut group = criterion.benchmark_group("many");
    group.sample_size(10).throughput(Throughput::Elements(200));
    group.bench_function("compare 200 with their last revision", |bencher| {
        bencher.iter(|| {
            let pairs = loaded.iter().filter_map(|one| {
                let old = one.revisions.last()?.assessment.as_ref()?;
                Some(compare(old, one.assessment.as_ref()?).rows.len())
            });
            pairs.sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, one, words, many);
criterion_main!(benches);
