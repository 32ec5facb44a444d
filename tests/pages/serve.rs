//! The screens of `serve` in a real browser: WCAG 2.2 AA as axe sees it, narrow screens, input methods, two tabs, and that nothing is
//! asked of anybody. What looks is `tests/web/serve.mjs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::needs::lacks;
use crate::support::served::Served;
use crate::support::{copy, fresh};

const BROWSER: [&str; 3] = ["node", "chromium", "tests/web/node_modules/axe-core"];
/// The opening, the screens in two settings, the journeys.
const LOOKED_AT: usize = 1 + 16 * 2 + 1;

/// A chapter with a list of record items.
const RECORDS: &str = "22-child-allowance/c/3";

#[test]
fn everybody_can_write_in_a_browser() {
    if lacks(&BROWSER) {
        return;
    }
    let folder = fresh("serve-browser");
    copy(Path::new("assessments"), &folder);
    let served = Served::start(&folder);
    let opening = format!("http://127.0.0.1:{}/open?key={}", served.port, served.key);
    let output = Command::new("node")
        .args([
            "tests/web/serve.mjs",
            &opening,
            "22-child-allowance-basic",
            "intermediate-server%2Faccess-log",
            RECORDS,
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let told: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(told.len(), LOOKED_AT, "{lines}");
    let faulty: Vec<&Value> =
        told.iter().filter(|one| one["faults"].as_array().is_none_or(|faults| !faults.is_empty())).collect();
    assert!(faulty.is_empty(), "{faulty:#?}");
}

/// What a picture in the documentation may weigh.
const PICTURE_BYTES: usize = 20 * 1024;
const PICTURES: &str = "docs/serve";
const SCREENS: usize = 11;

/// `HYOKASHO_BLESS=1` makes them anew; fonts differ from one machine to another, so they are not compared.
#[test]
fn the_documentation_shows_every_screen() {
    if std::env::var_os("HYOKASHO_BLESS").is_some() && !lacks(&BROWSER[..2]) {
        let (folder, raw) = (fresh("serve-pictures"), fresh("serve-pictures-raw"));
        copy(Path::new("assessments"), &folder);
        fs::create_dir_all(&raw).unwrap();
        fs::create_dir_all(PICTURES).unwrap();
        let served = Served::start(&folder);
        let opening = format!("http://127.0.0.1:{}/open?key={}", served.port, served.key);
        let made = Command::new("node")
            .args(["tests/web/serve-pictures.mjs", &opening, "22-child-allowance"])
            .arg(&raw)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        for file in fs::read_dir(&raw).unwrap().map(|entry| entry.unwrap()) {
            let small = in_few_colours(&fs::read(file.path()).unwrap());
            fs::write(Path::new(PICTURES).join(file.file_name()), small).unwrap();
        }
    }
    let officer = fs::read_to_string("docs/officer.md").unwrap();
    let pictures: Vec<_> = fs::read_dir(PICTURES).unwrap().map(|entry| entry.unwrap()).collect();
    assert_eq!(pictures.len(), SCREENS);
    for picture in pictures {
        let name = picture.file_name().into_string().unwrap();
        let bytes = fs::read(picture.path()).unwrap();
        assert!(bytes.len() <= PICTURE_BYTES, "{name} has {} bytes", bytes.len());
        assert!(officer.contains(&format!("serve/{name}")), "docs/officer.md does not show {name}");
    }
}

/// The same picture with as many colours as its weight allows; a dense one is cut off at its foot before it loses its shades.
fn in_few_colours(bytes: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let step = info.color_type.samples();
    let coarse = |value: u8| value & 0xF8 | value >> 5;
    let colours: Vec<[u8; 3]> =
        pixels[..info.buffer_size()].chunks(step).map(|one| [one[0], one[1], one[2]].map(coarse)).collect();
    let sizes = [16, 10, 8].into_iter().flat_map(|most| [560, 480, 400, 340, 280].map(|height| (most, height)));
    let mut made = sizes.map(|(most, height)| {
        let height = info.height.min(height);
        drawn(&colours[..(info.width * height) as usize], (info.width, height), most)
    });
    made.find(|one| one.len() <= PICTURE_BYTES).unwrap()
}

fn drawn(colours: &[[u8; 3]], (width, height): (u32, u32), most: usize) -> Vec<u8> {
    let mut counts = std::collections::BTreeMap::new();
    for colour in colours {
        *counts.entry(*colour).or_insert(0_usize) += 1;
    }
    let far = |a: &[u8; 3], b: &[u8; 3]| a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>();
    // The colour that most pixels have, then always the one that is worst off.
    let mut palette = vec![*counts.iter().max_by_key(|(_, count)| **count).unwrap().0];
    while palette.len() < most.min(counts.len()) {
        let lost = |(colour, count): &(&[u8; 3], &usize)| {
            palette.iter().map(|known| u64::from(far(colour, known))).min().unwrap() * **count as u64
        };
        palette.push(*counts.iter().max_by_key(lost).unwrap().0);
    }
    let nearest = |colour: &[u8; 3]| (0..palette.len()).min_by_key(|at| far(colour, &palette[*at])).unwrap();
    let index: std::collections::BTreeMap<[u8; 3], usize> =
        counts.keys().map(|colour| (*colour, nearest(colour))).collect();
    let mut packed = Vec::new();
    for row in colours.chunks(width as usize) {
        let places: Vec<u8> = row.iter().map(|colour| u8::try_from(index[colour]).unwrap()).collect();
        packed.extend(places.chunks(2).map(|two| (two[0] << 4) | two.get(1).copied().unwrap_or_default()));
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_compression(png::Compression::High);
    encoder.set_palette(palette.concat());
    encoder.write_header().unwrap().write_image_data(&packed).unwrap();
    out
}
