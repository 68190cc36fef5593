//! The command line.

use crate::ask::args::{
    FiguresOptions, SearchOptions, StoriesOptions, StoryOptions, TimelineOptions, VersionsOptions,
    WhoOptions,
};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use sayso::check::{Checks, Code, Severity};
use sayso_export::tables::Table;
use sayso_export::terminal;
use sayso_input::Form;
use std::ffi::OsString;
use std::path::PathBuf;

/// Reads news reports: who says what in them, how sure they put it, and whether the figures add up.
/// `sayso FILE` is short for `sayso read FILE`.
///
/// Everything that sayso shows points at exact characters of the text. It works offline, and the
/// same input and version always give the same output.
#[derive(Parser, Debug)]
#[command(
    name = "sayso",
    version,
    after_help = "Exit codes: 0 fine, 1 findings of severity warning or above (check) or nothing that matches (search, who, figures, timeline, copies, stories, story, versions), 2 an error, even if only some inputs failed.\n\nExamples:\n  sayso page.html                    a saved page or a text: who says what in it\n  sayso check page.html              whether its figures add up\n  sayso read reports/ --format csv > claims.csv    a table for a spreadsheet\n  sayso read --help                  all options of a verb, with examples"
)]
pub struct Args {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand, Debug)]
pub enum Verb {
    /// Show who says what in reports, how sure they put it, and with which figures and times
    ///
    /// The output has attributions (who says it, the words of saying, what is said), the person or body
    /// behind each source, claims with how sure they are put, figures (value, unit, what is counted) and
    /// times (dates counted from the day of publication). Each of them has its exact place in the text,
    /// and each figure and time has the attribution that it belongs to.
    Read(ReadVerb),
    /// Check whether the figures of reports add up
    ///
    /// Each kind of check has a code, such as S001, and `sayso explain` lists them. Codes that are off by default check the wording: two figures for one thing, a headline that
    /// says more than the text, a claim that rests on unnamed sources only, a figure without a source. S040 to S045 are
    /// about two reports: two files, or the copies in a ledger.
    Check(CheckOptions),
    /// Compare two reports: what one has of the other, word for word, reworded, moved, added, dropped, altered
    ///
    /// The first line is the verdict. Then comes what was altered (quotations, names, figures, times, how sure
    /// something is put, sources that were lost), and both reports side by side, or one below the other in a
    /// narrow terminal. A direction is said only with the rule that shows it (docs/compare.md).
    Compare(CompareOptions),
    /// Show what was saved as JSONL in any other format, without reading the reports again
    ///
    /// The output has the same bytes as if `read` or `check` had written it in that format.
    Show(ShowOptions),
    /// Add reports to a ledger: one SQLite file that says what a collection says
    ///
    /// The ledger is made if it is not there. The same command again does only what is missing: what was
    /// added before and has not changed is not read again. It can be stopped at any moment; what was added is
    /// kept. Datasette, DuckDB, pandas, R and the sqlite3 program open the file as it is (docs/ledger.md).
    Add(AddOptions),
    /// Remove reports from a ledger, with everything that was read from them
    ///
    /// Nothing of their words stays in the file, and it gets smaller. The files that they came from are not
    /// touched.
    Forget(ForgetOptions),
    /// Write all that a ledger says, a line a row, in an order that does not depend on how it was made
    #[command(hide = true)]
    Dump(DumpOptions),
    /// Search a ledger for claims, figures or reports
    Search(SearchOptions),
    /// Show what a source says in a ledger, and what others say about it; who is quoted most; whom a desk
    /// quotes
    Who(WhoOptions),
    /// Show which reports of a ledger have the words of others: families of copies, and how many reports are
    /// independent
    Copies(CopiesOptions),
    /// Show the stories of a ledger: which reports are about one event, and how many of them are independent
    Stories(StoriesOptions),
    /// Show one story of a ledger: its reports by day, their copies, and whom they quote
    Story(StoryOptions),
    /// Show what outlets changed in reports after publishing them, and whether a note says so
    Versions(VersionsOptions),
    /// Show what a ledger counts and measures: by unit and by what is counted, by time, with who says it
    Figures(FiguresOptions),
    /// Show what a ledger says happens when, beside when it was said and published
    Timeline(TimelineOptions),
    /// Explain what a finding's code means and why it matters, with an example
    Explain(ExplainOptions),
}

const CHECK_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 figures that do not agree (or what --fail-on says), 2 an error.

Examples:
  sayso check report.html                        findings, underlined in the text like a compiler's
  sayso check reports/                           findings of several reports, then a list of all of them
  sayso check --format jsonl reports/ | jq 'select(.type == \"finding\")'
  sayso check --ignore S008 --fail-on error report.txt
  sayso check --select S001,S003 report.txt
  sayso check --format html report.html > report.page.html    the annotated article, with its findings
  sayso check --select S032 --fail-on note report.txt    claims that rest on unnamed sources only
  sayso check --select S040,S041,S042 wire.txt copy.txt  quotations, names, figures that were altered in copying
  sayso check --select S042 news.db                      the same of all copies in a ledger
  sayso check reports/ --format csv > findings.csv       a table for a spreadsheet, one row a finding
  sayso explain S001                             what a code means";

/// The options of `read`.
#[derive(clap::Args, Debug)]
pub struct ReadVerb {
    #[command(flatten)]
    pub read: ReadOptions,

    #[command(flatten)]
    pub sections: Sections,

    /// The former name of --all-pages; `check --all` shows loose findings.
    #[arg(long, hide = true)]
    pub all: bool,
}

/// What the human form shows besides its first lines and who says what.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct Sections {
    /// In the human form, also show the whole text with the statements marked in it
    #[arg(long)]
    pub text: bool,

    /// In the human form, also list all figures with their values
    #[arg(long)]
    pub figures: bool,

    /// In the human form, also list all times with the days that they mean
    #[arg(long)]
    pub times: bool,
}

impl std::convert::From<Sections> for terminal::Sections {
    fn from(sections: Sections) -> terminal::Sections {
        terminal::Sections {
            text: sections.text,
            figures: sections.figures,
            times: sections.times,
        }
    }
}

#[derive(clap::Args, Debug)]
#[command(after_help = CHECK_EXAMPLES, after_long_help = CHECK_EXAMPLES)]
pub struct CheckOptions {
    #[command(flatten)]
    pub read: ReadOptions,

    /// Check only these codes, separated by commas. Some codes are off unless they are named here;
    /// they need a model, so they do not work with --rules-only (see `sayso explain`)
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = code)]
    pub select: Vec<Code>,

    /// Do not check these codes
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = code)]
    pub ignore: Vec<Code>,

    /// Also show loose findings: figures that follow from others, but perhaps by chance
    #[arg(long)]
    pub all: bool,

    /// Exit with 1 if there is a finding of this severity or above
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "warning")]
    pub fail_on: FailOn,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Figures that do not agree, however they are read
    Error,
    /// Also figures that do not agree as they were read
    Warning,
    /// Any finding, also that figures agree
    Note,
    /// Never
    Never,
}

impl CheckOptions {
    /// Which findings these options ask for.
    pub fn checks(&self) -> Checks {
        let default = Checks::default();
        Checks {
            select: if self.select.is_empty() {
                default.select
            } else {
                self.select.clone()
            },
            ignore: self.ignore.clone(),
            loose: self.all,
        }
    }
}

impl FailOn {
    /// The least severity that makes the program fail, if any does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }
}

const COPIES_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 no copies, 2 an error.

Examples:
  sayso copies news.db                           all families of copies, the largest first
  sayso copies news.db 1f0c6f5d2a9b8e71          the family of a report, by its id, address or input
  sayso copies news.db --format jsonl | jq 'select(.type == \"family\")'";

#[derive(clap::Args, Debug)]
#[command(after_help = COPIES_EXAMPLES, after_long_help = COPIES_EXAMPLES)]
pub struct CopiesOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// Only the family of this report: by id, by address, by number (#12) or by input
    #[arg(value_name = "REPORT")]
    pub report: Option<String>,

    /// Output format [default: human on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<CopiesFormat>,

    /// Number of threads [default: number of cores]. Results do not depend on it
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,

    /// Colours in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiesFormat {
    /// For people
    Human,
    /// For programs: a `family` line for each family, and a `copy` line for each two of its reports; then a
    /// `copy` line for each two reports with one source
    Jsonl,
}

const COMPARE_EXAMPLES: &str = "\
Exit codes: 0 fine, whatever the reports have in common; 2 an error.

Examples:
  sayso compare wire.html herald.html            the verdict, what was altered, both texts
  sayso compare wire.txt herald.txt --format html > compared.html    one page, two columns
  sayso compare news.db 1f0c6f5d2a9b8e71 pages/herald.html    two reports of a ledger
  sayso compare a.html b.html --format jsonl | jq 'select(.type == \"copy\")'";

#[derive(clap::Args, Debug)]
#[command(after_help = COMPARE_EXAMPLES, after_long_help = COMPARE_EXAMPLES)]
pub struct CompareOptions {
    /// Two files with one report each, or a ledger and two of its reports, by id, address, number (#12) or input
    #[arg(value_name = "REPORT", num_args = 2..=3, required = true)]
    pub reports: Vec<PathBuf>,

    /// Output format [default: human on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<CompareFormat>,

    #[command(flatten)]
    pub how: HowToRead,

    /// Number of threads [default: number of cores]. Results do not depend on it
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,

    /// Colours in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareFormat {
    /// For people
    Human,
    /// For programs: the records of both reports and a `copy` line (docs/format.md)
    Jsonl,
    /// One self-contained page with both reports in two columns
    Html,
}

const SHOW_EXAMPLES: &str = "\
Exit codes: 0 fine, 2 an error (the file and its line are named).

Examples:
  sayso read --format jsonl reports/ > saved.jsonl
  sayso show saved.jsonl --format human
  sayso show saved.jsonl --table figures > figures.csv
  sayso show saved.jsonl --format html --out pages/";

#[derive(clap::Args, Debug)]
#[command(after_help = SHOW_EXAMPLES, after_long_help = SHOW_EXAMPLES)]
pub struct ShowOptions {
    /// Files of JSONL that `read` or `check` wrote, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Output format [default: human on a terminal, jsonl in a pipe; human also with an option that only
    /// the human form has: --text, --figures, --times, --each, --rows]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Which table of --format csv [default: claims; for check: findings]
    #[arg(long, value_name = "TABLE", value_parser = table())]
    pub table: Option<Table>,

    /// Write a file for each report into this folder. html: a page named by day and headline, and an
    /// index.html that lists all pages of the folder; only what is new or changed is written. brat:
    /// NAME.txt and NAME.ann. Files that sayso did not write are never overwritten
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub several: Several,

    /// Colour in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    #[command(flatten)]
    pub sections: Sections,
}

const ADD_EXAMPLES: &str = "\
Exit codes: 0 fine, 2 an error, even if only some inputs failed (they are named, the rest is added).

Examples:
  sayso add news.db pages/                       a folder; the ledger is made if it is not there
  sayso add news.db crawl.jsonl --text-field body --id-field uri
  sayso add news.db pages/ --model accurate --again      read anew with another model
  sqlite3 news.db 'SELECT speaker, words FROM who_said_what LIMIT 10'";

#[derive(clap::Args, Debug)]
#[command(after_help = ADD_EXAMPLES, after_long_help = ADD_EXAMPLES)]
pub struct AddOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Also read what was added before, and replace it: for another model or other options.
    /// Corrections are kept
    #[arg(long)]
    pub again: bool,

    #[command(flatten)]
    pub how: HowToRead,

    /// Number of threads [default: number of cores]. Results do not depend on it
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,
}

const FORGET_EXAMPLES: &str = "\
Exit codes: 0 fine, 2 an error, even if only some of the reports are not in the ledger.

Examples:
  sayso forget news.db 1f0c6f5d2a9b8e71          a report by its id
  sayso forget news.db https://nna.example/pier  by its address
  sayso forget news.db pages/pier.html           by the input that it came in
  sayso forget news.db crawl.warc.gz pages/      all reports of a crawl and of a folder";

#[derive(clap::Args, Debug)]
#[command(after_help = FORGET_EXAMPLES, after_long_help = FORGET_EXAMPLES)]
pub struct ForgetOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// Reports: by id, by address, by number (#12), or by the file, folder, archive or crawl that they came in
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<OsString>,
}

#[derive(clap::Args, Debug)]
pub struct DumpOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
}

#[derive(clap::Args, Debug)]
pub struct ExplainOptions {
    /// A code, such as S001 [default: list all codes]
    #[arg(value_name = "CODE", value_parser = code)]
    pub code: Option<Code>,
}

/// A code of a check, in any case of letters.
fn code(value: &str) -> Result<Code, String> {
    value
        .to_ascii_uppercase()
        .parse()
        .map_err(|_| format!("there is no finding {value}; `sayso explain` lists them"))
}

const READ_EXAMPLES: &str = "\
Exit codes: 0 fine, 2 an error, even if only some inputs failed (they are named, the rest is read).

Examples:
  sayso read report.txt                          for people: what needs a look, then who says what
  sayso read report.txt | jq .                   for programs: JSONL, one {\"type\", \"data\"} per line
  sayso read page.html                           a web page: its report, every character traced to the page
  sayso read pages/                              a folder: a line for each report, those first that need a look
  sayso read --format jsonl pages/ > out.jsonl   every page, text and .jsonl file of a folder
  sayso read crawl.jsonl --text-field body --id-field uri --date-field published
  sayso read articles.csv chat-export.json feed.xml  a table, a chat, a feed: each row or entry is a report
  pbpaste | sayso read - --published 2024-03-01
  sayso read report.txt --format html > report.page.html    one page: the marked report beside its ledger
  sayso read --format html --out annotated/ reports/     a page for each, and annotated/index.html to begin with
  sayso read reports/ --format csv > claims.csv  a table for a spreadsheet, one row a claim
  sayso read reports/ --table reports > list.csv  which reports were read, and why others were not
  sayso read --bias precise --min-score 0.8 report.txt";

#[derive(clap::Args, Debug)]
#[command(after_help = READ_EXAMPLES, after_long_help = READ_EXAMPLES)]
pub struct ReadOptions {
    /// Files, folders, or - for standard input. In a folder these are read: pages (.html, .mhtml), texts
    /// (.txt), documents (.pdf, .docx, .odt), mails (.eml, .mbox), rows (.jsonl, .json, .csv, .tsv), feeds
    /// (.xml, .rss, .atom), crawls (.warc, .wacz), archives (.zip), also with .gz or .zst. All else is
    /// passed over and counted
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Output format [default: human on a terminal, jsonl in a pipe; human also with an option that only
    /// the human form has: --text, --figures, --times, --each, --rows]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Which table of --format csv [default: claims; for check: findings]
    #[arg(long, value_name = "TABLE", value_parser = table())]
    pub table: Option<Table>,

    #[command(flatten)]
    pub how: HowToRead,

    /// Write a file for each report into this folder. html: a page named by day and headline, and an
    /// index.html that lists all pages of the folder; only what is new or changed is written. brat:
    /// NAME.txt and NAME.ann. Files that sayso did not write are never overwritten
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub several: Several,

    /// Number of threads [default: number of cores]. Results do not depend on it
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,

    /// Colours in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// What is known of the inputs, and how they are read.
#[derive(clap::Args, Debug, Clone)]
pub struct HowToRead {
    /// What the inputs are [default: by name and first bytes]
    #[arg(long, value_name = "FORM", value_parser = form())]
    pub from: Option<Form>,

    /// Day of publication of reports that do not give one: 2024-03-01, or a full time. "Monday" and
    /// "last year" are counted from it
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,

    /// Address of the report (for a single report)
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,

    /// Read every kind of page, also listings, live blogs, error pages and pages that show only the
    /// beginning of a report [default: only articles and interviews; the others are named]
    #[arg(long)]
    pub all_pages: bool,

    /// Language of the reports, such as en or de [default: detected from the words]. Only English (en)
    /// is read
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub language: Option<String>,

    /// Take the text exactly as it is: nothing is repaired, nothing is left out (such as menus and
    /// captions), each line is a paragraph
    #[arg(long)]
    pub raw_text: bool,

    #[command(flatten)]
    pub fields: FieldOptions,

    /// Take the attributions from this file instead of finding them: a .ann file of the tool brat (for
    /// one report) or JSONL as sayso writes it. Offsets are code points of the report's text, and the words
    /// in the file must match the text there. Best used with --raw-text
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "bias", "rules_only"])]
    pub attributions: Option<PathBuf>,

    /// How much to compute: a larger model finds more and takes longer
    #[arg(long, value_enum, value_name = "TIER", default_value = "standard")]
    pub model: Tier,

    /// Find more with more errors (recall), or less with fewer errors (precise)
    #[arg(long, value_enum, value_name = "BIAS", default_value = "balanced")]
    pub bias: Bias,

    /// Leave out attributions with a lower score, from 0 to 1, and those inside them. Attributions
    /// without a score are kept
    #[arg(long, value_name = "X", value_parser = probability, default_value = "0")]
    pub min_score: f32,

    /// Use rules only, no trained models: finds far less
    #[arg(long, conflicts_with_all = ["bias", "model"])]
    pub rules_only: bool,
}

/// Which fields of rows hold what, for JSONL, JSON and CSV. A name with dots reaches into
/// objects.
#[derive(clap::Args, Clone, Debug)]
pub struct FieldOptions {
    /// Rows: field with the text, such as body or data.body [default: text, or a name that is common in
    /// corpora; which one is said]. A row that lacks any of these fields is read without it
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,

    /// Rows: field with the report's id [default: id, or a common name]
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,

    /// Rows: field with the day of publication [default: date, or a common name]
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,

    /// Rows: field with the address [default: url, or a common name]
    #[arg(long, value_name = "NAME")]
    pub url_field: Option<String>,

    /// Rows: field with the headline [default: title, or a common name]
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,

    /// Rows: field with the name of the outlet [default: outlet, or a common name]
    #[arg(long, value_name = "NAME")]
    pub outlet_field: Option<String>,

    /// JSON: the list that holds the reports, such as messages or response.docs [default: a list with a
    /// common name, or the only list of objects]
    #[arg(long, value_name = "NAME")]
    pub records: Option<String>,
}

/// How several reports are shown.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Several {
    /// In the human form, print each of several reports whole. Without it they are a list with a line
    /// for each, those first that need a look: figures that do not agree, then accusations and denials
    /// (disputes), then a great share of claims without a named source (unnamed). "checked" is how many
    /// of the figures could be compared with others. Those that were not read come last. `check` prints
    /// its findings before the list, without those that say only that figures agree
    #[arg(long)]
    pub each: bool,

    /// How many reports the list has at most: a number, or `all` [default: 100]
    #[arg(long, value_name = "N", value_parser = rows)]
    pub rows: Option<usize>,

    /// With --format html and --out, also write the pages that have not changed
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// A number of rows.
fn rows(value: &str) -> Result<usize, String> {
    match value.parse() {
        Ok(rows) if rows > 0 => Ok(rows),
        _ if value == "all" => Ok(usize::MAX),
        _ => Err("expected a number from 1, or all".into()),
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people
    Human,
    /// For programs: everything, one JSON object per line (docs/format.md)
    Jsonl,
    /// A table for a spreadsheet: one row a claim, or another table with --table
    Csv,
    /// For the annotation tool brat: a .ann file with the places of source, cue and content
    Brat,
    /// One self-contained page per report: the marked article beside its ledger of claims, figures,
    /// times and findings
    Html,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// For millions of reports
    Fast,
    /// For everything else
    Standard,
    /// For reports that matter: about 4,600 words a second and core
    #[cfg(feature = "accurate")]
    Accurate,
}

impl std::convert::From<Tier> for sayso_en::Tier {
    fn from(tier: Tier) -> sayso_en::Tier {
        match tier {
            Tier::Fast => sayso_en::Tier::Fast,
            Tier::Standard => sayso_en::Tier::Standard,
            #[cfg(feature = "accurate")]
            Tier::Accurate => sayso_en::Tier::Accurate,
        }
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    Recall,
    Balanced,
    Precise,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// A table, by its name. The help shows what is in each.
fn table() -> impl TypedValueParser<Value = Table> {
    let names = Table::ALL
        .iter()
        .map(|table| PossibleValue::new(table.name()).help(table.about()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Table>())
}

/// A form of input, by its name. The help shows what each is.
fn form() -> impl TypedValueParser<Value = Form> {
    let names = Form::ALL
        .iter()
        .map(|form| PossibleValue::new(form.name()).help(form.about()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Form>())
}

fn language(value: &str) -> Result<String, String> {
    let code = value.to_ascii_lowercase();
    if is_language(&code) {
        Ok(code)
    } else {
        Err("expected the code of a language in two letters, such as en or de".into())
    }
}

/// The codes of languages in two letters, ISO 639-1.
const LANGUAGES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
    se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi \
    vo wa wo xh yi yo za zh zu";

fn is_language(code: &str) -> bool {
    LANGUAGES.split_whitespace().any(|known| known == code)
}

/// A number of threads.
pub fn jobs(value: &str) -> Result<u16, String> {
    let jobs = value.parse().ok().filter(|jobs| (1..=1024).contains(jobs));
    jobs.ok_or_else(|| "expected a number from 1 to 1024".into())
}

fn probability(value: &str) -> Result<f32, String> {
    match value.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("expected a number from 0 to 1".into()),
    }
}
