//! Every limit on input in one place. Each has a coded finding and a test.

/// An assessment, a fragment, a form or a configuration file.
pub const FILE_BYTES: u64 = 4 * 1024 * 1024;
/// One value. The longest published cell has fewer than 2,000 characters.
pub const SCALAR_BYTES: usize = 256 * 1024;
/// One answer, with its passages and their values filled in.
pub const TEXT_BYTES: usize = 256 * 1024;
/// An answer that is a name or a title; it may stand on every page.
pub const LINE_BYTES: usize = 16 * 1024;
/// All texts and record items of one assessment, filled in.
pub const ASSESSMENT_TEXT_BYTES: usize = 4 * 1024 * 1024;
/// Cells of all spreadsheets that one assessment takes record items from: forty of them, or four of the largest.
pub const RECORD_CELLS: usize = 400_000;
pub const RECORD_CELLS_AT_LEAST: usize = 10_000;
/// Items of one assessment, counted once per block that they stand in: a large published one has fewer than 5,000.
pub const CELLS: usize = 50_000;
/// The id of a block, which is part of the address of every item in it.
pub const ID_BYTES: usize = 64;
/// Placeholders without a value that are told of one passage where it is used.
pub const OPEN_PLACEHOLDERS: usize = 100;
/// Nodes of one YAML tree.
pub const NODES: usize = 100_000;
/// Slips told of one text that is no YAML, and bytes that are read again to find out what was meant.
pub const YAML_SLIPS: usize = 20;
pub const YAML_MENDING_BYTES: usize = 8 * 1024 * 1024;
/// Nesting of one YAML tree.
pub const DEPTH: usize = 32;
/// Blocks of one list: the form offers twenty.
pub const BLOCKS: usize = 200;
/// Records of one kind in a `procedure.yaml`, replies to one comment included: a hearing brings some hundred opinions.
pub const PROCEDURE_RECORDS: usize = 2_000;
/// Entries of `withhold:`, each of which may be a whole block.
pub const WITHHELD: usize = 500;
/// Words that only what is withheld has; with more of them every row of the table is withheld.
pub const WITHHELD_WORDS: usize = 5_000;
/// Forms that stand on each other, the whole one at the bottom not counted: a century of revisions.
pub const FORM_OVERLAYS: usize = 16;
/// Repairs that let other faults be seen, one after the other.
pub const REPAIR_ROUNDS: usize = 8;
/// Findings printed per file before the rest is only counted.
pub const FINDINGS: usize = 2_000;
/// A longer line is named, but not shown, when something in it is told.
pub const EXCERPT_LINE_BYTES: usize = 16 * 1024;
/// Files looked at when a workspace is walked.
pub const WORKSPACE_FILES: usize = 20_000;
/// Frozen revisions of one assessment: forty years of two a year.
pub const REVISIONS: usize = 80;
/// A spreadsheet: the archive, pictures included, and what its parts unpack to.
pub const SHEET_BYTES: u64 = 16 * 1024 * 1024;
pub const SHEET_UNPACKED_BYTES: u64 = 8 * 1024 * 1024;
/// The name that one part has for another.
pub const PART_NAME_BYTES: usize = 1024;
/// Nesting of the XML in it.
pub const XML_DEPTH: usize = 128;
/// Text of all cells: one shared string may stand in every one of them.
pub const SHEET_TEXT_BYTES: usize = 4 * 1024 * 1024;
pub const SHEET_ENTRIES: usize = 2_000;
/// The author's tree in a workbook of our own; one that is larger has none, and cannot become an assessment again.
pub const CARRIED_BYTES: usize = 1024 * 1024;
/// Records of an old workbook, of all sheets.
pub const SHEET_RECORDS: usize = 1_000_000;
pub const SHEETS: usize = 200;
/// Tables of a document that runs on, each of which is read as a sheet.
pub const DOCUMENT_TABLES: usize = 2_000;
/// Comments of such a document that are about words at the same time, and how much of these words is told.
pub const OPEN_COMMENTS: usize = 64;
pub const QUOTED_BYTES: usize = 600;
/// Cells with a value, of all sheets.
pub const SHEET_CELLS: usize = 100_000;
pub const SHEET_ROWS: u32 = 10_000;
pub const SHEET_COLUMNS: u32 = 256;
/// Places of a document that read like labels; a published one has fewer than two thousand.
pub const IMPORT_LABELS: usize = 10_000;
/// Lines of a document that are compared with labels letter by letter.
pub const IMPORT_GUESSES: usize = 5_000;
/// Text of a table inside a cell, whose rows may be printed once more.
pub const NESTED_TABLE_BYTES: usize = 64 * 1024;
/// A PDF: pages, bytes of all its streams of objects unpacked, and of everything else that is unpacked or gone through.
pub const PDF_PAGES: usize = 1_000;
pub const PDF_OBJECT_BYTES: usize = 32 * 1024 * 1024;
pub const PDF_UNPACKED_BYTES: usize = 64 * 1024 * 1024;
/// Files that are attached to it.
pub const PDF_ATTACHMENTS: usize = 100;
/// What one page may hold: characters, ruled lines, and the small boxes that all of those cut it into.
pub const PDF_GLYPHS: usize = 100_000;
pub const PDF_RULINGS: usize = 20_000;
pub const PDF_BOXES: usize = 1_000_000;
/// Drawing a form counts as many bytes beside its own.
pub const PDF_FORM_BYTES: usize = 4 * 1024;
/// Operands of one operator, saved states, and forms inside each other; more are passed over.
pub const PDF_OPERANDS: usize = 10_000;
pub const PDF_STATES: usize = 512;
pub const PDF_FORMS: usize = 12;
/// A picture beside an assessment.
pub const PICTURE_BYTES: u64 = 8 * 1024 * 1024;
pub const PICTURE_PIXELS: u64 = 12_000_000;
/// Elements of a picture drawn as SVG, those that repeat others counted wherever they stand; long paths and texts count more.
pub const SVG_ELEMENTS: u64 = 200_000;
pub const SVG_DEPTH: u32 = 64;
/// Numbers in it, and the width of a line: curves are drawn in as many pieces as these ask for.
pub const SVG_LENGTH: f64 = 1_000_000.0;
pub const SVG_LINE_WIDTH: f64 = 10_000.0;
/// Dashes of all its lines.
pub const SVG_DASHES: f64 = 100_000.0;
/// How many times larger than the picture the tile of a pattern may be.
pub const SVG_TILE: f32 = 16.0;
/// Pixels that are painted, over each other, where a picture becomes pixels, and those held at the same time.
pub const SVG_PAINTED_PIXELS: f32 = 500_000_000.0;
pub const SVG_HELD_PIXELS: f32 = 32_000_000.0;
/// Clips, masks and transparent groups inside each other: archives save no more than 28 states.
pub const SVG_LAYERS: u32 = 20;
/// Lists and quotations of Markdown inside each other; deeper ones stand in those around them.
pub const MARKDOWN_DEPTH: usize = 16;
/// A page that a template makes, and a value that a filter in it makes.
pub const PAGE_BYTES: usize = 64 * 1024 * 1024;
pub const TEMPLATE_VALUE_BYTES: usize = 1024 * 1024;
/// Bytes of a workspace's own templates that one page runs through, each as often as a loop comes by.
pub const TEMPLATE_WORK: u64 = 200_000_000;
/// A font from a file: those of three weights and both scripts in one collection have 50 MiB.
pub const FONT_BYTES: u64 = 64 * 1024 * 1024;
/// `serve`: connections at once, requests that are worked on at once, and the head and the body of a request.
pub const SERVE_CONNECTIONS: usize = 256;
pub const SERVE_WORKERS: usize = 8;
pub const SERVE_HEADERS: usize = 64;
pub const SERVE_HEAD_BYTES: usize = 64 * 1024;
pub const SERVE_BODY_BYTES: usize = SHEET_BYTES as usize;
/// Who may come in, how many are in at once, and how many names are counted for how often they try.
pub const SERVE_USERS: usize = 1_000;
pub const SERVE_SESSIONS: usize = 2_000;
pub const SERVE_COUNTED: usize = 4_096;
/// Rows of a table that stand in one file.
pub const TABLE_FILE_ROWS: usize = 50_000;
/// How far back changes made on pages can be taken back.
pub const JOURNAL_BYTES: u64 = 2 * 1024 * 1024;
/// Places that a search shows.
pub const SEARCH_HITS: usize = 200;
/// Rows that are pasted into record items at once.
pub const PASTED_ROWS: usize = 5_000;
/// Former texts of an item that are shown.
pub const HISTORY_STEPS: usize = 30;
