//! The systems under one another: connections among them pass at the left, those with other systems at the right.

use super::board::{BAND_HEIGHT, Caption, DrawingBoard, WIDTH};
use super::exchange::{OFFICE, OFFICE_LEFT, OFFICE_RIGHT};
use super::{Arrow, FlowSection, tracks};
use crate::doc::drawing::Tenths;
use crate::flow::{Network, SystemLink, beginning};

const OWN: Tenths = 1560;
const OTHER: Tenths = 1400;
/// From port to port. The ports of the other systems stand half a pitch off, so that no two lines share a y.
const PITCH: Tenths = 130;
/// From a box to the innermost track: room for a head and a number.
const STUB: Tenths = 220;
/// From a box to the middle of the number at its port.
const NUMBER: Tenths = 130;
/// From track to track, where there is room.
const TRACK: Tenths = 60;
const SYSTEMS: &str = "使用するシステム";
/// The arrow from the office down to its systems.
pub(super) const DOWN: Tenths = 280;

/// A box with the lines that leave it, as positions in the list of links, from top to bottom.
struct PlacedBox {
    top: Tenths,
    height: Tenths,
    caption: Caption,
}

impl PlacedBox {
    /// The y of a port: the ports of a side stand together in the middle.
    fn port(&self, ports: &[usize], link: usize) -> Tenths {
        let index = ports.iter().position(|port| *port == link).unwrap_or(0);
        self.top + (self.height / PITCH - count(ports.len())) / 2 * PITCH + PITCH / 2 + count(index) * PITCH
    }
}

/// Where the arrow comes from that says who uses the systems.
#[derive(Clone, Copy)]
pub(super) enum Office<'a> {
    /// The box right above the section.
    Above,
    /// A box of its own.
    Own(&'a str),
    /// The arrow stands on an earlier sheet.
    Earlier,
}

/// The numbers start after `numbered`.
pub(super) fn section(network: &Network, office: Office<'_>, numbered: usize) -> FlowSection {
    let inner = Inner::of(network);
    let order = order_of_others(network);
    let outer = Outer::of(network, &order);
    let heading = match office {
        Office::Own(name) => Caption::new(OFFICE, name, OWN).height() + DOWN,
        Office::Above | Office::Earlier => 0,
    };
    let first = heading + BAND_HEIGHT + PITCH;

    let own = stack(&network.own, OWN, |at| inner.ports[at].len().max(outer.own[at].len()), |_, _| first);
    let beside = |at: usize, height: Tenths| {
        let ports = &outer.others[at];
        let sum: Tenths = ports.iter().map(|link| middle(&own[network.outer[*link].from])).sum();
        let wanted = sum / count(ports.len()).max(1) - height / 2;
        first + PITCH / 2 + (wanted - first).max(0) / PITCH * PITCH
    };
    let names: Vec<String> = order.iter().map(|other| network.others[*other].clone()).collect();
    let others = stack(&names, OTHER, |at| outer.others[at].len(), beside);

    let left = network.inner.iter().enumerate().map(|(index, link)| {
        let ends = [link.from, link.to].map(|at| own[at].port(&inner.ports[at], index));
        (ends[0], ends[1])
    });
    let left: Vec<(Tenths, Tenths)> = left.collect();
    let right = network.outer.iter().enumerate().map(|(index, link)| {
        let to = order.iter().position(|other| *other == link.to).unwrap_or(0);
        (own[link.from].port(&outer.own[link.from], index), others[to].port(&outer.others[to], index))
    });
    let right: Vec<(Tenths, Tenths)> = right.collect();
    let gutters = Gutters::of(&left, &right);

    let mut board = DrawingBoard::default();
    let mut draw = Draw { board: &mut board, numbered, arrows: Vec::new(), network };
    draw.office(&gutters, office, heading);
    if !others.is_empty() {
        draw.board.band(WIDTH - OTHER, heading, OTHER, "接続する相手");
    }
    for placed in &own {
        draw.board.boxed((gutters.own, placed.top), (OWN, placed.height), &placed.caption);
    }
    for placed in &others {
        draw.board.boxed((WIDTH - OTHER, placed.top), (OTHER, placed.height), &placed.caption);
    }
    for (index, link) in network.inner.iter().enumerate() {
        let x = gutters.own - STUB - count(gutters.left[index]) * gutters.track;
        draw.link(link, &network.own[link.to], (gutters.own, left[index].0), x, (gutters.own, left[index].1));
    }
    for (index, link) in network.outer.iter().enumerate() {
        let x = gutters.own + OWN + STUB + count(gutters.right[index]) * gutters.track;
        let (start, end) = ((gutters.own + OWN, right[index].0), (WIDTH - OTHER, right[index].1));
        draw.link(link, &network.others[link.to], start, x, end);
    }
    let arrows = draw.arrows;
    let height = own.iter().chain(&others).map(|placed| placed.top + placed.height).max().unwrap_or(first);
    FlowSection { shapes: board.shapes, height, arrows }
}

struct Draw<'a> {
    board: &'a mut DrawingBoard,
    numbered: usize,
    arrows: Vec<Arrow>,
    network: &'a Network,
}

impl Draw<'_> {
    fn office(&mut self, gutters: &Gutters, office: Office<'_>, heading: Tenths) {
        let title = if matches!(office, Office::Earlier) { "使用するシステム（続き）" } else { SYSTEMS };
        self.board.heading((gutters.own, heading), OWN, title);
        let own_middle = gutters.own + OWN / 2;
        let x = match office {
            Office::Own(name) => {
                let caption = Caption::new(OFFICE, name, OWN);
                self.board.boxed((gutters.own, 0), (OWN, caption.height()), &caption);
                own_middle
            }
            Office::Above => own_middle.clamp(OFFICE_LEFT + PITCH, OFFICE_RIGHT - PITCH),
            Office::Earlier => return,
        };
        self.board.arrow(vec![(x, heading - DOWN), (x, heading)], true);
        self.numbered += 1;
        let Network { usage, usage_item, .. } = self.network;
        self.board.number((x, heading - DOWN / 2), self.numbered, usage_item);
        self.tell([OFFICE, SYSTEMS, "使用", usage], usage_item);
    }

    fn link(&mut self, link: &SystemLink, to: &str, start: (Tenths, Tenths), x: Tenths, end: (Tenths, Tenths)) {
        self.numbered += 1;
        self.board.arrow(vec![start, (x, start.1), (x, end.1), end], true);
        for (at, y) in [start, end] {
            self.board.number((at + (x - at).signum() * NUMBER, y), self.numbered, &link.item);
        }
        self.tell([&self.network.own[link.from], to, "システムの間の接続", &link.place], &link.item);
    }

    fn tell(&mut self, words: [&str; 4], item: &str) {
        let ([from, to, what, place], item) = (words.map(beginning), item.to_owned());
        self.arrows.push(Arrow { number: self.numbered, file: None, from, to, both: true, what, place, item });
    }
}

/// Lines at the left of the listed systems.
struct Inner {
    /// Of each system, from top to bottom. In this order lines that leave a box do not cross each other.
    ports: Vec<Vec<usize>>,
}

impl Inner {
    fn of(network: &Network) -> Self {
        let ports = |at: usize| {
            let partner = |link: &SystemLink| if link.from == at { link.to } else { link.from };
            let own = network.inner.iter().enumerate().filter(|(_, link)| link.from == at || link.to == at);
            let mut ports: Vec<(bool, usize, usize)> =
                own.map(|(index, link)| (partner(link) > at, network.own.len() - partner(link), index)).collect();
            ports.sort_unstable();
            ports.into_iter().map(|(_, _, index)| index).collect()
        };
        Self { ports: (0..network.own.len()).map(ports).collect() }
    }
}

/// Lines between the listed systems and the others.
struct Outer {
    own: Vec<Vec<usize>>,
    /// In the order in which they are drawn.
    others: Vec<Vec<usize>>,
}

impl Outer {
    fn of(network: &Network, order: &[usize]) -> Self {
        let position = |other: usize| order.iter().position(|one| *one == other);
        let sorted = |mut links: Vec<usize>| {
            links.sort_by_key(|link| (network.outer[*link].from, position(network.outer[*link].to)));
            links
        };
        let links = |wanted: &dyn Fn(&SystemLink) -> bool| -> Vec<usize> {
            sorted((0..network.outer.len()).filter(|index| wanted(&network.outer[*index])).collect())
        };
        Self {
            own: (0..network.own.len()).map(|at| links(&|link| link.from == at)).collect(),
            others: order.iter().map(|other| links(&|link| link.to == *other)).collect(),
        }
    }
}

/// The other systems stand beside those that they are connected with.
fn order_of_others(network: &Network) -> Vec<usize> {
    let mean = |other: usize| {
        let from: Vec<usize> = network.outer.iter().filter(|link| link.to == other).map(|link| link.from).collect();
        from.iter().sum::<usize>() * 100 / from.len().max(1)
    };
    let mut order: Vec<usize> = (0..network.others.len()).collect();
    order.sort_by_key(|other| (mean(*other), *other));
    order
}

/// Where the listed systems stand, and the tracks at both sides of them.
struct Gutters {
    own: Tenths,
    track: Tenths,
    left: Vec<usize>,
    right: Vec<usize>,
}

impl Gutters {
    fn of(left: &[(Tenths, Tenths)], right: &[(Tenths, Tenths)]) -> Self {
        let ranges = |ends: &[(Tenths, Tenths)]| -> Vec<(Tenths, Tenths)> {
            ends.iter().map(|(one, other)| (*one.min(other), *one.max(other))).collect()
        };
        let (left, right) = (tracks::assign(&ranges(left)), tracks::assign(&ranges(right)));
        let used = |tracks: &[usize]| count(tracks.iter().max().map_or(0, |last| last + 1));
        let room = WIDTH - OWN - OTHER - 3 * STUB;
        let track = (room / (used(&left) + used(&right)).max(1)).min(TRACK);
        let least = STUB + used(&left) * track;
        let most = WIDTH - OTHER - 2 * STUB - used(&right) * track - OWN;
        // Under the office where there is room for that.
        let own = ((WIDTH - OWN) / 2).min(most).max(least);
        Self { own, track, left, right }
    }
}

/// Boxes under one another, each as high as its text and its ports need.
fn stack(
    names: &[String],
    space: Tenths,
    ports: impl Fn(usize) -> usize,
    wanted: impl Fn(usize, Tenths) -> Tenths,
) -> Vec<PlacedBox> {
    let mut placed: Vec<PlacedBox> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let caption = Caption::new("", name, space);
        let rows = ((caption.height() + PITCH - 1) / PITCH).max(count(ports(at)));
        let height = rows * PITCH;
        let least = placed.last().map_or(Tenths::MIN, |above| above.top + above.height + PITCH);
        placed.push(PlacedBox { top: wanted(at, height).max(least), height, caption });
    }
    placed
}

fn middle(placed: &PlacedBox) -> Tenths {
    placed.top + placed.height / 2
}

fn count(number: usize) -> Tenths {
    Tenths::try_from(number).unwrap_or(0)
}
