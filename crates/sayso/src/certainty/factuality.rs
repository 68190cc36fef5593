//! In: a verb in its sentence, weights. Out: its factuality, from −3 (the text says that it did not
//! happen) to 3 (the text says that it did).
//!
//! A linear model over the words before and after the verb: their forms, their classes, and how
//! many clause borders are between them and the verb. It needs no parse. Weights are integers, so
//! that the same bytes give the same figure on every machine.

use super::cues::class;
use super::words::{Form, Word, Words};
use crate::names::Pos;
use crate::segment::Segments;
use sayso_english::hash::{HashKeys, HashTable, fnv, mix};
use sayso_weights::WeightsError;
use sayso_weights::file::{Kind, WeightsFile, Writer};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

/// The number of the format. It rises when the layout or the features change, so that an old file
/// is refused instead of misread.
pub const FORMAT: u32 = 2;
const KIND: Kind = Kind {
    magic: *b"SAYSOFAC",
    format: FORMAT,
};
/// Weights are thousandths of a step of the scale.
const SCALE: i32 = 1000;
/// The largest factuality; its negative is the smallest.
const MOST: i32 = 3 * SCALE;

/// The weights from which the factuality of a verb is computed.
pub struct Factuality {
    file: WeightsFile,
    weights: HashTable<i16>,
}

impl fmt::Debug for Factuality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Factuality({})", self.sha256())
    }
}

/// The key of the weights table for 32 bits of a hash. The bits are spread because the table also
/// uses the upper bits of a key.
fn spread(key: u32) -> u64 {
    u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The 32 bits of a hash that the file keeps.
fn short(hash: u64) -> u32 {
    (hash >> 32) as u32 ^ hash as u32
}

/// The bytes of a row of the file: 32 bits of the hash of a feature, and its weight of 16 bits.
const ROW: usize = 6;

impl Factuality {
    /// Reads weights that are part of the program. Their checksum is not computed again.
    ///
    /// # Errors
    /// If the weights have another kind or format.
    pub fn embedded(bytes: &'static [u8]) -> Result<Factuality, WeightsError> {
        Factuality::parse(Cow::Borrowed(bytes), false)
    }

    /// Reads a weights file and verifies its checksum.
    ///
    /// # Errors
    /// If the file has another kind or format, or is damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Factuality, WeightsError> {
        Factuality::parse(Cow::Owned(bytes), true)
    }

    fn parse(bytes: Cow<'static, [u8]>, check: bool) -> Result<Factuality, WeightsError> {
        let file = WeightsFile::read(&KIND, bytes, check)?;
        let row = |row: &[u8; ROW]| {
            let key = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            (spread(key), i16::from_le_bytes([row[4], row[5]]))
        };
        let rows = file.required("weights")?.as_chunks().0;
        Ok(Factuality {
            weights: rows.iter().map(row).collect(),
            file,
        })
    }

    /// SHA-256 of the weights, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.file.sha256()
    }

    /// The value of a header line, for example `name`, `licence` or `recipe`. The header says how
    /// the weights were made.
    pub fn header(&self, key: &str) -> Option<&str> {
        self.file.header(key)
    }

    /// The bytes of a weights file. `weights` has the hash and the weight, in thousandths, of each
    /// feature. The same weights give the same bytes.
    pub fn write(header: &[(String, String)], weights: &[(u64, i16)]) -> Vec<u8> {
        let mut rows: Vec<(u32, i16)> = weights
            .iter()
            .map(|&(hash, weight)| (short(hash), weight))
            .collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        let bytes: Vec<u8> = rows
            .iter()
            .flat_map(|(key, weight)| key.to_le_bytes().into_iter().chain(weight.to_le_bytes()))
            .collect();
        let mut file = Writer::new(header);
        file.section("weights", &bytes);
        file.finish(&KIND)
    }

    fn sum(&self, features: &BTreeSet<u64>) -> i32 {
        let weight = |hash: &u64| {
            self.weights
                .get(&spread(short(*hash)))
                .map_or(0, |w| i32::from(*w))
        };
        features.iter().map(weight).sum::<i32>().clamp(-MOST, MOST)
    }

    /// The factuality of the token at position `at` of `seq`: −3 to 3, rounded to hundredths.
    pub(super) fn of(&self, words: &Words, seq: &[u32], at: usize, scale: Scale) -> f32 {
        let happened = self.sum(&features(words, seq, at));
        let thousandths = match scale {
            Scale::Happened => happened,
            Scale::Held => held(words, seq, at, happened),
        };
        // Rounds to the nearest hundredth, and halves away from zero.
        let hundredths = (thousandths + 5 * thousandths.signum()) / 10;
        hundredths as f32 / 100.0
    }
}

/// The question that a factuality answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Whether it has happened. What is still to come has not happened. The training data answer
    /// this question.
    Happened,
    /// Whether the source presents it as true. Only a negated verb is below zero, and a verb in the
    /// future is nearly as certain as one in the present.
    Held,
}

/// The thousandths that "will" adds to what has not happened yet.
const FUTURE: i32 = SCALE;

/// Converts thousandths of [`Scale::Happened`] to those of [`Scale::Held`].
fn held(words: &Words, seq: &[u32], at: usize, happened: i32) -> i32 {
    let before = seq[at.saturating_sub(4)..at].iter().map(|&k| words.at(k));
    let negated = before.clone().any(is_negation);
    let future = before
        .clone()
        .any(|w| w.any(&["will", "would", "'ll", "’ll", "shall"]));
    let open = before.clone().any(|w| w.any(&["if", "may", "might"]));
    if negated {
        happened
    } else if future && !open {
        (happened.max(0) + FUTURE).min(MOST)
    } else {
        happened.max(0)
    }
}

/// The factuality of each of `tokens`. `pos` has the part of speech of each token of the text.
pub fn of_tokens(
    text: &str,
    parts: &Segments,
    pos: &[Pos],
    tokens: &[u32],
    weights: &Factuality,
    scale: Scale,
) -> Vec<f32> {
    let words = Words::new(text, parts, pos);
    let one = |&token: &u32| {
        let (seq, at) = sentence(&words, token);
        weights.of(&words, &seq, at, scale)
    };
    tokens.iter().map(one).collect()
}

/// The hashes of the features of each of `tokens`, for training.
pub fn look(text: &str, parts: &Segments, pos: &[Pos], tokens: &[u32]) -> Vec<Vec<u64>> {
    let words = Words::new(text, parts, pos);
    let one = |&token: &u32| {
        let (seq, at) = sentence(&words, token);
        features(&words, &seq, at).into_iter().collect()
    };
    tokens.iter().map(one).collect()
}

/// The tokens of the sentence of a token, and the position of the token among them.
fn sentence(words: &Words, token: u32) -> (Vec<u32>, usize) {
    let range = words
        .parts
        .sentences
        .get(words.at(token).sentence as usize)
        .map_or(token..token + 1, |s| s.tokens.clone());
    ((range.clone()).collect(), (token - range.start) as usize)
}

/// Verbs by what they imply about the verb that depends on them.
#[rustfmt::skip]
const GOVERNORS: [(&str, &str); 6] = [
    ("factive", "know realize realise regret discover notice learn remember forget reveal find see understand confirm acknowledge admit prove recognize show note observe ignore"),
    ("report", "say tell report announce state claim allege assert write add explain declare mention suggest argue insist warn cite"),
    ("belief", "think believe guess suppose feel assume suspect imagine consider figure reckon doubt expect hear seem appear sound look"),
    ("desire", "want wish hope need like love plan intend prefer desire aim decide promise agree offer threaten ask request demand urge recommend order require propose seek prepare try attempt go wait help allow let permit encourage enable"),
    ("averts", "fail refuse avoid prevent stop decline neglect deny keep prohibit ban reject"),
    ("brings", "manage start begin continue happen get make cause force end finish bother dare"),
];
const IRREGULAR: &str = "said say told tell thought think knew know known know found find felt feel saw see seen see went go gone go \
    got get made make began begin begun begin kept keep wrote write written write heard hear meant mean forgot forget \
    understood understand sought seek shown show proven prove chose choose gave give given give took take taken take came come \
    left leave lost lose paid pay met meet held hold brought bring bought buy sold sell led lead ran run had have has have \
    did do done do was be were be is be are be am be been be";
const HEDGES: &str = "probably likely possibly perhaps maybe apparently allegedly reportedly supposedly presumably potentially seemingly \
    unlikely hopefully probable possible unclear uncertain";
const CONDITIONS: &str = "if unless whether until before";
/// Senses of modal verbs.
const MODALS: &[(&str, &str)] = &[
    ("may", "poss"),
    ("might", "poss"),
    ("could", "poss"),
    ("can", "can"),
    ("ca", "can"),
    ("cannot", "can"),
    ("would", "would"),
    ("'d", "would"),
    ("should", "deont"),
    ("ought", "deont"),
    ("must", "must"),
    ("will", "fut"),
    ("'ll", "fut"),
    ("wo", "fut"),
    ("shall", "fut"),
];

/// Word tables, with the hashes of words and stems as keys.
struct Tables {
    /// The hash of the class name of a stem in [`GOVERNORS`].
    governor: HashTable<u64>,
    /// The hash of the stem of an irregular form.
    irregular: HashTable<u64>,
    hedge: HashKeys,
    condition: HashKeys,
    /// The hash of the sense of a modal verb.
    modal: HashTable<u64>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let hash = |word: &str| fnv(word.as_bytes());
    let irregular: Vec<&str> = IRREGULAR.split_whitespace().collect();
    let set = |words: &str| words.split_whitespace().map(hash).collect();
    let governors = GOVERNORS
        .iter()
        .flat_map(|(name, verbs)| verbs.split_whitespace().map(|v| (plain(v), hash(name))));
    Tables {
        governor: governors.collect(),
        irregular: irregular
            .chunks_exact(2)
            .map(|pair| (hash(pair[0]), plain(pair[1])))
            .collect(),
        hedge: set(HEDGES),
        condition: set(CONDITIONS),
        modal: MODALS
            .iter()
            .map(|(word, sense)| (hash(word), hash(sense)))
            .collect(),
    }
});

/// The hash of the stem of a regular form. "closing", "closed", "closes" and "close" have the same.
fn plain(word: &str) -> u64 {
    let word = word.to_lowercase();
    let cut = |end: &str, least: usize| word.strip_suffix(end).filter(|s| s.len() >= least);
    let stem = if let Some(s) = cut("ies", 2).or(cut("ied", 2)) {
        format!("{s}y")
    } else if let Some(s) = cut("ing", 3).or(cut("ed", 3)) {
        let double = s
            .as_bytes()
            .windows(2)
            .next_back()
            .is_some_and(|w| w[0] == w[1] && w[1].is_ascii() && !b"lsz".contains(&w[0]));
        if double {
            s[..s.len() - 1].to_string()
        } else {
            s.to_string()
        }
    } else if let Some(s) = cut("ches", 1).or(cut("shes", 1)) {
        format!("{s}{}", &word[s.len()..word.len() - 2])
    } else if let Some(s) = cut("s", 3).filter(|s| !s.ends_with(['s', 'u', 'i'])) {
        s.to_string()
    } else {
        word.clone()
    };
    fnv(stem.strip_suffix('e').unwrap_or(&stem).as_bytes())
}

fn stem(word: &Word) -> u64 {
    TABLES
        .irregular
        .get(&word.hash)
        .copied()
        .unwrap_or_else(|| plain(word.text))
}

/// The number of a part of speech; verbs have one number for each form. The numbers are part of
/// features, so a change needs new weights.
fn tag(word: &Word) -> u64 {
    let verb = |form: u64| 100 + form + 10 * u64::from(word.pos == Pos::Aux);
    match (word.pos, word.form) {
        _ if TABLES.modal.contains_key(&word.hash) && word.pos == Pos::Aux => 90,
        (Pos::Part, _) if word.is("to") => 91,
        (Pos::Verb | Pos::Aux, Form::Ing) => verb(1),
        (Pos::Verb | Pos::Aux, _) if word.form == Form::Ed || super::clause::is_past(word) => {
            verb(2)
        }
        (Pos::Verb | Pos::Aux, Form::S) => verb(3),
        (Pos::Verb | Pos::Aux, _) => verb(4),
        (pos, _) => pos as u64,
    }
}

fn is_negation(word: &Word) -> bool {
    word.has(class::NOT | class::NO) || word.any(&["nor", "hardly", "barely", "without"])
}

/// Whether a word can be the border of a clause: a mark, "and", "that", "who".
fn is_border(word: &Word) -> bool {
    word.is_mark && word.any(&[",", ";", ":", ".", "-", "\"", "“", "”"])
        || word.any(&["and", "but", "or", "that", "which", "who"])
}

/// The number of tokens before the verb that have features of their own.
const WINDOW: usize = 8;

/// The hashes of the features of the token at position `at` of `seq`.
fn features(words: &Words, seq: &[u32], at: usize) -> BTreeSet<u64> {
    let word = |i: usize| words.at(seq[i]);
    let mut out = Collected::default();
    let own = word(at);
    out.add("b", &[]);
    out.paired("tag", &[tag(own)]);
    out.add("stem", &[stem(own)]);
    if (at..seq.len()).any(|i| word(i).is("?")) {
        out.paired("asked", &[]);
    }
    left(words, seq, at, &mut out);
    for k in 1..=3 {
        let Some(&next) = seq.get(at + k) else { break };
        let next = words.at(next);
        if k < 3 {
            out.add("+tag", &[k as u64, tag(next)]);
        }
        if is_negation(next) {
            out.add("R:neg", &[]);
        }
        if k == 1 {
            out.add("+1", &[next.hash]);
            out.add("+1tag", &[tag(own), tag(next)]);
        }
    }
    // The auxiliaries directly before it are one feature: "could have been".
    let chain = (0..at).rev().take(5).take_while(|&i| {
        let w = word(i);
        w.pos == Pos::Aux || w.pos == Pos::Part || w.has(class::NOT) || w.pos == Pos::Adv
    });
    let chain: Vec<u64> = chain
        .filter(|&i| word(i).pos != Pos::Adv || word(i).has(class::NOT))
        .map(|i| word(i).hash)
        .collect();
    if !chain.is_empty() {
        out.paired("chain", &chain);
    }
    let before = at.checked_sub(chain.len() + 1).map(word);
    out.add(
        "subject",
        &[before.map_or(1, |w| if w.pos == Pos::Pron { w.hash } else { tag(w) })],
    );
    around(words, seq, at, &mut out);
    if (0..at.saturating_sub(WINDOW)).any(|i| TABLES.condition.contains(&word(i).hash)) {
        out.add("far condition", &[]);
    }
    if (0..at).any(|i| word(i).has(class::NOT)) {
        out.add("far not", &[]);
    }
    out.finish()
}

/// Adds the features of neighbouring tags and of the whole sentence.
fn around(words: &Words, seq: &[u32], at: usize, out: &mut Collected) {
    let own = words.at(seq[at]);
    let tag_at = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|i| seq.get(i))
            .map_or(99, |&k| tag(words.at(k)))
    };
    out.add("tags", &[tag_at(-2), tag_at(-1), tag(own)]);
    out.add("tags around", &[tag_at(-1), tag(own), tag_at(1)]);
    out.add("stem, tag", &[stem(own), tag(own)]);
    out.add("tags after", &[tag(own), tag_at(1), tag_at(2)]);
    for k in 2..=4 {
        if let Some(&next) = seq.get(at + k) {
            out.add("+word", &[words.at(next).hash]);
        }
    }
    for k in 3..=5 {
        if let Some(i) = at.checked_sub(k) {
            out.add("-words", &[words.at(seq[i]).hash]);
        }
    }
    if let Some(first) = seq.iter().map(|&k| words.at(k)).find(|w| !w.is_mark) {
        out.add("first", &[first.hash]);
        out.add("first tag", &[tag(first), tag(own)]);
    }
    // The second verb to the left can govern the nearest one: "refused to try to close".
    let verbs: Vec<&Word> = (0..at)
        .rev()
        .take(14)
        .map(|i| words.at(seq[i]))
        .filter(|w| w.pos == Pos::Verb)
        .take(2)
        .collect();
    if let [near, far] = verbs[..] {
        out.add("two verbs", &[tag(near), tag(far), tag(own)]);
        out.add("far verb", &[stem(far)]);
    }
    for w in seq.iter().map(|&k| words.at(k)) {
        if let Some(&sense) = TABLES.modal.get(&w.hash).filter(|_| w.pos == Pos::Aux) {
            out.add("somewhere", &[sense]);
        }
    }
}

/// Adds the features of the [`WINDOW`] tokens before the verb.
fn left(words: &Words, seq: &[u32], at: usize, out: &mut Collected) {
    let (mut borders, mut verb_seen) = (0u64, false);
    for k in 1..=WINDOW {
        let Some(i) = at.checked_sub(k) else {
            out.add("begins", &[k.min(3) as u64]);
            return;
        };
        let w = words.at(seq[i]);
        borders += u64::from(is_border(w));
        let zone = if borders > 0 {
            10 + borders.min(2)
        } else {
            u64::from(k > 3)
        };
        let (stem, tag) = (stem(w), tag(w));
        if is_negation(w) {
            out.paired("neg", &[zone]);
        }
        if let Some(&sense) = TABLES.modal.get(&w.hash).filter(|_| w.pos == Pos::Aux) {
            out.paired("modal", &[zone, sense]);
        }
        if TABLES.condition.contains(&w.hash) {
            out.paired("condition", &[zone, w.hash]);
        }
        if TABLES.hedge.contains(&w.hash) {
            out.add("hedge", &[zone, w.hash]);
            out.add("hedge", &[zone]);
        }
        if let Some(&governor) = TABLES
            .governor
            .get(&stem)
            .filter(|_| matches!(w.pos, Pos::Verb | Pos::Aux | Pos::Adj | Pos::Noun))
        {
            out.paired("governor", &[zone, governor]);
        }
        if tag == 91 && k <= 3 {
            out.paired("to", &[]);
        }
        if matches!(w.pos, Pos::Verb) && !verb_seen {
            verb_seen = true;
            out.add("verb", &[tag]);
            out.add("verb stem", &[stem]);
            out.add(
                "verb stem, to",
                &[
                    stem,
                    u64::from(borders > 0),
                    u64::from(words.at(seq[at - 1]).is("to")),
                ],
            );
            out.add("verb border", &[borders.min(2)]);
        }
        if k <= 2 {
            out.add("-tag", &[k as u64, tag]);
            out.add("-word", &[k as u64, w.hash]);
        }
    }
}

/// The hash of the name of a template and of its parts.
fn template(name: &str, parts: &[u64]) -> u64 {
    parts
        .iter()
        .fold(fnv(name.as_bytes()), |hash, &part| mix(hash, part))
}

/// Features. Each two features in `paired` also make a feature together.
#[derive(Default)]
struct Collected {
    all: BTreeSet<u64>,
    paired: BTreeSet<u64>,
}

impl Collected {
    fn add(&mut self, name: &str, parts: &[u64]) {
        self.all.insert(template(name, parts));
    }

    fn paired(&mut self, name: &str, parts: &[u64]) {
        self.paired.insert(template(name, parts));
    }

    fn finish(mut self) -> BTreeSet<u64> {
        let paired: Vec<u64> = self.paired.iter().copied().collect();
        for (i, &a) in paired.iter().enumerate() {
            self.all.insert(a);
            for &b in &paired[i + 1..] {
                self.all.insert(mix(a, b));
            }
        }
        self.all
    }
}
