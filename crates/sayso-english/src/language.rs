//! The language a text is written in.
//!
//! English is recognised by the share of its commonest words, because that is more reliable than a
//! model of letters on short texts full of names. Any other language is named by `whichlang`, which
//! knows 16. Both look at the first 1,000 characters only. This keeps German from being read as if
//! it were English; it is not made for texts in two languages or of a few words.

use crate::data::WordList;

static COMMON_WORDS: WordList = WordList::new(include_str!("../data/common-words.txt"));

/// The longest of the common words, in bytes. Longer words are not looked up.
const LONGEST: usize = 6;

/// How many characters are looked at.
const HEAD: usize = 1_000;

/// Below this number of words and of letters a text is too short to say. Letters count as well,
/// because scripts without spaces have few words.
const FEWEST_WORDS: usize = 8;
const FEWEST_LETTERS: usize = 40;

/// So many letters of another script than ours say it.
const FEWEST_OTHER_LETTERS: usize = 4;
/// The last letter of Latin scripts.
const LAST_LATIN: char = '\u{24f}';

/// A text with at least this percentage of common words is English without a second opinion.
const SURELY_ENGLISH: usize = 18;
/// So is a text with this percentage that `whichlang` takes for another language: results, lists
/// of names and menus look like that.
const MAYBE_ENGLISH: usize = 10;
/// A text below this percentage is not English, even if `whichlang` says so.
const HARDLY_ENGLISH: usize = 3;

/// The language of a text as ISO 639-1; none if the text is too short or is in no language that is
/// known.
///
/// ```
/// use sayso_english::language::detect;
/// assert_eq!(detect("The county said on Tuesday that the bridge is shut."), Some("en"));
/// assert_eq!(detect("Der Landkreis teilte am Dienstag mit, dass die Brücke gesperrt ist."), Some("de"));
/// assert_eq!(detect("市長說橋已關閉。"), Some("zh"));
/// assert_eq!(detect("Tarn 2, Velm 1"), None);
/// ```
pub fn detect(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(HEAD)
        .map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let (words, common) = count_words(head);
    let latin = head
        .chars()
        .filter(|c| c.is_alphabetic() && *c <= LAST_LATIN)
        .count();
    // Other scripts are surely not English, however short the text.
    if letters >= FEWEST_OTHER_LETTERS && latin * 4 < letters {
        return Some(detect_by_letters(head)).filter(|language| *language != "en");
    }
    if words < FEWEST_WORDS && letters < FEWEST_LETTERS {
        return None;
    }
    let has_percent = |percent: usize| common * 100 >= words * percent;
    if has_percent(SURELY_ENGLISH) {
        return Some("en");
    }
    match detect_by_letters(head) {
        "en" => has_percent(HARDLY_ENGLISH).then_some("en"),
        _ if has_percent(MAYBE_ENGLISH) => Some("en"),
        other => Some(other),
    }
}

/// The number of words, and how many of them are common words of English.
fn count_words(text: &str) -> (usize, usize) {
    let mut words = 0;
    let mut common = 0;
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        common += usize::from(word.len() <= LONGEST && COMMON_WORDS.has(word));
    }
    (words, common)
}

fn detect_by_letters(text: &str) -> &'static str {
    match whichlang::detect_language(text) {
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
    }
}
