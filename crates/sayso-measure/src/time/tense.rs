//! In: where a time is. Out: whether its sentence is about the past or the future, and whether
//! someone spoke at that time ("said Wednesday"). The nearest verb decides, and a verb before the
//! time rather than one after it.

use sayso_english::times::{LOOKING_AHEAD, PUTTING_OFF, RESOLVING, SCHEDULED_DEEDS};
use sayso_english::titles::ends_with_stop;

use super::forms::grammar::Grammar;
use super::words::Class as C;

/// What the verb nearest to a time says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// Something decided or asked for, and the time after what is to be done: "agreed to sell the
    /// mill on Tuesday".
    Resolved,
    /// What was to come, as it was told: "said they could be ready in September", "were invited to join
    /// in July". It may be over by now.
    Told,
    /// Something planned in the past, which may have happened: "had been due on Monday".
    Planned,
    /// A sentence in which no verb is known.
    Unknown,
    /// Not a sentence, but a heading or an entry of a timetable. Such lines announce.
    Verbless,
}

impl Tense {
    /// Whether the time is to come.
    pub(super) fn is_to_come(self) -> bool {
        matches!(self, Tense::Future | Tense::Resolved | Tense::Told)
    }

    /// Whether the time is to come or announced.
    pub(super) fn looks_ahead(self) -> bool {
        self.is_to_come() || self == Tense::Verbless
    }
}

/// What a verb says about the time near it.
#[derive(Debug, Clone, Copy)]
struct Verb {
    tense: Tense,
    /// It is a verb of speech.
    speaks: bool,
}

impl Verb {
    fn of(tense: Tense) -> Verb {
        Verb {
            tense,
            speaks: false,
        }
    }
}

/// How many tokens before and after a time its verb is looked for.
const TOKENS_BEFORE: usize = 16;
const TOKENS_AFTER: usize = 14;

/// Words after "set" that make a verb without a date: "set off at noon".
const AFTER_SET: &[&str] = &[
    "off", "out", "up", "about", "fire", "foot", "aside", "back", "ablaze",
];

/// Subjects, which show that there is a sentence although its verb is not known.
const SUBJECTS: &[&str] = &[
    "He", "She", "They", "We", "It", "he", "she", "they", "we", "it", "who",
];

/// Past participles of plans that can be called off.
const PLANNED: &[&str] = &["planned", "scheduled", "due", "expected", "set"];

/// Nouns that can be between a verb of speech and the time of speaking: "told reporters on
/// Friday", "said in a statement late Monday".
const BETWEEN_SPEECH_AND_TIME: &[&str] = &[
    "reporters",
    "journalists",
    "statement",
    "interview",
    "conference",
    "news",
    "briefing",
    "tweet",
    "post",
    "email",
    "again",
    "him",
    "her",
    "them",
    "lawmakers",
];

/// Words before "for" and an event that is to come.
const READY: &[&str] = &[
    "doubt",
    "doubtful",
    "fit",
    "ready",
    "available",
    "prepare",
    "preparing",
    "prepares",
    "squad",
    "tickets",
    "favourites",
    "favorites",
];

/// Past verbs of promising.
const PROMISED: &[&str] = &["pledged", "promised", "vowed"];

/// Modal verbs of what someone said before about what was to come.
const MODALS_OF_WHAT_WAS_TOLD: &[&str] = &["would", "could", "might"];

/// Verbs that plan and are nouns after an article: "during a visit to the border on Thursday", "a
/// glimmer of hope was heralded".
const NOUNS_LIKE_PLANS: &[&str] = &[
    "visit", "visits", "travel", "hope", "hopes", "host", "play", "plays", "forecast", "runs",
    "votes", "starts", "returns", "heads", "faces",
];

/// Verbs of putting an end to a plan.
const CALLING_OFF: &[&str] = &[
    "cancelled",
    "canceled",
    "postponed",
    "scrapped",
    "shelved",
    "delayed",
    "abandoned",
    "dropped",
    "banned",
    "suspended",
];

/// Participles after "is" that say what will be the case at a time: "is shut on Friday".
const STATES_TO_COME: &[&str] = &[
    "shut",
    "open",
    "closed",
    "cancelled",
    "canceled",
    "held",
    "sold",
    "played",
];

/// Verbs whose past and base form are the same, and participles, after "to" and "will".
const SAME_AS_BASE_FORM: &[&str] = &[
    "cut", "shut", "hit", "put", "beat", "bid", "hurt", "read", "run", "held", "built", "sold",
    "lost",
];

/// The tense at the tokens `from..to`, and whether the time is one of speaking.
pub(super) fn tense(grammar: &Grammar<'_>, from: usize, to: usize) -> (Tense, bool) {
    let sentence = Sentence {
        grammar,
        from,
        to,
        has_possessive: is_possessive(grammar, to),
    };
    if sentence.is_awaited() {
        // "Ahead of Friday's talks, France unveiled a plan": the talks may be over.
        let is_told = matches!(sentence.verb_after(), Some((_, verb)) if verb.tense == Tense::Past);
        let tense = if is_told {
            Tense::Planned
        } else {
            Tense::Future
        };
        return (tense, false);
    }
    if sentence.is_comparison() {
        return (Tense::Past, false);
    }
    match sentence.verb_before() {
        Some((at, verb)) => sentence.tense_of_verb_before(at, verb),
        None => (sentence.tense_without_verb_before(), false),
    }
}

/// Whether the token is the "'s" after a time.
pub(super) fn is_possessive(grammar: &Grammar<'_>, at: usize) -> bool {
    grammar.mark(at, '\'') && grammar.says(at + 1, "s") && grammar.glued(at + 1)
}

/// A time in its sentence.
struct Sentence<'g, 't> {
    grammar: &'g Grammar<'t>,
    from: usize,
    to: usize,
    /// The time has "'s" after it: "Monday's debate". The debate has its day, so that "might" in
    /// its sentence says nothing about the day.
    has_possessive: bool,
}

impl Sentence<'_, '_> {
    /// The nearest verb before the time.
    fn verb_before(&self) -> Option<(usize, Verb)> {
        (1..=TOKENS_BEFORE.min(self.from))
            .map(|back| self.from - back)
            .take_while(|at| !ends_sentence(self.grammar, *at))
            .filter(|at| !self.is_ignored(*at))
            .find_map(|at| Some((at, verb(self.grammar, at)?)))
    }

    /// The nearest verb after the time.
    fn verb_after(&self) -> Option<(usize, Verb)> {
        if self.grammar.ends_paragraph(self.to) {
            return None;
        }
        let last = self.grammar.tokens.len().min(self.to + TOKENS_AFTER);
        (self.to..last)
            .take_while(|at| !ends_sentence(self.grammar, *at))
            .filter(|at| !self.is_ignored(*at))
            .find_map(|at| Some((at, verb(self.grammar, at)?)))
    }

    fn is_ignored(&self, at: usize) -> bool {
        let may_be = self.grammar.is(at, C::Modal) || self.grammar.word(at) == "may";
        self.has_possessive && may_be
    }

    /// "ahead of Sunday's vote", "to reach Sunday's final"
    fn is_awaited(&self) -> bool {
        let (grammar, from) = (self.grammar, self.from);
        if !self.has_possessive || from < 2 {
            return false;
        }
        let is_goal = grammar.says(from - 2, "to")
            && matches!(grammar.word(from - 1), "reach" | "face" | "meet");
        // "is a doubt for Saturday's derby", "fit for Sunday's final"
        let is_prepared = grammar.says(from - 1, "for") && READY.contains(&grammar.word(from - 2));
        is_goal || is_prepared || grammar.says(from - 2, "ahead")
    }

    /// "up from 900 in October": an earlier amount has this time.
    fn is_comparison(&self) -> bool {
        const MOST_TOKENS: usize = 8;
        let grammar = self.grammar;
        (2..=MOST_TOKENS.min(self.from))
            .map(|back| self.from - back)
            .take_while(|at| !ends_sentence(grammar, *at) && verb(grammar, *at).is_none())
            .any(|at| {
                // "rising to $42 in June from $29.75 in March"
                let is_from_sum = grammar.word(at) == "from" && grammar.mark(at + 1, '$');
                is_from_sum
                    || matches!(
                        grammar.word(at),
                        "up" | "down" | "compared" | "lower" | "higher"
                    ) && matches!(grammar.word(at + 1), "from" | "with" | "to")
            })
    }

    /// The tense if the verb before the time is at this token.
    fn tense_of_verb_before(&self, at: usize, verb: Verb) -> (Tense, bool) {
        if self.is_called_off(at) {
            return (Tense::Planned, false);
        }
        if let Some(tense) = self.tense_of_what_is_to_be_done(at) {
            // "want to understand Thursday's debate": the nearest one.
            let is_event = self.has_possessive && self.grammar.is(self.from, C::Weekday);
            let tense = if is_event { Tense::Planned } else { tense };
            return (tense, false);
        }
        if verb.tense != Tense::Present {
            return (verb.tense, verb.speaks && self.is_time_of_speaking(at));
        }
        let is_to_do =
            matches!(self.grammar.word(at), "is" | "are") && self.grammar.says(at + 1, "to");
        if self.is_predicate(at) || self.is_arranged(at) || is_to_do {
            return (Tense::Future, false);
        }
        // "has until Friday", "is Friday" look ahead; "have … signed" is past and is found by its
        // participle.
        let after = self.verb_after();
        (after.map_or(Tense::Present, |(_, verb)| verb.tense), false)
    }

    /// "a march planned for Saturday was called off", "the vote, set for March, never took place",
    /// "was due to be freed in May, but was held"
    fn is_called_off(&self, at: usize) -> bool {
        let grammar = self.grammar;
        let is_plan = PLANNED.contains(&grammar.word(at));
        let follows_was = (1..=2.min(at)).any(|back| {
            matches!(grammar.word(at - back), "was" | "were" | "been") && !grammar.mark(at - 1, ',')
        });
        let next = grammar.skip_comma(self.to);
        let is_past =
            grammar.is_any(next, &[C::PastAuxiliary, C::PastVerb]) || grammar.says(next, "never");
        if is_plan && !follows_was {
            return is_past && !grammar.says(next, "been");
        }
        let was_planned = is_plan || self.plan_before(at).is_some();
        was_planned && grammar.says(next, "but") && self.has_past_verb_after(next)
    }

    /// "was due to be (freed)", "was to (fly)": the plan in the past that has this verb.
    fn plan_before(&self, at: usize) -> Option<usize> {
        const MOST_TOKENS: usize = 4;
        let grammar = self.grammar;
        (1..=MOST_TOKENS.min(at)).map(|back| at - back).find(|k| {
            let is_plan = PLANNED.contains(&grammar.word(*k)) && grammar.is(k + 1, C::To);
            let follows_was = grammar.follows_any_word(*k, &["was", "were"]);
            is_plan && follows_was || *k > 0 && grammar.says(*k, "to") && follows_was
        })
    }

    /// Whether a verb in the past follows shortly.
    fn has_past_verb_after(&self, at: usize) -> bool {
        const MOST_TOKENS: usize = 6;
        let last = self.grammar.tokens.len().min(at + MOST_TOKENS);
        (at..last)
            .take_while(|k| !ends_sentence(self.grammar, *k))
            .any(|k| {
                verb(self.grammar, k).is_some_and(|verb| verb.tense == Tense::Past)
                    || self.grammar.says(k, "never")
            })
    }

    /// Whether only words of place and kind are between the verb of speech and the time. "said the
    /// Friday vote" and "said Friday's vote" name events.
    fn is_time_of_speaking(&self, at: usize) -> bool {
        let has_article = self.from > at + 1 && self.grammar.is_any(self.from - 1, &[C::The, C::A]);
        !self.has_possessive
            && !has_article
            && (at + 1..self.from).all(|k| can_follow_speech(self.grammar, k))
    }

    /// "the hearing is on Tuesday", "the road is shut from noon on Tuesday"
    fn is_predicate(&self, at: usize) -> bool {
        let grammar = self.grammar;
        let is_verb =
            matches!(grammar.word(at), "is" | "are") || grammar.says_any(at, STATES_TO_COME);
        let is_lead = |k: usize| {
            grammar.is_any(
                k,
                &[C::On, C::At, C::The, C::EarlyLate, C::From, C::Between],
            ) || grammar.says_any(k, STATES_TO_COME)
        };
        is_verb && (at + 1..self.from).all(is_lead)
    }

    /// "are striking on Friday"
    fn is_arranged(&self, at: usize) -> bool {
        let (grammar, from) = (self.grammar, self.from);
        matches!(grammar.word(at), "is" | "are" | "am")
            && grammar.word(at + 1).ends_with("ing")
            && at + 2 <= from
            && grammar.is(from - 1, C::On)
            && (at + 2..from - 1).all(|k| !grammar.is(k, C::Mark))
    }

    /// The tense if no verb is before the time.
    fn tense_without_verb_before(&self) -> Tense {
        let grammar = self.grammar;
        if let Some((at, verb)) = self.verb_after() {
            // "Monday is a holiday", "on Monday the road is shut": if it were over, the text would say
            // "was".
            let is_holiday = grammar.is(self.to, C::PresentAuxiliary)
                && grammar.is(self.from, C::Weekday)
                || grammar.says_any(at + 1, STATES_TO_COME);
            return if is_holiday && verb.tense == Tense::Present {
                Tense::Future
            } else {
                verb.tense
            };
        }
        // "He quit Monday": a sentence whose verb is not known.
        let has_subject =
            (1..=3.min(self.from)).any(|back| SUBJECTS.contains(&grammar.word(self.from - back)));
        // "In January, a bomb …": a sentence whose verb is not known.
        let is_adverbial =
            grammar.follows_any(self.from, &[C::In, C::On]) && grammar.mark(self.to, ',');
        let is_line =
            self.from <= 1 && !is_adverbial || self.begins_sentence() && self.ends_sentence();
        if is_adverbial && grammar.is(self.from, C::Month) {
            return Tense::Past;
        }
        if self.is_headline_of_plan() {
            return Tense::Future;
        }
        if is_line && self.is_caption() {
            return Tense::Past;
        }
        if self.has_possessive || has_subject || !is_line {
            Tense::Unknown
        } else {
            Tense::Verbless
        }
    }

    /// "Mayor to open bridge on Tuesday": a headline, whose "to" has a verb.
    fn is_headline_of_plan(&self) -> bool {
        let grammar = self.grammar;
        let is_small_word =
            |at: usize| grammar.is_any(at, &[C::Other, C::PlanningVerb]) && !grammar.is_capital(at);
        self.is_in_headline()
            && !grammar.begins_paragraph(self.from)
            && (1..self.from.saturating_sub(1)).any(|at| {
                grammar.says(at, "to") && is_small_word(at + 1) && grammar.is(at - 1, C::Other)
            })
    }

    /// Whether the time is in the first paragraph, which is short.
    fn is_in_headline(&self) -> bool {
        const MOST_TOKENS: usize = 24;
        let mut tokens = (1..MOST_TOKENS).take_while(|at| self.grammar.token(*at).is_some());
        let end = tokens.find(|at| self.grammar.begins_paragraph(*at));
        end.is_some_and(|end| self.to <= end)
            || self.to < MOST_TOKENS && self.grammar.tokens.len() < MOST_TOKENS
    }

    /// "Mourners in Velm on Thursday", "Fire in Velm on Tuesday kills two": a line of a longer text that
    /// ends with a weekday after "on" is a caption, and the first line a headline. They show what happened.
    fn is_caption(&self) -> bool {
        let grammar = self.grammar;
        let end = self.to + usize::from(grammar.mark(self.to, '.'));
        let is_text =
            end == grammar.tokens.len() && !(1..end).any(|at| grammar.begins_paragraph(at));
        grammar.is(self.from, C::Weekday)
            && grammar.follows(self.from, C::On)
            && self.from > 2
            && !grammar.begins_paragraph(self.from - 1)
            && (grammar.ends_paragraph(end) || self.is_in_headline())
            && !is_text
    }

    /// Whether few words of the sentence are before the time.
    fn begins_sentence(&self) -> bool {
        const MOST_TOKENS: usize = 4;
        let from = self.from;
        from == 0
            || (1..=MOST_TOKENS.min(from)).any(|back| {
                ends_sentence(self.grammar, from - back)
                    || self.grammar.tokens[from - back].new_paragraph
            })
    }

    /// Whether few words of the sentence are after the time.
    fn ends_sentence(&self) -> bool {
        const MOST_TOKENS: usize = 5;
        (self.to..self.to + MOST_TOKENS)
            .any(|at| self.grammar.ends_paragraph(at) || ends_sentence(self.grammar, at))
    }

    /// The tense if the verb at this token is past, but what follows from it has the time: "ordered
    /// to appear on Tuesday", "adjourned until Monday".
    fn tense_of_what_is_to_be_done(&self, verb: usize) -> Option<Tense> {
        let grammar = self.grammar;
        if self.is_put_off(verb) {
            let is_earlier_past = (1..=2.min(verb)).any(|back| grammar.says(verb - back, "had"));
            return Some(if is_earlier_past {
                Tense::Planned
            } else {
                Tense::Future
            });
        }
        if self.is_wanted(verb) {
            return Some(Tense::Future);
        }
        if self.is_of_planned_event(verb) {
            return Some(Tense::Planned);
        }
        let infinitive = self.infinitive_after(verb)?;
        // "ordered to appear", "ordered the mayor to appear"
        let noun_before = !grammar.is_capital(infinitive - 1);
        let has_word_of = |list: &sayso_english::data::WordList| {
            list.has(grammar.word(verb)) || noun_before && list.has(grammar.word(infinitive - 1))
        };
        if has_word_of(&LOOKING_AHEAD) {
            let is_told = has_past_ending(grammar.word(verb)) && !follows_is(grammar, verb);
            let is_earlier_past = (1..=2.min(verb)).any(|back| grammar.says(verb - back, "had"));
            return Some(match (is_told, is_earlier_past) {
                (true, true) => Tense::Planned,
                (true, false) => Tense::Told,
                _ => Tense::Future,
            });
        }
        if !has_word_of(&RESOLVING) {
            return None;
        }
        let deed = infinitive + 1;
        let is_scheduled = !grammar.is_capital(deed) && SCHEDULED_DEEDS.has(grammar.word(deed));
        Some(if is_scheduled {
            Tense::Future
        } else {
            Tense::Resolved
        })
    }

    /// "adjourned until (Monday)", "moved to (Friday)"
    fn is_put_off(&self, verb: usize) -> bool {
        let before = self.from - 1;
        (self.grammar.is_to(before) || self.grammar.is_until(before))
            && PUTTING_OFF.has(self.grammar.word(verb))
    }

    /// "wants the square finished by Christmas"
    fn is_wanted(&self, verb: usize) -> bool {
        const MOST_TOKENS: usize = 6;
        let grammar = self.grammar;
        let is_participle = grammar.word(verb).to_ascii_lowercase().ends_with("ed");
        let follows_want = (2..=MOST_TOKENS.min(verb))
            .any(|back| matches!(grammar.word(verb - back), "wants" | "want"));
        is_participle && follows_want && !grammar.is(verb - 1, C::PastAuxiliary)
    }

    /// "called off a planned visit in June", "announced a planned strike on Friday": what is put off or
    /// spoken of need not be over.
    fn is_of_planned_event(&self, verb: usize) -> bool {
        let grammar = self.grammar;
        let is_called_off = CALLING_OFF.contains(&grammar.word(verb))
            || grammar.says(verb, "called") && grammar.says(verb + 1, "off");
        (is_called_off || grammar.is(verb, C::SpeechVerb))
            && (verb + 1..self.from).any(|k| is_adjective(grammar, k))
    }

    /// The last "to" with a verb between the verb and the time.
    fn infinitive_after(&self, verb: usize) -> Option<usize> {
        const CAN_BE_VERB: &[C] = &[
            C::Other,
            C::PlanningVerb,
            C::PresentAuxiliary,
            C::PastVerb,
            C::SpeechVerb,
            C::Month,
            C::StartOrEnd,
        ];
        let grammar = self.grammar;
        (verb + 1..self.from.saturating_sub(1)).rev().find(|k| {
            grammar.says(*k, "to")
                && grammar.is_any(k + 1, CAN_BE_VERB)
                && !grammar.is_capital(k + 1)
                && !is_noun_after_to(grammar, k + 1)
        })
    }
}

/// "relating to decisions", "listening to evidence": a noun in the plural, or after a participle.
fn is_noun_after_to(grammar: &Grammar<'_>, at: usize) -> bool {
    let word = grammar.word(at);
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    let follows_participle = at > 1 && grammar.word(at - 2).ends_with("ing");
    is_plural || follows_participle
}

/// Whether the token is a full stop, an exclamation or question mark, or a semicolon that ends a
/// clause; not the full stop of an abbreviation.
pub(super) fn ends_sentence(grammar: &Grammar<'_>, at: usize) -> bool {
    let token = &grammar.tokens[at];
    let next = grammar.tokens.get(at + 1);
    if next.is_some_and(|next| next.new_paragraph)
        || token.is_mark('!')
        || token.is_mark('?')
        || token.is_mark(';')
    {
        return true;
    }
    if !token.is_mark('.') || at == 0 {
        return false;
    }
    let next_can_begin =
        next.is_none_or(|next| next.capital && !next.glued || next.class == C::Mark);
    // "Nov." and "p.m." are abbreviations; "12." and "it." are not. Longer ones are titles: "Supt."
    let before = &grammar.tokens[at - 1];
    let is_short =
        before.class != C::Digits && before.len() <= 3 && (before.len() <= 1 || before.capital);
    let is_abbreviation =
        grammar.says_any(at - 1, &["vs", "v"]) || ends_with_stop(grammar.word(at - 1));
    next_can_begin && !is_short && !is_abbreviation
}

/// What the word at this token says about a time near it, if it is a verb.
fn verb(grammar: &Grammar<'_>, at: usize) -> Option<Verb> {
    let token = &grammar.tokens[at];
    let tense = match token.class {
        // "could not be reached Wednesday"
        C::Modal if grammar.word(at) == "could" && grammar.says(at + 1, "not") => Tense::Past,
        // "the upset that he could have had Tuesday"
        C::Modal
            if grammar.says_any(at, MODALS_OF_WHAT_WAS_TOLD) && grammar.says(at + 1, "have") =>
        {
            Tense::Past
        }
        C::Modal if grammar.says_any(at, MODALS_OF_WHAT_WAS_TOLD) => Tense::Told,
        C::Will | C::Modal => Tense::Future,
        C::PlanningVerb => tense_of_plan(grammar, at)?,
        C::Month if grammar.word(at) == "may" => Tense::Future,
        // "were to meet"
        C::PastAuxiliary if grammar.says(at, "were") && grammar.is(at + 1, C::To) => Tense::Future,
        C::PastVerb | C::SpeechVerb if follows_to_be(grammar, at) => {
            tense_of_infinitive(grammar, at)
        }
        C::PastVerb if is_base_form(grammar, at) => return None,
        C::PastVerb if follows_is(grammar, at) => Tense::Present,
        C::PastAuxiliary | C::PastVerb => Tense::Past,
        C::PresentAuxiliary if follows_will(grammar, at) => Tense::Future,
        C::PresentAuxiliary => Tense::Present,
        C::SpeechVerb => {
            return Some(Verb {
                tense: Tense::Past,
                speaks: true,
            });
        }
        C::StartOrEnd | C::Other if is_start_or_end_as_verb(grammar, at) => Tense::Future,
        C::Other if is_arranged_event(grammar, at) || is_invitation(grammar, at) => Tense::Future,
        C::Other if !token.capital && token.len() > 3 => tense_of_unknown_word(grammar, at)?,
        _ => return None,
    };
    Some(Verb::of(tense))
}

/// The tense of a word that is in no table, by its ending.
fn tense_of_unknown_word(grammar: &Grammar<'_>, at: usize) -> Option<Tense> {
    let word = grammar.word(at);
    let looks_ahead = RESOLVING.has(word) || LOOKING_AHEAD.has(word);
    if grammar.says(at + 1, "to") && looks_ahead && !word.ends_with("ed") {
        return Some(Tense::Future);
    }
    if !has_past_ending(word) {
        return None;
    }
    if follows_is(grammar, at) {
        return Some(Tense::Present);
    }
    Some(if follows_to_be(grammar, at) {
        tense_of_infinitive(grammar, at)
    } else {
        Tense::Past
    })
}

/// "will be handed over", "is to be handed over"; but "asked for them to be handed over" was said
/// before.
fn tense_of_infinitive(grammar: &Grammar<'_>, at: usize) -> Tense {
    const MOST_TOKENS: usize = 8;
    let is_infinitive = (2..=3.min(at)).any(|back| grammar.says(at - back, "to"));
    let was_told = || {
        (3..=MOST_TOKENS.min(at))
            .map(|back| at - back)
            .take_while(|k| !ends_sentence(grammar, *k))
            .any(|k| {
                grammar.is_any(k, &[C::PastVerb, C::SpeechVerb]) || RESOLVING.has(grammar.word(k))
            })
    };
    let was_to_be = (3..=4.min(at)).any(|back| {
        grammar.says_any(at - back, &["was", "were"]) && grammar.says(at - back + 1, "to")
    });
    if was_to_be {
        Tense::Planned
    } else if is_infinitive && was_told() {
        Tense::Told
    } else {
        Tense::Future
    }
}

/// "is listed for 11 April" is not past, "is being listed" may be.
fn follows_is(grammar: &Grammar<'_>, at: usize) -> bool {
    let is_passive = (1..=2.min(at)).any(|back| matches!(grammar.word(at - back), "is" | "are"));
    is_passive && !grammar.says(at - 1, "being")
}

fn has_past_ending(word: &str) -> bool {
    word.ends_with("ed") && !word.ends_with("eed")
        || matches!(word, "agreed" | "freed" | "guaranteed" | "disagreed")
        || word.ends_with("’d")
}

/// Whether "will" or another modal verb is shortly before the token.
fn follows_will(grammar: &Grammar<'_>, at: usize) -> bool {
    (1..=3.min(at)).any(|back| grammar.is_any(at - back, &[C::Will, C::Modal]))
}

/// "to cut", "will put", "will remain shut": a verb that is not in the past although its past form
/// is the same.
fn is_base_form(grammar: &Grammar<'_>, at: usize) -> bool {
    let is_led = grammar.follows_word(at, "to") || follows_will(grammar, at);
    is_led && SAME_AS_BASE_FORM.contains(&grammar.word(at))
}

/// "(the talks) end on Friday": a verb and not a noun, because it follows a plural or a clause and
/// a time follows it.
fn is_start_or_end_as_verb(grammar: &Grammar<'_>, at: usize) -> bool {
    const BEFORE_TIME: &[C] = &[C::On, C::At, C::In, C::Weekday, C::Next, C::DayFromNow];
    let word = grammar.word(at);
    if at == 0 || !matches!(word, "end" | "start" | "close" | "open") {
        return false;
    }
    let before = at - 1;
    let is_second_verb = grammar.is(before, C::And) && !matches!(word, "start" | "end");
    let is_plural = grammar.is(before, C::Other)
        && !grammar.is_capital(before)
        && grammar.word(before).ends_with('s');
    (grammar.mark(before, ',') || is_second_verb || is_plural)
        && grammar.is_any(at + 1, BEFORE_TIME)
}

/// "(voters) head to the polls", "(the two) meet for the first time": the present of what is arranged,
/// after a plural.
fn is_arranged_event(grammar: &Grammar<'_>, at: usize) -> bool {
    const VERBS: &[&str] = &["head", "meet", "face", "gather", "return", "vote"];
    if at == 0 || !VERBS.contains(&grammar.word(at)) {
        return false;
    }
    let before = grammar.word(at - 1);
    let is_plural =
        grammar.is(at - 1, C::Other) && before.ends_with('s') && !before.ends_with("ss");
    is_plural || grammar.is(at - 1, C::Cardinal)
}

/// "Watch it Saturday night", "(I can say it:) join us on Friday": the imperative of an invitation, at
/// the beginning of a clause.
fn is_invitation(grammar: &Grammar<'_>, at: usize) -> bool {
    const VERBS: &[&str] = &["watch", "join", "catch", "tune", "come", "bring", "see"];
    let is_verb = grammar.says_any(at, VERBS);
    let begins_clause = grammar.begins_sentence(at)
        || at > 0 && grammar.any_mark(at - 1, &[':', '"', '“', '!'])
        || grammar.follows_any_word(at, &["please", "Please"]);
    let has_object = grammar.token(at + 1).is_some_and(|next| {
        matches!(
            next.class,
            C::Other | C::The | C::A | C::On | C::At | C::In | C::This
        ) || grammar.is_possessive(at + 1)
    }) && !grammar.token(at + 1).is_some_and(|next| next.capital);
    is_verb && begins_clause && has_object
}

/// The tense of a verb that plans. "weaker than expected" and "as planned" are not verbs, "did not
/// visit" is past.
fn tense_of_plan(grammar: &Grammar<'_>, at: usize) -> Option<Tense> {
    let back = |n: usize| at.checked_sub(n).map_or("", |k| grammar.word(k));
    let (last, second_last) = (back(1), back(2));
    let is_comparison =
        matches!(last, "than" | "as") || second_last == "as" && last.ends_with("ly");
    // "kept going until Monday"
    let is_other_verb = grammar.says(at, "going")
        && matches!(
            last,
            "kept" | "keep" | "keeps" | "get" | "got" | "was" | "were" | "been"
        );
    let is_negated = [last, second_last]
        .iter()
        .any(|word| matches!(*word, "did" | "didn’t" | "didn't"))
        || last == "t" && back(3) == "didn";
    let sets_no_date = grammar.says(at, "set") && AFTER_SET.contains(&grammar.word(at + 1));
    // "the forecast in December", "a play on Friday"
    let follows_article = grammar.follows_any(at, &[C::The, C::A]);
    let is_noun = follows_article
        && !grammar.says(at, "deadline")
        && grammar.is_any(at + 1, &[C::In, C::On, C::At, C::During])
        // "a spending plan on Monday", "his plan clear in a June letter"
        || grammar.says(at, "plan") && !grammar.is_any(at + 1, &[C::To, C::A, C::For]) && !grammar.follows_any_word(at, &["they", "we", "who"])
        // "the host Ann Roe"
        || grammar.says(at, "host") && grammar.is_capital(at + 1) && last != "to"
        // "let the guest speak"; but "let's meet on Friday"
        || grammar.says(at, "let") && !grammar.mark(at + 1, '\'') && !grammar.says(at + 1, "us")
        // "the grim, if now familiar, ritual"
        || grammar.says(at, "if") && at > 0 && grammar.mark(at - 1, ',') && (2..5).any(|k| grammar.mark(at + k, ','))
        || NOUNS_LIKE_PLANS.contains(&grammar.word(at))
            && (follows_article
                || grammar.follows_any(at, &[C::Of, C::During, C::A])
                || grammar.follows_any_word(at, &["s", "no", "any"]));
    let is_no_plan = is_comparison || is_other_verb || is_negated || sets_no_date || is_noun;
    if is_no_plan || is_adjective(grammar, at) {
        return None;
    }
    // "pledged to the trust in July": the time of the promise, if nothing is to be done.
    if PROMISED.contains(&grammar.word(at)) {
        return Some(Tense::Past);
    }
    let is_earlier_plan = matches!((second_last, last), ("had", "been") | ("was", "to"));
    let can_be_over = PLANNED.contains(&grammar.word(at)) || grammar.says(at, "planning");
    let is_told = can_be_over && last == ",";
    let was_planned = can_be_over && matches!(last, "was" | "were");
    Some(if is_earlier_plan || was_planned {
        Tense::Planned
    } else if is_told {
        Tense::Told
    } else {
        Tense::Future
    })
}

/// "rounds of planned outages", "the scheduled concert": a participle that describes a noun and says
/// nothing about the time after it.
fn is_adjective(grammar: &Grammar<'_>, at: usize) -> bool {
    const PARTICIPLES: &[&str] = &[
        "planned",
        "scheduled",
        "expected",
        "forecast",
        "forthcoming",
    ];
    const BEFORE_ADJECTIVE: &[C] = &[
        C::The,
        C::A,
        C::Of,
        C::In,
        C::For,
        C::By,
        C::From,
        C::After,
        C::Before,
        C::During,
        C::Over,
        C::About,
        C::Cardinal,
        C::Digits,
        C::Several,
        C::Few,
        C::This,
        C::Ordinal,
        C::More,
        C::PastVerb,
    ];
    let is_participle = grammar.says_any(at, PARTICIPLES);
    let before = grammar.word(at.wrapping_sub(1));
    let is_led = grammar.begins_sentence(at)
        || grammar.follows_any(at, BEFORE_ADJECTIVE)
        || grammar.follows(at, C::Other) && (has_past_ending(before) || before.ends_with("ing"));
    let noun = grammar.token(at + 1);
    let describes_noun = noun.is_some_and(|noun| {
        matches!(
            noun.class,
            C::Other | C::Month | C::StartOrEnd | C::SpeechVerb | C::PlanningVerb
        ) && !noun.new_paragraph
    });
    is_participle && is_led && describes_noun
}

/// Whether a participle follows "to be", "will be" or "would be".
fn follows_to_be(grammar: &Grammar<'_>, at: usize) -> bool {
    (1..=2.min(at)).map(|back| at - back).any(|be| {
        grammar.says(be, "be")
            && be > 0
            && (grammar.is_any(be - 1, &[C::To, C::Will, C::Modal, C::PlanningVerb])
                || grammar.follows_any(be - 1, &[C::Will, C::Modal]))
    })
}

/// Whether the token can be between a verb of speech and the time of speaking.
fn can_follow_speech(grammar: &Grammar<'_>, at: usize) -> bool {
    const CLASSES: &[C] = &[
        C::On,
        C::In,
        C::At,
        C::A,
        C::The,
        C::EarlyLate,
        C::Earlier,
        C::Later,
        C::During,
    ];
    grammar.is_any(at, CLASSES) || grammar.says_any(at, BETWEEN_SPEECH_AND_TIME)
}
