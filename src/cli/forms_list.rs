//! `hyokasho forms`

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::{FormsArguments, FormsCommand, FormsFormat};
use super::exit::Exit;
use super::table::table;
use super::target::tell_findings;
use super::{forms, terminal};
use crate::finding::reader;
use crate::form::{Basis, Difference, Form, differences};
use crate::rules::codes;
use crate::workspace::{CONFIG_FILE, Workspace, root_of};

pub(super) fn run(command: &FormsArguments) -> Exit {
    let root = root_of(Path::new(CONFIG_FILE));
    match &command.command {
        None => list(command.format, root.as_deref()),
        Some(FormsCommand::Diff(diff)) => {
            let (old, new) = match (forms::named(&diff.old, root.as_deref()), forms::named(&diff.new, root.as_deref()))
            {
                (Ok(old), Ok(new)) => (old, new),
                (Err(exit), _) | (_, Err(exit)) => return exit,
            };
            compare(&old, &new, diff.format)
        }
    }
}

fn list(format: FormsFormat, root: Option<&Path>) -> Exit {
    let workspace = Workspace::open(root, &codes());
    let broken: Vec<_> =
        workspace.findings.iter().filter(|finding| finding.rule.code == reader::BAD_FORM.code).cloned().collect();
    if !broken.is_empty() {
        tell_findings(&broken);
    }
    let forms = workspace.forms.all();
    let text = match format {
        FormsFormat::Table => {
            let mut rows = vec![["名前", "様式", "版", "評価書", "項目", "未照合"].map(ToOwned::to_owned).to_vec()];
            rows.extend(forms.iter().map(|form| row(form)));
            table(&rows, 0, terminal::width()) + &forms.iter().map(|form| grounds(form)).collect::<String>()
        }
        FormsFormat::Json => format!("{:#}\n", json!({"forms": forms.iter().map(entry).collect::<Vec<_>>()})),
    };
    match terminal::finish(&text) {
        Exit::Clean if !broken.is_empty() => Exit::Findings,
        exit => exit,
    }
}

fn row(form: &Form) -> Vec<String> {
    let items = form.inputs().count().to_string();
    let open = counts(form).get(&Some(Basis::Reconstructed)).copied().unwrap_or_default().to_string();
    vec![form.id.clone(), form.style.clone(), form.edition.clone(), form.name.clone(), items, open]
}

/// What a form rests on where that is not the same for all of it.
fn grounds(form: &Form) -> String {
    let counts = counts(form);
    if counts.len() < 2 {
        return String::new();
    }
    let words = |basis: Option<Basis>| basis.map_or("記載なし", Basis::words);
    let by_basis: Vec<String> = counts.iter().map(|(basis, count)| format!("{} {count} 項目", words(*basis))).collect();
    let mut text = format!("\n{}の根拠: {}\n", form.title(), by_basis.join("、"));
    let open = form.unconfirmed();
    if !open.is_empty() {
        text += &format!("様式の原本と照合していない所:\n  {}\n", open.join("\n  "));
    }
    text
}

/// How many items are known how well, the best known first.
fn counts(form: &Form) -> BTreeMap<Option<Basis>, usize> {
    let mut counts = BTreeMap::new();
    for node in form.inputs() {
        *counts.entry(node.basis).or_default() += 1;
    }
    counts
}

fn entry(form: &Arc<Form>) -> Value {
    let basis: BTreeMap<&str, usize> =
        counts(form).into_iter().map(|(basis, count)| (basis.map_or("unstated", Basis::key), count)).collect();
    json!({
        "id": form.id,
        "style": form.style,
        "edition": form.edition,
        "name": form.name,
        "items": form.inputs().count(),
        "basis": basis,
        "unconfirmed": form.unconfirmed(),
    })
}

/// As with versions of an assessment, exit code 1 tells that they differ.
fn compare(old: &Form, new: &Form, format: FormsFormat) -> Exit {
    let found = differences(old, new);
    let text = match format {
        FormsFormat::Table => told(old, new, &found),
        FormsFormat::Json => {
            let change = |one: &Difference| json!({"change": one.kind.key(), "key": one.key.as_str(), "path": one.place, "before": one.before, "after": one.after});
            let side = |form: &Form| json!({"id": form.id, "title": form.title()});
            let changes: Vec<Value> = found.iter().map(change).collect();
            format!("{:#}\n", json!({"old": side(old), "new": side(new), "changes": changes}))
        }
    };
    match terminal::finish(&text) {
        Exit::Clean if !found.is_empty() => Exit::Findings,
        exit => exit,
    }
}

fn told(old: &Form, new: &Form, found: &[Difference]) -> String {
    let head = format!("{} → {}: {} か所\n", old.title(), new.title(), found.len());
    if found.is_empty() {
        return format!("{} と {} の項目は同じです\n", old.title(), new.title());
    }
    let mut rows = vec![["変更", "キー", "変更前 → 変更後"].map(ToOwned::to_owned).to_vec()];
    rows.extend(found.iter().map(|one| {
        let shown = |text: &str| if text.is_empty() { "－".to_owned() } else { text.to_owned() };
        let both = format!("{} → {}", shown(&one.before), shown(&one.after));
        vec![one.kind.words().to_owned(), one.key.to_string(), both]
    }));
    // What is compared is shown whole, however narrow the terminal is.
    head + &table(&rows, 2, usize::MAX)
}
