//! 部署の名前が食い違っている
//!
//! ## 何を見るか
//! Ⅰの担当部署に書かれた部や局の名前が、Ⅱの事務担当部署と使用部署、請求先、問合せ先で同じ課の前に書かれた部や局の名前と
//! 食い違っていないか、Ⅱの事務担当部署がⅠの担当部署と別の課でないかを見ます。Ⅱの使用部署と問合せ先は、担当部署と同じ部や局の別の課だけを
//! 挙げているときに知らせます。「総務課」のように多くの部にある課、片方だけに書かれている部や局は、確かでない指摘として扱います。
//!
//! ## なぜ大切か
//! 組織を改めたときに一部の欄だけが直されると、住民がどこに請求し、問い合わせればよいか分からなくなります。
//!
//! ## 例
//! Ⅰの担当部署は「健康推進部健康推進課」、請求先は「健康福祉部健康推進課」となっている。
//!
//! ## 直し方
//! 今の組織の名前にそろえます。

use super::units::{Unit, chains};
use crate::rules::prelude::*;

rule!("HY302", "office-name", Warning, Certain, "office_name.rs", One(check));

const HELP: &str = "今の組織の名前にそろえてください";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let Some((office, text)) = root.cell("office.name").and_then(|cell| Some((cell, cell.text()?))) else { return };
    let offices = chains(&text.value);
    let files = subject.assessment.files();
    let of_files = files.iter().flat_map(|file| [file.cell("basics.office"), file.cell("use.office")]);
    for cell in of_files.chain([root.cell("disclosure.to"), root.cell("inquiry.contact")]).flatten() {
        let Some(text) = cell.text() else { continue };
        let other = OfficePlace { office, cell, text };
        for chain in chains(&text.value) {
            for office in &offices {
                other.compare(office, &chain, report);
            }
        }
    }
    for cell in files.iter().filter_map(|file| file.cell("basics.office")) {
        other_office(subject, office, &offices, cell, report);
    }
    let beside = files.iter().map(|file| file.cell("use.office")).chain([root.cell("inquiry.contact")]);
    for cell in beside.flatten().filter(|cell| is_beside(cell, &offices)) {
        other_office(subject, office, &offices, cell, report);
    }
}

/// Another cell that names departments.
struct OfficePlace<'a> {
    office: &'a Cell,
    cell: &'a Cell,
    text: &'a Text,
}

impl OfficePlace<'_> {
    /// The same 課 must stand in the same 部 and 局.
    fn compare(&self, office: &[Unit], chain: &[Unit], report: &mut Report<'_>) {
        let Some((section, above)) = office.split_last() else { return };
        let Some(at) = chain.iter().position(|unit| unit.level == section.level && unit.is(section)) else { return };
        let chain = &chain[..at];
        let mut contradicted = false;
        for unit in chain {
            let Some(expected) = above.iter().find(|other| other.level == unit.level) else { continue };
            if !unit.is(expected) {
                contradicted = true;
                let message =
                    format!("「{}」の前が「{}」です。担当部署では「{}」です", section.name, unit.name, expected.name);
                let finding = self.tell(report, unit, message);
                if section.is_common() {
                    finding.confidence = Confidence::Likely;
                }
            }
        }
        if contradicted || above.is_empty() || chain.is_empty() {
            return;
        }
        let lacks = |units: &[Unit], unit: &Unit| !units.iter().any(|other| other.level == unit.level);
        for unit in chain.iter().filter(|unit| lacks(above, unit)) {
            let message = format!("「{}」は、担当部署では「{}」の前に書かれていません", unit.name, section.name);
            self.tell(report, unit, message).confidence = Confidence::Likely;
        }
        for unit in above.iter().filter(|unit| lacks(chain, unit)) {
            let message = format!("「{}」の前に、担当部署にある「{}」がありません", section.name, unit.name);
            self.tell(report, &chain[0], message).confidence = Confidence::Likely;
        }
    }

    fn tell<'r>(&self, report: &'r mut Report<'_>, unit: &Unit, message: String) -> &'r mut Finding {
        let finding = report.words(self.cell, self.text, unit.range.clone(), message);
        finding.related.push((self.office.span.clone(), "担当部署".into()));
        finding.help = Some(HELP.into());
        finding
    }
}

/// It names a section, and all that it names are in the departments of the 担当部署: that of another department may answer for it.
fn is_beside(cell: &Cell, offices: &[Vec<Unit>]) -> bool {
    let departments: Vec<&Unit> =
        offices.iter().filter_map(|chain| chain.split_last()).flat_map(|(_, above)| above).collect();
    let chains = cell.text().map(|text| chains(&text.value)).unwrap_or_default();
    let within = |chain: &Vec<Unit>| match chain.split_last() {
        Some((section, above)) => {
            !section.is_common() && above.last().is_some_and(|unit| departments.iter().any(|own| own.is(unit)))
        }
        None => false,
    };
    !chains.is_empty() && chains.iter().all(within)
}

/// The 事務担当部署 of a file is usually one of the 担当部署.
fn other_office(subject: &Subject<'_>, office: &Cell, offices: &[Vec<Unit>], cell: &Cell, report: &mut Report<'_>) {
    let Some(text) = cell.text() else { return };
    let chains = chains(&text.value);
    let known = |unit: &Unit| offices.iter().filter_map(|chain| chain.last()).any(|other| unit.is(other));
    if offices.is_empty() || chains.is_empty() || chains.iter().flatten().any(known) {
        return;
    }
    let message =
        format!("「{}」は、担当部署の「{}」と別の部署です", text.value.trim(), subject.assessment.words(office).trim());
    let finding = report.cell(cell, message);
    finding.related.push((office.span.clone(), "担当部署".into()));
    finding.help = Some("組織の改正の直し漏れでないか、確かめてください".into());
}
