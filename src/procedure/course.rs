//! Which steps an evaluation has to take, and which of them are done: from what is recorded and from what the assessment says.

use super::model::{Procedure, StepKind, TakenStep};
use crate::assessment::{Assessment, Cell, Revision};
use crate::dates::{Date, Period};
use crate::law;
use crate::text::fold;

/// Whether something that the law asks for is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyState {
    Done,
    Open,
    /// Not known: a date is missing or cannot be read, or it is not judged yet whether the duty arises.
    Unknown,
}

impl DutyState {
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "済",
            Self::Open => "未了",
            Self::Unknown => "不明",
        }
    }
}

/// Whether a date is later than the publication before it and has come: only then is what it dates done.
pub fn since(date: Option<Date>, previous: Option<Date>, today: Option<Date>) -> (DutyState, String) {
    let Some(date) = date else { return (DutyState::Open, "日付が書かれていません".into()) };
    let Some(previous) = previous else {
        return (DutyState::Unknown, format!("{date}。比べる版の公表日が分かりません"));
    };
    if today.is_some_and(|today| today.is_before(date)) {
        (DutyState::Open, format!("{date}の予定で、まだ来ていません"))
    } else if previous.is_before(date) {
        (DutyState::Done, format!("{date}。前回の公表は{previous}"))
    } else if date.last_day() <= previous.first_day() {
        (DutyState::Open, format!("{date}のままで、前回の公表（{previous}）より新しくありません"))
    } else {
        (DutyState::Unknown, format!("{date}と前回の公表（{previous}）の前後が分かりません"))
    }
}

/// What leads from one publication to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The publication before it; none before the first one.
    pub previous: Option<Date>,
    /// It takes all steps: the first evaluation, one anew, one for a 重要な変更.
    pub is_whole: bool,
}

impl Round {
    /// The round that the assessment is in, as its frozen versions and its recorded judgements show it.
    pub fn of(assessment: &Assessment, revisions: &[Revision]) -> Self {
        let published = assessment.root().date("cover.published_on");
        let earlier = |revision: &&Revision| published.is_none_or(|published| revision.date.is_before(published));
        let last = revisions.last().map(|revision| revision.date);
        // What is published already has come to the end of its round.
        let previous = revisions.iter().filter(earlier).map(|revision| revision.date).max();
        let previous = if published.is_none() { last } else { previous };
        let important = |day: &&crate::assessment::ChangeDay| {
            day.rows.iter().any(|row| row.important == Some(true))
                && day.date.zip(previous).is_none_or(|(date, previous)| previous.is_before(date))
        };
        Self { previous, is_whole: previous.is_none() || assessment.changes.iter().any(|day| important(&day)) }
    }
}

/// The steps of a round.
#[derive(Clone, Debug)]
pub struct Course {
    pub round: Round,
    pub steps: Vec<CourseStep>,
}

/// A step with what shows that it was taken.
#[derive(Clone, Debug)]
pub struct CourseStep {
    pub kind: StepKind,
    /// Nothing where this round does not need it.
    pub state: Option<DutyState>,
    pub date: Option<Date>,
    pub until: Option<Date>,
    pub person: Option<String>,
    pub document: Option<String>,
    pub provision: String,
    /// What the state was read from.
    pub note: String,
}

/// The items of the form that date a step.
const DATED: [(StepKind, &str); 4] = [
    (StepKind::Threshold, "procedure.basic.date"),
    (StepKind::Hearing, "procedure.opinion.period"),
    (StepKind::Review, "procedure.review.date"),
    (StepKind::Publication, "cover.published_on"),
];

impl Course {
    pub fn of(assessment: &Assessment, procedure: &Procedure, round: Round, today: Option<Date>) -> Self {
        let step = |kind: StepKind| {
            let taken = procedure.last_step(kind, round.previous);
            let said = procedure_item(kind).and_then(|item| said(assessment, item));
            let (date, until) = match (taken, said) {
                (Some(taken), _) => (Some(taken.date), taken.until),
                (None, Some(period)) => (Some(period.from), Some(period.to).filter(|to| *to != period.from)),
                (None, None) => (None, None),
            };
            let (state, note) = state(assessment, kind, round, (date, until), today);
            CourseStep {
                kind,
                state,
                date,
                until,
                person: taken.and_then(|taken| taken.person.clone()),
                document: taken.and_then(|taken| taken.document.clone()),
                provision: kind.provision(),
                note,
            }
        };
        let ends = procedure.steps.iter().any(|step| step.kind == StepKind::End);
        let kinds = StepKind::ALL.into_iter();
        let kinds = kinds.filter(|kind| ends || !matches!(kind, StepKind::End | StepKind::EndNotice));
        Self { round, steps: kinds.map(step).collect() }
    }
}

fn procedure_item(kind: StepKind) -> Option<&'static str> {
    DATED.iter().find(|(step, _)| *step == kind).map(|(_, item)| *item)
}

/// The days that an item of the assessment says.
fn said(assessment: &Assessment, item: &str) -> Option<Period> {
    let root = assessment.root();
    let date = |date: Date| Period { from: date, to: date };
    let text = |cell: &Cell| {
        let text = &cell.text()?.value;
        Period::read(text).or_else(|| Date::parse(text).ok().map(date))
    };
    root.date(item).map(date).or_else(|| root.cell(item).and_then(text))
}

fn state(
    assessment: &Assessment,
    kind: StepKind,
    round: Round,
    (date, until): (Option<Date>, Option<Date>),
    today: Option<Date>,
) -> (Option<DutyState>, String) {
    let form = &assessment.form;
    let asked = |key: &str| form.find(key).is_some_and(|node| !form.is_voluntary(node.id));
    let needed = match kind {
        StepKind::Submission | StepKind::Publication | StepKind::End | StepKind::EndNotice => true,
        StepKind::Threshold | StepKind::Draft => round.is_whole,
        StepKind::Hearing | StepKind::Revision => round.is_whole && asked("procedure.opinion.period"),
        StepKind::Review => round.is_whole && asked("procedure.review.date"),
    };
    let last = until.or(date);
    let is_recent = |last: Date| round.previous.is_none_or(|previous| previous.is_before(last));
    if !needed && !last.is_some_and(is_recent) {
        let why = if round.is_whole {
            "この様式では任意です"
        } else {
            "重要な変更が無いので、改めて行う義務はありません"
        };
        return (None, why.to_owned());
    }
    let (mut state, mut note) = match (last, round.previous) {
        // Before the first publication every date that has come is one of this round.
        (Some(last), None) if today.is_none_or(|today| !today.is_before(last)) => (DutyState::Done, last.to_string()),
        (Some(last), None) => (DutyState::Open, format!("{last}の予定で、まだ来ていません")),
        (last, previous) => since(last, previous, today),
    };
    if state == DutyState::Done
        && kind == StepKind::Hearing
        && let Some(short) = too_short(assessment, date, until)
    {
        (state, note) = (DutyState::Open, short);
    }
    if kind == StepKind::Threshold && round.previous.is_some() {
        note += &law::filled("。同じ番号の様式2も、改めて提出します（{basic_anew}）");
    }
    (Some(state), note)
}

/// Why a hearing was too short, where no reason is given for it.
fn too_short(assessment: &Assessment, from: Option<Date>, to: Option<Date>) -> Option<String> {
    let days = from?.days_to(to?)?;
    let least = &law::figures().hearing;
    let why = || !fold::says_none(&assessment.root().words("procedure.opinion.shortened_why"));
    (days < i64::from(least.number) && !why())
        .then(|| format!("{days}日間で、{least}に足りません（短くした理由も書かれていません）"))
}

impl Procedure {
    /// The last step of this kind after a publication.
    pub fn last_step(&self, kind: StepKind, previous: Option<Date>) -> Option<&TakenStep> {
        let steps = self.steps.iter().filter(|step| step.kind == kind);
        let own = steps.filter(|step| previous.is_none_or(|previous| previous.is_before(step.date)));
        own.max_by_key(|step| step.date)
    }
}
