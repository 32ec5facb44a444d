//! What a form says of an item in words: the condition it stands under, whether it may stay blank, whether it is worked out.

use super::{Condition, Form, Node, NodeId, Test};

/// The heading of the list of chapters.
pub const CONTENTS_TITLE: &str = "項目一覧";
/// What ※ says.
pub const MARK_NOTE: &str = "※　重要な変更の対象となる項目";

impl Node {
    /// The program always works the answer out; nobody needs to write it.
    pub fn is_derived(&self) -> bool {
        self.derive.is_some_and(|derivation| !derivation.is_partial())
    }

    /// ※ as printed behind the label.
    pub fn sign(&self) -> &'static str {
        match self.mark {
            super::Mark::None => "",
            super::Mark::Own | super::Mark::Inherited => " ※",
        }
    }
}

impl Form {
    /// When, and whether, an item is to be answered: 「①実施の有無」が「実施する」のときに書く。Nothing where it always is.
    pub fn duty(&self, id: NodeId) -> Option<String> {
        let mut around = self.ancestors(id);
        around.push(self.node(id));
        let conditions: Vec<String> =
            around.iter().filter_map(|node| node.when.as_ref()).map(|condition| self.words(condition)).collect();
        let only = around.iter().find_map(|node| node.only.as_deref());
        let mut duty = Vec::new();
        if !conditions.is_empty() {
            duty.push(format!("{}ときに書く", conditions.join("、かつ、")));
        }
        if let Some(only) = only {
            duty.push(format!("{only}だけが書く"));
        } else if around.iter().any(|node| node.voluntary) {
            duty.push("任意".to_owned());
        } else if !self.node(id).required {
            duty.push("空欄でもよい".to_owned());
        }
        (!duty.is_empty()).then(|| duty.join("・"))
    }

    /// What helps to answer an item: its duty, and what the form says about it.
    pub fn guidance(&self, id: NodeId) -> Option<String> {
        let node = self.node(id);
        let duty = self.duty(id).filter(|_| !node.is_derived()).map(|duty| format!("〔{duty}〕"));
        let told: Vec<String> = duty.into_iter().chain(node.guide.clone()).collect();
        (!told.is_empty()).then(|| told.join("\n"))
    }

    pub(super) fn words(&self, condition: &Condition) -> String {
        let all =
            |tests: &Vec<Test>| tests.iter().map(|test| self.test_words(test)).collect::<Vec<_>>().join("、かつ、");
        condition.alternatives.iter().map(all).collect::<Vec<_>>().join("とき、又は、")
    }

    fn test_words(&self, test: &Test) -> String {
        let label = self.find(test.key()).map(|node| {
            let number = node.number.as_deref().unwrap_or_default();
            format!("{number}{}", node.label)
        });
        let label = label.unwrap_or_default();
        match test {
            Test::Flag { on: true, .. } => format!("「{label}」が○の"),
            Test::Flag { on: false, .. } => format!("「{label}」が空欄の"),
            Test::Word { word, equal: true, .. } => format!("「{label}」が「{word}」の"),
            Test::Word { word, equal: false, .. } => format!("「{label}」が「{word}」でない"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::form::Forms;

    #[test]
    fn duties_are_told_in_words() {
        let form = Forms::default().get("full-2025-05").unwrap().unwrap();
        let duty = |key: &str| form.duty(form.find(key).unwrap().id).unwrap_or_default();
        assert_eq!(duty("network.legal_basis"), "「①実施の有無」が「実施する」のときに書く");
        assert_eq!(duty("cover.notes"), "空欄でもよい");
        assert_eq!(duty("cover.approved_on"), "行政機関等だけが書く");
        assert_eq!(duty("cover.title"), "");
        let either = duty("files[].risks.network.other_risks");
        assert!(
            either.contains("」が空欄のとき、又は、「") && either.ends_with("」が空欄のときに書く・空欄でもよい"),
            "{either}"
        );
    }
}
