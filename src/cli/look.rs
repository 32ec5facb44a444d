//! The look of web pages, for the commands that make them.

use super::exit::Exit;
use super::target::refuse;
use super::terminal;
use crate::render::Theme;
use crate::workspace::Workspace;

/// The look of a workspace; what is wrong with its templates is told.
pub(super) fn theme(workspace: &Workspace) -> Result<Theme, Exit> {
    let own = workspace.templates().map_err(|finding| refuse(&[*finding]))?;
    Theme::new(own).map_err(|error| refuse_template(&error.to_string()))
}

/// A template that cannot be used is refused input.
pub(super) fn refuse_template(message: &str) -> Exit {
    terminal::tell(&format!("誤り: 雛形が使えません\n{}", message.trim_end()));
    Exit::Refused
}
