//! The rows of the 変更箇所 table with the items that they tell of: read once for all rules of this family.

use std::collections::BTreeMap;

use crate::assessment::{Address, Assessment, Cell, ChangeRow, Text};
use crate::dates::Date;
use crate::diff::{AS_ABOVE, Saying, told_node};
use crate::finding::Finding;
use crate::form::{Form, Kind, Mark, NodeId, PathStyle, Role};
use crate::house::HouseStyle;
use crate::labels::{Paths, PrintedPlace, Resolution};
use crate::rules::Report;
use crate::text::{Span, fold as folding};

/// The passages of one item are told in ten rows at most.
const ROWS_OF_ITEM: usize = 30;
const AFTERWARDS: &str = "事後";

#[derive(Debug)]
pub(in crate::rules) struct HistoryRow<'a> {
    pub(super) day: usize,
    pub(super) date: Option<Date>,
    pub(in crate::rules) change: &'a ChangeRow,
    pub(super) named: NamedItem,
    pub(super) node: Option<NodeId>,
    /// The address in the assessment as it is now; one of a block that is gone where the row names such a one.
    pub(in crate::rules) address: Option<Address>,
    pub(super) before: Saying,
    pub(super) after: Saying,
}

/// How a row names its item.
#[derive(Debug)]
pub(super) enum NamedItem {
    Address(AddressTarget),
    Printed(Resolution),
    /// 同上
    AsAbove,
    Nothing,
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum AddressTarget {
    Item(NodeId),
    /// A block or a list as a whole.
    Block,
    /// Nothing that the form has.
    No,
}

#[derive(Debug)]
pub(in crate::rules) struct HistoryTable<'a> {
    pub(in crate::rules) rows: Vec<HistoryRow<'a>>,
    /// Rows that say again what a row before them says: that is all that is told of them.
    pub(super) repeats: Vec<RepeatedRow<'a>>,
    /// The position of the last day.
    pub(super) last_day: usize,
}

#[derive(Debug)]
pub(super) struct RepeatedRow<'a> {
    pub(super) row: HistoryRow<'a>,
    /// The position of the row that it repeats.
    pub(super) first: usize,
}

impl<'a> HistoryTable<'a> {
    pub(in crate::rules) fn new(assessment: &'a Assessment, house: Option<&HouseStyle>) -> Self {
        let days = assessment.changes.iter().enumerate();
        let changes = days.flat_map(|(day, told)| told.rows.iter().map(move |row| (day, told.date, row)));
        let (rows, repeats) = part_repeats(rows(assessment, changes, house));
        Self { rows, repeats, last_day: assessment.changes.len().saturating_sub(1) }
    }

    /// The rows of each item, in the order of the table; the last ones where there are more than any table has.
    pub(super) fn by_item<'t>(&'t self) -> Vec<Vec<&'t HistoryRow<'a>>> {
        let mut items: Vec<(&Address, Vec<&'t HistoryRow<'a>>)> = Vec::new();
        let mut position = BTreeMap::new();
        for row in &self.rows {
            let Some(address) = row.address.as_ref() else { continue };
            let index = *position.entry(address).or_insert(items.len());
            if index == items.len() {
                items.push((address, Vec::new()));
            }
            items[index].1.push(row);
        }
        let last = |mut rows: Vec<&'t HistoryRow<'a>>| rows.split_off(rows.len().saturating_sub(ROWS_OF_ITEM));
        items.into_iter().map(|(_, rows)| last(rows)).collect()
    }
}

/// The rows, and apart from them those that tell the same step of the same item once more, with nothing in between that led back to
/// where it starts from.
fn part_repeats(all: Vec<HistoryRow<'_>>) -> (Vec<HistoryRow<'_>>, Vec<RepeatedRow<'_>>) {
    let (mut rows, mut repeats): (Vec<HistoryRow<'_>>, Vec<RepeatedRow<'_>>) = (Vec::new(), Vec::new());
    let mut of_item: BTreeMap<Address, Vec<usize>> = BTreeMap::new();
    for row in all {
        let Some(address) = row.address.clone() else {
            rows.push(row);
            continue;
        };
        let before = of_item.entry(address).or_default();
        let near = &before[before.len().saturating_sub(ROWS_OF_ITEM)..];
        let earlier = near.iter().rposition(|at| row.repeats(&rows[*at]));
        let first = earlier.filter(|at| !near[at + 1..].iter().any(|between| rows[*between].after.same(&row.before)));
        match first {
            Some(at) => repeats.push(RepeatedRow { row, first: near[at] }),
            None => {
                before.push(rows.len());
                rows.push(row);
            }
        }
    }
    (rows, repeats)
}

/// The rows as they are to be read with the blocks of `assessment`.
pub(super) fn rows<'a>(
    assessment: &'a Assessment,
    changes: impl Iterator<Item = (usize, Option<Date>, &'a ChangeRow)>,
    house: Option<&HouseStyle>,
) -> Vec<HistoryRow<'a>> {
    let mut rows: Vec<HistoryRow<'a>> = Vec::new();
    let mut paths = None;
    for (day, date, change) in changes {
        let said = |text: &Option<Text>| Saying::of(text.as_ref(), house);
        let sides = (said(&change.before), said(&change.after));
        let row = read(assessment, &mut paths, rows.last(), change, sides);
        rows.push(HistoryRow { day, date, ..row });
    }
    rows
}

impl<'a> HistoryRow<'a> {
    /// The place that the table names, for looking it up in another version.
    pub(super) fn place(&self) -> Option<PrintedPlace> {
        let NamedItem::Printed(resolution) = &self.named else { return None };
        Some(PrintedPlace { node: self.node?, ..resolution.place()?.clone() })
    }

    /// Where the row names its item.
    pub(super) fn span(&self) -> Span {
        let field = self.change.item.as_ref().or(self.change.printed.as_ref());
        field.map_or_else(|| self.change.span.clone(), |field| field.span.clone())
    }

    /// Where its 変更前 or 変更後 stands.
    pub(super) fn before_span(&self) -> Span {
        span_of(self.change.before.as_ref()).unwrap_or_else(|| self.span())
    }

    pub(super) fn after_span(&self) -> Span {
        span_of(self.change.after.as_ref()).unwrap_or_else(|| self.span())
    }

    pub(super) fn cell(&self, assessment: &'a Assessment) -> Option<&'a Cell> {
        assessment.cell(self.address.as_ref()?)
    }

    /// The same step is told; a row that quotes nothing on one side and points on the other tells too little to say so.
    fn repeats(&self, earlier: &Self) -> bool {
        let quotes = self.before.quote().is_some() || self.after.quote().is_some();
        let moves = !earlier.before.same(&earlier.after);
        quotes && moves && earlier.before.same(&self.before) && earlier.after.same(&self.after)
    }

    /// Names its item by address, not as an older table printed it.
    pub(super) fn is_ours(&self) -> bool {
        matches!(self.named, NamedItem::Address(_))
    }

    /// Bears ※.
    pub(super) fn is_marked(&self, form: &Form) -> bool {
        self.node.is_some_and(|node| form.node(node).mark != Mark::None)
    }

    /// 事後
    pub(super) fn is_afterwards(&self, form: &Form) -> bool {
        let word = self.change.timing.and_then(|index| form.timings.get(index));
        word.is_some_and(|word| word == AFTERWARDS)
    }

    pub(super) fn kind(&self, form: &Form) -> Option<Kind> {
        form.node(self.node?).kind
    }

    /// The item in words for messages: its path now, or as the row names it.
    pub(super) fn name(&self, assessment: &Assessment) -> String {
        if let Some(cell) = self.address.as_ref().and_then(|address| assessment.cell(address)) {
            return assessment.path(cell);
        }
        match (&self.named, self.node) {
            (NamedItem::Printed(resolution), Some(node)) => {
                place_path(&assessment.form, &PrintedPlace { node, ..resolution.place().cloned().unwrap_or_default() })
            }
            (_, Some(node)) => place_path(&assessment.form, &PrintedPlace { node, ..PrintedPlace::default() }),
            _ => self
                .change
                .item
                .as_ref()
                .or(self.change.printed.as_ref())
                .map_or(String::new(), |field| field.text.clone()),
        }
    }

    /// Tells something about it, at a place of it or of the body.
    pub(super) fn tell<'r>(
        &self,
        report: &'r mut Report<'_>,
        assessment: &Assessment,
        span: Span,
        message: impl Into<String>,
    ) -> &'r mut Finding {
        let finding = report.place(span, message);
        if let Some(address) = &self.address {
            finding.item = Some(address.to_string());
            finding.path = Some(self.name(assessment));
        }
        finding
    }

    /// 「令和3年4月1日の行」
    pub(super) fn dated(&self) -> String {
        self.date.map_or_else(|| "日付のない行".to_owned(), |date| format!("{date}の行"))
    }
}

fn span_of(text: Option<&Text>) -> Option<Span> {
    let text = text?;
    text.span(0..text.value.len())
}

pub(super) fn place_path(form: &Form, place: &PrintedPlace) -> String {
    let positions: Vec<usize> = place.block.into_iter().collect();
    if form.node(place.node).role == Role::Block {
        return form.block_path(place.node, &positions, None, PathStyle::Plain);
    }
    form.path(place.node, &positions, None, PathStyle::Plain)
}

fn read<'a>(
    assessment: &'a Assessment,
    paths: &mut Option<Paths<'a>>,
    above: Option<&HistoryRow<'a>>,
    change: &'a ChangeRow,
    (before, after): (Saying, Saying),
) -> HistoryRow<'a> {
    let form = &assessment.form;
    let row = |named, node, address| HistoryRow {
        day: 0,
        date: None,
        change,
        named,
        node,
        address,
        before: before.clone(),
        after: after.clone(),
    };
    let known = change.address.as_ref().map(|address| (address, find(form, address)));
    if let Some((address, found)) =
        known.as_ref().filter(|(_, found)| change.printed.is_none() || *found == AddressTarget::No)
    {
        let node = if let AddressTarget::Item(node) = found { Some(*node) } else { None };
        return row(NamedItem::Address(*found), node, Some((*address).clone()));
    }
    let Some(printed) = &change.printed else { return row(NamedItem::Nothing, None, None) };
    if AS_ABOVE.contains(&folding::fold(&printed.text).as_str()) {
        let (node, address) = above.map_or((None, None), |above| (above.node, above.address.clone()));
        return row(NamedItem::AsAbove, node, address);
    }
    let resolution = paths.get_or_insert_with(|| Paths::new(form)).resolve(&printed.text);
    let Some(place) = resolution.place().cloned() else { return row(NamedItem::Printed(resolution), None, None) };
    let node = told_node(form, place.node, &before, &after);
    // A row of an older table may name its address, too.
    let told = known.map(|(address, _)| address.clone());
    let address = told.or_else(|| assessment.address_of(form, &PrintedPlace { node, ..place }));
    row(NamedItem::Printed(resolution), Some(node), address)
}

/// Follows an address along the keys of the form.
pub(super) fn find(form: &Form, address: &Address) -> AddressTarget {
    let Some(key) = address.key(form) else { return AddressTarget::No };
    match form.find(&key) {
        Some(node) => AddressTarget::Item(node.id),
        None if key.is_list() => AddressTarget::Block,
        None => AddressTarget::No,
    }
}
