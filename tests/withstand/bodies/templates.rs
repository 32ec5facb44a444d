//! Templates of a workspace: what they run through and what they make is bounded.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hyokasho::diff::compare;
use hyokasho::doc::{Document, build};
use hyokasho::form::Forms;
use hyokasho::house::HouseStyle;
use hyokasho::render::{Site, Theme, html};
use hyokasho::text::limits;
use hyokasho::workspace::Templates;

use super::dice::Dice;
use super::shared::{assessment, text_of};

const PAGE: &str = include_str!("../../../templates/html/assessment.html");
const SAMPLE: &str = include_str!("../../../assessments/22-child-allowance-basic/assessment.yaml");
/// What a template may be made of.
const PIECES: &[&str] = &[
    "{% for part in parts %}",
    "{% for a in parts %}",
    "{% for a in a.blocks %}",
    "{% for k, v in site %}",
    "{% endfor %}",
    "{% else %}",
    "{% if parts %}",
    "{% if a is defined %}",
    "{% endif %}",
    "{{ title }}",
    "{{ style | safe }}",
    "{{ a }}",
    "{{ parts | length }}",
    "{{ title | upper | escape }}",
    "{{ title | replace(from=\"市\", to=title) }}",
    "{{ parts | json_encode() }}",
    "{{ range(end=99999) }}",
    "{% for i in range(end=100000) %}",
    "{% include \"assessment.html\" %}",
    "{% include \"own.html\" %}",
    "{# 注 #}",
    "{% raw %}",
    "{% endraw %}",
    "{{ title[0] }}",
    "{{ loop.index }}",
    "{{- title -}}",
    "{{ 1 / 0 }}",
    "{{ 9223372036854775807 + 1 }}",
    "{{ __tera_context }}",
    "{{ spend(bytes=1) }}",
    "{{ title | truncate(length=99999999) }}",
    "{{ title | indent(width=99999999) }}",
    "<p>",
    "字",
    "{{",
    "%}",
    "{{ \"",
    "~",
];

pub(super) fn holds(bytes: &[u8]) {
    let Some(text) = text_of(bytes, template) else { return };
    let texts = BTreeMap::from([("assessment.html".to_owned(), text)]);
    let Ok(theme) = Theme::new(Templates { folder: "templates/html".into(), texts, ..Templates::default() }) else {
        return;
    };
    if let Ok(page) = html::page(document(), &theme, &|_| None, &Site::default()) {
        assert!(page.len() <= limits::PAGE_BYTES, "a page of {} bytes", page.len());
    }
}

fn template(mut dice: Dice<'_>) -> String {
    if dice.once_in(2) {
        return PAGE.to_owned();
    }
    (0..dice.roll(40)).map(|_| dice.pick(PIECES)).collect()
}

fn document() -> &'static Document {
    static MADE: OnceLock<Document> = OnceLock::new();
    MADE.get_or_init(|| {
        let assessment = assessment(SAMPLE, &Forms::default()).unwrap();
        assert!(compare(&assessment, &assessment).rows.is_empty());
        build(&assessment, &HouseStyle::default())
    })
}
