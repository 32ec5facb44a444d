//! Reads the fixtures of a rule and looks for what it finds in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hyokasho::assessment::{
    Assessment, Fingerprints, Fragment, NoResources, Resources, SheetRequest, SheetRows, bind, fingerprint_of,
};
use hyokasho::dates::Date;
use hyokasho::finding::Finding;
use hyokasho::form::{Forms, Key};
use hyokasho::procedure::{PROCEDURE_FILE, Procedure};
use hyokasho::rules::{Subject, compare_all, examine};
use hyokasho::text::Source;
use hyokasho::workspace::Workspace;
use hyokasho::yaml::{YamlEntry, YamlNode, YamlStyle, YamlValue, parse};

/// Where the words of a fixture stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// All in its own file.
    Plain,
    /// Every text in a passage, the form an overlay of the workspace on the one that the fixture names.
    Workspace,
}

/// A fixture and what one rule finds in it.
#[derive(Debug)]
pub(crate) struct Examined {
    source: Arc<Source>,
    procedure: Option<Arc<Source>>,
    pub(crate) findings: Vec<Finding>,
}

impl Examined {
    pub(crate) fn expected_lines(&self) -> BTreeSet<u32> {
        let lines = [Some(&self.source), self.procedure.as_ref()].into_iter().flatten();
        let lines = lines.filter_map(|source| header(source, "expect-lines"));
        lines.flat_map(str::split_whitespace).map(|line| line.parse().unwrap()).collect()
    }
}

/// The fixtures called `name` of a rule, each with what the rule finds in it.
pub(crate) fn examined(code: &str, name: &str, setting: Setting) -> Vec<Examined> {
    let paths = paths(&Path::new("tests/rules").join(code), name);
    let read: Vec<_> = paths.iter().map(|path| read(path, setting)).collect();
    let revisions: Vec<_> = paths.iter().map(|path| Workspace::default().revisions(path.parent().unwrap())).collect();
    let procedures: Vec<_> = paths.iter().map(|path| procedure(path)).collect();
    let prints: Vec<_> = read.iter().map(|(_, assessment)| fingerprint_of(assessment, &Fingerprints::new())).collect();
    let subjects: Vec<_> = read
        .iter()
        .zip(&revisions)
        .zip(procedures.iter().zip(&prints))
        .map(|(((source, assessment), revisions), (procedure, print))| {
            let today = header(source, "today").map(|day| Date::parse(day).unwrap());
            Subject::new(source.path(), assessment, revisions, today).recorded(procedure.as_ref(), print.as_deref())
        })
        .collect();
    let found = compare_all(subjects.iter().map(examine).collect());
    let own = |findings: Vec<Finding>| findings.into_iter().filter(|finding| finding.rule.code == code).collect();
    read.iter()
        .zip(procedures.iter().zip(found))
        .map(|((source, _), (procedure, found))| Examined {
            source: Arc::clone(source),
            procedure: procedure.as_ref().map(|procedure| Arc::clone(&procedure.source)),
            findings: own(found),
        })
        .collect()
}

fn paths(folder: &Path, name: &str) -> Vec<PathBuf> {
    let single = folder.join(format!("{name}.yaml"));
    if single.exists() {
        return vec![single];
    }
    let mut paths: Vec<_> = std::fs::read_dir(folder.join(name))
        .map(|list| list.map(|entry| entry.unwrap().path()).filter(|path| is_assessment(path)).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

fn is_assessment(path: &Path) -> bool {
    path.is_file() && !path.ends_with(PROCEDURE_FILE)
}

/// What is recorded beside the fixture of one assessment.
fn procedure(path: &Path) -> Option<Procedure> {
    let text = std::fs::read_to_string(path.with_file_name(PROCEDURE_FILE)).ok()?;
    let (procedure, findings) = Procedure::read(&Source::new(PROCEDURE_FILE, text));
    assert!(findings.is_empty(), "{}: {findings:?}", path.display());
    Some(procedure)
}

fn header<'a>(source: &'a Source, name: &str) -> Option<&'a str> {
    let mut lines = source.text().lines().take_while(|line| line.starts_with('#'));
    lines.find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(": "))
}

fn read(path: &Path, setting: Setting) -> (Arc<Source>, Assessment) {
    let text = std::fs::read_to_string(path).unwrap();
    let source = Source::new(path.file_name().unwrap().to_str().unwrap(), text);
    let parsed = parse(&source);
    let mut root = parsed.root.unwrap_or_else(|| panic!("{}: {:?}", path.display(), parsed.findings));
    let id = root.text_of("form").unwrap().to_owned();
    let bound = match setting {
        Setting::Plain => {
            let form = Forms::default().get(&id).unwrap().unwrap();
            bind(&source, &root, &form, &NoResources::default())
        }
        Setting::Workspace => {
            let overlay = Source::new(format!("forms/{id}.yaml"), format!("form: {id}\nbase: {id}\nedition: 本市\n"));
            let form = Forms::new(vec![overlay]).get(&id).unwrap().unwrap();
            let plain = bind(&source, &root, &form, &NoResources::default()).assessment;
            let mut passages = Passages::default();
            passages.take(&mut root, &plain.texts().map(|(cell, _)| cell.span.range()).collect::<Vec<_>>());
            bind(&source, &root, &form, &passages)
        }
    };
    let slips: Vec<_> = bound.findings.iter().map(|finding| &finding.message).collect();
    assert!(slips.is_empty(), "{}: {slips:?}", path.display());
    (source, bound.assessment)
}

/// Texts taken out of an assessment, a passage each.
#[derive(Debug, Default)]
struct Passages {
    by_name: BTreeMap<String, Arc<Fragment>>,
    none: NoResources,
}

impl Passages {
    /// Puts the name of a passage where one of `texts` stands.
    fn take(&mut self, node: &mut YamlNode, texts: &[std::ops::Range<usize>]) {
        match &mut node.value {
            // In a passage, braces are placeholders.
            YamlValue::Scalar(words, _) if texts.contains(&node.range) && !words.contains('{') => {
                let name = format!("passage-{}", self.by_name.len());
                let source = Source::new(format!("fragments/{name}.md"), format!("---\n---\n{words}\n"));
                let scalar = YamlValue::Scalar(name.clone(), YamlStyle::Plain);
                self.by_name.insert(name.clone(), Arc::new(Fragment::read(&name, &source).0));
                let at = |value| YamlNode { value, range: node.range.clone() };
                let entry = YamlEntry { key: "fragment".into(), key_range: node.range.clone(), node: at(scalar) };
                node.value = YamlValue::List(vec![at(YamlValue::Map(vec![entry]))]);
            }
            YamlValue::Scalar(..) => {}
            YamlValue::List(items) => items.iter_mut().for_each(|item| self.take(item, texts)),
            YamlValue::Map(entries) => entries.iter_mut().for_each(|entry| self.take(&mut entry.node, texts)),
        }
    }
}

impl Resources for Passages {
    fn fragment(&self, name: &str) -> Option<Arc<Fragment>> {
        self.by_name.get(name).cloned()
    }

    fn values(&self) -> &BTreeMap<String, String> {
        self.none.values()
    }

    fn sheet(&self, request: &SheetRequest) -> Result<SheetRows, Box<Finding>> {
        self.none.sheet(request)
    }

    fn form_with(&self, key: &Key) -> Option<String> {
        self.none.form_with(key)
    }
}
