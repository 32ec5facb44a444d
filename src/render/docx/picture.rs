//! Figures: pictures with what they show, and drawings as shapes that can be edited.

use super::body::{Body, Look, Set, Twips};
use super::package::{Media, picture_id};
use super::shapes;
use super::table::Cell;
use super::xml::{Attributes, Xml};
use crate::doc::{Figure, Picture};
use crate::render::Pictures;

/// English metric units: the lengths of drawings.
pub(super) type Emu = i64;
pub(super) const EMU_OF_TWIP: Emu = 635;
/// A pixel of a screen.
const EMU_OF_PIXEL: Emu = 9_525;

/// The room that a figure may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: Twips,
    pub(super) height: Twips,
}

impl Room {
    /// A size made to fit; nothing grows.
    pub(super) fn fit(self, width: Emu, height: Emu) -> (Emu, Emu) {
        let (most_wide, most_high) = (Emu::from(self.width) * EMU_OF_TWIP, Emu::from(self.height) * EMU_OF_TWIP);
        let share = |of: Emu, part: Emu, whole: Emu| {
            let exact = i128::from(of) * i128::from(part) / i128::from(whole);
            Emu::try_from(exact).unwrap_or(Emu::MAX).max(1)
        };
        let (mut fit_width, mut fit_height) = (width.max(1), height.max(1));
        if fit_width > most_wide {
            (fit_width, fit_height) = (most_wide, share(fit_height, most_wide, fit_width));
        }
        if fit_height > most_high {
            (fit_width, fit_height) = (share(fit_width, most_high, fit_height), most_high);
        }
        (fit_width, fit_height)
    }
}

/// The figure; whether a reader can see it. One that cannot be seen is told in words.
pub(super) fn add(body: &mut Body, figure: &Figure, pictures: Pictures<'_>, room: Room) -> bool {
    body.mark(&figure.address);
    if let Some(title) = &figure.title {
        body.text("Caption", title);
    }
    let seen = match &figure.picture {
        Picture::File(file) => pictures(file).is_some_and(|bytes| picture(body, bytes, &figure.alternative, room)),
        Picture::Drawing(drawing) => {
            shapes::add(body, drawing, &figure.alternative, room);
            true
        }
    };
    if !seen {
        body.table(&[room.width], "", |table| {
            table.row(|row| row.cell(Cell::plain(1), |body| body.lines("Answer", &figure.alternative)));
        });
        body.text("Gap", "");
    }
    if let Some(remarks) = &figure.remarks {
        body.lines("Answer", &format!("（備考）\n{remarks}"));
    }
    seen
}

/// A picture of a kind that every Word shows.
fn picture(body: &mut Body, bytes: Vec<u8>, alternative: &str, room: Room) -> bool {
    let Some((ending, width, height)) = measure(&bytes) else { return false };
    let id = picture_id(body.pictures.len());
    body.pictures.push(Media { ending, bytes });
    let (width, height) = room.fit(Emu::from(width) * EMU_OF_PIXEL, Emu::from(height) * EMU_OF_PIXEL);
    let number = body.next_drawing();
    body.paragraph(Set::new("Picture"), |runs| {
        runs.text("", Look::PLAIN);
        runs.xml.within("w:r", &[], |xml| {
            inline(xml, (width, height), number, alternative, |xml| {
                let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                xml.within("a:graphicData", &[("uri", &kind)], |xml| {
                    xml.within("pic:pic", &[], |xml| {
                        xml.within("pic:nvPicPr", &[], |xml| {
                            xml.empty(
                                "pic:cNvPr",
                                &[("id", &number), ("name", &format!("図{number}")), ("descr", &alternative)],
                            );
                            xml.empty("pic:cNvPicPr", &[]);
                        });
                        xml.within("pic:blipFill", &[], |xml| {
                            xml.empty("a:blip", &[("r:embed", &id)]);
                            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                        });
                        xml.within("pic:spPr", &[], |xml| {
                            place(xml, "a:xfrm", (0, 0), (width, height));
                            geometry(xml, "rect");
                        });
                    });
                });
            });
        });
    });
    true
}

/// A drawing that stands in its line like a letter.
pub(super) fn inline(
    xml: &mut Xml,
    (width, height): (Emu, Emu),
    number: usize,
    alternative: &str,
    graphic: impl FnOnce(&mut Xml),
) {
    xml.within("w:drawing", &[], |xml| {
        let distance: Attributes<'_> = &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)];
        xml.within("wp:inline", distance, |xml| {
            xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
            xml.empty("wp:docPr", &[("id", &number), ("name", &format!("図{number}")), ("descr", &alternative)]);
            xml.empty("wp:cNvGraphicFramePr", &[]);
            xml.within("a:graphic", &[], graphic);
        });
    });
}

pub(super) fn place(xml: &mut Xml, name: &str, (x, y): (Emu, Emu), (width, height): (Emu, Emu)) {
    xml.within(name, &[], |xml| {
        xml.empty("a:off", &[("x", &x), ("y", &y)]);
        xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
    });
}

pub(super) fn geometry(xml: &mut Xml, shape: &str) {
    xml.within("a:prstGeom", &[("prst", &shape)], |xml| xml.empty("a:avLst", &[]));
}

/// The ending, width and height of a PNG or a JPEG.
fn measure(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let number = |at: usize, length: usize| {
        let digits = bytes.get(at..at + length)?;
        Some(digits.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)))
    };
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(("png", number(16, 4)?, number(20, 4)?)).filter(|(_, width, height)| *width > 0 && *height > 0);
    }
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    // Segments follow each other; the one that begins a frame has the size.
    while let (Some(0xff), Some(kind)) = (bytes.get(at), bytes.get(at + 1)) {
        match kind {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some(("jpeg", number(at + 7, 2)?, number(at + 5, 2)?)).filter(|size| size.1 > 0 && size.2 > 0);
            }
            0xff => at += 1,
            _ => at += 2 + number(at + 2, 2)? as usize,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_bytes() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 1, 0, 0, 0, 0, 64]].concat();
        assert_eq!(measure(&png), Some(("png", 256, 64)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc0\0\x11\x08\0\x20\0\x30\x03";
        assert_eq!(measure(jpeg), Some(("jpeg", 48, 32)));
        for broken in [&png[..20], &jpeg[..16], b"\xff\xd8\xff\xe0\xff\xff", b"GIF89a"] {
            assert_eq!(measure(broken), None);
        }
    }

    #[test]
    fn pictures_shrink_and_keep_their_shape() {
        let room = Room { width: 1_000, height: 500 };
        assert_eq!(room.fit(635_000 * 2, 635_000), (635_000, 317_500));
        assert_eq!(room.fit(100, 50), (100, 50));
        assert_eq!(room.fit(Emu::MAX, Emu::MAX), (317_500, 317_500));
    }
}
