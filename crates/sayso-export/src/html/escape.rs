//! In: our own markup, words of the report. Out: HTML in which the words are never taken for markup.
//!
//! This is the only place that writes HTML. Markup must be `&'static str`, so that it comes from the
//! source of this program. Whatever is computed, and so everything that comes from a report, can
//! only go through [`Html::text`] or the value of an attribute, which escape it. The compiler checks
//! that.

use crate::visible;

/// An attribute: its name, and a value that may hold anything.
pub type Attribute<'a> = (&'static str, &'a str);

/// A page being written.
#[derive(Default)]
pub struct Html {
    out: String,
}

impl Html {
    /// Our own markup, as it is.
    pub fn raw(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// Words, escaped.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// An element and what is in it. Attributes with the name "" are left out.
    pub fn element(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Html),
    ) {
        self.begin(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that contains only words.
    pub fn words(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.element(name, attributes, |h| h.text(text));
    }

    /// An element that is empty and has no end tag.
    pub fn begin(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes
            .iter()
            .filter(|(attribute, _)| !attribute.is_empty())
        {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// The finished page.
    pub fn finish(self) -> String {
        self.out
    }
}

/// The attribute, or one that is left out if the value is empty.
pub fn some<'a>(name: &'static str, value: &'a str) -> Attribute<'a> {
    if value.is_empty() {
        ("", "")
    } else {
        (name, value)
    }
}

/// Escapes for text and for values in double or single quotation marks. Control characters and those
/// that change the direction of text are shown as U+FFFD.
fn escape(out: &mut String, text: &str) {
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Some readers of HTML take these for ends of lines, and they cannot be seen.
            '\u{2028}' | '\u{2029}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// The text of which [`escape`] made this.
pub fn unescaped(escaped: &str) -> String {
    const SIGNS: [(&str, &str); 5] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        // The last one, because the text may show such a sign: "&amp;lt;".
        ("&amp;", "&"),
    ];
    let mut text = escaped.to_string();
    for (sign, character) in SIGNS {
        text = text.replace(sign, character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut html = Html::default();
        html.words("b", &[("title", text)], text);
        html.finish()
    }

    #[test]
    fn words_stay_words() {
        for (text, escaped) in [
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("\" onmouseover=\"x()", "&quot; onmouseover=&quot;x()"),
            ("' onmouseover='x()", "&#39; onmouseover=&#39;x()"),
            ("</b></style><!--", "&lt;/b&gt;&lt;/style&gt;&lt;!--"),
            ("&lt;b&gt; &#60;", "&amp;lt;b&amp;gt; &amp;#60;"),
            ("a\u{2028}b\u{2029}c", "a\u{fffd}b\u{fffd}c"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("a\0b\rc\u{1b}d\te\nf", "a\u{fffd}b\u{fffd}c\u{fffd}d e\nf"),
            ("Öznur — “ja” 🚋", "Öznur — “ja” 🚋"),
        ] {
            assert_eq!(
                written(text),
                format!("<b title=\"{escaped}\">{escaped}</b>")
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_breaks_out(text in "(\\PC|[<>&\"'/=!-]|\\s|script|style){0,40}") {
            let html = written(&text);
            prop_assert_eq!(html.matches('<').count(), 2);
            prop_assert_eq!(html.matches('>').count(), 2);
            prop_assert_eq!(html.matches('"').count(), 2);
            prop_assert_eq!(html.matches('\'').count(), 0);
        }

        #[test]
        fn what_is_escaped_comes_back(text in "(&|amp;|lt;|#39;|[<>&\"';]|[a-z]){0,30}") {
            let mut escaped = String::new();
            escape(&mut escaped, &text);
            prop_assert_eq!(unescaped(&escaped), text);
        }
    }
}
