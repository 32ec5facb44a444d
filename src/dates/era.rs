//! The eras of the Japanese calendar.

use jiff::civil;

#[derive(Debug)]
pub struct Era {
    pub name: &'static str,
    pub short: &'static str,
    pub letter: char,
    pub sign: char,
    pub first: civil::Date,
}

/// Newest first.
pub const ERAS: [Era; 4] = [
    Era { name: "令和", short: "令", letter: 'R', sign: '㋿', first: civil::date(2019, 5, 1) },
    Era { name: "平成", short: "平", letter: 'H', sign: '㍻', first: civil::date(1989, 1, 8) },
    Era { name: "昭和", short: "昭", letter: 'S', sign: '㍼', first: civil::date(1926, 12, 25) },
    Era { name: "大正", short: "大", letter: 'T', sign: '㍽', first: civil::date(1912, 7, 30) },
];

/// The year of a day as offices print it: 令和元年, 令和7年.
pub fn era_year(day: civil::Date) -> String {
    match ERAS.iter().find(|era| day >= era.first) {
        Some(era) => match day.year() - era.first.year() + 1 {
            1 => format!("{}元年", era.name),
            year => format!("{}{year}年", era.name),
        },
        None => format!("{}年", day.year()),
    }
}
