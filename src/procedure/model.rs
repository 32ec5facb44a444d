//! The records of a procedure, each with the place where it is written.

use std::sync::Arc;

use crate::assessment::{Address, Assessment, ChangeRow};
use crate::dates::Date;
use crate::law;
use crate::text::{Source, Span};

/// `procedure.yaml`. What could not be read of it is missing here and was told as a finding.
#[derive(Clone, Debug)]
pub struct Procedure {
    pub source: Arc<Source>,
    /// What has been done, oldest first as written.
    pub steps: Vec<TakenStep>,
    pub reviews: Vec<YearlyReview>,
    pub sign_offs: Vec<SignOff>,
    pub opinions: Vec<Opinion>,
    pub comments: Vec<ReviewComment>,
}

/// The item that a record is about.
#[derive(Clone, Debug)]
pub struct ItemReference {
    pub address: Address,
    pub span: Span,
}

/// A step that was taken.
#[derive(Clone, Debug)]
pub struct TakenStep {
    pub kind: StepKind,
    pub date: Date,
    /// The last day of one that lasts: the hearing.
    pub until: Option<Date>,
    pub person: Option<String>,
    /// What shows it: the number of a letter, a page on the web.
    pub document: Option<String>,
    pub note: Option<String>,
    pub date_span: Span,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    Threshold,
    Draft,
    Hearing,
    Revision,
    Review,
    Submission,
    Publication,
    End,
    EndNotice,
}

/// The assessment was looked at and nothing had to be changed.
#[derive(Clone, Debug)]
pub struct YearlyReview {
    pub date: Date,
    pub person: Option<String>,
    pub note: Option<String>,
    pub span: Span,
}

/// Somebody approved one version of the text.
#[derive(Clone, Debug)]
pub struct SignOff {
    pub date: Date,
    pub person: String,
    /// 起案, 決裁: as the office calls it.
    pub role: String,
    /// That of the text as it would be frozen: `assessment::fingerprint_of`.
    pub fingerprint: String,
    pub span: Span,
}

/// An opinion on the draft.
#[derive(Clone, Debug)]
pub struct Opinion {
    pub number: u32,
    pub source: OpinionSource,
    pub date: Option<Date>,
    /// None where it is about the whole.
    pub item: Option<ItemReference>,
    /// As it was received.
    pub text: String,
    /// What is published of it instead.
    pub summary: Option<String>,
    pub answer: Option<String>,
    pub answered_on: Option<Date>,
    /// The change that it led to.
    pub change: Option<RowReference>,
    pub number_span: Span,
    /// In the list as it is written.
    pub position: usize,
    pub span: Span,
}

/// Who gave an opinion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpinionSource {
    #[default]
    Residents,
    Reviewers,
}

/// A row of the 変更箇所 table.
#[derive(Clone, Debug)]
pub struct RowReference {
    pub date: Date,
    pub item: String,
    pub span: Span,
}

/// What a reviewer noted.
#[derive(Clone, Debug)]
pub struct ReviewComment {
    pub id: String,
    /// None where it is about the whole.
    pub item: Option<ItemReference>,
    /// Word knows it not always.
    pub date: Option<Date>,
    pub person: String,
    /// The words that it is about.
    pub quoted: Option<String>,
    pub text: String,
    /// What the item might say instead.
    pub suggestion: Option<String>,
    pub replies: Vec<CommentReply>,
    /// The day on which it was settled.
    pub resolved_on: Option<Date>,
    /// In the list as it is written.
    pub position: usize,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct CommentReply {
    pub date: Date,
    pub person: String,
    pub text: String,
    pub span: Span,
}

impl StepKind {
    pub const ALL: [Self; 9] = [
        Self::Threshold,
        Self::Draft,
        Self::Hearing,
        Self::Revision,
        Self::Review,
        Self::Submission,
        Self::Publication,
        Self::End,
        Self::EndNotice,
    ];

    /// The word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Threshold => "threshold",
            Self::Draft => "draft",
            Self::Hearing => "hearing",
            Self::Revision => "revision",
            Self::Review => "review",
            Self::Submission => "submission",
            Self::Publication => "publication",
            Self::End => "end",
            Self::EndNotice => "end-notice",
        }
    }

    /// The word that people write and read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Threshold => "しきい値判断",
            Self::Draft => "案の作成",
            Self::Hearing => "意見聴取",
            Self::Revision => "見直し",
            Self::Review => "第三者点検",
            Self::Submission => "提出",
            Self::Publication => "公表",
            Self::End => "終了",
            Self::EndNotice => "終了の通知",
        }
    }

    /// What the law says of it.
    pub fn provision(self) -> String {
        let of = match self {
            Self::Threshold => "{threshold_decision}",
            Self::Draft | Self::Publication => "{evaluation}",
            Self::Hearing | Self::Revision => "{public_hearing}",
            Self::Review => "{third_party}",
            Self::Submission => "{submission}",
            Self::End | Self::EndNotice => "{end_notice}",
        };
        law::filled(of)
    }
}

impl OpinionSource {
    pub const ALL: [Self; 2] = [Self::Residents, Self::Reviewers];

    pub fn key(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Reviewers => "reviewers",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Residents => "住民等",
            Self::Reviewers => "第三者点検",
        }
    }
}

impl ItemReference {
    /// It leads to an item, a block, a list or a group of items of the assessment.
    pub fn stands_in(&self, assessment: &Assessment) -> bool {
        let lists = || assessment.lists.keys().any(|list| list.is_within(&self.address));
        assessment.cells.iter().any(|cell| cell.address.is_within(&self.address)) || lists()
    }

    /// The printed path of the item; of a group of items, that of its first.
    pub fn path(&self, assessment: &Assessment) -> Option<String> {
        let cell = assessment.cells.iter().find(|cell| cell.address.is_within(&self.address))?;
        Some(assessment.path(cell))
    }
}

impl RowReference {
    /// The row that it speaks of.
    pub fn row<'a>(&self, assessment: &'a Assessment) -> Option<&'a ChangeRow> {
        let days = assessment.changes.iter().filter(|day| day.date == Some(self.date));
        let names = |row: &&ChangeRow| {
            let written = [&row.item, &row.printed].into_iter().flatten();
            written.into_iter().any(|field| field.text.trim() == self.item)
        };
        days.flat_map(|day| &day.rows).find(names)
    }
}

impl Opinion {
    /// What is published of it.
    pub fn published(&self) -> &str {
        self.summary.as_deref().unwrap_or(&self.text)
    }

    pub fn is_answered(&self) -> bool {
        self.answer.is_some()
    }
}

impl ReviewComment {
    pub fn is_open(&self) -> bool {
        self.resolved_on.is_none()
    }
}

impl Procedure {
    /// The comments that are not settled.
    pub fn open_comments(&self) -> impl Iterator<Item = &ReviewComment> {
        self.comments.iter().filter(|comment| comment.is_open())
    }

    /// The opinions without an answer.
    pub fn unanswered(&self) -> impl Iterator<Item = &Opinion> {
        self.opinions.iter().filter(|opinion| !opinion.is_answered())
    }

    /// The last day on which it was looked at and nothing had to be changed, as it is known on a day.
    pub fn last_review(&self, today: Option<Date>) -> Option<Date> {
        let dates = self.reviews.iter().map(|review| review.date);
        dates.filter(|date| today.is_none_or(|today| !today.is_before(*date))).max()
    }
}
