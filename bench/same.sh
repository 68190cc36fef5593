#!/usr/bin/env bash
# Does the program still write the same bytes? The safety net for every change that must not change output.
#
#   bench/same.sh keep PROGRAM DIR      run PROGRAM on the fixed set and keep its outputs in DIR
#   bench/same.sh compare PROGRAM DIR   run it again, list the outputs that differ from those kept in DIR, exit 1 if any do
#
# The fixed set: every example report and page, PolNeAR dev and the pages of SAYSO_DATA where they are present, in all
# three tiers and by rules alone, as JSONL, tables, human form, HTML and brat, and `check --all`. SAME=quick leaves out the
# accurate tier and everything from SAYSO_DATA. Outputs stay out of git; DIR/hashes.txt has one line an output.
set -euo pipefail

[ $# -eq 3 ] || { sed -n '2,9p' "$0" >&2; exit 2; }
verb=$1
program=$(realpath "$2")
kept=$3
data=${SAYSO_DATA:-../shared/data}
cd "$(dirname "$0")/.."
mkdir -p "$kept"
kept=$(realpath "$kept")
outputs=$kept
[ "$verb" = keep ] || { outputs=$kept.now; rm -rf "$outputs"; mkdir -p "$outputs"; }

# one NAME ARGUMENTS…: the output of one run. Exit codes and messages are part of it.
one() {
    local name=$1 code=0
    shift
    "$program" "$@" > "$outputs/$name" 2> "$outputs/$name.err" || code=$?
    echo "exit code $code" >> "$outputs/$name.err"
}

# several NAME ARGUMENTS…: likewise for runs that write a folder, joined into one file.
several() {
    local name=$1 folder
    shift
    folder=$(mktemp -d)
    one "$name" "$@" --out "$folder"
    (cd "$folder" && find . -type f | LC_ALL=C sort | while read -r file; do echo "== $file"; cat "$file"; done) > "$outputs/$name"
    rm -rf "$folder"
}

export NO_COLOR=1
texts=(examples/reports examples/news/dev/reports examples/news/unseen/reports)
pages=(examples/pages/dev examples/pages/unseen examples/pages/late examples/pages/blind)
tiers=(fast standard)
[ "${SAME:-}" = quick ] || tiers+=(accurate)

for tier in "${tiers[@]}"; do
    one "texts-$tier.jsonl" read "${texts[@]}" --model "$tier" --format jsonl
done
one texts-rules.jsonl read "${texts[@]}" --rules-only --format jsonl
one texts-dated.jsonl read "${texts[@]}" --model fast --published 2024-03-01 --format jsonl
one texts-raw.jsonl read "${texts[@]}" --model fast --raw-text --bias recall --format jsonl
one texts.txt read "${texts[@]}" --format human
one texts-check.txt check --all "${texts[@]}" --format human
one texts-check.jsonl check --all "${texts[@]}" --format jsonl
for table in claims figures times entities findings reports; do
    one "texts-$table.csv" read "${texts[@]}" --model fast --table "$table"
done
one pages-reports.csv read "${pages[@]}" --model fast --table reports
one pages-fast.jsonl read "${pages[@]}" --model fast --format jsonl
one pages-all.jsonl read "${pages[@]}" --model fast --all-pages --format jsonl
one pages.txt read "${pages[@]}" --model fast --format human
one pages-check.txt check --all "${pages[@]}" --model fast --format human
several texts.html read "${texts[@]}" --format html
several texts.brat read "${texts[@]}" --format brat
several pages.html check --all "${pages[@]}" --model fast --format html

if [ "${SAME:-}" != quick ] && [ -d "$data" ]; then
    dev=$data/polnear/dev/text
    for tier in "${tiers[@]}"; do
        one "dev-$tier.jsonl" read "$dev" --model "$tier" --format jsonl
    done
    one dev-rules.jsonl read "$dev" --rules-only --format jsonl
    one dev.txt read "$dev" --format human
    one dev-check.txt check --all "$dev" --format human
    one dev-check.jsonl check --all "$dev" --model fast --published 2016-05-01 --format jsonl
    several dev.html check --all "$dev" --model fast --format html
    several dev.brat read "$dev" --format brat
    for set in trafilatura-segments htmldate-dates readability; do
        one "$set.jsonl" check --all "$data/pages/$set/html" --model fast --format jsonl
    done
    one segments-standard.jsonl read "$data/pages/trafilatura-segments/html" --format jsonl
    one segments.txt read "$data/pages/trafilatura-segments/html" --model fast --format human
    several segments.html read "$data/pages/trafilatura-segments/html" --model fast --format html
elif [ "${SAME:-}" != quick ]; then
    echo "same: SAYSO_DATA ($data) is absent; only the examples are compared" >&2
fi

(cd "$outputs" && find . -type f ! -name hashes.txt | LC_ALL=C sort | xargs sha256sum) > "$outputs/hashes.txt"
if [ "$verb" = keep ]; then
    echo "same: kept $(wc -l < "$outputs/hashes.txt") outputs in $kept"
    exit 0
fi
different=0
while read -r _ file; do
    if ! cmp -s "$kept/$file" "$outputs/$file"; then
        different=$((different + 1))
        lines=$(diff "$kept/$file" "$outputs/$file" | grep -c '^[<>]' || true)
        echo "different: $file ($lines lines; diff $kept/$file $outputs/$file)"
    fi
done < "$outputs/hashes.txt"
total=$(wc -l < "$outputs/hashes.txt")
echo "same: $((total - different)) of $total outputs are the same"
[ "$different" = 0 ]
