//! Everything that can be said of a workspace: what reading found, what the rules found, as the settings wish it.

use std::collections::BTreeSet;

use crate::assessment::{Assessment, Completeness, Revision};
use crate::dates::Date;
use crate::finding::{Acceptance, Finding, Judged, gather, identify, reader};
use crate::rules::{Examined, Subject, compare_all, examine};
use crate::text::{Span, limits};
use crate::typeface::Font;
use crate::workspace::{Loaded, Progress, Selection, Workspace};

mod taken;

use taken::TakenRows;

/// What was found in one workspace. `T` is what somebody else made of each assessment while it was in memory.
#[derive(Debug)]
pub struct Inspection<T> {
    /// About settings, forms and passages.
    pub shared: Vec<Finding>,
    pub assessments: Vec<Inspected<T>>,
}

/// What was found in one assessment.
#[derive(Debug)]
pub struct Inspected<T> {
    pub name: String,
    /// None where it could not be read.
    pub completeness: Option<Completeness>,
    pub findings: Vec<Finding>,
    /// Those that were accepted with a reason.
    pub accepted: Vec<Finding>,
    pub seen: T,
}

/// Reads and checks the assessments one after the other, `look`s at each, and lets go of it.
pub fn inspect<T: Send>(
    selection: &Selection,
    today: Option<Date>,
    progress: Progress<'_>,
    look: impl Fn(&Loaded) -> T + Sync,
) -> Inspection<T> {
    let workspace = &selection.workspace;
    let font = workspace.font();
    let own = font.as_ref().ok().and_then(Option::as_ref);
    let read: Vec<ReadAssessment<T>> = selection.each(progress, |loaded| {
        let seen = look(&loaded);
        ReadAssessment::new(workspace, own, loaded, today, seen)
    });
    let mut shared = workspace.findings.clone();
    shared.extend(font.err().map(|finding| *finding));
    if selection.whole {
        shared.extend(unused_fragments(workspace, &read));
    }
    let mut found = Vec::new();
    let mut examined = Vec::new();
    let mut others = Vec::new();
    for one in read {
        found.push(Judged { name: one.name, findings: one.findings, rows: one.rows, accepted: Vec::new() });
        examined.push(one.examined);
        others.push((one.completeness, one.seen));
    }
    for (judged, more) in found.iter_mut().zip(compare_all(examined)) {
        judged.findings.extend(more);
        settle(workspace, &judged.name, &mut judged.findings);
    }
    let (allowances, baselines) = (&workspace.config.allowances, &workspace.baselines);
    let problems = Acceptance { allowances, baselines, today }.apply(&mut found);
    let partial = |finding: &Finding| !selection.whole && finding.rule.code == reader::UNUSED_ALLOWANCE.code;
    shared.extend(problems.into_iter().filter(|finding| !partial(finding)));
    settle(workspace, "", &mut shared);
    let whole = found.into_iter().zip(others);
    let inspected = |(Judged { name, findings, accepted, .. }, (completeness, seen))| Inspected {
        name,
        completeness,
        findings: gather(findings),
        accepted,
        seen,
    };
    Inspection { shared: gather(shared), assessments: whole.map(inspected).collect() }
}

/// What is found in a frozen version as it stood, `earlier` being those before it.
pub fn inspect_version(
    workspace: &Workspace,
    font: Option<&Font>,
    name: &str,
    revision: &Revision,
    earlier: &[Revision],
    today: Option<Date>,
) -> Vec<Finding> {
    let mut findings = revision.findings.clone();
    let Some(assessment) = &revision.assessment else { return findings };
    let subject = Subject::new(name, assessment, earlier, today).in_house(&workspace.config.style);
    let mut examined = examine(&subject.printed_with(font));
    let taken = TakenRows::of(workspace, assessment);
    taken.mark(&mut findings);
    taken.mark(examined.findings_mut());
    findings.extend(compare_all(vec![examined]).pop().unwrap_or_default());
    settle(workspace, name, &mut findings);
    let mut judged = [Judged { name: name.to_owned(), findings, rows: taken.fingerprints(), accepted: Vec::new() }];
    let (allowances, baselines) = (&workspace.config.allowances, &workspace.baselines);
    Acceptance { allowances, baselines, today }.apply(&mut judged);
    let [judged] = judged;
    gather(judged.findings)
}

/// What is kept of an assessment until all are read.
struct ReadAssessment<T> {
    name: String,
    completeness: Option<Completeness>,
    fragments: BTreeSet<String>,
    /// Of its readers.
    findings: Vec<Finding>,
    /// The rows of its table that were taken over.
    rows: BTreeSet<String>,
    examined: Examined,
    seen: T,
}

impl<T> ReadAssessment<T> {
    fn new(workspace: &Workspace, font: Option<&Font>, loaded: Loaded, today: Option<Date>, seen: T) -> Self {
        let Loaded { name, assessment, revisions, findings, procedure, fingerprint, .. } = loaded;
        let examined = assessment.as_ref().map(|assessment| {
            examine(
                &Subject::new(&name, assessment, &revisions, today)
                    .in_house(&workspace.config.style)
                    .recorded(procedure.as_ref(), fingerprint.as_deref())
                    .printed_with(font),
            )
        });
        let mut examined = examined.unwrap_or_default();
        let mut findings = findings;
        let taken = assessment.as_ref().map(|assessment| TakenRows::of(workspace, assessment)).unwrap_or_default();
        taken.mark(&mut findings);
        taken.mark(examined.findings_mut());
        Self {
            rows: taken.fingerprints(),
            completeness: assessment.as_ref().map(Assessment::completeness),
            fragments: assessment.map(|assessment| assessment.fragments_used).unwrap_or_default(),
            examined,
            name,
            findings,
            seen,
        }
    }
}

/// Severities as the settings wish them, in a stable order, within the limit, each with its fingerprint. What refuses the input
/// is told whatever they say, and however much else there is.
fn settle(workspace: &Workspace, assessment: &str, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| match workspace.config.severity.get(finding.rule.code) {
        Some(level) => match level.severity() {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => finding.rule.refuses_input(),
        },
        None => true,
    });
    findings.sort_by_cached_key(Finding::sort_key);
    let mut told = 0;
    findings.retain(|finding| {
        told += 1;
        told <= limits::FINDINGS || finding.rule.refuses_input()
    });
    identify(assessment, findings);
}

fn unused_fragments<T>(workspace: &Workspace, read: &[ReadAssessment<T>]) -> Vec<Finding> {
    let used: BTreeSet<&str> = read.iter().flat_map(|one| &one.fragments).map(String::as_str).collect();
    let all = workspace.fragments.values();
    all.filter(|fragment| !used.contains(fragment.name.as_str()))
        .map(|fragment| {
            let span = Span::new(&fragment.source, 0..fragment.source.line(1).len());
            let message = format!("文例「{}」はどの評価書でも使われていません", fragment.name);
            Finding::new(&reader::UNUSED_FRAGMENT, message).at(span)
        })
        .collect()
}
