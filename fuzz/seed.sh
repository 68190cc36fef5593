#!/usr/bin/env bash
# Makes the seeds of the targets of input out of the small files of the tests, beside those that are
# committed as seed-*. What a target finds later is added to the same folder, and git ignores it.
set -eu
cd "$(dirname "$0")"

tests=../crates/sayso-input/tests

# Copies files to the seeds of a target.
copy() {
    local folder=corpus/$1
    shift
    mkdir -p "$folder"
    cp "$@" "$folder/"
}

# Writes the beginnings of the files in a document, with the byte 1 between them, behind the letter of
# its form. XML that ends early is read, too.
sections() {
    local letter=$1 document=$2
    shift 2
    printf %s "$letter"
    for member in "$@"; do
        { unzip -p "$document" "$member" 2> /dev/null || true; } | head -c 6000 || true
        printf '\001'
    done
}

# Writes a file behind the byte by which `input-any` chooses a name: a number of the list there, and
# 16 more if it is to be packed.
named() {
    printf '%b' "\\x$(printf %x "$1")"
    cat "$2"
}

copy input-rows $tests/rows/*.json
copy input-parquet $tests/rows/*.parquet
copy input-table $tests/rows/*.csv $tests/rows/*.tsv
copy input-feed $tests/rows/*.atom $tests/rows/*.rss
copy input-crawl $tests/crawls/*.warc $tests/crawls/*.warc.gz $tests/crawls/*.warc.zst
copy input-zip $tests/crawls/*.zip $tests/crawls/*.wacz $tests/documents/*.odt
copy input-mail $tests/documents/*.eml $tests/documents/*.mbox
copy input-office $tests/documents/*.docx $tests/documents/*.odt
copy input-pdf $tests/documents/*.pdf
printf '{"text": "The quay is shut.", "date": "2024-03-01"}\n{"content": "It reopens.", "id": 7}\n' \
    > corpus/input-rows/lines.jsonl
printf 'pages/a.html\n<html><p>The quay is shut.</p>\001rows.jsonl\n{"text": "It reopens."}\001notes\nPlain.' \
    > corpus/input-zip/sections
printf 'datapackage.json\n{}\001archive/data.warc\n' | cat - $tests/crawls/warcio.warc \
    > corpus/input-zip/sections-crawl
sections w $tests/documents/minutes.docx word/document.xml word/styles.xml word/footnotes.xml \
    word/endnotes.xml docProps/core.xml word/header1.xml word/footer1.xml > corpus/input-office/sections-docx
sections o $tests/documents/survey.odt content.xml styles.xml meta.xml META-INF/manifest.xml \
    > corpus/input-office/sections-odt

mkdir -p corpus/input-any
any=corpus/input-any
number=0
for file in corpus/clean/seed-barn-fire-trial corpus/clean/seed-giants-museum corpus/page-map/seed-*.html \
    corpus/page-map/seed-*.mhtml $tests/rows/*.json $tests/rows/*.tsv $tests/rows/*.rss \
    $tests/crawls/browser.warc.* $tests/crawls/files.zip $tests/documents/two.mbox $tests/documents/*.eml; do
    for how in 0 16; do
        named $((how + number % 16)) "$file" > "$any/seed$number-$how"
    done
    number=$((number + 1))
done
named 1 corpus/clean/seed-lido-roof > $any/text
named 2 corpus/page-map/seed-news.html > $any/page
