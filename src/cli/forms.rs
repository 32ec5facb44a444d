//! The form that is named on a command line.

use std::path::Path;
use std::sync::Arc;

use super::exit::Exit;
use super::table::table;
use super::target::refuse;
use super::terminal;
use crate::form::{Form, Forms};
use crate::rules::codes;
use crate::workspace::Workspace;

/// The form of this name, a workspace's own forms included; a name that means none is told.
pub(super) fn named(name: &str, root: Option<&Path>) -> Result<Arc<Form>, Exit> {
    let forms = Workspace::open(root, &codes()).forms;
    if let Some(Err(_)) = forms.get(name) {
        return Err(refuse(&forms.faults(name)));
    }
    if let Some(form) = forms.named(name) {
        return Ok(form);
    }
    unknown(name, &forms);
    Err(Exit::Usage)
}

fn unknown(name: &str, forms: &Forms) {
    terminal::tell(&format!("誤り: 「{name}」という様式はありません"));
    if let Some(near) = forms.nearest(name) {
        terminal::tell(&format!("対処: 「{near}」でしょうか"));
    }
    let rows: Vec<_> = forms.all().iter().map(|form| vec![format!("  {}", form.id), form.title()]).collect();
    terminal::tell(&format!("\n使える様式:\n{}", table(&rows, 1, terminal::width()).trim_end()));
}
