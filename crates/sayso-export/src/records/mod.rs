//! The records of the JSONL output, schema `sayso/0`: one public type for each type of line.
//!
//! A record owns everything it says, so that it can be stored and loaded. Records are made from a
//! reading in one place ([`Saved::new`]), written with `write` and read back with [`read`].
//! JSONL that is read and written again has the same bytes. Every other output is made from
//! records, so that it can be made again from saved JSONL.
//!
//! The comments of the fields in this file are also the text of `docs/format.md`: a test writes
//! the page from them.

mod as_names;
mod cited;
mod claim_group;
mod copy;
#[cfg(test)]
mod format;
mod lines;
mod of_comparison;
mod of_source;
mod of_story;
mod of_versions;
mod read;
mod rebuilt;
mod saved;
mod version;

pub use claim_group::{ClaimGroup, ClaimMember, ClaimPair, ClaimUnit, MemberFigure};
pub use copy::{
    CopiedFrom, Copy, CopyAltered, CopyCredit, CopySentence, CopyShares, SentencePlace,
};
pub use of_comparison::Sketched;
pub use of_source::{OfSource, SelfContradiction};
pub use of_story::OfStory;
pub use of_versions::VersionPlace;
pub use read::{Item, ReadError, Reader, read};
pub use saved::Saved;
pub use version::{ChangedHeadline, ChangedPart, ChangedWords, Version, VersionTime};

use sayso::attribute::{By, Form, Rule, Why};
use sayso::candidate::Rule as CandidateRule;
use sayso::certainty::{Polarity, Rule as ClaimRule, Status, Strength, TriggerKind, Voice};
use sayso::check::derivation::Verdict;
use sayso::check::{Code, Label, Severity};
use sayso::credits::{CreditKind, Credited};
use sayso::document::{BlockKind, PageKind, RepairRule, RepairTier};
use sayso::measure::time::{Kind as TimeKind, Mod, Of, TimeRule};
use sayso::measure::{Direction, FigureRule, Modifier, Role as FigureRole, Unit};
use sayso::reading::Skip;
use sayso::report::Place;
use sayso::resolve::{Flags, Kind as SourceKind, LinkRule, Written};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema that is written.
pub const SCHEMA: &str = "sayso/0";

/// A line: an object with a `type`, the name of the record, and its `data`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "lowercase")]
#[expect(missing_docs, reason = "each type of record has its own description")]
pub enum Record {
    Run(Run),
    Report(Report),
    Entity(Entity),
    Attribution(Attribution),
    Claim(Claim),
    Figure(Figure),
    Time(Time),
    Finding(Finding),
    Copy(Copy),
    #[serde(rename = "claim_group")]
    ClaimGroup(ClaimGroup),
    Version(Version),
    Error(Error),
}

/// Adds the line of a record to `out`.
pub fn write(out: &mut Vec<u8>, record: &Record) {
    // Writing plain data to memory cannot fail.
    if serde_json::to_writer(&mut *out, record).is_ok() {
        out.push(b'\n');
    }
}

/// What made the lines that follow. It is the first line of an output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The version of this schema: `sayso/0`.
    pub schema: String,
    /// The version of the program.
    pub version: String,
    /// What was done: `read`, `check` or `compare`. Files of an earlier version do not say it.
    #[serde(default)]
    pub verb: Verb,
    /// Several inputs were asked for, or a folder. Absent if it was one input.
    #[serde(default, skip_serializing_if = "is_false")]
    pub several: bool,
    /// The model that found the attributions. Null if they were found by rules alone.
    pub model: Option<Model>,
    /// The options that change results. The number of threads and the paths are not among them.
    pub options: Options,
}

sayso_english::names! {
    /// What a run did.
    #[derive(Default)]
    pub enum Verb {
        /// It read reports.
        #[default]
        Read = "read",
        /// It checked whether their figures add up.
        Check = "check",
        /// It compared two reports.
        Compare = "compare",
    }
}

/// The weights of a model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The tier: `fast`, `standard` or `accurate`.
    pub name: String,
    /// SHA-256 of the weights, in hexadecimal.
    pub sha256: String,
}

/// The options of a run. Each is absent if it was not given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Pages of every kind are read: `--all-pages`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub all_pages: bool,
    /// SHA-256 of the file of `--attributions`, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributions_sha256: Option<String>,
    /// `recall`, `balanced` or `precise`. Absent if no model was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bias: Option<String>,
    /// Which findings `check` was asked for. Absent for `read`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckOptions>,
    /// `--date-field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_field: Option<String>,
    /// `--id-field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_field: Option<String>,
    /// `--language`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Attributions with a lower score were left out: `--min-score`, to six decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_score: Option<f64>,
    /// `--outlet-field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet_field: Option<String>,
    /// `--published`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The text was taken as it is, without repairs: `--raw-text`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub raw_text: bool,
    /// `--records`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<String>,
    /// Attributions were found by rules alone: `--rules-only`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rules_only: bool,
    /// `--text-field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_field: Option<String>,
    /// `--title-field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_field: Option<String>,
    /// `--url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `--url-field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url_field: Option<String>,
}

/// The options of `check` that choose findings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckOptions {
    /// Loose findings are shown too: `--all`.
    pub all: bool,
    /// The codes of `--ignore`.
    pub ignore: Vec<Code>,
    /// The codes of `--select`. If there are none, all codes that are on by default.
    pub select: Vec<Code>,
}

/// Which codes compared the figures of a report with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FiguresCompared {
    /// All that are on by default.
    #[default]
    ByAll,
    /// Only some, because `--select` or `--ignore` chose them.
    BySome,
    /// None.
    Not,
}

impl CheckOptions {
    /// Which codes that compare figures were asked for. Weekdays and wording are not figures.
    pub fn figures_compared(&self) -> FiguresCompared {
        let is_asked_for = |code: &Code| {
            let is_selected = if self.select.is_empty() {
                !code.is_off_by_default()
            } else {
                self.select.contains(code)
            };
            is_selected && !self.ignore.contains(code)
        };
        let of_figures = |code: &&Code| **code < Code::TwoFigures && **code != Code::Weekday;
        let mut all = Code::ALL.iter().filter(of_figures);
        if !all.clone().any(is_asked_for) {
            FiguresCompared::Not
        } else if all.all(|code| code.is_off_by_default() || is_asked_for(code)) {
            FiguresCompared::ByAll
        } else {
            FiguresCompared::BySome
        }
    }
}

impl Run {
    /// Which codes compared the figures of its reports with each other.
    pub fn figures_compared(&self) -> FiguresCompared {
        let check = self.options.check.as_ref();
        check.map_or(FiguresCompared::ByAll, CheckOptions::figures_compared)
    }
}

/// A report. The records about it follow its line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Its id: as given, or 16 hexadecimal digits made from its address or input and its text.
    pub id: String,
    /// The input as the user named it: a path, or `-`.
    pub input: String,
    /// What is known of the record that the report came in. Null if nothing is.
    pub record: Option<InputRecord>,
    /// SHA-256 of the input's bytes (of the text field, for JSONL input), in hexadecimal.
    pub sha256: String,
    /// SHA-256 of `text` as UTF-8, in hexadecimal.
    pub text_sha256: String,
    /// The address it was published under.
    pub url: Option<String>,
    /// Who published it: a paper, a broadcaster, a site.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The author line, without its "By".
    pub byline: Option<String>,
    /// The day of publication, ISO 8601.
    pub published: Option<String>,
    /// The day of the last change.
    pub modified: Option<String>,
    /// The part of the outlet it appeared in.
    pub section: Option<String>,
    /// The language of the text, ISO 639-1. Null if the text is too short to tell.
    pub language: Option<String>,
    /// What kind of page it is.
    pub kind: PageKind,
    /// Why the report was not read: because of its kind, or because of its language. Absent if it
    /// was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Skip>,
    /// The clean text. All `start` and `end` in the records of the report are offsets into it.
    pub text: String,
    /// What each part of the text is, in text order. Blocks do not overlap.
    pub blocks: Vec<Block>,
    /// Every repair that was made, proposed or flagged, in text order.
    pub edits: Vec<Edit>,
    /// Everything found that describes the report as a whole, by field: `title`, `byline`,
    /// `published`, `modified`, `outlet`, `url`, `language`, `section`, `type`, `dateline`,
    /// `captured`, `kind`, `signs`, `encoding`, `extractor`. Values that were not chosen are kept
    /// too.
    pub metadata: BTreeMap<String, Vec<Candidate>>,
    /// The agencies and outlets that the report credits, and the marks of a press release, in text order.
    /// Absent if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
}

impl Report {
    /// Where in the inputs it was found.
    pub fn place(&self) -> Place {
        place(&self.input, self.record.as_ref())
    }

    /// The input, with the place in it: how the report is named to people.
    pub fn name(&self) -> String {
        name(&self.input, self.record.as_ref())
    }
}

/// The record of the input that a report or a failure came from. Each field is absent if there is
/// nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InputRecord {
    /// When the page was saved, captured or written to the file, ISO 8601, if the file says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// The digest that the record of a crawl gives of its bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The id of the record of a crawl, the entry of a feed, the mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The line of an input with one report a line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The file within an archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Which of the reports of an input it is, from 1: an entry of a feed, a row of a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// The byte, from 0, at which the record of a crawl or of a mailbox begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

impl InputRecord {
    /// The record at a place of an input.
    pub fn of(place: &Place) -> InputRecord {
        InputRecord {
            line: place.line,
            member: place.member.clone(),
            number: place.number,
            offset: place.offset,
            ..InputRecord::default()
        }
    }

    /// The record at a place of an input, if it is only a part of the input.
    pub fn of_part(place: &Place) -> Option<InputRecord> {
        Some(InputRecord::of(place)).filter(|record| *record != InputRecord::default())
    }
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The number of the block, from 0, whose content it repeats. Absent if it repeats nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
}

/// A repair of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The rule that found it.
    pub rule: RepairRule,
    /// Whether it was applied (`safe`), proposed, or only flagged.
    pub tier: RepairTier,
    /// The first code point of the place in the text.
    pub start: u32,
    /// The code point after the last one. The same as `start` where something was taken out.
    pub end: u32,
    /// The bytes of the input that it is about, end exclusive. Null for JSONL input.
    pub at: Option<[u64; 2]>,
    /// The words of the input.
    pub was: String,
    /// The words that are there now, or would be.
    pub now: String,
}

/// An agency or an outlet that the report credits, or a mark of a press release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// Where the report credits it: in its byline, in its text and so on.
    pub kind: CreditKind,
    /// Whether it is an agency, an outlet, a service that distributes releases, or who issued one.
    pub of: Credited,
    /// Its name: that of an agency in full, any other as written, without "the". Null for a mark of a release
    /// that names no one.
    pub name: Option<String>,
    /// The words that credit it. Null if only the metadata have them.
    pub span: Option<Span>,
}

/// A value found for a field of the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The bytes of the input where it was found, end exclusive. Null if it was not found at one
    /// place, and for JSONL input.
    pub at: Option<[u64; 2]>,
    /// It is the value that the report has.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chosen: bool,
    /// How sure a chosen value is, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// The rule that found it.
    pub rule: CandidateRule,
    /// The value. Days are ISO 8601.
    pub value: String,
}

/// A stretch of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The words of the text between the two.
    #[serde(default)]
    pub text: String,
    /// The bytes of the input that the words come from, end exclusive. Null for JSONL input.
    #[serde(default)]
    pub at: Option<[u64; 2]>,
    /// The words contain a repair, so that they differ from the input.
    #[serde(default, skip_serializing_if = "is_false")]
    pub edited: bool,
}

/// Someone or something that is named in the report, or speaks in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The id of the report.
    pub report: String,
    /// The id within the report: `e1` is the first.
    pub id: String,
    /// The fullest name, without titles. A description for those without a name.
    pub name: String,
    /// What kind of source it is, or would be.
    pub kind: SourceKind,
    /// For an entity without a name, the entity it belongs to: the client of "her lawyer".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What the report says it is.
    pub roles: Vec<Role>,
    /// Other forms of its name in the report.
    pub aliases: Vec<String>,
    /// The places where it is mentioned, in text order.
    pub mentions: Vec<Mention>,
}

/// What the report says a person is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The words: "a former first lieutenant in the river police".
    #[serde(flatten)]
    pub span: Span,
    /// The organisation named in them.
    pub organisation: Option<Span>,
    /// The words say that the person no longer is.
    pub former: bool,
}

/// A place where an entity is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// How the mention is written.
    pub form: Written,
    /// Why it is taken for the entity.
    pub link: Link,
}

/// Why a mention or a source is taken for an entity, or why it is not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The rule. `docs/speakers.md` describes each under "Rules of links".
    pub rule: LinkRule,
    /// How sure it is, 0 to 1, to two decimals. It is not a measured probability.
    pub score: f32,
    /// The id of the entity that came second.
    pub runner_up: Option<String>,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The id of the report.
    pub report: String,
    /// The id within the report: `a1` is the first.
    #[serde(default)]
    pub id: String,
    /// How the content is given.
    #[serde(default = "indirect")]
    pub form: Form,
    /// Who says it, as written. Empty where no one is named.
    #[serde(default)]
    pub source: Vec<Span>,
    /// The cue ("said", "according to"). Empty where a quotation continues from an earlier
    /// paragraph, or its speaker is not given.
    #[serde(default)]
    pub cue: Vec<Span>,
    /// What is said, with its quotation marks.
    #[serde(default)]
    pub content: Vec<Span>,
    /// The id of the attribution whose content contains this one.
    pub parent: Option<String>,
    /// The id of the attribution whose quotation continues here.
    pub carried_from: Option<String>,
    /// The id of the entity that speaks. Null if no entity was found for the source.
    pub speaker: Option<String>,
    /// The ids of all entities that speak, if there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
    /// The kind of the source. Null if sources were not resolved.
    pub source_kind: Option<SourceKind>,
    /// What else is known of the source: `official`, `expert`, `witness`, `former`.
    #[serde(default, with = "as_names::flags")]
    pub flags: Flags,
    /// The reason that the report gives for not naming the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymity: Option<Span>,
    /// Why the speaker is taken for the source, or why no one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// The probability that the attribution is right, 0 to 1, to three decimals, by the model or from
    /// a count of what its rule makes. Null if there is neither.
    pub score: Option<f32>,
    /// Its score is below the model's threshold, from which on 85% of what is shown is right, or it
    /// depends on an attribution that is uncertain. It is shown apart. Absent if it is not
    /// uncertain.
    #[serde(default, skip_serializing_if = "is_false")]
    pub uncertain: bool,
    /// What made it: the model or a rule, and which one.
    #[serde(default = "given")]
    pub why: Why,
}

fn indirect() -> Form {
    Form::Indirect
}

/// An attribution that was written by hand is given.
fn given() -> Why {
    Why::Rule(Rule::Given)
}

/// What is said, and how sure it is said to be. There is one claim for each attribution, then one
/// for each hedge of the outlet itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The id of the report.
    pub report: String,
    /// The id within the report: `c1` is the first.
    pub id: String,
    /// The id of the attribution. Null where the outlet hedges in its own voice.
    pub attribution: Option<String>,
    /// What is claimed: the content of the attribution, or the outlet's clause.
    pub content: Vec<Span>,
    /// How the source presents it.
    pub status: Status,
    /// How strongly a probable, possible, unlikely or predicted claim is put.
    pub strength: Option<Strength>,
    /// Whether it says that the content is so (`positive`) or that it is not (`negative`): "will not
    /// close" is a negative prediction. Null for topics, questions and refusals.
    #[serde(default)]
    pub polarity: Option<Polarity>,
    /// How the outlet presents its source, or inside the content of another attribution, how the
    /// outer source presents it. Where the outlet speaks itself, it is `distancing` after
    /// "allegedly" or "is said to", and otherwise null.
    pub voice: Option<Voice>,
    /// The ids of the attributions it is in, from the outermost to its own. Two or more are
    /// hearsay.
    pub chain: Vec<String>,
    /// From −3 (it is not so) to 3 (it is so), as the source has it. Null if the content is not
    /// a proposition (a topic, a question).
    pub factuality: Option<f32>,
    /// The words that decided, in text order.
    pub triggers: Vec<Trigger>,
    /// What decided its status.
    pub why: Decision,
}

/// The rule that decided how sure a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Always `rule`.
    pub by: By,
    /// The rule.
    pub rule: ClaimRule,
}

/// A word that decides how sure a claim is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trigger {
    /// What the word does.
    pub kind: TriggerKind,
    /// The word.
    #[serde(flatten)]
    pub span: Span,
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The id of the report.
    pub report: String,
    /// The id within the report: `f1` is the first.
    pub id: String,
    /// The number with its unit.
    pub span: Span,
    /// The lower end, a plain decimal number. Null if it is open. Both ends are the same for one
    /// number.
    pub low: Option<String>,
    /// The upper end, likewise.
    pub high: Option<String>,
    /// How many digits are written of the number that shows most. 0 for "a third" and "dozens".
    pub digits: u8,
    /// The unit: ISO 4217, `%`, `pp`, or a name of `docs/units.md`. Null for what is counted by
    /// itself.
    #[serde(with = "as_names::unit")]
    pub unit: Option<Unit>,
    /// What it is per, in order: `month` and `person` in "$2,000 a month per person".
    pub per: Vec<String>,
    /// What the figure says about what it counts.
    pub role: FigureRole,
    /// Which way a change goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// "about", "at least" and the like.
    pub modifier: Option<Modifier>,
    /// The head of what is counted.
    pub of: Option<Span>,
    /// The id of the innermost attribution that contains it.
    pub attribution: Option<String>,
    /// It is in an attribution that `--min-score` left out, so that it is not the outlet's own.
    /// Absent if it is not.
    #[serde(default, skip_serializing_if = "is_false")]
    pub attribution_left_out: bool,
    /// The rule that read it.
    pub why: FigureRule,
}

/// When, how long, or how often. Type, value and mod are those of TIMEX3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The id of the report.
    pub report: String,
    /// The id within the report: `t1` is the first.
    pub id: String,
    /// The words.
    pub span: Span,
    /// What kind of time it is.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// The value, with X for what is not known.
    pub value: String,
    /// How the value is to be taken.
    #[serde(rename = "mod")]
    pub modifier: Option<Mod>,
    /// For a set, the word that makes it one: "every other".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<String>,
    /// For a set, how often within the value: 2 for "twice a week".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<u8>,
    /// The day or moment it begins, ISO 8601.
    pub begin: Option<String>,
    /// The first day or moment after it.
    pub end: Option<String>,
    /// What the value was counted from: the time before it in the text (`told`) or the day of
    /// publication. Null if the words say all of it.
    pub anchor: Option<Anchor>,
    /// The sign and length that were counted from the day of publication: `-P1Y`.
    pub offset: Option<String>,
    /// Whether it is the time of an event or the time of speaking ("said Wednesday").
    pub of: Of,
    /// The id of the innermost attribution that contains it.
    pub attribution: Option<String>,
    /// It is in an attribution that `--min-score` left out, so that it is not the outlet's own.
    /// Absent if it is not.
    #[serde(default, skip_serializing_if = "is_false")]
    pub attribution_left_out: bool,
    /// The form of words that it was found by.
    pub why: TimeRule,
}

/// What a time was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The time before it in the text.
    Told,
    /// The day of publication.
    Published,
}

/// Something observed about the figures or the wording of a report. `read` writes these lines too.
/// `sayso explain CODE` describes each code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of the report.
    pub report: String,
    /// The code: `S001`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was observed, in a sentence.
    pub message: String,
    /// The figure or the words that it is about.
    pub primary: Span,
    /// The figures it was computed from, or other words that it rests on.
    pub related: Vec<Related>,
    /// The arithmetic, if there is any.
    pub derivation: Option<String>,
    /// What comes of the arithmetic. Absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What was assumed.
    pub assumptions: Vec<String>,
    /// The rule that found it: a name, or the pattern of words that matched.
    pub why: String,
    /// The finding is loose: it is shown only because all findings were asked for.
    #[serde(default, skip_serializing_if = "is_false")]
    pub far: bool,
    /// The sentences that the finding is shown in, and where they are in the input.
    #[serde(default)]
    pub context: Context,
}

/// The sentences around a finding; of very long sentences the words around it. Lines are those of the input if its bytes are text in one byte or
/// UTF-8, and those of the report's text for JSONL and UTF-16.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// The first code point of the sentences.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The line that `primary` begins on, from 1.
    pub line: u32,
    /// Its column, in characters, from 1.
    pub column: u32,
    /// The lines that the sentences are on: pairs of the first code point on a line and the number
    /// of the line. The first pair is for `start`.
    pub lines: Vec<[u32; 2]>,
}

/// Words that a finding rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// The id of the report that the words are in.
    pub report: String,
    /// What the words are for the finding.
    pub label: Label,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
}

/// An input that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Error {
    /// The input as the user named it.
    pub input: String,
    /// The record of a JSONL input that failed. Null if the whole input did.
    pub record: Option<InputRecord>,
    /// The stage that failed: `read`, `clean` or `export`.
    pub stage: String,
    /// What went wrong.
    pub message: String,
}

impl Error {
    /// The input, with the place in it: how it is named to people.
    pub fn name(&self) -> String {
        name(&self.input, self.record.as_ref())
    }
}

/// Where a record is in the inputs.
fn place(input: &str, record: Option<&InputRecord>) -> Place {
    let record = record.cloned().unwrap_or_default();
    Place {
        input: input.to_string(),
        member: record.member,
        line: record.line,
        offset: record.offset,
        number: record.number,
    }
}

/// How an input, or a record of it, is named to people: on one line.
fn name(input: &str, record: Option<&InputRecord>) -> String {
    crate::one_line(&place(input, record).to_string())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}
