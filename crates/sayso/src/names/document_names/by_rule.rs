//! Names that a title, a first name or their last word shows, where the model found none.

use super::{BY_RULE, Names, is_first_name, is_organisation_head, is_stop, is_title};
use crate::names::dictionary::bits;
use crate::names::words::{Case, Word};
use crate::names::{Name, NameKind, Pos};
use std::ops::Range;

/// The longest name of a person, in tokens, that a title shows.
const LONGEST_TITLED: usize = 5;

impl Names<'_> {
    /// Adds a name for each run of capitals of a sentence that is free and shows one.
    pub(super) fn add_by_rule(&mut self, sentence: &Range<usize>) {
        let mut k = sentence.start;
        while k < sentence.end {
            let run = self.context.run(k);
            if run.is_empty() {
                k += 1;
                continue;
            }
            k = run.end;
            if !self.is_free(&run) {
                continue;
            }
            if let Some((tokens, kind)) = self.name_in_run(&run, sentence) {
                self.add(Name {
                    tokens: tokens.start as u32..tokens.end as u32,
                    kind,
                    likely: BY_RULE,
                });
            }
        }
    }

    fn name_in_run(
        &self,
        run: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, NameKind)> {
        if let Some(person) = self.person_in_run(run, sentence) {
            return Some((person, NameKind::Person));
        }
        let is_organisation = self.is_organisation(run, sentence);
        is_organisation.then(|| (run.clone(), NameKind::Organisation))
    }

    fn person_in_run(&self, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let mut reversed = run.clone().rev();
        let title = reversed.find(|&k| is_title(self.word(k)) && k + 1 < run.end);
        let start = title.map_or(run.start, |k| {
            k + 1 + usize::from(is_stop(self.word(k + 1)))
        });
        let is_titled =
            title.is_some() || run.start > sentence.start && self.is_after_title(run.start);
        let may_be_person = |tokens: &Range<usize>| {
            let mut all = tokens.clone();
            all.all(|k| self.may_be_of_person(k))
        };
        let whole = start..run.end;
        if (1..=LONGEST_TITLED).contains(&whole.len())
            && may_be_person(&whole)
            && (is_titled || self.is_person(&whole))
        {
            return Some(whole);
        }
        // "Libertarian Gary Johnson"
        (start + 1..run.end)
            .map(|k| k..run.end)
            .find(|tokens| self.is_listed_person(tokens) && may_be_person(tokens))
    }

    /// Whether a person's name can have this word.
    fn may_be_of_person(&self, k: usize) -> bool {
        let word = self.word(k);
        match word.case {
            Case::Title | Case::Mixed => {
                self.context.pos[k] == Pos::Propn
                    && !self.context.is_place(k)
                    && !is_organisation_head(word)
            }
            Case::Upper => false,
            Case::Single | Case::None => true,
            Case::Lower => word.glued,
        }
    }

    /// A known first name with more after it, or two words that are not known as anything else.
    fn is_person(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (self.word(tokens.start), self.word(tokens.end - 1));
        let is_unknown = |word: &Word| !word.has(bits::SET) && word.is_capital();
        let has_first_name = is_first_name(first) && last.len > 1;
        let are_unknown = || {
            let is_surname = is_unknown(last) || last.has(bits::SURNAME);
            tokens.len() == 2 && is_unknown(first) && is_surname
        };
        (2..=4).contains(&tokens.len()) && (has_first_name || are_unknown())
    }

    /// "Government Accountability Office"
    fn is_organisation(&self, run: &Range<usize>, sentence: &Range<usize>) -> bool {
        let is_of_name = |k: usize| {
            let word = self.word(k);
            let is_capital = matches!(word.case, Case::Title | Case::Mixed | Case::Upper);
            is_capital && !is_title(word)
        };
        // The capital of the first word of a sentence shows nothing.
        let opens_sentence =
            run.start == sentence.start && self.context.pos[run.start] != Pos::Propn;
        run.len() > 1
            && !opens_sentence
            && is_organisation_head(self.word(run.end - 1))
            && run.clone().all(is_of_name)
    }

    /// Whether a title with its stop comes before: "Sen.", "Mr".
    fn is_after_title(&self, k: usize) -> bool {
        let before = self.word(k - 1);
        let title = if is_stop(before) && k >= 2 {
            self.word(k - 2)
        } else {
            before
        };
        is_title(title) && title.is_capital()
    }
}
