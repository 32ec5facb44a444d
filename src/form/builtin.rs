//! The forms embedded in the program, read once when first needed, and those that a workspace adds.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{Form, load};
use crate::finding::Finding;
use crate::text::Source;

macro_rules! embedded {
    ($($id:literal),*) => {
        /// The identifiers of the embedded forms, newest first.
        pub const BUILTIN_IDS: &[&str] = &[$($id),*];
        const TEXTS: &[(&str, &str)] = &[$(($id, include_str!(concat!("../../forms/", $id, ".yaml")))),*];
    };
}
embedded!("full-2025-05", "focused-2025-05", "full-2018-05", "focused-2018-05");

/// The forms that an assessment may name.
#[derive(Debug, Default)]
pub struct Forms {
    /// The workspace's own, by identifier; they come before the embedded ones.
    texts: BTreeMap<String, Arc<Source>>,
    loaded: OnceLock<BTreeMap<String, Arc<Form>>>,
}

impl Forms {
    pub fn new(own: Vec<Arc<Source>>) -> Self {
        let name = |source: &Arc<Source>| {
            let file = source.path().rsplit('/').next().unwrap_or_default();
            file.trim_end_matches(".yaml").to_owned()
        };
        Self { texts: own.into_iter().map(|source| (name(&source), source)).collect(), loaded: OnceLock::new() }
    }

    /// The form with this identifier, or what is wrong with its definition; `None` if there is no such form.
    pub fn get(&self, id: &str) -> Option<Result<Arc<Form>, Vec<Finding>>> {
        if let Some(source) = self.texts.get(id) {
            let cache = self.loaded.get_or_init(|| {
                let read = self.texts.iter().filter_map(|(id, source)| {
                    Some((id.clone(), Arc::new(load(source, &|base| self.base(base, id)).ok()?)))
                });
                read.collect()
            });
            return Some(match cache.get(id) {
                Some(form) => Ok(Arc::clone(form)),
                None => Err(load(source, &|base| self.base(base, id)).err().unwrap_or_default()),
            });
        }
        builtin(id).map(Ok)
    }

    pub fn ids(&self) -> Vec<&str> {
        let own = self.texts.keys().map(String::as_str);
        own.chain(BUILTIN_IDS.iter().copied().filter(|id| !self.texts.contains_key(*id))).collect()
    }

    /// The text of the form that an overlay builds on; never the overlay itself.
    fn base(&self, id: &str, overlay: &str) -> Option<Arc<Source>> {
        if id != overlay
            && let Some(source) = self.texts.get(id)
        {
            return Some(Arc::clone(source));
        }
        embedded_text(id)
    }
}

fn embedded_text(id: &str) -> Option<Arc<Source>> {
    let text = TEXTS.iter().find(|(name, _)| *name == id)?.1;
    Some(Source::new(format!("forms/{id}.yaml"), text))
}

fn builtin(id: &str) -> Option<Arc<Form>> {
    static LOADED: [OnceLock<Option<Arc<Form>>>; TEXTS.len()] = [const { OnceLock::new() }; TEXTS.len()];
    let index = TEXTS.iter().position(|(name, _)| *name == id)?;
    // A test loads every embedded form, so none is ever missing here.
    LOADED[index].get_or_init(|| load(&embedded_text(id)?, &embedded_text).ok().map(Arc::new)).clone()
}
