//! `hyokasho packet`

use super::exit::Exit;
use super::procedure_args::PacketArguments;
use super::target::{Target, refuse};
use super::terminal;
use crate::disk::{NewFile, overwrite, shown, write_all};
use crate::office::{Packet, PacketFault, PacketOrder, packet};

pub(super) fn run(command: &PacketArguments) -> Exit {
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let order = PacketOrder {
        reader: command.reader.into(),
        draft: command.draft.as_deref(),
        date: command.date,
        today: command.today,
        council: command.council.as_deref(),
    };
    let loaded = target.workspace().load_with_revisions(target.path());
    let made = match packet(target.workspace(), &loaded, &order) {
        Ok(made) => made,
        Err(PacketFault::Refused(findings)) => return refuse(&findings),
        Err(PacketFault::Withheld) => {
            terminal::tell("誤り: 公表しない記載を取り除けないので、書類を作りませんでした");
            return Exit::Refused;
        }
        Err(PacketFault::Render(error)) => {
            terminal::tell(&format!("誤り: 書類を作れません（{error}）"));
            return Exit::Refused;
        }
    };
    if let Err(exit) = write(command, &made) {
        return exit;
    }
    let mut lines = vec![format!("{} に書類をまとめました", shown(&command.output))];
    lines.extend(made.papers.iter().map(|paper| format!("  {}　{}", paper.name, paper.title)));
    lines.push(format!("全体の指紋 {}", made.hash));
    lines.extend(made.warnings.iter().map(|warning| format!("注意: {warning}")));
    terminal::finish(&(lines.join("\n") + "\n"))
}

fn write(command: &PacketArguments, made: &Packet) -> Result<(), Exit> {
    let output = &command.output;
    if output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        let bytes = made.zip().map_err(|error| {
            terminal::tell(&format!("誤り: 書類をまとめられません（{error}）"));
            Exit::Unwritten
        })?;
        return overwrite(output, &bytes).map_err(|error| terminal::unwritten(&error));
    }
    let files: Vec<NewFile<'_>> =
        made.files().map(|(name, bytes)| NewFile::output(&output.join(name), bytes)).collect();
    write_all(&files).map_err(|error| terminal::unwritten(&error))
}
