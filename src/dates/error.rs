//! Why a text is no date.

use std::fmt;

use jiff::civil;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    Unreadable(String),
    NoMonth(u32),
    NoDay {
        year: i16,
        month: i8,
        day: u32,
    },
    /// The era began on that day only.
    BeforeEra {
        era: &'static str,
        first: civil::Date,
    },
    /// The next era had begun by then.
    AfterEra {
        next: &'static str,
        first: civil::Date,
    },
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let western = |first: &civil::Date| format!("{}年{}月{}日", first.year(), first.month(), first.day());
        match self {
            Self::Unreadable(text) => write!(f, "「{text}」を日付として読めません"),
            Self::NoMonth(month) => write!(f, "{month}月はありません"),
            Self::NoDay { year, month, day } => write!(f, "{year}年{month}月{day}日は暦にありません"),
            Self::BeforeEra { era, first } => write!(f, "{era}は{}からです", western(first)),
            Self::AfterEra { next, first } => write!(f, "{next}は{}に始まりました", western(first)),
        }
    }
}

impl std::error::Error for DateError {}
