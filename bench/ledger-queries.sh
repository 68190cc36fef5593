#!/usr/bin/env bash
# How fast a ledger answers: bench/ledger-queries.sh SAYSO LEDGER
# Prints, for each question, wall time and processor time in seconds, the best of three runs. On a busy machine
# compare processor time. `sayso-bench ledger-made 100000 FILE` makes a ledger.
set -euo pipefail
sayso=$1 ledger=$2
id=$("$sayso" search "$ledger" --reports --format jsonl --limit 1 ferry | grep -o '"report":"[^"]*"' | head -1 | cut -d'"' -f4)

measure() {
    local best="" TIMEFORMAT="%R %U %S"
    for _ in 1 2 3; do
        local took
        took=$({ time "$sayso" "$@" > /dev/null 2>&1 || true; } 2>&1)
        best=$(printf '%s\n%s\n' "$best" "$took" | grep . | sort -n | head -1)
    done
    awk -v what="$*" '{printf "%6.2f s wall  %6.2f s processor  sayso %s\n", $1, $2 + $3, what}' <<< "$best"
}

measure search "$ledger" dredger wreck
measure search "$ledger" ferry captain
measure search "$ledger" ferry
measure search "$ledger" dredger --reports
measure search "$ledger" troops --figures --from 1000 --to 1010
measure who "$ledger" Marit Brandt
measure who "$ledger" Moller
measure show "$ledger" "$id"
measure timeline "$ledger" dredger captain
measure figures "$ledger" lighthouse
measure who "$ledger"
measure who "$ledger" --audit
