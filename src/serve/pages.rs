//! The pages of `templates/serve`, and what they are dressed in.

use serde::Serialize;
use tera::{Context, Tera};

use super::answer::ServeAnswer;
use crate::render::escaped;

const TEMPLATES: [(&str, &str); 10] = [
    ("frame.html", include_str!("../../templates/serve/frame.html")),
    ("message.html", include_str!("../../templates/serve/message.html")),
    ("overview.html", include_str!("../../templates/serve/overview.html")),
    ("editor.html", include_str!("../../templates/serve/editor.html")),
    ("form.html", include_str!("../../templates/serve/form.html")),
    ("run.html", include_str!("../../templates/serve/run.html")),
    ("changes.html", include_str!("../../templates/serve/changes.html")),
    ("findings.html", include_str!("../../templates/serve/findings.html")),
    ("passage.html", include_str!("../../templates/serve/passage.html")),
    ("search.html", include_str!("../../templates/serve/search.html")),
];
pub(super) const STYLE: &str = include_str!("../../templates/serve/serve.css");
pub(super) const SCRIPT: &str = include_str!("../../templates/serve/serve.js");

#[derive(Debug)]
pub(super) struct Pages {
    tera: Tera,
}

impl Pages {
    pub(super) fn new() -> Result<Self, tera::Error> {
        let mut tera = Tera::default();
        tera.register_filter("address", |text: &str, _: tera::Kwargs, _: &tera::State| super::percent::encoded(text));
        tera.add_raw_templates(TEMPLATES)?;
        Ok(Self { tera })
    }

    /// The page called `name`. That a template of ours stumbles is a fault of the program, which a test would find.
    pub(super) fn html(&self, name: &str, values: &impl Serialize) -> String {
        let page = Context::from_serialize(values).and_then(|context| self.tera.render(name, &context));
        page.unwrap_or_else(|error| {
            format!("<!DOCTYPE html><title>hyokasho</title><p>{name}: {}</p>", escaped(&error.to_string()))
        })
    }

    pub(super) fn page(&self, name: &str, values: &impl Serialize) -> ServeAnswer {
        ServeAnswer::page(self.html(name, values))
    }

    pub(super) fn message(&self, words: &str) -> String {
        self.html("message.html", &serde_json::json!({ "words": words }))
    }
}
