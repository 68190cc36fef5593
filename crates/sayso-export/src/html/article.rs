//! In: a document, the marks over it. Out: the report itself: its blocks, in them the pieces with
//! their marks.
//!
//! What a piece is, its classes say: `said` with `c1` (hue of the source) and `direct`, `mixed` or
//! `indirect`; `inner` with `i1` for what is said within; `who` with `w1`, `perhaps` if it may be
//! somebody else; `cue`; `trigger`; `hedge`; `edit`; `unsure`; `figure` or `time` within it;
//! `checked` with `s-error`, `s-warning` or `s-note` for a figure of a finding, `stated` the one it
//! is about. `data-ids` names the rows of the ledger.

use super::escape::{Html, some};
use super::findings;
use super::marks::{Hedge, Item, Mark, Marked, Role};
use super::measures;
use super::pieces::{self, Piece};
use super::status;
use sayso::check::Severity;
use sayso::document::{Block, BlockKind, Document};
use sayso::text::Span;

/// The report with what is marked in it.
pub struct Article<'a> {
    document: &'a Document,
    marked: Marked<'a>,
    marks: &'a [Mark],
    pieces: Vec<Piece>,
}

impl<'a> Article<'a> {
    /// Cuts the text.
    pub fn new(document: &'a Document, marked: Marked<'a>, marks: &'a [Mark]) -> Article<'a> {
        let spans: Vec<Span> = marks.iter().map(|m| m.span).collect();
        let blocks: Vec<Span> = document.blocks.iter().map(|b| b.span).collect();
        let pieces = pieces::cut(document.text.span(), &spans, &blocks);
        Article {
            document,
            marked,
            marks,
            pieces,
        }
    }

    /// Writes all blocks.
    pub fn write(&self, h: &mut Html) {
        let blocks = &self.document.blocks;
        let title = blocks.iter().position(|b| b.kind == BlockKind::Headline);
        let mut n = 0;
        while n < blocks.len() {
            // A dateline stands on the line of its paragraph, the items of a list stand in one.
            let last = (n..blocks.len()).find(|&m| !self.joins(m)).unwrap_or(n);
            if blocks[n].kind == BlockKind::List {
                h.element("ul", &[], |h| {
                    (n..=last).for_each(|m| self.block(h, "li", "list", m..m + 1))
                });
            } else {
                let (tag, class) = if title == Some(n) {
                    ("h1", "")
                } else {
                    shape(&blocks[n], &blocks[last])
                };
                self.block(h, tag, class, n..last + 1);
            }
            h.raw("\n");
            n = last + 1;
        }
    }

    /// Does the next block stand in the same element?
    fn joins(&self, n: usize) -> bool {
        let (block, Some(next)) = (&self.document.blocks[n], self.document.blocks.get(n + 1))
        else {
            return false;
        };
        match block.kind {
            BlockKind::List => next.kind == BlockKind::List,
            BlockKind::Dateline => {
                !self.document.text[Span::new(block.span.end(), next.span.start())].contains('\n')
            }
            _ => false,
        }
    }

    fn block(
        &self,
        h: &mut Html,
        tag: &'static str,
        class: &'static str,
        blocks: std::ops::Range<usize>,
    ) {
        let all = &self.document.blocks[blocks.clone()];
        let id = format!("b{}", blocks.start + 1);
        h.element(tag, &[("id", &id), some("class", class)], |h| {
            note(h, &all[0]);
            for (m, block) in (blocks.start..).zip(all) {
                let own = format!("b{}", m + 1);
                let class = if block.kind == BlockKind::Dateline {
                    "dateline"
                } else {
                    ""
                };
                if m == blocks.start && class.is_empty() {
                    self.run(h, block.span);
                    continue;
                }
                h.raw(if m > blocks.start { " " } else { "" });
                let own = if m > blocks.start { own.as_str() } else { "" };
                h.element("span", &[some("id", own), some("class", class)], |h| {
                    self.run(h, block.span)
                });
            }
        });
    }

    /// The pieces of a block, and what was taken out at its end.
    fn run(&self, h: &mut Html, span: Span) {
        let first = self
            .pieces
            .partition_point(|p| p.span.start() < span.start());
        let last = self.pieces.partition_point(|p| p.span.start() < span.end());
        for piece in &self.pieces[first..last] {
            self.points(h, &piece.points);
            self.piece(h, piece);
        }
        if let Some(next) = self
            .pieces
            .get(last)
            .filter(|next| next.span.start() == span.end())
        {
            self.points(h, &next.points);
        }
    }

    /// Places where something was taken out.
    fn points(&self, h: &mut Html, points: &[usize]) {
        for &m in points {
            if let Role::Edit(n) = self.marks[m].role {
                let (href, id) = (format!("#r{}", n + 1), format!("x{}", n + 1));
                let words = super::repairs::words(&self.document.edits[n]);
                let attributes = [
                    ("class", "edit point"),
                    ("id", &id),
                    ("href", &href),
                    ("aria-label", &words),
                    ("title", &words),
                ];
                h.words("a", &attributes, "‸");
            }
        }
    }

    fn piece(&self, h: &mut Html, piece: &Piece) {
        let roles: Vec<Role> = piece.marks.iter().map(|&m| self.marks[m].role).collect();
        let begins = |m: usize| self.marks[m].seen == Some(piece.span.start());
        for &m in piece.marks.iter().filter(|&&m| begins(m)) {
            match self.marks[m].role {
                Role::Content(n, first) => number(h, &self.marked.items[n], first),
                Role::Hedge(n, first) => hedge_number(h, &self.marked.hedges[n], first),
                Role::Finding(n, true) => self.finding_number(h, n),
                _ => {}
            }
        }
        let text = &self.document.text[piece.span];
        if roles.is_empty() {
            return h.text(text);
        }
        let class = self.classes(&roles);
        let (ids, rows) = self.ids(piece, &roles);
        let measure = piece.marks.iter().find_map(|&m| match self.marks[m].role {
            Role::Measure(n) => Some((n, begins(m))),
            _ => None,
        });
        if let Some((n, first)) = measure.filter(|_| class.is_empty()) {
            return self.measure(h, n, first, &ids, text);
        }
        let mut attributes = vec![
            ("class", &*class),
            ("data-ids", &*ids),
            some("aria-describedby", &rows),
        ];
        let edit = piece.marks.iter().find_map(|&m| match self.marks[m].role {
            Role::Edit(n) => Some((n, begins(m))),
            _ => None,
        });
        let inside = |h: &mut Html| match measure {
            Some((n, first)) => self.measure(h, n, first, "", text),
            None => h.text(text),
        };
        let Some((n, first)) = edit else {
            return h.element("span", &attributes, inside);
        };
        let (href, id) = (format!("#r{}", n + 1), format!("x{}", n + 1));
        let words = super::repairs::words(&self.document.edits[n]);
        if first {
            attributes.push(("id", &id));
        }
        attributes.push(("title", &words));
        if measure.is_some() {
            // No link can stand in another: the figure's goes first.
            return h.element("span", &attributes, inside);
        }
        attributes.push(("href", &href));
        if text.trim().is_empty() {
            attributes.push(("aria-label", &*words));
        }
        h.words("a", &attributes, text);
    }

    /// The sign and number in front of the figure that a finding is about.
    fn finding_number(&self, h: &mut Html, n: usize) {
        let finding = &self.marked.findings[n];
        let class = format!("tag sign {}", findings::class(finding.severity));
        let (row, label) = (findings::id(n), findings::label(n, finding));
        let word = if finding.severity == Severity::Note {
            ""
        } else {
            finding.severity.name()
        };
        tag(h, &class, &row, true, &label, &[word]);
    }

    /// A piece of a figure or a time; its first one leads to the row.
    fn measure(&self, h: &mut Html, n: usize, first: bool, ids: &str, text: &str) {
        let measure = &self.marked.measures[n];
        let (row, class) = (measure.id(), measures::class(measure));
        if !first {
            return h.words("span", &[("class", class), some("data-ids", ids)], text);
        }
        let (href, id, facts) = (format!("#{row}"), format!("t{row}"), format!("m{row}"));
        let attributes = [
            ("class", class),
            ("id", &*id),
            ("href", &href),
            some("data-ids", ids),
            ("aria-describedby", &facts),
        ];
        h.words("a", &attributes, text);
    }

    fn classes(&self, roles: &[Role]) -> String {
        let of = |want: fn(&Role) -> Option<usize>| {
            roles.iter().filter_map(want).map(|n| &self.marked.items[n])
        };
        let contents = || {
            of(|r| {
                if let Role::Content(n, _) = r {
                    Some(*n)
                } else {
                    None
                }
            })
        };
        let sources = of(|r| {
            if let Role::Source(n) = r {
                Some(*n)
            } else {
                None
            }
        });
        let mut class: Vec<String> = Vec::new();
        if let Some(outer) = contents().min_by_key(|i| i.depth) {
            class.extend([
                "said".into(),
                format!("c{}", outer.look.hue),
                outer.a.form.name().into(),
            ]);
            if let Some(inner) = contents()
                .filter(|i| i.depth > outer.depth)
                .max_by_key(|i| i.depth)
            {
                class.extend([
                    "inner".into(),
                    format!("i{}", inner.look.hue),
                    format!("i-{}", inner.a.form.name()),
                ]);
            }
        }
        if let Some(source) = sources.max_by_key(|i| i.depth) {
            class.extend(["who".into(), format!("w{}", source.look.hue)]);
            class.extend(source.perhaps.then(|| "perhaps".into()));
        }
        for (is, name) in [
            (roles.iter().any(|r| matches!(r, Role::Cue(_))), "cue"),
            (
                roles
                    .iter()
                    .any(|r| matches!(r, Role::Trigger(_) | Role::HedgeTrigger(_))),
                "trigger",
            ),
            (roles.iter().any(|r| matches!(r, Role::Hedge(..))), "hedge"),
            (roles.iter().any(|r| matches!(r, Role::Edit(_))), "edit"),
        ] {
            if is {
                class.push(name.into());
            }
        }
        let checked = roles.iter().filter_map(|r| match r {
            Role::Finding(n, about) => Some((self.marked.findings[*n].severity, *about)),
            _ => None,
        });
        if let Some((severity, about)) = checked.max() {
            class.extend(["checked".into(), findings::class(severity).into()]);
            class.extend(about.then(|| "stated".into()));
        }
        let mut all = roles
            .iter()
            .filter_map(|&r| item_of(r))
            .map(|n| self.marked.items[n].sure)
            .peekable();
        if all.peek().is_some() && all.all(|sure| !sure) {
            class.push("unsure".into());
        }
        class.join(" ")
    }

    /// The rows a piece belongs to; those it is the beginning of describe it.
    fn ids(&self, piece: &Piece, roles: &[Role]) -> (String, String) {
        let mut ids: Vec<String> = Vec::new();
        let mut rows: Vec<String> = Vec::new();
        for (&m, &role) in piece.marks.iter().zip(roles) {
            let id = match (item_of(role), role) {
                (Some(n), _) => format!("a{}", self.marked.items[n].id.0 + 1),
                (None, Role::Hedge(n, _) | Role::HedgeTrigger(n)) => {
                    format!("c{}", self.marked.hedges[n].number)
                }
                (None, Role::Edit(n)) => format!("r{}", n + 1),
                (None, Role::Measure(n)) => self.marked.measures[n].id(),
                (None, Role::Finding(n, _)) => findings::id(n),
                (None, _) => continue,
            };
            if ids.contains(&id) {
                continue;
            }
            if self.marks[m].seen == Some(piece.span.start())
                && !matches!(role, Role::Edit(_) | Role::Measure(_))
            {
                rows.push(format!("m{id}"));
            }
            ids.push(id);
        }
        (ids.join(" "), rows.join(" "))
    }
}

/// The number in front of what is said, which leads to the ledger; with it, in a word, how sure
/// that is said to be, and whether it may be somebody else who says it.
fn number(h: &mut Html, item: &Item<'_>, first: bool) {
    let row = format!("a{}", item.id.0 + 1);
    let unsure = if item.sure { "" } else { " unsure" };
    let status = item.claim.map_or("", |claim| status::short(claim.status));
    let words = [status, if item.perhaps { "who?" } else { "" }];
    tag(
        h,
        &format!("tag k{}{unsure}", item.look.hue),
        &row,
        first,
        &item.label(),
        &words,
    );
}

fn hedge_number(h: &mut Html, hedge: &Hedge<'_>, first: bool) {
    tag(
        h,
        "tag k0",
        &format!("c{}", hedge.number),
        first,
        &hedge.label(),
        &[status::short(hedge.claim.status)],
    );
}

/// A number that leads to the row `row`; the row leads back to the first part's.
fn tag(h: &mut Html, class: &str, row: &str, first: bool, label: &str, words: &[&str]) {
    let (href, id, facts) = (format!("#{row}"), format!("t{row}"), format!("m{row}"));
    let class = if first {
        class.to_string()
    } else {
        format!("{class} again")
    };
    let id = if first { ("id", &*id) } else { ("", "") };
    let attributes = [
        ("class", &*class),
        id,
        ("href", &href),
        ("data-ids", row),
        ("aria-describedby", &facts),
    ];
    h.element("a", &attributes, |h| {
        h.text(label);
        for word in words.iter().filter(|word| first && !word.is_empty()) {
            h.raw(" ");
            h.words("i", &[], word);
        }
    });
}

fn item_of(role: Role) -> Option<usize> {
    match role {
        Role::Source(n) | Role::Cue(n) | Role::Content(n, _) | Role::Trigger(n) => Some(n),
        Role::Hedge(..)
        | Role::HedgeTrigger(_)
        | Role::Edit(_)
        | Role::Measure(_)
        | Role::Finding(..) => None,
    }
}

/// The element and class of a block, which for a dateline are those of its paragraph.
fn shape(block: &Block, last: &Block) -> (&'static str, &'static str) {
    let kind = if block.kind == BlockKind::Dateline {
        last.kind
    } else {
        block.kind
    };
    match kind {
        _ if block.of.is_some() && kind != BlockKind::Repeat => ("p", "standfirst aside"),
        BlockKind::Headline => ("p", "headline"),
        BlockKind::Standfirst => ("p", "standfirst"),
        BlockKind::Heading => ("h2", ""),
        BlockKind::Quote => ("blockquote", ""),
        BlockKind::Caption => ("p", "caption"),
        BlockKind::Credit => ("p", "credit aside"),
        BlockKind::Correction => ("p", "correction aside"),
        BlockKind::Furniture => ("p", "furniture aside"),
        BlockKind::Repeat => ("p", "repeat aside"),
        BlockKind::Paragraph | BlockKind::List | BlockKind::Dateline => ("p", ""),
    }
}

/// Says what a block is that is no running text, and where the one stands that it repeats.
fn note(h: &mut Html, block: &Block) {
    let words = match block.kind {
        BlockKind::Repeat => "repeat",
        _ if block.of.is_some() => "said again below",
        BlockKind::Furniture => "page furniture",
        BlockKind::Credit => "credit",
        BlockKind::Caption => "caption",
        BlockKind::Correction => "correction",
        _ => return,
    };
    match block.of {
        Some(of) => h.words(
            "a",
            &[("class", "note"), ("href", &format!("#b{}", of + 1))],
            words,
        ),
        None => h.words("span", &[("class", "note")], words),
    }
    h.raw(" ");
}
