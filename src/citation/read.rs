//! Citations in a text: parts put together, lists spread out, each with the act that it is of.

use std::fmt;
use std::ops::Range;

use super::acts::{ActMention, Aliases, CitedAct};
use super::numbers::{Ordinal, ordinal};
use super::parts::{CitationPart, CitationUnit, parts};

/// One provision, or one row of a table; a list of them is several citations.
#[derive(Clone, Debug)]
pub struct Citation {
    pub range: Range<usize>,
    pub act: CitedAct,
    /// It stands directly behind the name of the act, or goes on a list that does.
    pub attached: bool,
    pub place: CitedPlace,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CitedPlace {
    Provision {
        article: Ordinal,
        paragraph: Option<Ordinal>,
        item: Option<Ordinal>,
    },
    /// A table as a whole.
    Table(TableName),
    Row {
        table: TableName,
        row: Ordinal,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum TableName {
    /// 別表
    Plain,
    /// 別表第一
    Numbered(u16),
    /// 第2条の表
    OfArticle(Ordinal),
}

const TABLE: &str = "別表";
/// What stands between the members of a list.
const CONNECTORS: [&str; 12] =
    ["及び", "並びに", "又は", "若しくは", "かつ", "から", "まで", "、", ",", "・", "~", "と"];

/// Where a text names acts, and what it cites of them, both in order.
#[derive(Debug, Default)]
pub struct Reading {
    pub mentions: Vec<ActMention>,
    pub citations: Vec<Citation>,
}

/// Everything that a folded text cites.
pub fn read(text: &str, aliases: &Aliases) -> Reading {
    if !text.contains(TABLE) && !text.contains('条') && !text.contains('号') {
        return Reading::default();
    }
    let mut reader = Reader { text, mentions: aliases.mentions(text), citations: Vec::new() };
    let parts = parts(text);
    let mut at = 0;
    for part in &parts {
        while let Some(table) = text[at..part.range.start.max(at)].find(TABLE) {
            at = reader.table(at + table);
        }
        if part.range.start >= at {
            at = reader.part(part);
        }
    }
    while let Some(table) = text[at..].find(TABLE) {
        at = reader.table(at + table);
    }
    Reading { mentions: reader.mentions, citations: reader.citations }
}

struct Reader<'t> {
    text: &'t str,
    mentions: Vec<ActMention>,
    citations: Vec<Citation>,
}

impl Reader<'_> {
    /// Takes a part in; gives where reading goes on.
    fn part(&mut self, part: &CitationPart) -> usize {
        let end = part.range.end;
        let (number, text) = (part.number.clone(), self.text);
        let last = self.citations.last();
        let gap = last.filter(|last| last.range.end <= part.range.start);
        let gap = gap.map_or("-".into(), |last| without_brackets(&text[last.range.end..part.range.start]));
        match (part.unit, last.map(|last| &last.place)) {
            (CitationUnit::Article, _) => {
                let place = CitedPlace::Provision { article: number.clone(), paragraph: None, item: None };
                self.push(part.range.clone(), place);
                if let Some(sign) = ["の表", "表"].into_iter().find(|sign| text[end..].starts_with(sign)) {
                    self.citations.pop();
                    return self.rows(part.range.start, end + sign.len(), &TableName::OfArticle(number));
                }
            }
            (CitationUnit::Paragraph, Some(CitedPlace::Provision { article, paragraph: None, item: None }))
                if gap.is_empty() =>
            {
                let article = article.clone();
                self.deepen(end, CitedPlace::Provision { article, paragraph: Some(number), item: None });
            }
            (CitationUnit::Item, Some(CitedPlace::Provision { article, paragraph, item: None })) if gap.is_empty() => {
                let (article, paragraph) = (article.clone(), paragraph.clone());
                self.deepen(end, CitedPlace::Provision { article, paragraph, item: Some(number) });
            }
            (CitationUnit::Paragraph, Some(CitedPlace::Provision { article, .. })) if is_connector(&gap) => {
                let place = CitedPlace::Provision { article: article.clone(), paragraph: Some(number), item: None };
                self.push(part.range.clone(), place);
            }
            (CitationUnit::Item, Some(CitedPlace::Provision { article, paragraph, .. })) if is_connector(&gap) => {
                let (article, paragraph) = (article.clone(), paragraph.clone());
                self.push(part.range.clone(), CitedPlace::Provision { article, paragraph, item: Some(number) });
            }
            (CitationUnit::Row | CitationUnit::Paragraph, Some(CitedPlace::Row { table, .. }))
                if is_connector(&gap) =>
            {
                let table = table.clone();
                self.push(part.range.clone(), CitedPlace::Row { table, row: number });
            }
            _ => {}
        }
        end
    }

    /// A table that is named 別表, with its number and its rows.
    fn table(&mut self, start: usize) -> usize {
        let end = start + TABLE.len();
        let numbered = self.text[end..].strip_prefix('第').map(|rest| (self.text.len() - rest.len(), rest));
        let Some((ordinal, length)) = numbered.and_then(|(_, rest)| ordinal(rest)) else {
            return self.rows(start, end, &TableName::Plain);
        };
        let from = numbered.map_or(end, |(from, _)| from);
        let rest = &self.text[from + length..];
        if !ordinal.has_branches() && !rest.starts_with('項') && !rest.starts_with("の項") {
            return self.rows(start, from + length, &TableName::Numbered(ordinal.main()));
        }
        if ordinal.has_branches() && ordinal.main() <= 2 {
            // 別表第2の102の2の項: the branches are the row.
            let main = from + self.text[from..].find('の').unwrap_or(length);
            return self.rows(start, main, &TableName::Numbered(ordinal.main()));
        }
        self.rows(start, end, &TableName::Plain)
    }

    /// The rows that follow a table: の42の項及び125の項, 第111項, 44、45の項; the table alone where there are none.
    fn rows(&mut self, start: usize, from: usize, table: &TableName) -> usize {
        let mut rows: Vec<(Range<usize>, Ordinal)> = Vec::new();
        let mut bare: Vec<(Range<usize>, Ordinal)> = Vec::new();
        let mut at = from;
        loop {
            let rest = &self.text[at..];
            let gap = connector(rest).filter(|_| at > from).unwrap_or_default();
            let opening = gap
                + ["の第", "の", "第"].iter().find(|sign| rest[gap..].starts_with(**sign)).map_or(0, |sign| sign.len());
            let Some((row, length)) = ordinal(&rest[opening..]).filter(|_| at == from || gap > 0) else { break };
            let (begin, end) = (at + opening, at + opening + length);
            bare.push((begin..end, row));
            at = end;
            let closed = ["の項", "項"].iter().find(|sign| self.text[end..].starts_with(**sign));
            if let Some(sign) = closed.filter(|sign| !self.text[end + sign.len()..].starts_with(['目', '番'])) {
                at = end + sign.len();
                if let Some((range, _)) = bare.last_mut() {
                    range.end = at;
                }
                rows.append(&mut bare);
            }
        }
        let Some((last, _)) = rows.last() else {
            self.push(start..from, CitedPlace::Table(table.clone()));
            return from;
        };
        let end = last.end;
        for (index, (range, row)) in rows.into_iter().enumerate() {
            let range = if index == 0 { start..range.end } else { range };
            self.push(range, CitedPlace::Row { table: table.clone(), row });
        }
        end
    }

    fn push(&mut self, range: Range<usize>, place: CitedPlace) {
        let mention = self.mentions.iter().take_while(|mention| mention.range.end <= range.start).last();
        let before = self.citations.last();
        let gap = |from: usize| self.text.get(from..range.start).map(without_brackets);
        let goes_on = |last: &Citation| {
            let same = mention.is_none_or(|mention| mention.end <= last.range.start);
            same && last.attached && gap(last.range.end).is_some_and(|gap| gap.is_empty() || is_connector(&gap))
        };
        let behind = mention.is_some_and(|mention| gap(mention.end).is_some_and(|gap| gap.is_empty() || gap == "の"));
        let attached = behind || before.is_some_and(goes_on);
        let act = mention.map_or(CitedAct::None, |mention| mention.act);
        self.citations.push(Citation { range, act, attached, place });
    }

    fn deepen(&mut self, end: usize, place: CitedPlace) {
        if let Some(last) = self.citations.last_mut() {
            last.range.end = end;
            last.place = place;
        }
    }
}

/// How long the connectors at the head of `text` are.
fn connector(text: &str) -> Option<usize> {
    let mut length = 0;
    while let Some(next) = CONNECTORS.iter().find(|connector| text[length..].starts_with(**connector)) {
        length += next.len();
    }
    (length > 0).then_some(length)
}

fn is_connector(gap: &str) -> bool {
    connector(gap).is_some_and(|length| length == gap.len())
}

/// 第9条第1項(利用範囲)別表 goes on behind the brackets.
fn without_brackets(gap: &str) -> String {
    let (mut depth, mut bare) = (0_usize, String::new());
    for character in gap.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    bare
}

impl CitedPlace {
    pub fn is_numbered_table(&self, number: u16) -> bool {
        self.table() == Some(&TableName::Numbered(number))
    }

    /// The number of a row.
    pub fn row(&self) -> Option<&Ordinal> {
        match self {
            Self::Row { row, .. } => Some(row),
            _ => None,
        }
    }

    pub fn table(&self) -> Option<&TableName> {
        match self {
            Self::Row { table, .. } | Self::Table(table) => Some(table),
            Self::Provision { .. } => None,
        }
    }
}

impl Citation {
    /// The 別表 of 番号法, or a row of it; `at_home` where a 別表 that names no act is meant to be that.
    pub fn is_of_number_act_table(&self, at_home: bool) -> bool {
        let of_act = self.act.is_number_act() || (at_home && matches!(self.act, CitedAct::None));
        of_act && self.place.table() == Some(&TableName::Plain)
    }

    /// 第2条の表 of the order, or a row of it.
    pub fn is_of_order_table(&self) -> bool {
        self.act.is_order() && matches!(self.place.table(), Some(TableName::OfArticle(_)))
    }

    /// Whether it is this article of the act, whatever paragraph and item.
    pub fn is_article(&self, number: u16) -> bool {
        matches!(&self.place, CitedPlace::Provision { article, .. } if *article == Ordinal::from(number))
    }

    pub fn paragraph(&self) -> Option<u16> {
        match &self.place {
            CitedPlace::Provision { paragraph, .. } => paragraph.as_ref().map(Ordinal::main),
            _ => None,
        }
    }

    pub fn item(&self) -> Option<u16> {
        match &self.place {
            CitedPlace::Provision { item, .. } => item.as_ref().map(Ordinal::main),
            _ => None,
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => formatter.write_str(TABLE),
            Self::Numbered(number) => write!(formatter, "{TABLE}第{number}"),
            Self::OfArticle(article) => write!(formatter, "第{article}条の表"),
        }
    }
}

impl fmt::Display for CitedPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => write!(formatter, "{table}"),
            Self::Row { table, row } => write!(formatter, "{table}の{row}の項"),
            Self::Provision { article, paragraph, item } => {
                // The branches of an article stand behind 条.
                let number = article.to_string();
                let (main, branches) =
                    number.split_once('の').map_or((number.as_str(), ""), |(main, rest)| (main, rest));
                write!(formatter, "第{main}条")?;
                if !branches.is_empty() {
                    write!(formatter, "の{branches}")?;
                }
                paragraph.iter().try_for_each(|paragraph| write!(formatter, "第{paragraph}項"))?;
                item.iter().try_for_each(|item| write!(formatter, "第{item}号"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
