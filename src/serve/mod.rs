//! The workspace in a browser, for people who never see YAML. The YAML stays the source; this is a window on it: pages are made
//! from the page model, what is typed goes into the file by the layout-keeping editor, field by field.
//!
//! By itself everything here is for one machine: the server listens on the loopback address, and answers nobody who does not come
//! from there with the secret of this start (`guard`). For an office there are names, passwords and roles (`people`). What its
//! addresses answer is no interface for other programs.

mod answer;
mod change;
mod changes;
mod desk;
mod editor;
mod entrance;
mod figures;
mod findings;
mod guard;
mod history;
mod journal;
mod overview;
mod pages;
mod papers;
mod passage;
mod people;
mod preview;
mod records;
mod replace;
mod review;
mod routes;
mod sample;
mod search;
mod server;
mod take_in;
mod taken_in;
mod view;
mod visitor;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use crate::dates::Date;
use desk::Desk;
pub use people::hashed;

/// What is served, and how.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// 0 for any that is free.
    pub port: u16,
    /// Nobody can write: for a council that reads.
    pub reads_only: bool,
    /// Deadlines are counted from here.
    pub today: fn() -> Option<Date>,
    /// The time of the machine, as the journal notes it.
    pub now: fn() -> String,
    /// For an office: several people with names.
    pub people: Option<PeopleOptions>,
}

/// Several people on one workspace.
#[derive(Clone, Debug)]
pub struct PeopleOptions {
    pub listen: SocketAddr,
    /// `users.yaml`
    pub users: PathBuf,
    /// The names, with their ports, by which browsers reach it.
    pub names: Vec<String>,
    /// Only this machine may connect: the proxy that encrypts.
    pub proxy: Option<IpAddr>,
    /// The header in which the proxy says who it is.
    pub header: Option<String>,
    pub is_encrypted: bool,
}

/// A server that listens, but answers nobody yet.
#[derive(Debug)]
pub struct Server {
    desk: Arc<Desk>,
    listener: TcpListener,
}

impl Server {
    /// Listens on the loopback address, or where several people are to come.
    pub fn open(options: &ServeOptions) -> io::Result<Self> {
        let own = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(options.people.as_ref().map_or(own, |people| people.listen))?;
        let port = listener.local_addr()?.port();
        Ok(Self { desk: Arc::new(Desk::new(options, port)?), listener })
    }

    /// The address that opens it, with the secret in it.
    pub fn address(&self) -> String {
        self.desk.opening()
    }

    pub fn port(&self) -> u16 {
        self.desk.port()
    }

    /// Answers until somebody ends it, from a page or on the terminal.
    pub fn run(self) -> io::Result<()> {
        server::run(&self.desk, self.listener)
    }
}
