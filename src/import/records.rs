//! Record items: lists of words with headings, as municipalities type them.

use crate::text::numeral::{circled, digit};

/// A heading with its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) items: Vec<String>,
}

/// What a line is among record items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RecordLine {
    /// Items in columns.
    Columns,
    /// Several items.
    Items,
    /// One item.
    Item,
    Heading,
}

pub(super) fn read(lines: &[String]) -> Vec<Group> {
    let mut groups = groups(lines);
    unnumber(&mut groups);
    groups
}

/// Numbers that only count the items of a list are no part of them. Columns may have been read across.
fn unnumber(groups: &mut [Group]) {
    let mut last = 0;
    for group in groups {
        let numbers: Option<Vec<(usize, &str)>> = group.items.iter().map(|item| count_of(item)).collect();
        let Some(mut numbers) = numbers.filter(|numbers| numbers.len() > 1) else {
            last = 0;
            continue;
        };
        numbers.sort_by_key(|(number, _)| *number);
        let counts_from = |first: usize| numbers.iter().enumerate().all(|(at, (number, _))| *number == first + at);
        if counts_from(1) || counts_from(last + 1) {
            last = numbers.last().map_or(0, |(number, _)| *number);
            group.items = numbers.into_iter().map(|(_, item)| item.to_owned()).collect();
        } else {
            last = 0;
        }
    }
}

/// `12 資格区分`, `12:資格区分`, `⑫資格区分`: the number and what it counts.
fn count_of(item: &str) -> Option<(usize, &str)> {
    let mut letters = item.trim_start_matches(['(', '（']).chars();
    let first = letters.clone().next()?;
    if let Some(number) = circled(first) {
        letters.next();
        return Some((number as usize, letters.as_str().trim())).filter(|(_, item)| !item.is_empty());
    }
    let mut number = 0_usize;
    while let Some(figure) = letters.clone().next().and_then(digit) {
        number = number.checked_mul(10)?.checked_add(figure as usize)?;
        letters.next();
    }
    let rest = letters.as_str().strip_prefix(SIGNS)?.trim_start();
    (number > 0 && !rest.is_empty()).then_some((number, rest.trim()))
}

/// What stands between a number and what it counts.
const SIGNS: [char; 10] = [' ', '　', '.', '．', ':', '：', ')', '）', '、', '\t'];

/// `1:宛名番号 2:世帯番号 3:続柄`: where every blank is followed by the next number, items run on in a line.
fn run_on(line: &str) -> Vec<String> {
    let Some((first, _)) = count_of(line) else { return vec![line.to_owned()] };
    let mut items = vec![String::new()];
    let mut next = first;
    let pieces: Vec<&str> = line.split_inclusive([' ', '　', '\t']).collect();
    for (at, piece) in pieces.iter().enumerate() {
        // The number may be parted from what it counts by the same blank.
        let both = format!("{piece}{}", pieces.get(at + 1).copied().unwrap_or_default());
        let begins = count_of(piece).or_else(|| count_of(&both)).is_some_and(|(number, _)| number == next);
        if begins {
            items.push(String::new());
            next += 1;
        }
        if let Some(last) = items.last_mut() {
            last.push_str(piece);
        }
    }
    items.retain(|item| !item.trim().is_empty());
    if items.len() > 2 { items.into_iter().map(|item| item.trim().to_owned()).collect() } else { vec![line.to_owned()] }
}

fn groups(lines: &[String]) -> Vec<Group> {
    let lines: Vec<String> = lines.iter().flat_map(|line| part_heading(line)).flat_map(run_on).collect();
    let lines = lines.as_slice();
    let numbered = mostly_numbered(lines);
    let mut groups: Vec<Group> = Vec::new();
    // A heading without items of its own stands over those that follow.
    let mut over: Option<String> = None;
    let mut open_end = false;
    for (index, line) in lines.iter().enumerate() {
        let kind = kind_of(lines, index, numbered);
        if kind == RecordLine::Heading {
            if let Some(last) = groups.last().filter(|group| group.items.is_empty() && !group.title.is_empty()) {
                over = Some(last.title.clone());
                groups.pop();
            } else if over.as_deref().is_some_and(|over| style(over) == style(line)) {
                over = None;
            }
            let title = over.as_ref().map_or_else(|| line.clone(), |over| format!("{over} {line}"));
            groups.push(Group { title, items: Vec::new() });
            open_end = false;
            continue;
        }
        if groups.is_empty() {
            groups.push(Group::default());
        }
        let Some(group) = groups.last_mut() else { continue };
        let mut items = match kind {
            RecordLine::Items => split(line, numbered),
            RecordLine::Columns => columns(line),
            _ => vec![without_bullet(line).to_owned()],
        };
        // A line that broke inside an item.
        if open_end
            && kind == RecordLine::Items
            && !items[0].starts_with(|c: char| c.is_ascii_digit())
            && let Some(last) = group.items.last_mut()
        {
            last.push_str(&items.remove(0));
        }
        open_end = kind == RecordLine::Items && !line.ends_with(['、', ',', '，', '。']);
        group.items.append(&mut items);
    }
    groups.retain(|group| !group.items.is_empty() || !group.title.is_empty());
    groups
}

/// `【資格情報】被保険者番号、…`: the heading and what stands beside it.
fn part_heading(line: &str) -> Vec<&str> {
    let end = line.find('】').map(|at| at + '】'.len_utf8()).filter(|end| line.starts_with('【') && *end < line.len());
    match end {
        Some(end) => vec![&line[..end], line[end..].trim()],
        None => vec![line],
    }
}

fn kind_of(lines: &[String], index: usize, numbered: bool) -> RecordLine {
    let line = &lines[index];
    let next = lines.get(index + 1);
    let many = |line: &str| separators(line).len() > 1 || has_columns(line);
    if bracketed(line) {
        return RecordLine::Heading;
    }
    if has_columns(line) {
        return RecordLine::Columns;
    }
    if many(line) || separators(line).len() == 1 && (numbered || !next.is_some_and(|next| many(next))) {
        return RecordLine::Items;
    }
    if is_bullet(line) {
        return RecordLine::Item;
    }
    // Where counting begins anew, the line above is the heading.
    let counts =
        |at: usize, number: usize| lines.get(at).and_then(|line| count_of(line)).is_some_and(|(own, _)| own == number);
    if counts(index + 1, 1) && (counts(index + 2, 2) || count_of(line).is_some()) {
        return RecordLine::Heading;
    }
    let begins = |next: &str| numbered && !separators(next).is_empty() && next.starts_with(['1', '１']);
    let over_list = next.is_some_and(|next| (many(next) || begins(next)) && !bracketed(next));
    let over_bullets = next.is_some_and(|next| is_bullet(next));
    if over_list || over_bullets {
        return RecordLine::Heading;
    }
    RecordLine::Item
}

/// 【資格情報】, ＜…＞, ■…, (1) …
fn bracketed(line: &str) -> bool {
    let style = style(line);
    let enclosed = |open: char, close: char| line.starts_with(open) && line.trim_end().ends_with(close);
    matches!(style, '■' | '◆' | '●' | '◇' | '□')
        || enclosed('【', '】')
        || enclosed('<', '>')
        || enclosed('＜', '＞')
        || enclosed('〈', '〉')
        || enclosed('《', '》')
        || enclosed('［', '］')
        || style == '(' && separators(line).is_empty() && line.chars().nth(1).is_some_and(char::is_numeric)
}

fn style(line: &str) -> char {
    match line.chars().next().unwrap_or_default() {
        '（' => '(',
        '＜' => '<',
        other if other.is_numeric() => '1',
        other => other,
    }
}

/// Tabs part items that stand in columns; 、 is then part of an item.
fn has_columns(line: &str) -> bool {
    columns(line).len() > 1
}

fn columns(line: &str) -> Vec<String> {
    line.split('\t').map(|item| without_bullet(item.trim()).to_owned()).filter(|item| !item.is_empty()).collect()
}

fn is_bullet(line: &str) -> bool {
    line.starts_with(['・', '･', '•', '-', '－', '‐']) || line.starts_with("* ")
}

fn without_bullet(line: &str) -> &str {
    line.trim_start_matches(['・', '･', '•', '-', '－', '‐', '*', ' ', '　'])
}

/// Where 、 parts a line, outside of brackets.
fn separators(line: &str) -> Vec<usize> {
    let mut depth = 0_i32;
    let mut found = Vec::new();
    for (at, character) in line.char_indices() {
        match character {
            '(' | '（' | '「' | '【' | '［' | '[' => depth += 1,
            ')' | '）' | '」' | '】' | '］' | ']' => depth -= 1,
            '、' | '，' if depth <= 0 => found.push(at),
            _ => {}
        }
    }
    found
}

fn starts_with_number(text: &str) -> bool {
    text.trim_start().starts_with(char::is_numeric)
}

/// Most items of the list bear a number.
fn mostly_numbered(lines: &[String]) -> bool {
    let pieces = lines.iter().flat_map(|line| pieces(line));
    let (with, all) =
        pieces.fold((0, 0), |(with, all), piece| (with + usize::from(starts_with_number(piece)), all + 1));
    all > 0 && with * 10 >= all * 7
}

fn pieces(line: &str) -> Vec<&str> {
    let mut from = 0;
    let mut pieces = Vec::new();
    for at in separators(line) {
        pieces.push(line[from..at].trim());
        from = at + '、'.len_utf8();
    }
    pieces.push(line[from..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The items of a line. In a numbered list, 、 before something without a number is part of an item.
fn split(line: &str, numbered: bool) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for piece in pieces(without_bullet(line)) {
        match items.last_mut() {
            Some(last) if numbered && !starts_with_number(piece) => {
                last.push('、');
                last.push_str(piece);
            }
            _ => items.push(piece.to_owned()),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(lines: &[&str]) -> Vec<(String, Vec<String>)> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        read(&lines).into_iter().map(|group| (group.title, group.items)).collect()
    }

    fn group(title: &str, items: &[&str]) -> (String, Vec<String>) {
        (title.into(), items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn headings_stand_over_their_items() {
        let found = groups(&["【世帯】", "世帯番号、続柄、世帯主（氏名、住所）", "2 税", "1 年度、2 課税、非課税の別"]);
        assert_eq!(found[0], group("【世帯】", &["世帯番号", "続柄", "世帯主（氏名、住所）"]));
        assert_eq!(found[1].0, "2 税");
    }

    #[test]
    fn a_heading_may_stand_before_its_items() {
        assert_eq!(
            groups(&["【税】年度、区分", "【住基】氏名"]),
            [group("【税】", &["年度", "区分"]), group("【住基】", &["氏名"])]
        );
    }

    #[test]
    fn items_stand_in_columns() {
        assert_eq!(
            groups(&["宛名情報", "番号\t氏名（姓、名）\t住所", "方書", "税情報", "・年度\t額、差"]),
            [group("宛名情報", &["番号", "氏名（姓、名）", "住所", "方書"]), group("税情報", &["年度", "額、差"]),]
        );
    }

    #[test]
    fn numbers_hold_items_together() {
        let found = groups(&["1 共通", "1 年度、2 課税、非課税の別、3 額、4 控除、5 合計", "2 別", "1 年度、2 額"]);
        assert_eq!(found[0], group("1 共通", &["年度", "課税、非課税の別", "額", "控除", "合計"]));
    }

    #[test]
    fn numbers_that_only_count_are_no_part_of_items() {
        assert_eq!(groups(&["1:宛名番号 2:世帯番号 3:続柄"]), [group("", &["宛名番号", "世帯番号", "続柄"])]);
        assert_eq!(groups(&["■税", "1 年度", "3 額", "2 区分"]), [group("■税", &["年度", "区分", "額"])]);
        assert_eq!(groups(&["■税", "1 年度", "5 額"]), [group("■税", &["1 年度", "5 額"])], "they say something");
        assert_eq!(groups(&["■税", "1年度", "2年度"]), [group("■税", &["1年度", "2年度"])]);
    }

    #[test]
    fn a_heading_over_headings_is_part_of_each() {
        let found = groups(&["＜追加の項目＞", "(1) 対象者", "・氏名", "・住所", "(2) 利用者", "・番号"]);
        assert_eq!(
            found,
            [group("＜追加の項目＞ (1) 対象者", &["氏名", "住所"]), group("＜追加の項目＞ (2) 利用者", &["番号"])]
        );
    }
}
