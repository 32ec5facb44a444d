//! Sets — ticked boxes, lists, record items — and what came into them and went out.

use std::collections::{BTreeMap, BTreeSet};

use super::quote::LEFT_OUT;
use crate::assessment::{Answer, RecordGroup, headed};
use crate::form::Options;

/// One word of a set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetItem {
    /// The heading of a record list that it stands under; empty where there is none.
    pub group: String,
    pub text: String,
}

impl SetItem {
    /// 【宛名情報】氏名
    pub fn words(&self) -> String {
        headed(&self.group, &self.text)
    }
}

/// The words of an answer that is a set; none of any other.
pub(super) fn set_of(answer: &Answer, options: Option<&Options>) -> Vec<SetItem> {
    let item = |group: &str, text: String| SetItem { group: group.to_owned(), text };
    match answer {
        Answer::Checks(_) | Answer::List(_) => answer.list(options).into_iter().map(|word| item("", word)).collect(),
        Answer::Records(groups) => {
            let items = |group: &RecordGroup| -> Vec<SetItem> {
                group.items.iter().map(|one| item(&group.title, one.text.clone())).collect()
            };
            groups.iter().flat_map(items).collect()
        }
        _ => Vec::new(),
    }
}

/// The items in an order of their own.
pub(super) fn in_order(set: &[SetItem]) -> Vec<&SetItem> {
    let mut items: Vec<&SetItem> = set.iter().collect();
    items.sort();
    items
}

/// What is only in `after`, and what is only in `before`. What stands under a heading that was renamed did neither.
pub(super) fn set_changes<'a>(before: &'a [SetItem], after: &'a [SetItem]) -> (Vec<&'a SetItem>, Vec<&'a SetItem>) {
    changes(before, after, &renamed(before, after))
}

fn changes<'a>(
    before: &'a [SetItem],
    after: &'a [SetItem],
    renamed: &BTreeMap<&str, &str>,
) -> (Vec<&'a SetItem>, Vec<&'a SetItem>) {
    fn now<'i>(item: &'i SetItem, renamed: &BTreeMap<&str, &'i str>) -> (&'i str, &'i str) {
        (renamed.get(item.group.as_str()).copied().unwrap_or(&item.group), &item.text)
    }
    let as_it_is = BTreeMap::new();
    let old: BTreeSet<(&str, &str)> = before.iter().map(|item| now(item, renamed)).collect();
    let new: BTreeSet<(&str, &str)> = after.iter().map(|item| now(item, &as_it_is)).collect();
    let came = after.iter().filter(|item| !old.contains(&now(item, &as_it_is)));
    let went = before.iter().filter(|item| !new.contains(&now(item, renamed)));
    (came.collect(), went.collect())
}

/// Old headings and the new ones that took their items over.
fn renamed<'a>(before: &'a [SetItem], after: &'a [SetItem]) -> BTreeMap<&'a str, &'a str> {
    /// What stands under more headings tells of none of them.
    const MOST: usize = 8;
    let (old, new) = (groups(before), groups(after));
    let titles = |groups: &[(&'a str, Vec<&'a str>)]| groups.iter().map(|(title, _)| *title).collect::<BTreeSet<_>>();
    let (old_titles, new_titles) = (titles(&old), titles(&new));
    let mut under: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, items)) in new.iter().enumerate().filter(|(_, (title, _))| !old_titles.contains(title)) {
        items.iter().for_each(|item| under.entry(item).or_default().push(at));
    }
    let mut taken = BTreeSet::new();
    let mut renamed = BTreeMap::new();
    for (title, items) in old.iter().filter(|(title, _)| !new_titles.contains(title)) {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for at in items.iter().filter_map(|item| under.get(item)).filter(|at| at.len() <= MOST).flatten() {
            *common.entry(*at).or_default() += 1;
        }
        let free = common.into_iter().filter(|(at, _)| !taken.contains(at));
        let Some((at, common)) = free.max_by_key(|(at, common)| (*common, std::cmp::Reverse(*at))) else { continue };
        let (other, others) = &new[at];
        if common * 2 >= items.len().max(others.len()) {
            taken.insert(at);
            renamed.insert(*title, *other);
        }
    }
    renamed
}

/// The items under each heading, in order.
fn groups(set: &[SetItem]) -> Vec<(&str, Vec<&str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut at = BTreeMap::new();
    for item in set {
        let index = *at.entry(item.group.as_str()).or_insert_with(|| {
            groups.push((item.group.as_str(), Vec::new()));
            groups.len() - 1
        });
        groups[index].1.push(item.text.as_str());
    }
    groups
}

/// The cells 変更前 and 変更後 of record lists: heading by heading what differs, （略） for the items that stay.
pub(super) fn quoted(before: &[SetItem], after: &[SetItem]) -> (String, String) {
    let renamed = renamed(before, after);
    let (came, went) = changes(before, after, &renamed);
    let called: BTreeMap<&str, &str> = renamed.iter().map(|(old, new)| (*new, *old)).collect();
    (side(before, &went, &told(&went, &came, &called)), side(after, &came, &told(&came, &went, &renamed)))
}

/// The headings of one side that are told: those under which something changed on either side, and those with another name
/// there. `names` leads from the headings of the other side to those of this one.
fn told<'a>(own: &[&'a SetItem], others: &[&'a SetItem], names: &BTreeMap<&'a str, &'a str>) -> BTreeSet<&'a str> {
    let across = others.iter().map(|item| names.get(item.group.as_str()).copied().unwrap_or(&item.group));
    own.iter().map(|item| item.group.as_str()).chain(across).chain(names.values().copied()).collect()
}

fn side(set: &[SetItem], changed: &[&SetItem], told: &BTreeSet<&str>) -> String {
    let changed: BTreeSet<(&str, &str)> =
        changed.iter().map(|item| (item.group.as_str(), item.text.as_str())).collect();
    let mut lines = Vec::new();
    for (title, items) in groups(set).into_iter().filter(|(title, _)| told.contains(title)) {
        let own: Vec<&str> = items.iter().copied().filter(|item| changed.contains(&(title, item))).collect();
        let kept = (own.len() < items.len()).then_some(LEFT_OUT);
        lines.push(headed(title, &kept.into_iter().chain(own).collect::<Vec<_>>().join("、")));
    }
    if lines.is_empty() && !set.is_empty() { LEFT_OUT.to_owned() } else { lines.join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(groups: &[(&str, &[&str])]) -> Vec<SetItem> {
        let item = |group: &str, text: &str| SetItem { group: group.into(), text: text.into() };
        groups.iter().flat_map(|(group, items)| items.iter().map(|text| item(group, text))).collect()
    }

    #[test]
    fn one_item_added_is_one_item_told() {
        let many: Vec<String> = (0..110).map(|number| format!("項目{number}")).collect();
        let items: Vec<&str> = many.iter().map(String::as_str).collect();
        let before = set(&[("宛名情報", &["氏名"]), ("資格情報", &items)]);
        let more: Vec<&str> = items.iter().copied().chain(["資格喪失日"]).collect();
        let after = set(&[("宛名情報", &["氏名"]), ("資格情報", &more)]);
        assert_eq!(quoted(&before, &after), ("【資格情報】（略）".into(), "【資格情報】（略）、資格喪失日".into()));
        assert_eq!(quoted(&after, &before), ("【資格情報】（略）、資格喪失日".into(), "【資格情報】（略）".into()));
    }

    #[test]
    fn renamed_and_moved_items_stand_on_both_sides() {
        let before = set(&[("甲", &["氏名", "宛名コード", "電話"]), ("乙", &["住所"])]);
        let after = set(&[("甲", &["氏名", "宛名番号"]), ("乙", &["住所", "電話"])]);
        let (left, right) = quoted(&before, &after);
        assert_eq!(left, "【甲】（略）、宛名コード、電話\n【乙】（略）");
        assert_eq!(right, "【甲】（略）、宛名番号\n【乙】（略）、電話");
    }

    #[test]
    fn a_renamed_heading_is_no_new_item() {
        let before = set(&[("甲", &["一", "二", "三"])]);
        let after = set(&[("丙", &["一", "二", "三", "四"])]);
        assert_eq!(quoted(&before, &after), ("【甲】（略）".into(), "【丙】（略）、四".into()));
        let (came, went) = set_changes(&before, &after);
        assert_eq!((came.len(), went.len()), (1, 0));
    }

    #[test]
    fn a_new_heading_is_told_whole_and_the_rest_is_left_out() {
        let before = set(&[("", &["一", "二"])]);
        let after = set(&[("", &["一", "二"]), ("丁", &["三", "四"])]);
        assert_eq!(quoted(&before, &after), (LEFT_OUT.into(), "【丁】三、四".into()));
    }
}
