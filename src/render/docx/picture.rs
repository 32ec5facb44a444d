//! Figures: pictures with what they show, and drawings as shapes that can be edited.

use std::fmt;

use super::body::{Body, Set, Twips};
use super::package::{Media, picture_id};
use super::table::WordCell;
use super::xml::{Attributes, XmlWriter};
use super::{shapes, vector};
use crate::doc::{DocFigure, FigureSource};
use crate::picture::{Picture, PictureFault, Pixels, read};
use crate::render::Pictures;

/// English metric units: the lengths of drawings.
pub(super) type Emu = i64;
pub(super) const EMU_OF_TWIP: Emu = 635;
/// A pixel of a screen.
pub(super) const EMU_OF_PIXEL: Emu = 9_525;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

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

/// The figure. What a reader cannot see of it is told in words, and in the remark that is returned.
pub(super) fn add(body: &mut Body, figure: &DocFigure, pictures: Pictures<'_>, room: Room) -> Option<String> {
    body.mark(&figure.address);
    if let Some(title) = &figure.title {
        body.text("Caption", title);
    }
    let remark = match &figure.picture {
        FigureSource::File(file) => match shown(body, pictures(file), &figure.alternative, room) {
            Ok(None) => None,
            Ok(Some(remark)) => Some(format!("{file} は Word では違って見えます（{remark}）")),
            Err(fault) => {
                body.table(&[room.width], "", |table| {
                    table.row(|row| row.cell(WordCell::plain(1), |body| body.lines("Answer", &figure.alternative)));
                });
                Some(format!("{file} を図として入れられないため、説明の文を入れました（{fault}）"))
            }
        },
        FigureSource::Drawing(drawing) => {
            shapes::add(body, drawing, &figure.alternative, room);
            None
        }
    };
    if let Some(remarks) = &figure.remarks {
        body.lines("Answer", remarks);
    }
    remark
}

/// Why a picture stands there only in words.
enum NotShown {
    NoFile,
    Fault(PictureFault),
    Unpainted,
}

impl fmt::Display for NotShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => f.write_str("ファイルがありません"),
            Self::Fault(fault) => fault.fmt(f),
            Self::Unpainted => f.write_str("画像にできません"),
        }
    }
}

/// Puts the picture into the text; what of it is not as in the file, or why it is not there at all.
fn shown(body: &mut Body, bytes: Option<Vec<u8>>, alternative: &str, room: Room) -> Result<Option<String>, NotShown> {
    let bytes = bytes.ok_or(NotShown::NoFile)?;
    match read(&bytes).map_err(NotShown::Fault)? {
        Picture::Raster(raster) => {
            let ending = if matches!(raster.pixels, Pixels::Jpeg(_)) { "jpeg" } else { "png" };
            let size = room.fit(Emu::from(raster.width) * EMU_OF_PIXEL, Emu::from(raster.height) * EMU_OF_PIXEL);
            picture(body, Media { ending, bytes }, alternative, size);
            Ok(None)
        }
        Picture::Vector(picture) => {
            if vector::has_shapes(picture.tree.root()) {
                vector::add(body, &picture.tree, alternative, room);
            } else {
                let size = vector::size(&picture.tree, room);
                let bytes = picture.png(points(size.0)).ok_or(NotShown::Unpainted)?;
                self::picture(body, Media { ending: "png", bytes }, alternative, size);
            }
            Ok(Some(picture.changed.into_iter().collect::<Vec<_>>().join("。")).filter(|told| !told.is_empty()))
        }
    }
}

fn picture(body: &mut Body, media: Media, alternative: &str, size: (Emu, Emu)) {
    let mut content = XmlWriter::default();
    pic(body, &mut content, media, alternative, ((0, 0), size));
    let number = body.next_drawing();
    body.paragraph(Set { height: twips(size.1), ..Set::new("Picture") }, |runs| {
        runs.xml.within("w:r", &[], |xml| {
            inline(xml, size, number, alternative, |xml| {
                xml.within("a:graphicData", &[("uri", &PICTURE)], |xml| xml.append(&content));
            });
        });
    });
}

/// The pixels of a picture at their place.
pub(super) fn pic(
    body: &mut Body,
    xml: &mut XmlWriter,
    media: Media,
    alternative: &str,
    (at, size): ((Emu, Emu), (Emu, Emu)),
) {
    let (id, number) = (picture_id(body.pictures.len()), body.next_drawing());
    body.pictures.push(media);
    xml.within("pic:pic", &[], |xml| {
        xml.within("pic:nvPicPr", &[], |xml| {
            let name = format!("図{number}");
            xml.empty("pic:cNvPr", &[("id", &number), ("name", &name), ("descr", &alternative)]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.within("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", &id)]);
            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.within("pic:spPr", &[], |xml| {
            place(xml, "a:xfrm", at, size);
            geometry(xml, "rect");
        });
    });
}

/// A drawing that stands in its line like a letter.
pub(super) fn inline(
    xml: &mut XmlWriter,
    (width, height): (Emu, Emu),
    number: usize,
    alternative: &str,
    graphic: impl FnOnce(&mut XmlWriter),
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

#[allow(clippy::cast_precision_loss, reason = "lengths on a page are small")]
fn points(length: Emu) -> f32 {
    (length / EMU_OF_TWIP) as f32 / 20.0
}

pub(super) fn twips(length: Emu) -> Twips {
    Twips::try_from(length / EMU_OF_TWIP).unwrap_or(Twips::MAX)
}

pub(super) fn place(xml: &mut XmlWriter, name: &str, (x, y): (Emu, Emu), (width, height): (Emu, Emu)) {
    xml.within(name, &[], |xml| {
        xml.empty("a:off", &[("x", &x), ("y", &y)]);
        xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
    });
}

pub(super) fn geometry(xml: &mut XmlWriter, shape: &str) {
    xml.within("a:prstGeom", &[("prst", &shape)], |xml| xml.empty("a:avLst", &[]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_shrink_and_keep_their_shape() {
        let room = Room { width: 1_000, height: 500 };
        assert_eq!(room.fit(635_000 * 2, 635_000), (635_000, 317_500));
        assert_eq!(room.fit(100, 50), (100, 50));
        assert_eq!(room.fit(Emu::MAX, Emu::MAX), (317_500, 317_500));
    }
}
