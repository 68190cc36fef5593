//! In: a text. Out: the language it is written in.
//!
//! English is told by the share of its commonest words, which is surer on short texts full of names
//! than a model of letters; what is not English is named by `whichlang` (16 languages) on the first
//! 1,000 characters. Useful for: not reading German as if it were English. Not useful for: texts in
//! two languages, or of a few words.

/// The commonest words of English that are not as common in its neighbours.
const ENGLISH: [&str; 60] = [
    "the", "of", "and", "to", "that", "is", "for", "it", "with", "are", "be", "this", "from",
    "have", "has", "not", "but", "they", "his", "her", "which", "you", "were", "their", "been",
    "our", "can", "more", "about", "what", "who", "would", "there", "when", "if", "she", "said",
    "will", "by", "at", "as", "was", "had", "he", "we", "or", "its", "than", "after", "into",
    "says", "how", "your", "out", "up", "over", "new", "all", "one", "on",
];

/// Characters looked at.
const HEAD: usize = 1_000;

/// The language of a text as ISO 639-1; none if there are too few words to tell.
///
/// ```
/// use sayso_english::language::detect;
/// assert_eq!(detect("The county said on Tuesday that the bridge is shut."), Some("en"));
/// assert_eq!(detect("Der Landkreis teilte am Dienstag mit, dass die Brücke gesperrt ist."), Some("de"));
/// assert_eq!(detect("Tarn 2, Velm 1"), None);
/// ```
pub fn detect(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(HEAD)
        .map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let mut words = 0;
    let mut english = 0;
    let mut lower = String::new();
    for word in head
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        words += 1;
        if word.len() <= 6 && word.is_ascii() {
            lower.clear();
            lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            english += usize::from(ENGLISH.contains(&lower.as_str()));
        }
    }
    // Scripts without blanks have few "words" and many letters.
    if words < 8 && letters < 40 {
        return None;
    }
    if english * 100 >= words * 18 {
        return Some("en");
    }
    let code = match whichlang::detect_language(head) {
        whichlang::Lang::Ara => "ar",
        whichlang::Lang::Cmn => "zh",
        whichlang::Lang::Deu => "de",
        whichlang::Lang::Eng => "en",
        whichlang::Lang::Fra => "fr",
        whichlang::Lang::Hin => "hi",
        whichlang::Lang::Ita => "it",
        whichlang::Lang::Jpn => "ja",
        whichlang::Lang::Kor => "ko",
        whichlang::Lang::Nld => "nl",
        whichlang::Lang::Por => "pt",
        whichlang::Lang::Rus => "ru",
        whichlang::Lang::Spa => "es",
        whichlang::Lang::Swe => "sv",
        whichlang::Lang::Tur => "tr",
        whichlang::Lang::Vie => "vi",
    };
    // One word in ten is English: results, lists of names, a menu.
    if code != "en" && english * 100 >= words * 10 {
        return Some("en");
    }
    // English without a single common word is no English.
    (code != "en" || english * 100 >= words * 3).then_some(code)
}
