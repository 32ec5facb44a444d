//! `users.yaml`: who may come in, and what they are there for.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use serde::Deserialize;

use super::super::visitor::{Visitor, VisitorRole};
use crate::disk::read_text;
use crate::text::limits;

/// One who may come in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownUser {
    login: String,
    /// By which others know them.
    name: String,
    role: VisitorRole,
    /// Those that an author writes: `15-*`; all where nothing is said.
    #[serde(default)]
    assessments: Vec<String>,
    /// As `hyokasho serve --hash-password` makes it; none for those whom a proxy knows.
    password: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct UserList {
    users: Vec<KnownUser>,
}

/// The list as the file has it now: who is taken out of it is out.
#[derive(Debug)]
pub(in crate::serve) struct Users {
    file: PathBuf,
    known: Mutex<(Option<SystemTime>, UserList)>,
}

/// What nobody's password is; it costs as much to find out as of one who is known.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm8$7C0hxGPXP4kF4uJf8jcU0IVYGyxQ0k4xR4Nn3xv4Q2k";

impl Users {
    /// What is wrong with the file is the error.
    pub(in crate::serve) fn open(file: &Path) -> io::Result<Self> {
        let users = Self { file: file.to_owned(), known: Mutex::default() };
        let list = read(file)?;
        *users.known.lock().unwrap_or_else(PoisonError::into_inner) = (changed(file), list);
        Ok(users)
    }

    /// A file that cannot be read any more lets nobody in.
    fn find(&self, login: &str) -> Option<KnownUser> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let now = changed(&self.file);
        if known.0 != now {
            *known = (now, read(&self.file).unwrap_or_default());
        }
        known.1.users.iter().find(|user| user.login == login).cloned()
    }

    pub(in crate::serve) fn visitor(&self, login: &str) -> Option<Visitor> {
        let user = self.find(login)?;
        Some(Visitor { name: Some(user.name), role: user.role, own: user.assessments })
    }

    /// Takes as long whoever asks.
    pub(in crate::serve) fn knows(&self, login: &str, password: &str) -> bool {
        let user = self.find(login).and_then(|user| user.password);
        let hash = user.as_deref().unwrap_or(NOBODY);
        let right = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        right && user.is_some()
    }
}

fn changed(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|found| found.modified()).ok()
}

fn read(file: &Path) -> io::Result<UserList> {
    let source = read_text(file).map_err(|finding| io::Error::other(finding.message.clone()))?;
    let list: UserList = serde_yaml::from_str(source.text()).map_err(io::Error::other)?;
    if list.users.len() > limits::SERVE_USERS {
        return Err(io::Error::other(format!("users に書けるのは {} 人までです", limits::SERVE_USERS)));
    }
    let mut seen = std::collections::BTreeSet::new();
    for user in &list.users {
        let wrong = if user.login.trim().is_empty() || user.name.trim().is_empty() {
            "login と name が要ります"
        } else if !seen.insert(user.login.as_str()) {
            "同じ login が 2 回あります"
        } else if user.role == VisitorRole::Owner {
            "role に書けるのは reader・reviewer・author・approver です"
        } else if user.password.as_deref().is_some_and(|hash| PasswordHash::new(hash).is_err()) {
            "password は hyokasho serve --hash-password で作ったものを書いてください"
        } else {
            continue;
        };
        return Err(io::Error::other(format!("「{}」：{wrong}", user.login)));
    }
    Ok(list)
}

/// What stands for a password in `users.yaml`.
pub fn hashed(password: &str) -> io::Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| io::Error::other(error.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| io::Error::other(error.to_string()))?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("users.yaml");
        std::fs::write(&file, text).unwrap();
        (folder, file)
    }

    #[test]
    fn a_password_is_known_by_its_hash() {
        let hash = hashed("ひみつの言葉").unwrap();
        let (_folder, file) = file(&format!(
            "users:\n  - {{login: yamada, name: 山田, role: author, assessments: ['15-*'], password: '{hash}'}}\n  - {{login: proxy, name: 佐藤, role: reader}}\n"
        ));
        let users = Users::open(&file).unwrap();
        assert!(users.knows("yamada", "ひみつの言葉"));
        for (login, password) in [("yamada", "ひみつ"), ("yamada", ""), ("nobody", "ひみつの言葉"), ("proxy", "")]
        {
            assert!(!users.knows(login, password), "{login}");
        }
        let visitor = users.visitor("yamada").unwrap();
        assert_eq!((visitor.name.as_deref(), visitor.role), (Some("山田"), VisitorRole::Author));
        assert!(PasswordHash::new(NOBODY).is_ok(), "what stands for nobody costs as much");
    }

    #[test]
    fn who_is_taken_out_is_out() {
        let (_folder, file) = file("users: [{login: a, name: 甲, role: reader}]\n");
        let users = Users::open(&file).unwrap();
        assert!(users.visitor("a").is_some());
        std::fs::write(&file, "users: []\n").unwrap();
        let later = SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(24);
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        assert!(users.visitor("a").is_none());
    }

    #[test]
    fn a_list_that_says_too_much_is_refused() {
        for wrong in [
            "users: [{login: a, name: 甲, role: owner}]",
            "users: [{login: a, name: 甲, role: king}]",
            "users: [{login: a, name: 甲, role: reader, password: 1234}]",
            "users: [{login: a, name: 甲, role: reader, password: plain}]",
            "users: [{login: '', name: 甲, role: reader}]",
            "users: [{login: a, name: 甲, role: reader}, {login: a, name: 乙, role: author}]",
            "users: [{login: a, name: 甲, role: reader, admin: true}]",
        ] {
            let (_folder, file) = file(wrong);
            assert!(Users::open(&file).is_err(), "{wrong}");
        }
        let many: String =
            (0..=limits::SERVE_USERS).map(|at| format!("  - {{login: u{at}, name: 甲, role: reader}}\n")).collect();
        let (_folder, file) = file(&format!("users:\n{many}"));
        assert!(Users::open(&file).is_err());
    }
}
