//! The vocabulary of a document.

use super::drawing::Drawing;
use crate::diff::Duty;

/// A whole assessment as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// 評価書名
    pub title: String,
    /// 特定個人情報保護評価書（全項目評価書）
    pub kind: String,
    /// [令和7年5月　様式4]
    pub form: String,
    /// 評価実施機関名
    pub agency: String,
    /// 公表日, as printed.
    pub published: Option<String>,
    /// 素案, 案: printed across every page.
    pub draft: Option<String>,
    /// The words of 提出時期.
    pub timings: Vec<String>,
    /// The version that a review edition shows the changes from.
    pub compared: Option<String>,
    pub parts: Vec<DocPart>,
}

/// A printed chapter; each begins a new page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocPart {
    /// Ⅱ, （別添1）; the cover has none.
    pub number: Option<String>,
    pub title: String,
    /// The 特定個人情報ファイル that this copy of the chapter is about, where there is more than one.
    pub file: Option<String>,
    /// ※（７．リスク１⑨を除く。）
    pub mark: Option<String>,
    /// The address that links lead to.
    pub anchor: String,
    pub blocks: Vec<DocBlock>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocBlock {
    /// A numbered section (level 2), a risk or a repeated block (level 3), a group of record items (level 4).
    Heading {
        level: u8,
        text: String,
        mark: bool,
        anchor: String,
    },
    /// Labels and answers with borders.
    Table(Vec<OutlineEntry>),
    /// Several blocks of one list: システム1, システム2～5 … with the form's range headings.
    Repeat(Vec<Repeat>),
    /// 項目一覧: chapters with their page numbers.
    Contents,
    /// Groups of record items.
    Records(DocRecords),
    Figure(DocFigure),
    /// The 変更箇所 table.
    Changes {
        columns: Vec<String>,
        rows: Vec<PrintedChange>,
        /// Wide, with what several rows share said once; else as the form has it.
        readable: bool,
    },
    /// Rows under the titles of their columns, which share the width by their weights.
    Listed {
        columns: Vec<(String, u16)>,
        rows: Vec<Vec<String>>,
    },
    /// A paragraph.
    Text(String),
    /// Small print.
    Note(String),
    /// What a review edition begins with.
    Review(Review),
}

/// The heading over a range of repeated blocks, or one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// システム2～5
    Range(String),
    Block {
        title: String,
        anchor: String,
        entries: Vec<OutlineEntry>,
    },
}

/// A row of a table, or a label that spans several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineEntry {
    Item(DocItem),
    Group { label: DocLabel, entries: Vec<OutlineEntry> },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocItem {
    /// `files.checkups.use.purpose`: the destination of links and citations.
    pub address: String,
    pub label: DocLabel,
    pub answer: DocAnswer,
    /// Follow-up cells that stand under it and are indented: その必要性, 具体的な管理方法.
    pub inner: Vec<OutlineEntry>,
    /// Least height in lines.
    pub lines: u8,
    /// Label and answer stand in brackets: （備考：…）.
    pub brackets: bool,
    /// The program works it out; nobody has to write it.
    pub derived: bool,
    /// How it differs from the version before, in a review edition.
    pub revision: Option<AnswerDifference>,
}

/// A difference from the version before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDifference {
    /// `Plain` where the item is in both versions.
    pub style: SpanStyle,
    /// Printed in place of the words of the answer; boxes and record items bear their own marks.
    pub words: Vec<StyledSpan>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocLabel {
    /// ①
    pub number: Option<String>,
    pub text: String,
    pub mark: bool,
}

impl DocLabel {
    /// ⑦使用の主体　※
    pub fn printed(&self) -> String {
        let mark = if self.mark { "　※" } else { "" };
        format!("{}{}{mark}", self.number.as_deref().unwrap_or_default(), self.text)
    }
}

impl OutlineEntry {
    /// A box before its label; several of them stand in one row.
    pub fn is_flag(&self) -> bool {
        matches!(self, Self::Item(DocItem { answer: DocAnswer::Flag { .. }, .. }))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocAnswer {
    /// Plain text: every line break counts.
    Text(String),
    /// Markdown, where an item or a passage opted in.
    Markdown(String),
    /// The chosen words in brackets with the ＜選択肢＞ beside it.
    Choice {
        chosen: Option<String>,
        options: Vec<String>,
    },
    /// Boxes laid out in columns; a heading goes before the boxes of a group.
    Boxes {
        boxes: Vec<DocBox>,
        columns: u8,
    },
    /// One box before its label; a number beside it is its inner item: [○] 提供を行っている（2）件.
    Flag {
        on: bool,
    },
    /// （2）件
    Count {
        number: Option<String>,
        unit: String,
    },
    Lines(Vec<String>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocBox {
    pub word: String,
    /// 識別情報
    pub group: Option<String>,
    pub ticked: bool,
    /// The text in its brackets; `None` where it has no brackets.
    pub text: Option<String>,
    /// Ticked since the version before, or no longer.
    pub style: SpanStyle,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocRecords {
    pub address: String,
    pub groups: Vec<DocRecordGroup>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocRecordGroup {
    pub title: String,
    pub items: Vec<String>,
    /// Of each item, in a review edition; nothing is marked where it is empty.
    pub styles: Vec<SpanStyle>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocFigure {
    pub address: String,
    pub title: Option<String>,
    pub picture: FigureSource,
    /// What a reader who cannot see it is told.
    pub alternative: String,
    pub remarks: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureSource {
    /// A file beside the assessment, its bytes to be fetched by whoever renders.
    File(String),
    /// Drawn from the assessment itself.
    Drawing(Drawing),
}

/// A row of the 変更箇所 table: one text per column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedChange {
    pub cells: Vec<Vec<StyledSpan>>,
    /// The recorded judgement, which is not printed: is it a 重要な変更?
    pub important: Option<bool>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledSpan {
    pub text: String,
    pub style: SpanStyle,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpanStyle {
    #[default]
    Plain,
    /// Not the same on the other side of a row of the 変更箇所 table.
    Differing,
    /// Gone, in a review edition.
    Removed,
    /// New, in a review edition.
    Added,
}

/// What a council has to know of the changes before it reads on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// What the two versions are called.
    pub old: String,
    pub new: String,
    pub duties: Vec<Duty>,
    /// The changes by what follows from them; only those that there are.
    pub groups: Vec<ChangedGroup>,
}

/// Changes from which the same follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedGroup {
    pub title: String,
    pub rows: Vec<ChangedItem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedItem {
    /// 「Ⅱ 3. ⑥使用目的」
    pub path: String,
    /// Where it stands in this document.
    pub anchor: String,
    /// 変更, 追加, 削除
    pub kind: String,
    /// 事前, 事後
    pub timing: String,
    pub reason: String,
}

impl Default for DocAnswer {
    fn default() -> Self {
        Self::Text(String::new())
    }
}
