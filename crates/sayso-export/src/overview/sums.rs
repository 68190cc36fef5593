//! In: the findings of a report. Out: the line that says what does not agree, what does, and how much
//! could be checked.

use super::words::{Line, Part, Topic, list};
use super::{Checked, Overview, figures};
use crate::records::Finding;
use crate::view::View;
use crate::visible;
use sayso::check::{Code, Label};

/// What does not agree, what does, and how much could be checked. Where nothing could be checked the
/// line says so, because "nothing found" would read as "it adds up".
pub fn sums(view: &View<'_>, overview: &Overview<'_>) -> Line {
    let about = |finding: &Finding, text: String| {
        vec![Part {
            text,
            about: number_of(view, finding).into_iter().collect(),
            ..Part::default()
        }]
    };
    let problem = |finding: &&Finding| about(finding, problem_in_words(finding));
    let mut line = list(Topic::Sums, &overview.problems, problem);
    let agreeing = figures::agreeing(view);
    if overview.problems.is_empty() {
        let sum = |finding: &&Finding| about(finding, agreement_in_words(finding));
        let across = overview.across.iter().map(|one| Part {
            text: visible(&one.words),
            about: one.figures.clone(),
            ..Part::default()
        });
        line.parts = list(Topic::Sums, &agreeing, sum).parts;
        line.parts.splice(0..0, across);
        line.parts.extend(overview.related.iter().map(|one| Part {
            about: one.figures.clone(),
            ..Part::plain(&*one.words).in_brief(one.brief.clone())
        }));
    }
    line.parts.push(Part::plain(count_in_words(overview)));
    line.ends_with_count = true;
    line
}

/// How much could be checked. Where nothing could be, it is said why, because figures that a report
/// relates are in the line before, and otherwise it relates none.
fn count_in_words(overview: &Overview<'_>) -> String {
    let count = overview.checked.in_words();
    let is_of_some = overview.checked.compared > 0 || overview.checked.figures < 2;
    if is_of_some || !count.starts_with(NOT_KNOWN) || overview.checked.is_by_choice() {
        return count;
    }
    match &*overview.related {
        [] => format!(
            "{NOT_KNOWN}none of its {} figures is compared with another",
            overview.checked.figures
        ),
        _ => count[NOT_KNOWN.len()..].into(),
    }
}

/// How the count begins where nothing could be checked.
pub const NOT_KNOWN: &str = "not known: ";

/// What does not agree, in short.
fn problem_in_words(finding: &Finding) -> String {
    let message = on_one_line(&finding.message);
    let Some(sum) = message.strip_prefix("as read, these figures do not agree: ") else {
        return message;
    };
    let is_in_words = matches!(finding.code, Code::Currency | Code::Change);
    match compared(finding).filter(|_| is_in_words) {
        Some(compared) => format!("does not agree: {compared}"),
        None => format!("does not agree: {sum}"),
    }
}

/// The id of a finding: `s3` is the third one of the report.
fn number_of(view: &View<'_>, finding: &Finding) -> Option<String> {
    let mut findings = view.saved.findings.iter();
    let place = findings.position(|other| std::ptr::eq(other, finding))?;
    Some(format!("s{}", place + 1))
}

/// What was compared with what, and that it agrees.
pub fn agreement_in_words(finding: &Finding) -> String {
    match compared(finding) {
        Some(compared) => format!("agrees: {compared}"),
        None => format!("agrees: {}", on_one_line(&finding.message)),
    }
}

/// The arithmetic in words and what the report has: "from $50 million to $56 million is 12% (report:
/// 12%)". None if there is no arithmetic.
fn compared(finding: &Finding) -> Option<String> {
    let arithmetic = on_one_line(finding.derivation.as_deref()?);
    let stated = on_one_line(&finding.primary.text);
    let labelled = |label: Label| {
        let mut related = finding.related.iter();
        let found = related.find(|related| related.label == label)?;
        Some(on_one_line(&found.span.text))
    };
    let result = arithmetic.rsplit(" = ").next().unwrap_or_default();
    let made = match finding.code {
        Code::Currency => {
            let one = labelled(Label::Converted)?;
            let other = labelled(Label::OtherCurrency)?;
            let next = labelled(Label::NextConverted)?;
            let result = in_short(result);
            format!("at {one} for {other}, {next} is {result}")
        }
        Code::Change => match (labelled(Label::Before), labelled(Label::After)) {
            (Some(before), Some(after)) => format!("from {before} to {after} is {result}"),
            _ => arithmetic,
        },
        _ => arithmetic,
    };
    Some(if made.ends_with(&stated) {
        made
    } else {
        format!("{made} (report: {stated})")
    })
}

/// An amount of seven digits and more in millions: "$1,076,920" is "$1.08 million".
pub fn in_short(amount: &str) -> String {
    let digits: String = amount.chars().filter(char::is_ascii_digit).collect();
    let is_plain = amount.chars().all(|c| !c.is_ascii_alphabetic() && c != '.');
    let (Ok(value), true) = (digits.parse::<u64>(), is_plain) else {
        return amount.into();
    };
    if value < MILLION {
        return amount.into();
    }
    let hundredths = (value + MILLION / 200) / (MILLION / 100);
    let sign = amount.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let number = format!("{whole}.{rest:02}");
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{sign}{number} million")
}

const MILLION: u64 = 1_000_000;

fn on_one_line(words: &str) -> String {
    visible(words).replace('\n', " ")
}

impl Checked {
    /// Whether the choice of codes decides what was checked.
    fn is_by_choice(&self) -> bool {
        self.not_asked_for || self.by_some_codes
    }

    /// "3 of 24 figures could be checked, all agree".
    pub fn in_words(&self) -> String {
        let weekdays = match self.weekdays {
            0 => "",
            1 => "; 1 weekday fits",
            _ => "; weekdays fit",
        };
        let weekdays = if self.wrong_weekdays > 0 {
            ""
        } else {
            weekdays
        };
        let figures = match (self.figures, self.compared, self.disagreeing) {
            _ if self.not_asked_for => {
                "figures were not checked, because none of the chosen codes compares figures".into()
            }
            (0, _, _) => "no figures to check".into(),
            (1, 0, _) => "not known: its one figure could not be compared with another".into(),
            (all, 0, _) if self.by_some_codes => {
                format!("not known: the chosen codes could check none of {all} figures")
            }
            (all, 0, _) => format!("not known: none of {all} figures could be checked"),
            (all, some, wrong) => {
                let by = if self.by_some_codes {
                    " by the chosen codes"
                } else {
                    ""
                };
                let agree = match wrong {
                    0 => "all agree".to_string(),
                    wrong if wrong == some => "and they do not agree".into(),
                    wrong => format!("{wrong} do not agree"),
                };
                format!("{some} of {all} figures could be checked{by}, {agree}")
            }
        };
        let by_chance = match self.by_chance {
            0 => String::new(),
            1 => "; 1 comparison that may be chance is not counted".into(),
            n => format!("; {n} comparisons that may be chance are not counted"),
        };
        figures + weekdays + &by_chance
    }
}

#[cfg(test)]
mod tests {
    use super::in_short;

    #[test]
    fn amounts_are_said_in_millions() {
        assert_eq!(in_short("$1,076,920"), "$1.08 million");
        assert_eq!(in_short("€2,000,000"), "€2 million");
        assert_eq!(in_short("$550,000"), "$550,000");
        assert_eq!(in_short("£3 million"), "£3 million");
    }
}
