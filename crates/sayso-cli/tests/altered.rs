//! What is said to be altered between two copies, and what is only written in another way.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What both reports have around the sentence that is looked at.
const BEFORE: &str = "The ferry company of Velm moved its office to the old customs house on Monday.\n\n\
    Rents on the quay have doubled since the new bridge opened, and three shops closed in spring.\n\n";
const AFTER: &str = "\n\nThe town council will hear both sides at its meeting in the school hall.\n\n\
    The quay was built for grain barges and has stood empty for most of a decade.\n";

/// The kinds of what differs and the words of both, if these sentences stand in copies.
fn altered(name: &str, a: &str, b: &str) -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("altered");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = |side: &str, sentence: &str| {
        let path = folder.join(format!("{name}-{side}.txt"));
        std::fs::write(&path, format!("{BEFORE}{sentence}{AFTER}")).expect("a file");
        path
    };
    let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("compare")
        .args([file("a", a), file("b", b)])
        .args(["--format", "jsonl"])
        .output()
        .expect("the program runs");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let last: Value = serde_json::from_str(out.lines().last().expect("a line")).expect("JSON");
    let words = |altered: &Value, side: &str| {
        let text = altered[side]["text"].as_str().unwrap_or_default();
        text.to_string()
    };
    let all = last["data"]["altered"].as_array().expect("a list");
    all.iter()
        .map(|altered| {
            let kind = altered["kind"].as_str().expect("a kind").to_string();
            (kind, words(altered, "a"), words(altered, "b"))
        })
        .collect()
}

#[test]
fn what_is_altered_is_told() {
    for (name, a, b, kind, in_a, in_b) in [
        (
            "quotation",
            "“We will keep every boat that still floats in this harbour,” said Ines Moller.",
            "“We will sell every boat that still floats in this harbour,” said Ines Moller.",
            "quote",
            "“We will keep every boat that still floats in this harbour,”",
            "“We will sell every boat that still floats in this harbour,”",
        ),
        (
            "turned-round",
            "The harbour office does not expect that the pier opens before the autumn.",
            "The harbour office does expect that the pier opens before the autumn.",
            "reversed",
            "does not expect",
            "does expect",
        ),
        (
            "name",
            "The pilot Orlan Dremsky steered the barge past the wreck without a scratch.",
            "The pilot Orlan Dremski steered the barge past the wreck without a scratch.",
            "name",
            "Dremsky",
            "Dremski",
        ),
        (
            "figure",
            "The barge carried more than 170 tonnes of wheat when it struck the pier.",
            "The barge carried more than 710 tonnes of wheat when it struck the pier.",
            "figure",
            "170 tonnes",
            "710 tonnes",
        ),
        (
            "unit",
            "The wreck lies 300 feet below the surface near the mouth of the river.",
            "The wreck lies 300 metres below the surface near the mouth of the river.",
            "figure",
            "300 feet",
            "300 metres",
        ),
        (
            "clock",
            "The barge struck the pier at 4 p.m. and sank within the hour.",
            "The barge struck the pier at 5 p.m. and sank within the hour.",
            "time",
            "4",
            "5",
        ),
        (
            "hedge",
            "The wreck may be older than the pier, the harbour office said in its yearly report.",
            "The wreck is older than the pier, the harbour office said in its yearly report.",
            "status",
            "may",
            "",
        ),
        (
            "last-word-of-a-quotation",
            "“The barge drifted straight into a squall,” said Ines Moller of the harbour office.",
            "“The barge drifted straight into a ferry,” said Ines Moller of the harbour office.",
            "quote",
            "“The barge drifted straight into a squall,”",
            "“The barge drifted straight into a ferry,”",
        ),
        (
            "first-word-of-a-quotation",
            "“We warned the owner about the rot in March,” Ines Moller said in her letter.",
            "“They warned the owner about the rot in March,” Ines Moller said in her letter.",
            "quote",
            "“We warned the owner about the rot in March,”",
            "“They warned the owner about the rot in March,”",
        ),
        (
            "short-quotation",
            "“It was sabotage,” said Ines Moller, who has led the harbour office since spring.",
            "“It was neglect,” said Ines Moller, who has led the harbour office since spring.",
            "quote",
            "“It was sabotage,”",
            "“It was neglect,”",
        ),
        (
            "allegedly",
            "A deckhand, 33, allegedly sold the anchor of the barge to a scrap dealer in Tessmar.",
            "A deckhand, 33, sold the anchor of the barge to a scrap dealer in Tessmar.",
            "status",
            "allegedly",
            "",
        ),
        (
            "suspected",
            "A suspected fuel leak stopped the ferry for two hours near the mouth of the river.",
            "A fuel leak stopped the ferry for two hours near the mouth of the river.",
            "status",
            "suspected",
            "",
        ),
        (
            "probably",
            "The repair of the quay will probably take until the spring of next year.",
            "The repair of the quay will take until the spring of next year.",
            "status",
            "probably",
            "",
        ),
        (
            "appears-to",
            "The wreck appears to have been damaged by a crane that worked on the quay.",
            "The wreck was damaged by a crane that worked on the quay.",
            "status",
            "appears",
            "",
        ),
        (
            "possible",
            "It is possible that the wreck will be lifted before the boats return to the bay.",
            "The wreck will be lifted before the boats return to the bay.",
            "status",
            "possible",
            "",
        ),
        (
            "first-word-of-a-sentence",
            "Perhaps the wreck is older than the pier that was built beside it.",
            "The wreck is older than the pier that was built beside it.",
            "status",
            "Perhaps",
            "",
        ),
        (
            "other-form-of-the-verb",
            "The deckhand may have hidden the anchor under a heap of nets behind the quay.",
            "The deckhand hid the anchor under a heap of nets behind the quay.",
            "status",
            "may",
            "",
        ),
        (
            "last-month",
            "The barge struck the pier last month while the crew was asleep below the deck.",
            "The barge struck the pier last year while the crew was asleep below the deck.",
            "time",
            "month",
            "year",
        ),
        (
            "ago",
            "The barge struck the pier two months ago while the crew was asleep below the deck.",
            "The barge struck the pier two years ago while the crew was asleep below the deck.",
            "time",
            "months",
            "years",
        ),
        (
            "quarter",
            "Freight on the quay fell by a tenth in the third quarter, the harbour office said.",
            "Freight on the quay fell by a tenth in the fourth quarter, the harbour office said.",
            "time",
            "third",
            "fourth",
        ),
        (
            "half-of-the-day",
            "The barge struck the pier at 6.40 a.m. while the crew was asleep below the deck.",
            "The barge struck the pier at 6.40 p.m. while the crew was asleep below the deck.",
            "time",
            "a.m.",
            "p.m.",
        ),
    ] {
        let found = altered(name, a, b);
        let expected = (kind.to_string(), in_a.to_string(), in_b.to_string());
        assert_eq!(found, [expected], "{name}");
    }
}

#[test]
fn what_is_written_in_another_way_is_not_altered() {
    for (name, a, b) in [
        (
            "two-quotations",
            "“You have got to adapt to it,” Moller said, “whether you fish or have got to learn to be a smith and adapt to it.”",
            "“You have got to adapt to it,” Moller said, “whether you fish or have got to learn to be a smith and adapt to it.”",
        ),
        (
            "rounded",
            "The harbour office held over 1,510 interviews in the town since last winter.",
            "The harbour office held over 1,500 interviews in the town since last winter.",
        ),
        (
            "converted",
            "The wreck lies 24 kilometres from the mouth of the river, the office said.",
            "The wreck lies 15 miles from the mouth of the river, the office said.",
        ),
        (
            "same-clock",
            "The barge struck the pier at 4 p.m. and sank within the hour.",
            "The barge struck the pier at 4:00 p.m. and sank within the hour.",
        ),
        (
            "people-of-a-country",
            "A tanker of the Indian navy towed the wreck to the shallow end of the bay.",
            "A tanker of India’s navy towed the wreck to the shallow end of the bay.",
        ),
        (
            "source-beside",
            "“The pier is rotten to the core,” Moller said. “We have to tear it down.”",
            "“The pier is rotten to the core.” “We have to tear it down,” Moller said.",
        ),
        (
            "shortened-verb",
            "“Without the tug we’d have lost the barge and all of its wheat,” Ines Moller said.",
            "“Without the tug we would have lost the barge and all of its wheat,” Ines Moller said.",
        ),
        (
            "cut-quotation",
            "“We warned the owner about the rot in March, and nobody wrote back,” Ines Moller said.",
            "“We warned the owner about the rot in March,” Ines Moller said.",
        ),
        (
            "pounds",
            "The owner of the barge paid £412,000 for the damage to the pier last winter.",
            "The owner of the barge paid 412,000 pounds for the damage to the pier last winter.",
        ),
        (
            "no-less-than",
            "The owner of the barge paid at least £60,000 for the damage to the pier.",
            "The owner of the barge paid no less than £60,000 for the damage to the pier.",
        ),
        (
            "not-large",
            "The harbour office said that the cost of the repair would be small for the town.",
            "The harbour office said that the cost of the repair would not be large for the town.",
        ),
        (
            "not-until",
            "The ferry terminal at Velm will reopen on Monday after a strike of nine days.",
            "The ferry terminal at Velm will not reopen until Monday after a strike of nine days.",
        ),
        (
            "not-before",
            "The ferry terminal at Velm will reopen on Monday after a strike of nine days.",
            "The ferry terminal at Velm will not reopen before Monday after a strike of nine days.",
        ),
        (
            "nothing-but",
            "The march along the quay had been peaceful, said the police officer in charge.",
            "The march along the quay had been nothing but peaceful, said the police officer in charge.",
        ),
        (
            "hardly-more",
            "Ines Moller said that the members of the club were satisfied with the vote.",
            "Ines Moller said that the members of the club could hardly be more satisfied with the vote.",
        ),
        (
            "not-to-close",
            "The town council decided on Monday to keep the swimming pool open for one more winter.",
            "The town council decided on Monday not to close the swimming pool for one more winter.",
        ),
    ] {
        assert_eq!(altered(name, a, b), [], "{name}");
    }
}
