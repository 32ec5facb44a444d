//! Everything that can be said of a workspace: what reading found, what the rules found, as the settings wish it.

use std::collections::BTreeSet;

use super::registry::{Subject, all_rules, run_rules};
use crate::assessment::{Assessment, Completeness, Date};
use crate::finding::{Finding, apply_allowances, reader};
use crate::text::{Span, limits};
use crate::workspace::{Loaded, Selection, Workspace};

/// What was found in one workspace.
#[derive(Debug)]
pub struct Inspection {
    /// About settings, forms and passages.
    pub shared: Vec<Finding>,
    pub assessments: Vec<Inspected>,
}

/// What was found in one assessment.
#[derive(Debug)]
pub struct Inspected {
    pub name: String,
    /// None where it could not be read.
    pub completeness: Option<Completeness>,
    pub findings: Vec<Finding>,
}

/// The codes of all findings.
pub fn codes() -> Vec<&'static str> {
    all_rules().into_iter().map(|rule| rule.code).collect()
}

pub fn inspect(selection: &Selection, today: Option<Date>) -> Inspection {
    let workspace = &selection.workspace;
    let read: Vec<(usize, Subject<'_>)> = (selection.assessments.iter().enumerate())
        .filter_map(|(index, loaded)| {
            let Loaded { name, assessment, revisions, .. } = loaded;
            Some((index, Subject::new(name, assessment.as_ref()?, revisions, today).in_house(&workspace.config.style)))
        })
        .collect();
    let (indices, subjects): (Vec<usize>, Vec<Subject<'_>>) = read.into_iter().unzip();
    let mut found: Vec<(String, Vec<Finding>)> =
        selection.assessments.iter().map(|loaded| (loaded.name.clone(), loaded.findings.clone())).collect();
    for (index, findings) in indices.into_iter().zip(run_rules(&subjects)) {
        found[index].1.extend(findings);
    }
    for (_, findings) in &mut found {
        settle(workspace, findings);
    }
    let mut shared = workspace.findings.clone();
    if selection.whole {
        shared.extend(unused_fragments(selection));
    }
    let problems = apply_allowances(&workspace.config.allowances, &mut found);
    let partial = |finding: &Finding| !selection.whole && finding.rule.code == reader::UNUSED_ALLOWANCE.code;
    shared.extend(problems.into_iter().filter(|finding| !partial(finding)));
    settle(workspace, &mut shared);
    let completeness = |index: usize| selection.assessments[index].assessment.as_ref().map(Assessment::completeness);
    let assessments = found.into_iter().enumerate();
    let assessments =
        assessments.map(|(index, (name, findings))| Inspected { name, completeness: completeness(index), findings });
    Inspection { shared, assessments: assessments.collect() }
}

/// Severities as the settings wish them, in a stable order, within the limit.
fn settle(workspace: &Workspace, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| match workspace.config.severity.get(finding.rule.code) {
        Some(level) => match level.severity() {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        },
        None => true,
    });
    findings.sort_by_cached_key(Finding::sort_key);
    findings.truncate(limits::FINDINGS);
}

fn unused_fragments(selection: &Selection) -> Vec<Finding> {
    let read = selection.assessments.iter().filter_map(|loaded| loaded.assessment.as_ref());
    let used: BTreeSet<&str> = read.flat_map(|assessment| &assessment.fragments_used).map(String::as_str).collect();
    let all = selection.workspace.fragments.values();
    all.filter(|fragment| !used.contains(fragment.name.as_str()))
        .map(|fragment| {
            let span = Span::new(&fragment.source, 0..fragment.source.line(1).len());
            let message = format!("文例「{}」はどの評価書でも使われていません", fragment.name);
            Finding::new(&reader::UNUSED_FRAGMENT, message).at(span)
        })
        .collect()
}
