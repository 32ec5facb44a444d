//! Pages that are built together: what one leads to, and what its reader must know first.

use serde::Serialize;

/// Where a page stands; a page alone leads nowhere.
#[derive(Debug, Default, Serialize)]
pub struct Site {
    pub links: Vec<Link>,
    /// 「旧版です」; empty where there is nothing to say.
    pub notice: String,
}

#[derive(Debug, Serialize)]
pub struct Link {
    pub title: String,
    pub address: String,
}

impl Link {
    pub fn new(title: impl Into<String>, address: impl Into<String>) -> Self {
        Self { title: title.into(), address: address.into() }
    }
}
