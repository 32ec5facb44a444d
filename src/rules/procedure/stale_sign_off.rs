//! 承認の後に記載が変わっている
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）の `signoffs:` にある承認の種類ごとに、最後の承認が今の記載のものかを、指紋で見ます。
//! コメントや書き方だけの違い（字下げ、引用符など）は記載の違いとしません。確定した版（revisions/）の承認は、次の版を書き始めても
//! そのまま有効です。
//!
//! ## なぜ大切か
//! 決裁を受けた記載と、提出し公表する記載が違うと、誰も認めていない評価書が公表されます。
//!
//! ## 例
//! 12月1日に決裁を受けた後、12月5日に委託先の人数を直した。
//!
//! ## 直し方
//! 直した所を確かめてもらい、もう一度 `hyokasho sign` で承認を記録します。直したことが誤りなら、元に戻します。

use std::collections::BTreeSet;

use crate::assessment::frozen_fingerprint;
use crate::procedure::SignState;
use crate::rules::prelude::*;

rule!("HY805", "stale-sign-off", Warning, Certain, "stale_sign_off.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let (Some(procedure), Some(fingerprint)) = (subject.procedure, subject.fingerprint) else { return };
    let SignState::Stale(stale) = procedure.sign_state(fingerprint) else { return };
    // One of a version that was frozen as it was signed stays right, whatever is written for the next one.
    let frozen = subject.revisions.iter().filter_map(|revision| revision.assessment.as_ref());
    let frozen: BTreeSet<String> = frozen.map(|assessment| frozen_fingerprint(&assessment.source)).collect();
    let stale = stale.iter().filter_map(|stale| procedure.sign_offs.get(stale.position));
    for sign in stale.filter(|sign| !frozen.contains(&sign.fingerprint)) {
        let message = format!("「{}」の承認（{} {}）の後に、記載が変わっています", sign.role, sign.date, sign.person);
        let finding = report.place(sign.span.clone(), message);
        finding.help = Some("直した所を確かめてもらい、もう一度 hyokasho sign で記録してください".into());
    }
}
