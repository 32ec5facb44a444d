//! What a revision of a form changed, item by item: what they ask for, not how the author is guided.

use super::{Condition, Form, Key, Kind, Mark, Node, NodeId, Options, PathStyle};

/// One thing that is not the same in two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub kind: DifferenceKind,
    pub key: Key,
    /// The item's path.
    pub place: String,
    pub before: String,
    pub after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    Added,
    Removed,
    /// The words of the label, or its number.
    Label,
    Kind,
    Condition,
    Mark,
    Required,
    OptionAdded,
    OptionRemoved,
}

impl DifferenceKind {
    /// In JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Label => "label",
            Self::Kind => "kind",
            Self::Condition => "condition",
            Self::Mark => "mark",
            Self::Required => "required",
            Self::OptionAdded => "option_added",
            Self::OptionRemoved => "option_removed",
        }
    }

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Added => "項目の追加",
            Self::Removed => "項目の削除",
            Self::Label => "項目名",
            Self::Kind => "答えの種類",
            Self::Condition => "書く条件",
            Self::Mark => "※",
            Self::Required => "必須",
            Self::OptionAdded => "選択肢の追加",
            Self::OptionRemoved => "選択肢の削除",
        }
    }
}

/// In the order of the newer form; what is gone follows.
pub fn differences(old: &Form, new: &Form) -> Vec<Difference> {
    let mut found = Vec::new();
    for node in new.inputs() {
        let Some(key) = &node.key else { continue };
        match old.find(key) {
            Some(before) => items(old, before, new, node, &mut found),
            None => found.push(one(DifferenceKind::Added, key, new, node.id, String::new(), path(new, node.id))),
        }
    }
    for node in old.inputs() {
        let Some(key) = &node.key else { continue };
        if new.find(key).is_none() {
            found.push(one(DifferenceKind::Removed, key, old, node.id, path(old, node.id), String::new()));
        }
    }
    found
}

fn items(old: &Form, before: &Node, new: &Form, after: &Node, found: &mut Vec<Difference>) {
    let Some(key) = &after.key else { return };
    let mut tell = |kind, was: String, is: String| {
        if was != is {
            found.push(one(kind, key, new, after.id, was, is));
        }
    };
    tell(DifferenceKind::Label, path(old, before.id), path(new, after.id));
    tell(DifferenceKind::Kind, kind(before), kind(after));
    tell(DifferenceKind::Condition, conditions(old, before.id), conditions(new, after.id));
    tell(DifferenceKind::Mark, sign(before.mark), sign(after.mark));
    tell(DifferenceKind::Required, required(old, before), required(new, after));
    let words = |options: Option<&Options>| -> Vec<String> {
        options.iter().flat_map(|options| &options.choices).map(|choice| choice.word.clone()).collect()
    };
    let (was, is) = (words(old.options_of(before)), words(new.options_of(after)));
    for word in was.iter().filter(|word| !is.contains(word)) {
        tell(DifferenceKind::OptionRemoved, word.clone(), String::new());
    }
    for word in is.iter().filter(|word| !was.contains(word)) {
        tell(DifferenceKind::OptionAdded, String::new(), word.clone());
    }
}

fn one(kind: DifferenceKind, key: &Key, form: &Form, id: NodeId, before: String, after: String) -> Difference {
    Difference { kind, key: key.clone(), place: path(form, id), before, after }
}

fn path(form: &Form, id: NodeId) -> String {
    form.path(id, &[], None, PathStyle::Plain)
}

fn conditions(form: &Form, id: NodeId) -> String {
    let around = form.ancestors(id).into_iter().chain([form.node(id)]);
    let conditions: Vec<&Condition> = around.filter_map(|node| node.when.as_ref()).collect();
    conditions.into_iter().map(|condition| form.words(condition)).collect::<Vec<_>>().join("、かつ、")
}

fn kind(node: &Node) -> String {
    node.kind.map_or("", Kind::words).to_owned()
}

fn sign(mark: Mark) -> String {
    if mark == Mark::None { String::new() } else { "※".into() }
}

fn required(form: &Form, node: &Node) -> String {
    if node.required && !form.is_voluntary(node.id) { "必須" } else { "空欄でもよい" }.into()
}
