//! Questions of the outlet: "What did the prosecutors say?" Nobody says "what did".

use super::Rows;
use crate::attribute::draft::Draft;

/// Tokens of the longest beginning of a question that is taken for a content: "What has never".
const MAX_ASKED: u32 = 3;

impl Rows<'_> {
    /// True if the content of a draft is the first words of a question, which ask for what is said.
    /// Within quotation marks somebody asks it.
    pub(super) fn asks_for_content(&self, draft: &Draft) -> bool {
        let Some(first) = draft.contents.iter().min_by_key(|c| c.start) else {
            return false;
        };
        let sentences = &self.parts.sentences;
        let next = sentences.partition_point(|s| s.tokens.end <= first.start);
        let Some(sentence) = sentences.get(next) else {
            return false;
        };
        let is_beginning =
            first.start == sentence.tokens.start && first.end - first.start <= MAX_ASKED;
        let is_open = self.token(draft.cue.start).depth == 0;
        is_beginning
            && is_open
            && is_question_word(self.word(first.start))
            && self.word(sentence.tokens.end - 1) == "?"
    }
}

fn is_question_word(word: &str) -> bool {
    const WORDS: [&str; 9] = [
        "what", "why", "how", "when", "where", "which", "who", "whom", "whose",
    ];
    WORDS.iter().any(|w| word.eq_ignore_ascii_case(w))
}
