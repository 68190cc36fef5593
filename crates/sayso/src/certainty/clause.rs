//! In: the tokens of one content or clause. Out: its shape, the head of its main clause, and the
//! signals of certainty that stand there: not those of relative and other subordinate clauses.

use super::lexicon::{Use, class};
use super::words::{Form, Word, Words};
use super::{Rule, Status, Strength, TriggerKind};
use crate::names::Pos;
use crate::segment::Mark;
use std::ops::Range;

/// Something that speaks for a status.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signal {
    pub status: Status,
    pub strength: Strength,
    /// The row of the decision table.
    pub rule: Rule,
    pub kind: TriggerKind,
    /// The token that shows it.
    pub at: u32,
}

/// What a content is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No verb that says something of something.
    Phrase,
    /// "to close", "not to close".
    Infinitive,
    /// "the mill to close".
    SubjectInfinitive,
    /// "closing the mill".
    Gerund,
    /// A clause with a finite verb.
    Clause,
}

/// What is found in a content.
#[derive(Debug)]
pub(super) struct Content {
    pub shape: Shape,
    /// It opens with "whether", "how", "who", …
    pub asking: Option<u32>,
    /// The main verb, or the first one.
    pub head: Option<u32>,
    pub signals: Vec<Signal>,
}

/// No more tokens of a content are looked at.
const MOST: usize = 240;

/// Looks at a content. Its first sentence that has a verb decides.
pub(super) fn content(words: &Words, tokens: &[u32]) -> Content {
    let tokens = &tokens[..tokens.len().min(MOST)];
    let mut first: Option<Content> = None;
    let mut rest = tokens;
    while let Some(&k) = rest.first() {
        let sentence = words.at(k).sentence;
        let len = rest
            .iter()
            .take_while(|&&k| words.at(k).sentence == sentence)
            .count();
        let found = Looker {
            words,
            seq: &rest[..len],
        }
        .sentence();
        rest = &rest[len..];
        if found.shape != Shape::Phrase || !found.signals.is_empty() {
            return found;
        }
        first.get_or_insert(found);
    }
    first.unwrap_or(Content {
        shape: Shape::Phrase,
        asking: None,
        head: None,
        signals: vec![],
    })
}

/// A verb with what belongs to it: "may not have been closed". Numbers count in `seq`.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Where the clause begins: its subject, or what stands before that.
    pub from: usize,
    /// Its words.
    pub words: Range<usize>,
    /// The last verb.
    pub head: usize,
}

/// One sentence, or the piece of it that is looked at.
pub(super) struct Looker<'w, 'a> {
    pub words: &'w Words<'a>,
    pub seq: &'w [u32],
}

impl<'w, 'a> Looker<'w, 'a> {
    pub fn at(&self, i: usize) -> Option<&'w Word<'a>> {
        self.seq.get(i).map(|&k| self.words.at(k))
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.at(i).is_some_and(|w| w.is(word))
    }

    fn has(&self, i: usize, class: u32) -> bool {
        self.at(i).is_some_and(|w| w.has(class))
    }

    fn pos(&self, i: usize) -> Pos {
        self.at(i).map_or(Pos::X, |w| w.pos)
    }

    /// What is asked, or not decided.
    fn left_open(&self, head: usize) -> Signal {
        self.signal(
            head,
            Status::Question,
            Strength::Strong,
            Rule::LeftOpen,
            TriggerKind::Question,
        )
    }

    fn signal(
        &self,
        at: usize,
        status: Status,
        strength: Strength,
        rule: Rule,
        kind: TriggerKind,
    ) -> Signal {
        Signal {
            status,
            strength,
            rule,
            kind,
            at: self.seq[at],
        }
    }

    fn sentence(&self) -> Content {
        let mut out = Content {
            shape: Shape::Phrase,
            asking: None,
            head: None,
            signals: Vec::new(),
        };
        let mut from = self.opening(0);
        self.question_mark(&mut out.signals);
        if self.has(from, class::ASKING) && !self.opens_aside(from) {
            out.asking = Some(self.seq[from]);
        }
        if self.is(from, "if") && !self.has_comma(from) {
            out.asking = Some(self.seq[from]);
        }
        if let Some(after) = self.leading_condition(from, &mut out.signals) {
            from = after;
        } else if self.opens_aside(from) {
            from = self.past_comma(from);
        }
        if let Some(head) = self.imperative(from) {
            (out.shape, out.head) = (Shape::Clause, Some(self.seq[head]));
            out.signals.push(self.signal(
                from,
                Status::Directive,
                Strength::Strong,
                Rule::Imperative,
                TriggerKind::Directive,
            ));
            return out;
        }
        if let Some(shape) = self.non_finite(from) {
            out.shape = shape;
            let verb = (from..self.seq.len()).find(|&i| self.pos(i) == Pos::Verb);
            out.head = verb.map(|i| self.seq[i]);
            return out;
        }
        if let Some(group) = self.group(from) {
            out.shape = Shape::Clause;
            self.signals(&group, &mut out.signals, 0);
            self.trailing_condition(group.head + 1, &mut out.signals);
            out.head = Some(self.seq[self.predicate(&group).unwrap_or(group.head)]);
        } else if let Some(verb) = self.infinitive(from) {
            (out.shape, out.head) = (Shape::SubjectInfinitive, Some(self.seq[verb]));
        }
        out
    }

    /// The verb of "the mill to close", where no finite verb stands.
    fn infinitive(&self, from: usize) -> Option<usize> {
        let is_verb = |i: usize| {
            self.pos(i) == Pos::Verb && (self.before(i, "to") || self.is(i - 1, "be"))
                || i > from + 1
                    && self.before(i, "to")
                    && self.pos(i) == Pos::Noun
                    && self.is_object(from, i)
        };
        let verb = (from + 1..self.seq.len()).find(|&i| is_verb(i));
        verb.filter(|&verb| !self.hangs_on_noun(verb))
    }

    /// The word before `i`, past quotation marks.
    fn before(&self, i: usize, word: &str) -> bool {
        (0..i)
            .rev()
            .find(|&b| self.at(b).is_some_and(|w| w.mark == Mark::None))
            .is_some_and(|b| self.is(b, word))
    }

    /// "them to stop": a pronoun before "to", whatever the tagger takes the verb for.
    fn is_object(&self, from: usize, verb: usize) -> bool {
        let to = (from..verb).rev().find(|&b| self.is(b, "to"));
        to.and_then(|to| to.checked_sub(1)).is_some_and(|b| {
            b >= from
                && self
                    .at(b)
                    .is_some_and(|w| w.any(&["them", "him", "her", "us", "me"]))
        })
    }

    /// "his failure to release": the infinitive says what the noun is, not what somebody should do.
    fn hangs_on_noun(&self, verb: usize) -> bool {
        let to = (0..verb).rev().find(|&b| self.is(b, "to"));
        let noun = to.and_then(|to| to.checked_sub(1)).and_then(|b| self.at(b));
        noun.is_some_and(|w| w.has(class::ABSTRACT))
    }

    /// Past marks, "and", "that", "well,".
    pub fn opening(&self, mut i: usize) -> usize {
        while let Some(word) = self.at(i) {
            let calls = word.has(class::CALL) && self.is(i + 1, ",");
            let joins = word.any(&["and", "but", "so", "or", "yet", "then"]);
            let that = word.is("that") && !self.at(i + 1).is_some_and(Word::is_verbal);
            if calls {
                i += 1;
            } else if !(word.is_mark || joins || that) {
                break;
            }
            i += 1;
        }
        i
    }

    fn question_mark(&self, out: &mut Vec<Signal>) {
        let closes =
            |w: &Word| w.mark != Mark::None || w.any(&["'", "’", "\"", "”", ")", "]", "."]);
        let last = (0..self.seq.len())
            .rev()
            .find(|&i| self.at(i).is_some_and(|w| !closes(w)));
        if let Some(last) = last.filter(|&i| self.is(i, "?")) {
            out.push(self.signal(
                last,
                Status::Question,
                Strength::Strong,
                Rule::QuestionMark,
                TriggerKind::Question,
            ));
        }
    }

    fn has_comma(&self, from: usize) -> bool {
        (from..self.seq.len()).any(|i| self.is(i, ","))
    }

    /// A subordinate clause stands in front, up to a comma.
    pub fn opens_aside(&self, from: usize) -> bool {
        let opens = self.has(from, class::SUBORDINATE) && self.pos(from) != Pos::Pron;
        opens && self.has_comma(from)
    }

    /// After the first comma that follows a verb.
    pub fn past_comma(&self, from: usize) -> usize {
        let verb = (from..self.seq.len()).find(|&i| self.at(i).is_some_and(Word::is_verbal));
        let comma = verb.and_then(|verb| (verb..self.seq.len()).find(|&i| self.is(i, ",")));
        comma.map_or(from, |i| self.opening(i + 1))
    }

    /// "If …, …", "Had it …, …": where the main clause begins.
    pub fn leading_condition(&self, from: usize, out: &mut Vec<Signal>) -> Option<usize> {
        let even = self.is(from, "even");
        let inverted = |i| {
            (self.is(i, "had") || self.is(i, "should") || self.is(i, "were"))
                && matches!(
                    self.pos(i + 1),
                    Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn
                )
        };
        let opens = self.has(from, class::IF) || inverted(from);
        let asked = self.seq.last().is_some() && out.iter().any(|s| s.status == Status::Question);
        if even || !opens || !self.has_comma(from) || asked {
            return None;
        }
        out.push(self.signal(
            from,
            Status::Conditional,
            Strength::Strong,
            Rule::Condition,
            TriggerKind::Condition,
        ));
        Some(self.past_comma(from))
    }

    /// "… if …", "… unless …" after the main verb.
    pub fn trailing_condition(&self, from: usize, out: &mut Vec<Signal>) {
        for i in from..self.seq.len() {
            let Some(word) = self.at(i) else { return };
            let long = word.is("long") && self.is(i + 1, "as") && i > from;
            if !(word.has(class::IF) || long) {
                continue;
            }
            let before = i.checked_sub(1).and_then(|b| self.at(b));
            let even = !long && before.is_some_and(|b| b.any(&["even", "as", "what", "or"]));
            let asks = before.is_some_and(|b| {
                b.has(class::KNOW)
                    || b.any(&[
                        "ask", "asked", "wonder", "wondered", "see", "seeing", "whether", "matter",
                    ])
            });
            let is_verb = word.any(&["provided", "assuming"]) && !self.is(i + 1, "that");
            if !even && !asks && !is_verb {
                out.push(self.signal(
                    i,
                    Status::Conditional,
                    Strength::Strong,
                    Rule::Condition,
                    TriggerKind::Condition,
                ));
                return;
            }
        }
    }

    /// "Sell the boat", "Don’t look down": the verb.
    fn imperative(&self, from: usize) -> Option<usize> {
        let word = self.at(from)?;
        let next = self.at(from + 1)?;
        if word.has(class::CALL) {
            return None;
        }
        if word.is("let") && next.pos != Pos::Aux {
            return Some(from);
        }
        let negated = word.is("do") && next.has(class::NOT) && self.pos(from + 2) == Pos::Verb;
        if negated {
            return Some(from + 2);
        }
        let bare = word.pos == Pos::Verb
            && word.form == Form::Other
            && !is_past(word)
            && word.text.is_ascii();
        let goes_on = matches!(
            next.pos,
            Pos::Det
                | Pos::Pron
                | Pos::Noun
                | Pos::Propn
                | Pos::Adp
                | Pos::Adv
                | Pos::Adj
                | Pos::Num
                | Pos::Part
        );
        let finite = self
            .group(from + 1)
            .is_some_and(|g| g.words.start < from + 4);
        (bare && goes_on && !finite).then_some(from)
    }

    /// Contents that begin with an infinitive or an -ing form.
    fn non_finite(&self, from: usize) -> Option<Shape> {
        let start = from + usize::from(self.has(from, class::NOT) || self.is(from, "against"));
        let verb = |i: usize| {
            self.at(i)
                .is_some_and(|w| w.is_verbal() && w.form != Form::Ing)
        };
        if self.is(start, "to") && (verb(start + 1) || self.pos(start + 1) == Pos::Adv) {
            return Some(Shape::Infinitive);
        }
        let ing = self
            .at(start)
            .is_some_and(|w| w.form == Form::Ing && w.is_verbal());
        (ing && self.group(start + 1).is_none()).then_some(Shape::Gerund)
    }

    /// The main clause's verb.
    pub fn group(&self, from: usize) -> Option<Group> {
        let mut discard = 0;
        let mut i = from;
        while let Some(word) = self.at(i) {
            let first = i == from;
            if !first && word.has(class::RELATIVE) {
                if self.is(i - 1, ",")
                    && let Some(comma) = (i..self.seq.len()).skip(2).find(|&c| self.is(c, ","))
                {
                    i = comma + 1;
                    continue;
                }
                discard += 1;
            } else if !first && word.is("that") && self.at(i - 1).is_some_and(Word::is_nominal) {
                discard += 1;
            } else if !first && self.is(i - 1, ",") && self.is_aside(i) {
                let comma = (i + 1..self.seq.len()).find(|&c| self.is(c, ","));
                if let Some(comma) = comma {
                    i = comma + 1;
                    continue;
                }
            } else if self.is_finite(i, from) {
                let group = self.grow(from, i);
                if discard == 0 {
                    return Some(self.past_contact(group));
                }
                discard -= 1;
                // What is said in a relative clause is part of it.
                let says = self.at(group.head).is_some_and(|w| w.entry.cue().is_some());
                discard += usize::from(says && !self.is(group.words.end, ","));
                i = group.words.end;
                continue;
            }
            i += 1;
        }
        None
    }

    /// "a contract nobody may read is …": a second verb right behind the first is the main one.
    fn past_contact(&self, group: Group) -> Group {
        let next = group.words.end;
        let says = self
            .at(group.head)
            .is_some_and(|w| w.entry.cue().is_some() || w.pos == Pos::Aux);
        let follows = self.pos(next) == Pos::Aux
            && !self.has(next, class::BE)
                | self
                    .at(next)
                    .is_some_and(|w| w.any(&["is", "are", "was", "were"]));
        if !says && follows && self.is_finite(next, group.from) {
            self.grow(group.from, next)
        } else {
            group
        }
    }

    /// After a comma: a participle or a subordinate clause that ends with the next comma.
    fn is_aside(&self, i: usize) -> bool {
        let Some(word) = self.at(i) else { return false };
        let participle =
            word.pos == Pos::Verb && (matches!(word.form, Form::Ing | Form::Ed) || is_past(word));
        let subordinate = word.has(class::SUBORDINATE) && word.pos != Pos::Pron;
        participle && self.pos(i + 1) != Pos::Det || subordinate
    }

    fn is_finite(&self, i: usize, from: usize) -> bool {
        let Some(word) = self.at(i) else { return false };
        if !word.is_verbal() || word.form == Form::Ing || word.any(&["be", "been", "being"]) {
            return false;
        }
        let before = i.checked_sub(1).and_then(|b| self.at(b));
        if i > 0
            && (self.before(i, "to")
                || i > 1 && self.is(i - 2, "to") && self.pos(i - 1) == Pos::Adv)
        {
            return false;
        }
        if word.pos == Pos::Aux {
            return true;
        }
        // "the old station": no verb.
        if before.is_some_and(|b| {
            b.pos == Pos::Det && !b.any(&["that", "all", "this"]) || b.pos == Pos::Adp
        }) && i > from
        {
            return false;
        }
        // "officers sent to the scene were …": the later verb is the main one.
        let participle = word.form == Form::Ed || is_past(word);
        let after_noun = i > from && before.is_some_and(|b| b.is_nominal() && b.pos != Pos::Pron);
        let goes_on = matches!(self.pos(i + 1), Pos::Adp | Pos::Part);
        !(participle && after_noun && goes_on && self.later_verb(i + 1))
    }

    /// A finite verb follows before anything that opens another clause.
    fn later_verb(&self, from: usize) -> bool {
        for i in from..self.seq.len() {
            let Some(word) = self.at(i) else { return false };
            let closes = word.any(&[",", ";", ":", "that", "and", "but", "or"])
                || word.is_mark && !word.quoted;
            let opens = word.has(class::RELATIVE | class::SUBORDINATE | class::ASKING | class::IF)
                && word.pos != Pos::Adp;
            let subject = word.pos == Pos::Pron;
            if closes || opens || subject {
                return false;
            }
            if word.pos == Pos::Aux && !word.any(&["be", "been", "being"]) && !self.is(i - 1, "to")
            {
                return true;
            }
        }
        false
    }

    /// The whole group of the finite verb `i`.
    fn grow(&self, from: usize, i: usize) -> Group {
        let (mut head, mut j) = (i, i + 1);
        while let Some(word) = self.at(j) {
            let light = self.at(head).is_some_and(|h| {
                h.pos == Pos::Aux || h.has(class::BE | class::HAVE | class::DO | class::MODAL)
            });
            let beside = word.pos == Pos::Adv && !word.has(class::ASKING)
                || word.any(&["yet", "also", "still", "even", "ever", "already"]);
            let longer = word.is("longer") && self.is(j - 1, "no")
                || word.is("no") && self.is(j + 1, "longer");
            if word.has(class::NOT) && light
                || beside
                || longer
                || word.entry.trigger(Use::Adverb).is_some() && word.pos != Pos::Adj
            {
                j += 1;
            } else if word.is_verbal() && light {
                (head, j) = (j, j + 1);
            } else {
                break;
            }
        }
        Group {
            from,
            words: i..j,
            head,
        }
    }

    /// What is said with a form of "be": "likely", "expected".
    fn predicate(&self, group: &Group) -> Option<usize> {
        let be = group.words.clone().any(|i| self.has(i, class::BE));
        let head = self.at(group.head)?;
        if be && !head.has(class::BE) {
            return Some(group.head);
        }
        let next = self.at(group.words.end)?;
        let fits = matches!(
            next.pos,
            Pos::Adj | Pos::Verb | Pos::Noun | Pos::Adp | Pos::Adv
        );
        (be && fits).then_some(group.words.end)
    }

    /// The signals of a group, and of the clause that a thought or "it is clear" opens.
    pub fn signals(&self, group: &Group, out: &mut Vec<Signal>, depth: u8) {
        self.adverbs(group, out);
        let negation = self.negation(group);
        self.modal(group, negation, out);
        let open = out.len();
        self.predicates(group, negation, out);
        self.verbs(group, negation, out);
        self.nouns(group, negation, out);
        let turned = out[open..].iter().any(|s| {
            matches!(
                s.status,
                Status::Unlikely | Status::Question | Status::Possible
            )
        }) || out.iter().any(|s| s.rule == Rule::NotRuledOut);
        // "should never have been bought": it has been.
        let reproach = (self.is(group.words.start, "should")
            || self.is(group.words.start, "ought"))
            && self.is_perfect(group);
        if let Some(at) = negation.filter(|_| !turned && !reproach) {
            out.push(self.signal(
                at,
                Status::Negated,
                Strength::Strong,
                Rule::Negation,
                TriggerKind::Negation,
            ));
        }
        if depth < 2
            && let Some(inner) = self.opened(group)
        {
            let mut found = Vec::new();
            self.signals(&inner, &mut found, depth + 1);
            out.append(&mut found);
        }
    }

    fn adverbs(&self, group: &Group, out: &mut Vec<Signal>) {
        let start = group.from..(group.from + 2).min(group.words.start);
        let beside = group.words.start.saturating_sub(1).max(start.end)
            ..(group.words.end + 1).min(self.seq.len());
        for i in start.chain(beside) {
            let Some(word) = self.at(i).filter(|w| w.pos != Pos::Adj) else {
                continue;
            };
            let Some(row) = word.entry.trigger(Use::Adverb) else {
                continue;
            };
            let (status, rule) = match row.kind {
                TriggerKind::Possible => (Status::Possible, Rule::AdverbOfPossibility),
                TriggerKind::Future => (Status::Prediction, Rule::AdverbOfHope),
                _ => (Status::Probable, Rule::AdverbOfLikelihood),
            };
            out.push(self.signal(i, status, row.strength, rule, row.kind));
        }
        let almost = |i: usize| {
            self.is(i, "certainly")
                && i > 0
                && self.at(i - 1).is_some_and(|w| w.any(&["almost", "nearly"]))
        };
        if let Some(i) = (group.from..=group.words.end).find(|&i| almost(i)) {
            out.push(self.signal(
                i,
                Status::Probable,
                Strength::Strong,
                Rule::AdverbOfLikelihood,
                TriggerKind::Probable,
            ));
        }
    }

    /// "not", "never", "no longer" in the group; "no" in its subject or object.
    fn negation(&self, group: &Group) -> Option<usize> {
        let within = group.words.clone().find(|&i| {
            self.has(i, class::NOT) && !self.is(i + 1, "only")
                || self.is(i, "no") && self.is(i + 1, "longer")
        });
        let no = |i: usize| {
            let odd = [
                "longer", "fewer", "more", "less", "later", "doubt", "matter", "sooner", "bigger",
                "wonder",
            ];
            self.has(i, class::NO)
                && !self.at(i + 1).is_some_and(|w| w.any(&odd))
                && !self.excepts(i)
        };
        let few = |i: usize| no(i) || self.is_hardly_any(i) || self.is_not_one(i);
        let subject = (group.from..group.words.start.min(group.from + 2)).find(|&i| few(i));
        let object = (group.words.end.saturating_sub(1)..(group.words.end + 1).min(self.seq.len()))
            .find(|&i| self.is_hardly_any(i) || i == group.words.end && no(i));
        // "the mayor never told him"
        let never = group
            .words
            .start
            .checked_sub(1)
            .filter(|&b| b >= group.from && self.is(b, "never"));
        match self.untrue(group) {
            Some(_) if within.is_some() => None,
            Some(at) => Some(at),
            None => within.or(never).or(subject).or(object),
        }
    }

    /// "no choice but", "nothing but", "nobody except": what is left is so.
    fn excepts(&self, i: usize) -> bool {
        let from = if self.is(i, "no") {
            let Some(noun) = (i + 1..i + 3).find(|&k| self.has(k, class::CHOICE)) else {
                return false;
            };
            noun + 1
        } else {
            i + 1
        };
        self.is(from, "but")
            || self.is(from, "except")
            || self.is(from, "other") && self.is(from + 1, "than")
    }

    /// "hardly anyone", "scarcely any".
    fn is_hardly_any(&self, i: usize) -> bool {
        let any = |w: &Word| w.any(&["any", "anyone", "anybody", "anything", "ever"]);
        self.has(i, class::HARDLY) && self.at(i + 1).is_some_and(any)
    }

    /// "not a single", "not one", "not everybody" as a subject.
    fn is_not_one(&self, i: usize) -> bool {
        let one = ["a", "one", "all", "every", "everyone", "everybody", "any"];
        self.is(i, "not") && self.at(i + 1).is_some_and(|w| w.any(&one))
    }

    /// "it is untrue that", "this was a lie".
    fn untrue(&self, group: &Group) -> Option<usize> {
        let it = |b: usize| {
            b >= group.from && self.at(b).is_some_and(|w| w.any(&["it", "that", "this"]))
        };
        let be = self.at(group.head).is_some_and(|w| w.has(class::BE));
        let end = group.words.end;
        let at = end + usize::from(self.is(end, "a"));
        (be && group.words.start.checked_sub(1).is_some_and(it) && self.has(at, class::FALSE))
            .then_some(at)
    }

    fn modal(&self, group: &Group, negation: Option<usize>, out: &mut Vec<Signal>) {
        use Strength::{Medium, Strong, Weak};
        let i = group.words.start;
        let Some(word) = self.at(i) else { return };
        let head = self.at(group.head).copied();
        let has = |class| head.is_some_and(|h: Word| h.has(class));
        let perfect = self.is_perfect(group);
        let says =
            |status, strength, rule, kind| Some(self.signal(i, status, strength, rule, kind));
        let found = match () {
            () if !word.has(class::MODAL) || word.pos != Pos::Aux && word.pos != Pos::Verb => None,
            () if word.any(&["may", "might"]) => {
                let allowed = word.is("may")
                    && !perfect
                    && (has(class::ALLOWED) || self.is(i + 1, "only") || self.subject_is_no(group));
                let well = self.is(i + 1, "well");
                let strength = if well { Medium } else { Weak };
                (!allowed).then(|| {
                    self.signal(
                        i,
                        Status::Possible,
                        strength,
                        Rule::May,
                        TriggerKind::Possible,
                    )
                })
            }
            () if word.is("could") => {
                let excluded = negation.is_some() && self.is_excluded(group);
                let ability = negation.is_some() && !excluded
                    || !perfect
                        && (has(class::ABILITY)
                            || self.has(i + 1, class::ABILITY)
                            || self.follows_person(group));
                let rule = if excluded {
                    Rule::NotRuledOut
                } else {
                    Rule::Could
                };
                (!ability)
                    .then(|| self.signal(i, Status::Possible, Weak, rule, TriggerKind::Possible))
            }
            () if word.any(&["can", "cannot", "ca"]) => {
                let excluded = negation.is_some() && self.is_excluded(group);
                if excluded {
                    says(
                        Status::Possible,
                        Weak,
                        Rule::NotRuledOut,
                        TriggerKind::Possible,
                    )
                } else {
                    None
                }
            }
            () if word.is("should") || word.is("ought") => match () {
                () if perfect => None,
                () if self.is_outcome(group) => says(
                    Status::Prediction,
                    Medium,
                    Rule::ShouldByRights,
                    TriggerKind::Future,
                ),
                () => says(
                    Status::Directive,
                    Strong,
                    Rule::Should,
                    TriggerKind::Directive,
                ),
            },
            () if word.is("must") => {
                if perfect {
                    says(
                        Status::Probable,
                        Strong,
                        Rule::MustHave,
                        TriggerKind::Probable,
                    )
                } else {
                    says(
                        Status::Directive,
                        Strong,
                        Rule::Must,
                        TriggerKind::Directive,
                    )
                }
            }
            () if word.is("would") || self.is_would(group) => match () {
                () if perfect => says(
                    Status::Conditional,
                    Strong,
                    Rule::WouldHave,
                    TriggerKind::Condition,
                ),
                () if self.is(group.words.end, "rather") || has_like(head) => None,
                () => says(Status::Prediction, Strong, Rule::Would, TriggerKind::Future),
            },
            () if word.entry.trigger(Use::Modal).is_some() => {
                says(Status::Prediction, Strong, Rule::Will, TriggerKind::Future)
            }
            () => None,
        };
        out.extend(found);
    }

    /// "should arrive", "should take two weeks": what is expected, not demanded.
    fn is_outcome(&self, group: &Group) -> bool {
        let mut after = group.words.start + 1..=group.words.end;
        let timed = |k: usize| {
            self.has(k, class::TIMED)
                && (k + 1..k + 7).any(|t| self.has(t, class::TIME) || self.pos(t) == Pos::Num)
        };
        after.any(|k| self.has(k, class::OUTCOME) || timed(k))
    }

    /// "have" after the first verb: "must have been".
    fn is_perfect(&self, group: &Group) -> bool {
        let have = |k: usize| self.at(k).is_some_and(|w| w.any(&["have", "'ve", "’ve"]));
        group.words.clone().skip(1).any(have) && group.head > group.words.start + 1
    }

    /// "’d" that is no "had".
    fn is_would(&self, group: &Group) -> bool {
        let i = group.words.start;
        let d = self.at(i).is_some_and(|w| {
            w.text.len() > 1 && w.text.ends_with('d') && w.text.chars().count() == 2 && !w.is("ed")
        });
        d && self.at(group.head).is_some_and(|h| {
            group.head > i
                && h.form == Form::Other
                && !is_past(h)
                && !h.is("been")
                && !h.is("better")
        })
    }

    /// "be ruled out"
    fn is_excluded(&self, group: &Group) -> bool {
        self.at(group.head).is_some_and(|h| {
            h.is("excluded")
                || h.any(&["ruled", "rule"])
                    && (group.head + 1..group.head + 3).any(|k| self.is(k, "out"))
        })
    }

    fn subject_is_no(&self, group: &Group) -> bool {
        (group.from..group.words.start.min(group.from + 2)).any(|i| self.has(i, class::NO))
    }

    /// "the only person who could …": ability.
    fn follows_person(&self, group: &Group) -> bool {
        group
            .words
            .start
            .checked_sub(1)
            .is_some_and(|b| self.is(b, "who"))
    }

    fn predicates(&self, group: &Group, negation: Option<usize>, out: &mut Vec<Signal>) {
        let Some(at) = self.predicate(group) else {
            return;
        };
        let Some(word) = self.at(at) else { return };
        let to = self.to_do(at + 1);
        if let Some(row) = word.entry.trigger(Use::ToDo).filter(|_| to) {
            out.push(self.signal(at, Status::Prediction, row.strength, Rule::SetTo, row.kind));
            return;
        }
        let asks = self.asks(at + 1);
        if negation.is_some()
            && (word.has(class::KNOW) && asks || word.any(&["sure", "certain", "convinced"]))
        {
            let (status, strength, rule, kind) = if asks {
                (
                    Status::Question,
                    Strength::Strong,
                    Rule::LeftOpen,
                    TriggerKind::Question,
                )
            } else {
                (
                    Status::Unlikely,
                    Strength::Weak,
                    Rule::NotSure,
                    TriggerKind::Unlikely,
                )
            };
            out.push(self.signal(at, status, strength, rule, kind));
            return;
        }
        let Some(row) = word.entry.trigger(Use::Predicate) else {
            return;
        };
        let comes = to && !self.is(at + 2, "have");
        let (status, rule) = match row.kind {
            TriggerKind::Probable if comes && word.is("likely") => {
                (Status::Prediction, Rule::LikelyTo)
            }
            TriggerKind::Probable => (Status::Probable, Rule::Likely),
            TriggerKind::Unlikely if comes => (Status::Prediction, Rule::UnlikelyTo),
            TriggerKind::Unlikely => (Status::Unlikely, Rule::Unlikely),
            TriggerKind::Future => (Status::Prediction, Rule::Expected),
            TriggerKind::Question => (Status::Question, Rule::LeftOpen),
            _ => (Status::Possible, Rule::Possible),
        };
        let kind = if status == Status::Prediction {
            TriggerKind::Future
        } else {
            row.kind
        };
        let status = if negation.is_some() && matches!(status, Status::Probable) {
            Status::Unlikely
        } else {
            status
        };
        if negation.is_some() && status == Status::Possible {
            return;
        }
        let highly = at.checked_sub(1).is_some_and(|b| {
            self.at(b)
                .is_some_and(|w| w.any(&["highly", "most", "very"]))
        });
        let strength = if highly && row.kind == TriggerKind::Unlikely {
            Strength::Strong
        } else {
            row.strength
        };
        out.push(self.signal(at, status, strength, rule, kind));
    }

    /// "to close" follows, maybe with an adverb.
    fn to_do(&self, i: usize) -> bool {
        let mut next = i + 1;
        while self.at(next).is_some_and(|w| w.mark != Mark::None) {
            next += 1;
        }
        self.is(i, "to")
            && (self.at(next).is_some_and(Word::is_verbal)
                || self.pos(next) == Pos::Adv
                || self.has(next, class::BE))
    }

    /// "where", "whether", "if" follows.
    fn asks(&self, i: usize) -> bool {
        let first = if self.is(i, "yet") || self.is(i, ",") || self.is(i, "about") {
            i + 1
        } else {
            i
        };
        self.has(first, class::ASKING) || self.is(first, "if")
    }

    fn verbs(&self, group: &Group, negation: Option<usize>, out: &mut Vec<Signal>) {
        let Some(head) = self.at(group.head) else {
            return;
        };
        let next = group.words.end;
        let alone = group.words.len() == 1
            || group
                .words
                .clone()
                .all(|i| i == group.head || !self.has(i, class::MODAL));
        if head.any(&[
            "seem", "seems", "seemed", "appear", "appears", "appeared", "look", "looks", "looked",
            "seeming",
        ]) {
            let inner = self.at(next);
            let set = inner.is_some_and(|w| {
                w.any(&["set", "poised", "bound", "likely", "unlikely", "certain"])
            }) && self.to_do(next + 1);
            // "appears to date": the tagger may take the verb for a noun.
            let to = self.is(next, "to")
                && !matches!(self.pos(next + 1), Pos::Pron | Pos::Det | Pos::Propn);
            let it = group
                .words
                .start
                .checked_sub(1)
                .is_some_and(|b| self.is(b, "it"));
            let fits = to
                || it && !self.is(next, "in")
                || inner.is_some_and(|w| {
                    w.pos == Pos::Adj || w.any(&["that", "likely", "unlikely", "as", "like"])
                });
            if set {
                out.push(self.signal(
                    group.head,
                    Status::Prediction,
                    Strength::Medium,
                    Rule::LooksSetTo,
                    TriggerKind::Future,
                ));
            } else if fits {
                out.push(self.signal(
                    group.head,
                    Status::Probable,
                    Strength::Medium,
                    Rule::Seems,
                    TriggerKind::Probable,
                ));
            }
            return;
        }
        if head.has(class::KNOW) && negation.is_some() && self.asks(next) {
            out.push(self.left_open(group.head));
            return;
        }
        let passive = group.words.clone().any(|i| self.has(i, class::BE)) && head.form != Form::Ing;
        if let Some(row) = head
            .entry
            .trigger(Use::Thought)
            .filter(|_| !passive && self.is_self(group))
        {
            let (status, strength, rule) = match row.kind {
                TriggerKind::Probable if negation.is_some() => {
                    (Status::Unlikely, Strength::Medium, Rule::DoesNotThink)
                }
                TriggerKind::Probable => (Status::Probable, row.strength, Rule::Thinks),
                TriggerKind::Unlikely if negation.is_some() => return,
                TriggerKind::Unlikely => (Status::Unlikely, row.strength, Rule::Doubts),
                TriggerKind::Question => (Status::Question, row.strength, Rule::Wonders),
                _ => (Status::Possible, row.strength, Rule::Fears),
            };
            if self.opened(group).is_some() {
                out.push(self.signal(group.head, status, strength, rule, row.kind));
            }
            return;
        }
        let left_open =
            if negation.is_some() && head.has(class::PUTTING) && self.group(next).is_some() {
                !self.asks(next)
            } else {
                let settled = |w: &Word| w.any(&["seen", "decided", "determined"]);
                head.any(&["remain", "remains", "remained"])
                    && self.is(next, "to")
                    && self.is(next + 1, "be")
                    && self.at(next + 2).is_some_and(settled)
            };
        if left_open {
            out.push(self.left_open(group.head));
            return;
        }
        if let Some(row) = head.entry.trigger(Use::Verb).filter(|_| !passive) {
            out.push(self.signal(
                group.head,
                Status::Prediction,
                row.strength,
                Rule::Plans,
                row.kind,
            ));
            return;
        }
        let to = self.to_do(next);
        if let Some(row) = head.entry.trigger(Use::WithTo).filter(|_| to && !passive) {
            out.push(self.signal(
                group.head,
                Status::Prediction,
                row.strength,
                Rule::DecidesTo,
                row.kind,
            ));
            return;
        }
        if negation.is_some()
            && head.has(class::HAVE)
            && self.at(next + 1).is_some_and(|w| w.any(&["idea", "clue"]))
            && self.asks(next + 2)
        {
            out.push(self.signal(
                next + 1,
                Status::Question,
                Strength::Strong,
                Rule::LeftOpen,
                TriggerKind::Question,
            ));
            return;
        }
        let now = !head.form.eq(&Form::Ed) && !head.any(&["had"]);
        if to && alone && now && (head.any(&["have", "has", "need", "needs"]) || head.is("got")) {
            out.push(self.signal(
                group.head,
                Status::Directive,
                Strength::Strong,
                Rule::HasTo,
                TriggerKind::Directive,
            ));
        } else if alone && head.any(&["need", "needs"]) && !to && negation.is_none() {
            out.push(self.signal(
                group.head,
                Status::Directive,
                Strength::Strong,
                Rule::Needs,
                TriggerKind::Directive,
            ));
        } else if to
            && group.words.len() == 1
            && head.has(class::BE)
            && head.any(&["is", "are", "was", "were", "am"])
            && !self.is(next + 1, "blame")
        {
            out.push(self.signal(
                group.head,
                Status::Prediction,
                Strength::Strong,
                Rule::IsTo,
                TriggerKind::Future,
            ));
        } else if alone
            && head.any(&["want", "wants"])
            && !self.is(next, "to")
            && (next..(next + 8).min(self.seq.len())).any(|i| self.to_do(i))
        {
            out.push(self.signal(
                group.head,
                Status::Directive,
                Strength::Strong,
                Rule::Wants,
                TriggerKind::Directive,
            ));
        }
    }

    /// The subject is a pronoun: somebody speaks of their own thought.
    fn is_self(&self, group: &Group) -> bool {
        let before = group
            .words
            .start
            .checked_sub(1)
            .filter(|&b| b >= group.from);
        let adverb = before.is_some_and(|b| self.pos(b) == Pos::Adv);
        let at = if adverb {
            before.and_then(|b| b.checked_sub(1))
        } else {
            before
        };
        at.is_some_and(|b| self.has(b, class::SELF))
    }

    /// "there is a chance", "has no plans".
    fn nouns(&self, group: &Group, negation: Option<usize>, out: &mut Vec<Signal>) {
        let light = self
            .at(group.head)
            .is_some_and(|h| h.has(class::BE | class::HAVE));
        if !light || negation.is_some() {
            return;
        }
        // "My hope is that …"
        let subject = group
            .words
            .start
            .checked_sub(1)
            .filter(|&b| b >= group.from);
        let subject = subject.and_then(|b| {
            (group.from..=b)
                .rev()
                .find(|&b| !self.at(b).is_some_and(|w| w.is_mark))
        });
        let noun = subject.and_then(|b| self.at(b)?.entry.trigger(Use::Noun).map(|row| (b, row)));
        if let Some((b, row)) =
            noun.filter(|_| self.is(group.words.end, "that") || self.to_do(group.words.end))
        {
            let status = if row.kind == TriggerKind::Future {
                Status::Prediction
            } else {
                Status::Possible
            };
            out.push(self.signal(b, status, row.strength, Rule::TheHopeIs, row.kind));
            return;
        }
        for i in group.words.end..(group.words.end + 4).min(self.seq.len()) {
            let Some(word) = self
                .at(i)
                .filter(|w| matches!(w.pos, Pos::Det | Pos::Adj | Pos::Noun | Pos::Adv))
            else {
                return;
            };
            if let Some(row) = word
                .entry
                .trigger(Use::Noun)
                .filter(|_| word.pos == Pos::Noun)
            {
                let status = match row.kind {
                    TriggerKind::Future => Status::Prediction,
                    TriggerKind::Probable => Status::Probable,
                    _ => Status::Possible,
                };
                out.push(self.signal(i, status, row.strength, Rule::AChance, row.kind));
                return;
            }
        }
    }

    /// The clause that "I think", "it is possible that" opens.
    fn opened(&self, group: &Group) -> Option<Group> {
        let head = self.at(group.head)?;
        let predicate = self
            .predicate(group)
            .and_then(|i| self.at(i).map(|w| (i, w)));
        let thought = head.entry.trigger(Use::Thought).is_some() && self.is_self(group);
        let weighed = predicate
            .filter(|(_, w)| w.has(class::PLAIN) || w.entry.trigger(Use::Predicate).is_some());
        let untrue = self.untrue(group);
        let noun = (group.words.end..(group.words.end + 4).min(self.seq.len())).find(|&i| {
            self.is(i + 1, "that")
                && self
                    .at(i)
                    .is_some_and(|w| w.entry.trigger(Use::Noun).is_some())
        });
        let from = match weighed {
            Some((i, _)) => i + 1,
            None if untrue.is_some() => untrue.unwrap_or(0) + 1,
            None if noun.is_some() => noun.unwrap_or(0) + 1,
            None if thought || head.has(class::PLAIN) && self.is_self(group) => group.words.end,
            None => return None,
        };
        let that = self.is(from, "that");
        let start = from + usize::from(that);
        let first = self.at(start)?;
        let begins = matches!(
            first.pos,
            Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj | Pos::Adv
        );
        if !begins || self.asks(start) {
            return None;
        }
        let inner = Looker {
            words: self.words,
            seq: self.seq,
        }
        .group(start)?;
        // Nothing may part the two.
        let parted = (start..inner.words.start).any(|i| {
            self.at(i)
                .is_some_and(|w| w.is_mark && !w.quoted && !w.is("-"))
        });
        (!parted).then_some(inner)
    }
}

fn has_like(head: Option<Word>) -> bool {
    head.is_some_and(|h| h.any(&["like", "love", "prefer"]))
}

/// Past forms and participles that do not end in -ed.
pub(super) fn is_past(word: &Word) -> bool {
    word.any(&[
        "said",
        "told",
        "went",
        "came",
        "took",
        "made",
        "got",
        "gave",
        "saw",
        "knew",
        "thought",
        "found",
        "left",
        "felt",
        "brought",
        "began",
        "kept",
        "held",
        "wrote",
        "stood",
        "heard",
        "meant",
        "met",
        "ran",
        "paid",
        "sat",
        "spoke",
        "lay",
        "led",
        "grew",
        "lost",
        "fell",
        "sent",
        "built",
        "understood",
        "drew",
        "broke",
        "spent",
        "rose",
        "drove",
        "bought",
        "wore",
        "chose",
        "won",
        "taught",
        "fought",
        "caught",
        "threw",
        "sold",
        "shot",
        "became",
        "forgot",
        "sought",
        "slept",
        "struck",
        "swept",
        "flew",
        "born",
        "written",
        "seen",
        "taken",
        "given",
        "known",
        "shown",
        "drawn",
        "grown",
        "stolen",
        "broken",
        "chosen",
        "fallen",
        "driven",
        "gone",
        "done",
        "cast",
        "dealt",
        "laid",
    ])
}
