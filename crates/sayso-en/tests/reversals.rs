//! Statements that are turned round between two copies: each row is a sentence of a report, and the same
//! sentence as a copy has it.

use sayso::Reading;
use sayso::compare::{AlteredKind, Comparison, Sketch, compare};
use sayso::report::RawReport;
use sayso_en::{Tier, reader};

/// A report around one sentence.
fn report(sentence: &str) -> Reading {
    let text = format!(
        "Council meets over the old pier\n\nThe council of Velm met on Monday evening in the hall of the fishermen.\n\n\
{sentence}\n\nAbout 120 people came, and some had to stand in the street.\n\nThe next meeting is on 14 May, the town clerk \
Ada Quill said."
    );
    reader(Tier::Fast)
        .read(&RawReport::text(&text))
        .unwrap_or_default()
}

fn compared(a: &Reading, b: &Reading) -> Comparison {
    compare(&Sketch::of(a), &Sketch::of(b))
}

/// The words of both reports at the places that are turned round.
fn reversed(a: &str, b: &str) -> Vec<(String, String)> {
    let (a, b) = (report(a), report(b));
    let (text_a, text_b) = (&a.document.text, &b.document.text);
    let found = compared(&a, &b);
    assert!(found.relation.is_copy(), "{}", found.relation);
    let all = found.altered.iter().filter(|x| x.is_so(text_a, text_b));
    let reversed = all.filter(|x| x.kind == AlteredKind::Reversed);
    let words = reversed.filter_map(|x| {
        let (a, b) = x.a.zip(x.b)?;
        Some((text_a[a].to_string(), text_b[b].to_string()))
    });
    words.collect()
}

const TURNED: [(&str, &str, &str, &str); 25] = [
    (
        "Engineers said that the old pier is not safe for lorries.",
        "Engineers said that the old pier is safe for lorries.",
        "is not safe",
        "is safe",
    ),
    (
        "The mayor will never sell the harbour, he told reporters.",
        "The mayor will sell the harbour, he told reporters.",
        "will never sell",
        "will sell",
    ),
    (
        "The owner didn’t pay for the repairs last year.",
        "The owner paid for the repairs last year.",
        "owner didn’t pay",
        "owner paid",
    ),
    (
        "There was no evidence of arson, the fire chief said.",
        "There was evidence of arson, the fire chief said.",
        "was no evidence",
        "was evidence",
    ),
    (
        "Police confirmed that a diver had drowned near the pier.",
        "Police denied that a diver had drowned near the pier.",
        "Police confirmed that",
        "Police denied that",
    ),
    (
        "The ferry line failed to stop the sale of its last ship.",
        "The ferry line stopped the sale of its last ship.",
        "line failed to stop",
        "line stopped",
    ),
    (
        "The union refused to sign the contract on Sunday.",
        "The union agreed to sign the contract on Sunday.",
        "union refused to",
        "union agreed to",
    ),
    (
        "The union refused to sign the contract on Sunday.",
        "The union signed the contract on Sunday.",
        "union refused to sign",
        "union signed",
    ),
    (
        "The captain went to the bridge after the crash.",
        "The captain did not go to the bridge after the crash.",
        "captain went to",
        "captain did not go to",
    ),
    (
        "The price of mussels rose by a third in spring.",
        "The price of mussels fell by a third in spring.",
        "mussels rose by",
        "mussels fell by",
    ),
    (
        "The council rejected the plan for a new marina.",
        "The council approved the plan for a new marina.",
        "council rejected the",
        "council approved the",
    ),
    (
        "A jury found the boat builder guilty of fraud.",
        "A jury found the boat builder not guilty of fraud.",
        "builder guilty",
        "builder not guilty",
    ),
    (
        "A jury found the boat builder guilty of fraud.",
        "A jury found the boat builder innocent of fraud.",
        "builder guilty of",
        "builder innocent of",
    ),
    (
        "The bakery on the quay will reopen in June.",
        "The bakery on the quay will not reopen in June.",
        "will reopen",
        "will not reopen",
    ),
    (
        "No passengers were hurt when the mast broke.",
        "Two passengers were hurt when the mast broke.",
        "No passengers",
        "Two passengers",
    ),
    (
        "The clinic has yet to say when it opens.",
        "The clinic has said when it opens.",
        "has yet to say",
        "has said",
    ),
    (
        "The museum cannot keep its boats dry.",
        "The museum can keep its boats dry.",
        "museum cannot keep",
        "museum can keep",
    ),
    (
        "The drivers voted for the new timetable.",
        "The drivers voted against the new timetable.",
        "voted for the",
        "voted against the",
    ),
    (
        "A second storm is likely before the weekend.",
        "A second storm is unlikely before the weekend.",
        "is likely before",
        "is unlikely before",
    ),
    (
        "More than half of the boats were insured.",
        "Less than half of the boats were insured.",
        "More than",
        "Less than",
    ),
    (
        "The harbour pilots won their case in Norvik.",
        "The harbour pilots lost their case in Norvik.",
        "pilots won their",
        "pilots lost their",
    ),
    (
        "The island lost its school before the war.",
        "The island lost its school after the war.",
        "school before the",
        "school after the",
    ),
    // Words beyond what is not so may be others.
    (
        "The bakery on the quay has reopened after works on its roof.",
        "The bakery on the quay has not reopened after repairs of its roof.",
        "has reopened",
        "has not reopened",
    ),
    (
        "Divers have searched the wreck with lamps since Sunday.",
        "Divers have not searched the wreck with torches since Sunday.",
        "have searched",
        "have not searched",
    ),
    (
        "The prizes will be handed out by the mayor in May.",
        "The prizes will not be handed over by the mayor in May.",
        "will be",
        "will not be",
    ),
];

#[test]
fn a_statement_that_is_turned_round_is_listed_with_both_places() {
    // The words of the sentences at the place, with a word around them.
    let has = |(x, y): &(String, String), a: &str, b: &str| x.contains(a) && y.contains(b);
    for (a, b, words_a, words_b) in TURNED {
        let found = reversed(a, b);
        assert!(
            found.len() == 1 && has(&found[0], words_a, words_b),
            "{found:?}"
        );
        let found = reversed(b, a);
        assert!(
            found.len() == 1 && has(&found[0], words_b, words_a),
            "{found:?}"
        );
    }
}

/// Sentences that say the same with other words, or of which one says more.
const NOT_TURNED: [(&str, &str); 18] = [
    (
        "The harbour will not open before June.",
        "The harbour won’t open before June.",
    ),
    (
        "The owner did not sign the contract on Sunday.",
        "The owner refused to sign the contract on Sunday.",
    ),
    (
        "Nobody was hurt when the mast broke, police said.",
        "No one was hurt when the mast broke, police said.",
    ),
    (
        "Not only the pier but also the quay is closed.",
        "The pier and the quay are closed.",
    ),
    (
        "Most, if not all, of the boats were insured.",
        "Most of the boats were insured.",
    ),
    (
        "A second storm is not likely before the weekend.",
        "A second storm is unlikely before the weekend.",
    ),
    (
        "The mayor said that the plan was not dead.",
        "The mayor did not say that the plan was dead.",
    ),
    (
        "A jury found the boat builder not guilty of fraud.",
        "A jury found the boat builder innocent of fraud.",
    ),
    (
        "Prices of mussels rose by a third in spring.",
        "Prices of mussels climbed by a third in spring.",
    ),
    (
        "The quay, which was not built for lorries, is closed.",
        "The quay is closed.",
    ),
    (
        "Mussels cost more in spring and less in autumn.",
        "Mussels cost less in autumn and more in spring.",
    ),
    (
        "The pilots do not want to strike in May.",
        "The pilots don’t want to strike in May.",
    ),
    (
        "It is not known who owns the wreck.",
        "It is unknown who owns the wreck.",
    ),
    (
        "The clerk asked whether or not the hall was free.",
        "The clerk asked whether the hall was free.",
    ),
    (
        "The guests were allowed to leave the ship at noon.",
        "The guests were not allowed to stay on the ship at noon.",
    ),
    (
        "The ferry will sail again on Monday.",
        "The ferry will not sail again before Monday.",
    ),
    (
        "The water in the harbour will be clean by summer.",
        "The water in the harbour will not be dirty by summer.",
    ),
    (
        "Nobody asked the crew for help, and nobody paid for the tug.",
        "Ask the crew who paid for the tug.",
    ),
];

#[test]
fn what_is_said_in_other_words_is_not_turned_round() {
    for (a, b) in NOT_TURNED {
        assert_eq!(reversed(a, b), [], "{a}");
        assert_eq!(reversed(b, a), [], "{b}");
    }
}
