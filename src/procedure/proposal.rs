//! What the opinions and their answers say in the form: proposed, and written where nothing stands yet.

use super::model::{Opinion, OpinionSource, Procedure};
use crate::assessment::{Address, Assessment};
use crate::yaml::{self, Draft, EditError, YamlChange, YamlNode, YamlStep};

/// A text for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemProposal {
    pub item: Address,
    /// The official path of the item.
    pub path: String,
    pub text: String,
    /// The item says something else already.
    pub is_taken: bool,
}

const OPINIONS: &str = "procedure.opinion.opinions";
const REFLECTED: &str = "procedure.opinion.reflected";

/// What the items about the hearing may say. Nothing as long as an opinion has no answer, or where the form has no such item.
pub fn proposals(assessment: &Assessment, procedure: &Procedure) -> Vec<ItemProposal> {
    let opinions: Vec<&Opinion> =
        procedure.opinions.iter().filter(|opinion| opinion.source == OpinionSource::Residents).collect();
    if opinions.is_empty() || opinions.iter().any(|opinion| !opinion.is_answered()) {
        return Vec::new();
    }
    // A form that does not ask what became of the opinions is told so beside them.
    let asks = assessment.cell(REFLECTED).is_some();
    let told = |opinion: &&Opinion| {
        let text = format!("（意見{}）{}", opinion.number, opinion.published().trim());
        let answer = opinion.answer.as_deref().unwrap_or_default().trim();
        if asks { text } else { format!("{text}\n　（考え方）{answer}") }
    };
    let became = |opinion: &&Opinion| {
        let answer = opinion.answer.as_deref().unwrap_or_default().trim();
        let place = opinion.change.as_ref().map(|change| match assessment.cell(&change.item) {
            Some(cell) => format!("「{}」を改めた。", assessment.path(cell)),
            None => format!("「{}」を改めた。", change.item),
        });
        format!("（意見{}）{}{answer}", opinion.number, place.unwrap_or_else(|| "記載は改めていない。".into()))
    };
    let lines = |told: &dyn Fn(&&Opinion) -> String| opinions.iter().map(told).collect::<Vec<_>>().join("\n") + "\n";
    [(OPINIONS, lines(&told)), (REFLECTED, lines(&became))]
        .into_iter()
        .filter_map(|(item, text)| {
            let cell = assessment.cell(item)?;
            let words = assessment.words(cell);
            let is_taken = cell.typed.is_some() && !cell.is_blank() && words.trim() != text.trim();
            Some(ItemProposal { item: cell.address.clone(), path: assessment.path(cell), text, is_taken })
        })
        .collect()
}

/// The text of the assessment with those proposals written that stand in nobody's way.
pub fn filled(assessment: &Assessment, proposals: &[ItemProposal]) -> Result<String, EditError> {
    let mut source = std::sync::Arc::clone(&assessment.source);
    for proposal in proposals.iter().filter(|proposal| !proposal.is_taken) {
        let Some(root) = yaml::parse(&source).root else { continue };
        let pieces: Vec<&str> = proposal.item.pieces().collect();
        let (depth, value) = nested(&root, &pieces, Draft::text(&proposal.text));
        let steps: Vec<YamlStep<'_>> = pieces[..depth].iter().map(|piece| YamlStep::Key(piece)).collect();
        let text = yaml::edit(&source, &steps, &YamlChange::Set(value))?;
        source = crate::text::Source::new(source.path(), text);
    }
    Ok(source.text().to_owned())
}

/// How many keys lead to what is to be set, and the value with the maps that are not there yet around it.
fn nested(root: &YamlNode, pieces: &[&str], value: Draft) -> (usize, Draft) {
    let mut node = Some(root);
    let mut depth = 0;
    for piece in pieces {
        node = node.and_then(|node| node.get(piece)).filter(|node| !node.is_null());
        depth += 1;
        if node.is_none() {
            break;
        }
    }
    let value = pieces[depth..].iter().rev().fold(value, |value, piece| Draft::map([(*piece, value)]));
    (depth, value)
}
