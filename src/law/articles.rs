//! Which articles, paragraphs and items an act has (`law/articles/`).

use std::sync::LazyLock;

use super::{Act, LawFile};

static FILES: LazyLock<Vec<(&str, LawFile)>> = LazyLock::new(|| {
    vec![
        ("number-act", LawFile::read(include_str!("../../law/articles/number-act.tsv"))),
        ("privacy-act", LawFile::read(include_str!("../../law/articles/privacy-act.tsv"))),
        ("evaluation-rule", LawFile::read(include_str!("../../law/articles/evaluation-rule.tsv"))),
    ]
});

/// An article with the number of its paragraphs and, for each of these, of its items.
#[derive(Clone, Debug)]
pub struct Article {
    /// 「9の2」
    pub number: &'static str,
    pub title: &'static str,
    pub paragraphs: u16,
    items: &'static str,
}

pub fn article_files() -> impl Iterator<Item = &'static LawFile> {
    FILES.iter().map(|(_, file)| file)
}

/// The articles of an act, where they are known.
pub fn articles_of(act: &Act) -> Option<&'static LawFile> {
    FILES.iter().find(|(key, _)| act.has_key(key)).map(|(_, file)| file)
}

impl LawFile {
    pub fn article(&self, number: &str) -> Option<Article> {
        let [number, title, paragraphs, items] = self.row(number)? else { return None };
        Some(Article { number, title, paragraphs: paragraphs.parse().ok()?, items })
    }
}

impl Article {
    /// 「第9条の2」
    pub fn name(&self) -> String {
        let (main, branches) = self.number.split_once('の').unwrap_or((self.number, ""));
        if branches.is_empty() { format!("第{main}条") } else { format!("第{main}条の{branches}") }
    }

    /// How many items a paragraph has, counted from 1.
    pub fn items(&self, paragraph: u16) -> u16 {
        let of = |index: usize| self.items.split(',').nth(index).and_then(|count| count.parse().ok());
        usize::from(paragraph).checked_sub(1).and_then(of).unwrap_or_default()
    }

    /// The most items that any of its paragraphs has.
    pub fn most_items(&self) -> u16 {
        (1..=self.paragraphs).map(|paragraph| self.items(paragraph)).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::acts;

    #[test]
    fn articles_are_counted() {
        let number_act = articles_of(acts().number_act().unwrap()).unwrap();
        let counts = |number: &str| number_act.article(number).map(|found| (found.paragraphs, found.most_items()));
        assert_eq!(counts("9"), Some((6, 0)));
        assert_eq!(counts("19"), Some((1, 17)));
        assert_eq!(counts("28"), Some((6, 7)));
        assert_eq!((counts("29の2"), counts("58"), counts("30の2")), (Some((1, 0)), None, None));
        assert_eq!(number_act.article("28").map(|found| [1, 2].map(|paragraph| found.items(paragraph))), Some([7, 0]));
    }

    #[test]
    fn every_file_belongs_to_an_act_and_can_be_read() {
        for (key, file) in FILES.iter() {
            let act = acts().acts.iter().find(|act| act.has_key(key)).unwrap();
            assert_eq!(file.act, act.name);
            assert!(file.rows.len() > 10 && file.rows.iter().all(|row| file.article(row[0]).is_some()), "{key}");
        }
    }
}
