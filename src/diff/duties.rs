//! What follows from a change: duties with their state, as the dates and the judgements of the new version show it.

use super::row::DiffRow;
use super::{Comparison, Judgement};
use crate::assessment::{Assessment, Cell};
use crate::dates::{Date, Period};
use crate::law;
use crate::procedure::{DutyState, since};
use crate::text::fold;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub kind: DutyKind,
    pub state: DutyState,
    /// What the state was read from.
    pub note: String,
    /// The item that shows it.
    pub item: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyKind {
    Judgement,
    Reevaluation,
    Hearing,
    Review,
    PriorPublication,
    Publication,
    Threshold,
}

/// Whether the changes are a 重要な変更.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Importance {
    Important,
    Undecided,
    Slight,
}

impl DutyKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Judgement => "judgement",
            Self::Reevaluation => "reevaluation",
            Self::Hearing => "hearing",
            Self::Review => "review",
            Self::PriorPublication => "prior-publication",
            Self::Publication => "publication",
            Self::Threshold => "threshold",
        }
    }

    pub fn title(self) -> String {
        let title = match self {
            Self::Judgement => "重要な変更に当たるかを判断して記録する",
            Self::Reevaluation => "変更の前に特定個人情報保護評価を再実施する",
            Self::Hearing => "公表の前に住民等の意見を{hearing}以上聴く",
            Self::Review => "公表の前に第三者点検を受ける",
            Self::PriorPublication => "変更の前に評価書を提出し、公表する",
            Self::Publication => "修正した評価書を速やかに提出し、公表する",
            Self::Threshold => "しきい値判断の結果が変わらないかを確かめる",
        };
        law::filled(title)
    }
}

/// A ※ row whose judgement is not recorded.
pub fn is_open(row: &DiffRow) -> bool {
    row.mark && important(row).is_none()
}

/// `today`, where it is known: what is dated later is not done yet.
pub fn duties(comparison: &Comparison, old: &Assessment, new: &Assessment, today: Option<Date>) -> Vec<Duty> {
    let rows = &comparison.rows;
    let importance = importance(rows);
    let versions = Versions { new, previous: old.root().date("cover.published_on"), today };
    let mut duties = Vec::new();
    duties.extend(judgement(rows));
    if importance == Importance::Slight {
        duties.extend((!rows.is_empty()).then(|| versions.publication()));
    } else {
        duties.push(versions.dated(DutyKind::Reevaluation, "procedure.basic.date"));
        duties.extend(versions.hearing());
        duties.extend(versions.review());
        duties.push(versions.prior_publication(rows));
    }
    if importance == Importance::Undecided {
        // Whether they arise is not known yet; what is done is done.
        let open = duties.iter_mut().filter(|duty| duty.kind != DutyKind::Judgement && duty.state == DutyState::Open);
        for duty in open {
            duty.state = DutyState::Unknown;
            duty.note.push_str("（重要な変更に当たる場合）");
        }
    }
    duties.extend(
        threshold(old, new)
            .into_iter()
            .filter(|duty| importance != Importance::Slight || duty.state == DutyState::Open),
    );
    duties
}

fn important(row: &DiffRow) -> Option<bool> {
    row.judgement.as_ref().and_then(|judgement| judgement.important)
}

fn importance(rows: &[DiffRow]) -> Importance {
    if rows.iter().any(|row| important(row) == Some(true)) {
        Importance::Important
    } else if rows.iter().any(is_open) {
        Importance::Undecided
    } else {
        Importance::Slight
    }
}

fn judgement(rows: &[DiffRow]) -> Option<Duty> {
    let marked = rows.iter().filter(|row| row.mark).count();
    let open = rows.iter().filter(|row| is_open(row)).count();
    let (state, note) = match open {
        0 => (DutyState::Done, format!("※の付いた {marked} 行のすべてに記録があります")),
        _ => (DutyState::Open, format!("※の付いた {marked} 行のうち {open} 行に記録がありません")),
    };
    (marked > 0).then_some(Duty { kind: DutyKind::Judgement, state, note, item: None })
}

/// The new version, and when the one before it was published.
struct Versions<'a> {
    new: &'a Assessment,
    previous: Option<Date>,
    today: Option<Date>,
}

impl Versions<'_> {
    /// Done if the date of an item is later than the previous publication.
    fn dated(&self, kind: DutyKind, item: &'static str) -> Duty {
        let (state, note) = self.since(self.new.root().date(item));
        Duty { kind, state, note, item: Some(item) }
    }

    fn since(&self, date: Option<Date>) -> (DutyState, String) {
        since(date, self.previous, self.today)
    }

    /// The item, where the form demands it of this author.
    fn demanded(&self, item: &str) -> Option<&Cell> {
        let node = self.new.form.find(item).filter(|node| !self.new.form.is_voluntary(node.id))?;
        self.new.cell(item).filter(|cell| cell.node == node.id)
    }

    fn hearing(&self) -> Option<Duty> {
        const ITEM: &str = "procedure.opinion.period";
        let text = self.new.words(self.demanded(ITEM)?);
        let (state, note) = match Period::read(&text) {
            None if fold::says_none(&text) => (DutyState::Open, "期間が書かれていません".into()),
            None => (DutyState::Unknown, "期間を読み取れません".into()),
            Some(period) => match (self.since(Some(period.from)), period.days()) {
                ((DutyState::Done, _), Some(days))
                    if days < i64::from(law::figures().hearing.number) && !self.says_why_shorter() =>
                {
                    (DutyState::Open, format!("{days}日間で、短くした理由が書かれていません"))
                }
                ((DutyState::Done, note), None) => (DutyState::Unknown, format!("{note}。日数が分かりません")),
                ((DutyState::Done, note), Some(days)) => (DutyState::Done, format!("{days}日間、初日は{note}")),
                ((state, note), _) => (state, note),
            },
        };
        Some(Duty { kind: DutyKind::Hearing, state, note, item: Some(ITEM) })
    }

    fn says_why_shorter(&self) -> bool {
        !fold::says_none(&self.new.root().words("procedure.opinion.shortened_why"))
    }

    fn review(&self) -> Option<Duty> {
        const ITEM: &str = "procedure.review.date";
        self.demanded(ITEM).map(|_| self.dated(DutyKind::Review, ITEM))
    }

    fn publication(&self) -> Duty {
        self.dated(DutyKind::Publication, "cover.published_on")
    }

    /// A 重要な変更 is published before it is made; only an emergency allows it afterwards.
    fn prior_publication(&self, rows: &[DiffRow]) -> Duty {
        let mut duty = self.dated(DutyKind::PriorPublication, "cover.published_on");
        let prior = self.new.form.timings.first();
        let judged = rows.iter().filter_map(|row| row.judgement.as_ref()).filter(|one| one.important == Some(true));
        let late = |one: &&Judgement| one.timing.as_ref() != prior && !cites_emergency(one);
        let late = judged.filter(late).count();
        if late > 0 {
            duty.state = DutyState::Open;
            duty.note = format!("重要な変更とした {late} 行の提出時期が事前になっていません");
        }
        duty
    }
}

fn cites_emergency(judgement: &Judgement) -> bool {
    judgement.reason.as_deref().is_some_and(|reason| law::provisions().emergency.is_cited_in(reason))
}

/// The facts of the threshold decision, compared.
fn threshold(old: &Assessment, new: &Assessment) -> Option<Duty> {
    const ITEM: &str = "procedure.basic.threshold";
    new.form.find(ITEM)?;
    let key = if new.form.decides_threshold() { "decision.population" } else { "work.population" };
    let population = |one: &Assessment| fold::fold(&one.root().words(key));
    let same_population = population(old) == population(new);
    let (state, note) = match (old.facts(), new.facts()) {
        (Some(before), Some(after)) => {
            if same_population && before == after {
                (DutyState::Done, "対象人数と取扱者数の区分、重大事故の有無は前の版と同じです".to_owned())
            } else {
                (DutyState::Open, "対象人数、取扱者数の区分又は重大事故の有無が前の版と違います".to_owned())
            }
        }
        _ if !same_population => (DutyState::Open, "対象人数が前の版と違います".to_owned()),
        _ => (DutyState::Unknown, "取扱者数と重大事故の有無（threshold）が書かれていない版があります".to_owned()),
    };
    Some(Duty { kind: DutyKind::Threshold, state, note, item: Some(ITEM) })
}
