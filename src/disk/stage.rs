//! A folder of outputs, parts of which are made beside and change places with the old ones when they are whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::names::stays_inside;
use super::system;
use super::unwritten::{Unwritten, UnwrittenCause};
use super::write::{NewFile, write_in_locked};

/// Nobody else changes the folder while it is there.
#[derive(Debug)]
pub struct Stage {
    output: PathBuf,
    /// In the folder itself, so that changing places is one step of the file system.
    beside: PathBuf,
    _lock: Lock,
}

const NAME: &str = "hyokasho-build";

impl Stage {
    pub fn beside(output: &Path) -> Result<Self, Unwritten> {
        let failed = Unwritten::failed(output);
        system::create_folders(output).map_err(&failed)?;
        let lock = Lock::of_folder(output)?;
        if lock.is_held() {
            sweep(output);
        }
        let beside = system::create_unique_folder(output, NAME).map_err(failed)?;
        Ok(Self { output: output.to_owned(), beside, _lock: lock })
    }

    /// Writes a file of a part that is being made; it is seen when the part takes its place.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Unwritten> {
        let (path, shown) = (self.beside.join(name), self.output.join(name));
        let failed = Unwritten::failed(&shown);
        let folder = path.parent().unwrap_or(&self.beside);
        system::create_folders(folder).map_err(&failed)?;
        let mut file = system::create_new(&path).map_err(&failed)?;
        system::write(&mut file, bytes).and_then(|()| system::sync(&file)).map_err(failed)
    }

    /// Lets the part that was made take its place. `old` are the files that stood there for it until now; whatever else is there
    /// stays.
    pub fn swap(&self, part: &str, old: &BTreeSet<&str>) -> Result<(), Unwritten> {
        let (new, place) = (self.beside.join(part), self.output.join(part));
        self.refuse_links(part)?;
        let failed = Unwritten::failed(&place);
        if !place.exists() {
            system::create_folders(place.parent().unwrap_or(&self.output)).map_err(&failed)?;
            system::rename_new(&new, &place).map_err(&failed)?;
            return self.sync(&place);
        }
        self.take_along(part, old)?;
        system::exchange(&new, &place).map_err(&failed)?;
        self.sync(&place)
    }

    /// Writes a file that stands for itself.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Unwritten> {
        self.refuse_links(name)?;
        let file = self.output.join(name);
        let folder = file.parent().unwrap_or(&self.output);
        system::create_folders(folder).map_err(Unwritten::failed(folder))?;
        write_in_locked(&NewFile::output(&file, bytes))
    }

    /// Removes files that stood there for a part which is no more, and the folders that they leave empty.
    pub fn remove(&self, files: &BTreeSet<&str>) {
        for file in files {
            let path = Path::new(file);
            if stays_inside(path) && self.refuse_links(file).is_ok() {
                // A file that is gone already, or a folder that is not empty, is as good.
                let _ = system::remove_file(&self.output.join(path));
                for parent in path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()) {
                    let _ = system::remove_folder(&self.output.join(parent));
                }
            }
        }
    }

    /// No link below the output leads out of it.
    fn refuse_links(&self, name: &str) -> Result<(), Unwritten> {
        for piece in Path::new(name).ancestors().filter(|piece| !piece.as_os_str().is_empty()) {
            let path = self.output.join(piece);
            if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
                return Err(Unwritten::new(&path, UnwrittenCause::NoFolder));
            }
        }
        Ok(())
    }

    /// Prepares the new part for the place of the old one: rights are kept, and what is not `old` comes along.
    fn take_along(&self, part: &str, old: &BTreeSet<&str>) -> Result<(), Unwritten> {
        let mut folders = vec![PathBuf::from(part)];
        while let Some(folder) = folders.pop() {
            let (standing, new) = (self.output.join(&folder), self.beside.join(&folder));
            let failed = Unwritten::failed(&standing);
            for entry in fs::read_dir(&standing).map_err(&failed)? {
                let entry = entry.map_err(&failed)?;
                let name = folder.join(entry.file_name());
                let (from, to) = (entry.path(), self.beside.join(&name));
                let failed = Unwritten::failed(&from);
                let found = fs::symlink_metadata(&from).map_err(&failed)?;
                if found.is_dir() {
                    if to.is_file() {
                        return Err(Unwritten::new(&from, UnwrittenCause::NoFile));
                    }
                    folders.push(name);
                    continue;
                }
                let is_new = to.exists();
                if is_new || old.contains(&*shown(&name)) {
                    if found.permissions().readonly() {
                        return Err(Unwritten::new(&from, UnwrittenCause::ReadOnly));
                    }
                    if is_new && found.is_file() {
                        system::set_rights(&to, found.permissions()).map_err(&failed)?;
                    }
                } else {
                    system::create_folders(&new).and_then(|()| system::link_or_copy(&from, &to)).map_err(&failed)?;
                }
            }
            if new.is_dir() {
                let rights = fs::metadata(&standing).map_err(&failed)?.permissions();
                system::set_rights(&new, rights).map_err(&failed)?;
            }
        }
        Ok(())
    }

    fn sync(&self, place: &Path) -> Result<(), Unwritten> {
        let folders = place.ancestors().take_while(|folder| folder.starts_with(&self.output));
        for folder in folders {
            system::sync_folder(folder)
                .map_err(|error| Unwritten::new(folder, UnwrittenCause::Unsynced(system::reason(&error))))?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // The next build sweeps what cannot be removed now.
        let _ = system::remove_all(&self.beside);
    }
}

/// With `/` on every system, as records of builds write it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Removes what builds left that did not come to their end.
fn sweep(output: &Path) {
    for entry in fs::read_dir(output).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && system::is_leftover(&entry.file_name().to_string_lossy(), NAME) {
            let _ = system::remove_all(&entry.path());
        }
    }
}
