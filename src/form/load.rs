//! Reads a form definition, with those that it builds on; everything wrong with it is told at its place.

use std::sync::Arc;

use super::definition::Definition;
use super::model::Form;
use super::node_id::Stamp;
use super::read::FormReader;
use super::{overlay, verify};
use crate::finding::{Finding, reader};
use crate::text::{Source, Span, limits};
use crate::yaml::{self, YamlNode};

/// Finds the text of a base form by its identifier, for the definition that names it.
pub type FindBase<'a> = &'a dyn Fn(&str, &Arc<Source>) -> Option<Arc<Source>>;

pub fn load(source: &Arc<Source>, base: FindBase<'_>) -> Result<Form, Vec<Finding>> {
    let layers = layers(source, base)?;
    let mut reader = FormReader::new(source);
    let stamp = Stamp::of(layers.iter().map(|layer| layer.source.text()));
    let mut definition = Definition::default();
    for (at, layer) in layers.iter().rev().enumerate() {
        reader.source = Arc::clone(&layer.source);
        if at == 0 {
            reader.whole(&mut definition, &layer.root);
        } else {
            overlay::apply(&mut reader, &mut definition, &layer.root);
        }
    }
    let form = verify::whole(definition, stamp, &mut reader, &Span::new(source, 0..source.line(1).len()));
    let findings = reader.findings;
    if findings.is_empty() {
        return Ok(form);
    }
    let (own, of_base): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| finding.span.as_ref().is_none_or(|span| is(&span.source, source)));
    match layers.get(1).filter(|_| own.is_empty()) {
        None => Err(own),
        // What is wrong with a base is told there; here it is enough that it is.
        Some(below) if load(&below.source, base).is_err() => Err(vec![layers[0].broken_base(&of_base)]),
        Some(_) => Err(vec![layers[0].upset(&of_base)]),
    }
}

fn is(one: &Arc<Source>, other: &Arc<Source>) -> bool {
    one.path() == other.path() && one.text() == other.text()
}

/// One file of a form: an overlay, or the whole form that all of them stand on.
struct FormLayer {
    source: Arc<Source>,
    root: YamlNode,
}

impl FormLayer {
    fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        let parsed = yaml::parse(source);
        match parsed.root {
            Some(root) if parsed.findings.is_empty() => match yaml::reveal(source, &root) {
                (None, _) => Ok(Self { source: Arc::clone(source), root }),
                (Some(_), hidden) => Err(hidden),
            },
            None if parsed.findings.is_empty() => {
                let message = "様式のファイルに何も書かれていません";
                let help = "form・style・edition・name と parts を書くか、base に元の様式を書いてください";
                Err(vec![Finding::new(&reader::BAD_FORM, message).at(Span::new(source, 0..0)).help(help)])
            }
            _ => Err(parsed.findings),
        }
    }

    fn base(&self) -> Option<&YamlNode> {
        self.root.get("base")
    }

    fn refuse(&self, message: String) -> Finding {
        let span = self.base().map_or_else(|| Span::new(&self.source, 0..0), |base| base.span(&self.source));
        Finding::new(&reader::BAD_FORM, message).at(span)
    }

    fn broken_base(&self, problems: &[Finding]) -> Finding {
        let name = self.base().and_then(YamlNode::text).unwrap_or_default();
        let finding = self.refuse(format!("元になる様式「{name}」を読めません"));
        finding.help(format!("元になる様式の誤りを先に直してください（{}）", first(problems)))
    }

    /// The changes of this overlay leave something in its base without what it needs.
    fn upset(&self, problems: &[Finding]) -> Finding {
        let finding = self.refuse("この様式の変更で、元の様式の項目が成り立たなくなっています".into());
        finding
            .help(format!("取り除いた項目や言葉を使う項目も、items か remove で改めてください（{}）", first(problems)))
    }
}

fn first(problems: &[Finding]) -> &str {
    problems.first().map_or("", |problem| &problem.message)
}

/// The definition and those below it, down to the whole form that they stand on.
fn layers(source: &Arc<Source>, base: FindBase<'_>) -> Result<Vec<FormLayer>, Vec<Finding>> {
    let mut layers = vec![FormLayer::read(source)?];
    let mut names = Vec::new();
    loop {
        let (top, last) = (&layers[0], &layers[layers.len() - 1]);
        let Some(named) = last.base() else { return Ok(layers) };
        let name = named.text().unwrap_or_default();
        names.push(name.to_owned());
        let Some(found) = base(name, &last.source) else {
            let missing = last.refuse(format!("元になる様式「{name}」がありません"));
            let help = "base には、組み込みの様式か、ワークスペースの forms/ にある様式の名前を書いてください";
            return Err(vec![if layers.len() == 1 { missing.help(help) } else { top.broken_base(&[missing]) }]);
        };
        if layers.iter().any(|layer| is(&layer.source, &found)) {
            let message = format!("元になる様式が一巡しています（{}）", names.join(" → "));
            let help = "base をたどると、すべての項目を書いた様式（base の無いもの）に行き着くようにしてください";
            return Err(vec![top.refuse(message).help(help)]);
        }
        if layers.len() > limits::FORM_OVERLAYS {
            let message = format!("元になる様式が {} 段を超えて重なっています", limits::FORM_OVERLAYS);
            return Err(vec![top.refuse(message).help("重なりを減らし、もっと元に近い様式を base にしてください")]);
        }
        match FormLayer::read(&found) {
            Ok(layer) => layers.push(layer),
            Err(findings) => return Err(vec![top.broken_base(&findings)]),
        }
    }
}
