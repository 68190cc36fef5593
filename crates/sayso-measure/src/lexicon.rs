//! What common words tell about the figures beside them: classes of words, in tables, found by one
//! look-up.

use crate::number::{Tokens, WORDS};
use crate::scan::{Kind, Lexicon, key, phrase};
use std::sync::LazyLock;

/// A set of word classes.
pub type Classes = u32;

/// A figure may begin here.
pub const START: Classes = 1;
/// Function words, verbs and adverbs: what is counted does not go on here.
pub const STOP: Classes = 1 << 1;
/// People, and other plurals without s.
pub const PLURAL: Classes = 1 << 2;
/// A month.
pub const MONTH: Classes = 1 << 3;
/// A weekday.
pub const WEEKDAY: Classes = 1 << 4;
/// The number after it is a name: "Model 3", "Highway 61".
pub const LABEL: Classes = 1 << 5;
/// A number of four digits after it is a year.
pub const BEFORE_YEAR: Classes = 1 << 6;
/// Something goes up.
pub const UP: Classes = 1 << 7;
/// Something goes down.
pub const DOWN: Classes = 1 << 8;
/// Somebody wins, loses, votes.
pub const SCORE: Classes = 1 << 9;
/// What a price or a rate may be per, after "a" or "an".
pub const PER: Classes = 1 << 10;
/// Marks of clock times.
pub const CLOCK: Classes = 1 << 11;
/// Street, road …: the number before is an address.
pub const STREET: Classes = 1 << 12;
/// his, her, their …
pub const POSSESSIVE: Classes = 1 << 13;
/// Determiners.
pub const DETERMINER: Classes = 1 << 14;
/// "doubled", "twice".
pub const MULTIPLE: Classes = 1 << 15;
/// "twenties", "thirties".
pub const DECADE: Classes = 1 << 16;
/// Changes as nouns that follow a per cent: "a 3 percent drop".
pub const CHANGE: Classes = 1 << 17;
/// Function words that begin sentences: with a capital they are no name.
pub const FUNCTION: Classes = 1 << 18;
/// Adjectives of quantity that stand between a number and what it counts: "three more people".
pub const BETWEEN: Classes = 1 << 19;
/// People: counted even after a name ("In Aldova 40 people died").
pub const PEOPLE: Classes = 1 << 20;

/// Each class and its words.
pub const TABLE: &[(Classes, &str)] = &[
    (
        STOP | FUNCTION,
        "of to in on at for from by with without within into onto over under above below between among amid about \
         after before during since until till than as via per against across along around behind beside besides beyond \
         despite down up off out through throughout toward towards upon versus vs near like unlike except plus minus",
    ),
    (
        STOP | FUNCTION,
        "and or but nor so yet if because while whereas although though unless whether that which who whom whose",
    ),
    (
        STOP | FUNCTION,
        "where when why how what there here then now today yesterday tomorrow tonight",
    ),
    (
        STOP | FUNCTION,
        "i you he she it we they me him us them himself herself itself themselves this these those each others",
    ),
    (
        STOP,
        "is are was were be been being am has have had having do does did doing done will would can could may might must",
    ),
    (
        STOP,
        "shall should ought isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't",
    ),
    (
        STOP,
        "said says say told tells tell gave gives give took takes take taken made makes make got gets get went goes go \
         gone came comes come saw sees see seen left won lost died killed voted became becomes become began begins begin \
         kept held brought bought sold paid sent spent stood sat led ran run fell rose grew met put set let cut hit hurt \
         shut broke broken wore wrote drove flew knew thought felt found stayed arrived remained survived escaped agreed \
         refused wanted needed used tried asked called helped worked lived moved returned joined attended applied enrolled \
         released installed issued reported expected estimated including included involving based aged compared according \
         followed following worth starting ending due more-than ago later earlier away apart long wide tall high deep old \
         apiece alone together outstanding pays needs wants means keeps seems appears stays shot captured again also only even still already just too very not never ever always often soon once",
    ),
    (
        STOP | FUNCTION,
        "last next no neither either both all any some such same much",
    ),
    (
        PLURAL | PEOPLE,
        "people men women children policemen policewomen firefighters fishermen servicemen gunmen businessmen lawmakers \
         congressmen persons residents soldiers troops civilians students workers passengers protesters employees migrants \
         refugees patients police officers militants victims voters members prisoners inmates schoolchildren teenagers",
    ),
    (
        PLURAL,
        "staff personnel crew cattle sheep deer fish aircraft spacecraft police teeth mice geese feet oxen lives wives \
         knives wolves halves species series percent militia media criteria phenomena bacteria dice salmon trout hovercraft \
         offspring poultry livestock infantry cavalry youth kin clergy data homeless dead wounded injured missing",
    ),
    (
        MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul \
         aug sep sept oct nov dec",
    ),
    (
        WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun",
    ),
    (
        LABEL,
        "lines rows rooms gates lanes sections articles chapters routes flights stages phases highways exits rules model part section row game phase stage level chapter page pages version volume grade article paragraph line gate \
         platform lane channel number no nos nr nrs room rule title type category class division group highway interstate \
         route motorway autobahn flight junction exit apartment suite box ward district precinct zone block lot tier act \
         scene episode bulletin resolution directive proposition prop measure amendment clause schedule form note item \
         question figure table appendix step option hole heat lap formula apollo boeing airbus iphone ipad galaxy windows \
         playstation xbox fortune ftse nasdaq nikkei dax top euro catch area agenda studio hall pier terminal berth dock \
         unit building block cell camp battalion brigade regiment squadron sector count counts psalm verse opus ryzen core \
         android ios boulevard avenue street road courtroom under-21 seed ranked rank round day matchday week season league big super \
         policy exercise exercises problem case issue vol pp chapter ep",
    ),
    (
        BEFORE_YEAR,
        "in since until till by from during before after early late mid around circa of the his her its their to through \
         and spring summer autumn fall winter year fiscal season class campaign for between",
    ),
    (
        UP,
        "up rose rise rises risen rising increase increases increased increasing gain gains gained gaining climb climbs \
         climbed climbing grew grow grows grown growing jump jumps jumped jumping surge surges surged surging soar soars \
         soared add adds added advance advances advanced higher swelled widened accelerated expanded quickened boosted \
         lifted rallied rebounded edged leapt inched ticked spiked skyrocketed swell improved",
    ),
    (
        DOWN,
        "down fell fall falls fallen falling drop drops dropped dropping decline declines declined declining decrease \
         decreases decreased decreasing lost lose loses losing slid slide slides sliding slip slips slipped slipping plunge \
         plunges plunged plunging tumble tumbles tumbled sank sink shed sheds dipped dip eased lower cut cuts cutting reduced reduce reducing slashing \
         shrank shrink shrunk contracted contract slumped slump plummeted plummet plummeting slowed narrowed trimmed lowered lowers lowering retreated \
         weakened crashed slashed slash downgraded",
    ),
    (
        CHANGE,
        "increase rise drop fall decline decrease gain jump surge cut reduction growth loss improvement hike raise climb \
         slide plunge dip boost swing slump contraction expansion advance markup discount rebound",
    ),
    (
        SCORE,
        "won win wins winning beat beats beaten beating lost lose losing loss defeat defeats defeated victory victories \
         voted vote votes voting score scored scoreline draw drew tie tied lead leads led leading trail trailed trailing \
         edged downed aggregate ruling ruled decision overtime halftime half-time penalties routed thrashed seed match game \
         set sets final series margin passed approved rejected senate house court panel jury",
    ),
    (
        PER,
        "share person head piece barrel dozen ton tonne night pop household vote game match ounce gallon litre liter pound \
         kilo kilogram bushel copy unit seat ticket bottle plate shot pack child student pupil patient customer employee \
         worker month year week day hour minute second quarter semester term loaf gram mile kilometre kilometer acre hectare square \
         metre meter foot sq decade century lb kg",
    ),
    (
        CLOCK,
        "am pm a.m. p.m. a.m p.m o'clock gmt est edt pst pdt cst cdt cet cest bst utc ist hrs noon midnight et",
    ),
    (
        STREET,
        "street st road rd avenue ave lane ln drive dr boulevard blvd way court ct place pl square sq terrace crescent \
         close highway parkway plaza",
    ),
    (
        POSSESSIVE | STOP | FUNCTION,
        "his her its their our my your",
    ),
    (DETERMINER | FUNCTION, "the a an"),
    (
        MULTIPLE | START,
        "double doubled doubles doubling triple tripled triples tripling quadruple quadrupled twice thrice treble trebled twofold threefold fourfold fivefold sixfold \
         sevenfold eightfold ninefold tenfold twelvefold twentyfold hundredfold thousandfold halved",
    ),
    (
        DECADE | START,
        "twenties thirties forties fifties sixties seventies eighties nineties teens",
    ),
    (
        BETWEEN | FUNCTION,
        "more other another additional further new different fewer extra only most straight consecutive successive",
    ),
    (
        FUNCTION,
        "nearly almost roughly approximately up fewer less more most only just every several many at least",
    ),
    // "dollar 22.5 million", where a sign was spelled out.
    (
        START,
        "a an minus negative dollar us u.s. c au nz hk can usd rmb rs",
    ),
];

static CLASSES: LazyLock<Lexicon<Classes>> = LazyLock::new(|| {
    let mut all: Vec<(u64, Classes)> = Vec::new();
    let mut add = |word: u64, classes: Classes| match all.binary_search_by_key(&word, |e| e.0) {
        Ok(at) => all[at].1 |= classes,
        Err(at) => all.insert(at, (word, classes)),
    };
    for &(classes, words) in TABLE {
        for word in words.split_whitespace() {
            add(key(word), classes);
        }
    }
    for (word, _) in WORDS {
        add(key(word), START);
        add(key(&format!("{word}s")), START);
    }
    for tens in WORDS
        .iter()
        .filter(|w| matches!(w.1, crate::number::Part::Ten(_)))
    {
        for low in WORDS.iter().filter(|w| {
            matches!(
                w.1,
                crate::number::Part::Unit(_) | crate::number::Part::Ordinal(_)
            )
        }) {
            add(key(&format!("{}{}", tens.0, low.0)), START);
        }
    }
    for (code, _, signs) in crate::unit::CURRENCIES {
        // Codes and letters before a sign ("A$") begin figures too; the sign itself is no word.
        let letters = signs
            .split(' ')
            .map(|s| s.trim_matches(|c: char| !c.is_alphanumeric()));
        for word in letters.chain([*code]).filter(|w| !w.is_empty()) {
            add(key(&word.to_lowercase()), START);
        }
    }
    Lexicon::new(all)
});

/// The classes of a word; none for what is no word.
pub fn classes(tokens: Tokens, at: usize) -> Classes {
    match tokens.get(at) {
        Some(token) if token.kind == Kind::Word => CLASSES.get(token.key).unwrap_or(0),
        _ => 0,
    }
}

/// The classes of a word by its key.
pub fn of_word(key: u64) -> Classes {
    CLASSES.get(key).unwrap_or(0)
}

/// How a modifier changes what is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The number stands as it is: "about".
    Keep,
    /// It is the lower end: "at least".
    Low,
    /// It is the upper end: "up to".
    High,
}

/// Modifiers before a number: name, effect, phrases.
pub const MODIFIERS: &[(&str, Effect, &str)] = &[
    (
        "about",
        Effect::Keep,
        "about, around, approximately, roughly, some, an estimated, estimated, circa, ~, approx, approx ., in the region of, \
         in the order of, on the order of, something like, or so, -odd, give or take, or thereabouts, more or less, a reported",
    ),
    (
        "nearly",
        Effect::Keep,
        "nearly, almost, close to, approaching, approaches, approached, not quite, virtually, practically",
    ),
    (
        "exactly",
        Effect::Keep,
        "exactly, precisely, equal to, equals, equals to, equaling to, equaling, =",
    ),
    (
        "plus or minus",
        Effect::Keep,
        "plus or minus, ±, + / -, give or take",
    ),
    (
        "record",
        Effect::Keep,
        "a record, record, a record high, a record low, an all - time high of, a record of",
    ),
    (
        "more than",
        Effect::Low,
        "more than, over, above, greater than, larger than, bigger than, higher than, older than, longer than, upwards of, \
         upward of, in excess of, exceeding, exceeds, exceeded, surpass, surpassed, surpassing, surpasses, north of, just over, \
         just above, slightly more than, a little more than, slightly over, little more than, well over, well above, >, \
         topped, topping, past the, not just over, better than, more than the, far more than, much more than, well more than",
    ),
    (
        "at least",
        Effect::Low,
        "at least, least, no less than, no fewer than, not less than, not fewer than, a minimum of, minimum, a minimum, starting at, \
         at the least, more than or equal to, greater than or equal to, larger or equal than, higher or equal than, \
         bigger or equal than, greater or equal than, equal to or more than, equal to or greater than, at least or equal to, \
         ≥, > =, as few as, as little as, as low as",
    ),
    (
        "less than",
        Effect::High,
        "less than, under, below, fewer than, lower than, smaller than, younger than, shorter than, just under, just below, \
         slightly less than, a little less than, slightly under, well under, well below, shy of, just shy of, short of, \
         south of, little less than, <, sub -, far less than, far fewer than, much less than",
    ),
    (
        "up to",
        Effect::High,
        "up to, at most, no more than, not more than, as many as, as much as, as high as, a maximum of, maximum, at the most, \
         less than or equal to, smaller or equal than, less or equal than, lower or equal than, equal to or less than, \
         equal to or fewer than, ≤, < =, capped at, not exceeding, limited to, as long as, as old as, as far as",
    ),
];

/// Modifiers after a number.
pub const AFTER: &[(&str, Effect, &str)] = &[
    (
        "at least",
        Effect::Low,
        "or more, and more, or greater, or higher, or above, or over, or older, and above, and up, and over, or more than, or greater than, or better, plus, +, - plus, or longer, and older",
    ),
    (
        "up to",
        Effect::High,
        "or less, or fewer, or under, or below, or lower, or younger, and under, and younger, or less than",
    ),
    (
        "about",
        Effect::Keep,
        "or so, - odd, or thereabouts, give or take",
    ),
];

/// A modifier found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// Name in the output.
    pub name: &'static str,
    /// What it does.
    pub effect: Effect,
}

type Phrases = (Lexicon<Modifier>, Lexicon<()>);

fn phrases(rows: &'static [(&str, Effect, &str)], last: bool) -> Phrases {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    for &(name, effect, words) in rows {
        for words in words.split(", ").map(str::trim).filter(|w| !w.is_empty()) {
            all.push((phrase(words), Modifier { name, effect }));
            let mut each = words.split(' ').filter(|w| !w.is_empty());
            let end = if last { each.next_back() } else { each.next() };
            ends.push((key(end.unwrap_or("")), ()));
        }
    }
    (Lexicon::new(all), Lexicon::new(ends))
}

static BEFORE_NUMBER: LazyLock<Phrases> = LazyLock::new(|| phrases(MODIFIERS, true));
static AFTER_NUMBER: LazyLock<Phrases> = LazyLock::new(|| phrases(AFTER, false));

fn keys(tokens: Tokens, from: usize, to: usize) -> u64 {
    (from + 1..to).fold(tokens.atom(from), |keys, at| {
        crate::scan::then(keys, tokens.atom(at))
    })
}

/// Verbs whose "up to" is a way, not a bound.
const MOVED: &[&str] = &[
    "went", "go", "goes", "gone", "moved", "moves", "crept", "creep", "came", "back", "got",
    "rose", "rise", "rises", "risen", "climbed", "climbs", "edged", "inched", "ticked", "jumped",
    "nudged",
];

/// The longest modifier that ends right before the token, and where it begins.
pub fn before(tokens: Tokens, at: usize) -> Option<(Modifier, usize)> {
    let last = at.checked_sub(1)?;
    BEFORE_NUMBER.1.get(tokens.atom(last))?;
    let found = (1..=6.min(at))
        .rev()
        .find_map(|n| Some((BEFORE_NUMBER.0.get(keys(tokens, at - n, at))?, at - n)));
    // "<>", "=>" are no bounds.
    let sign = |at: usize| ['<', '>', '='].iter().any(|&c| tokens.mark(at, c));
    found
        .filter(|&(_, start)| !(start > 0 && sign(start) && tokens.glued(start) && sign(start - 1)))
        // "edged up to 5.6%" goes there.
        .filter(|&(_, start)| {
            let up =
                start > 0 && tokens.key(start) == key("up") && tokens.key(start + 1) == key("to");
            !(up && MOVED.iter().any(|w| key(w) == tokens.key(start - 1)))
        })
        .filter(|&(_, start)| !(tokens.mark(start, '=') && tokens.mark(start + 1, '>')))
}

/// The modifier that begins at the token, and the token after it.
pub fn after(tokens: Tokens, at: usize) -> Option<(Modifier, usize)> {
    AFTER_NUMBER.1.get(tokens.atom(at))?;
    let found = (1..=3)
        .rev()
        .find_map(|n| Some((AFTER_NUMBER.0.get(keys(tokens, at, at + n))?, at + n)));
    // "200 or more than 190" goes on.
    found.filter(|&(_, to)| {
        tokens.key(to - 1) != key("than") || !tokens.get(to).is_some_and(crate::number::starts)
    })
}
