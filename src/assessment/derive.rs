//! Derived answers: what follows from the lists is never asked for. The form names the derivation of an item.

use super::model::Assessment;
use super::{Answer, Numbers, Scope, Text};
use crate::form::{Derivation, Form, NodeId, Options};
use crate::law::AssessmentLevel;

/// The option of ④記録される項目 that so many record items are.
fn bucket(options: &Options, number: u64) -> Option<usize> {
    options.choices.iter().position(|choice| Numbers::of(&choice.word).is_some_and(|numbers| numbers.holds(number)))
}

/// Computes every derived answer. Those that others build on come first.
pub(super) fn apply(assessment: &mut Assessment) {
    for index in 0..assessment.cells.len() {
        let cell = &assessment.cells[index];
        let Some(derivation) = assessment.form.node(cell.node).derive else { continue };
        let scope = file_scope(assessment, cell.positions.first().copied());
        let derived = derive(assessment, derivation, &scope, cell.node);
        assessment.cells[index].derived = derived;
    }
}

fn file_scope(assessment: &Assessment, position: Option<usize>) -> Scope<'_> {
    let block = position.and_then(|position| assessment.file_blocks().get(position));
    Scope::new(assessment, block.map(|block| block.address.clone()).unwrap_or_default())
}

fn derive(assessment: &Assessment, derivation: Derivation, file: &Scope<'_>, node: NodeId) -> Option<Answer> {
    let form = &assessment.form;
    let options = form.options_of(form.node(node));
    let list_flag = |list: &str| file.has_list(list).then(|| Answer::Flag(!file.blocks(list).is_empty()));
    let list_count = |list: &str| file.has_list(list).then(|| Answer::Count(file.blocks(list).len() as u64));
    match derivation {
        Derivation::FileNames => {
            let names: Vec<String> = assessment.files().iter().map(|file| file.words("name")).collect();
            (!names.is_empty() && names.iter().all(|name| !name.is_empty())).then_some(Answer::List(names))
        }
        Derivation::FileName => {
            Some(file.words("name")).filter(|name| !name.is_empty()).map(|name| Answer::Text(Text::derived(name)))
        }
        Derivation::RecordCount => {
            let Some(Answer::Records(groups)) = file.cell("records")?.answer() else { return None };
            let number: u64 = groups.iter().map(|group| group.items.len() as u64).sum();
            if number == 0 { None } else { bucket(options?, number).map(Answer::Choice) }
        }
        Derivation::AnnexReference => Some(Answer::Text(Text::derived(annex_reference(form)))),
        // 委託する comes first on the form, 委託しない second.
        Derivation::Outsourced => {
            file.has_list("outsourcing").then(|| Answer::Choice(usize::from(file.blocks("outsourcing").is_empty())))
        }
        Derivation::OutsourcingCount => list_count("outsourcing"),
        Derivation::Provides => list_flag("provision"),
        Derivation::ProvisionCount => list_count("provision"),
        Derivation::Transfers => list_flag("transfer"),
        Derivation::TransferCount => list_count("transfer"),
        Derivation::SharesNothing => {
            let known = file.has_list("provision") && file.has_list("transfer");
            known.then(|| Answer::Flag(file.blocks("provision").is_empty() && file.blocks("transfer").is_empty()))
        }
        Derivation::OutsourcesNothing => {
            file.has_list("outsourcing").then(|| Answer::Flag(file.blocks("outsourcing").is_empty()))
        }
        Derivation::NoSubcontract => {
            no_subcontract(file).then(|| options?.choices.len().checked_sub(1).map(Answer::Choice)).flatten()
        }
        Derivation::SharesOnlyByNetwork => shares_only_by_network(file).map(Answer::Flag),
        // Only 実施しない decides the boxes of the network; otherwise the author ticks them.
        Derivation::NoNetwork => {
            let status = assessment.root().choice_index("network.status")?;
            Some(Answer::Flag(status == 1))
        }
        Derivation::ThresholdResult => threshold_result(assessment, options?).map(Answer::Choice),
        Derivation::RepeatedVerdict => repeated_verdict(assessment, options?).map(Answer::Choice),
    }
}

/// The option that says what the table makes mandatory, once the facts leave one thing only.
fn threshold_result(assessment: &Assessment, options: &Options) -> Option<usize> {
    let population = Numbers::chosen(&assessment.root(), "decision.population")?;
    let levels = assessment.facts().unwrap_or_default().mandatory(population)?;
    let level = Some(*levels.start()).filter(|level| level == levels.end())?;
    options.choices.iter().position(|choice| AssessmentLevel::of(&choice.word) == level)
}

/// The verdict on the measure that was chosen as the first; their scales have as many steps, in the same order.
fn repeated_verdict(assessment: &Assessment, options: &Options) -> Option<usize> {
    let root = assessment.root();
    let measures = assessment.form.options_of(assessment.node(root.cell("priority.measure")?))?;
    let about = measures.choices.get(root.choice_index("priority.measure")?)?.about.as_deref()?;
    root.choice_index(about).filter(|index| *index < options.choices.len())
}

/// 「別添2を参照。」
fn annex_reference(form: &Form) -> String {
    let number = form.records_part().and_then(|part| part.number.as_deref()).unwrap_or_default();
    format!("{}を参照。", number.trim_matches(['（', '）']))
}

/// There are 委託事項, and every one of them says 再委託しない: then the last option, 再委託していない, follows.
fn no_subcontract(file: &Scope<'_>) -> bool {
    let blocks = file.blocks("outsourcing");
    !blocks.is_empty() && blocks.iter().all(|block| block.choice_index("subcontract.status") == Some(1))
}

/// Ⅲ5 leaves out what goes through the 情報提供ネットワークシステム, the first box of ⑥提供方法.
fn shares_only_by_network(file: &Scope<'_>) -> Option<bool> {
    if !file.has_list("provision") || !file.has_list("transfer") {
        return None;
    }
    let by_network = |provision: &Scope<'_>| {
        let ticks = provision.ticks("methods");
        (!ticks.is_empty()).then(|| ticks.iter().all(|tick| tick.index == 0))
    };
    if !file.blocks("transfer").is_empty() {
        return Some(false);
    }
    file.blocks("provision").iter().map(by_network).try_fold(true, |all, one| one.map(|one| all && one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Choice;

    #[test]
    fn buckets_end_below_their_upper_bound() {
        let words = ["10項目未満", "10項目以上50項目未満", "50項目以上100項目未満", "100項目以上"];
        let choices =
            words.iter().map(|word| Choice { word: (*word).into(), group: None, text: false, about: None }).collect();
        let options = Options { choices };
        let found: Vec<_> = [9, 10, 49, 50, 99, 100, 5_000].iter().map(|number| bucket(&options, *number)).collect();
        assert_eq!(found, [0, 1, 1, 2, 2, 3, 3].map(Some));
    }
}
