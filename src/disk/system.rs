//! Each change of the disk, one function each; nothing else in the program changes it.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::fault::{InjectedFault, step};

/// A file that was not there, under a name that nobody can know before: `.name.5f0c….tmp` in `folder`.
pub(super) fn create_unique(folder: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    step()?;
    loop {
        let path = folder.join(unique(name));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|file| (path, file)),
        }
    }
}

/// A file in a folder that nobody else knows.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    step()?;
    File::create_new(path)
}

/// A folder that was not there, in the same way.
pub(super) fn create_unique_folder(folder: &Path, name: &str) -> io::Result<PathBuf> {
    step()?;
    loop {
        let path = folder.join(unique(name));
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|()| path),
        }
    }
}

/// The longest name that is left whole: 255 bytes are all that a name may have.
const NAME_BYTES: usize = 200;

/// The hash of nothing, under a key that the system drew for this process and this call.
fn unique(name: &str) -> String {
    format!(".{}.{:016x}.tmp", beginning(name), RandomState::new().build_hasher().finish())
}

fn beginning(name: &str) -> &str {
    &name[..name.floor_char_boundary(NAME_BYTES)]
}

/// Whether `file` is what is left of an attempt to write `name`; also of versions that put the number of the process there.
pub(super) fn is_leftover(file: &str, name: &str) -> bool {
    let drawn = || file.strip_prefix('.')?.strip_prefix(beginning(name))?.strip_prefix('.')?.strip_suffix(".tmp");
    drawn().is_some_and(|drawn| !drawn.is_empty() && drawn.chars().all(|c| c.is_ascii_hexdigit()))
}

pub(super) fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if let Some(fault) = InjectedFault::due() {
        let _ = file.write_all(&bytes[..bytes.len() / 2]);
        return Err(fault.strike());
    }
    file.write_all(bytes)
}

/// At the end of a file, which is made where there is none.
pub(super) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    step()?;
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    if file.metadata()?.len() > 0 {
        let mut last = [0];
        file.seek(io::SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            write(&mut file, b"\n")?;
        }
    }
    write(&mut file, bytes)?;
    sync(&file)
}

pub(super) fn sync(file: &File) -> io::Result<()> {
    step()?;
    file.sync_all()
}

/// What a folder holds is safe only when the folder is, too; not every system knows how to say so.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    step()?;
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        // A folder that may be written to and not listed.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}

pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir(folder)
}

/// A folder with those above it, as far as they are missing.
pub(super) fn create_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    step()?;
    fs::create_dir_all(folder)
}

/// Gives what stands at `path` the rights of something else.
pub(super) fn set_rights(path: &Path, rights: Permissions) -> io::Result<()> {
    step()?;
    fs::set_permissions(path, rights)
}

/// Gives a file that is being made the rights, and where that is possible the owner, of the one that it will replace.
pub(super) fn take_rights(file: &File, standing: &Metadata) -> io::Result<()> {
    step()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (standing.uid(), standing.gid()) {
            // Only who may give files away can keep their owner; others write as themselves.
            let _ = fchown(file, Some(standing.uid()), Some(standing.gid()));
        }
    }
    file.set_permissions(standing.permissions())
}

/// Puts `from` where something or nothing stands.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Puts `from` where nothing stands; fails where something does.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(()),
            Err(error) if !is_unknown(error) => return Err(error.into()),
            Err(_) => {}
        }
    }
    // The link is made by this process or not at all.
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Lets two folders change their places.
pub(super) fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    step()?;
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            Err(error) if !is_unknown(error) => return Err(error.into()),
            Err(_) => {}
        }
    }
    let mut aside = new.as_os_str().to_owned();
    aside.push(".old");
    fs::rename(old, &aside)?;
    match fs::rename(new, old) {
        Ok(()) => fs::rename(&aside, new),
        Err(error) => {
            fs::rename(&aside, old)?;
            Err(error)
        }
    }
}

/// Old kernels and some network drives cannot do it.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn is_unknown(error: rustix::io::Errno) -> bool {
    use rustix::io::Errno;
    [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&error)
}

/// A second name for a file, or a copy of it where there are no second names.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => fs::copy(from, to).map(|_| ()),
    }
}

pub(super) fn remove_file(file: &Path) -> io::Result<()> {
    step()?;
    fs::remove_file(file)
}

pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir(folder)
}

pub(super) fn remove_all(folder: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir_all(folder)
}

/// What to do about a file that another program keeps open.
pub(super) const HELD_HELP: &str =
    "そのファイルを開いているプログラム（Excel、Word、PDF の閲覧など）で閉じてから、もう一度実行してください";

/// Whether another program keeps the file open for itself. Windows says so with errors of its own: sharing violation, lock violation.
pub(super) fn is_held(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    let kept = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    kept || matches!(error.kind(), Kind::ResourceBusy | Kind::ExecutableFileBusy)
}

/// What went wrong, in Japanese; what has no words of its own is told by its number.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    if is_held(error) {
        return "ほかのプログラムが開いています".to_owned();
    }
    let words = match error.kind() {
        Kind::NotFound => "ファイルがありません",
        // Windows refuses to replace what somebody looks at in the same words as what is forbidden.
        Kind::PermissionDenied if cfg!(windows) => "権限がないか、ほかのプログラムが開いています",
        Kind::PermissionDenied => "権限がありません",
        Kind::AlreadyExists => "同じ名前のファイルがあります",
        Kind::StorageFull => "空き容量がありません",
        Kind::QuotaExceeded => "使える容量を超えています",
        Kind::FileTooLarge => "ファイルが大きすぎます",
        Kind::ReadOnlyFilesystem => "書き込めないディスクです",
        Kind::NotADirectory => "フォルダーではありません",
        Kind::IsADirectory => "フォルダーです",
        Kind::DirectoryNotEmpty => "フォルダーが空ではありません",
        Kind::InvalidFilename => "ファイルの名前として使えません",
        Kind::InvalidInput => "名前か操作が正しくありません",
        Kind::CrossesDevices => "別のディスクにあります",
        Kind::TooManyLinks => "リンクが多すぎます",
        Kind::TimedOut => "時間内に応答がありません",
        Kind::Interrupted => "途中で止められました",
        Kind::BrokenPipe => "相手のプログラムが終わりました",
        Kind::UnexpectedEof => "途中で終わっています",
        Kind::OutOfMemory => "メモリーが足りません",
        Kind::StaleNetworkFileHandle | Kind::NetworkDown | Kind::NetworkUnreachable | Kind::HostUnreachable => {
            "ネットワークのドライブにつながりません"
        }
        _ => match error.raw_os_error() {
            Some(number) => return format!("システムのエラー {number}"),
            None => "システムのエラー",
        },
    };
    words.to_owned()
}
