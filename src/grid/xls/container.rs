//! The compound file that a workbook of Excel 97–2003 is: a file system of sectors in chains.

use super::super::refusal::Refusal;

const HEADER: usize = 512;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
/// Shorter streams stand in the chain of small sectors.
const SMALL: usize = 4096;
/// Higher numbers mark ends and free sectors.
const LAST_SECTOR: u32 = 0xffff_fff9;

pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    entries: Vec<DirectoryEntry>,
}

struct DirectoryEntry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(Refusal::broken()),
        };
        let mut container = Self { bytes, sector, table: Vec::new(), entries: Vec::new() };
        container.table = container.allocation().ok_or_else(Refusal::broken)?;
        let directory = container.header(48).and_then(|start| container.chain(start)).ok_or_else(Refusal::broken)?;
        container.entries = directory.chunks_exact(ENTRY).map(entry).collect();
        Ok(container)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; nothing where it is not there.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let bytes = if entry.size < SMALL { self.small(entry) } else { self.chain(entry.start) };
        let mut bytes = bytes.ok_or_else(Refusal::broken)?;
        bytes.truncate(entry.size);
        Ok(Some(bytes))
    }

    fn header(&self, at: usize) -> Option<u32> {
        u32_at(self.bytes, at)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The table of which sector follows which; its own sectors are listed in the header and in a chain of lists.
    fn allocation(&self) -> Option<Vec<u32>> {
        let mut own: Vec<u32> = numbers(self.bytes.get(76..HEADER)?).collect();
        let mut list = self.header(68)?;
        let most = own.len() + self.bytes.len() / self.sector;
        while own.len() <= most {
            if list > LAST_SECTOR {
                let own = own.into_iter().take_while(|number| *number <= LAST_SECTOR);
                let sectors = own.map(|number| self.sector(number)).collect::<Option<Vec<_>>>()?;
                return Some(sectors.into_iter().flat_map(numbers).collect());
            }
            own.extend(numbers(self.sector(list)?));
            list = own.pop()?;
        }
        None
    }

    /// The sectors from `start` on; nothing for a chain that bites its own tail.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut number = start;
        while number <= LAST_SECTOR {
            if bytes.len() > self.bytes.len() {
                return None;
            }
            bytes.extend_from_slice(self.sector(number)?);
            number = *self.table.get(number as usize)?;
        }
        Some(bytes)
    }

    fn small(&self, entry: &DirectoryEntry) -> Option<Vec<u8>> {
        let sectors = self.chain(self.entries.first()?.start)?;
        let table: Vec<u32> = numbers(&self.chain(self.header(60)?)?).collect();
        let mut bytes = Vec::new();
        let mut number = entry.start;
        while number <= LAST_SECTOR && bytes.len() < entry.size {
            let start = (number as usize).checked_mul(MINI_SECTOR)?;
            bytes.extend_from_slice(sectors.get(start..start.checked_add(MINI_SECTOR)?)?);
            number = *table.get(number as usize)?;
        }
        Some(bytes)
    }
}

fn entry(bytes: &[u8]) -> DirectoryEntry {
    let length = u16_at(bytes, 64).map_or(0, usize::from).min(64).saturating_sub(2);
    let units: Vec<u16> = bytes[..length].chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    let number = |at| u32_at(bytes, at).unwrap_or(u32::MAX);
    DirectoryEntry { name: String::from_utf16_lossy(&units), start: number(116), size: number(120) as usize }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|number| u32::from_le_bytes([number[0], number[1], number[2], number[3]]))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
