//! Verifies a form that was read, and indexes it: unique keys, known option lists, conditions that lead somewhere.

use std::collections::BTreeMap;

use super::definition::Definition;
use super::model::{Form, Kind, Node, Role};
use super::node_id::Stamp;
use super::read::FormReader;
use super::{Condition, FormShape, Key, Test};
use crate::text::Span;

/// Keys of an assessment that are no items of a form, and the name of a block.
const RESERVED: [&str; 5] = ["form", "threshold", "withhold", "changes", "id"];
/// The table of changes has as many columns as a row has fields.
const COLUMNS: usize = 6;

/// The form, whatever is wrong with it; that is told to the reader. `head` is where a fault of the whole is told.
pub(super) fn whole(definition: Definition, stamp: Stamp, reader: &mut FormReader, head: &Span) -> Form {
    let part_spans: Vec<Span> = definition.parts.iter().map(|part| part.span.clone()).collect();
    let (id, style) = (definition.id.clone(), definition.style.clone());
    let (edition, name) = (definition.edition.clone(), definition.name.clone());
    let (options, timings) = (definition.options.clone(), definition.timings.clone());
    let (parts, nodes, spans) = definition.numbered(stamp);
    let mut form = Form {
        id,
        style,
        edition,
        name,
        parts,
        nodes,
        options,
        timings,
        stamp,
        nowhere: Node { role: Role::Note, required: false, history: false, ..Node::blank() },
        by_key: BTreeMap::new(),
        shape: FormShape::empty(),
    };
    for (field, value) in [("form", &form.id), ("style", &form.style), ("edition", &form.edition), ("name", &form.name)]
    {
        if value.trim().is_empty() {
            reader.error_at(head.clone(), format!("様式の {field} が書かれていません"));
        }
    }
    index(&mut form, reader, &spans);
    if form.inputs().next().is_none() {
        reader.error_at(head.clone(), "様式に、答えを書く項目（parts の中の items）が一つもありません".into());
    }
    for (node, span) in form.nodes.iter().zip(&spans) {
        let mut problems = node_problems(&form, node);
        if let Some(condition) = &node.when {
            problems.extend(condition_problems(&form, condition));
        }
        problems.into_iter().for_each(|problem| reader.error_at(span.clone(), problem));
    }
    for (index, span) in part_spans.iter().enumerate() {
        part_problems(&form, index).into_iter().for_each(|problem| reader.error_at(span.clone(), problem));
    }
    form
}

fn index(form: &mut Form, reader: &mut FormReader, spans: &[Span]) {
    for (at, span) in spans.iter().enumerate() {
        let id = form.nodes[at].id;
        let Some(key) = form.nodes[at].key.clone() else { continue };
        if !is_key(&key) {
            reader
                .error_at(span.clone(), format!("「{key}」はキーに使えません（英小文字・数字・_ を . でつなぎます）"));
        } else if form.by_key.insert(key.clone(), id).is_some() {
            reader.error_at(span.clone(), format!("キー「{key}」が二度使われています"));
        } else if form.nodes[at].kind != Some(Kind::Fixed) && form.shape.insert(&key, id).is_err() {
            reader.error_at(span.clone(), format!("キー「{key}」がほかのキーと両立しません"));
        }
    }
}

fn is_key(key: &Key) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let first = key.fields().next().map_or("", |field| field.name);
    !RESERVED.contains(&first) && key.last() != "id" && !key.is_root() && key.fields().all(|field| is_word(field.name))
}

fn node_problems(form: &Form, node: &Node) -> Vec<String> {
    let mut problems = Vec::new();
    match (&node.key, node.kind) {
        (Some(key), None) => problems.push(format!("「{key}」に kind がありません")),
        (None, Some(_)) => problems.push("key の無い項目に kind があります".into()),
        _ => {}
    }
    let chooses = matches!(node.kind, Some(Kind::Choice | Kind::Checks));
    match &node.options {
        Some(name) if !form.options.contains_key(name) => problems.push(format!("選択肢の一覧「{name}」がありません")),
        Some(name) if form.options[name].choices.is_empty() => problems.push(format!("選択肢の一覧「{name}」が空です")),
        Some(_) if !chooses => problems.push("選択肢を持たない種類に options があります".into()),
        None if chooses => problems.push("options がありません".into()),
        _ => {}
    }
    if let (Some(derivation), Some(kind)) = (node.derive, node.kind)
        && derivation.kind() != kind
    {
        problems.push("求め方（derive）が項目の kind に合いません".into());
    }
    if node.each.is_some() != (node.role == Role::Block) {
        problems.push("each は type: block の項目に書きます".into());
    }
    let around = lists_around(form, node);
    if let Some(key) = &node.key
        && key.lists() != around
    {
        problems.push(format!("「{key}」の [] と、項目を囲む一覧（each）が合いません"));
    }
    if let Some(each) = &node.each {
        let mut inner = around;
        inner.push(each.clone());
        if !form.lists().contains(&each) || each.lists() != inner {
            problems.push(format!("「{each}」という一覧はありません"));
        }
    }
    problems
}

fn lists_around(form: &Form, node: &Node) -> Vec<Key> {
    let ancestors = form.ancestors(node.id);
    let once = node.once || ancestors.iter().any(|around| around.once);
    let part = form.parts[node.part].each.as_ref().filter(|_| !once);
    part.into_iter().chain(ancestors.iter().filter_map(|around| around.each.as_ref())).cloned().collect()
}

fn part_problems(form: &Form, index: usize) -> Vec<String> {
    let mut problems = Vec::new();
    let part = &form.parts[index];
    if let Some(each) = &part.each
        && (!form.lists().contains(&each) || each.depth() != 1)
    {
        problems.push(format!("「{each}」という一覧はありません"));
    }
    if let Some(columns) = &part.columns {
        if columns.len() != COLUMNS {
            problems.push(format!("変更箇所の表の列（columns）は {COLUMNS} つです"));
        }
        if form.timings.is_empty() {
            problems.push("変更箇所の提出時期の言葉（timing）がありません".into());
        }
        if form.parts[..index].iter().any(|earlier| earlier.columns.is_some()) {
            problems.push("変更箇所の章が二つあります".into());
        }
    }
    problems
}

fn condition_problems(form: &Form, condition: &Condition) -> Vec<String> {
    let mut problems = Vec::new();
    for test in condition.tests() {
        let Some(target) = form.find(test.key()) else {
            problems.push(format!("条件の「{}」という項目はありません", test.key()));
            continue;
        };
        match test {
            Test::Flag { key, .. } if target.kind != Some(Kind::Flag) => {
                problems.push(format!("条件の「{key}」は flag ではありません"));
            }
            Test::Word { key, word, .. } => {
                let known = form.options_of(target).is_some_and(|options| options.position(word).is_some());
                if !known {
                    problems.push(format!("条件の「{key}」に「{word}」という選択肢はありません"));
                }
            }
            Test::Flag { .. } => {}
        }
    }
    problems
}
