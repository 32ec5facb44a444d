//! What an assessment draws on besides its own file. The workspace provides it; this layer reads no disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Fragment;
use crate::finding::Finding;
use crate::form::Key;
use crate::text::Span;

pub trait Resources {
    /// The passage of this name.
    fn fragment(&self, name: &str) -> Option<Arc<Fragment>>;
    /// What fills the `{placeholders}` of passages.
    fn values(&self) -> &BTreeMap<String, String>;
    /// The rows of a spreadsheet beside the assessment.
    fn sheet(&self, request: &SheetRequest) -> Result<SheetRows, Box<Finding>>;
    /// The style (様式4) of another form that has an item with this key.
    fn form_with(&self, key: &Key) -> Option<String>;
}

/// `records: {from: records.xlsx, sheet: 記録項目, group: A, column: B, header: 1}`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetRequest {
    pub file: String,
    pub sheet: Option<String>,
    /// Columns from 0.
    pub group: Option<u32>,
    pub column: u32,
    /// Rows at the top that are no items.
    pub header: u32,
}

/// What a request found.
#[derive(Clone, Debug)]
pub struct SheetRows {
    pub rows: Vec<SheetRow>,
    /// All cells that were read to find them.
    pub cells: usize,
}

#[derive(Clone, Debug)]
pub struct SheetRow {
    pub group: Option<String>,
    pub item: String,
    pub span: Span,
}

/// For an assessment that stands alone.
#[derive(Debug, Default)]
pub struct NoResources {
    values: BTreeMap<String, String>,
}

impl Resources for NoResources {
    fn fragment(&self, _: &str) -> Option<Arc<Fragment>> {
        None
    }

    fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    fn sheet(&self, request: &SheetRequest) -> Result<SheetRows, Box<Finding>> {
        let message = format!("{} を読めません", request.file);
        Err(Box::new(Finding::new(&crate::finding::reader::BAD_SHEET, message)))
    }

    fn form_with(&self, _: &Key) -> Option<String> {
        None
    }
}
