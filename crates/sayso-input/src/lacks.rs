//! In: the lines of a JSONL file that lack a field. Out: one message for each field and file, because a
//! wrong name on the command line is missing from every line.

use std::fmt::Write;

/// Lines that a message names.
const LINES_NAMED: usize = 5;
/// Fields that a message names.
const FIELDS_NAMED: usize = 12;

/// The fields of the lines that sayso itself writes.
const OF_SAYSO: [&str; 2] = ["type", "data"];

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Text,
    Id,
    Day,
}

impl Purpose {
    /// What to do if the field has another name.
    fn advice(self) -> &'static str {
        match self {
            Purpose::Text => "name the one with the text by --text-field",
            Purpose::Id => "name the one with the id by --id-field, or leave the option out",
            Purpose::Day => {
                "name the one with the day of publication by --date-field, or leave the option out"
            }
        }
    }
}

/// A field that a line does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    pub purpose: Purpose,
    /// The name that it should have.
    pub name: String,
    /// The names of the fields that the line has.
    pub others: Vec<String>,
}

/// The lines that lack a field.
struct Lacking {
    lack: Lack,
    count: u64,
    /// The first of them.
    lines: Vec<u64>,
}

/// What the lines of a file lack.
#[derive(Default)]
pub struct Lacks {
    all: Vec<Lacking>,
}

impl Lacks {
    /// Counts a line that lacks a field.
    pub fn add(&mut self, line: u64, lack: Lack) {
        let known = self.all.iter_mut().find(|l| l.lack.purpose == lack.purpose);
        let Some(lacking) = known else {
            return self.all.push(Lacking {
                lack,
                count: 1,
                lines: vec![line],
            });
        };
        lacking.count += 1;
        if lacking.lines.len() < LINES_NAMED {
            lacking.lines.push(line);
        }
        for other in lack.others {
            let others = &mut lacking.lack.others;
            if others.len() < FIELDS_NAMED && !others.contains(&other) {
                others.push(other);
            }
        }
    }

    /// What to say of the next field that is missing; `rows` is the number of lines of the file.
    pub fn next_message(&mut self, rows: u64) -> Option<String> {
        let lacking = (!self.all.is_empty()).then(|| self.all.remove(0))?;
        Some(lacking.message(rows))
    }
}

impl Lacking {
    fn message(&self, rows: u64) -> String {
        let others = &self.lack.others;
        let is_of_sayso = others.len() == OF_SAYSO.len()
            && OF_SAYSO
                .iter()
                .all(|name| others.iter().any(|other| other == name));
        if is_of_sayso {
            return "sayso itself wrote these lines, they are not reports: `sayso show` shows them"
                .into();
        }
        let name = &self.lack.name;
        let mut out = if self.count < rows {
            let lines: Vec<String> = self.lines.iter().map(u64::to_string).collect();
            let more = self.count > self.lines.len() as u64;
            let (has, is) = if self.count == 1 {
                ("has", "is")
            } else {
                ("have", "are")
            };
            format!(
                "{} of {rows} lines {has} no field {name:?} and {is} not read ({}{})",
                self.count,
                lines.join(", "),
                if more { ", …" } else { "" }
            )
        } else if rows == 1 {
            format!("its line has no field {name:?}")
        } else {
            format!("none of its {rows} lines has a field {name:?}")
        };
        if others.is_empty() {
            out += ", and no other field either";
        } else {
            let _ = write!(
                out,
                "; the fields there are {}: {}",
                others.join(", "),
                self.lack.purpose.advice()
            );
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lack(purpose: Purpose, others: &[&str]) -> Lack {
        Lack {
            purpose,
            name: "body".into(),
            others: others.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_field_is_named_once() {
        let mut lacks = Lacks::default();
        for line in 1..=900 {
            lacks.add(line, lack(Purpose::Text, &["id", "text"]));
        }
        assert_eq!(
            lacks.next_message(900).as_deref(),
            Some(
                "none of its 900 lines has a field \"body\"; the fields there are id, text: name the one \
                 with the text by --text-field"
            )
        );
        assert!(lacks.next_message(900).is_none());
        for line in [3, 7, 8, 9, 11, 12] {
            lacks.add(line, lack(Purpose::Id, &["a"]));
        }
        assert_eq!(
            lacks.next_message(20).as_deref(),
            Some(
                "6 of 20 lines have no field \"body\" and are not read (3, 7, 8, 9, 11, …); the fields there \
                 are a: name the one with the id by --id-field, or leave the option out"
            )
        );
    }

    #[test]
    fn other_lines_get_other_advice() {
        let mut lacks = Lacks::default();
        lacks.add(1, lack(Purpose::Text, &["type", "data"]));
        assert!(
            lacks
                .next_message(1)
                .is_some_and(|m| m.contains("sayso show"))
        );
        lacks.add(1, lack(Purpose::Text, &[]));
        assert_eq!(
            lacks.next_message(1).as_deref(),
            Some("its line has no field \"body\", and no other field either")
        );
    }
}
