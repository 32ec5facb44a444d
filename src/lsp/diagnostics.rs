//! Findings as editors show them: in each file what is found there, whichever document brought it up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::desk::{DocumentKind, EditorDesk};
use super::position::range;
use super::wire::{WireRange, location};
use crate::finding::{Finding, Severity};
use crate::text::Span;
use crate::workspace::{CONFIG_FILE, root_of};

type FoundByFile = BTreeMap<PathBuf, Vec<Value>>;

/// What was told so far, by the file that it stands in.
#[derive(Debug, Default)]
pub(super) struct ToldDiagnostics {
    shown: FoundByFile,
}

impl ToldDiagnostics {
    /// Looks at everything that is open; gives the files for which something else is to be shown than before, and what.
    pub(super) fn renew(&mut self, desk: &mut EditorDesk) -> Vec<Value> {
        let open: Vec<PathBuf> = desk.buffers.keys().cloned().collect();
        let mut by_subject: BTreeMap<PathBuf, FoundByFile> = BTreeMap::new();
        for path in &open {
            if let Some(subject) = desk.subject(path).filter(|subject| !by_subject.contains_key(subject)) {
                let findings = desk.findings(&subject);
                by_subject.insert(subject.clone(), by_file(desk, &subject, &findings));
            }
            let Some(root) = root_of(path).filter(|_| desk.kind(path) != DocumentKind::Other) else { continue };
            let settings = root.join(CONFIG_FILE);
            by_subject.entry(settings).or_insert_with_key(|settings| {
                let findings = desk.shared_findings(settings);
                by_file(desk, settings, &findings)
            });
        }
        self.changed(desk, &open, by_subject.into_values())
    }

    /// `found`: by the documents that brought it up, of which several may tell the same.
    fn changed(&mut self, desk: &EditorDesk, open: &[PathBuf], found: impl Iterator<Item = FoundByFile>) -> Vec<Value> {
        let mut wanted = FoundByFile::new();
        for (file, told) in found.flatten() {
            let all = wanted.entry(file).or_default();
            let new: Vec<Value> = told.into_iter().filter(|one| !all.contains(one)).collect();
            all.extend(new);
        }
        // An editor that waits for an answer gets one, even if there is nothing to say.
        for path in open {
            if !self.shown.contains_key(path) && desk.kind(path) != DocumentKind::Other {
                wanted.entry(path.clone()).or_default();
            }
        }
        let files: BTreeSet<PathBuf> = self.shown.keys().chain(wanted.keys()).cloned().collect();
        let mut messages = Vec::new();
        for file in files {
            let (before, now) = (self.shown.get(&file), wanted.get(&file));
            if before != now && (before.is_some_and(|before| !before.is_empty()) || now.is_some()) {
                let now = now.map_or(&[][..], Vec::as_slice);
                messages.push(json!({ "uri": desk.uri(&file), "diagnostics": now }));
            }
        }
        self.shown = wanted;
        messages
    }

    /// A document that was closed and is opened again is told of anew.
    pub(super) fn forget(&mut self, path: &Path) {
        if self.shown.get(path).is_some_and(Vec::is_empty) {
            self.shown.remove(path);
        }
    }
}

fn by_file(desk: &EditorDesk, subject: &Path, findings: &[Finding]) -> FoundByFile {
    let mut files = FoundByFile::new();
    for finding in findings {
        let file = finding.span.as_ref().map_or_else(|| subject.to_owned(), |span| PathBuf::from(span.source.path()));
        files.entry(file).or_default().push(diagnostic(desk, finding));
    }
    files
}

pub(super) fn diagnostic(desk: &EditorDesk, finding: &Finding) -> Value {
    let place = finding.span.as_ref().map_or_else(WireRange::default, |span| range(&span.source, &span.range()));
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let path = finding.path.as_ref().map(|path| format!("{path}: ")).unwrap_or_default();
    let related = |(span, label): &(Span, String)| {
        let uri = desk.uri(Path::new(span.source.path()));
        json!({ "location": location(&uri, range(&span.source, &span.range())), "message": label })
    };
    json!({
        "range": place,
        "severity": match finding.severity { Severity::Error => 1, Severity::Warning => 2, Severity::Info => 3 },
        "code": finding.rule.code,
        "source": "hyokasho",
        "message": format!("{path}{}{help}", finding.message),
        "relatedInformation": finding.related.iter().map(related).collect::<Vec<_>>(),
        "data": finding.fingerprint,
    })
}
