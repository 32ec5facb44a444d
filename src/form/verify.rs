//! Verifies a form that was read, and indexes it: unique keys, known option lists, conditions that lead somewhere.

use super::load::Reader;
use super::model::{Form, Kind, Node};
use super::{Condition, Test};

pub(super) fn index(form: &mut Form, reader: &mut Reader<'_>) {
    if form.id.is_empty() {
        reader.error(&(0..0), "様式の名前（form）がありません".into());
    }
    for id in 0..form.nodes.len() {
        let Some(key) = form.nodes[id].key.clone() else { continue };
        if form.by_key.insert(key.clone(), id).is_some() {
            reader.error(&reader.ranges[id].clone(), format!("キー「{key}」が二度使われています"));
        } else if form.nodes[id].kind != Some(Kind::Fixed) && form.shape.insert(&key, id).is_err() {
            reader.error(&reader.ranges[id].clone(), format!("キー「{key}」がほかのキーと両立しません"));
        }
    }
    let lists: Vec<String> = form.lists().into_iter().map(ToOwned::to_owned).collect();
    for node in &form.nodes {
        let mut problems = node_problems(form, node, &lists);
        if let Some(condition) = &node.when {
            problems.extend(condition_problems(form, condition));
        }
        for problem in problems {
            reader.error(&reader.ranges[node.id].clone(), problem);
        }
    }
    for part in &form.parts {
        if let Some(each) = &part.each
            && !lists.contains(each)
        {
            reader.error(&(0..0), format!("「{each}」という一覧はありません"));
        }
    }
}

fn node_problems(form: &Form, node: &Node, lists: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    match (&node.key, node.kind) {
        (Some(key), None) => problems.push(format!("「{key}」に kind がありません")),
        (None, Some(_)) => problems.push("key の無い項目に kind があります".into()),
        _ => {}
    }
    let chooses = matches!(node.kind, Some(Kind::Choice | Kind::Checks));
    match &node.options {
        Some(name) if !form.options.contains_key(name) => problems.push(format!("選択肢の一覧「{name}」がありません")),
        Some(_) if !chooses => problems.push("選択肢を持たない種類に options があります".into()),
        None if chooses => problems.push("options がありません".into()),
        _ => {}
    }
    if let Some(each) = &node.each
        && !lists.contains(each)
    {
        problems.push(format!("「{each}」という一覧はありません"));
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
