//! What the cells 変更前 and 変更後 of a 変更箇所 table say.

use super::essence;
use crate::assessment::Text;
use crate::form::{Form, Kind, NodeId, Options};
use crate::house::HouseStyle;
use crate::text::fold;

/// What stands for the item of the row above.
pub const AS_ABOVE: [&str; 3] = ["同上", "(同上)", "〃"];
/// Words that tables use for "nothing was there".
const NOTHING: [&str; 12] = [
    "記載なし",
    "記載無し",
    "追加",
    "新規",
    "新設",
    "なし",
    "無し",
    "新規追加",
    "空欄",
    "記載無",
    "該当なし",
    "特になし",
];
const REMOVED: [&str; 3] = ["削除", "記載削除", "全部削除"];
const POINTERS: [&str; 6] = ["同上", "同左", "以下同じ", "記載省略", "省略", "略"];
/// Where a quotation leaves something out.
const ELISIONS: [&str; 8] = ["(略)", "(前略)", "(中略)", "(後略)", "(以下略)", "(以下省略)", "以下略", "..."];
/// Endings of a line that describes a change and does not quote it.
const DESCRIBES: [&str; 16] = [
    "について記載",
    "の追記",
    "を追記",
    "の追加",
    "を追加",
    "を追加した",
    "の削除",
    "を削除",
    "を削除した",
    "の修正",
    "を修正",
    "を修正した",
    "の変更",
    "を変更",
    "を変更した",
    "に修正",
];
/// A description is a short line.
const DESCRIPTION: usize = 60;
#[derive(Clone, Debug, PartialEq)]
pub enum Saying {
    /// Blank, or a word that means it.
    Nothing,
    Removed,
    /// 同上, （記載省略）
    Pointer,
    /// 「…について記載」
    Description,
    Quote(Quote),
}

/// Words quoted from an answer, folded, in the pieces that elisions leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    pub pieces: Vec<String>,
    pub elided: bool,
    pub characters: usize,
}

impl Saying {
    pub fn of(text: Option<&Text>, house: Option<&HouseStyle>) -> Self {
        text.map_or(Self::Nothing, |text| Self::of_words(&text.value, house))
    }

    pub fn of_words(text: &str, house: Option<&HouseStyle>) -> Self {
        let folded = fold::fold(text);
        let bare = folded.trim_matches(|c| "()[]<>「」。.・-".contains(c));
        let is_house = |word: fn(&HouseStyle) -> &str| house.is_some_and(|house| fold::fold(word(house)) == folded);
        if bare.is_empty() || NOTHING.contains(&bare) || is_house(|house| &house.nothing_before) {
            Self::Nothing
        } else if REMOVED.contains(&bare) || is_house(|house| &house.removed) {
            Self::Removed
        } else if POINTERS.contains(&bare) {
            Self::Pointer
        } else if text.lines().filter(|line| !line.trim().is_empty()).all(describes) {
            Self::Description
        } else {
            Self::Quote(Quote::of(text))
        }
    }

    /// Neither words nor a pointer to them.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Nothing | Self::Removed)
    }

    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// The same is said, however it is written.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Quote(one), Self::Quote(other)) => one.pieces == other.pieces,
            _ => self.is_blank() && other.is_blank(),
        }
    }
}

fn describes(line: &str) -> bool {
    let folded = fold::fold(line);
    let bare = folded.trim_end_matches(['。', '.', ')']);
    folded.chars().count() <= DESCRIPTION && DESCRIBES.iter().any(|ending| bare.ends_with(ending) && bare != *ending)
}

impl Quote {
    pub fn of(text: &str) -> Self {
        let mut whole = essence(text);
        let elided = ELISIONS.iter().any(|mark| whole.contains(mark));
        for mark in ELISIONS.iter().filter(|_| elided) {
            whole = whole.replace(mark, "\u{1f}");
        }
        let pieces = whole.split('\u{1f}').map(bare).filter(|piece| !piece.is_empty()).collect();
        Self { pieces, elided, characters: fold::fold(text).chars().count() }
    }

    pub fn whole(&self) -> String {
        self.pieces.concat()
    }

    /// Every piece stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.pieces.iter().all(|piece| text.contains(piece.as_str()))
    }
}

/// A text as quotations are searched in it.
pub fn plain(text: &str) -> String {
    bare(&essence(text))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"、。,・●○■◆◎※".contains(*c)).collect()
}

/// The single option that is quoted, perhaps with the number of its printed list or a number of cases.
pub fn option_of(options: &Options, quote: &Quote) -> Option<usize> {
    let whole = quote.whole();
    let unticked = whole.trim_start_matches("[]");
    let unnumbered = match unticked.split_once([')', '.']) {
        Some((number, rest)) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => rest,
        _ => unticked,
    };
    let counted = unnumbered.strip_suffix('件').map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()));
    let word = counted.unwrap_or(unnumbered);
    options.choices.iter().position(|choice| plain(&choice.word) == word)
}

/// `委託する 4件` → 4
pub fn cases(quote: &Quote) -> Option<u64> {
    let whole = quote.whole();
    let whole = whole.replace(['(', ')'], "");
    let number = whole.strip_suffix('件').unwrap_or(&whole);
    let start = number
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + number[at..].chars().next().map_or(0, char::len_utf8));
    number[start..].parse().ok()
}

/// The answer to 「委託の有無」 may be told as 「2件」, and a 具体的な方法 under the name of the choice above it.
pub fn told_node(form: &Form, id: NodeId, before: &Saying, after: &Saying) -> NodeId {
    let node = form.node(id);
    let Some(quote) = after.quote().or(before.quote()) else { return id };
    let child = |kinds: &[Kind]| {
        let fits = |child: &&NodeId| form.node(**child).kind.is_some_and(|kind| kinds.contains(&kind));
        let mut children = node.children.iter().filter(fits);
        children.next().filter(|_| children.next().is_none()).copied()
    };
    if !matches!(node.kind, Some(Kind::Choice | Kind::Flag)) {
        return id;
    }
    if let Some(count) = child(&[Kind::Count]).filter(|_| quote.whole().ends_with('件') && cases(quote).is_some()) {
        return count;
    }
    let is_option = form.options_of(node).is_some_and(|options| option_of(options, quote).is_some());
    if is_option { id } else { child(&[Kind::Text, Kind::Line]).unwrap_or(id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Choice;

    fn saying(text: &str) -> Saying {
        Saying::of(Some(&Text::derived(text)), None)
    }

    #[test]
    fn house_words_are_understood() {
        for nothing in ["", "―", "（記載なし）", "(追加)", "なし", "（新規）", "-"] {
            assert_eq!(saying(nothing), Saying::Nothing, "{nothing}");
        }
        assert_eq!(saying("（削除）"), Saying::Removed);
        assert_eq!(saying("(記載省略)"), Saying::Pointer);
        assert_eq!(saying("共通基盤システムについて記載"), Saying::Description);
        assert_eq!(saying("申込みの経路を追加した\n・図を修正"), Saying::Description);
        assert!(matches!(saying("情報を追加する機能"), Saying::Quote(_)));
    }

    #[test]
    fn elisions_split_a_quotation() {
        let quote = Quote::of("（前略）・第一の措置\n（略）\n第三の措置 以下略");
        assert!(quote.elided);
        assert!(quote.is_in(&plain("序\n・第一の措置\n・第二の措置\n・第三の措置\n結び")));
        assert!(!quote.is_in(&plain("・第一の措置")));
    }

    #[test]
    fn numbers_of_cases_and_numbered_options_are_read() {
        assert_eq!(cases(&Quote::of("委託する　４件")), Some(4));
        assert_eq!(cases(&Quote::of("（2）件")), Some(2));
        let options =
            Options { choices: vec![Choice { word: "実施する".into(), group: None, text: false, about: None }] };
        assert_eq!(option_of(&options, &Quote::of("1）実施する")), Some(0));
    }
}
