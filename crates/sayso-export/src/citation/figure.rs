//! In: a figure or a time. Out: the lines that are copied of it: what it is read as, whose words it is
//! in and how sure these are.

use super::{Citations, on_one_line, sentence};
use crate::measured::Measure;
use crate::records::{Attribution, Claim};
use crate::speakers::words;
use crate::standing;

impl Citations<'_> {
    /// The lines for a figure or a time.
    pub fn measure(&self, measure: &Measure<'_>) -> String {
        let span = measure.span();
        let written = on_one_line(&words(std::slice::from_ref(span), usize::MAX));
        let what = match measure {
            Measure::Figure(_) => "A figure",
            Measure::Time(_) => "A time",
        };
        let read = measure
            .read_as()
            .filter(|value| !written.contains(&**value))
            .map_or_else(String::new, |value| format!(" (sayso reads it as {value})"));
        let mut lines = vec![
            format!("{what} in the report: {written}{read}."),
            sentence(&self.whose(measure)),
        ];
        let sentence = self.sentences.around(&[span]);
        lines.extend(sentence.map(|words| format!("In the report: {words}")));
        self.with_origin(lines, std::slice::from_ref(span))
    }

    /// In whose words it is, and how sure these are said to be.
    fn whose(&self, measure: &Measure<'_>) -> String {
        let view = self.view;
        let attribution = measure.attribution().and_then(|id| view.attribution(id));
        if let Some((_, a)) = attribution {
            return format!("it is in a claim: {}", self.status_around(a));
        }
        if measure.is_in_left_out() {
            return "said by a source that is not shown in the page".into();
        }
        let span = measure.span();
        let is_around = |claim: &&Claim| {
            let mut content = claim.content.iter();
            content.any(|part| part.start <= span.start && span.end <= part.end)
        };
        match view.own_hedges().find(is_around) {
            Some(claim) => format!(
                "in the report’s own words, which are not said as a fact: {}",
                self.own_standing(claim).join("; ")
            ),
            None => "in the report’s own words, with no source named".into(),
        }
    }

    /// How sure the claim is said to be that a figure is in. Of several sentences only one may have the
    /// words that show it.
    fn status_around(&self, a: &Attribution) -> String {
        let view = self.view;
        let said = || format!("said by {}", standing::who(view, a));
        let Some(claim) = view.claim(a) else {
            return said();
        };
        let is_of_one_sentence = self.sentences.numbers(&a.content).len() < 2;
        let status = if is_of_one_sentence {
            self.status(a, claim)
        } else {
            said()
        };
        let others = [standing::hearsay(view, claim), standing::voice(view, claim)];
        let all: Vec<String> = [status]
            .into_iter()
            .chain(others.into_iter().flatten())
            .collect();
        all.join("; ")
    }
}
