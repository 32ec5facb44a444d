//! Who asks, and what they may do.

use serde::{Deserialize, Serialize};

/// What somebody may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Say something beside an assessment.
    Comment,
    /// Write in an assessment, and record its procedure.
    Edit,
    /// Approve a text, make the version that is published.
    Approve,
    /// Change what all assessments share, or make new ones.
    Share,
    /// End the program.
    Quit,
}

/// What somebody is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum VisitorRole {
    /// Looks, and cannot write: a council, the public desk.
    Reader,
    Reviewer,
    Author,
    Approver,
    /// Whoever sits at the machine.
    Owner,
}

impl VisitorRole {
    pub(super) fn may(self, deed: Deed) -> bool {
        match deed {
            Deed::Comment => self != Self::Reader,
            Deed::Edit | Deed::Share => matches!(self, Self::Author | Self::Owner),
            Deed::Approve => matches!(self, Self::Approver | Self::Owner),
            Deed::Quit => self == Self::Owner,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Reader => "閲覧",
            Self::Reviewer => "審査",
            Self::Author => "作成",
            Self::Approver => "承認",
            Self::Owner => "",
        }
    }
}

/// Whoever asks.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    /// By which others know them; nobody asks whoever sits at the machine.
    pub(super) name: Option<String>,
    pub(super) role: VisitorRole,
    /// The assessments that they write, by name, `*` standing for anything; empty for all.
    pub(super) own: Vec<String>,
}

/// What pages know of whoever looks at them.
#[derive(Debug, Serialize)]
pub(super) struct VisitorView {
    name: String,
    role: &'static str,
    comments: bool,
    edits: bool,
    approves: bool,
    shares: bool,
    quits: bool,
}

impl Visitor {
    pub(super) fn at_the_machine(reads_only: bool) -> Self {
        let role = if reads_only { VisitorRole::Reader } else { VisitorRole::Owner };
        Self { name: None, role, own: Vec::new() }
    }

    /// `assessment`: the one that the deed is about; empty where it is about all of them.
    pub(super) fn may(&self, deed: Deed, assessment: &str) -> bool {
        let is_own =
            || self.own.is_empty() || self.own.iter().any(|own| crate::text::wildcard::matches(own, assessment));
        self.role.may(deed) && (deed == Deed::Comment || is_own())
    }

    pub(super) fn view(&self, assessment: &str) -> VisitorView {
        let may = |deed| self.may(deed, assessment);
        VisitorView {
            name: self.name.clone().unwrap_or_default(),
            role: self.role.word(),
            comments: may(Deed::Comment),
            edits: may(Deed::Edit),
            approves: may(Deed::Approve),
            shares: self.may(Deed::Share, ""),
            quits: may(Deed::Quit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_does_what_they_are_there_for() {
        let all = [Deed::Comment, Deed::Edit, Deed::Approve, Deed::Share, Deed::Quit];
        for (role, allowed) in [
            (VisitorRole::Reader, vec![]),
            (VisitorRole::Reviewer, vec![Deed::Comment]),
            (VisitorRole::Author, vec![Deed::Comment, Deed::Edit, Deed::Share]),
            (VisitorRole::Approver, vec![Deed::Comment, Deed::Approve]),
            (VisitorRole::Owner, all.to_vec()),
        ] {
            let found: Vec<Deed> = all.into_iter().filter(|deed| role.may(*deed)).collect();
            assert_eq!(found, allowed, "{role:?}");
        }
        let author = Visitor { name: Some("甲".into()), role: VisitorRole::Author, own: vec!["22-*".into()] };
        assert!(author.may(Deed::Edit, "22-児童手当") && !author.may(Deed::Edit, "15-健診"));
        assert!(author.may(Deed::Comment, "15-健診"));
        assert!(!author.may(Deed::Share, ""), "what is shared is nobody's own");
    }
}
