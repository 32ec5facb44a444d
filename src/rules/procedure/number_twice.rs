//! 意見の番号かコメントの名前が重なっている
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）で、同じ人たち（住民等・第三者点検）の意見に同じ `number:` が二つないか、コメントに同じ `id:` が
//! 二つないかを見ます。
//!
//! ## なぜ大切か
//! 公表する「意見と考え方」の番号が重なると、どの意見への答えか分かりません。二人が別々に書き加えて合わせたときに起こります。
//!
//! ## 例
//! 住民等の意見に `number: 4` が二つある。
//!
//! ## 直し方
//! 後のほうの番号を、使われていない番号に改めます。コメントは、同じものが二つあれば一つを消します。

use std::collections::BTreeMap;

use crate::rules::prelude::*;
use crate::text::Span;

rule!("HY803", "recorded-twice", Error, Certain, "number_twice.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(procedure) = subject.procedure else { return };
    let mut numbers: BTreeMap<_, &Span> = BTreeMap::new();
    for opinion in &procedure.opinions {
        let place = &opinion.number_span;
        if let Some(first) = numbers.get(&(opinion.source, opinion.number)) {
            let message = format!("{}の意見に、番号{}が二つあります", opinion.source.word(), opinion.number);
            report.place(place.clone(), message).related.push(((*first).clone(), "初めの意見".into()));
        } else {
            numbers.insert((opinion.source, opinion.number), place);
        }
    }
    let mut ids: BTreeMap<&str, &Span> = BTreeMap::new();
    for comment in &procedure.comments {
        if let Some(first) = ids.get(comment.id.as_str()) {
            let message = format!("コメントに、名前「{}」が二つあります", comment.id);
            report.place(comment.span.clone(), message).related.push(((*first).clone(), "初めのコメント".into()));
        } else {
            ids.insert(&comment.id, &comment.span);
        }
    }
}
