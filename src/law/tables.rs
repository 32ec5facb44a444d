//! The tables whose rows assessments cite: the 別表 of 番号法, its 別表第一 of old, 第2条の表 of the order. Read when one is asked for.

use std::sync::LazyLock;

use super::LawFile;

static NUMBER_ACT: LazyLock<LawFile> = LazyLock::new(|| LawFile::read(include_str!("../../law/tables/number-act.tsv")));
static NUMBER_ACT_OLD: LazyLock<LawFile> =
    LazyLock::new(|| LawFile::read(include_str!("../../law/tables/number-act-old-1.tsv")));
static ORDER: LazyLock<LawFile> = LazyLock::new(|| LawFile::read(include_str!("../../law/tables/order-2.tsv")));

/// A row of the 別表 of 番号法.
#[derive(Clone, Copy, Debug)]
pub struct WorkRow {
    /// 「19の2」
    pub number: &'static str,
    /// Who handles the work.
    pub body: &'static str,
    pub work: &'static str,
}

/// What became of a row of the 別表第一 of 番号法 of old.
#[derive(Clone, Copy, Debug)]
pub struct OldRow {
    pub number: &'static str,
    /// Empty where no row of today was found.
    pub became: &'static str,
    /// 「機械」「照合」「対応なし」
    pub checked: &'static str,
}

/// A row of 第2条の表 of the order, by the act that its work is under.
#[derive(Clone, Copy, Debug)]
pub struct OrderRow {
    pub number: &'static str,
    pub act: &'static str,
    pub checked: &'static str,
}

/// Article 2 of the order is the table; row N is spelt out by the article N + this.
pub const ORDER_OFFSET: u16 = 2;

pub fn number_act_table() -> &'static LawFile {
    &NUMBER_ACT
}

pub fn old_table() -> &'static LawFile {
    &NUMBER_ACT_OLD
}

pub fn order_table() -> &'static LawFile {
    &ORDER
}

pub fn work_rows() -> impl Iterator<Item = WorkRow> {
    NUMBER_ACT.rows.iter().filter_map(|row| work_row(row))
}

pub fn work_row_of(number: &str) -> Option<WorkRow> {
    NUMBER_ACT.row(number).and_then(work_row)
}

fn work_row(row: &[&'static str]) -> Option<WorkRow> {
    let [number, body, work] = row else { return None };
    Some(WorkRow { number, body, work })
}

pub fn old_row_of(number: &str) -> Option<OldRow> {
    let [number, became, checked, ..] = NUMBER_ACT_OLD.row(number)? else { return None };
    Some(OldRow { number, became, checked })
}

pub fn order_row_of(number: &str) -> Option<OrderRow> {
    let [number, act, checked] = ORDER.row(number)? else { return None };
    Some(OrderRow { number, act, checked })
}

impl WorkRow {
    /// Whether the row is on work under this act.
    pub fn is_under(&self, act: &str) -> bool {
        // 「国民健康保険法」 holds 「健康保険法」.
        let named = |at: usize| !self.work[..at].ends_with(is_name);
        self.work.match_indices(act).any(|(at, _)| named(at))
    }

    /// Municipalities handle the work, maybe with others.
    pub fn is_municipal(&self) -> bool {
        ["市", "町村", "公共団体", "機関"].iter().any(|word| self.body.contains(word))
    }

    /// The work without the words that every row has.
    pub fn short_work(&self) -> &'static str {
        self.work.strip_suffix("に関する事務であって主務省令で定めるもの").unwrap_or(self.work)
    }

    /// The name of the act at its head.
    pub fn act(&self) -> &'static str {
        let end = self.work.match_indices('法').map(|(at, law)| at + law.len()).find_map(|end| {
            let end = if self.work[end..].starts_with('律') { end + '律'.len_utf8() } else { end };
            self.work[end..].starts_with(['（', 'に', '第', 'そ', '附', '又', '若', 'の', 'を']).then_some(end)
        });
        end.map_or(self.work, |end| &self.work[..end])
    }
}

fn is_name(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_its_rows_in_order() {
        let rows: Vec<WorkRow> = work_rows().collect();
        assert_eq!((rows.len(), rows.len() == number_act_table().rows.len()), (177, true));
        let parts = |row: &WorkRow| row.number.split('の').map(|part| part.parse::<u16>().unwrap()).collect::<Vec<_>>();
        assert!(rows.windows(2).all(|pair| parts(&pair[0]) < parts(&pair[1])));
        assert!(rows.iter().all(|row| row.work.ends_with("主務省令で定めるもの") && !row.body.is_empty()));
    }

    #[test]
    fn rows_are_known_by_their_act() {
        let under = |act: &str| work_rows().filter(|row| row.is_under(act)).map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(under("児童手当法"), ["81"]);
        assert_eq!(under("国民健康保険法"), ["44", "45"]);
        assert_eq!(under("健康保険法"), ["1", "2"]);
        assert_eq!(under("地方税法").first(), Some(&"24"));
        let act = |number: &str| work_row_of(number).unwrap().act();
        assert_eq!(act("111"), "健康増進法");
        assert_eq!(act("117"), "障害者の日常生活及び社会生活を総合的に支援するための法律");
        assert!(work_row_of("137").is_none());
    }

    #[test]
    fn old_rows_lead_to_rows_of_today() {
        for old in &old_table().rows {
            let row = old_row_of(old[0]).unwrap();
            let how = ["機械", "照合", "対応なし"];
            assert!(how.contains(&row.checked) && row.became.is_empty() == (row.checked == how[2]), "{}", row.number);
            assert!(row.became.is_empty() || work_row_of(row.became).is_some(), "{}", row.number);
        }
        assert_eq!(["76", "56", "16"].map(|number| old_row_of(number).unwrap().became), ["111", "81", "24"]);
    }

    #[test]
    fn rows_of_the_order_name_acts() {
        assert_eq!(order_row_of("139").unwrap().act, "健康増進法");
        assert!(order_table().rows.iter().all(|row| row.len() == 3 && !row[1].is_empty()));
    }
}
