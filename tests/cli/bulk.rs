//! One thing done to every assessment of a workspace: one change is told once and judged once.

use std::fs;

use super::record::Copy;
use super::{exit, text};

const ALL: [&str; 4] = ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"];
const CHILD: &str = "22-child-allowance/assessment.yaml";
const PASSAGE: &str = "fragments/outsourcing/vendor-check.md";
const REASON: &str = "委託先の確認を強めたもので、重要な変更に当たらない。";

/// Everything published, one passage and one item changed since.
fn changed() -> Copy {
    let copy = Copy::new();
    let told = copy.run(&["freeze", ".", "--all"]);
    assert_eq!(exit(&told), 0, "{}", text(&told.stdout));
    assert!(text(&told.stdout).starts_with("4 評価書のうち 4 を確定しました"));
    fs::write(copy.path(PASSAGE), copy.read(PASSAGE).trim_end().to_owned() + "\n年に一度、現地でも確かめる。\n")
        .unwrap();
    copy.replace(CHILD, "staff: 10人以上50人未満", "staff: 50人以上100人未満");
    copy
}

fn texts(copy: &Copy) -> Vec<String> {
    ALL.iter().map(|name| copy.read(&format!("{name}/assessment.yaml"))).collect()
}

fn record<'w>(words: &[&'w str]) -> Vec<&'w str> {
    [&["record", ".", "--all", "--date", "2026-05-01"], words].concat()
}

#[test]
fn one_change_of_a_passage_is_told_once_with_all_its_rows() {
    let copy = changed();
    let told = copy.run(&["diff", ".", "--all"]);
    let table = text(&told.stdout);
    assert_eq!(exit(&told), 1);
    assert_eq!(table.matches("年に一度、現地でも確かめる。").count(), 1, "{table}");
    assert!(table.contains("文例 outsourcing/vendor-check: 3 評価書の 4 行"), "{table}");
    let json: serde_json::Value =
        serde_json::from_slice(&copy.run(&["diff", ".", "--all", "--format", "json"]).stdout).unwrap();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2);
    assert!(changes.iter().any(|change| change["assessments"] == 3 && change["rows"].as_array().unwrap().len() == 4));
    assert_eq!(exit(&copy.run(&["diff", ".", "--all", "--format", "csv"])), 2);
}

#[test]
fn a_decision_reaches_the_rows_that_it_names_and_no_others() {
    let copy = changed();
    let before = texts(&copy);
    let by_passage =
        ["--passage", "outsourcing/vendor-check", "--timing", "事後", "--not-important", "--reason", REASON];
    let dry = text(&copy.run(&record(&[&by_passage[..], &["--dry-run"]].concat())).stdout);
    assert_eq!(texts(&copy), before, "a dry run writes nothing");
    assert_eq!(dry.matches(REASON).count(), 1, "{dry}");
    assert!(dry.contains("提出時期は未定"), "{dry}");
    let told = text(&copy.run(&record(&by_passage)).stdout);
    assert!(
        told.starts_with("4 評価書のうち 3 に 5 行を加えました（済み: 2、見てください: 1、書けません: 0）"),
        "{told}"
    );
    // What is open in rows that are there is judged later, by item; what is decided stays.
    let by_item = ["--item", "files.*.use", "--timing", "事前", "--reason", "増員"];
    let told = text(&copy.run(&record(&by_item)).stdout);
    assert!(told.contains("0 行を追加、0 行を更新、1 行に判断を記入"), "{told}");
    let child = copy.read(CHILD);
    assert_eq!(child.matches(REASON).count(), 1);
    assert!(child.contains("reason: 増員"), "{child}");
    assert_eq!(exit(&copy.run(&record(&["--timing", "同時"]))), 1, "an unknown timing is left with its reason");
}

#[test]
fn a_day_of_publication_and_a_version_for_all_that_changed() {
    let copy = changed();
    let left = copy.run(&["freeze", ".", "--all"]);
    assert_eq!(exit(&left), 1);
    assert!(
        text(&left.stdout).starts_with("4 評価書のうち 0 を確定しました（済み: 0、見てください: 3、書けません: 0）")
    );
    let words = ["--timing", "事後", "--not-important", "--reason", REASON];
    assert_eq!(exit(&copy.run(&record(&words))), 0);
    let before = texts(&copy);
    assert!(text(&copy.run(&["publish-date", "2026-06-01", ".", "--dry-run"]).stdout).contains("まだ何も"));
    assert_eq!(texts(&copy), before);
    assert_eq!(exit(&copy.run(&["publish-date", "2020-06-01", "."])), 1, "versions go forward");
    let told = text(&copy.run(&["publish-date", "2026-06-01", "."]).stdout);
    assert!(told.starts_with("4 評価書のうち 3 の公表日を令和8年6月1日にしました"), "{told}");
    let dry = text(&copy.run(&["freeze", ".", "--all", "--dry-run"]).stdout);
    assert!(dry.starts_with("4 評価書のうち 3 を確定できます"), "{dry}");
    assert!(!copy.path("22-child-allowance/revisions/2026-06-01.yaml").exists());
    let told = copy.run(&["freeze", ".", "--all"]);
    assert_eq!(exit(&told), 0, "{}", text(&told.stdout));
    assert!(copy.path("22-child-allowance/revisions/2026-06-01.yaml").exists());
    assert!(text(&copy.run(&["freeze", ".", "--all"]).stdout).starts_with("4 評価書のうち 0 を確定しました"));
}

/// A new 委託事項 means a dozen rows; the officer decides three things about them, in one command.
#[test]
fn one_new_outsourced_work_takes_three_decisions() {
    const NEW: &str = "      - id: scanning
        title: 申請書の電子化業務
        content: 受け付けた申請書を画像にし、児童手当システムに登録できる形にする。
        staff: 10人未満
        vendor: 汐見台電子化株式会社
        subcontract:
          status: 再委託しない
";
    let copy = changed();
    copy.replace(CHILD, "    outsourcing:\n", &format!("    outsourcing:\n{NEW}"));
    let words = ["record", "22-child-allowance", "--date", "2026-05-01"];
    let decided = ["--timing", "事前", "--important", "--reason", "委託事項の追加という重要な変更に該当する。"];
    let told = text(&copy.run(&[&words[..], &decided].concat()).stdout);
    let rows = told.lines().filter(|line| line.contains("＋") && line.contains("outsourc")).count();
    assert!(rows >= 6, "{told}");
    copy.run(&["publish-date", "2026-06-01", "22-child-allowance"]);
    let frozen = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(exit(&frozen), 0, "{}", text(&frozen.stderr));
}

#[test]
fn what_is_proposed_can_be_taken_and_trips_no_rule() {
    let copy = changed();
    copy.replace(CHILD, "  name: こども未来部子育て給付課", "  name: こども未来部子育て支援課");
    let told = text(&copy.run(&record(&["--accept-proposals"])).stdout);
    let child = copy.read(CHILD);
    assert!(child.contains("reason: 組織の変更に伴う修正"), "{told}\n{child}");
}

/// 規則14条: looked at, and nothing had to be changed.
#[test]
fn a_review_without_a_change_is_recorded_and_counted() {
    let copy = changed();
    let due = |copy: &Copy| {
        let json = copy.run(&["status", ".", "--format", "json", "--today", "2027-03-01"]).stdout;
        let told: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let all = told["assessments"].as_array().unwrap().clone();
        all.into_iter().map(|one| one["review"]["due"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = due(&copy);
    let words = ["reviewed", "2027-02-01", ".", "--by", "情報政策課"];
    assert_eq!(exit(&copy.run(&[&words[..], &["--dry-run"]].concat())), 1);
    assert!(!copy.read("22-child-allowance-basic/procedure.yaml").contains("2027-02-01"));
    let told = copy.run(&words);
    assert_eq!(exit(&told), 1, "those that changed are left");
    assert!(text(&told.stdout).starts_with("4 評価書のうち 1 に、令和9年2月1日に見直して"), "{}", text(&told.stdout));
    let record = copy.read("22-child-allowance-basic/procedure.yaml");
    assert!(record.contains("date: 2027-02-01") && record.contains("by: 情報政策課"), "{record}");
    let after = due(&copy);
    assert_eq!(after.iter().filter(|due| due.as_str() == "2028-02-01").count(), 1, "{before:?} {after:?}");
    let check = text(&copy.run(&["check", ".", "--today", "2027-03-01", "--select", "HY508", "-q"]).stdout);
    assert!(!check.contains("22-child-allowance-basic"), "{check}");
    copy.run(&["reviewed", "2028-01-10", "22-child-allowance-basic"]);
    assert!(copy.read("22-child-allowance-basic/procedure.yaml").contains("date: 2028-01-10"));
}

/// What was published long ago stands as it is; only what is new is asked about.
#[test]
fn a_history_that_was_taken_over_is_asked_about_no_more() {
    let copy = Copy::new();
    fs::remove_dir_all(copy.path("22-child-allowance/revisions")).unwrap();
    copy.replace(CHILD, "        timing: 事前\n", "");
    let refused = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(exit(&refused), 1);
    assert!(text(&refused.stderr).contains("HY718"));
    assert_eq!(exit(&copy.run(&["baseline", "22-child-allowance", "--reason", " "])), 2);
    let words = ["baseline", "22-child-allowance", "--reason", "公表したまま引き継いだ"];
    copy.run(&[&words[..], &["--dry-run"]].concat());
    assert!(!copy.path("hyokasho-baseline.yaml").exists());
    let told = copy.run(&words);
    assert_eq!(exit(&told), 0, "{}", text(&told.stdout));
    assert!(text(&copy.run(&words).stdout).starts_with("1 評価書のうち 0"), "each row is taken once");
    let frozen = copy.run(&["freeze", "22-child-allowance"]);
    assert_eq!(exit(&frozen), 0, "{}", text(&frozen.stderr));
    // A row that was taken over is not to be edited, and a new one is asked about.
    copy.replace(CHILD, "before: 子ども家庭部子育て支援課", "before: 子ども部子育て支援課");
    let check = text(&copy.run(&["check", ".", "-q"]).stdout);
    assert!(check.contains("HY042") && check.contains("1 行が"), "{check}");
}

/// However an officer named the item, in Excel or in the file: its row is there, and no second one is added.
#[test]
fn a_row_that_names_its_item_as_the_form_prints_it_is_the_row_of_the_item() {
    const ROW: &str = "
  - date: 2026-05-01
    rows:
      - printed: Ⅱ 3. ④使用の主体 使用者数
        before: 10人以上50人未満
        after: 50人以上100人未満
        timing: 事後
";
    let copy = changed();
    fs::write(copy.path(CHILD), copy.read(CHILD).trim_end().to_owned() + ROW).unwrap();
    let words = ["record", "22-child-allowance", "--date", "2026-05-01", "--reason", "増員"];
    let told = text(&copy.run(&words).stdout);
    assert!(!told.contains("＋ files.child.use.staff") && told.contains("✓ files.child.use.staff"), "{told}");
    let child = copy.read(CHILD);
    assert!(child.contains(ROW.trim_end()), "the row stands as it was written");
    assert!(!child.contains("item: files.child.use.staff"), "{child}");
}

#[test]
fn the_plan_of_all_departments_is_written() {
    let copy = Copy::new();
    let told = copy.run(&["status", ".", "--today", "2027-03-01", "-o", "plan.html"]);
    assert_eq!(exit(&told), 0, "{}", text(&told.stderr));
    let page = copy.read("plan.html");
    assert!(page.contains("計画管理表（様式1の下書き）") && page.contains("こども未来部子育て給付課"), "{page}");
    assert_eq!(page.matches("<tr><td>").count(), 4, "{page}");
    assert!(page.contains("超過"), "{page}");
    let sheets: Vec<Vec<u8>> = (0..2)
        .map(|_| {
            assert_eq!(exit(&copy.run(&["status", ".", "--today", "2027-03-01", "-o", "plan.xlsx"])), 0);
            fs::read(copy.path("plan.xlsx")).unwrap()
        })
        .collect();
    assert!(sheets[0].starts_with(b"PK") && sheets[0] == sheets[1], "the same bytes every time");
}
