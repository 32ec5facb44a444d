//! Deadlines as a calendar that office programs take in (RFC 5545).

use super::StatusRow;
use crate::dates::Date;

/// A line may have so many bytes, its end not counted.
const LINE: usize = 75;

/// One day for each deadline; the same deadlines are the same events whenever they are written.
pub(super) fn calendar(rows: &[StatusRow], today: Option<Date>) -> String {
    let mut lines: Vec<String> =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hyokasho//status//JA", "CALSCALE:GREGORIAN"]
            .map(Into::into)
            .to_vec();
    for row in rows {
        let Some(read) = &row.read else { continue };
        let title = if read.title.is_empty() { &row.folder } else { &read.title };
        for (kind, what, due) in
            [("review", "見直しの期限", read.due.review), ("reevaluation", "再評価の期限", read.due.reevaluation)]
        {
            let Some(due) = due else { continue };
            // Nothing here is written at some moment: the day that is asked about stands for it.
            let stamp = format!("{}T000000Z", compact(today.unwrap_or(due)));
            lines.extend([
                "BEGIN:VEVENT".to_owned(),
                format!("UID:{}", escaped(&format!("{kind}-{}@{}", due.iso(), row.folder))),
                format!("DTSTAMP:{stamp}"),
                format!("DTSTART;VALUE=DATE:{}", compact(due)),
                format!("SUMMARY:{}", escaped(&format!("{what}　{title}"))),
                format!("DESCRIPTION:{}", escaped(&format!("{}（{}）", row.folder, read.style))),
                "TRANSP:TRANSPARENT".to_owned(),
                "END:VEVENT".to_owned(),
            ]);
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn compact(date: Date) -> String {
    date.iso().replace('-', "")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// A long line goes on in the next after a blank, never inside a character.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(character);
        length += character.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "評価書".repeat(20));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|line| line.len() <= LINE), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("甲;乙,丙\\\n丁"), "甲\\;乙\\,丙\\\\ 丁");
    }
}
