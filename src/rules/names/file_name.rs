//! ファイル名がそろっていない
//!
//! ## 何を見るか
//! Ⅰ３とⅢ１に書かれたファイルの名称が、Ⅱ１に書かれたファイル名と同じかを見ます。
//!
//! ## なぜ大切か
//! 同じファイルが二つの名前で呼ばれていると、住民からは別のファイルがあるように見えます。
//!
//! ## 例
//! Ⅱ１は「検診ファイル」、Ⅰ３は「検診情報ファイル」となっている。
//!
//! ## 直し方
//! ファイル名は `files` の `name` にだけ書きます。`file_names` と `risks.name` は書かずにおくと、そこから決まります。

use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY301", "file-name", Error, Certain, "file_name.rs", One(check));

const HELP: &str = "この行を消すと、ファイル名はファイルの name から自動で決まります";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let (Some(name), Some(typed)) = (file.cell("name"), file.cell("risks.name")) else { continue };
        let (right, wrong) = (assessment.words(name), assessment.words(typed));
        if typed.typed.is_some() && !right.is_empty() && !fold::same(&right, &wrong) {
            let message = format!("「{wrong}」と書かれていますが、{}では「{right}」です", assessment.path(name));
            let finding = report.cell(typed, message);
            finding.related.push((name.span.clone(), format!("ここでは「{right}」")));
            finding.help = Some(HELP.into());
        }
    }
    check_list(subject, report);
}

/// Ⅰ３ lists the names of all files.
fn check_list(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let Some(list) = assessment.root().cell("file_names") else { return };
    let (Some(Answer::List(typed)), Some(Answer::List(derived))) = (&list.typed, &list.derived) else { return };
    let lacks = |names: &[String], name: &str| !names.iter().any(|other| fold::same(other, name));
    for name in typed.iter().filter(|name| lacks(derived, name)) {
        let message =
            format!("「{name}」という名前のファイルはありません（ファイルは「{}」です）", derived.join("」「"));
        report.cell(list, message).help = Some(HELP.into());
    }
    if typed.len() != derived.len() {
        for name in derived.iter().filter(|name| lacks(typed, name)) {
            report.cell(list, format!("ファイル「{name}」が書かれていません")).help = Some(HELP.into());
        }
    }
}
