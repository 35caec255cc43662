//! `completions` and `man`: printed from the one definition of the command line.

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Outcome;
use super::arguments::Wishes;
use super::terminal::Terminal;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, terminal: Terminal) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Wishes::command(), "storybind", &mut script);
    terminal.give(&script)
}

/// Prints one man page that has every command with its arguments.
pub(super) fn man(terminal: Terminal) -> Outcome {
    match page() {
        Ok(page) => terminal.give(page.as_bytes()),
        Err(cause) => {
            terminal
                .complain(&format_args!("the man page cannot be made ({cause})\n  `storybind --help` says the same"));
            Outcome::Failed
        }
    }
}

fn page() -> std::io::Result<String> {
    let mut command = Wishes::command();
    command.build();
    let main = Man::new(command.clone());
    let mut page = Vec::new();
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_description_section(&mut page)?;
    for command in command.get_subcommands().flat_map(itself_or_below) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let name = name.strip_prefix("storybind-").unwrap_or(name).replace('-', " ");
        page.extend_from_slice(format!(".SH {}\n", name.to_uppercase()).as_bytes());
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        page.extend_from_slice(format!("{about}.\n").as_bytes());
        let of_command = Man::new(command.clone());
        let mut sections = Vec::new();
        of_command.render_synopsis_section(&mut sections)?;
        of_command.render_options_section(&mut sections)?;
        // Below the command's own heading, its sections are one step down.
        page.extend_from_slice(String::from_utf8_lossy(&sections).replace("\n.SH ", "\n.SS ").as_bytes());
    }
    main.render_extra_section(&mut page)?;
    main.render_version_section(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// A command, or in its place those below it; `help` says nothing that is not said here.
fn itself_or_below(command: &Command) -> Vec<&Command> {
    let is_told = |command: &&Command| command.get_name() != "help";
    let below: Vec<&Command> = command.get_subcommands().filter(is_told).collect();
    if below.is_empty() { [command].into_iter().filter(is_told).collect() } else { below }
}
