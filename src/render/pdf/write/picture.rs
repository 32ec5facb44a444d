//! Pictures become objects of the file that every page can draw into a unit square.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::picture::{Colours, Picture, Pixels, Raster};

use super::{file, name, vector};

pub(super) fn add(document: &mut Document, picture: &Picture) -> ObjectId {
    match picture {
        Picture::Raster(raster) => add_raster(document, raster),
        Picture::Vector(vector) => vector::add(document, &vector.tree),
    }
}

pub(super) fn add_raster(document: &mut Document, raster: &Raster) -> ObjectId {
    let (width, height) = (i64::from(raster.width), i64::from(raster.height));
    let colours = colour_space(document, raster.colours);
    let mut image = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => width,
        "Height" => height,
        "ColorSpace" => colours,
        "BitsPerComponent" => 8,
    };
    if raster.colours == (Colours::Cmyk { inverted: true }) {
        image.set("Decode", [1, 0].repeat(4).into_iter().map(Object::Integer).collect::<Vec<_>>());
    }
    match &raster.pixels {
        Pixels::Jpeg(bytes) => {
            image.set("Filter", name("DCTDecode"));
            document.add_object(Stream::new(image, bytes.clone()))
        }
        Pixels::Plain { samples, opacity } => {
            if let Some(opacity) = opacity {
                let mask = dictionary! {
                    "Type" => "XObject",
                    "Subtype" => "Image",
                    "Width" => width,
                    "Height" => height,
                    "ColorSpace" => "DeviceGray",
                    "BitsPerComponent" => 8,
                };
                image.set("SMask", document.add_object(packed(mask, opacity)));
            }
            document.add_object(packed(image, samples))
        }
    }
}

/// Pixels are many: they are packed without being copied before.
fn packed(mut head: Dictionary, samples: &[u8]) -> Stream {
    head.set("Filter", name("FlateDecode"));
    Stream::new(head, file::Packer::new().deflate(samples))
}

/// The archive knows only colours that the output intent describes, and that speaks of red, green and blue: four inks are
/// told as what they leave of these.
fn colour_space(document: &mut Document, colours: Colours) -> Object {
    match colours {
        Colours::Grey => name("DeviceGray"),
        Colours::Rgb => name("DeviceRGB"),
        Colours::Cmyk { .. } => {
            let inks = ["Cyan", "Magenta", "Yellow", "Black"].map(name).to_vec();
            let ranges = |count: usize| [0, 1].repeat(count).into_iter().map(Object::Integer).collect::<Vec<_>>();
            // At the corners of all inks each of the three is (1 - its ink) × (1 - black), and in between so by itself.
            let corner = |inks: u8| [0, 1, 2].map(|ink| if inks & (1 << ink | 8) == 0 { u8::MAX } else { 0 });
            let function = dictionary! {
                "FunctionType" => 0,
                "Domain" => ranges(4),
                "Range" => ranges(3),
                "Size" => vec![Object::Integer(2); 4],
                "BitsPerSample" => 8,
            };
            let function = document.add_object(Stream::new(function, (0..16).flat_map(corner).collect()));
            // Each ink by itself, as archives want to have it told.
            let lone = |ink: usize| {
                let full = [0, 1, 2].map(|light| Object::Integer(i64::from(ink < 3 && ink != light)));
                let tint = dictionary! {
                    "FunctionType" => 2, "Domain" => ranges(1), "N" => 1,
                    "C0" => vec![Object::Integer(1); 3], "C1" => full.to_vec(),
                };
                vec![name("Separation"), inks[ink].clone(), name("DeviceRGB"), tint.into()]
            };
            let colorants =
                dictionary! { "Cyan" => lone(0), "Magenta" => lone(1), "Yellow" => lone(2), "Black" => lone(3) };
            let attributes = dictionary! { "Colorants" => colorants };
            vec![name("DeviceN"), inks.clone().into(), name("DeviceRGB"), function.into(), attributes.into()].into()
        }
    }
}
