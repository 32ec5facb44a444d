//! 評価書名、宣言、事務の名称、ファイル簿の名前がそろっていない
//!
//! ## 何を見るか
//! - 評価書名が、この様式と別の評価書の名前（「全項目評価書」など）で終わっていないか。
//! - 評価書名と宣言が、事務の名称を挙げているか。
//! - 個人情報ファイル簿のファイル名が、特定個人情報ファイルの名前と一、二字だけ違っていないか。
//! - 文の中の「本○○評価書」が、この様式の名前か。
//!
//! 「に関する事務」「等」「における」の有無は違いとしません。
//!
//! ## なぜ大切か
//! ほかの事務の評価書を写して作ると、表紙に前の事務の名前が残ります。住民が最初に見る所です。
//!
//! ## 例
//! 様式3の評価書名が「養育医療の給付に関する事務 全項目評価書」となっている。
//!
//! ## 直し方
//! 事務の名称と様式の名前にそろえます。

use crate::rules::lexicon::slip;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY312", "cover-names", Warning, Certain, "cover_names.rs", One(check));

const KINDS: [&str; 3] = ["基礎項目評価書", "重点項目評価書", "全項目評価書"];
/// Words that are left out or put in at will.
const LOOSE: [&str; 9] = ["に関する", "に係る", "における", "事務", "業務", "等", "の", "及び", "・"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let own = assessment.form.name.as_str();
    if let Some((cell, text)) = root.cell("cover.title").and_then(|cell| Some((cell, cell.text()?))) {
        let other =
            KINDS.iter().find_map(|kind| Some((*kind, text.value.find(kind)?))).filter(|(kind, _)| *kind != own);
        if let Some((kind, at)) = other.filter(|_| KINDS.contains(&own)) {
            let message = format!("評価書名に「{kind}」とありますが、この様式は「{own}」です");
            let finding = report.words(cell, text, at..at + kind.len(), message);
            finding.help = Some(format!("「{own}」に直すか、form の様式を確かめてください"));
        }
    }
    work_is_named(subject, report);
    register(subject, report);
    for (piece, _) in subject.outlines() {
        for kind in KINDS.iter().filter(|kind| **kind != own && KINDS.contains(&own)) {
            let found = piece
                .value
                .match_indices(kind)
                .find(|(at, _)| ["本", "この", "当該", "今回の"].iter().any(|word| piece.value[..*at].ends_with(word)));
            if let Some((at, kind)) = found {
                let message = format!("「{kind}」を指していますが、この評価書は「{own}」です");
                report.at(piece.cell, piece.typed_span(at..at + kind.len()), message).help =
                    Some("ほかの評価書の文を写したままでないか、確かめてください".into());
            }
        }
    }
}

/// The title and the declaration speak of the work.
fn work_is_named(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let Some(work) = root.cell("work.name").filter(|cell| !cell.is_blank()) else { return };
    let wanted = core(&assessment.words(work));
    for key in ["cover.title", "cover.declaration"] {
        let Some((cell, text)) = root.cell(key).and_then(|cell| Some((cell, cell.text()?))) else { continue };
        let Some(named) = named_work(&text.value).map(|name| core(&name)) else { continue };
        if wanted.is_empty() || named.is_empty() || wanted.contains(&named) || named.contains(&wanted) {
            continue;
        }
        let name = assessment.words(work);
        let finding = report.cell(cell, format!("事務の名称「{}」が書かれていません", name.trim()));
        finding.help = Some("ほかの事務の評価書を写したままでないか確かめ、名称をそろえてください".into());
        finding.related.push((work.span.clone(), "事務の名称".into()));
        // The title bears the name as it is; a declaration may shorten it.
        if key != "cover.title" && !is_other(&named, &wanted) {
            finding.confidence = Confidence::Likely;
        }
    }
}

/// What stands before 「に関する事務」 or 「事務」, up to the comma or the name of the municipality before it.
fn named_work(text: &str) -> Option<String> {
    let end = text.find("に関する事務").or_else(|| text.find("事務"))?;
    let before = &text[..end];
    let start = before
        .rfind(['、', 'は', '。', '\n'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    Some(before[start..].to_owned())
}

/// Half of the name stands nowhere in the other one, or all but a word of it does.
fn is_other(named: &str, wanted: &str) -> bool {
    let (named, wanted): (Vec<char>, Vec<char>) = (named.chars().collect(), wanted.chars().collect());
    let pairs = named.windows(2).count();
    let there = named.windows(2).filter(|pair| wanted.windows(2).any(|other| other == *pair)).count();
    let slips =
        slip(&named, &wanted).is_some_and(|slip| slip.within(2) && slip.before > 0 && slip.before + slip.after >= 4);
    there * 2 <= pairs || slips
}

fn core(name: &str) -> String {
    LOOSE.iter().fold(fold::fold(name), |name, word| name.replace(word, ""))
}

/// The name in the register is that of a file, or quite another one.
fn register(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let Some((cell, text)) =
        assessment.root().cell("disclosure.register_name").and_then(|cell| Some((cell, cell.text()?)))
    else {
        return;
    };
    let own: Vec<char> = fold::fold(&text.value).chars().collect();
    let names: Vec<(&Cell, Vec<char>)> = assessment
        .files()
        .iter()
        .filter_map(|file| file.cell("name"))
        .map(|cell| (cell, fold::fold(&assessment.words(cell)).chars().collect()))
        .collect();
    if names.iter().any(|(_, name)| *name == own) {
        return;
    }
    let is_near = |name: &[char]| {
        slip(&own, name).is_some_and(|slip| slip.within(2) && slip.before > 0 && slip.before + slip.after >= 6)
    };
    if let Some((file, name)) = names.iter().find(|(_, name)| is_near(name)) {
        let name: String = name.iter().collect();
        let message = format!("「{}」とありますが、特定個人情報ファイルの名前は「{name}」です", text.value.trim());
        let finding = report.cell(cell, message);
        finding.help = Some("ファイル簿を確かめ、名前をそろえてください".into());
        finding.related.push((file.span.clone(), "ファイルの名前".into()));
    }
}
