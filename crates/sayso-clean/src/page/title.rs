//! In: clues about the title and the lines of the page. Out: the title, and how sure it is.
//!
//! The name of the site is taken off. Then the headings of the page, the title element and the
//! metadata vote: each kind of place has one vote with the weight of its trust, and a title wins that
//! several kinds of places have.

use super::choose::{Chosen, SEPARATORS, is_site, without_site};
use super::clue::{Clue, key};
use super::stream::{PageLine, Stream, context};
use super::trust;
use crate::head::is_teaser_head;
use sayso_text::candidate::{Field, Source};
use sayso_text::text::Span;
use std::cmp::Reverse;

/// What the headline of the page weighs more than its trust. It is the title that readers see,
/// whatever search engines are told.
const HEADLINE_BONUS: u32 = 200;
/// Headings that are looked at, and characters of the longest.
const MAX_HEADINGS: usize = 12;
const MAX_HEADING: usize = 300;
/// Titles in metadata and lines of the page that are compared to find an unmarked headline, and
/// letters of the shortest.
const MAX_TITLES: usize = 6;
const MAX_LINES: usize = 400;
const MIN_UNMARKED: usize = 12;

/// The kinds of places that have a vote each.
const KINDS: usize = 5;

/// The number of the kind of place.
fn kind_of_place(rule: Source) -> usize {
    match rule {
        Source::Headline => 0,
        Source::TitleElement => 1,
        Source::JsonLdHeadline => 2,
        Source::ItempropHeadline => 3,
        _ => 4,
    }
}

/// A title and the votes for it.
struct Ballot {
    key: String,
    value: String,
    clue: usize,
    /// The strongest vote of each kind of place.
    votes: [u32; KINDS],
    /// The strongest vote of a place that has this title as a whole.
    strongest: u32,
}

impl Ballot {
    fn total(&self) -> u32 {
        self.votes.iter().sum()
    }

    fn places(&self) -> usize {
        self.votes.iter().filter(|&&vote| vote > 0).count()
    }

    fn add(&mut self, kind: usize, weight: u32) {
        self.votes[kind] = self.votes[kind].max(weight);
    }
}

/// The votes for all titles.
struct Election<'a> {
    /// The clues about the title with their indices.
    titles: Vec<(usize, &'a Clue)>,
    sites: &'a [String],
    ballots: Vec<Ballot>,
}

/// Chooses the title. The visible headings must be among the clues, by the rule `headline`.
pub fn title(clues: &[Clue], sites: &[String]) -> Option<Chosen> {
    let titles = clues.iter().enumerate();
    let mut election = Election {
        titles: titles.filter(|(_, c)| c.field == Field::Title).collect(),
        sites,
        ballots: Vec::new(),
    };
    election.vote_whole();
    election.vote_parts();
    election.take_kickers_off();
    election.winner()
}

impl Election<'_> {
    /// Each place votes for its own title without the name of the site.
    fn vote_whole(&mut self) {
        let is_all_site = self
            .titles
            .iter()
            .all(|(_, c)| is_site(without_site(&c.value, self.sites), self.sites));
        for &(index, clue) in &self.titles.clone() {
            let value = without_site(&clue.value, self.sites);
            if is_all_site || !is_site(value, self.sites) {
                let mut weight = u32::from(clue.trust);
                if self.is_headline(clue, value) {
                    weight += HEADLINE_BONUS;
                }
                self.vote_own(value, index, clue, weight);
            }
        }
    }

    /// Each place also votes, with less weight, for the parts of its title and for the title with the
    /// name of the site.
    fn vote_parts(&mut self) {
        for &(_, clue) in &self.titles.clone() {
            let value = without_site(&clue.value, self.sites);
            let trust = u32::from(clue.trust);
            for part in parts(value) {
                self.vote_other(part, clue, trust * 3 / 4);
            }
            if value != clue.value {
                self.vote_other(&clue.value, clue, trust / 2);
            }
        }
    }

    fn vote_own(&mut self, value: &str, index: usize, clue: &Clue, weight: u32) {
        let key = key(value);
        if key.is_empty() {
            return;
        }
        let found = self.ballots.iter().position(|b| b.key == key);
        let ballot = found.unwrap_or_else(|| {
            self.ballots.push(Ballot {
                key,
                value: value.to_string(),
                clue: index,
                votes: [0; KINDS],
                strongest: 0,
            });
            self.ballots.len() - 1
        });
        let ballot = &mut self.ballots[ballot];
        if weight > ballot.strongest {
            ballot.strongest = weight;
            ballot.clue = index;
            ballot.value = value.to_string();
        }
        ballot.add(kind_of_place(clue.rule), weight);
    }

    /// A part of a title is a title only if another place has it as a whole.
    fn vote_other(&mut self, value: &str, clue: &Clue, weight: u32) {
        let key = key(value);
        if key.is_empty() {
            return;
        }
        if let Some(ballot) = self.ballots.iter_mut().find(|b| b.key == key) {
            ballot.add(kind_of_place(clue.rule), weight);
        }
    }

    /// True for a heading that is the headline of the page: a trusted one that shares words with the
    /// titles in the metadata and is not the name of the site.
    fn is_headline(&self, clue: &Clue, value: &str) -> bool {
        clue.rule == Source::Headline
            && clue.trust >= trust::SURE_HEADLINE
            && self.shares_words(value)
            && !self.is_end_of_a_title(value)
    }

    /// True if the heading and one of the other titles have half of the longer words of the shorter
    /// one in common.
    fn shares_words(&self, heading: &str) -> bool {
        let own = long_words(heading);
        let mut others = self
            .titles
            .iter()
            .filter(|(_, c)| c.rule != Source::Headline);
        others.any(|(_, clue)| {
            let other = long_words(without_site(&clue.value, self.sites));
            let common = own.iter().filter(|word| other.contains(word)).count();
            common > 0 && common * 2 >= own.len().min(other.len())
        })
    }

    /// True for "The Sea Blog" on a page with the title element "Seagulls sing | The Sea Blog": the
    /// heading is the name of the site.
    fn is_end_of_a_title(&self, heading: &str) -> bool {
        let heading = key(heading);
        let mut titles = self
            .titles
            .iter()
            .filter(|(_, c)| c.rule == Source::TitleElement);
        titles.any(|(_, clue)| {
            SEPARATORS
                .iter()
                .any(|mark| is_beside_a_title(&heading, &clue.value, mark))
        })
    }

    /// A heading element may hold a kicker, too: "Storms Bridge shut" where the page calls itself
    /// "Bridge shut". Its votes go to the title without the kicker.
    fn take_kickers_off(&mut self) {
        let kicked: Vec<(usize, usize)> = (0..self.ballots.len())
            .filter(|&i| {
                let ballot = &self.ballots[i];
                ballot.strongest > HEADLINE_BONUS && ballot.places() == 1
            })
            .filter_map(|whole| Some((whole, self.end_of(whole)?)))
            .collect();
        for (whole, part) in kicked {
            let votes = std::mem::take(&mut self.ballots[whole].votes);
            for (kind, vote) in votes.into_iter().enumerate() {
                self.ballots[part].add(kind, vote);
            }
        }
    }

    /// The title that is the greater part of this one, at its end.
    fn end_of(&self, whole: usize) -> Option<usize> {
        let whole_key = &self.ballots[whole].key;
        (0..self.ballots.len()).find(|&part| {
            let part_key = &self.ballots[part].key;
            part != whole
                && whole_key.ends_with(part_key.as_str())
                && part_key.len() * 5 >= whole_key.len() * 3
        })
    }

    fn winner(&self) -> Option<Chosen> {
        // Of two with the same votes the one of the more trusted place wins, then the first.
        let ballots = self.ballots.iter().enumerate();
        let (_, best) = ballots.max_by_key(|(i, b)| (b.total(), b.strongest, Reverse(*i)))?;
        let strongest_of_kind = |kind: usize| {
            self.ballots
                .iter()
                .map(|b| b.votes[kind])
                .max()
                .unwrap_or(0)
        };
        let all: u32 = (0..KINDS).map(strongest_of_kind).sum();
        let share = best.total() * 100 / all.max(1);
        let confidence = (share * 60 / 100 + best.strongest * 38 / 100).min(99) as u8;
        Some(Chosen {
            clue: best.clue,
            with: Vec::new(),
            value: best.value.clone(),
            confidence,
        })
    }
}

/// The words of more than three letters, as keys.
fn long_words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(key)
        .filter(|word| word.len() > 3)
        .collect()
}

/// True if a title is the heading and something else, with the mark or a colon between them.
fn is_beside_a_title(heading: &str, title: &str, mark: &str) -> bool {
    // The rest must be long, because a short one may be the name of the site.
    let begins = |parts: Option<(&str, &str)>| {
        parts.is_some_and(|(start, rest)| {
            key(start) == heading && rest.split_whitespace().count() > 3
        })
    };
    let ends = title
        .rsplit_once(mark)
        .is_some_and(|(rest, end)| key(end) == heading && !key(rest).is_empty());
    let may_begin = mark != " - " && mark != " | ";
    ends || begins(title.split_once(": ")) || may_begin && begins(title.split_once(mark))
}

/// A title without a part at its end or at its beginning, in all ways.
fn parts(title: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for mark in SEPARATORS {
        for at in [title.rfind(mark), title.find(mark)].into_iter().flatten() {
            out.push(title[..at].trim());
            out.push(title[at + mark.len()..].trim());
        }
    }
    if let Some((_, rest)) = title.split_once(": ") {
        out.push(rest.trim());
    }
    out.retain(|part| part.split_whitespace().count() >= 2);
    out
}

/// A line of the page that may be the headline.
pub struct Heading {
    pub clue: Clue,
    /// Its place in the text of the stream.
    pub span: Span,
}

impl Heading {
    fn new(stream: &Stream, line: &PageLine, span: Span, trust: u8) -> Heading {
        let text = &stream.text[span.range()];
        let clue = Clue::new(Field::Title, text, Source::Headline)
            .at(stream.origin.raw(span).range())
            .trust(trust)
            .context(line.context)
            .seen(span.start());
        Heading { clue, span }
    }
}

/// The heading elements of level one and two outside margins.
pub fn headings(stream: &Stream) -> Vec<Heading> {
    const APART: u32 = context::HIDDEN
        | context::COMMENTS
        | context::FOOTER
        | context::ELSEWHERE
        | context::CONTROL;
    let is_open = |line: &PageLine| line.context & APART == 0;
    let firsts = stream
        .lines
        .iter()
        .filter(|line| line.level == 1 && is_open(line))
        .count();
    let mut out: Vec<Heading> = Vec::new();
    for (i, line) in stream.lines.iter().enumerate() {
        if out.len() >= MAX_HEADINGS {
            break;
        }
        // The lines of a heading that is broken by <br> are taken with the first of them.
        let continues = line.soft && i > 0 && stream.lines[i - 1].level == line.level;
        if !matches!(line.level, 1 | 2) || !is_open(line) || continues {
            continue;
        }
        let more = stream.lines[i + 1..]
            .iter()
            .take_while(|next| next.soft && next.level == line.level);
        let end = more.last().map_or(line.span.end(), |last| last.span.end());
        let span = Span::new(line.span.start(), end);
        let trust = heading_trust(line, firsts, out.is_empty());
        let heading = Heading::new(stream, line, span, trust);
        let value = &heading.clue.value;
        let is_of_report = !value.is_empty() && !is_teaser_head(value);
        if is_of_report && value.chars().count() <= MAX_HEADING {
            out.push(heading);
        }
    }
    out
}

/// `firsts` is the number of headings of level one.
fn heading_trust(line: &PageLine, firsts: usize, is_first: bool) -> u8 {
    let is_inside = line.context & (context::ARTICLE | context::MAIN) != 0;
    let trust = match (line.level, firsts) {
        (1, 1) => trust::ONLY_HEADING,
        (1, _) if is_inside => trust::ONE_OF_HEADINGS + trust::HEADING_IN_ARTICLE_MORE,
        (1, _) => trust::ONE_OF_HEADINGS,
        (_, 0) if is_first => trust::FIRST_SECOND_HEADING,
        _ => trust::OTHER_HEADING,
    };
    let is_link = line.linked * 2 > line.span.len();
    trust
        - if is_link {
            trust::LINKED_HEADING_LESS
        } else {
            0
        }
}

/// The line that has the words of the title element but is not a heading element. Headlines were
/// written so before there were style sheets, and some pages still use `div` for everything.
pub fn shown_title(stream: &Stream, clues: &[Clue], sites: &[String]) -> Option<Heading> {
    const APART: u32 = context::MARGIN | context::BREADCRUMB;
    let titles = clues
        .iter()
        .filter(|c| c.field == Field::Title && c.rule != Source::Headline);
    let mut keys: Vec<String> = Vec::new();
    for clue in titles.take(MAX_TITLES) {
        let value = without_site(&clue.value, sites);
        keys.extend([key(value), key(&clue.value)]);
        keys.extend(parts(value).into_iter().map(key));
        keys.extend(value.split_once(": ").map(|(_, rest)| key(rest)));
    }
    keys.retain(|key| key.len() >= MIN_UNMARKED);
    let line = stream.lines.iter().take(MAX_LINES).find(|line| {
        let is_text = line.linked * 2 < line.span.len() || line.level > 0;
        line.context & APART == 0
            && is_text
            && line.span.len() < 400
            && keys.contains(&key(&stream.text[line.span.range()]))
    })?;
    let heading = Heading::new(stream, line, line.span, trust::SHOWN_TITLE);
    (!is_site(&heading.clue.value, sites)).then_some(heading)
}

/// Marks between a headline and the name of the site after it.
const AFTER_TITLE: [&str; 7] = [" | ", " - ", " – ", " — ", " » ", " « ", " · "];

/// The name of the site beside the headline in the title element: "Bridge shut | Tarn Herald".
pub fn site_beside(clues: &[Clue], title: &str) -> Option<Clue> {
    let places = [Source::TitleElement, Source::MetaOgTitle];
    let mut titles = clues.iter().filter(|c| places.contains(&c.rule));
    titles.find_map(|clue| {
        let name = name_after(&clue.value, title).or_else(|| name_before(&clue.value, title))?;
        let name = name.trim();
        let is_name = (1..=6).contains(&name.split_whitespace().count());
        (is_name && name.chars().count() <= 50).then(|| Clue {
            field: Field::Outlet,
            value: name.to_string(),
            rule: Source::BesideTitle,
            trust: trust::of(Source::BesideTitle),
            ..clue.clone()
        })
    })
}

/// The last of several names after the title.
fn name_after<'a>(value: &'a str, title: &str) -> Option<&'a str> {
    let rest = value.strip_prefix(title)?;
    let names = AFTER_TITLE
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))?;
    let last = |rest: &'a str, mark: &&str| rest.rsplit(*mark).next().unwrap_or(rest);
    Some(SEPARATORS.iter().fold(names, last))
}

/// The first of several names before the title. A colon may follow it.
fn name_before<'a>(value: &'a str, title: &str) -> Option<&'a str> {
    let rest = value.strip_suffix(title)?;
    let mut marks = AFTER_TITLE.iter().chain(&[": "]);
    let names = marks.find_map(|mark| rest.strip_suffix(mark))?;
    let first = |rest: &'a str, mark: &&str| rest.split(*mark).next().unwrap_or(rest);
    Some(SEPARATORS.iter().fold(names, first))
}

#[cfg(test)]
mod tests {
    use super::super::choose::site_names;
    use super::*;

    #[test]
    fn titles_without_the_site() {
        let outlet = Clue::new(Field::Outlet, "The Tarn Herald", Source::MetaOgSiteName);
        let sites = site_names(&[outlet], Some("https://www.tarnherald.example/x"));
        for (title, stripped) in [
            (
                "Bridge shut - again | News | Tarn Herald",
                "Bridge shut - again | News",
            ),
            ("Tarn Herald: Bridge shut", "Bridge shut"),
            ("Bridge shut – tarnherald.example", "Bridge shut"),
            ("Bridge shut - what we know", "Bridge shut - what we know"),
        ] {
            assert_eq!(without_site(title, &sites), stripped);
        }
        let clue = |value, rule, trust| Clue::new(Field::Title, value, rule).trust(trust);
        let clues = [
            clue("Bridge shut | News | Tarn Herald", Source::TitleElement, 60),
            clue("Bridge shut", Source::Headline, 84),
            clue("The bridge that shut a town", Source::MetaOgTitle, 80),
        ];
        assert_eq!(title(&clues, &sites).unwrap().value, "Bridge shut");
    }
}
