//! Slips that a line shows by itself: the wrong sign, or none, at a place where YAML wants one.

use super::super::emit;
use super::Slip;
use super::line::{TypedLine, TypedLines};
use crate::finding::{Rule, reader};
use crate::text::width::truncate;

/// Blanks that are none to YAML: the full-width one, the one that keeps words together, the tab.
const WIDE: char = '\u{3000}';
const UNBROKEN: char = '\u{a0}';
/// Blanks from a key to what stands in it.
const STEP: usize = 2;
/// What is typed for the dash of a list.
const DASHES: [char; 6] = ['－', '‐', '―', '−', '–', 'ー'];
/// A longer beginning of a line is a sentence, no key.
const KEY_CHARACTERS: usize = 20;
/// A value that begins with one of these is something else to YAML.
const SIGNS: [char; 11] = ['[', ']', '{', '}', '*', '&', '!', '%', '@', '`', ','];

fn slip(at: usize, line: TypedLine<'_>, columns: std::ops::Range<usize>, message: String, help: String) -> Slip {
    let rule: &'static Rule = &reader::YAML_SYNTAX;
    Slip { rule, line: at, columns, message, help, meant: vec![line.text.to_owned()], is_plain: false }
}

/// A full-width blank, an unbroken one or a tab in the indent.
pub(super) fn odd_indent(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let end = line.text.find(|c| !matches!(c, ' ' | '\t' | WIDE | UNBROKEN))?;
    let odd = line.text[..end].find(['\t', WIDE, UNBROKEN])?;
    let (name, rule): (&str, &'static Rule) = match line.text[odd..].chars().next()? {
        '\t' => ("タブ", &reader::TAB),
        WIDE => ("全角の空白", &reader::YAML_SYNTAX),
        _ => ("半角に見える特殊な空白（NBSP）", &reader::YAML_SYNTAX),
    };
    let count = |wide: usize| line.text[..end].chars().map(|c| if matches!(c, '\t' | WIDE) { wide } else { 1 }).sum();
    let indent = " ".repeat(beside_others(lines, at, [count(STEP), count(1)]));
    let message = if rule.code == reader::TAB.code {
        "タブで字下げされています".to_owned()
    } else {
        format!("字下げに{name}が使われています")
    };
    let help = format!("行の頭を、半角の空白 {} 個に打ち直してください", indent.len());
    let meant = vec![format!("{indent}{}", &line.text[end..])];
    Some(Slip { rule, meant, is_plain: true, ..slip(at, line, 0..end, message, help) })
}

/// The indent of those that stands beside the line above or below, or inside what the line above opens.
fn beside_others(lines: &TypedLines, at: usize, indents: [usize; 2]) -> usize {
    let above = lines.above(at).next().map(|(_, line)| line);
    let below = (at + 1..lines.len()).find(|line| !lines.is_blank(*line)).map(|line| lines.get(line));
    let inside = above.filter(TypedLine::opens_block).map(|line| line.column + STEP);
    let beside = above.filter(|line| !line.opens_block()).map(|line| line.column);
    let fits = |indent: &usize| [inside, beside, below.map(|line| line.indent)].contains(&Some(*indent));
    indents.into_iter().find(fits).unwrap_or(indents[0])
}

/// `title：児童手当`
pub(super) fn wide_colon(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let body = line.body();
    let colon = body.find('：')?;
    let key = &body[..colon];
    let is_key = !key.is_empty()
        && key.chars().count() <= KEY_CHARACTERS
        && !key.contains([' ', WIDE, ':', '、', '。', '「', '（', '(', '#', '"', '\'']);
    if !is_key {
        return None;
    }
    let value = body[colon + '：'.len_utf8()..].trim_matches([' ', WIDE]);
    let start = line.column + colon;
    let message = format!("「{key}」の後の「：」が全角です");
    let written = format!("{key}: {value}");
    let help = format!("半角の「:」と半角の空白にして、「{}」と書いてください", short(written.trim_end()));
    let meant = vec![line.with(line.column, written.trim_end())];
    Some(Slip { meant, is_plain: true, ..slip(at, line, start..start + '：'.len_utf8(), message, help) })
}

/// `number:40`, `title:　児童手当`
pub(super) fn narrow_colon(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let name = line.name()?;
    let rest = line.body()[name.len()..].strip_prefix(':')?;
    let next = rest.chars().next().filter(|c| *c != ' ')?;
    let value = rest.trim_start_matches([' ', WIDE, UNBROKEN, '\t']);
    let start = line.column + name.len();
    let (columns, message) = match next {
        WIDE => (start..start + 1 + WIDE.len_utf8(), format!("「{name}:」の後の空白が全角です")),
        UNBROKEN => (start..start + 3, format!("「{name}:」の後の空白が、半角に見える特殊な空白（NBSP）です")),
        '\t' => (start..start + 2, format!("「{name}:」の後がタブです")),
        _ => (line.column..start + 1 + next.len_utf8(), format!("「{name}:」の後に半角の空白がありません")),
    };
    let written = format!("{name}: {value}");
    let help = format!("「:」の後に半角の空白を一つ入れて、「{}」と書いてください", short(written.trim_end()));
    let meant = vec![line.with(line.column, written.trim_end())];
    Some(Slip { meant, is_plain: true, ..slip(at, line, columns, message, help) })
}

/// `-id: x`, `－ id: x`
pub(super) fn tight_dash(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let body = line.body();
    let (message, dash) = match body.chars().next()? {
        '-' if body.len() > 1 && !body.starts_with("---") && !body.starts_with("- ") => {
            ("「-」の後に半角の空白がありません".to_owned(), 1)
        }
        sign if DASHES.contains(&sign) => ("一覧の「-」が全角です".to_owned(), sign.len_utf8()),
        _ => return None,
    };
    let rest = body[dash..].trim_start_matches([' ', WIDE]);
    let help = format!("半角の「-」と半角の空白にして、「- {}」と書いてください", short(rest));
    let meant = vec![line.with(line.column, &format!("- {rest}"))];
    Some(Slip { meant, is_plain: true, ..slip(at, line, line.column..line.column + dash, message, help) })
}

/// `notes: -`
pub(super) fn bare_dash(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let (key, value) = line.entry()?;
    let column = line.value_column();
    let (message, help) = if value == "-" {
        let help = format!("「-」と印刷するなら「{key}: \"-\"」と引用符で囲み、まだ書かないなら消してください");
        (format!("「{key}」に「-」だけが書かれています。「-」は一覧の印と読まれます"), help)
    } else if value.starts_with("- ") {
        let help =
            format!("一覧なら「{key}:」で改行し、次の行から「- 」で始めてください。文なら引用符 \" で囲んでください");
        (format!("「{key}」と同じ行から「- 」の一覧が始まっています"), help)
    } else {
        return None;
    };
    let meant = vec![line.with(column, &emit::quoted(value))];
    Some(Slip { meant, ..slip(at, line, column..column + value.len(), message, help) })
}

/// `title: "児童手当`
pub(super) fn open_quote(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let (value, column) = match line.entry() {
        Some((_, value)) => (value, line.value_column()),
        None if line.column > line.indent => (line.body().trim_end(), line.column),
        None => return None,
    };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if value[1..].replace("\\\"", "").replace("''", "").contains(quote) {
        return None;
    }
    let message = format!("引用符「{quote}」が閉じていません");
    let help = format!("文の終わりにも「{quote}」を書くか、初めの「{quote}」を消してください");
    let meant = vec![line.with(column, &format!("{value}{quote}"))];
    Some(Slip { meant, ..slip(at, line, column..column + value.len(), message, help) })
}

/// `title 児童手当`
pub(super) fn lost_colon(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let name = line.name().filter(|name| name.len() > 1)?;
    let rest = &line.body()[name.len()..];
    if !(rest.is_empty() || rest.starts_with([' ', WIDE])) {
        return None;
    }
    let value = rest.trim_matches([' ', WIDE]);
    let written = format!("{name}: {value}");
    let message = format!("「{name}」の後に「:」がありません");
    let help = format!("「{}」と書いてください", short(written.trim_end()));
    let meant = vec![line.with(line.column, written.trim_end())];
    Some(Slip { meant, ..slip(at, line, line.column..line.text.len(), message, help) })
}

/// `title: [案]児童手当`, `"児童"手当`
pub(super) fn leading_sign(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let (value, column) = match line.entry() {
        Some((_, value)) => (value, line.value_column()),
        None if line.column > line.indent => (line.body().trim_end(), line.column),
        None => return None,
    };
    let sign = value.chars().next()?;
    if !SIGNS.contains(&sign) && !matches!(sign, '"' | '\'') {
        return None;
    }
    let message = format!("「{sign}」で始まる文は、引用符で囲まないと読めません");
    let help = "文の全体を引用符 \" で囲むか、「項目: |」と書いて次の行から字下げして書いてください".to_owned();
    let meant = vec![line.with(column, &emit::quoted(value))];
    Some(Slip { meant, ..slip(at, line, column..column + value.len(), message, help) })
}

/// `notes: 注意: これ`
pub(super) fn inner_colon(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    let (key, value) = line.entry()?;
    if value.starts_with(['|', '>', '"', '\'']) || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    let column = line.value_column();
    let message = format!("「{key}」の文の中に「: 」があるので、項目の区切りと読まれます");
    let help = "文の全体を引用符 \" で囲むか、「項目: |」と書いて次の行から字下げして書いてください".to_owned();
    let meant = vec![line.with(column, &emit::quoted(value))];
    Some(Slip { meant, ..slip(at, line, column..column + value.len(), message, help) })
}

/// So much of a line is shown as it is meant.
const SHOWN: usize = 30;

fn short(text: &str) -> String {
    truncate(text, SHOWN)
}
