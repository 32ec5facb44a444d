//! つながりに図の矢印が無い
//!
//! ## 何を見るか
//! Ⅰ２③の接続、Ⅱ３の入手、Ⅱ５の提供・移転のそれぞれが、別添1の図に描かれているかを見ます。
//!
//! - `generate: flow` で描かれる図：入手方法や提供方法・移転方法にあるシステムがどのシステムの接続先にも無く、矢印が描かれない。
//!   一つの括弧に書かれた接続先が多すぎて、「ほか○件」とまとめて描かれる。
//! - `file` の図だけのとき：相手の名前が、図の説明（`alternative`、備考）のどこにも出てこない（確かでない指摘）。
//!
//! ## なぜ大切か
//! 本文だけを直して図を直し忘れることは多く、点検で「図にも追記すること」と指摘されています。図は住民や委員が初めに見る所です。
//!
//! ## 例
//! 接続先に税務のシステムを加えたのに、別添1の図とその説明には出てこない。
//!
//! ## 直し方
//! 図を描き直し、説明にも相手の名前を書きます。`generate: flow` の図なら、Ⅰ２③に接続先を書けば矢印が描かれます。

use super::{figures, is_drawn, told};
use crate::flow::{Flow, connected};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY612", "figure-arrow", Warning, Certain, "arrow.rs", One(check));

/// Names that one message tells.
const TOLD: usize = 3;
/// The items with the ways that information takes, inside a file and inside one of its blocks.
const WAYS: [(&str, &str); 3] = [("", "use.methods"), ("provision", "methods"), ("transfer", "methods")];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (cell, figures) in figures(subject.assessment) {
        if figures.iter().any(is_drawn) {
            check_drawn(subject, report);
        } else {
            check_told(subject, &told(subject.assessment, cell, figures), report);
        }
    }
}

fn check_drawn(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let flow = Flow::of(assessment);
    let boxes = flow.network.own.iter().chain(&flow.network.others).chain(flow.parties().map(|party| &party.name));
    let drawn: Vec<String> = boxes.map(|name| key(name)).collect();
    for scope in ways(subject) {
        let lacking = systems_in(&scope.0, scope.1).into_iter();
        let lacking: Vec<String> = lacking.filter(|word| !drawn.iter().any(|name| name.contains(&key(word)))).collect();
        let Some(cell) = scope.0.cell(scope.1).filter(|_| !lacking.is_empty()) else { continue };
        let message = format!("{}を使うとありますが、図にその矢印がありません", listed(&lacking));
        report.cell(cell, message).help = Some("使うシステムの接続先（Ⅰ２③）に書くと、矢印が描かれます".into());
    }
    for crowded in &flow.network.crowded {
        let Some(cell) = assessment.cell(&crowded.item) else { continue };
        let count = crowded.names.len();
        let message = format!("接続先が多いため、{}は図で「ほか{count}件」とまとめられます", listed(&crowded.names));
        report.cell(cell, message).help = Some("接続先をまとまりのある名前で書いてください".into());
    }
}

/// The items with ways, each with what it stands in.
fn ways<'a>(subject: &Subject<'a>) -> Vec<(Scope<'a>, &'static str)> {
    let of = |file: &Scope<'a>| {
        WAYS.map(|(list, key)| {
            let scopes = if list.is_empty() { vec![file.clone()] } else { file.blocks(list) };
            scopes.into_iter().map(move |scope| (scope, key))
        })
    };
    subject.assessment.files().iter().flat_map(of).flatten().collect()
}

/// The ticked ways that are systems.
fn systems_in(scope: &Scope<'_>, key: &str) -> Vec<String> {
    let Some(cell) = scope.cell(key) else { return Vec::new() };
    let Some(options) = scope.assessment.form.options_of(scope.assessment.node(cell)) else { return Vec::new() };
    let ticked = scope.ticks(key).iter().filter(|tick| tick.text.is_none());
    let words = ticked.filter_map(|tick| Some(options.choices.get(tick.index)?.word.clone()));
    words.filter(|word| word.ends_with("システム")).collect()
}

/// A picture from a file cannot be read; what is said of it must name everybody.
fn check_told(subject: &Subject<'_>, told: &str, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let mut lacking = |cell: Option<&Cell>, names: Vec<String>| {
        let names: Vec<String> =
            names.into_iter().filter(|name| !name.is_empty() && !told.contains(&key(name))).collect();
        let Some(cell) = cell.filter(|_| !names.is_empty()) else { return };
        let message = format!("{}が、図の説明（alternative・備考）に出てきません", listed(&names));
        let finding = report.cell(cell, message);
        finding.confidence = Confidence::Likely;
        finding.help = Some("図に描かれているかを確かめ、説明にも名前を書いてください".into());
    };
    for system in assessment.root().blocks("systems") {
        lacking(system.cell("connects"), connected(&system).0);
    }
    for file in assessment.files() {
        let sources = file.ticks("use.sources").iter().filter_map(|tick| tick.text.clone());
        lacking(file.cell("use.sources"), sources.map(|name| name.trim().to_owned()).collect());
        for to in file.blocks("provision").into_iter().chain(file.blocks("transfer")) {
            lacking(to.cell("to"), to.words("to").lines().take(1).map(|name| name.trim().to_owned()).collect());
        }
    }
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(TOLD).map(|name| format!("「{name}」")).collect::<String>();
    if names.len() > TOLD { format!("{shown}ほか{}件", names.len() - TOLD) } else { shown }
}

/// A name as it is looked for: its brackets and the difference of サーバ and サーバー do not count.
fn key(name: &str) -> String {
    let folded = fold::fold(name).replace("サーバー", "サーバ").to_lowercase();
    folded.split('(').next().unwrap_or_default().to_owned()
}
