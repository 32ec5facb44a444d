//! Reads `law/figures.yaml`, once.

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use super::SizeClass;
use crate::dates::Date;
use crate::text::fold;

const TEXT: &str = include_str!("../../law/figures.yaml");
// A test reads it, so it is never empty here.
static LAW: LazyLock<Law> = LazyLock::new(|| serde_yaml::from_str(TEXT).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    figures: LegalFigures,
    days: LegalDays,
    provisions: Provisions,
    threshold: Vec<SizeClass>,
}

/// A number that the law sets, with its unit and the provision that sets it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalFigure {
    pub number: u16,
    pub unit: String,
    pub provision: Provision,
}

/// The days from which acts are law, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LegalDays {
    number_act: String,
}

/// 「規則第9条第2項」
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Provision(String);

/// A table of the file: every entry by its name.
macro_rules! entries {
    ($table:ident of $entry:ident: $($(#[$about:meta])* $name:ident)*) => {
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $table { $($(#[$about])* pub $name: $entry),* }

        impl $table {
            fn named(&self) -> impl Iterator<Item = (&'static str, &$entry)> {
                [$((stringify!($name), &self.$name)),*].into_iter()
            }
        }
    };
}
entries!(LegalFigures of LegalFigure: handlers incident review reevaluation hearing accidents public_after_end);
entries!(Provisions of Provision: basic_anew emergency training accident_revision basic_withheld
    withheld_investigation withheld_management own_use own_use_notice
    threshold_decision public_hearing third_party submission end_notice evaluation);

pub fn figures() -> &'static LegalFigures {
    &LAW.figures
}

/// The day from which there are individual numbers.
pub fn number_act_since() -> Option<Date> {
    Date::parse(&LAW.days.number_act).ok()
}

pub fn provisions() -> &'static Provisions {
    &LAW.provisions
}

/// The table of the threshold decision, from few persons to many.
pub fn threshold() -> &'static [SizeClass] {
    &LAW.threshold
}

/// A text with `{hearing}`, `{hearing.provision}` and `{emergency}` filled in.
pub fn filled(text: &str) -> String {
    let mut filled = text.to_owned();
    for (name, figure) in figures().named() {
        filled = filled.replace(&format!("{{{name}}}"), &figure.to_string());
        filled = filled.replace(&format!("{{{name}.provision}}"), &figure.provision.0);
    }
    filled = filled.replace("{number_act}", &LAW.days.number_act);
    for (name, provision) in provisions().named() {
        filled = filled.replace(&format!("{{{name}}}"), &provision.0);
    }
    filled
}

impl fmt::Display for LegalFigure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.number, self.unit)
    }
}

impl fmt::Display for Provision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Provision {
    /// Whether a text names it, with 第 or without, in whatever width.
    pub fn is_cited_in(&self, text: &str) -> bool {
        bare(text).contains(&bare(&self.0))
    }

    /// Whether a text names it, perhaps as what another provision of the 規則 applies: 規則第7条第6項において準用する第10条第2項.
    pub fn is_applied_in(&self, text: &str) -> bool {
        const RULES: &str = "規則";
        let (text, own) = (bare(text), bare(&self.0));
        own.strip_prefix(RULES).is_some_and(|own| text.contains(RULES) && text.contains(own))
    }
}

fn bare(text: &str) -> String {
    fold::fold(text).replace('第', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_whole() {
        let law: Law = serde_yaml::from_str(TEXT).unwrap();
        assert_eq!(law.figures.hearing.to_string(), "30日");
        assert_eq!(number_act_since().map(Date::iso), Some("2015-10-05".into()));
        assert!(law.figures.named().all(|(_, figure)| figure.number > 0 && !figure.provision.0.is_empty()));
        for (class, next) in law.threshold.iter().zip(&law.threshold[1..]) {
            assert_eq!(class.below, Some(next.from), "no gap and no overlap");
            assert!(class.light.level <= class.heavy.level && class.heavy.level <= next.heavy.level);
        }
        assert_eq!((law.threshold[0].from, law.threshold[4].below), (0, None));
    }

    #[test]
    fn texts_are_filled_and_everything_else_stays() {
        let text = "{hearing}以上（{hearing.provision}）。{emergency}。{名前}{hearing.unit}";
        assert_eq!(filled(text), "30日以上（指針第5の3）。規則第9条第2項。{名前}{hearing.unit}");
    }

    #[test]
    fn provisions_are_recognised() {
        let emergency = &provisions().emergency;
        for text in ["規則第9条第2項による。", "規則９条２項", "評価規則第９条第２項"] {
            assert!(emergency.is_cited_in(text), "{text}");
        }
        for text in ["番号法第9条第2項", "規則第9条第1項", ""] {
            assert!(!emergency.is_cited_in(text), "{text}");
        }
    }
}
