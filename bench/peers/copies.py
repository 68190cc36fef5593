#!/usr/bin/env python3
"""copies.py SAYSO ORIGINALS COPIES STORIES [--work FOLDER]: finds copies with sayso and with what others use, in one run: recall,
precision and seconds of the processor.

ORIGINALS is a folder of .txt files, COPIES what gen_copies.py of the evaluation kit makes of them, STORIES real stories with all pairs
labelled. Needs datasketch and text-dedup (pip install datasketch text-dedup; of text-dedup its hashes are used, without its
Spark and its data sets).

Of the generated copies each tool has to find the originals among all originals, many of which are reports of the same event. An
original that shares over a tenth of its runs of five words with a source is a copy of it already, and is not counted. Of the real
stories the pairs labelled as copies are to be found, and those of one source or independent are not; pairs labelled `related` are not
counted. `passim` is passim's rule for candidates (five shared runs of 25 letters that at most 100 texts have), not its alignment, which
needs Spark; it links more than passim would."""
import argparse, collections, itertools, json, pathlib, re, resource, subprocess, tempfile

WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall(text.lower())


def runs(text, length):
    tokens = words(text)
    return {" ".join(tokens[at:at + length]) for at in range(max(1, len(tokens) - length + 1))}


def datasketch_pairs(texts):
    """MinHash of 128 permutations of runs of five words, Jaccard .5, as its documentation shows."""
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=0.5, num_perm=128)
    hashes = {}
    for name, text in texts.items():
        hashes[name] = MinHash(num_perm=128)
        hashes[name].update_batch([run.encode() for run in runs(text, 5)])
        index.insert(name, hashes[name])
    return {frozenset((name, other)) for name in texts for other in index.query(hashes[name])
            if other != name and hashes[name].jaccard(hashes[other]) >= 0.5}


def text_dedup_pairs(texts):
    """text-dedup's own hashes with its own settings: 250 permutations, runs of five words, Jaccard .7. Pairs that share a band."""
    import numpy as np
    from text_dedup.minhash import RNG, SIGNATURE_COLUMN, embed_func
    from text_dedup.utils import optimal_param, sha1_hash
    bands, rows = optimal_param(0.7, 250, false_positive_weight=0.5, false_negative_weight=0.5)
    prime, most = np.uint64((1 << 61) - 1), np.uint32((1 << 32) - 1)
    settings = dict(
        num_perm=250, ngram_size=5, min_length=5, hashranges=[(n * rows, (n + 1) * rows) for n in range(bands)], dtype=np.uint64, max_hash=most,
        permutations=(RNG.randint(1, prime, size=(250,), dtype=np.uint64), RNG.randint(0, prime, size=(250,), dtype=np.uint64)),
        hash_func=lambda data: sha1_hash(data, d=32), modulo_prime=prime)
    tables = collections.defaultdict(list)
    for name, text in texts.items():
        for band, signature in enumerate(embed_func(text, 0, **settings)[SIGNATURE_COLUMN]):
            tables[band, signature].append(name)
    return {frozenset(pair) for names in tables.values() for pair in itertools.combinations(names, 2)}


def passim_pairs(texts):
    """Pairs that share five runs of 25 letters or more, each in 100 texts at most."""
    having = collections.defaultdict(list)
    for name, text in texts.items():
        letters = "".join(c for c in text.lower() if c.isalnum())
        for run in {letters[at:at + 25] for at in range(max(0, len(letters) - 24))}:
            having[run].append(name)
    shared = collections.Counter()
    for names in having.values():
        if 2 <= len(names) <= 100:
            shared.update(frozenset(pair) for pair in itertools.combinations(names, 2))
    return {pair for pair, count in shared.items() if count >= 5}


def sayso_pairs(program, folder, rows):
    """`sayso add`, then `sayso copies`. Gives the pairs that are copies, and the seconds of both."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger, lines = folder / "news.db", folder / "rows.jsonl"
    ledger.unlink(missing_ok=True)
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    fields = ["--id-field", "id", "--date-field", "date"]
    add = seconds(lambda: subprocess.run([program, "add", ledger, lines, "--model", "fast", *fields], check=True, capture_output=True))
    out = []
    find = seconds(lambda: out.append(subprocess.run([program, "copies", ledger, "--format", "jsonl"], capture_output=True).stdout))
    found = [json.loads(line) for line in out[0].splitlines()]
    copies = [line["data"] for line in found if line["type"] == "copy" and line["data"]["relation"] not in ("same_source",)]
    return {frozenset((copy["a"], copy["b"])) for copy in copies}, add, find


def seconds(act):
    """Seconds of the processor, with those of programs that were started."""
    def used():
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    before = used()
    act()
    return used() - before


def generated(originals, copies):
    """Texts by name, the pairs to find by kind of copy, and the pairs that are not counted."""
    texts = {path.stem: path.read_text() for path in sorted(originals.glob("*.txt"))}
    fives = {name: runs(text, 5) for name, text in texts.items()}
    near = collections.defaultdict(set)
    for a, b in itertools.permutations(texts, 2):
        if len(fives[a] & fives[b]) * 10 > min(len(fives[a]), len(fives[b])):
            near[a].add(b)
    wanted, left_out = collections.defaultdict(set), set()
    for copy in map(json.loads, copies.open()):
        texts[copy["id"]] = copy["text"]
        wanted[copy["kind"]].update(frozenset((copy["id"], source)) for source in copy["sources"])
        left_out.update(frozenset((copy["id"], other)) for source in copy["sources"] for other in near[source])
    return texts, wanted, left_out


def score_generated(found, wanted, left_out, originals):
    all_wanted = set().union(*wanted.values())
    counted = {pair for pair in found if len(pair & originals) == 1 and pair not in left_out - all_wanted}
    by_kind = {kind: len(pairs & found) / len(pairs) for kind, pairs in wanted.items()}
    return {"recall": len(all_wanted & counted) / len(all_wanted), "precision": len(all_wanted & counted) / max(1, len(counted)), "kinds": by_kind}


def score_real(found, pairs):
    is_copy = {frozenset((p["a"], p["b"])): p["label"] in ("verbatim", "trimmed", "light", "heavy", "merged") for p in pairs if p["label"] != "related"}
    right = sum(found_one and pair in found for pair, found_one in is_copy.items())
    told = sum(pair in found for pair in is_copy)
    return {"recall": right / sum(is_copy.values()), "precision": right / max(1, told)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sayso")
    parser.add_argument("originals", type=pathlib.Path)
    parser.add_argument("copies", type=pathlib.Path)
    parser.add_argument("stories", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "sayso-copies")
    options = parser.parse_args()
    texts, wanted, left_out = generated(options.originals, options.copies)
    originals = {path.stem for path in options.originals.glob("*.txt")}
    stories = [json.loads(line) for line in options.stories.open()]
    pages = [page for story in stories for page in story["pages"]]
    pairs = [pair for story in stories for pair in story["pairs"]]
    day = re.compile(r"\d{4}-\d\d-\d\d")
    title = lambda page: page.get("title") or ""
    whole = lambda page: page["text"] if page["text"].lstrip().startswith(title(page)[:40]) else title(page) + "\n\n" + page["text"]
    real = {page["id"]: whole(page) for page in pages}
    peers = {"datasketch": datasketch_pairs, "text-dedup": text_dedup_pairs, "passim": passim_pairs}
    results = {}
    for name, find in peers.items():
        found = []
        took = seconds(lambda: found.append(find(texts)))
        results[name] = {"seconds": took, "generated": score_generated(found[0], wanted, left_out, originals), "real": score_real(find(real), pairs)}
    found, add, took = sayso_pairs(options.sayso, options.work / "generated", [{"id": name, "text": text} for name, text in texts.items()])
    dated = [{"id": p["id"], "text": real[p["id"]], "date": d if day.fullmatch(d := (p.get("date") or "").lstrip("~")) else None, "outlet": p.get("outlet")} for p in pages]
    in_real, _, _ = sayso_pairs(options.sayso, options.work / "real", dated)
    results["sayso"] = {"seconds": took, "seconds_of_add": add, "generated": score_generated(found, wanted, left_out, originals), "real": score_real(in_real, pairs)}
    kinds = list(wanted)
    print(f"{len(texts)} texts, of which {len(originals)} are originals; {len(pages)} real reports, {len(pairs)} pairs")
    print(f"{'':12} {'seconds':>8}  generated: recall precision  real: recall precision")
    for name, row in results.items():
        print(f"{name:12} {row['seconds']:8.1f} {row['generated']['recall']:18.3f} {row['generated']['precision']:9.3f} {row['real']['recall']:13.3f} {row['real']['precision']:9.3f}")
    print("recall by kind of copy\n" + " " * 12 + "".join(f"{kind:>6}" for kind in kinds))
    for name, row in results.items():
        print(f"{name:12}" + "".join(f"{row['generated']['kinds'][kind]:6.2f}" for kind in kinds))
    print(json.dumps({"texts": len(texts), "originals": len(originals), "results": results}))


main()
