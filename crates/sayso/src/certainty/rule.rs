//! The rules that decide the status of a claim.

sayso_english::names! {
    /// The rule that decided a claim's status: either the class of its cue, or the words in its
    /// content that weaken, reverse or condition it.
    #[derive(Default)]
    pub enum Rule {
        /// Nothing changes the content: the claim is asserted.
        #[default]
        Plain = "plain",

        // The classes of cues.
        /// "declined to say", "refused to pay".
        Refusal = "refusal",
        /// "retracted", "walked back".
        Withdrawal = "withdrawal",
        /// "stands by".
        Upholding = "upholding",
        /// "did not accept".
        Acceptance = "acceptance",
        /// "ruled out".
        Exclusion = "exclusion",
        /// "denied".
        Denial = "denial",
        /// "rejected the claim".
        Rejection = "rejection",
        /// "doubts".
        Doubt = "doubt",
        /// "is undecided".
        Open = "open",
        /// "asked".
        Question = "question",
        /// "alleged".
        Accusation = "accusation",
        /// "claimed", "reportedly".
        Distance = "distance",
        /// "urged", "ordered".
        Directive = "directive",
        /// "promised", "decided".
        Promise = "promise",
        /// "plans", "intends".
        Plan = "plan",
        /// "predicted", "expects".
        Forecast = "forecast",
        /// "hopes".
        Hope = "hope",
        /// "fears".
        Fear = "fear",
        /// "is certain".
        Conviction = "conviction",
        /// "believes".
        Belief = "belief",
        /// "suspects", "estimates".
        Suspicion = "suspicion",
        /// "guessed".
        Guess = "guess",
        /// "suggested", "indicated".
        Suggestion = "suggestion",
        /// "supports", "criticised".
        Attitude = "attitude",
        /// "knows", "found".
        Knowledge = "knowledge",
        /// "showed", "admitted".
        Fact = "fact",
        /// "called", "accused".
        Naming = "naming",
        /// "said", "according to".
        Report = "report",

        // What a cue does together with its content.
        /// "told them to leave".
        ToldTo = "told to",
        /// "called the report a lie".
        CalledFalse = "called false",
        /// "found no link".
        FoundNone = "found none",
        /// A content that has no verb.
        Topic = "topic",
        /// "suggested closing the mill".
        SuggestsDoing = "suggests doing",
        /// "wants to know who".
        WantsToKnow = "wants to know",
        /// "asked whether".
        IndirectQuestion = "indirect question",

        // What the words of the content do.
        /// "does not know where", "remains to be seen".
        LeftOpen = "left open",
        /// "?"
        QuestionMark = "question mark",
        /// "if", "unless", "had it".
        Condition = "condition",
        /// "Sell the boat."
        Imperative = "imperative",
        /// "not", "never", "nobody".
        Negation = "negation",
        /// "allegedly", "is said to".
        AtADistance = "at a distance",
        /// "perhaps".
        AdverbOfPossibility = "adverb of possibility",
        /// "probably".
        AdverbOfLikelihood = "adverb of likelihood",
        /// "hopefully".
        AdverbOfHope = "adverb of hope",
        /// "may", "might".
        May = "may",
        /// "could".
        Could = "could",
        /// "could not be ruled out".
        NotRuledOut = "not ruled out",
        /// "should".
        Should = "should",
        /// "should arrive": expected rather than demanded.
        ShouldByRights = "should by rights",
        /// "must".
        Must = "must",
        /// "must have been".
        MustHave = "must have",
        /// "would".
        Would = "would",
        /// "would have been".
        WouldHave = "would have",
        /// "will".
        Will = "will",
        /// "is set to", "is on track for".
        SetTo = "set to",
        /// "is not sure that".
        NotSure = "not sure",
        /// "is likely to".
        LikelyTo = "likely to",
        /// "is likely".
        Likely = "likely",
        /// "is unlikely to".
        UnlikelyTo = "unlikely to",
        /// "is unlikely".
        Unlikely = "unlikely",
        /// "is expected".
        Expected = "expected",
        /// "is possible".
        Possible = "possible",
        /// "looks set to".
        LooksSetTo = "looks set to",
        /// "seems".
        Seems = "seems",
        /// "I think".
        Thinks = "thinks",
        /// "I don’t think".
        DoesNotThink = "does not think",
        /// "we doubt".
        Doubts = "doubts",
        /// "we wonder".
        Wonders = "wonders",
        /// "we fear".
        Fears = "fears",
        /// "plans to".
        Plans = "plans",
        /// "stands to".
        StandsTo = "stands to",
        /// "decided to".
        DecidesTo = "decides to",
        /// "has to".
        HasTo = "has to",
        /// "needs a roof".
        Needs = "needs",
        /// "is to".
        IsTo = "is to",
        /// "wants them to".
        Wants = "wants",
        /// "the hope is that".
        TheHopeIs = "the hope is",
        /// "there is a chance".
        AChance = "a chance",
    }
}
