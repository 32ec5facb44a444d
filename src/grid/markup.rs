//! Remnants of HTML and Markdown in a cell of extracted text, made plain: breaks, paragraphs, lists, boxes.

use crate::text::numeral::is_circled;

/// Names of the elements that break the line before and after them.
const BLOCKS: [&str; 15] =
    ["br", "p", "div", "li", "ul", "ol", "table", "tr", "tbody", "thead", "td", "th", "dl", "dt", "dd"];
/// Signs that begin a line of a list, as authors type them.
const BULLETS: &str = "・･•○●■□◆◇(（";
/// Names of the elements that leave nothing behind.
const INLINE: [&str; 12] = ["span", "b", "strong", "i", "em", "u", "sup", "sub", "a", "font", "small", "label"];

/// The text without its markup. What is in angle brackets but is no element that extraction leaves behind stays text.
pub(super) fn plain(cell: &str) -> String {
    let cell = cell.trim();
    if !cell.contains(['<', '&', '*']) && !cell.starts_with(['#', '-']) {
        return cell.to_owned();
    }
    let mut out = String::with_capacity(cell.len());
    let mut rest = heading(cell);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match element(rest) {
            Some((element, length)) => {
                rest = &rest[length..];
                write(&mut out, &element);
                if matches!(element, MarkupElement::Box(_)) && out.ends_with("[○]") | out.ends_with("[ ]") {
                    rest = unboxed(&mut out, rest);
                }
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    unescape(&out.replace("**", ""))
}

enum MarkupElement {
    Break,
    Nothing,
    /// A box, ticked or not.
    Box(bool),
}

/// The element at the front of a text, and its length.
fn element(text: &str) -> Option<(MarkupElement, usize)> {
    let end = text.find('>')?;
    let inside = text[1..end].trim_start_matches('/').trim_end_matches('/').trim();
    let name = inside.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let named = |names: &[&str]| names.contains(&name.as_str());
    let element = if named(&BLOCKS) {
        MarkupElement::Break
    } else if named(&INLINE) {
        MarkupElement::Nothing
    } else if name == "input" {
        // A round mark that the extraction took for a radio button is a ○.
        let on = inside.contains("checked") || inside.contains("radio");
        MarkupElement::Box(on)
    } else {
        return None;
    };
    Some((element, end + 1))
}

fn write(out: &mut String, element: &MarkupElement) {
    match element {
        MarkupElement::Break => {
            let kept = out.trim_end_matches([' ', '\t']).len();
            out.truncate(kept);
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
        }
        MarkupElement::Nothing => {}
        MarkupElement::Box(on) => out.push_str(if *on { "[○]" } else { "[ ]" }),
    }
}

/// `[<input …>]` has brackets of its own.
fn unboxed<'a>(out: &mut String, rest: &'a str) -> &'a str {
    let before = &out[..out.len() - if out.ends_with("[○]") { "[○]".len() } else { "[ ]".len() }];
    let mark = out[before.len()..].to_owned();
    let outer = before.trim_end_matches(' ');
    match (outer.ends_with('['), rest.trim_start_matches(' ').strip_prefix(']')) {
        (true, after) => {
            let kept = outer.len() - 1;
            out.truncate(kept);
            out.push_str(&mark);
            after.unwrap_or(rest)
        }
        (false, Some(after)) => after,
        (false, None) => rest,
    }
}

/// A heading of Markdown without its signs, a line without the bullet before its own.
fn heading(cell: &str) -> &str {
    let bare = cell.trim_start_matches('#');
    if bare.starts_with(' ') {
        return bare.trim_start();
    }
    match cell.strip_prefix("- ") {
        Some(line) if line.starts_with(|c: char| BULLETS.contains(c) || is_circled(c)) => line,
        _ => cell,
    }
}

/// Whether a line is a rule of Markdown.
pub(super) fn is_rule(line: &str) -> bool {
    let dashes = line.chars().filter(|c| matches!(c, '-' | '_')).count();
    dashes > 1 && line.chars().all(|c| matches!(c, '-' | '_' | '|' | ':' | ' ' | '\t'))
}

fn unescape(text: &str) -> String {
    let mut text = text.to_owned();
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""), ("&amp;", "&")] {
        if text.contains(name) {
            text = text.replace(name, sign);
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_become_lines_and_boxes() {
        assert_eq!(plain("<p>一</p> <p>二<br>三</p>"), "一\n二\n三");
        assert_eq!(
            plain("[<input type=\"checkbox\"/>] 紙 [<input checked type=\"checkbox\">] 専用線"),
            "[ ] 紙 [○] 専用線"
        );
        assert_eq!(plain("<input type=\"radio\"/>] 自己点検"), "[○] 自己点検");
        assert_eq!(plain("<選択肢> 1) ある<住基システム>"), "<選択肢> 1) ある<住基システム>");
        assert_eq!(plain("## Ⅰ **基本情報**"), "Ⅰ 基本情報");
        assert_eq!(plain("- ・対象者の抽出"), "・対象者の抽出");
        assert_eq!(plain("- 対象者"), "- 対象者");
        assert_eq!(plain("-"), "-");
    }
}
