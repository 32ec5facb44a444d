//! Why a file is not read.

use crate::finding::{Finding, Rule, reader};

#[derive(Debug)]
pub(crate) struct Refusal {
    rule: &'static Rule,
    message: String,
    help: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn new(rule: &'static Rule, message: impl Into<String>, help: &'static str) -> Self {
        Self { rule, message: message.into(), help: Some(help) }
    }

    pub(super) fn broken() -> Self {
        Self {
            rule: &reader::BAD_SHEET,
            message: "ファイルが壊れています".into(),
            help: Some("元のソフトで開いて、保存し直してください"),
        }
    }

    pub(super) fn unreadable(message: impl Into<String>) -> Self {
        Self { rule: &reader::BAD_SHEET, message: message.into(), help: None }
    }

    /// A file of another kind.
    pub(super) fn kind(what: &str) -> Self {
        let help = "元のソフトで .xlsx、.ods、.docx のいずれかに保存し直してください";
        Self { rule: &reader::BAD_SHEET, message: format!("{what}は読めません"), help: Some(help) }
    }

    pub(super) fn password() -> Self {
        let help = "元のソフトでパスワードを外して保存し直してください";
        Self { rule: &reader::BAD_SHEET, message: "パスワードが掛かっています".into(), help: Some(help) }
    }

    pub(super) fn too_large(message: impl Into<String>) -> Self {
        let help = "不要なシートや表、書式だけの行・列を消して保存し直してください";
        Self { rule: &reader::SHEET_TOO_LARGE, message: message.into(), help: Some(help) }
    }

    /// A file of more bytes than its kind may have.
    pub(super) fn bytes(limit: u64) -> Self {
        Self {
            rule: &reader::FILE_TOO_LARGE, message: format!("{} MiB を超えています", limit >> 20), help: None
        }
    }

    pub(crate) fn finding(self, name: &str) -> Box<Finding> {
        let finding = Finding::new(self.rule, format!("{name}: {}", self.message));
        Box::new(match self.help {
            Some(help) => finding.help(help),
            None => finding,
        })
    }
}
