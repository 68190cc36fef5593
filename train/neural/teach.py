"""Writes the probability that a trained network gives to each label at each token of reports.

python teach.py DIR reports.jsonl out.npz
"""

import sys

import numpy as np
import torch

from data import load
from train import scores_of
from write import build


def marginals(net, scores, starts):
    """Probabilities of the labels, computed by the forward-backward algorithm in log space."""
    steps = net.steps(starts[None])[0]
    n = len(scores)
    forward, backward = [scores[0] + net.start], [torch.zeros(scores.shape[1])]
    for k in range(1, n):
        forward.append(torch.logsumexp(forward[-1][:, None] + steps[k - 1], 0) + scores[k])
    for k in range(n - 1, 0, -1):
        backward.append(torch.logsumexp(steps[k - 1] + (scores[k] + backward[-1])[None], 1))
    return torch.softmax(torch.stack(forward) + torch.stack(backward[::-1]), -1)


def main():
    folder, lines, out = sys.argv[1:]
    torch.set_num_threads(1)
    net, settings, _ = build(folder)
    _, reports = load(lines)
    soft = {}
    for report in reports:
        scores = scores_of(net, settings["kind"], [report], settings["most"])[0]
        starts = torch.zeros(len(scores), dtype=torch.bool)
        starts[[p for p, _ in report.paragraphs]] = True
        with torch.no_grad():
            soft[report.stem] = marginals(net, torch.from_numpy(scores), starts).numpy().astype(np.float16)
    np.savez(out, **soft)


main()
