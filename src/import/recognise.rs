//! Which form a document is printed on, and which edition of it.

use std::sync::Arc;

use crate::dates::Date;
use crate::form::{Form, Forms};
use crate::grid::Book;
use crate::text::fold::fold;

/// How many of a form's labels a document has to print to be one of that form.
const LABELS: usize = 8;

/// A form of another style that has so great a part of the labels, too, may be meant as well: nine of ten.
const ALIKE: (usize, usize) = (9, 10);

/// How much of a document is looked at; no head of one is longer.
const LOOKED_AT: usize = 100_000;

/// Why nobody can tell the form of a document.
pub(super) enum Unrecognised {
    /// It prints the labels of no form.
    NoForm,
    /// The mark of a form or an edition that is not among the forms, as printed.
    Foreign(String),
    /// Forms of different styles whose words it prints as much.
    Either(Vec<Arc<Form>>),
}

/// A form, and the printed mark of another that it is taken for.
pub(super) struct Recognised {
    pub(super) form: Arc<Form>,
    pub(super) foreign: Option<String>,
}

/// The form whose words the document prints; `named` is the one that somebody said it is.
pub(super) fn form_of(book: &Book, forms: &Forms, named: Option<&Arc<Form>>) -> Result<Recognised, Unrecognised> {
    let mut text = String::new();
    for (_, cell) in book.cells() {
        if text.len() > LOOKED_AT * 'あ'.len_utf8() {
            break;
        }
        text += &fold(&cell.text);
    }
    let head: String = text.chars().take(2_000).collect();
    let forms = forms.all();
    let is_known = |edition: &str, style: &str| {
        forms.iter().any(|form| fold(&form.edition) == edition && fold(&form.style) == style)
    };
    let foreign = mark(&head).filter(|(edition, style)| !is_known(edition, style));
    let told = foreign.map(|(edition, style)| format!("{edition} {style}"));
    if let Some(form) = named {
        return Ok(Recognised { form: Arc::clone(form), foreign: told });
    }
    // What came after the oldest edition that is known is much like its neighbours; what came before asks other things.
    let oldest = forms.iter().filter_map(|form| day(&form.edition)).min();
    let is_near =
        |(edition, style): (&str, &str)| day(edition) > oldest && forms.iter().any(|form| fold(&form.style) == style);
    if let (Some(told), Some(foreign)) = (&told, foreign)
        && !is_near(foreign)
    {
        return Err(Unrecognised::Foreign(told.clone()));
    }
    // A document may name other kinds of assessments, too; its own stands at its head, in brackets as a rule.
    let at_head = |words: &dyn Fn(&str) -> String| -> Vec<&Arc<Form>> {
        let place = |form: &Arc<Form>| head.find(&words(&fold(&form.name)));
        let first = forms.iter().filter_map(place).min();
        forms.iter().filter(|form| first.is_some() && place(form) == first).collect()
    };
    let of_style =
        |(_, style): (&str, &str)| forms.iter().filter(|form| fold(&form.style) == style).collect::<Vec<_>>();
    let choices = [
        foreign.map(of_style).unwrap_or_default(),
        at_head(&|name| format!("評価書({name})")),
        at_head(&str::to_owned),
    ];
    let said = choices.into_iter().find(|forms| !forms.is_empty());
    let candidates = said.clone().unwrap_or_else(|| forms.iter().collect());
    let mut scored: Vec<_> = candidates.into_iter().map(|form| (score(form, &text, &head), form)).collect();
    // Among equals the first, which is the newest.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let Some(((has_mark, labels, _), best)) = scored.first().filter(|(score, _)| score.1 >= LABELS) else {
        return Err(Unrecognised::NoForm);
    };
    let other = scored.iter().find(|(_, form)| form.style != best.style);
    if let (None, false, Some((near, other))) = (said, has_mark, other)
        && near.1 * ALIKE.1 >= labels * ALIKE.0
    {
        return Err(Unrecognised::Either(vec![Arc::clone(best), Arc::clone(other)]));
    }
    Ok(Recognised { form: Arc::clone(best), foreign: told })
}

fn day(edition: &str) -> Option<String> {
    Date::parse(edition).ok().map(Date::iso)
}

/// The edition and the style in `[平成26年4月様式4]`.
fn mark(head: &str) -> Option<(&str, &str)> {
    head.split('[').skip(1).find_map(|rest| {
        let inside = rest.split_once(']')?.0;
        let (edition, number) = inside.split_once("様式")?;
        let is_edition = edition.ends_with('月') && Date::parse(edition).is_ok();
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        (is_edition && is_number).then(|| (edition, &inside[edition.len()..]))
    })
}

/// Whether its mark is printed, how many of its labels are, and how many of its options.
fn score(form: &Form, text: &str, head: &str) -> (bool, usize, usize) {
    let mark = fold(&form.printed_mark());
    let count = |words: &mut dyn Iterator<Item = &str>| words.filter(|word| text.contains(&fold(word))).count();
    let labels = count(&mut form.nodes.iter().map(|node| node.label.as_str()).filter(|label| !label.is_empty()));
    let words = form.options.values().flat_map(|options| &options.choices).map(|choice| choice.word.as_str());
    let options = count(&mut words.filter(|word| word.chars().count() > 5));
    (head.contains(mark.trim_matches(['[', ']'])), labels, options)
}
