//! What somebody asks of the data: a row of a table by its number, or whatever holds some words.

use super::{
    Act, LawFile, OldRow, OrderRow, RenamedName, WorkRow, acts, article_files, number_act_table, old_row_of, old_table,
    order_row_of, order_table, renamed, work_row_of, work_rows,
};
use crate::text::fold;

/// What was found, each kind in the order of its file.
#[derive(Debug, Default)]
pub struct LawFound {
    pub acts: Vec<&'static Act>,
    /// One act was named outright, so that its articles are told, too.
    pub is_exact: bool,
    pub works: Vec<WorkRow>,
    pub old: Option<OldRow>,
    /// The number of a row of 第2条の表 of the order, and what is known of it.
    pub order: Option<(u16, Option<OrderRow>)>,
    pub renamed: Vec<&'static RenamedName>,
}

/// Every file of rows.
pub fn law_files() -> impl Iterator<Item = &'static LawFile> {
    [number_act_table(), old_table(), order_table(), &acts().file].into_iter().chain(article_files())
}

/// The table that is asked for with the number of a row, or else whatever holds the words; these are folded.
pub fn look_up(words: &[String]) -> LawFound {
    let row = words.get(1).map(|row| row.trim_start_matches('第').trim_end_matches('項').trim_end_matches('の'));
    match (words.first().map(String::as_str).unwrap_or_default(), row) {
        ("別表" | "番号法別表", None) => LawFound { works: work_rows().collect(), ..LawFound::default() },
        ("別表" | "番号法別表", Some(row)) => {
            LawFound { works: work_row_of(row).into_iter().collect(), ..LawFound::default() }
        }
        ("旧別表第一" | "旧別表第1" | "別表第一" | "別表第1", Some(row)) => {
            let old = old_row_of(row);
            LawFound {
                works: old.and_then(|old| work_row_of(old.became)).into_iter().collect(),
                old,
                ..LawFound::default()
            }
        }
        ("主務省令" | "主務省令第2条の表", Some(row)) => {
            let number = row.parse().ok();
            LawFound { order: number.map(|number| (number, order_row_of(row))), ..LawFound::default() }
        }
        _ => search(&words.concat()),
    }
}

/// Acts, rows and old names that hold the words.
fn search(words: &str) -> LawFound {
    let holds = |text: &str| fold::fold(text).contains(words);
    let own = |act: &&Act| fold::fold(act.name) == *words || act.short.iter().any(|short| fold::fold(short) == *words);
    let exact: Vec<&Act> = acts().acts.iter().filter(own).collect();
    let named = acts().acts.iter().filter(|act| holds(act.name) || act.short.iter().any(|short| holds(short)));
    let act = exact.first().map(|act| act.name);
    let works = work_rows().filter(|row| act.map_or_else(|| holds(row.work), |act| row.is_under(act))).collect();
    LawFound {
        is_exact: !exact.is_empty(),
        acts: if exact.is_empty() { named.collect() } else { exact },
        works,
        renamed: renamed().iter().filter(|name| holds(&name.old) || holds(&name.new)).collect(),
        ..LawFound::default()
    }
}

impl LawFound {
    /// The whole 別表 was asked for.
    pub fn is_table(&self) -> bool {
        self.works.len() == number_act_table().rows.len()
    }

    pub fn is_empty(&self) -> bool {
        let nothing = self.acts.is_empty() && self.works.is_empty() && self.renamed.is_empty();
        nothing && self.old.is_none() && self.order.is_none()
    }
}

impl WorkRow {
    /// The rows of the old table that became this one.
    pub fn old_rows(&self) -> impl Iterator<Item = OldRow> {
        let number = self.number;
        let rows = old_table().rows.iter().filter(move |old| old.get(1) == Some(&number));
        rows.filter_map(|old| old_row_of(old.first()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str]) -> LawFound {
        look_up(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn tables_are_looked_up_by_row_and_the_rest_by_words() {
        assert_eq!(found(&["別表", "第111項"]).works[0].act(), "健康増進法");
        assert_eq!(found(&["別表"]).works.len(), work_rows().count());
        let old = found(&["旧別表第1", "56"]);
        assert_eq!((old.old.map(|old| old.became), old.works[0].number), (Some("81"), "81"));
        assert_eq!(found(&["主務省令", "139"]).order.map(|(number, row)| (number, row.is_some())), Some((139, true)));
        let act = found(&["児童手当法"]);
        assert!(act.is_exact && act.acts.len() == 1 && act.works.len() == 1);
        assert!(found(&["別表", "137"]).is_empty() && found(&["主務省令", "百"]).is_empty());
        assert!(found(&["どこにも無い言葉"]).is_empty());
    }
}
