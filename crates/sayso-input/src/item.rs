//! What an input holds: reports, things that are no reports, and what could not be read.

use sayso::report::{Place, RawReport};
use std::fmt;
use std::path::Path;

/// One thing that an input holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A report.
    Report(Box<RawReport>),
    /// Something that is not a report, and is not read.
    PassedOver(PassedOver),
    /// An input, or a part of one, that could not be read.
    Failed(Failure),
    /// What was decided about an input that the user may want otherwise: which column was taken for
    /// the text.
    Note(Note),
}

impl Item {
    /// The report, if it is one.
    pub fn report(&self) -> Option<&RawReport> {
        match self {
            Item::Report(raw) => Some(raw),
            _ => None,
        }
    }

    /// The failure, if it is one.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Item::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

impl From<RawReport> for Item {
    fn from(raw: RawReport) -> Item {
        Item::Report(Box::new(raw))
    }
}

impl From<Failure> for Item {
    fn from(failure: Failure) -> Item {
        Item::Failed(failure)
    }
}

impl From<Result<RawReport, Failure>> for Item {
    fn from(read: Result<RawReport, Failure>) -> Item {
        match read {
            Ok(raw) => raw.into(),
            Err(failure) => failure.into(),
        }
    }
}

/// An input, or a part of one, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Failure {
    /// Where it is.
    pub place: Place,
    /// The stage that failed, as in an `error` line of the output.
    pub stage: &'static str,
    /// What went wrong, and where possible what to do about it.
    pub message: String,
}

impl Failure {
    /// A failure to read the input at a place.
    pub fn read(place: impl Into<Place>, message: impl Into<String>) -> Failure {
        Failure {
            place: place.into(),
            stage: "read",
            message: message.into(),
        }
    }
}

/// Something of an input that the user should know, and that is no failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it is.
    pub place: Place,
    /// What was decided, and how to decide otherwise.
    pub message: String,
}

/// Something that is not a report, and is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub what: What,
    /// What was looked for in it and not found, and what to do about it, if that is not obvious.
    /// This is what a user who named the file by itself is told.
    pub why: Option<String>,
}

impl PassedOver {
    /// Something whose kind says all.
    pub fn new(place: impl Into<Place>, what: What) -> PassedOver {
        PassedOver {
            place: place.into(),
            what,
            why: None,
        }
    }

    /// Something that only a look into it shows to be no report.
    pub fn because(place: impl Into<Place>, what: What, why: impl Into<String>) -> PassedOver {
        PassedOver {
            why: Some(why.into()),
            ..PassedOver::new(place, what)
        }
    }

    /// The failure that it is to a user who named it by itself.
    ///
    /// ```
    /// use sayso_input::{PassedOver, What};
    /// use sayso::report::Place;
    /// let logo = PassedOver::new(Place::of("logo.png"), What::Image);
    /// assert_eq!(logo.into_failure().to_string(), "logo.png: this is an image, not a report");
    /// ```
    pub fn into_failure(self) -> Failure {
        let what = self.what.with_article();
        let why = self.why;
        let asked = match self.what {
            What::Database => {
                ": sayso show, search, who, figures, timeline and copies ask a ledger, and sayso check --select S040 \
                 compares the copies in it"
            }
            _ => "",
        };
        let message = why.unwrap_or_else(|| format!("this is {what}, not a report{asked}"));
        Failure::read(self.place, message)
    }
}

impl From<PassedOver> for Item {
    fn from(passed_over: PassedOver) -> Item {
        Item::PassedOver(passed_over)
    }
}

sayso_english::names! {
    /// What a thing is that is passed over.
    pub enum What {
        /// A picture.
        Image = "image",
        /// Sound or video.
        Media = "sound or video file",
        /// An archive within an archive, or of a kind that is not opened.
        Archive = "archive",
        /// A program, a style sheet, a font: what a page is made with.
        Program = "program, style or font file",
        /// A database, perhaps a ledger of sayso.
        Database = "database",
        /// Tables and other data that hold no reports.
        Data = "data file",
        /// An office document of a kind that is not read.
        Office = "office document of a kind that sayso does not read",
        /// A file of a folder whose name begins with a dot.
        Hidden = "hidden file",
        /// A link in a folder.
        Link = "link",
        /// A pipe, a socket or a device.
        Special = "pipe, socket or device",
        /// Something that neither its name nor its first bytes tell.
        Unknown = "file of an unknown kind",
        /// A file attached to a mail.
        Attachment = "attachment",
        /// A record of a crawl that says how a page was asked for, or describes the crawl.
        CrawlRecord = "record about the crawl",
        /// A page that had not changed since an earlier capture.
        Revisit = "unchanged page",
        /// An answer that leads to another address.
        Redirect = "redirect",
        /// An answer that says that there is no page, or that it cannot be had.
        ErrorAnswer = "answer with an error",
        /// An answer that is not a page.
        NotAPage = "answer that is not a page",
        /// A file or a page with nothing in it.
        Empty = "empty file or page",
        /// A message of a chat that is no text (somebody joined, a picture), or a mail without one.
        NoText = "message without text",
        /// A row whose field for the text is empty.
        EmptyRow = "row without a text",
        /// JSON without a field that is known to hold a text: settings, a list of packages.
        JsonWithoutText = "JSON file without a text",
        /// JSON with reports in several lists, of which none is said to be the one.
        JsonOfLists = "JSON file with several lists of reports",
        /// A table without a column that is known to hold a text.
        TableWithoutText = "table without a text",
        /// XML that is neither a feed nor a page: a sitemap, settings.
        OtherXml = "XML file that is not a feed",
        /// A Parquet file, where sayso was built without the feature that reads it.
        Parquet = "Parquet file, which this build of sayso does not read",
        /// A PDF file whose pages are pictures.
        Scan = "scan without a text layer",
        /// Something that sayso wrote about reports.
        Ours = "file that sayso wrote",
    }
}

/// Endings of files that are not read, in lower case, with what they are.
const NOT_READ: &[(&[&str], What)] = &[
    (
        &[
            "jpg", "jpeg", "jpe", "png", "gif", "webp", "svg", "bmp", "tif", "tiff", "ico", "avif",
            "heic", "psd", "raw", "eps",
        ],
        What::Image,
    ),
    (
        &[
            "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "wav", "flac", "ogg", "oga",
            "ogv", "aac", "opus", "wma", "wmv", "srt", "vtt", "m3u8", "ts",
        ],
        What::Media,
    ),
    (
        &[
            "tar", "tgz", "tbz", "txz", "rar", "7z", "bz2", "xz", "lz4", "br", "iso", "dmg", "cab",
            "jar",
        ],
        What::Archive,
    ),
    (
        &[
            "js", "mjs", "css", "map", "woff", "woff2", "ttf", "otf", "eot", "wasm", "php", "py",
            "rs", "c", "h", "java", "rb", "sh", "bat", "exe", "dll", "so", "class", "o", "scss",
            "less", "jsx", "tsx",
        ],
        What::Program,
    ),
    (&["sqlite", "sqlite3", "db", "mdb"], What::Database),
    (
        &[
            "dat", "bin", "xlsx", "xls", "ods", "cdx", "cdxj", "idx", "yaml", "yml", "toml", "ini",
            "log", "lock", "avro", "orc", "feather", "arrow", "npy", "pkl",
        ],
        What::Data,
    ),
    (
        &[
            "doc", "rtf", "ppt", "pptx", "odp", "pages", "key", "epub", "mobi", "msg", "pst", "wpd",
        ],
        What::Office,
    ),
];

impl What {
    /// What the name of a file says that it is, if it is of a kind that is not read.
    ///
    /// ```
    /// use sayso_input::What;
    /// assert_eq!(What::of_name("front/Logo.PNG".as_ref()), Some(What::Image));
    /// assert_eq!(What::of_name("front/notes".as_ref()), None);
    /// ```
    pub fn of_name(path: &Path) -> Option<What> {
        let last = path.extension()?.to_str()?.to_ascii_lowercase();
        let row = NOT_READ
            .iter()
            .find(|(endings, _)| endings.contains(&&*last));
        row.map(|&(_, what)| what)
    }

    /// The name with "a" or "an": "an image", "a data file".
    ///
    /// ```
    /// use sayso_input::What;
    /// assert_eq!(What::Image.with_article(), "an image");
    /// assert_eq!(What::Media.with_article(), "a sound or video file");
    /// ```
    pub fn with_article(self) -> String {
        let name = self.name();
        let is_spoken_vowel =
            name.starts_with(['a', 'e', 'i', 'o', 'u']) || name.starts_with("XML");
        let article = if is_spoken_vowel { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// How many there are, in words: "1 image", "3 images".
    ///
    /// ```
    /// use sayso_input::What;
    /// assert_eq!(What::Image.counted(1), "1 image");
    /// assert_eq!(What::Unknown.counted(2), "2 files of an unknown kind");
    /// assert_eq!(What::NotAPage.counted(3), "3 answers that are not pages");
    /// ```
    pub fn counted(self, count: usize) -> String {
        if count == 1 {
            return format!("1 {}", self.name());
        }
        let several = match self {
            What::Media => "sound or video files",
            What::Program => "program, style or font files",
            What::Data => "data files",
            What::Office => "office documents of kinds that sayso does not read",
            What::Special => "pipes, sockets or devices",
            What::Unknown => "files of an unknown kind",
            What::CrawlRecord => "records about the crawl",
            What::ErrorAnswer => "answers with an error",
            What::NoText => "messages without text",
            What::NotAPage => "answers that are not pages",
            What::Empty => "empty files or pages",
            What::EmptyRow => "rows without a text",
            What::JsonWithoutText => "JSON files without a text",
            What::JsonOfLists => "JSON files with several lists of reports",
            What::TableWithoutText => "tables without a text",
            What::OtherXml => "XML files that are not feeds",
            What::Parquet => "Parquet files, which this build of sayso does not read",
            What::Scan => "scans without a text layer",
            What::Ours => "files that sayso wrote",
            _ => return format!("{count} {}s", self.name()),
        };
        format!("{count} {several}")
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, not read", self.place, self.what.with_article())
    }
}
