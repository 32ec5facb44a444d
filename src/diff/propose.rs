//! What the changed words of a row let one propose to the officer, with what it rests on. It never decides, and claims nothing of
//! which the words show only a part: everything that changed must be accounted for.

use super::row::{DiffRow, DiffRowKind};
use super::same::essence;
use crate::citation::{Aliases, Citation, CitedAct, TableName, read};
use crate::form::Kind;
use crate::law::{self, MovedItem, RepealedTable};
use crate::text::fold;

/// A proposal for the columns 提出時期 and 提出時期に係る説明, and for the judgement behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// 事前, not 事後.
    pub prior: bool,
    /// Of an item with ※.
    pub important: Option<bool>,
    pub reason: String,
    /// The words that it rests on.
    pub evidence: String,
}

/// Stands for a citation that is not looked at as text.
const CITED: char = '\u{1}';

pub fn propose(row: &DiffRow) -> Option<Proposal> {
    let proposals = law::proposals();
    if row.orthographic {
        return Some(slight(row, &proposals.spelling, "全角・半角や記号などの書き方だけが違う"));
    }
    if let (DiffRowKind::Added, Some(block)) = (row.kind, &row.block) {
        // What came out of another block is no new 取扱い by itself.
        if block.relation.is_some() {
            return None;
        }
        let reason = if row.mark { &proposals.new_block.marked } else { &proposals.new_block.unmarked };
        let evidence = format!("「{}」が新しい", block.path);
        return Some(Proposal { prior: true, important: row.mark.then_some(true), reason: reason.clone(), evidence });
    }
    let (before, after) = (fold::fold(row.before_words()), fold::fold(row.after_words()));
    if before.is_empty() || after.is_empty() {
        return None;
    }
    if let Some(answer) = proposals.answers.iter().find(|answer| answer.was == before && answer.became == after) {
        return Some(slight(row, &answer.cause, &format!("「{before}」が「{after}」になった")));
    }
    let is_office = |text: &str| proposals.offices.endings.iter().any(|ending| text.ends_with(ending.as_str()));
    if row.item_kind == Kind::Line && is_office(&before) && is_office(&after) {
        return Some(slight(row, &proposals.offices.cause, &format!("「{before}」が「{after}」になった")));
    }
    let (causes, evidence) = accounted_for(&before, &after)?;
    Some(slight(row, &causes.join("及び"), &evidence.join("、")))
}

/// A change that is no 重要な変更: the explanation of an item with ※ says so.
fn slight(row: &DiffRow, cause: &str, evidence: &str) -> Proposal {
    let reason =
        if row.mark { format!("{cause}であり、重要な変更に当たらない。") } else { cause.to_owned() };
    Proposal { prior: false, important: row.mark.then_some(false), reason, evidence: evidence.to_owned() }
}

/// Why the words changed, if all of the change is due to renamed things and moved provisions.
fn accounted_for(before: &str, after: &str) -> Option<(Vec<String>, Vec<String>)> {
    let (mut causes, mut evidence) = (Vec::new(), Vec::new());
    let mut note = |cause: &str, what: String| {
        if !causes.iter().any(|known| known == cause) {
            causes.push(cause.to_owned());
        }
        evidence.push(what);
    };
    let (old, new) = (cited(before), cited(after));
    let (gone, come) = (only_in(before, &old, after), only_in(after, &new, before));
    for (cause, by, moved) in gone.iter().map(|citation| moved(citation)).collect::<Option<Vec<_>>>()? {
        if !come.iter().any(|citation| moved.is_replaced_by(citation)) {
            return None;
        }
        note(cause, by);
    }
    // New citations stand only where old ones gave way.
    if gone.is_empty() && !come.is_empty() {
        return None;
    }
    let names = law::renamed().iter().map(|name| {
        let by = name.by.as_deref().unwrap_or(&name.since);
        (&name.old, &name.new, &law::proposals().renamed, by)
    });
    let words = law::proposals().words.iter().map(|one| (&one.went, &one.came, &one.cause, one.by.as_str()));
    // Most texts hold no name that was changed, and need not be read closely to tell.
    let unbroken = before.replace(|letter: char| letter.is_whitespace() || matches!(letter, '「' | '」'), "");
    let renamed: Vec<_> = words.chain(names).filter(|(went, ..)| unbroken.contains(went.as_str())).collect();
    if renamed.is_empty() && gone.is_empty() {
        return None;
    }
    let mut was = essence(&masked(before, &gone));
    let is = essence(&masked(after, &come));
    for (went, came, cause, by) in renamed {
        let replaced = was.replace(went.as_str(), &essence(came));
        if replaced != was && is.matches(went.as_str()).count() < was.matches(went.as_str()).count() {
            was = replaced;
            note(cause, format!("「{went}」が「{came}」になった（{by}）"));
        }
    }
    (was == is && !causes.is_empty()).then_some((causes, evidence))
}

fn cited(text: &str) -> Vec<Citation> {
    read(text, &Aliases::of(std::iter::once(text))).citations
}

/// The citations of a text whose words the other text does not have as often.
fn only_in<'c>(text: &str, citations: &'c [Citation], other: &str) -> Vec<&'c Citation> {
    let differs = |citation: &&Citation| {
        let words = &text[citation.range.clone()];
        other.matches(words).count() < text.matches(words).count()
    };
    citations.iter().filter(differs).collect()
}

/// An old provision that stands elsewhere today.
enum MovedProvision {
    Table(&'static RepealedTable),
    Item(&'static MovedItem),
}

impl MovedProvision {
    fn is_replaced_by(&self, citation: &Citation) -> bool {
        match self {
            Self::Table(table) => match citation.place.table() {
                Some(TableName::Plain) => table.table == 1,
                Some(TableName::OfArticle(_)) => table.table == 2,
                _ => false,
            },
            Self::Item(item) => {
                citation.is_article(item.article) && item.became.is_some() && citation.item() == item.became
            }
        }
    }
}

/// Why a citation had to be changed, and what changed the law.
fn moved(citation: &Citation) -> Option<(&'static str, String, MovedProvision)> {
    let moved = law::moved();
    let of = |act: &str| match citation.act {
        CitedAct::Known(known) => known.has_key(act) || known.is_order(),
        CitedAct::None => true,
        CitedAct::Ordinance | CitedAct::Other => false,
    };
    let table = moved.tables.iter().find(|table| of(&table.act) && citation.place.is_numbered_table(table.table));
    if let Some(table) = table {
        let by = format!("{}（{}施行）により「{}」が無くなった", table.by, table.since, table.written()[0]);
        return Some((&table.cause, by, MovedProvision::Table(table)));
    }
    let is_item =
        |item: &&MovedItem| of(&item.act) && citation.is_article(item.article) && citation.item() == Some(item.item);
    let item = moved.items.iter().find(is_item)?;
    let by = format!("{}により第{}号の番号が変わった", item.by, item.item);
    Some((&item.cause, by, MovedProvision::Item(item)))
}

/// The text with each of the citations as one sign.
fn masked(text: &str, citations: &[&Citation]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for citation in citations.iter().filter(|citation| citation.range.start <= citation.range.end) {
        if citation.range.start < at {
            continue;
        }
        masked.push_str(&text[at..citation.range.start]);
        if !masked.ends_with(CITED) {
            masked.push(CITED);
        }
        at = citation.range.end;
    }
    masked.push_str(&text[at..]);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Address;
    use crate::diff::{Told, is_orthographic};

    fn row(kind: Kind, mark: bool, before: &str, after: &str) -> DiffRow {
        let told = |words: &str| (!words.is_empty()).then(|| Told { words: words.into(), set: Vec::new() });
        DiffRow {
            item: Address::from("work.content"),
            old_item: None,
            path: String::new(),
            full_path: String::new(),
            short_path: String::new(),
            part: String::new(),
            item_kind: kind,
            kind: DiffRowKind::Changed,
            mark,
            before: told(before),
            after: told(after),
            orthographic: is_orthographic(before, after),
            block: None,
            judgement: None,
            passages: Vec::new(),
            order: Vec::new(),
        }
    }

    fn reason(kind: Kind, mark: bool, before: &str, after: &str) -> Option<String> {
        propose(&row(kind, mark, before, after)).map(|proposal| proposal.reason)
    }

    #[test]
    fn a_law_is_named_only_where_the_words_show_it() {
        let text = |before: &str, after: &str| reason(Kind::Text, true, before, after);
        assert_eq!(text("条例に基づき行う。", "要綱に基づき行う。"), None);
        assert_eq!(text("条例第3条により管理する。甲", "管理する。甲"), None);
        assert_eq!(text("4情報を持つ。", "5情報を持つ。新たに口座を持つ。"), None, "more than the form changed");
        assert_eq!(
            text("4情報を持つ。", "5情報を持つ。").as_deref(),
            Some("様式の変更に伴う修正であり、重要な変更に当たらない。")
        );
        assert_eq!(
            text("番号法第9条第1項別表第一の56の項", "番号法第9条第1項別表の81の項").as_deref(),
            Some("番号法の別表の改正に伴う修正であり、重要な変更に当たらない。")
        );
        assert_eq!(
            text("本市の条例別表第1の2の項", "本市の条例別表の2の項"),
            None,
            "an ordinance has tables of its own"
        );
    }

    #[test]
    fn the_mark_decides_what_is_to_be_said() {
        assert_eq!(reason(Kind::Line, false, "福祉課", "こども課").as_deref(), Some("組織の変更に伴う修正"));
        let marked = propose(&row(Kind::Line, true, "福祉課", "こども課")).unwrap();
        assert_eq!((marked.prior, marked.important), (false, Some(false)));
        assert_eq!(marked.evidence, "「福祉課」が「こども課」になった");
        assert_eq!(reason(Kind::Text, false, "10人が使う", "１０人が使う").as_deref(), Some("表記を整えたもの"));
    }
}
