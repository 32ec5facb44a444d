//! Moves an assessment to another form or edition. It works by key: what the new form asks, too, stays where it stands, byte for
//! byte; what it has no place for stays where it stands as a comment. Nothing is lost.

mod aside;
mod report;
mod walk;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::assessment::{Address, Assessment, NoResources, bind};
use crate::form::Form;
use crate::text::Source;
use crate::yaml::{self, Draft, EditError, YamlChange, YamlStep, edit};

use aside::set_aside;
pub use report::{Migration, Moved};
use walk::{Fate, FoundEntry, MigrationWalk};

/// Why an assessment could not be moved.
#[derive(Debug)]
pub enum MigrateError {
    /// The text is no assessment of its form.
    Unreadable,
    /// A place could not be changed without touching others.
    Edit(EditError),
    /// The moved text would not say what it should; it is not handed out.
    Unproved,
}

impl fmt::Display for MigrateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => write!(f, "評価書を読めません"),
            Self::Edit(error) => write!(f, "{error}"),
            Self::Unproved => write!(f, "移すと、ほかの記載が変わるおそれがあるため、何も書きませんでした"),
        }
    }
}

impl std::error::Error for MigrateError {}

/// The assessment as one of `form`, and what became of each answer.
pub fn migrate(assessment: &Assessment, form: &Arc<Form>) -> Result<Migration, MigrateError> {
    let old = &assessment.form;
    let mut migration = Migration::new(old, form);
    let mut source = Arc::clone(&assessment.source);
    // What cannot be made a comment where it stands is moved one by one; the rest is done at once.
    loop {
        let root = yaml::parse(&source).root.ok_or(MigrateError::Unreadable)?;
        let found = MigrationWalk::new(old, form, source.text()).root(&root);
        let Some(single) = found.iter().find(|found| found.is_moved_alone()) else {
            let text = set_aside(source.text(), form, &root, &found).ok_or(MigrateError::Unproved)?;
            migration.tell(&found);
            return finish(assessment, form, migration, text);
        };
        let text = alone(&source, &root, single)?;
        migration.tell(std::slice::from_ref(single));
        source = Source::new(source.path(), text);
    }
}

/// Takes one entry from its place to another, or to the end of the file as a comment.
fn alone(source: &Arc<Source>, root: &yaml::YamlNode, found: &FoundEntry) -> Result<String, MigrateError> {
    let steps: Vec<YamlStep<'_>> = found.steps.iter().map(walk::TreeStep::step).collect();
    let node = steps.iter().try_fold(root, |node, step| match step {
        YamlStep::Key(key) => node.get(key),
        YamlStep::Index(index) => node.items().get(*index),
    });
    let node = node.ok_or(MigrateError::Unreadable)?;
    let without = edit(source, &steps, &YamlChange::Remove).map_err(MigrateError::Edit)?;
    if let Fate::Renamed(key) = &found.fate {
        let pieces: Vec<&str> = key.fields().map(|field| field.name).collect();
        // As deep as the way is there already.
        let root = yaml::parse(&Source::new(source.path(), without.as_str())).root.ok_or(MigrateError::Unreadable)?;
        let mut at = &root;
        let mut depth = 0;
        while let Some(next) = pieces[..pieces.len() - 1].get(depth).and_then(|piece| at.get(piece)) {
            (at, depth) = (next, depth + 1);
        }
        let inner = pieces[depth + 1..].iter().rev();
        let draft = inner.fold(Draft::from(node), |draft, piece| Draft::map([((*piece).to_owned(), draft)]));
        let path: Vec<YamlStep<'_>> = pieces[..=depth].iter().map(|piece| YamlStep::Key(piece)).collect();
        return edit(&Source::new(source.path(), without), &path, &YamlChange::Set(draft)).map_err(MigrateError::Edit);
    }
    let kept = source.text().get(found.range.clone()).unwrap_or_default();
    let line_break = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = without;
    if !text.ends_with('\n') {
        text += line_break;
    }
    text += &format!("# {}{line_break}", found.address);
    kept.lines().for_each(|line| text += &format!("# {line}{line_break}"));
    Ok(text)
}

/// Reads the moved text as the new form does, and tells what it still asks.
fn finish(
    assessment: &Assessment,
    form: &Arc<Form>,
    mut migration: Migration,
    text: String,
) -> Result<Migration, MigrateError> {
    let source = Source::new(assessment.source.path(), text);
    let root = yaml::parse(&source).root.ok_or(MigrateError::Unproved)?;
    let bound = bind(&source, &root, form, &NoResources::default()).assessment;
    let blank_before: BTreeMap<&Address, bool> =
        assessment.cells.iter().map(|cell| (&cell.address, assessment.is_required(cell) && cell.is_blank())).collect();
    for cell in &bound.cells {
        let open = bound.is_required(cell) && !bound.is_answered(cell) && !bound.is_refused(&cell.address);
        if open && !blank_before.get(&cell.address).is_some_and(|blank| *blank) {
            migration.ask(&cell.address, &bound.path(cell));
        }
    }
    source.text().clone_into(&mut migration.text);
    Ok(migration)
}
