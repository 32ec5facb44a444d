//! The settings that a new workspace starts with.

/// Every setting with its default, as comments; nothing but the name has to be filled in.
pub const STARTER_CONFIG: &str = "\
# hyokasho の設定。このファイルがあるフォルダーから下が一つのワークスペースになります。

# 市区町村などの名称
organization:

# 文例（fragments/ の中の .md）の {名前} に入れる言葉
values: {}
#  市: ○○市
#  情報部門: 総務部情報政策課

# 変更箇所の表の書き方
style:
  item_path: full              # 項目の示し方: full（見出しも書く）・short（番号だけ）
  nothing_before: （記載なし）   # 変更前に記載が無いとき
  removed: （削除）              # 変更後に記載が無いとき
  long_cells: abridged         # 長い記載: whole（全文）・abridged（変わった所の前後だけ）
# font: fonts/書体.ttc#0       # PDF の書体（このフォルダーの中のファイル。# の後は何番目の書体か）

# 指摘の重さを変える: error・warning・info・off
severity: {}
#  HY508: error

# 分かっていて許容する指摘。理由が要る
allow: []
#  - code: HY508
#    assessment: 15-kenshin
#    item: cover.published_on
#    reason: 組織改正に合わせて見直すため
";

/// Where the schemas for editors stand below the root of a workspace.
pub const SCHEMAS_FOLDER: &str = ".vscode/hyokasho";

/// What Visual Studio Code is told of a workspace. Line ends stay what they are in files that are there.
pub const STARTER_EDITOR_SETTINGS: &str = r#"{
  "files.encoding": "utf8",
  "[yaml]": { "editor.tabSize": 2, "editor.insertSpaces": true },
  "yaml.schemas": {
    ".vscode/hyokasho/hyokasho.yaml.json": "hyokasho.yaml",
    ".vscode/hyokasho/procedure.yaml.json": "**/procedure.yaml"
  }
}
"#;

/// What git is told; a clone in which `hyokasho git install` was not run compares and merges lines as ever.
pub const STARTER_ATTRIBUTES: &str = "\
assessment.yaml diff=hyokasho merge=hyokasho
procedure.yaml merge=hyokasho
";

#[cfg(test)]
mod tests {
    use super::STARTER_CONFIG;
    use crate::text::Source;
    use crate::workspace::Config;

    #[test]
    fn the_settings_read_without_a_finding() {
        let (config, findings) = Config::read(&Source::new("hyokasho.yaml", STARTER_CONFIG), &[]);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(config.organization, "");
    }
}
