//! Stored comparisons are made anew if the version of comparing was raised. So it has to be raised when
//! sketches, keys or comparisons of the same readings become others: this test compares those of invented
//! reports with what was recorded of them for the version, and never overwrites a record of the same version.
//!
//! The sketches are part of the record, because reports are also read otherwise from one day to the next, and
//! that is no reason to compare again what was read before.

use sayso::compare::{Indexed, Sketch, WordKey, compare_version, keys};
use sayso::report::RawReport;
use sayso_en::{Tier, reader};
use std::fmt::Write;
use std::path::Path;

const WIRE: &str = "Ferry rams pier at Velm

VELM, Orland (NNA) — A ferry with 312 people on board rammed the old pier at Velm on Monday, 4 March, the \
coast guard said.

It tore away 14 of its 60 oak piles, and the harbour office put the damage at $2.4 million. The captain may \
have misjudged the wind, police said.

“We heard a bang, and then the whole pier began to lean,” said Odo Brandt, who sells fish beside it. “Nobody \
knew what to do.”

Divers searched the harbour until dusk. Nine people were treated for bruises in a tent on the quay.

Mayor Ines Moller told the Tarn Herald that the town could not pay for a new pier alone.";

const REWORDED: &str = "Pier leans after crash

A ferry carrying 312 people crashed into the old pier in Velm on Monday, the coast guard said.

It ripped away 40 of its 60 oak piles, and the harbour office puts the damage at $2.4 million. The captain \
misjudged the wind, police said.

“We heard a bang, and then the entire pier began to lean,” Odo Brand, who sells fish next to it, told NNA.

Nine people had bruises treated in a tent on the quay. Divers searched the harbour until nightfall.";

const OWN: &str = "Islanders fear for their milk

Shops on Tarn may run out of milk by Thursday, because the only ferry of the island lies damaged in Velm.

Velm Lines, its owner, will send a smaller boat. “We will bring every litre across,” a spokeswoman said.

“We heard a bang, and then the whole pier began to lean,” said Odo Brandt, a fishmonger in Velm.

About 1,300 people live on Tarn. Most farms there send milk to the mainland every morning.";

const WEATHER: &str = "Rain is expected in Norvik on Tuesday, with up to 18 millimetres by noon.

Winds of 40 kilometres an hour will ease towards evening. Wednesday stays dry, the weather service said.";

/// Made of the beginning of one report and the end of another.
fn merged() -> String {
    let parts = |text: &'static str| text.split("\n\n").collect::<Vec<_>>();
    let (first, second) = (parts(WIRE), parts(OWN));
    [&first[..4], &second[1..]].concat().join("\n\n")
}

/// The sketches of all reports, in hexadecimal digits, one a line.
fn sketches() -> String {
    let reader = reader(Tier::Fast);
    let mut lines = String::new();
    for text in [WIRE, REWORDED, OWN, WEATHER, &merged()] {
        let reading = reader.read(&RawReport::text(text)).expect("text is read");
        for byte in Sketch::of(&reading).to_bytes() {
            write!(lines, "{byte:02x}").expect("strings take all");
        }
        lines.push('\n');
    }
    lines
}

fn sketch(line: &str) -> Sketch {
    let byte = |at: usize| u8::from_str_radix(&line[at..at + 2], 16).expect("hexadecimal digits");
    let bytes: Vec<u8> = (0..line.len()).step_by(2).map(byte).collect();
    let sketch = Sketch::from_bytes(&bytes).expect("a sketch of this version");
    assert_eq!(sketch.to_bytes(), bytes, "the bytes of sketches changed");
    sketch
}

/// A hash of the keys and comparisons of recorded sketches and of the keys of words (FNV-1a), as
/// everything that is stored depends on them.
fn digest(sketches: &str) -> u64 {
    let sketches: Vec<Sketch> = sketches.lines().map(sketch).collect();
    let indexed: Vec<Indexed> = sketches.iter().map(Indexed::new).collect();
    let words = WIRE.split_whitespace().map(WordKey::of);
    let mut whole = format!("{:?}", words.collect::<Vec<_>>());
    for (number, one) in indexed.iter().enumerate() {
        write!(whole, "{:?}", keys(one.sketch)).expect("strings take all");
        for other in &indexed[number..] {
            write!(whole, "{:?}", one.compare(other)).expect("strings take all");
        }
    }
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    whole.bytes().fold(0xCBF2_9CE4_8422_2325, step)
}

#[test]
fn what_changes_comparisons_raises_their_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare_version.txt");
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    let version = format!("version {:08x}", compare_version());
    let mut parts = recorded.splitn(3, '\n');
    let (own, hash, lines) = (parts.next(), parts.next(), parts.next());
    if own == Some(&*version) {
        let now = format!("digest {:016x}", digest(lines.unwrap_or_default()));
        assert_eq!(
            hash,
            Some(&*now),
            "keys or comparisons of the same sketches changed: raise COMPARE_VERSION in \
             crates/sayso/src/compare/version.rs, so that stored comparisons are made anew, then run this test \
             with UPDATE_DOCS=1"
        );
        return;
    }
    assert!(
        std::env::var_os("UPDATE_DOCS").is_some(),
        "the version of comparing changed: run this test with UPDATE_DOCS=1 to record what it gives"
    );
    let lines = sketches();
    let now = format!("{version}\ndigest {:016x}\n{lines}", digest(&lines));
    std::fs::write(&path, now).expect("the record can be written");
}
