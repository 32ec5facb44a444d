//! What happens to a text on its way: lines go, come twice, change places, are indented otherwise; words stand where none belong.

use super::dice::Dice;

/// What means something to YAML, to forms, to templates or to nobody.
const WORDS: &[&str] = &[
    "",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "\u{3000}",
    "~",
    "null",
    "[]",
    "{}",
    "[",
    "]",
    "{",
    "}",
    "- ",
    "- - - ",
    ": ",
    "? ",
    "# ",
    "|",
    "|+9",
    ">-",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!str ",
    "---",
    "...",
    "%YAML 1.2",
    "<<<<<<< a",
    "true",
    "○",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "0.0000001",
    "あ",
    "𠮷",
    "①",
    "（",
    "）",
    "、",
    "※",
    "form: basic-2024-10",
    "form: own",
    "id: a",
    "id: A b",
    "fragment: a",
    "- fragment: a/b",
    "markdown: a",
    "from: a.xlsx",
    "generate: flow",
    "item: files.1.name",
    "date: 2025-01-01",
    "date: 令和元年13月",
    "base: own",
    "base: full-2025-05",
    "parts: []",
    "each: files[]",
    "each: systems[]",
    "key: files[].a[].b",
    "key: form",
    "kind: records",
    "kind: checks",
    "kind: figure",
    "options: decision",
    "remove: [cover]",
    "when: cover == なし",
    "derive: file_names",
    "same: files[].name",
    "role: block",
    "once: true",
    "children:",
    "items:",
    "insert:",
    "after: files",
    "{市}",
    "{}",
    "{{",
    "}}",
    "{% for a in b %}",
    "{% endfor %}",
    "{% include \"assessment.html\" %}",
    "{{ a.b.c | safe }}",
    "{% raw %}",
    "＜選択肢＞",
    "<use href='#a'/>",
    "width=\"1e9\"",
    "id='a'",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "&b;",
    "&#0;",
    "&#x10ffff;",
    "</svg>",
    "r=\"XFD1048576\"",
    "r=\"A0\"",
    "t=\"s\"",
    "<v>99999</v>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "table:number-rows-repeated=\"1048576\"",
    "pia_cover.title",
    "pia_changes",
    "#REF!",
    "'a'!$A$1:$XFD$9",
];

/// One thing that happens.
#[derive(Clone, Debug)]
pub struct Harm {
    kind: usize,
    at: usize,
    to: usize,
    word: String,
}

impl Harm {
    /// None to eleven of them.
    pub fn some(dice: &mut Dice<'_>) -> Vec<Self> {
        (0..dice.roll(12)).map(|_| Self::one(dice)).collect()
    }

    fn one(dice: &mut Dice<'_>) -> Self {
        let kind = dice.roll(11);
        let (at, to) = (dice.roll(1 << 20), dice.roll(1 << 16));
        let word = if dice.once_in(8) {
            let length = dice.roll(24);
            String::from_utf8_lossy(dice.take(length)).into_owned()
        } else {
            dice.pick(WORDS).repeat(1 + dice.roll(5) / 4 * dice.roll(64))
        };
        Self { kind, at, to, word }
    }

    pub fn apply(&self, text: &str) -> String {
        if self.kind >= 8 {
            return self.inside(text);
        }
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if lines.is_empty() {
            return self.word.clone();
        }
        let at = self.at % lines.len();
        let other = self.to % lines.len();
        let few = (self.to % 8 + 1).min(lines.len() - at);
        let indented;
        match self.kind {
            0 => {
                let line = lines[at];
                let value = line.find(": ").map_or(line.trim_end().len(), |colon| colon + 2);
                indented = format!("{}{}\n", &line[..value], self.word);
                lines[at] = &indented;
            }
            1 => drop(lines.drain(at..at + few)),
            2 => {
                let copy = lines[at..at + few].to_vec();
                lines.splice(at..at, copy);
            }
            3 => lines.swap(at, other),
            4 => {
                let moved: Vec<&str> = lines.drain(at..at + few).collect();
                let other = self.to % (lines.len() + 1);
                lines.splice(other..other, moved);
            }
            5 => {
                let inner = lines[at].trim_start_matches(' ');
                indented = format!("{}{inner}", " ".repeat(self.to % 12));
                lines[at] = &indented;
            }
            6 => {
                let before = lines[at];
                let indent = before.len() - before.trim_start_matches(' ').len();
                indented = format!("{}{}\n", " ".repeat(indent), self.word);
                lines.insert(at, &indented);
            }
            // A great many of the same.
            _ => {
                let copy = lines[at..at + few.min(2)].repeat(self.to % 300);
                lines.splice(at..at, copy);
            }
        }
        lines.concat()
    }

    /// Within a line.
    fn inside(&self, text: &str) -> String {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = boundary(self.at % (text.len() + 1));
        let end = boundary(start + self.to % 40).max(start);
        match self.kind {
            8 => format!("{}{}{}", &text[..start], self.word, &text[start..]),
            9 => format!("{}{}{}", &text[..start], self.word, &text[end..]),
            _ => format!("{}{}{}", &text[..start], &text[start..end].repeat(self.to % 50), &text[end..]),
        }
    }
}

/// Bytes that nobody reads as text.
pub fn scratched(dice: &mut Dice<'_>, bytes: &[u8]) -> Vec<u8> {
    let mut scratched = bytes.to_vec();
    for _ in 0..dice.roll(12) {
        let length = scratched.len();
        let at = dice.roll(length.max(1));
        match dice.roll(5) {
            0 => scratched.truncate(at),
            1 if at + 4 <= length => scratched[at..at + 4].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]),
            2 => {
                let end = (at + dice.roll(64)).min(length);
                scratched.drain(at..end);
            }
            _ => {
                if let Some(byte) = scratched.get_mut(at) {
                    *byte = dice.roll(256) as u8;
                }
            }
        }
    }
    scratched
}
