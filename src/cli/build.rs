//! `hyokasho build`

use super::args::{Arguments, BuildArguments};
use super::exit::Exit;
use super::look;
use super::table::table;
use super::terminal;
use crate::disk::shown;
use crate::finding::Finding;
use crate::finding::output::{Format, Summary, render};
use crate::office::site::{BuildFailure, BuiltSite, EntryState, INTERNAL, PUBLIC, SiteEntry, SiteOrder, build_site};
use crate::render::Theme;
use crate::rules::codes;
use crate::workspace::select;

pub(super) fn run(command: &BuildArguments, arguments: &Arguments) -> Exit {
    answer(command, arguments).unwrap_or_else(|exit| exit)
}

fn answer(command: &BuildArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    let (selections, mut told) = select(std::slice::from_ref(&command.folder), &codes());
    let themes = selections.iter().map(|selection| look::theme(&selection.workspace)).collect::<Result<Vec<_>, _>>()?;
    themes.iter().flat_map(Theme::outdated).for_each(|file| {
        terminal::tell(&format!(
            "注意: {file} は、前の版の雛形を写したもののようです。市の名称・パンくずリスト・問合せ先は表示されません\n  \
             対処: 写しを消して header.html・footer.html・own.css だけを置くか、{{% include \"header.html\" %}} と \
             {{% include \"footer.html\" %}} を加えてください（docs/themes.md）"
        ));
    });
    if selections.is_empty() {
        return report(arguments, command, &BuiltSite::default(), &told);
    }
    let order = SiteOrder {
        folder: &command.folder,
        output: &command.output,
        today: command.today,
        with_source: !command.no_source,
        allow_draft: command.allow_draft,
    };
    let progress = terminal::progress("作成中");
    let mut site = build_site(&order, &selections, &themes, &progress).map_err(|error| terminal::unwritten(&error))?;
    told.append(&mut site.findings);
    site.failures.iter().for_each(tell);
    let exit = report(arguments, command, &site, &told)?;
    Ok(site.failures.iter().map(exit_of).next().unwrap_or(exit))
}

fn tell(failure: &BuildFailure) {
    match failure {
        BuildFailure::Unwritten(error) => {
            terminal::unwritten(error);
        }
        BuildFailure::Template(message) => {
            look::refuse_template(message);
        }
        BuildFailure::Paper(message) => terminal::tell(&format!("誤り: {message}")),
    }
}

fn exit_of(failure: &BuildFailure) -> Exit {
    match failure {
        BuildFailure::Unwritten(_) => Exit::Unwritten,
        BuildFailure::Template(_) | BuildFailure::Paper(_) => Exit::Refused,
    }
}

/// What was made, and what is wrong with the input; findings, and why something is not published, go to standard error.
fn report(arguments: &Arguments, command: &BuildArguments, site: &BuiltSite, told: &[Finding]) -> Result<Exit, Exit> {
    if !told.is_empty() {
        let style = terminal::error_style(arguments);
        terminal::tell(render(Format::Human, told, &Summary::of(told, None), style).trim_end());
    }
    for entry in &site.entries {
        entry.barred().iter().for_each(|reason| terminal::tell(&format!("公表しません: {}: {reason}", entry.name())));
    }
    let head = ["評価書", "記載率", "誤り", "注意", "変更", "庁内", "公表"];
    let mut rows = vec![head.map(ToOwned::to_owned).to_vec()];
    rows.extend(site.entries.iter().map(summary));
    let mut text = table(&rows, 0, terminal::style(arguments).width);
    let rendered = |state: &dyn Fn(&SiteEntry) -> EntryState| {
        site.entries.iter().filter(|entry| state(entry) == EntryState::Rendered).count()
    };
    let place = |edition: &str| shown(&command.output.join(edition).join("index.html"));
    text += &format!(
        "\n{} 件の評価書のうち、公表用に {} 件、庁内用に {} 件を作成しました\n",
        site.entries.len(),
        rendered(&|entry| entry.public_state()),
        rendered(&|entry| entry.state()),
    );
    text += &format!("公表用: {}\n庁内用: {}\n", place(PUBLIC), place(INTERNAL));
    terminal::print(&text).map_err(|_| Exit::Unwritten)?;
    Ok(if site.entries.iter().any(SiteEntry::is_unread) { Exit::Refused } else { Exit::of(told) })
}

/// A row on the terminal.
fn summary(entry: &SiteEntry) -> Vec<String> {
    let shown = &entry.shown;
    let none = || "－".to_owned();
    let state = |state: EntryState| match state {
        EntryState::Failed => "失敗",
        EntryState::Unread => "読めず",
        EntryState::Rendered => "作成",
        EntryState::Unchanged => "変わらず",
        EntryState::Nothing => "－",
    };
    vec![
        entry.name().to_owned(),
        if shown.completeness.is_empty() { none() } else { shown.completeness.clone() },
        shown.errors.to_string(),
        shown.warnings.to_string(),
        shown.changed.as_ref().map_or_else(none, |changed| changed.rows.to_string()),
        state(entry.state()).to_owned(),
        match entry.published_on() {
            Some(date) => format!("{}（{date}）", state(entry.public_state())),
            None => state(entry.public_state()).to_owned(),
        },
    ]
}
