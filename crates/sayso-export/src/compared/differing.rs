//! Which words of two sentences differ.

/// A word with what is around it up to the next space, and whether the other sentence has it in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// The other sentence does not have it there.
    pub differs: bool,
}

/// Sentences are compared word by word up to so many pairs of words; longer ones are shown without.
const MOST_PAIRS: usize = 1 << 16;

/// The words of both sentences, those marked that are not in the longest sequence of words that both have.
pub fn differing<'a>(a: &'a str, b: &'a str) -> (Vec<Word<'a>>, Vec<Word<'a>>) {
    let words = |text: &'a str| -> Vec<Word<'a>> {
        let words = text.split_whitespace();
        words
            .map(|text| Word {
                text,
                differs: false,
            })
            .collect()
    };
    let (mut of_a, mut of_b) = (words(a), words(b));
    if of_a.len() * of_b.len() > MOST_PAIRS {
        return (of_a, of_b);
    }
    let bare_a: Vec<String> = of_a.iter().map(|word| bare(word.text)).collect();
    let bare_b: Vec<String> = of_b.iter().map(|word| bare(word.text)).collect();
    let lengths = lengths(&bare_a, &bare_b);
    let (mut i, mut j) = (0, 0);
    while i < of_a.len() || j < of_b.len() {
        if i < of_a.len() && j < of_b.len() && bare_a[i] == bare_b[j] {
            i += 1;
            j += 1;
        } else if j == of_b.len() || i < of_a.len() && lengths[i + 1][j] >= lengths[i][j + 1] {
            of_a[i].differs = true;
            i += 1;
        } else {
            of_b[j].differs = true;
            j += 1;
        }
    }
    (of_a, of_b)
}

/// Letters and digits in small letters: a comma is not a difference.
fn bare(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The length of the longest common sequence of the words from `i` and `j` on.
fn lengths(a: &[String], b: &[String]) -> Vec<Vec<u32>> {
    let mut lengths = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] = if a[i] == b[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(words: &[Word<'_>]) -> String {
        let one = |word: &Word<'_>| {
            if word.differs {
                format!("[{}]", word.text)
            } else {
                word.text.to_string()
            }
        };
        words.iter().map(one).collect::<Vec<String>>().join(" ")
    }

    #[test]
    fn words_that_differ() {
        let (a, b) = differing(
            "The old pier lost 14 piles, police said.",
            "The pier lost 40 piles police say on Monday.",
        );
        assert_eq!(marked(&a), "The [old] pier lost [14] piles, police [said.]");
        assert_eq!(
            marked(&b),
            "The pier lost [40] piles police [say] [on] [Monday.]"
        );
        let (a, b) = differing("", "One.");
        assert_eq!((marked(&a), marked(&b)), (String::new(), "[One.]".into()));
    }
}
