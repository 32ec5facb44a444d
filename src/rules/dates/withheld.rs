//! 様式2の記載を、根拠なく公表していない
//!
//! ## 何を見るか
//! 様式2（基礎項目評価書）に、「（非公表）」「■■」「〜のため公表しない」のように、記載の一部を公表しない旨の書き方がないか、
//! `withhold:` に犯罪の捜査などによらないものがないかを見ます。初めて公表するもの（変更箇所が無いもの）と、最も新しい変更日に重要な変更があるものだけを見ます。
//!
//! ## なぜ大切か
//! 様式2を初めて公表するときと重要な変更のときに公表しないことができるのは、犯罪の捜査などの事務だけです（{basic_withheld}）。
//! 適切な管理に著しい支障を及ぼすおそれがあることを理由に一部を公表しないこと（規則第10条第2項）は、様式3・様式4と、修正した
//! 評価書の公表で認められるものです。
//!
//! ## 例
//! 初めて公表する様式2の「システムの名称」に「（セキュリティ上の理由により非公表）」とある。
//!
//! ## 直し方
//! 公表できる言葉で書きます。公表しない根拠があるときは、その規定を書きます。

use crate::law;
use crate::rules::prelude::*;

rule!("HY512", "withheld", Error, Certain, "withheld.rs", One(check));

/// Written folded.
const WORDS: [&str; 14] = [
    "(非公表)",
    "(非公開)",
    "(不開示)",
    "[非公表]",
    "【非公表】",
    "【非公開】",
    "により非公表",
    "により非公開",
    "のため非公表",
    "のため非公開",
    "のため公表しない",
    "のため、公表しない",
    "により公表しない",
    "公表を差し控え",
];
const BLACKENED: &str = "■■";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let last = assessment.changes.last();
    let first_or_important = last.is_none_or(|day| day.rows.iter().any(|row| row.important == Some(true)));
    if !assessment.form.decides_threshold() || !first_or_important {
        return;
    }
    let provision = &law::provisions().basic_withheld;
    let investigation = &law::provisions().withheld_investigation;
    for withheld in assessment.withheld.iter().filter(|withheld| !withheld.rests_on(investigation)) {
        let message = format!("「{}」を公表しない根拠が、様式2にはありません（{provision}）", withheld.item.text);
        let finding = report.place(withheld.item.span.clone(), message);
        finding.help = Some("withhold から外して、公表できる言葉で書いてください".into());
    }
    for piece in subject.pieces() {
        let names_ground = ["犯罪の捜査", "規則第10条第1項", "規則10条1項"].iter().any(|word| piece.folded.holds(word));
        let found = WORDS.iter().chain(&[BLACKENED]).find_map(|word| piece.folded.find(word).into_iter().next());
        let Some(range) = found.filter(|_| !names_ground) else { continue };
        let message =
            format!("「{}」として、様式2の記載を公表しない根拠がありません（{provision}）", piece.words(&range));
        let finding = report.at(piece.cell, piece.span(&range), message);
        finding.help = Some("公表できる言葉で書くか、公表しない根拠の規定を書いてください".into());
    }
}
