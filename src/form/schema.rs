//! The JSON Schema of an assessment, for editors: what may stand where, with official labels and guidance.
//!
//! Editors see values as YAML 1.2 reads them, so a number without quotes is allowed wherever a text is. The program reads a few
//! more spellings (full-width digits, other dashes) than an editor is told.

use serde_json::{Map, Value, json};

use super::{Form, FormShape, Key, Kind, Node, NodeId, Options, Part, PathStyle, Role};
use crate::law;
use crate::text::limits;

impl Form {
    /// A schema in JSON Schema 2020-12.
    pub fn schema(&self) -> Value {
        let mut properties = Map::new();
        properties.insert("form".into(), json!({"const": self.id, "title": "様式", "description": self.title()}));
        if !self.decides_threshold() {
            properties.insert("threshold".into(), threshold());
        }
        self.properties(self.shape(), &mut properties);
        properties.insert("withhold".into(), withhold());
        if let Some(part) = self.changes_part() {
            properties.insert("changes".into(), self.changes(part));
        }
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.title(),
            "type": "object",
            "required": ["form"],
            "additionalProperties": false,
            "properties": properties,
            "$defs": definitions(),
        })
    }

    fn properties(&self, shape: &FormShape, properties: &mut Map<String, Value>) {
        for (key, inner) in shape.entries() {
            properties.insert(key.clone(), self.value(inner));
        }
    }

    fn value(&self, shape: &FormShape) -> Value {
        let mut properties = Map::new();
        match shape {
            FormShape::Item(id) => return self.item(self.node(*id)),
            FormShape::Map(_) => self.properties(shape, &mut properties),
            FormShape::List(name, _) => {
                properties.insert("id".into(), reference("id"));
                self.properties(shape, &mut properties);
                let block = json!({"type": "object", "additionalProperties": false, "properties": properties});
                let list = json!({"type": ["array", "null"], "maxItems": limits::BLOCKS, "items": block});
                return titled(list, self.list_title(name), Some("該当が無いときは [] と書く"));
            }
        }
        let map = json!({"type": ["object", "null"], "additionalProperties": false, "properties": properties});
        match shape.first_item() {
            Some(id) => titled(map, self.heading(id), None),
            None => map,
        }
    }

    fn item(&self, node: &Node) -> Value {
        let options = self.options_of(node);
        let value = match (node.kind, options) {
            (Some(Kind::Choice), Some(options)) => choice(options),
            (Some(Kind::Checks), Some(options)) => checks(options),
            (Some(Kind::Flag), _) => json!({"enum": [true, false, "○", "〇", null]}),
            (Some(Kind::Count), _) => reference("count"),
            (Some(Kind::Date), _) => reference("date"),
            (Some(Kind::List), _) => reference("lines"),
            (Some(Kind::Records), _) => reference("records"),
            (Some(Kind::Figure), _) => reference("figures"),
            _ => reference("text"),
        };
        let duty = self.duty(node.id).map(|duty| format!("〔{duty}〕"));
        let description: String = duty.into_iter().chain(node.guide.clone()).collect();
        let title = format!("{}{}", self.path(node.id, &[], None, PathStyle::Plain), node.sign());
        titled(value, title, Some(&description).filter(|text| !text.is_empty()).map(String::as_str))
    }

    /// Where the items of a map stand: the section around the first of them.
    fn heading(&self, id: NodeId) -> String {
        let around = self.ancestors(id);
        let section = around.iter().find(|node| node.role == Role::Section);
        match section {
            Some(section) => self.path(section.id, &[], None, PathStyle::Plain),
            None => self.parts[self.node(id).part].heading(),
        }
    }

    fn list_title(&self, list: &Key) -> String {
        match self.block_of(list) {
            Some(block) => self.block_path(block.id, &[], None, PathStyle::Plain),
            None => {
                let part = self.parts.iter().find(|part| part.each.as_ref() == Some(list));
                part.map(Part::heading).unwrap_or_default()
            }
        }
    }

    fn changes(&self, part: &Part) -> Value {
        let named = |reference: Value, column: usize| {
            let title = part.columns.iter().flatten().nth(column).cloned().unwrap_or_default();
            titled(reference, title, None)
        };
        let row = object(&[
            ("item", named(json!({"type": "string"}), 1)),
            ("printed", json!({"type": "string", "title": "印刷された項目の名前（様式に無い項目のとき）"})),
            ("before", named(reference("scalar"), 2)),
            ("after", named(reference("scalar"), 3)),
            ("timing", named(json!({"enum": words_or_null(&self.timings)}), 4)),
            ("important", json!({"type": ["boolean", "null"], "title": "重要な変更に該当するか"})),
            ("reason", named(reference("scalar"), 5)),
        ]);
        let rows = json!({"type": ["array", "null"], "items": row});
        let day = object(&[("date", named(reference("date"), 0)), ("rows", rows)]);
        titled(json!({"type": ["array", "null"], "items": day}), part.heading(), Some("変更日ごとに、古い順に書く"))
    }
}

fn titled(mut value: Value, title: String, description: Option<&str>) -> Value {
    if let Some(entries) = value.as_object_mut() {
        entries.insert("title".into(), title.into());
        entries.extend(description.map(|description| ("description".into(), description.into())));
    }
    value
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn object(entries: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn words_or_null(words: &[String]) -> Vec<Value> {
    words.iter().map(|word| json!(word)).chain([Value::Null]).collect()
}

/// The words, or their numbers.
fn choice(options: &Options) -> Value {
    let words = options.choices.iter().map(|choice| json!(choice.word));
    let numbers = (1..=options.choices.len()).map(|number| json!(number));
    json!({"enum": words.chain(numbers).chain([Value::Null]).collect::<Vec<_>>()})
}

/// Words, `その他: 内容`, or `その他（内容）`.
fn checks(options: &Options) -> Value {
    let words: Vec<&str> = options.choices.iter().map(|choice| choice.word.as_str()).collect();
    let with_text: Vec<&str> =
        options.choices.iter().filter(|choice| choice.text).map(|choice| choice.word.as_str()).collect();
    let mut boxes = vec![json!({"enum": words})];
    if !with_text.is_empty() {
        let properties: Map<String, Value> =
            with_text.iter().map(|word| ((*word).to_owned(), reference("scalar"))).collect();
        let pair =
            json!({"type": "object", "additionalProperties": false, "maxProperties": 1, "properties": properties});
        let escaped: Vec<String> = with_text.iter().map(|word| escape(word)).collect();
        let bracketed = format!("^({})[（(].*[）)]$", escaped.join("|"));
        boxes.extend([pair, json!({"type": "string", "pattern": bracketed})]);
    }
    json!({"type": ["array", "null"], "uniqueItems": true, "items": {"anyOf": boxes}})
}

fn escape(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() }).collect()
}

fn threshold() -> Value {
    let value = object(&[
        ("handlers", json!({"$ref": "#/$defs/count", "title": "取扱者数（委託先を含む。）"})),
        ("incident", json!({"type": "boolean", "title": law::filled("過去{incident}以内の重大事故")})),
        ("incident_on", json!({"$ref": "#/$defs/date", "title": "重大事故が発生した日"})),
        ("incident_known_on", json!({"$ref": "#/$defs/date", "title": "重大事故の発生を知った日"})),
        ("counted_on", json!({"$ref": "#/$defs/date", "title": "数えた日"})),
    ]);
    titled(value, "しきい値判断".into(), Some("様式2の基になる事実。印刷はされない"))
}

fn withhold() -> Value {
    let provisions = law::provisions();
    let ground = titled(json!({"type": "string"}), "公表しない根拠の規定".into(), None);
    let entry = object(&[
        (
            "item",
            json!({"type": "string", "title": "公表しない項目の番地", "description": "一覧の一件や、まとまりごとでもよい"}),
        ),
        ("ground", ground),
    ]);
    let why = format!("{} か {} による", provisions.withheld_investigation, provisions.withheld_management);
    titled(
        json!({"type": ["array", "null"], "maxItems": limits::WITHHELD, "items": entry}),
        "公表しない部分".into(),
        Some(&why),
    )
}

fn definitions() -> Value {
    let scalar = json!({"type": ["string", "number", "boolean", "null"]});
    let fragment = json!({
        "type": "object",
        "required": ["fragment"],
        "additionalProperties": false,
        "properties": {"fragment": {"type": "string", "title": "文例", "description": "fragments/ の中の文例の名前"}},
    });
    let markdown = json!({
        "type": "object",
        "required": ["markdown"],
        "additionalProperties": false,
        "properties": {"markdown": {"type": "string", "title": "Markdown の文"}},
    });
    let piece = json!({"anyOf": [scalar, fragment, markdown]});
    let text = json!({"anyOf": [scalar, fragment, markdown, {"type": "array", "items": piece}]});
    let date = format!(
        "^({})$",
        ["[0-9]{4}[-/.年].*", "(令和|平成|昭和|大正|[RHSTrhst令平昭大]).*[0-9元].*", "[-－―]|なし|"].join("|")
    );
    let items = json!({"anyOf": [{"type": "array", "items": scalar}, scalar]});
    let group = object(&[
        ("group", json!({"$ref": "#/$defs/scalar", "title": "見出し"})),
        ("items", json!({"anyOf": [{"type": "array", "items": scalar}, scalar], "title": "記録項目"})),
    ]);
    let column = json!({"type": "string", "pattern": "^[A-Za-z]{1,3}$"});
    let sheet = json!({
        "type": "object",
        "required": ["from"],
        "additionalProperties": false,
        "properties": {
            "from": {"type": "string", "title": "表計算ファイル", "description": "評価書のフォルダーの中のファイル"},
            "sheet": {"type": "string", "title": "シートの名前"},
            "group": titled(column.clone(), "見出しの列".into(), None),
            "column": titled(column, "記録項目の列".into(), None),
            "header": {"type": "integer", "minimum": 0, "title": "見出しの行の数"},
        },
    });
    let figure = object(&[
        ("title", json!({"$ref": "#/$defs/scalar", "title": "図の題"})),
        ("file", json!({"type": "string", "title": "図のファイル"})),
        ("sha256", json!({"type": "string", "title": "図のファイルの指紋（確定した版）"})),
        ("generate", json!({"type": "string", "title": "評価書から描く図の種類"})),
        ("alternative", json!({"$ref": "#/$defs/scalar", "title": "図の内容の説明（読み上げ用）"})),
        ("remarks", json!({"$ref": "#/$defs/scalar", "title": "備考"})),
    ]);
    json!({
        "id": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9_-]*$",
            "title": "id",
            "description": "版を比べるための変わらない名前。公表した後は変えない",
        },
        "scalar": scalar,
        "text": text,
        "lines": items,
        "date": {"anyOf": [{"type": "string", "pattern": date}, {"type": "null"}]},
        "count": {"anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": "^[0-9０-９,]+件?$"},
            {"type": "null"},
        ]},
        "records": {"anyOf": [sheet, {"type": "array", "items": {"anyOf": [group, scalar]}}, scalar]},
        "figures": {"type": ["array", "null"], "items": figure},
    })
}
