//! Markdown as it was understood: the one form that every renderer prints.

/// What stands below one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkdownBlock {
    Paragraph(Vec<MarkdownRun>),
    List {
        /// The number of the first item; bullets have none.
        first: Option<u64>,
        items: Vec<Vec<MarkdownBlock>>,
    },
    Table {
        head: Vec<Vec<MarkdownRun>>,
        rows: Vec<Vec<Vec<MarkdownRun>>>,
    },
    Quote(Vec<MarkdownBlock>),
    /// Lines that stand as they were typed.
    Code(String),
    Rule,
}

/// A run of text; `\n` in it breaks the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkdownRun {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    /// Leads to the web or to a place in the document; nowhere else.
    pub link: Option<String>,
}

impl MarkdownBlock {
    /// The sign before an item of a list.
    pub fn sign(first: Option<u64>, index: usize) -> String {
        first.map_or_else(|| "・".to_owned(), |first| format!("{}. ", first.saturating_add(index as u64)))
    }
}

/// The words alone, with signs before the items of lists, one line for each row of a table.
pub fn plain(passages: &[MarkdownBlock]) -> String {
    let mut lines = Vec::new();
    plain_lines(passages, "", &mut lines);
    lines.join("\n")
}

fn plain_lines(passages: &[MarkdownBlock], indent: &str, lines: &mut Vec<String>) {
    for passage in passages {
        let first = lines.len();
        match passage {
            MarkdownBlock::Paragraph(runs) => lines.extend(words(runs).lines().map(ToOwned::to_owned)),
            MarkdownBlock::Code(code) => lines.extend(code.lines().map(ToOwned::to_owned)),
            MarkdownBlock::Table { head, rows } => {
                let row =
                    |cells: &Vec<Vec<MarkdownRun>>| cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("　");
                lines.extend(std::iter::once(head).chain(rows).map(row));
            }
            MarkdownBlock::Quote(inner) => plain_lines(inner, "　", lines),
            MarkdownBlock::Rule => {}
            MarkdownBlock::List { first, items } => {
                for (index, item) in items.iter().enumerate() {
                    let at = lines.len();
                    plain_lines(item, "", lines);
                    if lines.len() == at {
                        lines.push(String::new());
                    }
                    for (below, line) in lines.iter_mut().skip(at).enumerate() {
                        let sign = if below == 0 { MarkdownBlock::sign(*first, index) } else { "　".to_owned() };
                        line.insert_str(0, &sign);
                    }
                }
            }
        }
        for line in lines.iter_mut().skip(first) {
            line.insert_str(0, indent);
        }
    }
}

fn words(runs: &[MarkdownRun]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
