//! In: things of a line that have no room. Out: how many they are, and who or which figures, because a
//! reader who sees only a number does not know whether to look.

use super::words::Part;

/// "3 more: Ada Quill, the port council", in so many characters. Only the number where no name fits or
/// is known.
pub fn more(things: &[&[Part]], room: usize) -> String {
    let count = format!("{} more", things.len());
    let names = names(things);
    let all = format!("{count}: {}", names.join(", "));
    if !names.is_empty() && all.chars().count() <= room {
        return all;
    }
    // A name that is too long is passed over, so that a shorter one is shown.
    let mut shown = String::new();
    for name in &names {
        let separator = if shown.is_empty() { "" } else { ", " };
        let longer = format!("{shown}{separator}{name}");
        if format!("{count}: {longer} …").chars().count() <= room {
            shown = longer;
        }
    }
    if shown.is_empty() {
        count
    } else {
        format!("{count}: {shown} …")
    }
}

/// Whether all names that are known fit.
pub fn names_all(things: &[&[Part]], room: usize) -> bool {
    let names = names(things);
    let all: usize = names.iter().map(|name| name.chars().count() + 2).sum();
    let count = format!("{} more", things.len());
    count.chars().count() + all <= room
}

/// The names of things, each once.
fn names(things: &[&[Part]]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in things.iter().filter_map(|thing| thing.first()) {
        let is_new = !names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&part.brief));
        // "Officials" and "critics" say who; "what" does not.
        let is_a_name = part.brief.contains(' ')
            || part.brief.starts_with(|c: char| !c.is_lowercase())
            || part.brief.len() > LONGEST_PRONOUN;
        let is_a_rest = part.brief.starts_with("of ");
        if is_new && is_a_name && !is_a_rest && !part.brief.is_empty() {
            names.push(part.brief.clone());
        }
    }
    names
}

/// Bytes of the longest word that says not who or what it means: "which".
const LONGEST_PRONOUN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_named_where_it_fits() {
        let part = |brief: &str| Part::plain("").in_brief(brief.into());
        let (quill, brill) = ([part("Ada Quill")], [part("Jonas Brill")]);
        let things: [&[Part]; 3] = [&quill, &quill, &brill];
        assert_eq!(more(&things, 60), "3 more: Ada Quill, Jonas Brill");
        assert_eq!(more(&things, 20), "3 more: Ada Quill …");
        assert_eq!(more(&things, 10), "3 more");
        assert!(names_all(&things, 60) && !names_all(&things, 20));
    }
}
