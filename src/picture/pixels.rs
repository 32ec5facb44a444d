//! Vector pictures as pixels, for programs that show nothing else.

use resvg::render;
use resvg::tiny_skia::{Color, Pixmap, Transform};

use super::Vector;

/// Fine enough for print, and light enough to send by mail.
const DOTS_PER_INCH: f32 = 168.0;
const POINTS_PER_INCH: f32 = 72.0;
/// SVG counts in pixels of a screen.
const SCREEN: f32 = 96.0;
/// No side is longer than this.
const MOST: f32 = 3_000.0;

impl Vector {
    /// Width and height in points.
    pub fn size(&self) -> (f32, f32) {
        let size = self.tree.size();
        (size.width() * POINTS_PER_INCH / SCREEN, size.height() * POINTS_PER_INCH / SCREEN)
    }

    /// The picture on white, as the file of a PNG that is so many points wide.
    #[allow(clippy::cast_sign_loss, reason = "lengths are at least one")]
    pub fn png(&self, width: f32) -> Option<Vec<u8>> {
        let size = self.tree.size();
        let wanted = width * DOTS_PER_INCH / POINTS_PER_INCH / size.width();
        let scale = wanted.min(MOST / size.width()).min(MOST / size.height()).min(self.work.scale(size));
        let side = |length: f32| (length * scale).ceil().clamp(1.0, MOST) as u32;
        let mut pixels = Pixmap::new(side(size.width()), side(size.height()))?;
        pixels.fill(Color::WHITE);
        render(&self.tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        written(&pixels)
    }
}

/// Everything is opaque; pictures without colours need a third of the room.
fn written(pixels: &Pixmap) -> Option<Vec<u8>> {
    let is_grey = pixels.pixels().iter().all(|pixel| pixel.red() == pixel.green() && pixel.green() == pixel.blue());
    let samples: Vec<u8> = if is_grey {
        pixels.pixels().iter().map(|pixel| pixel.red()).collect()
    } else {
        pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
    };
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(if is_grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&samples).ok()?;
    writer.finish().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::super::{Colours, Picture, Pixels, read};

    fn pixels(inside: &str) -> (u32, u32, Colours, Vec<u8>) {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'>{inside}</svg>");
        let Ok(Picture::Vector(vector)) = read(svg.as_bytes()) else { panic!("an SVG") };
        assert_eq!(vector.size(), (75.0, 37.5));
        let Ok(Picture::Raster(raster)) = read(&vector.png(72.0).unwrap()) else { panic!("a PNG") };
        let Pixels::Plain { samples, opacity: None } = raster.pixels else { panic!("opaque") };
        (raster.width, raster.height, raster.colours, samples)
    }

    #[test]
    fn lines_and_text_are_drawn_on_white() {
        let (width, height, colours, samples) = pixels("<rect width='50' height='50'/><text x='60' y='40'>個</text>");
        assert_eq!((width, height, colours), (168, 84, Colours::Grey));
        assert_eq!((samples[0], samples[167]), (0, 255));
        let right = samples.iter().enumerate().filter(|(index, grey)| index % 168 > 90 && **grey < 100);
        assert!(right.count() > 30, "the letter is there");
    }

    /// No format shows effects, so that all show the same.
    #[test]
    fn effects_are_not_drawn() {
        let hostile = "<filter id='f'><feTurbulence numOctaves='999999'/><feMorphology radius='100000'/></filter>";
        let rect = "<rect width='50' height='50' fill='#3060c0'/>";
        let with = pixels(&format!("{hostile}<g filter='url(#f)'>{rect}</g>"));
        assert!(with == pixels(rect));
    }

    #[test]
    fn what_is_painted_over_and_over_becomes_fewer_pixels() {
        let clip = "<clipPath id='c'><circle r='9'/></clipPath>";
        let layers = "<g clip-path='url(#c)'><rect width='100' height='50'/></g>".repeat(20_000);
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'>{clip}{layers}</svg>");
        let Ok(Picture::Vector(vector)) = read(svg.as_bytes()) else { panic!("an SVG") };
        let Ok(Picture::Raster(raster)) = read(&vector.png(500.0).unwrap()) else { panic!("a PNG") };
        assert!((10..250).contains(&raster.width), "{}", raster.width);
    }

    #[test]
    fn colours_stay() {
        let (_, _, colours, samples) = pixels("<rect width='100' height='50' fill='#3060c0'/>");
        assert_eq!((colours, &samples[..3]), (Colours::Rgb, &[0x30, 0x60, 0xc0][..]));
    }
}
