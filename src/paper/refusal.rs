//! Why a PDF is not read.

use crate::finding::{Finding, Rule, reader};

#[derive(Debug)]
pub(super) struct PdfRefusal {
    rule: &'static Rule,
    message: String,
    help: &'static str,
}

impl PdfRefusal {
    fn bad(message: impl Into<String>, help: &'static str) -> Self {
        Self { rule: &reader::BAD_SHEET, message: message.into(), help }
    }

    pub(super) fn broken() -> Self {
        Self::bad("PDF が壊れています", "元の文書から PDF に保存し直すか、元の Excel のファイルを取り込んでください")
    }

    pub(super) fn password() -> Self {
        Self::bad("パスワードが掛かっています", "PDF のパスワードを外して保存し直してください")
    }

    pub(super) fn pictures() -> Self {
        let help = "スキャンした紙などです。文字認識（OCR）のソフトで文字の入った PDF かテキストにしてから、取り込んでください";
        Self::bad("PDF に文字が無く、画像だけです", help)
    }

    pub(super) fn empty() -> Self {
        Self::bad("PDF に文字がありません", "文書を印刷した PDF かどうかを確かめてください")
    }

    pub(super) fn unknown_characters() -> Self {
        let help =
            "フォントを埋め込んで PDF に保存し直すか、文字認識（OCR）のソフトで文字を付けてから、取り込んでください";
        Self::bad("どの文字なのかが、PDF に書かれていません", help)
    }

    pub(super) fn too_large(message: impl Into<String>) -> Self {
        let help = "評価書だけの PDF に分けて保存し直してください";
        Self { rule: &reader::SHEET_TOO_LARGE, message: message.into(), help }
    }

    pub(super) fn finding(self, name: &str) -> Box<Finding> {
        Box::new(Finding::new(self.rule, format!("{name}: {}", self.message)).help(self.help))
    }
}
