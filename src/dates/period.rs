//! A period as people write it: two dates, of which the second may lean on the first.

use super::Date;
use crate::text::fold;

/// From one day to another, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

impl Period {
    /// Reads 「令和7年9月1日から令和7年10月1日まで」, 「…から10月1日まで」, 「…から同月30日まで」, 「…から翌年1月15日まで」. A text
    /// with more dates speaks of more than one thing and is not read.
    pub fn read(text: &str) -> Option<Self> {
        match Date::find_all(text).as_slice() {
            [(_, from), (_, to)] => Some(Self { from: *from, to: *to }),
            [(range, from)] => leaning_date(&text[range.end..], *from).map(|to| Self { from: *from, to }),
            _ => None,
        }
    }

    /// The number of days; only where both days are known exactly.
    pub fn days(self) -> Option<i64> {
        if self.from.is_exact() && self.to.is_exact() { self.from.days_to(self.to) } else { None }
    }
}

/// A date without its year that follows から or ～.
fn leaning_date(rest: &str, from: Date) -> Option<Date> {
    let rest = without_brackets(&fold::fold(rest));
    let rest = rest.strip_prefix("から").or_else(|| rest.strip_prefix(['~', '-']))?;
    let (year, rest) = match rest.strip_prefix("翌年") {
        Some(rest) => (from.year + 1, rest),
        None => (from.year, rest.strip_prefix("同年").unwrap_or(rest)),
    };
    let (month, rest) = match rest.strip_prefix("同月") {
        Some(rest) => (from.month?, rest),
        None => leading_number(rest, '月')?,
    };
    let (day, _) = leading_number(rest, '日')?;
    let to = Date::new(year, month, day)?;
    if to < from { Date::new(year + 1, month, day) } else { Some(to) }
}

fn leading_number(text: &str, unit: char) -> Option<(i8, &str)> {
    let (number, rest) = text.split_once(unit)?;
    Some((number.parse().ok()?, rest))
}

/// Days of the week stand in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            depth += usize::from(*character == '(');
            let inside = depth > 0;
            depth -= usize::from(*character == ')' && inside);
            !inside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<i64> {
        Period::read(text).and_then(Period::days)
    }

    #[test]
    fn periods_are_read_in_many_spellings() {
        assert_eq!(days("令和3年9月22日から令和3年10月21日までの30日間"), Some(30));
        assert_eq!(days("令和7年９月１日（月）から１０月１日（水）まで"), Some(31));
        assert_eq!(days("令和7年9月1日～同月30日"), Some(30));
        assert_eq!(days("令和6年12月16日から翌年1月15日まで"), Some(31));
        assert_eq!(days("令和6年12月16日から1月15日まで"), Some(31));
        assert_eq!(days("2025-09-01から2025-10-01まで"), Some(31));
        assert_eq!(days("令和7年9月から10月まで"), None);
        assert_eq!(days("令和7年9月1日、令和7年9月2日及び令和7年9月3日"), None);
    }
}
