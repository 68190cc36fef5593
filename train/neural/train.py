"""Trains a neural tier on what `sayso-train export` wrote.

python train.py --kind transformer --base model.safetensors --train train.jsonl --noisy a.jsonl b.jsonl --dev dev.jsonl --out DIR
"""

import argparse
import json
import os
import random
import time

import numpy as np
import torch

from data import BEGIN, END, FACTS, chunks, load
from nets import Convolution, Tagger, Transformer


def arguments():
    a = argparse.ArgumentParser()
    a.add_argument("--kind", choices=["transformer", "convolution"], required=True)
    a.add_argument("--train", required=True)
    a.add_argument("--noisy", nargs="*", default=[], help="noisy twins of the training reports, in the same order")
    a.add_argument("--noise", type=float, default=0.2, help="share of reports read from a noisy twin")
    a.add_argument("--dev")
    a.add_argument("--base", help="weights of the base model")
    a.add_argument("--out", required=True)
    a.add_argument("--epochs", type=float, default=4)
    a.add_argument("--batch", type=int, default=4)
    a.add_argument("--most", type=int, default=224, help="pieces in a window")
    a.add_argument("--rate", type=float, default=2e-4)
    a.add_argument("--head-rate", type=float, default=2e-3)
    a.add_argument("--frozen", type=int, default=2)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--hold", type=int, default=0, help="hold out every n-th report")
    a.add_argument("--share", type=float, default=1.0)
    a.add_argument("--teacher", nargs="*", default=[], help="what teachers think of the training reports (.npz); the mean counts")
    a.add_argument("--soft", type=float, default=0.5, help="weight of the teacher's labels")
    a.add_argument("--hide", type=float, default=0.03, help="share of pieces hidden while training")
    a.add_argument("--wide", type=int, default=160)
    a.add_argument("--dim", type=int, default=128)
    a.add_argument("--gaps", default="1,2,4,8,16,1")
    return a.parse_args()


def collate(kind, windows, hide=0.0, rng=None):
    n = max(j - i for _, i, j in windows)
    b = len(windows)
    batch = {
        "facts": torch.zeros(b, n, FACTS),
        "labels": torch.zeros(b, n, dtype=torch.long),
        "mask": torch.zeros(b, n),
        "starts": torch.zeros(b, n, dtype=torch.bool),
    }
    rows = []
    for w, (report, i, j) in enumerate(windows):
        m = j - i
        batch["facts"][w, :m] = torch.from_numpy(report.facts[i:j])
        batch["labels"][w, :m] = torch.from_numpy(report.labels[i:j])
        batch["mask"][w, :m] = 1
        begins = [p - i for p, _ in report.paragraphs if i <= p < j]
        batch["starts"][w, begins] = True
        batch["starts"][w, 0] = True
        pieces = report.pieces[i:j]
        if hide:
            keep = torch.rand(pieces.shape).numpy() >= hide
            pieces = np.where(keep | (pieces == 0), pieces, 1)
        if kind == "transformer":
            ids, first, of = [BEGIN], [], [n]
            edges = set(begins)
            for k in range(m):
                if k in edges and k:
                    ids.append(END)
                    of.append(n)
                first.append(len(ids))
                length = report.lengths[i + k]
                ids += pieces[k, :length].tolist()
                of += [k] * int(length)
            ids.append(END)
            of.append(n)
            rows.append((ids, first, of))
        else:
            batch.setdefault("pieces", torch.zeros(b, n, 6, dtype=torch.long))[w, :m] = torch.from_numpy(pieces)
    if rows:
        most = max(len(r[0]) for r in rows)
        batch["ids"] = torch.zeros(b, most, dtype=torch.long)
        batch["of"] = torch.full((b, most), n, dtype=torch.long)
        batch["first"] = torch.zeros(b, n, dtype=torch.long)
        for w, (ids, first, of) in enumerate(rows):
            batch["ids"][w, : len(ids)] = torch.tensor(ids)
            batch["of"][w, : len(of)] = torch.tensor(of)
            batch["first"][w, : len(first)] = torch.tensor(first)
    return batch


def scores_of(net, kind, reports, most, size=8, half=True):
    """The scores of all tokens of each report."""
    net.eval()
    out = []
    with torch.no_grad():
        for report in reports:
            found = np.zeros((len(report.labels), 7), np.float32)
            windows = [(report, i, j) for i, j in report.windows(most)]
            for at in range(0, len(windows), size):
                part = windows[at : at + size]
                with torch.autocast("cpu", torch.bfloat16, enabled=half):
                    scores = net(collate(kind, part))
                for w, (_, i, j) in enumerate(part):
                    found[i:j] = scores[w, : j - i].float().numpy()
            out.append(found)
    net.train()
    return out


def evaluate(net, kind, reports, most, bonus=0.5):
    """F1 of exact chunks of source, cue, content, and of content tokens."""
    counts = np.zeros((4, 3))
    for report, scores in zip(reports, scores_of(net, kind, reports, most)):
        starts = torch.zeros(1, len(scores), dtype=torch.bool)
        starts[0, [p for p, _ in report.paragraphs]] = True
        with torch.no_grad():
            batch = {"starts": starts, "mask": torch.ones(1, len(scores))}
            labels = net.decode(torch.from_numpy(scores)[None], batch, bonus)[0]
        gold, found = chunks(report.labels), chunks(labels)
        for role in (1, 2, 3):
            g, f = ({c for c in x if c[0] == role} for x in (gold, found))
            counts[role - 1] += len(g), len(f), len(g & f)
        g, f = (np.isin(np.array(x), (5, 6)) for x in (report.labels, labels))
        counts[3] += g.sum(), f.sum(), (g & f).sum()
    return [round(float(200 * both / (a + b)), 2) for a, b, both in counts]


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    log = open(f"{a.out}/log.txt", "a")

    def say(*words):
        print(*words, flush=True)
        print(*words, file=log, flush=True)

    say(json.dumps(vars(a)))
    rows, reports = load(a.train)
    twins = [load(path)[1] for path in a.noisy]
    dev = load(a.dev)[1] if a.dev else []
    softs = [np.load(path) for path in a.teacher]
    for report in reports:
        if softs and all(report.stem in soft for soft in softs):
            report.soft = np.mean([soft[report.stem].astype(np.float32) for soft in softs], 0)
    count = int(len(reports) * a.share)
    use = [r for r in range(count) if not a.hold or r % a.hold != a.hold - 1]
    if a.kind == "transformer":
        encoder = Transformer(rows, a.base, a.frozen)
    else:
        vectors = torch.from_numpy(np.load(a.base)) if a.base else None
        encoder = Convolution(rows, vectors, a.wide, a.dim, tuple(map(int, a.gaps.split(","))))
    net = Tagger(encoder)
    body = [p for p in encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in body}
    head = [p for p in net.parameters() if id(p) not in inner and p.requires_grad]
    if a.kind == "transformer":
        facts = {id(encoder.facts.weight)}
        head += [p for p in body if id(p) in facts]
        body = [p for p in body if id(p) not in facts]
    groups = [{"params": body, "lr": a.rate}, {"params": head, "lr": a.head_rate}]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    tokens = sum(int(reports[r].lengths.sum()) for r in use)
    say(f"{len(use)} reports, {tokens} pieces, {sum(p.numel() for p in net.parameters())} parameters")

    def windows():
        out = []
        for r in use:
            report = reports[r]
            if twins and rng.random() < a.noise:
                report = rng.choice(twins)[r]
            first = rng.randint(a.most // 4, a.most)
            out += [(report, i, j) for i, j in report.windows(a.most, first)]
        # Windows of similar length are put in one batch, so that little padding is needed.
        out.sort(key=lambda w: w[2] - w[1] + rng.random() * 40)
        batches = [out[k : k + a.batch] for k in range(0, len(out), a.batch)]
        rng.shuffle(batches)
        return batches

    began, done, step, run = time.time(), 0.0, 0, [0.0, 0]
    whole = 0
    while done < a.epochs:
        batches = windows()
        for part in batches:
            if done >= a.epochs:
                break
            lr = min((step + 1) / 50, 1.0) * max(0.0, 1 - done / a.epochs)
            for group, top in zip(optimiser.param_groups, (a.rate, a.head_rate)):
                group["lr"] = lr * top
            batch = collate(a.kind, part, a.hide)
            with torch.autocast("cpu", torch.bfloat16, enabled=a.kind == "transformer"):
                scores = net(batch)
            scores = scores.float()
            loss = net.loss(scores, batch)
            total = loss
            if a.teacher:
                soft = torch.zeros_like(scores)
                known = torch.zeros(batch["mask"].shape)
                for w, (report, i, j) in enumerate(part):
                    if report.soft is not None:
                        soft[w, : j - i] = torch.from_numpy(report.soft[i:j].astype(np.float32))
                        known[w, : j - i] = 1
                if known.sum() > 0:
                    cross = -(soft * torch.log_softmax(scores, -1)).sum(-1)
                    total = (1 - a.soft) * loss + a.soft * (cross * known).sum() / known.sum()
            optimiser.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimiser.step()
            step += 1
            done += 1 / len(batches)
            run = [run[0] + float(loss.detach()), run[1] + 1]
            if step % 200 == 0:
                say(f"step {step} epoch {done:.2f} {time.time() - began:.0f} s loss {run[0] / run[1]:.4f}")
                run = [0.0, 0]
        whole += 1
        torch.save(net.state_dict(), f"{a.out}/last.pt")
        if dev and (a.kind == "transformer" or whole % 3 == 0 or done >= a.epochs):
            say(f"epoch {done:.2f} {time.time() - began:.0f} s dev {evaluate(net, a.kind, dev, a.most)}")


if __name__ == "__main__":
    main()
