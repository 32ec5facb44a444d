//! The assessment as it will be printed and published, and as a file.

use super::answer::{Ask, ServeAnswer};
use super::desk::{Desk, Opened};
use super::view::is_filled_in;
use crate::assessment::Assessment;
use crate::doc::table::{Element, print};
use crate::doc::{Document, FigureSource};
use crate::office::Output;
use crate::render::html::picture_type;
use crate::render::svg::svg;
use crate::render::{Site, Theme};

fn with<T>(
    desk: &Desk,
    ask: &Ask,
    make: impl FnOnce(&Opened, &Assessment, &Output<'_>, &Document) -> Result<T, ServeAnswer>,
) -> Result<T, ServeAnswer> {
    let opened = desk.open(ask.piece(0))?;
    let Some(assessment) = &opened.loaded.assessment else {
        return Err(ServeAnswer::refused("評価書のファイルを読めません"));
    };
    let output = Output::new(opened.workspace(), &opened.loaded.path, assessment);
    let document = output.document();
    make(&opened, assessment, &output, &document)
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: impl std::fmt::Display) -> ServeAnswer {
    ServeAnswer::refused(error.to_string())
}

/// Without its script, which a page inside another one has no use for.
pub(super) fn web(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    with(desk, ask, |opened, _, output, document| {
        let own = opened.workspace().templates().map_err(|finding| refused(finding.message.clone()))?;
        let theme = Theme::new(own).map_err(refused)?;
        output.web(document, &theme, &Site::default()).map(ServeAnswer::framed).map_err(refused)
    })
}

pub(super) fn paper(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    pdf(desk, ask).map(ServeAnswer::paper)
}

fn pdf(desk: &Desk, ask: &Ask) -> Result<Vec<u8>, ServeAnswer> {
    with(desk, ask, |opened, _, output, document| {
        let font = opened.workspace().font().map_err(|finding| refused(finding.message.clone()))?;
        output.paper(document, font, true).map(|pdf| pdf.bytes).map_err(refused)
    })
}

pub(super) fn file(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let name = |ending: &str| format!("{}.{ending}", ask.piece(0).replace('/', "-"));
    if ask.piece(1) == "pdf" {
        return pdf(desk, ask).map(|bytes| ServeAnswer::file("application/pdf", bytes, name("pdf")));
    }
    with(desk, ask, |_, _, output, document| match ask.piece(1) {
        "docx" => {
            let word = output.word(document).map_err(refused)?;
            Ok(ServeAnswer::word(word.bytes, name("docx")))
        }
        "xlsx" => {
            let book = output.sheets(document).map_err(refused)?;
            Ok(ServeAnswer::sheets(book.bytes, name("xlsx")))
        }
        _ => Err(ServeAnswer::missing()),
    })
}

/// A figure of a chapter, by the position of the chapter among those that are filled in and its own in it: `2-0`.
pub(super) fn figure(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let (chapter, number) = ask.piece(1).split_once('-').ok_or_else(ServeAnswer::missing)?;
    let (Ok(chapter), Ok(number)) = (chapter.parse::<usize>(), number.parse::<usize>()) else {
        return Err(ServeAnswer::missing());
    };
    with(desk, ask, |opened, _, _, document| {
        let printed = print(document);
        let chapter = printed
            .chapters
            .iter()
            .filter(|chapter| is_filled_in(chapter))
            .nth(chapter)
            .ok_or_else(ServeAnswer::missing)?;
        let mut figures = chapter.elements.iter().filter_map(|element| match element {
            Element::Figure(figure) => Some(figure),
            _ => None,
        });
        let figure = figures.nth(number).ok_or_else(ServeAnswer::missing)?;
        match &figure.picture {
            FigureSource::Drawing(drawing) => {
                let title = figure.title.clone().unwrap_or_default();
                let drawn = svg(drawing, "figure", &title, &figure.alternative);
                Ok(ServeAnswer::bytes("image/svg+xml", drawn.into_bytes()))
            }
            FigureSource::File(file) => {
                let bytes = opened
                    .workspace()
                    .picture(opened.folder(), file)
                    .map_err(|finding| refused(finding.message.clone()))?;
                let kind = picture_type(&bytes).ok_or_else(ServeAnswer::missing)?;
                Ok(ServeAnswer::bytes(kind, bytes))
            }
        }
    })
}
