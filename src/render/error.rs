//! Why an output was not made.

use std::fmt;

use zip::result::ZipError;

#[derive(Debug)]
pub enum RenderError {
    /// A template, style sheet or script of the workspace cannot be used.
    Template {
        /// `templates/html/own.css:3`
        place: String,
        fault: TemplateFault,
    },
    /// What the template engine says, each message with its place before it.
    Engine(String),
    UnreadableFont,
    NoCharacters,
    UncutFont,
    UnbuiltPdf,
    Unpacked(ZipError),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// No page asks for a file of this name; those that pages ask for.
    Unused(Vec<&'static str>),
    /// It would end the element of the page that it stands in.
    LeavesItsPlace(&'static str),
    Joins,
    Component,
    Tag(String),
    TooMuch,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template { place, fault } => write!(f, "{place}: {fault}"),
            Self::Engine(words) => f.write_str(words),
            Self::UnreadableFont => f.write_str("フォントを読めません"),
            Self::NoCharacters => f.write_str("フォントに文字の対応表がありません"),
            Self::UncutFont => f.write_str("フォントを切り出せません"),
            Self::UnbuiltPdf => f.write_str("PDFを組み立てられません"),
            Self::Unpacked(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unused(names) => {
                write!(f, "このファイルはどのページでも使われません（使える名前: {}）", names.join("、"))
            }
            Self::LeavesItsPlace(mark) => {
                write!(f, "「{mark}」があると、ページの途中で終わってしまいます。消してください")
            }
            Self::Joins => f.write_str("雛形では値を ~ でつなげません。{{ a }}{{ b }} のように並べてください"),
            Self::Component => f.write_str("雛形では部品（component）を使えません。include を使ってください"),
            Self::Tag(word) => write!(f, "雛形では {word} を使えません（使えるのは if・for・include・raw）"),
            Self::TooMuch => f.write_str("雛形の処理か出力が多すぎます。繰り返しの中の繰り返しを減らしてください"),
        }
    }
}

impl std::error::Error for RenderError {}

impl std::error::Error for TemplateFault {}
