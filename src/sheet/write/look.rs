//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::board::Edges;

const FONT: &str = "ＭＳ ゴシック";
const BAR: Color = Color::RGB(0x00D9_D9D9);
const SHADE: Color = Color::RGB(0x00F2_F2F2);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CellLook {
    /// What kind of document it is.
    Kind,
    /// The title of a sheet.
    Chapter,
    /// A numbered section.
    Section,
    /// 委託事項1
    Block,
    Label,
    Heading,
    Answer,
    /// A word, a number or a ○ between brackets.
    Mark,
    /// 評価書名 on the cover.
    Name,
    Plain,
    /// What stands before a cell to be filled in.
    Before,
    Strong,
    /// ＜選択肢＞
    Small,
    Corner,
    Record,
    ChangeHead,
    Change,
    Link,
}

/// The font that the widths of columns are counted in: its letters are the widest that a sheet of the form has.
pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11)
}

impl CellLook {
    /// The size of its type in points.
    pub(super) fn size(self) -> f32 {
        match self {
            Self::Kind => 18.0,
            Self::Chapter | Self::Name => 12.0,
            Self::Record => 9.0,
            Self::Small | Self::Corner | Self::Change | Self::ChangeHead => 8.0,
            _ => 10.0,
        }
    }

    /// From line to line; fonts that stand in for that of the form are set wider apart.
    pub(super) fn pitch(self) -> f32 {
        self.size() * 1.45
    }

    pub(super) fn format(self, edges: Edges, free: bool, quoted: bool) -> Format {
        let mut format = Format::new().set_font_name(FONT).set_font_size(self.size()).set_text_wrap();
        format = match self {
            Self::Kind | Self::Heading | Self::Mark | Self::Name | Self::ChangeHead => {
                format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
            }
            Self::Chapter | Self::Section | Self::Block | Self::Link => format.set_align(FormatAlign::VerticalCenter),
            Self::Before => format.set_align(FormatAlign::Right).set_align(FormatAlign::VerticalCenter),
            Self::Corner => format.set_align(FormatAlign::Right).set_align(FormatAlign::Top),
            Self::Plain | Self::Strong => format.set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter),
            _ => format.set_align(FormatAlign::Left).set_align(FormatAlign::Top),
        };
        format = match self {
            Self::Chapter | Self::Section | Self::ChangeHead => format.set_background_color(BAR),
            Self::Block | Self::Label | Self::Heading => format.set_background_color(SHADE),
            _ => format,
        };
        if matches!(self, Self::Kind | Self::Chapter | Self::Section | Self::Block | Self::Strong) {
            format = format.set_bold();
        }
        for (wanted, set) in [
            (edges.left, Format::set_border_left as fn(Format, FormatBorder) -> Format),
            (edges.right, Format::set_border_right),
            (edges.top, Format::set_border_top),
            (edges.bottom, Format::set_border_bottom),
        ] {
            if wanted {
                format = set(format, FormatBorder::Thin);
            }
        }
        if free {
            // What is typed stays text: dates, numbers, and what begins with a sign.
            format = format.set_unlocked().set_num_format("@");
        }
        if quoted { format.set_quote_prefix() } else { format }
    }
}
