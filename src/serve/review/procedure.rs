//! Steps with their dates, sign-offs, packets, and what the public may see.

use serde::{Deserialize, Serialize};

use super::super::answer::{Ask, ServeAnswer};
use super::super::desk::Desk;
use super::{PlaceView, Reviewed, day, done, optional_day, person, record, refused, some, unedited, words};
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::office::site::PublicGate;
use crate::office::{NoChangeReview, PacketFault, PacketOrder, PacketReader, note_review, packet};
use crate::procedure::{Course, CourseStep, Round, SignState, StepDraft, StepKind};
use crate::rules::due;

#[derive(Debug, Serialize)]
pub(super) struct StepView {
    kind: &'static str,
    word: &'static str,
    /// `done`, `open`, `unknown`, or empty where it is not needed
    state: &'static str,
    state_word: &'static str,
    date: String,
    until: String,
    person: String,
    document: String,
    provision: String,
    note: String,
}

#[derive(Debug, Serialize)]
struct SignView {
    date: String,
    person: String,
    role: String,
    /// Of the text as it stands.
    current: bool,
}

#[derive(Debug, Serialize)]
struct ProcedureView {
    #[serde(flatten)]
    place: PlaceView,
    steps: Vec<StepView>,
    /// All kinds, to be recorded.
    kinds: Vec<(&'static str, &'static str)>,
    whole: bool,
    review_due: String,
    reevaluation_due: String,
    signs: Vec<SignView>,
    /// `signed`, `stale`, `unsigned`
    signed: &'static str,
    reviews: Vec<String>,
    /// The version that the public sees.
    public: String,
    barred: Vec<String>,
    unanswered: usize,
    open_comments: usize,
}

pub(super) fn steps(desk: &Desk, reviewed: &Reviewed, assessment: &Assessment) -> Vec<StepView> {
    course(desk, reviewed, assessment).steps.into_iter().map(step).collect()
}

fn course(desk: &Desk, reviewed: &Reviewed, assessment: &Assessment) -> Course {
    let round = Round::of(assessment, &reviewed.opened.loaded.revisions);
    Course::of(assessment, reviewed.procedure(), round, desk.today())
}

fn step(step: CourseStep) -> StepView {
    let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    StepView {
        kind: step.kind.key(),
        word: step.kind.word(),
        state: step.state.map(crate::procedure::DutyState::key).unwrap_or_default(),
        state_word: step.state.map_or("不要", crate::procedure::DutyState::word),
        date: shown(step.date),
        until: shown(step.until),
        person: step.person.unwrap_or_default(),
        document: step.document.unwrap_or_default(),
        provision: step.provision,
        note: step.note,
    }
}

pub(in crate::serve) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let (assessment, procedure) = (reviewed.assessment()?, reviewed.procedure());
    let opened = &reviewed.opened;
    let fingerprint = opened.workspace().fingerprint_of(opened.folder(), assessment).unwrap_or_default();
    let font = opened.workspace().font().map_err(|finding| refused(&[*finding]))?;
    let (workspace, font, today) = (opened.workspace(), font.as_ref(), desk.today());
    let gate = PublicGate { workspace, font, today, allow_draft: false };
    let (public, barred) = gate.verdict(&opened.loaded);
    let due = due(assessment, Some(procedure), desk.today());
    let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let course = course(desk, &reviewed, assessment);
    let sign = |sign: &crate::procedure::SignOff| SignView {
        date: sign.date.short(),
        person: sign.person.clone(),
        role: sign.role.clone(),
        current: sign.fingerprint == fingerprint,
    };
    let view = ProcedureView {
        place: PlaceView::of(desk, opened),
        whole: course.round.is_whole,
        steps: course.steps.into_iter().map(step).collect(),
        kinds: StepKind::ALL.map(|kind| (kind.key(), kind.word())).to_vec(),
        review_due: shown(due.review),
        reevaluation_due: shown(due.reevaluation),
        signs: procedure.sign_offs.iter().rev().map(sign).collect(),
        signed: match procedure.sign_state(&fingerprint) {
            SignState::Signed => "signed",
            SignState::Stale(_) => "stale",
            SignState::Unsigned => "unsigned",
        },
        reviews: procedure.reviews.iter().rev().map(|review| review.date.to_string()).collect(),
        public: shown(public),
        barred,
        unanswered: procedure.unanswered().count(),
        open_comments: procedure.open_comments().count(),
    };
    Ok(desk.page(ask, "procedure.html", &view))
}

#[derive(Debug, Deserialize)]
struct StepAsked {
    kind: String,
    date: String,
    until: String,
    by: String,
    document: String,
    note: String,
}

pub(in crate::serve) fn record_step(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: StepAsked = ask.json()?;
    let kind = StepKind::ALL.into_iter().find(|kind| kind.key() == asked.kind).ok_or_else(ServeAnswer::missing)?;
    let (date, until) = (day(desk, &asked.date)?, optional_day(&asked.until)?);
    if until.is_some_and(|until| until.is_before(date)) {
        return Err(ServeAnswer::refused("最後の日が、始まりの日より前です"));
    }
    let (by, document, note) = (some(&asked.by), some(&asked.document), some(&asked.note));
    record(desk, ask.piece(0), |reviewed| {
        let draft = StepDraft { kind, date, until, person: by, document, note };
        Ok((reviewed.procedure().with_step(&draft).map_err(unedited)?, ()))
    })?;
    Ok(done(format!("{}を記録しました", kind.word())))
}

#[derive(Debug, Deserialize)]
struct SignAsked {
    by: String,
    role: String,
    date: String,
}

/// Of the text as it stands now; the button says so.
pub(in crate::serve) fn sign(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: SignAsked = ask.json()?;
    let (by, role, date) = (person(ask, &asked.by)?, words(&asked.role, "承認の種類")?, day(desk, &asked.date)?);
    record(desk, ask.piece(0), |reviewed| {
        let opened = &reviewed.opened;
        let fingerprint = opened.workspace().fingerprint_of(opened.folder(), reviewed.assessment()?);
        let fingerprint = fingerprint
            .ok_or_else(|| ServeAnswer::refused("図のファイルを読めないので、何を承認するのかが決まりません"))?;
        let edited = reviewed.procedure().with_sign_off(date, &by, role, &fingerprint);
        Ok((edited.map_err(unedited)?, ()))
    })?;
    Ok(done("承認を記録しました"))
}

#[derive(Debug, Deserialize)]
struct ReviewAsked {
    date: String,
    by: String,
    note: String,
}

/// Looked at, and nothing had to be changed.
pub(in crate::serve) fn note(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: ReviewAsked = ask.json()?;
    let date = day(desk, &asked.date)?;
    record(desk, ask.piece(0), |reviewed| {
        let review = NoChangeReview { date, person: some(&asked.by), note: some(&asked.note) };
        let text = note_review(&reviewed.opened.loaded, &review);
        let text = text.map_err(|undone| ServeAnswer::refused(undone.to_string()))?;
        Ok((text.ok_or_else(|| ServeAnswer::refused("その日の見直しは、もう記録されています"))?, ()))
    })?;
    Ok(done("見直しを記録しました"))
}

/// Papers for a council, the Commission or the public, as one file. Nothing is written here.
pub(in crate::serve) fn papers(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let all = [PacketReader::Council, PacketReader::Commission, PacketReader::Public];
    let reader = all.into_iter().find(|reader| reader.key() == ask.piece(1)).ok_or_else(ServeAnswer::missing)?;
    let opened = desk.open(ask.piece(0))?;
    let date = optional_day(ask.query("date"))?;
    let (draft, council) = (some(ask.query("draft")), some(ask.query("council")));
    let order = PacketOrder { reader, draft, date, today: desk.today(), council };
    let made = packet(opened.workspace(), &opened.loaded, &order).map_err(|fault| match fault {
        PacketFault::Refused(findings) => refused(&findings),
        PacketFault::Render(error) => ServeAnswer::refused(format!("書類を作れません（{error}）")),
        PacketFault::Withheld => ServeAnswer::refused("公表しない記載を取り除けないので、書類を作りませんでした"),
    })?;
    let bytes = made.zip().map_err(|error| ServeAnswer::refused(format!("書類をまとめられません（{error}）")))?;
    let name = format!("{}-{}.zip", ask.piece(0).replace('/', "-"), reader.word());
    Ok(ServeAnswer::file("application/zip", bytes, name))
}
