//! 一字だけ違う名前がある
//!
//! ## 何を見るか
//! システム、ファイル、委託先、部署など評価書が役割とともに挙げた名前と、文章に三度以上出てくる長い言葉を集め、それらと中の一字
//! だけが違う（一字多い、少ないものを含む。）言葉が一度だけ出てくるものを知らせます。システムの名前は、二字までの違いも見ます。
//! 「東西」「新旧」「前後」のように対になる字や数字の違い、評価書のほかの所でも使われる言葉の組合せは、別の言葉として扱います。
//!
//! ## なぜ大切か
//! 名前の一字違いは読み飛ばされやすく、別のシステムや部署があるように読まれます。
//!
//! ## 例
//! 「情報提供機能」が八度出てくる評価書に、一度だけ「情報提携機能」とある。
//!
//! ## 直し方
//! 正しい名前にそろえます。別のものなら、違いが分かるように書きます。

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::rules::lexicon::{Compound, CompoundUse, Lexicon, NameRole, is_system_slip, slip};
use crate::rules::prelude::*;
use crate::text::one_spelling;

rule!("HY309", "near-name", Warning, Certain, "near_name.rs", One(check));

/// A word that stands as often as this is one.
const SOLID: usize = 3;
/// A compound must have as many characters in common with the one that it is like.
const COMMON: usize = 5;
/// Characters that make another word in place of each other, or where they are added.
const CONTRASTS: &str = "東西南北中央上下左右前後新旧大小高低長短内外本支元先甲乙丙正副主従男女父母有無可否非不未既再初全各毎両等者用別\
    市町村区県国都府課部局室係費料額数率年月日時分度期被準総第一二三四五六七八九十百千万開閉始終入出転受払収支増減公私";
/// The ends of names of systems.
const SYSTEM: [&str; 2] = ["システム", "サーバー"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let lexicon = subject.lexicon();
    let words = KnownWords::of(subject);
    for (term, uses) in &lexicon.terms {
        let [place] = uses.as_slice() else { continue };
        let keys = deletions(term).into_iter().chain([term.clone()]);
        let near: Vec<&Compound> = keys.filter_map(|key| words.neighbours.get(&key)).flatten().copied().collect();
        let meant = near.into_iter().filter(|other| words.is_slip(term, other)).max_by_key(|other| words.solid[*other]);
        if let Some(meant) = meant.filter(|_| !words.is_part_of_name(term)) {
            tell(subject, report, term, place, meant, words.solid[meant]);
        }
    }
    systems(subject, report, lexicon);
}

/// The words that others are held to.
struct KnownWords<'s, 'a> {
    subject: &'s Subject<'a>,
    /// Names, and words that stand often, each with how often.
    solid: BTreeMap<&'s Compound, usize>,
    /// The words that become each key when one character is left out, and the words themselves.
    neighbours: BTreeMap<Compound, Vec<&'s Compound>>,
    /// Which characters follow one another somewhere in the texts, in order.
    pairs: OnceCell<Vec<[char; 2]>>,
}

impl<'s, 'a> KnownWords<'s, 'a> {
    fn of(subject: &'s Subject<'a>) -> Self {
        let lexicon = subject.lexicon();
        let often = lexicon.terms.iter().map(|(term, uses)| (term, uses.len())).filter(|(_, count)| *count >= SOLID);
        let known = lexicon.known.iter().map(|term| (term, lexicon.terms.get(term).map_or(0, Vec::len)));
        let solid: BTreeMap<&Compound, usize> = often.chain(known).collect();
        let mut neighbours: BTreeMap<Compound, Vec<&Compound>> = BTreeMap::new();
        for term in solid.keys() {
            for key in deletions(term).into_iter().chain([(*term).clone()]) {
                neighbours.entry(key).or_default().push(*term);
            }
        }
        Self { subject, solid, neighbours, pairs: OnceCell::new() }
    }

    fn is_known(&self, term: &Compound) -> bool {
        self.subject.lexicon().known.contains(term)
    }

    /// One of the names ends like this, or this ends like one of them: the same name with less or more in front.
    fn is_part_of_name(&self, term: &Compound) -> bool {
        let part = |name: &Compound| name.ends_with(term) || term.ends_with(name) && name.len() >= COMMON;
        self.subject.lexicon().known.iter().any(|name| name != term && part(name))
    }

    fn is_slip(&self, term: &Compound, other: &Compound) -> bool {
        let Some(slip) = slip(term, other).filter(|slip| slip.within(1)) else { return false };
        // A name is a slip only where the texts often call the thing otherwise.
        if self.is_known(term) && (self.is_known(other) || self.solid[other] < SOLID) {
            return false;
        }
        if slip.own.iter().chain(slip.other).any(|c| CONTRASTS.contains(*c) || c.is_ascii_alphanumeric()) {
            return false;
        }
        let common = slip.before + slip.after;
        let least = if self.is_known(other) { COMMON - 1 } else { COMMON };
        if common < least || slip.before == 0 || slip.after == 0 {
            return false;
        }
        // HY306 looks at words that are spelled in two ways.
        let spelled = |word: &[char]| one_spelling(&word.iter().collect::<String>());
        if spelled(term) == spelled(other) {
            return false;
        }
        // What the slip puts side by side stands nowhere else.
        let around = &term[slip.before - 1..(slip.before + slip.own.len() + 1).min(term.len())];
        around.windows(2).any(|pair| self.number_of([pair[0], pair[1]]) <= 1)
    }

    fn number_of(&self, pair: [char; 2]) -> usize {
        let pairs = self.pairs.get_or_init(|| pairs(self.subject));
        pairs.partition_point(|other| *other <= pair) - pairs.partition_point(|other| *other < pair)
    }
}

/// The word without each of its inner characters.
fn deletions(term: &Compound) -> Vec<Compound> {
    (1..term.len().saturating_sub(1))
        .map(|at| term.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, c)| *c).collect())
        .collect()
}

fn pairs(subject: &Subject<'_>) -> Vec<[char; 2]> {
    let mut pairs = Vec::new();
    for (piece, _) in subject.outlines() {
        let folded = piece.folded.text.chars();
        pairs.extend(folded.clone().zip(folded.skip(1)).map(|(first, second)| [first, second]));
    }
    pairs.sort_unstable();
    pairs
}

fn tell(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    term: &[char],
    place: &CompoundUse,
    meant: &[char],
    count: usize,
) {
    let piece = &subject.pieces()[place.piece];
    let (word, meant): (String, String) = (term.iter().collect(), meant.iter().collect());
    let seen = if count > 0 { format!("（{count} か所）") } else { String::new() };
    let message = format!("「{word}」は、ほかでは「{meant}」{seen}と書かれています");
    let finding = report.at(piece.cell, piece.typed_span(place.range.clone()), message);
    finding.help = Some(format!("同じものなら「{meant}」に直してください"));
}

/// Names of systems that are like a listed one and are none.
fn systems(subject: &Subject<'_>, report: &mut Report<'_>, lexicon: &Lexicon<'_>) {
    let listed: BTreeSet<Compound> = lexicon
        .of_role(NameRole::System)
        .filter(|name| name.cell.address.last() == "name")
        .filter_map(|name| system_name(&name.name.chars().collect::<Vec<_>>()))
        .collect();
    let mut told = BTreeSet::new();
    for (term, uses) in lexicon.terms.iter().filter(|(_, uses)| uses.len() <= 2) {
        let Some(name) = system_name(term) else { continue };
        let resolved = |known: &Compound| {
            system_name(known).is_some_and(|known| known == name || known.ends_with(&name) || name.ends_with(&known))
        };
        if lexicon.known.iter().any(resolved) || listed.iter().any(resolved) {
            continue;
        }
        let Some(meant) = listed.iter().find(|other| is_system_slip(&name, other)) else { continue };
        for place in uses {
            if told.insert((place.piece, place.range.start)) {
                let count = lexicon.terms.get(meant).map_or(0, Vec::len);
                tell(subject, report, &name, place, meant, count);
            }
        }
    }
}

/// The word up to the end of the name of a system in it.
fn system_name(term: &[char]) -> Option<Compound> {
    let text: String = term.iter().collect();
    let ends = SYSTEM.iter().filter_map(|end| Some(text.rfind(end)? + end.len()));
    let name: Compound = text[..ends.max()?].chars().collect();
    (name.len() > SOLID + 4).then_some(name)
}
