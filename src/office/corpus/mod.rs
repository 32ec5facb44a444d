//! All assessments of many workspaces as tables that any program can ask: for a prefecture, or for the nation.

mod rows;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::json;

use self::rows::{CorpusRows, RowOrigin, of, of_findings};
use self::tables::TABLES;
use crate::dataset::{DataColumn, DataFormat, DataTable, DataValue};
use crate::dates::Date;
use crate::disk::{Stage, Unwritten, shown};
use crate::inspect::inspect;
use crate::text::limits;
use crate::workspace::{Progress, Selection, Workspace};

/// What was exported.
#[derive(Debug, Default)]
pub struct ExportedCorpus {
    /// Rows by table, in the order of the tables.
    pub rows: Vec<(&'static str, usize)>,
    pub assessments: usize,
    /// Those that could not be read, by workspace and name.
    pub unread: Vec<String>,
}

/// Writes the tables, each into a folder of its name, in files of about the same length.
pub fn export(
    selections: Vec<Selection>,
    output: &Path,
    format: DataFormat,
    today: Option<Date>,
    progress: Progress<'_>,
) -> Result<ExportedCorpus, Unwritten> {
    let mut corpus = CorpusWriter::new(Stage::beside(output)?, format);
    let mut exported = ExportedCorpus::default();
    for selection in selections {
        workspace(&mut corpus, &mut exported, selection, today, progress)?;
    }
    exported.rows = corpus.finish(output)?;
    Ok(exported)
}

/// Looks at the assessments of one workspace twice: all together for what is found in them, then a few at a time for what they
/// say, so that however many there are, only a few are in memory.
fn workspace(
    corpus: &mut CorpusWriter,
    exported: &mut ExportedCorpus,
    selection: Selection,
    today: Option<Date>,
    progress: Progress<'_>,
) -> Result<(), Unwritten> {
    const AT_ONCE: usize = 32;
    let inspection = inspect(&selection, today, progress, |_| ());
    let root = selection.workspace.root.clone();
    let standing = selection.files.first().and_then(|file| file.parent()).and_then(Path::parent).map(Path::to_owned);
    let name = shown(&root.or(standing).unwrap_or_default());
    corpus.take(of_findings(RowOrigin { workspace: &name, assessment: "" }, &inspection.shared))?;
    let Selection { workspace, files, .. } = selection;
    let mut selection = Selection { workspace, files: Vec::new(), whole: false };
    let mut inspected = inspection.assessments.iter();
    for few in files.chunks(AT_ONCE) {
        selection.files = few.to_vec();
        let those: Vec<_> = inspected.by_ref().take(few.len()).collect();
        let workspace: &Workspace = &selection.workspace;
        let found: BTreeMap<&str, usize> =
            those.iter().enumerate().map(|(index, one)| (one.name.as_str(), index)).collect();
        let read = selection.each(&|_, _| (), |loaded| {
            let one = found.get(loaded.name.as_str()).and_then(|index| those.get(*index));
            one.map(|one| of(workspace, RowOrigin { workspace: &name, assessment: &loaded.name }, &loaded, one))
        });
        for (rows, one) in read.into_iter().zip(&those) {
            exported.assessments += 1;
            if one.completeness.is_none() {
                exported.unread.push(format!("{name}/{}", one.name));
            }
            let origin = RowOrigin { workspace: &name, assessment: &one.name };
            corpus.take(rows.unwrap_or_default())?;
            corpus.take(of_findings(origin, &one.findings))?;
            corpus.take(of_findings(origin, &one.accepted))?;
        }
    }
    Ok(())
}

/// Gathers rows, and writes those of a table when there are enough for a file.
struct CorpusWriter {
    stage: Stage,
    format: DataFormat,
    waiting: BTreeMap<&'static str, Vec<Vec<DataValue>>>,
    files: BTreeMap<&'static str, usize>,
    rows: BTreeMap<&'static str, usize>,
}

impl CorpusWriter {
    fn new(stage: Stage, format: DataFormat) -> Self {
        Self { stage, format, waiting: BTreeMap::new(), files: BTreeMap::new(), rows: BTreeMap::new() }
    }

    fn take(&mut self, rows: CorpusRows) -> Result<(), Unwritten> {
        for (table, row) in rows.into_rows() {
            *self.rows.entry(table).or_default() += 1;
            self.waiting.entry(table).or_default().push(row);
        }
        let full = |table: &&&DataTable| {
            self.waiting.get(table.name).is_some_and(|waiting| waiting.len() >= limits::TABLE_FILE_ROWS)
        };
        let full: Vec<&DataTable> = TABLES.iter().filter(full).copied().collect();
        full.into_iter().try_for_each(|table| self.write(table))
    }

    fn write(&mut self, table: &DataTable) -> Result<(), Unwritten> {
        let rows = self.waiting.remove(table.name).unwrap_or_default();
        let number = self.files.entry(table.name).or_default();
        *number += 1;
        let name = format!("{}/{:05}.{}", table.name, number, self.format.ending());
        self.stage.write(&name, &self.format.file(table, &rows))
    }

    /// Lets the new tables take the place of old ones, and tells beside them what they hold.
    fn finish(mut self, output: &Path) -> Result<Vec<(&'static str, usize)>, Unwritten> {
        for table in TABLES {
            if self.waiting.contains_key(table.name) || !self.files.contains_key(table.name) {
                self.write(table)?;
            }
        }
        for table in TABLES {
            let old = old_files(output, table.name);
            self.stage.swap(table.name, &old.iter().map(String::as_str).collect::<BTreeSet<_>>())?;
        }
        let schema = serde_json::to_string_pretty(&schema()).unwrap_or_default() + "\n";
        self.stage.put("schema.json", schema.as_bytes())?;
        Ok(TABLES.iter().map(|table| (table.name, self.rows.get(table.name).copied().unwrap_or_default())).collect())
    }
}

/// The files of an earlier export.
fn old_files(output: &Path, table: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(output.join(table)).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_ours = |name: &String| {
        let name = Path::new(name);
        let digits =
            name.file_stem().is_some_and(|stem| stem.to_string_lossy().bytes().all(|digit| digit.is_ascii_digit()));
        digits
            && name.extension().is_some_and(|ending| ["parquet", "jsonl", "csv"].iter().any(|known| ending == *known))
    };
    names.filter(is_ours).map(|name| format!("{table}/{name}")).collect()
}

/// What the tables and their columns hold.
fn schema() -> serde_json::Value {
    let column =
        |column: &DataColumn| json!({ "name": column.name, "type": column.kind.word(), "description": column.about });
    let table = |table: &&DataTable| {
        let columns: Vec<_> = table.columns.iter().map(column).collect();
        json!({ "name": table.name, "description": table.about, "columns": columns })
    };
    json!({ "version": 1, "tables": TABLES.iter().map(table).collect::<Vec<_>>() })
}

/// The tables and their columns, for docs/corpus.md.
pub fn corpus_tables() -> String {
    let mut text = String::new();
    for table in TABLES {
        text += &format!("### {}\n\n{}。\n\n| 列 | 型 | 内容 |\n|---|---|---|\n", table.name, table.about);
        for column in table.columns {
            text += &format!("| `{}` | {} | {} |\n", column.name, column.kind.word(), column.about);
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
