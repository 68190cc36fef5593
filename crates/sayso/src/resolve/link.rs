//! The rules by which a mention is taken for an entity.

use super::{EntityId, Link};

sayso_english::names! {
    /// The rule that took a mention for an entity, or that left it open.
    pub enum LinkRule {
        /// A name that has not occurred before.
        Name = "name",
        /// A name that has occurred before, written the same.
        SameName = "same-name",
        /// The only person whose full name this one can be.
        VariantOfName = "variant-of-name",
        /// The only person known so far by a part of this full name.
        NameAfterSurname = "name-after-surname",
        /// The only person named in full who has this surname.
        Surname = "surname",
        /// Several people have the surname, and it is mostly used for this one.
        SurnameOfTheMain = "surname-of-the-main",
        /// Several people have the surname.
        SurnameOpen = "surname-open",
        /// The only person with this first name.
        FirstName = "first-name",
        /// Several people have this first name.
        FirstNameOpen = "first-name-open",
        /// The only person named in full later who has this surname.
        FullNameFollows = "full-name-follows",
        /// "the elder Orbeck".
        ElderOrYounger = "elder-or-younger",
        /// "the elder Orbeck", and more or fewer than one person fits.
        ElderOrYoungerOpen = "elder-or-younger-open",
        /// "Senator Orbeck" in a report about two people called Orbeck.
        TitleAndSurname = "title-and-surname",
        /// The acronym of an organisation, or its full name after the acronym.
        Acronym = "acronym",
        /// The only organisation of whose name this is a part.
        PartOfName = "part-of-name",
        /// A longer name of an organisation known by a part of it.
        NameAfterPart = "name-after-part",
        /// "she".
        Pronoun = "pronoun",
        /// A pronoun for which no one is clearly ahead.
        PronounOpen = "pronoun-open",
        /// "they".
        They = "they",
        /// "it".
        It = "it",
        /// "I" in a quotation.
        SpeakerOfTheQuotation = "speaker-of-the-quotation",
        /// A quotation whose speaker is not given.
        QuotationOpen = "quotation-open",
        /// "we" outside a quotation.
        Author = "author",
        /// "who", "which".
        Relative = "relative",
        /// "who" with nothing before it that it can mean.
        RelativeOpen = "relative-open",
        /// "one of them".
        OneOf = "one-of",
        /// "the latter".
        Latter = "latter",
        /// "the judge" after "Judge Orbeck".
        Role = "role",
        /// "the judge" after two judges.
        RoleOpen = "role-open",
        /// "the bank" after "Velm Bank".
        TypeOfName = "type-of-name",
        /// "the company", with one organisation named shortly before.
        OnlyOneNear = "only-one-near",
        /// "her lawyer" after "Samir Aoun, the lawyer of Hanna Orbeck".
        RoleTold = "role-told",
        /// "her lawyer", if nothing else is known about the person.
        Anchored = "anchored",
        /// "her lawyer" again.
        AnchoredAgain = "anchored-again",
        /// "the 43-year-old".
        Age = "age",
        /// A description that has not occurred before.
        Description = "description",
        /// A description that has occurred before.
        SameDescription = "same-description",
        /// A source that consists of marks.
        NoWords = "no-words",
    }
}

/// How sure a link is: a judgement from 0 to 1, not a measured probability. A sense of the scale:
/// above 0.9 an error is rare in the reports that the rules were written with, about 0.7 one link
/// in four is wrong, and at 0.5 and below the output shows alternatives or no entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// The same for every link.
    Fixed(f32),
    /// Lower if another entity fits too.
    Rivals {
        /// If one entity fits.
        alone: f32,
        /// If there is a runner-up.
        rivals: f32,
    },
    /// Computed from how far the entity is ahead of the runner-up.
    Lead,
}

/// A row of the table of links: in which case a rule links, how sure it is then, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Basis {
    /// The rule that the link shows.
    pub rule: LinkRule,
    /// How sure the link is.
    pub score: Score,
    /// In which case the row applies.
    pub case: &'static str,
    /// Why the score is what it is.
    pub reason: &'static str,
}

impl Basis {
    /// The link of this row, without a runner-up.
    pub fn link(self) -> Link {
        self.link_before(None)
    }

    /// The link of this row before a runner-up, if there is one.
    pub fn link_before(self, runner_up: Option<EntityId>) -> Link {
        let score = match self.score {
            Score::Fixed(score) => score,
            Score::Rivals { rivals, .. } if runner_up.is_some() => rivals,
            Score::Rivals { alone, .. } => alone,
            Score::Lead => 0.0,
        };
        self.scored(score, runner_up)
    }

    /// The link of this row with a computed score.
    pub fn scored(self, score: f32, runner_up: Option<EntityId>) -> Link {
        Link {
            rule: self.rule,
            score,
            runner_up,
        }
    }
}

macro_rules! bases {
    ($($NAME:ident: $rule:ident, $score:expr, $case:literal, $reason:literal;)*) => {
        $(pub const $NAME: Basis = Basis {
            rule: LinkRule::$rule,
            score: $score,
            case: $case,
            reason: $reason,
        };)*

        /// All rows, in the order of the documentation.
        #[cfg(test)]
        const BASES: &[Basis] = &[$($NAME),*];
    };
}

use Score::{Fixed, Lead, Rivals};

#[rustfmt::skip]
bases! {
    // Full names of people.
    SAME_FULL_NAME: SameName, Fixed(1.0),
        "a full name written as before", "Two people with the same full name in one report are very rare.";
    VARIANT_OF_NAME: VariantOfName, Fixed(0.9),
        "a full name that only one known full name can be", "Short forms and initials can hide a relative.";
    NAME_AFTER_SURNAME: NameAfterSurname, Fixed(0.85),
        "a full name after its surname alone", "The surname may have meant a relative.";
    NEW_FULL_NAME: Name, Fixed(1.0),
        "a new full name", "Nothing is linked, so nothing can be wrong but the name itself.";
    // Surnames and first names alone.
    SURNAME: Surname, Fixed(0.97),
        "a surname that one person has", "Reports introduce people by full name.";
    SAME_LONE_NAME: SameName, Fixed(0.9),
        "a single name written as before", "Without a full name it is not known whether two people share it.";
    FIRST_NAME: FirstName, Fixed(0.9),
        "a first name that one person has", "First names are shared more often than surnames.";
    FIRST_NAME_OPEN: FirstNameOpen, Fixed(0.4),
        "a first name that several people have", "No one is chosen.";
    FULL_NAME_FOLLOWS: FullNameFollows, Fixed(0.85),
        "a surname before the only full name that has it", "Headlines and standfirsts name people before they introduce them.";
    NEW_LONE_NAME: Name, Fixed(0.8),
        "a new single name", "It may be a firm or a place.";
    ELDER_OR_YOUNGER: ElderOrYounger, Fixed(0.9),
        "\"the elder Hale\"", "Sr. and Jr. say who is meant.";
    ELDER_OR_YOUNGER_OPEN: ElderOrYoungerOpen, Fixed(0.4),
        "\"the elder Hale\", and not exactly one person is Sr.", "No one is chosen.";
    TITLE_AND_SURNAME: TitleAndSurname, Fixed(0.95),
        "\"Senator Reed\", one of several people called Reed", "Only one of them has the title.";
    TITLE_OF_RELATIVE: TitleAndSurname, Fixed(0.8),
        "\"Ms Reed\" after Tom Reed and \"his daughter Lena\"", "Only one relative of that sex has been named.";
    SURNAME_OF_THE_MAIN: SurnameOfTheMain, Lead,
        "a surname that several people have", "The share of the mentions of the person it is mostly used for.";
    SURNAME_OPEN: SurnameOpen, Lead,
        "a surname that several people have, with no one clearly ahead", "No one is chosen.";
    // Organisations and places.
    SAME_ORGANISATION: SameName, Fixed(1.0),
        "an organisation's name or alias written as before", "One report does not use a name for two organisations.";
    ACRONYM: Acronym, Fixed(0.95),
        "an acronym of a known name, or the name of a known acronym", "Initials rarely fit by chance.";
    PART_OF_NAME: PartOfName, Fixed(0.9),
        "a part of the name of one organisation", "Reports shorten long names.";
    NAME_AFTER_PART: NameAfterPart, Fixed(0.8),
        "a name that ends with a known shorter one", "The shorter name may be another organisation's.";
    NEW_ORGANISATION: Name, Fixed(1.0),
        "a new name of an organisation or a place", "Nothing is linked.";
    // Names in a source that the tagger did not find.
    NAME_IN_SOURCE: Name, Fixed(0.5),
        "a name in a source that is linked to no one", "The name was left open before.";
    UNTAGGED_NAME: Name, Fixed(0.7),
        "capitals in a source that the tagger did not take for a name", "They may be a heading or an office.";
    UNTAGGED_NAME_AGAIN: SameName, Fixed(0.7),
        "such capitals again", "As above.";
    LONE_PART_OF_NAME: PartOfName, Fixed(0.85),
        "one capitalised word that begins or ends one organisation's name", "The word may be a person's surname.";
    // Pronouns.
    PRONOUN: Pronoun, Lead,
        "\"he\", \"she\"", "Grows with the lead over the runner-up, up to 0.97. At the beginning of a sentence the one whom the sentence before is about, or who spoke in it, is ahead.";
    PRONOUN_OPEN: PronounOpen, Lead,
        "a pronoun with no one clearly ahead", "No one is chosen; the runner-up is the likeliest.";
    PRONOUN_OF_ROLE: Pronoun, Fixed(0.7),
        "\"he\", \"she\" after a role without a name that a sentence before is about", "Someone who is not mentioned may be meant.";
    PRONOUN_OF_THE_ONLY_ONE: Pronoun, Fixed(0.6),
        "\"he\" after \"Jean Morcel\", the only person named", "Only the first name speaks against it, and it may be one of men and women.";
    THEY_NAMED_TOGETHER: They, Fixed(0.75),
        "\"they\", \"both\", \"the pair\" after people or bodies named side by side", "A group that is not named may be meant.";
    THEY_OF_ONE: They, Fixed(0.8),
        "\"they\" for a person of whom the report says so", "A group may be meant.";
    IT_SPOKEN_OF: It, Rivals { alone: 0.8, rivals: 0.7 },
        "\"it\" after the body that the clause or sentence before is about", "Its subject need not be what is spoken of.";
    THEY_TOGETHER: They, Fixed(0.85),
        "\"they\" after several who spoke together", "They spoke in the last two sentences.";
    THEY: They, Rivals { alone: 0.85, rivals: 0.7 },
        "\"they\" after a group or an organisation", "A second group may be meant.";
    IT: It, Rivals { alone: 0.85, rivals: 0.7 },
        "\"it\" after an organisation or a document", "A second thing may be meant.";
    SPEAKER_OF_THE_QUOTATION: SpeakerOfTheQuotation, Fixed(0.9),
        "\"I\", \"we\" inside a quotation", "The speaker of the quotation is known, but a quotation can quote others.";
    QUOTATION_OPEN: QuotationOpen, Fixed(0.5),
        "a quotation whose speaker is not given", "No one is chosen; the runner-up spoke last before it.";
    AUTHOR: Author, Fixed(0.5),
        "\"I\", \"we\" outside a quotation", "The author is not named in the text.";
    RELATIVE: Relative, Fixed(0.9),
        "\"who\" right after a source", "The source is the antecedent.";
    RELATIVE_OPEN: RelativeOpen, Fixed(0.0),
        "\"who\" after nothing that it can mean", "No one is chosen.";
    // Descriptions.
    ONE_OF: OneOf, Fixed(0.8),
        "\"one of them\"", "It is a new source, known only as one of a group.";
    LATTER: Latter, Fixed(0.7),
        "\"the latter\"", "The last person may have been named in passing.";
    ROLE: Role, Rivals { alone: 0.9, rivals: 0.75 },
        "\"the judge\" after a judge with a name", "Another judge far back may be meant.";
    ROLE_OPEN: RoleOpen, Fixed(0.5),
        "\"the judge\" after two judges shortly before", "No one is chosen.";
    NAMED_JUST_BEFORE: Role, Fixed(0.8),
        "\"the Conservative MP\" after the only person named, who has no other role and has just spoken", "The report need not say who is meant.";
    TYPE_OF_NAME: TypeOfName, Rivals { alone: 0.9, rivals: 0.75 },
        "\"the bank\" after Velm Bank", "Another bank far back may be meant.";
    ONLY_ONE_NEAR: OnlyOneNear, Fixed(0.65),
        "\"the company\" with one organisation in the last three sentences", "Nothing says that the organisation is a company.";
    SPOKE_JUST_BEFORE: OnlyOneNear, Fixed(0.6),
        "\"the company\" after several organisations, one of which spoke just before", "Another of them may be meant.";
    ROLE_TOLD: RoleTold, Fixed(0.9),
        "\"her lawyer\" after a person with that role", "The role names whose lawyer it is, or no one else has it.";
    ANCHORED_AGAIN: AnchoredAgain, Fixed(0.9),
        "\"her lawyer\" again", "A person may have two lawyers.";
    ANCHORED: Anchored, Fixed(0.85),
        "\"her lawyer\" for the first time", "Whose lawyer it is may be wrong.";
    AGE: Age, Fixed(0.85),
        "\"the 43-year-old\" after one person of that age", "Two people may have the same age.";
    SAME_DESCRIPTION: SameDescription, Fixed(0.8),
        "the same description again", "A group may have changed in between.";
    DESCRIPTION: Description, Fixed(0.9),
        "a new description", "It may describe someone who has been named.";
    NO_WORDS: NoWords, Fixed(0.0),
        "a source of marks alone", "There is nothing to link.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    const BEGIN: &str =
        "<!-- links: made by a test of `resolve/link.rs`; UPDATE_DOCS=1 writes it anew -->\n";
    const END: &str = "<!-- end of links -->\n";

    fn table() -> String {
        let mut out = String::from("| rule | case | score | why |\n| --- | --- | --- | --- |\n");
        for basis in BASES {
            let score = match basis.score {
                Fixed(score) => format!("{score:.2}"),
                Rivals { alone, rivals } => format!("{alone:.2}, with a runner-up {rivals:.2}"),
                Lead => "computed".to_string(),
            };
            let (rule, case, reason) = (basis.rule, basis.case, basis.reason);
            writeln!(out, "| `{rule}` | {case} | {score} | {reason} |").expect("a string");
        }
        out
    }

    #[test]
    fn the_documentation_has_the_table_of_links() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/speakers.md");
        let page = std::fs::read_to_string(path).expect("docs/speakers.md");
        let (before, rest) = page.split_once(BEGIN).expect("the mark before the table");
        let (shown, after) = rest.split_once(END).expect("the mark after the table");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let page = format!("{before}{BEGIN}{}{END}{after}", table());
            std::fs::write(path, page).expect("docs/speakers.md");
        } else {
            assert_eq!(shown, table(), "run the test with UPDATE_DOCS=1");
        }
    }

    #[test]
    fn every_rule_has_a_row() {
        for rule in LinkRule::ALL {
            assert!(BASES.iter().any(|basis| basis.rule == *rule), "{rule}");
        }
    }
}
