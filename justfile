# What people and CI run. `just` alone lists the recipes.

data := env("SAYSO_DATA", "../shared/data")
eval := env("SAYSO_EVAL", "../shared/eval")
out := "bench/results/" + `date +%F`
# A Python with trafilatura, to compare with: `just peer=/path/to/python bench-pages`.
peer := ""

default:
    @just --list

# All tests, as the README says.
test:
    cargo test --workspace

# Format, lints, tests: what CI runs.
ci:
    bash .ci/run

# Train the fast tier anew.
train:
    cargo run --release -p sayso-train -- fast {{data}}/polnear/train --out crates/sayso-model-en/fast.bin

# Learn anew what the signs of a report weigh.
kinds:
    cargo run --release -p sayso-train -- kinds examples/pages/dev examples/pages/unseen examples/pages/late examples/pages/blind --articles {{data}}/pages/trafilatura-segments/html --articles {{data}}/pages/htmldate-dates/html --worth 1.3 --penalty 0.3 --out crates/sayso/src/clean/page/kind_weights.rs
    cargo fmt --all

# Measure everything and keep the raw results.
bench: bench-pages
    cargo build --release
    mkdir -p {{out}}
    target/release/sayso-bench accuracy {{data}}/polnear/dev --out {{out}}/accuracy-fast.json
    target/release/sayso-bench accuracy {{data}}/polnear/dev --rules-only --out {{out}}/accuracy-rules.json
    target/release/sayso-bench accuracy examples --out {{out}}/accuracy-examples.json
    target/release/sayso-bench repairs {{data}}/polnear/train {{data}}/polnear/dev --out {{out}}/repairs.json
    target/release/sayso-bench speed {{data}}/polnear/dev/text --out {{out}}/speed.json
    target/release/sayso-bench growth --out {{out}}/growth.json

# Measure the reading of pages: text, metadata, kinds, places, speed.
bench-pages:
    cargo build --release
    mkdir -p {{out}}
    target/release/sayso-bench pages examples/pages/dev examples/pages/unseen examples/pages/late examples/pages/blind --out {{out}}/pages.json
    for set in trafilatura-segments htmldate-dates; do target/release/sayso read {{data}}/pages/$set/html --format jsonl > target/$set.jsonl 2> target/$set.err; python3 {{eval}}/pages_score.py {{data}}/pages/$set target/$set.jsonl | tee {{out}}/pages-$set.txt; done
    target/release/sayso-bench page-speed {{data}}/pages/trafilatura-segments/html {{ if peer == "" { "" } else { "--peer '" + peer + " bench/peers/trafilatura_pages.py'" } }} --out {{out}}/page-speed.json

# Fuzz a target (clean, read, model, page-lexer, page-map, page-metadata) for some seconds; needs cargo-fuzz and a nightly toolchain.
fuzz target="clean" seconds="600":
    cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}} -max_len=20000
