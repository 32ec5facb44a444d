//! Conditions: when an item is to be answered.

use std::fmt;

use super::Key;

/// `or` of `and`s of tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub alternatives: Vec<Vec<Test>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `KEY`, `not KEY`: a flag is on, or is not.
    Flag { key: Key, on: bool },
    /// `KEY = 語`, `KEY != 語`: a choice is this word, or is not.
    Word { key: Key, word: String, equal: bool },
}

/// A test that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionError {
    test: String,
}

impl fmt::Display for ConditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "条件「{}」が読めません", self.test)
    }
}

impl std::error::Error for ConditionError {}

impl Test {
    pub fn key(&self) -> &Key {
        match self {
            Self::Flag { key, .. } | Self::Word { key, .. } => key,
        }
    }
}

impl Condition {
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let alternatives = text
            .split(" or ")
            .map(|all| all.split(" and ").map(|test| parse_test(test.trim())).collect())
            .collect::<Result<_, _>>()?;
        Ok(Self { alternatives })
    }

    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.alternatives.iter().flatten()
    }

    pub fn holds(&self, mut test: impl FnMut(&Test) -> bool) -> bool {
        self.alternatives.iter().any(|all| all.iter().all(&mut test))
    }
}

fn parse_test(text: &str) -> Result<Test, ConditionError> {
    let word =
        |(key, word): (&str, &str), equal| Test::Word { key: key.trim().into(), word: word.trim().into(), equal };
    let test = if let Some(pair) = text.split_once("!=") {
        word(pair, false)
    } else if let Some(pair) = text.split_once('=') {
        word(pair, true)
    } else if let Some(key) = text.strip_prefix("not ") {
        Test::Flag { key: key.trim().into(), on: false }
    } else {
        Test::Flag { key: text.into(), on: true }
    };
    let bad = test.key().is_root()
        || test.key().as_str().contains(' ')
        || matches!(&test, Test::Word { word, .. } if word.is_empty());
    if bad { Err(ConditionError { test: text.to_owned() }) } else { Ok(test) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_and_hold() {
        let condition = Condition::parse("not a.b and c = 定めている or d").unwrap();
        assert_eq!(condition.tests().count(), 3);
        assert!(condition.holds(|test| *test.key() == "d"));
        assert!(!condition.holds(|test| *test.key() == "c"));
        assert!(Condition::parse("a b c").is_err());
        assert!(Condition::parse("a =").is_err());
    }
}
