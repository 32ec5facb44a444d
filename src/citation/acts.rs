//! Where a text names acts and ordinances, with the number in brackets and the abbreviation that it gives them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::numbers::number;
use crate::law::{Act, acts};

/// Whose provision is cited.
#[derive(Clone, Copy, Debug)]
pub enum CitedAct {
    Known(&'static Act),
    /// 条例
    Ordinance,
    /// Any other act, order, rule or paper.
    Other,
    None,
}

/// A place where an act is named.
#[derive(Clone, Debug)]
pub struct ActMention {
    /// The name.
    pub range: Range<usize>,
    /// Behind the name and what stands in brackets behind it.
    pub end: usize,
    pub act: CitedAct,
    /// 「平成25年法律第27号」 behind it, with its place; the number as offices write it.
    pub number: Option<(Range<usize>, String)>,
}

/// The abbreviations that a document gives itself: 「以下「番号法」という。」
#[derive(Debug, Default)]
pub struct Aliases(BTreeMap<String, CitedAct>);

/// The last characters of names of acts, rules and papers.
const LAST: [char; 10] = ['法', '律', '例', '則', '令', '針', '綱', '領', '程', '書'];
/// Names of what is no act of the Diet.
const OTHERS: [&str; 14] = [
    "規則",
    "省令",
    "政令",
    "施行令",
    "命令",
    "指針",
    "要綱",
    "要領",
    "規程",
    "契約書",
    "協定書",
    "仕様書",
    "手順書",
    "覚書",
];
/// Before 法 these make another word: 方法, 手法, 立法.
const NO_LAW: [char; 10] = ['方', '手', '用', '技', '司', '立', '憲', '寸', '療', '話'];
/// What follows the name of an act.
const AFTER_LAW: [char; 14] = ['第', '別', '附', '及', '並', '又', '若', '(', '」', '、', '・', 'の', 'に', '施'];
const ABBREVIATES: &str = "以下「";

impl CitedAct {
    pub fn is_number_act(self) -> bool {
        matches!(self, Self::Known(act) if act.is_number_act())
    }

    pub fn is_order(self) -> bool {
        matches!(self, Self::Known(act) if act.is_order())
    }

    pub fn known(self) -> Option<&'static Act> {
        match self {
            Self::Known(act) => Some(act),
            _ => None,
        }
    }
}

impl Aliases {
    /// Those that these texts give.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut aliases = Self::default();
        for text in texts.filter(|text| text.contains(ABBREVIATES)) {
            for mention in aliases.mentions(text) {
                let behind = &text[mention.range.end..mention.end];
                let given = behind.split(ABBREVIATES).nth(1).and_then(|rest| rest.split_once('」'));
                if let Some((name, _)) = given.filter(|(_, rest)| rest.starts_with("という")) {
                    aliases.0.insert(name.to_owned(), mention.act);
                }
            }
        }
        aliases
    }

    /// Every place in a text where an act is named, in order.
    pub fn mentions(&self, text: &str) -> Vec<ActMention> {
        let mut mentions: Vec<ActMention> = Vec::new();
        for (at, last) in text.char_indices().filter(|(_, character)| LAST.contains(character)) {
            let end = at + last.len_utf8();
            // 「以下「法」という。」 gives an abbreviation and names nothing.
            if text[end..].starts_with("」という") {
                continue;
            }
            // Nor does the number of the act before: 「（平成27年条例第57号）」.
            if mentions.last().is_some_and(|last: &ActMention| last.number.is_some() && at < last.end) {
                continue;
            }
            let Some((act, length)) = self.act_before(text, end, &mentions) else { continue };
            let brackets = brackets(&text[end..]);
            let inside = &text[end..end + brackets];
            let number = statute_number(inside).map(|(range, number)| (end + range.start..end + range.end, number));
            mentions.push(ActMention { range: end - length..end, end: end + brackets, act, number });
        }
        mentions
    }

    /// The act whose name ends here, with the length of the name.
    fn act_before(&self, text: &str, end: usize, before: &[ActMention]) -> Option<(CitedAct, usize)> {
        let (front, rest) = text.split_at(end);
        for (alias, act) in &self.0 {
            let own = front.strip_suffix(alias.as_str());
            if own.is_some_and(|own| alias.chars().count() > 1 || !own.ends_with(is_name)) {
                return Some((*act, alias.len()));
            }
        }
        // 番号法施行令 is another, and so is …に関する法律施行規則.
        if let Some((act, length)) = acts().named_at_end(front) {
            return Some((CitedAct::Known(act), length));
        }
        if front.ends_with("同法") || front.ends_with("同条例") || front.ends_with("同規則") {
            let length = if front.ends_with("同法") { "同法".len() } else { "同条例".len() };
            return Some((before.last().map_or(CitedAct::Other, |last| last.act), length));
        }
        if front.ends_with("条例") {
            return Some((CitedAct::Ordinance, "条例".len()));
        }
        if let Some(other) = OTHERS.iter().find(|other| front.ends_with(**other)) {
            return Some((CitedAct::Other, other.len()));
        }
        if front.ends_with("する法律") {
            return Some((CitedAct::Other, "法律".len()));
        }
        let name = front.strip_suffix('法')?;
        let named = !name.is_empty() && !name.ends_with(NO_LAW) && name.ends_with(is_name);
        let ended = rest.is_empty() || rest.starts_with(AFTER_LAW);
        (named && ended).then_some((CitedAct::Other, '法'.len_utf8()))
    }
}

fn is_name(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | 'ァ'..='ヺ' | 'ー' | '々')
}

/// How long what stands in brackets at the head of `text` is.
fn brackets(text: &str) -> usize {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ if depth == 0 => return 0,
            _ => {}
        }
    }
    0
}

/// 「平成25年法律第27号」 at the head of what stands in brackets.
fn statute_number(text: &str) -> Option<(Range<usize>, String)> {
    let inside = text.strip_prefix('(')?;
    let era = ["明治", "大正", "昭和", "平成", "令和"].into_iter().find(|era| inside.starts_with(era))?;
    let years = &inside[era.len()..];
    let (year, length) = if let Some(rest) = years.strip_prefix('元') {
        ("元".to_owned(), years.len() - rest.len())
    } else {
        let (year, length) = number(years)?;
        (year.to_string(), length)
    };
    let (kind, rest) = years[length..].strip_prefix('年')?.split_once('第')?;
    let (count, length) = number(rest)?;
    rest[length..].starts_with('号').then_some(())?;
    let end = text.len() - rest.len() + length + '号'.len_utf8();
    Some((1..end, format!("{era}{year}年{kind}第{count}号")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let aliases = Aliases::of(std::iter::once(text));
        let name = |mention: &ActMention| match mention.act {
            CitedAct::Known(act) => act.short_name().to_owned(),
            other => format!("{other:?}"),
        };
        aliases.mentions(text).iter().map(name).collect()
    }

    #[test]
    fn acts_are_found_by_name_and_nothing_else() {
        assert_eq!(told("次の方法により手法を立法の用法"), [""; 0]);
        assert_eq!(told("番号法第9条、国民健康保険法による"), ["番号法", "国民健康保険法"]);
        assert_eq!(told("番号法施行令及び汐見台市個人番号の利用に関する条例"), ["番号法", "Other", "Ordinance"]);
        assert_eq!(told("高齢者の医療の確保に関する法律の同法第3条"), ["高齢者医療確保法"; 2]);
        assert_eq!(told("潮風振興法第2条"), ["Other"]);
    }

    #[test]
    fn numbers_and_abbreviations_stand_in_brackets() {
        let text = "健康増進法(平成十四年法律第百三号。以下「法」という。)第19条の2、法第3条、方法";
        let aliases = Aliases::of(std::iter::once(text));
        let mentions = aliases.mentions(text);
        assert_eq!(told(text), ["健康増進法"; 2]);
        assert_eq!(mentions[0].number.as_ref().unwrap().1, "平成14年法律第103号");
        assert!(text[mentions[0].end..].starts_with("第19条の2"));
        assert!(mentions[1].number.is_none());
    }
}
