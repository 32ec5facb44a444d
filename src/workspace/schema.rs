//! The JSON Schema of the settings, for editors. A test holds it to what the program reads.

use serde_json::{Map, Value, json};

/// A schema of `hyokasho.yaml` in JSON Schema 2020-12.
pub fn config_schema() -> Value {
    let style = object(&[
        ("item_path", words(&["full", "short"], "項目の示し方: full（見出しも書く）・short（番号だけ）")),
        ("nothing_before", text("変更前に記載が無いときに書く言葉")),
        ("removed", text("変更後に記載が無いときに書く言葉")),
        ("long_cells", words(&["whole", "abridged"], "長い記載: whole（全文）・abridged（変わった所の前後だけ）")),
        (
            "change_table",
            words(&["readable", "official"], "変更箇所の表: readable（読みやすく組む）・official（様式のまま）"),
        ),
        ("font", text("PDF の書体（このフォルダーの中のファイル。# の後は何番目の書体か）")),
    ]);
    let register = object(&[
        ("sensitive", text("要配慮個人情報が含まれるか")),
        ("sensitive_by_ordinance", text("条例要配慮個人情報が含まれるか")),
        ("address", text("開示請求等を受け付ける所の所在地")),
        ("special", text("訂正等について、ほかの法律に定められた特別の手続")),
        ("manual", text("電算処理でないファイル（マニュアル処理ファイル）があるか")),
        ("proposals", text("行政機関等匿名加工情報の提案の募集")),
        ("anonymous", text("行政機関等匿名加工情報の概要")),
    ]);
    let measure = object(&[
        ("state", text("実施の状況")),
        ("issue", text("課題と、その対応")),
        ("evidence", text("裏付ける資料")),
        ("by", text("担当")),
    ]);
    let allowance = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["code"],
        "properties": {
            "code": text("指摘のコード（HY508 など）"),
            "assessment": text("評価書のフォルダーの名前。書かなければ全ての評価書"),
            "item": text("項目の番地。書かなければ全ての項目"),
            "reason": text("許容する理由。無ければ効かない"),
        },
    });
    let site = object(&[
        ("contact", text("住民の問合せ先")),
        ("home", text("市区町村の公式サイトのアドレス")),
        ("address", text("公表用のページを置く所のアドレス")),
    ]);
    let mut schema = object(&[
        ("organization", text("市区町村などの名称")),
        ("values", map(&text("{名前} に入れる言葉"), "文例の {名前} に入れる言葉")),
        ("style", titled(style, "変更箇所の表の書き方と、印刷の書体")),
        ("site", titled(site, "公表用のページに書くこと")),
        ("register", map(&register, "個人情報ファイル簿に書くこと（フォルダー/ファイルの id、または default）")),
        ("measures", map(&measure, "措置ごとに分かっていること（フォルダー/項目の番地）")),
        ("severity", map(&json!({"enum": ["error", "warning", "info", "off"]}), "指摘の重さを変える")),
        ("allow", titled(json!({"type": "array", "items": allowance}), "分かっていて許容する指摘")),
    ]);
    if let Value::Object(entries) = &mut schema {
        entries.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        entries.insert("title".into(), "ワークスペースの設定（hyokasho.yaml）".into());
    }
    schema
}

fn titled(mut value: Value, title: &str) -> Value {
    if let Value::Object(entries) = &mut value {
        entries.insert("title".into(), title.into());
    }
    value
}

fn text(title: &str) -> Value {
    json!({"type": ["string", "null"], "title": title})
}

fn words(words: &[&str], title: &str) -> Value {
    json!({"enum": words, "title": title})
}

fn map(value: &Value, title: &str) -> Value {
    json!({"type": "object", "additionalProperties": value, "title": title})
}

fn object(entries: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::workspace::Config;

    /// What the program would read at a place: serde names all of it when it is told of something else.
    fn read_there(text: &str) -> BTreeSet<String> {
        let error = serde_yaml::from_str::<Config>(text).unwrap_err().to_string();
        error.rsplit("expected ").next().unwrap().split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn the_schema_names_what_is_read() {
        let schema = config_schema();
        let named = |value: &Value| value["properties"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        let of = |name: &str| &schema["properties"][name];
        for (text, there) in [
            ("x: 1\n", &schema),
            ("style: {x: 1}\n", of("style")),
            ("site: {x: 1}\n", of("site")),
            ("register: {a: {x: 1}}\n", &of("register")["additionalProperties"]),
            ("measures: {a: {x: 1}}\n", &of("measures")["additionalProperties"]),
            ("allow: [{x: 1}]\n", &of("allow")["items"]),
        ] {
            assert_eq!(named(there), read_there(text), "{text}");
        }
        for word in ["item_path", "long_cells", "change_table"] {
            let words = of("style")["properties"][word]["enum"].as_array().unwrap().iter();
            let words: BTreeSet<String> = words.map(|word| word.as_str().unwrap().to_owned()).collect();
            assert_eq!(words, read_there(&format!("style: {{{word}: x}}\n")), "{word}");
        }
    }
}
