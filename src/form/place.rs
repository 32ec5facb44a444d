//! Where an overlay changes a form: an item by its key, what stands around an item, a chapter, an option.

use super::Role;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormPlace<'a> {
    /// `office.head`: the item itself.
    Item(&'a str),
    /// `section office.head`: the nearest section at or around the item; so with group, risk and block.
    Around(Role, &'a str),
    /// `part office.head`: the chapter that the item stands in.
    Part(&'a str),
    /// `main_items = 個人番号`: a word of an option list.
    Choice { list: &'a str, word: &'a str },
    /// `options main_items`: a whole option list.
    Options(&'a str),
}

impl<'a> FormPlace<'a> {
    pub(super) fn parse(text: &'a str) -> Self {
        if let Some((list, word)) = text.split_once('=') {
            return Self::Choice { list: list.trim(), word: word.trim() };
        }
        match text.trim().split_once(' ') {
            Some(("part", key)) => Self::Part(key.trim()),
            Some(("options", list)) => Self::Options(list.trim()),
            Some((role, key)) => match Role::from_key(role) {
                Some(role) => Self::Around(role, key.trim()),
                None => Self::Item(text.trim()),
            },
            None => Self::Item(text.trim()),
        }
    }

    /// What was not found, for a message.
    pub(super) fn missing(self) -> String {
        match self {
            Self::Item(key) => format!("元の様式に「{key}」という項目はありません"),
            Self::Around(role, key) => format!("元の様式に「{key}」を囲む {} はありません", role.key()),
            Self::Part(key) => format!("元の様式に「{key}」という項目のある章はありません"),
            Self::Choice { list, word } => format!("選択肢の一覧「{list}」に「{word}」はありません"),
            Self::Options(list) => format!("選択肢の一覧「{list}」がありません"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_they_are_written() {
        assert_eq!(FormPlace::parse("office.head"), FormPlace::Item("office.head"));
        assert_eq!(FormPlace::parse("section office.head"), FormPlace::Around(Role::Section, "office.head"));
        assert_eq!(FormPlace::parse("part office.head"), FormPlace::Part("office.head"));
        assert_eq!(FormPlace::parse("options audits"), FormPlace::Options("audits"));
        assert_eq!(FormPlace::parse("audits = 内部 監査"), FormPlace::Choice { list: "audits", word: "内部 監査" });
        assert_eq!(FormPlace::parse("somewhere else"), FormPlace::Item("somewhere else"));
    }
}
