//! How texts speak of the options of the form: one line per option and subject. Every rule that holds a choice to a text reads
//! this table, and nothing else.

/// The subject that an option is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionSubject {
    /// A way in which information comes or goes.
    Channel,
    Audit,
    Source,
}

#[derive(Debug)]
pub(super) struct OptionWords {
    pub(super) subject: OptionSubject,
    /// How the word of the option begins.
    pub(super) option: &'static str,
    /// How texts speak of it, folded.
    pub(super) spoken: &'static [&'static str],
    /// Wider words, a denial of which denies the option, too.
    pub(super) wider: &'static [&'static str],
}

const fn words(subject: OptionSubject, option: &'static str, spoken: &'static [&'static str]) -> OptionWords {
    OptionWords { subject, option, spoken, wider: &[] }
}

use OptionSubject::{Audit, Channel, Source};

const TABLE: &[OptionWords] = &[
    words(Channel, "庁内連携システム", &["庁内連携"]),
    words(Channel, "電子メール", &["電子メール"]),
    words(Channel, "専用線", &["専用線"]),
    words(Channel, "情報提供ネットワークシステム", &["情報提供ネットワーク"]),
    words(Channel, "電子記録媒体", &["電子記録媒体", "CD-R", "DVD"]),
    OptionWords {
        wider: &[
            "外部記憶媒体",
            "外部記憶装置",
            "外部の記憶装置",
            "外部の記憶媒体",
            "記憶装置",
            "記憶媒体",
            "可搬媒体",
        ],
        ..words(Channel, "フラッシュメモリ", &["フラッシュメモリ", "USBメモリ"])
    },
    words(Audit, "自己点検", &["自己点検"]),
    words(Audit, "内部監査", &["内部監査"]),
    words(Audit, "外部監査", &["外部監査", "外部の専門家による監査", "外部の監査", "第三者による監査"]),
    words(
        Source,
        "行政機関",
        &["日本年金機構から", "法務局から", "登記所から", "税務署から", "公共職業安定所から", "労働局から"],
    ),
    words(
        Source,
        "地方公共団体",
        &[
            "他の市町村から",
            "他の市区町村から",
            "転入前の市町村",
            "転入前の市区町村",
            "前に住んでいた市町村",
            "都道府県から",
        ],
    ),
    words(
        Source,
        "民間事業者",
        &["医療機関から", "実施機関から", "金融機関から", "介護サービス事業者から", "指定事業所から"],
    ),
];

pub(super) fn of(subject: OptionSubject) -> impl Iterator<Item = &'static OptionWords> {
    TABLE.iter().filter(move |words| words.subject == subject)
}
