//! Numbers and dates as a spreadsheet shows them; the formats that offices use, not all that there are.

use jiff::ToSpan;
use jiff::civil;

use crate::dates::era::era_year;

/// The longest code that a spreadsheet program keeps; it is read anew for every cell.
const CODE_BYTES: usize = 1024;
/// The last day that spreadsheets know, 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;

/// The text of a number in a cell with this number format.
pub(super) fn shown(value: f64, format: &str, since_1904: bool) -> String {
    if format.len() > CODE_BYTES {
        return plain(value);
    }
    let mut sections = sections(format).into_iter();
    let positive = sections.next().unwrap_or_default();
    let negative = sections.next().filter(|section| !section.is_empty());
    let (section, value) = match negative {
        Some(section) if value < 0.0 => (section, -value),
        _ => (positive, value),
    };
    if section.iter().any(|piece| matches!(piece, FormatChar::Sign('y' | 'd' | 'g' | 'e' | 'h' | 's')))
        && !is_general(&section)
    {
        return date(value, &section, since_1904).unwrap_or_else(|| plain(value));
    }
    if section.iter().any(|piece| matches!(piece, FormatChar::Sign('0' | '#'))) {
        placed(value, &section)
    } else {
        plain(value)
    }
}

/// The formats that have a number instead of a code, as Excel in Japanese understands them.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 22 | 30 => "yyyy/m/d",
        18..=21 | 45..=47 => "h:mm:ss",
        27 | 28 | 29 | 36 | 50 | 51 | 54 | 57 | 58 => "ggge年m月d日",
        31 => "yyyy年m月d日",
        32 | 33 => "h時mm分",
        34 | 52 | 55 => "yyyy年m月",
        35 | 53 | 56 => "m月d日",
        _ => "General",
    }
}

/// A character of a format: a sign of the format's language, or itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FormatChar {
    Sign(char),
    Text(char),
}

/// The sections for positive and negative numbers, without colours, conditions, widths and locales.
fn sections(format: &str) -> Vec<Vec<FormatChar>> {
    let mut sections = vec![Vec::new()];
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        let mut push =
            |piece| sections.last_mut().into_iter().for_each(|section: &mut Vec<FormatChar>| section.push(piece));
        match character {
            '"' => characters.by_ref().take_while(|c| *c != '"').for_each(|c| push(FormatChar::Text(c))),
            '\\' => characters.next().into_iter().for_each(|c| push(FormatChar::Text(c))),
            '[' => characters.by_ref().take_while(|c| *c != ']').for_each(drop),
            // A gap as wide as the next character, a filling of it.
            '_' | '*' => drop(characters.next()),
            ';' => sections.push(Vec::new()),
            'A'..='Z' => push(FormatChar::Sign(character.to_ascii_lowercase())),
            'a'..='z' | '0' | '#' | '?' | '.' | ',' | '%' | '@' => push(FormatChar::Sign(character)),
            other => push(FormatChar::Text(other)),
        }
    }
    sections
}

fn is_general(section: &[FormatChar]) -> bool {
    let signs: String = section
        .iter()
        .filter_map(|piece| if let FormatChar::Sign(sign) = piece { Some(*sign) } else { None })
        .collect();
    signs.contains("general")
}

/// Without a format: no more digits than a number has.
pub(super) fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded == 0.0 { "0".into() } else { rounded.to_string() }
}

/// Digits in their places: decimals, thousands, per cent, and the words around them.
fn placed(value: f64, section: &[FormatChar]) -> String {
    let is_place = |piece: &FormatChar| matches!(piece, FormatChar::Sign('0' | '#' | '?' | '.' | ','));
    let first = section.iter().position(is_place).unwrap_or_default();
    let last = section.iter().rposition(is_place).unwrap_or_default();
    let places = &section[first..=last];
    let decimals = places.iter().skip_while(|piece| **piece != FormatChar::Sign('.')).skip(1);
    let decimals = decimals.filter(|piece| matches!(piece, FormatChar::Sign('0' | '#' | '?'))).count();
    let per_cent = section.contains(&FormatChar::Sign('%'));
    let digits = format!("{:.decimals$}", if per_cent { value * 100.0 } else { value });
    let digits = if places.contains(&FormatChar::Sign(',')) { thousands(&digits) } else { digits };
    let around = |pieces: &[FormatChar]| -> String {
        pieces
            .iter()
            .filter_map(|piece| match piece {
                FormatChar::Text(text) => Some(*text),
                FormatChar::Sign('%') => Some('%'),
                FormatChar::Sign(_) => None,
            })
            .collect()
    };
    format!("{}{digits}{}", around(&section[..first]), around(&section[last + 1..])).trim().to_owned()
}

fn thousands(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let comes_before = whole.saturating_sub(index);
        if index < whole && out.ends_with(|c: char| c.is_ascii_digit()) && comes_before.is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// 令和7年12月26日 where the format has eras, 2025年12月26日 where it has 年, else 2025-12-26; with the time of day if it is shown.
fn date(value: f64, section: &[FormatChar], since_1904: bool) -> Option<String> {
    let has = |sign: char| section.contains(&FormatChar::Sign(sign));
    let moment = moment(value, since_1904)?;
    let mut text = String::new();
    let (year, month, day) = (moment.year(), moment.month(), moment.day());
    let has_day = has('d');
    if has('g') || has('e') {
        text = format!("{}{month}月", era_year(moment.date()));
    } else if section.contains(&FormatChar::Text('年')) {
        text = format!("{year}年{month}月");
    } else if section.contains(&FormatChar::Text('月')) {
        text = format!("{month}月");
    } else if has('y') || has_day {
        text = if has_day { format!("{year:04}-{month:02}-{day:02}") } else { format!("{year:04}-{month:02}") };
    }
    if has_day && text.ends_with('月') {
        text += &format!("{day}日");
    }
    if has('h') || has('s') {
        let time = format!("{:02}:{:02}", moment.hour(), moment.minute());
        text = if text.is_empty() { time } else { format!("{text} {time}") };
    }
    Some(text)
}

/// The day and time that a serial number stands for. Spreadsheets count a 29 February 1900 that never was.
fn moment(value: f64, since_1904: bool) -> Option<civil::DateTime> {
    if !(0.0..=LAST_DAY).contains(&value) {
        return None;
    }
    let first = match since_1904 {
        true => civil::date(1904, 1, 1),
        false if value < 60.0 => civil::date(1899, 12, 31),
        false => civil::date(1899, 12, 30),
    };
    let seconds = (value.fract() * 86_400.0).round() as i64;
    let start = first.at(0, 0, 0, 0);
    start.checked_add((value.trunc() as i64).days()).ok()?.checked_add(seconds.seconds()).ok()
}

#[cfg(test)]
mod tests {
    fn shown(value: f64, format: &str) -> String {
        super::shown(value, format, false)
    }

    #[test]
    fn numbers_have_no_more_digits_than_are_shown() {
        assert_eq!(shown(1.0, "General"), "1");
        assert_eq!(shown(0.1 + 0.2, "General"), "0.3");
        assert_eq!(shown(-0.0, "General"), "0");
        assert_eq!(shown(300_000.0, "#,##0\"人\""), "300,000人");
        assert_eq!(shown(300_000.0, "#,##0人以上"), "300,000人以上");
        assert_eq!(shown(1234.5, "#,##0.00_ "), "1,234.50");
        assert_eq!(shown(-1234.0, "#,##0;[Red]△#,##0"), "△1,234");
        assert_eq!(shown(0.125, "0.0%"), "12.5%");
        assert_eq!(shown(12.0, "@"), "12");
    }

    #[test]
    fn dates_are_shown_in_the_calendar_of_their_format() {
        assert_eq!(shown(46017.0, "[$-411]ggge\"年\"m\"月\"d\"日\""), "令和7年12月26日");
        assert_eq!(shown(43586.0, "[$-ja-JP-x-gannen]ggge年m月d日;@"), "令和元年5月1日");
        assert_eq!(shown(46017.0, "ggge年m月"), "令和7年12月");
        assert_eq!(shown(46017.0, "[$-F800]yyyy\"年\"m\"月\"d\"日\""), "2025年12月26日");
        assert_eq!(shown(46017.0, "yyyy/m/d"), "2025-12-26");
        assert_eq!(shown(46_017.604_166_667, "yyyy/m/d h:mm"), "2025-12-26 14:30");
        assert_eq!(shown(0.5, "h:mm"), "12:00");
        assert_eq!(super::shown(44555.0, "yyyy/m/d", true), "2025-12-26");
        assert_eq!(shown(1e300, "yyyy/m/d").len(), 301);
    }

    #[test]
    fn strange_formats_harm_nobody() {
        for format in ["", ";", "\"", "\\", "[", "_", "*", ".", ",", "%", "0.0.0", "ggg", "General;General", "０"] {
            for value in [0.0, -1.5, 1e308, f64::NAN, f64::INFINITY] {
                assert!(shown(value, format).len() < 400, "{format}");
            }
        }
    }
}
