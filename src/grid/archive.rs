//! The parts of a zipped office file, unpacked behind a guard: sizes are measured, not believed, and nothing is written to disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::refusal::Refusal;
use crate::text::limits;

/// Parts by the names that they have inside the archive; nobody ever takes such a name for a path on the disk.
pub(super) struct Archive {
    parts: BTreeMap<String, String>,
    /// The names of everything that is no text: pictures, macros.
    packed: Vec<String>,
}

impl Archive {
    /// Unpacks what can be read as text; the rest is never unpacked.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::broken())?;
        if archive.len() > limits::SHEET_ENTRIES {
            return Err(Refusal::too_large(format!("中のファイルが {} 個あります", archive.len())));
        }
        let (mut parts, mut packed) = (BTreeMap::new(), Vec::new());
        let mut rest = limits::SHEET_UNPACKED_BYTES;
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|_| Refusal::broken())?;
            let name = entry.name().map_err(|_| Refusal::broken())?.trim_start_matches('/').to_owned();
            if !is_text(&name) {
                packed.push(name);
                continue;
            }
            let mut part = Vec::new();
            entry.take(rest + 1).read_to_end(&mut part).map_err(|_| Refusal::broken())?;
            rest = rest.checked_sub(part.len() as u64).ok_or_else(|| {
                Refusal::too_large(format!("展開すると {} MiB を超えます", limits::SHEET_UNPACKED_BYTES >> 20))
            })?;
            match String::from_utf8(part) {
                Ok(part) => drop(parts.insert(name, part)),
                Err(_) => packed.push(name),
            }
        }
        Ok(Self { parts, packed })
    }

    pub(super) fn part(&self, name: &str) -> Option<&str> {
        self.parts.get(name).map(String::as_str)
    }

    /// The parts whose names are wanted, by name.
    pub(super) fn parts(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let parts = self.parts.iter().map(|(name, part)| (name.as_str(), part.as_str()));
        parts.filter(move |(name, _)| wanted(name))
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.part(name).ok_or_else(Refusal::broken)
    }

    pub(super) fn has(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.parts.keys().chain(&self.packed).any(|name| wanted(name))
    }

    /// An archive of nothing but these parts under the names given, not compressed.
    pub(super) fn repacked(&self, names: &BTreeMap<String, &str>) -> Result<Vec<u8>, Refusal> {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in names {
            let Some(part) = self.part(part) else { continue };
            writer.start_file(name.as_str(), stored).map_err(|_| Refusal::broken())?;
            writer.write_all(part.as_bytes()).map_err(|_| Refusal::broken())?;
        }
        Ok(writer.finish().map_err(|_| Refusal::broken())?.into_inner())
    }
}

fn is_text(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    name == "mimetype" || ["xml", "rels", "vml"].iter().any(|text| ending.eq_ignore_ascii_case(text))
}
