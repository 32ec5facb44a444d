//! 重大事故の日と、しきい値判断に使う有無が合わない
//!
//! ## 何を見るか
//! `threshold:` に重大事故の発生した日（`incident_on`）か発生を知った日（`incident_known_on`）があるとき、`incident` の答えが、公表日から
//! 数えて過去{incident}以内かどうかと合うかを見ます。
//!
//! ## なぜ大切か
//! {incident}は、発生した日からだけでなく、発生を知った日からも数えます（{incident.provision}）。古い事故でも知ったのが最近なら、
//! しきい値判断は重くなります。
//!
//! ## 例
//! 令和5年10月に起きた事故を令和7年6月に知ったのに、令和7年12月に公表する評価書で `incident: false` としている。
//!
//! ## 直し方
//! `incident` を直すか、書かずに日付から数えさせます。しきい値判断の結果が変わらないかも確かめます。

use crate::law;
use crate::rules::prelude::*;

rule!("HY514", "incident-year", Error, Certain, "incident_year.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let Some(threshold) = &assessment.threshold else { return };
    let (Some(stated), Some(counts)) = (threshold.incident, assessment.incident_counts()) else { return };
    let Some(last) = threshold.incident_on.max(threshold.incident_known_on).filter(|_| stated != counts) else {
        return;
    };
    let figure = &law::figures().incident;
    let which = if threshold.incident_known_on == Some(last) {
        "重大事故を知った日"
    } else {
        "重大事故が発生した日"
    };
    let message = if counts {
        format!("{which}（{last}）から公表日まで{figure}を過ぎていないのに、incident が false です")
    } else {
        format!("{which}（{last}）から公表日まで{figure}を過ぎているのに、incident が true です")
    };
    let finding = report.place(threshold.span.clone(), message);
    finding.help =
        Some(format!("{}により数え直し、しきい値判断の結果が変わらないかを確かめてください", figure.provision));
}
