//! Papers that go beside an assessment: opinions with their answers, open comments, steps, points to look at, a letter. Each is
//! a document like every other, so that every format prints it.

use super::model::{DocBlock, DocPart, Document};
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::diff::Duty;
use crate::procedure::{
    CheckedPoint, CommentReply, Course, CourseStep, ItemReference, Opinion, OpinionSource, Procedure,
};

/// The opinions on the draft and what came of them.
pub fn opinions(assessment: &Assessment, procedure: &Procedure) -> Document {
    let columns = [("番号", 3), ("項目", 10), ("意見の要旨", 16), ("意見に対する考え方", 16), ("記載の変更", 9)];
    let mut parts = Vec::new();
    for source in OpinionSource::ALL {
        let own: Vec<&Opinion> = procedure.opinions.iter().filter(|opinion| opinion.source == source).collect();
        if own.is_empty() {
            continue;
        }
        let rows = own.iter().map(|opinion| opinion_row(assessment, opinion)).collect();
        let title = match source {
            OpinionSource::Residents => "住民等の意見と考え方",
            OpinionSource::Reviewers => "第三者点検の意見と考え方",
        };
        parts.push((title.to_owned(), vec![listed(&columns, rows)]));
    }
    if parts.is_empty() {
        parts.push(("意見と考え方".into(), vec![DocBlock::Text("意見はありませんでした。".into())]));
    }
    paper(assessment, "意見と考え方", parts)
}

fn opinion_row(assessment: &Assessment, opinion: &Opinion) -> Vec<String> {
    let change = match &opinion.change {
        Some(change) => {
            let path = assessment.cell(&change.item).map_or_else(|| change.item.clone(), |cell| assessment.path(cell));
            format!("変更あり\n{path}（{}）", change.date)
        }
        None if opinion.is_answered() => "変更なし".into(),
        None => "検討中".into(),
    };
    vec![
        opinion.number.to_string(),
        place(assessment, opinion.item.as_ref()),
        opinion.published().trim().to_owned(),
        opinion.answer.as_deref().map_or("（検討中）", str::trim).to_owned(),
        change,
    ]
}

/// The comments that are not settled.
pub fn open_comments(assessment: &Assessment, procedure: &Procedure) -> Document {
    let columns = [("項目", 10), ("コメント", 20), ("書いた人", 7), ("返信", 16)];
    let rows: Vec<Vec<String>> = procedure
        .open_comments()
        .map(|comment| {
            let quoted = comment.quoted.as_ref().map(|words| format!("「{}」\n", words.trim())).unwrap_or_default();
            let reply =
                |reply: &CommentReply| format!("{}（{} {}）", reply.text.trim(), reply.person, reply.date.short());
            vec![
                place(assessment, comment.item.as_ref()),
                format!("{quoted}{}", comment.text.trim()),
                by(&comment.person, comment.date),
                comment.replies.iter().map(reply).collect::<Vec<_>>().join("\n"),
            ]
        })
        .collect();
    let block = if rows.is_empty() {
        DocBlock::Text("解決していないコメントはありません。".into())
    } else {
        listed(&columns, rows)
    };
    paper(assessment, "解決していないコメント", vec![("解決していないコメント".into(), vec![block])])
}

fn by(person: &str, date: Option<Date>) -> String {
    date.map_or_else(|| person.to_owned(), |date| format!("{person}\n{}", date.short()))
}

/// The steps of the evaluation, and what follows from the changes.
pub fn steps(assessment: &Assessment, course: &Course, duties: &[Duty]) -> Document {
    let columns = [("手続", 8), ("状態", 4), ("日付", 9), ("担当", 8), ("文書", 9), ("根拠", 10), ("状態の理由", 16)];
    let row = |step: &CourseStep| {
        let days = [step.date, step.until].into_iter().flatten().map(Date::short).collect::<Vec<_>>().join("～");
        vec![
            step.kind.word().to_owned(),
            step.state.map_or("不要", |state| state.word()).to_owned(),
            days,
            step.person.clone().unwrap_or_default(),
            step.document.clone().unwrap_or_default(),
            step.provision.clone(),
            step.note.clone(),
        ]
    };
    let mut blocks = vec![listed(&columns, course.steps.iter().map(row).collect())];
    if !duties.is_empty() {
        let rows = duties.iter().map(|duty| vec![duty.kind.title(), duty.state.word().into(), duty.note.clone()]);
        blocks.push(heading("変更に伴う手続"));
        blocks.push(listed(&[("手続", 20), ("状態", 5), ("根拠とした記載", 25)], rows.collect()));
    }
    paper(assessment, "手続の状況", vec![("手続の状況".into(), blocks)])
}

/// The points to look at, with the items that answer them.
pub fn checklist(assessment: &Assessment, basis: &str, points: &[CheckedPoint]) -> Document {
    let columns = [("番号", 3), ("観点", 20), ("答える項目", 16), ("記載の無い項目", 9), ("確認", 4)];
    let mut blocks = Vec::new();
    if !basis.is_empty() {
        blocks.push(DocBlock::Note(basis.to_owned()));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut group = "";
    for (index, point) in points.iter().enumerate() {
        if point.group != group {
            flush(&mut blocks, &columns, &mut rows);
            group = &point.group;
            blocks.push(heading(group));
        }
        rows.push(vec![
            (index + 1).to_string(),
            format!("{}\n［{}］", point.point, point.basis),
            few(&point.answered),
            few(&point.gaps),
            "□".to_owned(),
        ]);
    }
    flush(&mut blocks, &columns, &mut rows);
    paper(assessment, "審査の観点", vec![("審査の観点".into(), blocks)])
}

fn flush(blocks: &mut Vec<DocBlock>, columns: &[(&str, u16)], rows: &mut Vec<Vec<String>>) {
    if !rows.is_empty() {
        blocks.push(listed(columns, std::mem::take(rows)));
    }
}

/// So many places of a point are named.
const NAMED: usize = 6;

fn few(paths: &[String]) -> String {
    let mut named: Vec<String> = paths.iter().take(NAMED).cloned().collect();
    if paths.len() > NAMED {
        named.push(format!("ほか{}項目", paths.len() - NAMED));
    }
    named.join("\n")
}

/// A letter: every line of its text is a paragraph.
pub fn letter(assessment: &Assessment, title: &str, text: &str) -> Document {
    let blocks = text.lines().map(|line| DocBlock::Text(line.to_owned())).collect();
    paper(assessment, title, vec![(title.to_owned(), blocks)])
}

fn paper(assessment: &Assessment, kind: &str, parts: Vec<(String, Vec<DocBlock>)>) -> Document {
    let root = assessment.root();
    let part = |(index, (title, blocks)): (usize, (String, Vec<DocBlock>))| DocPart {
        // The cover of a document has no number; this has none.
        number: Some((index + 1).to_string()),
        title,
        anchor: format!("part-{}", index + 1),
        blocks,
        ..DocPart::default()
    };
    Document {
        title: root.words("cover.title"),
        kind: kind.to_owned(),
        agency: root.words("cover.agency"),
        parts: parts.into_iter().enumerate().map(part).collect(),
        ..Document::default()
    }
}

fn listed(columns: &[(&str, u16)], rows: Vec<Vec<String>>) -> DocBlock {
    DocBlock::Listed { columns: columns.iter().map(|(title, weight)| ((*title).to_owned(), *weight)).collect(), rows }
}

fn heading(text: &str) -> DocBlock {
    DocBlock::Heading { level: 2, text: text.to_owned(), mark: false, anchor: text.to_owned() }
}

fn place(assessment: &Assessment, item: Option<&ItemReference>) -> String {
    let Some(item) = item else { return "全体".into() };
    item.path(assessment).unwrap_or_else(|| item.address.to_string())
}
