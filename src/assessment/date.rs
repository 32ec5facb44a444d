//! Dates as offices write them: ISO, year and month, or 和暦; printed as 和暦.

use std::fmt;

use jiff::civil;
use unicode_normalization::UnicodeNormalization;

/// A date of day, month or year precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

#[derive(Debug)]
pub struct Era {
    pub name: &'static str,
    short: &'static str,
    letter: char,
    sign: char,
    first: civil::Date,
}

/// Newest first.
const ERAS: [Era; 4] = [
    Era { name: "令和", short: "令", letter: 'R', sign: '㋿', first: civil::date(2019, 5, 1) },
    Era { name: "平成", short: "平", letter: 'H', sign: '㍻', first: civil::date(1989, 1, 8) },
    Era { name: "昭和", short: "昭", letter: 'S', sign: '㍼', first: civil::date(1926, 12, 25) },
    Era { name: "大正", short: "大", letter: 'T', sign: '㍽', first: civil::date(1912, 7, 30) },
];

impl Date {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::from)
    }

    /// Reads one date that makes up the whole text; says in Japanese what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (date, rest) = Self::parse_prefix(text)?;
        if normalise(rest).is_empty() {
            Ok(date)
        } else {
            Err(format!("「{text}」を日付として読めません"))
        }
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

    pub fn plus_years(self, years: i16) -> Self {
        let last = civil::date(self.year + years, self.month.unwrap_or(1), 1).last_of_month().day();
        Self { year: self.year + years, day: self.day.map(|day| day.min(last)), ..self }
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
                && text[at + 1..].starts_with(is_digit);
            let starts = abbreviated
                || ERAS.iter().any(|era| text[at..].starts_with(era.name))
                || (is_digit(character)
                    && !before
                        .is_some_and(|c| is_digit(c) || c.is_ascii_alphanumeric() || "年月令和平成昭和元".contains(c)));
            if starts
                && let Ok((date, rest)) = Self::parse_prefix(&text[at..])
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

    /// Reads a date at the start of the text and returns the rest.
    fn parse_prefix(text: &str) -> Result<(Self, &str), String> {
        let unreadable = || format!("「{}」を日付として読めません", text.trim());
        let mut reader = Reader { rest: text };
        let era = reader.era();
        let (year, separator) = match reader.number(era.is_some()) {
            Some(year) => (year, reader.separator()),
            None => return Err(unreadable()),
        };
        let Some(separator) = separator else { return Err(unreadable()) };
        let year = i16::try_from(year).map_err(|_| unreadable())?;
        let year = match era {
            Some(_) if year < 1 => return Err(unreadable()),
            Some(era) => era.first.year() + year - 1,
            None if (1868..=2200).contains(&year) => year,
            None => return Err(unreadable()),
        };
        if separator == '年' && !reader.digit_follows() {
            return check(Self { year, month: None, day: None }, era).map(|date| (date, reader.rest));
        }
        let month = reader.number(false).ok_or_else(unreadable)?;
        if !(1..=12).contains(&month) {
            return Err(format!("{month}月はありません"));
        }
        let month = month as i8;
        let end_of_month = match separator {
            '年' if !reader.eat('月') => return Err(unreadable()),
            '年' => !reader.digit_follows(),
            separator => !(reader.next_is(separator) && reader.eat(separator)),
        };
        if end_of_month {
            return check(Self { year, month: Some(month), day: None }, era).map(|date| (date, reader.rest));
        }
        let day = reader.number(false).ok_or_else(unreadable)?;
        if separator == '年' && !reader.eat('日') {
            return Err(unreadable());
        }
        let date = i8::try_from(day).ok().and_then(|day| Self::new(year, month, day));
        let date = date.ok_or_else(|| format!("{year}年{month}月{day}日は暦にありません"))?;
        check(date, era).map(|date| (date, reader.rest))
    }
}

/// A date must lie within its era.
fn check(date: Date, era: Option<&Era>) -> Result<Date, String> {
    let Some(era) = era else { return Ok(date) };
    let index = ERAS.iter().position(|other| other.name == era.name).unwrap_or_default();
    if date.last_day() < era.first {
        return Err(format!(
            "{}は{}年{}月{}日からです",
            era.name,
            era.first.year(),
            era.first.month(),
            era.first.day()
        ));
    }
    if index > 0 && date.first_day() >= ERAS[index - 1].first {
        let next = &ERAS[index - 1];
        return Err(format!(
            "{}は{}年{}月{}日に始まりました",
            next.name,
            next.first.year(),
            next.first.month(),
            next.first.day()
        ));
    }
    Ok(date)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn era(&mut self) -> Option<&'static Era> {
        self.skip_space();
        for era in &ERAS {
            for name in [era.name, era.short] {
                if let Some(rest) = self.rest.strip_prefix(name) {
                    self.rest = rest;
                    return Some(era);
                }
            }
            let first = self.rest.chars().next()?;
            let letter: Option<char> = std::iter::once(first).nfkc().next();
            if first == era.sign || letter.is_some_and(|letter| letter.to_ascii_uppercase() == era.letter) {
                self.rest = &self.rest[first.len_utf8()..];
                return Some(era);
            }
        }
        None
    }

    /// A number in half-width, full-width or (after an era) kanji digits; 元 is one.
    fn number(&mut self, era: bool) -> Option<u32> {
        self.skip_space();
        if era && self.eat('元') {
            return Some(1);
        }
        let digits: String = self.rest.chars().take_while(|c| is_digit(*c)).collect();
        if !digits.is_empty() {
            self.rest = &self.rest[digits.len()..];
            return digits.nfkc().collect::<String>().parse().ok();
        }
        let kanji: String = self.rest.chars().take_while(|c| *c == '十' || kanji_digit(*c).is_some()).collect();
        self.rest = &self.rest[kanji.len()..];
        kanji_number(&kanji)
    }

    fn separator(&mut self) -> Option<char> {
        self.skip_space();
        let next = self.rest.chars().next()?;
        let folded = std::iter::once(next).nfkc().next()?;
        if !matches!(folded, '年' | '-' | '/' | '.') {
            return None;
        }
        self.rest = &self.rest[next.len_utf8()..];
        Some(folded)
    }

    fn next_is(&self, wanted: char) -> bool {
        self.rest.trim_start().chars().next().is_some_and(|c| std::iter::once(c).nfkc().next() == Some(wanted))
    }

    fn eat(&mut self, wanted: char) -> bool {
        if !self.next_is(wanted) {
            return false;
        }
        self.skip_space();
        let length = self.rest.chars().next().map_or(0, char::len_utf8);
        self.rest = &self.rest[length..];
        true
    }

    fn digit_follows(&self) -> bool {
        self.rest.trim_start().chars().next().is_some_and(|c| is_digit(c) || c == '十' || kanji_digit(c).is_some())
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

fn kanji_digit(character: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|c| c == character).map(|digit| digit as u32)
}

/// 二十六, 〇七 → a number; at most 99.
fn kanji_number(text: &str) -> Option<u32> {
    let (tens, units) = match text.split_once('十') {
        Some((tens, units)) => (if tens.is_empty() { 1 } else { kanji_number(tens)? }, units),
        None => (0, text),
    };
    if units.is_empty() {
        return if tens > 0 { Some(tens * 10) } else { None };
    }
    let mut value = 0;
    for character in units.chars().take(4) {
        value = value * 10 + kanji_digit(character)?;
    }
    Some(tens * 10 + value)
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
        let day = self.last_day();
        match ERAS.iter().find(|era| day >= era.first) {
            Some(era) => match self.year - era.first.year() + 1 {
                1 => write!(f, "{}元年", era.name)?,
                year => write!(f, "{}{year}年", era.name)?,
            },
            None => write!(f, "{}年", self.year)?,
        }
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
    }
}
