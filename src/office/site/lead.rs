//! The pages that lead to everything: the list of the office, the list for citizens, its feed of changes and its map.

use super::entry::SiteEntry;
use super::made::{BuildFailure, INTERNAL, PUBLIC};
use super::owner;
use crate::disk::Stage;
use crate::render::index::{self, IndexEntry};
use crate::render::public_index::{self, PublicEntry};
use crate::render::{RenderError, Site, Theme, feed, portfolio};
use crate::workspace::Selection;

const PORTFOLIO: &str = "portfolio.html";

pub(super) fn write(
    selection: &Selection,
    theme: &Theme,
    entries: &[SiteEntry],
    stage: &Stage,
) -> Result<(), BuildFailure> {
    let put = |name: &str, text: &str| {
        let made = stage.put(name, text.as_bytes());
        made.map_err(BuildFailure::Unwritten)
    };
    let page = |page: Result<String, RenderError>| page.map_err(|error| BuildFailure::template(&error));
    let config = &selection.workspace.config;
    let shown: Vec<&IndexEntry> = entries.iter().map(|entry| &entry.shown).collect();
    let index = index::Index { organization: &config.organization, entries: &shown };
    put(&format!("{INTERNAL}/index.html"), &page(index::page(&index, theme))?)?;
    let of = |entry: &SiteEntry| (entry.holdings.clone(), entry.contradictions.clone());
    let (holdings, contradictions): (Vec<_>, Vec<_>) = entries.iter().map(of).unzip();
    let portfolio = portfolio::page(&config.organization, &holdings.concat(), &contradictions.concat(), theme);
    put(&format!("{INTERNAL}/{PORTFOLIO}"), &page(portfolio)?)?;
    let shown: Vec<&PublicEntry> = entries.iter().filter_map(|entry| entry.published.as_ref()).collect();
    let owner = owner(config);
    let index = public_index::PublicIndex::new(&config.organization, &owner.contact, &shown);
    let site = Site { owner: owner.clone(), ..Site::default() };
    put(&format!("{PUBLIC}/index.html"), &page(public_index::page(&index, theme, &site))?)?;
    let address = config.site.address.as_deref();
    put(&format!("{PUBLIC}/{}", feed::FEED), &feed::atom(&owner.name, address, &shown))?;
    address.map_or(Ok(()), |address| put(&format!("{PUBLIC}/{}", feed::MAP), &feed::map(address, &shown)))
}
