//! Opens a workspace and loads assessments in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::{self, BASELINE_FILE};
use super::config::Config;
use super::discover::resolved;
use super::git::{RevisionError, RevisionTree};
use super::record_sheet;
use super::store::Store;
use crate::assessment::Revision;
use crate::assessment::{Assessment, Fragment, Resources, SheetRequest, SheetRows, bind};
use crate::disk::{refusal, shown, too_large, work_on};
use crate::finding::{Baseline, Finding, reader};
use crate::form::{BUILTIN_IDS, Form, Forms, Key};
use crate::procedure::{PROCEDURE_FILE, Procedure};
use crate::text::{Source, Span, limits, visible};
use crate::yaml;

pub const CONFIG_FILE: &str = "hyokasho.yaml";
pub const ASSESSMENT_FILE: &str = "assessment.yaml";
/// Texts that assessments share.
pub const FRAGMENTS_FOLDER: &str = "fragments";
/// Forms of the workspace's own.
pub const FORMS_FOLDER: &str = "forms";

#[derive(Debug, Default)]
pub struct Workspace {
    /// The folder with `hyokasho.yaml`; none for an assessment that stands alone.
    pub root: Option<PathBuf>,
    pub config: Config,
    pub forms: Forms,
    pub fragments: BTreeMap<String, Arc<Fragment>>,
    /// What is wrong with the settings, the forms and the passages.
    pub findings: Vec<Finding>,
    /// Findings that are put off.
    pub baselines: Vec<Baseline>,
    /// Texts that stand for files as they are on disk: repaired, or not written yet.
    pub unsaved: BTreeMap<PathBuf, String>,
    /// The form of an assessment that names none.
    pub form: Option<String>,
    pub(super) store: Store,
}

/// An assessment that was read, or why it could not be.
#[derive(Debug)]
pub struct Loaded {
    /// The name of its folder.
    pub name: String,
    pub path: PathBuf,
    pub assessment: Option<Assessment>,
    pub findings: Vec<Finding>,
    /// Its frozen versions, oldest first; only of an assessment that is to be checked.
    pub revisions: Vec<Revision>,
    /// What is recorded of its procedure; with the frozen versions.
    pub procedure: Option<Procedure>,
    /// What its text is known by; where somebody signed.
    pub fingerprint: Option<String>,
}

/// What an assessment is called: as its folder.
pub fn name_of(path: &Path) -> String {
    let path = resolved(path).unwrap_or_else(|| path.to_owned());
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let name = folder.file_name().or(path.file_stem()).unwrap_or_default().to_string_lossy().into_owned();
    visible(&name).into_owned()
}

impl Loaded {
    fn new(name: String, path: &Path) -> Self {
        Self {
            name,
            path: path.to_owned(),
            assessment: None,
            findings: Vec::new(),
            revisions: Vec::new(),
            procedure: None,
            fingerprint: None,
        }
    }

    /// An assessment at which the program itself stumbled.
    pub(super) fn stopped(path: &Path) -> Self {
        let message = "プログラムの誤りで、この評価書を調べ終えられませんでした。ほかの評価書は調べてあります";
        let help = "個人の情報を除いたファイルとこの文を添えて、開発者に知らせてください（RUST_BACKTRACE=1 を付けて実行すると、止まった所が出ます）";
        let mut stopped = Self::new(name_of(path), path);
        stopped.findings.push(*refusal(&shown(path), &reader::PROGRAM_FAULT, message, help));
        stopped
    }
}

impl Workspace {
    /// The workspace around `root`, or none. `codes` are the codes of all findings, for the settings that name them.
    pub fn open(root: Option<&Path>, codes: &[&str]) -> Self {
        Self::open_with(root, codes, BTreeMap::new())
    }

    /// The same with texts that stand for files as they are on disk.
    pub fn open_with(root: Option<&Path>, codes: &[&str], unsaved: BTreeMap<PathBuf, String>) -> Self {
        let (root_of_all, store) = (root.map(Path::to_owned), Store::Disk(root.map(Path::to_owned)));
        let mut workspace = Self { root: root_of_all, store, unsaved, ..Self::default() };
        if let Some(root) = root {
            workspace.read(root, codes);
        }
        workspace
    }

    /// The workspace in `folder` as it stood in a git revision; its files are asked for by their paths inside the folder.
    pub fn at_revision(folder: &Path, revision: &str, codes: &[&str]) -> Result<Self, RevisionError> {
        let mut workspace = Self { store: Store::Revision(RevisionTree::open(folder, revision)?), ..Self::default() };
        workspace.read(Path::new(""), codes);
        Ok(workspace)
    }

    /// The text that stands for the file, or else what is in it.
    fn read_text(&self, path: &Path) -> Result<Arc<Source>, Box<Finding>> {
        match self.unsaved.get(path) {
            Some(text) if text.len() as u64 > limits::FILE_BYTES => {
                Err(too_large(&self.store.name(path), text.len() as u64, limits::FILE_BYTES))
            }
            Some(text) => Ok(Source::new(self.store.name(path), text.as_str())),
            None => self.store.read_text(path),
        }
    }

    fn read(&mut self, root: &Path, codes: &[&str]) {
        let settings = root.join(CONFIG_FILE);
        if self.store.has(&settings) {
            match self.read_text(&settings) {
                Ok(source) => {
                    let (config, findings) = Config::read(&source, codes);
                    self.config = config;
                    self.findings.extend(findings);
                }
                Err(finding) => self.findings.push(*finding),
            }
        }
        let baseline = root.join(BASELINE_FILE);
        if self.store.stands(&baseline) {
            match self.read_text(&baseline) {
                Ok(source) => {
                    let (baselines, findings) = baseline::read(&source);
                    self.baselines = baselines;
                    self.findings.extend(findings);
                }
                Err(finding) => self.findings.push(*finding),
            }
        }
        self.read_forms(&root.join(FORMS_FOLDER));
        let folder = root.join(FRAGMENTS_FOLDER);
        for path in self.store.files_below(&folder, "md") {
            self.read_fragment(&folder, &path);
        }
    }

    fn read_forms(&mut self, folder: &Path) {
        let mut sources = Vec::new();
        for path in self.store.files_below(folder, "yaml") {
            match self.read_text(&path) {
                Ok(source) => sources.push(source),
                Err(finding) => self.findings.push(*finding),
            }
        }
        self.forms = Forms::new(sources);
        let broken = self.forms.own_ids().filter_map(|id| self.forms.get(id)?.err());
        self.findings.extend(broken.flatten());
    }

    fn read_fragment(&mut self, folder: &Path, path: &Path) {
        match self.read_text(path) {
            Ok(source) => {
                let name = path.strip_prefix(folder).unwrap_or(path).with_extension("");
                let (fragment, findings) = Fragment::read(&shown(&name), &source);
                self.findings.extend(findings);
                self.fragments.insert(fragment.name.clone(), Arc::new(fragment));
            }
            Err(finding) => self.findings.push(*finding),
        }
    }

    /// Loads an assessment from its YAML file.
    pub fn load(&self, path: &Path) -> Loaded {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let mut loaded = Loaded::new(name_of(path), path);
        work_on(path);
        match self.read_text(path) {
            Ok(source) => self.bind(&source, folder, &mut loaded),
            Err(finding) => loaded.findings.push(*finding),
        }
        loaded
    }

    /// Loads an assessment with its frozen revisions; those that cannot be read are told with it.
    pub fn load_with_revisions(&self, path: &Path) -> Loaded {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let current = path.file_name().is_some_and(|name| name == ASSESSMENT_FILE);
        let revisions = || if current { self.revisions(folder) } else { Vec::new() };
        let (mut loaded, revisions) = rayon::join(|| self.load(path), revisions);
        loaded.revisions = revisions;
        work_on(path);
        if current {
            let pictures = loaded.assessment.as_ref().map(|assessment| self.told_of_pictures(folder, assessment));
            loaded.findings.extend(pictures.unwrap_or_default());
            let unread = loaded.revisions.iter().filter(|revision| revision.assessment.is_none());
            loaded.findings.extend(unread.flat_map(|revision| revision.findings.clone()));
            self.add_procedure(folder, &mut loaded);
        }
        loaded
    }

    /// The procedure of the assessment in `folder`, if it is recorded, and what is wrong with its file.
    pub fn procedure(&self, folder: &Path) -> (Option<Procedure>, Vec<Finding>) {
        let path = folder.join(PROCEDURE_FILE);
        if !self.unsaved.contains_key(&path) && !self.store.stands(&path) {
            return (None, Vec::new());
        }
        match self.read_text(&path) {
            Ok(source) => {
                let (procedure, findings) = Procedure::read(&source);
                (Some(procedure), findings)
            }
            Err(finding) => (None, vec![*finding]),
        }
    }

    fn add_procedure(&self, folder: &Path, loaded: &mut Loaded) {
        let (procedure, findings) = self.procedure(folder);
        loaded.findings.extend(findings);
        let is_signed = procedure.as_ref().is_some_and(|procedure| !procedure.sign_offs.is_empty());
        let signed = loaded.assessment.as_ref().filter(|_| is_signed);
        loaded.fingerprint = signed.and_then(|assessment| self.fingerprint_of(folder, assessment));
        loaded.procedure = procedure;
    }

    /// Reads an assessment from a text that is in memory, as if it stood at `path`.
    pub fn load_text(&self, path: &Path, text: &str) -> Loaded {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let mut loaded = Loaded::new(name_of(path), path);
        self.bind(&Source::new(shown(path), text), folder, &mut loaded);
        loaded
    }

    fn bind(&self, source: &Arc<Source>, folder: &Path, loaded: &mut Loaded) {
        let parsed = yaml::parse(source);
        loaded.findings.extend(parsed.findings);
        let Some(root) = parsed.root else {
            if loaded.findings.is_empty() {
                let message = "ファイルに何も書かれていません";
                let help = "hyokasho new で、すべての項目が入ったひな形を作れます";
                let finding = Finding::new(&reader::YAML_SYNTAX, message).at(Span::new(source, 0..0));
                loaded.findings.push(finding.help(help));
            }
            return;
        };
        match self.form_of(source, &root) {
            Ok(form) => {
                let resources = Beside { workspace: self, folder };
                let bound = bind(source, &root, &form, &resources);
                bound.assessment.name_items(&mut loaded.findings);
                loaded.findings.extend(bound.findings);
                loaded.assessment = Some(bound.assessment);
            }
            Err(findings) => loaded.findings.extend(findings),
        }
    }

    fn form_of(&self, source: &Arc<Source>, root: &yaml::YamlNode) -> Result<Arc<Form>, Vec<Finding>> {
        let ids = self.forms.ids().join("・");
        let Some(id) = root.text_of("form").or(self.form.as_deref()) else {
            let span = Span::new(source, 0..source.line(1).len());
            let help = format!("先頭に「form: full-2025-05」のように書いてください（使える様式: {ids}）");
            return Err(vec![
                Finding::new(&reader::UNKNOWN_FORM, "様式（form）が書かれていません").at(span).help(help),
            ]);
        };
        let span = || root.get("form").map_or_else(|| Span::new(source, 0..0), |node| node.span(source));
        match self.forms.get(id) {
            Some(Ok(form)) => Ok(form),
            Some(Err(problems)) => Err(vec![broken_form(id, &problems).at(span())]),
            None => {
                let message = format!("「{id}」という様式はありません");
                let help = format!("使える様式: {ids}");
                Err(vec![Finding::new(&reader::UNKNOWN_FORM, message).at(span()).help(help)])
            }
        }
    }
}

/// What is wrong with a form is told where the form stands; an assessment that names it points there.
fn broken_form(id: &str, problems: &[Finding]) -> Finding {
    let message = format!("様式「{id}」の定義に誤りがあるので、この評価書を読めません");
    let told = problems.first().map(|problem| match &problem.span {
        Some(span) => format!("（{} {} 行目: {}）", span.source.path(), span.start_position().line, problem.message),
        None => format!("（{}）", problem.message),
    });
    Finding::new(&reader::BAD_FORM, message).help(format!("先に様式の定義を直してください{}", told.unwrap_or_default()))
}

/// What an assessment in `folder` can draw on.
struct Beside<'a> {
    workspace: &'a Workspace,
    folder: &'a Path,
}

impl Resources for Beside<'_> {
    fn fragment(&self, name: &str) -> Option<Arc<Fragment>> {
        self.workspace.fragments.get(name).cloned()
    }

    fn values(&self) -> &BTreeMap<String, String> {
        &self.workspace.config.values
    }

    fn sheet(&self, request: &SheetRequest) -> Result<SheetRows, Box<Finding>> {
        let bytes = self.workspace.store.read_named(self.folder, &request.file, limits::SHEET_BYTES)?;
        record_sheet::read_rows(&self.workspace.store.name(&self.folder.join(&request.file)), &bytes, request)
    }

    fn form_with(&self, key: &Key) -> Option<String> {
        let forms = BUILTIN_IDS.iter().filter_map(|id| self.workspace.forms.get(id)?.ok());
        forms.into_iter().find(|form| form.find(key).is_some()).map(|form| form.style.clone())
    }
}
