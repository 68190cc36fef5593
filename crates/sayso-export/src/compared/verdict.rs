//! The verdict in a sentence: how two reports are related, by how much, and which was made from the other.

use super::{Compared, alterations, differing, paragraphs_or_sentences};
use crate::records::{CopyCredit, CopySentence, Credit, Report, SentencePlace};
use crate::{day_in_words, plural, visible};
use sayso::compare::{CopyRelation, DirectionRule, LinkHow, SentenceKind, Side, body_key};
use sayso::credits::CreditKind;

/// "B is a light rewording of A: 14 of its 19 narrative sentences are in A, in the same order; B drops 2 paragraphs and
/// adds 1; B credits A’s agency, Associated Press."
pub fn verdict(compared: &Compared<'_>) -> String {
    let subject = subject(compared);
    let mut parts = Vec::new();
    parts.extend(alterations(compared));
    if compared.copy.relation.is_copy() {
        parts.extend(dropped_and_added(compared, subject));
    }
    parts.extend(common_part(compared, subject.other()));
    parts.extend(shown_direction(compared));
    parts.extend(common_credit(compared));
    let relation = relation(compared, subject);
    let first = match counts(compared, subject) {
        Some(counts) => format!("{relation}: {counts}"),
        None => relation,
    };
    parts.insert(0, first);
    format!("{}.", parts.join("; "))
}

/// The report that the sentence is about: the one that was made from the other, or where that is not known, the one of
/// which the other has more.
fn subject(compared: &Compared<'_>) -> Side {
    if let Some(from) = compared.copy.from() {
        return from.other();
    }
    let shares = &compared.copy.shares;
    if shares.narration_a > shares.narration_b {
        Side::A
    } else {
        Side::B
    }
}

fn letter(side: Side) -> &'static str {
    match side {
        Side::A => "A",
        Side::B => "B",
    }
}

/// "B is a light rewording of A". Without a direction only what is the same is said.
fn relation(compared: &Compared<'_>, subject: Side) -> String {
    let (x, y) = (letter(subject), letter(subject.other()));
    let has_direction = compared.copy.direction.is_some();
    match (compared.copy.relation, has_direction) {
        (CopyRelation::Verbatim, _) if has_other_words(compared) => {
            "A and B have nearly the same words".into()
        }
        (CopyRelation::Verbatim, _) => "A and B have the same words".into(),
        (CopyRelation::Trimmed, true) => format!("{x} is {y}, shortened"),
        (CopyRelation::Trimmed, false) => format!("{x} has the words of {y}, but not all"),
        (CopyRelation::Light, true) if is_in_part(compared) => {
            format!("Part of {x} is a light rewording of part of {y}")
        }
        (CopyRelation::Light, false) if is_in_part(compared) => {
            "A and B have a part in common, lightly reworded".into()
        }
        (CopyRelation::Light, true) => format!("{x} is a light rewording of {y}"),
        (CopyRelation::Light, false) => "A and B are one text, lightly reworded".into(),
        (CopyRelation::Heavy, true) => format!("{x} is a heavy rewording of {y}"),
        (CopyRelation::Heavy, false) => "A and B are one text, heavily reworded".into(),
        (CopyRelation::Merged, true) => {
            format!("{x} has parts of {y} among others that {y} does not have")
        }
        (CopyRelation::Merged, false) => "A and B have parts in common".into(),
        (CopyRelation::SameSource, _) => {
            "A and B rest on the same source, and each tells it in its own words".into()
        }
        (CopyRelation::SameEvent, _) => {
            "A and B are about the same event, and neither has the words of the other".into()
        }
        (CopyRelation::Unrelated, _) => "A and B have nothing of note in common".into(),
    }
}

/// With more of its narration in the other one than this, a report is a rewording as a whole.
const IN_PART: f64 = 0.65;

/// Whether only a part of each report is in the other, though the relation says how it was reworded.
fn is_in_part(compared: &Compared<'_>) -> bool {
    let shares = &compared.copy.shares;
    shares.narration_a.max(shares.narration_b) < IN_PART
}

/// Whether anything differs in reports of which each has nearly all words of the other.
fn has_other_words(compared: &Compared<'_>) -> bool {
    let copy = compared.copy;
    let differs = |place_a, place_b| {
        let words = (
            compared.words(Side::A, place_a),
            compared.words(Side::B, place_b),
        );
        let (a, b) = differing(words.0, words.1);
        a.iter().chain(&b).any(|word| word.differs)
    };
    !copy.altered.is_empty()
        || !copy.only_a.is_empty()
        || !copy.only_b.is_empty()
        || copy.sentences.iter().any(|pair| differs(pair.a, pair.b))
}

/// "14 of its 19 narrative sentences are in A, in the same order".
fn counts(compared: &Compared<'_>, subject: Side) -> Option<String> {
    let other = letter(subject.other());
    let narration = compared.shared(subject, SentenceKind::Narration);
    let quotations = compared.shared(subject, SentenceKind::Quotation);
    let of = |(shared, all): (usize, usize), what: &str| match (shared, all) {
        (0, _) => None,
        (1, 1) => Some(format!("its only {what} is in {other}")),
        (1, all) => Some(format!("1 of its {all} {what}s is in {other}")),
        (shared, all) if shared == all => Some(format!("all its {all} {what}s are in {other}")),
        (shared, all) => Some(format!("{shared} of its {all} {what}s are in {other}")),
    };
    let about = match compared.copy.relation {
        CopyRelation::Unrelated | CopyRelation::Verbatim => return None,
        CopyRelation::SameSource => [
            of(quotations, "quotation"),
            of(narration, "narrative sentence"),
        ],
        _ => [of(narration, "narrative sentence"), None],
    };
    let known: Vec<String> = about.into_iter().flatten().collect();
    // Where nearly all words are others, a sentence in the place of another often has the same to say.
    let perhaps = match compared.copy.relation {
        CopyRelation::Heavy => compared.doubtful(subject, SentenceKind::Narration),
        _ => 0,
    };
    let known = match (known.is_empty(), perhaps) {
        (true, 0) => return None,
        (true, n) => {
            format!(
                "perhaps {n} of its {}",
                plural(narration.1, "narrative sentence")
            ) + " are in "
                + other
        }
        (false, 0) => known.join(" and "),
        (false, n) => format!("{}, and perhaps {n} more", known.join(" and ")),
    };
    let known = known.replacen("its", &of_subject(subject), 1);
    let is_copy = compared.copy.relation.is_copy();
    Some(if is_copy {
        format!("{known}, {}", order(compared))
    } else {
        known
    })
}

/// More words than this of the common part are not told.
const WORDS_TOLD: usize = 12;

/// "both have “The pier, which was built in 1911, …”": the beginning of the longest sentence that both have, where one has
/// a part of the other.
fn common_part(compared: &Compared<'_>, from: Side) -> Option<String> {
    match compared.copy.relation {
        CopyRelation::Merged => {}
        CopyRelation::Light if is_in_part(compared) => {}
        _ => return None,
    }
    let sure = compared.copy.sentences.iter().filter(|p| !p.is_doubtful());
    let shared = |pair: &&CopySentence| {
        let place = pair.place(from);
        pair.score * f64::from(place.end - place.start)
    };
    let longest = sure.max_by(|x, y| {
        shared(x)
            .total_cmp(&shared(y))
            .then(y.a.start.cmp(&x.a.start))
    })?;
    let words = compared.words(from, longest.place(from));
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_all = words.len() <= WORDS_TOLD;
    let told = words[..words.len().min(WORDS_TOLD)].join(" ");
    let told = told.trim_matches(['“', '”', '"']);
    Some(format!(
        "both have “{told}{}”",
        if is_all { "" } else { " …" }
    ))
}

/// "B’s", because after a verdict about both reports "its" would be open.
fn of_subject(subject: Side) -> String {
    format!("{}’s", letter(subject))
}

/// Whether the sentences that both have are in the same order.
fn order(compared: &Compared<'_>) -> String {
    let moved = compared.copy.sentences.iter();
    let moved = moved.filter(|pair| pair.how == LinkHow::Moved);
    match moved.count() {
        0 => "in the same order".into(),
        1 => "in the same order but for 1".into(),
        n => format!("in the same order but for {n}"),
    }
}

/// "B drops 2 paragraphs and adds 1". Where it is not known which came first: "A has 2 paragraphs of its
/// own".
fn dropped_and_added(compared: &Compared<'_>, subject: Side) -> Option<String> {
    let whole = |side: Side| {
        let sentences = compared.own(side).into_iter();
        let sentences =
            sentences.filter(|place: &SentencePlace| place.kind != SentenceKind::Headline);
        paragraphs_or_sentences(compared.paragraphs_only_in(side), sentences.count())
    };
    let (dropped, added) = (whole(subject.other()), whole(subject));
    let (x, y) = (letter(subject), letter(subject.other()));
    if compared.copy.direction.is_none() {
        return match (dropped, added) {
            (None, None) => None,
            (Some(more), None) => Some(format!("{y} has {more} of its own")),
            (None, Some(more)) => Some(format!("{x} has {more} of its own")),
            (Some(one), Some(other)) if one == other => Some(format!("each has {one} of its own")),
            (Some(one), Some(other)) => Some(format!("{y} has {one} of its own, and {x} {other}")),
        };
    }
    match (dropped, added) {
        (None, None) => None,
        (Some(dropped), None) => Some(format!("{x} drops {dropped}")),
        (None, Some(added)) => Some(format!("{x} adds {added}")),
        (Some(dropped), Some(added)) => {
            let unit = dropped.split(' ').next_back().unwrap_or_default();
            let added = match added.strip_suffix(unit) {
                Some(number) => number.trim_end(),
                None => &added,
            };
            Some(format!("{x} drops {dropped} and adds {added}"))
        }
    }
}

/// Which rule shows the direction: "B credits A’s agency, Associated Press". Of copies it is said if none does.
fn shown_direction(compared: &Compared<'_>) -> Option<String> {
    let copy = compared.copy;
    let (Some(direction), Some(from)) = (&copy.direction, copy.from()) else {
        let is_copy = copy.relation.is_copy();
        return is_copy.then(|| "which came first is not known".into());
    };
    let (x, y) = (letter(from.other()), letter(from));
    Some(match direction.rule {
        DirectionRule::Credit | DirectionRule::Byline => match &compared.copy.credit {
            Some(credit) => credited(credit, body_of(compared, from, credit), x, y),
            None => format!("{x} credits {y}"),
        },
        DirectionRule::Wire => {
            let agency = compared
                .copy
                .credit
                .as_ref()
                .and_then(|c| c.name.as_deref());
            let agency = agency.map_or(String::new(), |name| format!(", {name}"));
            format!("{y} is the text of an agency{agency}, and {x} names none")
        }
        DirectionRule::Hour => {
            let moment = |side: Side| moment(&compared.view(side).saved.report);
            format!(
                "{y} was published first, at {}, and {x} at {}",
                moment(from),
                moment(from.other())
            )
        }
        DirectionRule::Published => {
            let day = |side: Side| {
                let report = &compared.view(side).saved.report;
                day_in_words(report.published.as_deref().unwrap_or_default())
            };
            format!(
                "{y} was published first, on {}, and {x} on {}",
                day(from),
                day(from.other())
            )
        }
    })
}

/// When a report was published, with the hour.
fn moment(report: &Report) -> String {
    let moment = report.moment_of_publication().unwrap_or_default();
    visible(&moment.replacen('T', " ", 1))
}

/// What the credited body is to the report that the other was made from: its outlet, or the agency whose
/// text it is.
fn body_of(compared: &Compared<'_>, from: Side, credit: &CopyCredit) -> &'static str {
    let outlet = compared.view(from).saved.report.outlet.as_deref();
    let is_outlet = credit.name.as_deref().map(body_key) == outlet.map(body_key);
    if is_outlet { "outlet" } else { "agency" }
}

/// "B names A’s outlet, Orland Wire, in its byline"; "B credits A’s outlet, Orland Wire: “Orland Wire reported”".
fn credited(credit: &CopyCredit, body: &str, x: &str, y: &str) -> String {
    let Some(name) = credit.name.as_deref() else {
        return format!("{x} has marks of a release");
    };
    let place = match credit.kind {
        CreditKind::Byline => "in its byline",
        CreditKind::Dateline => "in its dateline",
        CreditKind::Signature => "at its end",
        _ => {
            let words = credit
                .span
                .as_ref()
                .map(|span| format!(": “{}”", span.text));
            let words = words.unwrap_or_default();
            return format!("{x} credits {y}’s {body}, {name}{words}");
        }
    };
    format!("{x} names {y}’s {body}, {name}, {place}")
}

/// "B credits A’s agency, Associated Press"; "both credit Associated Press".
fn common_credit(compared: &Compared<'_>) -> Option<String> {
    if compared.copy.relation == CopyRelation::Unrelated {
        return None;
    }
    let credits = |side: Side| &compared.view(side).saved.report.credits;
    let name = credits(Side::A).iter().find_map(|credit| {
        let name = credit.name.as_deref()?;
        let has_it = |other: &Credit| other.name.as_deref() == Some(name);
        credits(Side::B).iter().any(has_it).then_some(name)
    })?;
    let said = compared
        .copy
        .credit
        .as_ref()
        .and_then(|credit| credit.name.as_deref());
    if said == Some(name) {
        return None;
    }
    let is_marked = |side: Side| {
        let of_name = credits(side)
            .iter()
            .filter(|credit| credit.name.as_deref() == Some(name));
        of_name.into_iter().any(is_mark)
    };
    Some(match (is_marked(Side::A), is_marked(Side::B)) {
        (true, true) => format!("both are marked as reports of {name}"),
        (true, false) => format!("B credits A’s agency, {name}"),
        (false, true) => format!("A credits B’s agency, {name}"),
        (false, false) => format!("both credit {name}"),
    })
}

/// Whether a credit says whose report it is, and not only whom the report has something from.
fn is_mark(credit: &Credit) -> bool {
    matches!(
        credit.kind,
        CreditKind::Byline | CreditKind::Dateline | CreditKind::Signature
    )
}
