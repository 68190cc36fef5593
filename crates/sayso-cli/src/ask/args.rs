//! The command line of the verbs that ask a ledger.

use crate::args::{Color, jobs};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use sayso::attribute::Form;
use sayso::certainty::Status;
use sayso::measure::Unit;
use sayso::resolve::Kind;
use sayso_ledger::query::Pronoun;
use std::path::PathBuf;

/// What all of them have.
#[derive(clap::Args, Debug)]
pub struct Asking {
    /// Output format [default: human on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<AnswerFormat>,

    /// Also show the sentence around
    #[arg(long)]
    pub context: bool,

    /// Colours in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// The formats of an answer.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For people
    Human,
    /// For programs: one JSON object per line (docs/ledger.md)
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

/// What answers are limited to.
#[derive(clap::Args, Debug)]
pub struct Filters {
    /// Only claims of sources whose name, description or role has these words
    #[arg(long, value_name = "WORDS")]
    pub source: Option<String>,

    /// Only reports of this outlet: its name, or a part of it, or '' for reports that name none. Can be
    /// given several times
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,

    /// Only reports published on this day or later: 2024-03-01, 2024-03 or 2024
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Only reports published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,

    /// Only claims that are put so, such as denied or possible; several with commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = one_of(Status::ALL, Status::name))]
    pub status: Vec<Status>,

    /// Only sources of this kind; several with commas
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = one_of(Kind::ALL, Kind::name))]
    pub kind: Vec<Kind>,

    /// Only claims in this form: direct is a quotation, mixed one in part, indirect is in the reporter's
    /// words
    #[arg(long, value_name = "FORM", value_delimiter = ',', value_parser = one_of(Form::ALL, Form::name))]
    pub form: Vec<Form>,

    /// Also show what may well be wrong
    #[arg(long)]
    pub uncertain: bool,
}

const SEARCH_EXAMPLES: &str = "\
Words are found with their inflections: troop also finds troops. \"river police\" in quotation marks within the
shell's own is a phrase, ship* is the beginning of a word, NEAR(ferry captain, 5) is at most five words apart,
OR and NOT between words are alternatives and exclusions. All else is text, other brackets too.

Exit codes: 0 fine, 1 nothing matches, 2 an error.

Examples:
  sayso search news.db ferry captain             claims with both words, in the claim or in its source
  sayso search news.db '\"river police\"' --status denied
  sayso search news.db ferry --outlet 'Tarn Post' --since 2024-03
  sayso search news.db troops --figures --from 1000 --to 20000
  sayso search news.db rent --figures --unit USD --per month
  sayso search news.db 'NEAR(ferry captain, 5)' --reports
  sayso search news.db --source Moller --count   how many claims a source makes";

/// The options of `search`.
#[derive(clap::Args, Debug)]
#[command(after_help = SEARCH_EXAMPLES, after_long_help = SEARCH_EXAMPLES)]
pub struct SearchOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// Words to search for; all of them must be there. None of them if there is a filter
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// Search for figures: the words are what is counted, and other words of the sentence
    #[arg(long, conflicts_with = "reports")]
    pub figures: bool,

    /// Search for reports, in their headlines and texts
    #[arg(long)]
    pub reports: bool,

    /// The least number of a figure
    #[arg(long, value_name = "X", value_parser = number, allow_hyphen_values = true)]
    pub from: Option<f64>,

    /// The greatest number of a figure
    #[arg(long, value_name = "X", value_parser = number, allow_hyphen_values = true)]
    pub to: Option<f64>,

    /// The unit of a figure: a currency such as USD, %, or a name of docs/units.md
    #[arg(long, value_name = "UNIT", value_parser = unit)]
    pub unit: Option<String>,

    /// What a figure is per, such as month
    #[arg(long, value_name = "WHAT")]
    pub per: Option<String>,

    /// Only claims of persons for whom the report uses these pronouns
    #[arg(long, value_name = "PRONOUN", value_delimiter = ',', value_parser = one_of(Pronoun::ALL, Pronoun::name))]
    pub pronoun: Vec<Pronoun>,

    #[command(flatten)]
    pub filters: Filters,

    /// How many are shown at most: a number, or `all`
    #[arg(long, value_name = "N", value_parser = limit, default_value = "20")]
    pub limit: usize,

    /// Only say how many there are
    #[arg(long)]
    pub count: bool,

    #[command(flatten)]
    pub asking: Asking,
}

const WHO_EXAMPLES: &str = "\
Persons with a full name are joined across reports if they have a role or a body in common, or if both reports name
two other persons, too, and each answer says why. Several persons of one name are listed apart. Bodies are joined by their full name, and by an acronym that a
report gives with it. Sources without a name are never joined.

Exit codes: 0 fine, 1 nobody is called so, 2 an error.

Examples:
  sayso who news.db                              who is quoted most
  sayso who news.db Ines Moller                  all that she says, and what others say about her
  sayso who news.db Moller                       whose names have this word
  sayso who news.db --unnamed                    sources without a name, by description and outlet
  sayso who news.db --spellings                  which persons are one under two spellings, and why
  sayso who news.db --audit --outlet 'Tarn Post' whom a desk quotes: kinds, named or not, pronouns";

/// The options of `who`.
#[derive(clap::Args, Debug)]
#[command(after_help = WHO_EXAMPLES, after_long_help = WHO_EXAMPLES)]
pub struct WhoOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// A name [default: list who is quoted most]
    #[arg(value_name = "NAME")]
    pub name: Vec<String>,

    /// List sources without a name, by description and outlet
    #[arg(long, conflicts_with_all = ["name", "audit"])]
    pub unnamed: bool,

    /// List persons who are one under two spellings of a name, with what shows it
    #[arg(long, conflicts_with_all = ["name", "audit", "unnamed"])]
    pub spellings: bool,

    /// Count whom each outlet quotes: by kind, named or not, and by the pronouns that the texts use
    #[arg(long, conflicts_with = "name")]
    pub audit: bool,

    #[command(flatten)]
    pub filters: Filters,

    /// How many are shown at most: a number, or `all`
    #[arg(long, value_name = "N", value_parser = limit, default_value = "50")]
    pub limit: usize,

    #[command(flatten)]
    pub asking: Asking,
}

const FIGURES_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 nothing matches, 2 an error.

Examples:
  sayso figures news.db                          what is counted most
  sayso figures news.db troops                   every number of troops, by time, with who says it
  sayso figures news.db missing passengers       only where the sentence has both words
  sayso figures news.db --unit USD --since 2024-03";

/// The options of `figures`.
#[derive(clap::Args, Debug)]
#[command(after_help = FIGURES_EXAMPLES, after_long_help = FIGURES_EXAMPLES)]
pub struct FiguresOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// What is counted, and other words of the sentence. If none of the words is counted in the ledger,
    /// figures in claims that have the words
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// The unit: a currency such as USD, %, or a name of docs/units.md
    #[arg(long, value_name = "UNIT", value_parser = unit)]
    pub unit: Option<String>,

    /// What it is per, such as month
    #[arg(long, value_name = "WHAT")]
    pub per: Option<String>,

    #[command(flatten)]
    pub filters: Filters,

    /// How many groups are shown at most: a number, or `all`
    #[arg(long, value_name = "N", value_parser = limit, default_value = "20")]
    pub limit: usize,

    /// How many figures of a group are shown at most [default: 10; all if there is one group]
    #[arg(long, value_name = "N", value_parser = limit)]
    pub each: Option<usize>,

    #[command(flatten)]
    pub asking: Asking,
}

const TIMELINE_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 nothing matches, 2 an error.

Examples:
  sayso timeline news.db ferry                   what is said to happen when, who says it, when it was published
  sayso timeline news.db --since 2024-03-01 --until 2024-03-07";

/// The options of `timeline`.
#[derive(clap::Args, Debug)]
#[command(after_help = TIMELINE_EXAMPLES, after_long_help = TIMELINE_EXAMPLES)]
pub struct TimelineOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// Words of the claim, or of the sentence
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// Only what is said to happen on this day or later: 2024-03-01, 2024-03 or 2024
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Only what is said to happen on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,

    /// Only reports of this outlet: its name, or a part of it, or '' for reports that name none. Can be
    /// given several times
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,

    /// Also show what may well be wrong
    #[arg(long)]
    pub uncertain: bool,

    /// How many are shown at most: a number, or `all`
    #[arg(long, value_name = "N", value_parser = limit, default_value = "50")]
    pub limit: usize,

    #[command(flatten)]
    pub asking: Asking,
}

const STORIES_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 no stories, 2 an error.

Examples:
  sayso stories news.db                          the newest stories
  sayso stories news.db --since 2024-03 --limit all
  sayso stories news.db --format jsonl | jq 'select(.data.independent > 2)'";

#[derive(clap::Args, Debug)]
#[command(after_help = STORIES_EXAMPLES, after_long_help = STORIES_EXAMPLES)]
pub struct StoriesOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// Only stories with a report published on this day or later: 2024-03-01, 2024-03 or 2024
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Only stories with a report published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<String>,

    /// How many are shown at most: a number, or `all` [default: 20 for people, otherwise all]
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,

    #[command(flatten)]
    pub how: HowShown,
}

const STORY_EXAMPLES: &str = "\
Exit codes: 0 fine, 1 no other report is about the same event, 2 an error.

Examples:
  sayso story news.db 1f0c6f5d2a9b8e71           the story of a report, by its id, address or input
  sayso story news.db 1f0c6f5d2a9b8e71 --independent
                                                 which reports count as one, and why
  sayso story news.db 1f0c6f5d2a9b8e71 --format jsonl";

#[derive(clap::Args, Debug)]
#[command(after_help = STORY_EXAMPLES, after_long_help = STORY_EXAMPLES)]
pub struct StoryOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// A report of the story: by id, by address, by number (#12) or by input. The id of a story is that of its first
    /// report
    #[arg(value_name = "REPORT")]
    pub report: String,

    /// Show what the number of independent reports counts, of the story and of each claim: which reports count as one, and
    /// why
    #[arg(long)]
    pub independent: bool,

    #[command(flatten)]
    pub how: HowShown,
}

const VERSIONS_EXAMPLES: &str = "\
Texts are versions of one report if they have one address, whatever its scheme, www, tracking or form for telephones; or
if they are of one outlet under nearly the same headline and one has the words of the other. A change is silent if
neither a note (a correction, \"this article was updated\") nor a later day or hour says so. docs/versions.md has more.

Exit codes: 0 fine, 1 no report has several versions, 2 an error.

Examples:
  sayso versions news.db                         reports with several versions, the most changed first
  sayso versions news.db 1f0c6f5d2a9b8e71        what was changed in one, by its id, address or input
  sayso versions news.db https://tarnpost.example/ferry
  sayso versions news.db --silent --format csv > silent.csv";

#[derive(clap::Args, Debug)]
#[command(after_help = VERSIONS_EXAMPLES, after_long_help = VERSIONS_EXAMPLES)]
pub struct VersionsOptions {
    /// The ledger, such as news.db
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,

    /// A report: by id, by address, by number (#12) or by input [default: all reports with several versions]
    #[arg(value_name = "REPORT|ADDRESS")]
    pub report: Option<String>,

    /// Only reports with a change that neither a note nor a date mentions
    #[arg(long)]
    pub silent: bool,

    /// How many reports are shown at most: a number, or `all` [default: 20 for people, otherwise all]
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,

    #[command(flatten)]
    pub how: HowShown,
}

/// How an answer is shown that has no sentences around it.
#[derive(clap::Args, Debug)]
pub struct HowShown {
    /// Output format [default: human on a terminal, jsonl in a pipe]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<AnswerFormat>,

    /// Number of threads [default: number of cores]. Results do not depend on it
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<u16>,

    /// Colours in the human form; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

impl HowShown {
    /// The same as other answers have it.
    pub fn asking(&self) -> Asking {
        Asking {
            format: self.format,
            context: false,
            color: self.color,
        }
    }
}

/// A value of an enum with names. The message and the help list them.
fn one_of<T: Copy + Send + Sync + std::str::FromStr + 'static>(
    all: &'static [T],
    name: impl Fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T::Err: std::error::Error + Send + Sync,
{
    let names: Vec<&'static str> = all.iter().map(|value| name(*value)).collect();
    PossibleValuesParser::new(names).try_map(|name| name.parse::<T>())
}

/// A day, a month or a year.
fn day(value: &str) -> Result<String, String> {
    let parts: Vec<&str> = value.split('-').collect();
    let lengths = [4, 2, 2];
    let is_number = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|b| b.is_ascii_digit())
    };
    let are_numbers = parts
        .iter()
        .zip(lengths)
        .all(|(part, length)| is_number(part, length));
    let is_day = |month: &str, day: &str| {
        let whole = format!("{}-{month}-{day}", parts[0]);
        sayso_input::day(&whole).is_some()
    };
    let exists = match parts[..] {
        [_] => true,
        [_, month] => is_day(month, "01"),
        [_, month, day] => is_day(month, day),
        _ => false,
    };
    if are_numbers && exists {
        Ok(value.into())
    } else if are_numbers && parts.len() <= lengths.len() {
        Err("there is no such day".into())
    } else {
        Err("expected a day such as 2024-03-01, a month such as 2024-03 or a year".into())
    }
}

/// A number, also with commas: 20,000.
fn number(value: &str) -> Result<f64, String> {
    match value.replace([',', '_'], "").parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err("expected a number such as 20000".into()),
    }
}

/// The name of a unit, in any case of letters.
fn unit(value: &str) -> Result<String, String> {
    let names = [
        value.to_string(),
        value.to_uppercase(),
        value.to_lowercase(),
    ];
    let unit = names.iter().find_map(|name| name.parse::<Unit>().ok());
    let unit = unit.map(|unit| unit.name().to_string());
    unit.ok_or_else(|| {
        "there is no such unit: docs/units.md lists them, and currencies have names such as USD"
            .into()
    })
}

fn limit(value: &str) -> Result<usize, String> {
    match value.parse() {
        Ok(rows) if rows > 0 => Ok(rows),
        _ if value == "all" => Ok(usize::MAX),
        _ => Err("expected a number from 1, or all".into()),
    }
}
