//! The `sayso` program: arguments in, readings out, errors named, the right exit code.

mod across;
mod add;
mod args;
mod ask;
mod compare;
mod explain;
mod forget;
mod given;
mod list;
mod named;
mod notes;
mod output;
mod pages;
mod progress;
mod read;
mod readings;
mod show;
mod stop;
mod tally;
mod verb;
mod writer;

use args::{Args, Sections, Verb};
use clap::Parser;
use std::process::ExitCode;

/// All went well.
const FINE: u8 = 0;
/// There are findings.
const FOUND: u8 = 1;
/// Something failed; the rest was done and the failures were named.
const FAILED: u8 = 2;
/// The user stopped it, as shells say it of Ctrl-C.
pub const STOPPED: u8 = 130;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    if let Some(message) = verb::misplaced(&words) {
        output::complain(&message);
        return ExitCode::from(FAILED);
    }
    let args = match Args::try_parse_from(verb::with_verb(words)) {
        Ok(args) => args,
        Err(error) => {
            if let Some(message) = verb::unknown(&error) {
                output::complain(&message);
                return ExitCode::from(FAILED);
            }
            let error = verb::without_far_tip(error);
            // Asking for help is not an error, and neither is a pager that closes the pipe early.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { FINE });
        }
    };
    let done = match args.verb {
        Verb::Read(options) => {
            let mut reading = options.read;
            reading.how.all_pages |= options.all;
            read::read(&reading, options.sections, None)
        }
        Verb::Check(options) if across::is_wanted(&options) => across::check(&options),
        Verb::Check(options) => read::read(&options.read, Sections::default(), Some(&options)),
        Verb::Compare(options) => compare::compare(&options),
        Verb::Show(options) => show::show(&options),
        Verb::Add(options) => add::add(&options),
        Verb::Forget(options) => forget::forget(&options),
        Verb::Dump(options) => forget::dump(&options),
        Verb::Search(options) => ask::search(&options),
        Verb::Who(options) => ask::who(&options),
        Verb::Copies(options) => ask::copies(&options),
        Verb::Stories(options) => ask::stories(&options),
        Verb::Story(options) => ask::story(&options),
        Verb::Versions(options) => ask::versions(&options),
        Verb::Figures(options) => ask::figures(&options),
        Verb::Timeline(options) => ask::timeline(&options),
        Verb::Explain(options) => explain::explain(&options),
    };
    match done {
        Ok(done) if done.stopped => ExitCode::from(STOPPED),
        Ok(done) if done.failures > 0 => ExitCode::from(FAILED),
        Ok(done) => ExitCode::from(if done.found { FOUND } else { FINE }),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::from(FINE),
        Err(error) => {
            output::complain(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}
