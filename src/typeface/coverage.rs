//! Which characters can be drawn.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

use super::cluster::modifies;
use super::{DIFFERENCE, REGULAR, clusters, is_invisible};

/// The characters of some faces.
pub struct Coverage<'a> {
    faces: Vec<Charmap<'a>>,
    /// Characters of the basic plane that were asked for and are drawn by themselves, one bit each. A document asks for the
    /// same ones over and over.
    plain: Vec<AtomicU64>,
}

impl std::fmt::Debug for Coverage<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Coverage").field("faces", &self.faces.len()).finish()
    }
}

impl Coverage<'static> {
    /// Of the built-in fonts; the bold face draws what the regular one does.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Coverage<'static>> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let faces = [REGULAR, DIFFERENCE].iter().filter_map(|data| FontRef::new(data).ok());
            Coverage::of(faces.map(|face| face.charmap()).collect())
        })
    }
}

impl<'a> Coverage<'a> {
    /// Of the built-in fonts and of one of the reader's own. An unreadable font draws nothing; whoever prints tells of it.
    pub fn with(data: &'a [u8], index: u32) -> Self {
        let own = FontRef::from_index(data, index).ok().map(|face| face.charmap());
        Self::of(own.into_iter().chain(Coverage::built_in().faces.iter().cloned()).collect())
    }

    fn of(faces: Vec<Charmap<'a>>) -> Self {
        Self { faces, plain: (0..1024).map(|_| AtomicU64::new(0)).collect() }
    }

    pub fn has(&self, c: char) -> bool {
        self.faces.iter().any(|face| face.map(c).is_some_and(|glyph| glyph.to_u32() != 0))
    }

    /// What stands in a text and cannot be drawn, and where.
    pub fn missing(&self, text: &str) -> Vec<(Range<usize>, char)> {
        if text.chars().all(|c| self.is_plain(c)) {
            return Vec::new();
        }
        let mut missing = Vec::new();
        for cluster in clusters(text) {
            let asked = match (cluster.mark, cluster.composed) {
                (Some(_), Some(composed)) if self.has(composed) => continue,
                // A mark that cannot be joined to its character is drawn as if it were missing.
                (Some(mark), _) => mark,
                // What has no picture is drawn as a space.
                (None, _) if is_invisible(cluster.base) || self.has(cluster.base) => continue,
                (None, _) => cluster.base,
            };
            missing.push((cluster.range, asked));
        }
        missing
    }

    /// Is drawn, and changes nothing before it.
    fn is_plain(&self, c: char) -> bool {
        let code = c as usize;
        let Some(known) = self.plain.get(code / 64) else { return false };
        let bit = 1 << (code % 64);
        if known.load(Ordering::Relaxed) & bit != 0 {
            return true;
        }
        let plain = c == '\n' || !modifies(c) && self.has(c);
        if plain {
            known.fetch_or(bit, Ordering::Relaxed);
        }
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_is_found_where_it_stands() {
        let missing = |text: &str| Coverage::built_in().missing(text);
        assert_eq!(missing("市長は、𠮷田㈱①Ⅱ葛\u{E0100}か\u{3099}\u{200B}\u{7}"), []);
        assert_eq!(missing("前\u{13080}後"), [(3..7, '\u{13080}')]);
        assert_eq!(missing("山\u{302}"), [(0..5, '\u{302}')]);
        assert_eq!(missing("\u{1F600}"), [(0..4, '\u{1F600}')]);
        assert_eq!(missing("山"), [], "asked again");
    }

    #[test]
    fn a_font_of_ones_own_adds_to_the_others() {
        assert!(Coverage::with(b"no font", 0).missing("山").is_empty());
    }
}
