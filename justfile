# What people and CI run. `just` alone lists the recipes.

data := env("SAYSO_DATA", "../shared/data")
out := "bench/results/" + `date +%F`

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

# Measure everything and keep the raw results.
bench:
    cargo build --release
    mkdir -p {{out}}
    target/release/sayso-bench accuracy {{data}}/polnear/dev --out {{out}}/accuracy-fast.json
    target/release/sayso-bench accuracy {{data}}/polnear/dev --rules-only --out {{out}}/accuracy-rules.json
    target/release/sayso-bench accuracy examples --out {{out}}/accuracy-examples.json
    target/release/sayso-bench repairs {{data}}/polnear/train {{data}}/polnear/dev --out {{out}}/repairs.json
    target/release/sayso-bench speed {{data}}/polnear/dev/text --out {{out}}/speed.json
    target/release/sayso-bench growth --out {{out}}/growth.json

# Fuzz a target (clean, read, model, page-lexer, page-map, page-metadata) for some seconds; needs cargo-fuzz and a nightly toolchain.
fuzz target="clean" seconds="600":
    cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}} -max_len=20000
