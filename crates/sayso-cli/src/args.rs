//! The command line.

use clap::{Parser, Subcommand, ValueEnum};
use sayso::check::{Checks, Code, Severity};
use std::path::PathBuf;

/// Reads news reports and says who says what in them, on whose say-so, with which figures and
/// times.
///
/// Everything sayso finds points at exact characters of the text. It is offline and deterministic:
/// the same input and the same version give the same bytes.
#[derive(Parser, Debug)]
#[command(
    name = "sayso",
    version,
    after_help = "Exit codes: 0 fine, 1 findings (check), 2 an error, also when only some inputs failed.\n\nExamples:\n  sayso read report.txt              the report with its attributions marked, then who says what\n  sayso check report.txt             whether its figures add up\n  sayso read --help                  all options of a verb, with examples"
)]
pub struct Args {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand, Debug)]
pub enum Verb {
    /// Read reports and show who says what in them, how sure they put it, with which figures and
    /// times
    ///
    /// For people and for programs: attributions (source, cue, content), who each source is, claims
    /// with their status, figures (value, unit, per what, of what) and times (put on the calendar
    /// by the day of publication), each with the characters it stands at and the attribution it
    /// stands in.
    Read(ReadVerb),
    /// Look whether the figures of reports add up; on request, whether one thing has two figures,
    /// the headline says more than the text, a claim rests on unnamed sources only, a figure has no
    /// source
    Check(CheckOptions),
    /// Say what a finding's code means, why it matters, with an example
    Explain(ExplainOptions),
}

const CHECK_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 figures that do not agree were found (or what --fail-on names), 2 an error.

Examples:
  sayso check report.html                        findings, underlined in the text like a compiler's
  sayso check --format jsonl reports/ | jq 'select(.type == \"finding\")'
  sayso check --ignore S008 --fail-on error report.txt
  sayso check --select S001,S003 report.txt
  sayso check --format html report.html > report.page.html    the annotated article, with its findings
  sayso check --select S032 --fail-on note report.txt    what rests on unnamed sources only: off by default
  sayso explain S001                             what a code means";

/// The options of `read`.
#[derive(clap::Args, Debug)]
pub struct ReadVerb {
    #[command(flatten)]
    pub read: ReadOptions,

    /// The former name of --all-pages; of `check` it asks for all findings.
    #[arg(long, hide = true)]
    pub all: bool,
}

#[derive(clap::Args, Debug)]
#[command(after_help = CHECK_EXAMPLES, after_long_help = CHECK_EXAMPLES)]
pub struct CheckOptions {
    #[command(flatten)]
    pub read: ReadOptions,

    /// Only these codes, parted by commas; some are off unless named here, and need a model and
    /// not `--rules-only`: `sayso explain` tells which
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = code)]
    pub select: Vec<Code>,

    /// Not these codes
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = code)]
    pub ignore: Vec<Code>,

    /// Show loose findings too: figures that follow from others by what may well be chance
    #[arg(long)]
    pub all: bool,

    /// Exit with 1 from this on
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "warning")]
    pub fail_on: FailOn,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Only figures that agree under no reading
    Error,
    /// Figures that do not agree
    Warning,
    /// Any finding
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

#[derive(clap::Args, Debug)]
pub struct ExplainOptions {
    /// A code, such as S001; none: all of them, a line each
    #[arg(value_name = "CODE", value_parser = code)]
    pub code: Option<Code>,
}

/// A code of a check, in any case of letters.
fn code(value: &str) -> Result<Code, String> {
    value.to_ascii_uppercase().parse().map_err(|_| {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        format!("the codes are {}", known.join(", "))
    })
}

const READ_EXAMPLES: &str = "\
Exit codes: 0 fine, 2 an error, also when only some inputs failed (they are named, the rest is done).

Examples:
  sayso read report.txt                          for people: the report with its attributions marked, its sources, figures, times
  sayso read report.txt | jq .                   for programs: JSONL, one {\"type\", \"data\"} a line
  sayso read page.html                           a web page: its report, every character traced to the page
  sayso read --format jsonl pages/ > out.jsonl    every page, text and .jsonl file of a folder
  sayso read crawl.jsonl --text-field body --id-field uri --date-field published
  pbpaste | sayso read - --published 2024-03-01
  sayso read report.txt --format html > report.page.html    one page: the report, marked, with its ledger beside it
  sayso read --format html --out annotated/ reports/*.txt
  sayso read --bias precise --min-score 0.8 report.txt";

#[derive(clap::Args, Debug)]
#[command(after_help = READ_EXAMPLES, after_long_help = READ_EXAMPLES)]
pub struct ReadOptions {
    /// Files, folders (their .html, .htm, .xhtml, .mhtml, .mht, .txt, .text, .jsonl and .ndjson
    /// files, also with .gz), or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Output format [default: human on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// What the inputs are [default: by their name and their first bytes]
    #[arg(long, value_enum, value_name = "KIND")]
    pub from: Option<From>,

    /// Day of publication, if the input does not tell: 2024-03-01 or a full time; "Monday" and
    /// "last year" count from it
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,

    /// Address the report was published under (one report)
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,

    /// Read every kind of page, also listings, live blogs, stubs, error pages [default: articles
    /// and interviews; the others are reported with what they say of themselves, not read]
    #[arg(long)]
    pub all_pages: bool,

    /// The language the reports are in, as en or de, instead of what their words look like; only
    /// English (en) is read
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub language: Option<String>,

    /// Take the text exactly as it stands: no repair, no marking of furniture, a line is a
    /// paragraph
    #[arg(long)]
    pub raw_text: bool,

    /// JSONL: field with the report's id, which then every line must have [default: id, where there
    /// is one]
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,

    /// JSONL: field with the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,

    /// JSONL: field with the day of publication [default: date, where there is one]
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,

    /// Take the attributions from this file instead of finding them: brat standoff (.ann, of one
    /// report) or JSONL as this program writes it; offsets are code points of the report's text,
    /// best with --raw-text, and the words given with them must stand there
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "bias", "rules_only"])]
    pub attributions: Option<PathBuf>,

    /// How much is computed: more finds more and takes longer
    #[arg(long, value_enum, value_name = "TIER", default_value = "standard")]
    pub model: Tier,

    /// Find more and err more, or find less and err less
    #[arg(long, value_enum, value_name = "BIAS", default_value = "balanced")]
    pub bias: Bias,

    /// Leave out attributions less likely right than this, from 0 to 1, and what hangs on them;
    /// those without a score stay
    #[arg(long, value_name = "X", value_parser = probability, default_value = "0")]
    pub min_score: f32,

    /// Use rules alone, no trained weights
    #[arg(long, conflicts_with_all = ["bias", "model"])]
    pub rules_only: bool,

    /// Write one file a report into this folder (html: NAME.html; brat: NAME.txt and NAME.ann);
    /// nothing is overwritten
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,

    /// Threads [default: as many as there are cores]; results do not depend on it
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// Colour in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To be read by people
    Human,
    /// One JSON object a line, schema sayso/0
    Jsonl,
    /// Standoff annotation for the brat tool
    Brat,
    /// One page a report, self-contained: the report with its attributions, figures, times and
    /// findings marked, beside it who says what, what does not add up, and why
    Html,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// One report a file, plain text
    Text,
    /// One web page a file, as fetched or as saved by a browser (HTML or MHTML)
    Html,
    /// One report a line, as JSON
    Jsonl,
}

impl std::convert::From<From> for sayso_input::Form {
    fn from(from: From) -> sayso_input::Form {
        match from {
            From::Text => sayso_input::Form::Text,
            From::Html => sayso_input::Form::Html,
            From::Jsonl => sayso_input::Form::Jsonl,
        }
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// For millions of reports
    Fast,
    /// For everything else
    Standard,
    /// For a report that matters: a second or so for a thousand words
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

fn language(value: &str) -> Result<String, String> {
    let code = value.to_ascii_lowercase();
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) {
        Ok(code)
    } else {
        Err("a code of two letters is wanted, such as en".into())
    }
}

fn probability(value: &str) -> Result<f32, String> {
    match value.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("a number from 0 to 1 is wanted".into()),
    }
}
