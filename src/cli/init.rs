//! `init`: a first `storybind.toml`, in which every key is explained and none is in force.

use super::Outcome;
use super::arguments::InitWishes;
use super::terminal::Terminal;
use crate::deliver::{self, Existing};
use crate::settings::{SCHEMA, TEMPLATE};
use crate::source::SETTINGS_NAME;

/// Writes the file into the folder, unless there is one.
pub(super) fn run(wishes: &InitWishes, terminal: Terminal) -> Outcome {
    if wishes.schema {
        return terminal.give(SCHEMA);
    }
    let folder = &wishes.folder;
    if !folder.is_dir() {
        let what = if folder.exists() { "is no folder" } else { "there is no such folder" };
        terminal.complain(&format_args!("{}: {what}\n  name the folder with the stories", folder.display()));
        return Outcome::Failed;
    }
    // A file of the current folder is called by its name alone.
    let path = if folder.as_os_str() == "." { SETTINGS_NAME.into() } else { folder.join(SETTINGS_NAME) };
    let shown = path.display();
    match deliver::place(TEMPLATE.as_bytes(), &path, Some(folder), Existing::Own) {
        Ok(()) => {
            terminal.say(&format_args!("{shown}: written; nothing in it counts until you take a `#` away"));
            terminal.say(&"what storybind finds by itself: storybind inspect STORY, and --suggest for what to correct");
            Outcome::Done
        }
        Err(error) => {
            let advice = "it stays as it is; to start anew, give it another name first";
            match error {
                deliver::Error::Foreign { .. } | deliver::Error::IsFolder { .. } => {
                    terminal.complain(&format_args!("{shown}: is there already\n  {advice}"));
                }
                deliver::Error::NotWritten { cause, .. } | deliver::Error::NotReplaced { cause, .. } => {
                    let advice = "see that you may write here and that the disk is not full";
                    terminal.complain(&format_args!("{shown}: cannot be written ({cause})\n  {advice}"));
                }
                other => terminal.complain(&other),
            }
            Outcome::Failed
        }
    }
}
