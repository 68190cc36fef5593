//! Ctrl-C: the first one ends a run after the reports in hand, the second one at once.

use crate::STOPPED;
use crate::output;
use anyhow::{Context, Result};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user has asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// Stops after the reports in hand when Ctrl-C is pressed, and at once when it is pressed again. `kept` says what then
/// becomes of what was done.
pub fn when_asked(kept: &'static str) -> Result<()> {
    ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED.into());
        }
        output::complain(&format!(
            "stopping after the reports in hand (Ctrl-C again stops at once{kept})"
        ));
    })
    .context("Ctrl-C cannot be handled")
}

/// Whether Ctrl-C was pressed.
pub fn is_asked() -> bool {
    STOP.load(Ordering::Relaxed)
}
