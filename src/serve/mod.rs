//! The workspace in a browser, for people who never see YAML. The YAML stays the source; this is a window on it: pages are made
//! from the page model, what is typed goes into the file by the layout-keeping editor, field by field.
//!
//! Everything here is for one machine: the server listens on the loopback address, and answers nobody who does not come from
//! there with the secret of this start (`guard`). What its addresses answer is no interface for other programs.

mod answer;
mod change;
mod changes;
mod desk;
mod editor;
mod findings;
mod guard;
mod journal;
mod overview;
mod pages;
mod passage;
mod percent;
mod preview;
mod routes;
mod search;
mod server;
mod take_in;
mod view;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use crate::dates::Date;
use desk::Desk;

/// What is served, and how.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// 0 for any that is free.
    pub port: u16,
    /// Deadlines are counted from here.
    pub today: fn() -> Option<Date>,
    /// The time of the machine, as the journal notes it.
    pub now: fn() -> String,
}

/// A server that listens, but answers nobody yet.
#[derive(Debug)]
pub struct Server {
    desk: Arc<Desk>,
    listener: TcpListener,
}

impl Server {
    /// Listens on the loopback address.
    pub fn open(options: &ServeOptions) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        let port = listener.local_addr()?.port();
        Ok(Self { desk: Arc::new(Desk::new(options, port)?), listener })
    }

    /// The address that opens it, with the secret in it.
    pub fn address(&self) -> String {
        self.desk.opening()
    }

    /// Answers until somebody ends it, from a page or on the terminal.
    pub fn run(self) -> io::Result<()> {
        server::run(&self.desk, self.listener)
    }
}
