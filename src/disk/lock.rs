//! One process of this program at a time writes into a folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::unwritten::{Unwritten, UnwrittenCause};

/// Others wait until it is dropped or the process is gone, however it ends.
#[derive(Debug)]
pub struct Lock {
    /// None where folders cannot be locked, as on some network drives: comparing with what was read must do there.
    held: Option<File>,
}

/// Files are written in a moment; who holds a folder for longer is building a site, or was stopped.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

impl Lock {
    pub(super) fn of_folder(folder: &Path) -> Result<Self, Unwritten> {
        for _ in 0..TRIES {
            match open(folder).map(|file| file.try_lock().map(|()| file)) {
                Ok(Ok(file)) => return Ok(Self { held: Some(file) }),
                Ok(Err(TryLockError::WouldBlock)) => sleep(PAUSE),
                Err(error) if is_held(&error) => sleep(PAUSE),
                Ok(Err(TryLockError::Error(_))) | Err(_) => return Ok(Self { held: None }),
            }
        }
        Err(Unwritten::new(folder, UnwrittenCause::Busy))
    }

    /// Nobody else writes there: what looks unfinished is left over.
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }
}

/// The folder itself: nothing is left lying about.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(folder)
}

/// A file in the folder that the system removes when it is closed.
#[cfg(windows)]
fn open(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).share_mode(0).custom_flags(DELETE_ON_CLOSE);
    options.open(folder.join(".hyokasho.lock"))
}

#[cfg(unix)]
fn is_held(_: &io::Error) -> bool {
    false
}

/// Somebody has it open, or it is about to go.
#[cfg(windows)]
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    error.raw_os_error() == Some(SHARING_VIOLATION) || error.kind() == io::ErrorKind::PermissionDenied
}
