"""Loads the lines that `sayso-train export` writes: reports as arrays, and windows of whole paragraphs."""

import json

import numpy as np

LABELS = 7
FACTS = 68
PAD, UNKNOWN, BEGIN, END = 0, 1, 2, 3


class Report:
    """One report: pieces (tokens x 6, padded), facts (tokens x FACTS, 0 or 1), labels, paragraphs."""

    def __init__(self, line):
        self.stem = line["stem"]
        self.paragraphs = line["paragraphs"]
        count = len(line["pieces"])
        self.pieces = np.zeros((count, 6), np.int64)
        self.lengths = np.zeros(count, np.int64)
        self.facts = np.zeros((count, FACTS), np.float32)
        for i, (pieces, facts) in enumerate(zip(line["pieces"], line["facts"])):
            self.pieces[i, : len(pieces)] = pieces
            self.lengths[i] = len(pieces)
            self.facts[i, facts] = 1
        self.labels = np.array(line["labels"], np.int64)
        self.soft = None

    def windows(self, most, first=None):
        """Ranges of tokens with at most `most` pieces: whole paragraphs, or parts of a paragraph that is longer. The first
        window may be shorter, so that windows begin at different places in each epoch."""
        out, start, used, limit = [], None, 0, first or most
        for begin, end in self.paragraphs:
            while begin < end:
                need = int(self.lengths[begin:end].sum()) + 1
                if start is not None and used + need <= limit:
                    used += need
                    break
                if start is not None:
                    out.append((start, begin))
                    start, used, limit = None, 0, most
                if need <= limit:
                    start, used = begin, need
                    break
                if limit < most:
                    limit = most
                    continue
                sizes = np.cumsum(self.lengths[begin:end] + 0)
                cut = begin + int(np.searchsorted(sizes, most - 1, side="right"))
                out.append((begin, cut))
                begin = cut
        if start is not None:
            out.append((start, len(self.labels)))
        return out


def load(path):
    """The rows of the base vocabulary that are kept, and the reports."""
    with open(path, encoding="utf8") as lines:
        rows = json.loads(next(lines))["rows"]
        return rows, [Report(json.loads(line)) for line in lines]


def chunks(labels):
    """Chunks (role, start, end) of a label sequence."""
    out, i = [], 0
    while i < len(labels):
        if labels[i] == 0:
            i += 1
            continue
        inside = (labels[i] + 1) // 2 * 2
        j = i + 1
        while j < len(labels) and labels[j] == inside:
            j += 1
        out.append((inside // 2, i, j))
        i = j
    return out
