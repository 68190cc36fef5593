//! In: drafts. Out: attributions, with what follows from the ones around them: quotation marks
//! taken in, quotations carried over paragraphs, attributions within attributions, headlines.

use super::chunk::{Chunk, Role};
use super::model::Model;
use super::nested::{NOBODY, nested};
use super::rules::Found;
use super::{Attribution, AttributionId, Bias, Draft, Form, Made, Rule, Why, rules};
use crate::document::{BlockKind, Document};
use crate::segment::{Mark, Segments, TokenKind};
use crate::text::Span;
use sayso_english::classes::{class, classes};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Attributions are sought inside attributions inside attributions, no deeper.
const DEEPEST: usize = 2;

/// What stands before the colon of a headline and says nothing.
const NO_SPEAKERS: [&str; 56] = [
    "analysis",
    "opinion",
    "live",
    "watch",
    "breaking",
    "exclusive",
    "video",
    "update",
    "explainer",
    "review",
    "comment",
    "editorial",
    "profile",
    "timeline",
    "photos",
    "updated",
    "podcast",
    "obituary",
    "how",
    "why",
    "what",
    "when",
    "where",
    "who",
    "fact",
    "revealed",
    "interview",
    "focus",
    "special",
    "read",
    "recipe",
    "weather",
    "sport",
    "rugby",
    "football",
    "soccer",
    "cricket",
    "tennis",
    "golf",
    "cycling",
    "athletics",
    "hockey",
    "basketball",
    "baseball",
    "election",
    "storm",
    "hurricane",
    "typhoon",
    "cyclone",
    "quiz",
    "map",
    "travel",
    "books",
    "film",
    "music",
    "poll",
];

/// What people are seen to do as they begin to speak; sorted.
const GESTURES: [&str; 24] = [
    "bent", "broke", "frowned", "gave", "grinned", "held", "laughed", "leaned", "looked", "nodded",
    "paused", "pointed", "put", "rose", "sat", "shook", "shrugged", "sighed", "smiled", "spoke",
    "stood", "turned", "waved", "wept",
];

/// Makes attributions of drafts.
pub fn complete(
    document: &Document,
    parts: &Segments,
    model: Option<&Model>,
    bias: Bias,
    drafts: Vec<Made>,
) -> Vec<Attribution> {
    let text = &*document.text;
    let mut table = Table {
        text,
        parts,
        rows: Vec::new(),
        taken: vec![false; parts.tokens.len()],
        common: OnceCell::new(),
    };
    for made in drafts {
        table.add_draft(made);
    }
    table.whole_quotations();
    table.second_halves();
    table.headlines(document);
    table.dialogue();
    table.carry();
    match model {
        Some(model) => table.nest(model, bias),
        None => table.nest_by_rules(),
    }
    table.finish()
}

/// An attribution in tokens, before its place in the order is known.
struct Row {
    draft: Option<Draft>,
    contents: Vec<Chunk>,
    score: Option<f32>,
    why: Why,
    /// Rows, not yet final numbers.
    parent: Option<usize>,
    carried_from: Option<usize>,
    /// Given by the rule, where no marks tell it.
    form: Option<Form>,
}

impl Row {
    /// A row that hangs on no other.
    fn new(draft: Option<Draft>, contents: Vec<Chunk>, why: Why) -> Row {
        Row {
            draft,
            contents,
            score: None,
            why,
            parent: None,
            carried_from: None,
            form: None,
        }
    }

    /// The same of what a rule has found.
    fn by_rule(rule: Rule, draft: Draft, contents: Vec<Chunk>) -> Row {
        Row::new(Some(draft), contents, Why::Rule(rule))
    }
}

struct Table<'a> {
    text: &'a str,
    parts: &'a Segments,
    rows: Vec<Row>,
    /// Tokens that are in some content.
    taken: Vec<bool>,
    /// Words that stand somewhere in lower case, collected when first asked for.
    common: OnceCell<HashSet<&'a str>>,
}

impl Table<'_> {
    fn mark(&self, k: u32) -> Mark {
        self.parts
            .tokens
            .get(k as usize)
            .map_or(Mark::None, |t| t.mark)
    }

    fn take(&mut self, contents: &[Chunk]) {
        for c in contents {
            self.taken[c.start as usize..c.end as usize].fill(true);
        }
    }

    /// Adds a row whose contents nobody else is to have.
    fn add(&mut self, row: Row) {
        self.take(&row.contents);
        self.rows.push(row);
    }

    /// A draft becomes a row; parts of its content in later paragraphs become rows that carry its
    /// speaker on.
    fn add_draft(&mut self, made: Made) {
        let Made {
            mut draft,
            score,
            why,
        } = made;
        if self.is_hedge(&draft) {
            return;
        }
        if let Some(source) = &mut draft.source {
            self.restart(source);
            // "Moller, the mayor," said: the last comma is the sentence's.
            if source.end > source.start + 1 && self.word(source.end - 1) == "," {
                source.end -= 1;
            }
            self.whole_handle(source);
        }
        for piece in &mut draft.contents {
            self.take_in_marks(piece);
            self.keep_to_marks(piece);
        }
        // Nobody's words stand a paragraph before the cue: such a quotation belongs to whoever
        // spoke there.
        let cue = draft.cue.paragraph;
        if draft.contents.iter().any(|c| c.paragraph >= cue) {
            draft.contents.retain(|c| c.paragraph >= cue);
        }
        self.part_dialogue(&mut draft);
        let home = draft
            .contents
            .iter()
            .map(|c| c.paragraph)
            .min()
            .unwrap_or(0);
        // "She said:" and the quotation in the next paragraph: that is where the content is.
        let first = if draft
            .contents
            .iter()
            .any(|c| c.paragraph == draft.cue.paragraph)
        {
            draft.cue.paragraph
        } else {
            home
        };
        let (own, later): (Vec<Chunk>, Vec<Chunk>) =
            draft.contents.iter().partition(|c| c.paragraph <= first);
        // Only quotations go on over paragraphs; anything else so far off was linked for want of a
        // better cue.
        let later: Vec<Chunk> = later
            .into_iter()
            .filter(|c| self.opens_paragraph(c))
            .collect();
        draft
            .contents
            .retain(|c| own.contains(c) || later.contains(c));
        let root = self.rows.len();
        self.take(&draft.contents);
        self.rows.push(Row {
            score,
            ..Row::new(Some(draft), own, why)
        });
        let mut paragraphs: Vec<u32> = later.iter().map(|c| c.paragraph).collect();
        paragraphs.dedup();
        for paragraph in paragraphs {
            let contents = later
                .iter()
                .filter(|c| c.paragraph == paragraph)
                .copied()
                .collect();
            self.carried(root, contents, Rule::CarriedByLink);
        }
    }

    fn word(&self, k: u32) -> &str {
        &self.text[self.parts.tokens[k as usize].span.range()]
    }

    /// "is expected to", "appears to" with nobody behind it: the outlet's own doubt, not an
    /// attribution.
    fn is_hedge(&self, draft: &Draft) -> bool {
        let hedge = |k: u32| {
            let word = self.word(k).to_ascii_lowercase();
            matches!(
                &*word,
                "expected"
                    | "likely"
                    | "appears"
                    | "appear"
                    | "appeared"
                    | "seems"
                    | "seem"
                    | "seemed"
            )
        };
        draft.source.is_none() && (draft.cue.start..draft.cue.end).any(hedge)
    }

    /// "… the slow recovery Defectors" said: a heading has run into the sentence, and the source is
    /// its last word. That word is capitalised here and common elsewhere in the text, after a
    /// common word that is no title.
    fn restart(&self, source: &mut Chunk) {
        let last = source.end - 1;
        if last == source.start || self.parts.tokens[last as usize].kind != TokenKind::Word {
            return;
        }
        let (before, word) = (self.word(last - 1), self.word(last));
        let common = |w: &str| {
            w.chars().all(char::is_lowercase)
                && classes(w) & (class::ROLE | class::DETERMINER | class::PREPOSITION) == 0
        };
        if !word.starts_with(char::is_uppercase)
            || !common(before)
            || before.len() < 3
            || word.len() < 4
        {
            return;
        }
        let small = word.to_lowercase();
        let text = self.text;
        let lower = |t: &crate::segment::Token| &text[t.span.range()];
        let common = self.common.get_or_init(|| {
            self.parts
                .tokens
                .iter()
                .map(lower)
                .filter(|w| w.len() > 3 && w.starts_with(char::is_lowercase))
                .collect()
        });
        if common.contains(&*small) {
            source.start = last;
        }
    }

    fn carried(&mut self, from: usize, contents: Vec<Chunk>, rule: Rule) {
        let why = Why::Rule(rule);
        self.add(Row {
            carried_from: Some(from),
            ..Row::new(None, contents, why)
        });
    }

    /// The quotation marks around a content belong to it.
    fn take_in_marks(&self, piece: &mut Chunk) {
        let paragraph = &self.parts.paragraphs[piece.paragraph as usize].tokens;
        if piece.start > paragraph.start
            && self.mark(piece.start - 1) == Mark::Open
            && self.mark(piece.start) != Mark::Open
        {
            piece.start -= 1;
        }
        let opened = self.parts.tokens[piece.start as usize].depth > 0;
        if opened
            && piece.end < paragraph.end
            && self.mark(piece.end) == Mark::Close
            && self.mark(piece.end - 1) != Mark::Close
        {
            piece.end += 1;
        }
    }

    /// Where a content begins with a quotation whose closing mark is certain, what stands after
    /// that mark is in it only if it can be: not a comma, and not the outlet's own "and left" after
    /// the comma inside.
    fn keep_to_marks(&self, piece: &mut Chunk) {
        let at = self
            .parts
            .quotations
            .partition_point(|q| q.tokens.start < piece.start);
        let quote = self
            .parts
            .quotations
            .get(at)
            .filter(|q| q.tokens.start == piece.start && q.closed);
        let Some(end) = quote
            .map(|q| q.tokens.end)
            .filter(|&end| end < piece.end && end > piece.start + 2)
        else {
            return;
        };
        if piece.end == end + 1 && self.word(end) == "," {
            piece.end = end;
        }
        let own = [
            "and", "but", "so", "then", "as", "while", "before", "after", "when",
        ];
        if piece.end > end && self.word(end - 2) == "," && own.contains(&self.word(end)) {
            let next = (end..piece.end).find(|&k| self.mark(k) == Mark::Open);
            let said = class::SPEECH | class::FINITE;
            if next.is_none_or(|next| (end..next).any(|k| classes(self.word(k)) & said == said)) {
                piece.end = end;
            }
        }
    }

    /// A content that begins with a quotation goes on to its end, unless somebody else's words
    /// stand there.
    fn whole_quotations(&mut self) {
        let short = |row: &Row, piece: usize| {
            let c = row.contents[piece];
            let at = self
                .parts
                .quotations
                .partition_point(|q| q.tokens.start < c.start);
            let quote = self
                .parts
                .quotations
                .get(at)
                .filter(|q| q.tokens.start == c.start && q.opened)?;
            let goes_on = self.parts.quotations[at + 1..]
                .iter()
                .find(|q| q.level == 0)
                .is_some_and(|q| q.continued);
            let stop = c.end + 1 == quote.tokens.end;
            (c.end < quote.tokens.end && (quote.closed || goes_on || stop))
                .then_some(quote.tokens.end)
        };
        for row in 0..self.rows.len() {
            for piece in 0..self.rows[row].contents.len() {
                let Some(end) = short(&self.rows[row], piece) else {
                    continue;
                };
                let rest = self.rows[row].contents[piece].end..end;
                let free = |row: &Row| {
                    let parts = row
                        .draft
                        .iter()
                        .flat_map(|d| std::iter::once(&d.cue).chain(&d.source));
                    row.contents
                        .iter()
                        .chain(parts)
                        .all(|c| c.end <= rest.start || c.start >= rest.end)
                };
                if self.rows.iter().all(free) {
                    self.rows[row].contents[piece].end = end;
                    self.take(&[Chunk::certain(Role::Content, rest.start, rest.end, 0)]);
                }
            }
        }
    }

    /// `@velm_buses` is one name, though it is several tokens.
    fn whole_handle(&self, source: &mut Chunk) {
        let glued = |k: u32| {
            self.parts.tokens[k as usize - 1].span.end()
                == self.parts.tokens[k as usize].span.start()
        };
        let mut start = source.start;
        while start > 0 && glued(start) && source.start - start < 6 {
            start -= 1;
            if self.word(start).starts_with('@') {
                source.start = start;
                return;
            }
        }
    }

    /// “The well,” said Moller, “is dry.” “We left.”: a quotation right after the cue and its
    /// source, which nobody else claims, is the other half of the one before.
    fn second_halves(&mut self) {
        for row in 0..self.rows.len() {
            let Some(draft) = &self.rows[row].draft else {
                continue;
            };
            let paragraph = draft.cue.paragraph;
            let Some(last) = self.rows[row]
                .contents
                .last()
                .filter(|c| c.paragraph == paragraph)
            else {
                continue;
            };
            let source = draft
                .source
                .filter(|s| s.paragraph == paragraph)
                .map_or(0, |s| s.end);
            let said = draft.cue.end.max(source);
            // The quotation stands before the cue, and nothing of it after.
            if last.end > draft.cue.start || self.mark(last.end - 1) != Mark::Close {
                continue;
            }
            let end = self.parts.paragraphs[paragraph as usize].tokens.end;
            let open = (said..end.min(said + 9)).find(|&k| self.mark(k) == Mark::Open);
            let Some(open) =
                open.filter(|&k| k > said && matches!(self.word(k - 1), "," | "." | ":"))
            else {
                continue;
            };
            let at = self
                .parts
                .quotations
                .partition_point(|q| q.tokens.start < open);
            let Some(quote) = self
                .parts
                .quotations
                .get(at)
                .filter(|q| q.tokens.start == open)
            else {
                continue;
            };
            let tokens = quote.tokens.start..quote.tokens.end.min(end);
            let free = !tokens.clone().any(|k| self.taken[k as usize]);
            // What follows a quotation at once may be its own cue.
            let stops = tokens.end >= end
                || matches!(
                    self.word(tokens.end - 1 - u32::from(quote.closed)),
                    "." | "?" | "!"
                )
                || matches!(self.word(tokens.end), "." | "?" | "!");
            if free && stops && tokens.end - tokens.start >= 4 {
                let half = Chunk::certain(Role::Content, tokens.start, tokens.end, paragraph);
                self.take(&[half]);
                self.rows[row].contents.push(half);
                if let Some(draft) = &mut self.rows[row].draft {
                    draft.contents.push(half);
                }
            }
        }
    }

    /// "Q: …", "MOLLER: …", "Moller: …" where several paragraphs are so: a conversation set down
    /// with names.
    fn dialogue(&mut self) {
        let label = |tokens: &Range<u32>| -> Option<u32> {
            let colon = tokens.clone().take(5).find(|&k| self.word(k) == ":")?;
            let named = (tokens.start..colon).all(|k| {
                self.word(k).starts_with(char::is_uppercase)
                    || self.parts.tokens[k as usize].kind == TokenKind::Mark && self.word(k) == "."
            });
            (colon > tokens.start && tokens.end > colon + 1 && named).then_some(colon)
        };
        let labels: Vec<Option<u32>> = self
            .parts
            .paragraphs
            .iter()
            .map(|p| label(&p.tokens))
            .collect();
        let text = |index: usize| {
            let start = self.parts.paragraphs[index].tokens.start;
            labels[index].map(|colon| &self.text[self.parts.span(start..colon).range()])
        };
        // One is a headline; the same name again, or capitals in a row, is a conversation.
        let is_one = |index: usize| {
            let Some(own) = text(index) else { return false };
            let near = index.saturating_sub(6)..(index + 7).min(labels.len());
            let again = near
                .clone()
                .filter(|&i| i != index)
                .any(|i| text(i) == Some(own));
            let beside = index.saturating_sub(1)..(index + 2).min(labels.len());
            let capitals = |s: &str| !s.chars().any(char::is_lowercase);
            let in_row = beside
                .filter(|&i| i != index)
                .filter_map(text)
                .any(|o| o != own && capitals(o));
            // Two names in turn: each again, and the other one beside it.
            let others = near.filter_map(text).filter(|o| *o != own).count();
            again && others > 0 || capitals(own) && in_row
        };
        let found: Vec<(usize, u32)> = (0..labels.len())
            .filter(|&i| is_one(i))
            .filter_map(|i| Some((i, labels[i]?)))
            .collect();
        let mut rows_of: HashMap<u32, Vec<usize>> = HashMap::new();
        if !found.is_empty() {
            for (number, row) in self.rows.iter().enumerate() {
                if let Some(draft) = &row.draft {
                    rows_of.entry(draft.cue.paragraph).or_default().push(number);
                }
            }
        }
        for (index, colon) in found {
            let tokens = self.parts.paragraphs[index].tokens.clone();
            let paragraph = index as u32;
            let by_label = |row: &Row| {
                let inside = |c: &Chunk| c.start >= tokens.start && c.end <= colon + 1;
                row.draft
                    .as_ref()
                    .is_some_and(|d| inside(&d.cue) || d.source.as_ref().is_some_and(inside))
            };
            let rows = rows_of.get(&paragraph).map_or(&[][..], Vec::as_slice);
            let known = rows.iter().copied().find(|&r| by_label(&self.rows[r]));
            let end = tokens.end - u32::from(self.word(tokens.end - 1) == ".");
            let (cue, source) = (colon..colon + 1, tokens.start..colon);
            let Some(Found { draft, rule }) = rules::found(
                Rule::DialogueLabel,
                cue,
                source,
                &[colon + 1..end],
                paragraph,
            ) else {
                continue;
            };
            let contents = draft.contents.clone();
            self.take(&contents);
            let row = Row {
                form: Some(Form::Direct),
                ..Row::by_rule(rule, draft, contents)
            };
            if let Some(known) = known {
                self.rows[known] = row;
                continue;
            }
            // What was found within the answer stands in it.
            let number = self.rows.len();
            for &other in rows {
                let other = &mut self.rows[other];
                let within = |c: &Chunk| c.start > colon && c.end <= tokens.end;
                let all = other.contents.iter().all(within);
                if all
                    && other.parent.is_none()
                    && other.draft.as_ref().is_some_and(|d| within(&d.cue))
                {
                    other.parent = Some(number);
                }
            }
            self.rows.push(row);
        }
    }

    /// "Moller: Bridge will open in May", "Bridge will open in May – mayor": headlines that the
    /// model passed over.
    fn headlines(&mut self, document: &Document) {
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let block = &document.blocks[paragraph.block as usize];
            if !matches!(block.kind, BlockKind::Headline | BlockKind::Standfirst)
                || self
                    .rows
                    .iter()
                    .any(|r| r.contents.iter().any(|c| c.paragraph == index))
            {
                continue;
            }
            let tokens = paragraph.tokens.clone();
            let found = self
                .named_before(&tokens)
                .or_else(|| self.named_after(&tokens));
            let Some((rule, source, cue, content)) = found else {
                continue;
            };
            let Some(Found { draft, rule }) =
                rules::found(rule, cue..cue + 1, source, &[content], index)
            else {
                continue;
            };
            let contents = draft.contents.clone();
            self.add(Row::by_rule(rule, draft, contents));
        }
    }

    /// A name or an office and a colon before what is said: rule, source, cue, content.
    fn named_before(&self, tokens: &Range<u32>) -> Option<(Rule, Range<u32>, u32, Range<u32>)> {
        let word = |k: u32| self.word(k);
        let colon = tokens.clone().take(9).find(|&k| word(k) == ":")?;
        let names = |k: u32| {
            word(k).starts_with(char::is_uppercase)
                || classes(word(k)) & (class::ROLE | class::PREPOSITION | class::DETERMINER) != 0
        };
        let label = NO_SPEAKERS.contains(&&*word(tokens.start).to_ascii_lowercase());
        let fits = colon > tokens.start
            && !label
            && colon - tokens.start <= 6
            && (tokens.start..colon).all(names)
            && tokens.end >= colon + 4;
        fits.then_some((
            Rule::HeadlineColon,
            tokens.start..colon,
            colon,
            colon + 1..tokens.end,
        ))
    }

    /// A dash and an office after what is said. Names do not count: they are the outlet's as often
    /// as not.
    fn named_after(&self, tokens: &Range<u32>) -> Option<(Rule, Range<u32>, u32, Range<u32>)> {
        let dash = tokens
            .clone()
            .rev()
            .take(6)
            .find(|&k| matches!(self.word(k), "–" | "—" | "-"))?;
        let source = dash + 1..tokens.end;
        let apart = dash > tokens.start + 2 && {
            let (before, own) = (
                self.parts.tokens[dash as usize - 1].span,
                self.parts.tokens[dash as usize].span,
            );
            before.end() < own.start()
        };
        let last = source.clone().last()?;
        let office = classes(self.word(last)) & (class::ROLE | class::NOUN) != 0;
        let words = source
            .clone()
            .all(|k| self.parts.tokens[k as usize].kind == TokenKind::Word);
        (apart && office && words && source.len() <= 4).then_some((
            Rule::HeadlineDash,
            source,
            dash,
            tokens.start..dash,
        ))
    }

    /// Paragraphs that are one quotation and name nobody: the speaker of the paragraph before goes
    /// on.
    fn carry(&mut self) {
        // The row that speaks last in each paragraph.
        let mut last_in: HashMap<u32, usize> = HashMap::new();
        let end_of = |row: &Row| row.contents.last().map(|c| (c.paragraph, c.end));
        for (i, row) in self.rows.iter().enumerate() {
            let Some((paragraph, end)) = end_of(row) else {
                continue;
            };
            let best = last_in.entry(paragraph).or_insert(i);
            if end_of(&self.rows[*best]).is_none_or(|(_, other)| end >= other) {
                *best = i;
            }
        }
        for (index, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let tokens = paragraph.tokens.clone();
            let first = self
                .parts
                .quotations
                .partition_point(|q| q.tokens.start < tokens.start);
            let Some(quote) = self
                .parts
                .quotations
                .get(first)
                .filter(|q| q.level == 0 && q.tokens.start == tokens.start)
            else {
                continue;
            };
            let free = !tokens.clone().any(|k| self.taken[k as usize]);
            // What stands after the quotation may be a stop, no more.
            let rest = (quote.tokens.end..tokens.end)
                .any(|k| self.parts.tokens[k as usize].kind != TokenKind::Mark);
            let long = |least: u32| quote.tokens.end - quote.tokens.start >= least;
            if !free || rest || !long(4) || index == 0 || self.is_labelled(quote.tokens.start) {
                continue;
            }
            let contents = vec![Chunk::certain(
                Role::Content,
                quote.tokens.start,
                quote.tokens.end,
                index,
            )];
            let before = last_in.get(&(index - 1)).copied();
            let quoted = |row: &usize| {
                self.rows[*row]
                    .contents
                    .last()
                    .is_some_and(|c| self.ends_quoted(c))
            };
            if let Some(row) = before.filter(quoted) {
                // "‘The Last Harvest’" on a line of its own is a heading.
                if !quote.continued && !long(9) {
                    continue;
                }
                let root = self.rows[row].carried_from.unwrap_or(row);
                let rule = if quote.continued {
                    Rule::CarriedOpenQuote
                } else {
                    Rule::CarriedWholeParagraph
                };
                last_in.insert(index, self.rows.len());
                self.carried(root, contents, rule);
            } else if let Some((source, cue)) = self.turns_to_speak(index - 1) {
                let Some(Found { mut draft, rule }) = rules::found(
                    Rule::SpeakerBefore,
                    cue,
                    source,
                    std::slice::from_ref(&quote.tokens),
                    index - 1,
                ) else {
                    continue;
                };
                draft.contents.clone_from(&contents);
                last_in.insert(index, self.rows.len());
                self.add(Row::by_rule(rule, draft, contents));
            }
        }
    }

    /// "Ines Duarte, the harbour master, shook her head.": who a paragraph without a quotation
    /// shows last, and the verb, before a paragraph that is nothing but a quotation.
    fn turns_to_speak(&self, index: u32) -> Option<(Range<u32>, Range<u32>)> {
        let paragraph = &self.parts.paragraphs[index as usize];
        let sentence = self.parts.sentences[..paragraph.sentences.end as usize]
            .last()?
            .tokens
            .clone();
        let word = |k: u32| self.word(k);
        let is = |k: u32, bits: u16| classes(word(k)) & bits != 0;
        let upper = |k: u32| word(k).starts_with(char::is_uppercase);
        let end = sentence.end.min(paragraph.tokens.end);
        let plain = (paragraph.tokens.clone()).all(|k| self.mark(k) == Mark::None);
        if !plain || end < sentence.start + 3 || !matches!(word(end - 1), "." | ":") {
            return None;
        }
        // "Asked about the money, the treasurer …"
        let start = match word(sentence.start) {
            "Asked" | "Pressed" => (sentence.start..end).find(|&k| word(k) == ",")? + 1,
            _ => sentence.start,
        };
        let phrase = (start..end.min(start + 7))
            .take_while(|&k| {
                upper(k)
                    || is(k, class::ROLE | class::DETERMINER | class::PRONOUN)
                    || GESTURES.binary_search(&word(k)).is_err()
                        && !is(k, class::AUXILIARY)
                        && word(k) != ","
                        && !word(k).ends_with("ed")
            })
            .count() as u32;
        let head = start + phrase;
        // "…, the harbour master, …"
        let verb = if word(head) == "," {
            (head + 1..end.min(head + 12)).find(|&k| word(k) == ",")? + 1
        } else {
            head
        };
        let name = (start..head).all(|k| upper(k) || word(k) == ".") && head > start + 1;
        let pronoun =
            head == start + 1 && matches!(&*word(start).to_ascii_lowercase(), "he" | "she");
        let role = head > start
            && is(head - 1, class::ROLE)
            && (is(start, class::DETERMINER) || upper(start));
        let gesture = verb < end && GESTURES.binary_search(&word(verb)).is_ok();
        let does =
            verb < end && (gesture || is(verb, class::AUXILIARY) || word(verb).ends_with("ed"));
        let person = name || pronoun || role || gesture && is(start, class::DETERMINER);
        (does && person).then(|| {
            (
                start..verb - u32::from(word(verb - 1) == ","),
                verb..verb + 1,
            )
        })
    }

    /// “Is it safe?” “Yes,” said Moller: of two quotations with nothing between them, the one by
    /// the cue is hers.
    fn part_dialogue(&self, draft: &mut Draft) {
        for piece in &mut draft.contents {
            let joint = |k: u32| {
                self.mark(k) == Mark::Close
                    && self.mark(k + 1) == Mark::Open
                    && self.parts.tokens[k as usize].depth == 1
            };
            let joints: Vec<u32> = (piece.start..piece.end.saturating_sub(1))
                .filter(|&k| joint(k))
                .collect();
            if draft.cue.start >= piece.end {
                if let Some(&last) = joints.last() {
                    piece.start = last + 1;
                }
            } else if let Some(&first) = joints.first() {
                piece.end = first + 1;
            }
        }
    }

    /// Is this content the quotation that its paragraph begins with, going on from the one before?
    fn opens_paragraph(&self, content: &Chunk) -> bool {
        let first = self.parts.paragraphs[content.paragraph as usize]
            .tokens
            .start;
        let at = self
            .parts
            .quotations
            .partition_point(|q| q.tokens.start < first);
        let continued = self
            .parts
            .quotations
            .get(at)
            .is_some_and(|q| q.tokens.start == first && q.continued);
        continued
            && content.start == first
            && self.mark(first) == Mark::Open
            && !self.is_labelled(first)
    }

    /// "“MOSS: Well, …", "“(Applause.)": a transcript, in which the speaker changes with every
    /// paragraph.
    fn is_labelled(&self, open: u32) -> bool {
        let upper = |k: u32| self.word(k).chars().all(char::is_uppercase);
        let mut k = open + 1;
        while (k as usize) < self.parts.tokens.len()
            && k < open + 5
            && self.parts.tokens[k as usize].kind == TokenKind::Word
            && upper(k)
        {
            k += 1;
        }
        (k as usize) < self.parts.tokens.len()
            && (k > open + 1 && self.word(k) == ":" || self.word(open + 1) == "(")
    }

    /// Does this content hold a quotation that lasts to the end of its paragraph, or nearly?
    fn ends_quoted(&self, content: &Chunk) -> bool {
        let end = self.parts.paragraphs[content.paragraph as usize].tokens.end;
        let quoted = self.parts.tokens[content.end as usize - 1].depth > 0;
        // “…,” she said. ends with the cue, and the quotation may still go on.
        quoted && end - content.end <= 12
    }

    /// The model reads contents once more, and the contents of what it finds there.
    fn nest(&mut self, model: &Model, bias: Bias) {
        let mut from = 0;
        for _ in 0..DEEPEST {
            let rows = from..self.rows.len();
            from = rows.end;
            let contents =
                rows.flat_map(|row| self.rows[row].contents.iter().map(move |c| (row, *c)));
            let (of, contents): (Vec<usize>, Vec<Chunk>) = contents.unzip();
            for (content, draft, score) in nested(self.text, self.parts, model, bias, &contents) {
                if self.is_hedge(&draft) {
                    continue;
                }
                let why = Why::Model(model.tier());
                let mut pieces = draft.contents.clone();
                for piece in &mut pieces {
                    self.leave_outer_marks(piece);
                    self.keep_to_marks(piece);
                }
                pieces.retain(|c| c.end > c.start);
                if pieces.is_empty() {
                    continue;
                }
                let parent = Some(of[content]);
                self.rows.push(Row {
                    score: Some(score),
                    parent,
                    ..Row::new(Some(draft), pieces, why)
                });
            }
        }
    }

    /// Rules find attributions inside the content of others.
    fn nest_by_rules(&mut self) {
        let outer = self.rows.len();
        for row in 0..outer {
            for piece in self.rows[row].contents.clone() {
                if piece.end - piece.start < 6 {
                    continue;
                }
                let floor = self.parts.tokens[piece.start as usize].depth;
                for found in rules::paragraph(
                    self.text,
                    self.parts,
                    piece.paragraph,
                    piece.start..piece.end,
                    floor,
                ) {
                    // Only the plainest form, and not the outer one once more.
                    let outer_cue = self.rows[row].draft.as_ref().map(|d| d.cue.start);
                    let cue = self.word(found.draft.cue.start).to_ascii_lowercase();
                    let thought =
                        ["thought", "thinks", "believe", "believed", "believes"].contains(&&*cue);
                    let plain = matches!(
                        found.rule,
                        Rule::SourceVerbClause | Rule::SourceVerbQuote | Rule::AccordingTo
                    ) && !thought;
                    let nobody = found.draft.source.is_some_and(|s| {
                        NOBODY.contains(&&*self.word(s.start).to_ascii_lowercase())
                    });
                    if !plain || nobody || outer_cue == Some(found.draft.cue.start) {
                        continue;
                    }
                    let mut contents = found.draft.contents.clone();
                    for content in &mut contents {
                        self.leave_outer_marks(content);
                    }
                    contents.retain(|c| {
                        c.end > c.start + 1
                            && (self.parts.tokens[c.start as usize].kind != TokenKind::Mark
                                || self.mark(c.start) == Mark::Open)
                    });
                    if !contents.is_empty() {
                        let by_rule = Row::by_rule(found.rule, found.draft, contents);
                        self.rows.push(Row {
                            parent: Some(row),
                            ..by_rule
                        });
                    }
                }
            }
        }
    }

    /// Cuts a closing mark whose quotation began before the content, and the comma before it.
    fn leave_outer_marks(&self, content: &mut Chunk) {
        let opens = (content.start..content.end)
            .filter(|&k| self.mark(k) == Mark::Open)
            .count();
        let closes = (content.start..content.end)
            .filter(|&k| self.mark(k) == Mark::Close)
            .count();
        if closes > opens && self.mark(content.end - 1) == Mark::Close {
            content.end -= 1;
            while content.end > content.start && matches!(self.word(content.end - 1), "," | ".") {
                content.end -= 1;
            }
        }
    }

    /// Rows in text order, as spans.
    fn finish(self) -> Vec<Attribution> {
        let start = |row: &Row| {
            let spans = row.contents.iter().chain(
                row.draft
                    .iter()
                    .flat_map(|d| std::iter::once(&d.cue).chain(&d.source)),
            );
            spans.map(|c| c.start).min().unwrap_or(0)
        };
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        // An outer attribution comes before those inside it.
        order.sort_by_key(|&r| (start(&self.rows[r]), self.rows[r].parent.is_some(), r));
        let mut number = vec![AttributionId(0); order.len()];
        for (n, &r) in (0..).zip(&order) {
            number[r] = AttributionId(n);
        }
        let span = |c: &Chunk| self.parts.span(c.start..c.end);
        order
            .iter()
            .map(|&r| {
                let row = &self.rows[r];
                let content: Vec<Span> = row.contents.iter().map(span).collect();
                Attribution {
                    source: row
                        .draft
                        .iter()
                        .filter_map(|d| d.source.as_ref())
                        .map(span)
                        .collect(),
                    cue: row.draft.iter().map(|d| span(&d.cue)).collect(),
                    // Within a quotation only what is quoted once more is in the inner source's own
                    // words.
                    form: row.form.unwrap_or_else(|| {
                        let inner = row.parent.and(row.draft.as_ref());
                        let floor =
                            inner.map_or(0, |d| self.parts.tokens[d.cue.start as usize].depth);
                        self.form(&row.contents, floor)
                    }),
                    content,
                    parent: row.parent.map(|p| number[p]),
                    carried_from: row.carried_from.map(|c| number[c]),
                    score: row.score,
                    why: row.why,
                }
            })
            .collect()
    }

    /// Direct if nine of ten letters stand between quotation marks, indirect if none do.
    fn form(&self, contents: &[Chunk], floor: u8) -> Form {
        let (mut all, mut quoted) = (0, 0);
        for k in contents.iter().flat_map(|c| c.start..c.end) {
            let token = &self.parts.tokens[k as usize];
            if token.kind != TokenKind::Mark {
                all += token.span.len();
                quoted += if token.depth > floor {
                    token.span.len()
                } else {
                    0
                };
            }
        }
        if quoted == 0 {
            Form::Indirect
        } else if quoted * 10 > all * 9 {
            Form::Direct
        } else {
            Form::Mixed
        }
    }
}
