//! Papers besides the assessment, of which its texts speak.

/// In a sentence with one of these a reference may lead into another paper.
pub(super) const OTHER_PAPERS: [&str; 14] = [
    "契約",
    "仕様",
    "協定",
    "要綱",
    "要領",
    "規則",
    "規程",
    "条例",
    "基準",
    "手引",
    "ガイドライン",
    "指針",
    "申請書",
    "様式",
];
