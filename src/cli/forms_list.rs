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
    let broken: Vec<_> = workspace.findings.iter().filter(|finding| finding.rule.code == "HY031").cloned().collect();
    if !broken.is_empty() {
        tell_findings(&broken);
    }
    let forms = workspace.forms.all();
    let text = match format {
        FormsFormat::Table => {
            let mut rows = vec![["名前", "様式", "版", "評価書", "項目", "根拠"].map(ToOwned::to_owned).to_vec()];
            rows.extend(forms.iter().map(|form| row(form)));
            table(&rows, 5, terminal::width())
        }
        FormsFormat::Json => format!("{:#}\n", json!({"forms": forms.iter().map(entry).collect::<Vec<_>>()})),
    };
    match terminal::finish(&text) {
        Exit::Clean if !broken.is_empty() => Exit::Findings,
        exit => exit,
    }
}

fn row(form: &Form) -> Vec<String> {
    let counts = counts(form);
    let basis = counts.iter().map(|(basis, count)| format!("{} {count}", basis.map_or("記載なし", Basis::words)));
    let basis = basis.collect::<Vec<_>>().join("、");
    let items = form.inputs().count().to_string();
    vec![form.id.clone(), form.style.clone(), form.edition.clone(), form.name.clone(), items, basis]
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
    let mut rows = vec![["変更", "キー", "変更前", "変更後"].map(ToOwned::to_owned).to_vec()];
    rows.extend(found.iter().map(|one| {
        let shown = |text: &String| if text.is_empty() { "－".to_owned() } else { text.clone() };
        vec![one.kind.words().to_owned(), one.key.to_string(), shown(&one.before), shown(&one.after)]
    }));
    head + &table(&rows, 3, terminal::width())
}
