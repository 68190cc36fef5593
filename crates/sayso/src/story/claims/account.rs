//! In: a reading. Out: its [`Account`]: the sentences with their words, names and figures.

use super::denying::{Denying, is_negated};
use super::meeting::Weights;
use super::slots::Around;
use crate::attribute::{Attribution, AttributionId};
use crate::certainty::Status;
use crate::compare::name_key;
use crate::document::BlockKind;
use crate::measure::time::{Kind as TimeKind, Moment, TimeRule};
use crate::measure::{Decimal, Figure, Stated, Time};
use crate::reading::Reading;
use crate::resolve::{Entity, EntityId, Kind};
use crate::segment::{Token, TokenKind};
use crate::text::Span;
use sayso_english::calendar::{month_number, weekday_number};
use sayso_english::classes::is_speech_verb;
use sayso_english::hash::mix;
use sayso_english::morphology::singular;
use sayso_english::sources::{NounKind, wordnet_kind};
use sayso_english::stems::stem_or_word;
use sayso_english::story_words::meaning;
use std::ops::Range;

/// When a report was published: the first and the last second that it can have been, counted from
/// 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The first second.
    pub from: i64,
    /// The last second.
    pub to: i64,
}

/// Seconds of a day.
const DAY: i64 = 86_400;

impl When {
    /// A day, or a moment, in ISO 8601.
    fn parse(text: &str) -> Option<When> {
        let moment = Moment::parse(text)?;
        let from = moment.seconds();
        let to = match moment.second {
            Some(_) => from,
            None => from + DAY - 1,
        };
        Some(When { from, to })
    }

    /// Whether it was certainly before.
    pub fn is_before(self, other: When) -> bool {
        self.to < other.from
    }
}

/// A word that says what a sentence is about.
// Each flag is a question of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatementWord {
    /// What is compared: the same for words of one meaning, one stem or one name.
    pub key: u64,
    /// How much it says: names most, verbs of saying least.
    pub weight: f32,
    /// Its number among the tokens of the sentence.
    pub place: u32,
    /// Whether it is part of a name.
    pub is_name: bool,
    /// Whether it says what became of those who are counted.
    pub is_fate: bool,
    /// Whether it is one of the words of a figure: its number, or its unit.
    pub in_figure: bool,
    /// Whether it is one of the words that say who says something.
    pub in_source: bool,
}

sayso_english::names! {
    /// What a figure of a statement is a measure of.
    pub enum MeasureKind {
        /// What is counted or measured: a [`Figure`] of the reading.
        Figure = "figure",
        /// A time of day, in minutes since midnight: a [`Time`] of the reading.
        Clock = "clock",
        /// A day that the words themselves name, in days since 1970-01-01: a [`Time`] of the reading.
        Day = "day",
    }
}

/// A figure of a statement, or a time that is compared like one.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedFigure {
    /// What it is a measure of.
    pub kind: MeasureKind,
    /// Its number among the figures of the reading, or among its times.
    pub number: usize,
    /// What it says.
    pub figure: Figure,
    /// Its place in the text.
    pub span: Span,
    /// The tokens of the sentence that it takes.
    pub places: Range<u32>,
    /// The key of what is counted.
    pub of: Option<u64>,
    /// Whether people are counted.
    pub of_people: bool,
    /// Whether it is what came before ("up from 48") and not what is.
    pub is_before: bool,
    /// Whether it is a part of something that is counted elsewhere: "two more", "six of the victims".
    pub is_part: bool,
    /// The token of the sentence that names what is counted.
    pub of_place: Option<u32>,
    /// The attribution that contains it.
    pub attribution: Option<AttributionId>,
    /// The words around it.
    pub(super) around: Around,
}

/// Who is said to say something in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The attribution.
    pub attribution: AttributionId,
    /// A key of the source, if it has a name.
    pub source: Option<u64>,
    /// The keys by which the words of a sentence name the source: its name, or all words of an office ("transport minister").
    pub named_by: Vec<Vec<u64>>,
    /// Who it is within the report.
    pub entity: Option<EntityId>,
    /// What kind of source it is.
    pub kind: Kind,
    /// How sure the claim is said to be; none if that was not looked for.
    pub status: Option<Status>,
    /// All that is said is in this sentence, so that the status is that of the sentence.
    pub is_whole: bool,
}

impl Said {
    /// Whether the source is not named: "a person familiar with the matter".
    pub fn is_unnamed(&self) -> bool {
        matches!(self.kind, Kind::Anonymous | Kind::None)
    }
}

/// A sentence of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Its place in the text, in bytes.
    pub span: Span,
    /// Whether it is a headline.
    pub is_headline: bool,
    /// The words that say what it is about, in text order.
    pub words: Vec<StatementWord>,
    /// Its figures, in text order.
    pub figures: Vec<StatedFigure>,
    /// The tokens after which a new clause may begin: commas, semicolons, dashes.
    pub breaks: Vec<u32>,
    /// Whether what a source says in it, or if none does the sentence, has "not", "no" or "never".
    pub is_negated: bool,
    /// What it denies.
    pub denying: Denying,
    /// Whether it says that something rose, fell or is still so.
    pub is_change: bool,
    /// Who says it, in the order of the attributions.
    pub said: Vec<Said>,
    /// Its words with what they weigh.
    pub(super) all: Weights,
    /// Its names.
    pub(super) names: Weights,
}

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// When it was published.
    pub published: Option<When>,
    /// Its sentences, in text order.
    pub statements: Vec<Statement>,
}

/// What a name weighs.
const NAME: f32 = 1.5;
/// What a verb of saying weighs, because most sentences of news have one.
const SAYING: f32 = 0.2;

impl Account {
    /// What a report says. Names are those that a tagger found, and words with a capital letter
    /// within a sentence.
    pub fn of(reading: &Reading) -> Account {
        let document = &reading.document;
        let making = Making::new(reading);
        let mut statements = Vec::new();
        for paragraph in &reading.segments.paragraphs {
            let block = document.blocks[paragraph.block as usize].kind;
            let is_headline = matches!(block, BlockKind::Headline | BlockKind::Heading);
            for at in paragraph.sentences.clone() {
                let tokens = reading.segments.sentences[at as usize].tokens.clone();
                statements.push(making.statement(tokens, is_headline));
            }
        }
        Account {
            published: document.published.as_deref().and_then(When::parse),
            statements,
        }
    }
}

impl Statement {
    /// With its words weighed, once for all sentences that it is compared with.
    pub(crate) fn weighed(mut self) -> Statement {
        let plain = self.words.iter().filter(|word| !word.in_figure);
        self.all = Weights::of(plain.map(|word| (word.key, word.weight)));
        let names = self.words.iter().filter(|word| word.is_name);
        self.names = Weights::of(names.map(|word| (word.key, 1.0)));
        for figure in 0..self.figures.len() {
            self.figures[figure].around = Around::of(&self, figure);
        }
        self
    }
}

struct Making<'a> {
    reading: &'a Reading,
    /// Whether each token is in a name.
    in_name: Vec<bool>,
    /// Whether each token is in a source.
    in_source: Vec<bool>,
}

/// Words that end what an office is called.
const ENDS_OFFICE: [&str; 6] = ["at", "for", "from", "in", "of", "who"];
/// Words of the longest office that is looked for.
const MOST_IN_OFFICE: usize = 4;

impl<'a> Making<'a> {
    fn new(reading: &'a Reading) -> Making<'a> {
        let mut in_name = vec![false; reading.segments.tokens.len()];
        for name in &reading.tags.names {
            in_name[name.tokens.start as usize..name.tokens.end as usize].fill(true);
        }
        let mut in_source = vec![false; in_name.len()];
        for source in reading.attributions.iter().flat_map(|a| &a.source) {
            let tokens = &reading.segments.tokens;
            let first = tokens.partition_point(|t| t.span.start() < source.start());
            let end = tokens.partition_point(|t| t.span.start() < source.end());
            in_source[first..end].fill(true);
        }
        Making {
            reading,
            in_name,
            in_source,
        }
    }

    fn statement(&self, tokens: Range<u32>, is_headline: bool) -> Statement {
        let segments = &self.reading.segments;
        let span = segments.span(tokens.clone());
        let mut made = Statement {
            span,
            is_headline,
            figures: self.figures(span, &tokens),
            said: self.said(span),
            ..Statement::default()
        };
        let mut words: Vec<(u32, String)> = Vec::new();
        let mut spans = Vec::new();
        for number in tokens.clone() {
            let (token, place) = (&segments.tokens[number as usize], number - tokens.start);
            let text = &self.reading.document.text[token.span];
            if token.kind == TokenKind::Mark {
                if matches!(text, "," | ";" | "—" | "–") {
                    made.breaks.push(place);
                }
                continue;
            }
            if !self.in_source[number as usize] {
                words.push((place, text.to_lowercase()));
                spans.push(token.span);
            }
            made.is_change |= is_change(text);
            let in_figure = made.figures.iter().any(|f| f.places.contains(&place));
            made.words
                .extend(self.word(number, token, place, in_figure));
        }
        made.is_negated = is_negated(self.reading, &words, &spans, &made.said);
        made.denying = Denying::of(&made, &words);
        made.weighed()
    }

    fn word(
        &self,
        number: u32,
        token: &Token,
        place: u32,
        in_figure: bool,
    ) -> Option<StatementWord> {
        let text = &self.reading.document.text[token.span];
        if token.kind == TokenKind::Number && in_figure {
            return None;
        }
        let is_calendar = month_number(text).is_some() || weekday_number(text).is_some();
        let stem = stem_or_word(text).ok().filter(|_| !is_calendar)?;
        let has_capital = text.starts_with(char::is_uppercase);
        let is_name = self.in_name[number as usize] || (has_capital && place > 0);
        let meaning = meaning(text);
        let is_fate = meaning.is_some_and(|m| m.is_fate);
        let (key, weight) = match meaning {
            // "Police" is as much a word as a name.
            Some(meaning) => (meaning.key, 1.0),
            None if is_name => (mix(u64::from(name_key(text)), NAME_SALT), NAME),
            None if is_speech_verb(text) => (stem, SAYING),
            None => (stem, 1.0),
        };
        Some(StatementWord {
            key,
            weight,
            place,
            is_name: is_name && meaning.is_none(),
            is_fate,
            in_figure,
            in_source: self.in_source[number as usize],
        })
    }

    fn said(&self, sentence: Span) -> Vec<Said> {
        let reading = self.reading;
        let numbers = (0..).map(AttributionId);
        let all = numbers.zip(&reading.attributions);
        let here = all.filter(|(_, a)| a.content.iter().any(|span| span.overlaps(sentence)));
        here.map(|(attribution, Attribution { content, .. })| {
            let speaker = reading.resolution.speakers.get(attribution.0 as usize);
            let id = speaker.and_then(|s| s.entities.first()).copied();
            let entity = id.and_then(|id| reading.resolution.entities.get(id.0 as usize));
            let kind = speaker.map_or(Kind::None, |s| s.kind);
            let has_name = matches!(kind, Kind::Person | Kind::Organisation);
            let named = entity.filter(|_| has_name);
            let claim = reading
                .claims
                .iter()
                .find(|c| c.attribution == Some(attribution));
            Said {
                attribution,
                source: named.map(|e| u64::from(name_key(&e.name))),
                named_by: named.map_or_else(Vec::new, |e| self.names_of(e)),
                entity: id,
                kind,
                status: claim.map(|claim| claim.status),
                is_whole: content.iter().all(|span| sentence.contains(*span)),
            }
        })
        .collect()
    }

    /// The keys by which the words of a sentence name an entity. An office of one word, such as "minister", is that of several.
    fn names_of(&self, entity: &Entity) -> Vec<Vec<u64>> {
        let name = mix(u64::from(name_key(&entity.name)), NAME_SALT);
        let offices = entity.roles.iter().map(|role| {
            let words = self.reading.document.text[role.span].split_whitespace();
            let office = words.take_while(|word| !ENDS_OFFICE.contains(word));
            let key = |word: &str| {
                let stem = || stem_or_word(&word.to_lowercase()).ok();
                meaning(word).map(|meaning| meaning.key).or_else(stem)
            };
            office.filter_map(key).collect::<Vec<u64>>()
        });
        let offices = offices.filter(|stems| (2..=MOST_IN_OFFICE).contains(&stems.len()));
        std::iter::once(vec![name]).chain(offices).collect()
    }

    /// The figures and the times of a sentence, in text order. A figure that is part of a time is left out.
    fn figures(&self, sentence: Span, tokens: &Range<u32>) -> Vec<StatedFigure> {
        let figures = within(&self.reading.figures, sentence);
        let times = within(&self.reading.times, sentence).filter_map(|(number, stated)| {
            let (kind, figure) =
                measure_of_time(&stated.item, &self.reading.document.text[stated.span])?;
            Some(self.stated(
                kind,
                (number, stated.span),
                figure,
                stated.attribution,
                tokens,
            ))
        });
        let mut all: Vec<StatedFigure> = times.collect();
        for (number, stated) in figures {
            let is_in_time = all.iter().any(|time| time.span.overlaps(stated.span));
            if !is_in_time {
                let kind = MeasureKind::Figure;
                let figure = stated.item.clone();
                let place = (number, stated.span);
                all.push(self.stated(kind, place, figure, stated.attribution, tokens));
            }
        }
        all.sort_by_key(|figure| figure.span);
        all
    }

    fn stated(
        &self,
        kind: MeasureKind,
        (number, span): (usize, Span),
        figure: Figure,
        attribution: Option<AttributionId>,
        sentence: &Range<u32>,
    ) -> StatedFigure {
        let place = |at: u32| {
            let tokens = &self.reading.segments.tokens;
            let number = tokens.partition_point(|token| token.span.end() <= at);
            (number as u32).saturating_sub(sentence.start)
        };
        let places = place(span.start())..place(span.end().saturating_sub(1)) + 1;
        let word = |place: u32| {
            let inside = place < sentence.end - sentence.start;
            let token =
                inside.then(|| &self.reading.segments.tokens[(sentence.start + place) as usize]);
            token.map_or_else(String::new, |t| {
                self.reading.document.text[t.span].to_lowercase()
            })
        };
        let before = places.start.checked_sub(1).map_or_else(String::new, word);
        let after = [word(places.end), word(places.end + 1)];
        let of = figure.of;
        let of_text = of.map(|span| &self.reading.document.text[span]);
        StatedFigure {
            kind,
            number,
            figure,
            span,
            places,
            of: of_text.and_then(key_of_counted),
            of_people: of_text.is_some_and(is_people),
            is_before: before == "from",
            is_part: is_part(&before, &after),
            of_place: of.map(|span| place(span.start())),
            attribution,
            around: Around::default(),
        }
    }
}

/// The items of a sentence, with their numbers in the report.
fn within<T>(all: &[Stated<T>], sentence: Span) -> impl Iterator<Item = (usize, &Stated<T>)> {
    let first = all.partition_point(|item| item.span.start() < sentence.start());
    let inside = move |(_, item): &(usize, &Stated<T>)| item.span.end() <= sentence.end();
    (first..).zip(&all[first..]).take_while(inside)
}

/// The minute of the day of a value such as `2024-11-20T14:05`.
fn minutes_of_day(value: &str) -> Option<i64> {
    let (_, clock) = value.rsplit_once('T')?;
    let (hour, rest) = clock.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, rest.get(..2)?.parse().ok()?);
    Some(hour * 60 + minute)
}

/// A time of day, or a day that the words name, as a number that is compared like a figure.
fn measure_of_time(time: &Time, text: &str) -> Option<(MeasureKind, Figure)> {
    let (kind, value) = match (minutes_of_day(&time.value), time.begin) {
        (Some(minutes), _) if time.kind == TimeKind::Time && time.why != TimeRule::Offset => {
            (MeasureKind::Clock, minutes)
        }
        (None, Some(begin)) if time.kind == TimeKind::Date && time.why == TimeRule::Calendar => {
            // "Monday" is another day in each report.
            let mut words = text.split(|c: char| !c.is_alphabetic());
            let names_month = words.any(|word| month_number(word).is_some());
            let is_one_day = time.end?.date.days() == begin.date.days() + 1;
            (names_month && is_one_day).then_some((MeasureKind::Day, begin.date.days()))?
        }
        _ => return None,
    };
    let value = Decimal::new(i128::from(value), 0)?;
    Some((kind, Figure::new(time.span, value, value.digits())))
}

/// Parts names from words that are spelled like them.
const NAME_SALT: u64 = 0x6E61_6D65;

fn key_of_counted(text: &str) -> Option<u64> {
    let last = text.split_whitespace().next_back()?;
    meaning(last).map_or_else(|| stem_or_word(last).ok(), |m| Some(m.key))
}

/// Whether a noun means people: "workers", "residents", "lives".
fn is_people(noun: &str) -> bool {
    let last = noun
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    let one = singular(&last);
    let kind = wordnet_kind(one.as_deref().unwrap_or(&last));
    let is_fate = meaning(&last).is_some_and(|m| m.is_fate);
    kind == Some(NounKind::Person)
        || is_fate
        || matches!(&*last, "people" | "persons" | "men" | "women" | "children")
}

/// Whether the words beside a figure make it a part of a larger number.
fn is_part(before: &str, after: &[String; 2]) -> bool {
    let is_more = matches!(before, "another" | "further" | "additional");
    let of_them = after[0] == "of" && matches!(&*after[1], "them" | "the" | "whom" | "those");
    is_more || of_them || matches!(&*after[0], "more" | "others" | "other")
}

/// Whether a word says that what is counted has changed or goes on.
fn is_change(word: &str) -> bool {
    const CHANGES: [&str; 2] = ["rose", "fell"];
    let known = meaning(word).map(|m| m.key);
    let is_known = CHANGES
        .iter()
        .any(|word| meaning(word).map(|m| m.key) == known);
    known.is_some() && is_known
        || matches!(
            &*word.to_lowercase(),
            "now" | "still" | "remain" | "remained" | "further"
        )
}
