//! Official item paths: 「Ⅱ 3. ⑥使用目的」.

use unicode_normalization::UnicodeNormalization;

use super::{Form, Node, NodeId, Role};
use crate::text::numeral::is_circled;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// Part and section by number, the item by number alone: Ⅱ 4. 委託事項2③
    Short,
    /// The item with its label: Ⅱ 4. 委託事項2 ③ and its words
    Plain,
    /// Part, section and risk with their titles, too.
    Full,
    /// In two lines: what is around the item, with the section by number alone where a block or a risk stands below it; the item.
    Lines,
}

impl PathStyle {
    fn has_titles(self) -> bool {
        matches!(self, Self::Full | Self::Lines)
    }
}

impl Form {
    /// The path of an item. `positions` are the positions from 0 of the blocks that it stands in, outermost first; `file` names
    /// the 特定個人情報ファイル where there is more than one.
    pub fn path(&self, id: NodeId, positions: &[usize], file: Option<&str>, style: PathStyle) -> String {
        let Some(node) = self.get(id) else { return String::new() };
        let mut pieces = vec![self.part_piece(node, file, style)];
        let blocks = self.ancestors(id).iter().filter(|ancestor| ancestor.role == Role::Block).count();
        let mut inner = positions[positions.len().saturating_sub(blocks)..].iter();
        for ancestor in self.ancestors(id) {
            let position = if ancestor.role == Role::Block { inner.next() } else { None };
            pieces.push(piece(ancestor, position.copied(), style, false));
        }
        pieces.push(piece(node, None, style, true));
        join(&pieces, style)
    }

    /// The path of a whole block: 「Ⅱ 4. 委託事項2」.
    pub fn block_path(&self, id: NodeId, positions: &[usize], file: Option<&str>, style: PathStyle) -> String {
        let Some(node) = self.get(id) else { return String::new() };
        let mut pieces = vec![self.part_piece(node, file, style)];
        pieces.extend(self.ancestors(id).into_iter().map(|ancestor| piece(ancestor, None, style, false)));
        pieces.push(piece(node, positions.last().copied(), style, true));
        join(&pieces, style)
    }

    /// The path of a part as far as it is about one file: 「Ⅱ（健診ファイル）」.
    pub fn part_path(&self, part: usize, file: Option<&str>, style: PathStyle) -> String {
        let part = &self.parts[part];
        let base = match &part.number {
            Some(_) if style == PathStyle::Full => part.heading(),
            Some(number) => number.clone(),
            None => part.title.clone(),
        };
        match file {
            Some(file) if part.each.is_some() => format!("{base}（{file}）"),
            _ => base,
        }
    }

    fn part_piece(&self, node: &Node, file: Option<&str>, style: PathStyle) -> String {
        let alone = node.label.is_empty() && node.number.is_none() && node.parent.is_none();
        let once = node.once || self.ancestors(node.id).iter().any(|ancestor| ancestor.once);
        self.part_path(node.part, file.filter(|_| !once), if alone { PathStyle::Full } else { style })
    }
}

fn piece(node: &Node, position: Option<usize>, style: PathStyle, last: bool) -> String {
    let number = node.number.as_deref().unwrap_or_default();
    match node.role {
        Role::Section => {
            let number: String = number.nfkc().collect();
            if style.has_titles() || last { format!("{number}. {}", node.label) } else { format!("{number}.") }
        }
        Role::Block => match position {
            Some(position) => format!("{}{}", node.label, position + 1),
            None => node.label.clone(),
        },
        Role::Risk if style.has_titles() => format!("{number}：{}", node.label),
        Role::Risk => number.to_owned(),
        _ if style == PathStyle::Short && !number.is_empty() => number.to_owned(),
        _ => format!("{number}{}", node.label),
    }
}

/// Pieces stand apart by a space; in the short style a circled number follows a block directly.
fn join(pieces: &[String], style: PathStyle) -> String {
    if let (PathStyle::Lines, [part, section, between @ .., item]) = (style, pieces) {
        let number = section.split_inclusive(". ").next().filter(|_| !between.is_empty()).unwrap_or(section);
        let around = [vec![part.clone(), number.trim_end().to_owned()], between.to_vec()].concat();
        let lines = [join(&around, PathStyle::Full), item.clone()];
        return lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    }
    let mut path = String::new();
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        let circled = piece.starts_with(is_circled);
        let tight = style == PathStyle::Short && circled && path.ends_with(|c: char| !c.is_whitespace() && c != '.');
        if !path.is_empty() && !tight {
            path.push(' ');
        }
        path.push_str(piece);
    }
    path
}
