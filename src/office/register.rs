//! 個人情報ファイル簿（個人情報保護法第75条）: one chapter per 特定個人情報ファイル, from what the assessments say anyway.

use super::ledger::{Ledger, MissingEntry, NOT_WRITTEN, Named, paper, row};
use crate::assessment::{Answer, Scope};
use crate::doc::DocBlock;
use crate::workspace::{Config, RegisterSettings};

/// Where a line of the register comes from.
enum LineOrigin {
    /// Items of the file, then of the whole assessment; what is written of them, one below the other.
    Items(&'static [&'static str]),
    /// The names in blocks of the file.
    Blocks(&'static [(&'static str, &'static str)]),
    /// The settings.
    Settings(&'static str, fn(&RegisterSettings) -> Option<&str>),
}

struct RegisterLine {
    /// 個情法第74条第1項第1号
    number: &'static str,
    label: &'static str,
    origin: LineOrigin,
}

const fn line(number: &'static str, label: &'static str, origin: LineOrigin) -> RegisterLine {
    RegisterLine { number, label, origin }
}

/// 個情法第75条第1項・第4項、第110条、第117条、施行令第21条第6項.
static LINES: [RegisterLine; 17] = [
    line("1", "ファイルの名称", LineOrigin::Items(&["name"])),
    line("2", "行政機関等の名称", LineOrigin::Items(&["cover.agency"])),
    line("2", "事務をつかさどる組織", LineOrigin::Items(&["basics.office", "use.office", "office.name"])),
    line("3", "利用目的", LineOrigin::Items(&["use.purpose"])),
    line("4", "記録項目", LineOrigin::Items(&["records"])),
    line("4", "記録範囲", LineOrigin::Items(&["basics.subjects"])),
    line("5", "収集方法", LineOrigin::Items(&["use.sources", "use.methods"])),
    line("6", "要配慮個人情報の有無", LineOrigin::Settings("sensitive", |own| own.sensitive.as_deref())),
    line(
        "75条4項",
        "条例要配慮個人情報の有無",
        LineOrigin::Settings("sensitive_by_ordinance", |own| own.sensitive_by_ordinance.as_deref()),
    ),
    line("7", "経常的提供先", LineOrigin::Blocks(&[("provision", "to"), ("transfer", "to")])),
    line("9", "請求を受理する組織", LineOrigin::Items(&["disclosure.to"])),
    line("9", "その所在地", LineOrigin::Settings("address", |own| own.address.as_deref())),
    line("10", "訂正等の特別の手続", LineOrigin::Settings("special", |own| own.special.as_deref())),
    line("令21条6項", "電算処理・マニュアルの別", LineOrigin::Items(&["basics.kind"])),
    line("令21条6項", "令21条7項のファイル", LineOrigin::Settings("manual", |own| own.manual.as_deref())),
    line("110条", "提案を募集するファイル", LineOrigin::Settings("proposals", |own| own.proposals.as_deref())),
    line("117条", "行政機関等匿名加工情報", LineOrigin::Settings("anonymous", |own| own.anonymous.as_deref())),
];

/// The register of all files of these assessments.
pub fn register(config: &Config, assessments: &[Named<'_>]) -> Ledger {
    let (mut chapters, mut missing) = (Vec::new(), Vec::new());
    for named in assessments {
        for file in named.assessment.files() {
            let name = file.words("name");
            let name = if name.is_empty() { NOT_WRITTEN.to_owned() } else { name };
            let key = format!("{}/{}", named.name, file.address.last());
            let own = config.register.get(&key).or_else(|| config.register.get(named.name));
            let mut entries = Vec::new();
            for (index, line) in LINES.iter().enumerate() {
                let said = said(line, named, &file, own, config.register.get("default"));
                if said.is_empty() {
                    missing.push(MissingEntry {
                        assessment: named.name.to_owned(),
                        about: name.clone(),
                        wanted: line.label.to_owned(),
                        place: place(line, &file, &key),
                    });
                }
                let said = if said.is_empty() { NOT_WRITTEN.to_owned() } else { said };
                entries.push(row(format!("line-{}-{}", chapters.len() + 1, index + 1), line.number, line.label, said));
            }
            chapters.push((name, vec![DocBlock::Table(entries)]));
        }
    }
    Ledger { document: paper("個人情報ファイル簿", &config.organization, chapters), missing }
}

fn said(
    line: &RegisterLine,
    named: &Named<'_>,
    file: &Scope<'_>,
    own: Option<&RegisterSettings>,
    shared: Option<&RegisterSettings>,
) -> String {
    match &line.origin {
        LineOrigin::Items(keys) => {
            let root = named.assessment.root();
            let cell = |key: &&str| file.cell(key).or_else(|| root.cell(key));
            let words = keys.iter().filter_map(cell).map(|cell| match cell.answer() {
                Some(Answer::Checks(_)) => named.assessment.words(cell),
                Some(_) => named.assessment.words(cell).trim().to_owned(),
                None => String::new(),
            });
            let mut told: Vec<String> = Vec::new();
            words.for_each(|words| {
                if !words.is_empty() && !told.contains(&words) {
                    told.push(words);
                }
            });
            told.join("\n")
        }
        LineOrigin::Blocks(lists) => {
            let names =
                lists.iter().flat_map(|(list, key)| file.blocks(list).into_iter().map(|block| block.words(key)));
            let names: Vec<String> = names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
            let is_answered = lists.iter().all(|(list, _)| file.has_list(list));
            if names.is_empty() && is_answered { "なし".to_owned() } else { names.join("\n") }
        }
        LineOrigin::Settings(_, read) => {
            own.and_then(read).or_else(|| shared.and_then(read)).unwrap_or_default().to_owned()
        }
    }
}

/// Where what is missing would be written.
fn place(line: &RegisterLine, file: &Scope<'_>, key: &str) -> String {
    match &line.origin {
        LineOrigin::Items(keys) => {
            let here = keys.iter().find(|key| file.cell(key).is_some()).map(|key| file.join(key));
            format!("assessment.yaml の {}", here.map_or_else(|| keys.join("・"), |here| here.to_string()))
        }
        LineOrigin::Blocks(lists) => {
            let lists: Vec<String> = lists.iter().map(|(list, _)| file.join(list).to_string()).collect();
            format!("assessment.yaml の {}", lists.join("・"))
        }
        LineOrigin::Settings(name, _) => format!("hyokasho.yaml の register: の {key}: か default: の {name}"),
    }
}
