//! In: the rows of a file that lack what the user wants of them. Out: one message for the file, because
//! a wrong name on the command line is missing from every row.

use crate::What;
use crate::fields::{Fields, Object, Purpose, shown};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Rows that a message names.
const ROWS_NAMED: usize = 5;
/// Fields that a message names.
const FIELDS_NAMED: usize = 12;

/// The fields of the lines that sayso itself writes.
const OF_SAYSO: [&str; 2] = ["type", "data"];

/// What a file calls its rows, one and several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowNoun(pub &'static str, pub &'static str);

impl RowNoun {
    pub const LINE: RowNoun = RowNoun("line", "lines");
    pub const ROW: RowNoun = RowNoun("row", "rows");
    pub const OBJECT: RowNoun = RowNoun("object", "objects");

    /// "1 row", "3 rows".
    pub fn count(self, count: usize) -> String {
        let RowNoun(one, several) = self;
        format!("{count} {}", if count == 1 { one } else { several })
    }

    /// What is said of a file without any.
    pub fn none(self) -> &'static str {
        match self {
            RowNoun::LINE => "there is no report in it, only empty lines or nothing",
            RowNoun::ROW => "there is no row in it, at most the names of the columns",
            _ => "there is no report in it: its list is empty",
        }
    }
}

/// The options that name a field.
const OPTIONS: [(Purpose, &str); 6] = [
    (Purpose::Text, "--text-field"),
    (Purpose::Id, "--id-field"),
    (Purpose::Day, "--date-field"),
    (Purpose::Address, "--url-field"),
    (Purpose::Title, "--title-field"),
    (Purpose::Outlet, "--outlet-field"),
];

/// The option that names the field for a purpose.
pub fn option_for(purpose: Purpose) -> Option<&'static str> {
    let row = OPTIONS.iter().find(|(of, _)| *of == purpose);
    row.map(|(_, option)| *option)
}

/// Why no column of a table can hold a text, if so. The columns are fields of `header`, in which
/// every value is true, and have these names in their order.
pub fn why_no_text(header: &Object, names: &[String], fields: &Fields) -> Option<String> {
    let has = |purpose| fields.find(header, purpose, |_| true).is_some();
    if has(Purpose::Text) || fields.text.is_none() && has(Purpose::Summary) {
        return None;
    }
    let columns = names.iter().take(FIELDS_NAMED);
    let columns: Vec<String> = columns.map(|name| format!("\"{}\"", shown(name))).collect();
    let which = match &fields.text {
        Some(name) => format!("no column has the name {name:?}"),
        None => "no column has a name that is known to hold a text".into(),
    };
    Some(format!(
        "{which}; the columns are {}: name the column with the text by --text-field",
        columns.join(", ")
    ))
}

/// What the rows of a file lack.
#[derive(Debug)]
pub struct Lacks {
    noun: RowNoun,
    /// Rows so far.
    rows: u64,
    /// Rows without a text, and where the first of them begin.
    without_text: u64,
    first: Vec<u64>,
    /// Names of fields of rows without a text.
    others: BTreeSet<String>,
    /// For what no row so far had the field that the user names.
    never: Vec<Purpose>,
}

impl Lacks {
    pub fn new(noun: RowNoun, fields: &Fields) -> Lacks {
        let named =
            |purpose: &Purpose| *purpose != Purpose::Text && fields.given(*purpose).is_some();
        Lacks {
            noun,
            rows: 0,
            without_text: 0,
            first: Vec::new(),
            others: BTreeSet::new(),
            never: Purpose::ALL.iter().copied().filter(named).collect(),
        }
    }

    /// Counts a row.
    pub fn row(&mut self) {
        self.rows += 1;
    }

    /// How many rows there were.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Counts a row without a text. It begins on this line, or is the row of this number.
    pub fn no_text<'a>(&mut self, place: u64, names: impl Iterator<Item = &'a String>) {
        self.without_text += 1;
        if self.first.len() < ROWS_NAMED {
            self.first.push(place);
        }
        for name in names {
            if self.others.len() < FIELDS_NAMED {
                self.others.insert(shown(name));
            }
        }
    }

    /// A row has the field that the user names for this.
    pub fn has(&mut self, purpose: Purpose) {
        self.never.retain(|never| *never != purpose);
    }

    /// What to say of fields that the user names and no row has. Nothing fails because of them.
    pub fn never_found(&mut self, fields: &Fields) -> Option<String> {
        if self.rows == 0 || self.never.is_empty() {
            return None;
        }
        let purpose = self.never.remove(0);
        let (name, option) = (fields.given(purpose)?, option_for(purpose)?);
        let RowNoun(one, _) = self.noun;
        Some(format!(
            "no {one} has a field {name:?}, so that the {} is not known: name another one by {option}",
            purpose.name()
        ))
    }

    /// What the file is, if there are rows and none of them has a text.
    pub fn what(&self) -> Option<What> {
        let has_none = self.rows > 0 && self.without_text == self.rows;
        has_none.then(|| match self.noun {
            _ if self.are_of_sayso() => What::Ours,
            RowNoun::ROW => What::TableWithoutText,
            _ => What::JsonWithoutText,
        })
    }

    /// Whether the rows without a text are lines that sayso wrote.
    fn are_of_sayso(&self) -> bool {
        let others = self.others.iter().map(String::as_str);
        others.eq(OF_SAYSO.iter().rev().copied())
    }

    /// What to say of the rows without a text.
    pub fn message(&self, fields: &Fields) -> Option<String> {
        if self.without_text == 0 {
            return None;
        }
        if self.are_of_sayso() {
            return Some(
                "sayso itself wrote these lines, they are not reports: `sayso show` shows them"
                    .into(),
            );
        }
        let what = match &fields.text {
            Some(name) => format!("field {name:?}"),
            None => "text in a field that is known to hold one".into(),
        };
        let (count, rows) = (self.without_text, self.rows);
        let RowNoun(one, several) = self.noun;
        let mut out = if count < rows {
            let first: Vec<String> = self.first.iter().map(u64::to_string).collect();
            let more = if count > self.first.len() as u64 {
                ", …"
            } else {
                ""
            };
            let (has, is) = if count == 1 {
                ("has", "is")
            } else {
                ("have", "are")
            };
            format!(
                "{count} of {rows} {several} {has} no {what} and {is} not read ({}{more})",
                first.join(", ")
            )
        } else if rows == 1 {
            format!("its {one} has no {what}")
        } else {
            format!("none of its {rows} {several} has a {what}")
        };
        if self.others.is_empty() {
            out += ", and no other field either";
        } else {
            let others: Vec<&str> = self.others.iter().map(String::as_str).collect();
            let _ = write!(
                out,
                "; the fields there are {}: name the one with the text by --text-field",
                others.join(", ")
            );
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: Option<&str>, id: Option<&str>) -> Fields {
        Fields {
            text: text.map(str::to_string),
            id: id.map(str::to_string),
            ..Fields::default()
        }
    }

    fn no_text(lacks: &mut Lacks, place: u64, names: &[&str]) {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        lacks.row();
        lacks.no_text(place, names.iter());
    }

    #[test]
    fn a_wrong_name_is_told_once() {
        let fields = fields(Some("body"), None);
        let mut lacks = Lacks::new(RowNoun::LINE, &fields);
        for line in 1..=900 {
            no_text(&mut lacks, line, &["id", "text"]);
        }
        assert_eq!(
            lacks.message(&fields).as_deref(),
            Some(
                "none of its 900 lines has a field \"body\"; the fields there are id, text: name the one \
                 with the text by --text-field"
            )
        );
    }

    #[test]
    fn some_rows_have_no_text() {
        let fields = fields(None, Some("key"));
        let mut lacks = Lacks::new(RowNoun::ROW, &fields);
        for row in 1..=20 {
            if [3, 7, 8, 9, 11, 12].contains(&row) {
                no_text(&mut lacks, row, &["a"]);
            } else {
                lacks.row();
            }
        }
        assert_eq!(
            lacks.message(&fields).as_deref(),
            Some(
                "6 of 20 rows have no text in a field that is known to hold one and are not read (3, 7, 8, 9, 11, …); \
                 the fields there are a: name the one with the text by --text-field"
            )
        );
        assert_eq!(
            lacks.never_found(&fields).as_deref(),
            Some(
                "no row has a field \"key\", so that the id is not known: name another one by --id-field"
            )
        );
        assert_eq!(lacks.never_found(&fields), None);
    }

    #[test]
    fn a_field_that_one_row_has_is_not_missing() {
        let fields = fields(None, Some("key"));
        let mut lacks = Lacks::new(RowNoun::ROW, &fields);
        lacks.row();
        lacks.has(Purpose::Id);
        assert_eq!(lacks.never_found(&fields), None);
    }

    #[test]
    fn other_lines_get_other_advice() {
        let fields = Fields::default();
        let mut lacks = Lacks::new(RowNoun::LINE, &fields);
        no_text(&mut lacks, 1, &["type", "data"]);
        assert!(
            lacks
                .message(&fields)
                .is_some_and(|m| m.contains("sayso show"))
        );
        let mut lacks = Lacks::new(RowNoun::LINE, &fields);
        no_text(&mut lacks, 1, &[]);
        assert_eq!(
            lacks.message(&fields).as_deref(),
            Some(
                "its line has no text in a field that is known to hold one, and no other field either"
            )
        );
    }
}
