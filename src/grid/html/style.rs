//! What the style of a page hides from the eye.

use std::collections::BTreeSet;

/// The classes that a style sheet in the page hides, whoever hears the page.
pub(super) fn unseen_classes(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = page;
    while let Some(at) = rest.find("<style") {
        rest = &rest[at..];
        let end = rest.find("</style").unwrap_or(rest.len());
        for rule in rest[..end].split('}') {
            let Some((selectors, body)) = rule.rsplit_once('{') else { continue };
            let selectors = selectors.rsplit(['{', '>', '/']).next().unwrap_or_default();
            if hides(body) {
                let classes = selectors.split(',').filter_map(|selector| selector.trim().strip_prefix('.'));
                found.extend(classes.filter(|class| class.chars().all(is_of_name)).map(ToOwned::to_owned));
            }
        }
        rest = &rest[end..];
    }
    found
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

pub(super) fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    ["display:none", "visibility:hidden", "clip:rect(", "clip-path:inset("].iter().any(|sign| style.contains(sign))
}
