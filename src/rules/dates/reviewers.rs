//! 第三者点検が職員だけで行われている
//!
//! ## 何を見るか
//! 第三者点検の方法の文が、点検をする者として職員、部長、庁内の組織などだけを挙げ、学識経験者、専門家、審査会、審議会、委託先など
//! 外の者を挙げていないものを知らせます。点検が任意の様式では、確かではない指摘です。
//!
//! ## なぜ大切か
//! 全項目評価の第三者点検は、学識経験のある者を含む合議制の機関か、職員以外の者の意見を聴くものです（{third_party}）。職員だけの点検では、
//! 評価の手続が終わったことになりません。
//!
//! ## 例
//! 「部長で構成する庁内の推進会議において点検した」とある。
//!
//! ## 直し方
//! 外の者による点検を行い、その機関の名称や構成を書きます。

use crate::law;
use crate::rules::prelude::*;

rule!("HY516", "reviewers", Error, Certain, "reviewers.rs", One(check));

const INSIDE: [&str; 10] =
    ["職員", "部長", "局長", "課長", "副市長", "庁内", "本市の職", "内部監査", "情報セキュリティ責任者", "統括責任者"];
const OUTSIDE: [&str; 14] = [
    "学識",
    "有識者",
    "専門家",
    "弁護士",
    "大学",
    "教授",
    "審査会",
    "審議会",
    "職員以外",
    "外部",
    "第三者機関",
    "委託",
    "監査法人",
    "委員会の委員",
];
/// Words that make those inside the reviewers, and not those who explained or prepared something.
const MADE_OF: [&str; 7] = ["構成", "からなる", "から成る", "による点検", "により点検", "が点検", "において点検"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let key = "procedure.review.method";
    let Some(piece) = subject.pieces().iter().find(|piece| piece.cell.address.as_str() == key) else { return };
    let holds = |words: &[&str]| words.iter().any(|word| piece.folded.holds(word));
    if holds(&OUTSIDE) || !holds(&MADE_OF) {
        return;
    }
    let Some(range) = INSIDE.iter().find_map(|word| piece.folded.find(word).into_iter().next()) else { return };
    let message =
        format!("第三者点検をする者に、職員以外の者（{}）が挙げられていません", law::provisions().third_party);
    let finding = report.at(piece.cell, piece.span(&range), message);
    finding.help =
        Some("学識経験のある者を含む機関など、外の者による点検を行い、その名称や構成を書いてください".into());
    if assessment.form.is_voluntary(piece.cell.node) {
        finding.confidence = Confidence::Likely;
    }
}
