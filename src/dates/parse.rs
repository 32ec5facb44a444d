//! Reading one date at the start of a text, in any of the spellings of offices.

use unicode_normalization::UnicodeNormalization;

use super::DateError;
use super::date::Date;
use crate::dates::era::{ERAS, Era};
use crate::text::numeral::{digit, kanji_digit};

/// Reads a date at the start of the text and returns the rest.
pub(super) fn prefix(text: &str) -> Result<(Date, &str), DateError> {
    let unreadable = || DateError::Unreadable(text.trim().to_owned());
    let mut reader = DateReader { rest: text };
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
        return check(Date { year, month: None, day: None }, era).map(|date| (date, reader.rest));
    }
    let month = reader.number(false).ok_or_else(unreadable)?;
    if !(1..=12).contains(&month) {
        return Err(DateError::NoMonth(month));
    }
    let month = month as i8;
    let end_of_month = match separator {
        '年' if !reader.eat('月') => return Err(unreadable()),
        '年' => !reader.digit_follows(),
        separator => !(reader.next_is(separator) && reader.eat(separator)),
    };
    if end_of_month {
        return check(Date { year, month: Some(month), day: None }, era).map(|date| (date, reader.rest));
    }
    let day = reader.number(false).ok_or_else(unreadable)?;
    if separator == '年' && !reader.eat('日') {
        return Err(unreadable());
    }
    let date = i8::try_from(day).ok().and_then(|day| Date::new(year, month, day));
    let date = date.ok_or(DateError::NoDay { year, month, day })?;
    check(date, era).map(|date| (date, reader.rest))
}

/// A date must lie within its era.
fn check(date: Date, era: Option<&Era>) -> Result<Date, DateError> {
    let Some(era) = era else { return Ok(date) };
    let index = ERAS.iter().position(|other| other.name == era.name).unwrap_or_default();
    if date.last_day() < era.first {
        return Err(DateError::BeforeEra { era: era.name, first: era.first });
    }
    if index > 0 && date.first_day() >= ERAS[index - 1].first {
        let next = &ERAS[index - 1];
        return Err(DateError::AfterEra { next: next.name, first: next.first });
    }
    Ok(date)
}

struct DateReader<'a> {
    rest: &'a str,
}

impl DateReader<'_> {
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

pub(super) fn is_digit(character: char) -> bool {
    digit(character).is_some()
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
