//! What all requests share: the workspace, the secrets of this start, who writes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::HeaderName;
use serde::Serialize;
use tokio::sync::Notify;

use super::ServeOptions;
use super::answer::{Ask, ServeAnswer};
use super::guard::{Guard, same};
use super::overview::KnownRows;
use super::pages::Pages;
use super::people::{Audit, Door, Presence, Reception, Users};
use super::visitor::Visitor;
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::disk::shown;
use crate::finding::Finding;
use crate::rules::codes;
use crate::workspace::{Loaded, Selection, Workspace, assessments_at, select_alone};

#[derive(Debug)]
pub(super) struct Desk {
    root: PathBuf,
    port: u16,
    key: String,
    /// Handed out at the machine, in exchange for the key.
    session: String,
    pub(super) guard: Guard,
    pub(super) door: Door,
    pub(super) presence: Presence,
    /// Where there are several people.
    pub(super) audit: Option<Audit>,
    pub(super) pages: Pages,
    today: fn() -> Option<Date>,
    pub(super) now: fn() -> String,
    writing: Mutex<()>,
    pub(super) known: Mutex<KnownRows>,
    end: Notify,
}

/// An assessment that is open.
pub(super) struct Opened {
    /// What addresses call it: its folder, seen from the workspace.
    pub(super) name: String,
    pub(super) selection: Selection,
    pub(super) loaded: Loaded,
}

impl Desk {
    pub(super) fn new(options: &ServeOptions, port: u16) -> io::Result<Self> {
        let session = secret()?;
        let (guard, door) = match &options.people {
            None => {
                let door = Door::Machine { session: session.clone(), reads_only: options.reads_only };
                (Guard::new(port, Vec::new(), false), door)
            }
            Some(people) => {
                let users = Users::open(&people.users)?;
                let header =
                    people.header.as_deref().map(HeaderName::try_from).transpose().map_err(io::Error::other)?;
                let door = Door::People(Box::new(Reception::new(users, people.proxy, header)));
                (Guard::new(port, people.names.clone(), people.is_encrypted), door)
            }
        };
        Ok(Self {
            root: options.root.clone(),
            port,
            key: secret()?,
            session,
            guard,
            door,
            presence: Presence::default(),
            audit: options.people.as_ref().map(|_| Audit::of(&options.root)),
            pages: Pages::new().map_err(io::Error::other)?,
            today: options.today,
            now: options.now,
            writing: Mutex::new(()),
            known: Mutex::default(),
            end: Notify::new(),
        })
    }

    /// The cookie for whoever brings the key of the start; nobody else, and nobody where people have names.
    pub(super) fn opens(&self, key: &str) -> Option<String> {
        let is_open = matches!(self.door, Door::Machine { .. }) && same(key, &self.key);
        is_open.then(|| self.guard.cookie(&self.session))
    }

    pub(super) fn opening(&self) -> String {
        match self.door {
            Door::Machine { .. } => format!("http://127.0.0.1:{}/open?key={}", self.port, self.key),
            Door::People(_) => self.guard.address(),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn today(&self) -> Option<Date> {
        (self.today)()
    }

    /// One writes at a time; that somebody stumbled while writing takes nothing from the others.
    pub(super) fn write(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn stop(&self) {
        self.end.notify_one();
    }

    pub(super) async fn ended(&self) {
        self.end.notified().await;
    }

    /// A page, as it is for whoever asks.
    pub(super) fn page(&self, ask: &Ask, name: &str, values: &impl Serialize) -> ServeAnswer {
        ServeAnswer::page(self.pages.html(name, values, &ask.visitor.view(ask.piece(0))))
    }

    pub(super) fn message(&self, visitor: &Visitor, words: &str) -> String {
        self.pages.html("message.html", &serde_json::json!({ "words": words }), &visitor.view(""))
    }

    pub(super) fn workspace(&self) -> Workspace {
        let root = self.root.join(crate::workspace::CONFIG_FILE).is_file().then_some(self.root.as_path());
        Workspace::open(root, &codes())
    }

    /// Every assessment with the name that addresses know it by.
    pub(super) fn assessments(&self) -> Vec<(String, PathBuf)> {
        let named = |file: PathBuf| {
            let folder = file.parent()?.strip_prefix(&self.root).ok()?;
            // A dot would be taken out of an address.
            let name = if folder.as_os_str().is_empty() { "_".to_owned() } else { shown(folder) };
            Some((name, file))
        };
        assessments_at(&self.root).into_iter().filter_map(named).collect()
    }

    /// The file of the assessment with this name. Addresses are held against what is there, never made into a path.
    pub(super) fn file(&self, name: &str) -> Result<PathBuf, ServeAnswer> {
        let found = self.assessments().into_iter().find(|(own, _)| own == name);
        found.map(|(_, file)| file).ok_or_else(ServeAnswer::missing)
    }

    /// Ready to be read.
    pub(super) fn open_unread(&self, name: &str) -> Result<Selection, ServeAnswer> {
        Ok(select_alone(&self.file(name)?, &codes()))
    }

    pub(super) fn open(&self, name: &str) -> Result<Opened, ServeAnswer> {
        let file = self.file(name)?;
        let selection = select_alone(&file, &codes());
        let loaded = selection.workspace.load_with_revisions(&file);
        Ok(Opened { name: name.to_owned(), selection, loaded })
    }
}

impl Opened {
    pub(super) fn workspace(&self) -> &Workspace {
        &self.selection.workspace
    }

    pub(super) fn folder(&self) -> &Path {
        self.loaded.path.parent().unwrap_or_else(|| Path::new(""))
    }

    /// What stands in the way of reading it.
    pub(super) fn unreadable(&self) -> Vec<&Finding> {
        self.loaded.findings.iter().filter(|finding| finding.rule.refuses_input()).collect()
    }

    /// The title, or else its name.
    pub(super) fn title(&self) -> String {
        self.loaded.assessment.as_ref().map_or_else(|| self.name.clone(), |assessment| title_of(assessment, &self.name))
    }
}

/// The title of an assessment, or else the name that addresses know it by.
pub(super) fn title_of(assessment: &Assessment, name: &str) -> String {
    let title = assessment.root().words("cover.title");
    if title.is_empty() { name.to_owned() } else { title }
}

/// Nobody guesses it.
pub(super) fn secret() -> io::Result<String> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
