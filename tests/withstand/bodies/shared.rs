//! What several bodies do: read an assessment, and look at it in every way.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use hyokasho::assessment::{Assessment, Fragment, Resources, SheetRequest, SheetRows, bind};
use hyokasho::finding::{Finding, reader};
use hyokasho::form::{BUILTIN_IDS, Form, Forms, Key};
use hyokasho::render::Theme;
use hyokasho::rules::{Subject, compare_all, examine};
use hyokasho::text::Source;
use hyokasho::workspace::Templates;
use hyokasho::yaml;

use super::dice::Dice;
use super::harm::Harm;
use super::{MARK, author};

/// The embedded form of this position.
pub fn form(index: usize) -> Arc<Form> {
    Forms::default().get(BUILTIN_IDS[index % BUILTIN_IDS.len()]).unwrap().unwrap()
}

/// The text that the bytes are, or the valid one, harmed, that they decide on.
pub fn text_of(bytes: &[u8], valid: impl FnOnce(Dice<'_>) -> String) -> Option<String> {
    let Some(decisions) = bytes.strip_prefix(&[MARK]) else { return String::from_utf8(bytes.to_vec()).ok() };
    let mut dice = Dice::new(decisions);
    let harms = Harm::some(&mut dice);
    Some(harmed(valid(dice), &harms))
}

pub fn harmed(text: String, harms: &[Harm]) -> String {
    /// Harm that repeats harm would only find the limit of a file.
    const MOST: usize = 400_000;
    harms.iter().fold(text, |text, harm| if text.len() > MOST { text } else { harm.apply(&text) })
}

/// A valid assessment of one of the embedded forms.
pub fn valid(mut dice: Dice<'_>) -> String {
    let form = form(dice.roll(BUILTIN_IDS.len()));
    author::assessment(&form, dice)
}

pub fn assessment(text: &str, forms: &Forms) -> Option<Assessment> {
    read(text, forms, &Beside::default()).map(|(assessment, _)| assessment)
}

/// An assessment, and what reading it told.
pub fn read(text: &str, forms: &Forms, beside: &Beside) -> Option<(Assessment, Vec<Finding>)> {
    let source = Source::new("assessment.yaml", text);
    let parsed = yaml::parse(&source);
    let root = parsed.root?;
    let form = forms.get(root.text_of("form")?)?.ok()?;
    let bound = bind(&source, &root, &form, beside);
    let findings = parsed.findings.into_iter().chain(bound.findings).collect();
    Some((bound.assessment, findings))
}

/// Passages and values in memory; no spreadsheets.
#[derive(Debug, Default)]
pub struct Beside {
    pub fragments: BTreeMap<String, Arc<Fragment>>,
    pub values: BTreeMap<String, String>,
}

impl Resources for Beside {
    fn fragment(&self, name: &str) -> Option<Arc<Fragment>> {
        self.fragments.get(name).cloned()
    }

    fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    fn sheet(&self, request: &SheetRequest) -> Result<SheetRows, Box<Finding>> {
        Err(Box::new(Finding::new(&reader::BAD_SHEET, format!("{} を読めません", request.file))))
    }

    fn form_with(&self, _: &Key) -> Option<String> {
        None
    }
}

/// Every rule, alone and beside another assessment, and what is told of it.
pub fn examined(assessment: &Assessment) -> Vec<Finding> {
    let subjects = ["15-one", "16-other"].map(|name| examine(&Subject::new(name, assessment, &[], None)));
    let found = compare_all(subjects.into());
    for finding in found.iter().flatten() {
        let _ = finding.sort_key();
        if let Some(span) = &finding.span {
            assert!(span.start_position() <= span.end_position(), "{finding:?}");
        }
    }
    found.into_iter().flatten().collect()
}

/// The pages as they come.
pub fn theme() -> &'static Theme {
    static MADE: OnceLock<Theme> = OnceLock::new();
    MADE.get_or_init(|| Theme::new(Templates::default()).unwrap())
}
