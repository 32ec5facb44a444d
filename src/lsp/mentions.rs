//! Everywhere in a workspace that something with a name of its own is spoken of.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::EditorDesk;
use crate::assessment::Address;
use crate::procedure::PROCEDURE_FILE;
use crate::text::Source;
use crate::workspace::{CONFIG_FILE, assessments_at, root_of};
use crate::yaml::{YamlNode, YamlValue, parse};

/// What can be gone to, found again and given another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NamedThing {
    /// A passage that assessments share.
    Passage(String),
    /// What fills `{…}` of passages.
    Placeholder(String),
    /// One of a list of an assessment.
    Block { file: PathBuf, address: Address },
    /// What a block is called: a system, a file.
    Name(String),
}

/// A place where it is named.
#[derive(Clone, Debug)]
pub(super) struct ThingMention {
    pub(super) path: PathBuf,
    pub(super) source: Arc<Source>,
    pub(super) range: Range<usize>,
    pub(super) is_declaration: bool,
}

/// In the order of the files, what declares it first.
pub(super) fn mentions(desk: &EditorDesk, around: &Path, thing: &NamedThing) -> Vec<ThingMention> {
    let mut found = match thing {
        NamedThing::Passage(name) => of_passage(desk, around, name),
        NamedThing::Placeholder(name) => of_placeholder(desk, around, name),
        NamedThing::Block { file, address } => of_block(desk, file, address),
        NamedThing::Name(name) => of_name(desk, around, name),
    };
    found.sort_by_key(|mention| !mention.is_declaration);
    found
}

/// A scalar or a key of a file, and the keys that lead to it.
pub(super) struct ReadWords<'n> {
    pub(super) keys: &'n [String],
    /// The maps around it, outermost first.
    pub(super) maps: &'n [&'n YamlNode],
    pub(super) text: &'n str,
    pub(super) range: Range<usize>,
    pub(super) is_key: bool,
}

/// Every scalar and every key.
pub(super) fn read_words(root: &YamlNode, see: &mut impl FnMut(&ReadWords<'_>)) {
    walk(root, &mut Vec::new(), &mut Vec::new(), see);
}

fn walk<'n>(
    node: &'n YamlNode,
    keys: &mut Vec<String>,
    maps: &mut Vec<&'n YamlNode>,
    see: &mut impl FnMut(&ReadWords<'_>),
) {
    match &node.value {
        YamlValue::Scalar(text, _) => see(&ReadWords { keys, maps, text, range: node.range.clone(), is_key: false }),
        YamlValue::List(items) => items.iter().for_each(|item| walk(item, keys, maps, see)),
        YamlValue::Map(entries) => {
            maps.push(node);
            for entry in entries {
                see(&ReadWords { keys, maps, text: &entry.key, range: entry.key_range.clone(), is_key: true });
                keys.push(entry.key.clone());
                walk(&entry.node, keys, maps, see);
                keys.pop();
            }
            maps.pop();
        }
    }
}

/// The files of all assessments around a file.
pub(super) fn assessments_around(file: &Path) -> Vec<PathBuf> {
    root_of(file).map_or_else(|| vec![file.to_owned()], |root| assessments_at(&root))
}

/// Gathers from one file.
struct FileMentions<'d> {
    path: PathBuf,
    source: Arc<Source>,
    found: &'d mut Vec<ThingMention>,
}

impl FileMentions<'_> {
    fn add(&mut self, range: Range<usize>, is_declaration: bool) {
        let (path, source) = (self.path.clone(), Arc::clone(&self.source));
        self.found.push(ThingMention { path, source, range, is_declaration });
    }

    /// The part of some words that says `named`, which begins at a byte of them.
    fn add_part(&mut self, words: &ReadWords<'_>, at: usize, named: &str, is_declaration: bool) {
        let typed = self.source.text().get(words.range.clone()).unwrap_or_default();
        if let Some(start) = typed.find(words.text).map(|start| words.range.start + start + at) {
            self.add(start..start + named.len(), is_declaration);
        }
    }
}

fn in_file(
    desk: &EditorDesk,
    path: &Path,
    found: &mut Vec<ThingMention>,
    mut see: impl FnMut(&mut FileMentions<'_>, &ReadWords<'_>),
) {
    let Some(source) = desk.source(path) else { return };
    let Some(root) = parse(&source).root else { return };
    let mut file = FileMentions { path: path.to_owned(), source, found };
    read_words(&root, &mut |words| see(&mut file, words));
}

fn of_passage(desk: &EditorDesk, around: &Path, name: &str) -> Vec<ThingMention> {
    let mut found = Vec::new();
    let fragment = desk.workspace(around).fragments.get(name).cloned();
    if let Some(fragment) = fragment {
        let (path, source) = (PathBuf::from(fragment.source.path()), Arc::clone(&fragment.source));
        found.push(ThingMention { path, source, range: 0..0, is_declaration: true });
    }
    for path in assessments_around(around) {
        in_file(desk, &path, &mut found, |file, words| {
            if !words.is_key && words.text == name && words.keys.last().is_some_and(|key| key == "fragment") {
                file.add_part(words, 0, name, false);
            }
        });
    }
    found
}

fn of_placeholder(desk: &EditorDesk, around: &Path, name: &str) -> Vec<ThingMention> {
    let mut found = Vec::new();
    let Some(root) = root_of(around) else { return found };
    in_file(desk, &root.join(CONFIG_FILE), &mut found, |file, words| {
        if words.is_key && words.text == name && words.keys == ["values"] {
            file.add_part(words, 0, name, true);
        }
    });
    let written = format!("{{{name}}}");
    for fragment in desk.workspace(around).fragments.values() {
        let source = &fragment.source;
        for (at, _) in source.text().match_indices(&written) {
            let (path, source) = (PathBuf::from(source.path()), Arc::clone(source));
            found.push(ThingMention { path, source, range: at + 1..at + 1 + name.len(), is_declaration: false });
        }
    }
    found
}

/// The id itself, and every address that leads through it: of rows of the 変更箇所, of what is withheld, of the procedure, of the
/// settings.
fn of_block(desk: &EditorDesk, file: &Path, address: &Address) -> Vec<ThingMention> {
    let mut found = Vec::new();
    let id = address.last();
    let part = address.as_str().len() - id.len();
    let is_item = |words: &ReadWords<'_>| {
        let named = !words.is_key && words.keys.last().is_some_and(|key| key == "item");
        named && Address::from(words.text).is_within(address)
    };
    let declared = desk.assessment(file).and_then(|assessment| {
        let list = address.list()?;
        assessment.blocks(&list).iter().find(|block| block.address == *address).map(|block| block.span.range())
    });
    in_file(desk, file, &mut found, |file, words| {
        if declared.as_ref() == Some(&words.range) && !words.is_key {
            file.add_part(words, 0, id, true);
        } else if is_item(words) {
            file.add_part(words, part, id, false);
        }
    });
    in_file(desk, &file.with_file_name(PROCEDURE_FILE), &mut found, |file, words| {
        if is_item(words) {
            file.add_part(words, part, id, false);
        }
    });
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let Some(root) = root_of(file) else { return found };
    in_file(desk, &root.join(CONFIG_FILE), &mut found, |file, words| {
        let own = words.maps.last().and_then(|entry| entry.text_of("assessment")).is_none_or(|named| named == folder);
        let below = words.text.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
        if is_item(words) && own {
            file.add_part(words, part, id, false);
        } else if below.is_some_and(|below| words.is_key && Address::from(below).is_within(address)) {
            file.add_part(words, folder.len() + 1 + part, id, false);
        }
    });
    found
}

/// Wherever the words stand in an answer of an assessment, unless a longer name of another thing holds them there. The history
/// says what was published, and stays.
fn of_name(desk: &EditorDesk, around: &Path, name: &str) -> Vec<ThingMention> {
    let mut found = Vec::new();
    let files = assessments_around(around);
    let longer: Vec<String> = files.iter().flat_map(|path| names_in(desk, path)).map(|(other, _)| other).collect();
    let longer: Vec<&String> = longer.iter().filter(|other| other.len() > name.len() && other.contains(name)).collect();
    for path in files {
        in_file(desk, &path, &mut found, |file, words| {
            let top = words.keys.first().map_or("", String::as_str);
            if words.is_key || ["changes", "form", "withhold"].contains(&top) {
                return;
            }
            let source = Arc::clone(&file.source);
            let typed = source.text().get(words.range.clone()).unwrap_or_default();
            let others: Vec<Range<usize>> = longer
                .iter()
                .flat_map(|other| typed.match_indices(other.as_str()).map(|(at, _)| at..at + other.len()))
                .collect();
            let declares = words.text == name && is_name(words);
            for (at, _) in typed.match_indices(name) {
                if !others.iter().any(|other| other.contains(&at)) {
                    let start = words.range.start + at;
                    file.add(start..start + name.len(), declares);
                }
            }
        });
    }
    found
}

/// The name of a block.
fn is_name(words: &ReadWords<'_>) -> bool {
    let own = words.maps.last().is_some_and(|block| block.get("id").is_some());
    own && !words.is_key && words.keys.last().is_some_and(|key| key == "name")
}

/// What the blocks of an assessment are called, with the places.
pub(super) fn names_in(desk: &EditorDesk, path: &Path) -> Vec<(String, Range<usize>)> {
    let mut names = Vec::new();
    let root = desk.source(path).and_then(|source| parse(&source).root);
    if let Some(root) = root {
        read_words(&root, &mut |words| {
            if is_name(words) && words.text.chars().count() > 1 {
                names.push((words.text.to_owned(), words.range.clone()));
            }
        });
    }
    names
}
