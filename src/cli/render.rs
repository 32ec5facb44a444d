//! `hyokasho render`

use std::ffi::OsStr;

use super::args::{RenderArguments, RenderFormat};
use super::exit::Exit;
use super::look;
use super::target::{Target, refuse, tell_findings};
use super::terminal;
use super::versions;
use crate::assessment::Assessment;
use crate::diff::compare;
use crate::doc::{Document, build, build_review};
use crate::render::{Site, docx, html, json, markdown, pdf};
use crate::rules::missing_glyphs;
use crate::sheet;
use crate::workspace::{read_font, write_bytes};

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
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    let bytes = match rendered(command, format, &target, assessment) {
        Ok(bytes) => bytes,
        Err(exit) => return exit,
    };
    match &command.output {
        None => terminal::finish_bytes(&bytes),
        Some(file) => match write_bytes(file, &bytes) {
            Ok(()) => Exit::Clean,
            Err(message) => {
                terminal::tell(&message);
                Exit::Unwritten
            }
        },
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
    match format {
        RenderFormat::Pdf => paper(command, target, assessment, &document(command, target, assessment)?),
        RenderFormat::Docx => word(target, assessment, &document(command, target, assessment)?),
        RenderFormat::Html => web_page(target, &document(command, target, assessment)?).map(String::into_bytes),
        RenderFormat::Md => Ok(markdown::page(&document(command, target, assessment)?).into_bytes()),
        RenderFormat::Xlsx => sheets(target, assessment, &document(command, target, assessment)?),
        RenderFormat::Json => Ok(json::page(assessment).into_bytes()),
    }
}

/// As it stands, or with the changes from another version.
fn document(command: &RenderArguments, target: &Target, assessment: &Assessment) -> Result<Document, Exit> {
    let house = &target.workspace().config.style;
    let document = match &command.against {
        None => build(assessment, house),
        Some(name) => {
            let old = versions::named(target.workspace(), target.path(), name)?;
            let comparison = compare(&old.assessment, assessment);
            build_review(&old.assessment, assessment, &comparison, &old.name, house)
        }
    };
    let draft = command.draft.clone().or(document.draft).filter(|draft| !draft.is_empty());
    Ok(Document { draft, ..document })
}

fn paper(
    command: &RenderArguments,
    target: &Target,
    assessment: &Assessment,
    document: &Document,
) -> Result<Vec<u8>, Exit> {
    let font = match &command.font {
        Some(address) => read_font(address).map(Some),
        None => target.workspace().font(),
    };
    let font = font.map_err(|finding| refuse(&[*finding]))?;
    let missing = missing_glyphs(assessment, font.as_ref());
    let folder = target.folder();
    let pictures = |file: &str| target.workspace().picture(&folder, file).ok();
    let options = pdf::Options::published(assessment.root().date("cover.published_on"), font);
    match pdf::render(document, &options, &pictures) {
        Ok(pdf) => {
            let mut told = target.workspace().told_of_pictures(&folder, assessment);
            told.extend(missing);
            if !told.is_empty() {
                tell_findings(&told);
            } else if !pdf.missing.is_empty() {
                let missing: Vec<String> =
                    pdf.missing.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect();
                terminal::tell(&format!("注意: 書体に無い文字を〓で印刷しました: {}", missing.join("、")));
            }
            Ok(pdf.bytes)
        }
        Err(message) => {
            terminal::tell(&format!("誤り: PDF を作れません（{message}）"));
            Err(Exit::Refused)
        }
    }
}

fn word(target: &Target, assessment: &Assessment, document: &Document) -> Result<Vec<u8>, Exit> {
    let folder = target.folder();
    let pictures = |file: &str| target.workspace().picture(&folder, file).ok();
    match docx::render(document, assessment.root().date("cover.published_on"), &pictures) {
        Ok(docx) => {
            docx.remarks.iter().for_each(|remark| terminal::tell(&format!("注意: {remark}")));
            Ok(docx.bytes)
        }
        Err(message) => {
            terminal::tell(&format!("誤り: Word の文書を作れません（{message}）"));
            Err(Exit::Refused)
        }
    }
}

fn web_page(target: &Target, document: &Document) -> Result<String, Exit> {
    let folder = target.folder();
    let pictures = |file: &str| target.workspace().picture(&folder, file).ok();
    let theme = look::theme(target.workspace())?;
    html::page(document, &theme, &pictures, &Site::default()).map_err(|message| look::refuse_template(&message))
}

fn sheets(target: &Target, assessment: &Assessment, document: &Document) -> Result<Vec<u8>, Exit> {
    let folder = target.folder();
    let pictures = |file: &str| target.workspace().picture(&folder, file).ok();
    let origin = sheet::Origin { form: &assessment.form.id, source: assessment.source.text() };
    match sheet::render(document, origin, &pictures) {
        Ok(workbook) => {
            for figure in workbook.in_words {
                terminal::tell(&format!(
                    "注意: 図「{figure}」は Excel に画像として入れられないため、説明の文を載せました"
                ));
            }
            Ok(workbook.bytes)
        }
        Err(message) => {
            terminal::tell(&format!("誤り: Excel のファイルを作れません（{message}）"));
            Err(Exit::Refused)
        }
    }
}
