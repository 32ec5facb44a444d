//! What may stand in `procedure.yaml`: said once, for the reader and for editors.

use serde_json::{Map, Value, json};

use super::model::{OpinionSource, StepKind};
use crate::text::limits;

/// A key of a record and what it means.
pub(super) struct RecordKeys {
    pub(super) key: &'static str,
    kind: KeyKind,
    needed: bool,
    about: &'static str,
}

#[derive(Clone, Copy)]
enum KeyKind {
    Text,
    Date,
    Number,
    Steps,
    Sources,
    Records,
    Record,
}

const fn key(key: &'static str, kind: KeyKind, about: &'static str) -> RecordKeys {
    RecordKeys { key, kind, needed: false, about }
}

const fn needed(key: &'static str, kind: KeyKind, about: &'static str) -> RecordKeys {
    RecordKeys { key, kind, needed: true, about }
}

use KeyKind::{Date, Number, Record, Records, Sources, Steps, Text};

pub(super) static KEYS: [RecordKeys; 5] = [
    key("steps", Records, "済ませた手続。古い順"),
    key("reviews", Records, "見直したが、直すことが無かった日"),
    key("signoffs", Records, "決裁など、この記載でよいとした記録（hyokasho sign が書く）"),
    key("opinions", Records, "住民等の意見と第三者点検の意見"),
    key("comments", Records, "審査のためのコメント"),
];

static STEP: [RecordKeys; 6] = [
    needed("step", Steps, "手続"),
    needed("date", Date, "行った日。期間のあるものは初日"),
    key("until", Date, "期間のあるものの最後の日"),
    key("by", Text, "行った人か部署"),
    key("document", Text, "それを示す文書（文書番号、公示のページなど）"),
    key("note", Text, "備考"),
];
static REVIEW: [RecordKeys; 3] =
    [needed("date", Date, "見直した日"), key("by", Text, "見直した人か部署"), key("note", Text, "確かめたこと")];
static SIGN_OFF: [RecordKeys; 4] = [
    needed("date", Date, "承認した日"),
    needed("by", Text, "承認した人か職"),
    needed("role", Text, "承認の種類（決裁など）"),
    needed("fingerprint", Text, "承認した記載の指紋。hyokasho sign が書く"),
];
static OPINION: [RecordKeys; 9] = [
    needed("number", Number, "番号"),
    key("source", Sources, "意見を述べた人。書かなければ住民等"),
    key("date", Date, "受けた日"),
    key("item", Text, "意見のあった項目（work.content など）。書かなければ全体"),
    needed("text", Text, "受けたままの意見"),
    key("summary", Text, "公表する要旨。書かなければ受けたままの意見を公表する"),
    key("answer", Text, "意見に対する考え方"),
    key("answered_on", Date, "考え方を決めた日"),
    key("change", Record, "意見により変えた、変更箇所の行"),
];
static CHANGE: [RecordKeys; 2] =
    [needed("date", Date, "行の変更日"), needed("item", Text, "行の item（か printed）に書かれた項目")];
static COMMENT: [RecordKeys; 9] = [
    needed("id", Text, "コメントの名前。ほかのコメントと重ならなければよい"),
    key("item", Text, "コメントのある項目。書かなければ全体"),
    key("date", Date, "書いた日"),
    needed("by", Text, "書いた人"),
    key("quoted", Text, "コメントのある言葉"),
    needed("text", Text, "コメント"),
    key("suggestion", Text, "項目の記載の案（全文）"),
    key("replies", Records, "返信。古い順"),
    key("resolved_on", Date, "解決した日"),
];
static REPLY: [RecordKeys; 3] =
    [needed("date", Date, "書いた日"), needed("by", Text, "書いた人"), needed("text", Text, "返信")];

/// What a record of the list `list` may hold.
pub(super) fn keys_of(list: &str) -> &'static [RecordKeys] {
    match list {
        "steps" => &STEP,
        "reviews" => &REVIEW,
        "signoffs" => &SIGN_OFF,
        "opinions" => &OPINION,
        "change" => &CHANGE,
        "comments" => &COMMENT,
        _ => &REPLY,
    }
}

/// A schema of the file in JSON Schema 2020-12.
pub fn schema() -> Value {
    let mut schema = record(&KEYS);
    if let Value::Object(map) = &mut schema {
        map.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        map.insert("title".into(), "評価の手続の記録（procedure.yaml）".into());
    }
    schema
}

fn record(keys: &[RecordKeys]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.key.to_owned(), value(key))).collect();
    let needed: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.key).collect();
    json!({"type": "object", "additionalProperties": false, "required": needed, "properties": properties})
}

fn value(key: &RecordKeys) -> Value {
    let text = || json!({"type": ["string", "number", "null"]});
    let words = |words: &[&str]| json!({"enum": words});
    let mut value = match key.kind {
        Text | Date => text(),
        Number => json!({"type": ["integer", "string"]}),
        Steps => words(&StepKind::ALL.map(StepKind::word)),
        Sources => words(&OpinionSource::ALL.map(OpinionSource::word)),
        Record => record(keys_of(key.key)),
        Records => {
            json!({"type": ["array", "null"], "maxItems": limits::PROCEDURE_RECORDS, "items": record(keys_of(key.key))})
        }
    };
    if let Value::Object(map) = &mut value {
        map.insert("description".into(), key.about.into());
    }
    value
}
