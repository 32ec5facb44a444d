//! 審査の観点: points to look at as data, each with the items that answer it.

use std::sync::Arc;

use crate::assessment::{Assessment, Cell};
use crate::finding::{Finding, reader};
use crate::form::Key;
use crate::text::{Source, Span, limits};
use crate::yaml::{self, YamlNode};

const OURS: &str = include_str!("../../templates/checklist.yaml");

/// Points in the order in which they are looked at.
#[derive(Clone, Debug, Default)]
pub struct Checklist {
    /// What the list as a whole rests on.
    pub basis: String,
    points: Vec<PointToCheck>,
}

#[derive(Clone, Debug)]
struct PointToCheck {
    group: String,
    /// The question.
    asked: String,
    basis: String,
    /// The keys of the items that answer it, or of what they stand in.
    items: Vec<Key>,
}

/// A point held to one assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedPoint {
    pub group: String,
    pub point: String,
    pub basis: String,
    /// The official paths of the items that answer it.
    pub answered: Vec<String>,
    /// Those that are to be answered and are not.
    pub gaps: Vec<String>,
}

impl Checklist {
    /// The start that comes with the program.
    pub fn ours() -> Self {
        Self::read(&Source::new("templates/checklist.yaml", OURS)).0
    }

    /// What a workspace says in its stead, and what is wrong with it.
    pub fn read(source: &Arc<Source>) -> (Self, Vec<Finding>) {
        let parsed = yaml::parse(source);
        let mut findings = parsed.findings;
        let Some(root) = parsed.root else { return (Self::default(), findings) };
        let listed = root.get("points").map(YamlNode::items).unwrap_or_default();
        let mut points = Vec::new();
        for node in listed.iter().take(limits::PROCEDURE_RECORDS) {
            let text = |key: &str| node.text_of(key).unwrap_or_default().trim().to_owned();
            if text("point").is_empty() {
                let span = Span::new(source, node.range.start..node.range.start);
                findings.push(Finding::new(&reader::WRONG_KIND, "point（観点）が書かれていません").at(span));
                continue;
            }
            let items = node.get("items").map(YamlNode::items).unwrap_or_default();
            let items = items.iter().filter_map(|item| Some(Key::from(item.text()?.trim())));
            points.push(PointToCheck {
                group: text("group"),
                asked: text("point"),
                basis: text("basis"),
                items: items.collect(),
            });
        }
        (Self { basis: root.text_of("basis").unwrap_or_default().trim().to_owned(), points }, findings)
    }

    /// Each point with what the assessment says to it. Items that its form does not have are passed over.
    pub fn held_to(&self, assessment: &Assessment) -> Vec<CheckedPoint> {
        self.points.iter().map(|point| point.held_to(assessment)).collect()
    }
}

impl PointToCheck {
    fn held_to(&self, assessment: &Assessment) -> CheckedPoint {
        let is_meant = |cell: &&Cell| {
            let key = assessment.node(cell).key.as_ref();
            key.is_some_and(|key| self.items.iter().any(|meant| key.is_within(meant)))
        };
        let meant: Vec<&Cell> = assessment.cells.iter().filter(|cell| cell.active).filter(is_meant).collect();
        let of = |blank: bool| {
            let cells = meant.iter().filter(|cell| cell.is_blank() == blank);
            let mut paths: Vec<String> = cells.map(|cell| assessment.path(cell)).collect();
            paths.dedup();
            paths
        };
        CheckedPoint {
            group: self.group.clone(),
            point: self.asked.clone(),
            basis: self.basis.clone(),
            answered: of(false),
            gaps: of(true),
        }
    }
}
