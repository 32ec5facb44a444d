//! 番号法より前の日付になっている
//!
//! ## 何を見るか
//! 特定個人情報ファイルの保有開始日と使用開始日が、番号法の施行の日（{number_act}）より前になっていないかを見ます。施行の前の一年の間の
//! 日付は、準備のために作られたものかもしれないので、確かでない指摘です。
//!
//! ## なぜ大切か
//! 特定個人情報ファイルは個人番号を含むファイルです。個人番号が生まれる前から保有していたことはありません。元号や年の打ち間違い、
//! 番号法より前からあるシステムの稼働の日を写した誤りで起こります。
//!
//! ## 例
//! 保有開始日が平成18年1月1日となっている（平成28年の誤り）。
//!
//! ## 直し方
//! 個人番号を含むようになった日を確かめて直します。

use crate::law;
use crate::rules::prelude::*;

rule!("HY515", "before-the-act", Error, Certain, "before_the_act.rs", One(check));

/// Files were made ready for the numbers within the year before.
const YEARS_OF_PREPARING: u16 = 1;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(start) = law::number_act_since() else { return };
    for file in subject.assessment.files() {
        for key in ["basics.held_since", "use.since"] {
            let (Some(cell), Some(date)) = (file.cell(key), file.date(key)) else { continue };
            if !date.is_before(start) {
                continue;
            }
            let finding = report.cell(cell, format!("{date} は、番号法の施行（{start}）より前です"));
            finding.help = Some("個人番号を含むようになった日を確かめてください".into());
            if !date.plus_years(YEARS_OF_PREPARING).is_before(start) {
                finding.confidence = Confidence::Likely;
            }
        }
    }
}
