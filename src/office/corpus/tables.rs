//! The tables of a corpus: what a row stands for, and what each column holds. Written for people into docs/corpus.md.

use crate::dataset::{DataColumn, DataKind, DataTable};

const fn text(name: &'static str, about: &'static str) -> DataColumn {
    DataColumn { name, kind: DataKind::Text, about }
}

const fn integer(name: &'static str, about: &'static str) -> DataColumn {
    DataColumn { name, kind: DataKind::Integer, about }
}

const fn truth(name: &'static str, about: &'static str) -> DataColumn {
    DataColumn { name, kind: DataKind::Truth, about }
}

const fn day(name: &'static str, about: &'static str) -> DataColumn {
    DataColumn { name, kind: DataKind::Day, about }
}

/// What every row says of where it comes from.
const WORKSPACE: DataColumn = text("workspace", "ワークスペースのフォルダー（コマンドに書いたとおり）");
const ASSESSMENT: DataColumn = text("assessment", "評価書のフォルダーの名前。workspace と合わせて一つに決まる");

pub(super) static ASSESSMENTS: DataTable = DataTable {
    name: "assessments",
    about: "評価書",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        truth("whole", "全部を読めた。false なら、ほかの列とほかの表は読めた分だけ"),
        text("organization", "hyokasho.yaml の organization"),
        text("form", "様式の名前（full-2025-05 など）"),
        text("form_title", "様式の呼び名"),
        integer("number", "評価書番号"),
        text("title", "評価書名"),
        text("agency", "評価実施機関名"),
        day("published_on", "公表日"),
        integer("file_count", "特定個人情報ファイルの数"),
        integer("required", "書くべき項目の数"),
        integer("answered", "そのうち書いてある項目の数"),
        integer("errors", "誤りの指摘の数（受け入れたものを除く）"),
        integer("warnings", "注意の指摘の数（受け入れたものを除く）"),
        integer("changes", "変更箇所の行の数"),
    ],
};

pub(super) static ITEMS: DataTable = DataTable {
    name: "items",
    about: "項目。様式の一つの欄につき一行、組（委託事項など）の中の欄は組ごとに一行",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        integer("position", "評価書の中での順番（1 から）"),
        text("item", "番地（files.checkups.use.purpose）"),
        text("key", "組の id を除いた番地（files[].use.purpose）。評価書や様式の版をまたいで同じ問いを指す"),
        text("path", "様式での呼び方（Ⅱ 3. ⑥使用目的）"),
        text("label", "項目名"),
        text("kind", "答え方（text、choice、checks、flag、count、date、list、figure）"),
        truth("marked", "※ が付く（重要な変更の対象となる）項目"),
        truth("required", "書かなければならない項目"),
        truth("active", "条件に当てはまり、書くべき項目"),
        truth("typed", "書いてある。false で answer があれば、ほかの記載から自動で決まった答え"),
        truth("withheld", "公表しない"),
        text("answer", "答え。選択肢は言葉、チェックと一覧は一行に一つ"),
        integer("number", "数の答え"),
        day("day", "日付の答え（年月までの日付は、その最初の日）"),
        integer("characters", "答えの字数"),
    ],
};

pub(super) static CHOICES: DataTable = DataTable {
    name: "choices",
    about: "選んだ選択肢と、○ を付けた欄。一つにつき一行",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        text("item", "項目の番地"),
        text("key", "組の id を除いた番地"),
        integer("position", "様式の選択肢の何番目か（1 から）"),
        text("word", "選択肢の言葉"),
        text("text", "括弧の中に書いた文"),
    ],
};

pub(super) static BLOCKS: DataTable = DataTable {
    name: "blocks",
    about: "組（特定個人情報ファイル、システム、委託事項、提供先、移転先など）",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        text("block", "番地（files.checkups.outsourcing.maintenance）"),
        text("list", "一覧の名前（files[].outsourcing[]）"),
        text("id", "id"),
        integer("position", "一覧の何番目か（1 から）"),
        text("name", "組の最初の欄の答え（名称、相手先など）"),
    ],
};

pub(super) static RECORDS: DataTable = DataTable {
    name: "records",
    about: "記録項目。一つにつき一行",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        text("item", "項目の番地（files.checkups.records など）"),
        text("group", "見出し"),
        integer("position", "その項目の何番目か（1 から）"),
        text("record", "記録項目"),
    ],
};

pub(super) static CHANGES: DataTable = DataTable {
    name: "changes",
    about: "変更箇所の行",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        integer("position", "表の何行目か（1 から）"),
        day("day", "変更日"),
        text("item", "項目の番地。様式のどの項目か分からない行には無い"),
        text("key", "組の id を除いた番地。今の評価書に無い項目の行には無い"),
        text("path", "表に印刷される項目の名前"),
        text("before", "変更前の記載"),
        text("after", "変更後の記載"),
        text("timing", "提出時期（事前、事後）"),
        truth("important", "重要な変更か。判断が記録されていなければ空"),
        text("reason", "提出時期に係る説明"),
    ],
};

pub(super) static FINDINGS: DataTable = DataTable {
    name: "findings",
    about: "指摘（hyokasho check が言うこと。ワークスペースの設定への指摘では assessment が空）",
    columns: &[
        WORKSPACE,
        ASSESSMENT,
        text("code", "コード（HY201）。docs/rules.md に説明がある"),
        text("rule", "指摘の名前"),
        text("severity", "重さ（error、warning、info）"),
        truth("accepted", "理由を付けて受け入れた、又は先送りした指摘"),
        text("reason", "その理由"),
        text("message", "指摘の文"),
        text("item", "項目の番地"),
        text("path", "項目の呼び方"),
        text("file", "ファイル"),
        integer("line", "行（1 から）"),
        text("fingerprint", "同じ指摘を見分ける符号"),
    ],
};

/// All of them.
pub(super) static TABLES: [&DataTable; 7] = [&ASSESSMENTS, &ITEMS, &CHOICES, &BLOCKS, &RECORDS, &CHANGES, &FINDINGS];
