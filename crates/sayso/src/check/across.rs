//! What differs between copies: codes of findings that compare two reports. The differences themselves are found by
//! [`compare`](crate::compare::compare), and `sayso check` shows those of the reports that it is given.
//!
//! They are off unless selected until nine of ten of 50 findings of real reports were judged right.

use super::finding::Code;
use super::pages::Page;

/// What `sayso explain` says of the checks.
pub const PAGES: [Page; 6] = [
    Page {
        code: Code::AlteredQuotation,
        name: "altered quotation",
        what: "Two files with a report each, or the reports of a ledger: shows quotations whose words differ in \
            sentences that correspond, if one report is a copy of the other or both are copies of a third.",
        why: "A quotation is the words of its speaker. Where two copies of one text quote other words, one of them at \
            least is not what was said.",
        example: "“We will rebuild it,” Moller said. Copied as: “We shall rebuild it soon,” Moller said. → the words \
            between the marks differ",
        limits: "Which of the two is right is not known. Quotations that were cut at their ends are not shown; those from \
            which words were left out inside are. A quotation of fewer than five words is compared only where the \
            same words stand around it.",
        off: true,
    },
    Page {
        code: Code::AlteredName,
        name: "altered name",
        what: "As S040, for names in the same place of sentences that correspond.",
        why: "A name that was altered in copying is that of another person, or of no one.",
        example: "Odo Brandt runs a mill. Copied as: Odo Brand runs a mill. → the names differ",
        limits: "Two spellings of one foreign name differ as well. A name that looks unlike the other is shown only if nothing \
            else differs in the sentence, because most are another way to name the same.",
        off: true,
    },
    Page {
        code: Code::AlteredFigure,
        name: "altered figure",
        what: "As S040, for figures and dates in the same place of sentences that correspond.",
        why: "Figures get lost in copying: feet become metres, June becomes July, 108 becomes 170.",
        example: "Engineers found rot in 14 of its 60 piles. Copied as: Engineers found rot in 40 of its 60 piles. → \
            the figures differ",
        limits: "A count that grew between two reports was updated, not altered. Rounded figures, other units and other ways to \
            write a time of day are not shown; sums in another currency are.",
        off: true,
    },
    Page {
        code: Code::DroppedHedge,
        name: "dropped hedge",
        what: "As S040, for a word that makes a claim less than sure, if the sentence that corresponds has none.",
        why: "What may be so becomes what is so.",
        example: "The pier may have to be torn down. Copied as: The pier has to be torn down. → “may” is missing",
        limits: "A hedge that was put elsewhere in the paragraph is not seen. Words that also say who doubts, such as \
            “believes”, are no hedges here. Where it is not known which report was made from the other, the second one \
            counts as the copy.",
        off: true,
    },
    Page {
        code: Code::DroppedSource,
        name: "dropped source",
        what: "As S040, for the source of a claim, if the sentence that corresponds names none.",
        why: "What somebody says becomes what is so, and readers cannot weigh who says it.",
        example: "The pier is rotten, the harbour master said. Copied as: The pier is rotten. → the source is missing",
        limits: "A source that is named in the sentence before or after counts as named. Pronouns are not shown. \
            Where it is not known which report was made from the other, the second one counts as the copy.",
        off: true,
    },
    Page {
        code: Code::Reversed,
        name: "reversed statement",
        what: "As S040, for a statement of which the sentence that corresponds says the opposite: a word such as “not”, \
            “never”, “denied” or “failed to” that only one of them has, or “fell” in the place of “rose”.",
        why: "One lost word makes the opposite of what was said, in sentences that look the same.",
        example: "The bridge is not safe. Copied as: The bridge is safe. → the copy says the opposite",
        limits: "Only words that are known to turn a statement round count, and only where nothing else with content differs \
            at that place or up to three words on: “did not survive” for “was saved” is not shown.",
        off: true,
    },
];

impl Code {
    /// Whether findings with this code are about two reports.
    pub fn compares_reports(self) -> bool {
        PAGES.iter().any(|page| page.code == self)
    }
}
