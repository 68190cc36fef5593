//! In: the names of a source in two reports. Out: whether both may be one source, where they end alike.

use sayso::resolve::Kind;

/// Whether two names that end in the same word, as it sounds, can be of one source. First names of persons have to begin with
/// the same letter: "Serhiy" is also "Sergei", and "Paul" is not "Alan". Of bodies one has to have all words of the other:
/// "the election commission" is "the Central Election Commission", and the Defence Ministry is not the Interior Ministry.
pub(super) fn can_be_one(a: &str, b: &str, kind: Kind) -> bool {
    let (a, b) = (words(a), words(b));
    if kind == Kind::Person {
        let first = |words: &[String]| (words.len() > 1).then(|| words[0].chars().next());
        let both = first(&a).zip(first(&b));
        return both.is_none_or(|(a, b)| a == b);
    }
    let has_all = |long: &[String], short: &[String]| short.iter().all(|word| long.contains(word));
    has_all(&a, &b) || has_all(&b, &a)
}

/// The words of a name in lower case, without articles.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '-');
    let words = words.map(str::to_lowercase);
    let says_something = |word: &String| !matches!(&**word, "" | "the" | "a" | "an" | "s" | "of");
    words.filter(says_something).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_more_than_their_spelling_are_two_sources() {
        for (a, b, kind, is_one) in [
            ("Serhiy Vlasenko", "Sergei Vlasenko", Kind::Person, true),
            ("Alan Mercer", "Mercer", Kind::Person, true),
            ("Alan Mercer", "Paul Mercer", Kind::Person, false),
            (
                "the election commission",
                "Central Election Commission",
                Kind::Organisation,
                true,
            ),
            (
                "Ministry of Defence",
                "Defence Ministry",
                Kind::Organisation,
                true,
            ),
            (
                "Defence Ministry",
                "Interior Ministry",
                Kind::Organisation,
                false,
            ),
        ] {
            assert_eq!(can_be_one(a, b, kind), is_one, "{a}, {b}");
            assert_eq!(can_be_one(b, a, kind), is_one, "{b}, {a}");
        }
    }
}
