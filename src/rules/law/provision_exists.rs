//! 存在しない規定を引いている
//!
//! ## 何を見るか
//! 番号法、個人情報保護法、特定個人情報保護評価に関する規則の条・項・号と、番号法の別表の項を引く箇所で、その規定があるかを
//! 法令のデータ（`hyokasho law 番号法`、`hyokasho law 別表`）で確かめます。法令の名称のすぐ後に書かれた引用と、法令上の根拠の欄の
//! 「別表」だけを見ます。項と号を取り違えた引用（号の無い条の「第1号」、項が一つの条の「第8項」）も分かります。
//! データより前に公表した評価書、条例や施行令の引用、附則の引用は数えません。
//!
//! ## なぜ大切か
//! 存在しない規定は根拠になりません。番号の打ち間違いや、改正で動いた番号の直し忘れで起こります。
//!
//! ## 例
//! 「番号法第9条第1項及び別表の140の項」（別表は136の項まで）、「番号法第19条第8項」（第8号の誤り）
//!
//! ## 直し方
//! `hyokasho law` で今の規定を確かめて引き直します。

use crate::citation::{Citation, CitedPlace, Ordinal, TableName};
use crate::dates::Date;
use crate::law::{Act, Article, articles_of, number_act_table, work_row_of, work_rows};
use crate::rules::cited::CitedPiece;
use crate::rules::prelude::*;

rule!("HY411", "provision-exists", Error, Certain, "provision_exists.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let published = subject.assessment.root().date("cover.published_on");
    for cited in subject.cited_pieces() {
        for citation in cited.citations {
            let Some((message, help)) = fault(&cited, citation, published) else { continue };
            let span = cited.piece.span(&citation.range);
            report.at(cited.piece.cell, span, message).help = Some(help);
        }
    }
}

/// What is wrong with a citation, and what to do.
fn fault(cited: &CitedPiece<'_, '_>, citation: &Citation, published: Option<Date>) -> Option<(String, String)> {
    match &citation.place {
        CitedPlace::Row { table: TableName::Plain, row } => {
            let own = citation.is_of_number_act_table(cited.is_basis) && (citation.attached || cited.is_basis);
            if !own || !number_act_table().is_law_on(published) || work_row_of(&row.to_string()).is_some() {
                return None;
            }
            let last = work_rows().last().map_or("", |last| last.number);
            let help = format!("別表は1の項から{last}の項までです。事務の項を hyokasho law 別表 で確かめてください");
            Some((format!("番号法の別表に{row}の項はありません"), help))
        }
        CitedPlace::Provision { article, paragraph, item } if citation.attached => {
            let act = citation.act.known()?;
            let articles = articles_of(act).filter(|articles| articles.is_law_on(published))?;
            let Some(found) = articles.article(&article.to_string()) else {
                let help = format!("今の規定を hyokasho law {} で確かめてください", act.short_name());
                return Some((format!("{}に{}はありません", act.short_name(), citation.place), help));
            };
            parts_fault(act, &found, paragraph.as_ref(), item.as_ref())
        }
        _ => None,
    }
}

/// A paragraph or an item that the article does not have; the other of the two may be meant.
fn parts_fault(
    act: &Act,
    article: &Article,
    paragraph: Option<&Ordinal>,
    item: Option<&Ordinal>,
) -> Option<(String, String)> {
    let name = format!("{}{}", act.short_name(), article.name());
    let meant = |words: String| format!("{words}の誤りではないか、確かめてください");
    if let Some(paragraph) = paragraph.map(Ordinal::main).filter(|paragraph| *paragraph > article.paragraphs) {
        let help = if item.is_none() && article.paragraphs == 1 && paragraph <= article.most_items() {
            meant(format!("第{paragraph}号"))
        } else {
            format!("{name}（{}）の項は{}までです", article.title, article.paragraphs)
        };
        return Some((format!("{name}に第{paragraph}項はありません"), help));
    }
    let of = paragraph.map_or(1, Ordinal::main);
    // Without a paragraph the only one is meant, or any of them.
    let items = if paragraph.is_some() { article.items(of) } else { article.most_items() };
    let item = item.map(Ordinal::main).filter(|item| *item > items)?;
    let place = paragraph.map_or(String::new(), |paragraph| format!("第{paragraph}項"));
    let help = if items == 0 && paragraph.is_none() && item <= article.paragraphs {
        meant(format!("第{item}項"))
    } else if items == 0 {
        format!("{name}{place}（{}）に号はありません", article.title)
    } else {
        format!("{name}{place}（{}）の号は{items}までです", article.title)
    };
    Some((format!("{name}{place}に第{item}号はありません"), help))
}
