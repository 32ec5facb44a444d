//! Why a change of a cell cannot be taken over.

use std::fmt;

use crate::dates::DateError;
use crate::sheet::contract::IMPORTANT;
use crate::yaml::EditError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftReason {
    Derived,
    /// The form says the answer itself.
    Fixed,
    NotFromSheets,
    NoOptions,
    NoSuchOption(String),
    NoTick(String),
    NoNumber(String),
    NoDate(DateError),
    /// The sentence stands in this passage.
    InPassage(String),
    Markdown,
    /// What stands beside a passage was deleted.
    Emptied,
    NumberOfBoxes,
    NoRecords,
    /// The record items stand in this file.
    RecordsElsewhere(String),
    NoRecordList,
    RecordGroups,
    /// The YAML says it in a way that the program cannot edit.
    Unreadable,
    UnreadableRow,
    NoItem,
    NoPlace,
    NameGone,
    ItemGone,
    /// Words of the form are not as they were printed.
    PrintedWords,
    SharedCell,
    BothChanged,
    /// The cell is empty now.
    Blanked,
    /// All cells of a block are empty now.
    BlockCleared,
    /// A formula without its result.
    Unknown,
    /// A row of the change table is gone.
    RowGone,
    NoJudgement(String),
    /// Rows of the change table came or went and were reworded at once.
    MixedRows,
    SameDay,
    ItemOfRow,
    RowWithoutItem,
    RowBetweenDays,
    NoTiming {
        word: String,
        timings: Vec<String>,
    },
    Unedited(EditError),
}

impl fmt::Display for LeftReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Derived => "ほかの欄から自動で決まる欄です。元の欄を直してください",
            Self::Fixed => "様式で決まっている記載です",
            Self::NotFromSheets => "この欄はファイルから取り込めません",
            Self::NoOptions => "選択肢がありません",
            Self::NoSuchOption(word) => return write!(f, "「{word}」は選択肢にありません"),
            Self::NoTick(word) => return write!(f, "○ を付ける欄に「{word}」とあります"),
            Self::NoNumber(word) => return write!(f, "「{word}」を数として読めません"),
            Self::NoDate(error) => return error.fmt(f),
            Self::InPassage(name) => {
                return write!(
                    f,
                    "ほかの評価書と共有する文例「{name}」の中の文です。fragments/{name}.md を直してください"
                );
            }
            Self::Markdown => "Markdown で書かれた文です。YAML で直してください",
            Self::Emptied => "共有する文例の横に書いた文を空にはできません。YAML で消してください",
            Self::NumberOfBoxes => "欄の数が様式と合いません",
            Self::NoRecords => "記録項目がまだ書かれていません",
            Self::RecordsElsewhere(file) => {
                return write!(f, "記録項目は表計算ファイル {file} にあります。そのファイルを直してください");
            }
            Self::NoRecordList => "記録項目が一覧で書かれていません。YAML で直してください",
            Self::RecordGroups => "記録項目の組が YAML と合いません。YAML で直してください",
            Self::Unreadable => "YAML の書き方が読み取れません。YAML で直してください",
            Self::UnreadableRow => "YAML の書き方が読み取れません",
            Self::NoItem => "評価書にこの欄がありません",
            Self::NoPlace => "YAML の中の場所が分かりません",
            Self::NameGone => "欄の名前がなくなっています。行や列を消したときは、YAML で直してください",
            Self::ItemGone => "ファイルを書き出した後に、この欄は評価書からなくなりました",
            Self::PrintedWords => {
                "記載の欄の外か、欄の周りに印刷される様式の言葉が変わっています。記載だけを直してください"
            }
            Self::SharedCell => "一つのセルを二つの欄が指しています。どちらの記載か決められません",
            Self::BothChanged => {
                "ファイルを書き出した後に YAML も変わっています。評価書の記載を採るなら、セルを評価書の記載に直すか、そのままにしてください。ファイルの記載を採るなら、もう一度書き出した Excel か YAML に書いてください"
            }
            Self::Blanked => "セルが空になっています。記載を消すなら --allow-blank を付けて取り込んでください",
            Self::BlockCleared => {
                "書いてあった欄がすべて空になっています。この組を評価書から消すなら --allow-blank を付けて取り込んでください"
            }
            Self::Unknown => {
                "計算結果が保存されていない数式か、エラーになった数式があり、記載が分かりません。Excel で開いて保存し直すか、数式を文字に置き換えてください"
            }
            Self::RowGone => "変更箇所の行が無くなっています。消すなら --allow-blank を付けて取り込んでください",
            Self::NoJudgement(word) => {
                return write!(f, "「{word}」は {} のどちらでもありません", IMPORTANT.join("・"));
            }
            Self::MixedRows => {
                "行の増減と書き換えが重なっていて、どの行の変更か決められません。行の増減と書き換えを分けて取り込んでください"
            }
            Self::SameDay => "同じ日の行がほかにもあります。変更日は YAML で直してください",
            Self::ItemOfRow => "項目の名前は様式から自動で作られます。YAML の item を直してください",
            Self::RowWithoutItem => "項目が書かれていません",
            Self::RowBetweenDays => "違う日の行の間にあります。変更日の順に並べてください",
            Self::NoTiming { word, timings } => {
                return write!(f, "提出時期「{word}」は {} のどちらでもありません", timings.join("・"));
            }
            Self::Unedited(error) => return error.fmt(f),
        };
        f.write_str(words)
    }
}

impl std::error::Error for LeftReason {}

impl From<DateError> for LeftReason {
    fn from(error: DateError) -> Self {
        Self::NoDate(error)
    }
}
