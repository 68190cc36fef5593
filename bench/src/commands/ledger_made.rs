//! `sayso-bench ledger-made N FILE`: a ledger of invented reports, to measure how fast it answers. The reports
//! are made as records, not read from texts, because reading 100,000 texts takes hours. Who is quoted, what is
//! counted and which words are used is distributed as in the news: few often, many rarely.

use anyhow::{Context, Result, ensure};
use sayso::report::sha256_hex;
use sayso::resolve::Written;
use sayso::text::Span;
use sayso_bench::random::Random;
use sayso_export::records::{Record, Run, Saved};
use sayso_ledger::{Entry, Ledger, Offered, Opening, Outcome, Writing};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;

#[derive(clap::Args)]
pub struct Options {
    /// How many reports
    reports: usize,
    /// The ledger that is made
    file: PathBuf,
}

/// Reports that are written at once.
const BATCH: usize = 500;

pub fn run(options: &Options) -> Result<Value> {
    ensure!(
        !options.file.exists(),
        "{} is there already",
        options.file.display()
    );
    let opening = Opening {
        what: "sayso-bench ledger-made",
        wait: Duration::ZERO,
        tell: &mut |_| {},
    };
    let mut ledger = Ledger::open_to_write(&options.file, opening)?;
    let run = ledger.run(&Run {
        schema: "sayso/0".into(),
        version: "invented".into(),
        ..Run::default()
    })?;
    let world = World::new();
    let mut text = 0;
    for first in (0..options.reports).step_by(BATCH) {
        let numbers = first..(first + BATCH).min(options.reports);
        let batch: Vec<Offered> = numbers
            .map(|number| invented(&world, number))
            .collect::<Result<_>>()?;
        text += batch
            .iter()
            .filter_map(|offered| offered.bytes)
            .sum::<u64>();
        ledger.write(Writing { run, again: false }, &batch)?;
    }
    ledger.close()?;
    let bytes = std::fs::metadata(&options.file)?.len();
    println!(
        "{} reports, {:.1} MB of text, {:.1} MB ledger",
        options.reports,
        text as f64 / 1e6,
        bytes as f64 / 1e6
    );
    Ok(json!({"reports": options.reports, "text_bytes": text, "ledger_bytes": bytes}))
}

fn invented(world: &World, number: usize) -> Result<Offered> {
    let saved = report(world, number).context("an invented report")?;
    let sketch = saved.sketch(&names(&saved));
    let text = &saved.report.text;
    Ok(Offered {
        name: format!("invented.jsonl:{}", number + 1),
        bytes: Some(text.len() as u64),
        sha256: Some(sha256_hex(text.as_bytes())),
        outcome: Outcome::Report(Box::new(Entry::new(saved).with_sketch(&sketch))),
    })
}

/// The names in a report. Its text is ASCII, so that code points are bytes.
fn names(saved: &Saved) -> Vec<Span> {
    let mentions = saved.entities.iter().flat_map(|entity| &entity.mentions);
    let named = mentions.filter(|mention| mention.form != Written::Pronoun);
    let mut names: Vec<Span> = named
        .map(|mention| Span::new(mention.span.start, mention.span.end))
        .collect();
    names.sort_unstable();
    names
}

const FIRST: &str = "Ines Marit Ada Oda Hyeon Tomas Lena Piet Rosa Emil Vera Anton Ilse Bruno Carla Dario Edda Femke Gregor Hanne Ivo Jana Karel Lotte Milan Nora Otto Petra Quirin Rike Stellan Thea Udo Vida Wim Xenia Yoram Zora";
const LAST: &str = "Moller Oyelaran Quill Brandt Vell Hadley Tarn Weir Sand Kroll Lund Marsh Nyberg Olt Prell Quast Rask Stern Thole Ulm Voss Wend Xander Yule Zorn Adler Birk Coll Dorn Esch Fenn Gall Holt Imm Jarl Kern Lorn Mott Nees Orr";
const ROLES: &str =
    "mayor spokesman captain professor director minister inspector lawyer pilot engineer";
const BODIES: &str = "river-police Tarn-Rescue Orland-Council Vellmoor-Energy Harbour-Authority Ostmark-Ministry Weir-Hospital Tarn-University Ferry-Union Coast-Guard";
const CUES: &str = "said said said said told-reporters added warned denied announced estimated";
const NOUNS: &str = "passengers troops boats residents workers homes schools hospitals soldiers votes jobs cars trees pupils patients";
const WORDS: &str = "ferry harbour captain council budget river storm bridge school hospital strike police inquiry fire crew village union ministry report plan court vote market price rent winter flood road train station pilot engine cable power water mine factory worker owner tenant border convoy ceasefire talks delegation election ballot recount turnout inflation wage pension tax levy grant audit fraud trial verdict appeal witness evidence rescue search survivor family funeral memorial cause damage repair delay contract tender quarry dredger lighthouse pier lock barge tug mooring tide current wreck cargo manifest customs smuggling patrol radar beacon";
/// Statuses, as often as they are in reports.
const STATUSES: [(&str, usize); 6] = [
    ("asserted", 700),
    ("prediction", 110),
    ("possible", 70),
    ("denied", 40),
    ("negated", 40),
    ("directive", 40),
];

/// What the invented reports are about.
struct World {
    first: Vec<&'static str>,
    last: Vec<&'static str>,
    roles: Vec<&'static str>,
    bodies: Vec<String>,
    cues: Vec<String>,
    nouns: Vec<&'static str>,
    /// Frequent words first, and 12,000 rare names of places.
    words: Vec<String>,
}

impl World {
    fn new() -> World {
        let list = |words: &'static str| words.split(' ').collect::<Vec<&str>>();
        let spaced = |words: &'static str| words.split(' ').map(|w| w.replace('-', " ")).collect();
        let mut words: Vec<String> = list(WORDS).into_iter().map(str::to_string).collect();
        let ends = ["ton", "ford", "haven", "moor", "by", "wick"];
        words.extend((0..12_000).map(|n| {
            let last = list(LAST)[n % 40].to_lowercase();
            format!("{last}{}{}", syllable(n / 40), ends[n % 6])
        }));
        World {
            first: list(FIRST),
            last: list(LAST),
            roles: list(ROLES),
            bodies: spaced(BODIES),
            cues: spaced(CUES),
            nouns: list(NOUNS),
            words,
        }
    }

    /// A person, the first ones far more often. Role and body are always the same.
    fn person(&self, random: &mut Random) -> Person<'_> {
        let n = skewed(random, 40_000);
        let middle = syllable(n / (self.first.len() * self.last.len()));
        let last = self.last[(n / self.first.len()) % self.last.len()];
        Person {
            name: format!("{} {last}{middle}", self.first[n % self.first.len()]),
            surname: format!("{last}{middle}"),
            role: self.roles[n % self.roles.len()],
            body: &self.bodies[(n / 7) % self.bodies.len()],
            pronoun: ["he", "he", "she", "they"][n % 4],
        }
    }

    fn word(&self, random: &mut Random) -> &str {
        &self.words[skewed(random, self.words.len())]
    }
}

struct Person<'a> {
    name: String,
    surname: String,
    role: &'a str,
    body: &'a str,
    pronoun: &'a str,
}

fn syllable(n: usize) -> String {
    const PARTS: [&str; 8] = ["", "an", "el", "ik", "os", "ur", "ay", "en"];
    format!("{}{}", PARTS[n % 8], PARTS[(n / 8) % 8])
}

/// A number below a bound: half of the draws are in the first sixteenth.
fn skewed(random: &mut Random, bound: usize) -> usize {
    let unit = |random: &mut Random| random.below(1 << 20) as f64 / f64::from(1 << 20);
    let at = unit(random).powi(4);
    ((at * bound as f64) as usize).min(bound - 1)
}

/// A text that grows, with places in code points.
#[derive(Default)]
struct Text {
    text: String,
    length: u32,
}

impl Text {
    /// Adds words, and gives their span.
    fn add(&mut self, words: &str) -> Value {
        let start = self.length;
        self.text += words;
        self.length += words.chars().count() as u32;
        json!({"start": start, "end": self.length, "text": words})
    }

    fn space(&mut self) {
        self.add(" ");
    }
}

/// Claims of a report.
const CLAIMS: usize = 9;

/// An invented report.
fn report(world: &World, number: usize) -> Result<Saved> {
    let mut random = Random::of(&["ledger", &number.to_string()]);
    let outlet = format!("{} Post", world.words[80 + skewed(&mut random, 200)]);
    let day = format!(
        "20{:02}-{:02}-{:02}",
        15 + random.below(10),
        1 + random.below(12),
        1 + random.below(28)
    );
    let mut making = Making {
        world,
        random,
        id: sha256_hex(number.to_string().as_bytes())[..16].to_string(),
        day,
        text: Text::default(),
        blocks: Vec::new(),
        records: Vec::new(),
        figures: 0,
    };
    let title = making.sentence(6);
    making.text.add(&title);
    making.end_block(0, "headline");
    let people = [(); 3].map(|()| world.person(&mut making.random));
    let mut persons = Vec::new();
    for n in 0..CLAIMS {
        making.paragraph(n, &people, &mut persons);
    }
    making.finish(number, &outlet, &title, persons)
}

struct Making<'a> {
    world: &'a World,
    random: Random,
    id: String,
    day: String,
    text: Text,
    blocks: Vec<Value>,
    records: Vec<Value>,
    figures: usize,
}

/// The mentions and roles of a person who has spoken.
#[derive(Default)]
struct Spoken {
    name: String,
    mentions: Vec<Value>,
    roles: Vec<Value>,
}

impl Making<'_> {
    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words)
            .map(|_| self.world.word(&mut self.random).to_string())
            .collect();
        words.join(" ")
    }

    fn end_block(&mut self, start: u32, kind: &str) {
        let block = json!({"kind": kind, "start": start, "end": self.text.length});
        self.blocks.push(block);
        self.text.add("\n\n");
    }

    /// A paragraph: someone says something with a figure and a time in it; then a sentence of the outlet.
    fn paragraph(&mut self, n: usize, people: &[Person<'_>], persons: &mut Vec<Spoken>) {
        let begin = self.text.length;
        let person = &people[self.random.below(people.len())];
        let entity = persons.iter().position(|spoken| spoken.name == person.name);
        let is_new = entity.is_none();
        let entity = entity.unwrap_or_else(|| {
            persons.push(Spoken {
                name: person.name.clone(),
                ..Spoken::default()
            });
            persons.len() - 1
        });
        let form = match (is_new, self.random.below(3)) {
            (true, _) => ("name", person.name.as_str()),
            (false, 0) => ("surname", person.surname.as_str()),
            (false, _) => ("pronoun", person.pronoun),
        };
        let source = self.text.add(form.1);
        persons[entity].mentions.push(mention(&source, form.0));
        if is_new {
            self.text.add(", ");
            let start = self.text.length;
            self.text.add(&format!("a {} of ", person.role));
            let body = self.text.add(person.body);
            let words = format!("a {} of {}", person.role, person.body);
            let role = json!({"start": start, "end": self.text.length, "text": words, "organisation": body, "former": false});
            persons[entity].roles.push(role);
            self.text.add(",");
        }
        self.text.space();
        let cue_words = self.world.cues[self.random.below(self.world.cues.len())].clone();
        let cue = self.text.add(&cue_words);
        self.text.space();
        self.claim(n, entity, &source, &cue);
        self.text.add(". ");
        let words = self.sentence(18);
        self.text.add(&words);
        self.text.add(".");
        self.end_block(begin, "paragraph");
    }

    fn claim(&mut self, n: usize, entity: usize, source: &Value, cue: &Value) {
        let (a, c) = (format!("a{}", n + 1), format!("c{}", n + 1));
        let start = self.text.length;
        let words = self.sentence(8);
        self.text.add(&words);
        self.text.space();
        self.figure(&a);
        self.text.space();
        self.time(&a, n);
        let content: String = {
            let chars = self.text.text.chars();
            chars.skip(start as usize).collect()
        };
        let content = json!([{"start": start, "end": self.text.length, "text": content}]);
        let status = self.status();
        let is_uncertain = self.random.chance(120);
        let mut attribution = json!({
            "report": self.id, "id": a, "form": "indirect", "source": [source], "cue": [cue], "content": content,
            "parent": null, "carried_from": null, "speaker": format!("e{}", entity + 1), "source_kind": "person",
            "flags": [], "score": 0.9, "uncertain": is_uncertain, "why": {"by": "model", "rule": "fast"}});
        if self.random.chance(150) {
            attribution["speaker"] = Value::Null;
            attribution["source_kind"] = "anonymous".into();
        }
        self.records
            .push(json!({"type": "attribution", "data": attribution}));
        self.records.push(json!({"type": "claim", "data": {
            "report": self.id, "id": c, "attribution": a, "content": content, "status": status,
            "strength": null, "polarity": "positive", "voice": "neutral", "chain": [a], "factuality": 3.0,
            "triggers": [], "why": {"by": "rule", "rule": "acceptance"}}}));
    }

    fn status(&mut self) -> &'static str {
        let mut draw = self.random.below(1000);
        for (status, share) in STATUSES {
            if draw < share {
                return status;
            }
            draw -= share;
        }
        "asserted"
    }

    fn figure(&mut self, attribution: &str) {
        let number = 2 + skewed(&mut self.random, 30_000);
        let noun = self.world.nouns[skewed(&mut self.random, self.world.nouns.len())];
        let span = self.text.add(&number.to_string());
        self.text.space();
        let of = self.text.add(noun);
        self.figures += 1;
        self.records.push(json!({"type": "figure", "data": {
            "report": self.id, "id": format!("f{}", self.figures), "span": span, "low": number.to_string(),
            "high": number.to_string(), "digits": 3, "unit": null, "per": [], "role": "amount", "modifier": null,
            "of": of, "attribution": attribution, "why": "count"}}));
    }

    fn time(&mut self, attribution: &str, n: usize) {
        let words = format!("on {}", self.day);
        let span = self.text.add(&words);
        self.records.push(json!({"type": "time", "data": {
            "report": self.id, "id": format!("t{}", n + 1), "span": span, "type": "DATE", "value": self.day,
            "mod": null, "begin": self.day, "end": self.day, "anchor": null, "offset": null, "of": "event",
            "attribution": attribution, "why": "calendar"}}));
    }

    fn finish(
        self,
        number: usize,
        outlet: &str,
        title: &str,
        persons: Vec<Spoken>,
    ) -> Result<Saved> {
        let text = self.text.text;
        let report = json!({"type": "report", "data": {
            "id": self.id, "input": "invented.jsonl", "record": {"line": number + 1},
            "sha256": sha256_hex(text.as_bytes()), "text_sha256": sha256_hex(text.as_bytes()),
            "url": format!("https://{}.example/{number}", outlet.split(' ').next().unwrap_or_default()),
            "outlet": outlet, "title": title, "byline": null, "published": self.day, "modified": null,
            "section": null, "language": "en", "kind": "article", "text": text, "blocks": self.blocks,
            "edits": [], "metadata": {}}});
        let Record::Report(report) = serde_json::from_value(report)? else {
            unreachable!("it is a report");
        };
        let mut saved = Saved::of(report);
        for (n, person) in persons.into_iter().enumerate() {
            let entity = json!({"report": self.id, "id": format!("e{}", n + 1), "name": person.name, "kind": "person",
                "roles": person.roles, "aliases": [], "mentions": person.mentions});
            saved.entities.push(serde_json::from_value(entity)?);
        }
        for record in self.records {
            match serde_json::from_value(record)? {
                Record::Attribution(record) => saved.attributions.push(record),
                Record::Claim(record) => saved.claims.push(record),
                Record::Figure(record) => saved.figures.push(record),
                Record::Time(record) => saved.times.push(record),
                _ => {}
            }
        }
        Ok(saved)
    }
}

fn mention(span: &Value, form: &str) -> Value {
    let mut mention = span.clone();
    mention["form"] = form.into();
    mention["link"] = json!({"rule": "name", "score": 0.97, "runner_up": null});
    mention
}
