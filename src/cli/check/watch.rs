//! `--watch`: again whenever something in the workspace is not as it was.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::{STDIN, once};
use crate::cli::args::{Arguments, CheckArguments};
use crate::cli::exit::Exit;
use crate::cli::terminal;
use crate::disk::{files_below, read_bytes};
use crate::text::{limits, sha256_hex};
use crate::workspace::{ASSESSMENT_FILE, root_of};

/// How long a change may wait.
const PAUSE: Duration = Duration::from_millis(400);

pub(super) fn run(command: &CheckArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    if command.paths.iter().any(|path| path == Path::new(STDIN)) {
        terminal::tell("誤り: 標準入力（-）は、--watch と一緒には使えません");
        return Err(Exit::Usage);
    }
    let mut seen = String::new();
    loop {
        let now = state(&command.paths);
        if now == seen {
            sleep(PAUSE);
            continue;
        }
        if !seen.is_empty() {
            terminal::tell("ファイルが変わったので、検査し直します");
        }
        seen = now;
        // What cannot be read now may be readable after the next change.
        if let Err(exit @ (Exit::Unwritten | Exit::Usage)) | Ok(exit @ Exit::Unwritten) = once(command, arguments) {
            return Err(exit);
        }
    }
}

/// What all files say that a check may read.
fn state(paths: &[PathBuf]) -> String {
    let folder = |path: &PathBuf| {
        let file = if path.is_dir() { path.join(ASSESSMENT_FILE) } else { path.clone() };
        let own = file.parent().map(Path::to_owned).unwrap_or_default();
        let folder = root_of(&file).unwrap_or(own);
        if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder }
    };
    let mut files: Vec<PathBuf> = paths.iter().map(folder).flat_map(|folder| files_below(&folder)).collect();
    files.sort();
    files.dedup();
    let said = files.iter().map(|file| {
        let digest = read_bytes(file, limits::FILE_BYTES).map(sha256_hex).unwrap_or_default();
        format!("{} {digest}\n", file.display())
    });
    sha256_hex(said.collect::<String>())
}
