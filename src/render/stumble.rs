//! Where a template stumbles, in Japanese: the engine tells it in English, for those who write programs.

use super::RenderError;
use crate::workspace::Templates;

/// What the engine says, with holes, and what is told instead. The first that fits counts.
const SAYINGS: &[(&str, &str)] = &[
    ("Variable `{}` is not defined. Available variables: {}", "「{}」という値は渡されていません（使える値: {}）"),
    ("Variable `{}` is not defined.", "「{}」という値は渡されていません"),
    ("Variable `{}` exists but its value is undefined", "「{}」には値がありません。if で確かめてから使ってください"),
    ("Field `{}` is not defined. Available fields: {}", "「{}」という項目はありません（使える項目: {}）"),
    ("Field `{}` is not defined.", "「{}」という項目はありません"),
    ("Field `{}` is not defined", "「{}」という項目はありません"),
    (
        "Tried to render a variable that is undefined",
        "値の無いものを印字しようとしています。if で確かめてから使ってください",
    ),
    ("Iteration not possible on type `{}`", "一覧でないものは for で繰り返せません"),
    (
        "Key/value iteration is not possible on type `{}`, only on maps.",
        "for の後に二つの名前を書けるのは、項目の組だけです",
    ),
    ("Cannot compare `{}` with `{}`", "種類の違う値は比べられません"),
    ("Math operations can only be done on numbers, found `{}`", "計算は数でだけできます"),
    ("Unknown filter `{}`", "「{}」というフィルターはありません"),
    ("Unknown test `{}`", "「{}」という判定（is）はありません"),
    ("Unknown function `{}`", "「{}」という関数はありません"),
    ("Unknown template `{}`", "「{}」という雛形はありません。templates/html/ に置いてください"),
    ("Template '{}' not found", "「{}」という雛形はありません。templates/html/ に置いてください"),
    ("Unknown tag", "使えない命令です（使えるのは if・for・include・raw）"),
    (
        "Unexpected end of input",
        "終わりが足りません。if・for は endif・endfor で、{{ と {% は }} と %} で閉じてください",
    ),
    ("Found {} but was expecting `elif`, `else` or `endif`.", "if が endif で閉じられていません"),
    (
        "Found {} but expected {}",
        "ここに書けないものがあります。{{ … }} と {% … %} の中の綴りと閉じ方を確かめてください",
    ),
    ("String opened with `{}` is missing its closing `{}`", "引用符 {} が閉じられていません"),
    ("Closing comment tag `{}` not found", "{# で始まるコメントが閉じられていません"),
    ("Unexpected character", "ここに書けない文字があります。全角の記号になっていないか確かめてください"),
    ("Missing keyword argument `{}`", "引数 {} を書いてください"),
    ("Invalid type for the value, expected `{}` but got `{}`", "値の種類が違います"),
    ("Circular include detected for template '{}'. {}", "「{}」の include が一巡しています"),
];
const ANYTHING_ELSE: &str = "雛形の書き方に誤りがあります。docs/themes.md にある書き方を確かめてください";
/// The words of the program's own refusals, which the engine hands on.
const OWN: &str = "雛形";

/// What the engine tells, each message with the place in the file before it and the line after it.
pub(super) fn explained(own: &Templates, error: &str) -> RenderError {
    let mut lines: Vec<String> = Vec::new();
    let mut message = None;
    for line in error.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = Some(in_japanese(text));
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let message = message.take().unwrap_or_else(|| ANYTHING_ELSE.to_owned());
            lines.push(format!("{}: {message}", placed(own, place)));
        } else if let Some(note) = line.strip_prefix("note: ") {
            lines.push(format!("関わる所 {}", placed(own, note.rsplit(' ').next().unwrap_or_default())));
        } else if line.is_empty() || line.split_once(" |").is_some_and(|(number, _)| is_number(number)) {
            lines.push(line.to_owned());
        } else {
            lines.push(in_japanese(line));
        }
    }
    lines.extend(message);
    RenderError::Engine(lines.join("\n"))
}

fn is_number(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit())
}

/// `assessment.html:12:8` below the folder that the template came from.
fn placed(own: &Templates, place: &str) -> String {
    let is_own = own.texts.keys().any(|name| place.starts_with(&format!("{name}:")));
    format!("{}/{place}", if is_own { &own.folder } else { "（組み込み）" })
}

fn in_japanese(message: &str) -> String {
    let found = SAYINGS.iter().find_map(|(pattern, told)| Some((holes(pattern, message)?, told)));
    match found {
        Some((words, told)) => words.iter().fold((*told).to_owned(), |told, word| told.replacen("{}", word, 1)),
        None => message.find(OWN).map_or(ANYTHING_ELSE, |at| &message[at..]).to_owned(),
    }
}

/// What stands in the holes of a pattern, if a text fits it.
fn holes<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut words = Vec::new();
    for piece in pieces {
        let at = if piece.is_empty() { rest.len() } else { rest.find(piece)? };
        words.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_japanese() {
        for (english, japanese) in [
            (
                "Variable `題名` is not defined. Available variables: a, b",
                "「題名」という値は渡されていません（使える値: a, b）",
            ),
            ("Variable `x` is not defined.", "「x」という値は渡されていません"),
            ("Unknown filter `shout`", "「shout」というフィルターはありません"),
            ("Filter `indent` failed: 雛形では indent を使えません", "雛形では indent を使えません"),
            ("Something new of the engine", ANYTHING_ELSE),
        ] {
            assert_eq!(in_japanese(english), japanese);
        }
    }

    #[test]
    fn the_place_comes_first_and_the_line_stays() {
        let own = Templates {
            folder: "templates/html".into(),
            texts: [("a.html".to_owned(), String::new())].into(),
            ..Templates::default()
        };
        let error = "error: Unknown tag\n --> a.html:1:4\n  |\n1 | {% x %}\n  |    ^\n\nnote: opened here b.html:2:1\n  |\n2 | y\n  | ^";
        let told = "templates/html/a.html:1:4: 使えない命令です（使えるのは if・for・include・raw）\n  |\n1 | {% x %}\n  |    ^\n\n関わる所 （組み込み）/b.html:2:1\n  |\n2 | y\n  | ^";
        assert_eq!(explained(&own, error).to_string(), told);
    }
}
