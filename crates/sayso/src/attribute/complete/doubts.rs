//! Rows that report no statement, though their words look like one: acts ("excluded two candidates"),
//! names ("a virus dubbed Velm"), telephone calls, words to the reader ("if you believe that"), and
//! contents that say nothing ("are thinking about it"). They stay, because some are statements after
//! all, but with a score so low that they are shown among the uncertain.

use super::{Row, Rows};
use crate::attribute::chunk::Chunk;
use crate::attribute::draft::Draft;
use crate::segment::{Mark, TokenKind};
use sayso_english::classes::class;
use sayso_english::morphology::singular;
use sayso_english::reporting::{known, knows};
use sayso_english::sources::{NOUNS, noun, wordnet_kind};

/// The highest score of a row that reports no statement, as far as one can see. It is the share of
/// such rows that were right where they were counted.
const DOUBTFUL: f32 = 0.6;
/// Bits of words that report something, besides the verbs and nouns among the word classes.
const REPORTS: u32 = known::DOCUMENT_VERB
    | known::APPEAL
    | known::DECISION
    | known::BRINGS_TO_SAY
    | known::THOUGHT
    | known::SAYS_TOO;
/// What a source can be that speaks for itself.
const SPEAKERS: u32 = noun::DOCUMENT
    | noun::PEOPLE
    | noun::BODY
    | noun::OUTLET
    | noun::ROLE
    | noun::SOURCE
    | noun::OFFICIAL
    | noun::EXPERT
    | noun::WITNESS
    | noun::KIN
    | noun::TIE;
/// How many tokens after "called" the verb may be that tells a telephone call from a name.
const REACH_OF_CALL: u32 = 9;
/// "calls “Mini Mo”": a name in quotation marks has at most this many tokens, with its marks.
const LONGEST_NAME: u32 = 6;
/// The label of a teaser has at most this many tokens: "READ MORE:".
const LONGEST_LABEL: u32 = 3;

impl Rows<'_> {
    /// Leaves out rows that report nothing, and lowers the scores of those that hardly do.
    pub(super) fn doubts(&mut self) {
        let inside = self.cues_inside();
        let is_out: Vec<bool> = (self.rows.iter())
            .map(|row| self.is_empty(row, &inside))
            .collect();
        if is_out.contains(&true) {
            self.remove(&is_out);
        }
        for row in 0..self.rows.len() {
            let Some(score) = self.rows[row].score.filter(|&score| score > DOUBTFUL) else {
                continue;
            };
            if self.is_doubtful(&self.rows[row]) {
                self.rows[row].score = Some(score.min(DOUBTFUL));
            }
        }
    }

    /// The first tokens of the cues of rows inside others, sorted.
    fn cues_inside(&self) -> Vec<u32> {
        let inside = self.rows.iter().filter(|row| row.parent.is_some());
        let cues = inside.filter_map(|row| row.draft.as_ref().map(|d| d.cue.start));
        let mut cues: Vec<u32> = cues.collect();
        cues.sort_unstable();
        cues
    }

    /// Whether a row reports nothing of its own, or was found once more `inside` another one.
    fn is_empty(&self, row: &Row, inside: &[u32]) -> bool {
        let Some(draft) = &row.draft else {
            return false;
        };
        let is_found_inside =
            row.parent.is_none() && inside.binary_search(&draft.cue.start).is_ok();
        is_found_inside
            || self.is_supposed(draft)
            || self.is_teaser(draft)
            || self.is_of_few(draft)
            || self.is_note_of_absence(draft)
    }

    /// "(a car driven by Mr Gadd,) no age or address reported,": a note of what is not known, and no one who
    /// reports.
    fn is_note_of_absence(&self, draft: &Draft) -> bool {
        const TOLD: [&str; 6] = [
            "reported",
            "given",
            "provided",
            "listed",
            "released",
            "available",
        ];
        const LONGEST_NOTE: u32 = 7;
        let verb = draft.cue.end - 1;
        let ends = |k: u32| matches!(self.word(k), "," | "." | ")" | ";");
        if !self.is_word_of(verb, &TOLD) || !ends(verb + 1) {
            return false;
        }
        let first = verb.saturating_sub(LONGEST_NOTE);
        let no = (first..verb).rev().find(|&k| self.is_word_of(k, &["no"]));
        no.is_some_and(|no| no > 0 && matches!(self.word(no - 1), "," | "("))
    }

    /// "Few would argue against it", "no one could say that it was dull": the outlet's own judgement.
    fn is_of_few(&self, draft: &Draft) -> bool {
        const FEW: [&str; 5] = ["few", "nobody", "no-one", "none", "no"];
        const MODALS: [&str; 5] = ["would", "could", "will", "can", "should"];
        let is_few = draft.source.is_some_and(|source| {
            let is_no_one = source.len() == 2 && self.is_word_of(source.start + 1, &["one"]);
            self.is_word_of(source.start, &FEW) && (source.len() == 1 || is_no_one)
        });
        // "Nobody has claimed responsibility": nobody speaks.
        let claims_none = self.is_word_of(draft.cue.end - 1, &["claimed", "taken"])
            && self.is_word_of(draft.cue.end, &["responsibility", "credit"])
            || self.is_word_of(draft.cue.end - 1, &["responsibility"]);
        is_few && (claims_none || self.is_word_of(draft.cue.start, &MODALS))
    }

    /// "Let’s say the bridge costs a million": nobody says so.
    fn is_supposed(&self, draft: &Draft) -> bool {
        let cue = draft.cue.start;
        let is_plain = matches!(self.word(cue), "say" | "assume" | "suppose");
        let from = cue.saturating_sub(2);
        is_plain && (from..cue).any(|k| self.is_word_of(k, &["let", "let's", "let’s"]))
    }

    pub(super) fn is_word_of(&self, k: u32, words: &[&str]) -> bool {
        let word = self.word(k);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// "MORE: Map shows where the storm will hit": the title of another page.
    fn is_teaser(&self, draft: &Draft) -> bool {
        const LABELS: [&str; 6] = ["MORE", "READ", "WATCH", "RELATED", "ALSO", "SEE"];
        let paragraph = self.parts.paragraphs[draft.cue.paragraph as usize]
            .tokens
            .clone();
        let end = paragraph.end.min(paragraph.start + LONGEST_LABEL);
        let Some(colon) = (paragraph.start..end).find(|&k| self.word(k) == ":") else {
            return false;
        };
        let is_label = |k: u32| LABELS.contains(&self.word(k));
        colon > paragraph.start && (paragraph.start..colon).all(is_label)
    }

    /// “I will say, Ambassador, they have no place to go”: what a quotation announces of itself is part
    /// of it, and no statement of another person.
    fn is_own_announcement(&self, row: &Row, draft: &Draft) -> bool {
        const MODALS: [&str; 10] = [
            "will", "'ll", "’ll", "should", "must", "would", "'d", "’d", "can", "want",
        ];
        let is_own = draft
            .source
            .is_some_and(|s| s.len() == 1 && self.is_word_of(s.start, &["I"]));
        let mut before = draft.source.map_or(draft.cue.start, |s| s.end)..draft.cue.end;
        let is_announced = before.any(|k| MODALS.contains(&self.word(k)));
        let verb = draft.cue.end - 1;
        let says = self.is(verb, class::SPEECH) && !self.is(verb, class::FINITE);
        row.parent.is_some() && is_own && is_announced && says
    }

    fn is_doubtful(&self, row: &Row) -> bool {
        let Some(draft) = &row.draft else {
            return false;
        };
        let pieces = &row.contents;
        self.is_to_reader(row, draft)
            || self.is_own_announcement(row, draft)
            || self.is_act(draft, pieces)
            || self.only_names(draft, pieces)
            || self.is_call(draft, pieces)
            || self.only_points_back(draft, pieces)
            || self.receives_words(draft)
            || self.only_causes(draft)
            || self.is_inference(draft)
            || self.is_branch_of_knowledge(draft)
            || self.is_state_of_mind(draft)
            || self.is_of_outlet(draft, pieces)
            || self.is_inference_from_this(draft)
            || self.is_quality_of_plans(draft)
    }

    /// "The mechanic had no idea that the brakes would fail": the outlet tells what a person did not know.
    fn is_state_of_mind(&self, draft: &Draft) -> bool {
        const UNKNOWN: [&str; 5] = ["idea", "clue", "inkling", "notion", "premonition"];
        let cue = draft.cue;
        let last = cue.end - 1;
        let has_none = cue.len() >= 3
            && self.is_word_of(last, &UNKNOWN)
            && self.is_word_of(last - 1, &["no"])
            && self.is_word_of(last - 2, &["had", "has", "have"]);
        let is_own = draft
            .source
            .is_some_and(|s| self.is_word_of(s.start, &["I", "we"]));
        has_none && !is_own && self.token(cue.start).depth == 0
    }

    /// "We spoke with Hale about her new shop", "We hope you enjoy these recipes": the outlet speaks to its
    /// readers of itself.
    fn is_of_outlet(&self, draft: &Draft, pieces: &[Chunk]) -> bool {
        const HOPING: [&str; 5] = ["hope", "think", "trust", "know", "believe"];
        const SPEAKING: [&str; 7] = [
            "spoke", "talked", "chatted", "caught", "spoken", "speak", "talk",
        ];
        let cue = draft.cue;
        let is_own = draft
            .source
            .is_some_and(|s| s.len() == 1 && self.is_word_of(s.start, &["we"]));
        let is_own_voice = self.token(cue.start).depth == 0;
        let hopes = self.is_word_of(cue.end - 1, &HOPING);
        let is_to_you = |c: &Chunk| {
            let first = c.start + u32::from(self.word(c.start) == "that");
            self.is_word_of(first, &["you"])
        };
        let mut words = cue.start..cue.end;
        let has_met = words.any(|k| self.is_word_of(k, &SPEAKING))
            && (cue.start..cue.end).any(|k| self.is_word_of(k, &["with", "to"]));
        is_own && is_own_voice && (has_met || hopes && pieces.first().is_some_and(is_to_you))
    }

    /// "This suggests that the harbour was deeper": what the outlet infers, and a claim of its own.
    fn is_inference_from_this(&self, draft: &Draft) -> bool {
        const SUGGESTS: [&str; 6] = [
            "suggest",
            "suggests",
            "suggested",
            "indicates",
            "indicated",
            "implies",
        ];
        let is_this = draft
            .source
            .is_some_and(|s| s.len() == 1 && self.is_word_of(s.start, &["this", "that", "these"]));
        is_this && draft.cue.len() == 1 && self.is_word_of(draft.cue.start, &SUGGESTS)
    }

    /// "Current | plans | project a rise": an adjective of the noun that was taken for a cue.
    fn is_quality_of_plans(&self, draft: &Draft) -> bool {
        const QUALITIES: [&str; 12] = [
            "current", "new", "existing", "future", "latest", "early", "present", "previous",
            "other", "recent", "official", "similar",
        ];
        draft.source.is_some_and(|s| {
            s.len() == 1 && s.end == draft.cue.start && self.is_word_of(s.start, &QUALITIES)
        })
    }

    /// "If you believe that …, write to us", "You could argue that": the outlet means its reader.
    fn is_to_reader(&self, row: &Row, draft: &Draft) -> bool {
        let is_you = draft
            .source
            .is_some_and(|s| s.len() == 1 && self.is_word_of(s.start, &["you"]));
        let is_own_voice = self.token(draft.cue.start).depth == 0;
        let has_said = (draft.cue.start..draft.cue.end).any(|k| self.is_said(k));
        is_you && !has_said && (is_own_voice || row.parent.is_none())
    }

    /// "The field excluded two candidates": no word of the cue reports anything, and the content has
    /// neither a quotation nor a clause with "that".
    fn is_act(&self, draft: &Draft, pieces: &[Chunk]) -> bool {
        let cue = draft.cue.start..draft.cue.end;
        let reports =
            |k: u32| self.is(k, class::VERB | class::NOUN) || knows(self.word(k)) & REPORTS != 0;
        let has_word = cue
            .clone()
            .any(|k| self.token(k).kind == TokenKind::Word && self.word(k).len() > 1);
        has_word && !cue.clone().any(reports) && !self.has_words_of_source(draft, pieces)
    }

    /// Whether a content has a quotation, or is a clause after "that" or a colon.
    fn has_words_of_source(&self, draft: &Draft, pieces: &[Chunk]) -> bool {
        let floor = self.token(draft.cue.start).depth;
        let is_quoted = |c: &Chunk| (c.start..c.end).any(|k| self.token(k).depth > floor);
        let is_that = |c: &Chunk| self.word(c.start) == "that" || self.word(c.start - 1) == ":";
        pieces.iter().any(is_quoted) || pieces.iter().filter(|c| c.start > 0).any(is_that)
    }

    /// "a virus, dubbed “Velm”", "the village is known as": a name, and nobody who gives it.
    fn only_names(&self, draft: &Draft, pieces: &[Chunk]) -> bool {
        let verb = draft.cue.end - 1;
        if knows(self.word(verb)) & known::NAMING == 0 {
            return false;
        }
        // "calls “Mini Mo”": the one who is called so is not told.
        let is_name = |c: &Chunk| {
            c.len() <= LONGEST_NAME && self.mark(c.start) == Mark::Open && c.start == draft.cue.end
        };
        draft.source.is_none() || pieces.len() == 1 && is_name(&pieces[0])
    }

    /// "called the sheriff’s office asking", "called an emergency meeting": by telephone, or together.
    fn is_call(&self, draft: &Draft, pieces: &[Chunk]) -> bool {
        const ASKING: [&str; 9] = [
            "asking",
            "seeking",
            "looking",
            "wanting",
            "begging",
            "requesting",
            "reporting",
            "complaining",
            "hoping",
        ];
        const CALLED_TOGETHER: [&str; 11] = [
            "meeting",
            "election",
            "elections",
            "vote",
            "strike",
            "session",
            "conference",
            "referendum",
            "police",
            "ambulance",
            "halt",
        ];
        let calls = self.is_word_of(draft.cue.end - 1, &["called", "calls", "calling", "call"]);
        let (true, [piece]) = (calls, pieces) else {
            return false;
        };
        let reach = piece.start..piece.end.min(piece.start + REACH_OF_CALL);
        let is_thing = |k: u32| CALLED_TOGETHER.contains(&self.word(k));
        // "called a strike" is none, "called a strike a crime" names it.
        let is_one = self.is_word_of(piece.start, &["a", "an"]);
        let is_named = |k: u32| {
            k + 1 < piece.end && (self.is(k + 1, class::DETERMINER) || self.token(k + 1).depth > 0)
        };
        reach.clone().any(|k| ASKING.contains(&self.word(k)))
            || is_one && reach.clone().any(|k| is_thing(k) && !is_named(k))
    }

    /// "are thinking about it": a pronoun for what was said before. "denied it" answers that.
    fn only_points_back(&self, draft: &Draft, pieces: &[Chunk]) -> bool {
        let answers = |k: u32| knows(self.word(k)) & known::ANSWERS != 0;
        if (draft.cue.start..draft.cue.end).any(answers) {
            return false;
        }
        let points = |k: u32| {
            self.is_word_of(
                k,
                &[
                    "it", "that", "this", "them", "him", "her", "me", "us", "these", "those",
                ],
            )
        };
        let is_small = |k: u32| {
            let is_mark = self.token(k).kind == TokenKind::Mark;
            is_mark || self.is(k, class::PREPOSITION) || knows(self.word(k)) & known::ADVERB != 0
        };
        let mut words = pieces.iter().flat_map(|c| c.start..c.end);
        let has_pronoun = words.clone().any(points);
        has_pronoun && words.all(|k| points(k) || is_small(k))
    }

    /// "The landslide raised fears that", "A new bill would require": a thing that says nothing itself.
    /// "Residents raised fears that" is a statement of people.
    fn only_causes(&self, draft: &Draft) -> bool {
        const RAISES: [&str; 18] = [
            "raise",
            "raises",
            "raised",
            "raising",
            "spark",
            "sparks",
            "sparked",
            "sparking",
            "fuel",
            "fuels",
            "fuelled",
            "fueled",
            "stoke",
            "stokes",
            "stoked",
            "prompted",
            "triggered",
            "fed",
        ];
        const LAWS: [&str; 8] = [
            "bill",
            "law",
            "act",
            "legislation",
            "amendment",
            "measure",
            "proposal",
            "ordinance",
        ];
        let Some(head) = draft.source.and_then(|source| self.head_of_thing(&source)) else {
            return false;
        };
        let cue = draft.cue.start..draft.cue.end;
        let raises = cue.clone().any(|k| self.is_word_of(k, &RAISES));
        let would = cue.clone().any(|k| self.is_word_of(k, &["would"]))
            && self.is_word_of(
                draft.cue.end - 1,
                &["require", "ban", "force", "allow", "mandate"],
            );
        raises && !can_speak(&head) || would && LAWS.contains(&&*head)
    }

    /// The head of a source that is a common noun, in small letters: "bill" of "a new bill in the
    /// senate".
    fn head_of_thing(&self, source: &Chunk) -> Option<String> {
        let ends =
            |&k: &u32| self.is(k, class::PREPOSITION) || self.token(k).kind == TokenKind::Mark;
        let end = (source.start + 1..source.end)
            .find(ends)
            .unwrap_or(source.end);
        let head = self.word(end - 1);
        let is_noun =
            head.starts_with(char::is_lowercase) || self.is_word_of(end - 1, &["bill", "act"]);
        is_noun.then(|| head.to_lowercase())
    }

    /// Whether a source is a name, a person, a body or a document, which can speak or be asked.
    pub(super) fn can_speak(&self, source: &Chunk) -> bool {
        self.head_of_thing(source)
            .is_none_or(|head| can_speak(&head))
    }

    /// "The initiative is evidence that the ministry is alarmed": what the outlet infers.
    fn is_inference(&self, draft: &Draft) -> bool {
        const SIGNS: [&str; 6] = [
            "evidence",
            "proof",
            "testament",
            "sign",
            "reminder",
            "indication",
        ];
        const BE: [&str; 7] = ["is", "are", "was", "were", "be", "been", "being"];
        let cue = draft.cue.start..draft.cue.end;
        let mut sign = cue.clone().filter(|&k| self.is_word_of(k, &SIGNS));
        let has_be = cue.clone().any(|k| self.is_word_of(k, &BE));
        draft.source.is_some() && has_be && sign.next().is_some()
    }

    /// "History tells us that", "Neuroscience shows that": no one in particular says so.
    fn is_branch_of_knowledge(&self, draft: &Draft) -> bool {
        const BRANCHES: [&str; 18] = [
            "history",
            "experience",
            "science",
            "neuroscience",
            "biology",
            "physics",
            "psychology",
            "economics",
            "sociology",
            "philosophy",
            "logic",
            "instinct",
            "intuition",
            "tradition",
            "wisdom",
            "evolution",
            "reason",
            "sense",
        ];
        let source = draft.source.filter(|source| source.len() <= 2);
        source.is_some_and(|source| self.is_word_of(source.end - 1, &BRANCHES))
    }

    /// "has received reports that", "faced calls to resign": the one who is told is not the source.
    fn receives_words(&self, draft: &Draft) -> bool {
        let cue = draft.cue.start..draft.cue.end;
        let receives = cue
            .clone()
            .find(|&k| knows(self.word(k)) & known::RECEIVES != 0);
        receives.is_some_and(|first| {
            (first + 1..cue.end).any(|k| self.is(k, class::NOUN | class::VERB))
        })
    }
}

/// Whether a common noun in small letters names people, a body or a document.
fn can_speak(noun: &str) -> bool {
    let one = singular(noun);
    let is_known = |word: &str| NOUNS.has(word, SPEAKERS) || wordnet_kind(word).is_some();
    is_known(noun) || one.is_some_and(|one| is_known(&one))
}
