//! Words that official texts spell in several ways.

/// Spellings with and without okurigana, and other pairs that official texts use side by side.
const SPELLINGS: &[(&str, &str)] = &[
    ("取り扱い", "取扱い"),
    ("取り扱", "取扱"),
    ("取扱い", "取扱"),
    ("申し込み", "申込"),
    ("申込み", "申込"),
    ("受け付け", "受付"),
    ("問い合わせ", "問合せ"),
    ("問合わせ", "問合せ"),
    ("引き継ぎ", "引継ぎ"),
    ("貸し出し", "貸出し"),
    ("取り消し", "取消し"),
    ("届け出", "届出"),
    ("割り当て", "割当て"),
    ("手続き", "手続"),
    ("および", "及び"),
    ("または", "又は"),
    ("ならびに", "並びに"),
    ("もしくは", "若しくは"),
    ("サーバー", "サーバ"),
    ("ユーザー", "ユーザ"),
    ("コンピューター", "コンピュータ"),
    ("毀損", "き損"),
];

/// `text` with one spelling for words that official texts spell in several ways.
pub fn one_spelling(text: &str) -> String {
    let mut text = text.to_owned();
    for (long, short) in SPELLINGS {
        if text.contains(long) {
            text = text.replace(long, short);
        }
    }
    text
}
