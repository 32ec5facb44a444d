//! 文章の中の部署や役職の名前が、挙げた部署と食い違っている
//!
//! ## 何を見るか
//! 文章の中に「○○部△△課」のように書かれた課が、担当部署や入手元などの欄に挙げた課と同じ名前で、その前の部や局の名前だけが違うものを
//! 知らせます。仮名を含む課の名前が一字だけ違うものも知らせます。担当部署や入手元などと同じ部や局の課で、どの欄にも、ほかの文にも出てこないものが、承認や
//! 管理をする所として一度だけ書かれていれば知らせます。また、所属長の役職名が、担当部署の課の長かを見ます。「総務課」のように多くの部にある
//! 課は数えません。
//!
//! ## なぜ大切か
//! 組織を改めたとき、欄だけを直して文章の中の部署の名前を直し忘れることがよくあります。
//!
//! ## 例
//! 担当部署は「福祉部介護保険課」なのに、権限の管理の欄に「保健福祉部介護保険課長が承認する」とある。
//!
//! ## 直し方
//! 今の組織の名前にそろえます。

use super::units::{Unit, chains};
use crate::rules::lexicon::{NameRole, slip};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY313", "office-in-text", Warning, Certain, "office_in_text.rs", One(check));

/// HY302 looks at these.
const TOLD: [&str; 4] = ["basics.office", "use.office", "disclosure.to", "inquiry.contact"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let declared: Vec<(&Cell, Vec<Unit>)> = subject
        .lexicon()
        .names
        .iter()
        .filter(|name| matches!(name.role, NameRole::Office | NameRole::Party))
        .flat_map(|name| chains(&name.name).into_iter().map(move |chain| (name.cell, chain)))
        .filter(|(_, chain)| chain.len() > 1)
        .collect();
    for (piece, _) in subject.outlines() {
        let address = piece.cell.address.as_str();
        if TOLD.iter().any(|key| address.ends_with(key))
            || declared.iter().any(|(cell, _)| cell.address == piece.cell.address)
        {
            continue;
        }
        // The head of a section is named with it; as many bytes stand for the word.
        let text = piece.value.replace("課長", "課\u{3000}");
        for chain in chains(&text) {
            let Some((wrong, (cell, right))) = contradicted(&chain, &declared) else { continue };
            let section = &chain[chain.len() - 1].name;
            let typed = &piece.value[wrong.range.clone()];
            let name = typed.rsplit(['は', 'を', 'が', 'に']).next().unwrap_or(typed);
            let range = wrong.range.end - name.len()..wrong.range.end;
            let message = format!("「{section}」の前が「{name}」です。ほかの欄では「{}」です", right.name);
            let finding = report.at(piece.cell, piece.typed_span(range), message);
            finding.help = Some("今の組織の名前にそろえてください".into());
            finding.related.push((cell.span.clone(), format!("ここでは「{}」", right.name)));
        }
    }
    near_sections(subject, report);
    strangers(subject, report);
    head(subject, report);
}

/// A section with kana in its name that is written otherwise in one place; HY309 looks at names without kana.
fn near_sections(subject: &Subject<'_>, report: &mut Report<'_>) {
    let has_kana = |name: &str| name.contains(|c| ('ぁ'..='ん').contains(&c));
    let names = subject.lexicon().names.iter().filter(|name| name.role == NameRole::Office);
    let declared: Vec<Vec<char>> = names
        .filter_map(|name| chains(&name.name).pop()?.pop())
        .filter(|unit| has_kana(&unit.name))
        .map(|unit| unit.name.chars().collect())
        .collect();
    for (piece, _) in subject.outlines().filter(|_| !declared.is_empty()) {
        let text = piece.value.replace("課長", "課\u{3000}");
        for unit in chains(&text).into_iter().filter_map(|mut chain| chain.pop()) {
            let name: Vec<char> = unit.name.chars().collect();
            if declared.iter().any(|other| name.ends_with(other) || other.ends_with(&name)) {
                continue;
            }
            let is_slip = |other: &&Vec<char>| {
                let tail = &name[name.len().saturating_sub(other.len())..];
                slip(tail, other).is_some_and(|slip| slip.within(1) && slip.before > 0 && slip.before + slip.after >= 4)
            };
            let Some(meant) = declared.iter().find(is_slip) else { continue };
            let meant: String = meant.iter().collect();
            let message = format!("「{}」は、担当部署などの欄では「{meant}」です", unit.name);
            report.at(piece.cell, piece.typed_span(unit.range), message).help =
                Some(format!("同じ部署なら「{meant}」に直してください"));
        }
    }
}

/// More sections are not looked up.
const MOST: usize = 100;
/// What follows a section that does the work, and not one that is told of.
const ACTS: [&str; 9] = ["長", "が", "は", "の職員", "の担当", "において", "への問合せ", "の窓口", "の執務室"];

/// A section that nothing else names, of a department with sections that are declared, where one stands that does the work.
fn strangers(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(office) = subject.assessment.root().cell("office.name") else { return };
    let names = subject.lexicon().names.iter().filter(|name| matches!(name.role, NameRole::Office | NameRole::Party));
    let declared: Vec<Vec<Unit>> = names.flat_map(|name| chains(&name.name)).collect();
    let departments: Vec<&Unit> =
        declared.iter().filter_map(|chain| chain.split_last()).flat_map(|(_, above)| above).collect();
    if departments.is_empty() {
        return;
    }
    let mut looked_up = 0;
    let named = |section: &str| subject.lexicon().names.iter().any(|name| name.name.contains(section));
    for (piece, _) in
        subject.outlines().filter(|(piece, _)| !TOLD.iter().any(|key| piece.cell.address.as_str().ends_with(key)))
    {
        if piece.cell.address == office.address || !departments.iter().any(|unit| piece.folded.holds(&unit.name)) {
            continue;
        }
        for chain in chains(&piece.value.replace("課長", "課\u{3000}")) {
            let [.., above, section] = chain.as_slice() else { continue };
            let beside = departments.iter().any(|unit| above.name.ends_with(unit.name.as_str()));
            let acts = ACTS.iter().any(|word| piece.value[section.range.end..].starts_with(word));
            if !beside || !acts || section.is_common() || named(&section.name) {
                continue;
            }
            looked_up += 1;
            if looked_up > MOST {
                return;
            }
            let places: usize = subject.pieces().iter().map(|piece| piece.folded.find(&section.name).len()).sum();
            if places == 1 {
                let message = format!("「{}」は、担当部署にも入手元や提供先の欄にも挙げられていません", section.name);
                let finding = report.at(piece.cell, piece.typed_span(section.range.clone()), message);
                finding.help = Some("組織の改正の直し漏れでないか、確かめてください".into());
                finding.related.push((office.span.clone(), "担当部署".into()));
            }
        }
    }
}

type DeclaredUnit<'d, 'a> = (&'a Cell, &'d Unit);

/// The unit of a chain that every declared chain of the same section names otherwise.
fn contradicted<'c, 'd, 'a>(
    chain: &'c [Unit],
    declared: &'d [(&'a Cell, Vec<Unit>)],
) -> Option<(&'c Unit, DeclaredUnit<'d, 'a>)> {
    let (section, above) = chain.split_last()?;
    if section.is_common() || above.is_empty() {
        return None;
    }
    let same: Vec<_> = declared.iter().filter(|(_, chain)| chain.last().is_some_and(|last| last.is(section))).collect();
    let named = |unit: &Unit| same.iter().any(|(_, chain)| chain.iter().any(|other| other.is(unit)));
    above.iter().filter(|unit| unit.level != section.level && !named(unit)).find_map(|unit| {
        // The words of the sentence before the name stand in it, too.
        if same.iter().any(|(_, chain)| chain.iter().any(|other| unit.name.ends_with(other.name.as_str()))) {
            return None;
        }
        let right =
            same.iter().find_map(|(cell, chain)| Some((*cell, chain.iter().find(|other| other.level == unit.level)?)));
        Some((unit, right?))
    })
}

/// 資産税課長 is the head of a 資産税課.
fn head(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let (Some(head), Some(office)) = (root.cell("office.head"), root.cell("office.name")) else { return };
    let (title, name) = (fold::fold(&subject.assessment.words(head)), fold::fold(&subject.assessment.words(office)));
    let sections: Vec<Unit> = chains(&name).into_iter().filter_map(|mut chain| chain.pop()).collect();
    let Some(section) = title.strip_suffix('長').filter(|section| section.ends_with('課')) else { return };
    let is_one = sections.iter().any(|unit| section.ends_with(unit.name.as_str()) || unit.name.ends_with(section));
    if is_one || !sections.iter().any(|unit| unit.level == '課') || section.contains(['、', '・']) {
        return;
    }
    let message = format!("「{title}」は、担当部署の「{name}」の長の名前ではありません");
    let finding = report.cell(head, message);
    finding.help = Some("担当部署か役職名の、改めていない方を直してください".into());
    finding.related.push((office.span.clone(), "担当部署".into()));
}
