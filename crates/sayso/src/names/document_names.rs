//! In: the names that sentences show by themselves. Out: the names of the whole text.
//!
//! Spans are put right first: no title in front, the whole of "Chan-il". Persons that a title or a
//! first name gives away are added. Then every name stands for its other forms: a person for the
//! surname (and, more weakly, the first name), an organisation for its initials. Wherever one of
//! those forms stands alone it is a name too, of the kind that the forms of this text speak for
//! most.

use super::dictionary::bits;
use super::sentence_names::Context;
use super::words::{Case, Word, join};
use super::{Name, NameKind, Pos, sentence_range};
use crate::segment::Segments;
use sayso_english::classes::{HashTable, class};
use sayso_english::hash::fnv;
use sayso_english::titles;
use std::ops::Range;
use std::sync::LazyLock;

/// Names of more tokens are not looked for again.
const LONGEST: usize = 6;
/// How likely a name is that a title, a first name or its last word gives away.
const BY_RULE: u8 = 70;
/// Names less likely than this become persons where first name and surname say so.
const DOUBTFUL: u8 = 75;
/// What must speak for a form, in hundredths, before it is looked for.
const ENOUGH: u32 = 45;
/// In a headline.
const ENOUGH_IN_TITLE: u32 = 75;

/// Completes names over the text.
pub fn complete(parts: &Segments, context: &Context, alone: Vec<Name>) -> Vec<Name> {
    let mut text = Names::new(context, parts);
    for name in alone {
        text.add(name);
    }
    for (s, sentence) in parts.sentences.iter().enumerate() {
        if !context.titles[s] {
            text.by_rule(&sentence_range(&sentence.tokens));
        }
    }
    text.learn();
    text.again();
    text.done()
}

struct Names<'a> {
    context: &'a Context<'a>,
    parts: &'a Segments,
    /// Number of the name that has a token, plus one.
    owner: Vec<u32>,
    names: Vec<Name>,
    /// Of each form what speaks for each kind.
    forms: HashTable<[u32; 3]>,
}

fn range(name: &Name) -> Range<usize> {
    sentence_range(&name.tokens)
}

/// What names of organisations end with.
const HEADS: &str = "agency association authority bank board bureau caucus center centre chamber club coalition college \
    commission committee company congress corp corporation corps council court department federation force forces foundation \
    fund group inc initiative institute institution journal laboratory league ltd ministry museum network news office \
    organisation organization parliament partnership party post press project school senate service society \
    times tribune tribunal union university energy healthcare resources systems technologies partners media television \
    radio show airlines motors pictures studios holdings industries pharmaceuticals hospital clinic";

/// Points of the compass, which are no names before another capital: "North Korean".
const POINTS: &str = "north south east west northern southern eastern western central";

static WORDS: LazyLock<HashTable<u8>> = LazyLock::new(|| {
    let mut table: HashTable<u8> = HashTable::default();
    for (list, bit) in [(HEADS, HEAD), (POINTS, POINT)] {
        for word in list.split_whitespace() {
            *table.entry(fnv(word.as_bytes())).or_insert(0) |= bit;
        }
    }
    table
});
const HEAD: u8 = 1;
const POINT: u8 = 2;

fn is_listed(word: &Word, list: u8) -> bool {
    WORDS.get(&word.lower).is_some_and(|bits| bits & list != 0)
}

/// True for titles and roles, except titles like "King" that are often a part of a name.
fn is_title(word: &Word) -> bool {
    word.class & class::ROLE != 0
        || titles::title_of_hash(word.lower).is_some_and(|title| !title.is_in_names)
}

fn is_stop(word: &Word) -> bool {
    !word.is_word && word.first_byte == b'.'
}

fn is_generation(word: &Word) -> bool {
    [fnv(b"jr"), fnv(b"sr"), fnv(b"ii"), fnv(b"iii"), fnv(b"iv")].contains(&word.lower)
}

impl<'a> Names<'a> {
    fn new(context: &'a Context<'a>, parts: &'a Segments) -> Names<'a> {
        let owner = vec![0; context.words.len()];
        Names {
            context,
            parts,
            owner,
            names: Vec::new(),
            forms: HashTable::default(),
        }
    }

    fn word(&self, k: usize) -> &'a Word {
        &self.context.words[k]
    }

    fn is_free(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|k| self.owner[k] == 0)
    }

    /// Takes in a name with its span put right; what has nothing left, or shares a token with
    /// another, is dropped.
    fn add(&mut self, mut name: Name) {
        let mut tokens = range(&name);
        if name.kind != NameKind::Person {
            // "U.S. Air Force Gen. Norman Ham": the person is a name of its own.
            if let Some((title, person)) = self.person_within(&tokens) {
                tokens.end = title;
                let person = person.start as u32..person.end as u32;
                self.add(Name {
                    tokens: person,
                    kind: NameKind::Person,
                    likely: name.likely.max(BY_RULE),
                });
            }
        }
        let tokens = self.put_right(tokens, name.kind);
        if tokens.is_empty() || !self.is_free(tokens.clone()) || self.is_people(&tokens, name.kind)
        {
            return;
        }
        if self.context.is_country(&tokens) {
            name.kind = NameKind::Place;
        } else if name.kind == NameKind::Person
            && tokens.len() > 1
            && is_listed(self.word(tokens.end - 1), HEAD)
        {
            name.kind = NameKind::Organisation;
        } else if name.likely < DOUBTFUL && self.is_listed_person(&tokens) {
            name.kind = NameKind::Person;
        }
        name.tokens = tokens.start as u32..tokens.end as u32;
        self.names.push(name);
        self.owner[tokens].fill(self.names.len() as u32);
    }

    /// A title and the person's name behind it.
    fn person_within(&self, tokens: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let title = tokens
            .clone()
            .skip(1)
            .rev()
            .find(|&k| is_title(self.word(k)))?;
        let stop = tokens.contains(&(title + 1)) && is_stop(self.word(title + 1));
        let person = title + 1 + usize::from(stop)..tokens.end;
        let is_first = person.len() > 1 && self.word(person.start).has(bits::MALE | bits::FEMALE);
        is_first.then_some((title, person))
    }

    /// First name and surname are in the lists, and it is no place and no organisation by its
    /// words.
    fn is_listed_person(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        (2..=3).contains(&tokens.len())
            && first.has(bits::MALE | bits::FEMALE)
            && last.has(bits::SURNAME)
            && !is_listed(last, HEAD)
            && tokens
                .clone()
                .all(|k| self.word(k).is_capital() && !self.context.is_place(k))
    }

    /// "North Koreans", "North Korean", or the "North" of it: no names.
    fn is_people(&self, tokens: &Range<usize>, kind: NameKind) -> bool {
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        let before_capital = self
            .context
            .words
            .get(tokens.end)
            .is_some_and(Word::is_capital);
        if tokens.len() == 1 && is_listed(first, POINT) && before_capital {
            return true;
        }
        let ends = |list: &[&[u8]]| list.iter().any(|end| last.ends[2] == fnv(end));
        let of_point =
            tokens.len() == 2 && is_listed(first, POINT) && ends(&[b"ean", b"can", b"ian", b"ese"]);
        kind == NameKind::Place
            && (of_point || ends(&[b"ans"]))
            && !self.context.is_place(tokens.end - 1)
    }

    fn put_right(&self, mut tokens: Range<usize>, kind: NameKind) -> Range<usize> {
        let word = |k: usize| self.word(k);
        if kind == NameKind::Person {
            // Behind the last title there is more: "DNC Chairwoman Donna Brazile".
            if let Some(title) = tokens.clone().rev().find(|&k| is_title(word(k)))
                && (title + 1 < tokens.end || title == tokens.start)
            {
                tokens.start = title + 1;
            }
            while !tokens.is_empty() && is_stop(word(tokens.start)) {
                tokens.start += 1;
            }
            // "CEO John Stumpf"
            let first = word(tokens.start.min(tokens.end.saturating_sub(1)));
            let known = first.has(bits::SET) || first.case == Case::Upper;
            let rest = tokens.start + 1..tokens.end;
            if tokens.len() > 2
                && known
                && !first.has(bits::MALE | bits::FEMALE)
                && self.is_listed_person(&rest)
            {
                tokens = rest;
            }
            // The run of capitals ends with the syllables that are joined to it: "Chan-il".
            let run = tokens
                .clone()
                .next_back()
                .map_or(0..0, |k| self.context.run(k));
            if run.end == tokens.end + 2 && word(tokens.end).first_byte == b'-' {
                tokens.end = run.end;
            }
        }
        if kind == NameKind::Organisation
            && let Some(end) = self.rest_of_organisation(&tokens)
        {
            tokens.end = end;
        }
        while kind == NameKind::Place
            && tokens.len() > 1
            && word(tokens.end - 1).class & class::ROLE != 0
        {
            tokens.end -= 1;
        }
        let loose = |k: usize| {
            let w = word(k);
            let clitic = w.glued && w.is_word && w.case == Case::None;
            clitic
                || self.is_edge(k)
                || w.class & (class::PREPOSITION | class::DETERMINER) != 0 && w.case == Case::Lower
        };
        while !tokens.is_empty() && loose(tokens.end - 1) {
            tokens.end -= 1;
        }
        while !tokens.is_empty() && self.is_edge(tokens.start) {
            tokens.start += 1;
        }
        tokens
    }

    /// "Institute of North" + "Korean Studies": the end of the run of capitals in which an
    /// organisation's name was cut.
    fn rest_of_organisation(&self, tokens: &Range<usize>) -> Option<usize> {
        let last = tokens.clone().next_back()?;
        let end = self.context.run(last).end;
        let goes_on = |k: usize| {
            let word = self.word(k);
            let noun = matches!(self.context.pos[k], Pos::Propn | Pos::Adj | Pos::Noun);
            word.case == Case::Title && noun && self.owner[k] == 0 && !is_title_or_day(word)
        };
        let long = tokens.clone().any(|k| self.word(k).case == Case::Lower);
        let fits =
            long && end > tokens.end && end <= tokens.end + 3 && (tokens.end..end).all(goes_on);
        fits.then_some(end)
    }

    /// A mark that no name begins or ends with.
    fn is_edge(&self, k: usize) -> bool {
        let word = self.word(k);
        !word.is_word && !matches!(word.first_byte, b'.' | b'!' | b')')
    }

    /// Persons that a title or their names give away, and organisations that their last word does,
    /// where no name was found.
    fn by_rule(&mut self, sentence: &Range<usize>) {
        let mut k = sentence.start;
        while k < sentence.end {
            let run = self.context.run(k);
            if run.is_empty() {
                k += 1;
                continue;
            }
            k = run.end;
            if !self.is_free(run.clone()) {
                continue;
            }
            let found = self
                .rule_person(&run, sentence)
                .map(|tokens| (tokens, NameKind::Person));
            let found = found.or_else(|| {
                self.is_organisation(&run, sentence)
                    .then(|| (run.clone(), NameKind::Organisation))
            });
            if let Some((tokens, kind)) = found {
                let tokens = tokens.start as u32..tokens.end as u32;
                self.add(Name {
                    tokens,
                    kind,
                    likely: BY_RULE,
                });
            }
        }
    }

    fn rule_person(&self, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let title = run
            .clone()
            .rev()
            .find(|&k| is_title(self.word(k)) && k + 1 < run.end);
        let start = title.map_or(run.start, |k| {
            k + 1 + usize::from(is_stop(self.word(k + 1)))
        });
        let titled =
            title.is_some() || run.start > sentence.start && self.is_after_title(run.start);
        let all = |tokens: &Range<usize>| tokens.clone().all(|k| self.may_be_of_person(k));
        let whole = start..run.end;
        if (1..=5).contains(&whole.len()) && all(&whole) && (titled || self.is_person(&whole)) {
            return Some(whole);
        }
        // "Libertarian Gary Johnson"
        (start + 1..run.end)
            .map(|k| k..run.end)
            .find(|tokens| self.is_listed_person(tokens) && all(tokens))
    }

    /// A word that a person's name can have.
    fn may_be_of_person(&self, k: usize) -> bool {
        let word = self.word(k);
        match word.case {
            Case::Title | Case::Mixed => {
                self.context.pos[k] == Pos::Propn
                    && !self.context.is_place(k)
                    && !is_listed(word, HEAD)
            }
            Case::Upper => false,
            Case::Single | Case::None => true,
            Case::Lower => word.glued,
        }
    }

    /// A known first name with more behind it, or two words that are known as nothing else.
    fn is_person(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        let strange = |word: &Word| !word.has(bits::SET) && word.is_capital();
        (2..=4).contains(&tokens.len())
            && (first.has(bits::MALE | bits::FEMALE) && last.len > 1
                || tokens.len() == 2
                    && strange(first)
                    && (strange(last) || last.has(bits::SURNAME)))
    }

    /// "Government Accountability Office"
    fn is_organisation(&self, run: &Range<usize>, sentence: &Range<usize>) -> bool {
        let written =
            |k: usize| matches!(self.word(k).case, Case::Title | Case::Mixed | Case::Upper);
        let opens = run.start == sentence.start && self.context.pos[run.start] != Pos::Propn;
        run.len() > 1
            && !opens
            && is_listed(self.word(run.end - 1), HEAD)
            && run.clone().all(|k| written(k) && !is_title(self.word(k)))
    }

    /// A title with its stop stands before: "Sen.", "Mr".
    fn is_after_title(&self, k: usize) -> bool {
        let before = self.word(k - 1);
        let title = if is_stop(before) && k >= 2 {
            self.word(k - 2)
        } else {
            before
        };
        is_title(title) && title.is_capital()
    }

    fn key(&self, tokens: &Range<usize>) -> u64 {
        let mut hashes = [0; LONGEST];
        for (hash, k) in hashes.iter_mut().zip(tokens.clone()) {
            *hash = self.word(k).lower;
        }
        join(&hashes[..tokens.len().min(LONGEST)])
    }

    fn speak(&mut self, form: u64, kind: NameKind, by: u32) {
        self.forms.entry(form).or_insert([0; 3])[kind as usize] += by;
    }

    /// Gathers the forms of all names found so far outside of headlines.
    fn learn(&mut self) {
        let mut in_title = vec![false; self.context.words.len()];
        for (sentence, &is_title) in self.parts.sentences.iter().zip(&self.context.titles) {
            in_title[sentence_range(&sentence.tokens)].fill(is_title);
        }
        for i in 0..self.names.len() {
            let (tokens, kind) = (range(&self.names[i]), self.names[i].kind);
            let likely = u32::from(self.names[i].likely);
            if tokens.len() > LONGEST || in_title[tokens.start] {
                continue;
            }
            let whole = self.key(&tokens);
            self.speak(whole, kind, likely);
            match kind {
                NameKind::Person if tokens.len() > 1 => self.speak_for_person(&tokens, likely),
                NameKind::Organisation if tokens.len() > 1 => {
                    self.speak_for_initials(&tokens, likely)
                }
                _ => {}
            }
        }
    }

    fn speak_for_person(&mut self, tokens: &Range<usize>, likely: u32) {
        let (mut first, mut last) = (tokens.start, tokens.end - 1);
        while last > first && (is_generation(self.word(last)) || !self.word(last).is_word) {
            last -= 1;
        }
        // "Ahn Chan-il": the syllables that are joined are the given name, the surname stands in
        // front.
        if self.word(last).case == Case::Lower && last > first {
            std::mem::swap(&mut first, &mut last);
        }
        if self.word(last).is_capital() && self.word(last).len > 1 {
            let surname = self.key(&(last..last + 1));
            self.speak(surname, NameKind::Person, 2 * likely);
        }
        if self.word(first).is_capital() && self.word(first).len > 2 && first != last {
            let given = self.key(&(first..first + 1));
            self.speak(given, NameKind::Person, likely / 2);
        }
    }

    /// "International Monetary Fund": IMF.
    fn speak_for_initials(&mut self, tokens: &Range<usize>, likely: u32) {
        let mut initials = Vec::new();
        for word in tokens
            .clone()
            .map(|k| self.word(k))
            .filter(|w| w.is_capital())
        {
            initials.push(word.first_byte.to_ascii_lowercase());
        }
        if initials.len() >= 2 {
            self.speak(join(&[fnv(&initials)]), NameKind::Organisation, likely);
        }
        // "(IMF)" right behind the name, whatever its initials.
        let behind = tokens.end..self.context.words.len().min(tokens.end + 3);
        let [open, short, close] = *self.context.words.get(behind).unwrap_or(&[]) else {
            return;
        };
        let same = short.first_byte == self.word(tokens.start).first_byte;
        if open.first_byte == b'(' && close.first_byte == b')' && short.case == Case::Upper && same
        {
            self.speak(join(&[short.lower]), NameKind::Organisation, likely);
        }
    }

    /// The kind that the forms speak for most, with all that speaks for it and for the others.
    fn kind_of(&self, form: u64) -> Option<(NameKind, u32, u32)> {
        let votes = self.forms.get(&form)?;
        let best = NameKind::ALL
            .iter()
            .copied()
            .rev()
            .max_by_key(|&kind| votes[kind as usize])?;
        Some((best, votes[best as usize], votes.iter().sum()))
    }

    /// Finds the forms again, and gives each form one kind.
    fn again(&mut self) {
        for (s, sentence) in self.parts.sentences.iter().enumerate() {
            let tokens = sentence_range(&sentence.tokens);
            let is_title = self.context.titles[s];
            self.agree(&tokens, is_title);
            let mut k = tokens.start;
            while k < tokens.end {
                k = self.find(k, &tokens, is_title).unwrap_or(k + 1);
            }
        }
    }

    /// Names of this sentence take the kind that their form has in the text; in headlines what is
    /// no name elsewhere and not likely is dropped.
    fn agree(&mut self, sentence: &Range<usize>, is_title: bool) {
        let mut k = sentence.start;
        while k < sentence.end {
            let Some(i) = (self.owner[k] as usize).checked_sub(1) else {
                k += 1;
                continue;
            };
            let tokens = range(&self.names[i]);
            k = tokens.end;
            let known = if tokens.len() <= LONGEST {
                self.kind_of(self.key(&tokens))
            } else {
                None
            };
            match known {
                Some((kind, votes, all)) if votes * 3 >= all * 2 && self.names[i].kind != kind => {
                    self.names[i].kind = kind;
                    self.names[i].likely = ((100 * votes / all.max(1)).min(90)) as u8;
                }
                None if is_title && self.cut(i) => k = range(&self.names[i]).end,
                None if is_title && !self.stands_in_headline(&tokens, self.names[i].likely) => {
                    self.owner[tokens].fill(0);
                    self.names[i].tokens.end = self.names[i].tokens.start;
                }
                _ => {}
            }
        }
    }

    /// In a headline "Lindsey Graham Says" looks like a name: it is cut to what it has of one that
    /// stands elsewhere.
    fn cut(&mut self, i: usize) -> bool {
        let tokens = range(&self.names[i]);
        let known = |part: &Range<usize>| {
            let found = if part.len() <= LONGEST {
                self.kind_of(self.key(part))
            } else {
                None
            };
            found.filter(|(_, votes, all)| *votes >= ENOUGH_IN_TITLE && votes * 3 >= all * 2)
        };
        let parts = (1..tokens.len())
            .rev()
            .flat_map(|n| [tokens.start..tokens.start + n, tokens.end - n..tokens.end]);
        let Some((part, (kind, _, _))) = parts
            .into_iter()
            .find_map(|part| known(&part).map(|k| (part, k)))
        else {
            return false;
        };
        self.owner[tokens.start..part.start].fill(0);
        self.owner[part.end..tokens.end].fill(0);
        self.names[i].tokens = part.start as u32..part.end as u32;
        self.names[i].kind = kind;
        true
    }

    /// A name that only a headline has: a place of the lists, or a person with a known first name.
    fn stands_in_headline(&self, tokens: &Range<usize>, likely: u8) -> bool {
        let first = self.word(tokens.start);
        let listed = tokens.clone().all(|k| self.context.is_place(k))
            || first.has(bits::MALE | bits::FEMALE) && tokens.len() > 1;
        likely >= if listed { 50 } else { 85 }
    }

    /// Looks for a form that begins at token `k`; gives the token after it.
    fn find(&mut self, k: usize, sentence: &Range<usize>, is_title: bool) -> Option<usize> {
        if self.owner[k] != 0 || !self.word(k).is_capital() {
            return None;
        }
        let enough = if is_title { ENOUGH_IN_TITLE } else { ENOUGH };
        let longest = LONGEST.min(sentence.end - k);
        for len in (1..=longest).rev() {
            let tokens = k..k + len;
            if !self.is_free(tokens.clone()) {
                continue;
            }
            let Some((kind, votes, all)) = self.kind_of(self.key(&tokens)) else {
                continue;
            };
            let sure = votes >= enough && votes * 3 >= all * 2;
            if sure && self.stands_alone(&tokens, sentence, is_title) {
                let likely = (100 * votes / all.max(1) * 9 / 10).min(votes) as u8;
                let tokens = tokens.start as u32..tokens.end as u32;
                self.add(Name {
                    tokens,
                    kind,
                    likely,
                });
                return Some(k + len);
            }
        }
        None
    }

    /// The words around a form are no further parts of a name.
    fn stands_alone(&self, tokens: &Range<usize>, sentence: &Range<usize>, is_title: bool) -> bool {
        if tokens.len() == 1 && !self.may_be_name(tokens.start, sentence.start) {
            return false;
        }
        if is_title {
            return true;
        }
        let run = self.context.run(tokens.start);
        let loose = |k: usize| {
            let word = self.word(k);
            self.owner[k] != 0
                || is_title_or_day(word)
                || !word.is_word
                || self.context.pos[k] != Pos::Propn
                || k == sentence.start && word.has(bits::ALWAYS)
        };
        (run.start..tokens.start).all(loose) && (tokens.end..run.end).all(loose)
    }

    /// A single word is not taken for a name where it is another word with a capital.
    fn may_be_name(&self, k: usize, first: usize) -> bool {
        let word = self.word(k);
        let opens = k == first || !self.word(k - 1).is_word;
        self.context.pos[k] == Pos::Propn
            || !opens && !self.context.is_seen_small(k)
            || !word.has(bits::SET)
    }

    fn done(mut self) -> Vec<Name> {
        self.names.retain(|name| !name.tokens.is_empty());
        self.names.sort_by_key(|name| name.tokens.start);
        self.names
    }
}

fn is_title_or_day(word: &Word) -> bool {
    is_title(word) || word.class & class::CALENDAR != 0
}
