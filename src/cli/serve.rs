//! `hyokasho serve`

use std::io::{BufRead, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use super::args::ServeArguments;
use super::exit::Exit;
use super::status::system_date;
use super::terminal;
use crate::disk::{reason, shown};
use crate::serve::{PeopleOptions, ServeOptions, Server, hashed};
use crate::workspace::CONFIG_FILE;

/// Where the first workspace is made.
const NEW_FOLDER: &str = "評価書";
/// Of a password: characters, and bytes that are read.
const SHORTEST: usize = 10;
const LONGEST: u64 = 1024;

/// The workspace beside the program, for somebody who clicked on it: where there is none, the page offers to make one.
pub(super) fn beside() -> Exit {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).unwrap_or_else(|| Path::new("."));
    let known = [Path::new("."), beside].into_iter().find(|folder| folder.join(CONFIG_FILE).is_file());
    let folder = known.map_or_else(|| beside.join(NEW_FOLDER), Path::to_owned);
    serve(&ServeArguments { folder, ..ServeArguments::default() })
}

pub(super) fn run(command: &ServeArguments) -> Exit {
    if command.hash_password {
        return hash_password();
    }
    if !command.folder.is_dir() {
        terminal::tell(&format!("誤り: {} というフォルダーはありません", shown(&command.folder)));
        return Exit::Refused;
    }
    serve(command)
}

fn serve(command: &ServeArguments) -> Exit {
    let people = match people(command) {
        Ok(people) => people,
        Err(exit) => return exit,
    };
    let options = ServeOptions {
        root: command.folder.clone(),
        port: command.port,
        reads_only: command.read_only,
        today: system_date,
        now,
        people,
    };
    let server = match Server::open(&options) {
        Ok(server) => server,
        Err(error) => {
            let why = error.get_ref().map_or_else(|| reason(&error), ToString::to_string);
            terminal::tell(&format!("誤り: 画面を始められません（{why}）"));
            terminal::tell(if options.people.is_some() {
                "対処: --listen の所と番号、--users のファイルを確かめてください（docs/serve-network.md）"
            } else {
                "対処: --port で別の番号を指定するか、番号を書かずに起動してください"
            });
            return Exit::Refused;
        }
    };
    let address = server.address();
    let folder = shown(&command.folder);
    let told = if options.people.is_some() {
        format!(
            "{folder} の画面を、何人かで使えるように始めました。ブラウザーで {address} を開きます。\n  番号 {}\n終えるには Ctrl-C を押してください。\n",
            server.port()
        )
    } else {
        format!(
            "{folder} の画面を始めました。ブラウザーで次のアドレスを開いてください（この機械の中からだけ開けます）。\n  {address}\n終えるには Ctrl-C を押すか、画面の「終了」を選んでください。\n"
        )
    };
    if terminal::print(&told).is_err() {
        return Exit::Unwritten;
    }
    if !command.no_open && options.people.is_none() {
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

/// Words go over a network only where something encrypts them.
fn people(command: &ServeArguments) -> Result<Option<PeopleOptions>, Exit> {
    let (Some(listen), Some(users)) = (command.listen, command.users.clone()) else { return Ok(None) };
    if !listen.ip().is_loopback() && command.proxy.is_none() {
        terminal::tell(
            "誤り: この機械の外からの接続は、暗号化を受け持つ代理（リバースプロキシ）を通すときだけ受けます",
        );
        terminal::tell(
            "対処: --proxy に代理の所を書くか、--listen を 127.0.0.1 にしてください（docs/serve-network.md）",
        );
        return Err(Exit::Usage);
    }
    if command.proxy.is_some() && command.hosts.is_empty() {
        terminal::tell("誤り: --host に、ブラウザーで開くときの名前を書いてください");
        return Err(Exit::Usage);
    }
    let names = command.hosts.clone();
    let (proxy, header) = (command.proxy, command.proxy_user.clone());
    Ok(Some(PeopleOptions { listen, users, names, proxy, header, is_encrypted: proxy.is_some() }))
}

fn hash_password() -> Exit {
    let mut typed = String::new();
    if std::io::stdin().lock().take(LONGEST).read_line(&mut typed).is_err() {
        return Exit::Refused;
    }
    let password = typed.trim_end_matches(['\r', '\n']);
    if password.chars().count() < SHORTEST {
        terminal::tell(&format!("誤り: パスワードは {SHORTEST} 文字以上にしてください"));
        return Exit::Usage;
    }
    match hashed(password) {
        Ok(hash) => terminal::finish(&format!("{hash}\n")),
        Err(error) => {
            terminal::tell(&format!("誤り: 作れませんでした（{error}）"));
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
