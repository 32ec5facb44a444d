//! ファイル簿の名称や公表場所が書かれていない
//!
//! ## 何を見るか
//! 個人情報ファイル簿を公表していると答えながら、ファイル名や公表場所が「－」や「なし」になっていることを知らせます。
//!
//! ## なぜ大切か
//! 住民は、ここに書かれた名称と場所を手掛かりにファイル簿を探し、開示を請求します。
//!
//! ## 例
//! 「行っている」のに、個人情報ファイル名が「－」である。
//!
//! ## 直し方
//! ファイル簿に載せた名称と、住民が実際に見られる場所を書きます。公表していないなら「行っていない」を選びます。

use super::disagree::dash;
use crate::rules::prelude::*;

rule!("HY215", "register", Error, Certain, "register.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    if root.choice("disclosure.register").as_deref() != Some("行っている") {
        return;
    }
    for cell in ["disclosure.register_name", "disclosure.register_place"].iter().filter_map(|key| root.cell(key)) {
        if let Some(dash) = dash(cell) {
            report.cell(cell, format!("公表を「行っている」のに「{dash}」と書かれています")).help =
                Some("ファイル簿に載せた名称と、住民が見られる場所を書いてください".into());
        }
    }
}
