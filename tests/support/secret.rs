//! A workspace in which an assessment withholds items of every kind, all of which have one word that nothing else has.

use std::fs;
use std::path::{Path, PathBuf};

use hyokasho::assessment::sealed;

use super::{copy, fresh};

pub(crate) const SAMPLE: &str = "15-health-checkups";
/// What nobody may read, in the ways in which it is written.
pub(crate) const SECRET: [&str; 3] = ["ゼブラ", "zebra", "ZEBRA"];

/// What is withheld, and by what.
const WITHHELD: &str = "withhold:
  - {item: systems.reader, ground: 規則第10条第2項}
  - {item: files.checkups.name, ground: 規則第10条第2項}
  - {item: files.checkups.outsourcing.zebra.vendor, ground: 規則10条2項}
  - {item: files.checkups.outsourcing.zebra.staff, ground: 規則10条2項}
  - {item: files.checkups.use.sources, ground: 規則第7条第6項において準用する第10条第2項}
  - {item: files.checkups.records, ground: 規則第10条第2項}
  - {item: files.checkups.risks.acquisition.leak, ground: 規則第10条第2項}
  - {item: figures, ground: 規則第10条第2項}
";

/// Replaces `from`, which must be there.
fn put(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

/// The workspace; `SAMPLE` in it has secrets in its working text, in both frozen versions and in the rows of its table.
pub(crate) fn workspace(name: &str) -> PathBuf {
    let root = fresh(name);
    copy(Path::new("assessments"), &root);
    let folder = root.join(SAMPLE);
    let file = folder.join("assessment.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let (items, changes) = text.split_once("\nchanges:").unwrap();
    let items = put(items, "    name: 検診結果読取システム", "    name: ゼブラ読取装置");
    let text = format!("{items}\nchanges:{}", put(changes, "検診結果読取システム", "ゼブラ読取装置"));
    let text = put(&text, "- id: maintenance", "- id: zebra");
    let text = put(&text, "株式会社汐見台情報サービス", "株式会社ＺＥＢＲＡ");
    let text = put(&text, "    name: 成人健診ファイル", "    name: ゼブラファイル");
    let text = put(&text, "- その他: 健康管理システム\n\nreason:", "- その他: ゼブラの先\n\nreason:");
    let records = "records: {from: records.xlsx, sheet: 記録項目, group: A, column: B, header: 1}";
    let text = put(&text, records, "records: [{group: ゼブラの組, items: [ゼブラ番号, 氏名]}]");
    let text = put(
        &text,
        "        leak:\n          measures: |\n            ①",
        "        leak:\n          measures: |\n            ゼブラの下の棚に置く。\n            ①",
    );
    let figure = "  - generate: flow\n    title: 成人健診に関する事務における特定個人情報の流れ\n";
    let picture =
        "  - {file: figures/zebra.svg, title: ゼブラの図, alternative: ゼブラが左に立つ, remarks: ゼブラは縞}\n";
    let text = put(&text, figure, &format!("{figure}{picture}"));
    let row = "\n      - printed: （別添1）ゼブラの図\n        before: ゼブラが右に立つ\n        after: ゼブラが左に立つ\n        timing: 事後\n        important: false\n        reason: ゼブラの位置を改めた\n";
    let text = put(&text, "\nchanges:", &format!("\n{WITHHELD}\nchanges:"));
    let text = format!("{}{row}", text.trim_end());
    fs::write(&file, text).unwrap();
    fs::create_dir_all(folder.join("figures")).unwrap();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><text x=\"1\" y=\"20\">ゼブラ</text></svg>";
    fs::write(folder.join("figures/zebra.svg"), svg).unwrap();
    for revision in fs::read_dir(folder.join("revisions")).unwrap().map(|entry| entry.unwrap().path()) {
        if revision.extension().is_some_and(|ending| ending == "yaml") {
            let text = fs::read_to_string(&revision).unwrap();
            let text = put(&text, "    name: 成人健診ファイル", "    name: 旧ゼブラファイル");
            let text =
                text.replace("株式会社汐見台情報サービス", "旧ゼブラ商会").replace("- id: maintenance", "- id: zebra");
            fs::write(&revision, sealed(&text.replace(".maintenance", ".zebra"))).unwrap();
        }
    }
    root
}
