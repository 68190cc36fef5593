//! In: the words of a source, or of a role. Out: what kind of source it is, and whether it speaks
//! for an authority, as an expert, or as somebody who was there.

use sayso_english::titles::title;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

sayso_english::names! {
    /// What kind of source says something.
    #[derive(Default)]
    pub enum Kind {
        /// A person with a name.
        Person = "person",
        /// One person without a name: "a spokesman", "her lawyer".
        Role = "role",
        /// A person who asked not to be named, "sources", "a person familiar with the matter".
        Anonymous = "anonymous",
        /// Several people without names: "residents", "critics".
        Group = "group",
        /// An organisation, a government, a place that acts.
        Organisation = "organisation",
        /// A news outlet.
        Media = "media",
        /// A report, poll, statement, law, letter, post.
        Document = "document",
        /// No source is given: "reportedly", a passive.
        #[default]
        None = "none",
    }
}

sayso_english::names! {
    /// What can be known of a source besides its kind: one of the [`Flags`].
    pub enum Flag {
        /// Holds an office, or is an authority or speaks for one.
        Official = "official",
        /// Knows the matter by profession.
        Expert = "expert",
        /// Saw the matter, or was affected by it.
        Witness = "witness",
        /// Is described only by what they no longer are.
        Former = "former",
    }
}

/// How a source stands to what it says.
// Each is a question of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Holds an office, or is or speaks for an authority.
    pub official: bool,
    /// Knows the matter by profession.
    pub expert: bool,
    /// Saw it, or was affected by it.
    pub witness: bool,
    /// Is described only by what they no longer are.
    pub former: bool,
}

impl Flags {
    /// Whether a flag is set.
    pub fn has(self, flag: Flag) -> bool {
        match flag {
            Flag::Official => self.official,
            Flag::Expert => self.expert,
            Flag::Witness => self.witness,
            Flag::Former => self.former,
        }
    }

    /// The flags that are set, in the order of [`Flag::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        let all = Flag::ALL.iter().copied();
        all.filter(move |flag| self.has(*flag))
    }

    /// The names of the flags that are set, as every output shows them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(Flag::name)
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Flags {
        let mut out = Flags::default();
        for flag in flags {
            match flag {
                Flag::Official => out.official = true,
                Flag::Expert => out.expert = true,
                Flag::Witness => out.witness = true,
                Flag::Former => out.former = true,
            }
        }
        out
    }
}

static DOCUMENTS: Words = LazyLock::new(|| {
    set(
        "report reports statement statements poll polls survey surveys study studies email emails e-mail \
    e-mails document documents letter letters article articles story stories tweet tweets post posts ad ads advert adverts \
    advertisement transcript transcripts book books record records filing filings data statistics figures analysis \
    analyses memo memos website page video clip recording footage slide slides law laws complaint lawsuit suit headline \
    message messages release indictment ruling rulings order verdict text constitution budget census column bill plan \
    platform evidence affidavit testimony convention treaty agreement accord contract standards guidelines rules account accounts editorial \
    tally calendar programme timetable review documentary film submission brief notice notices leaflet poster sign diary note notes paper research \
    bulletin communique communiqué dossier audit inventory log minutes judgment judgement forecast index prospectus petition \
    manual sheet thread caption inscription will preprint alert results findings readings decree warrant receipt invoice \
    contract screenshot recordings protocol",
    )
});

static PEOPLE: Words = LazyLock::new(|| {
    set(
        "people family families men women children staff others some many most few all those both \
    everyone none crew public crowd couple youth troops majority minority dozens hundreds thousands scores folk crews \
    personnel clergy electorate audience",
    )
});

static BODIES: Words = LazyLock::new(|| {
    set(
        "campaign committee party government department agency company corporation group administration court house \
    senate bureau organization organisation team office union network bank firm university institute center centre foundation \
    board commission council congress ministry army military church state city county alliance coalition association \
    league federation nation country parliament navy regime authority tribunal club airline manufacturer carrier operator \
    charity trust society cooperative co-operative retailer hospital school college laboratory observatory brigade \
    service inspectorate secretariat embassy consulate junta cabinet opposition watchdog regulator lobby \
    developer brewery mill mine factory town village province region district municipality panel inquiry jury think-tank \
    prosecution defence defense publisher museum zoo theatre theater festival syndicate consortium startup start-up \
    coastguard chamber body prison outfit studio league-body front movement \
    chain utility railway port harbour airport maker importer exporter brokerage insurer lender landowner diocese parish fund \
    management miller shipbuilder steelmaker carmaker chipmaker drugmaker",
    )
});

static MEDIA_HEADS: Words = LazyLock::new(|| {
    set(
        "newspaper newspapers magazine broadcaster station channel newswire tabloid daily weekly outlet outlets media \
    press journal paper podcast website monthly portal site blog fortnightly periodical newsroom newsletter",
    )
});

static ROLES: Words = LazyLock::new(|| {
    set(
        "spokesman spokeswoman spokesperson lawyer attorney solicitor barrister doctor senator congressman congresswoman governor \
    president minister director chairman chairwoman chair reporter narrator moderator host official officer aide adviser \
    advisor analyst expert professor judge prosecutor commander candidate nominee businessman leader mayor chief manager \
    strategist pollster witness mother father wife husband daughter son brother sister uncle aunt cousin nephew niece \
    grandmother grandfather widow widower fiancé fiancée partner \
    woman man girl boy voter resident teacher student person ex-wife ex-husband businesswoman operative executive owner \
    founder critic observer supporter historian economist scientist diplomat general colonel soldier defector neighbour \
    neighbor driver pilot captain nurse surgeon engineer farmer fisherman coach player editor author writer poet \
    secretary treasurer clerk inspector detective sergeant lieutenant constable coroner magistrate guard ranger farmer \
    passenger bystander survivor victim tenant landlord customer employee worker foreman shopkeeper baker consultant \
    caretaker keeper mechanic technician geologist biologist physicist chemist researcher curator priest bishop imam rabbi \
    ambassador envoy negotiator accountant auditor banker trader organiser organizer activist campaigner volunteer colleague \
    friend boss predecessor successor deputy assistant agent producer actor actress singer commissioner superintendent \
    firefighter paramedic lifeguard sailor skipper councillor lawmaker legislator insider",
    )
});

static SOURCES: Words = LazyLock::new(|| set("source sources insider insiders"));

static OFFICIAL: Words = LazyLock::new(|| {
    set(
        "senator sen congressman congresswoman rep representative governor gov president vice-president minister premier \
    chancellor mayor secretary ambassador envoy judge justice magistrate prosecutor attorney-general sheriff commissioner \
    councillor councilman councilwoman alderman lawmaker lawmakers legislator legislators mp mps diplomat officer officers \
    official officials general colonel admiral commander police superintendent inspector detective sergeant constable \
    coroner king queen prince ministry government department parliament senate congress council court pentagon kremlin \
    agency bureau authority authorities commission army navy military treasury embassy prosecutors troops mayor's \
    presidential federal municipal governor's ministerial deputy-mayor regulator inspectorate fire chief",
    )
});

static EXPERT: Words = LazyLock::new(|| {
    set(
        "professor prof analyst analysts scientist scientists economist economists researcher researchers historian \
    historians expert experts physicist chemist biologist geologist hydrologist seismologist epidemiologist virologist \
    climatologist meteorologist sociologist psychologist psychiatrist surgeon engineer engineers doctor doctors dr \
    physician lecturer academic academics scholar scholars pollster statistician consultant archaeologist astronomer \
    ecologist oceanographer glaciologist agronomist veterinarian botanist criminologist cardiologist pathologist",
    )
});

static WITNESS: Words = LazyLock::new(|| {
    set(
        "witness witnesses resident residents neighbour neighbours neighbor neighbors survivor survivors victim victims \
    passenger passengers bystander bystanders passer-by passers-by onlooker onlookers villager villagers evacuee evacuees \
    tenant tenants patient patients refugee refugees relative relatives widow widower hostage hostages commuter commuters \
    eyewitness eyewitnesses shopper shoppers",
    )
});

/// Words looked up often.
type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

fn has(list: &Words, word: &str) -> bool {
    list.contains(word)
}

/// What a noun stands for that is in none of the lists above: by WordNet, see `sayso-train heads`.
fn known_noun(word: &str) -> Option<Kind> {
    static NOUNS: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| {
        let mut nouns = HashMap::new();
        let mut kind = None;
        for line in include_str!("heads.txt").lines() {
            kind = match line {
                "[body]" => Some(Kind::Organisation),
                "[document]" => Some(Kind::Document),
                "[group]" => Some(Kind::Group),
                "[person]" => Some(Kind::Role),
                _ => kind,
            };
            let words = line.split(' ').filter(|_| !line.starts_with(['[', '#']));
            nouns.extend(words.filter_map(|word| Some((word, kind?))));
        }
        nouns
    });
    NOUNS.get(word).copied()
}

/// What one of several is called: "deputies" → "deputy".
fn singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    let sibilant = ["ches", "shes", "sses", "xes"]
        .iter()
        .any(|end| word.ends_with(end));
    if sibilant {
        return word.strip_suffix("es").map(String::from);
    }
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u']))
        .map(String::from)
}

/// Last words of the names of news outlets.
static MEDIA_LAST: Words = LazyLock::new(|| {
    set(
        "times post news journal herald tribune gazette guardian telegraph observer globe chronicle examiner courier \
        dispatch mail mirror express star sun standard echo argus inquirer bee register press wire review today radio \
        tv television broadcasting magazine weekly daily bugle sentinel advertiser record bulletin monitor messenger advocate \
        reporter intelligencer correspondent newspaper broadcaster gazeta dziennik nachrichten tagblatt rundschau \
        anzeiger presse tribune matin soir popular nacional universal mercurio mundo bote kurier corriere tidende blad bladet \
        posten avisen sanomat pravda novosti vesti shimbun shinmun ilbo sinmun jornal folha globo noticias newswire agency-press \
        diario leader-post independent patriot-news chronicle-herald",
    )
});

/// Words that only news outlets have somewhere in their names.
static MEDIA_ANYWHERE: Words = LazyLock::new(|| {
    set("news broadcasting fm newspaper newspapers newswire radio tv television zeitung")
});

/// First words that news outlets have: "Daily Tamarind", "Sunday Lantern", "El Faro".
static MEDIA_FIRST: Words = LazyLock::new(|| {
    set(
        "daily sunday evening weekly morning nightly canal diario agence agenzia studio gazeta el il les los las der die das",
    )
});

/// News outlets by their whole names, or a word of them that is nothing else.
static OUTLETS: Words = LazyLock::new(|| {
    set(
        "hill diario kurier ukeblad observador journalen zeitung monde reuters ap afp upi cnn nbc cbs abc bbc msnbc npr pbs \
        politico breitbart bloomberg buzzfeed vox slate axios yonhap xinhua tass interfax kyodo ansa dpa efe nhk cbc rte itv",
    )
});

/// "MPs", "CEOs".
pub fn is_plural_acronym(word: &str) -> bool {
    word.len() > 2
        && word
            .strip_suffix('s')
            .is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The legal form of a company: "plc".
pub fn is_legal_form(word: &str) -> bool {
    const FORMS: &str = "ltd plc inc corp llc llp gmbh co ag nv bv oyj asa sarl srl spa pte pty";
    let lower = word.to_lowercase();
    FORMS
        .split_ascii_whitespace()
        .any(|w| w == lower.trim_end_matches('.'))
        || matches!(word, "AS" | "AB" | "SA" | "OY" | "Oy" | "KK")
}

/// Does this word end the names of companies or outlets and is no name by itself: "FM", "plc"?
pub fn is_ending(word: &str) -> bool {
    is_legal_form(word) || has(&MEDIA_ANYWHERE, &word.to_lowercase())
}

/// Is this one word of small letters an outlet by itself, or after "the": "reuters", "post"?
pub fn is_outlet(word: &str, the: bool) -> bool {
    word != "hill" && has(&OUTLETS, word) || the && has(&MEDIA_LAST, word)
}

/// Kin, as both lists below have it.
const KIN: &str = "wife husband widow widower brother sister mother father son daughter uncle aunt cousin nephew niece";

fn is_among(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|w| w == word)
}

/// A husband, daughter, first lady.
pub fn is_kin(word: &str) -> bool {
    is_among(KIN, word)
        || is_among(
            "lady grandson granddaughter grandfather grandmother parents",
            word,
        )
}

/// Is this the name of a news outlet?
pub fn is_media(name: &str) -> bool {
    let lower = name.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    // "Hochmark-Bote", but "Kim Geun-sun"
    let blank = lower.contains(' ');
    let words: Vec<&str> = lower.split(|c| c == ' ' || c == '-' && !blank).collect();
    words.iter().any(|w| has(&OUTLETS, w))
        || words.len() > 1
            && (words.last().is_some_and(|w| has(&MEDIA_LAST, w))
                || has(&MEDIA_FIRST, words[0])
                || words.iter().any(|w| has(&MEDIA_ANYWHERE, w))
                    && !words.last().is_some_and(|w| has(&BODIES, w)))
}

/// Last words of names of companies, clubs and movements that hardly anybody has as a surname.
static COMPANY_LAST: Words = LazyLock::new(|| {
    set(
        "marine metals homes estates cargo group holdings industries systems foods motors airlines airways bank partners \
        logistics shipping energy power gas oil mining minerals steel textiles chemicals pharma pharmaceuticals insurance \
        capital ventures media networks telecom electric railways rail lines ltd plc inc corp llc llp gmbh co company ag nv bv \
        oyj asa sarl srl spa pte pty united rovers athletic academy society trust works technologies tech labs laboratories \
        stores supermarkets grocers farms breweries brewery mills dynamics robotics aviation aerospace properties developments \
        construction engineering semiconductor semiconductors electronics software analytics solutions services brothers sons \
        daughters front movement party union alliance coalition federation league council committee commission ministry \
        department agency authority association institute foundation university college hospital museum",
    )
});

/// First words of the names of clubs, banks and carriers.
static COMPANY_FIRST: Words = LazyLock::new(|| {
    set("racing fc real sporting club banco grupo deportivo atlético atletico dynamo dinamo air")
});

/// Is the first or last word of this name one that companies, clubs and movements have, and hardly
/// any person?
pub fn is_company(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).collect();
    words.len() > 1
        && (words
            .last()
            .is_some_and(|w| has(&COMPANY_LAST, w.trim_end_matches('.')))
            || name
                .rsplit(' ')
                .next()
                .is_some_and(|last| is_ending(last) && !has(&MEDIA_ANYWHERE, &last.to_lowercase()))
            || has(&COMPANY_FIRST, words[0])
            || words.contains(&"&"))
}

/// Does this name end like that of a street?
pub fn is_place_name(name: &str) -> bool {
    const STREETS: [&str; 7] = [
        "Street",
        "Lane",
        "Road",
        "Avenue",
        "Square",
        "Boulevard",
        "Crescent",
    ];
    name.rsplit_once(' ')
        .is_some_and(|(_, last)| STREETS.contains(&last))
}

/// Whether a noun says that what it is said of is a place: "a village".
pub fn is_place_word(word: &str) -> bool {
    const PLACES: &str = "village town city country region province county district island valley capital suburb hamlet \
        municipality republic peninsula resort mountain river lake";
    PLACES.split_ascii_whitespace().any(|place| place == word)
}

/// Does this name of several end like that of a people or a party: "Mexicans", "Democrats"?
pub fn is_people(name: &str) -> bool {
    let ends = [
        "ans", "ians", "crats", "ists", "anis", "ians", "ites", "men",
    ];
    !name.contains(' ') && ends.iter().any(|e| name.ends_with(e))
        || matches!(
            name,
            "Democrat"
                | "Republican"
                | "Latinos"
                | "Germans"
                | "Greeks"
                | "Swedes"
                | "Poles"
                | "Kurds"
        )
}

/// Does this name end like that of a law or a treaty?
pub fn is_paper(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or("").to_lowercase();
    name.contains(' ')
        && matches!(
            &*last,
            "convention"
                | "act"
                | "treaty"
                | "report"
                | "constitution"
                | "survey"
                | "index"
                | "protocol"
                | "charter"
                | "code"
        )
}

/// A kinsman or somebody else whom a person has by name only once told so.
pub fn is_personal_tie(word: &str) -> bool {
    const OTHERS: &str = "lawyer attorney friend colleague neighbour neighbor partner boss assistant aide spokesman spokeswoman";
    is_among(KIN, word) || is_among(OTHERS, word)
}

/// Whether a word is known as that of somebody or something without a name.
pub fn is_common(word: &str) -> bool {
    let word = word.to_lowercase();
    let one = word.strip_suffix('s').unwrap_or(&word);
    [&DOCUMENTS, &PEOPLE, &BODIES, &MEDIA_HEADS, &ROLES, &SOURCES]
        .iter()
        .any(|list| has(list, &word) || has(list, one))
}

/// The kind that the last word of a phrase without a name tells, with whether it stands for several
/// and whether a determiner or a count stands before it.
pub fn of_head(head: &str, counted: bool, determined: bool) -> Kind {
    let word = head.to_lowercase();
    let word = word.trim_end_matches(['.', '’', '\'']);
    if has(&SOURCES, word) {
        return Kind::Anonymous;
    }
    if has(&DOCUMENTS, word) {
        return Kind::Document;
    }
    if has(&PEOPLE, word) {
        return Kind::Group;
    }
    if has(&MEDIA_HEADS, word) {
        return Kind::Media;
    }
    if (has(&BODIES, word) || word == "police") && !counted {
        return Kind::Organisation;
    }
    if has(&ROLES, word) {
        return Kind::Role;
    }
    let several = singular(word);
    match known_noun(word).or_else(|| several.as_deref().and_then(known_noun)) {
        // "deputies", "hotels"
        Some(Kind::Role | Kind::Organisation)
            if several.is_some() && known_noun(word).is_none() =>
        {
            Kind::Group
        }
        Some(Kind::Role | Kind::Organisation) if counted => Kind::Group,
        Some(kind) => kind,
        None if several.is_some() || counted || word.ends_with("people") => Kind::Group,
        None if determined || word.ends_with("man") || word.ends_with("woman") => Kind::Role,
        None => Kind::Group,
    }
}

/// Whether a word is the name of a single person's role.
pub fn is_role(word: &str) -> bool {
    let word = word.to_lowercase();
    has(&ROLES, &word) || known_noun(&word) == Some(Kind::Role)
}

/// Whether a word names a body of people by its type: "union", "ministry".
pub fn is_body(word: &str) -> bool {
    let word = word.to_lowercase();
    has(&BODIES, &word) || has(&MEDIA_HEADS, &word)
}

/// True for "Supt", "Cllr": abbreviations whose full form is the word of an office.
fn is_official_abbreviation(word: &str) -> bool {
    title(word)
        .and_then(|title| title.full)
        .is_some_and(|full| has(&OFFICIAL, full))
}

/// The flags that words of a role or a source tell.
pub fn flags<'a>(words: impl Iterator<Item = &'a str>) -> Flags {
    let mut out = Flags::default();
    for word in words {
        let word = word.to_lowercase();
        let word = word.trim_end_matches('.');
        out.official |= has(&OFFICIAL, word) || is_official_abbreviation(word);
        out.expert |= has(&EXPERT, word)
            || word.trim_end_matches('s').ends_with("ologist")
            || word.trim_end_matches('s').ends_with("onomer");
        out.witness |= has(&WITNESS, word)
            || matches!(
                word,
                "visitor"
                    | "visitors"
                    | "passer"
                    | "angler"
                    | "mother"
                    | "father"
                    | "families"
                    | "parents"
            );
        out.former |= word == "former" || word == "ex" || word.starts_with("ex-");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_tell_kinds() {
        for (head, kind) in [
            ("spokeswoman", Kind::Role),
            ("residents", Kind::Group),
            ("poll", Kind::Document),
            ("ministry", Kind::Organisation),
            ("sources", Kind::Anonymous),
            ("newspaper", Kind::Media),
        ] {
            assert_eq!(of_head(head, false, true), kind, "{head}");
        }
        assert!(
            is_media("The Corran Herald")
                && is_media("Reuters")
                && !is_media("Harbour Workers' Union")
        );
    }
}
