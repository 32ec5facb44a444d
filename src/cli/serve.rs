//! `hyokasho serve`

use std::process::{Command, Stdio};

use super::args::ServeArguments;
use super::exit::Exit;
use super::status::system_date;
use super::terminal;
use crate::disk::{reason, shown};
use crate::serve::{ServeOptions, Server};

pub(super) fn run(command: &ServeArguments) -> Exit {
    if !command.folder.is_dir() {
        terminal::tell(&format!("誤り: {} というフォルダーはありません", shown(&command.folder)));
        return Exit::Refused;
    }
    let options = ServeOptions { root: command.folder.clone(), port: command.port, today: system_date, now };
    let server = match Server::open(&options) {
        Ok(server) => server,
        Err(error) => {
            terminal::tell(&format!("誤り: 画面を始められません（{}）", reason(&error)));
            terminal::tell("対処: --port で別の番号を指定するか、番号を書かずに起動してください");
            return Exit::Refused;
        }
    };
    let address = server.address();
    let told = format!(
        "{} の画面を始めました。ブラウザーで次のアドレスを開いてください（この機械の中からだけ開けます）。\n  {address}\n終えるには Ctrl-C を押すか、画面の「終了」を選んでください。\n",
        shown(&command.folder)
    );
    if terminal::print(&told).is_err() {
        return Exit::Unwritten;
    }
    if !command.no_open {
        open_browser(&address);
    }
    match server.run() {
        Ok(()) => Exit::Clean,
        Err(error) => {
            terminal::tell(&format!("誤り: 画面が止まりました（{}）", reason(&error)));
            Exit::Refused
        }
    }
}

fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Where it cannot be opened, the address is on the terminal.
fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let quiet = || Stdio::null();
    let _ = Command::new(program).args(arguments).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}
