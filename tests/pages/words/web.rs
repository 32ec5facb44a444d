//! The tables of a web page.

use hyokasho::doc::Document;
use hyokasho::render::{Site, Theme, html};
use hyokasho::workspace::Templates;

use super::{Seen, squeezed};

pub(crate) fn read(document: &Document) -> Vec<Vec<Seen>> {
    let theme = Theme::new(Templates::default()).unwrap();
    let page = html::page(document, &theme, &|_| None, &Site::default()).unwrap();
    let body = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
    pieces(body, "<table", "</table>")
        .into_iter()
        .map(|table| pieces(table, "<tr", "</tr>").into_iter().map(row).collect())
        .collect()
}

fn row(html: &str) -> Seen {
    let mut cells = Vec::new();
    for cell in html.split("<td").flat_map(|piece| piece.split("<th")).skip(1) {
        cells.push(text(cell.split_once('>').unwrap().1));
    }
    let anchors = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    Seen { anchors, cells }
}

fn pieces<'a>(html: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    html.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inside, _)| inside).collect()
}

/// What is seen: nothing that only screen readers are told.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        if rest.starts_with("<span class=\"unseen\">") {
            rest = rest.split_once("</span>").unwrap().1;
        } else {
            rest = rest.split_once('>').unwrap().1;
        }
    }
    text.push_str(rest);
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2F;", "/")] {
        text = text.replace(entity, character);
    }
    squeezed(&text.replace("&amp;", "&"))
}
