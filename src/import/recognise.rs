//! Which form a document is printed on, and which edition of it.

use std::sync::Arc;

use crate::form::{Form, Forms};
use crate::grid::Book;
use crate::text::fold::fold;

/// How many of a form's labels a document has to print to be one of that form.
const LABELS: usize = 8;

/// How much of a document is looked at; no head of one is longer.
const LOOKED_AT: usize = 100_000;

/// The form whose words the document prints.
pub(super) fn form_of(book: &Book, forms: &Forms) -> Option<Arc<Form>> {
    let mut text = String::new();
    for (_, cell) in book.cells() {
        if text.len() > LOOKED_AT * 'あ'.len_utf8() {
            break;
        }
        text += &fold(&cell.text);
    }
    let head: String = text.chars().take(2_000).collect();
    let forms = forms.all();
    let named: Vec<&Arc<Form>> = forms.iter().filter(|form| head.contains(&fold(&form.name))).collect();
    let candidates = if named.is_empty() { forms.iter().collect() } else { named };
    let scored = candidates.into_iter().map(|form| (score(form, &text, &head), form));
    // Among equals the first, which is the newest.
    let best = scored.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    (best.0.1 >= LABELS).then(|| Arc::clone(best.1))
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
