//! Vertical tracks for lines that pass one another beside the boxes.

use crate::doc::drawing::Tenths;

/// A track from 0 for each range of y, so that no two ranges touch on a track; the shortest get the innermost.
pub(super) fn assign(ranges: &[(Tenths, Tenths)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranges.len()).collect();
    order.sort_by_key(|index| (ranges[*index].1 - ranges[*index].0, *index));
    let mut tracks: Vec<Vec<(Tenths, Tenths)>> = Vec::new();
    let mut chosen = vec![0; ranges.len()];
    for index in order {
        let (top, bottom) = ranges[index];
        let free = |track: &Vec<(Tenths, Tenths)>| track.iter().all(|taken| bottom < taken.0 || taken.1 < top);
        let track = tracks.iter().position(free).unwrap_or_else(|| {
            tracks.push(Vec::new());
            tracks.len() - 1
        });
        tracks[track].push((top, bottom));
        chosen[index] = track;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_overlap_get_tracks_of_their_own() {
        assert_eq!(assign(&[(0, 100), (10, 20), (30, 90), (120, 140)]), [1, 0, 0, 0]);
        assert_eq!(assign(&[(0, 10), (10, 20)]), [0, 1]);
    }
}
