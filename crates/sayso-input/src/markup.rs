//! Whether a text is HTML, and whether it is only the beginning of a report.

use sayso::report::Body;

/// Tags that nothing but HTML has, with the bracket that begins them.
const TAGS: [&str; 22] = [
    "<p>",
    "<p ",
    "</p>",
    "<br>",
    "<br/>",
    "<br />",
    "<div>",
    "<div ",
    "</div>",
    "</a>",
    "</li>",
    "<ul>",
    "</h1>",
    "</h2>",
    "</h3>",
    "</h4>",
    "</strong>",
    "</em>",
    "<img ",
    "</span>",
    "</blockquote>",
    "</figure>",
];

/// Tags that make a text clearly HTML; one is enough for a text of fewer bytes than `SHORT`.
const ENOUGH: usize = 2;
const SHORT: usize = 2_000;

/// What a text ends with whose rest is left out, in lower case.
const CUT_ENDS: [&str; 6] = ["[…]", "[...]", "[&#8230;]", "[&hellip;]", "(…)", "(...)"];

/// What a teaser ends with that leads to its report, in lower case. It can also be below a whole
/// report, so that only a short text is a teaser because of it.
const LEADS_ON: [&str; 10] = [
    "read more",
    "read more…",
    "read more...",
    "read more »",
    "read more →",
    "continue reading",
    "continue reading…",
    "continue reading →",
    "read the full story",
    "read full article",
];

/// Bytes of the longest teaser, with its tags.
const LONGEST_TEASER: usize = 1_500;

/// Bytes of the end of a text in which those words are looked for.
const END: usize = 400;

/// True if a text has two tags of HTML, or is short and has one. One tag in a long text can be a report
/// about web pages.
///
/// ```ignore
/// assert!(is_html("<p>It sank.</p>"));
/// assert!(!is_html("The tag <b> was missing."));
/// ```
pub fn is_html(text: &str) -> bool {
    let mut found = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let bytes = rest.as_bytes();
        let begins = |tag: &&str| {
            bytes
                .get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
        };
        found += usize::from(TAGS.iter().any(begins));
        if found >= ENOUGH {
            return true;
        }
        rest = &rest[1..];
    }
    found > 0 && text.len() < SHORT
}

/// True if a text has a character reference: "&rsquo;", "&#8217;".
pub fn has_reference(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..];
        let name = rest
            .iter()
            .take(10)
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
            .count();
        name >= 2 && rest.get(name) == Some(&b';')
    })
}

/// The body that a text without bytes of its own makes.
pub fn body(text: String, as_is: bool) -> Body {
    if as_is {
        Body::Text(text)
    } else if sayso::clean::is_page(&text.as_bytes()[..text.len().min(1024)]) && has_page(&text) {
        Body::Page(text.into_bytes())
    } else if is_html(&text) {
        Body::Html(text)
    } else {
        Body::Text(text)
    }
}

/// True if the text is a whole page and not a piece of one.
fn has_page(text: &str) -> bool {
    let head: String = text
        .chars()
        .take(512)
        .collect::<String>()
        .to_ascii_lowercase();
    ["<html", "<!doctype html", "<head", "<body"]
        .iter()
        .any(|tag| head.contains(tag))
}

/// True if a text ends as the teasers of feeds do: "[…]", "Read more", "[+2113 chars]".
pub fn is_teaser(text: &str) -> bool {
    let mut from = text.len().saturating_sub(END);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let end = without_tags(&text[from..]).to_lowercase();
    let end =
        end.trim_end_matches(|c: char| c.is_whitespace() || c == '.' && !end.ends_with("..."));
    let ends = |list: &[&str]| list.iter().any(|words| end.ends_with(words));
    ends(&CUT_ENDS) || counts_characters(end) || text.len() <= LONGEST_TEASER && ends(&LEADS_ON)
}

/// "[+2113 chars]", as an API of news writes it.
fn counts_characters(end: &str) -> bool {
    let Some(open) = end.rfind("[+") else {
        return false;
    };
    let inner = end[open + 2..].trim_end_matches(']');
    inner
        .strip_suffix(" chars")
        .is_some_and(|count| !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()))
}

/// The text without what is between angle brackets.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if !is_tag => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_recognised_by_its_tags() {
        for html in [
            "<p>It sank.</p>",
            "It sank.<BR>Nobody was hurt.",
            "<div class=a>It sank.</div>",
        ] {
            assert!(is_html(html), "{html}");
        }
        for text in [
            "It sank.",
            "a < b and c > d",
            "The tag <b> was missing.",
            "<sighs> he said",
        ] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn teasers_end_before_their_report() {
        for text in [
            "<p>The ferry sank on Monday and […]</p>",
            "The ferry sank [...]",
            "<p>The ferry sank.</p> <a href=\"https://nna.example/1\">Read more</a>",
            "The ferry sank on… [+2113 chars]",
            "The ferry sank. <a href='x'>Continue reading →</a>",
        ] {
            assert!(is_teaser(text), "{text}");
        }
        for text in [
            "The ferry sank.",
            "<p>“I read more,” she said.</p>",
            "He read more slowly.",
        ] {
            assert!(!is_teaser(text), "{text}");
        }
    }
}
