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
