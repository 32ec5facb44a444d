//! Reads a printed item from its front: each step takes the number, the label or both of a node below the one taken before.
//! What fits nothing is compared with the labels that could stand there, and told as a slip.

use super::{PathSlip, PathStep, Paths, PrintedPlace, Resolution, key, leading_digits};
use crate::form::{Kind, NodeId, Part, PathStyle, Role};
use crate::labels::near::{MEANT, NEARLY_SAME};
use crate::text::numeral::is_circled;

/// So many characters of a label tell that it begins here.
const TELLING: usize = 4;
/// No label has more characters.
const LABEL: usize = 100;
/// So many spaces are tried as the end of a label.
const WORDS: usize = 8;
const ANNEX: &str = "別添";
const RISK: &str = "リスク";

pub(super) struct PathWalk<'a> {
    paths: &'a Paths<'a>,
    typed: &'a str,
    offsets: &'a [usize],
    rest: &'a str,
    at: Option<NodeId>,
    /// The label of the node has been read.
    labelled: bool,
    place: PrintedPlace,
    slips: Vec<PathSlip>,
}

impl<'a> PathWalk<'a> {
    pub(super) fn new(paths: &'a Paths<'a>, typed: &'a str, folded: &'a str, offsets: &'a [usize]) -> Self {
        let rest = folded.strip_prefix("続き").unwrap_or(folded);
        Self {
            paths,
            typed,
            offsets,
            rest,
            at: None,
            labelled: true,
            place: PrintedPlace::default(),
            slips: Vec::new(),
        }
    }

    pub(super) fn resolution(mut self) -> Resolution {
        self.start();
        while let Some(at) = self.at.filter(|_| !self.rest.is_empty()) {
            self.step(at);
        }
        let Some(at) = self.at else { return Resolution::Unknown };
        let place = PrintedPlace { node: self.paths.innermost(at), ..self.place };
        if self.slips.is_empty() { Resolution::Exact(place) } else { Resolution::Near(place, self.slips) }
    }

    /// Reads the part (a roman number with or without its title, an annex, the cover) and the first node in it.
    fn start(&mut self) {
        if self.rest.starts_with(ANNEX) {
            return self.annex();
        }
        let roman: String =
            self.rest.chars().map(|c| c.to_ascii_uppercase()).take_while(|c| "IVX".contains(*c)).collect();
        let parts = &self.paths.form.parts;
        if roman.is_empty() {
            let Some(cover) = parts.iter().find(|part| part.number.is_none()) else { return };
            self.rest = self.rest.strip_prefix(key(&cover.title).as_str()).unwrap_or(self.rest);
            if let Some(step) = self.paths.best(&cover.nodes, self.rest).filter(|step| step.labelled) {
                self.follow(step, &cover.nodes);
            }
            return;
        }
        let numbered = |part: &&Part| part.number.as_deref().is_some_and(|number| key(number) == roman);
        let Some(part) = parts.iter().find(numbered) else { return };
        self.rest = &self.rest[roman.len()..];
        let nodes = self.paths.with_below(&part.nodes);
        self.title(part, &nodes);
        if let ([only], true) = (part.nodes.as_slice(), self.rest.is_empty()) {
            // A chapter that is one item.
            self.at = Some(*only);
            return;
        }
        if self.rest.starts_with(ANNEX) {
            return self.annex();
        }
        if let Some(step) = self.paths.best(&nodes, self.rest) {
            self.follow(step, &nodes);
        } else if leading_digits(self.rest).is_empty() {
            let text = self.segment(&nodes);
            if let Some((id, likeness)) = self.alike(text, &nodes) {
                self.guess(text, id, likeness);
            }
        }
    }

    /// Reads the title of the part, or some of it, or the name of a file.
    fn title(&mut self, part: &Part, nodes: &[NodeId]) {
        let title = key(&part.title);
        self.rest = self.rest.strip_prefix(title.as_str()).unwrap_or(self.rest);
        let end = self.rest.find(|c: char| c.is_ascii_digit() || is_circled(c)).unwrap_or(0);
        let text = &self.rest[..end];
        let start: String = text.chars().take(TELLING).collect();
        let in_title = !start.is_empty() && title.contains(&start);
        if text.ends_with(ANNEX) || (!in_title && self.paths.best(nodes, self.rest).is_some()) {
            return;
        }
        if !in_title && part.each.is_some() && !text.is_empty() {
            self.place.file = Some(text.to_owned());
        }
        self.rest = &self.rest[end..];
    }

    /// 別添1, 別添2-2; what follows names a figure or a table in it.
    fn annex(&mut self) {
        let form = self.paths.form;
        let rest = &self.rest[ANNEX.len()..];
        let digits = leading_digits(rest);
        let number = format!("{ANNEX}{digits}");
        let is_meant =
            |part: &&Part| part.columns.is_none() && part.number.as_deref().is_some_and(|own| key(own) == number);
        let found = form.parts.iter().find(is_meant).and_then(|part| Some((part, *part.nodes.first()?)));
        self.rest = "";
        let Some((part, first)) = found else {
            self.at = None;
            return;
        };
        if let Some(at) = self.at {
            let above = form.path(at, &[], None, PathStyle::Plain);
            self.slip(format!("「{number}」は「{above}」の下にはありません"), true);
        }
        let after = &rest[digits.len()..];
        let sub = after.strip_prefix('-').map(leading_digits).filter(|sub| !sub.is_empty());
        if form.node(first).kind == Some(Kind::Records) {
            self.place.file = sub.map(ToOwned::to_owned);
        }
        let names_it = |id: &&NodeId| {
            let label = &self.paths.names[id.index()].label;
            !label.is_empty() && after.ends_with(label.as_str())
        };
        self.at = Some(part.nodes.iter().find(names_it).copied().unwrap_or(first));
        self.place.block = None;
    }

    fn step(&mut self, at: NodeId) {
        if self.rest.starts_with(ANNEX) {
            return self.annex();
        }
        let below = self.paths.below(at);
        let own = if self.labelled { None } else { self.paths.names[at.index()].label_at(self.rest) };
        match (own, self.paths.best(&below, self.rest)) {
            (Some(own), step) if step.as_ref().is_none_or(|step| step.length <= own) => {
                self.rest = &self.rest[own..];
                self.labelled = true;
            }
            (_, Some(step)) => self.follow(step, &below),
            (_, None) => self.misfit(at, &below),
        }
    }

    /// Goes to the node of a step; where the label after its number is that of another node, there.
    fn follow(&mut self, step: PathStep, nodes: &[NodeId]) {
        let mut step = step;
        let after = &self.rest[step.length..];
        if !step.labelled && !after.is_empty() && !self.paths.continues(&step, self.rest) {
            let label = |other: &PathStep| after[..other.length].chars().count() >= TELLING;
            // A mistyped label may begin with the whole label of another node.
            let own = self.paths.names[step.node.index()].common_start(after);
            let other = self.paths.best(nodes, after).filter(|other| other.labelled && label(other));
            let other = other.filter(|other| other.length >= own);
            if let Some(other) = other.filter(|other| other.node != step.node) {
                let (typed, right) = (&self.rest[..step.length], &self.paths.names[other.node.index()].number);
                if !right.is_empty() {
                    self.slip(format!("番号は「{typed}」ではなく「{right}」です"), true);
                }
                step = PathStep { length: step.length + other.length, ..other };
            }
        }
        // The label after a number may be the beginning of a longer one below; the next step sees.
        let number = self.paths.names[step.node.index()].number_at(self.rest).filter(|_| step.labelled);
        self.rest = &self.rest[number.unwrap_or(step.length)..];
        self.at = Some(step.node);
        self.labelled = step.labelled && number.is_none();
        self.place.block = step.block.or(self.place.block);
    }

    /// Nothing below the node begins here.
    fn misfit(&mut self, at: NodeId, below: &[NodeId]) {
        if self.risk(below) || self.number(below) {
            return;
        }
        let text = self.segment(below);
        let mut nodes = below.to_vec();
        nodes.extend(Some(at).filter(|_| !self.labelled));
        let guesses = self.words(text).into_iter().filter_map(|text| Some((text, self.alike(text, &nodes)?)));
        match guesses.max_by(|left, right| left.1.1.total_cmp(&right.1.1)) {
            Some((text, (id, likeness))) => self.guess(text, id, likeness),
            None if self.climb(at) || self.file_name(at) => {}
            None => {
                let typed = self.quote(text.len());
                self.slip(format!("そこに「{typed}」という項目はありません"), true);
                self.rest = &self.rest[text.len()..];
            }
        }
    }

    /// A risk with a number that the section does not have.
    fn risk(&mut self, below: &[NodeId]) -> bool {
        let Some(rest) = self.rest.strip_prefix(RISK) else { return false };
        let circle = rest.chars().next().filter(|c| is_circled(*c)).map_or(0, char::len_utf8);
        let digits = leading_digits(&rest[circle..]);
        let length = circle + digits.len();
        if length == 0 || (digits.is_empty() && !rest[length..].starts_with(RISK)) {
            return false;
        }
        let typed = &rest[..length];
        let number = format!("{RISK}{digits}");
        let right = below.iter().find(|id| circle > 0 && self.paths.names[id.index()].number == number);
        match right {
            Some(risk) => {
                self.slip(format!("リスクの番号は「{typed}」ではなく「{digits}」です"), true);
                self.at = Some(*risk);
                self.labelled = false;
            }
            None => self.slip(format!("そこに「{RISK}{typed}」はありません"), true),
        }
        self.rest = &rest[length..];
        true
    }

    /// A circled number that nothing there has, before a label that stands there.
    fn number(&mut self, below: &[NodeId]) -> bool {
        let Some(number) = self.rest.chars().next().filter(|c| is_circled(*c)) else { return false };
        let after = &self.rest[number.len_utf8()..];
        let Some(step) = self.paths.best(below, after).filter(|step| step.labelled) else { return false };
        let right = &self.paths.names[step.node.index()].number;
        let right = if right.is_empty() {
            "番号はありません".to_owned()
        } else {
            format!("番号は「{right}」です")
        };
        self.slip(format!("「{number}」ではなく、{right}"), true);
        self.rest = after;
        self.follow(step, below);
        true
    }

    /// The node that is meant stands beside or above the one taken before.
    fn climb(&mut self, at: NodeId) -> bool {
        let form = self.paths.form;
        let part = &form.parts[form.node(at).part];
        let numbered = part.number.is_some();
        let above: Vec<NodeId> = form.ancestors(at).iter().rev().map(|node| node.id).collect();
        let mut nodes: Vec<NodeId> = above.iter().flat_map(|id| self.paths.with_below(&[*id])).collect();
        nodes.extend(part.nodes.iter().filter(|id| !numbered || form.node(**id).role == Role::Section));
        let step = self.paths.best(&nodes, self.rest);
        let Some(step) = step.filter(|step| step.labelled && step.node != at) else { return false };
        let next_section = part.each.is_some() && form.node(step.node).role == Role::Section;
        if numbered && !next_section {
            let (typed, label) = (self.quote(step.length), &form.node(at).label);
            let beside = form.node(at).parent == form.node(step.node).parent;
            self.slip(format!("「{typed}」は「{label}」の下にはありません"), !beside);
        }
        self.follow(step, &nodes);
        true
    }

    /// 「1. … ○○ファイル 2. …」: a section with the name of the file, then another section.
    fn file_name(&mut self, at: NodeId) -> bool {
        let form = self.paths.form;
        let part = &form.parts[form.node(at).part];
        if form.node(at).role != Role::Section || !form.node(at).children.is_empty() {
            return false;
        }
        let Some(next) = self.rest.find(|c: char| c.is_ascii_digit()) else { return false };
        let Some(step) = self.paths.best(&part.nodes, &self.rest[next..]) else { return false };
        self.place.file = Some(self.rest[..next].to_owned());
        self.rest = &self.rest[next..];
        self.follow(step, &part.nodes);
        true
    }

    /// The text up to where something begins that can be told.
    fn segment(&self, nodes: &[NodeId]) -> &'a str {
        let begins = |at: usize, c: char| {
            let telling = |step: &PathStep| step.labelled && self.rest[at..at + step.length].chars().count() >= TELLING;
            is_circled(c) || self.paths.best(nodes, &self.rest[at..]).is_some_and(|step| telling(&step))
        };
        let end = self.rest.char_indices().skip(1).find(|(at, c)| begins(*at, *c));
        &self.rest[..end.map_or(self.rest.len(), |(at, _)| at)]
    }

    /// The beginnings of a text up to each space that was typed in it, and the whole.
    fn words(&self, text: &'a str) -> Vec<&'a str> {
        let start = self.offsets.len() - 1 - self.rest.len();
        let spaced = |at: &usize| {
            let typed = self.typed.get(self.offsets[start + at - 1]..self.offsets[start + at]);
            typed.is_some_and(|typed| typed.contains(char::is_whitespace))
        };
        let ends = text.char_indices().map(|(at, _)| at).skip(1).filter(spaced);
        ends.take(WORDS).chain([text.len()]).map(|end| &text[..end]).collect()
    }

    fn alike(&self, text: &str, nodes: &[NodeId]) -> Option<(NodeId, f64)> {
        if text.chars().count() > LABEL || !self.paths.may_guess() {
            return None;
        }
        let labelled = nodes.iter().filter(|id| !self.paths.names[id.index()].label.is_empty());
        let likeness = labelled.map(|id| (*id, self.paths.names[id.index()].likeness(text)));
        likeness.filter(|(_, likeness)| *likeness >= MEANT).max_by(|left, right| left.1.total_cmp(&right.1))
    }

    fn guess(&mut self, text: &str, id: NodeId, likeness: f64) {
        if likeness < 1.0 {
            let (typed, label) = (self.quote(text.len()), &self.paths.form.node(id).label);
            self.slip(format!("「{typed}」は、様式では「{label}」です"), likeness < NEARLY_SAME);
        }
        self.rest = &self.rest[text.len()..];
        self.at = Some(id);
        self.labelled = true;
    }

    /// The next `length` bytes as they were typed.
    fn quote(&self, length: usize) -> &'a str {
        let start = self.offsets.len() - 1 - self.rest.len();
        let end = self.offsets.get(start + length).copied().unwrap_or(self.typed.len());
        self.typed.get(self.offsets[start]..end).unwrap_or_default().trim()
    }

    fn slip(&mut self, text: String, grave: bool) {
        self.slips.push(PathSlip { text, grave });
    }
}
