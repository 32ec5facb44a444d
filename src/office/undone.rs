//! Why something is not done to an assessment: somebody has to look at it first.

use std::fmt;

use crate::dates::Date;
use crate::yaml::EditError;

#[derive(Debug)]
pub enum Undone {
    Unread,
    UnreadVersion,
    NoVersion,
    NoPublication,
    /// The day of publication is not later than that of the last version.
    NotLater {
        date: Date,
        last: Date,
    },
    /// A row is recorded already under a later day.
    EarlierDay {
        date: Date,
        latest: Date,
    },
    NoTiming {
        word: String,
        known: Vec<String>,
    },
    /// Something has changed since the last version.
    Changed,
    Unedited(EditError),
}

impl fmt::Display for Undone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread => formatter.write_str("読めません"),
            Self::UnreadVersion => formatter.write_str("確定した最後の版が読めません"),
            Self::NoVersion => {
                formatter.write_str("比べる版がありません。最初の版を公表するときは hyokasho freeze で確定してください")
            }
            Self::NoPublication => formatter.write_str("公表日（cover.published_on）を年月日まで書いてください"),
            Self::NotLater { date, last } => {
                write!(formatter, "公表日 {date} は、確定済みの版 {last} より後でなければなりません")
            }
            Self::EarlierDay { date, latest } => {
                write!(formatter, "変更日 {date} は、記録されている最後の変更日 {latest} より前です")
            }
            Self::NoTiming { word, known } => {
                write!(formatter, "--timing の「{word}」は、{}のどれでもありません", known.join("・"))
            }
            Self::Changed => {
                formatter.write_str("確定した最後の版から変わっています。変更は hyokasho record で記録してください")
            }
            Self::Unedited(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Undone {}

impl From<EditError> for Undone {
    fn from(error: EditError) -> Self {
        Self::Unedited(error)
    }
}
