//! A field of the page model as a control.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assessment::{Assessment, Cell};
use crate::doc::table::{Field, FieldKind, Line, LineRun};
use crate::form::Kind;
use crate::sheet::contract::{FieldRole, FieldValue, SheetField};

/// `kind` says which of the others count.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::serve) struct ControlView {
    /// `text`, `line`, `lines`, `radio`, `select`, `number`, `tick`, `fixed`
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// The address of its item.
    pub(super) item: String,
    /// What it is called: the path of the item.
    pub(super) label: String,
    pub(super) value: String,
    /// What the value is known by.
    pub(super) noted: String,
    pub(super) on: bool,
    pub(super) options: Vec<OptionView>,
    /// Why nobody types here.
    pub(super) why: String,
    /// The passages that the answer draws on.
    pub(super) passages: Vec<String>,
    pub(super) required: bool,
    /// Required, and not answered.
    pub(super) open: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::serve) struct OptionView {
    pub(super) word: String,
    pub(super) on: bool,
}

/// A piece of a line.
#[derive(Clone, Debug, Serialize)]
pub(in crate::serve) struct RunView {
    /// `words`, `tick` (a box with its word), `control`
    pub(super) kind: &'static str,
    pub(super) words: String,
    pub(super) control: Option<ControlView>,
}

const DERIVED: &str = "ほかの欄から自動で決まります";
const FIXED: &str = "様式で決まっている記載です";
const MARKDOWN: &str = "Markdown で書かれた文です。YAML のファイルで直してください";

/// Makes controls of the fields of one assessment.
pub(super) struct Controls<'a> {
    pub(super) assessment: &'a Assessment,
    /// What the value of a field is known by, by its name.
    pub(super) noted: &'a BTreeMap<String, String>,
}

impl Controls<'_> {
    pub(super) fn line(&self, line: &Line) -> Vec<RunView> {
        let mut views = Vec::new();
        let mut runs = line.runs.as_slice();
        loop {
            match runs {
                [LineRun::Words(_), LineRun::Field(field), LineRun::Words(_), LineRun::Words(word), rest @ ..]
                    if field.is_tick() =>
                {
                    let control = Some(self.control(field));
                    views.push(RunView { kind: "tick", words: word.text.trim().to_owned(), control });
                    runs = rest;
                }
                [LineRun::Words(span), rest @ ..] => {
                    views.push(RunView { kind: "words", words: span.text.clone(), control: None });
                    runs = rest;
                }
                [LineRun::Field(field), rest @ ..] => {
                    views.push(RunView { kind: "control", words: String::new(), control: Some(self.control(field)) });
                    runs = rest;
                }
                [] => return views,
            }
        }
    }

    pub(super) fn control(&self, field: &Field) -> ControlView {
        let role = FieldRole::of(&field.kind);
        let cell = self.assessment.cell(&field.address);
        let mut view = self.named(&field.address, role, &field.value);
        view.kind = self.kind(field, cell);
        view.on = field.is_tick() && !field.value.is_empty();
        if let FieldKind::Choice(words) = &field.kind {
            let option = |word: &String| OptionView { word: word.clone(), on: *word == field.value };
            view.options = words.iter().map(option).collect();
        }
        let fixed = cell.is_some_and(|cell| self.assessment.node(cell).kind == Some(Kind::Fixed));
        let why = match &field.kind {
            _ if field.derived => DERIVED,
            _ if fixed => FIXED,
            FieldKind::Markdown => MARKDOWN,
            _ => "",
        };
        why.clone_into(&mut view.why);
        view
    }

    /// A field that is known by its item and what part of the answer it is.
    pub(super) fn named(&self, address: &str, role: FieldRole, value: &str) -> ControlView {
        let name = SheetField::new(address, role, FieldValue::Text(String::new())).name;
        let cell = self.assessment.cell(address);
        let is_required = cell.is_some_and(|cell| self.assessment.is_required(cell));
        ControlView {
            noted: self.noted.get(&name).cloned().unwrap_or_default(),
            name,
            item: address.to_owned(),
            label: cell.map_or_else(|| address.to_owned(), |cell| self.assessment.path(cell)),
            value: value.to_owned(),
            passages: cell.and_then(Cell::text).map(|text| text.fragments.clone()).unwrap_or_default(),
            required: is_required,
            open: is_required && cell.is_some_and(|cell| !self.assessment.is_answered(cell)),
            ..ControlView::default()
        }
    }

    fn kind(&self, field: &Field, cell: Option<&Cell>) -> &'static str {
        let kind = cell.and_then(|cell| self.assessment.node(cell).kind);
        match &field.kind {
            FieldKind::Text if matches!(kind, Some(Kind::Line | Kind::Date | Kind::Period)) => "line",
            FieldKind::Text | FieldKind::Markdown => "text",
            FieldKind::Lines => "lines",
            FieldKind::Choice(_) => "select",
            FieldKind::Number => "number",
            FieldKind::Flag | FieldKind::Box(_) => "tick",
            FieldKind::BoxText(_) => "line",
        }
    }
}
