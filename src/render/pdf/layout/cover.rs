//! 表紙: what kind of document it is, then number, name and the rest in boxes one below the other.

use crate::doc::table::{Chapter, Element, Printed, TableKind};
use crate::render::Pictures;

use super::super::font::Weight;
use super::super::page::TagRole;
use super::flow::{LINE, LineAlign, PageFlow, SMALL, Type};
use super::lay_out_element;
use super::tables::{PageNumbers, table};

const TITLE: Type = Type { weight: Weight::Bold, size: 17.0 };
const EDITION: Type = Type { weight: Weight::Regular, size: 10.5 };

pub(super) fn lay_out(
    flow: &mut PageFlow,
    printed: &Printed,
    chapter: &Chapter,
    pictures: Pictures<'_>,
    pages: &PageNumbers,
) {
    flow.y += 30.0;
    let level = flow.level(1);
    flow.enter(level, &printed.kind);
    flow.text(&printed.kind, TagRole::Heading(level), TITLE, LineAlign::Centre);
    if let Some(edition) = &printed.edition {
        flow.y += 6.0;
        flow.text(edition, TagRole::Paragraph, EDITION, LineAlign::Centre);
    }
    flow.y += 24.0;
    let mut is_first = true;
    for (index, element) in chapter.elements.iter().enumerate() {
        match element {
            Element::Table(own) if own.kind == TableKind::Cover => {
                flow.y += if std::mem::take(&mut is_first) { 0.0 } else { 14.0 };
                table(flow, own, pages);
            }
            other => {
                let following = chapter.elements.get(index + 1..).unwrap_or_default();
                lay_out_element(flow, other, following, pictures, pages);
            }
        }
    }
    // The mark of the form stands at the foot of the page.
    flow.y = (flow.y + 12.0).max(flow.bottom - LINE);
    flow.text(&printed.form, TagRole::Paragraph, SMALL, LineAlign::Right);
}
