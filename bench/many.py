#!/usr/bin/env python3
"""A collection in which most reports are copies, to measure how long `sayso copies` takes for it.

In: the folder `polnear/train/text` of the corpora, and how many reports. Out: JSONL on standard output. Each report is
the beginning of a news text, about 1,200 bytes; of each text there are as many as are needed. In three of four of them
between a twentieth and a fifth of the words are others and one sentence is left out. Days and outlets differ. The same
number gives the same bytes.

    python3 bench/many.py ../shared/data/polnear/train/text 100000 > many.jsonl
    sayso add many.db many.jsonl --model fast
    time sayso copies many.db --format jsonl > copies.jsonl
"""

import datetime
import json
import pathlib
import random
import re
import sys

LENGTH = 1200


def beginning(text):
    """Its first sentences, up to LENGTH characters."""
    if len(text) <= LENGTH:
        return text
    end = max(text.rfind(mark, 0, LENGTH) for mark in (". ", ".\n"))
    return text[: end + 1] if end > 0 else text[:LENGTH]


def reworded(text, words, choose):
    """The text with some words others and without one sentence."""
    share = choose.uniform(0.05, 0.2)
    sentences = re.split(r"(?<=\.)\s+", text)
    if len(sentences) > 3:
        del sentences[choose.randrange(1, len(sentences))]

    def other(match):
        return choose.choice(words) if choose.random() < share else match.group()

    return re.sub(r"\b[a-z]{4,}\b", other, " ".join(sentences))


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    choose = random.Random(41)
    texts = [beginning(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    words = sorted({word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text)})
    first = datetime.date(2024, 1, 1)
    for number in range(count):
        text = texts[number % len(texts)]
        if number % 4:
            text = reworded(text, words, choose)
        day = first + datetime.timedelta(days=choose.randrange(600))
        row = {
            "id": f"r{number:06}",
            "text": text,
            "date": day.isoformat(),
            "source_domain": f"outlet{choose.randrange(200)}.example",
        }
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
