//! Typing confusions. To add one, add a line to [`CONFUSIONS`]: the wrong words, the right ones, and what must hold besides.
//!
//! The words are written folded: half-width digits and letters, no spaces. Only what is wrong wherever it stands belongs here.

use crate::finding::Confidence;

#[derive(Clone, Copy, Debug)]
pub(super) struct Confusion {
    pub(super) wrong: &'static str,
    pub(super) right: &'static str,
    pub(super) before: PrecedingWords,
    /// Longer words in which the wrong ones are right.
    pub(super) except: &'static [&'static str],
    /// One of these stands in the same text.
    pub(super) near: &'static [&'static str],
    pub(super) confidence: Confidence,
}

/// What stands before the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PrecedingWords {
    Anything,
    /// A kanji or katakana: the end of a noun.
    Noun,
    /// Anything but a letter of the alphabet.
    NoLetter,
}

pub(super) const CONFUSIONS: &[Confusion] = &[
    // Characters that look or sound alike.
    sure("市町村町", "市町村長").except(&["市町村町内"]),
    sure("個人情報保護員会", "個人情報保護委員会"),
    sure("特定個人情法", "特定個人情報"),
    sure("国民健康保健", "国民健康保険"),
    sure("被保健者", "被保険者"),
    sure("医療保健者", "医療保険者"),
    sure("対応符合", "対応符号"),
    sure("識別符合", "識別符号"),
    sure("生態認証", "生体認証"),
    sure("暗合化", "暗号化"),
    likely("複合化", "復号").near(&["暗号"]),
    sure("アクセス権原", "アクセス権限"),
    sure("適性な取扱", "適正な取扱"),
    sure("適性に管理", "適正に管理"),
    sure("措置を構じ", "措置を講じ"),
    sure("対策を構じ", "対策を講じ"),
    sure("徹低", "徹底"),
    sure("削徐", "削除"),
    sure("閲欄", "閲覧"),
    likely("府内連携システム", "庁内連携システム"),
    likely("府内メール", "庁内メール"),
    sure("受信勧奨", "受診勧奨"),
    sure("受信券", "受診券"),
    sure("検診受信者", "検診受診者"),
    sure("健診受信者", "健診受診者"),
    likely("受信者", "受診者").near(&["検診", "健診"]).except(&["メール受信者", "検診受信者", "健診受信者"]),
    sure("バトランプ", "パトランプ"),
    sure("ペセス", "ベセスダ"),
    sure("シテスム", "システム"),
    sure("aaS", "IaaS、PaaS、SaaS のいずれか").after(PrecedingWords::NoLetter),
    // Particles.
    sure("ものとで", "のもとで").after(PrecedingWords::Noun),
    sure("に決定に関する", "の決定に関する"),
    sure("に認定に関する", "の認定に関する"),
    sure("をを", "を"),
    sure("にに", "に").after(PrecedingWords::Noun).except(&["ににお", "ににぎ"]),
    sure("のの", "の").after(PrecedingWords::Noun).except(&["ののぞ", "ののち", "ののり", "ののこ", "ののび"]),
    sure("がが", "が").after(PrecedingWords::Noun).except(&["ががん"]),
    sure("がを", "が か を").after(PrecedingWords::Noun),
    sure("はを", "は か を").after(PrecedingWords::Noun),
];

const fn sure(wrong: &'static str, right: &'static str) -> Confusion {
    Confusion {
        wrong,
        right,
        before: PrecedingWords::Anything,
        except: &[],
        near: &[],
        confidence: Confidence::Certain,
    }
}

const fn likely(wrong: &'static str, right: &'static str) -> Confusion {
    Confusion { confidence: Confidence::Likely, ..sure(wrong, right) }
}

impl Confusion {
    const fn after(self, before: PrecedingWords) -> Self {
        Self { before, ..self }
    }

    const fn except(self, except: &'static [&'static str]) -> Self {
        Self { except, ..self }
    }

    const fn near(self, near: &'static [&'static str]) -> Self {
        Self { near, ..self }
    }
}
