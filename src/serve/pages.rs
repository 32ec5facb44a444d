//! The pages of `templates/serve`, and what they are dressed in.

use serde::Serialize;
use tera::{Context, Tera};

use super::visitor::VisitorView;
use crate::render::escaped;

const TEMPLATES: [(&str, &str); 25] = [
    ("frame.html", include_str!("../../templates/serve/frame.html")),
    ("message.html", include_str!("../../templates/serve/message.html")),
    ("overview.html", include_str!("../../templates/serve/overview.html")),
    ("editor.html", include_str!("../../templates/serve/editor.html")),
    ("form.html", include_str!("../../templates/serve/form.html")),
    ("run.html", include_str!("../../templates/serve/run.html")),
    ("changes.html", include_str!("../../templates/serve/changes.html")),
    ("findings.html", include_str!("../../templates/serve/findings.html")),
    ("place.html", include_str!("../../templates/serve/place.html")),
    ("who.html", include_str!("../../templates/serve/who.html")),
    ("thread.html", include_str!("../../templates/serve/thread.html")),
    ("comments.html", include_str!("../../templates/serve/comments.html")),
    ("reviewer.html", include_str!("../../templates/serve/reviewer.html")),
    ("council.html", include_str!("../../templates/serve/council.html")),
    ("steps.html", include_str!("../../templates/serve/steps.html")),
    ("points.html", include_str!("../../templates/serve/points.html")),
    ("pointlist.html", include_str!("../../templates/serve/pointlist.html")),
    ("opinions.html", include_str!("../../templates/serve/opinions.html")),
    ("procedure.html", include_str!("../../templates/serve/procedure.html")),
    ("papers.html", include_str!("../../templates/serve/papers.html")),
    ("replace.html", include_str!("../../templates/serve/replace.html")),
    ("taken_in.html", include_str!("../../templates/serve/taken_in.html")),
    ("login.html", include_str!("../../templates/serve/login.html")),
    ("passage.html", include_str!("../../templates/serve/passage.html")),
    ("search.html", include_str!("../../templates/serve/search.html")),
];
pub(super) const STYLE: &str = include_str!("../../templates/serve/serve.css");
/// Those of the editor stand on those of all pages.
pub(super) const SCRIPTS: [(&str, &str); 4] = [
    ("/serve.js", include_str!("../../templates/serve/serve.js")),
    ("/grid.js", include_str!("../../templates/serve/grid.js")),
    ("/side.js", include_str!("../../templates/serve/side.js")),
    ("/editor.js", include_str!("../../templates/serve/editor.js")),
];

#[derive(Debug)]
pub(super) struct Pages {
    tera: Tera,
}

impl Pages {
    pub(super) fn new() -> Result<Self, tera::Error> {
        let mut tera = Tera::default();
        tera.register_filter("address", |text: &str, _: tera::Kwargs, _: &tera::State| {
            crate::text::percent::encoded(text)
        });
        tera.add_raw_templates(TEMPLATES)?;
        Ok(Self { tera })
    }

    /// The page called `name`. That a template of ours stumbles is a fault of the program, which a test would find.
    pub(super) fn html(&self, name: &str, values: &impl Serialize, visitor: &VisitorView) -> String {
        let page = Context::from_serialize(values).and_then(|mut context| {
            context.insert("visitor", visitor);
            self.tera.render(name, &context)
        });
        page.unwrap_or_else(|error| {
            format!("<!DOCTYPE html><title>hyokasho</title><p>{name}: {}</p>", escaped(&error.to_string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_templates_can_be_read() {
        Pages::new().unwrap_or_else(|error| panic!("{error:#?}"));
    }
}
