//! Files that come to be together: each is written beside its place, and when all are whole, they take their places.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::names::is_device;
use super::read::contents;
use super::system;
use super::unwritten::{Unwritten, UnwrittenCause};

/// A file that is to be.
#[derive(Debug)]
pub struct NewFile<'a> {
    path: PathBuf,
    bytes: Cow<'a, [u8]>,
    before: ExpectedBefore<'a>,
}

/// What must stand in its place until then.
#[derive(Debug)]
enum ExpectedBefore<'a> {
    Anything,
    Nothing,
    /// What was read, byte by byte.
    Read(&'a [u8]),
    /// Nothing, or the very same bytes; those stay as they are.
    Same,
}

impl<'a> NewFile<'a> {
    /// Gives way to nothing: what stands there was made from the same source.
    pub fn output(path: &Path, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into(), before: ExpectedBefore::Anything }
    }

    /// Replaces nothing.
    pub fn new(path: &Path, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into(), before: ExpectedBefore::Nothing }
    }

    /// Named after what is in it.
    pub fn copy(path: &Path, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into(), before: ExpectedBefore::Same }
    }

    /// In the place of what was `read` there.
    pub fn instead(path: &Path, read: &'a [u8], bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into(), before: ExpectedBefore::Read(read) }
    }
}

/// Writes an output, whatever stood there.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<(), Unwritten> {
    write_all(&[NewFile::output(path, bytes)])
}

/// Writes a file that is not there yet.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Unwritten> {
    write_all(&[NewFile::new(path, bytes)])
}

/// Writes `bytes` in the place of what was `read` there; an edit that came in between is not lost.
pub fn replace(path: &Path, read: &[u8], bytes: &[u8]) -> Result<(), Unwritten> {
    write_all(&[NewFile::instead(path, read, bytes)])
}

/// Writes `bytes` in the place of what was `read` there; where nothing was, a new file.
pub fn put(path: &Path, read: Option<&[u8]>, bytes: &[u8]) -> Result<(), Unwritten> {
    match read {
        Some(read) => replace(path, read, bytes),
        None => create(path, bytes),
    }
}

/// Writes all of these files or none; the last one in the list is the last to take its place.
pub fn write_all(files: &[NewFile<'_>]) -> Result<(), Unwritten> {
    let places = files.iter().map(FilePlace::of).collect::<Result<Vec<_>, _>>()?;
    let mut made = MadeFolders::default();
    places.iter().try_for_each(|place| made.make(&place.folder))?;
    let folders: BTreeSet<PathBuf> = places.iter().map(|place| place.folder.clone()).collect();
    let locks = folders.iter().map(|folder| Lock::of_folder(folder)).collect::<Result<Vec<_>, _>>()?;
    if locks.iter().all(Lock::is_held) {
        places.iter().for_each(FilePlace::sweep);
    }
    write_locked(files, places, &folders)?;
    made.keep()
}

/// Like [`write_all`], in a folder that is there and locked.
pub(super) fn write_in_locked(file: &NewFile<'_>) -> Result<(), Unwritten> {
    let place = FilePlace::of(file)?;
    place.sweep();
    let folder = place.folder.clone();
    write_locked(std::slice::from_ref(file), vec![place], &BTreeSet::from([folder]))
}

fn write_locked(files: &[NewFile<'_>], places: Vec<FilePlace>, folders: &BTreeSet<PathBuf>) -> Result<(), Unwritten> {
    let mut staged = Vec::new();
    for (file, place) in files.iter().zip(places) {
        if matches!(file.before, ExpectedBefore::Same) && place.holds(&file.bytes) {
            continue;
        }
        staged.push(Staged::write(file, place)?);
    }
    staged.iter().try_for_each(Staged::verify)?;
    let mut put: Vec<&Staged<'_>> = Vec::new();
    for one in &staged {
        if let Err(error) = one.put() {
            put.iter().for_each(|earlier| earlier.take_back());
            return Err(error);
        }
        put.push(one);
    }
    for folder in folders {
        system::sync_folder(folder)
            .map_err(|error| Unwritten::new(folder, UnwrittenCause::Unsynced(system::reason(&error))))?;
    }
    Ok(())
}

/// Where a file goes: behind the links, if it is one.
struct FilePlace {
    path: PathBuf,
    folder: PathBuf,
    name: String,
    /// Of the file that stands there.
    standing: Option<Metadata>,
}

impl FilePlace {
    fn of(file: &NewFile<'_>) -> Result<Self, Unwritten> {
        let refused = |why| Err(Unwritten::new(&file.path, why));
        let is_link = fs::symlink_metadata(&file.path).is_ok_and(|found| found.is_symlink());
        let standing = match fs::metadata(&file.path) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !is_link => None,
            Err(error) => return Err(Unwritten::failed(&file.path)(error)),
        };
        if let Some(standing) = &standing {
            if matches!(file.before, ExpectedBefore::Nothing) {
                return refused(UnwrittenCause::Exists);
            }
            if !standing.is_file() {
                return refused(UnwrittenCause::NoFile);
            }
        }
        let path =
            if is_link { file.path.canonicalize().map_err(Unwritten::failed(&file.path))? } else { file.path.clone() };
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            return refused(UnwrittenCause::NoFile);
        };
        if cfg!(windows) && is_device(&name) {
            return refused(UnwrittenCause::NoFile);
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        Ok(Self { folder: folder.to_owned(), name, standing, path })
    }

    fn holds(&self, bytes: &[u8]) -> bool {
        contents(&self.path, bytes.len() as u64).is_ok_and(|standing| standing == bytes)
    }

    /// Removes what earlier attempts left; that one of them cannot be removed takes nothing away from this one.
    fn sweep(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && system::is_leftover(&entry.file_name().to_string_lossy(), &self.name) {
                let _ = system::remove_file(&entry.path());
            }
        }
    }
}

/// A file that is whole and waits beside its place; gone when it is dropped there.
struct Staged<'a> {
    file: &'a NewFile<'a>,
    place: FilePlace,
    temporary: PathBuf,
}

impl<'a> Staged<'a> {
    fn write(file: &'a NewFile<'a>, place: FilePlace) -> Result<Self, Unwritten> {
        let failed = Unwritten::failed(&file.path);
        if place.standing.as_ref().is_some_and(|standing| standing.permissions().readonly()) {
            return Err(Unwritten::new(&file.path, UnwrittenCause::ReadOnly));
        }
        let (temporary, mut beside) = system::create_unique(&place.folder, &place.name).map_err(&failed)?;
        let staged = Self { file, place, temporary };
        let written = staged.keep_rights(&beside).and_then(|()| system::write(&mut beside, &file.bytes));
        written.and_then(|()| system::sync(&beside)).map_err(failed)?;
        Ok(staged)
    }

    /// Before anything is in it: who may not read the file may not read this one either.
    fn keep_rights(&self, beside: &File) -> io::Result<()> {
        self.place.standing.as_ref().map_or(Ok(()), |standing| system::take_rights(beside, standing))
    }

    /// Just before it takes its place.
    fn verify(&self) -> Result<(), Unwritten> {
        match self.file.before {
            ExpectedBefore::Read(read) if !self.place.holds(read) => {
                Err(Unwritten::new(&self.file.path, UnwrittenCause::Changed))
            }
            ExpectedBefore::Nothing if fs::symlink_metadata(&self.place.path).is_ok() => {
                Err(Unwritten::new(&self.file.path, UnwrittenCause::Exists))
            }
            _ => Ok(()),
        }
    }

    fn put(&self) -> Result<(), Unwritten> {
        let (from, to) = (&self.temporary, &self.place.path);
        let put = match self.file.before {
            ExpectedBefore::Nothing => system::rename_new(from, to),
            _ => system::rename(from, to),
        };
        put.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Unwritten::new(&self.file.path, UnwrittenCause::Exists),
            _ => Unwritten::failed(&self.file.path)(error),
        })
    }

    /// What belongs together is not left there in part.
    fn take_back(&self) {
        if self.place.standing.is_none() {
            let _ = system::remove_file(&self.place.path);
        }
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // Where it took its place, nothing is left to be removed.
        if fs::symlink_metadata(&self.temporary).is_ok() {
            let _ = system::remove_file(&self.temporary);
        }
    }
}

/// Folders that were made on the way; those that stay empty go again.
#[derive(Default)]
struct MadeFolders {
    folders: Vec<PathBuf>,
}

impl MadeFolders {
    fn make(&mut self, folder: &Path) -> Result<(), Unwritten> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            match system::create_folder(folder) {
                Ok(()) => self.folders.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(Unwritten::failed(folder)(error)),
            }
        }
        Ok(())
    }

    fn keep(mut self) -> Result<(), Unwritten> {
        for folder in std::mem::take(&mut self.folders) {
            let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
            system::sync_folder(above)
                .map_err(|error| Unwritten::new(above, UnwrittenCause::Unsynced(system::reason(&error))))?;
        }
        Ok(())
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in self.folders.iter().rev() {
            // One that somebody has put something into stays.
            let _ = system::remove_folder(folder);
        }
    }
}
