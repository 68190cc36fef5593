//! The units of news: a table that a reader can check, and the look-up of a unit among tokens.
//!
//! `docs/units.md` is written from [`UNITS`] and [`CURRENCIES`], and a test says when it is out of
//! date.

use crate::number::Tokens;
use crate::scan::{Kind, Lexicon, Token, key, phrase, then};
use std::sync::LazyLock;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Currencies, ISO 4217 where the text says which one.
    Money,
    /// Parts of a hundred.
    Ratio,
    /// Differences of per cents, points of an index or a game.
    Points,
    /// How often, how many fold.
    Times,
    /// Distance.
    Length,
    /// Area.
    Area,
    /// Volume.
    Volume,
    /// Mass.
    Mass,
    /// Temperature.
    Temperature,
    /// Time.
    Time,
    /// Speed.
    Speed,
    /// Energy and power.
    Energy,
    /// Data and its speed.
    Data,
    /// Pressure, force, electricity, frequency, sound, angle.
    Physics,
}

/// A unit and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The name in the output.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// Words for it, singular, any case; the plural of the last word is made with an s.
    pub words: &'static str,
    /// Short forms, told apart by case, parted by blanks.
    pub short: &'static str,
}

const fn unit(
    name: &'static str,
    dimension: Dimension,
    words: &'static str,
    short: &'static str,
) -> Unit {
    Unit {
        name,
        dimension,
        words,
        short,
    }
}

use Dimension::{
    Area, Data, Energy, Length, Mass, Money, Physics, Points, Ratio, Speed, Temperature, Time,
    Times, Volume,
};

/// All units but the currencies with a code of their own.
pub const UNITS: &[Unit] = &[
    unit("%", Ratio, "percent, per cent, percentage, pct, pc, %", ""),
    unit(
        "pp",
        Points,
        "percentage point, percent point, per cent point, % point, ppt, percentage - point",
        "pp",
    ),
    unit("basis point", Points, "basis point, bp, bps", ""),
    unit("point", Points, "point, index point, pt", ""),
    unit("times", Times, "time, fold", "x"),
    unit("metre", Length, "metre, meter", "m"),
    unit(
        "kilometre",
        Length,
        "kilometre, kilometer, km, kms, klick",
        "km",
    ),
    unit(
        "centimetre",
        Length,
        "centimetre, centimeter, cm, cms",
        "cm",
    ),
    unit("millimetre", Length, "millimetre, millimeter, mm", "mm"),
    unit("decimetre", Length, "decimetre, decimeter, dm", ""),
    unit(
        "micrometre",
        Length,
        "micrometre, micrometer, micron",
        "µm μm",
    ),
    unit("nanometre", Length, "nanometre, nanometer", "nm"),
    unit("picometre", Length, "picometre, picometer", ""),
    unit("mile", Length, "mile", "mi"),
    unit("nautical mile", Length, "nautical mile", "nmi"),
    unit("yard", Length, "yard, yd", ""),
    unit("foot", Length, "foot, feet, ft", "′"),
    unit("inch", Length, "inch, inches", "″"),
    unit("light year", Length, "light year, light - year", ""),
    unit("parsec", Length, "parsec", ""),
    unit("astronomical unit", Length, "astronomical unit", ""),
    unit(
        "square metre",
        Area,
        "square metre, square meter, sq m, sqm, sq metre, sq meter, square - metre, square - meter, sq - m",
        "m2 m²",
    ),
    unit(
        "square kilometre",
        Area,
        "square kilometre, square kilometer, sq km, sq kilometre, square - kilometre, square - kilometer",
        "km2 km²",
    ),
    unit(
        "square centimetre",
        Area,
        "square centimetre, square centimeter, sq cm",
        "cm2 cm²",
    ),
    unit(
        "square foot",
        Area,
        "square foot, square feet, sq ft, sqft, sq feet, square - foot, sq - ft",
        "ft2 ft²",
    ),
    unit(
        "square mile",
        Area,
        "square mile, sq mile, square - mile",
        "mi2 mi²",
    ),
    unit("square yard", Area, "square yard, sq yd", ""),
    unit("square inch", Area, "square inch, square inches, sq in", ""),
    unit("hectare", Area, "hectare", "ha"),
    unit("acre", Area, "acre", ""),
    unit(
        "cubic metre",
        Volume,
        "cubic metre, cubic meter, cu m, cubic - metre, cubic - meter",
        "m3 m³",
    ),
    unit(
        "cubic centimetre",
        Volume,
        "cubic centimetre, cubic centimeter, cc",
        "cm3 cm³",
    ),
    unit(
        "cubic foot",
        Volume,
        "cubic foot, cubic feet, cu ft, cubic - foot",
        "ft3 ft³",
    ),
    unit(
        "cubic kilometre",
        Volume,
        "cubic kilometre, cubic kilometer, cu km",
        "km3 km³",
    ),
    unit("cubic yard", Volume, "cubic yard, cu yd", ""),
    unit("cubic inch", Volume, "cubic inch, cubic inches, cu in", ""),
    unit(
        "acre foot",
        Volume,
        "acre foot, acre feet, acre - foot, acre - feet",
        "",
    ),
    unit("litre", Volume, "litre, liter, ltr", "l L"),
    unit(
        "millilitre",
        Volume,
        "millilitre, milliliter, ml, mls",
        "ml mL",
    ),
    unit("centilitre", Volume, "centilitre, centiliter", "cl"),
    unit("hectolitre", Volume, "hectolitre, hectoliter", "hl"),
    unit("gallon", Volume, "gallon, gal, gals", ""),
    unit("quart", Volume, "quart", ""),
    unit("pint", Volume, "pint", ""),
    unit("cup", Volume, "cup", ""),
    unit("fluid ounce", Volume, "fluid ounce, fl oz", ""),
    unit("tablespoon", Volume, "tablespoon, tbsp", ""),
    unit("teaspoon", Volume, "teaspoon, tsp", ""),
    unit("barrel", Volume, "barrel, bbl", ""),
    unit("bushel", Volume, "bushel", ""),
    unit("milligram", Mass, "milligram, milligramme, mg, mgs", "mg"),
    unit(
        "microgram",
        Mass,
        "microgram, microgramme, mcg",
        "µg μg mcg",
    ),
    unit("gram", Mass, "gram, gramme, gm", "g gs"),
    unit(
        "kilogram",
        Mass,
        "kilogram, kilogramme, kilo, kg, kgs",
        "kg",
    ),
    unit("pound-mass", Mass, "lb, lbs", ""),
    unit("ounce", Mass, "ounce, oz", ""),
    unit("carat", Mass, "carat", ""),
    unit("stone", Mass, "stone", "st"),
    unit("ton", Mass, "ton, short ton, long ton", ""),
    unit("tonne", Mass, "tonne, metric ton, metric tonne", ""),
    unit("kiloton", Mass, "kiloton", ""),
    unit("kilotonne", Mass, "kilotonne", ""),
    unit("megaton", Mass, "megaton", ""),
    unit("megatonne", Mass, "megatonne", ""),
    unit("gigaton", Mass, "gigaton", ""),
    unit("gigatonne", Mass, "gigatonne", ""),
    unit(
        "celsius",
        Temperature,
        "degree celsius, degree centigrade, celsius, celcius, centigrade, degree c, deg c, degc, deg celsius, ° celsius, ° c, degree celcius, ℃",
        "C",
    ),
    unit(
        "fahrenheit",
        Temperature,
        "degree fahrenheit, fahrenheit, farenheit, degree farenheit, degree f, deg f, degf, deg fahrenheit, ° fahrenheit, ° f, ℉",
        "F",
    ),
    unit("kelvin", Temperature, "kelvin, degree kelvin", ""),
    unit("degree", Temperature, "degree, deg, deg ., °", ""),
    unit("second", Time, "second, sec", "s"),
    unit("minute", Time, "minute, min", ""),
    unit("hour", Time, "hour, hr", "h"),
    unit("day", Time, "day", ""),
    unit("week", Time, "week, wk", ""),
    unit("fortnight", Time, "fortnight", ""),
    unit("month", Time, "month, mth", ""),
    unit("quarter", Time, "", ""),
    unit("year", Time, "year, yr", ""),
    unit("decade", Time, "decade", ""),
    unit("century", Time, "century, centuries", ""),
    unit("millisecond", Time, "millisecond", "ms"),
    unit("microsecond", Time, "microsecond", "µs μs"),
    unit(
        "mph",
        Speed,
        "mile per hour, miles per hour, mile an hour, miles an hour, mph",
        "mph",
    ),
    unit(
        "kph",
        Speed,
        "kilometre per hour, kilometres per hour, kilometer per hour, kilometers per hour, kilometres an hour, kilometers an hour, kph, kmh, kmph, km / h, km an hour",
        "",
    ),
    unit("knot", Speed, "knot", "kt kts"),
    unit(
        "mpg",
        Volume,
        "mile per gallon, miles per gallon, miles to the gallon, mpg",
        "",
    ),
    unit(
        "rpm",
        Physics,
        "rpm, revolution per minute, revolutions per minute",
        "",
    ),
    unit("watt", Energy, "watt", "W"),
    unit("kilowatt", Energy, "kilowatt", "kW KW"),
    unit("megawatt", Energy, "megawatt", "MW"),
    unit("gigawatt", Energy, "gigawatt", "GW"),
    unit("terawatt", Energy, "terawatt", "TW"),
    unit("watt hour", Energy, "watt hour, watt - hour", "Wh"),
    unit(
        "kilowatt hour",
        Energy,
        "kilowatt hour, kilowatt - hour, kwh",
        "kWh KWh",
    ),
    unit(
        "megawatt hour",
        Energy,
        "megawatt hour, megawatt - hour",
        "MWh",
    ),
    unit(
        "gigawatt hour",
        Energy,
        "gigawatt hour, gigawatt - hour",
        "GWh",
    ),
    unit(
        "terawatt hour",
        Energy,
        "terawatt hour, terawatt - hour",
        "TWh",
    ),
    unit(
        "horsepower",
        Energy,
        "horsepower, hp, bhp, brake horsepower",
        "PS",
    ),
    unit("joule", Energy, "joule", "J"),
    unit("electronvolt", Energy, "electronvolt, electron volt", "eV"),
    unit("megaelectronvolt", Energy, "megaelectronvolt", "MeV"),
    unit("gigaelectronvolt", Energy, "gigaelectronvolt", "GeV"),
    unit("teraelectronvolt", Energy, "teraelectronvolt", "TeV"),
    unit("calorie", Energy, "calorie, kilocalorie, kcal", ""),
    unit("bit", Data, "bit", ""),
    unit("byte", Data, "byte", ""),
    unit("kilobyte", Data, "kilobyte", "kB KB"),
    unit("megabit", Data, "megabit, mbit", "Mb mb"),
    unit("megabyte", Data, "megabyte", "MB"),
    unit("gigabit", Data, "gigabit, gbit", "Gb"),
    unit("gigabyte", Data, "gigabyte, gig", "GB gb"),
    unit("terabyte", Data, "terabyte", "TB"),
    unit("petabyte", Data, "petabyte", "PB"),
    unit(
        "kbps",
        Data,
        "kbps, kilobits per second, kilobits a second",
        "",
    ),
    unit(
        "mbps",
        Data,
        "mbps, megabits per second, megabits a second",
        "Mb/s",
    ),
    unit(
        "gbps",
        Data,
        "gbps, gigabits per second, gigabits a second",
        "Gb/s",
    ),
    unit("pixel", Data, "pixel", "px"),
    unit("megapixel", Data, "megapixel, mp", "MP"),
    unit("fps", Data, "fps, frame per second, frames per second", ""),
    unit("volt", Physics, "volt", "V"),
    unit("kilovolt", Physics, "kilovolt", "kV"),
    unit("ampere", Physics, "ampere, amp", "A"),
    unit("hertz", Physics, "hertz, hz", ""),
    unit("kilohertz", Physics, "kilohertz, khz", ""),
    unit("megahertz", Physics, "megahertz, mhz", ""),
    unit("gigahertz", Physics, "gigahertz, ghz", ""),
    unit("decibel", Physics, "decibel", "dB db"),
    unit("pascal", Physics, "pascal", "Pa"),
    unit("kilopascal", Physics, "kilopascal, kpa", ""),
    unit("megapascal", Physics, "megapascal, mpa", ""),
    unit("psi", Physics, "psi, pounds per square inch", ""),
    unit("ksi", Physics, "ksi", ""),
    unit("newton", Physics, "newton", ""),
    unit(
        "newton metre",
        Physics,
        "newton metre, newton meter, newton - metre, newton - meter",
        "Nm",
    ),
    unit(
        "foot pound-force",
        Physics,
        "pound feet of torque, pound - feet of torque, lb ft, lb - ft, ft lb, ft - lb, pound feet, pound - feet, pound - foot, foot pound, foot - pound",
        "",
    ),
    unit("ppm", Ratio, "ppm, parts per million, part per million", ""),
    unit("ppb", Ratio, "ppb, parts per billion, part per billion", ""),
    unit("becquerel", Physics, "becquerel", "Bq"),
    unit("sievert", Physics, "sievert", "Sv"),
    unit("millisievert", Physics, "millisievert", "mSv"),
    unit("microsievert", Physics, "microsievert", "µSv μSv"),
    unit("sigma", Physics, "sigma", ""),
    unit("turn", Physics, "turn", ""),
    unit("radian", Physics, "radian, rad", ""),
    unit("magnitude", Physics, "", ""),
    unit("dollar", Money, "dollar, buck", ""),
    unit("pound", Money, "pound, quid", ""),
    unit(
        "cent",
        Money,
        "cent, euro cent, canadian cent, australian cent, us cent, sen",
        "c ¢",
    ),
    unit("satoshi", Money, "satoshi", ""),
    unit("penny", Money, "penny, pennies, pence", "p"),
    unit("franc", Money, "franc", ""),
    unit("rupee", Money, "rupee, rs, rs .", ""),
    unit("peso", Money, "peso", ""),
    unit("dinar", Money, "dinar", ""),
    unit("dirham", Money, "dirham", ""),
    unit("riyal", Money, "riyal", ""),
    unit("rial", Money, "rial", ""),
    unit("lira", Money, "lira", ""),
    unit("krone", Money, "krone, kroner", ""),
    unit("krona", Money, "krona, kronor", ""),
    unit("crown", Money, "crown", ""),
    unit("shilling", Money, "shilling", ""),
    unit("ruble", Money, "", ""),
];

/// Currencies that the text names for certain: ISO 4217 code, words, signs and short forms.
pub const CURRENCIES: &[(&str, &str, &str)] = &[
    (
        "USD",
        "us dollar, u.s. dollar, american dollar, united states dollar, greenback",
        "US$ $US USD$ U.S.$ MUSD",
    ),
    ("EUR", "euro", "€ MEUR"),
    (
        "GBP",
        "pound sterling, pounds sterling, british pound, sterling, uk pound",
        "£ UK£",
    ),
    ("JPY", "yen, japanese yen", "¥ JP¥ 円"),
    ("CNY", "yuan, chinese yuan, renminbi, rmb, kuai", "元 CN¥"),
    ("INR", "indian rupee", "₹"),
    ("KRW", "korean won, south korean won", "₩"),
    ("KPW", "north korean won", ""),
    (
        "AUD",
        "australian dollar, aussie dollar",
        "A$ AU$ $A AUD$ $AU",
    ),
    ("CAD", "canadian dollar", "C$ CA$ Can$ CAD$ $C $CAN"),
    ("NZD", "new zealand dollar", "NZ$ NZD$ $NZ"),
    ("HKD", "hong kong dollar", "HK$ HKD$ $HK"),
    ("SGD", "singapore dollar", "S$ SG$ SGD$"),
    ("TWD", "taiwan dollar, new taiwan dollar", "NT$"),
    ("CHF", "swiss franc", "SFr"),
    ("DKK", "danish krone, danish kroner, danish crown", ""),
    (
        "NOK",
        "norwegian krone, norwegian kroner, norwegian crown",
        "",
    ),
    (
        "SEK",
        "swedish krona, swedish kronor, swedish crown, swedish krone",
        "",
    ),
    ("ISK", "icelandic krona", ""),
    ("PLN", "zloty, złoty, polish zloty", "zł"),
    ("CZK", "czech koruna, koruna, czech crown", ""),
    ("HUF", "forint, hungarian forint", ""),
    ("RON", "romanian leu, romanian lei", ""),
    ("BGN", "bulgarian lev, bulgarian leva", ""),
    ("RSD", "serbian dinar", ""),
    ("UAH", "hryvnia, ukrainian hryvnia, hryvnias", "₴"),
    ("RUB", "ruble, rouble, russian ruble, russian rouble", "₽"),
    ("BYN", "belarusian ruble, belarusian rouble", ""),
    ("TRY", "turkish lira", "₺"),
    ("ILS", "shekel, israeli shekel", "₪ NIS"),
    ("EGP", "egyptian pound, geneh, l.e.", "LE E£"),
    ("LBP", "lebanese pound, lebanese lira", ""),
    ("SYP", "syrian pound, syrian lira", ""),
    ("SDG", "sudanese pound", ""),
    ("JOD", "jordanian dinar", ""),
    ("IQD", "iraqi dinar", ""),
    ("KWD", "kuwaiti dinar", ""),
    ("BHD", "bahraini dinar", ""),
    ("LYD", "libyan dinar", ""),
    ("TND", "tunisian dinar", ""),
    ("DZD", "algerian dinar", ""),
    ("MAD", "moroccan dirham", ""),
    ("AED", "uae dirham, emirati dirham", "Dh Dhs"),
    ("SAR", "saudi riyal", ""),
    ("QAR", "qatari riyal, qatar riyal", ""),
    ("OMR", "omani rial", ""),
    ("YER", "yemeni rial", ""),
    ("IRR", "iranian rial", ""),
    ("PKR", "pakistani rupee, pakistan rupee", ""),
    ("LKR", "sri lankan rupee", "ரூ"),
    ("NPR", "nepalese rupee, nepali rupee", ""),
    ("MUR", "mauritian rupee", ""),
    ("BDT", "taka, bangladeshi taka", "৳"),
    ("AFN", "afghani", ""),
    ("THB", "baht, thai baht", "฿"),
    ("VND", "dong, vietnamese dong", "₫"),
    ("IDR", "rupiah, indonesian rupiah", "Rp"),
    ("MYR", "ringgit, malaysian ringgit, malaysia ringgit", "RM"),
    ("PHP", "philippine peso", "₱"),
    ("MMK", "kyat, myanmar kyat", ""),
    ("KHR", "riel, cambodian riel", "៛"),
    ("LAK", "lao kip, kip", "₭"),
    ("MNT", "tugrik, mongolian tugrik, tögrög", "₮"),
    ("KZT", "tenge, kazakhstani tenge", "₸"),
    ("GEL", "lari, georgian lari", "₾"),
    ("AMD", "armenian dram", "֏"),
    ("AZN", "manat, azerbaijani manat", "₼"),
    ("ALL", "albanian lek", ""),
    ("MXN", "mexican peso", "MX$ Mex$ MXN$"),
    ("BRL", "brazilian real, brazilian reais, reais", "R$"),
    ("ARS", "argentine peso, argentinian peso", "AR$"),
    ("CLP", "chilean peso", ""),
    ("COP", "colombian peso", ""),
    ("PEN", "peruvian sol", ""),
    ("UYU", "uruguayan peso", ""),
    ("VES", "bolivar, venezuelan bolivar", ""),
    ("CUP", "cuban peso", ""),
    ("CRC", "costa rican colon, colones", "₡"),
    ("GTQ", "quetzal", ""),
    ("HNL", "lempira", ""),
    ("DOP", "dominican peso", ""),
    ("JMD", "jamaican dollar", "J$"),
    ("TTD", "trinidad dollar", "TT$"),
    ("ZAR", "south african rand, rand", ""),
    ("NGN", "naira, nigerian naira", "₦"),
    ("KES", "kenyan shilling, kenya shilling", "KSh Sh"),
    ("UGX", "ugandan shilling, uganda shilling", ""),
    ("TZS", "tanzanian shilling", ""),
    ("SOS", "somali shilling", ""),
    ("GHS", "cedi, ghanaian cedi", "₵"),
    ("ETB", "ethiopian birr, birr", ""),
    ("XOF", "cfa franc, west african franc", "CFA"),
    ("XAF", "central african franc", ""),
    ("CDF", "congolese franc", ""),
    ("RWF", "rwandan franc", ""),
    ("ZMW", "zambian kwacha", ""),
    ("MWK", "malawian kwacha", ""),
    ("BWP", "pula", ""),
    ("NAD", "namibian dollar", "N$"),
    ("ZWL", "zimbabwean dollar, zimbabwe dollar", "Z$"),
    ("FJD", "fijian dollar, fiji dollar", "FJ$"),
    ("GRD", "drachma, greek drachma", ""),
    ("NLG", "guilder, dutch guilder", ""),
    (
        "DEM",
        "deutsche mark, german mark, d - mark, deutschmark",
        "",
    ),
    ("FRF", "french franc", ""),
    ("BEF", "belgian franc", ""),
    ("ITL", "italian lira, italian lire", ""),
    ("ESP", "peseta, spanish peseta", ""),
    ("IEP", "irish pound, punt", ""),
    ("XBT", "bitcoin, btc", "₿ BTC"),
    ("ETH", "ether", ""),
];

/// Smaller parts: so many of the second make one of the first, and both together are one figure ("5
/// feet 10 inches").
pub const COMPOUNDS: &[(&str, &str, u64)] = &[
    ("foot", "inch", 12),
    ("yard", "foot", 3),
    ("yard", "inch", 36),
    ("mile", "yard", 1760),
    ("mile", "foot", 5280),
    ("kilometre", "metre", 1000),
    ("metre", "centimetre", 100),
    ("stone", "pound-mass", 14),
    ("pound-mass", "ounce", 16),
    ("kilogram", "gram", 1000),
    ("dollar", "cent", 100),
    ("USD", "cent", 100),
    ("CAD", "cent", 100),
    ("AUD", "cent", 100),
    ("EUR", "cent", 100),
    ("MYR", "cent", 100),
    ("GBP", "penny", 100),
    ("pound", "penny", 100),
];

/// A unit found by look-up: its row in the output's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Name in the output.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// A short form of one letter, or one that is a word too: only after digits.
    pub weak: bool,
}

struct Units {
    /// By phrase, any case.
    words: Lexicon<Found>,
    /// By the very letters.
    short: Lexicon<Found>,
}

fn plural(words: &str) -> String {
    match words {
        w if w.ends_with("ch") || w.ends_with('s') => format!("{w}es"),
        w => format!("{w}s"),
    }
}

static TABLE: LazyLock<Units> = LazyLock::new(|| {
    let (mut words, mut short) = (Vec::new(), Vec::new());
    let currencies = CURRENCIES
        .iter()
        .map(|&(code, names, signs)| unit(code, Money, names, signs));
    for row in UNITS.iter().copied().chain(currencies) {
        let found = Found {
            name: row.name,
            dimension: row.dimension,
            weak: false,
        };
        for name in row.words.split(", ").filter(|w| !w.is_empty()) {
            words.push((phrase(name), found));
            words.push((phrase(&plural(name)), found));
            // "degrees celsius", "pounds sterling"
            if let Some((head, rest)) = name.split_once(' ') {
                words.push((phrase(&format!("{} {rest}", plural(head))), found));
            }
        }
        for name in row.short.split(' ').filter(|w| !w.is_empty()) {
            short.push((
                key(name),
                Found {
                    weak: name.chars().count() == 1,
                    ..found
                },
            ));
        }
    }
    for &(code, _, _) in CURRENCIES {
        short.push((
            key(code),
            Found {
                name: code,
                dimension: Money,
                weak: false,
            },
        ));
    }
    // The codes that writers of programs and of market reports put in small letters.
    for (code, small) in [
        ("USD", "usd"),
        ("EUR", "eur"),
        ("GBP", "gbp"),
        ("MXN", "mxn"),
        ("CAD", "cad"),
        ("NZD", "nzd"),
    ] {
        short.push((
            key(small),
            Found {
                name: code,
                dimension: Money,
                weak: false,
            },
        ));
    }
    Units {
        words: Lexicon::new(words),
        short: Lexicon::new(short),
    }
});

/// The unit that begins at the token, the longest one, and the token after it.
///
/// `digits`: a number in digits stands before, so that short forms are meant.
pub fn unit_at(tokens: Tokens, at: usize, digits: bool) -> Option<(Found, usize)> {
    let (mut keys, mut best) = (0, None);
    for n in 0..5 {
        let atom = tokens.atom(at + n);
        if atom == 0 {
            break;
        }
        keys = if n == 0 { atom } else { then(keys, atom) };
        if let Some(found) = TABLE.words.get(keys) {
            best = Some((found, at + n + 1));
        }
    }
    let first = tokens.get(at)?;
    if best.is_none() && digits {
        best = short_at(tokens, at, first);
    }
    // "2 g.": the point of a short form is not looked at; letters or digits glued on make it
    // another word.
    let (found, to) = best?;
    if tokens
        .get(to)
        .is_some_and(|t| t.glued && matches!(t.kind, Kind::Word | Kind::Number))
    {
        return squared(tokens, at);
    }
    // "degrees" of an angle or a temperature; "in" needs its inch mark; "m" and "b" are for the
    // caller to weigh.
    squared(tokens, at).or(Some((found, to)))
}

/// "km2", "m²", "ft3", where the small digit is a token of its own.
fn squared(tokens: Tokens, at: usize) -> Option<(Found, usize)> {
    let next = tokens.get(at + 1).filter(|t| t.glued)?;
    let last = tokens
        .get(at + 2)
        .is_none_or(|t| !t.glued || !matches!(t.kind, Kind::Word | Kind::Number));
    let small = matches!(tokens.text(at + 1), "2" | "3" | "²" | "³");
    if !small || !last {
        return None;
    }
    let all = &tokens.text[tokens.get(at)?.start as usize..next.end as usize];
    TABLE.short.get(key(all)).map(|found| (found, at + 2))
}

fn short_at(tokens: Tokens, at: usize, first: &Token) -> Option<(Found, usize)> {
    if first.possessive {
        return None;
    }
    if let Some(found) = TABLE.short.get(key(tokens.text(at))) {
        return Some((found, at + 1));
    }
    None
}

/// The currency that a token names before a number: "$", "£", "USD", "Rs", and the token after it.
/// Letters may stand before or after the sign: "US$", "$US", "C $".
pub fn money_before(tokens: Tokens, at: usize) -> Option<(Option<Found>, usize)> {
    let first = tokens.get(at)?;
    if first.kind == Kind::Currency {
        // "$US160": the letters are glued, and digits to them.
        if tokens.is(at + 1, Kind::Word) && tokens.glued(at + 1) {
            let all = &tokens.text[first.start as usize..tokens.get(at + 1)?.end as usize];
            return TABLE.short.get(key(all)).map(|found| (Some(found), at + 2));
        }
        return Some((TABLE.short.get(key(tokens.text(at))), at + 1));
    }
    if first.kind != Kind::Word {
        return None;
    }
    if tokens.is(at + 1, Kind::Currency) {
        let sign = tokens.text(at + 1);
        let mut letters = [0u8; 12];
        let word = tokens.text(at).as_bytes();
        if word.len() + sign.len() > letters.len() || (!tokens.glued(at + 1) && word.len() > 3) {
            return None;
        }
        letters[..word.len()].copy_from_slice(word);
        letters[..word.len()].make_ascii_uppercase();
        letters[word.len()..word.len() + sign.len()].copy_from_slice(sign.as_bytes());
        let upper = std::str::from_utf8(&letters[..word.len() + sign.len()]).ok()?;
        let spaced =
            !tokens.glued(at + 1) && !matches!(upper, "US$" | "AU$" | "NZ$" | "HK$" | "C$");
        let found = TABLE.short.get(key(upper)).or_else(|| {
            TABLE.short.get(key(
                &tokens.text[first.start as usize..tokens.get(at + 1)?.end as usize]
            ))
        });
        return found.filter(|_| !spaced).map(|found| (Some(found), at + 2));
    }
    let word = tokens.text(at);
    let usual = !matches!(
        word,
        "ALL" | "TRY" | "CUP" | "COP" | "PEN" | "SOS" | "Sh" | "LE" | "PS" | "CFA" | "MAD" | "ETH"
    );
    let found = TABLE
        .short
        .get(key(word))
        .filter(|f| f.dimension == Money && !f.weak && usual);
    if let Some(found) = found {
        return Some((Some(found), at + 1));
    }
    match word {
        "Rs" => Some((
            TABLE.words.get(key("rupee")),
            at + 1 + usize::from(tokens.mark(at + 1, '.')),
        )),
        "rmb" | "RMB" => Some((TABLE.words.get(key("yuan")), at + 1)),
        _ => None,
    }
}

/// The currency that a sign names alone.
pub fn sign(text: &str) -> Option<Found> {
    TABLE.short.get(key(text))
}

/// The unit of this name.
pub fn named(name: &str) -> Option<Found> {
    let row = UNITS.iter().find(|u| u.name == name).map(|u| Found {
        name: u.name,
        dimension: u.dimension,
        weak: false,
    });
    row.or_else(|| {
        CURRENCIES.iter().find(|c| c.0 == name).map(|c| Found {
            name: c.0,
            dimension: Money,
            weak: false,
        })
    })
}

/// `docs/units.md`: every unit, what it measures and how it is written.
pub fn table() -> String {
    use std::fmt::Write;
    let mut out = String::new();
    let mut dimension = None;
    for row in UNITS {
        if dimension != Some(row.dimension) {
            let _ = write!(
                out,
                "\n## {:?}\n\n| unit | words | short |\n| --- | --- | --- |\n",
                row.dimension
            );
            dimension = Some(row.dimension);
        }
        let _ = writeln!(out, "| {} | {} | {} |", row.name, row.words, row.short);
    }
    out.push_str(
        "\n## Currencies by ISO 4217 code\n\n| unit | words | short |\n| --- | --- | --- |\n",
    );
    for (code, words, signs) in CURRENCIES {
        let _ = writeln!(out, "| {code} | {words} | {signs} |");
    }
    out
}
