#!/usr/bin/env bash
# Is the program as fast as it was? Two builds read the same reports in turn, in one run.
#
#   bench/pair.sh BEFORE AFTER [ROUNDS]
#
# Reads PolNeAR dev (all three tiers and `check`) and the pages of trafilatura-segments (fast tier) from SAYSO_DATA on one
# thread, BEFORE and AFTER in turn, ROUNDS times (default 7), after one round that is not counted. Prints for each input
# the median user CPU time of both, in seconds, and BEFORE divided by AFTER: above 1 is faster than before. CPU time is
# compared, not time on the clock, so that other work on the machine disturbs less.
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,10p' "$0" >&2; exit 2; }
before=$(realpath "$1")
after=$(realpath "$2")
rounds=${3:-7}
data=${SAYSO_DATA:-../shared/data}
cd "$(dirname "$0")/.."
[ -d "$data" ] || { echo "pair: SAYSO_DATA ($data) is absent; nothing to read" >&2; exit 2; }

# user PROGRAM ARGUMENTS…: user CPU seconds of one run.
user() {
    local TIMEFORMAT=%U
    { time "$@" > /dev/null 2>&1; } 2>&1
}

median() {
    sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

compare() {
    local name=$1
    shift
    local old=() new=()
    user "$before" "$@" > /dev/null
    user "$after" "$@" > /dev/null
    for ((round = 0; round < rounds; round++)); do
        old+=("$(user "$before" "$@")")
        new+=("$(user "$after" "$@")")
    done
    local was is
    was=$(printf '%s\n' "${old[@]}" | median)
    is=$(printf '%s\n' "${new[@]}" | median)
    awk -v name="$name" -v was="$was" -v is="$is" \
        'BEGIN { printf "%-28s before %7.3f s  after %7.3f s  ratio %.3f\n", name, was, is, was / is }'
}

dev=$data/polnear/dev/text
compare "texts, fast" read "$dev" --model fast --format jsonl --jobs 1
compare "texts, standard" read "$dev" --model standard --format jsonl --jobs 1
compare "texts, accurate" read "$dev" --model accurate --format jsonl --jobs 1
compare "texts, rules only" read "$dev" --rules-only --format jsonl --jobs 1
compare "texts, check, fast" check "$dev" --model fast --format jsonl --jobs 1
compare "pages, fast" read "$data/pages/trafilatura-segments/html" --model fast --format jsonl --jobs 1
compare "pages, standard" read "$data/pages/trafilatura-segments/html" --format jsonl --jobs 1
compare "one short report" read examples/reports/tram-derails.txt --format jsonl --jobs 1
