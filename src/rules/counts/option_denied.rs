//! ○を付けた方法を、文が用いないとしている
//!
//! ## 何を見るか
//! 入手方法、提供方法、移転方法、委託先への提供方法に○があるのに、同じファイルの文がその方法を「用いない」「禁止する」「接続することが
//! できない」としているものを知らせます。その方法を用いるとする文がほかにあれば数えません。フラッシュメモリについては、外部の記憶装置を
//! 端末に接続できないとする文も見ます。監査の○と文の食い違いも見ます。
//!
//! ## なぜ大切か
//! 方法を改めたとき、○と文の一方だけを直すと、リスク対策の無い方法を用いていることになります。
//!
//! ## 例
//! 入手方法の「電子メール」に○があるのに、入手の措置に「電子メールによる受付は行わない」とある。
//!
//! ## 直し方
//! その方法を用いていないなら○を外し、用いているなら文に措置を書きます。

use super::keywords::{OptionSubject, OptionWords, of};
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::rules::stance::{Stance, stance};

rule!("HY227", "option-denied", Warning, Certain, "option_denied.rs", One(check));

/// The items with ways, and the items below the same file that speak of them; a block speaks for itself.
const WAYS: [(&str, &[&str]); 1] = [("use.methods", &["use", "risks.acquisition", "risks.use", "risks.storage"])];
const BLOCKS: [(&str, &str); 3] = [("provision", "methods"), ("transfer", "methods"), ("outsourcing", "delivery")];
const AUDITS: &str = "governance.audits";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let pieces: Vec<&TextPiece<'_>> = subject.outlines().map(|(piece, _)| piece).collect();
    for file in subject.assessment.files() {
        for (key, places) in WAYS {
            let inside: Vec<Address> = places.iter().map(|place| file.join(place)).collect();
            let texts: Vec<&TextPiece<'_>> = pieces
                .iter()
                .copied()
                .filter(|piece| inside.iter().any(|place| piece.cell.address.is_inside(place)))
                .collect();
            compare(&file, key, OptionSubject::Channel, &texts, report);
        }
        for (list, key) in BLOCKS {
            for block in file.blocks(list) {
                let texts: Vec<&TextPiece<'_>> =
                    pieces.iter().copied().filter(|piece| piece.cell.address.is_inside(&block.address)).collect();
                compare(&block, key, OptionSubject::Channel, &texts, report);
            }
        }
    }
    let governance = Address::from("governance");
    let texts: Vec<&TextPiece<'_>> =
        pieces.iter().copied().filter(|piece| piece.cell.address.is_inside(&governance)).collect();
    let root = subject.assessment.root();
    compare(&root, AUDITS, OptionSubject::Audit, &texts, report);
    audits_done(&root, &texts, report);
}

fn compare(scope: &Scope<'_>, key: &str, about: OptionSubject, texts: &[&TextPiece<'_>], report: &mut Report<'_>) {
    let Some(cell) = scope.cell(key) else { return };
    let Some(options) = scope.assessment.form.options_of(scope.assessment.node(cell)) else { return };
    for words in of(about) {
        let ticked = |tick: &&crate::assessment::Tick| {
            options.choices.get(tick.index).is_some_and(|choice| choice.word.starts_with(words.option))
        };
        let Some(tick) = scope.ticks(key).iter().find(ticked) else { continue };
        let found = said(words, texts);
        if found.iter().any(|(.., stance)| *stance == Stance::Affirms) {
            continue;
        }
        let Some((piece, range, _)) = found.first() else { continue };
        let place = scope.assessment.path(piece.cell);
        let word = &options.choices[tick.index].word;
        let quoted = piece.words(range);
        let not = if about == OptionSubject::Audit { "行わない" } else { "用いない" };
        let message = format!("「{word}」に○がありますが、「{place}」は「{quoted}」を{not}としています");
        let finding = report.at(cell, tick.span.clone(), message);
        finding.help = Some(format!("{not}なら○を外し、そうでないなら文を直してください"));
        finding.related.push((piece.span(range), format!("{not}とする文")));
    }
}

type Spoken<'p, 'a> = (&'p TextPiece<'a>, std::ops::Range<usize>, Stance);

/// What the texts say of an option; of the wider words only denials count.
fn said<'p, 'a>(words: &OptionWords, texts: &[&'p TextPiece<'a>]) -> Vec<Spoken<'p, 'a>> {
    let mut found = Vec::new();
    for piece in texts {
        let own = words.spoken.iter().map(|word| (word, false));
        for (word, wider) in own.chain(words.wider.iter().map(|word| (word, true))) {
            for range in piece.folded.find(word) {
                let except = ["以外", "を除"].iter().any(|word| piece.folded.after(&range).starts_with(word));
                let stance = stance(&piece.folded, &range).filter(|stance| !wider || *stance == Stance::Denies);
                if let (Some(stance), false) = (stance, except) {
                    found.push((*piece, range, stance));
                }
            }
        }
    }
    found
}

/// An audit that the texts tell of bears ○; not one that somebody else has done to himself.
fn audits_done(root: &Scope<'_>, texts: &[&TextPiece<'_>], report: &mut Report<'_>) {
    let Some(cell) = root.cell(AUDITS).filter(|cell| !cell.is_blank()) else { return };
    let Some(options) = root.assessment.form.options_of(root.assessment.node(cell)) else { return };
    for words in of(OptionSubject::Audit) {
        let Some(index) = options.choices.iter().position(|choice| choice.word.starts_with(words.option)) else {
            continue;
        };
        if root.ticks(AUDITS).iter().any(|tick| tick.index == index) {
            continue;
        }
        let others = |piece: &TextPiece<'_>, range: &std::ops::Range<usize>| {
            let sentence = piece.folded.before(range).rsplit('。').next().unwrap_or_default().to_owned();
            ["事業者", "委託先", "国が", "運営主体"].iter().any(|word| sentence.contains(word))
        };
        let done = said(words, texts)
            .into_iter()
            .find(|(piece, range, stance)| *stance == Stance::Affirms && !others(piece, range));
        let Some((piece, range, _)) = done else { continue };
        let (word, place) = (&options.choices[index].word, root.assessment.path(cell));
        let message = format!("「{}」を行うとありますが、「{place}」の「{word}」に○がありません", piece.words(&range));
        let finding = report.at(piece.cell, piece.span(&range), message);
        finding.help = Some("行っているなら○を付け、行っていないなら文を直してください".into());
        finding.related.push((cell.span.clone(), place));
    }
}
