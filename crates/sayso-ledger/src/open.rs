//! In: the path of a file. Out: a ledger to read or to write, or why not. A ledger of an earlier schema is
//! brought up to date.

use crate::lock::{Lock, beside};
use crate::migrate;
use crate::schema::{APPLICATION_ID, SQL, VERSION};
use crate::smaller::number_of_reports;
use crate::trouble::{LedgerError, Trouble};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// What a collection of reports says, in one SQLite file.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    path: PathBuf,
    /// The right to write. None if it is open for reading.
    lock: Option<Lock>,
    /// How many reports it had when it was opened to be written.
    pub(crate) reports_before: i64,
}

/// How a ledger is opened to be written.
pub struct Opening<'a> {
    /// Who opens it, in words for another process that wants to: "sayso add".
    pub what: &'a str,
    /// How long to wait for a process that writes to it, or is in the middle of reading when it is opened. A short read is
    /// always waited for.
    pub wait: Duration,
    /// What to do before waiting or before a migration, with words for people.
    pub tell: &'a mut dyn FnMut(&str),
}

impl Ledger {
    /// Opens a ledger to read it. Others can write to it at the same time.
    ///
    /// # Errors
    /// If there is no such file, or it is not a ledger of this schema.
    pub fn open_to_read(path: &Path) -> Result<Ledger, LedgerError> {
        let open = || -> Result<Connection, Trouble> {
            check_file(path)?;
            if !path.exists() {
                return Err(Trouble::Missing(path.display().to_string()));
            }
            let mut read = reading(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
            // To be read, it would have to be written first.
            if matches!(read, Err(Trouble::ReadOnly)) {
                take_back(path)?;
                read = reading(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
            }
            let (connection, state) = read?;
            match state {
                State::Empty => Err(Trouble::Empty(path.display().to_string())),
                State::Of(VERSION) => Ok(connection),
                State::Of(_) => Err(Trouble::Older(path.display().to_string())),
            }
        };
        let connection = open().map_err(|trouble| LedgerError::new(path, trouble))?;
        Ok(Ledger {
            connection,
            path: path.to_path_buf(),
            lock: None,
            reports_before: 0,
        })
    }

    /// Opens a ledger to write to it. It is made if there is no file, and brought up to date if an earlier
    /// version made it.
    ///
    /// # Errors
    /// If the file is not a ledger, if a later version made it, if it cannot be written, or if another
    /// process writes to it for longer than `opening.wait`.
    pub fn open_to_write(path: &Path, opening: Opening<'_>) -> Result<Ledger, LedgerError> {
        let open = || -> Result<(Connection, Lock, i64), Trouble> {
            check_file(path)?;
            let is_read_only = |file: fs::Metadata| file.permissions().readonly();
            if fs::metadata(path).is_ok_and(is_read_only) {
                return Err(Trouble::ReadOnly);
            }
            let Opening { what, wait, tell } = opening;
            let lock = Lock::take(path, what, wait, &mut |holder: &str| {
                tell(&format!("{holder} is writing to it; waiting"));
            })?;
            let mut connection = Connection::open(path)?;
            connection.busy_timeout(wait.max(SHORT))?;
            if connection.is_readonly("main")? {
                return Err(Trouble::ReadOnly);
            }
            match state(&connection)? {
                State::Empty => create(&mut connection)?,
                State::Of(version) if version < VERSION => {
                    let copy = migrate::back_up(&connection, path, version)?;
                    tell(&format!(
                        "an earlier version of sayso made it: it is brought up to date, and a copy of it as it was is kept in {}",
                        copy.display()
                    ));
                    migrate::migrate(&mut connection)?;
                }
                State::Of(_) => {}
            }
            become_log(&connection, wait.max(SHORT))?;
            connection.execute_batch(
                "PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = OFF;
                 PRAGMA secure_delete = ON;
                 PRAGMA temp_store = MEMORY;
                 PRAGMA cache_size = -32000;
                 PRAGMA wal_autocheckpoint = 8000;",
            )?;
            connection.busy_timeout(BUSY)?;
            connection.set_prepared_statement_cache_capacity(128);
            let reports_before = number_of_reports(&connection)?;
            Ok((connection, lock, reports_before))
        };
        let (connection, lock, reports_before) =
            open().map_err(|trouble| LedgerError::new(path, trouble))?;
        Ok(Ledger {
            connection,
            path: path.to_path_buf(),
            lock: Some(lock),
            reports_before,
        })
    }

    /// Works out which persons are in the reports that were added, and closes the file, so that nothing is
    /// beside it. A program that reads the ledger at the same time can keep its write-ahead log
    /// (`news.db-wal`) in place.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn close(mut self) -> Result<(), LedgerError> {
        if self.lock.is_some() {
            let settled = self.settle_sources();
            settled.map_err(|trouble| self.error(trouble))?;
            self.become_plain();
        }
        let Ledger {
            connection,
            path,
            lock,
            ..
        } = self;
        let closed = connection.close();
        drop(lock);
        closed.map_err(|(_, error)| LedgerError::new(&path, error))
    }

    /// Puts everything into the file itself. Not done while others read it.
    pub(crate) fn become_plain(&self) {
        let _ = self
            .connection
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
    }

    /// The connection, for questions in SQL.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Whether it can be written.
    pub fn is_open_to_write(&self) -> bool {
        self.lock.is_some()
    }

    /// Where the ledger is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Trouble with this ledger.
    pub fn error(&self, trouble: impl Into<Trouble>) -> LedgerError {
        LedgerError::new(&self.path, trouble)
    }

    /// Does several things at once, or none of them.
    pub(crate) fn transaction<T>(
        &mut self,
        act: impl FnOnce(&Connection) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// How long SQLite waits for a program that reads or changes the file.
const BUSY: Duration = Duration::from_secs(10);

/// How long a program reads at least before opening to write gives up.
const SHORT: Duration = Duration::from_secs(1);

/// Lets others read while this process writes. SQLite does not wait for another program's write when it changes the
/// mode of the file, so that this is tried again until `wait` is over.
fn become_log(connection: &Connection, wait: Duration) -> Result<(), Trouble> {
    let begin = Instant::now();
    loop {
        let changed = connection.execute_batch("PRAGMA journal_mode = WAL");
        let trouble = match changed {
            Ok(()) => return Ok(()),
            Err(error) => Trouble::from(error),
        };
        if !matches!(trouble, Trouble::InUse) || begin.elapsed() >= wait {
            return Err(trouble);
        }
        thread::sleep(PAUSE);
    }
}

/// How long to wait before that is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// Opens a file to ask it, and says what it is.
fn reading(path: &Path, access: OpenFlags) -> Result<(Connection, State), Trouble> {
    // One thread asks, so SQLite needs no locks within the process.
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;")?;
    let state = state(&connection)?;
    Ok((connection, state))
}

/// Takes back what a program had begun to change when it was ended, such as the mode of the file. SQLite does so when the
/// file is first read by one who may write to it.
fn take_back(path: &Path) -> Result<(), Trouble> {
    match reading(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        Ok(_) => Ok(()),
        Err(Trouble::ReadOnly | Trouble::CannotOpen | Trouble::Disk(_)) => Err(Trouble::Unfinished),
        Err(trouble) => Err(trouble),
    }
}

/// What an SQLite file is.
enum State {
    /// Nothing yet.
    Empty,
    /// A ledger with this schema.
    Of(u32),
}

/// Looks at a file before SQLite does, because SQLite would make sense of some that are not its own.
fn check_file(path: &Path) -> Result<(), Trouble> {
    if path.is_dir() {
        return Err(Trouble::Folder);
    }
    let Ok(mut file) = File::open(path) else {
        return Ok(());
    };
    let mut head = Vec::new();
    file.by_ref().take(16).read_to_end(&mut head)?;
    if head.is_empty() || head == b"SQLite format 3\0" {
        Ok(())
    } else {
        Err(Trouble::NotADatabase)
    }
}

fn state(connection: &Connection) -> Result<State, Trouble> {
    let number = |pragma: &str| -> rusqlite::Result<u32> {
        connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
    };
    let application = number("application_id")?;
    let tables: u32 =
        connection.query_row("SELECT COUNT(*) FROM sqlite_master", [], |row| row.get(0))?;
    let version = number("user_version")?;
    match application {
        APPLICATION_ID if version > VERSION => Err(Trouble::Newer {
            found: version,
            known: VERSION,
        }),
        APPLICATION_ID => Ok(State::Of(version)),
        0 if tables == 0 => Ok(State::Empty),
        _ => Err(Trouble::Foreign),
    }
}

/// Makes the tables of an empty ledger.
fn create(connection: &mut Connection) -> Result<(), Trouble> {
    // Texts and saved records take whole pages of their own, the last of them in part. Small pages waste less.
    connection.execute_batch("PRAGMA page_size = 2048")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    transaction.execute_batch(SQL)?;
    transaction.execute_batch(&marks(VERSION))?;
    transaction.commit()?;
    Ok(())
}

/// The statements that mark a file as a ledger with a schema.
pub(crate) fn marks(version: u32) -> String {
    format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};")
}

/// The copies of a ledger that are there from before it was brought up to date, the oldest first. They hold what
/// was forgotten since.
pub fn earlier_copies(path: &Path) -> Vec<PathBuf> {
    let copies = (0..VERSION).map(|version| copy_of(path, version));
    copies.filter(|copy| copy.exists()).collect()
}

/// The copy of a ledger that is kept before a migration.
pub(crate) fn copy_of(path: &Path, version: u32) -> PathBuf {
    beside(path, &format!("-schema-{version}"))
}
