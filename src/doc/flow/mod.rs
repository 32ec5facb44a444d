//! The data-flow figure, drawn from the assessment: who gives information to whom, and which systems are connected.
//!
//! Above, the office in the middle with those that it gets information from at the left and those that it gives some to at
//! the right; below, its systems. Every arrow bears a number, which is explained under the picture together with the place
//! in the assessment that says so. What does not fit on a sheet of A4 goes on with the next sheet.

mod board;
mod exchange;
mod legend;
mod network;
mod sheets;
mod tracks;

use super::drawing::{Drawing, Shape, Tenths};
use crate::assessment::Assessment;
use crate::flow::Flow;

/// One sheet of the figure.
#[derive(Debug)]
pub(super) struct FlowSheet {
    pub(super) drawing: Drawing,
    /// The arrows of the sheet in sentences.
    pub(super) alternative: String,
}

/// The figure on as many sheets as it needs, at least one.
pub(super) fn sheets(assessment: &Assessment) -> Vec<FlowSheet> {
    let flow = Flow::of(assessment);
    sheets::arrange(&flow.exchanges, &flow.network)
}

/// What an arrow says.
#[derive(Clone, Debug)]
struct Arrow {
    number: usize,
    /// The 特定個人情報ファイル, where there is more than one.
    file: Option<String>,
    from: String,
    to: String,
    /// It goes both ways.
    both: bool,
    what: String,
    /// The item of the assessment that says so, and its address.
    place: String,
    item: String,
}

/// A part of the picture that stays in one piece, from y = 0 down, and the arrows in it.
#[derive(Debug, Default)]
struct FlowSection {
    shapes: Vec<Shape>,
    height: Tenths,
    arrows: Vec<Arrow>,
}
