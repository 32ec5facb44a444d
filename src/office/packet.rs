//! What is handed to a council, to the Commission or to the public: papers made ready together, with a list and one hash.

use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Output, public_version};
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::diff::{Comparison, compare, duties};
use crate::doc::{Document, beside};
use crate::finding::Finding;
use crate::procedure::{Checklist, Course, OpinionSource, Procedure, Round, SignState};
use crate::render::changes::{Changes, Granularity, Version, docx};
use crate::render::letter::{LetterValues, letter};
use crate::render::{RenderError, pdf};
use crate::text::{sha256_hex, visible};
use crate::workspace::{Loaded, Workspace};

/// Who gets a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketReader {
    Council,
    Commission,
    Public,
}

impl PacketReader {
    pub fn key(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Commission => "commission",
            Self::Public => "public-comment",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Council => "第三者点検",
            Self::Commission => "委員会への提出",
            Self::Public => "意見の募集",
        }
    }
}

/// What is ordered.
#[derive(Clone, Copy, Debug)]
pub struct PacketOrder<'a> {
    pub reader: PacketReader,
    /// 素案, 案: printed across every page.
    pub draft: Option<&'a str>,
    /// The day of the letter.
    pub date: Option<Date>,
    /// The day from which what is dated later is not done.
    pub today: Option<Date>,
    /// The name of the council that the letter addresses.
    pub council: Option<&'a str>,
}

/// Papers that belong together.
#[derive(Debug)]
pub struct Packet {
    pub papers: Vec<PacketPaper>,
    /// What an officer has to know before it is sent.
    pub warnings: Vec<String>,
    /// `manifest.json`
    pub manifest: String,
    /// Over the names and the hashes of all papers.
    pub hash: String,
}

#[derive(Debug)]
pub struct PacketPaper {
    /// `01-letter.docx`
    pub name: String,
    pub title: &'static str,
    pub bytes: Vec<u8>,
}

/// Why there is no packet.
#[derive(Debug)]
pub enum PacketFault {
    /// The assessment or a file of the workspace cannot be used.
    Refused(Vec<Finding>),
    Render(RenderError),
    /// What is withheld cannot be taken out.
    Withheld,
}

impl From<RenderError> for PacketFault {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<Box<Finding>> for PacketFault {
    fn from(finding: Box<Finding>) -> Self {
        Self::Refused(vec![*finding])
    }
}

pub const MANIFEST: &str = "manifest.json";

/// The packet of an assessment that was loaded with its frozen versions.
pub fn packet(workspace: &Workspace, loaded: &Loaded, order: &PacketOrder<'_>) -> Result<Packet, PacketFault> {
    let refused = loaded.findings.iter().any(|finding| finding.rule.refuses_input());
    let Some(assessment) = loaded.assessment.as_ref().filter(|_| !refused) else {
        return Err(PacketFault::Refused(loaded.findings.clone()));
    };
    let none = Procedure::begun("");
    let procedure = loaded.procedure.as_ref().unwrap_or(&none);
    let mut earlier = loaded.revisions.iter().rev().filter(|revision| {
        // The version that is published already is no version before it.
        assessment.root().date("cover.published_on") != Some(revision.date)
    });
    let old = earlier.find_map(|revision| Some((revision.assessment.as_ref()?, revision)));
    // The public reads what is published, and nothing of what is withheld.
    let redacted = |file: &Path, version: &Assessment| match order.reader {
        PacketReader::Public => public_version(workspace, file, version).map(Some).ok_or(PacketFault::Withheld),
        PacketReader::Council | PacketReader::Commission => Ok(None),
    };
    let public = redacted(&loaded.path, assessment)?;
    let public_old = old.map(|(version, revision)| redacted(&revision.path, version)).transpose()?.flatten();
    let assessment = public.as_ref().unwrap_or(assessment);
    let old = old.map(|(version, revision)| (public_old.as_ref().unwrap_or(version), revision.date));
    let press = Press { workspace, loaded, assessment, procedure, old, order };
    let mut papers = press.papers()?;
    let titles: Vec<String> = papers.iter().map(|paper| paper.title.to_owned()).collect();
    papers.insert(0, press.letter(titles)?);
    for (index, paper) in papers.iter_mut().enumerate() {
        paper.name = format!("{:02}-{}", index + 1, paper.name);
    }
    let warnings = press.warnings();
    let hash = hash(&papers);
    let manifest = format!("{:#}\n", press.manifest(&papers, &warnings, &hash));
    Ok(Packet { papers, warnings, manifest, hash })
}

/// As `sha256sum` writes the list: `sha256sum *.pdf *.docx | sha256sum` gives it again.
fn hash(papers: &[PacketPaper]) -> String {
    sha256_hex(papers.iter().map(|paper| format!("{}  {}\n", sha256_hex(&paper.bytes), paper.name)).collect::<String>())
}

struct Press<'a> {
    workspace: &'a Workspace,
    loaded: &'a Loaded,
    assessment: &'a Assessment,
    procedure: &'a Procedure,
    /// The version before this one, and the day on which it was published.
    old: Option<(&'a Assessment, Date)>,
    order: &'a PacketOrder<'a>,
}

impl Press<'_> {
    fn papers(&self) -> Result<Vec<PacketPaper>, PacketFault> {
        let reader = self.order.reader;
        let output = Output::new(self.workspace, &self.loaded.path, self.assessment);
        let mut papers = vec![self.paper("assessment.pdf", "特定個人情報保護評価書", &output, output.document())?];
        if let Some((old, date)) = self.old {
            let name = format!("{date}公表");
            if reader == PacketReader::Council {
                papers.push(self.paper(
                    "review.pdf",
                    "審査用の版（変更を示した版）",
                    &output,
                    output.review(old, &name),
                )?);
            }
            let comparison = compare(old, self.assessment);
            let bytes = docx(&self.changes(old, &name, &comparison))?;
            papers.push(PacketPaper { name: "comparison.docx".into(), title: "新旧対照表", bytes });
        }
        if reader == PacketReader::Public {
            return Ok(papers);
        }
        if reader == PacketReader::Council {
            papers.push(word("steps.docx", "手続の状況", &output, &self.steps())?);
            let comments = beside::open_comments(self.assessment, self.procedure);
            papers.push(word("comments.docx", "解決していないコメント", &output, &comments)?);
        }
        if !self.procedure.opinions.is_empty() {
            let opinions = beside::opinions(self.assessment, self.procedure);
            papers.push(word("opinions.docx", "意見と考え方", &output, &opinions)?);
        }
        if reader == PacketReader::Council {
            let checklist = self.checklist()?;
            let points = checklist.held_to(self.assessment);
            let document = beside::checklist(self.assessment, &checklist.basis, &points);
            papers.push(word("checklist.docx", "審査の観点", &output, &document)?);
        }
        Ok(papers)
    }

    fn changes<'b>(&'b self, old: &'b Assessment, name: &'b str, comparison: &'b Comparison) -> Changes<'b> {
        Changes {
            old: Version { name, assessment: old },
            new: Version { name: "この版", assessment: self.assessment },
            comparison,
            style: &self.workspace.config.style,
            granularity: Granularity::Item,
            today: self.order.today,
        }
    }

    fn paper(
        &self,
        name: &str,
        title: &'static str,
        output: &Output<'_>,
        document: Document,
    ) -> Result<PacketPaper, PacketFault> {
        let document = match self.order.draft {
            Some(draft) => Document { draft: Some(draft.to_owned()), ..document },
            None => document,
        };
        let pdf: pdf::Pdf = output.paper(&document, self.workspace.font()?, false)?;
        Ok(PacketPaper { name: name.to_owned(), title, bytes: pdf.bytes })
    }

    fn steps(&self) -> Document {
        let round = Round::of(self.assessment, &self.loaded.revisions);
        let course = Course::of(self.assessment, self.procedure, round, self.order.today);
        let duties = self.old.map(|(old, _)| {
            let comparison = compare(old, self.assessment);
            duties(&comparison, old, self.assessment, self.order.today)
        });
        beside::steps(self.assessment, &course, &duties.unwrap_or_default())
    }

    fn checklist(&self) -> Result<Checklist, PacketFault> {
        let Some(own) = self.workspace.own_template("checklist.yaml") else { return Ok(Checklist::ours()) };
        let (checklist, findings) = Checklist::read(&own?);
        if findings.is_empty() { Ok(checklist) } else { Err(PacketFault::Refused(findings)) }
    }

    fn letter(&self, papers: Vec<String>) -> Result<PacketPaper, PacketFault> {
        let root = self.assessment.root();
        let residents = || self.procedure.opinions.iter().filter(|one| one.source == OpinionSource::Residents);
        let values = LetterValues {
            date: self.order.date.map_or_else(|| "　　年　　月　　日".into(), |date| date.to_string()),
            agency: root.words("cover.agency"),
            council: self.order.council.unwrap_or("第三者点検を行う機関").to_owned(),
            number: root.words("cover.number"),
            title: root.words("cover.title"),
            form: self.assessment.form.title(),
            published: root.date("cover.published_on").map(|date| date.to_string()).unwrap_or_default(),
            period: root.words("procedure.opinion.period"),
            papers,
            opinions: residents().count(),
            answered: residents().filter(|one| one.is_answered()).count(),
            comments: self.procedure.open_comments().count(),
        };
        let name = self.order.reader.key();
        let own = self.workspace.own_template(&format!("letter/{name}.txt")).transpose()?;
        let own = own.as_ref().map(|source| (source.path(), source.text()));
        let text = letter(name, own, &values)?;
        let document = beside::letter(self.assessment, self.order.reader.word(), &text);
        let output = Output::new(self.workspace, &self.loaded.path, self.assessment);
        word("letter.docx", "送り状", &output, &document)
    }

    fn sign_state(&self) -> SignState {
        let folder = self.loaded.path.parent().unwrap_or_else(|| Path::new(""));
        let fingerprint = self.workspace.fingerprint_of(folder, self.assessment).unwrap_or_default();
        self.procedure.sign_state(&fingerprint)
    }

    fn warnings(&self) -> Vec<String> {
        let mut told = Vec::new();
        let unanswered = self.procedure.unanswered().count();
        if unanswered > 0 && self.order.reader != PacketReader::Public {
            told.push(format!("考え方の無い意見が {unanswered} 件あります"));
        }
        if self.order.reader == PacketReader::Commission {
            told.push("様式1（計画管理書）は含みません。併せて提出してください".to_owned());
            if self.assessment.form.find("procedure.basic.date").is_some() {
                told.push(
                    "同じ番号の様式2は含みません。改めて提出するときは、その書類も hyokasho packet で作ってください"
                        .to_owned(),
                );
            }
            match self.sign_state() {
                SignState::Signed => {}
                SignState::Unsigned => told.push("承認（hyokasho sign）の記録がありません".to_owned()),
                SignState::Stale(_) => told.push("承認の後に記載が変わっています".to_owned()),
            }
        }
        told
    }

    fn manifest(&self, papers: &[PacketPaper], warnings: &[String], hash: &str) -> Value {
        let paper =
            |paper: &PacketPaper| json!({"name": paper.name, "title": paper.title, "sha256": sha256_hex(&paper.bytes)});
        let root = self.assessment.root();
        json!({
            "for": self.order.reader.key(),
            "number": root.words("cover.number"),
            "title": visible(&root.words("cover.title")),
            "form": self.assessment.form.id,
            "papers": papers.iter().map(paper).collect::<Vec<_>>(),
            "warnings": warnings,
            "sha256": hash,
        })
    }
}

fn word(name: &str, title: &'static str, output: &Output<'_>, document: &Document) -> Result<PacketPaper, PacketFault> {
    Ok(PacketPaper { name: name.to_owned(), title, bytes: output.word(document)?.bytes })
}

impl Packet {
    /// All files, the list of them last.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let papers = self.papers.iter().map(|paper| (paper.name.as_str(), paper.bytes.as_slice()));
        papers.chain([(MANIFEST, self.manifest.as_bytes())])
    }

    /// All of it as one archive; every file bears the oldest day that an archive can name.
    pub fn zip(&self) -> Result<Vec<u8>, RenderError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, bytes) in self.files() {
            zip.start_file(name, options).map_err(RenderError::Unpacked)?;
            zip.write_all(bytes).map_err(|error| RenderError::Unpacked(error.into()))?;
        }
        zip.finish().map(Cursor::into_inner).map_err(RenderError::Unpacked)
    }
}
