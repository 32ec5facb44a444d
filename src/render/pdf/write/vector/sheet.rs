//! Operators of a form and the objects that they name.

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use usvg::Transform;

use super::reals;

#[derive(Default)]
pub(super) struct VectorSheet {
    pub(super) content: Vec<u8>,
    states: Dictionary,
    drawn: Dictionary,
    patterns: Dictionary,
}

impl VectorSheet {
    pub(super) fn operator(&mut self, operator: &str) {
        self.content.extend_from_slice(operator.as_bytes());
        self.content.push(b'\n');
    }

    pub(super) fn operation(&mut self, operands: &[f32], operator: &str) {
        for operand in operands {
            self.content.extend_from_slice(number(*operand).as_bytes());
            self.content.push(b' ');
        }
        self.operator(operator);
    }

    pub(super) fn save(&mut self) {
        self.operator("q");
    }

    pub(super) fn restore(&mut self) {
        self.operator("Q");
    }

    pub(super) fn transform(&mut self, by: Transform) {
        if !by.is_identity() {
            self.operation(&[by.sx, by.ky, by.kx, by.sy, by.tx, by.ty], "cm");
        }
    }

    pub(super) fn state(&mut self, state: Dictionary) {
        let name = format!("G{}", self.states.len());
        self.operator(&format!("/{name} gs"));
        self.states.set(name, state);
    }

    pub(super) fn draw(&mut self, drawn: ObjectId) {
        let name = format!("X{}", self.drawn.len());
        self.operator(&format!("/{name} Do"));
        self.drawn.set(name, drawn);
    }

    /// Fills, or strokes, with a pattern from here on.
    pub(super) fn pattern(&mut self, pattern: impl Into<Object>, stroke: bool) {
        let name = format!("P{}", self.patterns.len());
        self.operator(&if stroke { format!("/Pattern CS /{name} SCN") } else { format!("/Pattern cs /{name} scn") });
        self.patterns.set(name, pattern);
    }

    pub(super) fn resources(&self) -> Dictionary {
        let mut resources = Dictionary::new();
        for (kind, entries) in [("ExtGState", &self.states), ("XObject", &self.drawn), ("Pattern", &self.patterns)] {
            if !entries.is_empty() {
                resources.set(kind, entries.clone());
            }
        }
        resources
    }
}

/// Short, and never anything but digits.
fn number(value: f32) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    // Small factors keep their digits; places on the page need no more than thousandths.
    let text = if value.abs() < 1.0 { format!("{value:.6}") } else { format!("{value:.3}") };
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() || text == "-0" { "0".to_owned() } else { text.to_owned() }
}

pub(super) fn matrix(by: Transform) -> Object {
    reals(&[by.sx, by.ky, by.kx, by.sy, by.tx, by.ty])
}

/// A function between two colours, or through several.
pub(super) fn function(stops: &[(f32, Vec<f32>)]) -> Dictionary {
    let step = |pair: &[(f32, Vec<f32>)]| {
        dictionary! {
            "FunctionType" => 2, "Domain" => reals(&[0.0, 1.0]), "N" => 1,
            "C0" => reals(&pair[0].1), "C1" => reals(&pair[1].1),
        }
    };
    let steps: Vec<Object> = stops.windows(2).map(|pair| step(pair).into()).collect();
    let inner: Vec<f32> = stops.iter().skip(1).take(steps.len().saturating_sub(1)).map(|stop| stop.0).collect();
    dictionary! {
        "FunctionType" => 3,
        "Domain" => reals(&[0.0, 1.0]),
        "Encode" => reals(&[0.0, 1.0].repeat(steps.len())),
        "Bounds" => reals(&inner),
        "Functions" => steps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        let told = [0.0, -0.0, 12.0, -0.5, 1234.5678, 0.000_001, f32::NAN, f32::INFINITY, 1e-9].map(number);
        assert_eq!(told, ["0", "0", "12", "-0.5", "1234.568", "0.000001", "0", "0", "0"]);
    }
}
