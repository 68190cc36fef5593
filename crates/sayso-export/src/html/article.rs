//! In: a report, the marks over its text. Out: the article: its blocks, and in them the pieces with
//! their marks.
//!
//! The classes of a piece say what it is: `said` with `c1` (hue of the source) and `direct`, `mixed`
//! or `indirect`; `inner` with `i1` for what is said inside another attribution; `who` with `w1`, and
//! `perhaps` if it is not sure who speaks; `cue`; `trigger`; `hedge`; `edit`; `figure` or `time`
//! within it; `checked` with `s-error`, `s-warning` or `s-note` for a figure of a finding, and
//! `stated` for the figure the finding is about. What only an uncertain attribution makes of a piece
//! has a class with `u-` as well (`u-said`, `u-who`), because it is not marked until a reader asks
//! for it. `data-ids` names the rows of the ledger.

use super::escape::{Attribute, Html, some};
use super::findings;
use super::marks::{Hedge, Item, Mark, Marked, Role};
use super::measures;
use super::pieces::{self, Piece};
use crate::records::Claim;
use crate::standing;
use crate::view::{Block, View};
use sayso::check::Severity;
use sayso::document::BlockKind;
use sayso::text::Span;
use std::ops::Range;

/// The report with what is marked in it.
pub struct Article<'a> {
    view: &'a View<'a>,
    marked: Marked<'a>,
    marks: &'a [Mark],
    pieces: Vec<Piece>,
}

impl<'a> Article<'a> {
    /// Cuts the text.
    pub fn new(view: &'a View<'a>, marked: Marked<'a>, marks: &'a [Mark]) -> Article<'a> {
        let spans: Vec<Span> = marks.iter().map(|m| m.span).collect();
        let blocks: Vec<Span> = view.blocks.iter().map(|b| b.span).collect();
        let whole = Span::new(0, view.text().len() as u32);
        let pieces = pieces::cut(whole, &spans, &blocks);
        Article {
            view,
            marked,
            marks,
            pieces,
        }
    }

    /// The place of the headline among the blocks, if there is one.
    fn title(&self) -> Option<usize> {
        let mut blocks = self.view.blocks.iter();
        blocks.position(|b| b.kind == BlockKind::Headline)
    }

    /// Writes the headline. Returns whether there is one.
    pub fn headline(&self, h: &mut Html) -> bool {
        let title = self.title();
        if let Some(n) = title {
            self.block(h, "h1", "", n..n + 1);
            h.raw("\n");
        }
        title.is_some()
    }

    /// Writes all blocks but the headline.
    pub fn write(&self, h: &mut Html) {
        let blocks = &self.view.blocks;
        let title = self.title();
        let mut n = 0;
        while n < blocks.len() {
            if title == Some(n) {
                n += 1;
                continue;
            }
            // A dateline is in the element of its paragraph, and the items of a list are in one list.
            let last = (n..blocks.len()).find(|&m| !self.joins(m)).unwrap_or(n);
            if blocks[n].kind == BlockKind::List {
                h.element("ul", &[], |h| {
                    (n..=last).for_each(|m| self.block(h, "li", "list", m..m + 1));
                });
            } else {
                let (tag, class) = shape(&blocks[n], &blocks[last]);
                self.block(h, tag, class, n..last + 1);
            }
            h.raw("\n");
            n = last + 1;
        }
    }

    /// Is the next block in the same element?
    fn joins(&self, n: usize) -> bool {
        let (block, Some(next)) = (&self.view.blocks[n], self.view.blocks.get(n + 1)) else {
            return false;
        };
        match block.kind {
            BlockKind::List => next.kind == BlockKind::List,
            BlockKind::Dateline => {
                let between = Span::new(block.span.end(), next.span.start());
                !self.view.words(between).contains('\n')
            }
            _ => false,
        }
    }

    fn block(&self, h: &mut Html, tag: &'static str, class: &'static str, blocks: Range<usize>) {
        let all = &self.view.blocks[blocks.clone()];
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
                    self.run(h, block.span);
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
                let words = self.edit_words(n);
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

    /// An edit in words.
    fn edit_words(&self, n: usize) -> String {
        super::repairs::words(&self.view.saved.report.edits[n])
    }

    fn piece(&self, h: &mut Html, piece: &Piece) {
        self.numbers(h, piece);
        let text = self.view.words(piece.span);
        if piece.marks.is_empty() {
            return h.text(text);
        }
        let roles: Vec<Role> = piece.marks.iter().map(|&m| self.marks[m].role).collect();
        let class = self.classes(&roles);
        let rows = self.rows(piece, &roles);
        let measure = self.first_of(piece, |role| match role {
            Role::Measure(n) => Some(n),
            _ => None,
        });
        if class.is_empty()
            && let Some((n, begins)) = measure
        {
            return self.measure(h, n, begins, &rows.ids, text);
        }
        let edit = self.first_of(piece, |role| match role {
            Role::Edit(n) => Some(n),
            _ => None,
        });
        let attributes = [
            ("class", &*class),
            ("data-ids", &*rows.ids),
            some("aria-describedby", &rows.describing),
        ];
        match (edit, measure) {
            (None, None) => h.words("span", &attributes, text),
            (Some((n, begins)), None) => self.edit(h, n, begins, &attributes, text),
            (None, Some((n, begins))) => h.element("span", &attributes, |h| {
                self.measure(h, n, begins, "", text);
            }),
            // A link cannot contain another one, and the figure's is more useful.
            (Some((edit, edit_begins)), Some((n, begins))) => {
                let (id, words) = (format!("x{}", edit + 1), self.edit_words(edit));
                let mut attributes = attributes.to_vec();
                if edit_begins {
                    attributes.push(("id", &id));
                }
                attributes.push(("title", &words));
                h.element("span", &attributes, |h| {
                    self.measure(h, n, begins, "", text);
                });
            }
        }
    }

    /// The first mark of a kind that a piece has, and whether the mark begins with the piece.
    fn first_of(&self, piece: &Piece, kind: fn(Role) -> Option<usize>) -> Option<(usize, bool)> {
        piece.marks.iter().find_map(|&m| {
            let n = kind(self.marks[m].role)?;
            Some((n, self.begins(m, piece)))
        })
    }

    /// Is this piece the first one of a mark?
    fn begins(&self, mark: usize, piece: &Piece) -> bool {
        self.marks[mark].seen == Some(piece.span.start())
    }

    /// The numbers in front of a piece.
    fn numbers(&self, h: &mut Html, piece: &Piece) {
        for &m in piece.marks.iter().filter(|&&m| self.begins(m, piece)) {
            match self.marks[m].role {
                Role::Content(n, first) => self.number(h, &self.marked.items[n], first),
                Role::Hedge(n, first) => self.hedge_number(h, &self.marked.hedges[n], first),
                Role::Finding(n, true) => self.finding_number(h, n),
                _ => {}
            }
        }
    }

    /// A piece that was repaired, or would be, with a link to its row.
    fn edit(&self, h: &mut Html, n: usize, begins: bool, attributes: &[Attribute<'_>], text: &str) {
        let (href, id) = (format!("#r{}", n + 1), format!("x{}", n + 1));
        let words = self.edit_words(n);
        let mut attributes = attributes.to_vec();
        if begins {
            attributes.push(("id", &id));
        }
        attributes.push(("title", &words));
        attributes.push(("href", &href));
        if text.trim().is_empty() {
            attributes.push(("aria-label", &*words));
        }
        h.words("a", &attributes, text);
    }

    /// The sign and number in front of the figure that a finding is about.
    fn finding_number(&self, h: &mut Html, n: usize) {
        let finding = &self.marked.findings[n];
        let agreed = if findings::is_agreed_weekday(finding) {
            " agreed"
        } else {
            ""
        };
        let class = format!("tag sign {}{agreed}", findings::class(finding.severity));
        let (row, label) = (findings::id(n), findings::label(n, finding));
        let is_note = finding.severity == Severity::Note;
        let word = (!is_note).then(|| Warning::loud(finding.severity.name().into()));
        let words: Vec<Warning> = word.into_iter().collect();
        tag(h, &class, &row, true, &label, &words);
    }

    /// A piece of a figure or a time. Its first piece has a link to its row.
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

    /// What a piece is, in classes.
    fn classes(&self, roles: &[Role]) -> String {
        let mut class: Vec<String> = Vec::new();
        self.content_classes(roles, &mut class);
        self.source_classes(roles, &mut class);
        for &(name, unsure, has) in PLAIN_CLASSES {
            let all = || roles.iter().copied().filter(has);
            if all().next().is_some() {
                class.push(name.into());
                let is_sure = all().any(|role| self.item(role).is_none_or(Item::is_sure));
                class.extend((!is_sure).then(|| unsure.into()));
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
        class.join(" ")
    }

    /// The classes of what is said. Where several attributions overlap, the outermost and the
    /// innermost content are shown. Uncertain ones come after those that are not.
    fn content_classes(&self, roles: &[Role], class: &mut Vec<String>) {
        let contents: Vec<&Item<'_>> = roles
            .iter()
            .filter(|role| matches!(role, Role::Content(..)))
            .filter_map(|&role| self.item(role))
            .collect();
        let outer = contents
            .iter()
            .min_by_key(|item| (!item.is_sure(), item.depth));
        let Some(outer) = outer else { return };
        class.extend([
            "said".into(),
            format!("c{}", outer.look.hue),
            outer.a.form.name().into(),
        ]);
        class.extend((!outer.is_sure()).then(|| "u-said".into()));
        let deeper = contents.iter().filter(|item| item.depth > outer.depth);
        let inner = deeper.max_by_key(|item| (item.is_sure(), item.depth));
        if let Some(inner) = inner {
            class.extend([
                "inner".into(),
                format!("i{}", inner.look.hue),
                format!("i-{}", inner.a.form.name()),
            ]);
            class.extend((!inner.is_sure()).then(|| "u-inner".into()));
        }
    }

    /// The classes of who says it: the innermost source.
    fn source_classes(&self, roles: &[Role], class: &mut Vec<String>) {
        let sources = roles
            .iter()
            .filter(|role| matches!(role, Role::Source(_)))
            .filter_map(|&role| self.item(role));
        if let Some(source) = sources.max_by_key(|item| (item.is_sure(), item.depth)) {
            class.extend(["who".into(), format!("w{}", source.look.hue)]);
            class.extend(source.perhaps.then(|| "perhaps".into()));
            class.extend((!source.is_sure()).then(|| "u-who".into()));
        }
    }

    /// The number in front of what is said, with a link to the ledger, and in words how sure it is
    /// said to be and by whom, and whether it is sure who says it.
    fn number(&self, h: &mut Html, item: &Item<'_>, first: bool) {
        let unsure = if item.is_sure() { "" } else { " unsure" };
        let mut words: Vec<Warning> = Vec::new();
        if let Some(claim) = item.claim {
            words.extend(self.status(claim));
            words.extend(standing::voice(self.view, claim).map(Warning::loud));
        }
        words.extend(item.perhaps.then(|| Warning::loud("who?".into())));
        let class = format!("tag k{}{unsure}", item.look.hue);
        tag(h, &class, &item.a.id, first, &item.label(), &words);
    }

    fn hedge_number(&self, h: &mut Html, hedge: &Hedge<'_>, first: bool) {
        let mut words: Vec<Warning> = self.status(hedge.claim).into_iter().collect();
        words.extend(standing::voice(self.view, hedge.claim).map(Warning::quiet));
        tag(h, "tag k0", &hedge.claim.id, first, &hedge.label(), &words);
    }

    /// "Moller said that it may be". It is loud where the words of the report do not show it themselves.
    fn status(&self, claim: &Claim) -> Option<Warning> {
        let words = standing::tag(self.view, claim)?;
        Some(if standing::is_beside_the_words(claim) {
            Warning::loud(words)
        } else {
            Warning::quiet(words)
        })
    }

    /// The attribution that a mark belongs to.
    fn item(&self, role: Role) -> Option<&Item<'a>> {
        match role {
            Role::Source(n) | Role::Cue(n) | Role::Content(n, _) | Role::Trigger(n) => {
                Some(&self.marked.items[n])
            }
            Role::Hedge(..)
            | Role::HedgeTrigger(_)
            | Role::Edit(_)
            | Role::Measure(_)
            | Role::Finding(..) => None,
        }
    }

    /// The row that a mark belongs to.
    fn row(&self, role: Role) -> String {
        match role {
            Role::Source(n) | Role::Cue(n) | Role::Content(n, _) | Role::Trigger(n) => {
                self.marked.items[n].a.id.clone()
            }
            Role::Hedge(n, _) | Role::HedgeTrigger(n) => self.marked.hedges[n].claim.id.clone(),
            Role::Edit(n) => format!("r{}", n + 1),
            Role::Measure(n) => self.marked.measures[n].id().to_string(),
            Role::Finding(n, _) => findings::id(n),
        }
    }

    /// The rows that a piece belongs to.
    fn rows(&self, piece: &Piece, roles: &[Role]) -> Rows {
        let mut ids: Vec<String> = Vec::new();
        let mut describing: Vec<String> = Vec::new();
        for (&m, &role) in piece.marks.iter().zip(roles) {
            let id = self.row(role);
            if ids.contains(&id) {
                continue;
            }
            if self.begins(m, piece) && !matches!(role, Role::Edit(_) | Role::Measure(_)) {
                describing.push(format!("m{id}"));
            }
            ids.push(id);
        }
        Rows {
            ids: ids.join(" "),
            describing: describing.join(" "),
        }
    }
}

/// The rows of the ledger that a piece belongs to.
struct Rows {
    /// Their ids.
    ids: String,
    /// The ids of what describes the piece: the facts of rows that begin with it.
    describing: String,
}

/// Classes that depend on the roles of a piece alone, each with the one for what is uncertain.
const PLAIN_CLASSES: &[(&str, &str, fn(&Role) -> bool)] = &[
    ("cue", "u-cue", |role| matches!(role, Role::Cue(_))),
    ("trigger", "u-trigger", |role| {
        matches!(role, Role::Trigger(_) | Role::HedgeTrigger(_))
    }),
    ("hedge", "", |role| matches!(role, Role::Hedge(..))),
    ("edit", "", |role| matches!(role, Role::Edit(_))),
];

/// Words beside a number in the text.
struct Warning {
    words: String,
    /// It is shown to a reader who only wants to read, too.
    is_loud: bool,
}

impl Warning {
    fn loud(words: String) -> Warning {
        let is_loud = true;
        Warning { words, is_loud }
    }

    fn quiet(words: String) -> Warning {
        let is_loud = false;
        Warning { words, is_loud }
    }
}

/// A number with a link to the row `row`. The row links back to the first part.
fn tag(h: &mut Html, class: &str, row: &str, first: bool, label: &str, words: &[Warning]) {
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
        for warning in words.iter().filter(|_| first) {
            let class = if warning.is_loud { "" } else { "soft" };
            h.words("i", &[some("class", class)], &format!(" {}", warning.words));
        }
    });
}

/// The element and class of a block. For a dateline they are those of its paragraph.
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

/// A note before a block that is not running text, with a link to the block that it repeats.
fn note(h: &mut Html, block: &Block) {
    let words = match block.kind {
        BlockKind::Repeat => "repeat",
        _ if block.of.is_some() => "repeated below",
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
