#!/usr/bin/env bash
# In: the program, a folder of pages. Out: how long the list of 100 pages in the terminal is, and how much longer it takes
# than JSONL of the same pages.
#
#   bench/folder.sh target/release/sayso ../shared/data/pages/trafilatura-segments > bench/results/first-screen/folder.txt
#
# Of the pages, 100 are taken that `ground-truth.json` beside them lists as English, and filled up with the others. The
# times are of the processor, on one thread, in turns, because another program on the machine then costs both alike.
set -euo pipefail
program=$(realpath "$1")
pages=$(realpath "$2")
rounds=${3:-9}
export NO_COLOR=1

mapfile -t names < <(python3 - "$pages/ground-truth.json" <<'END'
import json, sys
truth = json.load(open(sys.argv[1]))
for name in sorted(truth, key=lambda name: (not truth[name]["en"], name))[:100]:
    print(name + ".html")
END
)
cd "$pages/html"

# Rows of the screen: the list, and what is said beside it on standard error.
for columns in 80 100 120; do
    rows=$(script -qec "stty cols $columns rows 50; $program read --format human ${names[*]}" /dev/null | tr -d '\r' | grep -av '^$' | wc -l)
    echo "rows at $columns columns, empty ones left out: $rows (bar: 110)"
done

# Seconds of the processor of one run.
seconds() {
    local TIMEFORMAT='%U %S'
    { time "$program" "$@" --jobs 1 "${names[@]}" > /dev/null 2> /dev/null; } 2>&1 | awk '{ print $1 + $2 }'
}

jsonl=() list=()
seconds read --format jsonl > /dev/null
for _ in $(seq "$rounds"); do
    jsonl+=("$(seconds read --format jsonl)")
    list+=("$(seconds read --format human)")
done
python3 - "${jsonl[*]}" "${list[*]}" <<'END'
import statistics, sys
jsonl, human = ([float(x) for x in arg.split()] for arg in sys.argv[1:])
for name, times in ("jsonl", jsonl), ("list", human):
    print(f"{name}: best {min(times):.3f} s, median {statistics.median(times):.3f} s, all", *times)
print(f"list / jsonl: best {min(human) / min(jsonl):.3f}, median of the rounds "
      f"{statistics.median(h / j for h, j in zip(human, jsonl)):.3f} (bar: 1.05)")
END
