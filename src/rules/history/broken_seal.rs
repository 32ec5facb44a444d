//! 凍結した版が書き換えられている
//!
//! ## 何を見るか
//! 凍結した版（revisions/）のファイルの先頭にある指紋が、ファイルの中身と合うかを見ます。指紋の無いファイルは問いません。
//! 改行の符号の違いは数えません。
//!
//! ## なぜ大切か
//! 凍結した版は、公表したそのままの記録です。後から直すと、版の間の違いも、変更箇所が正しいことも確かめられなくなります。
//!
//! ## 例
//! 公表した後に気付いた誤字を、revisions/ のファイルの中で直した。
//!
//! ## 直し方
//! ファイルを公表したときのものに戻します。誤りは今の評価書で直し、変更箇所に行を加えます。

use crate::assessment::Seal;
use crate::rules::prelude::*;

rule!("HY716", "frozen-edited", Error, Certain, "broken_seal.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for revision in subject.revisions {
        if let Seal::Broken(span) = &revision.seal {
            let message = format!("{}の版のファイルが、凍結した後に書き換えられています", revision.date);
            let finding = report.place(span.clone(), message);
            finding.help = Some("公表したときのファイルに戻してください".into());
        }
    }
}
