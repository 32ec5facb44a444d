//! `build` makes two editions: what goes to the public, and what stays in the office.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support;
use crate::support::every_byte::every_byte;
use crate::support::secret::{SAMPLE, SECRET};

fn desk(name: &str) -> (PathBuf, PathBuf) {
    let folder = support::fresh(name);
    let samples = folder.join("assessments");
    support::copy(Path::new("assessments"), &samples);
    (samples, folder.join("out"))
}

fn build(samples: &Path, out: &Path, more: &[&str]) -> Output {
    let words = ["build", samples.to_str().unwrap(), "-o", out.to_str().unwrap()];
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).args(more).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn read(file: PathBuf) -> String {
    fs::read_to_string(file).unwrap()
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found.sort();
    found
}

#[test]
fn the_public_gets_frozen_versions_and_nothing_of_the_office() {
    let (samples, out) = desk("editions-public");
    let output = build(&samples, &out, &["--today", "2026-04-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let public = out.join("public");
    let index = read(public.join("index.html"));
    let links: Vec<&str> = index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let links: Vec<&str> = links.into_iter().filter(|link| !link.starts_with('#')).collect();
    assert!(links.len() > 20, "{links:?}");
    links.iter().for_each(|link| assert!(public.join(link).is_file(), "{link}"));
    assert!(
        index.contains("令和6年12月20日公表") && !index.contains("令和7年12月26日"),
        "the working text is no version"
    );
    for words in ["次の見直し", "記載率", "指摘", "未判断", "http:", "https:"] {
        assert!(!index.contains(words), "{words}");
    }
    let history = read(public.join("15-health-checkups/history.html"));
    assert!(history.contains("令和6年12月20日の変更") && history.contains("<ins>") && history.contains("変更前"));
    let former = read(public.join("15-health-checkups/revision-2023-12-15.html"));
    assert!(former.contains("新しい版があります"));
    assert!(out.join("internal/15-health-checkups/changes.html").is_file());
    assert!(read(out.join("internal/index.html")).contains("次の見直し"));
}

/// Whatever is wrong with a version keeps it from the public, and is told.
#[test]
fn the_gate_tells_why_something_is_not_published() {
    let (samples, out) = desk("editions-gate");
    let folder = samples.join("22-child-allowance");
    let page = out.join("public/22-child-allowance/assessment.html");
    let procedure = folder.join("procedure.yaml");
    let signed = read(procedure.clone());
    fs::remove_file(&procedure).unwrap();
    let output = build(&samples, &out, &[]);
    assert!(told(&output).contains("公表しません: 22-child-allowance: ") && told(&output).contains("決裁の記録"));
    assert!(!page.exists() && out.join("internal/22-child-allowance/assessment.html").is_file());
    assert!(!read(out.join("public/index.html")).contains("22-child-allowance/"));

    let output = build(&samples, &out, &["--allow-draft"]);
    assert!(told(&output).contains("決裁の記録"), "{}", told(&output));
    assert!(
        read(page.clone()).contains("data-draft=\"案\"") && read(out.join("public/index.html")).contains("案</strong>")
    );
    assert!(read(out.join("public/22-child-allowance/history.html")).contains("これは案です"));

    let fingerprint = signed.lines().find_map(|line| line.trim().strip_prefix("fingerprint: ")).unwrap();
    fs::write(&procedure, signed.replace(fingerprint, &"0".repeat(64))).unwrap();
    assert!(told(&build(&samples, &out, &[])).contains("決裁を受けたものではありません"));
    assert!(!page.exists());

    fs::write(&procedure, &signed).unwrap();
    assert!(!told(&build(&samples, &out, &[])).contains("公表しません"));
    assert!(page.is_file() && !read(page.clone()).contains("data-draft=\""));

    edit(&folder.join("revisions/2024-12-20.yaml"), "こども未来部", "子ども未来部");
    let output = build(&samples, &out, &[]);
    assert!(told(&output).contains("確かめられません"), "{}", told(&output));
    assert!(!page.exists(), "what was edited after it was frozen is not what was approved");
}

#[test]
fn no_withheld_word_is_in_any_public_byte() {
    let root = support::secret::workspace("editions-withheld");
    let out = root.join("out");
    let folder = root.join(SAMPLE);
    // What stands for the newest version now was frozen as it is, and signed.
    let mut signs = String::from("signoffs:\n");
    for day in ["2023-12-15", "2024-12-20"] {
        let text = read(folder.join(format!("revisions/{day}.yaml")));
        let fingerprint = text.lines().next().unwrap().split("sha256:").nth(1).unwrap().to_owned();
        signs += &format!("  - {{date: {day}, by: 市長, role: 決裁, fingerprint: {fingerprint}}}\n");
    }
    fs::write(folder.join("procedure.yaml"), signs).unwrap();
    for more in [&[][..], &["--allow-draft"]] {
        let output = build(&root, &out, more);
        let made = files(&out.join("public").join(SAMPLE));
        assert!(made.len() >= 6, "{made:?} {}", told(&output));
        for file in made.iter().chain([&out.join("public/index.html")]) {
            let all = every_byte(&file.display().to_string(), &fs::read(file).unwrap());
            for word in SECRET {
                assert!(!all.contains(word), "{word} in {}", file.display());
            }
        }
        let opening = read(out.join("public").join(SAMPLE).join("index.html"));
        assert!(
            opening.contains("公表していない部分はありますか") && opening.contains("根拠：規則第10条第2項"),
            "{opening}"
        );
        let inside = read(out.join("internal").join(SAMPLE).join("assessment.html"));
        assert!(inside.contains(SECRET[0]), "the office reads all of it");
    }
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    let parts = page.split(mark.as_str()).skip(1);
    parts.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn citizens_are_answered_and_led_into_the_form() {
    let (samples, out) = desk("editions-opening");
    assert_eq!(build(&samples, &out, &[]).status.code(), Some(0));
    let public = out.join("public");
    let mut answered = 0;
    for name in ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"] {
        let folder = public.join(name);
        let page = read(folder.join("index.html"));
        let whole = read(folder.join("assessment.html"));
        let ids = values(&whole, "id");
        for link in values(&page, "href") {
            let link = link.replace("&amp;", "&");
            let Some((file, id)) = link.split_once('#').filter(|(file, _)| !file.is_empty()) else { continue };
            assert!(file == "assessment.html" && ids.contains(&id), "{name}: {link}");
            answered += 1;
        }
        assert!(page.contains("汐見台市") && whole.contains("aria-label=\"現在の位置\""), "{name}");
    }
    assert!(answered > 120, "{answered} answers lead to their items");
    let page = read(public.join("22-child-allowance/index.html"));
    for words in [
        "児童手当の支給に関する事務",
        "次の1件の仕事を、事業者に任せています。",
        "株式会社汐見台情報サービス",
        "次の相手に、法令の定めにより情報を渡します。",
        "令和6年12月20日に、",
        "電話 0000-00-2315",
        "重大な事故は、過去3年以内では「発生なし」です。",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn changes_are_a_feed_and_pages_a_map() {
    let (samples, out) = desk("editions-feed");
    assert_eq!(build(&samples, &out, &[]).status.code(), Some(0));
    let feed = read(out.join("public/feed.xml"));
    let mut reader = quick_xml::Reader::from_str(&feed);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    let ids: Vec<&str> = feed.split("<id>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "every entry is its own");
    assert!(ids.len() >= 5 && feed.contains("<updated>2024-12-20T00:00:00+09:00</updated>"), "{feed}");
    for link in values(&feed, "href") {
        let (file, id) = link.split_once('#').unwrap_or((link, ""));
        let page = read(out.join("public").join(file));
        assert!(id.is_empty() || values(&page, "id").contains(&id), "{link}");
    }
    assert!(!out.join("public/sitemap.xml").exists(), "nobody said where the pages will stand");

    let settings = samples.join("hyokasho.yaml");
    let text = read(settings.clone()) + "site: {address: 'https://www.example.lg.jp/pia'}\n";
    fs::write(&settings, text).unwrap();
    assert_eq!(build(&samples, &out, &[]).status.code(), Some(0));
    let map = read(out.join("public/sitemap.xml"));
    assert!(map.contains("<loc>https://www.example.lg.jp/pia/22-child-allowance/index.html</loc><lastmod>2024-12-20"));
    assert!(read(out.join("public/feed.xml")).contains("href=\"https://www.example.lg.jp/pia/feed.xml\""));
}

#[test]
fn a_city_puts_its_own_head_and_mark_on_every_public_page() {
    let (samples, out) = desk("editions-slots");
    let own = samples.join("templates/html");
    fs::create_dir_all(&own).unwrap();
    fs::write(
        own.join("header.html"),
        "<p class=\"own-head\">{% if logo %}<img src=\"{{ logo }}\" alt=\"市章\">{% endif %}汐見台市のページ</p>",
    )
    .unwrap();
    fs::write(own.join("footer.html"), "<footer>汐見台市中央一丁目</footer>").unwrap();
    fs::write(own.join("logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap();
    let output = build(&samples, &out, &[]);
    assert!(!told(&output).contains("前の版の雛形"), "{}", told(&output));
    let pages = [
        "index.html",
        "22-child-allowance/index.html",
        "22-child-allowance/assessment.html",
        "22-child-allowance/history.html",
    ];
    for page in pages {
        let page = read(out.join("public").join(page));
        assert!(
            page.contains("own-head") && page.contains("data:image/svg+xml;base64,") && page.contains("中央一丁目")
        );
    }
    fs::write(own.join("public.html"), "<!DOCTYPE html><p>{{ index.organization }}</p>").unwrap();
    let output = build(&samples, &out, &[]);
    assert_eq!(output.status.code(), Some(0), "it is told, not broken: {}", told(&output));
    assert!(told(&output).contains("public.html は、前の版の雛形"), "{}", told(&output));
}

/// 規則第16条 and the instructions of the form: at least three years.
#[test]
fn what_ended_stays_public_for_three_years() {
    let (samples, out) = desk("editions-ended");
    let procedure = samples.join("22-child-allowance/procedure.yaml");
    edit(&procedure, "signoffs:\n", "steps:\n  - {step: 終了, date: 2025-03-31}\nsignoffs:\n");
    let page = out.join("public/22-child-allowance/index.html");
    build(&samples, &out, &["--today", "2028-03-31"]);
    assert!(read(page.clone()).contains("この仕事は令和7年3月31日に終わりました。"));
    let output = build(&samples, &out, &["--today", "2028-04-01"]);
    assert!(told(&output).contains("令和7年3月31日に終了し、公表を続ける期間が令和10年3月31日で終わりました"));
    assert!(!page.exists());
}
