//! In: annotated reports. Out: their tokens with labels, links and hashed features.

use anyhow::Result;
use sayso::attribute::Bias;
use sayso::attribute::chunk::{Chunk, Role};
use sayso::attribute::features::{Featuriser, Prior};
use sayso::attribute::label;
use sayso::clean;
use sayso::model::Model;
use sayso::segment::{Segments, segment};
use sayso::text::OffsetMap;
use sayso_bench::polnear::{Gold, Spans3};
use sayso_english::classes::{HashTable, hash_lower};
use sayso_weights::LABELS;
use std::collections::HashMap;

/// A report with its gold, cut into tokens.
pub struct Report {
    pub gold: Gold,
    pub map: OffsetMap,
    pub parts: Segments,
    /// Label of each token: 0 outside, 1/2 source, 3/4 cue, 5/6 content (begin / inside).
    pub labels: Vec<u8>,
    /// Gold chunks in text order, and for each the chunk it hangs on.
    pub chunks: Vec<Chunk>,
    pub heads: Vec<Option<usize>>,
    /// How likely a teacher thinks each label, if there is one.
    pub soft: Vec<[f32; LABELS]>,
}

impl Report {
    pub fn new(gold: Gold) -> Result<Report> {
        let document = clean::raw(gold.text.clone(), &clean::Given::default())?;
        let parts = segment(&document);
        let map = OffsetMap::new(&gold.text);
        let mut report = Report {
            gold,
            map,
            parts,
            labels: Vec::new(),
            chunks: Vec::new(),
            heads: Vec::new(),
            soft: Vec::new(),
        };
        report.project();
        Ok(report)
    }

    /// A teacher's likelihoods of the labels.
    pub fn ask(&mut self, teacher: &Model) {
        self.soft = label::likelihoods(&self.gold.text, &self.parts, teacher);
    }

    /// A report without annotations: the teacher's labels are its gold.
    pub fn silver(stem: String, text: String, teacher: &Model) -> Result<Report> {
        let mut report = Report::new(Gold {
            stem,
            text,
            attributions: Vec::new(),
        })?;
        for chunk in label::label(
            &report.gold.text,
            &report.parts,
            teacher,
            Bias::Balanced.bonus(),
        )
        .chunks
        {
            let (first, rest) = (
                chunk.start as usize,
                chunk.start as usize + 1..chunk.end as usize,
            );
            report.labels[first] = chunk.role.begin() as u8;
            report.labels[rest].fill(chunk.role.begin() as u8 + 1);
        }
        report.ask(teacher);
        Ok(report)
    }

    /// The tokens that a list of spans (code points) touches.
    fn tokens_of(&self, spans: &[(u32, u32)]) -> Vec<u32> {
        let mut out = Vec::new();
        for &(start, end) in spans {
            let start = self.map.byte_of_code_point(&self.gold.text, start);
            let end = self.map.byte_of_code_point(&self.gold.text, end);
            let first = self.parts.tokens.partition_point(|t| t.span.end() <= start);
            let inside = self.parts.tokens[first..]
                .iter()
                .take_while(|t| t.span.start() < end);
            out.extend((first..).zip(inside).map(|(k, _)| k as u32));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Gold spans to labels, chunks and links. A span that crosses a paragraph's end begins again.
    fn project(&mut self) {
        let mut labels = vec![0u8; self.parts.tokens.len()];
        let all: Vec<[Vec<u32>; 3]> = self
            .gold
            .attributions
            .iter()
            .map(|a| {
                [
                    self.tokens_of(&a.source),
                    self.tokens_of(&a.cue),
                    self.tokens_of(&a.content),
                ]
            })
            .collect();
        // Of overlapping spans the cue wins over the source, the source over the content.
        for (role, begin) in [(2, 5), (0, 1), (1, 3)] {
            for tokens in all.iter().map(|a| &a[role]) {
                for (i, &k) in tokens.iter().enumerate() {
                    let goes_on = i > 0 && tokens[i - 1] + 1 == k;
                    labels[k as usize] = begin + u8::from(goes_on);
                }
            }
        }
        for paragraph in &self.parts.paragraphs {
            let first = &mut labels[paragraph.tokens.start as usize];
            if *first > 0 && (*first).is_multiple_of(2) {
                *first -= 1;
            }
        }
        let mut chunks = Vec::new();
        let mut at = vec![usize::MAX; labels.len()];
        for (number, paragraph) in (0..).zip(&self.parts.paragraphs) {
            let range = paragraph.tokens.start as usize..paragraph.tokens.end as usize;
            for (kind, tokens) in sayso_weights::crf::chunks(&labels[range.clone()]) {
                let (start, end) = (range.start + tokens.start, range.start + tokens.end);
                at[start..end].fill(chunks.len());
                let role = Role::ALL[kind];
                chunks.push(Chunk::certain(role, start as u32, end as u32, number));
            }
        }
        let mut heads = vec![None; chunks.len()];
        for [source, cue, content] in &all {
            let of = |tokens: &[u32], role| {
                tokens
                    .iter()
                    .map(|&k| at[k as usize])
                    .find(|&c| c != usize::MAX && chunks[c].role == role)
            };
            let Some(cue) = of(cue, Role::Cue) else {
                continue;
            };
            heads[cue] = of(source, Role::Source);
            for &k in content {
                let c = at[k as usize];
                if c != usize::MAX && chunks[c].role == Role::Content {
                    heads[c] = Some(cue);
                }
            }
        }
        (self.labels, self.chunks, self.heads) = (labels, chunks, heads);
    }

    /// Tokens as a span in code points.
    pub fn span(&self, start: u32, end: u32) -> (u32, u32) {
        let span = self.parts.span(start..end);
        (
            self.map.code_points(&self.gold.text, span.start()),
            self.map.code_points(&self.gold.text, span.end()),
        )
    }

    pub fn spans(&self, draft: &sayso::attribute::draft::Draft) -> Spans3 {
        let one = |c: &Chunk| self.span(c.start, c.end);
        Spans3 {
            source: draft.source.iter().map(one).collect(),
            cue: vec![one(&draft.cue)],
            content: draft.contents.iter().map(one).collect(),
        }
    }
}

/// The reports of a CoNLL-U file: stems and texts, a line a paragraph.
pub fn texts_of(conllu: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut begins = false;
    for line in conllu.lines() {
        if let Some(stem) = line.strip_prefix("# newdoc id = ") {
            out.push((stem.into(), String::new()));
        } else if line.starts_with("# newpar") {
            begins = true;
        } else if let Some((sentence, (_, text))) =
            line.strip_prefix("# text = ").zip(out.last_mut())
        {
            if !text.is_empty() {
                text.push_str(if begins { "\n\n" } else { " " });
            }
            text.push_str(sentence);
            begins = false;
        }
    }
    out
}

/// How often each word is (part of) a cue and of a source, over all reports and per report.
pub struct Priors {
    total: HashTable<[u32; 4]>,
    of_report: Vec<HashMap<u64, [u32; 3]>>,
}

impl Priors {
    pub fn count(reports: &[Report]) -> Priors {
        let mut total: HashTable<[u32; 4]> = HashTable::default();
        let mut of_report = Vec::new();
        for report in reports {
            let mut own: HashMap<u64, [u32; 3]> = HashMap::new();
            for (token, label) in report.parts.tokens.iter().zip(&report.labels) {
                let word = hash_lower(&report.gold.text[token.span.range()]);
                let counts = own.entry(word).or_default();
                counts[0] += 1;
                counts[1] += u32::from(matches!(label, 3 | 4) && token.depth == 0);
                counts[2] += u32::from(matches!(label, 1 | 2));
            }
            for (word, counts) in &own {
                let sum = total.entry(*word).or_default();
                for i in 0..3 {
                    sum[i] += counts[i];
                }
                sum[3] += 1;
            }
            of_report.push(own);
        }
        Priors { total, of_report }
    }

    /// The prior of a word as report `own` should see it: counted over the others alone, if it is
    /// one of those counted.
    pub fn of(&self, word: u64, own: Option<usize>) -> Prior {
        let Some(&[all, cue, source, reports]) = self.total.get(&word) else {
            return 0;
        };
        let ([all, cue, source], reports) =
            match own.and_then(|r| self.of_report.get(r)?.get(&word)) {
                Some(mine) => (
                    [all - mine[0], cue - mine[1], source - mine[2]],
                    reports - 1,
                ),
                None => ([all, cue, source], reports),
            };
        if reports < 3 || all < 4 {
            0
        } else {
            share(cue, all) | share(source, all) << 4
        }
    }

    /// All words known in at least three reports.
    pub fn table(&self) -> Vec<(u64, i32)> {
        let priors = self
            .total
            .keys()
            .map(|&word| (word, i32::from(self.of(word, None))));
        priors.filter(|&(_, prior)| prior > 0).collect()
    }
}

/// A share as a step from 1 (never) to 9 (nearly always).
fn share(part: u32, all: u32) -> u8 {
    // Half a count less, so that one chance hit of a rare word does not count as much as the habit
    // of a common one.
    let p = (f64::from(part) - 0.5).max(0.0) / f64::from(all);
    let edges = [0.002, 0.01, 0.03, 0.08, 0.2, 0.4, 0.65, 0.85];
    1 + edges.iter().filter(|&&edge| p >= edge).count() as u8
}

/// A paragraph's place in [`Features`].
pub struct Sequence {
    pub report: usize,
    /// Its tokens in the report.
    pub first: usize,
    pub len: usize,
    /// Its first token in `Features::starts`.
    pub at: usize,
}

/// The features of all tokens, as row numbers.
pub struct Features {
    pub rows: HashTable<u32>,
    pub starts: Vec<usize>,
    pub ids: Vec<u32>,
    pub sequences: Vec<Sequence>,
}

impl Features {
    /// Features seen in at least `least` reports.
    pub fn collect(reports: &[Report], priors: &Priors, least: u8) -> Features {
        let each = |sink: &mut dyn FnMut(usize, usize, usize, &[u64])| {
            for (r, report) in reports.iter().enumerate() {
                let mut featuriser = Featuriser::new(&report.gold.text, &report.parts);
                let prior = |word: u64| priors.of(word, Some(r));
                for p in 0..report.parts.paragraphs.len() {
                    featuriser.paragraph(p, &prior, &mut |k, keys| sink(r, p, k, keys));
                }
            }
        };
        // Last report a feature was seen in, and in how many.
        let mut seen: HashTable<(u32, u8)> = HashTable::default();
        each(&mut |r, _, _, keys| {
            for &key in keys {
                let entry = seen.entry(key).or_insert((u32::MAX, 0));
                if entry.0 != r as u32 {
                    *entry = (r as u32, entry.1.saturating_add(1));
                }
            }
        });
        let mut known: Vec<u64> = seen
            .iter()
            .filter(|(_, (_, n))| *n >= least)
            .map(|(&key, _)| key)
            .collect();
        known.sort_unstable();
        drop(seen);
        let rows: HashTable<u32> = known
            .iter()
            .enumerate()
            .map(|(i, &key)| (key, i as u32))
            .collect();
        let mut out = Features {
            rows,
            starts: vec![0],
            ids: Vec::new(),
            sequences: Vec::new(),
        };
        each(&mut |r, p, k, keys| {
            if k == 0 {
                let first = reports[r].parts.paragraphs[p].tokens.start as usize;
                out.sequences.push(Sequence {
                    report: r,
                    first,
                    len: 0,
                    at: out.starts.len() - 1,
                });
            }
            if let Some(sequence) = out.sequences.last_mut() {
                sequence.len += 1;
            }
            out.ids
                .extend(keys.iter().filter_map(|key| out.rows.get(key)));
            out.starts.push(out.ids.len());
        });
        out
    }
}
