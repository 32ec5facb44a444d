//! How well it is known that the official form asks what an item asks, in the words in which it does.

/// From the best known to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Compared with the Commission's own file.
    Official,
    /// Follows from the words of the statute or the rules.
    Law,
    /// In the words of the guideline.
    Guideline,
    /// Read off published assessments.
    Published,
    /// Taken over from the same item of another form.
    Sibling,
    /// Put together from what is known in general; seen nowhere.
    Reconstructed,
}

impl Basis {
    pub const ALL: [(&'static str, Self); 6] = [
        ("official", Self::Official),
        ("law", Self::Law),
        ("guideline", Self::Guideline),
        ("published", Self::Published),
        ("sibling", Self::Sibling),
        ("reconstructed", Self::Reconstructed),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(key, _)| *key == name).map(|(_, basis)| *basis)
    }

    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, basis)| *basis == self).map_or("", |(key, _)| key)
    }

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Official => "様式の原本",
            Self::Law => "法令の条文",
            Self::Guideline => "指針・ガイドライン",
            Self::Published => "公表された評価書",
            Self::Sibling => "ほかの様式の同じ項目",
            Self::Reconstructed => "未照合",
        }
    }
}
