//! In: tokens. Out: named days: "Easter Monday", "Thanksgiving 2015". The table of their names;
//! when they fall stands in `movable`.

use crate::time::calendar::holidays::Rule;
use crate::time::forms::grammar::{Grammar, Meaning, Named, Parsed, Which, Year};
use crate::time::words::Class as C;
pub(crate) const THANKSGIVING: Rule = Rule::Nth(4, 4, 11);

/// Named days: rule, number of days, names. Names are in lower case, without apostrophes; " day" at
/// the end may be left out where it stands in brackets.
pub(crate) const FEASTS: &[(Rule, u8, &str)] = &[
    (
        Rule::Fixed(1, 1),
        1,
        "new years day, new year day, new years",
    ),
    (Rule::Fixed(12, 31), 1, "new years eve, new year eve"),
    (Rule::Fixed(1, 6), 1, "epiphany, twelfth night"),
    (
        Rule::Nth(3, 1, 1),
        1,
        "martin luther king day, martin luther king jr day, martin luther king jr. day, martin luther kings day, mlk day, mlk jr. day, mlk jr day",
    ),
    (Rule::Fixed(1, 26), 1, "australia day, republic day"),
    (Rule::Fixed(1, 27), 1, "holocaust memorial day"),
    (
        Rule::Fixed(2, 2),
        1,
        "groundhog day, groundhogs day, candlemas",
    ),
    (
        Rule::Fixed(2, 12),
        1,
        "lincolns birthday, lincoln birthday, abraham lincolns birthday",
    ),
    (
        Rule::Fixed(2, 14),
        1,
        "valentines day, valentine day, st valentines day, st. valentines day, saint valentines day",
    ),
    (
        Rule::Nth(3, 1, 2),
        1,
        "presidents day, president day, washingtons birthday",
    ),
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
    (
        Rule::Fixed(4, 10),
        1,
        "siblings day, sibling day, national siblings day, national sibling day",
    ),
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
    (
        Rule::Fixed(10, 3),
        1,
        "german unity day, day of german unity",
    ),
    (
        Rule::After(-48, &Rule::Orthodox(0)),
        1,
        "clean monday, orthodox shrove monday",
    ),
    (Rule::Orthodox(-8), 1, "lazarus saturday"),
    (
        Rule::Nth(2, 7, 3),
        1,
        "daylight saving start day, daylight savings start day, daylight saving start",
    ),
    (
        Rule::Nth(1, 7, 11),
        1,
        "daylight saving end day, daylight savings end day, daylight saving end, daylight savings end",
    ),
    (
        Rule::After(-2, &Rule::Nth(2, 7, 5)),
        1,
        "military spouse day",
    ),
    (
        Rule::Fixed(4, 1),
        1,
        "april fools day, april fools, april fool day",
    ),
    (Rule::Fixed(4, 22), 1, "earth day"),
    (Rule::Fixed(4, 23), 1, "st georges day, st. georges day"),
    (Rule::Fixed(4, 25), 1, "anzac day"),
    (
        Rule::Fixed(5, 1),
        1,
        "may day, international workers day, loyalty day, lei day",
    ),
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
    (
        Rule::Fixed(8, 15),
        1,
        "v-j day, assumption day, assumption of mary",
    ),
    (
        Rule::Nth(-1, 1, 8),
        1,
        "august bank holiday, summer bank holiday, late summer bank holiday",
    ),
    (Rule::Nth(1, 1, 5), 1, "early may bank holiday"),
    (Rule::Nth(-1, 1, 5), 1, "spring bank holiday"),
    (Rule::Nth(1, 1, 9), 1, "labor day, labour day"),
    (
        Rule::After(6, &Rule::Nth(1, 1, 9)),
        1,
        "grandparents day, national grandparents day",
    ),
    (Rule::Fixed(9, 17), 1, "constitution day"),
    (Rule::Fixed(9, 29), 1, "michaelmas"),
    (
        Rule::Nth(2, 1, 10),
        1,
        "columbus day, indigenous peoples day",
    ),
    (
        Rule::Fixed(10, 31),
        1,
        "halloween, hallowe'en, halloween day",
    ),
    (Rule::Fixed(11, 1), 1, "all saints day"),
    (Rule::Fixed(11, 2), 1, "all souls day, day of the dead"),
    (
        Rule::Fixed(11, 5),
        1,
        "guy fawkes day, guy fawkes night, bonfire night",
    ),
    (Rule::Election, 1, "election day"),
    (
        Rule::Fixed(11, 11),
        1,
        "veterans day, veteran day, armistice day, remembrance day",
    ),
    (Rule::Nth(2, 7, 11), 1, "remembrance sunday"),
    (Rule::After(-1, &THANKSGIVING), 1, "thanksgiving eve"),
    (THANKSGIVING, 1, "thanksgiving day, thanksgiving"),
    (Rule::After(1, &THANKSGIVING), 1, "black friday"),
    (Rule::After(2, &THANKSGIVING), 1, "small business saturday"),
    (Rule::After(4, &THANKSGIVING), 1, "cyber monday"),
    (Rule::After(5, &THANKSGIVING), 1, "giving tuesday"),
    (Rule::Fixed(12, 6), 1, "st nicholas day"),
    (Rule::Fixed(12, 24), 1, "christmas eve, xmas eve"),
    (
        Rule::Fixed(12, 25),
        1,
        "christmas day, christmas, xmas, xmas day",
    ),
    (Rule::Fixed(12, 26), 1, "boxing day, st stephens day"),
    (
        Rule::Easter(-47),
        1,
        "shrove tuesday, mardi gras, fat tuesday, pancake day",
    ),
    (Rule::Easter(-46), 1, "ash wednesday"),
    (Rule::Easter(-7), 1, "palm sunday, branch sunday"),
    (
        Rule::Easter(-3),
        1,
        "maundy thursday, holy thursday, covenant thursday, covenant thu",
    ),
    (Rule::Easter(-2), 1, "good friday"),
    (Rule::Easter(-1), 1, "holy saturday"),
    (Rule::Easter(0), 1, "easter sunday, easter day, easter"),
    (Rule::Easter(1), 1, "easter monday"),
    (Rule::Easter(39), 1, "ascension day, ascension thursday"),
    (
        Rule::Easter(49),
        1,
        "whit sunday, whitsunday, white sunday, pentecost, whitsun",
    ),
    (Rule::Easter(50), 1, "whit monday"),
    (Rule::Easter(56), 1, "trinity sunday"),
    (Rule::Easter(60), 1, "corpus christi"),
    (
        Rule::Orthodox(0),
        1,
        "orthodox easter, orthodox easter sunday",
    ),
    (
        Rule::Orthodox(-2),
        1,
        "orthodox good friday, orthodox great friday",
    ),
    (
        Rule::Hebrew(1, 1),
        2,
        "rosh hashanah, rosh hashana, rosh hashanna",
    ),
    (Rule::Hebrew(1, 10), 1, "yom kippur"),
    (
        Rule::Hebrew(1, 15),
        7,
        "sukkot, sukkoth, feast of tabernacles",
    ),
    (Rule::Hebrew(1, 22), 1, "shemini atzeret"),
    (Rule::Hebrew(1, 23), 1, "simchat torah"),
    (
        Rule::Hebrew(3, 25),
        8,
        "hanukkah, chanukah, hanukah, hannukkah, hannukah",
    ),
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
    (
        Rule::Islamic(9, 27),
        1,
        "laylat al-qadr, laylat al kadr, night of power, night of measures",
    ),
    (
        Rule::Islamic(10, 1),
        1,
        "eid al-fitr, eid ul-fitr, eid-al-fitr, eid al fitr",
    ),
    (
        Rule::Islamic(12, 10),
        1,
        "eid al-adha, eid al adha, eid ul-adha, id ul-adha, eid-al-adha, sacrifice feast, bakr id",
    ),
    (Rule::Diwali, 1, "diwali, deepavali, divali"),
    (
        Rule::After(-1, &Rule::Diwali),
        1,
        "naraka chaturdashi, kali chaudas",
    ),
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

impl Grammar<'_> {
    /// A named day: the longest name that stands here, with its year.
    pub(crate) fn feast(&self, i: usize) -> Parsed<Meaning> {
        let mut best: Parsed<u16> = None;
        for (index, name) in crate::time::words::tokens::feasts(*self.token(i)?) {
            if let Some(end) = self.name(i, name)
                && best.is_none_or(|(_, to)| end > to)
            {
                best = Some((*index, end));
            }
        }
        let (index, at) = best?;
        let led = i > 0
            && matches!(
                self.class(i - 1),
                Some(
                    C::Last
                        | C::Next
                        | C::This
                        | C::Of
                        | C::After
                        | C::Before
                        | C::Since
                        | C::By
                        | C::Every
                        | C::On
                )
            );
        let capital =
            self.token(i)?.capital || led || self.alone(i, at) || self.year_after(at).is_some();
        if !capital {
            return None;
        }
        let thing = [
            "tree", "trees", "island", "islands", "card", "cards", "gift", "gifts", "carol",
            "carols", "song", "songs", "egg", "eggs", "bunny", "parade",
        ]
        .iter()
        .any(|word| self.says(at, word));
        if self.is(at, C::Eve) || thing {
            return None;
        }
        let (year, at) = self.year_after(at).unwrap_or((Year::Unstated, at));
        Some((
            Meaning::Named(Named::Feast(index), Which::Unstated, year),
            at,
        ))
    }

    /// Whether the words of a name stand here; apostrophes may be left out.
    pub(crate) fn name(&self, i: usize, name: &str) -> Option<usize> {
        let mut at = i;
        for (order, word) in name.split(' ').enumerate() {
            if order > 0 && self.token(at).is_some_and(|t| t.fresh) {
                return None;
            }
            let mut rest = word;
            while !rest.is_empty() {
                if self.mark(at, '\'') && !rest.starts_with('\'') {
                    at += 1;
                    continue;
                }
                let here = self.word(at);
                let begins = !here.is_empty()
                    && rest.len() >= here.len()
                    && rest.is_char_boundary(here.len())
                    && rest[..here.len()].eq_ignore_ascii_case(here);
                let glued = rest.len() == word.len() || self.glued(at);
                if !begins || !glued {
                    return None;
                }
                rest = &rest[here.len()..];
                at += 1;
            }
        }
        // The name must not go on in the word: "easter" in "Easter's" is fine, in "Mayday" is not.
        Some(at)
    }
}
