//! The look of web pages: embedded templates, and those of a workspace that replace them by name.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use tera::{Context, Tera};

macro_rules! embedded {
    ($($name:literal),*) => {
        const EMBEDDED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/html/", $name)))),*];
    };
}
embedded!("assessment.html", "assessment.css", "assessment.js", "index.html", "index.css");

/// Templates are the program's or the municipality's own; what an assessment says is only ever a value in them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    texts: BTreeMap<String, String>,
}

impl Theme {
    /// `own` are the files of the workspace's `templates/html/` by name. Fails where one of them is no template.
    pub fn new(own: BTreeMap<String, String>) -> Result<Self, String> {
        let mut texts: BTreeMap<String, String> =
            EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        texts.extend(own);
        let mut tera = Tera::default();
        let is_page = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "html");
        let templates = texts.iter().filter(|(name, _)| is_page(name));
        tera.add_raw_templates(templates).map_err(|error| error.to_string())?;
        Ok(Self { tera, texts })
    }

    /// A style sheet or a script.
    pub(super) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    pub(super) fn render(&self, template: &str, values: &impl Serialize) -> Result<String, String> {
        let context = Context::from_serialize(values).map_err(|error| error.to_string())?;
        self.tera.render(template, &context).map_err(|error| error.to_string())
    }

    /// What the pages look like, for telling whether they must be rendered again.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}
