//! What programs read of the public pages: the changes as an Atom feed (RFC 4287), all pages as a sitemap.

use sha2::{Digest, Sha256};

use super::escaped;
use super::public_index::PublicEntry;

pub const FEED: &str = "feed.xml";
pub const MAP: &str = "sitemap.xml";
/// Days that the feed tells, newest first; the histories have the rest.
const TOLD: usize = 100;

/// The changes of all assessments, newest first. `address` is where the pages stand; without it the links are those between pages.
pub fn atom(organization: &str, address: Option<&str>, entries: &[&PublicEntry]) -> String {
    let days = entries.iter().flat_map(|entry| entry.days.iter().map(move |day| (*entry, Some(day))));
    let published = entries.iter().filter(|entry| entry.days.iter().all(|day| day.iso != entry.updated));
    let mut told: Vec<_> = days.chain(published.map(|entry| (*entry, None))).collect();
    told.retain(|(entry, day)| !day.map_or(&entry.updated, |day| &day.iso).is_empty());
    told.sort_by_key(|(entry, day)| std::cmp::Reverse((day.map_or(&entry.updated, |day| &day.iso), &entry.number)));
    let updated = told.first().map_or("1970-01-01", |(entry, day)| day.map_or(&entry.updated, |day| &day.iso));
    let title = if organization.is_empty() {
        "特定個人情報保護評価書の変更".to_owned()
    } else {
        format!("{organization}　特定個人情報保護評価書の変更")
    };
    let author = if organization.is_empty() { "評価実施機関" } else { organization };
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n",
    );
    feed += &format!(
        "<title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n",
        escaped(&title),
        id(&[organization, "feed"]),
        moment(updated)
    );
    feed += &format!("<author><name>{}</name></author>\n", escaped(author));
    feed += &format!("<link rel=\"self\" href=\"{}\"/>\n", place(address, FEED));
    feed += &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", place(address, "index.html"));
    for (entry, day) in told.into_iter().take(TOLD) {
        let (iso, title, summary) = match day {
            Some(day) => (
                &day.iso,
                format!("{}の変更", entry.title),
                format!("{}に、{}か所を書き改めました。", day.date, day.rows),
            ),
            None => (&entry.updated, format!("{}の公表", entry.title), format!("{}に公表しました。", entry.published)),
        };
        let link = match (day, &entry.history) {
            (Some(day), Some(history)) => format!("{}#on-{}", history.address, day.iso),
            _ => entry.page.address.clone(),
        };
        feed += &format!(
            "<entry><title>{}</title><id>{}</id><updated>{}</updated><link href=\"{}\"/><summary>{}</summary></entry>\n",
            escaped(&title),
            id(&[organization, &entry.page.address, iso]),
            moment(iso),
            place(address, &link),
            escaped(&summary),
        );
    }
    feed + "</feed>\n"
}

/// Every public page with the day of its version.
pub fn map(address: &str, entries: &[&PublicEntry]) -> String {
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |page: &str, day: &str| {
        let day = if day.is_empty() { String::new() } else { format!("<lastmod>{}</lastmod>", escaped(day)) };
        map += &format!("<url><loc>{}</loc>{day}</url>\n", place(Some(address), page));
    };
    add("", entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or_default());
    for entry in entries {
        let own = [&entry.page, &entry.whole].into_iter().chain(&entry.history);
        own.for_each(|page| add(&page.address, &entry.updated));
        entry.former.iter().for_each(|(page, _)| add(&page.address, ""));
    }
    map + "</urlset>\n"
}

fn place(address: Option<&str>, page: &str) -> String {
    let base = address.map(|address| format!("{}/", address.trim_end_matches('/'))).unwrap_or_default();
    escaped(&format!("{base}{page}"))
}

/// The beginning of a day in Japan.
fn moment(iso: &str) -> String {
    format!("{iso}T00:00:00+09:00")
}

/// The same for the same things, wherever the pages stand.
fn id(pieces: &[&str]) -> String {
    let digest = Sha256::digest(pieces.join("\n").as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
