//! The words times are made of, by class. A reader can check and extend every row: a class, a number that says which of
//! its kind the words are, the words. Case does not count here; where it does, the grammar asks the token.

use super::calendar::{Date, Part, Season, Unit};

/// What a token is to the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Any other word.
    Other,
    /// Digits; the number is their value.
    Digits,
    /// Punctuation; the number is its character, with dashes and apostrophes made plain.
    Mark,
    /// One … ninety, hundred, thousand.
    Cardinal,
    /// First … thirty-first; "second" is a unit too.
    Ordinal,
    /// A letter after digits: st, nd, rd, th.
    OrdinalEnd,
    Month,
    ShortMonth,
    Weekday,
    ShortWeekday,
    Unit,
    Units,
    ShortUnit,
    Season,
    Part,
    /// Days counted from today: today 0, tomorrow 1.
    DayFromNow,
    Tonight,
    Last,
    Next,
    This,
    /// "the", and possessives that stand for it.
    The,
    A,
    Ago,
    Earlier,
    Later,
    Every,
    /// Early, middle, late: -1, 0, 1.
    Edge,
    /// Beginning, middle, end: -1, 0, 1.
    EdgeOf,
    Several,
    Few,
    Couple,
    Dozen,
    HalfWord,
    Of,
    In,
    On,
    At,
    From,
    To,
    And,
    Or,
    Between,
    Since,
    By,
    Before,
    After,
    During,
    Within,
    For,
    About,
    Nearly,
    Over,
    Less,
    More,
    Than,
    AsMany,
    UpTo,
    Additional,
    Fiscal,
    Decade,
    Now,
    Recent,
    Soon,
    AmPm,
    Moment,
    Frequency,
    Once,
    Zone,
    Era,
    Same,
    Ahead,
    Long,
    Period,
    Then,
    Some,
    Eve,
    Will,
    Modal,
    Was,
    Is,
    Did,
    Plan,
    Say,
}

use Class as C;

/// Words by class, each with the number of what it names.
pub(super) const WORDS: &[(Class, i32, &str)] = &[
    (C::Cardinal, 0, "zero"),
    (C::Cardinal, 1, "one"),
    (C::Cardinal, 2, "two"),
    (C::Cardinal, 3, "three"),
    (C::Cardinal, 4, "four"),
    (C::Cardinal, 5, "five"),
    (C::Cardinal, 6, "six"),
    (C::Cardinal, 7, "seven"),
    (C::Cardinal, 8, "eight"),
    (C::Cardinal, 9, "nine"),
    (C::Cardinal, 10, "ten"),
    (C::Cardinal, 11, "eleven"),
    (C::Cardinal, 12, "twelve"),
    (C::Cardinal, 13, "thirteen"),
    (C::Cardinal, 14, "fourteen"),
    (C::Cardinal, 15, "fifteen"),
    (C::Cardinal, 16, "sixteen"),
    (C::Cardinal, 17, "seventeen"),
    (C::Cardinal, 18, "eighteen"),
    (C::Cardinal, 19, "nineteen"),
    (C::Cardinal, 20, "twenty"),
    (C::Cardinal, 30, "thirty"),
    (C::Cardinal, 40, "forty fourty"),
    (C::Cardinal, 50, "fifty"),
    (C::Cardinal, 60, "sixty"),
    (C::Cardinal, 70, "seventy"),
    (C::Cardinal, 80, "eighty"),
    (C::Cardinal, 90, "ninety"),
    (C::Cardinal, 100, "hundred"),
    (C::Cardinal, 1000, "thousand"),
    (C::Ordinal, 1, "first"),
    (C::Ordinal, 2, "second"),
    (C::Ordinal, 3, "third"),
    (C::Ordinal, 4, "fourth"),
    (C::Ordinal, 5, "fifth"),
    (C::Ordinal, 6, "sixth"),
    (C::Ordinal, 7, "seventh"),
    (C::Ordinal, 8, "eighth"),
    (C::Ordinal, 9, "ninth"),
    (C::Ordinal, 10, "tenth"),
    (C::Ordinal, 11, "eleventh"),
    (C::Ordinal, 12, "twelfth"),
    (C::Ordinal, 13, "thirteenth"),
    (C::Ordinal, 14, "fourteenth"),
    (C::Ordinal, 15, "fifteenth"),
    (C::Ordinal, 16, "sixteenth"),
    (C::Ordinal, 17, "seventeenth"),
    (C::Ordinal, 18, "eighteenth"),
    (C::Ordinal, 19, "nineteenth"),
    (C::Ordinal, 20, "twentieth"),
    (C::Ordinal, 30, "thirtieth"),
    (C::OrdinalEnd, 0, "th nd rd st"),
    (C::Month, 1, "january"),
    (C::Month, 2, "february"),
    (C::Month, 3, "march"),
    (C::Month, 4, "april"),
    (C::Month, 5, "may"),
    (C::Month, 6, "june"),
    (C::Month, 7, "july"),
    (C::Month, 8, "august"),
    (C::Month, 9, "september"),
    (C::Month, 10, "october"),
    (C::Month, 11, "november"),
    (C::Month, 12, "december"),
    (C::ShortMonth, 1, "jan"),
    (C::ShortMonth, 2, "feb"),
    (C::ShortMonth, 3, "mar"),
    (C::ShortMonth, 4, "apr"),
    (C::ShortMonth, 6, "jun"),
    (C::ShortMonth, 7, "jul"),
    (C::ShortMonth, 8, "aug"),
    (C::ShortMonth, 9, "sept sep"),
    (C::ShortMonth, 10, "oct"),
    (C::ShortMonth, 11, "nov"),
    (C::ShortMonth, 12, "dec"),
    (C::Weekday, 1, "monday mondays"),
    (C::Weekday, 2, "tuesday tuesdays"),
    (C::Weekday, 3, "wednesday wednesdays"),
    (C::Weekday, 4, "thursday thursdays"),
    (C::Weekday, 5, "friday fridays"),
    (C::Weekday, 6, "saturday saturdays"),
    (C::Weekday, 7, "sunday sundays"),
    (C::ShortWeekday, 1, "mon"),
    (C::ShortWeekday, 2, "tue tues"),
    (C::ShortWeekday, 3, "wed weds"),
    (C::ShortWeekday, 4, "thu thur thurs"),
    (C::ShortWeekday, 5, "fri"),
    (C::ShortWeekday, 6, "sat"),
    (C::ShortWeekday, 7, "sun"),
    (C::Unit, Unit::Second as i32, "sec"),
    (C::Unit, Unit::Minute as i32, "minute"),
    (C::Unit, Unit::Hour as i32, "hour"),
    (C::Unit, Unit::Day as i32, "day"),
    (C::Unit, Unit::Weekend as i32, "weekend wkend"),
    (C::Unit, Unit::Week as i32, "week"),
    (C::Unit, FORTNIGHT, "fortnight"),
    (C::Unit, Unit::Month as i32, "month"),
    (C::Unit, Unit::Quarter as i32, "quarter qtr"),
    (C::Unit, Unit::Season as i32, "season"),
    (C::Unit, Unit::Half as i32, "semester"),
    (C::Unit, Unit::Year as i32, "year yr"),
    (C::Unit, Unit::Decade as i32, "decade"),
    (C::Unit, Unit::Century as i32, "century"),
    (C::Unit, Unit::Millennium as i32, "millennium"),
    (C::Units, Unit::Second as i32, "seconds secs"),
    (C::Units, Unit::Minute as i32, "minutes mins"),
    (C::Units, Unit::Hour as i32, "hours hrs"),
    (C::Units, Unit::Day as i32, "days"),
    (C::Units, Unit::Weekend as i32, "weekends"),
    (C::Units, Unit::Week as i32, "weeks wks"),
    (C::Units, FORTNIGHT, "fortnights"),
    (C::Units, Unit::Month as i32, "months"),
    (C::Units, Unit::Quarter as i32, "quarters qtrs"),
    (C::Units, Unit::Season as i32, "seasons"),
    (C::Units, Unit::Year as i32, "years yrs"),
    (C::Units, Unit::Decade as i32, "decades"),
    (C::Units, Unit::Century as i32, "centuries"),
    (C::Units, Unit::Millennium as i32, "millennia millenniums"),
    (C::ShortUnit, Unit::Second as i32, "s"),
    (C::ShortUnit, Unit::Minute as i32, "min m"),
    (C::ShortUnit, Unit::Hour as i32, "h hr"),
    (C::Season, Season::Winter as i32, "winter winters wintertime"),
    (C::Season, Season::Spring as i32, "spring springs springtime"),
    (C::Season, Season::Summer as i32, "summer summers summertime"),
    (C::Season, Season::Autumn as i32, "autumn autumns fall"),
    (C::Part, Part::Morning as i32, "morning mornings"),
    (C::Part, Part::Noon as i32, "noon"),
    (C::Part, Part::Midday as i32, "midday lunchtime lunch"),
    (C::Part, Part::Afternoon as i32, "afternoon afternoons"),
    (C::Part, Part::Evening as i32, "evening evenings"),
    (C::Part, Part::Night as i32, "night nights overnight nighttime nightfall"),
    (C::Part, Part::Daytime as i32, "daytime"),
    (C::Part, Part::Midnight as i32, "midnight"),
    (C::DayFromNow, 0, "today"),
    (C::DayFromNow, 1, "tomorrow"),
    (C::DayFromNow, -1, "yesterday"),
    (C::Tonight, 0, "tonight tonite"),
    (C::Last, 0, "last previous past preceding prior"),
    (C::Last, 1, "latest"),
    (C::Next, 0, "next coming upcoming following"),
    (C::This, 0, "this current"),
    (C::Same, 0, "that same"),
    (C::The, 0, "the"),
    (C::The, 1, "its their his her our my your"),
    (C::A, 1, "a an"),
    (C::A, 2, "another"),
    (C::A, 3, "all"),
    (C::Ago, 0, "ago"),
    (C::Ago, 1, "back"),
    (C::Earlier, 0, "earlier"),
    (C::Earlier, 1, "sooner"),
    (C::Later, 0, "later afterward afterwards"),
    (C::Later, 1, "hence"),
    (C::Every, 0, "every"),
    (C::Every, 1, "each"),
    (C::Edge, -1, "early"),
    (C::Edge, 0, "mid"),
    (C::Edge, 1, "late"),
    (C::EdgeOf, -1, "beginning start dawn outset"),
    (C::EdgeOf, 0, "middle"),
    (C::EdgeOf, 1, "end close"),
    (C::Several, 0, "several many numerous various dozens scores hundreds thousands"),
    (C::Few, 0, "few"),
    (C::Couple, 2, "couple pair"),
    (C::Dozen, 12, "dozen"),
    (C::HalfWord, 0, "half"),
    (C::Of, 0, "of"),
    (C::In, 0, "in"),
    (C::In, 1, "into"),
    (C::On, 0, "on"),
    (C::At, 0, "at"),
    (C::From, 0, "from"),
    (C::To, 0, "to"),
    (C::To, 1, "through thru"),
    (C::To, 2, "till until untill til"),
    (C::And, 0, "and"),
    (C::Or, 0, "or"),
    (C::Between, 0, "between"),
    (C::Since, 0, "since"),
    (C::By, 0, "by"),
    (C::Before, 0, "before"),
    (C::After, 0, "after"),
    (C::During, 0, "during throughout"),
    (C::Within, 0, "within"),
    (C::For, 0, "for"),
    (C::About, 0, "about around approximately roughly circa"),
    (C::Nearly, 0, "nearly almost"),
    (C::Over, 0, "over"),
    (C::Less, 0, "less fewer under"),
    (C::More, 0, "more"),
    (C::Than, 0, "than"),
    (
        C::Additional,
        0,
        "additional extra single full straight consecutive successive long solid whole entire",
    ),
    (C::Additional, 1, "trading business working calendar school academic"),
    (C::Fiscal, 0, "fiscal financial tax"),
    (C::AsMany, 0, "no not as well just greater longer shorter up circa fewer"),
    (C::UpTo, 0, "these right most"),
    (C::Now, 0, "now nowadays"),
    (C::Now, 1, "currently presently"),
    (C::Recent, 0, "recently lately formerly"),
    (C::Recent, 1, "recent"),
    (C::Recent, 2, "previously"),
    (C::Soon, 0, "soon shortly someday"),
    (C::AmPm, 0, "am"),
    (C::AmPm, 12, "pm"),
    (C::Frequency, FREQ_DAY, "daily nightly everyday"),
    (C::Frequency, FREQ_DAY + 1, "weekly"),
    (C::Frequency, FREQ_DAY + 2, "biweekly fortnightly"),
    (C::Frequency, FREQ_DAY + 3, "monthly"),
    (C::Frequency, FREQ_DAY + 4, "quarterly"),
    (C::Frequency, FREQ_DAY + 5, "annually yearly annual"),
    (C::Frequency, FREQ_DAY + 6, "hourly"),
    (C::Once, 1, "once"),
    (C::Once, 2, "twice"),
    (C::Ahead, 0, "ahead"),
    (C::Long, 0, "old"),
    (C::Period, 0, "period"),
    (C::Then, 0, "then"),
    (C::Some, 0, "some"),
    (C::Eve, 0, "eve"),
    (C::Era, 0, "ad ce"),
    (C::Decade, 2, "twenties"),
    (C::Decade, 3, "thirties"),
    (C::Decade, 4, "forties"),
    (C::Decade, 5, "fifties"),
    (C::Decade, 6, "sixties"),
    (C::Decade, 7, "seventies"),
    (C::Decade, 8, "eighties"),
    (C::Decade, 9, "nineties"),
    // Zones, in minutes east of Greenwich.
    // What "at this …", "the near …" go on with.
    (C::Moment, 0, "moment present point time future oclock"),
    (C::Zone, 0, "gmt utc"),
    (C::Zone, 60, "bst cet wat"),
    (C::Zone, 120, "cest eet sast"),
    (C::Zone, 180, "eest msk"),
    (C::Zone, 330, "ist"),
    (C::Zone, 480, "sgt hkt awst"),
    (C::Zone, 540, "jst kst"),
    (C::Zone, 600, "aest"),
    (C::Zone, 660, "aedt"),
    (C::Zone, -300, "et est"),
    (C::Zone, -240, "edt"),
    (C::Zone, -360, "ct cst"),
    (C::Zone, -300, "cdt"),
    (C::Zone, -420, "mt mst"),
    (C::Zone, -360, "mdt"),
    (C::Zone, -480, "pt pst"),
    (C::Zone, -420, "pdt"),
    // Verbs, for tense.
    (C::Will, 0, "will shall ll wo"),
    (C::Modal, 0, "would could might should must can cannot"),
    (C::Was, 0, "was were had did been"),
    (C::Is, 0, "is are has have does do am"),
    (
        C::Plan,
        0,
        "plans plan planned planning due scheduled expected expects expect set hopes hope slated intends intend payable effective redeemable",
    ),
    (
        C::Plan,
        0,
        "expire expires matures maturing aims vowed promised pledged going deadline upcoming forthcoming await awaits awaiting",
    ),
    (
        C::Plan,
        0,
        "if unless forecast travel travels play plays host hosts visit visits resume let please begins starts opens closes runs resumes returns airs premieres convenes kicks arrives leaves takes meets faces votes heads goes comes",
    ),
    (
        C::Say,
        0,
        "said says say told tells announced announces reported reports added adds confirmed stated asked testified tweeted wrote",
    ),
    (
        C::Did,
        0,
        "went came took gave made got became began broke brought built bought caught chose cut drew drove fell felt fought found flew",
    ),
    (
        C::Did,
        0,
        "grew held heard hit kept knew led left lent lost met paid put ran read rose sang sat saw sent shot sold spent spoke stood",
    ),
    (
        C::Did,
        0,
        "struck swept swore taught thought threw understood won withdrew woke hurt beat bid shut slid sank sought fled rode shook stole tore wore",
    ),
];

pub(super) const FORTNIGHT: i32 = 100;
pub(super) const FREQ_DAY: i32 = 0;

/// The values of the adverbs of frequency, from `FREQ_DAY` on.
pub(super) const FREQUENCIES: [&str; 7] = ["P1D", "P1W", "P2W", "P1M", "P1Q", "P1Y", "PT1H"];

/// A day that has a name, and how its date is found.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// Month, day.
    Fixed(u8, u8),
    /// The n-th such weekday of the month, from its end where n is below 0.
    Nth(i8, u8, u8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// Days after Orthodox Easter Sunday.
    Orthodox(i16),
    /// Month and day of the Hebrew calendar, month 1 = Tishri … 7 = Nisan.
    Hebrew(u8, u8),
    /// Month and day of the Islamic calendar, as reckoned (what is seen in the sky can be a day off).
    Islamic(u8, u8),
    /// Chinese new year.
    Chinese,
    Diwali,
    Holi,
    /// Days after another rule: the Friday after the fourth Thursday of November.
    After(i16, &'static Rule),
    /// The Tuesday after the first Monday of November.
    Election,
}

const THANKSGIVING: Rule = Rule::Nth(4, 4, 11);

/// Named days: rule, number of days, names. Names are in lower case, without apostrophes; " day" at the end may be
/// left out where it stands in brackets.
pub(super) const FEASTS: &[(Rule, u8, &str)] = &[
    (Rule::Fixed(1, 1), 1, "new years day, new year day, new years"),
    (Rule::Fixed(12, 31), 1, "new years eve, new year eve"),
    (Rule::Fixed(1, 6), 1, "epiphany, twelfth night"),
    (
        Rule::Nth(3, 1, 1),
        1,
        "martin luther king day, martin luther king jr day, martin luther king jr. day, martin luther kings day, mlk day, mlk jr. day, mlk jr day",
    ),
    (Rule::Fixed(1, 26), 1, "australia day, republic day"),
    (Rule::Fixed(1, 27), 1, "holocaust memorial day"),
    (Rule::Fixed(2, 2), 1, "groundhog day, groundhogs day, candlemas"),
    (Rule::Fixed(2, 12), 1, "lincolns birthday, lincoln birthday, abraham lincolns birthday"),
    (
        Rule::Fixed(2, 14),
        1,
        "valentines day, valentine day, st valentines day, st. valentines day, saint valentines day",
    ),
    (Rule::Nth(3, 1, 2), 1, "presidents day, president day, washingtons birthday"),
    (Rule::Fixed(3, 8), 1, "international womens day"),
    (Rule::Fixed(3, 14), 1, "pi day"),
    (
        Rule::Fixed(3, 17),
        1,
        "st patricks day, st. patricks day, saint patricks day, st paddys day, saint paddys day",
    ),
    (Rule::Fixed(10, 16), 1, "boss day, bosss day"),
    (Rule::Fixed(11, 1), 1, "world vegan day"),
    (
        Rule::After(-3, &Rule::Nth(-1, 6, 4)),
        1,
        "administrative professionals day, administrative professional day, secretaries day, secretarys day",
    ),
    (Rule::Fixed(4, 10), 1, "siblings day, sibling day, national siblings day, national sibling day"),
    (Rule::Fixed(10, 24), 1, "united nations day"),
    (Rule::Fixed(12, 10), 1, "human rights day"),
    (Rule::Fixed(6, 5), 1, "world environment day"),
    (Rule::Fixed(6, 20), 1, "world refugee day"),
    (Rule::Fixed(12, 1), 1, "world aids day"),
    (Rule::Fixed(11, 30), 1, "st andrews day, st. andrews day"),
    (Rule::Fixed(3, 1), 1, "st davids day, st. davids day"),
    (Rule::Fixed(12, 7), 1, "pearl harbor day"),
    (Rule::Fixed(9, 11), 1, "patriot day"),
    (Rule::Fixed(4, 27), 1, "koningsdag, kings day"),
    (Rule::Fixed(6, 2), 1, "festa della repubblica"),
    (Rule::Fixed(10, 3), 1, "german unity day, day of german unity"),
    (Rule::After(-48, &Rule::Orthodox(0)), 1, "clean monday, orthodox shrove monday"),
    (Rule::Orthodox(-8), 1, "lazarus saturday"),
    (Rule::Nth(2, 7, 3), 1, "daylight saving start day, daylight savings start day, daylight saving start"),
    (
        Rule::Nth(1, 7, 11),
        1,
        "daylight saving end day, daylight savings end day, daylight saving end, daylight savings end",
    ),
    (Rule::After(-2, &Rule::Nth(2, 7, 5)), 1, "military spouse day"),
    (Rule::Fixed(4, 1), 1, "april fools day, april fools, april fool day"),
    (Rule::Fixed(4, 22), 1, "earth day"),
    (Rule::Fixed(4, 23), 1, "st georges day, st. georges day"),
    (Rule::Fixed(4, 25), 1, "anzac day"),
    (Rule::Fixed(5, 1), 1, "may day, international workers day, loyalty day, lei day"),
    (Rule::Fixed(5, 4), 1, "star wars day"),
    (Rule::Fixed(5, 5), 1, "cinco de mayo"),
    (Rule::Fixed(5, 8), 1, "v-e day, ve day"),
    (Rule::Fixed(5, 9), 1, "victory day, europe day"),
    (Rule::Nth(2, 7, 5), 1, "mothers day"),
    (Rule::Nth(3, 6, 5), 1, "armed forces day"),
    (Rule::Nth(-1, 1, 5), 1, "memorial day, decoration day"),
    (Rule::Fixed(6, 6), 1, "d-day"),
    (Rule::Fixed(6, 14), 1, "flag day"),
    (Rule::Nth(3, 7, 6), 1, "fathers day"),
    (Rule::Fixed(6, 19), 1, "juneteenth"),
    (Rule::Fixed(6, 24), 1, "midsummer day"),
    (Rule::Fixed(7, 1), 1, "canada day"),
    (Rule::Fixed(7, 4), 1, "independence day, fourth of july"),
    (Rule::Fixed(7, 14), 1, "bastille day"),
    (Rule::Fixed(8, 15), 1, "v-j day, assumption day, assumption of mary"),
    (Rule::Nth(-1, 1, 8), 1, "august bank holiday, summer bank holiday, late summer bank holiday"),
    (Rule::Nth(1, 1, 5), 1, "early may bank holiday"),
    (Rule::Nth(-1, 1, 5), 1, "spring bank holiday"),
    (Rule::Nth(1, 1, 9), 1, "labor day, labour day"),
    (Rule::After(6, &Rule::Nth(1, 1, 9)), 1, "grandparents day, national grandparents day"),
    (Rule::Fixed(9, 17), 1, "constitution day"),
    (Rule::Fixed(9, 29), 1, "michaelmas"),
    (Rule::Nth(2, 1, 10), 1, "columbus day, indigenous peoples day"),
    (Rule::Fixed(10, 31), 1, "halloween, hallowe'en, halloween day"),
    (Rule::Fixed(11, 1), 1, "all saints day"),
    (Rule::Fixed(11, 2), 1, "all souls day, day of the dead"),
    (Rule::Fixed(11, 5), 1, "guy fawkes day, guy fawkes night, bonfire night"),
    (Rule::Election, 1, "election day"),
    (Rule::Fixed(11, 11), 1, "veterans day, veteran day, armistice day, remembrance day"),
    (Rule::Nth(2, 7, 11), 1, "remembrance sunday"),
    (Rule::After(-1, &THANKSGIVING), 1, "thanksgiving eve"),
    (THANKSGIVING, 1, "thanksgiving day, thanksgiving"),
    (Rule::After(1, &THANKSGIVING), 1, "black friday"),
    (Rule::After(2, &THANKSGIVING), 1, "small business saturday"),
    (Rule::After(4, &THANKSGIVING), 1, "cyber monday"),
    (Rule::After(5, &THANKSGIVING), 1, "giving tuesday"),
    (Rule::Fixed(12, 6), 1, "st nicholas day"),
    (Rule::Fixed(12, 24), 1, "christmas eve, xmas eve"),
    (Rule::Fixed(12, 25), 1, "christmas day, christmas, xmas, xmas day"),
    (Rule::Fixed(12, 26), 1, "boxing day, st stephens day"),
    (Rule::Easter(-47), 1, "shrove tuesday, mardi gras, fat tuesday, pancake day"),
    (Rule::Easter(-46), 1, "ash wednesday"),
    (Rule::Easter(-7), 1, "palm sunday, branch sunday"),
    (Rule::Easter(-3), 1, "maundy thursday, holy thursday, covenant thursday, covenant thu"),
    (Rule::Easter(-2), 1, "good friday"),
    (Rule::Easter(-1), 1, "holy saturday"),
    (Rule::Easter(0), 1, "easter sunday, easter day, easter"),
    (Rule::Easter(1), 1, "easter monday"),
    (Rule::Easter(39), 1, "ascension day, ascension thursday"),
    (Rule::Easter(49), 1, "whit sunday, whitsunday, white sunday, pentecost, whitsun"),
    (Rule::Easter(50), 1, "whit monday"),
    (Rule::Easter(56), 1, "trinity sunday"),
    (Rule::Easter(60), 1, "corpus christi"),
    (Rule::Orthodox(0), 1, "orthodox easter, orthodox easter sunday"),
    (Rule::Orthodox(-2), 1, "orthodox good friday, orthodox great friday"),
    (Rule::Hebrew(1, 1), 2, "rosh hashanah, rosh hashana, rosh hashanna"),
    (Rule::Hebrew(1, 10), 1, "yom kippur"),
    (Rule::Hebrew(1, 15), 7, "sukkot, sukkoth, feast of tabernacles"),
    (Rule::Hebrew(1, 22), 1, "shemini atzeret"),
    (Rule::Hebrew(1, 23), 1, "simchat torah"),
    (Rule::Hebrew(3, 25), 8, "hanukkah, chanukah, hanukah, hannukkah, hannukah"),
    (Rule::Hebrew(5, 15), 1, "tu bishvat"),
    (Rule::Hebrew(6, 14), 1, "purim"),
    (Rule::Hebrew(7, 15), 8, "passover, pesach"),
    (Rule::Hebrew(7, 27), 1, "yom hashoah"),
    (Rule::Hebrew(8, 18), 1, "lag bomer"),
    (Rule::Hebrew(9, 6), 2, "shavuot, shavuoth"),
    (Rule::Hebrew(11, 9), 1, "tisha bav"),
    (Rule::Islamic(1, 1), 1, "islamic new year"),
    (Rule::Islamic(1, 10), 1, "ashura, day of ashura"),
    (Rule::Islamic(3, 12), 1, "mawlid, mawlid al-nabawi"),
    (Rule::Islamic(9, 1), 30, "ramadan"),
    (Rule::Islamic(9, 27), 1, "laylat al-qadr, laylat al kadr, night of power, night of measures"),
    (Rule::Islamic(10, 1), 1, "eid al-fitr, eid ul-fitr, eid-al-fitr"),
    (Rule::Islamic(12, 10), 1, "eid al-adha, eid ul-adha, id ul-adha, eid-al-adha, sacrifice feast, bakr id"),
    (Rule::Diwali, 1, "diwali, deepavali, divali"),
    (Rule::After(-1, &Rule::Diwali), 1, "naraka chaturdashi, kali chaudas"),
    (Rule::After(2, &Rule::Diwali), 1, "bhai dooj"),
    (Rule::Holi, 1, "holi, phagwah"),
    (Rule::After(-1, &Rule::Holi), 1, "holika dahan, chhoti holi"),
    (Rule::Fixed(1, 13), 1, "lohri"),
    (
        Rule::Chinese,
        1,
        "chinese new year, lunar new year, chinese new years day, chinese new years, chinese lunar new years day, chinese lunar new year",
    ),
];

/// Diwali from 2005 on, as month and day: it follows moon and stars over India, which are not reckoned here.
const DIWALI: [(u8, u8); 22] = [
    (11, 1),
    (10, 21),
    (11, 9),
    (10, 28),
    (10, 17),
    (11, 5),
    (10, 26),
    (11, 13),
    (11, 3),
    (10, 23),
    (11, 11),
    (10, 30),
    (10, 19),
    (11, 7),
    (10, 27),
    (11, 14),
    (11, 4),
    (10, 24),
    (11, 12),
    (10, 31),
    (10, 20),
    (11, 8),
];

/// Holi from 2005 on.
const HOLI: [(u8, u8); 22] = [
    (3, 25),
    (3, 15),
    (3, 4),
    (3, 22),
    (3, 11),
    (3, 1),
    (3, 20),
    (3, 8),
    (3, 27),
    (3, 17),
    (3, 6),
    (3, 24),
    (3, 13),
    (3, 2),
    (3, 21),
    (3, 10),
    (3, 29),
    (3, 18),
    (3, 8),
    (3, 25),
    (3, 14),
    (3, 4),
];

/// First of Ramadan, Eid al-Fitr, Eid al-Adha from 2015 on, as kept in most countries: month and day.
const KEPT: [[(u8, u8); 3]; 12] = [
    [(6, 18), (7, 17), (9, 24)],
    [(6, 6), (7, 6), (9, 12)],
    [(5, 27), (6, 25), (9, 1)],
    [(5, 16), (6, 15), (8, 21)],
    [(5, 6), (6, 4), (8, 11)],
    [(4, 24), (5, 24), (7, 31)],
    [(4, 13), (5, 13), (7, 20)],
    [(4, 2), (5, 2), (7, 9)],
    [(3, 23), (4, 21), (6, 28)],
    [(3, 11), (4, 10), (6, 16)],
    [(3, 1), (3, 30), (6, 6)],
    [(2, 18), (3, 20), (5, 27)],
];

/// Chinese new years from 1990 on, as day of the year: they follow the moon over Beijing, which is not reckoned here.
const CHINESE: [u8; 61] = [
    27, 46, 35, 23, 41, 31, 50, 38, 28, 47, 36, 24, 43, 32, 22, 40, 29, 49, 38, 26, 45, 34, 23, 41, 31, 50,
    39, 28, 47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28, 46, 35, 24, 43, 32,
    22, 41, 30, 48, 37, 26, 45, 33, 23,
];

impl Rule {
    /// The day in this year.
    pub(super) fn date(self, year: i32) -> Option<Date> {
        match self {
            Rule::Fixed(month, day) => Date::new(year, month, day),
            Rule::Nth(n, weekday, month) => nth_weekday(year, month, weekday, n),
            Rule::Easter(days) => easter(year)?.plus_days(i64::from(days)),
            Rule::Orthodox(days) => orthodox_easter(year)?.plus_days(i64::from(days)),
            Rule::Hebrew(month, day) => hebrew(year, month, day),
            Rule::Islamic(month, day) => islamic(year, month, day),
            Rule::Chinese => {
                let day = CHINESE.get(usize::try_from(year.checked_sub(1990)?).ok()?)?;
                Date::new(year, 1, 1)?.plus_days(i64::from(*day) - 1)
            }
            Rule::Diwali | Rule::Holi => {
                let table = if matches!(self, Rule::Diwali) { &DIWALI } else { &HOLI };
                let (month, day) = table.get(usize::try_from(year.checked_sub(2005)?).ok()?)?;
                Date::new(year, *month, *day)
            }
            Rule::After(days, rule) => rule.date(year)?.plus_days(i64::from(days)),
            Rule::Election => nth_weekday(year, 11, 1, 1)?.plus_days(1),
        }
    }
}

/// The n-th such weekday of a month; n below 0 counts from its end.
pub(super) fn nth_weekday(year: i32, month: u8, weekday: u8, n: i8) -> Option<Date> {
    let date = if n > 0 {
        Date::new(year, month, 1)?.plus_days(-1)?.nth_weekday(weekday, i64::from(n))?
    } else {
        Date::new(year, month, 1)?.plus_months(1)?.nth_weekday(weekday, i64::from(n))?
    };
    (date.month() == month).then_some(date)
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
fn easter(year: i32) -> Option<Date> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let day = epact + sunday - 7 * late + 114;
    Date::new(year, (day / 31) as u8, (day % 31 + 1) as u8)
}

/// Easter Sunday of the eastern churches: the Julian computus, on the Gregorian calendar.
fn orthodox_easter(year: i32) -> Option<Date> {
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let day = moon + sunday + 114;
    let julian = Date::new(year, (day / 31) as u8, (day % 31 + 1) as u8)?;
    julian.plus_days(i64::from(year / 100 - year / 400 - 2))
}

/// Days from the Hebrew epoch to the new year, with the postponements.
fn hebrew_new_year(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

/// The day of the Gregorian year on which a day of the Hebrew calendar begins.
fn hebrew(year: i32, month: u8, day: u8) -> Option<Date> {
    const EPOCH: i64 = -2_092_590; // counted from 1970-01-01
    let correct = |year: i64| {
        let (before, here, after) =
            (hebrew_new_year(year - 1), hebrew_new_year(year), hebrew_new_year(year + 1));
        let delay = if after - here == 356 { 2 } else { i64::from(here - before == 382) };
        EPOCH + here + delay
    };
    // Autumn months belong to the year that begins in this Gregorian year, the others to the one before.
    let hebrew_year = i64::from(year) + if month <= 3 { 3761 } else { 3760 };
    let (start, next) = (correct(hebrew_year), correct(hebrew_year + 1));
    let length = next - start;
    let leap = length > 360;
    let (long_second, short_third) = (length % 10 == 5, length % 10 == 3);
    let mut lengths = vec![30, 29 + i64::from(long_second), 30 - i64::from(short_third), 29, 30];
    if leap {
        lengths.push(30);
    }
    let before_adar = lengths.iter().sum::<i64>();
    let of_month = match month {
        1..=5 => lengths[..usize::from(month) - 1].iter().sum(),
        _ => before_adar + [0, 29, 59, 88, 118, 147, 177][usize::from(month.min(12)) - 6],
    };
    Date::from_days(start + of_month + i64::from(day) - 1)
}

/// The day of the Gregorian year on which a day of the Islamic calendar falls: as kept, else by the thirty-year reckoning.
fn islamic(year: i32, month: u8, day: u8) -> Option<Date> {
    const EPOCH: i64 = -492_149; // 622-07-18
    let kept = year.checked_sub(2015).and_then(|at| KEPT.get(usize::try_from(at).ok()?));
    let which = [(9, 1), (10, 1), (12, 10)].iter().position(|feast| *feast == (month, day));
    if let (Some(kept), Some(which)) = (kept, which) {
        return Date::new(year, kept[which].0, kept[which].1);
    }
    let first = (i64::from(year) - 622) * 33 / 32;
    (first - 1..=first + 2).find_map(|hijri| {
        let of_year = (59 * (i64::from(month) - 1) + 1).div_euclid(2);
        let days = EPOCH + (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + of_year + i64::from(day) - 1;
        Date::from_days(days).filter(|date| date.year() == year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(rule: Rule, year: i32) -> String {
        rule.date(year).map_or("none".into(), |d| d.to_string())
    }

    #[test]
    fn movable_feasts() {
        assert_eq!(day(Rule::Easter(0), 2024), "2024-03-31");
        assert_eq!(day(Rule::Easter(0), 2013), "2013-03-31");
        assert_eq!(day(Rule::Orthodox(0), 2024), "2024-05-05");
        assert_eq!(day(THANKSGIVING, 2024), "2024-11-28");
        assert_eq!(day(Rule::Nth(-1, 1, 5), 2024), "2024-05-27");
        assert_eq!(day(Rule::Election, 2016), "2016-11-08");
        assert_eq!(day(Rule::Chinese, 2024), "2024-02-10");
        assert_eq!(day(Rule::Chinese, 2050), "2050-01-23");
    }

    #[test]
    fn days_of_the_hebrew_calendar() {
        assert_eq!(day(Rule::Hebrew(1, 1), 2024), "2024-10-03");
        assert_eq!(day(Rule::Hebrew(1, 10), 2023), "2023-09-25");
        assert_eq!(day(Rule::Hebrew(3, 25), 2023), "2023-12-08");
        assert_eq!(day(Rule::Hebrew(7, 15), 2024), "2024-04-23");
        assert_eq!(day(Rule::Hebrew(6, 14), 2023), "2023-03-07");
    }

    #[test]
    fn days_of_the_islamic_calendar() {
        assert_eq!(day(Rule::Islamic(10, 1), 2018), "2018-06-15");
        assert_eq!(day(Rule::Islamic(9, 1), 2024), "2024-03-11");
    }
}
