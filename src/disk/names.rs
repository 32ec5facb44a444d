//! Names of files: how they are told, and those that are no files.

use std::path::{Component, Path};

use crate::text::visible;

/// The name of a path in messages: as given, with `/` on every system, and symbols for what would steer a terminal.
pub fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    visible(shown.strip_prefix("./").unwrap_or(&shown)).into_owned()
}

/// Only names of files and folders, one inside the other. What Windows takes for a device or for a stream of another file is
/// refused on every system: a workspace must mean the same everywhere.
pub(super) fn stays_inside(path: &Path) -> bool {
    path.components().all(|piece| matches!(piece, Component::Normal(name) if !is_device(&name.to_string_lossy())))
}

/// `NUL`, `con.txt`, `COM1`, `a:b`: on Windows these are no files, wherever they stand.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered =
        |device| stem.strip_prefix(device).is_some_and(|number| number.chars().count() == 1 && is_port(number));
    let known = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];
    name.contains(':') || known.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

/// Windows takes the small digits, too.
fn is_port(number: &str) -> bool {
    "123456789¹²³".contains(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_of_windows_are_known_by_their_names() {
        for device in ["NUL", "nul", "con.txt", "Com1", "LPT9.yaml", "COM²", "aux .md", "a.yaml:stream", "C:", "conin$"]
        {
            assert!(is_device(device), "{device}");
        }
        for file in ["null", "console.yaml", "COM", "COM10", "COM0", "a.nul", "第1号.yaml", "auxiliary", ""] {
            assert!(!is_device(file), "{file}");
        }
    }

    #[test]
    fn names_steer_no_terminal() {
        assert_eq!(shown(Path::new("./甲\u{1b}[31m/乙\n\u{202e}.yaml")), "甲␛[31m/乙␊\u{fffd}.yaml");
    }

    #[test]
    fn names_that_lead_elsewhere_do_not_stay_inside() {
        for name in ["../a.svg", "/etc/passwd", "a/../../b", "figures/NUL", "."] {
            assert!(!stays_inside(Path::new(name)), "{name}");
        }
        assert!(stays_inside(Path::new("figures/流れ.svg")));
    }
}
