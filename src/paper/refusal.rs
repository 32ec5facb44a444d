//! Why a PDF is not read.

use crate::finding::reader;
use crate::grid::Refusal;

fn bad(message: impl Into<String>, help: &'static str) -> Refusal {
    Refusal::new(&reader::BAD_SHEET, message, help)
}

pub(super) fn broken() -> Refusal {
    bad("PDF が壊れています", "元の文書から PDF に保存し直すか、元の Excel のファイルを取り込んでください")
}

pub(super) fn password() -> Refusal {
    bad("パスワードが掛かっています", "PDF のパスワードを外して保存し直してください")
}

pub(super) fn pictures() -> Refusal {
    let help =
        "スキャンした紙などです。文字認識（OCR）のソフトで文字の入った PDF かテキストにしてから、取り込んでください";
    bad("PDF に文字が無く、画像だけです", help)
}

pub(super) fn empty() -> Refusal {
    bad("PDF に文字がありません", "文書を印刷した PDF かどうかを確かめてください")
}

pub(super) fn unknown_characters() -> Refusal {
    let help = "フォントを埋め込んで PDF に保存し直すか、文字認識（OCR）のソフトで文字を付けてから、取り込んでください";
    bad("どの文字なのかが、PDF に書かれていません", help)
}

pub(super) fn too_large(message: impl Into<String>) -> Refusal {
    let help = "評価書だけの PDF に分けて保存し直してください";
    Refusal::new(&reader::SHEET_TOO_LARGE, message, help)
}
