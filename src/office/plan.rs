//! The 計画管理表 of a workspace: a draft of 様式1, worked out from what the assessments say.

use std::cmp::Ordering;

use crate::assessment::Assessment;
use crate::dates::Date;
use crate::procedure::Procedure;
use crate::render::plan::{Plan, PlanCell, PlanDepartment};
use crate::rules::due;

const TITLE: &str = "計画管理表（様式1の下書き）";
const COLUMNS: &[&str] = &[
    "番号",
    "評価書名",
    "事務",
    "種別",
    "評価実施機関",
    "しきい値判断",
    "公表日",
    "最後の見直し",
    "次の見直し",
    "次の再評価",
    "未判断の変更",
];
const NOTE: &str = "評価書の記載から作った下書きです。様式1の原本とは照合していません。";
/// Of an assessment that names none.
pub const NO_DEPARTMENT: &str = "部署の記載なし";

/// One assessment in the table.
#[derive(Clone, Debug)]
pub struct PlanEntry {
    /// As the assessment names it; empty where it names none.
    pub department: String,
    number: String,
    cells: Vec<PlanCell>,
}

impl PlanEntry {
    pub fn of(
        assessment: &Assessment,
        procedure: Option<&Procedure>,
        open_judgements: usize,
        today: Option<Date>,
    ) -> Self {
        let root = assessment.root();
        let words = |key: &str| root.words(key).replace('\n', " ");
        let due = due(assessment, procedure, today);
        let date = |date: Option<Date>| PlanCell::from(date.map(|date| date.to_string()).unwrap_or_default());
        let deadline = |day: Option<Date>| PlanCell {
            late: day.zip(today).is_some_and(|(day, today)| day.is_before(today)),
            ..date(day)
        };
        let number = words("cover.number");
        let text = |text: String| PlanCell::from(text);
        let cells = vec![
            text(number.clone()),
            text(words("cover.title")),
            text(words("work.name")),
            text(assessment.form.style.clone()),
            text(words("cover.agency")),
            text(words("procedure.basic.threshold")),
            date(root.date("cover.published_on")),
            date(procedure.and_then(|procedure| procedure.last_review(today))),
            deadline(due.review),
            deadline(due.reevaluation),
            text(open_judgements.to_string()),
        ];
        Self { department: words("office.name"), number, cells }
    }

    /// By number where both have one, as numbers.
    fn before(&self, other: &Self) -> Ordering {
        let number = |entry: &Self| entry.number.trim().parse::<u64>().ok();
        match (number(self), number(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.number.cmp(&other.number),
        }
    }
}

/// The table, its departments in the order of their names, those that name none last.
pub fn plan(organization: &str, mut entries: Vec<PlanEntry>) -> Plan {
    entries.sort_by(|one, other| {
        let unnamed = |entry: &PlanEntry| entry.department.is_empty();
        (unnamed(one), &one.department).cmp(&(unnamed(other), &other.department)).then_with(|| one.before(other))
    });
    let groups = entries.chunk_by(|one, other| one.department == other.department);
    let departments = groups.map(|group| {
        let name = group.first().map(|entry| entry.department.clone()).filter(|name| !name.is_empty());
        PlanDepartment {
            name: name.unwrap_or_else(|| NO_DEPARTMENT.to_owned()),
            rows: group.iter().map(|entry| entry.cells.clone()).collect(),
        }
    });
    let departments = departments.collect();
    Plan { title: TITLE, organization: organization.to_owned(), note: NOTE.to_owned(), columns: COLUMNS, departments }
}
