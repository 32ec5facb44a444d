//! 提出時期が書かれていない
//!
//! ## 何を見るか
//! 変更箇所の行のそれぞれに、提出時期（「事前」か「事後」）が書かれているかを見ます。
//!
//! ## なぜ大切か
//! 提出時期は、変更を加える前に評価書を提出したのか、後に提出したのかを示す欄です。空欄の行は、重要な変更を事前に評価したのか
//! どうかが分からないまま公表されます。空欄があると、版を凍結できません。
//!
//! ## 例
//! システムの機能を改めた行に `timing:` が無い。
//!
//! ## 直し方
//! `timing: 事前` か `timing: 事後` と書きます。

use crate::rules::prelude::*;

rule!("HY718", "timing-missing", Error, Certain, "timing_missing.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let words = assessment.form.timings.join("か");
    for row in subject.history().rows.iter().filter(|row| row.change.timing.is_none() && !row.change.refused_timing) {
        let finding = row.tell(report, assessment, row.span(), "変更箇所の行に、提出時期がありません");
        finding.help = Some(format!("timing: に{words}を書いてください"));
    }
}
