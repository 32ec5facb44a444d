//! Markdown where a passage opted in: emphasis beside Japanese punctuation works, raw HTML is text, links lead to the web only.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};

/// Keeps emphasis marks and Japanese punctuation apart while parsing, so that `**「甲」**です` is bold. It shows nothing.
const JOINER: char = '\u{2060}';
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];

/// HTML that holds no markup but that of Markdown itself.
pub(super) fn to_html(markdown: &str) -> String {
    let prepared = prepare(markdown);
    let mut refused_links = Vec::new();
    let events = TextMergeStream::new(Parser::new_ext(&prepared, Options::ENABLE_TABLES));
    let events = events.filter_map(|event| match event {
        Event::Text(text) => Some(Event::Text(strip(&text).into())),
        Event::Code(code) => Some(Event::Code(strip(&code).into())),
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Html(raw) | Event::InlineHtml(raw) if is_break(&raw) => Some(Event::HardBreak),
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(strip(&raw).into())),
        // A page asks nothing of the network, so a picture is its alternative text.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        // The headings of the page are those of the form.
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let refused = link_type != LinkType::Email && !is_allowed(&strip(&dest_url));
            refused_links.push(refused);
            let dest_url = strip(&dest_url).into();
            (!refused).then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) => (!refused_links.pop().unwrap_or_default()).then_some(Event::End(TagEnd::Link)),
        other => Some(other),
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    page.replace("<th>", "<th scope=\"col\">").replace("<th style", "<th scope=\"col\" style")
}

/// The same Markdown without raw HTML, pictures and links that lead elsewhere.
pub(super) fn sanitized(markdown: &str) -> String {
    let mut escapes = Vec::new();
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) if !is_break(&raw) => {
                escapes.extend(markdown[range.clone()].match_indices('<').map(|(at, _)| range.start + at));
            }
            Event::Start(Tag::Image { .. }) => escapes.extend([range.start, range.start + 1]),
            Event::Start(Tag::Link { dest_url, link_type, .. })
                if link_type != LinkType::Email && !is_allowed(&dest_url) =>
            {
                escapes.push(range.start);
            }
            _ => {}
        }
    }
    escapes.sort_unstable();
    escapes.dedup();
    let mut text = String::with_capacity(markdown.len());
    let mut at = 0;
    for escape in escapes {
        text.push_str(&markdown[at..escape]);
        text.push('\\');
        at = escape;
    }
    text + &markdown[at..]
}

fn is_break(raw: &str) -> bool {
    let tag: String = raw.chars().filter(|character| !character.is_whitespace() && *character != '/').collect();
    tag.eq_ignore_ascii_case("<br>")
}

/// A link of the web, or one inside the page.
fn is_allowed(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    url.starts_with('#') || SCHEMES.iter().any(|scheme| url.starts_with(scheme))
}

fn prepare(markdown: &str) -> String {
    let mut prepared = String::with_capacity(markdown.len() + 64);
    let mut before = None;
    for character in markdown.chars() {
        let beside = match before {
            Some('*') => is_punctuation(character),
            Some(before) => character == '*' && is_punctuation(before),
            None => false,
        };
        if beside {
            prepared.push(JOINER);
        }
        prepared.push(character);
        before = Some(character);
    }
    prepared
}

/// Japanese punctuation and brackets, in full width.
fn is_punctuation(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '・'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

fn strip(text: &str) -> String {
    text.chars().filter(|character| *character != JOINER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_stands_beside_japanese_punctuation() {
        let cases = [
            ("これは**「重要なこと」**です", "<p>これは<strong>「重要なこと」</strong>です</p>\n"),
            ("**「甲」**と**（乙）**", "<p><strong>「甲」</strong>と<strong>（乙）</strong></p>\n"),
            ("一行目\n二行目", "<p>一行目<br />\n二行目</p>\n"),
            ("# 見出し", "<p>見出し</p>\n"),
        ];
        for (markdown, html) in cases {
            assert_eq!(to_html(markdown), html);
        }
        assert!(to_html("|項目|\n|-|\n|甲|").contains("<th scope=\"col\">項目</th>"));
    }

    #[test]
    fn raw_html_is_text_and_only_links_of_the_web_are_links() {
        let hostile =
            "<script>alert(1)</script>\n\n本文<PMH>と[押す](javascript:alert(1))と![絵](https://a.example/b.png)\n";
        let html = to_html(hostile);
        assert!(
            !html.contains("<script")
                && !html.contains("<PMH")
                && !html.contains("javascript")
                && !html.contains("<img")
        );
        assert!(html.contains("&lt;PMH&gt;") && html.contains("押す") && html.contains('絵'));
        assert!(to_html("[市](https://www.example.jp/)").contains("<a href=\"https://www.example.jp/\">市</a>"));
        let again = to_html(&sanitized(hostile));
        assert!(!again.contains("<script") && !again.contains("<a ") && !again.contains("<img"), "{again}");
    }
}
