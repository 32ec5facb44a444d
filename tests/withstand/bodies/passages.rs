//! Passages with values filled in: every text stays within its limit, and so does the whole.

use std::sync::Arc;

use hyokasho::assessment::Fragment;
use hyokasho::doc::build;
use hyokasho::form::Forms;
use hyokasho::house::HouseStyle;
use hyokasho::render::markdown;
use hyokasho::text::{Source, limits};

use super::dice::Dice;
use super::shared::{Beside, examined, read, text_of};
use super::words::{line, text};

pub(super) fn holds(bytes: &[u8]) {
    let Some(passage) = text_of(bytes, passage) else { return };
    let mut dice = Dice::new(&bytes[bytes.len() / 2..]);
    let mut beside = Beside::default();
    for name in ["市", "部署", "名"] {
        let value = text(&mut dice).repeat(1 + dice.roll(8) / 7 * dice.roll(3000));
        beside.values.insert(name.to_owned(), value);
    }
    for name in ["a", "a/b"] {
        let (fragment, _) = Fragment::read(name, &Source::new(format!("fragments/{name}.md"), passage.as_str()));
        beside.fragments.insert(name.to_owned(), Arc::new(fragment));
    }
    let times = 1 + dice.roll(6) / 5 * dice.roll(150);
    let pieces = "\n      - fragment: a\n      - 甲\n      - fragment: a/b".repeat(times);
    let systems = format!("  - name: 甲\n    functions:{pieces}\n").repeat(1 + dice.roll(4));
    let text = format!("form: full-2025-05\ncover:\n  title: {{fragment: a}}\nsystems:\n{systems}");
    let Some((assessment, _)) = read(&text, &Forms::default(), &beside) else { return };
    let whole: usize = assessment.texts().map(|(_, text)| text.value.len()).sum();
    assert!(whole <= limits::ASSESSMENT_TEXT_BYTES, "{whole} bytes of text");
    assert!(assessment.texts().all(|(_, text)| text.value.len() <= limits::TEXT_BYTES), "a text of {whole} bytes");
    examined(&assessment);
    let _ = markdown::page(&build(&assessment, &HouseStyle::default()));
}

fn passage(mut dice: Dice<'_>) -> String {
    let format = dice.pick(&["", "format: markdown\n"]);
    let origin = line(&mut dice);
    let piece = |dice: &mut Dice<'_>| match dice.roll(4) {
        0 => dice
            .pick(&["{市}", "{部署}", "{名}", "{無}", "{", "}", "{ }"])
            .repeat(1 + dice.roll(9) / 8 * dice.roll(9000)),
        _ => text(dice),
    };
    let body: String = (0..dice.roll(12)).map(|_| piece(&mut dice)).collect();
    format!("---\nsource: {origin}\ndate: 2025-04-01\nsha: 00000000\n{format}---\n{body}\n")
}
