//! The list of all rules, and how they are run.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Report;
use super::cited::Cited;
use super::history::{HistoryTable, VersionStep, last_words, steps};
use super::lexicon::Lexicon;
use super::outline::Outline;
use super::pieces::{TextPiece, pieces};
use crate::assessment::Revision;
use crate::assessment::{Assessment, Cell};
use crate::dates::Date;
use crate::finding::{Finding, READER_RULES, Rule, reader};
use crate::house::HouseStyle;
use crate::law;
use crate::procedure::Procedure;
use crate::text::Span;
use crate::typeface::Font;

/// What a rule looks at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The folder name of the assessment.
    pub name: &'a str,
    pub assessment: &'a Assessment,
    /// Its frozen versions, oldest first.
    pub revisions: &'a [Revision],
    /// Given on the command line; rules that speak of deadlines keep silent without it.
    pub today: Option<Date>,
    /// How its municipality words its table.
    house: Option<&'a HouseStyle>,
    /// What is recorded of its procedure, and what its text is known by.
    pub(super) procedure: Option<&'a Procedure>,
    pub(super) fingerprint: Option<&'a str>,
    /// What it prints with besides the fonts that are built in.
    pub(super) font: Option<&'a Font>,
    history: OnceLock<HistoryTable<'a>>,
    pieces: OnceLock<Vec<TextPiece<'a>>>,
    last_words: OnceLock<Vec<TextPiece<'a>>>,
    cited: OnceLock<Cited>,
    outlines: OnceLock<Vec<Option<Outline>>>,
    lexicon: OnceLock<Lexicon<'a>>,
    steps: OnceLock<Vec<VersionStep<'a>>>,
}

impl<'a> Subject<'a> {
    pub fn new(name: &'a str, assessment: &'a Assessment, revisions: &'a [Revision], today: Option<Date>) -> Self {
        Self {
            name,
            assessment,
            revisions,
            today,
            house: None,
            procedure: None,
            fingerprint: None,
            font: None,
            history: OnceLock::new(),
            pieces: OnceLock::new(),
            last_words: OnceLock::new(),
            cited: OnceLock::new(),
            outlines: OnceLock::new(),
            lexicon: OnceLock::new(),
            steps: OnceLock::new(),
        }
    }

    pub fn in_house(self, style: &'a HouseStyle) -> Self {
        Self { house: Some(style), ..self }
    }

    /// With the record of its procedure; `fingerprint` is what its text is known by.
    pub fn recorded(self, procedure: Option<&'a Procedure>, fingerprint: Option<&'a str>) -> Self {
        Self { procedure, fingerprint, ..self }
    }

    pub fn printed_with(self, font: Option<&'a Font>) -> Self {
        Self { font, ..self }
    }

    /// The rows of its 変更箇所 table, read once for the rules about them.
    pub(super) fn history(&self) -> &HistoryTable<'a> {
        self.history.get_or_init(|| HistoryTable::new(self.assessment, self.house))
    }

    /// Every piece of writing, folded once for all rules.
    pub(super) fn pieces(&self) -> &[TextPiece<'a>] {
        self.pieces.get_or_init(|| pieces(self.assessment))
    }

    /// What is said now: every piece of writing, and the last word on each item in rows of the table that no frozen version has.
    pub(super) fn current(&self) -> impl Iterator<Item = &TextPiece<'a>> {
        self.pieces().iter().chain(self.last_words.get_or_init(|| last_words(self)))
    }

    /// What its pieces of writing cite, read once for all rules.
    pub(super) fn cited(&self) -> &Cited {
        self.cited.get_or_init(|| Cited::of(self))
    }

    /// It was published, and is looked at, before an amendment: what it says is right by the law of its time.
    pub(super) fn is_of_old_time(&self, since: &str) -> bool {
        let published = self.assessment.root().date("cover.published_on");
        law::is_of_old_time(published, since) && (self.today.is_none() || law::is_of_old_time(self.today, since))
    }

    /// Every text with its outline.
    pub(super) fn outlines(&self) -> impl Iterator<Item = (&TextPiece<'a>, &Outline)> {
        let outline = |piece: &TextPiece<'a>| piece.is_text().then(|| Outline::of(piece.value));
        let outlines = self.outlines.get_or_init(|| self.pieces().iter().map(outline).collect());
        self.pieces().iter().zip(outlines).filter_map(|(piece, outline)| Some((piece, outline.as_ref()?)))
    }

    /// The names that it declares and the words of its texts.
    pub(super) fn lexicon(&self) -> &Lexicon<'a> {
        self.lexicon.get_or_init(|| Lexicon::of(self.assessment, self.pieces()))
    }

    /// From each frozen version to the next, and to the assessment.
    pub(super) fn steps(&self) -> &[VersionStep<'a>] {
        self.steps.get_or_init(|| steps(self.revisions, self.assessment, self.house))
    }
}

/// A rule with the function that checks it.
#[derive(Debug)]
pub struct Check {
    pub rule: &'static Rule,
    pub run: RuleBody,
}

#[derive(Debug)]
pub enum RuleBody {
    /// Looks at one assessment.
    One(fn(&Subject<'_>, &mut Report<'_>)),
    /// Notes what each assessment says, and holds the notes of all of them together.
    All(fn(&Subject<'_>) -> Vec<Note>, fn(&[Note], &mut Comparing)),
}

/// What one assessment says of a topic, kept while others are read.
#[derive(Clone, Debug)]
pub struct Note {
    /// The position of the assessment among all, once it is known.
    pub(super) subject: usize,
    /// The folder name of the assessment.
    pub(super) name: String,
    pub(super) item: String,
    pub(super) path: String,
    pub(super) span: Span,
    pub(super) topic: String,
    pub(super) values: BTreeSet<String>,
}

impl Note {
    pub(super) fn new(subject: &Subject<'_>, cell: &Cell, topic: String, values: BTreeSet<String>) -> Self {
        Self {
            subject: 0,
            name: subject.name.to_owned(),
            item: cell.address.to_string(),
            path: subject.assessment.path(cell),
            span: cell.span.clone(),
            topic,
            values,
        }
    }
}

/// Where a rule that compares notes tells what it found.
#[derive(Debug)]
pub struct Comparing {
    rule: &'static Rule,
    found: Vec<(usize, Finding)>,
}

impl Comparing {
    pub(super) fn tell(&mut self, note: &Note, message: impl Into<String>) -> &mut Finding {
        let finding = Finding::new(self.rule, message).at(note.span.clone());
        self.found.push((note.subject, finding.on(note.item.clone(), note.path.clone())));
        let last = self.found.len() - 1;
        &mut self.found[last].1
    }
}

/// What the rules found in one assessment, and what they noted for a look at all.
#[derive(Debug, Default)]
pub struct Examined {
    findings: Vec<Finding>,
    notes: BTreeMap<&'static str, Vec<Note>>,
}

impl Examined {
    /// What was found in the assessment alone.
    pub fn findings_mut(&mut self) -> &mut [Finding] {
        &mut self.findings
    }
}

/// Defines `CHECK` of a rule file. The file's own `//!` lines are what `explain` prints.
macro_rules! rule {
    ($code:literal, $name:literal, $severity:ident, $confidence:ident, $file:literal, $run:ident($($check:ident),+)) => {
        pub(in crate::rules) static CHECK: Check = Check {
            rule: &Rule {
                code: $code,
                name: $name,
                severity: Severity::$severity,
                effect: Effect::Tells,
                confidence: Confidence::$confidence,
                source: include_str!($file),
            },
            run: RuleBody::$run($($check),+),
        };
    };
}
pub(super) use rule;

/// Every rule, by code.
pub static CHECKS: &[&[&Check]] = &[
    super::counts::CHECKS,
    super::names::CHECKS,
    super::law::CHECKS,
    super::dates::CHECKS,
    super::lists::CHECKS,
    super::figures::CHECKS,
    super::history::CHECKS,
    super::procedure::CHECKS,
];

pub(super) fn checks() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().flat_map(|family| family.iter().copied())
}

/// Every coded finding of the program: those of the readers and those of the rules.
pub fn all_rules() -> Vec<&'static Rule> {
    READER_RULES.iter().copied().chain(checks().map(|check| check.rule)).collect()
}

/// Runs every rule over an assessment, on all cores; the findings in the order of the rules. What rules share through a subject
/// is worked out by the first that asks, and must not itself be spread over cores.
pub fn examine(subject: &Subject<'_>) -> Examined {
    let checks: Vec<&Check> = checks().collect();
    let one = |check: &&Check| {
        let mut report = Report::new(subject.assessment);
        if let RuleBody::One(run) = check.run {
            report.start(check.rule);
            run(subject, &mut report);
        }
        report.into_findings()
    };
    let noted = |check: &&Check| match check.run {
        RuleBody::All(note, _) => Some((check.rule.code, note(subject))),
        RuleBody::One(_) => None,
    };
    Examined {
        findings: checks.par_iter().flat_map_iter(one).collect(),
        notes: checks.iter().filter_map(noted).collect(),
    }
}

/// The findings of each assessment in its own list, those of the rules about all of them included.
pub fn compare_all(examined: Vec<Examined>) -> Vec<Vec<Finding>> {
    let mut found = Vec::new();
    let mut notes: BTreeMap<&str, Vec<Note>> = BTreeMap::new();
    for (subject, one) in examined.into_iter().enumerate() {
        found.push(one.findings);
        for (code, noted) in one.notes {
            notes.entry(code).or_default().extend(noted.into_iter().map(|note| Note { subject, ..note }));
        }
    }
    for check in checks() {
        if let (RuleBody::All(_, compare), Some(notes)) = (&check.run, notes.get(check.rule.code)) {
            let told = compared(check.rule, *compare, notes);
            told.into_iter().for_each(|(subject, finding)| found[subject].push(finding));
        }
    }
    found
}

/// It holds assessments against each other.
pub fn compares(rule: &Rule) -> bool {
    checks().any(|check| check.rule.code == rule.code && matches!(check.run, RuleBody::All(..)))
}

/// What a rule tells of notes. A fault of the program over one assessment leaves the others as they would be without it.
fn compared(rule: &'static Rule, compare: fn(&[Note], &mut Comparing), notes: &[Note]) -> Vec<(usize, Finding)> {
    let attempt = |notes: &[Note]| {
        // Nothing that was begun is looked at after a fault.
        catch_unwind(AssertUnwindSafe(|| {
            let mut comparing = Comparing { rule, found: Vec::new() };
            compare(notes, &mut comparing);
            comparing.found
        }))
        .ok()
    };
    if let Some(found) = attempt(notes) {
        return found;
    }
    let without = |note: &Note| {
        let others: Vec<Note> = notes.iter().filter(|other| other.subject != note.subject).cloned().collect();
        attempt(&others)
    };
    let mut subjects = BTreeSet::new();
    let firsts: Vec<&Note> = notes.iter().filter(|note| subjects.insert(note.subject)).collect();
    match firsts.iter().find_map(|note| Some((*note, without(note)?))) {
        Some((note, mut found)) => {
            found.push(fault(rule, note));
            found
        }
        None => firsts.into_iter().map(|note| fault(rule, note)).collect(),
    }
}

fn fault(rule: &Rule, note: &Note) -> (usize, Finding) {
    let message = format!("{} でほかの評価書と比べるときに、プログラムの誤りで止まりました", rule.code);
    let help = "個人の情報を除いたファイルとこの文を添えて、開発者に知らせてください";
    (note.subject, Finding::new(&reader::PROGRAM_FAULT, message).at(note.span.clone()).help(help))
}

/// The codes of all findings.
pub fn codes() -> Vec<&'static str> {
    all_rules().into_iter().map(|rule| rule.code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Effect, Severity};
    use crate::text::Source;

    static RULE: Rule = Rule {
        code: "HY999",
        name: "x",
        severity: Severity::Error,
        effect: Effect::Tells,
        confidence: Confidence::Certain,
        source: "題",
    };

    fn note(subject: usize, topic: &str) -> Note {
        Note {
            subject,
            name: String::new(),
            item: String::new(),
            path: String::new(),
            span: Span::new(&Source::new("a.yaml", "a"), 0..1),
            topic: topic.into(),
            values: BTreeSet::new(),
        }
    }

    fn codes_of(notes: &[Note]) -> Vec<(usize, &'static str)> {
        let stumbling = |notes: &[Note], comparing: &mut Comparing| {
            for note in notes {
                assert!(note.topic != "hurts", "a fault was ordered");
                comparing.tell(note, "違う");
            }
        };
        compared(&RULE, stumbling, notes).into_iter().map(|(subject, finding)| (subject, finding.rule.code)).collect()
    }

    #[test]
    fn a_fault_in_a_comparison_leaves_the_other_assessments() {
        let (own, fault) = (RULE.code, reader::PROGRAM_FAULT.code);
        assert_eq!(codes_of(&[note(0, "a"), note(1, "b")]), [(0, own), (1, own)]);
        assert_eq!(
            codes_of(&[note(0, "a"), note(1, "hurts"), note(1, "b"), note(2, "c")]),
            [(0, own), (2, own), (1, fault)]
        );
        assert_eq!(codes_of(&[note(0, "hurts"), note(1, "hurts")]), [(0, fault), (1, fault)]);
    }
}
