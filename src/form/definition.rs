//! A form while it is put together: a tree that overlays change, before its items are numbered.

use std::collections::BTreeMap;

use super::NodeId;
use super::basis::Basis;
use super::model::{Mark, Node, Options, Part, Role};
use super::node_id::Stamp;
use super::place::FormPlace;
use crate::text::Span;

#[derive(Debug, Default)]
pub(super) struct Definition {
    pub(super) id: String,
    pub(super) style: String,
    pub(super) edition: String,
    pub(super) name: String,
    pub(super) basis: Option<Basis>,
    pub(super) options: BTreeMap<String, Options>,
    pub(super) timings: Vec<String>,
    pub(super) parts: Vec<PartDraft>,
}

#[derive(Debug)]
pub(super) struct PartDraft {
    pub(super) part: Part,
    pub(super) items: Vec<ItemDraft>,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) struct ItemDraft {
    /// Its identity, its relations and its mark are known only once the form is whole.
    pub(super) node: Node,
    /// What it says of ※ itself.
    pub(super) mark: Option<bool>,
    pub(super) items: Vec<ItemDraft>,
    pub(super) span: Span,
}

/// Where an item stands: its part, then its position among the items of each that holds it.
pub(super) type Trail = Vec<usize>;

impl Definition {
    /// Where the item, or what is around it, stands.
    pub(super) fn trail(&self, place: FormPlace<'_>) -> Option<Trail> {
        let (FormPlace::Item(key) | FormPlace::Around(_, key) | FormPlace::Part(key)) = place else { return None };
        let mut trail = self.parts.iter().enumerate().find_map(|(index, part)| {
            let mut trail = vec![index];
            find(&part.items, key, &mut trail).then_some(trail)
        })?;
        match place {
            FormPlace::Around(role, _) => {
                while self.item(&trail)?.node.role != role {
                    trail.pop();
                }
            }
            FormPlace::Part(_) => trail.truncate(1),
            _ => {}
        }
        Some(trail)
    }

    fn item(&self, trail: &[usize]) -> Option<&ItemDraft> {
        let (part, inside) = trail.split_first()?;
        let (last, around) = inside.split_last()?;
        let items = around.iter().try_fold(&self.parts.get(*part)?.items, |items, at| Some(&items.get(*at)?.items));
        items?.get(*last)
    }

    pub(super) fn item_mut(&mut self, trail: &[usize]) -> Option<&mut ItemDraft> {
        let last = *trail.last()?;
        self.siblings(trail)?.get_mut(last)
    }

    /// The items among which the last step of a trail chooses.
    pub(super) fn siblings(&mut self, trail: &[usize]) -> Option<&mut Vec<ItemDraft>> {
        let (part, inside) = trail.split_first()?;
        let (_, around) = inside.split_last()?;
        let part = self.parts.get_mut(*part)?;
        around.iter().try_fold(&mut part.items, |items, at| Some(&mut items.get_mut(*at)?.items))
    }

    /// Gives every item its number, in printed order, and what it takes over from what is around it.
    pub(super) fn numbered(self, stamp: Stamp) -> (Vec<Part>, Vec<Node>, Vec<Span>) {
        let mut numbering = NodeNumbering { stamp, nodes: Vec::new(), spans: Vec::new(), basis: self.basis };
        let mut parts = Vec::new();
        for (index, draft) in self.parts.into_iter().enumerate() {
            let around = if draft.part.mark { Mark::Inherited } else { Mark::None };
            let nodes = draft.items.into_iter().map(|item| numbering.item(item, index, None, around)).collect();
            parts.push(Part { nodes, ..draft.part });
        }
        (parts, numbering.nodes, numbering.spans)
    }
}

fn find(items: &[ItemDraft], key: &str, trail: &mut Trail) -> bool {
    for (index, item) in items.iter().enumerate() {
        trail.push(index);
        if item.node.key.as_ref().is_some_and(|own| own == key) || find(&item.items, key, trail) {
            return true;
        }
        trail.pop();
    }
    false
}

struct NodeNumbering {
    stamp: Stamp,
    nodes: Vec<Node>,
    spans: Vec<Span>,
    basis: Option<Basis>,
}

impl NodeNumbering {
    /// `around` is the mark that holds where the item says nothing of its own.
    fn item(&mut self, draft: ItemDraft, part: usize, parent: Option<NodeId>, around: Mark) -> NodeId {
        let id = NodeId::new(self.nodes.len(), self.stamp);
        let mark = draft.mark.map_or(around, |on| if on { Mark::Own } else { Mark::None });
        // A heading's ※ holds for what is under it; an item's own ※ does not hold for the cells beside it.
        let inner = if draft.node.role == Role::Section { mark } else { around };
        let basis = draft.node.basis.or(self.basis);
        self.nodes.push(Node { id, part, parent, mark, basis, ..draft.node });
        self.spans.push(draft.span);
        let children = draft.items.into_iter().map(|child| self.item(child, part, Some(id), inner)).collect();
        self.nodes[id.index()].children = children;
        id
    }
}
