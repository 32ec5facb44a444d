//! Dates as offices write them: ISO, year and month, or 和暦; printed as 和暦.

use std::fmt;

use jiff::civil;

use super::{DateError, parse};
use crate::dates::era::{ERAS, era_year};

/// A date of day, month or year precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Date {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::from)
    }

    /// Reads one date that makes up the whole text.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (date, rest) = parse::prefix(text)?;
        if normalise(rest).is_empty() { Ok(date) } else { Err(DateError::Unreadable(text.to_owned())) }
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> civil::Date {
        civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> civil::Date {
        let month = civil::date(self.year, self.month.unwrap_or(12), 1);
        self.day.map_or_else(|| month.last_of_month(), |day| civil::date(self.year, month.month(), day))
    }

    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }

    /// Certainly before `other`, whatever the missing precision means.
    pub fn is_before(self, other: Self) -> bool {
        self.last_day() < other.first_day()
    }

    /// Days from this one to the other, both counted.
    pub fn days_to(self, other: Self) -> Option<i64> {
        let span = self.first_day().until(other.last_day()).ok()?;
        Some(i64::from(span.get_days()) + 1)
    }

    pub fn plus_years(self, years: u16) -> Self {
        let year = self.year.saturating_add_unsigned(years).min(civil::Date::MAX.year());
        let last = civil::date(year, self.month.unwrap_or(1), 1).last_of_month().day();
        Self { year, day: self.day.map(|day| day.min(last)), ..self }
    }

    pub fn iso(self) -> String {
        let mut text = format!("{:04}", self.year);
        for piece in [self.month, self.day].into_iter().flatten() {
            text += &format!("-{piece:02}");
        }
        text
    }

    /// R7.12.26, as offices write it where space is short.
    pub fn short(self) -> String {
        let day = self.last_day();
        let year = match ERAS.iter().find(|era| day >= era.first) {
            Some(era) => format!("{}{}", era.letter, self.year - era.first.year() + 1),
            None => self.year.to_string(),
        };
        [self.month, self.day].into_iter().flatten().fold(year, |text, piece| format!("{text}.{piece}"))
    }

    /// Every date in running text, with its byte range.
    pub fn find_all(text: &str) -> Vec<(std::ops::Range<usize>, Self)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let before = text[..at].chars().next_back();
            let abbreviated = matches!(character, 'R' | 'H' | 'S' | 'T')
                && !before.is_some_and(char::is_alphanumeric)
                && text[at + 1..].starts_with(parse::is_digit);
            let starts = abbreviated
                || ERAS.iter().any(|era| text[at..].starts_with(era.name))
                || (parse::is_digit(character)
                    && !before.is_some_and(|c| {
                        parse::is_digit(c) || c.is_ascii_alphanumeric() || "年月令和平成昭和元".contains(c)
                    }));
            if starts
                && let Ok((date, rest)) = parse::prefix(&text[at..])
                && date.month.is_some()
            {
                let end = text.len() - rest.len();
                found.push((at..end, date));
                at = end;
            } else {
                at += character.len_utf8();
            }
        }
        found
    }
}

fn normalise(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

/// 令和7年12月26日
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&era_year(self.last_day()))?;
        if let Some(month) = self.month {
            write!(f, "{month}月")?;
        }
        if let Some(day) = self.day {
            write!(f, "{day}日")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_dates_read_back() {
        for (text, short) in [("2025-12-26", "R7.12.26"), ("2019-04-30", "H31.4.30"), ("1989年1月7日", "S64.1.7")] {
            let date = Date::parse(text).unwrap();
            assert_eq!(date.short(), short);
            assert_eq!(Date::parse(short).unwrap(), date);
        }
    }

    #[test]
    fn many_spellings_of_one_day() {
        for text in [
            "2025-12-26",
            "2025/12/26",
            "2025年12月26日",
            "令和7年12月26日",
            "令和７年１２月２６日",
            "R7.12.26",
            "r7/12/26",
            "令7.12.26",
            "令和 7 年 12 月 26 日",
            "令和七年十二月二十六日",
            "㋿7年12月26日",
            "Ｒ７．１２．２６",
        ] {
            assert_eq!(Date::parse(text).map(Date::iso), Ok("2025-12-26".into()), "{text}");
        }
        assert_eq!(Date::parse("令和元年5月1日").unwrap().to_string(), "令和元年5月1日");
        assert_eq!(Date::parse("2025-12").unwrap().to_string(), "令和7年12月");
        assert_eq!(Date::parse("昭和六十四年一月七日").unwrap().iso(), "1989-01-07");
        assert_eq!(Date::parse("平成31年").unwrap().iso(), "2019");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "2025-13-01",
            "令和7年2月29日",
            "令和元年4月30日",
            "平成31年5月1日",
            "未定",
            "",
            "12-26",
            "令和0年1月1日",
            "2025-12-26以降",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_found_in_running_text() {
        let text = "令和3年9月22日から令和3年10月21日までの30日間（2022年4月を除く）。第12条3項";
        let found: Vec<_> = Date::find_all(text).into_iter().map(|(_, date)| date.iso()).collect();
        assert_eq!(found, ["2021-09-22", "2021-10-21", "2022-04"]);
    }

    #[test]
    fn precision_is_minded() {
        let month = Date::parse("2022-06").unwrap();
        let day = Date::parse("2022-06-15").unwrap();
        assert!(!month.is_before(day) && !day.is_before(month));
        assert_eq!(Date::parse("2021-09-22").unwrap().days_to(Date::parse("2021-10-21").unwrap()), Some(30));
        assert_eq!(Date::parse("2024-02-29").unwrap().plus_years(1).iso(), "2025-02-28");
        assert_eq!(Date::new(9999, 12, 31).unwrap().plus_years(1).iso(), "9999-12-31");
    }
}
