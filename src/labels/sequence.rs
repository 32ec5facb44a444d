//! Which of the places that read like labels are labels: the sequence of slots that fits the form's order best.
//!
//! One pass over the places keeps, for every slot, the best reading so far that ends with it. A reading gains by every label
//! that it takes and pays for items of the form that it leaves out, so a missing label costs little and a stray one does not
//! derail what follows.

use super::find::Occurrence;
use super::index::Labels;
use super::weights::{
    LEFT_OUT, LEFT_OUT_MOST, NEAR, NEXT_BLOCK, NEXT_FILE, OUT_OF_ORDER, REPEATED, REPEATED_HEADING, SWAPPED, small,
};

/// A place that is the label of a slot.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    pub occurrence: usize,
    pub slot: usize,
}

#[derive(Clone, Copy)]
struct SequenceReading {
    score: f32,
    /// Where its last label ends.
    end: usize,
    /// Its last step.
    step: usize,
}

struct SequenceStep {
    taken: Match,
    before: Option<usize>,
}

impl Labels<'_> {
    /// The places that are labels, in the order of the text.
    pub fn sequence(&self, occurrences: &[Occurrence]) -> Vec<Match> {
        let mut readings: Vec<Option<SequenceReading>> = vec![None; self.slots.len()];
        let mut steps: Vec<SequenceStep> = Vec::new();
        for (index, occurrence) in occurrences.iter().enumerate().filter(|(_, occurrence)| !occurrence.is_range) {
            let mut found = Vec::new();
            for (slot, score) in &occurrence.candidates {
                let mut best: (f32, Option<usize>) = (score - start_cost(self, *slot), None);
                for (last, reading) in readings.iter().enumerate() {
                    let Some(reading) = reading.filter(|reading| reading.end <= occurrence.start) else { continue };
                    let Some(cost) = cost(self, last, *slot) else { continue };
                    let total = reading.score + score - cost;
                    if total > best.0 {
                        best = (total, Some(reading.step));
                    }
                }
                found.push((*slot, best));
            }
            for (slot, (score, before)) in found {
                if readings[slot].is_none_or(|reading| score > reading.score) {
                    steps.push(SequenceStep { taken: Match { occurrence: index, slot }, before });
                    readings[slot] = Some(SequenceReading { score, end: occurrence.end, step: steps.len() - 1 });
                }
            }
        }
        let best = readings.iter().flatten().max_by(|one, other| one.score.total_cmp(&other.score));
        let mut matches = Vec::new();
        let mut next = best.map(|reading| reading.step);
        while let Some(step) = next {
            matches.push(steps[step].taken);
            next = steps[step].before;
        }
        matches.reverse();
        matches
    }
}

fn left_out(items: usize) -> f32 {
    (small(items) * LEFT_OUT).min(LEFT_OUT_MOST)
}

fn start_cost(labels: &Labels<'_>, slot: usize) -> f32 {
    left_out(labels.items_between(0, slot))
}

/// What it costs to go from one slot to another; `None` where a form never does.
fn cost(labels: &Labels<'_>, from: usize, to: usize) -> Option<f32> {
    let (last, next) = (&labels.slots[from], &labels.slots[to]);
    if to > from {
        return Some(left_out(labels.items_between(from, to)));
    }
    // The next block of a list that both stand in.
    let shared = next.loops.iter().rev().find(|own| last.loops.contains(own));
    if let Some(own) = shared {
        let slots = &labels.loops[*own].slots;
        let rest = labels.items_between(from, *slots.end());
        let skipped = if to == *slots.start() { 0 } else { labels.items_between(*slots.start(), to) + 1 };
        let next_block = NEXT_BLOCK + left_out(rest + skipped);
        return Some(if to == from { next_block.min(REPEATED) } else { next_block });
    }
    if to == from {
        return Some(if next.node.is_none() { REPEATED_HEADING } else { REPEATED });
    }
    if labels.begins_file(to) && labels.form.parts[last.part].each.is_some() {
        return Some(NEXT_FILE);
    }
    if next.part == last.part && from - to <= NEAR && next.loops == last.loops {
        return Some(SWAPPED);
    }
    next.node.is_none().then_some(OUT_OF_ORDER)
}
