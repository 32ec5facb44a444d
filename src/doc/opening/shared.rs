//! Who gets the data: other offices, and contractors.

use super::ask::{item, of_files, said, ticked};
use super::{Fact, FactEntry, OpeningTopic};
use crate::assessment::{Assessment, Scope, WITHHELD};
use crate::flow::beginning;

pub(super) fn takers(assessment: &Assessment) -> OpeningTopic {
    let mut facts: Vec<Fact> = of_files(assessment, |file| {
        let given = taken(file, "provision", "info", "次の相手に、法令の定めにより情報を渡します。");
        let moved = taken(file, "transfer", "info", "役所の中の次の部署にも、法令の定めにより情報を渡します。");
        let is_none = ["provision", "transfer"].iter().all(|list| file.has_list(list) && file.blocks(list).is_empty());
        let none = is_none.then(|| Fact {
            lead: "ほかの役所などに渡すことも、役所の中のほかの部署に渡すこともありません。".into(),
            items: file.cell("shares_nothing").map(|cell| item(assessment, cell)).into_iter().collect(),
            ..Fact::default()
        });
        vec![given, moved, none]
    })
    .collect();
    let root = assessment.root();
    facts.extend(ticked(
        &root,
        "risks.sharing.none",
        "ほかの役所などに渡すことも、役所の中のほかの部署に渡すこともありません。",
    ));
    facts.extend(network(&root));
    OpeningTopic { id: "sharing", question: "だれに渡しますか", facts }
}

/// The state's network, which the form alone knows by name.
fn network(root: &Scope<'_>) -> Option<Fact> {
    let form = &root.assessment.form;
    let node = root.assessment.node(root.cell("network.status")?);
    let title = form
        .ancestors(node.id)
        .into_iter()
        .rev()
        .map(|around| around.label.as_str())
        .find(|label| !label.is_empty())?;
    said(root, "network.status", |word| format!("{title}は、「{word}」としています。"))
}

fn taken(file: &Scope<'_>, list: &str, what: &str, lead: &str) -> Option<Fact> {
    let entry =
        |to: &Scope<'_>| FactEntry { name: told(to, "to"), more: told(to, what), address: to.address.to_string() };
    of_blocks(file, list, lead.to_owned(), entry)
}

pub(super) fn contractors(assessment: &Assessment) -> OpeningTopic {
    let mut facts: Vec<Fact> = of_files(assessment, |file| {
        let blocks = file.blocks("outsourcing");
        let lead = format!("次の{}件の仕事を、事業者に任せています。", blocks.len());
        let none = (blocks.is_empty() && file.has_list("outsourcing")).then(|| Fact {
            lead: "事業者に任せている仕事はありません。".into(),
            items: file.cell("outsourced").map(|cell| item(assessment, cell)).into_iter().collect(),
            ..Fact::default()
        });
        vec![of_blocks(file, "outsourcing", lead, contractor), none]
    })
    .collect();
    let root = assessment.root();
    facts.extend(ticked(&root, "risks.outsourcing.none", "事業者に任せている仕事はありません。"));
    OpeningTopic { id: "contractors", question: "だれに仕事を任せていますか", facts }
}

fn contractor(work: &Scope<'_>) -> FactEntry {
    // The first choice is the one that says yes.
    let passed_on = work.choice_index("subcontract.status") == Some(0);
    let vendor = told(work, "vendor");
    let more = match (vendor.is_empty(), passed_on) {
        (true, false) => String::new(),
        (true, true) => "一部を更に別の事業者が行います".into(),
        (false, false) => vendor,
        (false, true) => format!("{vendor}（一部を更に別の事業者が行います）"),
    };
    FactEntry { name: told(work, "title"), more, address: work.address.to_string() }
}

fn of_blocks(file: &Scope<'_>, list: &str, lead: String, entry: impl Fn(&Scope<'_>) -> FactEntry) -> Option<Fact> {
    let entries: Vec<FactEntry> = file.blocks(list).iter().map(entry).collect();
    (!entries.is_empty()).then(|| Fact { lead, entries, ..Fact::default() })
}

fn told(scope: &Scope<'_>, key: &str) -> String {
    match scope.cell(key) {
        Some(cell) if cell.withheld => WITHHELD.to_owned(),
        _ => beginning(&scope.words(key)),
    }
}
