//! What can be said of an SVG before it is unfolded: how large it will be, what it asks for from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use usvg::roxmltree::{Document, Node};

use super::super::PictureFault;
use crate::text::limits;
use crate::typeface::Coverage;

const XLINK: &str = "http://www.w3.org/1999/xlink";
/// Bytes of a path's description that count as one element.
const PATH_BYTES: usize = 16;
/// An arc is drawn in more pieces than other curves.
const PIECES_OF_ARC: u64 = 4;
/// Lines of up to this width are drawn in few pieces.
const USUAL_LINE: f64 = 16.0;

struct Survey<'a> {
    named: BTreeMap<&'a str, Node<'a, 'a>>,
    /// How much more a path weighs for the width of the widest line.
    bends: u64,
    /// What each element unfolds to. One that is being weighed weighs nothing within itself.
    weights: BTreeMap<usize, u64>,
}

/// What will not be drawn as written; refuses what unfolds too far. The curves of wide lines are drawn in more pieces.
#[allow(clippy::cast_sign_loss, reason = "widths are not negative")]
pub(super) fn survey<'a>(document: &'a Document<'a>, widest_line: f64) -> Result<BTreeSet<String>, PictureFault> {
    let elements = || document.descendants().filter(Node::is_element);
    let named = elements().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let bends = (widest_line / USUAL_LINE).sqrt().sqrt().max(1.0) as u64;
    let mut survey = Survey { named, bends, weights: BTreeMap::new() };
    let mut weight = survey.weigh(document.root_element(), 0)?;
    // A style sheet may paint everything with what it names.
    let sheets = elements().filter(|node| node.has_tag_name("style") || node.tag_name().name() == "style");
    let count = elements().count() as u64;
    for sheet in sheets.filter_map(|node| node.text()) {
        for target in survey.painted_with(sheet) {
            weight = weight.saturating_add(survey.weigh(target, 0)?.saturating_mul(count));
        }
    }
    if weight > limits::SVG_ELEMENTS {
        return Err(PictureFault::TooLarge(format!(
            "SVG の要素が、繰り返しを含めて {} 個を超えます",
            limits::SVG_ELEMENTS
        )));
    }
    let mut changed = BTreeSet::new();
    for node in elements() {
        tell(node, &mut changed);
    }
    Ok(changed)
}

impl<'a> Survey<'a> {
    fn weigh(&mut self, node: Node<'a, 'a>, depth: u32) -> Result<u64, PictureFault> {
        if let Some(weight) = self.weights.get(&node.id().get_usize()) {
            return Ok(*weight);
        }
        if depth > limits::SVG_DEPTH {
            return Err(PictureFault::TooLarge(format!("SVG の入れ子が {} 段を超えます", limits::SVG_DEPTH)));
        }
        self.weights.insert(node.id().get_usize(), 0);
        let text: usize =
            node.children().filter_map(|child| child.text().filter(|_| child.is_text())).map(str::len).sum();
        let path = node.attribute("d").or(node.attribute("points")).map_or(0, str::len) / PATH_BYTES;
        let arcs = if node.attribute("d").is_some_and(|d| d.contains(['a', 'A'])) { PIECES_OF_ARC } else { 1 };
        let mut weight = 1 + text as u64 + path as u64 * self.bends * arcs;
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.weigh(child, depth + 1)?);
        }
        let used = href(node).and_then(|name| name.strip_prefix('#')).and_then(|name| self.named.get(name).copied());
        for target in used.into_iter().filter(|_| node.tag_name().name() == "use") {
            weight = weight.saturating_add(self.weigh(target, depth + 1)?);
        }
        for attribute in node.attributes() {
            let times = if attribute.name().starts_with("marker") { path as u64 * 4 + 2 } else { 1 };
            for target in self.painted_with(attribute.value()) {
                weight = weight.saturating_add(self.weigh(target, depth + 1)?.saturating_mul(times));
            }
        }
        self.weights.insert(node.id().get_usize(), weight);
        Ok(weight)
    }

    /// The elements behind `url(#…)`, but for gradients, which are small.
    fn painted_with(&self, value: &str) -> Vec<Node<'a, 'a>> {
        let names = value.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        let names = names.map(|name| name.trim_matches(|c: char| c.is_whitespace() || "\"'#".contains(c)));
        let targets = names.filter_map(|name| self.named.get(name).copied());
        targets.filter(|node| !node.tag_name().name().ends_with("Gradient")).collect()
    }
}

fn href<'a>(node: Node<'a, 'a>) -> Option<&'a str> {
    node.attribute("href").or_else(|| node.attribute((XLINK, "href")))
}

fn tell<'a>(node: Node<'a, 'a>, changed: &mut BTreeSet<String>) {
    match node.tag_name().name() {
        name @ ("image" | "use" | "feImage") => {
            let inside = |address: &str| address.starts_with('#') || address.starts_with("data:");
            if let Some(address) = href(node).filter(|address| !inside(address.trim_start())) {
                let shown: String = address.chars().take(60).collect();
                changed.insert(format!("外のファイル「{shown}」は読まないので、描きません（<{name}>）"));
            }
        }
        // The program that drew it wrote a plain text beside it, where it stands in a switch.
        "foreignObject" if !node.ancestors().any(|outer| outer.tag_name().name() == "switch") => {
            changed.insert("HTML の部分（foreignObject）は描きません".into());
        }
        "animate" | "animateTransform" | "animateMotion" | "set" => {
            changed.insert("動き（アニメーション）は描きません".into());
        }
        "text" => {
            let text: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
            let visible: String = text.chars().filter(|c| !c.is_control()).collect();
            for (_, c) in Coverage::built_in().missing(&visible) {
                changed.insert(format!("文字「{c}」（U+{:04X}）は書体に無いので、描きません", u32::from(c)));
            }
        }
        _ => {}
    }
}
