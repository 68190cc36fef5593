//! In: the words of a person's or an organisation's name. Out: whether two names can be one and the
//! same.
//!
//! Useful for: names within one report, where "Lee" after "Lee Un-gil" is he. Not useful for: names
//! across reports, where spelling alone proves nothing.

use sayso_english::titles::title;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A person's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Lower-case parts without marks, titles and generation.
    pub parts: Vec<String>,
    /// 2 for "Jr.", 1 for "Sr.", 3 for "III".
    generation: Option<u8>,
}

/// Family names that are mostly written first.
const FAMILY_FIRST: &str = "ahn bae baek cha chang chen cheng choe choi chu chung dang dinh do duong fan feng gao go guo \
    ha han he heo ho hong hu huang huynh hwang jang jeon jeong jin jo joo jung kang kim ko koo kwak kwon le lee li liang \
    lim lin liu lu luo ly ma mao moon nam ngo nguyen no noh oh pak pan park pham phan qian ri rim rhee ryu seo shen shin \
    sim sin so sohn son song suh sun tan tang tran trinh truong vo vu wang wei woo wu xi xie xu yan yang yi yim yin yoo \
    yoon yu yuan yun zhang zhao zheng zhou zhu";

/// First names and the short forms that are used for them.
const SHORT: &str = "william:bill,will,billy,liam robert:bob,rob,bobby richard:dick,rick,rich james:jim,jimmy,jamie john:jack,johnny \
    joseph:joe,joey thomas:tom,tommy michael:mike,mick edward:ed,ted,eddie elizabeth:liz,beth,betty,lizzie,eliza \
    katherine:kate,kathy,katie catherine:kate,cathy christopher:chris christine:chris daniel:dan,danny david:dave \
    stephen:steve steven:steve anthony:tony samuel:sam samantha:sam benjamin:ben nicholas:nick jeffrey:jeff \
    gregory:greg matthew:matt andrew:andy,drew ronald:ron donald:don kenneth:ken patrick:pat patricia:pat,trish \
    susan:sue margaret:meg,peggy,maggie alexander:alex,sasha alexandra:alex,sandra timothy:tim theodore:ted,theo \
    charles:charlie,chuck francis:frank frederick:fred gerald:gerry,jerry henry:harry lawrence:larry leonard:len \
    peter:pete philip:phil raymond:ray victoria:vicky,tori walter:walt jennifer:jen,jenny jessica:jess \
    deborah:deb,debbie rebecca:becky kimberly:kim barbara:barb bernard:bernie eugene:gene joshua:josh \
    nathaniel:nate,nathan vincent:vince zachary:zach abigail:abby dorothy:dot,dolly eleanor:ellie,nell";

/// [`SHORT`] by the long form.
static SHORT_FORMS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let entries = SHORT
        .split_ascii_whitespace()
        .filter_map(|entry| entry.split_once(':'));
    entries
        .map(|(long, all)| (long, all.split(',').collect()))
        .collect()
});

/// Particles that belong to the family name that follows.
pub const PARTICLES: [&str; 23] = [
    "de", "van", "von", "der", "den", "al", "bin", "ibn", "bint", "abu", "el", "la", "le", "du",
    "di", "da", "dos", "del", "della", "und", "zu", "ole", "mac",
];

fn plain(word: &str) -> String {
    let letters = word
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric());
    letters.collect()
}

impl PersonName {
    /// Takes a name apart; none if nothing is left of it without its titles.
    pub fn of(written: &str) -> Option<PersonName> {
        let mut words: Vec<&str> = written.split_whitespace().collect();
        while words.len() > 1 && title(words[0]).is_some() {
            words.remove(0);
        }
        let generation = words.last().and_then(|w| match &*plain(w) {
            "sr" => Some(1),
            "jr" | "ii" => Some(2),
            "iii" => Some(3),
            _ => None,
        });
        if generation.is_some() {
            words.pop();
        }
        let parts: Vec<String> = words
            .iter()
            .map(|w| plain(w))
            .filter(|w| !w.is_empty())
            .collect();
        (!parts.is_empty()).then_some(PersonName { parts, generation })
    }

    /// 1 for "Sr.", 2 for "Jr.", 3 for "III".
    pub fn generation(&self) -> Option<u8> {
        self.generation
    }

    /// More than one part.
    pub fn is_full(&self) -> bool {
        self.parts.len() > 1
    }

    /// What may stand for the whole name later on: the last part, and the first where family names
    /// come first.
    pub fn family(&self) -> impl Iterator<Item = &str> {
        let last = self.parts.last().map(String::as_str);
        let first = self.parts.first().map(String::as_str).filter(|first| {
            self.is_full()
                && FAMILY_FIRST
                    .split_ascii_whitespace()
                    .any(|family| family == *first)
        });
        last.into_iter().chain(first)
    }

    /// The first name, where there is one.
    pub fn given(&self) -> Option<&str> {
        self.is_full().then(|| self.parts[0].as_str())
    }

    /// Whether both can name one person. "Kim Jong-un" and "Kim Jong Un" can, "Bill" and "Hillary
    /// Clinton" cannot.
    pub fn can_be(&self, other: &PersonName) -> bool {
        if self
            .generation
            .zip(other.generation)
            .is_some_and(|(a, b)| a != b)
        {
            return false;
        }
        // Asked of every name and every other: most have nothing in common.
        let shares =
            |name: &PersonName, part: Option<&String>| part.is_some_and(|p| name.parts.contains(p));
        if !shares(other, self.parts.first()) && !shares(other, self.parts.last()) {
            return self.parts.concat() == other.parts.concat()
                && self.parts.len() != other.parts.len();
        }
        let (short, long) = if self.parts.len() <= other.parts.len() {
            (self, other)
        } else {
            (other, self)
        };
        if !short.is_full() {
            let one = &short.parts[0];
            return long.parts.last() == Some(one) || long.family().any(|family| family == one);
        }
        if self.parts.concat() == other.parts.concat() {
            return true;
        }
        // The family names are one, particles aside, and each first name of the shorter is one of
        // the longer's, in order.
        let families = short.parts.last() == long.parts.last();
        let mut left = long.parts[..long.parts.len() - 1]
            .iter()
            .filter(|p| !PARTICLES.contains(&p.as_str()));
        let mut own = short.parts[..short.parts.len() - 1]
            .iter()
            .filter(|p| !PARTICLES.contains(&p.as_str()));
        families && own.all(|name| left.any(|other| is_short_for(name, other)))
    }
}

/// One first name, an initial of the other, or its short form.
fn is_short_for(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    let known = |long: &str, short: &str| {
        SHORT_FORMS
            .get(long)
            .is_some_and(|all| all.contains(&short))
    };
    a == b || initial(a, b) || initial(b, a) || known(a, b) || known(b, a)
}

/// The first letters of an organisation's words: "IMF" of "International Monetary Fund".
pub fn initials(name: &str) -> String {
    let small = ["of", "the", "and", "for", "in", "on", "to", "de", "&"];
    let words = name
        .split([' ', '-'])
        .filter(|w| !small.contains(&&*w.to_lowercase()));
    words
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn can_be(a: &str, b: &str) -> bool {
        let name = |s| PersonName::of(s).expect("a name");
        assert_eq!(
            name(a).can_be(&name(b)),
            name(b).can_be(&name(a)),
            "{a} / {b}"
        );
        name(a).can_be(&name(b))
    }

    #[test]
    fn one_person_written_in_several_ways() {
        for (a, b) in [
            ("Kim Jong-un", "Kim Jong Un"),
            ("Lee Un-gil", "Lee"),
            ("Mr. Orbeck", "Hanna Orbeck"),
            ("Hanna Orbeck", "Hanna M. Orbeck"),
            ("Bill Orbeck", "William Orbeck"),
            ("H. Orbeck", "Hanna Orbeck"),
            ("Jan van der Aa", "Jan Aa"),
            ("Gov. Ana Ruiz", "Ana Ruiz"),
        ] {
            assert!(can_be(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn two_persons() {
        for (a, b) in [
            ("Kim Jong-un", "Kim Jong-il"),
            ("Kim Jong-un", "Kim Yo-jong"),
            ("Bill Orbeck", "Hilda Orbeck"),
            ("Karl Orbeck Sr.", "Karl Orbeck Jr."),
            ("Ahn Chan-il", "Ahn Chang-il"),
            ("Hanna Orbeck", "Hanna Ruiz"),
        ] {
            assert!(!can_be(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn acronyms() {
        assert_eq!(initials("Union of Harbour Workers"), "UHW");
    }
}
