//! Templates of a workspace's own, whose work and output have an end: they are a smaller language than the engine's, in which
//! values do not grow, and they count what they run through.

use std::cell::Cell;
use std::io::{self, Write};

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::TemplateFault;
use crate::text::limits;

/// What a template of one's own may say; none of it keeps a value.
const TAGS: [&str; 11] =
    ["if", "elif", "else", "endif", "for", "endfor", "include", "raw", "endraw", "break", "continue"];

/// What coming by costs, however little stands in the loop.
const TURN_BYTES: usize = 200;

thread_local! {
    /// What the page that this thread makes has run through.
    static WORK: Cell<u64> = const { Cell::new(0) };
}

/// From here on the thread makes another page.
pub(super) fn begin() {
    WORK.set(0);
}

/// Whether the last page of this thread was stopped.
pub(super) fn was_stopped() -> bool {
    WORK.get() > limits::TEMPLATE_WORK
}

/// Counts, and puts bounded filters in the place of those that make values grow.
pub(super) fn bound(tera: &mut Tera) {
    tera.register_function("spend", |arguments: Kwargs, _: &State| -> TeraResult<String> {
        spend(arguments.must_get::<u64>("bytes")?).map(|()| String::new())
    });
    tera.register_filter("replace", |text: StringInput, arguments: Kwargs, state: &State| -> TeraResult<Value> {
        let (from, to) = (arguments.must_get::<&str>("from")?, arguments.must_get::<StringInput>("to")?);
        let safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
        let (text, to) = if safe {
            (text.rendered(state)?, to.rendered(state)?)
        } else {
            (text.as_str().into(), to.as_str().into())
        };
        let growth = text.matches(from).count().saturating_mul(to.len());
        held(text.len().saturating_add(growth))?;
        let replaced = text.replace(from, &to);
        Ok(if safe { Value::safe_string(&replaced) } else { Value::from(replaced) })
    });
    for filter in ["indent", "join"] {
        tera.register_filter(filter, move |_: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message(format!("雛形では {filter} を使えません")))
        });
    }
}

fn spend(bytes: u64) -> TeraResult<()> {
    WORK.set(WORK.get().saturating_add(bytes));
    if was_stopped() { Err(Error::message("雛形の処理が多すぎます")) } else { Ok(()) }
}

/// A value of this size is about to be made.
fn held(bytes: usize) -> TeraResult<()> {
    if bytes > limits::TEMPLATE_VALUE_BYTES {
        return Err(Error::message("雛形の作る文が長すぎます"));
    }
    spend(bytes as u64)
}

/// The template, counting what it runs through; or the line of what it may not say.
pub(super) fn counted(text: &str) -> Result<String, (usize, TemplateFault)> {
    let mut counted = format!("{{{{ spend(bytes={}) }}}}", text.len());
    let mut loops: Vec<(usize, bool)> = Vec::new();
    let mut inserts: Vec<(usize, String)> = Vec::new();
    let mut rest = 0;
    while let Some(tag) = Tag::next(text, rest) {
        rest = tag.end;
        let refused = |fault| Err((text[..tag.start].matches('\n').count() + 1, fault));
        if tag.joins {
            return refused(TemplateFault::Joins);
        }
        match tag.word {
            _ if tag.is_value && tag.inside.trim_start_matches('-').trim_start().starts_with('<') => {
                return refused(TemplateFault::Component);
            }
            _ if tag.is_value => {}
            "for" => loops.push((tag.end, tag.inside.ends_with('-'))),
            "endfor" => {
                if let Some((at, trims)) = loops.pop() {
                    let mark = if trims { "-" } else { "" };
                    inserts.push((at, format!("{{{{ spend(bytes={}) {mark}}}}}", tag.end - at + TURN_BYTES)));
                }
            }
            "raw" => rest = end_of_raw(text, rest),
            word if TAGS.contains(&word) => {}
            word => return refused(TemplateFault::Tag(word.to_owned())),
        }
    }
    inserts.sort();
    let mut done = 0;
    for (at, insert) in inserts {
        counted.push_str(&text[done..at]);
        counted.push_str(&insert);
        done = at;
    }
    counted.push_str(&text[done..]);
    Ok(counted)
}

/// `{% … %}` or `{{ … }}`.
struct Tag<'a> {
    start: usize,
    end: usize,
    inside: &'a str,
    word: &'a str,
    is_value: bool,
    /// A `~` stands in it, outside of strings.
    joins: bool,
}

impl<'a> Tag<'a> {
    fn next(text: &'a str, from: usize) -> Option<Self> {
        let mut from = from;
        loop {
            let start = from + text[from..].find('{')?;
            let (is_value, close) = match text.as_bytes().get(start + 1) {
                Some(b'{') => (true, "}}"),
                Some(b'%') => (false, "%}"),
                Some(b'#') => {
                    from = text[start..].find("#}").map(|end| start + end + 2)?;
                    continue;
                }
                _ => {
                    from = start + 1;
                    continue;
                }
            };
            let body = start + 2;
            let (length, joins) = length_of_tag(&text[body..], close)?;
            let inside = &text[body..body + length];
            let word = inside.trim_start_matches('-').trim_start();
            let word = &word[..word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len())];
            return Some(Self { start, end: body + length + close.len(), inside, word, is_value, joins });
        }
    }
}

/// Up to `close`, over strings; and whether a `~` stands outside of them.
fn length_of_tag(text: &str, close: &str) -> Option<(usize, bool)> {
    let (mut quote, mut joins) = (None, false);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if text[at..].starts_with(close) => return Some((at, joins)),
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None => joins |= c == '~',
        }
    }
    None
}

fn end_of_raw(text: &str, from: usize) -> usize {
    let mut rest = from;
    while let Some(open) = text[rest..].find("{%") {
        let start = rest + open;
        let word = text[start + 2..].trim_start_matches('-').trim_start();
        if word.starts_with("endraw") {
            return start;
        }
        rest = start + 2;
    }
    text.len()
}

/// A page that grows no larger than it may; one that would is stopped.
#[derive(Default)]
pub(super) struct BoundedPage {
    bytes: Vec<u8>,
}

impl BoundedPage {
    pub(super) fn text(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

impl Write for BoundedPage {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > limits::PAGE_BYTES {
            WORK.set(u64::MAX);
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_count_what_they_run_through() {
        let text = "{% for a in b -%} {{ a }}{%- for c in a %}x{% endfor %}{% endfor %}";
        let counted = counted(text).unwrap_or_default();
        assert!(
            counted.starts_with(&format!("{{{{ spend(bytes={}) }}}}{{% for a in b -%}}{{{{ spend(", text.len())),
            "{counted}"
        );
        assert!(
            counted.contains("-}} {{ a }}{%- for c in a %}{{ spend(bytes=213) }}x{% endfor %}{% endfor %}"),
            "{counted}"
        );
    }

    #[test]
    fn what_keeps_or_joins_values_is_refused_with_its_line() {
        for text in [
            "{% set a = 1 %}",
            "{%- set_global a = 1 %}",
            "{{ a ~ b }}",
            "{% if a ~ b %}{% endif %}",
            "{% filter upper %}{% endfilter %}",
            "{{ <card a=1 /> }}",
            "{%component c()%}{%endcomponent%}",
            "{% extends \"a.html\" %}",
        ] {
            assert_eq!(counted(text).err().map(|(line, _)| line), Some(1), "{text}");
        }
        assert_eq!(counted("a\nb\n{{ a ~ b }}").err().map(|(line, _)| line), Some(3));
        for text in [
            "{{ \"~\" }}",
            "{# {% set a = 1 %} #}",
            "{% raw %}{% set a = 1 %}{% endraw %}",
            "{ ~ {% if a %}{% endif %}",
        ] {
            assert!(counted(text).is_ok(), "{text}");
        }
    }
}
