//! The look of web pages: embedded templates, and those of a workspace that replace them by name.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use super::base64::base64;
use super::html::data_address;
use super::stumble::explained;
use super::template::{self, BoundedPage};
use super::{RenderError, TemplateFault};
use crate::workspace::Templates;

macro_rules! embedded {
    ($($name:literal),*) => {
        const EMBEDDED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/html/", $name)))),*];
    };
}
embedded!(
    "header.html",
    "footer.html",
    "site.css",
    "opening.html",
    "opening.css",
    "assessment.html",
    "assessment.css",
    "assessment.js",
    "import.html",
    "import.css",
    "index.html",
    "index.css",
    "index.js",
    "portfolio.html",
    "portfolio.css",
    "portfolio.js",
    "plan.html",
    "plan.css",
    "public.html",
    "public.css",
    "timeline.html",
    "timeline.css",
    "review.html",
    "review.css",
    "review.js"
);

/// Follows the style sheet of every page, for a look that changes a few colours.
const OWN_STYLE: &str = "own.css";

/// The pages for the public: they bear the head and the foot of the municipality.
const PUBLIC: [&str; 4] = ["public", "opening", "assessment", "timeline"];
const PARTS: [&str; 2] = ["header.html", "footer.html"];

/// Templates are the program's or the municipality's own; what an assessment says is only ever a value in them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// The workspace's own templates as they stand, for telling where one of them stumbles.
    plain: Option<Tera>,
    texts: BTreeMap<String, String>,
    own: Templates,
    logo: String,
}

/// The values of a page with what makes it whole.
#[derive(Serialize)]
struct Dressed<'a, T> {
    #[serde(flatten)]
    values: &'a T,
    style: String,
    script: &'a str,
    policy: String,
    /// The mark of the municipality as an address of its own content; empty where it has none.
    logo: &'a str,
}

impl Theme {
    /// Fails where one of the workspace's own files is no template, or one that no page uses.
    pub fn new(own: Templates) -> Result<Self, RenderError> {
        let mut texts: BTreeMap<String, String> =
            EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        texts.extend(own.texts.clone());
        if let Some(name) = own.texts.keys().find(|name| !is_used(name, &texts)) {
            let names = EMBEDDED.iter().map(|(name, _)| *name).chain([OWN_STYLE]).collect();
            return Err(refused(&own, name, 1, TemplateFault::Unused(names)));
        }
        for (name, text) in &own.texts {
            if let Some((line, mark)) = leaves_its_place(name, text) {
                return Err(refused(&own, name, line, TemplateFault::LeavesItsPlace(mark)));
            }
        }
        let own_files = own.clone();
        let templates = |own: &dyn Fn(&str, &str) -> String| -> Result<Tera, RenderError> {
            let pages = texts.iter().filter(|(name, _)| is_page(name));
            let mut tera = Tera::default();
            template::bound(&mut tera);
            let added = tera.add_raw_templates(pages.map(|(name, text)| (name.as_str(), own(name, text))));
            added.map(|()| tera).map_err(|error| explained(&own_files, &error.to_string()))
        };
        let plain = templates(&|_, text| text.to_owned())?;
        let mut counted = BTreeMap::new();
        for (name, text) in own.texts.iter().filter(|(name, _)| is_page(name)) {
            let text = template::counted(text).map_err(|(line, fault)| refused(&own, name, line, fault))?;
            counted.insert(name.as_str(), text);
        }
        let (tera, plain) = if counted.is_empty() {
            (plain, None)
        } else {
            let tera = templates(&|name, text| counted.get(name).cloned().unwrap_or_else(|| text.to_owned()))?;
            (tera, Some(plain))
        };
        let logo = own.logo.as_deref().and_then(data_address).unwrap_or_default();
        Ok(Self { tera, plain, texts, own, logo })
    }

    /// Templates of the workspace's own that take the place of whole pages and leave out the head or the foot that all of these
    /// share: copies of an older edition, most likely.
    pub fn outdated(&self) -> Vec<String> {
        let shares = |text: &str| PARTS.iter().all(|part| text.contains(&format!("\"{part}\"")));
        let pages = PUBLIC.iter().map(|page| format!("{page}.html"));
        let own = pages.filter(|name| self.own.texts.get(name).is_some_and(|text| !shares(text)));
        own.map(|name| format!("{}/{name}", self.own.folder)).collect()
    }

    /// The page called `name`: its template with its style sheet, its script, and what a browser may do with it.
    pub(super) fn page(&self, name: &str, values: &impl Serialize) -> Result<String, RenderError> {
        let shared = if PUBLIC.contains(&name) { self.text("site.css") } else { "" };
        let style = [self.text(&format!("{name}.css")), shared, self.text(OWN_STYLE)].concat();
        let script = self.text(&format!("{name}.js"));
        let values = Dressed { values, style, script, policy: policy(script), logo: &self.logo };
        let name = format!("{name}.html");
        let context = Context::from_serialize(&values).map_err(|error| explained(&self.own, &error.to_string()))?;
        let render = |tera: &Tera| {
            let mut page = BoundedPage::default();
            template::begin();
            tera.render_to(&name, &context, &mut page).map(|()| page.text())
        };
        render(&self.tera).map_err(|error| {
            if template::was_stopped() {
                return refused(&self.own, &name, 1, TemplateFault::TooMuch);
            }
            // It stumbles at the same place without the counting, which is nothing that its author wrote.
            let plain = self.plain.as_ref().and_then(|plain| render(plain).err());
            explained(&self.own, &plain.unwrap_or(error).to_string())
        })
    }

    fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// What the pages look like, for telling whether they must be rendered again.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        texts.chain([("logo", self.logo.as_str())])
    }
}

/// Nothing is fetched from anywhere and no script runs but the page's own, even if a mark-up slipped through.
fn policy(script: &str) -> String {
    let own = format!("'sha256-{}'", base64(&Sha256::digest(script.as_bytes())));
    let script = if script.is_empty() { "'none'" } else { &own };
    format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {script}; base-uri 'none'; form-action 'none'"
    )
}

fn refused(own: &Templates, name: &str, line: usize, fault: TemplateFault) -> RenderError {
    RenderError::Template { place: format!("{}/{name}:{line}", own.folder), fault }
}

/// A style sheet or a script stands inside a page, and must not end there before it ends: the line where it would, and how.
fn leaves_its_place(name: &str, text: &str) -> Option<(usize, &'static str)> {
    let mark = match Path::new(name).extension().and_then(|ending| ending.to_str()) {
        Some("css") => "</style",
        Some("js") => "</script",
        _ => return None,
    };
    let at = text.to_ascii_lowercase().find(mark)?;
    Some((text[..at].matches('\n').count() + 1, mark))
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "html")
}

/// A page or its look; or a piece that a template includes.
fn is_used(name: &str, texts: &BTreeMap<String, String>) -> bool {
    let included = || texts.values().any(|text| text.contains(&format!("\"{name}\"")));
    EMBEDDED.iter().any(|(known, _)| *known == name) || name == OWN_STYLE || is_page(name) && included()
}
