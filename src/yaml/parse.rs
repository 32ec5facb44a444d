//! One pass over the events: the tree, every duplicate key, every limit.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan, options};

use super::{YamlEntry, YamlNode, YamlStyle, YamlValue, guard, slips, swallowed};
use crate::finding::{Finding, Severity, reader};
use crate::text::{Source, Span, limits};

/// What reading a text gave. Where `root` is missing, the findings say why.
#[derive(Debug)]
pub struct Parsed {
    pub root: Option<YamlNode>,
    pub findings: Vec<Finding>,
    /// How many nodes were built: the work that hostile input can cause.
    pub nodes: usize,
}

pub fn parse(source: &Arc<Source>) -> Parsed {
    let mut builder = TreeBuilder { source, stack: Vec::new(), root: None, findings: Vec::new(), nodes: 0 };
    if let Some(refusal) = guard::refuse(source) {
        builder.findings.push(refusal);
    } else if let Err(fatal) = builder.read() {
        builder.root = None;
        // What reads strangely may do so only because of what does not read at all.
        builder.findings.retain(|finding| finding.severity == Severity::Error);
        builder.findings.extend(fatal);
    }
    Parsed { root: builder.root, findings: builder.findings, nodes: builder.nodes }
}

/// A collection being read.
enum OpenCollection {
    List(Range<usize>, Vec<YamlNode>),
    Map { range: Range<usize>, entries: Vec<YamlEntry>, keys: BTreeSet<String>, key: Option<(String, Range<usize>)> },
}

struct TreeBuilder<'a> {
    source: &'a Arc<Source>,
    stack: Vec<OpenCollection>,
    root: Option<YamlNode>,
    findings: Vec<Finding>,
    nodes: usize,
}

/// Why there is no tree.
type Fatal = Vec<Finding>;

impl TreeBuilder<'_> {
    fn read(&mut self) -> Result<(), Fatal> {
        let source = Arc::clone(self.source);
        let options =
            options! { emit_comments: false, flow_nesting_limit: limits::DEPTH, block_nesting_limit: limits::DEPTH };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(source.text(), options) {
            let (event, span) = event.map_err(|error| slips::explain(&source, &error))?;
            let range = bytes(&span);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(self.fatal(&reader::SEVERAL_DOCUMENTS, range, "二つめの文書が始まっています"));
                    }
                }
                Event::Scalar(_, _, anchor, _)
                | Event::SequenceStart(_, anchor, _)
                | Event::MappingStart(_, anchor, _)
                    if anchor != 0 =>
                {
                    return Err(self.fatal(&reader::ALIAS, range, "アンカー（&）は使えません"));
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    return Err(self.fatal(&reader::ALIAS, range, "エイリアス（*）は使えません"));
                }
                Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, range)?,
                Event::SequenceStart(..) => self.stack.push(OpenCollection::List(range, Vec::new())),
                Event::MappingStart(..) => {
                    self.stack.push(OpenCollection::Map {
                        range,
                        entries: Vec::new(),
                        keys: BTreeSet::new(),
                        key: None,
                    });
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(&range)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, range: Range<usize>) -> Result<(), Fatal> {
        if text.len() > limits::SCALAR_BYTES {
            return Err(self.fatal(
                &reader::SCALAR_TOO_LONG,
                range.start..range.start + 1,
                "値が 256 KiB を超えています",
            ));
        }
        let style = match style {
            ScalarStyle::Plain => YamlStyle::Plain,
            ScalarStyle::Literal => YamlStyle::Literal,
            ScalarStyle::Folded => YamlStyle::Folded,
            _ => YamlStyle::Quoted,
        };
        let range = if matches!(style, YamlStyle::Literal | YamlStyle::Folded) { self.trimmed(range) } else { range };
        self.findings.extend(swallowed::look(self.source, &text, style, &range));
        self.push(YamlNode { value: YamlValue::Scalar(text, style), range })
    }

    /// The parser's span of a block scalar runs on to the next token; what was typed ends earlier.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let typed = self.source.text().get(range.clone()).unwrap_or_default();
        // A full-width space is text.
        range.start..range.start + typed.trim_end_matches([' ', '\t', '\r', '\n']).len()
    }

    fn close(&mut self, end: &Range<usize>) -> Result<(), Fatal> {
        let node = match self.stack.pop() {
            Some(OpenCollection::List(start, items)) => {
                let end = items.last().map_or(end.end, |last| last.range.end).max(self.flow_end(&start, end));
                YamlNode { value: YamlValue::List(items), range: start.start..end }
            }
            Some(OpenCollection::Map { range: start, entries, .. }) => {
                let end = entries.last().map_or(end.end, |last| last.node.range.end).max(self.flow_end(&start, end));
                YamlNode { value: YamlValue::Map(entries), range: start.start..end }
            }
            None => return Ok(()),
        };
        self.push(node)
    }

    /// A flow collection ends at its bracket; a block one at its last value.
    fn flow_end(&self, start: &Range<usize>, end: &Range<usize>) -> usize {
        let opening = self.source.text().as_bytes().get(start.start);
        if matches!(opening, Some(b'[' | b'{')) && start.end > start.start { end.end } else { 0 }
    }

    fn push(&mut self, node: YamlNode) -> Result<(), Fatal> {
        self.nodes += 1;
        if self.nodes > limits::NODES {
            return Err(self.fatal(&reader::TOO_MANY_NODES, node.range, "要素が 10 万個を超えています"));
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(OpenCollection::List(_, items)) => items.push(node),
            Some(OpenCollection::Map { entries, key, keys, .. }) => match key.take() {
                Some((name, key_range)) => entries.push(YamlEntry { key: name, key_range, node }),
                None => {
                    let YamlValue::Scalar(name, _) = node.value else {
                        return Err(self.fatal(&reader::YAML_SYNTAX, node.range, "キーは文字列で書きます"));
                    };
                    if !keys.insert(name.clone()) {
                        let first = entries.iter().find(|entry| entry.key == name).map(|entry| entry.key_range.clone());
                        let message = format!("「{name}」が同じ欄に二度書かれています");
                        let span = Span::new(self.source, node.range.clone());
                        let mut finding = Finding::new(&reader::DUPLICATE_KEY, message).at(span);
                        if let Some(first) = first {
                            finding = finding.related(Span::new(self.source, first), "一つめ");
                        }
                        self.findings.push(finding.help("どちらか一方を消してください"));
                    }
                    *key = Some((name, node.range));
                }
            },
        }
        Ok(())
    }

    fn fatal(&self, rule: &'static crate::finding::Rule, range: Range<usize>, message: &str) -> Fatal {
        vec![Finding::new(rule, message).at(Span::new(self.source, range))]
    }
}

fn bytes(span: &EventSpan) -> Range<usize> {
    let start = span.start.byte_offset().unwrap_or_default();
    start..span.end.byte_offset().unwrap_or(start).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let parsed = parse(&Source::new("a.yaml", text));
        parsed.findings.iter().map(|finding| finding.rule.code).collect()
    }

    fn root(text: &str) -> YamlNode {
        let parsed = parse(&Source::new("a.yaml", text));
        parsed.root.unwrap_or_else(|| panic!("{:?}", parsed.findings))
    }

    #[test]
    fn scalars_stay_what_the_author_typed() {
        let root = root("a: no\nb: on\nc: 12:30\nd: 044\ne: 1_000\nf: 2025-12-26\n");
        let values: Vec<_> = root.entries().iter().filter_map(|entry| entry.node.text()).collect();
        assert_eq!(values, ["no", "on", "12:30", "044", "1_000", "2025-12-26"]);
    }

    #[test]
    fn ranges_cover_what_was_typed() {
        let text = "名: |\n  一行\n\n  二行\n\n次: [あ, い]\n末: 'x'\n";
        let root = root(text);
        let typed = |key: &str| &text[root.get(key).unwrap().range.clone()];
        assert_eq!(typed("名"), "一行\n\n  二行");
        assert_eq!(typed("次"), "[あ, い]");
        assert_eq!(typed("末"), "'x'");
        assert_eq!(&text[root.entries()[0].key_range.clone()], "名");
    }

    #[test]
    fn every_slip_has_its_code() {
        for (text, code) in [
            ("a: 1\na: 2\n", "HY011"),
            ("a: &x 1\nb: *x\n", "HY012"),
            ("a: *x\n", "HY012"),
            ("a:\n\tb: 1\n", "HY016"),
            ("a: 1\n---\nb: 2\n", "HY017"),
            ("a: >\n  中間\n  サーバー\n", "HY018"),
            ("a: 1\n<<<<<<< HEAD\nb: 2\n", "HY004"),
            ("a: \u{0}\n", "HY003"),
            ("a: 'x\n", "HY010"),
            ("a: 注意: これ\n", "HY010"),
        ] {
            assert_eq!(codes(text), [code], "{text:?}");
        }
    }

    #[test]
    fn byte_order_mark_and_crlf_are_read() {
        let root = root("\u{feff}a: |\r\n  一\r\n  二\r\nb: x\r\n");
        assert_eq!(root.text_of("a"), Some("一\n二\n"));
        assert_eq!(root.text_of("b"), Some("x"));
        assert!(codes("\u{feff}a: 1\r\n").is_empty());
    }

    #[test]
    fn hints_name_the_usual_slips() {
        let help = |text: &str| parse(&Source::new("a.yaml", text)).findings[0].help.clone().unwrap_or_default();
        assert!(help("a: 注意: これ\n").contains("引用符"), "{}", help("a: 注意: これ\n"));
        assert!(help("x: 1\ntitle：あ\ny: 2\n").contains("半角"), "{}", help("x: 1\ntitle：あ\ny: 2\n"));
    }

    #[test]
    fn limits_are_counted_not_timed() {
        let deep = "[".repeat(20_000);
        assert_eq!(codes(&deep), ["HY013"]);
        let blocks: String = (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert_eq!(codes(&blocks), ["HY013"]);
        assert_eq!(codes(&format!("a: {}\n", "x".repeat(1 << 20))), ["HY015"]);
        let many = format!("a: [{}]\n", "x,".repeat(limits::NODES + 10));
        let parsed = parse(&Source::new("a.yaml", many));
        assert_eq!(parsed.findings[0].rule.code, "HY014");
        assert!(parsed.nodes <= limits::NODES + 1);
    }
}
