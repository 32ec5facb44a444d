//! Web pages: what a browser shows, as paragraphs and tables; nothing of what it hides.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use hyokasho::grid::{self, Book};

fn page(body: &str) -> Book {
    let text = format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><head><title>題</title><style>p{{}}</style></head><body>{body}</body></html>"
    );
    grid::read("公表.html", text.as_bytes()).unwrap_or_else(|finding| unreachable!("{}", finding.message))
}

fn told(body: &str) -> Vec<String> {
    let book = page(body);
    book.cells().map(|(at, cell)| format!("{} {}", book.place(at), cell.text.replace('\n', "/"))).collect()
}

#[test]
fn headings_paragraphs_and_cells_are_read_as_shown() {
    let body = "<h1>評価書</h1>\n<p>児童手当に\n  関する<b>事務</b> A\n B</p><script>alert('<p>無</p>')</script>\
                <table><tr><th>①名称<td>一<br>二&amp;三<tr><th>②内容</th><td><p>四</p><p>五</p></td></tr></table>末尾";
    assert_eq!(
        told(body),
        [
            "「本文」の段落 1 評価書",
            "「本文」の段落 2 児童手当に関する事務 A B",
            "「表1」A1 ①名称",
            "「表1」B1 一/二&三",
            "「表1」A2 ②内容",
            "「表1」B2 四/五",
            "「本文」の段落 3 末尾",
        ]
    );
}

#[test]
fn cells_over_rows_and_columns_keep_the_others_in_place() {
    let body = "<table><tr><td rowspan=2>左<td colspan=2>上</tr><tr><td>中<td>右</tr><tr><td>下</tr></table>";
    assert_eq!(told(body), ["「表1」A1 左", "「表1」B1 上", "「表1」B2 中", "「表1」C2 右", "「表1」A3 下"]);
    let cells = &page(body).sheets[0].cells;
    assert_eq!((cells[0].rows, cells[1].columns), (2, 2));
}

#[test]
fn tables_in_cells_keep_their_cells() {
    let body = "<table><tr><td>方法<td>次<table><tr><td>甲<td>乙</table><td>右</table>";
    assert_eq!(told(body), ["「表1」A1 方法", "「表1」C1 次", "「表1」E1 右", "「表1」C2 甲", "「表1」D2 乙"]);
}

#[test]
fn lists_boxes_and_fields_say_what_they_show() {
    let body = "<ol start=3><li>三<li>四</ol><ul><li>点<li>[○] 紙</ul><p><input type=checkbox checked>紙<input type=checkbox>電子\
                <input value=\"十件\"><select><option>否<option selected>有<option>他</select></p><pre>一\n 二</pre>";
    assert_eq!(
        told(body).iter().map(|text| text.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>(),
        ["1 3. 三", "2 4. 四", "3 ・点", "4 [○] 紙", "5 ☑紙☐電子十件", "6 有", "7 一/ 二"]
    );
}

#[test]
fn what_is_hidden_or_struck_out_is_no_text() {
    let unseen = "<style>@media screen{.sr-only, .x{display : none}}</style><p class=\"a sr-only\">隠</p><p style=\"display:none\">隠</p><p>見</p>";
    assert_eq!(told(unseen), ["「本文」の段落 1 見"]);
    let book = page(
        "<nav><a>目次</a></nav><p hidden>隠</p><p>残<del>消</del></p><input hidden value=隠><p>後</p><svg><text>図</text></svg>",
    );
    let living: Vec<String> = book.cells().map(|(_, cell)| cell.living()).collect();
    assert_eq!(living, ["残", "後"]);
}

#[test]
fn torn_pages_are_read_as_far_as_they_go() {
    assert_eq!(
        told("<table><tr><td>一</div></td></td></tr></tr></table></table><td>二"),
        ["「表1」A1 一", "「本文」の段落 1 二"]
    );
    assert_eq!(told("<table><td>一<table><td>二"), ["「表1」A1 一", "「表1」A2 二"]);
    let deep = "<table><td>".repeat(500);
    assert!(grid::read("公表.html", format!("<html>{deep}").as_bytes()).is_err());
    let wide = "<table><tr>".to_owned() + &"<td colspan=9999 rowspan=9999>一".repeat(300);
    assert!(grid::read("公表.html", format!("<html>{wide}").as_bytes()).is_err());
}

#[test]
fn markdown_is_read_as_the_page_that_it_makes() {
    let text = "## <a id=\"a\"></a>Ⅰ　基本\n\n**①名称**\n\n一\\\n二\n三\n\n- \\[○\\] 紙\n\n| 項目 | 前 |\n|---|---|\n| a | b<br>c |\n";
    let book = grid::read("公表.md", text.as_bytes()).unwrap();
    let told: Vec<String> = book.cells().map(|(_, cell)| cell.text.replace('\n', "/")).collect();
    assert_eq!(told, ["Ⅰ　基本", "①名称", "一/二/三", "[○] 紙", "項目", "前", "a", "b/c"]);
}
