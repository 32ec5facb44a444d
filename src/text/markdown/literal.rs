//! Plain text as Markdown.

/// `text` as Markdown that reads as exactly these characters: every line break counts, nothing is a mark.
pub fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            escaped.push_str("\\\n");
        }
        literal_line(line, &mut escaped);
    }
    escaped
}

fn literal_line(line: &str, escaped: &mut String) {
    // A line of nothing would end the paragraph, and spaces at its start would be lost.
    if line.trim_matches([' ', '\t']).is_empty() {
        escaped.push_str("&#8203;");
        return;
    }
    let mut leading = true;
    let mut digits = true;
    for character in line.chars() {
        match character {
            ' ' | '\t' if leading => {
                escaped.push_str("&#32;");
                continue;
            }
            '.' | ')' if digits && !leading => escaped.push('\\'),
            '-' | '+' | '=' | '#' if leading => escaped.push('\\'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' => escaped.push('\\'),
            _ => {}
        }
        escaped.push(character);
        leading = false;
        digits = digits && character.is_ascii_digit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_plain_text_is_a_mark() {
        assert_eq!(literal("*1及び*2"), "\\*1及び\\*2");
        assert_eq!(literal("1. 甲\n- 乙"), "1\\. 甲\\\n\\- 乙");
        assert_eq!(literal("  字下げ\n\n終"), "&#32;&#32;字下げ\\\n&#8203;\\\n終");
        assert_eq!(literal("令和7.1"), "令和7.1");
    }
}
