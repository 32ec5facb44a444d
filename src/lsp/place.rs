//! Files as editors name them.

use std::path::{Path, PathBuf};

use crate::text::percent::{decoded, encoded};

const SCHEME: &str = "file://";

/// The file, where the name means one on this machine.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix(SCHEME)?;
    // A plus is a blank in forms of web pages only.
    let path = decoded(&rest.replace('+', "%2B"))?;
    match path.strip_prefix('/') {
        None if path.is_empty() => None,
        // A share of another machine.
        None => Some(PathBuf::from(format!("//{path}"))),
        Some(drive) if cfg!(windows) => Some(PathBuf::from(drive)),
        Some(_) => Some(PathBuf::from(path)),
    }
}

pub(super) fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let pieces: Vec<String> = path.trim_start_matches('/').split('/').map(encoded).collect();
    let slash = if path.starts_with("//") { "" } else { "/" };
    format!("{SCHEME}{slash}{}", pieces.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_is_the_one_that_was_named() {
        for path in ["/a/22 児童手当/assessment.yaml", "/a+b/100%/c#d?.yaml"] {
            assert_eq!(path_of(&uri_of(Path::new(path))), Some(PathBuf::from(path)));
        }
        assert_eq!(path_of("file:///a/評価書.yaml"), Some(PathBuf::from("/a/評価書.yaml")), "not written in figures");
        assert_eq!(path_of("file://server/share/a.yaml"), Some(PathBuf::from("//server/share/a.yaml")));
        for other in ["untitled:Untitled-1", "git:/a.yaml", "file://", "file:///%zz"] {
            assert_eq!(path_of(other), None, "{other}");
        }
    }
}
