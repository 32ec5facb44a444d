//! Effects (blur, shadow, turbulence …) are taken out before the picture is read: no document has a like of them, and every
//! format shows one and the same figure.

use usvg::roxmltree::Document;

/// A name of the same length that means nothing.
const NOTHING: &str = "filtre";

/// The text without its effects; none where it has none.
pub(super) fn without_effects(text: &str, document: &Document<'_>) -> Option<String> {
    let mut places = Vec::new();
    for node in document.descendants() {
        if node.is_text() && node.parent().is_some_and(|parent| parent.tag_name().name() == "style") {
            places.extend(properties(text, &node.range()));
        }
        for attribute in node.attributes() {
            match attribute.name() {
                "filter" if !says_none(attribute.value()) => {
                    let start = attribute.range().start;
                    places.extend(text[start..].starts_with("filter").then_some(start));
                }
                "style" => places.extend(properties(text, &attribute.range())),
                _ => {}
            }
        }
    }
    let mut plain = text.to_owned();
    for at in &places {
        plain.replace_range(*at..at + NOTHING.len(), NOTHING);
    }
    (!places.is_empty()).then_some(plain)
}

fn says_none(value: &str) -> bool {
    value.trim().is_empty() || value.trim() == "none"
}

/// Where the property `filter` stands in a style sheet.
fn properties<'a>(text: &'a str, range: &std::ops::Range<usize>) -> impl Iterator<Item = usize> + 'a {
    let start = range.start;
    let sheet = text.get(range.clone()).unwrap_or_default();
    sheet.match_indices("filter").filter_map(move |(at, word)| {
        let before = sheet[..at].chars().next_back();
        let named = before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '-' | '_' | '#' | '.'));
        let value = sheet[at + word.len()..].trim_start().strip_prefix(':')?;
        let value = value.split([';', '}', '"', '\'']).next().unwrap_or_default();
        (!named && !says_none(value)).then_some(start + at)
    })
}
