//! Calls into parsers that others write and that can panic: a panic costs the file, says nothing on
//! standard error, and is no panic of sayso.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread is within a parser whose panics are caught.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What `read` returns, or what it panics with. The message of the panic is not printed; those of
/// other threads are.
pub(crate) fn caught<T>(read: impl FnOnce() -> T) -> std::thread::Result<T> {
    HOOK.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                others(panic);
            }
        }));
    });
    let was_caught = IS_CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    IS_CAUGHT.set(was_caught);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_are_quiet_only_where_they_are_caught() {
        let within = caught(|| {
            let is_quiet = IS_CAUGHT.get();
            assert!(caught(|| panic!("a broken font")).is_err());
            is_quiet && IS_CAUGHT.get()
        });
        assert!(within.expect("caught"));
        assert!(!IS_CAUGHT.get());
        let elsewhere = std::thread::spawn(|| IS_CAUGHT.get());
        assert!(!elsewhere.join().expect("no panic"));
    }
}
