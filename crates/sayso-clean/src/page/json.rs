//! In: a script of JSON-LD as pages hold it. Out: its values, each string with its place.
//!
//! Pages write JSON by hand and by template: trailing commas, bare line feeds and quotation marks in
//! strings, several objects in a row, comments around them. A parser of the standard would lose
//! everything after the first error, so this one continues. Useful for: metadata. Not useful for: data
//! that must be exact.

use std::ops::Range;

/// A value and the range of the page that it was read from; for a string, the range between its
/// quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    pub kind: Kind,
    pub at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Object(Vec<(String, Value)>),
    Array(Vec<Value>),
    Text(String),
    /// A number, true, false, null, or something else without quotation marks.
    Bare(String),
}

impl Value {
    /// The value of a field, in any case of its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match &self.kind {
            Kind::Object(fields) => fields
                .iter()
                .find(|(n, _)| n.eq_ignore_ascii_case(name))
                .map(|(_, v)| v),
            _ => None,
        }
    }

    /// The words of a string.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of an array; for another value the value itself.
    pub fn each(&self) -> &[Value] {
        match &self.kind {
            Kind::Array(list) => list,
            _ => std::slice::from_ref(self),
        }
    }

    /// Visits the value and everything in it, the outer values first. Fields in `except` are left out.
    pub fn walk<'a>(&'a self, except: &[&str], visit: &mut dyn FnMut(&'a Value)) {
        visit(self);
        match &self.kind {
            Kind::Object(fields) => fields
                .iter()
                .filter(|(name, _)| !except.contains(&name.as_str()))
                .for_each(|(_, value)| value.walk(except, visit)),
            Kind::Array(list) => list.iter().for_each(|value| value.walk(except, visit)),
            _ => {}
        }
    }
}

/// Values that are nested deeper are not read.
const MAX_DEPTH: usize = 40;

/// Every value in the range of the page, in order. It takes linear time and never fails.
pub fn values(html: &str, within: Range<usize>) -> Vec<Value> {
    let mut reader = Reader {
        html,
        at: within.start,
        end: within.end,
    };
    let mut out = Vec::new();
    while let Some(start) = html.as_bytes()[reader.at..reader.end]
        .iter()
        .position(|b| matches!(b, b'{' | b'['))
        .map(|k| reader.at + k)
    {
        // "<![CDATA[" is not an array.
        if html[..start].ends_with("<!") || html[..start].ends_with("CDATA") {
            reader.at = start + 1;
            continue;
        }
        reader.at = start;
        out.extend(reader.value(0));
    }
    out
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.html.as_bytes()[self.at])
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_space();
        let start = self.at;
        let kind = match self.peek()? {
            b'{' if depth < MAX_DEPTH => {
                self.at += 1;
                Kind::Object(self.fields(depth))
            }
            b'[' if depth < MAX_DEPTH => {
                self.at += 1;
                Kind::Array(self.list(depth))
            }
            b'"' => {
                let (text, at) = self.string();
                return Some(Value {
                    kind: Kind::Text(text),
                    at,
                });
            }
            _ => {
                while self
                    .peek()
                    .is_some_and(|b| !matches!(b, b',' | b'}' | b']' | b'\n'))
                {
                    self.at += 1;
                }
                if self.at == start {
                    return None;
                }
                Kind::Bare(
                    self.html
                        .get(start..self.at)
                        .unwrap_or("")
                        .trim()
                        .to_string(),
                )
            }
        };
        Some(Value {
            kind,
            at: start..self.at,
        })
    }

    fn fields(&mut self, depth: usize) -> Vec<(String, Value)> {
        let mut out = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                // The end of something around it, because this object was never closed.
                None | Some(b']') => return out,
                Some(b'}') => {
                    self.at += 1;
                    return out;
                }
                Some(b'"') => {
                    let (name, _) = self.string();
                    self.skip_space();
                    if self.peek() == Some(b':') {
                        self.at += 1;
                        if let Some(value) = self.value(depth + 1) {
                            out.push((name, value));
                        }
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    fn list(&mut self, depth: usize) -> Vec<Value> {
        let mut out = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(b'}') => return out,
                Some(b']') => {
                    self.at += 1;
                    return out;
                }
                Some(b',') => self.at += 1,
                _ => match self.value(depth + 1) {
                    Some(value) => out.push(value),
                    None => self.at += 1,
                },
            }
        }
    }

    /// Reads a string. It ends at a quotation mark that a mark of JSON follows.
    fn string(&mut self) -> (String, Range<usize>) {
        let bytes = self.html.as_bytes();
        let start = self.at + 1;
        let mut out = String::new();
        let mut from = start;
        let mut at = start;
        while at < self.end {
            match bytes[at] {
                b'"' => {
                    let next = bytes[at + 1..self.end]
                        .iter()
                        .find(|b| !b.is_ascii_whitespace());
                    if next.is_none_or(|b| matches!(b, b',' | b'}' | b']' | b':')) {
                        out.push_str(self.html.get(from..at).unwrap_or(""));
                        self.at = at + 1;
                        return (out, start..at);
                    }
                    at += 1;
                }
                b'\\' => {
                    out.push_str(self.html.get(from..at).unwrap_or(""));
                    at += 1;
                    at += escape(&self.html[at.min(self.end)..self.end], &mut out);
                    from = at;
                }
                _ => at += 1,
            }
        }
        out.push_str(self.html.get(from..self.end).unwrap_or(""));
        self.at = self.end;
        (out, start..self.end)
    }
}

/// Adds the character after a backslash. Returns the length of the escape.
fn escape(rest: &str, out: &mut String) -> usize {
    let Some(c) = rest.chars().next() else {
        return 0;
    };
    match c {
        'n' => out.push('\n'),
        'r' => out.push('\r'),
        't' => out.push('\t'),
        'b' | 'f' => {}
        'u' => {
            let unit = |at: usize| {
                rest.get(at..at + 4)
                    .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            };
            let Some(first) = unit(1) else { return 1 };
            if (0xd800..0xdc00).contains(&first)
                && rest.get(5..7) == Some("\\u")
                && let Some(second) = unit(7).filter(|s| (0xdc00..0xe000).contains(s))
            {
                let c = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                out.push(char::from_u32(c).unwrap_or('\u{fffd}'));
                return 11;
            }
            out.push(char::from_u32(first).unwrap_or('\u{fffd}'));
            return 5;
        }
        other => out.push(other),
    }
    c.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Vec<Value> {
        values(json, 0..json.len())
    }

    #[test]
    fn json_as_pages_write_it() {
        let text = |v: &Value, name: &str| v.get(name).and_then(Value::text).map(str::to_string);
        let v = read(
            "<!-- {\"headline\": \"A \"quiet\" day\nin Tarn\", \"n\": 3, \"list\": [\"a\",], } -->",
        );
        assert_eq!(
            text(&v[0], "Headline").as_deref(),
            Some("A \"quiet\" day\nin Tarn")
        );
        assert_eq!(v[0].get("list").unwrap().each().len(), 1);
        let v = read(
            r#"//<![CDATA[
            {"a":"x\u00e9\ud83d\ude00\/"}{"b":"y"} //]]>"#,
        );
        assert_eq!(
            (text(&v[0], "a").as_deref(), text(&v[1], "b").as_deref()),
            (Some("xé😀/"), Some("y"))
        );
        let v = read(r#"{"author": [{"name": "Ada Quill"}, "Tom Brack"], "open": {"x": "cut off"#);
        assert_eq!(v[0].get("author").unwrap().each().len(), 2);
        assert_eq!(
            text(v[0].get("open").unwrap(), "x").as_deref(),
            Some("cut off")
        );
    }

    proptest! {
        #[test]
        fn places_are_on_the_page(json in "([{}\\[\\],:\"\\\\]|[a-zé]{1,4}|\\\\u[0-9a-f]{4}|\n){0,60}") {
            for value in read(&json) {
                value.walk(&[], &mut |v| assert!(json.get(v.at.clone()).is_some()));
            }
        }
    }
}
