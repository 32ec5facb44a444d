//! Why something was not written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::names::shown;
use super::system::{HELD_HELP, is_held, reason};

/// The place, and what stands in the way. What stood there stands there still.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unwritten {
    path: PathBuf,
    why: UnwrittenCause,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnwrittenCause {
    /// In the words of [`reason`].
    Failed(String),
    /// Another program keeps it open.
    Held,
    Exists,
    /// Somebody else wrote there after it was read.
    Changed,
    /// Another process of this program writes there.
    Busy,
    ReadOnly,
    NoFile,
    NoFolder,
    /// It stands there, but a failing power supply might still take it away.
    Unsynced(String),
}

impl Unwritten {
    pub(super) fn new(path: &Path, why: UnwrittenCause) -> Self {
        Self { path: path.to_owned(), why }
    }

    /// For `map_err`: the operation on `path` failed.
    pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        move |error| {
            let why = if is_held(&error) { UnwrittenCause::Held } else { UnwrittenCause::Failed(reason(&error)) };
            Self::new(path, why)
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self.why {
            UnwrittenCause::Failed(_) => "保存先の空き容量と書き込む権限を確かめて、もう一度実行してください",
            UnwrittenCause::Held => HELD_HELP,
            UnwrittenCause::Exists => "別の場所を指定するか、今のファイルを移してから、もう一度実行してください",
            UnwrittenCause::Changed => "ほかの人やプログラムの書き換えを確かめて、もう一度実行してください",
            UnwrittenCause::Busy => "ほかの hyokasho が終わってから、もう一度実行してください",
            UnwrittenCause::ReadOnly => {
                "書き換えてよいファイルなら、読み取り専用をやめてから、もう一度実行してください"
            }
            UnwrittenCause::NoFile => "ファイルの名前を指定してください",
            UnwrittenCause::NoFolder => "フォルダーの名前を指定してください。リンクの先には書きません",
            UnwrittenCause::Unsynced(_) => "ディスクの様子を確かめて、もう一度実行してください",
        }
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.why {
            UnwrittenCause::Failed(reason) => write!(f, "{path} を書けません（{reason}）"),
            UnwrittenCause::Held => write!(f, "{path} をほかのプログラムが開いているので、何も書きませんでした"),
            UnwrittenCause::Exists => write!(f, "{path} がすでにあるので、何も書きませんでした"),
            UnwrittenCause::Changed => write!(f, "{path} は読んだ後に書き換えられたので、何も書きませんでした"),
            UnwrittenCause::Busy => write!(f, "{path} にほかの hyokasho が書いているので、何も書きませんでした"),
            UnwrittenCause::ReadOnly => write!(f, "{path} は読み取り専用なので、何も書きませんでした"),
            UnwrittenCause::NoFile => write!(f, "{path} はファイルではないので、何も書きませんでした"),
            UnwrittenCause::NoFolder => write!(f, "{path} はフォルダーではないので、何も書きませんでした"),
            UnwrittenCause::Unsynced(reason) => {
                write!(f, "{path} を書きましたが、ディスクに届いたか分かりません（{reason}）")
            }
        }
    }
}
