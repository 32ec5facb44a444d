//! The forms embedded in the program, read once when first needed, and those that a workspace adds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::{Form, load};
use crate::finding::{Finding, reader};
use crate::text::{Source, Span};
use crate::yaml;

macro_rules! embedded {
    ($($id:literal),*) => {
        /// The identifiers of the embedded forms, newest first.
        pub const BUILTIN_IDS: &[&str] = &[$($id),*];
        const TEXTS: &[(&str, &str)] = &[$(($id, include_str!(concat!("../../forms/", $id, ".yaml")))),*];
    };
}
embedded!("full-2025-05", "focused-2025-05", "basic-2024-10", "full-2018-05", "focused-2018-05");

/// The forms that an assessment may name.
#[derive(Debug, Default)]
pub struct Forms {
    /// The workspace's own, by identifier; they come before the embedded ones.
    own: BTreeMap<String, Own>,
}

/// A definition in the workspace.
#[derive(Debug)]
struct Own {
    source: Arc<Source>,
    loaded: OnceLock<Result<Arc<Form>, Vec<Finding>>>,
}

impl Forms {
    pub fn new(own: Vec<Arc<Source>>) -> Self {
        let name = |source: &Arc<Source>| {
            let file = source.path().rsplit('/').next().unwrap_or_default();
            file.trim_end_matches(".yaml").to_owned()
        };
        let own = own.into_iter().map(|source| (name(&source), Own { source, loaded: OnceLock::new() }));
        Self { own: own.collect() }
    }

    /// The form with this identifier, or what is wrong with its definition; `None` if there is no such form.
    pub fn get(&self, id: &str) -> Option<Result<Arc<Form>, Vec<Finding>>> {
        match self.own.get(id) {
            Some(own) => Some(own.loaded.get_or_init(|| self.load(id, &own.source)).clone()),
            None => embedded(id).map(Ok),
        }
    }

    /// What is wrong with a form, and with those of the workspace that it stands on.
    pub fn faults(&self, id: &str) -> Vec<Finding> {
        let mut faults = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(id.to_owned());
        while let Some(id) = next.take().filter(|id| seen.insert(id.clone())) {
            let Some(own) = self.own.get(&id) else { break };
            faults.extend(self.get(&id).and_then(Result::err).unwrap_or_default());
            next = yaml::parse(&own.source).root.and_then(|root| root.text_of("base").map(ToOwned::to_owned));
        }
        faults
    }

    /// Every form that may be named, the workspace's own first, then the embedded ones from new to old.
    pub fn ids(&self) -> Vec<&str> {
        self.own_ids().chain(BUILTIN_IDS.iter().copied().filter(|id| !self.own.contains_key(*id))).collect()
    }

    pub fn own_ids(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    fn load(&self, id: &str, source: &Arc<Source>) -> Result<Arc<Form>, Vec<Finding>> {
        let form = load(source, &|base, asking| self.base(base, asking))?;
        if form.id == id {
            return Ok(Arc::new(form));
        }
        let message = format!("様式の名前（form）は「{}」ですが、ファイルの名前は {id}.yaml です", form.id);
        let span = Span::new(source, 0..source.line(1).len());
        Err(vec![Finding::new(&reader::BAD_FORM, message).at(span).help("どちらかに合わせてください")])
    }

    /// The text of the form that a definition builds on. One that overrides an embedded form may stand on that, and an
    /// embedded one stands on embedded ones only.
    fn base(&self, id: &str, asking: &Arc<Source>) -> Option<Arc<Source>> {
        let asks = |own: &Own| Arc::ptr_eq(&own.source, asking);
        match self.own.get(id) {
            Some(own) if !asks(own) && self.own.values().any(asks) => Some(Arc::clone(&own.source)),
            _ => embedded_text(id),
        }
    }
}

fn embedded_text(id: &str) -> Option<Arc<Source>> {
    let text = TEXTS.iter().find(|(name, _)| *name == id)?.1;
    Some(Source::new(format!("forms/{id}.yaml"), text))
}

fn embedded(id: &str) -> Option<Arc<Form>> {
    static LOADED: [OnceLock<Option<Arc<Form>>>; TEXTS.len()] = [const { OnceLock::new() }; TEXTS.len()];
    let index = TEXTS.iter().position(|(name, _)| *name == id)?;
    // A test loads every embedded form, so none is ever missing here.
    LOADED[index].get_or_init(|| load(&embedded_text(id)?, &|base, _| embedded_text(base)).ok().map(Arc::new)).clone()
}
