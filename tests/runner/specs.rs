//! The literate cases as tests: `cargo test -p sayso-specs speakers` runs those of one file.

use libtest_mimic::Arguments;
use sayso_specs::suite::Suite;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let suite = Suite::read(&folder).expect("readable specs");
    let conclusion = libtest_mimic::run(&arguments, suite.trials());
    suite.write_updates().expect("writable specs");
    conclusion.exit_code()
}
