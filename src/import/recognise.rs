//! Which form a document is printed on, and which edition of it.

use std::sync::Arc;

use crate::dates::Date;
use crate::form::{Form, Forms};
use crate::grid::Book;
use crate::text::fold::fold;

/// How many of a form's labels a document has to print to be one of that form.
const LABELS: usize = 8;

/// How much of a document is looked at; no head of one is longer.
const LOOKED_AT: usize = 100_000;

/// The form that a document is printed on, or the nearest to it.
pub(super) struct Recognised {
    pub(super) form: Arc<Form>,
    /// The mark of an edition that is not among the forms, as printed.
    pub(super) foreign: Option<String>,
}

/// The form whose words the document prints; none where its mark names a form of which no edition is known.
pub(super) fn form_of(book: &Book, forms: &Forms) -> Option<Recognised> {
    let mut text = String::new();
    for (_, cell) in book.cells() {
        if text.len() > LOOKED_AT * 'あ'.len_utf8() {
            break;
        }
        text += &fold(&cell.text);
    }
    let head: String = text.chars().take(2_000).collect();
    let forms = forms.all();
    let printed = mark(&head);
    let foreign = printed.filter(|(edition, style)| {
        !forms.iter().any(|form| fold(&form.edition) == *edition && fold(&form.style) == *style)
    });
    let candidates: Vec<&Arc<Form>> = match foreign {
        Some((_, style)) => forms.iter().filter(|form| fold(&form.style) == style).collect(),
        None => {
            // A document may name other kinds of assessments, too; its own stands at its head, in brackets as a rule.
            let named = |words: &dyn Fn(&str) -> String| -> Vec<&Arc<Form>> {
                let place = |form: &Arc<Form>| head.find(&words(&fold(&form.name)));
                let first = forms.iter().filter_map(place).min();
                forms.iter().filter(|form| first.is_some() && place(form) == first).collect()
            };
            let choices = [named(&|name| format!("評価書({name})")), named(&str::to_owned), forms.iter().collect()];
            choices.into_iter().find(|forms| !forms.is_empty()).unwrap_or_default()
        }
    };
    let scored = candidates.into_iter().map(|form| (score(form, &text, &head), form));
    // Among equals the first, which is the newest.
    let best = scored.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    let foreign = foreign.map(|(edition, style)| format!("{edition} {style}"));
    (best.0.1 >= LABELS).then(|| Recognised { form: Arc::clone(best.1), foreign })
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
