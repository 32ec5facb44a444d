//! The vocabulary of the page model.

use std::ops::Range;

use super::field::Field;
use super::line::Line;
use crate::doc::model::DocFigure;

/// A document in its final words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// 評価書名
    pub title: String,
    /// 特定個人情報保護評価書（全項目評価書）
    pub kind: String,
    /// [令和7年5月　様式4]
    pub form: String,
    /// 評価実施機関名
    pub agency: String,
    /// 公表日　令和7年12月26日, or （素案） where it is a draft.
    pub dated: String,
    /// 素案, 案: printed across every page.
    pub draft: Option<String>,
    /// Of a review edition: 前の版（…）からの変更を示した版.
    pub edition: Option<String>,
    /// The words of 提出時期, for a list to choose from.
    pub timings: Vec<String>,
    pub chapters: Vec<Chapter>,
}

/// What begins a new page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter {
    pub kind: ChapterKind,
    /// Ⅱ; the cover has none.
    pub number: Option<String>,
    /// What it is called behind its number.
    pub name: String,
    /// The 特定個人情報ファイル that this copy of the chapter is about, where there is more than one.
    pub file: Option<String>,
    /// ※（７．リスク１⑨を除く。）
    pub mark: Option<String>,
    pub anchor: String,
    pub elements: Vec<Element>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChapterKind {
    Cover,
    /// 項目一覧
    Contents,
    /// What a review edition begins with.
    Review,
    #[default]
    Form,
}

/// What stands one below the other in a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Heading(Heading),
    /// システム2～5
    Range(String),
    Table(Table),
    /// The chapters, each with its page where there are pages.
    Contents(Vec<ListedChapter>),
    Figure(DocFigure),
    /// A paragraph.
    Text(Line),
    /// Small print.
    Note(Line),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 2 for a section; the title of a chapter is 1.
    pub level: u8,
    /// １．監査　※
    pub text: String,
    pub anchor: String,
}

/// A chapter in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChapter {
    /// Its position in the document.
    pub chapter: usize,
    /// Ⅲ　リスク対策（成人健診ファイル）
    pub text: String,
    pub anchor: String,
}

/// Rows of cells on common columns. A cell covers a range of columns and one or more rows, as in HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub kind: TableKind,
    /// Of one block of a list: 委託事項1.
    pub title: Option<Heading>,
    /// Where no heading leads to it: the address of record items.
    pub anchor: String,
    pub columns: Vec<Column>,
    /// How the columns of a list share the width.
    pub weights: Vec<u16>,
    /// Rows that every page repeats.
    pub heads: usize,
    /// Of the 変更箇所 table: on wide pages, with what several rows share said once.
    pub readable: bool,
    pub rows: Vec<TableRow>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableKind {
    /// Labels and answers.
    #[default]
    Answers,
    /// Labels above their answers.
    Cover,
    /// Record items under the titles of their groups.
    Records,
    /// The 変更箇所 table.
    Changes,
    /// What has to be done because of the changes.
    Duties,
    /// The changes of a review edition that have one consequence.
    Changed,
    /// Rows of what is told beside an assessment: opinions, points to look at.
    Listed,
}

/// Where a column begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// In the room of the labels, behind so many labels over several rows and so many narrow strips.
    Label { groups: u8, strips: u8 },
    /// The answers.
    Answer,
    /// One of the columns of a plain table.
    Plain(u8),
    /// Numbers of pages; left out where there are no pages.
    Page,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// From left to right; columns that a cell of a row above covers are left out.
    pub cells: Vec<TableCell>,
    /// Least height in lines.
    pub lines: u8,
    /// The addresses of the items that stand in it; links to them lead here.
    pub addresses: Vec<String>,
    /// Differs from the version before, in a review edition.
    pub changed: bool,
    /// Of a row of the 変更箇所 table, never printed: is it a 重要な変更?
    pub important: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    pub kind: CellKind,
    pub columns: Range<usize>,
    pub rows: usize,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// The label of the answer beside it.
    Label,
    /// A label over several rows, or over everything below it where there is no room beside.
    Group,
    /// The narrow strip beside what follows up on an answer: it belongs to the label above it.
    Strip,
    Answer,
    /// One line, centred under its label.
    Short,
    /// What a column says.
    Head,
    /// A cell of a plain table.
    Plain,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(Line),
    /// Markdown, to be set as such.
    Prose(Field),
    /// A chosen word in brackets, with what can be chosen.
    Choice {
        chosen: Line,
        options: OptionList,
    },
    /// Boxes with their words, wanted in so many columns.
    Boxes {
        columns: u8,
        sets: Vec<BoxSet>,
    },
    /// Record items, in as many columns as fit.
    Items(Vec<Line>),
    /// A text that leads to an anchor of this document.
    Link {
        text: String,
        anchor: String,
    },
    /// The page that an anchor stands on.
    Page {
        anchor: String,
    },
}

/// ＜選択肢＞ 1) 委託する 2) 委託しない
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionList {
    pub caption: &'static str,
    pub options: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoxSet {
    /// ・識別情報
    pub title: Option<String>,
    pub boxes: Vec<Line>,
}

impl Chapter {
    /// Ⅲ　リスク対策
    pub fn title(&self) -> String {
        match &self.number {
            Some(number) => format!("{number}　{}", self.name),
            None => self.name.clone(),
        }
    }

    /// With the file that it is about: Ⅲ　リスク対策（成人健診ファイル）
    pub fn full_title(&self) -> String {
        let file = self.file.as_ref().map(|file| format!("（{file}）")).unwrap_or_default();
        format!("{}{file}", self.title())
    }
}

impl Element {
    /// A table of labels and answers.
    pub fn is_answers(&self) -> bool {
        matches!(self, Self::Table(Table { kind: TableKind::Answers, .. }))
    }
}

impl TableCell {
    /// All of what it says: the words that a reader finds in it, each piece on a line of its own.
    pub fn text(&self) -> String {
        self.pieces.iter().map(Piece::text).collect::<Vec<_>>().join("\n")
    }

    pub fn fields(&self) -> Vec<&Field> {
        self.pieces.iter().flat_map(Piece::fields).collect()
    }
}

impl Piece {
    pub fn of(text: impl Into<String>) -> Self {
        Self::Text(Line::of(text))
    }

    pub fn text(&self) -> String {
        match self {
            Self::Text(line) => line.text(),
            Self::Prose(field) => field.value.clone(),
            Self::Choice { chosen, options } => {
                let caption = (!options.options.is_empty()).then(|| options.caption.to_owned());
                let lines = std::iter::once(chosen.text()).chain(caption).chain(options.options.iter().cloned());
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Boxes { sets, .. } => {
                let boxes = |set: &BoxSet| set.boxes.iter().map(Line::text).collect::<Vec<_>>();
                let of = |set: &BoxSet| [set.title.clone().into_iter().collect(), boxes(set)].concat();
                sets.iter().flat_map(of).collect::<Vec<_>>().join("\n")
            }
            Self::Items(items) => items.iter().map(Line::text).collect::<Vec<_>>().join("\n"),
            Self::Link { text, .. } => text.clone(),
            Self::Page { .. } => String::new(),
        }
    }

    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Text(line) | Self::Choice { chosen: line, .. } => line.fields().collect(),
            Self::Prose(field) => vec![field],
            Self::Boxes { sets, .. } => sets.iter().flat_map(|set| &set.boxes).flat_map(Line::fields).collect(),
            Self::Items(items) => items.iter().flat_map(Line::fields).collect(),
            Self::Link { .. } | Self::Page { .. } => Vec::new(),
        }
    }
}
