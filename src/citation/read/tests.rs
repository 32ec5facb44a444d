use super::*;
use crate::text::fold;

/// Each citation as `act place`; `?` where the act is not directly before it.
fn told(text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    let aliases = Aliases::of(std::iter::once(folded.as_str()));
    let one = |citation: Citation| {
        let act = match citation.act {
            CitedAct::Known(act) => act.short_name(),
            CitedAct::Ordinance => "条例",
            CitedAct::Other => "他",
            CitedAct::None => "-",
        };
        format!("{act}{} {}", if citation.attached { "" } else { "?" }, citation.place)
    };
    read(&folded, &aliases).citations.into_iter().map(one).collect()
}

#[test]
fn widths_and_scripts_are_the_same() {
    for text in ["番号法第19条第8号", "番号法　第１９条 第８号", "番号法第十九条第八号", "マイナンバー法19条8号"]
    {
        assert_eq!(told(text), ["番号法 第19条第8号"], "{text}");
    }
}

#[test]
fn lists_are_spread_out() {
    assert_eq!(
        told("番号法第9条第1項及び第2項並びに第19条第8号又は第9号"),
        ["番号法 第9条第1項", "番号法 第9条第2項", "番号法 第19条第8号", "番号法 第19条第9号",]
    );
    assert_eq!(told("番号法第28条第1項第3号から第5号まで"), ["番号法 第28条第1項第3号", "番号法 第28条第1項第5号"]);
}

#[test]
fn tables_and_rows_are_told_apart() {
    assert_eq!(told("番号法第9条第1項　別表第111項"), ["番号法 第9条第1項", "番号法 別表の111の項"]);
    assert_eq!(told("番号法別表の四十二の項及び百二十五の項"), ["番号法 別表の42の項", "番号法 別表の125の項"]);
    assert_eq!(told("番号法別表第一の76の項"), ["番号法 別表第1の76の項"]);
    assert_eq!(told("番号法別表第２の102の２の項"), ["番号法 別表第2の102の2の項"]);
    assert_eq!(told("別表第１　第111項"), ["-? 別表第1の111の項"]);
    assert_eq!(told("番号法別表第81の項"), ["番号法 別表の81の項"]);
    assert_eq!(told("番号法別表の19の2の項"), ["番号法 別表の19の2の項"]);
    assert_eq!(told("番号法別表に掲げる"), ["番号法 別表"]);
    assert_eq!(told("番号法別表の項目"), ["番号法 別表"]);
    assert_eq!(told("番号法別表の81の項、第19条第8号"), ["番号法 別表の81の項", "番号法 第19条第8号"]);
}

#[test]
fn the_order_has_a_table_in_its_article() {
    let text = "番号法第19条第8号に基づく主務省令第2条の表の42の項及び125の項";
    assert_eq!(told(text), ["番号法 第19条第8号", "主務省令 第2条の表の42の項", "主務省令 第2条の表の125の項"]);
    assert_eq!(told("主務省令第2条の表139の項、第141条"), ["主務省令 第2条の表の139の項", "主務省令 第141条"]);
}

#[test]
fn the_act_is_the_one_named_last() {
    let text = "番号法第9条第2項及び汐見台市個人番号の利用等に関する条例（平成27年条例第57号。以下「マイナンバー条例」という。）別表第2の44、45の項";
    assert_eq!(told(text), ["番号法 第9条第2項", "条例 別表第2の44の項", "条例 別表第2の45の項"]);
    let text = "健康増進法（平成14年法律第103号。以下「法」という。）第19条の2。法第17条第1項、同法第3条";
    assert_eq!(told(text), ["健康増進法 第19条の2", "健康増進法 第17条第1項", "健康増進法 第3条"]);
    assert_eq!(told("番号法に基づく委託契約書第8条"), ["他 第8条"]);
    assert_eq!(told("番号法の趣旨により、約款第8条"), ["番号法? 第8条"]);
    assert_eq!(told("番号法第9条第1項（利用範囲）及び別表の81の項"), ["番号法 第9条第1項", "番号法 別表の81の項"]);
}

#[test]
fn words_that_only_look_like_citations_are_none() {
    assert_eq!(told("条例の件、第1号様式、3号館、100項目、次の各号、同条、前項"), [""; 0]);
    assert_eq!(told("平成25年法律第27号"), [""; 0]);
}
