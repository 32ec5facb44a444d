//! The official labels above the answers, so that whoever reads the YAML knows what it says.

use crate::form::{Form, FormShape, PathStyle};
use crate::yaml::{Draft, DraftEntry};

/// The entries of an assessment with the form's parts, paths and ※ as comments.
pub fn commented(form: &Form, mut entries: Vec<DraftEntry>) -> Vec<DraftEntry> {
    let mut commentator = Commentator { form, part: None };
    commentator.entries(form.shape(), &mut entries, &[]);
    for entry in &mut entries {
        match entry.key.as_str() {
            "form" => entry.comment = form.title(),
            "changes" => {
                entry.comment = form.changes_part().map(|part| format!("■ {}", part.heading())).unwrap_or_default();
            }
            _ => {}
        }
    }
    entries
}

struct Commentator<'a> {
    form: &'a Form,
    part: Option<usize>,
}

impl Commentator<'_> {
    fn entries(&mut self, shape: &FormShape, entries: &mut [DraftEntry], positions: &[usize]) {
        for entry in entries {
            match (shape.get(&entry.key), &mut entry.value) {
                (Some(FormShape::Item(item)), _) => {
                    let node = self.form.node(*item);
                    if self.part.replace(node.part) != Some(node.part) {
                        entry.comment = format!("■ {}\n", self.form.parts[node.part].heading());
                    }
                    entry.comment += &self.form.path(*item, positions, None, PathStyle::Plain);
                    entry.comment += node.sign();
                }
                (Some(inner @ FormShape::Map(_)), Draft::Map(entries)) => self.entries(inner, entries, positions),
                (Some(inner @ FormShape::List(..)), Draft::List(blocks)) => {
                    for (position, block) in blocks.iter_mut().enumerate() {
                        let Draft::Map(entries) = block else { continue };
                        self.entries(inner, entries, &[positions, &[position]].concat());
                    }
                }
                _ => {}
            }
        }
    }
}
