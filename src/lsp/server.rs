//! The conversation: messages in, answers out, diagnostics whenever nobody has typed for a moment.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde_json::json;

use super::desk::EditorDesk;
use super::diagnostics::ToldDiagnostics;
use super::place::path_of;
use super::wire::DocumentRequest;
use super::{LspOptions, requests};

/// How long nobody types before everything is looked at.
const PAUSE: Duration = Duration::from_millis(120);
/// Changes in a row after which it is looked at nevertheless.
const CHANGES_AT_MOST: usize = 40;

struct LspServer<'c> {
    connection: &'c Connection,
    desk: EditorDesk,
    told: ToldDiagnostics,
    /// Changes that were not looked at yet.
    unseen: usize,
}

/// Talks over standard input and output until the client says goodbye or is gone.
pub(super) fn run(options: LspOptions) -> io::Result<()> {
    let (connection, threads) = Connection::stdio();
    converse(&connection, options);
    drop(connection);
    threads.join()
}

fn converse(connection: &Connection, options: LspOptions) {
    let Ok((id, asked)) = connection.initialize_start() else { return };
    let answer = json!({
        "capabilities": requests::capabilities(),
        "serverInfo": { "name": "hyokasho", "version": env!("CARGO_PKG_VERSION") },
    });
    if connection.initialize_finish(id, answer).is_err() {
        return;
    }
    let mut desk = EditorDesk::new(options.today);
    desk.pedantic = asked["initializationOptions"]["pedantic"].as_bool().unwrap_or(false);
    let mut server = LspServer { connection, desk, told: ToldDiagnostics::default(), unseen: 0 };
    server.listen();
}

impl LspServer<'_> {
    fn listen(&mut self) {
        loop {
            let message = if self.unseen == 0 {
                self.connection.receiver.recv().ok()
            } else {
                match self.connection.receiver.recv_timeout(PAUSE) {
                    Ok(message) => Some(message),
                    Err(error) if error.is_timeout() => {
                        self.look();
                        continue;
                    }
                    Err(_) => None,
                }
            };
            match message {
                None => return,
                Some(Message::Request(request)) => {
                    if self.connection.handle_shutdown(&request).unwrap_or(true) {
                        return;
                    }
                    self.answer(request);
                }
                Some(Message::Notification(notification)) => self.hear(notification),
                Some(Message::Response(_)) => {}
            }
            if self.unseen >= CHANGES_AT_MOST {
                self.look();
            }
        }
    }

    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        // Whatever the program stumbles over costs one answer.
        let answered = catch_unwind(AssertUnwindSafe(|| requests::answer(&mut self.desk, &method, params)));
        let response = match answered {
            Ok(Ok(value)) => Response::new_ok(id, value),
            Ok(Err(refusal)) => Response::new_err(id, refusal.code, refusal.message),
            Err(_) => Response::new_err(id, ErrorCode::InternalError as i32, "プログラムの誤りで答えられません".into()),
        };
        self.send(Message::Response(response));
    }

    fn hear(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        let document = || serde_json::from_value::<DocumentRequest>(params.clone()).ok();
        match method.as_str() {
            "textDocument/didOpen" => {
                let Some(asked) = document() else { return };
                let Some(path) = path_of(&asked.text_document.uri) else { return };
                self.told.forget(&path);
                self.desk.open(path, asked.text_document.uri, asked.text_document.text);
            }
            "textDocument/didChange" => {
                let Some(asked) = document() else { return };
                self.desk.change(asked);
            }
            "textDocument/didClose" => {
                let Some(path) = document().and_then(|asked| path_of(&asked.text_document.uri)) else { return };
                self.desk.close(&path);
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.desk.touch(),
            "workspace/didChangeConfiguration" => {
                if let Some(pedantic) = params["settings"]["hyokasho"]["pedantic"].as_bool() {
                    self.desk.pedantic = pedantic;
                }
                self.desk.touch();
            }
            _ => return,
        }
        self.unseen += 1;
    }

    fn look(&mut self) {
        self.unseen = 0;
        let (told, desk) = (&mut self.told, &mut self.desk);
        let messages = catch_unwind(AssertUnwindSafe(|| told.renew(desk))).unwrap_or_default();
        for params in messages {
            self.send(Message::Notification(Notification::new("textDocument/publishDiagnostics".into(), params)));
        }
    }

    /// A client that is gone is noticed where it is listened to.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct LspRefusal {
    pub(super) code: i32,
    pub(super) message: String,
}

impl LspRefusal {
    pub(super) fn unknown(method: &str) -> Self {
        Self { code: ErrorCode::MethodNotFound as i32, message: format!("{method} には答えられません") }
    }

    pub(super) fn unreadable(error: &serde_json::Error) -> Self {
        Self { code: ErrorCode::InvalidParams as i32, message: error.to_string() }
    }

    /// In words for the person who asked.
    pub(super) fn told(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed as i32, message: message.into() }
    }

    pub(super) fn no_document(path: Option<&Path>) -> Self {
        let name = path.map(|path| path.display().to_string()).unwrap_or_default();
        Self { code: ErrorCode::InvalidParams as i32, message: format!("{name} を読めません") }
    }
}
