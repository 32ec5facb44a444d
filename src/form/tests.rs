//! The embedded forms against what is known of the official ones.

use super::*;
use crate::text::Source;

fn form(id: &str) -> std::sync::Arc<Form> {
    Forms::default().get(id).unwrap().unwrap()
}

#[test]
fn every_embedded_form_loads() {
    for id in BUILTIN_IDS {
        let text = std::fs::read_to_string(format!("forms/{id}.yaml")).unwrap();
        let base = |base: &str, _: &std::sync::Arc<Source>| {
            Some(Source::new("base", std::fs::read_to_string(format!("forms/{base}.yaml")).ok()?))
        };
        let loaded = load(&Source::new(*id, text), &base);
        assert!(loaded.is_ok(), "{id}: {:?}", loaded.err());
    }
}

#[test]
fn item_counts_are_those_of_the_official_forms() {
    // The six columns of the 変更箇所 table are inputs too.
    for (id, inputs, own, inherited) in [("full-2025-05", 232, 19, 109), ("focused-2025-05", 133, 12, 40)] {
        let form = form(id);
        let columns = form.changes_part().unwrap().columns.as_ref().unwrap().len();
        assert_eq!(form.inputs().count() + columns, inputs, "{id}");
        assert_eq!(form.inputs().filter(|node| node.mark == Mark::Own).count(), own, "{id}: own ※");
        assert_eq!(form.inputs().filter(|node| node.mark == Mark::Inherited).count(), inherited, "{id}: inherited ※");
    }
}

#[test]
fn a_broken_form_is_told_with_positions() {
    let text = "form: x\nstyle: 様式\nedition: 一版\nname: n\nparts:\n  - title: t\n    items:\n      - {label: a, key: a, kind: text}\n      - {label: b, key: a, kind: nonsense, when: c = d}\n";
    let findings = load(&Source::new("forms/x.yaml", text), &|_, _| None).err().unwrap();
    let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.iter().any(|message| message.contains("知らない kind")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("二度")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("「c」という項目はありません")), "{messages:?}");
    assert!(findings.iter().all(|finding| finding.span.is_some()));
}
