//! システムのつながりが食い違っている
//!
//! ## 何を見るか
//! Ⅰ２③の「その他」に書かれたシステムを、Ⅰ２に並ぶシステムと照らし合わせます。
//!
//! - 自らを接続先に挙げている。
//! - 並んでいるシステムと一、二字だけ違う名前が書かれている。それより違いの大きい、よく似た名前は確かでない指摘とする。
//! - 相手の側に、こちらとの接続が書かれていない（確かでない指摘）。
//! - 並んでいない名前が一つ書かれ、こちらとつながるとしているシステムのうち、こちらが挙げていないものも一つある。
//! - 並んでいるシステムのどれでもない（確かでない指摘）。国や他の団体のシステムなら、そのままで構いません。
//!
//! 「サーバ」と「サーバー」の違い、括弧書き、「※」の後の断り書きは名前の違いとしません。
//!
//! ## なぜ大切か
//! システムの名前を改めたときや、隣のシステムの欄を写したときの直し忘れが、公表された評価書でも見つかっています。
//!
//! ## 例
//! システムの一覧には「保険年金共通システム」があるのに、接続先には「保険年金システム」と書かれている。
//!
//! ## 直し方
//! システムの名称と接続先の名前をそろえ、つながりは双方に書きます。

use crate::rules::lexicon::is_system_slip;
use crate::rules::pieces::narrow;
use crate::rules::prelude::*;
use crate::text::{Span, fold};

rule!("HY303", "system-links", Warning, Certain, "system_links.rs", One(check));

/// What the boxes stand for.
const BOXES: [&str; 4] = ["庁内連携", "宛名", "住民基本台帳", "税"];

struct System<'a> {
    title: String,
    /// Ways of writing its name.
    names: Vec<String>,
    connects: &'a Cell,
    links: Vec<TypedLink>,
    /// Also linked by a box that stands for a whole kind of systems.
    by_kind: bool,
}

struct TypedLink {
    typed: String,
    names: Vec<String>,
    span: Span,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let systems: Vec<System<'_>> = subject.assessment.root().blocks("systems").iter().filter_map(read).collect();
    for (at, system) in systems.iter().enumerate() {
        let mut outside = Vec::new();
        for link in &system.links {
            let same: Vec<usize> = (0..systems.len()).filter(|other| systems[*other].is(&link.names)).collect();
            match same.as_slice() {
                [] => outside.extend(unresolved(&systems, system, link, report)),
                [other] if *other == at => {
                    let message = format!("「{}」が自らを接続先に挙げています", system.title);
                    report.at(system.connects, link.span.clone(), message).help =
                        Some("隣のシステムの欄を写したままでないか、確かめてください".into());
                }
                [other] => one_way(system, link, &systems[*other], report),
                _ => {}
            }
        }
        if let [link] = outside.as_slice()
            && let Some(meant) = only_one_way(&systems, at)
        {
            let message = format!("「{}」は、ここに並ぶシステムのどれでもありません", link.typed);
            let finding = report.at(system.connects, link.span.clone(), message);
            finding.help = Some(format!(
                "「{}」が「{}」とつながるとしています。そのことなら、名前をそろえてください",
                meant.title, system.title
            ));
            finding.related.push((meant.connects.span.clone(), format!("「{}」の接続", meant.title)));
            continue;
        }
        if let [first, ..] = outside.as_slice() {
            let names: Vec<&str> = outside.iter().map(|link| link.typed.as_str()).collect();
            let message = format!("「{}」は、ここに並ぶシステムのどれでもありません", names.join("」「"));
            let finding = report.at(system.connects, first.span.clone(), message);
            finding.confidence = Confidence::Likely;
            finding.severity = Severity::Info;
            finding.help =
                Some("この事務で使うシステムなら一覧に加えてください。外のシステムならこのままで構いません".into());
        }
    }
}

fn read<'a>(scope: &Scope<'a>) -> Option<System<'a>> {
    let connects = scope.cell("connects")?;
    let title = scope.words("name").trim().to_owned();
    let names = names(&title);
    let ticks = scope.ticks("connects");
    let links = ticks.iter().filter_map(|tick| Some((tick.text.as_deref()?, &tick.span))).flat_map(|(text, span)| {
        let typed = text.split(['、', ',', '，', '\n']).map(str::trim);
        typed
            .map(|typed| typed.strip_suffix('等').unwrap_or(typed))
            .filter(|typed| !typed.is_empty())
            .map(|typed| TypedLink { typed: typed.to_owned(), names: self::names(typed), span: narrow(span, typed) })
    });
    // 情報提供ネットワークシステム and その他 are no kinds of systems of one's own.
    let by_kind = ticks.iter().any(|tick| tick.text.is_none() && tick.index > 0);
    (!names.is_empty()).then(|| System { title, names, connects, links: links.collect(), by_kind })
}

/// `Public Medical Hub（PMH）` is also PMH; `宛名管理システム（以下「宛名システム」という。）` is also 宛名システム.
fn names(title: &str) -> Vec<String> {
    let folded = fold::fold(title).replace("サーバー", "サーバ").to_lowercase();
    let folded = folded.split('※').next().unwrap_or_default();
    let mut names: Vec<String> = folded.split(['(', ')', '「', '」', ':', '=']).map(ToOwned::to_owned).collect();
    names.retain(|name| name.chars().count() > 1 && !name.starts_with("以下") && !name.starts_with("という"));
    names
}

impl System<'_> {
    fn is(&self, names: &[String]) -> bool {
        self.names.iter().any(|name| names.contains(name))
    }

    /// One name is part of the other: 宛名システム and 団体内統合宛名システム.
    fn may_be(&self, names: &[String]) -> bool {
        let pairs = self.names.iter().flat_map(|own| names.iter().map(move |name| (own, name)));
        pairs.into_iter().any(|(own, name)| own.contains(name.as_str()) || name.contains(own.as_str()))
    }
}

/// The one system that names this one and is not named by it.
fn only_one_way<'s, 'a>(systems: &'s [System<'a>], at: usize) -> Option<&'s System<'a>> {
    let system = &systems[at];
    let names = |other: &System<'_>| other.links.iter().any(|link| system.is(&link.names));
    let named = |other: &System<'_>| system.links.iter().any(|link| other.may_be(&link.names));
    let mut found = systems.iter().filter(|other| names(other) && !named(other) && !std::ptr::eq(*other, system));
    let first = found.next()?;
    // A box may stand for it.
    let by_box = system.by_kind && first.names.iter().any(|name| BOXES.iter().any(|word| name.contains(word)));
    (found.next().is_none() && !by_box).then_some(first)
}

fn one_way(system: &System<'_>, link: &TypedLink, other: &System<'_>, report: &mut Report<'_>) {
    if other.by_kind || other.links.iter().any(|back| system.may_be(&back.names)) {
        return;
    }
    let message = format!("「{}」の側には「{}」との接続が書かれていません", other.title, system.title);
    let finding = report.at(system.connects, link.span.clone(), message);
    finding.confidence = Confidence::Likely;
    finding.related.push((other.connects.span.clone(), format!("「{}」の接続", other.title)));
    finding.help = Some("つながりは双方のシステムに書いてください".into());
}

/// Tells a name that is much like that of a system; gives back one that is like none.
fn unresolved<'l>(
    systems: &[System<'_>],
    system: &System<'_>,
    link: &'l TypedLink,
    report: &mut Report<'_>,
) -> Option<&'l TypedLink> {
    let speaks_of_itself = link.names.iter().any(|name| name.starts_with('本') || name.starts_with('当'));
    if speaks_of_itself || systems.iter().any(|other| other.may_be(&link.names)) {
        return None;
    }
    let near = |other: &&System<'_>| other.names.iter().any(|own| link.names.iter().any(|name| is_near(own, name)));
    let Some(meant) = systems.iter().find(near) else { return Some(link) };
    let message = format!("「{}」というシステムは並んでいません", link.typed);
    let finding = report.at(system.connects, link.span.clone(), message);
    let characters = |name: &String| name.chars().collect::<Vec<_>>();
    let slips = |name: &String| meant.names.iter().any(|own| is_system_slip(&characters(name), &characters(own)));
    if !link.names.iter().any(slips) {
        finding.confidence = Confidence::Likely;
    }
    finding.help = Some(format!("「{}」のことなら、名前をそろえてください", meant.title));
    None
}

/// What two systems are called apart from being systems: one is part of the other, or nearly all is the same.
fn is_near(left: &str, right: &str) -> bool {
    let core =
        |name: &str| ["システム", "サーバ", "基盤"].iter().find_map(|end| name.strip_suffix(end)).map(str::to_owned);
    let (Some(left), Some(right)) = (core(left), core(right)) else { return false };
    let shorter = left.chars().count().min(right.chars().count());
    let part = left.contains(&right) || right.contains(&left);
    shorter > 1 && (part || strsim::normalized_damerau_levenshtein(&left, &right) >= 0.7)
}
