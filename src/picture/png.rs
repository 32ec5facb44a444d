//! PNG: every kind of pixel becomes grey or red, green and blue of eight bits, with its opacity apart.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

use super::{Colours, PictureFault, Pixels, Raster, is_small_enough};

/// What the decoder may ask for besides the pixels.
const BESIDES: usize = 8 * 1024 * 1024;

pub(super) fn read(bytes: &[u8]) -> Result<Raster, PictureFault> {
    let broken = |_: png::DecodingError| PictureFault::Broken("PNG として読めません".into());
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: BESIDES });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = reader.info().size();
    is_small_enough(width, height)?;
    let size = reader.output_buffer_size().ok_or_else(|| PictureFault::TooLarge("大きすぎます".into()))?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(broken)?;
    samples.truncate(frame.buffer_size());
    if frame.bit_depth != BitDepth::Eight {
        return Err(PictureFault::Broken("PNG の画素の形が分かりません".into()));
    }
    let (colours, pixels) = match frame.color_type {
        ColorType::Grayscale => (Colours::Grey, Pixels::Plain { samples, opacity: None }),
        ColorType::GrayscaleAlpha => (Colours::Grey, apart::<1>(&samples)),
        ColorType::Rgba => (Colours::Rgb, apart::<3>(&samples)),
        ColorType::Rgb | ColorType::Indexed => (Colours::Rgb, Pixels::Plain { samples, opacity: None }),
    };
    Ok(Raster { width, height, colours, pixels })
}

/// Colours of `N` samples and the opacity behind them, each in a list of its own.
fn apart<const N: usize>(samples: &[u8]) -> Pixels {
    let count = samples.len() / (N + 1);
    let (mut colours, mut opacity) = (Vec::with_capacity(count * N), Vec::with_capacity(count));
    for pixel in samples.chunks_exact(N + 1) {
        colours.extend_from_slice(&pixel[..N]);
        opacity.push(pixel[N]);
    }
    let opaque = opacity.iter().all(|sample| *sample == u8::MAX);
    Pixels::Plain { samples: colours, opacity: (!opaque).then_some(opacity) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(kind: ColorType, depth: BitDepth, width: u32, height: u32, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(kind);
        encoder.set_depth(depth);
        if kind == ColorType::Indexed {
            encoder.set_palette(vec![0, 0, 0, 200, 100, 50]);
            encoder.set_trns(vec![0]);
        }
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        bytes
    }

    fn plain(bytes: &[u8]) -> (Colours, Vec<u8>, Option<Vec<u8>>) {
        let raster = read(bytes).unwrap();
        let Pixels::Plain { samples, opacity } = raster.pixels else { panic!("plain pixels") };
        (raster.colours, samples, opacity)
    }

    #[test]
    fn every_kind_of_pixel_is_read() {
        let (grey, rgb) = (Colours::Grey, Colours::Rgb);
        let cases = [
            (ColorType::Grayscale, BitDepth::One, vec![0b0100_0000], (grey, vec![0, 255], None)),
            (ColorType::Grayscale, BitDepth::Sixteen, vec![9, 1, 8, 2], (grey, vec![9, 8], None)),
            (ColorType::GrayscaleAlpha, BitDepth::Eight, vec![1, 255, 2, 0], (grey, vec![1, 2], Some(vec![255, 0]))),
            (ColorType::Rgb, BitDepth::Eight, vec![1, 2, 3, 4, 5, 6], (rgb, vec![1, 2, 3, 4, 5, 6], None)),
            (ColorType::Rgba, BitDepth::Eight, vec![1, 2, 3, 255, 4, 5, 6, 255], (rgb, vec![1, 2, 3, 4, 5, 6], None)),
            (
                ColorType::Indexed,
                BitDepth::One,
                vec![0b0100_0000],
                (rgb, vec![0, 0, 0, 200, 100, 50], Some(vec![0, 255])),
            ),
        ];
        for (kind, depth, data, expected) in cases {
            assert_eq!(plain(&encoded(kind, depth, 2, 1, &data)), expected, "{kind:?} {depth:?}");
        }
    }

    #[test]
    fn what_is_broken_or_too_large_is_refused() {
        let whole = encoded(ColorType::Rgb, BitDepth::Eight, 20, 20, &[7; 1200]);
        assert!(read(&whole).is_ok());
        for length in [8, 20, 40, whole.len() / 2] {
            assert!(matches!(read(&whole[..length]), Err(PictureFault::Broken(_))), "{length}");
        }
        let (side, kind) = (5_000, ColorType::Grayscale);
        let large = encoded(kind, BitDepth::One, side, side, &vec![0; side as usize * 625]);
        assert!(large.len() < 1_000_000, "small in the file: {}", large.len());
        assert!(matches!(read(&large), Err(PictureFault::TooLarge(_))));
    }
}
