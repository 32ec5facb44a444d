//! `hyokasho render`

use std::ffi::OsStr;

use super::args::{RenderArguments, RenderFormat};
use super::exit::Exit;
use super::look;
use super::target::{Target, refuse, tell_findings};
use super::terminal;
use super::versions;
use crate::assessment::Assessment;
use crate::disk::overwrite;
use crate::doc::Document;
use crate::office::{Output, public_version};
use crate::render::Site;
use crate::rules::missing_glyphs;
use crate::sheet::{Workbook, WorkbookError};
use crate::workspace::read_font;

pub(super) fn run(command: &RenderArguments) -> Exit {
    let Some(format) = format(command) else {
        terminal::tell("誤り: 出力の形が分かりません");
        terminal::tell(
            "対処: --format か、-o のファイル名の終わり（.pdf .docx .xlsx .html .md .json）で選んでください",
        );
        return Exit::Usage;
    };
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let Some(whole) = target.assessment() else { return Exit::Refused };
    let public = if command.public { public_version(target.workspace(), target.path(), whole) } else { None };
    if command.public && public.is_none() {
        terminal::tell("誤り: 公表しない部分を除いた版を作れません");
        return Exit::Refused;
    }
    if !command.public && !whole.withheld.is_empty() {
        terminal::tell("注意: 公表しない部分（withhold）も印刷します。公表するものは --public を付けて作ってください");
    }
    let bytes = match rendered(command, format, &target, public.as_ref().unwrap_or(whole)) {
        Ok(bytes) => bytes,
        Err(exit) => return exit,
    };
    match &command.output {
        None => terminal::finish_bytes(&bytes),
        Some(file) => overwrite(file, &bytes).map_or_else(|error| terminal::unwritten(&error), |()| Exit::Clean),
    }
}

/// As wished, or as the name of the output ends.
fn format(command: &RenderArguments) -> Option<RenderFormat> {
    let ending = command.output.as_ref().and_then(|file| file.extension()).and_then(OsStr::to_str);
    command.format.or(match ending {
        Some("pdf") => Some(RenderFormat::Pdf),
        Some("docx") => Some(RenderFormat::Docx),
        Some("html" | "htm") => Some(RenderFormat::Html),
        Some("md") => Some(RenderFormat::Md),
        Some("xlsx") => Some(RenderFormat::Xlsx),
        Some("json") => Some(RenderFormat::Json),
        _ => None,
    })
}

fn rendered(
    command: &RenderArguments,
    format: RenderFormat,
    target: &Target,
    assessment: &Assessment,
) -> Result<Vec<u8>, Exit> {
    if command.against.is_some() && !matches!(format, RenderFormat::Pdf | RenderFormat::Docx | RenderFormat::Html) {
        terminal::tell("誤り: --against は pdf・docx・html で使えます");
        return Err(Exit::Usage);
    }
    let output = Output::new(target.workspace(), target.path(), assessment);
    if matches!(format, RenderFormat::Json) {
        return Ok(output.data());
    }
    if let Some(spares) = command.spare {
        if !matches!(format, RenderFormat::Xlsx) {
            terminal::tell("誤り: --spare は xlsx で使えます");
            return Err(Exit::Usage);
        }
        return sheets(output.sheets_to_fill_in(usize::from(spares)));
    }
    let document = document(command, target, &output)?;
    match format {
        RenderFormat::Pdf => paper(command, target, assessment, &output, &document),
        RenderFormat::Docx => word(&output, &document),
        RenderFormat::Html => web_page(target, &output, &document),
        RenderFormat::Md => Ok(Output::markdown(&document)),
        RenderFormat::Xlsx => sheets(output.sheets(&document)),
        RenderFormat::Json => Ok(output.data()),
    }
}

/// As it stands, or with the changes from another version.
fn document(command: &RenderArguments, target: &Target, output: &Output<'_>) -> Result<Document, Exit> {
    let document = match &command.against {
        None => output.document(),
        Some(name) => {
            let old = versions::named(target.workspace(), target.path(), name)?;
            output.review(&old.assessment, &old.name)
        }
    };
    let draft = command.draft.clone().or(document.draft).filter(|draft| !draft.is_empty());
    Ok(Document { draft, ..document })
}

fn paper(
    command: &RenderArguments,
    target: &Target,
    assessment: &Assessment,
    output: &Output<'_>,
    document: &Document,
) -> Result<Vec<u8>, Exit> {
    let font = match &command.font {
        Some(address) => read_font(address).map(Some),
        None => target.workspace().font(),
    };
    let font = font.map_err(|finding| refuse(&[*finding]))?;
    let missing = missing_glyphs(assessment, font.as_ref());
    let pdf = output.paper(document, font, !command.no_source).map_err(|error| refuse_output("PDF", &error))?;
    let mut told = output.told_of_pictures();
    told.extend(missing);
    if !told.is_empty() {
        tell_findings(&told);
    } else if !pdf.missing.is_empty() {
        let missing: Vec<String> = pdf.missing.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect();
        terminal::tell(&format!("注意: 書体に無い文字を〓で印刷しました: {}", missing.join("、")));
    }
    Ok(pdf.bytes)
}

fn word(output: &Output<'_>, document: &Document) -> Result<Vec<u8>, Exit> {
    let docx = output.word(document).map_err(|error| refuse_output("Word の文書", &error))?;
    docx.remarks.iter().for_each(|remark| terminal::tell(&format!("注意: {remark}")));
    Ok(docx.bytes)
}

fn web_page(target: &Target, output: &Output<'_>, document: &Document) -> Result<Vec<u8>, Exit> {
    let theme = look::theme(target.workspace())?;
    output.web(document, &theme, &Site::default()).map_err(|error| look::refuse_template(&error.to_string()))
}

pub(super) fn sheets(made: Result<Workbook, WorkbookError>) -> Result<Vec<u8>, Exit> {
    let workbook = made.map_err(|error| refuse_output("Excel のファイル", &error))?;
    for figure in workbook.in_words {
        terminal::tell(&format!("注意: 図「{figure}」は Excel に画像として入れられないため、説明の文を載せました"));
    }
    Ok(workbook.bytes)
}

fn refuse_output(what: &str, why: &dyn std::error::Error) -> Exit {
    terminal::tell(&format!("誤り: {what}を作れません（{why}）"));
    Exit::Refused
}
