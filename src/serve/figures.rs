//! Figures: pictures that are taken in, drawings of the program, and what is said beside them.

use serde::Deserialize;

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, edited};
use super::desk::Desk;
use crate::assessment::{Address, Assessment};
use crate::disk::create;
use crate::form::Kind;
use crate::office::{FigureChange, FigureWords, change_figures, figure_place};
use crate::render::html::picture_type;
use crate::text::limits;

/// The body is the picture; the address says the rest.
pub(super) fn take_in(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let chapter = ask.query("chapter").parse().unwrap_or_default();
    let item = ask.query("item");
    if ask.body.len() as u64 > limits::PICTURE_BYTES {
        let largest = limits::PICTURE_BYTES / 1024 / 1024;
        return Err(ServeAnswer::refused(format!("図は {largest} MB までです")));
    }
    let ending = match picture_type(&ask.body) {
        Some("image/png") => "png",
        Some("image/jpeg") => "jpg",
        Some(_) => "svg",
        None => return Err(ServeAnswer::refused("図にできるのは PNG・JPEG・SVG のファイルです")),
    };
    let words = FigureWords {
        title: ask.query("title").to_owned(),
        alternative: ask.query("alternative").to_owned(),
        remarks: ask.query("remarks").to_owned(),
    };
    edited(desk, ask, chapter, |opened, assessment| {
        let path = figures_of(assessment, item)?;
        let (place, name) = figure_place(opened.folder(), &ask.body, ending);
        if !place.exists() {
            create(&place, &ask.body).map_err(|error| ServeAnswer::unwritten(&error))?;
        }
        let text = change_figures(assessment, &Address::from(item), &FigureChange::Add(name, words.clone()))
            .map_err(|error| ServeAnswer::refused(error.to_string()))?;
        Ok(Change::to(text, vec![path]))
    })
}

/// What the form calls the item, where it is one that holds figures.
fn figures_of(assessment: &Assessment, item: &str) -> Result<String, ServeAnswer> {
    let cell = assessment.cell(item).ok_or_else(ServeAnswer::missing)?;
    if assessment.node(cell).kind != Some(Kind::Figure) {
        return Err(ServeAnswer::refused("この欄に図は置けません"));
    }
    Ok(assessment.path(cell))
}

#[derive(Debug, Deserialize)]
struct FigureAsked {
    chapter: usize,
    item: String,
    /// `draw`, `say`, `up`, `down`, `remove`
    action: String,
    #[serde(default)]
    at: usize,
    #[serde(default)]
    title: String,
    #[serde(default)]
    alternative: String,
    #[serde(default)]
    remarks: String,
}

pub(super) fn edit(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: FigureAsked = ask.json()?;
    let words = FigureWords { title: asked.title, alternative: asked.alternative, remarks: asked.remarks };
    let wish = match asked.action.as_str() {
        "draw" => FigureChange::Draw(words),
        "say" => FigureChange::Say(asked.at, words),
        "up" => FigureChange::Up(asked.at),
        "down" => FigureChange::Up(asked.at + 1),
        "remove" => FigureChange::Remove(asked.at),
        _ => return Err(ServeAnswer::refused("送られた内容を読めません")),
    };
    edited(desk, ask, asked.chapter, |_, assessment| {
        let path = figures_of(assessment, &asked.item)?;
        let text = change_figures(assessment, &Address::from(asked.item.as_str()), &wish)
            .map_err(|error| ServeAnswer::refused(error.to_string()))?;
        Ok(Change::to(text, vec![path]))
    })
}
