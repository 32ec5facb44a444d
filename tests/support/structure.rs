//! Reads a PDF back and says what archives and screen readers would miss in it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Everything that is wrong with a file; nothing if it is as it should be.
pub(crate) fn faults(bytes: &[u8]) -> Vec<String> {
    let file = Document::load_mem(bytes).unwrap();
    let catalog = file.catalog().unwrap().clone();
    let mut reader = Reader { pages: file.get_pages().into_values().collect(), file, ..Reader::default() };
    reader.catalog(&catalog);
    reader.pages();
    let root = reader.dictionary(catalog.get(b"StructTreeRoot").unwrap());
    reader.parents(&root);
    let first = reader.list(&root, b"K");
    for element in first {
        reader.element(&element, "StructTreeRoot");
    }
    reader.compare();
    reader.faults
}

/// The picture elements of a file: what each says instead of itself.
pub(crate) fn alternatives(bytes: &[u8]) -> Vec<String> {
    let file = Document::load_mem(bytes).unwrap();
    let figures =
        file.objects.values().filter_map(|object| object.as_dict().ok()).filter(|element| is(element, "Figure"));
    figures.map(|figure| lopdf::decode_text_string(figure.get(b"Alt").unwrap()).unwrap()).collect()
}

/// How many states are saved at most inside each other in one stream.
pub(crate) fn deepest_state(bytes: &[u8]) -> usize {
    let file = Document::load_mem(bytes).unwrap();
    let forms = file.objects.values().filter_map(|object| object.as_stream().ok());
    let forms =
        forms.filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form"));
    let depth = |form: &lopdf::Stream| {
        let (mut open, mut deepest) = (0_usize, 0);
        for operation in Content::decode(&form.decompressed_content().unwrap()).unwrap().operations {
            match operation.operator.as_str() {
                "q" => open += 1,
                "Q" => open -= 1,
                _ => {}
            }
            deepest = deepest.max(open);
        }
        deepest
    };
    forms.map(depth).max().unwrap()
}

/// What the figures of a file draw: `7 w`, `[3 5] 2 d`.
pub(crate) fn drawn(bytes: &[u8]) -> Vec<String> {
    fn words(object: &Object) -> String {
        match object {
            Object::Array(items) => format!("[{}]", items.iter().map(words).collect::<Vec<_>>().join(" ")),
            Object::Real(number) => number.to_string(),
            other => other.as_i64().map(|number| number.to_string()).unwrap_or_default(),
        }
    }
    let file = Document::load_mem(bytes).unwrap();
    let streams = file.objects.values().filter_map(|object| object.as_stream().ok());
    let forms = streams
        .filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form"));
    let operations = forms.flat_map(|form| Content::decode(&form.decompressed_content().unwrap()).unwrap().operations);
    let told = operations.map(|one| {
        let operands = one.operands.iter().map(|operand| words(operand) + " ");
        operands.collect::<String>() + &one.operator
    });
    told.collect()
}

/// The samples of the functions that have some.
pub(crate) fn samples(bytes: &[u8]) -> Vec<Vec<u8>> {
    let file = Document::load_mem(bytes).unwrap();
    let streams = file.objects.values().filter_map(|object| object.as_stream().ok());
    let sampled =
        streams.filter(|stream| stream.dict.get(b"FunctionType").and_then(Object::as_i64).is_ok_and(|kind| kind == 0));
    sampled.map(|stream| stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())).collect()
}

fn is(element: &Dictionary, role: &str) -> bool {
    element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role.as_bytes())
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap()
}

#[derive(Default)]
struct Reader {
    file: Document,
    pages: Vec<ObjectId>,
    faults: Vec<String>,
    /// Marked content on the pages, by page and number.
    content: BTreeSet<(ObjectId, i64)>,
    /// The element of each piece of content and of each annotation as the parent tree has it.
    parents: BTreeMap<i64, Object>,
    /// Content and annotations that the tree holds, with the element that holds them.
    held: BTreeMap<(ObjectId, i64), ObjectId>,
    links: BTreeMap<ObjectId, ObjectId>,
    level: u8,
}

impl Reader {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn resolve(&self, object: &Object) -> Object {
        self.file.dereference(object).unwrap().1.clone()
    }

    fn dictionary(&self, object: &Object) -> Dictionary {
        match self.resolve(object) {
            Object::Stream(stream) => stream.dict,
            other => other.as_dict().unwrap().clone(),
        }
    }

    /// One or several values of a key, references kept.
    fn list(&self, dictionary: &Dictionary, key: &[u8]) -> Vec<Object> {
        let Ok(value) = dictionary.get(key) else { return Vec::new() };
        match self.resolve(value) {
            Object::Array(items) => items,
            _ => vec![value.clone()],
        }
    }

    fn catalog(&mut self, catalog: &Dictionary) {
        let text = |key: &[u8]| catalog.get(key).and_then(Object::as_str).map(<[u8]>::to_vec).unwrap_or_default();
        if text(b"Lang") != b"ja-JP" {
            self.fault("the language is not told");
        }
        let is_on = |outer: &[u8], inner: &[u8]| {
            catalog
                .get(outer)
                .map(|outer| self.dictionary(outer))
                .is_ok_and(|outer| outer.get(inner).and_then(Object::as_bool).unwrap_or(false))
        };
        if !is_on(b"MarkInfo", b"Marked") || !is_on(b"ViewerPreferences", b"DisplayDocTitle") {
            self.fault("not marked as tagged, or the title is not shown");
        }
        let intent = self.list(catalog, b"OutputIntents").first().map(|intent| self.dictionary(intent)).unwrap();
        let profile = intent.get(b"DestOutputProfile").map(|profile| self.resolve(profile)).unwrap();
        let profile = profile.as_stream().unwrap().decompressed_content().unwrap();
        if intent.get(b"S").unwrap().as_name().unwrap() != b"GTS_PDFA1" || profile.get(36..40) != Some(b"acsp") {
            self.fault("the colours of the output are not told");
        }
        let metadata = self.resolve(catalog.get(b"Metadata").unwrap());
        let metadata = metadata.as_stream().unwrap();
        let text = String::from_utf8(metadata.content.clone()).unwrap();
        let part = if catalog.has(b"AF") { "<pdfaid:part>3<" } else { "<pdfaid:part>2<" };
        for claim in [part, "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<dc:title>"] {
            if !text.contains(claim) || metadata.dict.has(b"Filter") {
                self.fault(format!("the metadata does not say {claim}"));
            }
        }
    }

    /// Everything drawn stands in exactly one piece of content or artifact.
    fn pages(&mut self) {
        for (number, page) in self.pages.clone().into_iter().enumerate() {
            let dictionary = self.file.get_dictionary(page).unwrap().clone();
            if dictionary.get(b"Tabs").and_then(Object::as_name).ok() != Some(b"S") {
                self.fault(format!("page {number}: tabs do not follow the structure"));
            }
            let content = Content::decode(&self.file.get_page_content(page)).unwrap();
            // The marks that are open: those of spans within content among them.
            let mut open: Vec<Vec<u8>> = Vec::new();
            for operation in content.operations {
                match operation.operator.as_str() {
                    "BDC" | "BMC" => {
                        let tag = operation.operands[0].as_name().unwrap().to_vec();
                        let number = operation.operands.get(1).and_then(|properties| properties.as_dict().ok());
                        if let Some(own) = number.and_then(|properties| properties.get(b"MCID").ok()) {
                            let own = own.as_i64().unwrap();
                            if !self.content.insert((page, own)) || !open.is_empty() {
                                self.fault(format!(
                                    "page {number:?}: content {own} is there twice or within other content"
                                ));
                            }
                        } else if tag != b"Artifact" && (tag != b"Span" || open.is_empty()) {
                            self.fault(format!("page {number:?}: {} is no content", String::from_utf8_lossy(&tag)));
                        }
                        open.push(tag);
                    }
                    "EMC" if open.pop().is_none() => self.fault(format!("page {number}: an end too many")),
                    "Tj" | "TJ" | "f" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*" | "Do" | "sh" if open.is_empty() => {
                        self.fault(format!("page {number}: {} stands in nothing", operation.operator));
                    }
                    _ => {}
                }
            }
            if !open.is_empty() {
                self.fault(format!("page {number}: content is not ended"));
            }
            for annotation in self.list(&dictionary, b"Annots") {
                let link = self.dictionary(&annotation);
                let described = link.get(b"Contents").and_then(Object::as_str).is_ok_and(|text| !text.is_empty());
                if !described || link.get(b"F").and_then(Object::as_i64).ok() != Some(4) {
                    self.fault(format!("page {number}: a link is not described or not printed"));
                }
            }
        }
    }

    fn parents(&mut self, root: &Dictionary) {
        let tree = self.dictionary(root.get(b"ParentTree").unwrap());
        for pair in self.list(&tree, b"Nums").chunks(2) {
            self.parents.insert(pair[0].as_i64().unwrap(), self.resolve_array(&pair[1]));
        }
        let next = root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap();
        if self.parents.last_key_value().is_none_or(|(last, _)| last + 1 != next) {
            self.fault(format!("{next} is not the next number of an element"));
        }
    }

    /// An array behind a reference; the reference of an element stays.
    fn resolve_array(&self, object: &Object) -> Object {
        match self.resolve(object) {
            Object::Array(items) => Object::Array(items),
            _ => object.clone(),
        }
    }

    fn element(&mut self, object: &Object, parent: &str) {
        let own = object.as_reference().unwrap();
        let element = self.dictionary(object);
        let role = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        self.stands_well(&role, parent, &element);
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let children = self.list(&element, b"K");
        for child in &children {
            let inner = self.resolve(child);
            match &inner {
                Object::Integer(number) => self.hold(page.unwrap(), *number, own),
                Object::Dictionary(inner) if inner.has(b"MCID") => {
                    let page = inner.get(b"Pg").unwrap().as_reference().unwrap();
                    self.hold(page, inner.get(b"MCID").unwrap().as_i64().unwrap(), own);
                }
                Object::Dictionary(inner) if inner.has(b"Obj") => {
                    let link = inner.get(b"Obj").unwrap().as_reference().unwrap();
                    if role != "Link" || self.links.insert(link, own).is_some() {
                        self.fault("an annotation outside of a link, or in two of them");
                    }
                }
                Object::Dictionary(inner) => {
                    if inner.get(b"P").unwrap().as_reference().unwrap() != own {
                        self.fault(format!("a child of {role} has another parent"));
                    }
                    self.element(child, &role);
                }
                other => self.fault(format!("{role} holds {other:?}")),
            }
        }
        if role == "Table" {
            self.is_regular(&children);
        }
    }

    fn stands_well(&mut self, role: &str, parent: &str, element: &Dictionary) {
        let fits = match role {
            "Document" => parent == "StructTreeRoot",
            "TR" => matches!(parent, "Table" | "THead" | "TBody"),
            "TH" | "TD" => parent == "TR",
            "THead" | "TBody" => parent == "Table",
            "LI" => parent == "L",
            "LBody" => parent == "LI",
            _ => !matches!(parent, "Table" | "TR" | "L" | "LI" | "StructTreeRoot"),
        };
        if !fits {
            self.fault(format!("{role} stands in {parent}"));
        }
        if let Some(level) = role.strip_prefix('H').and_then(|level| level.parse::<u8>().ok()) {
            if level > self.level + 1 {
                self.fault(format!("H{level} follows H{}", self.level));
            }
            self.level = level;
        }
        let attributes = element.get(b"A").map(|attributes| self.dictionary(attributes)).unwrap_or_default();
        if role == "TH" && !attributes.has(b"Scope") {
            self.fault("a TH without scope");
        }
        if role == "TR" {
            let cells: Vec<Dictionary> = self.list(element, b"K").iter().map(|cell| self.dictionary(cell)).collect();
            let is_column = |cell: &Dictionary| {
                let attributes = cell.get(b"A").map(|attributes| self.dictionary(attributes)).unwrap_or_default();
                attributes.get(b"Scope").and_then(Object::as_name).is_ok_and(|scope| scope == b"Column")
            };
            if cells.iter().any(|cell| is(cell, "TD")) && cells.iter().any(is_column) {
                self.fault("the head of a row stands for a column");
            }
        }
        if role == "Figure" {
            let told = element.get(b"Alt").and_then(Object::as_str).is_ok_and(|text| !text.is_empty());
            let area = attributes.get(b"BBox").and_then(Object::as_array).is_ok_and(|area| area.len() == 4);
            if !told || !area {
                self.fault("a figure without words or without place");
            }
        }
    }

    fn hold(&mut self, page: ObjectId, number: i64, element: ObjectId) {
        if self.held.insert((page, number), element).is_some() {
            self.fault(format!("content {number} of page {page:?} is told twice"));
        }
    }

    /// Every row covers every column once, cells of several rows counted.
    fn is_regular(&mut self, rows: &[Object]) {
        let mut wide = None;
        let mut taken: Vec<usize> = Vec::new();
        for row in rows {
            let row = self.dictionary(row);
            let mut cells = Vec::new();
            for cell in self.list(&row, b"K") {
                let cell = self.dictionary(&cell);
                let attributes = cell.get(b"A").map(|attributes| self.dictionary(attributes)).unwrap_or_default();
                let span = |key: &[u8]| attributes.get(key).and_then(Object::as_i64).map_or(1, count);
                cells.push((span(b"ColSpan"), span(b"RowSpan")));
            }
            let width = cells.iter().map(|cell| cell.0).sum::<usize>() + taken.iter().filter(|rows| **rows > 0).count();
            if *wide.get_or_insert(width) != width {
                self.fault(format!("a row of {width} columns in a table of {}", wide.unwrap_or(0)));
            }
            taken.resize(width.max(taken.len()), 0);
            let mut free: Vec<usize> = (0..taken.len()).filter(|column| taken[*column] == 0).collect();
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            for (columns, rows) in cells {
                free.drain(..columns.min(free.len())).for_each(|column| taken[column] = rows - 1);
            }
        }
        if taken.iter().any(|rows| *rows > 0) {
            self.fault("a cell reaches below its table");
        }
    }

    /// The tree, the parent tree and the pages say the same.
    fn compare(&mut self) {
        let held: BTreeSet<_> = self.held.keys().copied().collect();
        for lost in self.content.symmetric_difference(&held).copied().collect::<Vec<_>>() {
            self.fault(format!("content {} of page {:?} is not in both page and tree", lost.1, lost.0));
        }
        for ((page, number), element) in self.held.clone() {
            let page = self.file.get_dictionary(page).unwrap();
            let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
            let parents = self.parents.get(&key).and_then(|parents| parents.as_array().ok());
            let parent = parents.and_then(|parents| parents.get(count(number))).and_then(|id| id.as_reference().ok());
            if parent != Some(element) {
                self.fault(format!("content {number} under key {key} has the parent {parent:?}, not {element:?}"));
            }
        }
        for page in self.pages.clone() {
            let page = self.file.get_dictionary(page).unwrap().clone();
            for annotation in self.list(&page, b"Annots") {
                let key = self.dictionary(&annotation).get(b"StructParent").unwrap().as_i64().unwrap();
                let parent = self.parents.get(&key).and_then(|parent| parent.as_reference().ok());
                if parent.is_none() || parent != self.links.get(&annotation.as_reference().unwrap()).copied() {
                    self.fault(format!("the link under key {key} is in no element"));
                }
            }
        }
    }
}
