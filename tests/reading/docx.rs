//! Word documents: what stands in them as Word prints it, whatever wraps it.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use crate::support::office::archive;
use hyokasho::grid::{self, Book, GridCellKind};
use hyokasho::text::limits;

const DOCUMENT: &str = "word/document.xml";

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\" xmlns:w14=\"w14\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>")
}

fn with(body: &str, others: &[(&str, &str)]) -> Book {
    let mut parts = vec![(DOCUMENT.to_owned(), document(body))];
    parts.extend(others.iter().map(|(name, part)| ((*name).to_owned(), (*part).to_owned())));
    grid::read("案.docx", &archive(&parts)).unwrap_or_else(|finding| unreachable!("{}", finding.message))
}

/// Every text with its place.
fn told(book: &Book) -> Vec<String> {
    book.cells().map(|(at, cell)| format!("{} {}", book.place(at), cell.text.replace('\n', "/"))).collect()
}

fn read(body: &str) -> Vec<String> {
    told(&with(body, &[]))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, inside: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

#[test]
fn paragraphs_and_tables_are_found_by_their_numbers() {
    let first =
        row(&[cell("", &paragraph("①名称")), cell("<w:gridSpan w:val=\"2\"/>", &(paragraph("一") + &paragraph("二")))]);
    let second = row(&[cell("", "<w:p/>"), cell("", &paragraph("三")), cell("", &paragraph("四"))]);
    let body = paragraph("表題") + &table(&[first, second]) + "<w:p/>" + &paragraph("項目</w:t><w:tab/><w:t>記載");
    assert_eq!(
        read(&body),
        [
            "「本文」の段落 1 表題",
            "「表1」A1 ①名称",
            "「表1」B1 一/二",
            "「表1」B2 三",
            "「表1」C2 四",
            "「本文」の段落 3 項目",
            "「本文」の段落 3 記載",
        ]
    );
}

#[test]
fn merged_cells_are_one_and_tables_in_cells_keep_their_cells() {
    let merged = row(&[cell("<w:vMerge w:val=\"restart\"/>", &paragraph("左")), cell("", &paragraph("一"))]);
    let going_on = row(&[cell("<w:vMerge/>", "<w:p/>"), cell("", &paragraph("二"))]);
    let book = with(&table(&[merged, going_on]), &[]);
    assert_eq!(told(&book), ["「表1」A1 左", "「表1」B1 一", "「表1」B2 二"]);
    assert_eq!(book.sheets[0].cells[0].rows, 2);

    let inner =
        table(&[row(&[cell("", &paragraph("甲")), cell("", &paragraph("乙"))]), row(&[cell("", &paragraph("丙"))])]);
    let outer =
        row(&[cell("", &paragraph("方法")), cell("", &(paragraph("次のとおり") + &inner)), cell("", &paragraph("右"))]);
    assert_eq!(
        read(&table(&[outer, row(&[cell("", &paragraph("後"))])])),
        [
            "「表1」A1 方法",
            "「表1」C1 次のとおり",
            "「表1」E1 右",
            "「表1」C2 甲",
            "「表1」D2 乙",
            "「表1」C3 丙",
            "「表1」A4 後"
        ]
    );
}

#[test]
fn what_wraps_a_text_does_not_hide_it() {
    let body = "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:hyperlink><w:r><w:t>一</w:t></w:r></w:hyperlink><w:smartTag><w:r>\
                <w:t xml:space=\"preserve\"> 二</w:t></w:r></w:smartTag></w:p></w:sdtContent></w:sdt>\
                <w:p><w:r><w:ruby><w:rt><w:r><w:t>かな</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>仮名</w:t></w:r></w:rubyBase></w:ruby></w:r>\
                <w:r><w:br/><w:t>次</w:t><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>";
    assert_eq!(read(body), ["「本文」の段落 1 一 二", "「本文」の段落 2 仮名/次-☑"]);
}

#[test]
fn boxes_are_ticked_or_not_and_prompts_are_no_text() {
    let control = |inside: &str, shown: &str| {
        format!("<w:sdt><w:sdtPr>{inside}</w:sdtPr><w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>")
    };
    let old = |ticked: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>{ticked}</w:checkBox></w:ffData></w:fldChar></w:r>\
             <w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let on = control("<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", "☒");
    let off = control("<w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox>", "☐");
    let prompt = control("<w:showingPlcHdr/>", "ここをクリックして入力");
    let body = format!(
        "<w:p>{on}{off}{prompt}{}{}</w:p>",
        old("<w:default w:val=\"0\"/><w:checked/>"),
        old("<w:default w:val=\"0\"/>")
    );
    assert_eq!(read(&body), ["「本文」の段落 1 ☑☐☑☐"]);
}

#[test]
fn tracked_changes_and_remarks_are_told_and_text_boxes_are_text() {
    let body = "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
                <w:r><w:rPr><w:strike/></w:rPr><w:t>消</w:t></w:r><w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>残</w:t>\
                <w:commentReference w:id=\"4\"/></w:r></w:p>\
                <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
                <mc:Fallback><w:txbxContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let comments = "<w:comments xmlns:w=\"w\"><w:comment w:id=\"4\"><w:p><w:r><w:t>確認</w:t></w:r></w:p></w:comment></w:comments>";
    let book = with(body, &[("word/comments.xml", comments)]);
    assert_eq!(
        told(&book),
        ["「本文」の段落 1 新旧消残", "「本文」の段落 1のコメント 確認", "「本文」の段落 2の図形 枠"]
    );
    let cells = &book.sheets[0].cells;
    assert_eq!((cells[0].living().as_str(), cells[1].kind), ("新残", GridCellKind::Note));
    assert!(book.remarks[0].contains("挿入 1 か所、削除 1 か所"), "{:?}", book.remarks);
}

#[test]
fn contents_are_passed_over_and_running_heads_stand_aside() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"目次1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"目次1\"/></w:pPr><w:r><w:t>Ⅰ 基本情報</w:t></w:r></w:p>\
         <w:p>{}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{}<w:r><w:t>Ⅱ</w:t></w:r></w:p><w:p><w:r><w:t>Ⅲ</w:t></w:r></w:p>\
         <w:p>{}</w:p>{}",
        field("begin"),
        field("separate"),
        field("end"),
        paragraph("本文")
    );
    let head = "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>架空市</w:t></w:r></w:p></w:hdr>";
    let book = with(&body, &[("word/styles.xml", styles), ("word/header1.xml", head), ("word/header2.xml", head)]);
    assert_eq!(told(&book), ["「本文」の段落 5 本文", "「ヘッダーとフッター」の段落 1 架空市"]);
    assert!(book.sheets[1].hidden);
}

#[test]
fn damaged_documents_are_refused() {
    for body in ["<w:p><w:r>", &"<w:sdtContent>".repeat(500), "<w:tbl><w:tr><w:tc></w:tbl>"] {
        let bytes = archive(&[(DOCUMENT, document(body))]);
        assert!(grid::read("案.docx", &bytes).is_err(), "{body}");
    }
    assert!(grid::read("案.docx", &archive(&[(DOCUMENT, "<w:document/>")])).is_err());
    let tables = table(&[row(&[cell("", &paragraph("表"))])]).repeat(2_001);
    assert!(grid::read("案.docx", &archive(&[(DOCUMENT, document(&tables))])).is_err());
}

/// Ranges of comments that are open at the same time, and the words that each of them is about, have an end.
#[test]
fn what_comments_are_about_is_told_within_limits() {
    let long = "あ".repeat(limits::QUOTED_BYTES);
    let count = limits::OPEN_COMMENTS + 1;
    let ranges: String = (0..count).map(|id| format!("<w:commentRangeStart w:id=\"{id}\"/>")).collect();
    let references: String = (0..count).map(|id| format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>")).collect();
    let text = "<w:r><w:t>語</w:t></w:r>".repeat(10) + &format!("<w:r><w:t>{long}</w:t></w:r>").repeat(3);
    let comment = |id: usize| {
        format!("<w:comment w:id=\"{id}\" w:author=\"甲\"><w:p><w:r><w:t>見る</w:t></w:r></w:p></w:comment>")
    };
    let comments = format!("<w:comments xmlns:w=\"w\">{}</w:comments>", (0..count).map(comment).collect::<String>());
    let body = format!("<w:p>{ranges}{text}{references}</w:p>");
    let book = with(&body, &[("word/comments.xml", &comments)]);
    assert_eq!(book.markups.len(), count, "every comment is there");
    let quoted: Vec<usize> = book.markups.iter().map(|markup| markup.quoted.len()).collect();
    assert!(quoted.iter().all(|bytes| *bytes < limits::QUOTED_BYTES + long.len() + 3), "{quoted:?}");
    assert_eq!(quoted.iter().filter(|bytes| **bytes == 0).count(), 1, "one range too many was open");
}
