"""Writes a trained network in the format of the library: 8-bit weights in blocks, with a step size for each output.

python write.py DIR net.bin
"""

import argparse
import json
import struct

import numpy as np
import torch

from data import FACTS, load
from nets import Convolution, Tagger, Transformer
from train import collate

BLOCK = 16


class Writer:
    def __init__(self):
        self.out = bytearray()

    def whole(self, *numbers):
        for n in numbers:
            self.out += struct.pack("<I", n)

    def floats(self, x):
        self.out += np.asarray(x, "<f4").tobytes()

    def steps(self, x):
        """Rows of integers and the step size of each row: the size with the smallest squared error."""
        top = np.maximum(np.abs(x).max(1), 1e-8)
        best, least = top / 127, None
        for cut in (1.0, 0.95, 0.9, 0.85, 0.8):
            step = top * cut / 127
            lost = ((np.clip(np.round(x / step[:, None]), -127, 127) * step[:, None] - x) ** 2).sum(1)
            if least is None:
                least = lost
            better = lost < least
            best, least = np.where(better, step, best), np.where(better, lost, least)
        best = best.astype("<f4")
        return best, np.clip(np.round(x / best[:, None]), -127, 127).astype(np.int8)

    def rows(self, x):
        step, values = self.steps(x)
        self.whole(*x.shape)
        self.floats(step)
        self.out += values.tobytes()

    def dense(self, weight, shift):
        outputs, inputs = weight.shape
        assert outputs % BLOCK == 0 and inputs % 4 == 0
        step, values = self.steps(weight)
        self.whole(inputs, outputs)
        self.floats(step)
        self.floats(shift)
        blocks = values.reshape(outputs // BLOCK, BLOCK, inputs // 4, 4).transpose(0, 2, 1, 3)
        self.out += np.ascontiguousarray(blocks).tobytes()

    def norm(self, norm):
        self.floats(norm.weight.detach())
        self.floats(norm.bias.detach())


def reach(net, reports, most):
    """The largest input of each convolution in some of the reports."""
    tops = [0.0] * len(net.encoder.norms)

    def watch(k):
        def hook(_, __, out):
            tops[k] = max(tops[k], float(np.quantile(out.abs().numpy(), 0.9999)))

        return hook

    hooks = [norm.register_forward_hook(watch(k)) for k, norm in enumerate(net.encoder.norms)]
    with torch.no_grad():
        for report in reports:
            for i, j in report.windows(most):
                net(collate("convolution", [(report, i, j)]))
    for hook in hooks:
        hook.remove()
    return tops


def build(folder):
    """The network of a folder, with its settings and the rows of its vocabulary."""
    with open(f"{folder}/log.txt") as log:
        settings = json.loads(next(line for line in log if line.startswith("{")))
    rows, reports = load(settings["train"])
    if settings["kind"] == "transformer":
        encoder = Transformer(rows, None, settings["frozen"])
    else:
        gaps = tuple(map(int, settings["gaps"].split(",")))
        encoder = Convolution(rows, None, settings["wide"], settings["dim"], gaps)
    net = Tagger(encoder)
    net.load_state_dict(torch.load(f"{folder}/last.pt"))
    net.eval()
    return net, settings, reports


def main():
    a = argparse.ArgumentParser()
    a.add_argument("folder")
    a.add_argument("out")
    a = a.parse_args()
    net, settings, reports = build(a.folder)
    e, w = net.encoder, Writer()
    array = lambda t: t.detach().numpy()
    w.whole(1 if settings["kind"] == "transformer" else 2, settings["most"])
    if settings["kind"] == "transformer":
        w.whole(e.layers[0].heads, e.frozen, len(e.layers))
        w.rows(array(e.words.weight))
        w.rows(array(e.places.weight))
        w.norm(e.norm)
        for layer in e.layers:
            for dense, norm in (
                (layer.qkv, None),
                (layer.out, layer.norm1),
                (layer.up, None),
                (layer.down, layer.norm2),
            ):
                w.dense(array(dense.weight), array(dense.bias))
                if norm is not None:
                    w.norm(norm)
        facts = array(e.facts.weight).T
    else:
        w.whole(len(e.steps))
        w.rows(array(e.words.weight))
        wide = e.words.weight.shape[1]
        mix = array(e.mix.weight)
        w.dense(mix[:, :wide], array(e.mix.bias))
        w.norm(e.norm)
        tops = reach(net, reports[::20], settings["most"])
        for gap, step, norm, top in zip(e.gaps, e.steps, e.norms, tops):
            w.whole(gap)
            w.floats([127 / top])
            w.norm(norm)
            # The inputs of the three tokens are put side by side.
            weight = array(step.weight).transpose(0, 2, 1).reshape(step.weight.shape[0], -1)
            w.dense(weight, array(step.bias))
        facts = mix[:, wide:].T
    w.floats(np.ascontiguousarray(facts))
    tag = np.zeros((8, net.tag.weight.shape[1]), np.float32)
    tag[:7] = array(net.tag.weight)
    w.floats(np.ascontiguousarray(tag[:, : -FACTS].T))
    w.floats(np.ascontiguousarray(tag[:, -FACTS:].T))
    w.floats(np.append(array(net.tag.bias), 0))
    w.floats(array(net.chain))
    with open(a.out, "wb") as out:
        out.write(w.out)
    print(a.out, len(w.out), "bytes")


if __name__ == "__main__":
    main()
