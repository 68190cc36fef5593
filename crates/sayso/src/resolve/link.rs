//! The rules by which a mention is taken for an entity.

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
        /// "her lawyer", of whom nothing else is known.
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
