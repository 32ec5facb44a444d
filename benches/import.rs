//! What offices have → an assessment: PDF and Word of one, two and four times the pages.

#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hyokasho::doc::{DocAnswer, DocBlock, Document, OutlineEntry};
use hyokasho::form::Forms;
use hyokasho::import::{import, open};
use hyokasho::render::{docx, pdf};
use support::paper::sample;

/// The same items, what is written in them so many times as long.
fn grown(times: usize) -> Document {
    fn grow(entries: &mut [OutlineEntry], times: usize) {
        for entry in entries {
            match entry {
                OutlineEntry::Item(item) => {
                    if let DocAnswer::Text(text) = &mut item.answer
                        && text.chars().count() > 40
                    {
                        *text = vec![text.as_str(); times].join("\n");
                    }
                    grow(&mut item.inner, times);
                }
                OutlineEntry::Group { entries, .. } => grow(entries, times),
            }
        }
    }
    let mut document = sample("15-health-checkups");
    for block in document.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        match block {
            DocBlock::Table(entries) => grow(entries, times),
            DocBlock::Repeat(all) => {
                for one in all {
                    if let hyokasho::doc::Repeat::Block { entries, .. } = one {
                        grow(entries, times);
                    }
                }
            }
            _ => {}
        }
    }
    document
}

fn documents(criterion: &mut Criterion) {
    assert!(Path::new("assessments").is_dir(), "benches run at the root of the repository");
    let forms = Forms::default();
    for kind in ["pdf", "docx"] {
        let mut group = criterion.benchmark_group(format!("import, {kind}"));
        group.sample_size(10);
        for times in [1, 2, 4] {
            let document = grown(times);
            let paper = pdf::render(&document, &pdf::PdfOptions::default(), &|_| None).unwrap();
            let bytes = match kind {
                "pdf" => paper.bytes,
                _ => docx::render(&document, None, &|_| None).unwrap().bytes,
            };
            group.throughput(Throughput::Elements(paper.pages as u64));
            group.bench_with_input(BenchmarkId::from_parameter(paper.pages), &bytes, |bencher, bytes| {
                bencher.iter(|| import(&open("a", black_box(bytes)).unwrap(), &forms).unwrap().placed);
            });
        }
        group.finish();
    }
}

criterion_group!(benches, documents);
criterion_main!(benches);
