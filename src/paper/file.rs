//! The objects of a PDF behind a guard: how much is unpacked is measured, not believed, and no chain of references is endless.

use std::cell::Cell;
use std::collections::BTreeSet;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use super::refusal;
use crate::grid::Refusal;
use crate::text::limits;

pub(super) struct PdfFile {
    document: Document,
    /// Bytes that may still be unpacked.
    rest: Cell<usize>,
}

impl PdfFile {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        // Streams of objects are unpacked while the file is opened; together they stay below the limit.
        let packed = [b"ObjStm".as_slice(), b"XRef"].map(|name| count(bytes, name)).iter().sum::<usize>();
        // A name may hide in its digits; whoever hides them has as many as there are streams.
        let hidden = if hides_names(bytes) { count(bytes, b"endstream") } else { 0 };
        let each = limits::PDF_OBJECT_BYTES / (packed + hidden).max(1);
        let options = LoadOptions { max_decompressed_size: Some(each), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Self::unpacked(),
            Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => refusal::password(),
            _ => refusal::broken(),
        })?;
        if document.is_encrypted() {
            return Err(refusal::password());
        }
        Ok(Self { document, rest: Cell::new(limits::PDF_UNPACKED_BYTES) })
    }

    fn unpacked() -> Refusal {
        refusal::too_large(format!("展開すると {} MiB を超えます", limits::PDF_UNPACKED_BYTES >> 20))
    }

    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// The dictionaries of the pages, each with what it inherits.
    pub(super) fn pages(&self) -> Result<Vec<PageNode<'_>>, Refusal> {
        let root = self.document.catalog().map_err(|_| refusal::broken())?;
        let root = self.dictionary(root, b"Pages").ok_or_else(refusal::broken)?;
        let (mut pages, mut seen) = (Vec::new(), BTreeSet::new());
        let mut open = vec![(root, PageNode { own: root, inherited: Vec::new() })];
        while let Some((dictionary, node)) = open.pop() {
            let Some(kids) = self.get(dictionary, b"Kids").and_then(|kids| kids.as_array().ok()) else {
                pages.push(node);
                if pages.len() > limits::PDF_PAGES {
                    return Err(refusal::too_large(format!("{} ページを超えています", limits::PDF_PAGES)));
                }
                continue;
            };
            for kid in kids.iter().rev() {
                // No page stands at two places of the tree.
                let is_new = kid.as_reference().is_ok_and(|id| seen.insert(id));
                let Some(kid) = self.resolve(kid).and_then(|kid| kid.as_dict().ok()).filter(|_| is_new) else {
                    continue;
                };
                if node.inherited.len() < limits::DEPTH {
                    let inherited = node.inherited.iter().copied().chain([dictionary]).collect();
                    open.push((kid, PageNode { own: kid, inherited }));
                }
            }
        }
        Ok(pages)
    }

    pub(super) fn resolve<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    pub(super) fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// A dictionary, or that of a stream.
    pub(super) fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        match self.get(dictionary, key)? {
            Object::Dictionary(found) => Some(found),
            Object::Stream(found) => Some(&found.dict),
            _ => None,
        }
    }

    pub(super) fn stream<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        self.get(dictionary, key)?.as_stream().ok()
    }

    pub(super) fn numbers(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
        let numbers = self.get(dictionary, key)?.as_array().ok()?.iter();
        Some(numbers.filter_map(|number| self.number(number)).collect())
    }

    pub(super) fn number(&self, object: &Object) -> Option<f64> {
        self.resolve(object)?.as_float().ok().map(f64::from).filter(|number| number.is_finite())
    }

    /// A number that counts something.
    pub(super) fn whole(&self, object: &Object) -> Option<usize> {
        self.resolve(object)?.as_i64().ok()?.try_into().ok()
    }

    pub(super) fn name<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    /// What is packed in a stream; nothing where it is damaged or packed in a way that text never is.
    pub(super) fn unpack(&self, stream: &Stream) -> Result<Option<Vec<u8>>, Refusal> {
        match stream.decompressed_content_with_limit(self.rest.get()) {
            Ok(content) => {
                self.spend(content.len())?;
                Ok(Some(content))
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => Err(Self::unpacked()),
            Err(_) => Ok(None),
        }
    }

    /// Counts bytes that are gone through, each time anew.
    pub(super) fn spend(&self, bytes: usize) -> Result<(), Refusal> {
        self.rest.set(self.rest.get().checked_sub(bytes).ok_or_else(Self::unpacked)?);
        Ok(())
    }

    /// The streams that a page is drawn by, one after the other.
    pub(super) fn contents(&self, page: &Dictionary) -> Result<Vec<u8>, Refusal> {
        let mut contents = Vec::new();
        let parts = match self.get(page, b"Contents") {
            Some(Object::Array(parts)) => parts.iter().filter_map(|part| self.resolve(part)).collect(),
            Some(part) => vec![part],
            None => Vec::new(),
        };
        for part in parts.into_iter().filter_map(|part| part.as_stream().ok()) {
            contents.extend(self.unpack(part)?.ok_or_else(refusal::broken)?);
            contents.push(b'\n');
        }
        Ok(contents)
    }
}

/// A page, and the dictionaries above it, which it inherits from.
pub(super) struct PageNode<'a> {
    pub(super) own: &'a Dictionary,
    inherited: Vec<&'a Dictionary>,
}

impl<'a> PageNode<'a> {
    pub(super) fn holder(&self, key: &[u8]) -> Option<&'a Dictionary> {
        std::iter::once(self.own).chain(self.inherited.iter().rev().copied()).find(|dictionary| dictionary.has(key))
    }
}

/// The object that an entry leads to.
pub(super) fn reference(dictionary: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dictionary.get(key).ok()?.as_reference().ok()
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|window| *window == word).count()
}

/// Whether a name is written with digits where letters would do.
fn hides_names(bytes: &[u8]) -> bool {
    let letter = |digits: &[u8]| {
        let text = std::str::from_utf8(digits).unwrap_or_default();
        u8::from_str_radix(text, 16).is_ok_and(|byte| byte.is_ascii_alphanumeric())
    };
    bytes.windows(3).any(|window| window[0] == b'#' && letter(&window[1..]))
}
