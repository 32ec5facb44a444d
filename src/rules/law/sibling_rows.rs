//! 様式2と様式3・様式4で、引いている項が違う
//!
//! ## 何を見るか
//! 評価書番号が同じ様式2と様式3・様式4を比べ、個人番号の利用の根拠に引く番号法の別表の項と、情報連携の根拠に引く主務省令の表の
//! 項が同じかを見ます。書き方（「第」や読点、条例の有無など）の違いは問いません。様式2が一部だけを引いているときは、確かでない
//! 指摘として扱います。
//!
//! ## なぜ大切か
//! 二つの評価書は一つの事務についてのものです。法令の改正のときに片方だけを直すと、根拠が食い違ったまま公表されます。
//!
//! ## 例
//! 様式3は「別表の81の項」なのに、様式2は「別表の56の項」のままである。
//!
//! ## 直し方
//! 今の項を確かめて、そろえます。

use std::collections::BTreeSet;

use crate::rules::prelude::*;
use crate::rules::siblings::{pairs, topic};

rule!("HY417", "sibling-rows", Warning, Certain, "sibling_rows.rs", All(note, compare));

const USE: &str = "mynumber.legal_basis";
const NETWORK: &str = "network.legal_basis";

fn note(subject: &Subject<'_>) -> Vec<Note> {
    let root = subject.assessment.root();
    let noted = |key: &str| {
        let cell = root.cell(key)?;
        let cited = subject.cited_in(cell)?;
        let rows: BTreeSet<String> = if key == USE {
            cited.work_rows().map(|(citation, _)| citation.place.to_string()).collect()
        } else {
            cited.network_rows().map(|(_, row)| row).collect()
        };
        (!rows.is_empty()).then_some(())?;
        Some(Note::new(subject, cell, topic(subject, key)?, rows))
    };
    [USE, NETWORK].into_iter().filter_map(noted).collect()
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    for (own, other) in pairs(notes).filter(|(own, other)| own.values != other.values) {
        let only = |one: &Note, two: &Note| one.values.difference(&two.values).cloned().collect::<Vec<_>>().join("、");
        let (extra, missing) = (only(own, other), only(other, own));
        let message = match (extra.is_empty(), missing.is_empty()) {
            (false, false) => format!("同じ番号の評価書「{}」は{missing}を、ここでは{extra}を引いています", other.name),
            (false, true) => format!("{extra}を、同じ番号の評価書「{}」は引いていません", other.name),
            _ => format!("同じ番号の評価書「{}」が引く{missing}がありません", other.name),
        };
        let finding = comparing.tell(own, message);
        finding.related.push((other.span.clone(), format!("評価書「{}」", other.name)));
        finding.help = Some("今の項を確かめて、そろえてください".into());
        if extra.is_empty() {
            finding.confidence = Confidence::Likely;
        }
    }
}
