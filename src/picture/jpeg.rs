//! JPEG: goes into a document as it is, so only its frame is read.

use super::{Colours, PictureFault, Pixels, Raster, is_small_enough};

/// What the segments before the pixels say.
#[derive(Default)]
struct JpegFrame {
    /// Width, height and number of colours.
    shape: Option<(u16, u16, u8)>,
    /// Adobe's programs mark what they write.
    adobe: bool,
}

pub(super) fn read(bytes: &[u8]) -> Result<Raster, PictureFault> {
    let frame = frame(bytes)
        .ok_or_else(|| PictureFault::Broken("JPEG として読めません（途中で切れているか、壊れています）".into()))??;
    let (width, height, colours) = frame.shape.ok_or_else(|| PictureFault::Broken("JPEG に画素がありません".into()))?;
    is_small_enough(width.into(), height.into())?;
    let colours = match colours {
        1 => Colours::Grey,
        3 => Colours::Rgb,
        4 => Colours::Cmyk { inverted: frame.adobe },
        other => return Err(PictureFault::Broken(format!("JPEG の色の数が {other} です"))),
    };
    Ok(Raster { width: width.into(), height: height.into(), colours, pixels: Pixels::Jpeg(bytes.to_vec()) })
}

/// Walks the segments to the end of the picture; none where the file ends before.
fn frame(bytes: &[u8]) -> Option<Result<JpegFrame, PictureFault>> {
    let mut frame = JpegFrame::default();
    let mut at = 2;
    loop {
        let mark = bytes.get(at..at + 2)?;
        if mark[0] != 0xFF {
            return None;
        }
        at += 1;
        match mark[1] {
            // Padding, and marks without content.
            0xFF => continue,
            0x01 | 0xD0..=0xD7 => {
                at += 1;
                continue;
            }
            0xD9 => return Some(Ok(frame)),
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 1..at + 3)?.try_into().ok()?));
        let content = bytes.get(at + 3..at + 1 + length)?;
        at += 1 + length;
        match mark[1] {
            0xC0..=0xC2 if content.first() == Some(&8) && frame.shape.is_none() => {
                let number = |at: usize| Some(u16::from_be_bytes(content.get(at..at + 2)?.try_into().ok()?));
                frame.shape = Some((number(3)?, number(1)?, *content.get(5)?));
            }
            // Lossless, arithmetic, twelve bits, or two frames: no reader of documents knows them.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some(Err(PictureFault::Broken("この種類の JPEG は文書に入れられません".into())));
            }
            0xEE => frame.adobe |= content.starts_with(b"Adobe"),
            0xDA => at = end_of_scan(bytes, at)?,
            _ => {}
        }
    }
}

/// Where the pixels of a scan end: before the next mark that is none of theirs.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let pairs = bytes.get(from..)?.windows(2);
    let end = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF | 0xD0..=0xD7);
    pairs.into_iter().position(end).map(|found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(kind: u8, depth: u8, colours: u8, adobe: bool) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        if adobe {
            bytes.extend([0xFF, 0xEE, 0, 14]);
            bytes.extend(b"Adobe\0d\0\0\0\0\x02");
        }
        bytes.extend([0xFF, kind, 0, 8, depth, 0, 30, 0, 40, colours]);
        bytes.extend([0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xD9]);
        bytes
    }

    #[test]
    fn the_frame_is_read() {
        let cases = [
            (1, false, Colours::Grey),
            (3, true, Colours::Rgb),
            (4, false, Colours::Cmyk { inverted: false }),
            (4, true, Colours::Cmyk { inverted: true }),
        ];
        for (colours, adobe, expected) in cases {
            let raster = read(&file(0xC2, 8, colours, adobe)).unwrap();
            assert_eq!((raster.width, raster.height, raster.colours), (40, 30, expected));
        }
    }

    #[test]
    fn what_no_document_can_hold_is_refused() {
        let whole = file(0xC0, 8, 3, false);
        for length in 2..whole.len() {
            assert!(matches!(read(&whole[..length]), Err(PictureFault::Broken(_))), "{length}");
        }
        for (kind, depth, colours) in [(0xC3, 8, 3), (0xC9, 8, 3), (0xC0, 12, 3), (0xC0, 8, 2), (0xC0, 8, 0)] {
            assert!(
                matches!(read(&file(kind, depth, colours, false)), Err(PictureFault::Broken(_))),
                "{kind:x} {depth} {colours}"
            );
        }
        let mut flat = whole;
        flat[7] = 0;
        flat[8] = 0;
        assert!(matches!(read(&flat), Err(PictureFault::Broken(_))));
    }
}
