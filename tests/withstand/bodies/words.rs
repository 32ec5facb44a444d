//! What authors type, and what nobody expects.

use super::dice::Dice;

/// Texts that are valid anywhere and read like something else somewhere.
const ODD: &[&str] = &[
    "汐見台市における特定健診に関する事務",
    "なし",
    "該当なし",
    "①",
    "①対象者　②記録　③その他",
    "1. 甲\n2. 乙\n3. 丙",
    "　全角の字下げ",
    "  二字下げ\n    四字下げ",
    "行末の空白   \n次の行",
    "一行目\n\n三行目\n",
    "# 見出し\n* 並び\n| 表 | 表 |\n|---|---|\n`字` **強** [甲](乙)",
    "<b>太字</b> & &amp; \"引用\" '引用'",
    "キー: 値",
    "- 並び",
    "~",
    "null",
    "true",
    "no",
    "12:30",
    "007",
    "=1+1",
    "＝１＋１",
    "+81-3-0000-0000",
    "@SUM(A1)",
    "○",
    "[ ○ ]",
    "[　　] その他　（　　　　）",
    "2) 十分である",
    "＜選択肢＞",
    "（その他）",
    "「括弧」、『二重』（括弧（の中））",
    "{市}",
    "{{ title }} {% for a in b %}",
    "Ⅱ　特定個人情報ファイルの概要",
    "Ⅲ　リスク対策 ※",
    "１．特定個人情報ファイルを取り扱う事務",
    "⑥使用目的",
    "※",
    "（別添1） 事務の内容",
    "変更箇所",
    "令和7年12月26日",
    "2025-12-26",
    "ﾊﾝｶｸ ｶﾅ ABC ａｂｃ",
    "𠮷野家　髙島　﨑",
    "e\u{301}\u{1f600}\u{fe0f}",
    "甲\t乙",
    "、、、",
    "・",
    "氏名、住所（方書、建物名）、生年月日",
    "【資格】被保険者番号、資格取得日",
    "1 年度、2 課税、非課税の別",
    "100000000000000000000",
    "-1",
    "0",
    "３件",
];

/// A text of several lines or of one.
pub fn text(dice: &mut Dice<'_>) -> String {
    match dice.roll(16) {
        0..=8 => line(dice),
        9..=12 => dice.pick(ODD).to_owned(),
        13 => [dice.pick(ODD), "\n", dice.pick(ODD)].concat(),
        14 => format!("{}{}", " ".repeat(dice.roll(4)), dice.pick(ODD)),
        _ => long(dice),
    }
}

/// As long as few published answers are.
fn long(dice: &mut Dice<'_>) -> String {
    let (sentence, break_after) = (line(dice), 1 + dice.roll(7));
    let sentences = (0..dice.roll(120))
        .map(|at| if at % break_after == 0 { format!("{sentence}。\n") } else { format!("{sentence}。") });
    sentences.chain([line(dice)]).collect()
}

/// Words on one line.
pub fn line(dice: &mut Dice<'_>) -> String {
    const NAMES: &[&str] = &["被保険者", "受給者", "対象者", "納税義務者", "世帯員", "申請者"];
    const DEEDS: &[&str] =
        &["の資格を確認する", "へ通知を送る", "の情報を記録する", "の申請を受け付ける", "から同意を得る"];
    const MEANS: &[&str] = &["端末で", "書面で", "住基システムから", "毎月一回", "委託先が", "職員が二人で"];
    if dice.once_in(6) {
        return dice.pick(ODD).lines().next().unwrap_or_default().trim().to_owned();
    }
    let number = dice.roll(1000);
    format!("{}{}{}（{number}）", dice.pick(MEANS), dice.pick(NAMES), dice.pick(DEEDS))
}
