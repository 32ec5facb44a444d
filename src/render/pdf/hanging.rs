//! Lines that begin with ①, (1), ・, ア or １．: what does not fit into them goes on below their words.

use super::text::Paragraph;
use crate::text::numeral::digit;

/// In narrower columns there is no room for it.
const NARROW: f32 = 20.0;
/// A sign and the spaces around it are no wider, in ems.
const WIDEST: f32 = 6.0;
const BULLETS: &str = "・･○●◎■□◆◇▼▽※＊*→⇒-－–—‐";
const OPENING: &str = "（(〔［[";
const CLOSING: &str = "）)〕］]";
/// Behind a number or a letter that stands alone.
const BEHIND: &str = "．.)）、　 ";

/// How far the lines below the first are moved in, in ems, where lines are `width` ems long.
pub(super) fn indent(paragraph: &Paragraph, width: f32) -> f32 {
    if width < NARROW || paragraph.width(paragraph.whole()) <= width {
        return 0.0;
    }
    let sign = sign(&paragraph.text);
    if sign == 0 {
        return 0.0;
    }
    let clusters = paragraph.clusters_within(sign);
    let indent = paragraph.width(0..clusters);
    if indent <= WIDEST { indent } else { 0.0 }
}

/// How many bytes a sign takes at the head of a line, with the spaces before and behind it.
fn sign(line: &str) -> usize {
    let rest = line.trim_start();
    let mut letters = rest.chars();
    let Some(first) = letters.next() else { return 0 };
    let sign = if is_numeral(first) || BULLETS.contains(first) {
        first.len_utf8()
    } else if OPENING.contains(first) {
        let inner = run(letters.as_str());
        let close = letters.as_str()[inner..].chars().next().filter(|c| inner > 0 && CLOSING.contains(*c));
        close.map_or(0, |close| first.len_utf8() + inner + close.len_utf8())
    } else {
        let inner = run(rest);
        let behind = rest[inner..].chars().next().filter(|c| inner > 0 && BEHIND.contains(*c));
        // 1.5 and 2.0 are numbers.
        let after = behind.and_then(|behind| rest[inner + behind.len_utf8()..].chars().next());
        let is_decimal = behind == Some('.') && after.is_some_and(|after| digit(after).is_some());
        behind.filter(|_| !is_decimal).map_or(0, |behind| inner + behind.len_utf8())
    };
    if sign == 0 {
        return 0;
    }
    let behind = rest[sign..].len() - rest[sign..].trim_start().len();
    line.len() - rest.len() + sign + behind
}

/// ① ⑴ ㋐ Ⅰ ❶
fn is_numeral(letter: char) -> bool {
    matches!(letter, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2160}'..='\u{217f}' | '\u{2776}'..='\u{2793}' | '\u{32d0}'..='\u{32fe}')
}

/// The bytes of one or two digits, or of one letter or kana.
fn run(text: &str) -> usize {
    let digits: usize = text.chars().take(2).take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    if digits > 0 {
        return digits;
    }
    let is_letter = |letter: &char| matches!(letter, 'ァ'..='ヶ' | 'ｱ'..='ﾝ' | 'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | 'ⅰ'..='ⅻ');
    text.chars().next().filter(is_letter).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_known_with_the_spaces_around_them() {
        let signs = [
            ("①申請を受ける", "①"),
            ("　(1) 受付", "　(1) "),
            ("（ア）照会", "（ア）"),
            ("・記録", "・"),
            ("ア　照会", "ア　"),
            ("１．受付", "１．"),
            ("12) 記録", "12) "),
            ("※注", "※"),
        ];
        for (line, wanted) in signs {
            assert_eq!(&line[..sign(line)], wanted, "{line}");
        }
        for line in ["照会する", "　そのため", "1.5倍の", "アクセス", "（担当課）", "令和7年", "100件", "", "　", "（"]
        {
            assert_eq!(sign(line), 0, "{line}");
        }
    }
}
