//! The pages of whole workspaces, in two editions: `public/` from frozen versions that nothing stands against, `internal/` with
//! everything that an office wants to know of its assessments. Both are made beside and change places with the old ones.

mod entry;
mod fingerprint;
mod gate;
mod internal;
mod lead;
mod made;
mod manifest;
mod public;

use std::collections::BTreeSet;
use std::path::Path;

use entry::SeenAssessment;
pub use entry::{EntryState, SiteEntry};
pub use gate::PublicGate;
use internal::InternalJob;
pub use made::{BuildFailure, INTERNAL, PUBLIC};
use made::{Made, Outcome};
use manifest::Manifest;
use public::PublicJob;

use crate::dates::Date;
use crate::disk::{Stage, Unwritten};
use crate::finding::{Confidence, Finding};
use crate::inspect::inspect;
use crate::render::{SiteOwner, Theme};
use crate::typeface::Font;
use crate::workspace::{Config, Progress, Selection, Workspace};

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct SiteOrder<'a> {
    /// Where the assessments were looked for; pages are named by their folders below it.
    pub folder: &'a Path,
    pub output: &'a Path,
    pub today: Option<Date>,
    /// Every PDF carries the assessment that it was made from.
    pub with_source: bool,
    /// What does not pass is published, too, and says that it is a draft.
    pub allow_draft: bool,
}

/// What was made, and what is wrong with the input.
#[derive(Debug, Default)]
pub struct BuiltSite {
    pub entries: Vec<SiteEntry>,
    /// Those that are certain.
    pub findings: Vec<Finding>,
    pub failures: BTreeSet<BuildFailure>,
}

/// What all assessments of a workspace share while they are built.
struct SiteBuilder<'a> {
    order: &'a SiteOrder<'a>,
    workspace: &'a Workspace,
    theme: &'a Theme,
    /// The fingerprint of what they share.
    shared: &'a str,
    last: &'a Manifest,
    stage: &'a Stage,
    /// One that cannot be used is told among the findings.
    font: Option<Font>,
}

impl SiteBuilder<'_> {
    fn owner(&self) -> SiteOwner {
        owner(&self.workspace.config)
    }
}

/// What the pages for the public say of the office.
fn owner(config: &Config) -> SiteOwner {
    let setting = |text: &Option<String>| text.clone().unwrap_or_default();
    SiteOwner {
        name: config.organization.clone(),
        home: setting(&config.site.home),
        contact: setting(&config.site.contact),
    }
}

/// Builds the pages of workspaces, each with its theme.
pub fn build_site(
    order: &SiteOrder<'_>,
    selections: &[Selection],
    themes: &[Theme],
    progress: Progress<'_>,
) -> Result<BuiltSite, Unwritten> {
    let stage = Stage::beside(order.output)?;
    let last = Manifest::read(order.output);
    let mut site = BuiltSite::default();
    for (selection, theme) in selections.iter().zip(themes) {
        let (made, findings) = build_all(order, (selection, theme), &last, &stage, progress);
        site.entries.extend(made);
        site.findings.extend(findings);
    }
    site.findings.retain(|finding| finding.confidence == Confidence::Certain);
    let settled = settle(order, &last, &stage, &mut site.entries);
    let entries = &site.entries;
    let failures = entries.iter().flat_map(SiteEntry::made).filter_map(Made::failure);
    site.failures = failures.cloned().collect();
    if let (Some(selection), Some(theme)) = (selections.first(), themes.first()) {
        let led = settled.and_then(|()| lead::write(selection, theme, entries, &stage));
        site.failures.extend(led.and_then(|()| keep(&last, entries, &stage)).err());
    }
    Ok(site)
}

/// Reads, checks and renders one assessment after the other; those whose input is that of the last time stay as they are.
fn build_all(
    order: &SiteOrder<'_>,
    (selection, theme): (&Selection, &Theme),
    last: &Manifest,
    stage: &Stage,
    progress: Progress<'_>,
) -> (Vec<SiteEntry>, Vec<Finding>) {
    let workspace = &selection.workspace;
    let shared = fingerprint::shared(workspace);
    let font = workspace.font().ok().flatten();
    let builder = SiteBuilder { order, workspace, theme, shared: &shared, last, stage, font };
    let inspection = inspect(selection, order.today, progress, |loaded| {
        let input = fingerprint::hashed(&builder, loaded);
        let job = InternalJob::new(&builder, loaded);
        let fingerprint = fingerprint::of_public(input.clone(), &builder);
        let public = PublicJob::new(&builder, loaded, job.name(), fingerprint).run();
        let (shown, holdings) = (entry::describe(&job), entry::holdings(&job));
        SeenAssessment { internal: job.run(fingerprint::of_internal(input)), shown, holdings, public }
    });
    let mut told = inspection.shared;
    let entry = |inspected| {
        let (entry, findings) = SiteEntry::new(inspected);
        told.extend(findings);
        entry
    };
    let entries = inspection.assessments.into_iter().map(entry).collect();
    (entries, told)
}

/// Lets what was made take its place, one assessment after the other, each with all of its pages or none.
fn settle(
    order: &SiteOrder<'_>,
    last: &Manifest,
    stage: &Stage,
    entries: &mut [SiteEntry],
) -> Result<(), BuildFailure> {
    let mut doubtful = last.clone();
    let rendered: Vec<&Made> = entries.iter().flat_map(SiteEntry::made).filter(|made| made.is_rendered()).collect();
    rendered.iter().for_each(|made| doubtful.doubt(&made.name));
    if !rendered.is_empty() {
        doubtful.write(stage).map_err(BuildFailure::Unwritten)?;
    }
    for entry in entries {
        for made in entry.made_mut().into_iter().filter(|made| made.is_rendered()) {
            if let Err(error) = stage.swap(&made.name, &last.files(&made.name)) {
                made.outcome = Outcome::Failed(BuildFailure::Unwritten(error));
            }
        }
        entry.show_what_stands(order.output);
    }
    Ok(())
}

/// Removes what was made the last time and is not made any more; notes what was made for the next time.
fn keep(last: &Manifest, entries: &[SiteEntry], stage: &Stage) -> Result<(), BuildFailure> {
    let mut next = Manifest::default();
    for made in entries.iter().flat_map(SiteEntry::made) {
        if made.is_old() { next.keep_last(last, &made.name) } else { next.keep(made) }
    }
    stage.remove(&last.gone(&next));
    next.write(stage).map_err(BuildFailure::Unwritten)
}
