#!/usr/bin/env bash
# In: a ledger. Out: its size beside the bytes of the texts in it, then what each table and index takes, as a multiple of
# these bytes, the largest first.
#
#   sayso add news.db reports/ --model fast
#   bench/ledger-size.sh news.db > bench/results/ledger/size.txt
#
# Needs the program sqlite3, with its table dbstat.
set -euo pipefail
sqlite3 -readonly -separator '  ' "$1" "
WITH texts AS (SELECT COUNT(*) AS reports, SUM(LENGTH(CAST(text AS BLOB))) AS bytes FROM report)
SELECT reports || ' reports, ' || bytes || ' bytes of text, ledger '
    || printf('%.2f', 1.0 * (SELECT SUM(pgsize) FROM dbstat) / bytes) || ' times that' FROM texts;
WITH texts AS (SELECT SUM(LENGTH(CAST(text AS BLOB))) AS bytes FROM report)
SELECT printf('%6.3f', 1.0 * SUM(pgsize) / bytes), name FROM dbstat, texts GROUP BY name ORDER BY SUM(pgsize) DESC, name;"
