//! The bound assessment: cells in printed order, blocks of lists, the 変更箇所 history.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Address, Answer, ChangeDay, Figure, Scope, Text, Withheld};
use crate::dates::Date;
use crate::form::{Form, Key, Kind, Node, NodeId, PathStyle};
use crate::text::{Source, Span};

#[derive(Debug)]
pub struct Assessment {
    pub form: Arc<Form>,
    pub source: Arc<Source>,
    /// Every item of the form in printed order, once per block that it stands in, answered or not.
    pub cells: Vec<Cell>,
    /// Every list of blocks, by address (`files.checkups.outsourcing`).
    pub lists: BTreeMap<Address, ListState>,
    /// The 変更箇所, oldest first as written.
    pub changes: Vec<ChangeDay>,
    /// Where the changes stand, or would stand.
    pub changes_span: Option<Span>,
    pub threshold: Option<Threshold>,
    /// What is not published.
    pub withheld: Vec<Withheld>,
    pub fragments_used: BTreeSet<String>,
    pub(super) by_address: BTreeMap<Address, usize>,
    /// Where the key of a map or a block stands, by address.
    pub(super) anchors: BTreeMap<Address, Span>,
    pub(super) refused: BTreeSet<Address>,
}

/// One item of one block.
#[derive(Debug)]
pub struct Cell {
    pub node: NodeId,
    /// `files.checkups.use.purpose`
    pub address: Address,
    /// Positions from 0 of the blocks that it stands in, outermost first.
    pub positions: Vec<usize>,
    /// What the author wrote.
    pub typed: Option<Answer>,
    /// What the program works out.
    pub derived: Option<Answer>,
    /// Its conditions hold: it is to be answered.
    pub active: bool,
    /// It is not published; in a public edition its answer is gone, too.
    pub withheld: bool,
    /// The answer, or the nearest thing that is written.
    pub span: Span,
}

#[derive(Debug, Default)]
pub struct ListState {
    /// The key is written, even if as `[]`.
    pub written: bool,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
pub struct Block {
    /// `files.checkups.outsourcing.maintenance`
    pub address: Address,
    pub id: Option<String>,
    pub span: Span,
}

/// The facts of the threshold decision that the form itself does not hold.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// 取扱者数, contractors' people included.
    pub handlers: Option<u64>,
    /// A serious accident within the last year.
    pub incident: Option<bool>,
    /// When it happened, and when it became known.
    pub incident_on: Option<Date>,
    pub incident_known_on: Option<Date>,
    /// When the people were counted.
    pub counted_on: Option<Date>,
    pub span: Span,
}

impl Cell {
    /// What counts, and is printed: the author's answer, or else the derived one.
    pub fn answer(&self) -> Option<&Answer> {
        self.typed.as_ref().or(self.derived.as_ref())
    }

    /// Nothing is answered.
    pub fn is_blank(&self) -> bool {
        self.answer().is_none_or(Answer::is_blank)
    }

    pub fn text(&self) -> Option<&Text> {
        match self.answer() {
            Some(Answer::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl Assessment {
    pub fn cell(&self, address: impl AsRef<str>) -> Option<&Cell> {
        self.by_address.get(address.as_ref()).map(|index| &self.cells[*index])
    }

    pub fn node(&self, cell: &Cell) -> &Node {
        self.form.node(cell.node)
    }

    /// The whole assessment as a scope.
    pub fn root(&self) -> Scope<'_> {
        Scope::new(self, Address::default())
    }

    /// One scope per 特定個人情報ファイル.
    pub fn files(&self) -> Vec<Scope<'_>> {
        self.file_blocks().iter().map(|block| Scope::new(self, block.address.clone())).collect()
    }

    /// The blocks of the 特定個人情報ファイル.
    pub fn file_blocks(&self) -> &[Block] {
        self.form.file_list().map_or(&[], |list| self.blocks(list.last()))
    }

    /// The blocks of the list at this address; none where nothing is written.
    pub fn blocks(&self, list: impl AsRef<str>) -> &[Block] {
        self.lists.get(list.as_ref()).map_or(&[], |state| &state.blocks)
    }

    /// Something in it could not be read.
    pub fn has_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Something is written there, or at a map or list around it, that could not be read and was told as a finding.
    pub fn is_refused(&self, address: &Address) -> bool {
        self.has_refused() && address.outward().any(|place| self.refused.contains(place))
    }

    /// Nobody can tell what is meant to stand there: it was refused, or it follows from other answers and some were.
    pub fn is_unknown(&self, cell: &Cell) -> bool {
        let follows = cell.typed.is_none() && self.node(cell).derive.is_some();
        self.is_refused(&cell.address) || (follows && self.has_refused())
    }

    /// The answer of a cell in printed words.
    pub fn words(&self, cell: &Cell) -> String {
        cell.answer().map(|answer| answer.words(self.form.options_of(self.node(cell)))).unwrap_or_default()
    }

    /// The name of the file that a cell stands in, where there is more than one.
    pub fn file_name(&self, positions: &[usize]) -> Option<String> {
        let files = self.file_blocks();
        let block = files.get(*positions.first()?)?;
        if files.len() < 2 {
            return None;
        }
        let name = self.cell(block.address.join("name")).map(|cell| self.words(cell)).unwrap_or_default();
        Some(if name.is_empty() { format!("{}番目のファイル", positions[0] + 1) } else { name })
    }

    /// The official path of a cell.
    pub fn path(&self, cell: &Cell) -> String {
        self.path_in(cell, PathStyle::Plain)
    }

    pub fn path_in(&self, cell: &Cell, style: PathStyle) -> String {
        let file = self.file_of(self.node(cell).key.as_ref(), &cell.positions);
        self.form.path(cell.node, &cell.positions, file.as_deref(), style)
    }

    /// The name of the file that a key leads into, where there is more than one.
    pub fn file_of(&self, key: Option<&Key>, positions: &[usize]) -> Option<String> {
        let files = self.form.file_list()?;
        if key?.is_within(files) { self.file_name(positions) } else { None }
    }

    /// Where the nearest written thing around `address` stands: for telling that something is missing.
    pub fn anchor(&self, address: &Address) -> Span {
        let written = address.outward().find_map(|text| self.anchors.get(text));
        written.cloned().unwrap_or_else(|| Span::new(&self.source, 0..self.source.line(1).len()))
    }

    /// Every figure, in printed order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.cells.iter().flat_map(|cell| match cell.answer() {
            Some(Answer::Figures(figures)) => figures.as_slice(),
            _ => &[],
        })
    }

    /// Every cell with free text that is written (not derived), with its text.
    pub fn texts(&self) -> impl Iterator<Item = (&Cell, &Text)> {
        self.cells.iter().filter(|cell| self.node(cell).kind.is_some_and(Kind::is_text)).filter_map(|cell| match &cell
            .typed
        {
            Some(Answer::Text(text)) => Some((cell, text)),
            _ => None,
        })
    }
}
