//! Assessment as code for 特定個人情報保護評価.
//!
//! The layers, each using only those above it:
//!
//! | layer | job |
//! |---|---|
//! | [`text`] | files, byte spans, display columns, folding, limits |
//! | [`dates`] | dates and periods as offices write them |
//! | [`law`] | the law as data: acts, their articles and tables, what they count |
//! | [`citation`] | what a text cites: act, article, paragraph, item, row of a table |
//! | [`finding`] | findings, severity, suppression, output formats |
//! | [`disk`] | reading within bounds, writing whole files or none |
//! | [`yaml`] | spanned tree with limits, layout-keeping edits |
//! | [`grid`] | tables of text cells, read from spreadsheets and extracted text |
//! | [`paper`] | pages of a PDF: characters and ruled lines → such tables |
//! | [`typeface`] | the fonts that are built in |
//! | [`picture`] | pictures read from files |
//! | [`dataset`] | tables for other programs: Parquet, JSON lines, comma-separated text |
//! | [`house`] | the house style of a municipality |
//! | [`form`] | form definitions: items, options, conditions, paths |
//! | [`labels`] | the labels of a form, found in what documents print |
//! | [`assessment`] | an author's tree bound to a form: answers, derived values, fragments |
//! | [`procedure`] | what happens around an assessment: comments, opinions, steps, sign-offs |
//! | [`flow`] | who gives information to whom, which systems are connected |
//! | [`workspace`] | settings, passages, spreadsheets and assessments, on disk or in git |
//! | [`diff`] | blocks aligned, items compared, rows of the 変更箇所 table |
//! | [`merge`] | two people's edits of one file, put together item by item |
//! | [`withhold`] | a version without what is not published |
//! | [`import`] | such tables → an assessment, and a report of what found no place |
//! | [`rules`] | one file per rule |
//! | [`inspect`] | reads a workspace and runs the rules on it |
//! | [`doc`] | the neutral document, and the page model that every renderer places |
//! | [`render`] | what people and other programs receive |
//! | [`sheet`] | a workbook to be filled in, written and read back |
//! | [`migrate`] | an assessment → the same one on another form |
//! | [`office`] | what is done with a workspace, for commands and for the browser |
//! | [`serve`] | the workspace in a browser, on this machine only |
//! | [`lsp`] | assessments in an editor: the language server |
//! | [`cli`] | one file per command |

pub mod assessment;
pub mod citation;
pub mod cli;
pub mod dataset;
pub mod dates;
pub mod diff;
pub mod disk;
pub mod doc;
pub mod finding;
pub mod flow;
pub mod form;
pub mod grid;
pub mod house;
pub mod import;
pub mod inspect;
pub mod labels;
pub mod law;
pub mod lsp;
pub mod merge;
pub mod migrate;
pub mod office;
pub mod paper;
pub mod picture;
pub mod procedure;
pub mod render;
pub mod rules;
pub mod serve;
pub mod sheet;
pub mod text;
pub mod typeface;
pub mod withhold;
pub mod workspace;
pub mod yaml;
