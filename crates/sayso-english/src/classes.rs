//! Small hand-made word lists: what reports of speech are made of. The model sees them as word
//! classes, the rules read them directly. One lower-case form a word; verbs are inflected here.

pub use crate::hash::HashTable;
use crate::hash::{fnv, fnv_lower_ascii};
use std::sync::LazyLock;

/// Word classes, as bits.
pub mod class {
    /// A verb that reports speech or thought.
    pub const VERB: u16 = 1;
    /// A noun or adverb that does: "statement", "reportedly".
    pub const NOUN: u16 = 1 << 1;
    /// A pronoun.
    pub const PRONOUN: u16 = 1 << 2;
    /// A title or the name of a role: "Sen.", "spokeswoman", "officials".
    pub const ROLE: u16 = 1 << 3;
    /// Written with a stop that ends no sentence: "Mr.", "Gov.".
    pub const ABBREVIATION: u16 = 1 << 4;
    /// Opens a clause: "that", "because", "who".
    pub const CLAUSE: u16 = 1 << 5;
    /// A verb used of plain speech: "said", "told", "added"; also a part of [`VERB`].
    pub const SPEECH: u16 = 1 << 6;
    /// A pronoun that can be the subject: "he", "they".
    pub const SUBJECT: u16 = 1 << 7;
    /// "was", "has", "would": stands before a verb.
    pub const AUXILIARY: u16 = 1 << 8;
    /// "the", "a", "his", "two": begins a noun phrase.
    pub const DETERMINER: u16 = 1 << 9;
    /// "in", "on", "after".
    pub const PREPOSITION: u16 = 1 << 10;
    /// A past or present form, not the base or the -ing form, of a [`VERB`].
    pub const FINITE: u16 = 1 << 11;
    /// A name of a day or month.
    pub const CALENDAR: u16 = 1 << 12;
}

/// Verbs of plain speech.
const SPEECH: &str = "say tell add explain reply respond answer ask announce argue insist claim warn note acknowledge admit \
    recall declare suggest write tweet joke quip testify confirm contend maintain assert allege complain comment remark \
    observe concede caution stress emphasize emphasise reiterate predict vow promise boast counter exclaim retort lament \
    agree deny conclude continue recount shout whisper cry urge state describe report estimate repeat assure \
    stipulate elaborate clarify interject muse opine scoff plead post believe think";

/// Verbs that report speech, thought, wish or judgement besides those above.
const OTHER_VERBS: &str = "accuse advise affirm assume attack blame blast call challenge charge cite condemn consider \
    criticize criticise decide decline defend demand detail determine disagree disclose discuss dismiss dispute doubt \
    echo encourage endorse exclude expect express fear feel figure find forecast guess highlight hint hope identify \
    imagine imply indicate inform intend invite judge know laugh lambaste learn like list mean mention mock mull object \
    oppose order plan pledge point portray praise prefer proclaim propose quote realize realise reassure recognize \
    recognise recommend refer refuse reject remember remind request retweet reveal rip see seek show signal slam \
    speculate support suspect swear talk thank threaten tout understand view voice want welcome wish wonder worry speak";

const IRREGULAR: &[(&str, &str)] = &[
    ("say", "said says saying"),
    ("tell", "told tells telling"),
    ("think", "thought thinks thinking"),
    ("write", "wrote written writes writing"),
    ("know", "knew known knows knowing"),
    ("feel", "felt feels feeling"),
    ("find", "found finds finding"),
    ("see", "saw seen sees seeing"),
    ("show", "showed shown shows showing"),
    ("mean", "meant means"),
    ("swear", "swore sworn swears swearing"),
    ("seek", "sought seeks seeking"),
    ("speak", "spoke spoken speaks speaking"),
    ("understand", "understood understands"),
    ("deny", "denied denies denying"),
    ("reply", "replied replies replying"),
    ("imply", "implied implies implying"),
    ("worry", "worried worries worrying"),
    ("testify", "testified testifies testifying"),
    ("cry", "cried cries crying"),
    ("identify", "identified identifies identifying"),
    ("clarify", "clarified clarifies clarifying"),
    ("forecast", "forecast forecasts forecasting"),
    ("plan", "planned plans planning"),
    ("refer", "referred refers referring"),
    ("rip", "ripped rips ripping"),
    ("quip", "quipped quips quipping"),
    ("admit", "admitted admits admitting"),
    ("slam", "slammed slams slamming"),
    ("disagree", "disagreed disagrees disagreeing"),
    ("agree", "agreed agrees agreeing"),
    ("foresee", "foresaw foreseen foresees foreseeing"),
];

const NOUNS: &str = "according statement claim claims argument belief view opinion allegation allegations accusation report \
    reports reportedly allegedly apparently announcement interview speech tweet tweets post letter memo survey poll polls \
    study suggestion warning promise pledge plan plans hope hopes fear fears concern concerns idea opposition support \
    criticism call calls testimony comment comments remarks remark response question questions assertion prediction \
    intention desire thought conclusion decision insistence willingness words rumors rumours rumor rumour purportedly \
    supposedly";

const PRONOUNS: &str = "i you he she we they it who his her their my our your its him them me us someone everyone anybody \
    nobody everybody one some many most others";

const SUBJECTS: &str =
    "i you he she we they it who someone everyone nobody everybody one some many most others";

const ROLES: &str = "mr mrs ms dr sen senator rep representative gov governor president secretary spokesman spokeswoman \
    spokesperson director chairman chairwoman chief adviser advisor aide aides official officials strategist analyst \
    analysts expert experts professor critics critic supporters voters democrats republicans campaign source sources \
    reporter reporters judge police author manager pollster pundits leader leaders lawmakers people americans candidate \
    nominee researchers economists economist lawyer attorney prosecutors witness witnesses authorities ministry minister \
    government department agency committee court newspaper magazine";

/// Roles and groups that the model was not trained with as a class; the rules know them besides.
const MORE_ROLES: &str = "mayor lieutenant captain colonel general sergeant sheriff detective officer commissioner \
    councillor councilwoman councilman residents neighbours neighbors scientists engineers doctors nurses teachers \
    students activists campaigners defectors soldiers observers investigators diplomats insiders executives shareholders \
    workers farmers owners managers lawyers solicitor barrister coach player captain curator historian founder \
    co-founder owner spokespeople company firm council board union charity inquiry panel inspector ambassador envoy \
    superintendent firefighter paramedic chancellor premier";

const ABBREVIATIONS: &str = "mr mrs ms dr sen sens rep reps gov govs st jr sr gen lt col sgt capt cpl maj adm cmdr prof rev hon \
    supt det jan feb mar apr aug sept sep oct nov dec vs no nos inc co corp ltd llc dept dist d r ave blvd rd mt ft est \
    approx etc al pres messrs mme mlle bros cf e.g i.e fig vol ed eds";

const CLAUSES: &str = "that and but or who which when after before as while because if whether where since although though \
    until to for with in about what how why than so then";

const AUXILIARIES: &str = "is are was were be been being am has have had do does did will would can could may might must \
    shall should not never also";

const DETERMINERS: &str = "the a an this that these those his her their its our my your some any no every each both all \
    many most several few two three four five six seven eight nine ten one another";

const PREPOSITIONS: &str = "of in on at by for from with to about after before over under into through during against among \
    between since until without within near as like";

const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
    august september october november december today yesterday tomorrow";

/// The finite forms, the -ing form and the base form of a regular or listed verb.
pub fn inflect(verb: &str, mut add: impl FnMut(&str, bool)) {
    add(verb, false);
    if let Some((_, forms)) = IRREGULAR.iter().find(|(base, _)| *base == verb) {
        forms
            .split(' ')
            .for_each(|form| add(form, !form.ends_with("ing")));
        return;
    }
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let s = if verb.ends_with(['s', 'x', 'h']) {
        "es"
    } else {
        "s"
    };
    add(&format!("{verb}{s}"), true);
    add(&format!("{stem}ed"), true);
    add(&format!("{stem}ing"), false);
}

static LEXICON: LazyLock<HashTable<u16>> = LazyLock::new(|| {
    let mut lexicon: HashTable<u16> = HashTable::default();
    let mut put = |word: &str, bits: u16| *lexicon.entry(fnv(word.as_bytes())).or_insert(0) |= bits;
    for (verbs, bits) in [
        (SPEECH, class::VERB | class::SPEECH),
        (OTHER_VERBS, class::VERB),
    ] {
        for verb in verbs.split_whitespace() {
            inflect(verb, |form, finite| {
                put(form, bits | if finite { class::FINITE } else { 0 })
            });
        }
    }
    for (words, bits) in [
        (NOUNS, class::NOUN),
        (PRONOUNS, class::PRONOUN),
        (SUBJECTS, class::SUBJECT),
        (ROLES, class::ROLE),
        (ABBREVIATIONS, class::ABBREVIATION),
        (CLAUSES, class::CLAUSE),
        (AUXILIARIES, class::AUXILIARY),
        (DETERMINERS, class::DETERMINER),
        (PREPOSITIONS, class::PREPOSITION),
        (CALENDAR, class::CALENDAR),
    ] {
        words.split_whitespace().for_each(|word| put(word, bits));
    }
    MORE_ROLES
        .split_whitespace()
        .for_each(|word| put(word, class::ROLE));
    lexicon
});

/// The classes of the word whose lower-case form hashes to `hash`.
pub fn classes_of_hash(hash: u64) -> u16 {
    LEXICON.get(&hash).copied().unwrap_or(0)
}

/// The table itself, to look up many words.
pub fn table() -> &'static HashTable<u16> {
    &LEXICON
}

/// The classes of a word, in any case.
pub fn classes(word: &str) -> u16 {
    classes_of_hash(hash_lower(word))
}

/// The hash of the lower-case form; curly apostrophes count as straight ones.
pub fn hash_lower(word: &str) -> u64 {
    if word.is_ascii() {
        return fnv_lower_ascii(word);
    }
    fnv(lower(word).as_bytes())
}

/// The lower-case form; curly apostrophes become straight ones.
pub fn lower(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' || c == 'ʼ' { '\'' } else { c })
        .collect()
}

/// True for "said", "explains", …
pub fn is_speech_verb(word: &str) -> bool {
    let bits = classes(word);
    bits & class::SPEECH != 0 && bits & class::FINITE != 0
}

/// True for "Mr", "Gov", "Sept", without the stop.
pub fn is_abbreviation(word: &str) -> bool {
    classes(word) & class::ABBREVIATION != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for word in [
            "said",
            "SAYS",
            "explained",
            "replies",
            "concedes",
            "quipped",
            "tweeted",
        ] {
            assert!(is_speech_verb(word), "{word}");
        }
        assert!(!is_speech_verb("saying") && !is_speech_verb("say") && !is_speech_verb("wanted"));
        assert_ne!(classes("wanted") & class::VERB, 0);
    }

    #[test]
    fn apostrophes_are_one() {
        assert_eq!(hash_lower("’S"), hash_lower("'s"));
    }
}
