//! Which statute a citation belongs to: the last one named before it.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statute {
    /// 番号法
    MyNumber,
    /// Any other statute or ordinance.
    Other,
    None,
}

const MY_NUMBER: &[&str] = &["番号法", "番号利用法", "マイナンバー法", "番号の利用等に関する法律"];

/// Ends of the names of rules that are no statutes of the Diet.
const RULES: &[&str] = &["条例", "規則", "省令", "政令", "施行令", "要綱", "要領", "規程"];

/// The statute that governs what follows `before` (folded).
pub(super) fn statute_before(before: &str) -> Statute {
    let end_of = |names: &[&str]| names.iter().filter_map(|name| Some(before.rfind(name)? + name.len())).max();
    let my_number = end_of(MY_NUMBER);
    let other = end_of(RULES).max(last_law(before));
    match (my_number, other) {
        (None, None) => Statute::None,
        (mine, other) if mine >= other => Statute::MyNumber,
        _ => Statute::Other,
    }
}

/// Where the last word ends that reads as the name of a law: 健康増進法第…, …に関する法律（平成…; not 方法, 法令, 法人.
fn last_law(before: &str) -> Option<usize> {
    let ends: Vec<usize> = before.match_indices('法').map(|(at, law)| at + law.len()).collect();
    ends.into_iter().rev().find_map(|end| {
        let front = &before[..end - '法'.len_utf8()];
        let rest = &before[end..];
        if front.ends_with("する") && rest.starts_with('律') {
            return Some(end + '律'.len_utf8());
        }
        let named = !front.is_empty() && !front.ends_with(['方', '手', '用', '技', '司', '立', '憲', '寸', '療', '話']);
        let ended = rest.is_empty()
            || rest.starts_with(['第', '別', '附', '及', '並', '又', '(', '」', '、', '・', 'の', 'に', '施']);
        (named && ended).then_some(end)
    })
}

/// The name of the first law in a text, 番号法 apart: its last word where the name has several.
pub(super) fn first_law(text: &str) -> Option<&str> {
    text.match_indices('法').find_map(|(at, law)| {
        let end = at + law.len();
        if last_law(&text[..end]) != Some(end)
            || !text[end..].starts_with(['第', '(', 'に', 'の', '及', '、', '等', '施'])
        {
            return None;
        }
        let start = text[..at].char_indices().rev().take_while(|(_, character)| is_name(*character)).last()?.0;
        let name = &text[start..end];
        let is_subject = name.chars().count() > 3 && !UNSPECIFIC.iter().any(|other| name.ends_with(other));
        is_subject.then_some(name)
    })
}

/// Laws that every assessment names whatever its work.
const UNSPECIFIC: &[&str] =
    &["番号法", "番号利用法", "マイナンバー法", "個人情報保護法", "地方自治法", "住民基本台帳法"];

/// 項, 条 and 号 end the citation in front.
fn is_name(character: char) -> bool {
    !"項条号".contains(character) && matches!(character, '一'..='鿿' | 'ァ'..='ヺ' | 'ー' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_statute_named_governs() {
        for text in [
            "番号法第9条第1項及び",
            "行政手続における特定の個人を識別するための番号の利用等に関する法律(平成25年法律第27号)第9条第1項",
            "健康増進法第19条の2による方法について、番号法",
        ] {
            assert_eq!(statute_before(text), Statute::MyNumber, "{text}");
        }
        for text in [
            "番号法第9条第2項及び汐見台市個人番号の利用等に関する条例",
            "個人番号の利用に関する条例(平成27年条例第57号。以下「マイナンバー条例」という。)",
            "番号法に基づき、住民基本台帳法",
            "番号法及び高齢者の医療の確保に関する法律(昭和57年法律第80号)",
        ] {
            assert_eq!(statute_before(text), Statute::Other, "{text}");
        }
        assert_eq!(statute_before("次の方法により法人に"), Statute::None);
    }

    #[test]
    fn the_law_of_the_work_is_the_first_named() {
        assert_eq!(first_law("番号法第9条により、健康増進法第19条の2及び児童福祉法の事務"), Some("健康増進法"));
        assert_eq!(first_law("別表第111項健康増進法による事業"), Some("健康増進法"));
        assert_eq!(first_law("次の方法による"), None);
    }
}
