"""Initial vectors of the convolutional tier: the word vectors of the base model, reduced to WIDE principal components.

python vectors.py model.safetensors train.jsonl WIDE out.npy
"""

import sys

import numpy as np
from safetensors.numpy import load_file

from data import load


def main():
    base, lines, wide, out = sys.argv[1:]
    rows, reports = load(lines)
    word = load_file(base)["embeddings.word_embeddings.weight"].astype(np.float32)
    kept = np.concatenate([word[[0, 100, 101, 102]], word[rows]])
    # Pieces are weighted by the root of their frequency. Counts begin at one so that rare pieces have a weight, too.
    count = np.ones(len(kept))
    for report in reports:
        np.add.at(count, report.pieces[report.pieces > 0], 1)
    weight = np.sqrt(count)
    mean = (kept * weight[:, None]).sum(0) / weight.sum()
    centred = kept - mean
    spread = (centred * weight[:, None]).T @ centred / weight.sum()
    values, axes = np.linalg.eigh(spread)
    turned = centred @ axes[:, ::-1][:, : int(wide)]
    turned /= np.sqrt((turned**2).sum(1).mean()) / 4
    turned[0] = 0
    np.save(out, turned.astype(np.float32))
    print(turned.shape, "share of the spread kept", values[::-1][: int(wide)].sum() / values.sum())


main()
