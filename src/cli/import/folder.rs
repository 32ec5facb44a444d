//! `hyokasho import フォルダー`: everything in a folder becomes a workspace. Versions of one assessment stand together, the newest
//! as it is to be worked on, those before it as they would have been frozen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::{choose_form, read};
use crate::assessment::Assessment;
use crate::cli::args::ImportArguments;
use crate::cli::exit::Exit;
use crate::cli::fault;
use crate::cli::target::refuse;
use crate::cli::terminal;
use crate::dates::Date;
use crate::disk::{self, NewFile, files_below, overwrite, refusal, shown, work_on, write_all};
use crate::finding::{Finding, reader};
use crate::import::{Imported, REPORT_FILE};
use crate::office::{picture_copies, sealed_version};
use crate::rules::codes;
use crate::text::fold::fold;
use crate::text::sha256_hex;
use crate::workspace::{ASSESSMENT_FILE, CONFIG_FILE, Kept, REVISIONS_FOLDER, STARTER_CONFIG, Workspace};

/// Characters of the name of a folder.
const NAME: usize = 40;
/// What this program itself puts into a workspace, and settings.
const NO_DOCUMENTS: [&str; 3] = ["yaml", "yml", "json"];

/// A document that was read.
struct FoundDocument {
    source: PathBuf,
    imported: Imported,
    assessment: Assessment,
    published: Option<Date>,
}

/// What became of a document.
struct ImportOutcome {
    source: PathBuf,
    exit: Exit,
    /// Where it stands now, or why it stands nowhere.
    told: String,
    details: Value,
}

pub(super) fn run(command: &ImportArguments, output: &Path) -> Exit {
    let folder = command.file.as_path();
    let sources: Vec<PathBuf> = files_below(folder).into_iter().filter(|file| is_document(file, output)).collect();
    if sources.is_empty() {
        let help = "文書のあるフォルダーかどうかを確かめてください";
        return refuse(&[*refusal(&shown(folder), &reader::UNREADABLE, "取り込む文書がありません", help)]);
    }
    let config = output.join(CONFIG_FILE);
    let mut workspace = Workspace::open(config.is_file().then_some(output), &codes());
    if let Err(exit) = choose_form(command, &mut workspace) {
        return exit;
    }
    let (documents, mut outcomes) = read_all(&sources, output, &workspace);
    if !documents.is_empty()
        && !config.exists()
        && let Err(error) = write_all(&[NewFile::new(&config, STARTER_CONFIG.as_bytes())])
    {
        return terminal::unwritten(&error);
    }
    let mut taken = BTreeMap::new();
    for versions in groups(documents) {
        outcomes.extend(store(versions, output, &workspace, &mut taken));
    }
    outcomes.sort_by(|one, other| one.source.cmp(&other.source));
    finish(&outcomes, output)
}

/// Everything but what programs leave beside documents, and what stands in the workspace already.
fn is_document(file: &Path, output: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    !name.starts_with("~$") && !NO_DOCUMENTS.contains(&ending.as_str()) && !file.starts_with(output)
}

/// One that cannot be read, even by a fault of the program, stops no other.
fn read_all(sources: &[PathBuf], output: &Path, workspace: &Workspace) -> (Vec<FoundDocument>, Vec<ImportOutcome>) {
    let progress = terminal::progress("取り込み");
    let done = std::sync::atomic::AtomicUsize::new(0);
    let file = output.join("new").join(ASSESSMENT_FILE);
    let read = |source: &PathBuf| {
        work_on(source);
        let found = fault::caught(|| {
            let imported = read(source, &file, workspace)?;
            let assessment = workspace.load_text(&file, &imported.yaml).assessment;
            let unread = || refusal(&shown(source), &reader::UNREADABLE, "評価書として読めません", "");
            let assessment = assessment.ok_or_else(unread)?;
            let published = assessment.root().date("cover.published_on").filter(|date| date.is_exact());
            Ok(FoundDocument { source: source.clone(), imported, assessment, published })
        });
        progress(1 + done.fetch_add(1, std::sync::atomic::Ordering::Relaxed), sources.len());
        found.map_err(|finding| Box::new(ImportOutcome::refused(source, &finding)))
    };
    let read: Vec<Result<FoundDocument, Box<ImportOutcome>>> = sources.par_iter().map(read).collect();
    let (mut documents, mut outcomes) = (Vec::new(), Vec::new());
    for one in read {
        match one {
            Ok(document) => documents.push(document),
            Err(outcome) => outcomes.push(*outcome),
        }
    }
    (documents, outcomes)
}

/// The versions of each assessment, known by agency and number, or else by title; oldest first, undated ones last.
fn groups(documents: Vec<FoundDocument>) -> Vec<Vec<FoundDocument>> {
    let mut groups: BTreeMap<[String; 3], Vec<FoundDocument>> = BTreeMap::new();
    for document in documents {
        let root = document.assessment.root();
        let [agency, number, title] = ["cover.agency", "cover.number", "cover.title"].map(|key| fold(&root.words(key)));
        let file = if number.is_empty() && title.is_empty() { shown(&document.source) } else { String::new() };
        let known_by = if number.is_empty() { title } else { String::new() };
        groups.entry([agency, number, known_by + &file]).or_default().push(document);
    }
    let mut groups: Vec<Vec<FoundDocument>> = groups.into_values().collect();
    for versions in &mut groups {
        // Of two documents of one day, the one that says more comes last, and counts.
        versions.sort_by_key(|version| {
            let day = version.published.map(Date::iso);
            (day.is_none(), day, version.imported.placed, std::cmp::Reverse(version.source.clone()))
        });
    }
    groups
}

/// Puts the versions of one assessment into its folder, all of them or none.
fn store(
    versions: Vec<FoundDocument>,
    output: &Path,
    workspace: &Workspace,
    taken: &mut BTreeMap<String, usize>,
) -> Vec<ImportOutcome> {
    let is_alone = versions.len() == 1;
    let (mut kept, mut outcomes): (Vec<FoundDocument>, Vec<ImportOutcome>) = (Vec::new(), Vec::new());
    for version in versions {
        if version.published.is_none() && !is_alone && !kept.is_empty() {
            let told = "公表日が無いので、ほかの版との前後が分かりません。一つだけを取り込んでください";
            outcomes.push(ImportOutcome::left(&version, told.to_owned()));
            continue;
        }
        if let Some(same) = kept.pop_if(|last| last.published.is_some() && last.published == version.published) {
            let told = format!("{} と同じ日の版なので、記載の多い方だけを取り込みました", shown(&version.source));
            outcomes.push(ImportOutcome::left(&same, told));
        }
        kept.push(version);
    }
    let Some(newest) = kept.pop() else { return outcomes };
    let folder = output.join(folder_name(&newest, taken));
    let (file, report) = (folder.join(ASSESSMENT_FILE), folder.join(REPORT_FILE));
    let mut texts = Vec::new();
    for version in &kept {
        let (Some(day), place) = (version.published, folder.join(REVISIONS_FOLDER)) else { continue };
        let place = place.join(format!("{}.yaml", day.iso()));
        // As it reads where it is to stand.
        let assessment = workspace.load_text(&place, &version.imported.yaml).assessment;
        let kept = |(file, bytes): &(String, Vec<u8>)| Kept {
            file: file.clone(),
            sha256: sha256_hex(bytes),
            bytes: bytes.clone(),
        };
        let pictures: Vec<Kept> = version.imported.files.iter().map(kept).collect();
        match assessment.and_then(|assessment| sealed_version(&assessment, &pictures)) {
            Some(text) => texts.push((place, text, pictures, version)),
            None => outcomes.push(ImportOutcome::left(version, "版として残せません".to_owned())),
        }
    }
    let told = newest.imported.report.json();
    let beside: Vec<_> = newest.imported.files.iter().map(|(name, bytes)| (folder.join(name), bytes)).collect();
    let mut files: Vec<NewFile<'_>> =
        beside.iter().map(|(place, bytes)| NewFile::new(place, bytes.as_slice())).collect();
    for (place, text, pictures, _) in &texts {
        files.extend(picture_copies(place, pictures));
        files.push(NewFile::new(place, text.as_bytes()));
    }
    files.push(NewFile::new(&report, told.as_bytes()));
    files.push(NewFile::new(&file, newest.imported.yaml.as_bytes()));
    let written = write_all(&files);
    drop(files);
    let all = texts.iter().map(|(place, _, _, version)| (place.as_path(), *version)).chain([(file.as_path(), &newest)]);
    for (place, version) in all {
        outcomes.push(match &written {
            Ok(()) => ImportOutcome::stored(version, place),
            Err(error) => ImportOutcome { exit: Exit::Unwritten, ..ImportOutcome::left(version, error.to_string()) },
        });
    }
    outcomes
}

/// Number and title: `15-成人健診に関する事務`.
fn folder_name(document: &FoundDocument, taken: &mut BTreeMap<String, usize>) -> String {
    let root = document.assessment.root();
    let [number, title] = ["cover.number", "cover.title"].map(|key| plain(&root.words(key)));
    let pieces: Vec<String> = [number, title].into_iter().filter(|piece| !piece.is_empty()).collect();
    let stem = plain(&document.source.file_stem().unwrap_or_default().to_string_lossy());
    let name = if pieces.is_empty() { stem } else { pieces.join("-") };
    let name: String = if name.is_empty() { "assessment".to_owned() } else { name.chars().take(NAME).collect() };
    let count = taken.entry(name.to_lowercase()).or_default();
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{count}") }
}

/// Letters and digits in their usual width; anything else parts words.
fn plain(text: &str) -> String {
    let folded = fold(text.lines().next().unwrap_or_default());
    let letters = folded.chars().map(|letter| if letter.is_alphanumeric() || letter == 'ー' { letter } else { '-' });
    let plain: String = letters.collect();
    plain.split('-').filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("-")
}

impl ImportOutcome {
    fn refused(source: &Path, finding: &Finding) -> Self {
        let details = json!({ "code": finding.rule.code, "message": finding.message, "help": finding.help });
        let told = format!("{}: {}", finding.rule.code, finding.message);
        Self { source: source.to_owned(), exit: Exit::Refused, told, details }
    }

    fn left(document: &FoundDocument, told: String) -> Self {
        let details = json!({ "message": told, "report": document.imported.report });
        Self { source: document.source.clone(), exit: Exit::Findings, told, details }
    }

    fn stored(document: &FoundDocument, place: &Path) -> Self {
        let Imported { report, characters, placed, .. } = &document.imported;
        let share = placed * 100 / (*characters).max(1);
        let told = format!(
            "{}（{} 項目、記載の {share} %、割り当てられない記載 {} 件、食い違い {} 件）",
            shown(place),
            report.mapped,
            report.unmapped.len(),
            report.conflicts.len()
        );
        let details = json!({ "file": shown(place), "report": report });
        Self { source: document.source.clone(), exit: Exit::Clean, told, details }
    }
}

/// What became of every document: on the terminal, and with all reports in one file.
fn finish(outcomes: &[ImportOutcome], output: &Path) -> Exit {
    let entry = |outcome: &ImportOutcome| {
        let mut entry = outcome.details.clone();
        entry["source"] = json!(shown(&outcome.source));
        entry
    };
    let summary = json!({ "documents": outcomes.iter().map(entry).collect::<Vec<_>>() });
    let stored = outcomes.iter().filter(|outcome| outcome.exit == Exit::Clean).count();
    let mut lines = Vec::new();
    for outcome in outcomes {
        let sign = if outcome.exit == Exit::Clean { "○" } else { "×" };
        lines.push(format!("{sign} {} → {}", shown(&outcome.source), outcome.told));
    }
    lines.push(format!("{} 件のうち {stored} 件を取り込みました", outcomes.len()));
    let worst = outcomes.iter().map(|outcome| outcome.exit).max().unwrap_or(Exit::Clean);
    if stored > 0 {
        let file = output.join(REPORT_FILE);
        if let Err(error) = overwrite(&file, format!("{summary:#}\n").as_bytes()) {
            return terminal::unwritten(&error);
        }
        lines.push(format!("次に {} を見て、hyokasho check {} で確かめてください", shown(&file), disk::shown(output)));
    }
    terminal::finish(&(lines.join("\n") + "\n")).max(worst)
}
