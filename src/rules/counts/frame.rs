//! 様式の枠の数を超えている
//!
//! ## 何を見るか
//! システム、委託事項、提供先、移転先が、様式に用意された枠の数（20）を超えていないかを見ます。番号は並び順で自動的に付くので、
//! 飛ぶことはありません。
//!
//! ## なぜ大切か
//! 枠を超えた分は、提出する様式にそのままでは入りません。似たものをまとめるか、別紙にするかを早めに決める必要があります。
//!
//! ## 例
//! 移転先が21件ある。
//!
//! ## 直し方
//! 根拠と用途が同じ提供先・移転先や、同じ役割のシステムをまとめて一つにします。

use crate::form::PathStyle;
use crate::rules::prelude::*;

rule!("HY220", "frame", Warning, Certain, "frame.rs", One(check));

const FRAME: usize = 20;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    over(&assessment.root(), "systems", &[], report);
    for (position, file) in assessment.files().iter().enumerate() {
        for list in ["outsourcing", "provision", "transfer"] {
            over(file, list, &[position], report);
        }
    }
}

/// Tells at the first block that has no frame.
fn over(scope: &Scope<'_>, list: &str, around: &[usize], report: &mut Report<'_>) {
    let assessment = scope.assessment;
    let number = scope.blocks(list).len();
    let Some(block) = scope.block(list, FRAME) else { return };
    let Some(node) = block.address.key(&assessment.form).and_then(|list| assessment.form.block_of(&list)) else {
        return;
    };
    let positions: Vec<usize> = around.iter().copied().chain([FRAME]).collect();
    let file = assessment.file_name(around);
    let path = assessment.form.block_path(node.id, &positions, file.as_deref(), PathStyle::Plain);
    let message = format!("{}が {number} 件ありますが、様式の枠は {FRAME} 件までです", node.label);
    let finding = report.place(block.span.clone(), message);
    finding.item = Some(block.address.to_string());
    finding.path = Some(path);
    finding.help = Some("似たものをまとめるか、枠を超えた分の扱いを決めてください".into());
}
