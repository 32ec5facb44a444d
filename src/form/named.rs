//! The ways in which people name a form: `full-2025-05`, 様式4, 全項目, full.

use std::sync::Arc;

use super::{Form, Forms};
use crate::text::{fold::fold, nearest};

impl Forms {
    /// Every form that can be read, the workspace's own first, then the embedded ones from new to old.
    pub fn all(&self) -> Vec<Arc<Form>> {
        self.ids().into_iter().filter_map(|id| self.get(id)?.ok()).collect()
    }

    /// The form of this name: its identifier, or else the newest with this style, name, or beginning of either.
    pub fn named(&self, name: &str) -> Option<Arc<Form>> {
        let name = fold(name).to_lowercase();
        if let Some(Ok(form)) = self.get(&name) {
            return Some(form);
        }
        let means = |form: &Arc<Form>| {
            let spoken = fold(&form.style) == name || fold(&form.name).starts_with(&name);
            spoken || form.id.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('-'))
        };
        self.all().into_iter().find(means).filter(|_| !name.is_empty())
    }

    /// The identifier that was probably meant.
    pub fn nearest(&self, name: &str) -> Option<String> {
        nearest(&fold(name).to_lowercase(), self.ids().into_iter()).map(ToOwned::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_the_names_that_people_use() {
        let forms = Forms::default();
        let id = |name: &str| forms.named(name).map(|form| form.id.clone()).unwrap_or_default();
        for name in ["full-2025-05", "様式4", "様式４", "全項目", "全項目評価書", "full", "ＦＵＬＬ"]
        {
            assert_eq!(id(name), "full-2025-05", "{name}");
        }
        assert_eq!(id("重点"), "focused-2025-05");
        assert_eq!(id("様式3"), "focused-2025-05");
        assert_eq!(id("focused-2018-05"), "focused-2018-05");
        for name in ["", "様式5", "評価書", "ful"] {
            assert_eq!(id(name), "", "{name}");
        }
        assert_eq!(forms.nearest("full-2025-5").as_deref(), Some("full-2025-05"));
    }
}
