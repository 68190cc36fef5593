#!/usr/bin/env python3
"""How much of the words of documents sayso reads, in their order.

    bench/documents/compare.py SAYSO DIR

DIR is what make.py or mails.py made: for each NAME.pdf, NAME.docx, NAME.odt or NAME.eml there is NAME.truth, the words that were
written, and for PDF files NAME.poppler, what poppler's pdftotext takes out. Words are compared in
lower case without marks and hyphens; the longest common subsequence counts. Five columns: of the
words that were written, how many sayso reads in order, without furniture; of those that it reads,
how many were written; how many poppler reads; of poppler's words, how many sayso has, with
furniture; how many poppler takes apart from sayso.
"""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata


def words(text):
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    bare = (re.sub(r"[^\w%$]", "", word).lower() for word in text.split())
    return [word for word in bare if word]


def common(a, b):
    """The length of the longest common subsequence, by bits."""
    places = {}
    for at, word in enumerate(b):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(b)) - 1
    row = full
    for word in a:
        hit = row & places.get(word, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(b) - row.bit_count()


def read(sayso, path):
    """The text that sayso reads, and what of it is not furniture."""
    command = [sayso, "read", "--rules-only", "--format", "jsonl", str(path)]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    for line in map(json.loads, lines):
        if line["type"] == "report":
            text, report = line["data"]["text"], line["data"]
            # What repeats other words of the report is marked, too, and is part of it.
            kept = [b for b in report["blocks"] if b["kind"] != "furniture"]
            return text, "\n".join(text[b["start"]:b["end"]] for b in kept)
        if line["type"] == "error":
            print(line["data"]["message"], file=sys.stderr)
    return "", ""


def part(a, b):
    return common(a, b) / max(1, len(b))


def main():
    sayso, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    rows = []
    for truth in sorted(folder.glob("*.truth")):
        path = next(p for e in (".pdf", ".docx", ".odt", ".eml") if (p := truth.with_suffix(e)).exists())
        written = words(truth.read_text())
        everything, body = map(words, read(sayso, path))
        row = [path.name, part(body, written), part(written, body)]
        poppler = truth.with_suffix(".poppler")
        if poppler.exists():
            other = words(poppler.read_text())
            row += [part(other, written), part(everything, other), part(other, everything)]
        rows.append(row)
    heads = ["written", "only", "poppler", "of pop.", "of ours"][: len(rows[0]) - 1]
    print(f"{'':32}" + "".join(f"{head:>9}" for head in heads))
    for name, *figures in rows:
        print(f"{name:32}" + "".join(f"{figure:9.3f}" for figure in figures))
    means = [sum(row[i] for row in rows) / len(rows) for i in range(1, len(rows[0]))]
    print(f"{f'mean of {len(rows)}':32}" + "".join(f"{mean:9.4f}" for mean in means))
    print(f"files with less than 97% of what was written: {sum(row[1] < 0.97 for row in rows)}")
    # Where poppler itself lost the order, to agree with it would be wrong.
    right = [row for row in rows if len(row) > 3 and row[3] >= 0.97]
    if right:
        mean = sum(row[4] for row in right) / len(right)
        print(f"where poppler has 97% of what was written ({len(right)} files): {mean:.4f} of poppler's words")


main()
