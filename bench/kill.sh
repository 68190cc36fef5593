#!/usr/bin/env bash
# In: the program, the folder of examples. Out: what is left of a ledger after `kill -9` at random moments of adding, forgetting,
# migrating, and of finding stories and versions, each followed by the same command. A line for each that is not as an undisturbed
# run leaves it, then totals.
#
#   bench/kill.sh target/release/sayso examples 100 20 20 20 20 > bench/results/ledger/kill.txt
#
# The reports are the paragraphs of the invented reports, so that there are many transactions in a short time. The
# moments are even over the time that an undisturbed run takes. Needs the program sqlite3.
set -uo pipefail
program=$(realpath "$1")
examples=$(realpath "$2")
adds=${3:-100} forgets=${4:-20} migrations=${5:-20} stories=${6:-20} versions=${7:-20}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
awk 'length > 60 { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, " "); printf "{\"id\": \"r%d\", \"text\": \"%s\"}\n", ++n, $0 }' \
    "$examples"/reports/*.txt "$examples"/news/*/reports/*.txt > rows.jsonl
reports=rows.jsonl
# Every report has two versions at one address.
awk '{ sub(/^\{/, "{\"url\": \"https://tarnpost.example/" NR "\", "); print
       sub(/"id": "r/, "\"id\": \"s"); sub(/"}$/, " The harbour stays closed until Friday.\"}"); print }' rows.jsonl > versions.jsonl
RANDOM=17

add() { "$program" add --model fast "$1" "$reports" 2> /dev/null; }
forget() { "$program" forget "$1" "${gone[@]}" 2> /dev/null; }
stories() { "$program" stories "$1" > /dev/null 2>&1; }
versions() { "$program" versions "$1" > /dev/null 2>&1; }
content() { "$program" dump "$1" | sha256sum; }
seconds() { local TIMEFORMAT=%R; { time "$@" > /dev/null; } 2>&1; }

# Runs a command on a ledger and kills it at a random moment of its time. In the foreground `timeout` waits until it has ended, so that
# the next command does not find the ledger held.
disturb() {
    local time=$1 verb=$2
    local moment
    moment=$(awk -v t="$time" -v r="$RANDOM" 'BEGIN { printf "%.3f", t * r / 32767 }')
    case $verb in
        add) timeout --foreground -s KILL "$moment" "$program" add --model fast news.db "$reports" ;;
        forget) timeout --foreground -s KILL "$moment" "$program" forget news.db "${gone[@]}" ;;
        stories | versions) timeout --foreground -s KILL "$moment" "$program" "$verb" news.db ;;
    esac > /dev/null 2>&1
    # 137: it was killed, and did not end before.
    [ $? -eq 137 ] && killed=$((killed + 1))
}

# Compares a ledger with what it should be.
judge() {
    local expected=$1 what=$2
    local sound beside
    sound=$(sqlite3 news.db 'PRAGMA integrity_check')
    beside=$(ls | grep -c '^news.db-\(wal\|shm\|lock\|journal\)$')
    if [ "$(content news.db)" = "$expected" ] && [ "$sound" = ok ] && [ "$beside" = 0 ]; then
        same=$((same + 1))
    else
        echo "$what: not as an undisturbed run leaves it (integrity: $sound, files beside it: $beside)"
    fi
}

# What an undisturbed run leaves.
add whole.db
whole=$(content whole.db)
mapfile -t gone < <(sqlite3 whole.db 'SELECT id FROM report WHERE number % 3 = 1')
cp whole.db less.db
forget less.db
less=$(content less.db)
cp whole.db old.db
sqlite3 old.db 'DROP TABLE source_pending; PRAGMA user_version = 0'
cp whole.db told.db
stories told.db
told=$(content told.db)
"$program" add --model fast several.db versions.jsonl 2> /dev/null
cp several.db compared.db
versions compared.db
compared=$(content compared.db)
rows() { sqlite3 "$1" "SELECT COUNT(*) FROM $2"; }
echo "stories: $(rows told.db story), groups of claims: $(rows told.db claim_group), versions: $(rows compared.db version)"
echo "reports: $(sqlite3 whole.db 'SELECT COUNT(*) FROM report'), to forget: ${#gone[@]}"

# Disturbs a command `$3` times, does it again, and compares with what it should leave. `$2` is the ledger that it
# begins with, or nothing; `$4` is what it should leave; `$5` is one more check.
try() {
    local verb=$1 begins=$2 times=$3 expected=$4 also=${5:-true}
    local time n what=${6:-$1}
    same=0 killed=0
    [ -n "$begins" ] && cp "$begins" timed.db
    time=$(seconds "$verb" timed.db)
    for n in $(seq "$times"); do
        rm -f news.db*
        [ -n "$begins" ] && cp "$begins" news.db
        disturb "$time" "$verb"
        "$verb" news.db
        "$also" || echo "$what $n: the copy is not whole"
        judge "$expected" "$what $n"
    done
    rm -f timed.db*
    echo "$what: $same of $times the same, $killed of them killed before the end ($time s undisturbed)"
}

# Whether the copy that a migration keeps has all that the ledger had.
has_copy() {
    local reports
    reports=$(sqlite3 old.db 'SELECT COUNT(*) FROM report')
    [ "$(sqlite3 news.db-schema-0 'PRAGMA integrity_check; SELECT COUNT(*) FROM report' | tr '\n' ' ')" = "ok $reports " ]
}

try add "" "$adds" "$whole"
try forget whole.db "$forgets" "$less"
try add old.db "$migrations" "$whole" has_copy migration
try stories whole.db "$stories" "$told"
try versions several.db "$versions" "$compared"
