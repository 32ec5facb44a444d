//! Web pages, Markdown and JSON: nothing that was answered is lost, nothing that was typed becomes markup.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use hyokasho::assessment::{Answer, Assessment};
use hyokasho::doc::build;
use hyokasho::form::Kind;
use hyokasho::house::HouseStyle;
use hyokasho::render::{RenderError, Site, Theme, html, json, markdown};
use hyokasho::workspace::{Templates, Workspace};
use pulldown_cmark::{Event, Options, Parser};
use serde_json::{Value, json};

const SAMPLES: [&str; 3] = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];

fn load(name: &str) -> Assessment {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    workspace.load(Path::new(&format!("assessments/{name}/assessment.yaml"))).assessment.unwrap()
}

fn web_page(assessment: &Assessment) -> String {
    let theme = Theme::new(Templates::default()).unwrap();
    html::page(&build(assessment, &HouseStyle::default()), &theme, &|_| None, &Site::default()).unwrap()
}

fn markdown_page(assessment: &Assessment) -> String {
    markdown::page(&build(assessment, &HouseStyle::default()))
}

/// What a reader of the page sees: no tags, no styles, no scripts; white space does not count.
fn seen(html: &str) -> String {
    let mut text = String::new();
    let mut rest = &html[html.find("<body").unwrap()..html.rfind("<script>").unwrap()];
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open + rest[open..].find('>').unwrap() + 1..];
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'")] {
        text = text.replace(entity, character);
    }
    squeezed(&text.replace("&#x2F;", "/").replace("&amp;", "&"))
}

/// The text of Markdown as an independent reader sees it.
fn read(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            _ => {}
        }
    }
    squeezed(&text)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{200b}').collect()
}

/// Every piece of text that an author or the program answered with.
fn answers(assessment: &Assessment) -> Vec<String> {
    let mut answers = Vec::new();
    for cell in assessment.cells.iter().filter(|cell| cell.active || cell.typed.is_some()) {
        let Some(answer) = cell.answer() else { continue };
        let options = assessment.form.options_of(assessment.node(cell));
        match answer {
            Answer::Flag(_) | Answer::Figures(_) => {}
            Answer::Records(groups) => {
                answers.extend(groups.iter().flat_map(|group| group.items.iter().map(|item| item.text.clone())));
            }
            Answer::Checks(_) | Answer::List(_) => answers.extend(answer.list(options)),
            _ => answers.push(answer.words(options)),
        }
    }
    answers
}

#[test]
fn every_answer_stands_on_the_page_and_in_markdown() {
    for name in SAMPLES {
        let assessment = load(name);
        let (page, text) = (seen(&web_page(&assessment)), read(&markdown_page(&assessment)));
        let answers = answers(&assessment);
        assert!(answers.len() > 100, "{name}: the answers were found");
        for answer in answers {
            let answer = squeezed(&answer);
            assert!(page.contains(&answer), "{name}: not on the page: {answer}");
            assert!(text.contains(&answer), "{name}: not in Markdown: {answer}");
        }
    }
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn anchors_are_there_once_and_links_lead_to_them() {
    for name in SAMPLES {
        let assessment = load(name);
        let page = web_page(&assessment);
        let ids = values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{name}");
        for cell in &assessment.cells {
            assert!(unique.contains(cell.address.as_str()), "{name}: {}", cell.address);
        }
        let links = values(&page, "href");
        assert!(
            links.len() > 40 && links.iter().all(|link| link.strip_prefix('#').is_some_and(|id| unique.contains(id)))
        );
        for attribute in ["aria-labelledby", "for"] {
            assert!(values(&page, attribute).iter().all(|id| unique.contains(id)), "{name}: {attribute}");
        }
    }
}

/// What is cited stands under the same name on screen and on paper.
#[test]
fn anchors_are_the_destinations_of_the_pdf() {
    if support::needs::lacks(&["pdfinfo"]) {
        return;
    }
    let folder = support::fresh("render-anchors");
    for name in SAMPLES {
        let file = folder.join(format!("{name}.pdf"));
        let sample = format!("assessments/{name}");
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(["render", &sample, "-o", file.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = Command::new("pdfinfo").arg("-dests").arg(&file).output().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        let destinations: BTreeSet<&str> = told.lines().filter_map(|line| line.split('"').nth(1)).collect();
        let page = web_page(&load(name));
        let own = ["body", "query", "hits", "found"];
        let anchors: BTreeSet<&str> = values(&page, "id").into_iter().filter(|id| !own.contains(id)).collect();
        assert!(anchors.len() > 200, "{name}");
        assert_eq!(anchors, destinations, "{name}");
    }
}

#[test]
fn blocks_whose_names_look_alike_keep_anchors_of_their_own() {
    let text = "form: full-2025-05\nsystems:\n  - {id: a, name: 甲}\n  - {id: a-name, name: 乙}\n";
    let workspace = Workspace::open(None, &[]);
    let page = web_page(&workspace.load_text(Path::new("assessment.yaml"), text).assessment.unwrap());
    let ids = values(&page, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn a_page_asks_nothing_of_the_network() {
    let page = web_page(&load(SAMPLES[0]));
    for reference in ["http:", "https:", "//www", "url(", "@import", "<link", "<iframe", "srcset"] {
        assert!(!page.contains(reference), "{reference}");
    }
    assert!(values(&page, "src").iter().all(|source| source.starts_with("data:image/")));
}

#[test]
fn what_is_typed_is_never_markup() {
    let hostile = "<script>alert(1)</script>{{ 7 * 7 }}{% for %}</td></table>\"'&amp;<!-- * 一 * _二_ [三](javascript:alert(2)) | `四`";
    let text = format!(
        "form: full-2025-05\ncover:\n  title: {hostile:?}\nwork:\n  content: |\n    {hostile}\n    # 見出しではない\n    - 箇条ではない\n    1. 番号ではない\n        字下げ\nnetwork:\n  status: 実施する\nsystems:\n  - id: a\n    name: {hostile:?}\n    connects: [その他: {hostile:?}]\nchanges:\n  - date: 2025-12-12\n    rows:\n      - {{item: work.content, before: {hostile:?}, after: {hostile:?}}}\n"
    );
    let loaded = Workspace::open(None, &[]).load_text(Path::new("assessment.yaml"), &text);
    let assessment = loaded.assessment.unwrap();
    let page = web_page(&assessment);
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert!(!page.contains("49") && !page.contains("<!--") && !page.contains("href=\"javascript"));
    assert!(seen(&page).contains(&squeezed(hostile)));
    let markdown = markdown_page(&assessment);
    for event in Parser::new_ext(&markdown, Options::all()) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => {
                assert!(raw.starts_with("<a id=") || ["</a>", "<br>", ""].contains(&raw.trim()), "{raw}");
            }
            Event::Start(tag) => {
                let tag = format!("{tag:?}");
                assert!(
                    !tag.starts_with("Emphasis") && !tag.contains("javascript") && !tag.starts_with("CodeBlock"),
                    "{tag}"
                );
            }
            Event::Code(code) => panic!("{code}"),
            _ => {}
        }
    }
    let content = assessment.cells.iter().find(|cell| cell.address == "work.content").unwrap();
    assert!(read(&markdown).contains(&squeezed(&assessment.words(content))));
}

#[test]
fn a_page_has_landmarks_headings_and_table_headers() {
    for name in SAMPLES {
        let page = web_page(&load(name));
        for landmark in ["<html lang=\"ja\">", "<header", "<nav ", "<main ", "role=\"search\"", "class=\"skip\""] {
            assert_eq!(page.matches(landmark).count(), 1, "{name}: {landmark}");
        }
        assert_eq!(page.matches("<h1>").count(), 1);
        let mut level = 1;
        let headings = page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10));
        for next in headings {
            assert!(next <= level + 1, "{name}: a heading of level {next} under one of level {level}");
            level = next;
        }
        assert!(page.matches("<th ").count() > 100);
        assert_eq!(page.matches("<th ").count(), page.matches("<th scope=").count());
        assert!(!page.contains("<th>"));
    }
}

#[test]
fn json_holds_to_its_contract() {
    let text = json!({"type": ["string", "null"]});
    let schema = json!({
        "type": "object",
        "required": ["form", "title", "items", "changes"],
        "additionalProperties": false,
        "properties": {
            "form": {"type": "string"},
            "title": {"type": "string"},
            "items": {"type": "array", "items": {
                "type": "object",
                "required": ["item", "path", "label", "kind", "mark", "answer"],
                "properties": {
                    "item": {"type": "string"},
                    "path": {"type": "string", "minLength": 1},
                    "label": {"type": "string"},
                    "kind": {"enum": ["text", "choice", "checks", "flag", "count", "date", "list", "figure"]},
                    "mark": {"type": "boolean"},
                },
                "oneOf": [
                    {"properties": {"answer": {"type": "null"}}},
                    {"properties": {"kind": {"enum": ["text", "choice"]}, "answer": {"type": "string"}}},
                    {"properties": {"kind": {"const": "date"}, "answer": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}}},
                    {"properties": {"kind": {"const": "flag"}, "answer": {"type": "boolean"}}},
                    {"properties": {"kind": {"const": "count"}, "answer": {"type": "integer"}}},
                    {"properties": {
                        "kind": {"enum": ["checks", "list", "figure"]},
                        "answer": {"type": "array", "items": {"type": "string"}},
                    }},
                ],
            }},
            "changes": {"type": "array", "items": {
                "type": "object",
                "required": ["date", "item", "path", "before", "after", "timing", "reason"],
                "properties": {
                    "date": {"type": "string"}, "item": text, "path": text, "before": text, "after": text,
                    "timing": {"enum": ["事前", "事後", null]}, "reason": text,
                },
            }},
        },
    });
    let schema = jsonschema::validator_for(&schema).unwrap();
    for name in SAMPLES {
        let assessment = load(name);
        let document: Value = serde_json::from_str(&json::page(&assessment)).unwrap();
        let errors: Vec<String> = schema.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {:#?}", &errors[..errors.len().min(3)]);
        let items: Vec<&str> =
            document["items"].as_array().unwrap().iter().map(|item| item["item"].as_str().unwrap()).collect();
        let cells: Vec<&str> = assessment.cells.iter().map(|cell| cell.address.as_str()).collect();
        assert_eq!(items, cells, "{name}: in form order");
    }
    let document: Value = serde_json::from_str(&json::page(&load(SAMPLES[0]))).unwrap();
    let answer = |address: &str| {
        let items = document["items"].as_array().unwrap();
        items.iter().find(|item| item["item"] == address).unwrap()["answer"].clone()
    };
    assert_eq!(answer("cover.published_on"), "2025-12-26");
    assert_eq!(answer("work.population"), "30万人以上");
    assert_eq!(answer("files.checkups.outsourced_count"), 4);
    let connects = json!(["庁内連携システム", "宛名システム等", "その他（検診予約システム、検診結果読取システム）"]);
    assert_eq!(answer("systems.health.connects"), connects);
}

#[test]
fn a_workspace_has_a_look_of_its_own() {
    let folder = support::fresh("render-theme");
    support::copy(Path::new("assessments"), &folder);
    fs::create_dir_all(folder.join("templates/html")).unwrap();
    fs::write(folder.join("templates/html/assessment.css"), "main { color: #123456; }").unwrap();
    let own = Workspace::open(Some(&folder), &[]).templates().unwrap();
    let assessment = load(SAMPLES[1]);
    let document = build(&assessment, &HouseStyle::default());
    let page = html::page(&document, &Theme::new(own).unwrap(), &|_| None, &Site::default()).unwrap();
    assert!(page.contains("#123456") && !page.contains("--accent:"));
}

/// Its own folder as the only place of its faults: `templates/html/` of a workspace.
fn look(name: &str, text: &str) -> Result<Theme, RenderError> {
    Theme::new(Templates {
        folder: "w/templates/html".into(),
        texts: BTreeMap::from([(name.to_owned(), text.to_owned())]),
        ..Templates::default()
    })
}

#[test]
fn a_broken_look_is_told_with_file_and_line() {
    let told = look("assessment.html", "<p>\n{% if %}").unwrap_err().to_string();
    assert!(told.starts_with("w/templates/html/assessment.html:2:"), "{told}");
    let told = look("assesment.css", "").unwrap_err().to_string();
    assert!(told.starts_with("w/templates/html/assesment.css:1:") && told.contains("assessment.css"), "{told}");
    let told = look("piece.html", "").unwrap_err().to_string();
    assert!(told.starts_with("w/templates/html/piece.html:1:"), "nobody includes it: {told}");
    let document = build(&load(SAMPLES[1]), &HouseStyle::default());
    let page = |look: Theme| html::page(&document, &look, &|_| None, &Site::default());
    let told = page(look("assessment.html", "<p>\n\n{{ document.titel }}").unwrap()).unwrap_err().to_string();
    assert!(told.starts_with("w/templates/html/assessment.html:3:") && told.contains("titel"), "{told}");
    let own = page(look("own.css", ":root { --accent: #123456 }").unwrap()).unwrap();
    for (name, text) in [("own.css", "a{}\n</STYLE><script>1</script>"), ("assessment.js", "</script >")] {
        let refused = look(name, text).unwrap_err().to_string();
        assert!(refused.contains(name) && refused.contains("</"), "{refused}");
    }
    let at = |words: &str| own.find(words).unwrap();
    assert!(at("--accent: #0b4f8a") < at("--accent: #123456"), "the own style follows the built-in one");
}

#[test]
fn a_browser_is_told_to_run_nothing_but_the_page_s_own_script() {
    let page = web_page(&load(SAMPLES[1]));
    let script = page.split_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    assert!(!script.is_empty());
    let policy = values(&page, "content").into_iter().find(|value| value.contains("default-src")).unwrap();
    assert!(policy.starts_with("default-src &#39;none&#39;;"), "{policy}");
    assert!(policy.contains("script-src &#39;sha256-") && !policy.contains("http"), "{policy}");
}

#[test]
fn pictures_stand_in_the_page() {
    let text = "form: full-2025-05\nfigures:\n  - {file: figures/a.svg, alternative: '流れ \"図\"', remarks: 備考の文}\n  - {file: ../b.svg, alternative: 二つ目}\n";
    let workspace = Workspace::open(None, &[]);
    let assessment = workspace.load_text(Path::new("assessment.yaml"), text).assessment.unwrap();
    assert!(assessment.cells.iter().any(|cell| assessment.node(cell).kind == Some(Kind::Figure) && !cell.is_blank()));
    let theme = Theme::new(Templates::default()).unwrap();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let pictures = |file: &str| (file == "figures/a.svg").then(|| svg.clone());
    let page = html::page(&build(&assessment, &HouseStyle::default()), &theme, &pictures, &Site::default()).unwrap();
    assert!(
        page.contains("<img src=\"data:image/svg+xml;base64,PHN2Zy") && page.contains("alt=\"流れ &quot;図&quot;\"")
    );
    assert!(page.contains("二つ目") && page.contains("備考の文") && page.contains("id=\"figures.2\""));
    let refused = workspace.picture(Path::new("assessments"), "../b.svg").unwrap_err();
    assert_eq!(refused.rule.code, "HY055");
}
