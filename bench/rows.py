"""Writes rows or a feed of the texts of pages in a folder, to measure `sayso-bench input`.

    python bench/rows.py jsonl|csv|feed FOLDER MEGABYTES > rows.jsonl

The words are those of the pages without their tags, repeated until there are so many megabytes. With
`cell` or `line` in place of a form, one cell of a table or one line is as large as that."""

import csv
import html
import io
import json
import pathlib
import re
import sys

TITLE = "Ferry sinks off Velm"


def texts(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.html")):
        page = path.read_text("utf-8", "replace")
        page = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", page)
        yield re.sub(r"\s+", " ", html.unescape(page)).strip()


def fields(number, text):
    return {
        "id": number,
        "url": f"https://post.example/{number}",
        "title": TITLE,
        "date_publish": "2024-03-01T00:10:00+09:00",
        "maintext": text,
        "language": "en",
        "image_url": None,
    }


def jsonl(number, text):
    return json.dumps(fields(number, text)) + "\n"


def table(number, text):
    out = io.StringIO()
    csv.writer(out).writerow(fields(number, text).values())
    return out.getvalue()


def entry(number, text):
    return (
        f"<item><title>{TITLE}</title><guid>https://post.example/{number}</guid>"
        "<pubDate>Fri, 01 Mar 2024 00:10:00 +0900</pubDate><content:encoded>"
        f"{html.escape(text)}</content:encoded></item>\n"
    )


FORMS = {
    "jsonl": ("", jsonl, ""),
    "csv": (",".join(fields(0, "")) + "\n", table, ""),
    "feed": (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title>\n',
        entry,
        "</channel></rss>\n",
    ),
}


def main():
    form, folder, most = sys.argv[1], sys.argv[2], int(sys.argv[3]) * 1_000_000
    if form in ("cell", "line"):
        head, row, tail = FORMS["csv" if form == "cell" else "jsonl"]
        large = "The ferry sank, police said. " * (most // 29)
        rows = [row(1, "It sank."), row(2, large), row(3, "It rose.")]
        sys.stdout.write(head + "".join(rows) + tail)
        return
    head, row, tail = FORMS[form]
    words = list(texts(folder))
    sys.stdout.write(head)
    size = number = 0
    while size < most:
        piece = row(number, words[number % len(words)])
        size += len(piece.encode())
        number += 1
        sys.stdout.write(piece)
    sys.stdout.write(tail)


main()
