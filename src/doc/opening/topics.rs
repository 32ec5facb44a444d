//! Whose data, which, what for, from where, how long, whom to ask.

use super::ask::{item, listed, of_files, quoted, said};
use super::{Fact, FactEntry, FactItem, OpeningTopic};
use crate::assessment::{Assessment, Withheld};

pub(super) fn work(assessment: &Assessment) -> OpeningTopic {
    let root = assessment.root();
    let agency = root.words("cover.agency");
    let name = |name: &str| {
        let by = if agency.is_empty() { String::new() } else { format!("{agency}が行う") };
        format!("{by}「{name}」で、マイナンバー（個人番号）の付いた個人情報を使います。")
    };
    let facts = [
        said(&root, "work.name", name),
        quoted(&root, "work.content", "主な仕事は、次のとおりです。"),
        quoted(&root, "work.outline", "主な仕事は、次のとおりです。"),
        quoted(&root, "mynumber.legal_basis", "マイナンバーを使ってよいとする法令の定めは、次のとおりです。"),
    ];
    OpeningTopic {
        id: "work", question: "どのような仕事で使いますか", facts: facts.into_iter().flatten().collect()
    }
}

pub(super) fn people(assessment: &Assessment) -> OpeningTopic {
    let number = |words: &str| format!("人数は、{words}です。");
    let mut facts: Vec<Fact> = of_files(assessment, |file| {
        vec![quoted(file, "basics.subjects", "次の方の情報です。"), said(file, "basics.population", number)]
    })
    .collect();
    facts.extend(said(&assessment.root(), "decision.population", number));
    OpeningTopic { id: "people", question: "だれの情報ですか", facts }
}

pub(super) fn data(assessment: &Assessment) -> OpeningTopic {
    let lead = "次の種類の情報を記録します。";
    let mut facts: Vec<Fact> = of_files(assessment, |file| vec![listed(file, "basics.main_items", lead)]).collect();
    if assessment.files().is_empty() {
        facts.extend(quoted(&assessment.root(), "file_names", "情報は、次の名前のファイルにまとめています。"));
    }
    OpeningTopic { id: "data", question: "どのような情報ですか", facts }
}

pub(super) fn purpose(assessment: &Assessment) -> OpeningTopic {
    let facts = of_files(assessment, |file| vec![quoted(file, "use.purpose", "次のことに使います。")]);
    OpeningTopic { id: "purpose", question: "何のために使いますか", facts: facts.collect() }
}

pub(super) fn sources(assessment: &Assessment) -> OpeningTopic {
    let facts = of_files(assessment, |file| {
        vec![
            listed(file, "use.sources", "次の相手から受け取ります。"),
            listed(file, "use.methods", "受け取る方法は、次のとおりです。"),
        ]
    });
    OpeningTopic { id: "sources", question: "どこから受け取りますか", facts: facts.collect() }
}

pub(super) fn storage(assessment: &Assessment) -> OpeningTopic {
    let facts = of_files(assessment, |file| {
        vec![
            said(file, "storage.period", |words| format!("保管する期間は、「{words}」です。")),
            quoted(file, "storage.place", "次のように保管します。"),
            quoted(file, "storage.erasure", "使い終わったら、次のように消します。"),
        ]
    });
    OpeningTopic { id: "storage", question: "どこに、いつまで保管しますか", facts: facts.collect() }
}

pub(super) fn contact(assessment: &Assessment) -> OpeningTopic {
    let root = assessment.root();
    let facts = [
        quoted(&root, "inquiry.contact", "この評価書について聞きたいときは、次の窓口へお尋ねください。"),
        quoted(
            &root,
            "disclosure.to",
            "自分の情報を見たい、直したい、使うのをやめてほしいときは、次の窓口に請求できます。",
        ),
    ];
    OpeningTopic {
        id: "contact", question: "だれに聞けばよいですか", facts: facts.into_iter().flatten().collect()
    }
}

/// What is not published, and by what provision.
pub(super) fn withheld(assessment: &Assessment) -> OpeningTopic {
    let place = |withheld: &Withheld| {
        let cell = assessment.cells.iter().find(|cell| cell.address.is_within(&withheld.address))?;
        let FactItem { path, address } = item(assessment, cell);
        let ground = withheld.ground.as_ref().map(|ground| format!("根拠：{}", ground.text));
        Some(FactEntry { name: path, more: ground.unwrap_or_default(), address })
    };
    let entries: Vec<FactEntry> = assessment.withheld.iter().filter_map(place).collect();
    let lead =
        "次の部分は、公表するとかえって情報を守れなくなるおそれなどがあるため、法令の定めにより公表していません。";
    let facts =
        if entries.is_empty() { Vec::new() } else { vec![Fact { lead: lead.into(), entries, ..Fact::default() }] };
    OpeningTopic { id: "withheld", question: "公表していない部分はありますか", facts }
}
