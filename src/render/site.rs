//! Pages that are built together: what one leads to, and what its reader must know first.

use serde::Serialize;

/// Where a page stands; a page alone leads nowhere.
#[derive(Debug, Default, Serialize)]
pub struct Site {
    pub links: Vec<SiteLink>,
    /// 「旧版です」; empty where there is nothing to say.
    pub notice: String,
    /// Whose page it is; empty inside the office.
    pub owner: SiteOwner,
    /// The pages above this one, the outermost first.
    pub trail: Vec<SiteLink>,
    /// What this page is called at the end of them.
    pub here: String,
}

/// What every page for the public says of the office that publishes it; what is not known is empty.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteOwner {
    pub name: String,
    /// Its own pages on the web.
    pub home: String,
    pub contact: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct SiteLink {
    pub title: String,
    pub address: String,
}

impl SiteLink {
    /// `address` is a path below the page's folder; what would mean something else in a link is written as its bytes.
    pub fn new(title: impl Into<String>, address: impl AsRef<str>) -> Self {
        Self { title: title.into(), address: encoded(address.as_ref()) }
    }

    /// To a place on that page; to its top where none is named.
    #[must_use]
    pub fn at(self, anchor: &str) -> Self {
        if anchor.is_empty() { self } else { Self { address: format!("{}#{}", self.address, encoded(anchor)), ..self } }
    }
}

fn encoded(path: &str) -> String {
    let is_plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "/-._~()".contains(c);
    path.chars().map(|c| if is_plain(c) { c.to_string() } else { format!("%{:02X}", u32::from(c)) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_any_name_can_be_linked_to() {
        assert_eq!(SiteLink::new("", "../22 児童手当#1/a.html").address, "../22%20児童手当%231/a.html");
    }
}
