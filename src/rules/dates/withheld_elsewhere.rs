//! 公表しない文が、ほかの欄で公表される
//!
//! ## 何を見るか
//! `withhold:` で公表しない欄の文や名称と同じものが、公表する欄に書かれていないかを見ます。
//!
//! ## なぜ大切か
//! 一つの欄を黒く塗っても、同じ文が別の欄から読めれば、公表しないことにした意味がありません。
//!
//! ## 例
//! 委託先の名称を公表しないのに、「再委託の方法」に同じ会社の名が書かれている。
//!
//! ## 直し方
//! ほかの欄も `withhold:` に加えるか、その文を公表できる言葉に改めます。公表してよいものなら、`withhold:` から外します。

use crate::rules::prelude::*;
use crate::withhold::hidden_lines;

rule!("HY521", "withheld-elsewhere", Error, Certain, "withheld_elsewhere.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let hidden = hidden_lines(assessment);
    for piece in subject.pieces().iter().filter(|piece| !hidden.is_empty() && !piece.cell.withheld) {
        let found = hidden.iter().find_map(|line| Some((line, piece.folded.find(&line.words).into_iter().next()?)));
        let Some((line, range)) = found else { continue };
        let message = format!("公表しない「{}」の記載が、公表するこの欄にもあります", assessment.path(line.cell));
        let finding = report.at(piece.cell, piece.span(&range), message);
        finding.related.push((line.cell.span.clone(), "公表しない欄".into()));
        finding.help = Some("この欄も withhold に加えるか、公表できる言葉に改めてください".into());
    }
}
