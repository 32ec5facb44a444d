//! 公表した評価書の名称に「案」が残っている
//!
//! ## 何を見るか
//! 公表日が書かれている評価書の「評価書名」に、「（素案）」「（案）」「原案」のような案であることを示す言葉が残って
//! いないかを見ます。公表日がまだ書かれていないときは、作成中の案と見て、公表までに直すことだけを知らせます。
//!
//! ## なぜ大切か
//! 意見聴取に付した案の表紙を直さないまま公表すると、住民には、定まった評価書かどうかが分かりません。
//! 公表された評価書でも見つかっています。
//!
//! ## 例
//! 公表日が令和7年12月26日なのに、評価書名が「成人健診に関する事務　全項目評価書（素案）」となっている。
//!
//! ## 直し方
//! 評価書名から「（素案）」などを消します。まだ案であるときは、公表日を空けておきます。

use crate::rules::prelude::*;
use crate::rules::scan::Folded;

rule!("HY501", "draft-title", Error, Certain, "draft_title.rs", One(check));

/// Words that mark a draft, folded.
const DRAFT: [&str; 8] = ["(素案)", "(案)", "[案]", "【案】", "〔案〕", "素案", "原案", "評価書案"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let Some(cell) = root.cell("cover.title") else { return };
    let Some(text) = cell.text() else { return };
    let folded = Folded::new(text);
    let Some(range) = DRAFT.iter().find_map(|word| folded.find(word).into_iter().next()) else { return };
    let range = folded.original(&range);
    let words = &text.value[range.clone()];
    match root.date("cover.published_on") {
        Some(published) => {
            let message = format!("{published} に公表する評価書の名称に「{words}」が残っています");
            report.words(cell, text, range, message).help = Some(format!("「{words}」を消してください"));
        }
        None => {
            let message = format!("評価書名に「{words}」があり、公表日がまだありません");
            let finding = report.words(cell, text, range, message);
            finding.confidence = Confidence::Likely;
            finding.severity = Severity::Info;
            finding.help = Some(format!("公表するときは「{words}」を消し、公表日を書いてください"));
        }
    }
}
