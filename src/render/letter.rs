//! Letters that go with papers: plain text from a template of the workspace, or from ours.

use serde::Serialize;
use tera::{Context, Tera};

use super::RenderError;
use super::template::{self, BoundedPage};

/// Who gets a packet, by the name of the template.
const OURS: [(&str, &str); 3] = [
    ("council", include_str!("../../templates/letter/council.txt")),
    ("commission", include_str!("../../templates/letter/commission.txt")),
    ("public-comment", include_str!("../../templates/letter/public-comment.txt")),
];

/// What a letter may say.
#[derive(Debug, Default, Serialize)]
pub struct LetterValues {
    pub date: String,
    pub agency: String,
    pub council: String,
    pub number: String,
    pub title: String,
    pub form: String,
    pub published: String,
    pub period: String,
    pub papers: Vec<String>,
    pub opinions: usize,
    pub answered: usize,
    pub comments: usize,
}

/// `own` is the template of the workspace with its place.
pub fn letter(name: &str, own: Option<(&str, &str)>, values: &LetterValues) -> Result<String, RenderError> {
    let ours = OURS.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text);
    let (place, text) = own.unwrap_or((name, ours));
    let refused = |(line, fault): (usize, _)| RenderError::Template { place: format!("{place}:{line}"), fault };
    let counted = if own.is_some() { template::counted(text).map_err(refused)? } else { text.to_owned() };
    let mut tera = Tera::default();
    template::bound(&mut tera);
    let engine = |error: tera::Error| RenderError::Engine(format!("{place}: {error}"));
    tera.add_raw_templates([("letter.txt", counted.as_str())]).map_err(engine)?;
    let context = Context::from_serialize(values).map_err(engine)?;
    let mut page = BoundedPage::default();
    template::begin();
    tera.render_to("letter.txt", &context, &mut page).map_err(engine)?;
    Ok(page.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_names_the_assessment_and_the_papers() {
        let values =
            LetterValues {
                title: "成人<健診>".into(), papers: vec!["評価書".into()], ..LetterValues::default()
            };
        for (name, _) in OURS {
            let text = letter(name, None, &values).unwrap();
            assert!(text.contains("成人<健診>") && text.contains("・評価書\n"), "{text}");
        }
        let own = letter("council", Some(("templates/letter/council.txt", "{{ title }}を送る\n")), &values).unwrap();
        assert_eq!(own, "成人<健診>を送る\n");
        assert!(letter("council", Some(("x", "{% set a = 1 %}")), &values).is_err());
    }
}
