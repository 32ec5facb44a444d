//! The boxes of 主な記録項目 and how texts and record items speak of them.

use std::ops::Range;

use super::super::scan::Folded;
use crate::assessment::{Answer, Assessment, Cell, Scope, Tick};
use crate::form::Options;
use crate::text::fold;

/// The words that stand for a box in the list of record items.
#[derive(Debug)]
pub(super) struct Topic {
    /// Begins the word of the box, or stands in it.
    option: &'static str,
    /// An item with one of these surely belongs to the box.
    sure: &'static [&'static str],
    /// An item with one of these may belong to it.
    likely: &'static [&'static str],
    /// With one of these it cannot be said that no item belongs to the box.
    vague: &'static [&'static str],
    /// An item with one of these does not belong to it, whatever else it says.
    never: &'static [&'static str],
}

pub(super) static TOPICS: [Topic; 16] = [
    Topic {
        option: "個人番号",
        sure: &["個人番号"],
        likely: &["マイナンバー"],
        vague: &[],
        never: &["カード", "対応符号"],
    },
    Topic { option: "個人番号対応符号", sure: &[], likely: &["対応符号"], vague: &["符号"], never: &[] },
    Topic {
        option: "情報（氏名",
        sure: &[],
        likely: &["氏名", "生年月日"],
        vague: &["住所"],
        never: &["機関", "業者"],
    },
    Topic {
        option: "連絡先",
        sure: &[],
        likely: &["電話", "メールアドレス", "携帯"],
        vague: &["連絡先"],
        never: &["保険者", "事業所", "機関", "会場", "会社", "施設", "金融"],
    },
    Topic {
        option: "住民票",
        sure: &[],
        likely: &["世帯主", "続柄", "転入", "転出", "住民となった"],
        vague: &["住民", "世帯", "異動"],
        never: &["住民税"],
    },
    Topic { option: "国税", sure: &[], likely: &["所得税", "国税"], vague: &[], never: &[] },
    Topic {
        option: "地方税",
        sure: &["課税区分", "課税状況", "課税標準", "市民税", "住民税", "所得割", "均等割", "固定資産税"],
        likely: &["課税", "控除額"],
        vague: &["税", "所得"],
        never: &["消費税", "所得税"],
    },
    Topic {
        option: "健康",
        sure: &[],
        likely: &["検診", "健診", "診断", "診療", "疾病", "接種"],
        vague: &["診", "病", "医", "検査"],
        never: &[],
    },
    Topic {
        option: "医療保険",
        sure: &["国民健康保険", "国保資格", "国保記号", "後期高齢者医療", "医療保険"],
        likely: &["国保", "保険証"],
        vague: &["保険", "資格"],
        never: &["介護", "雇用", "年金", "税"],
    },
    Topic {
        option: "児童福祉",
        sure: &["児童手当", "児童扶養手当"],
        likely: &["児童", "保育", "子育て"],
        vague: &["子"],
        never: &[],
    },
    Topic {
        option: "障害者福祉",
        sure: &["身体障害者手帳", "療育手帳", "精神障害者保健福祉手帳", "障害支援区分"],
        likely: &["障害者手帳", "障害等級", "障害程度"],
        vague: &["障害", "障がい", "手帳"],
        never: &["控除", "年金"],
    },
    Topic {
        option: "生活保護",
        sure: &["生活保護", "生保区分", "生保受給", "生保開始", "生保廃止"],
        likely: &["生保"],
        vague: &["保護", "福祉", "支援給付"],
        never: &["控除", "生命保険"],
    },
    Topic {
        option: "介護",
        sure: &["介護保険", "要介護"],
        likely: &["介護"],
        vague: &["高齢", "認定", "給付"],
        never: &["介護医療保険"],
    },
    Topic {
        option: "雇用",
        sure: &["雇用保険"],
        likely: &["離職", "失業"],
        vague: &["雇用", "労働", "勤務"],
        never: &[],
    },
    Topic {
        option: "年金関係",
        sure: &["基礎年金番号", "年金種別", "年金証書", "年金コード"],
        likely: &["年金"],
        vague: &["特別徴収"],
        never: &["公的年金", "企業年金", "非課税年金", "年金収", "年金所得"],
    },
    Topic { option: "災害", sure: &[], likely: &["罹災", "り災", "被災"], vague: &["災害"], never: &[] },
];

/// The boxes of one file.
#[derive(Debug)]
pub(super) struct MainItems<'a> {
    pub(super) cell: &'a Cell,
    pub(super) options: &'a Options,
    pub(super) ticks: &'a [Tick],
}

impl<'a> MainItems<'a> {
    /// None where no box is ticked yet.
    pub(super) fn of(assessment: &'a Assessment, file: &Scope<'a>) -> Option<Self> {
        let cell = file.cell("basics.main_items")?;
        let Some(Answer::Checks(ticks)) = cell.answer() else { return None };
        let options = assessment.form.options_of(assessment.node(cell))?;
        (!ticks.is_empty()).then_some(Self { cell, options, ticks })
    }

    pub(super) fn is_ticked(&self, index: usize) -> bool {
        self.ticks.iter().any(|tick| tick.index == index)
    }

    pub(super) fn word(&self, index: usize) -> &'a str {
        self.options.choices.get(index).map_or("", |choice| choice.word.as_str())
    }

    /// The word without what stands in brackets, folded: 連絡先（電話番号等） is 連絡先.
    pub(super) fn short(&self, index: usize) -> String {
        fold::fold(self.word(index)).split('(').next().unwrap_or_default().to_owned()
    }

    /// The topics of the form's boxes, each with the position of its box.
    pub(super) fn topics(&self) -> impl Iterator<Item = (usize, &'static Topic)> {
        TOPICS.iter().filter_map(|topic| {
            let mut words = self.options.choices.iter().map(|choice| &choice.word);
            let option = fold::fold(topic.option);
            let begins = words.clone().position(|word| fold::fold(word) == option);
            Some((begins.or_else(|| words.position(|word| fold::fold(word).contains(&option)))?, topic))
        })
    }

    /// A text in the brackets of a ticked box has to do with the topic.
    pub(super) fn covered_elsewhere(&self, topic: &Topic) -> bool {
        self.ticks.iter().filter_map(|tick| tick.text.as_deref()).any(|text| topic.touches(text))
    }

    /// Where a folded line names boxes (by position) or their sub-headings (none), longest words first.
    pub(super) fn mentions(&self, line: &Folded) -> Vec<(Option<usize>, String, Range<usize>)> {
        let mut words: Vec<(Option<usize>, String)> = Vec::new();
        for (index, choice) in self.options.choices.iter().enumerate() {
            if !choice.text {
                words.push((Some(index), self.short(index)));
            }
            let group = choice.group.as_deref().map(fold::fold).unwrap_or_default();
            if !group.is_empty() && words.iter().all(|(_, word)| *word != group) {
                words.push((None, group));
            }
        }
        words.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = line.text.get(at..).filter(|rest| !rest.is_empty()) {
            match words.iter().find(|(_, word)| rest.starts_with(word.as_str())) {
                Some((index, word)) => {
                    found.push((*index, word.clone(), at..at + word.len()));
                    at += word.len();
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }
}

impl Topic {
    /// Whether it is sure that an item belongs to the box; none where it does not seem to.
    pub(super) fn in_item(&self, item: &str) -> Option<bool> {
        let folded = fold::fold(item);
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        // 障害区分, 介護区分: such a field is kept for nothing else.
        let sure = has(self.sure) || (has(self.likely) && folded.ends_with("区分"));
        (!has(self.never) && (sure || has(self.likely))).then_some(sure)
    }

    /// The name of an item, a group, a file or the 事務 may have to do with the box.
    pub(super) fn touches(&self, name: &str) -> bool {
        let folded = fold::fold(name);
        [self.sure, self.likely, self.vague].into_iter().flatten().any(|word| folded.contains(word))
    }
}
