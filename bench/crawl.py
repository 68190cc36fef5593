"""Writes a crawl of the pages in a folder, each record packed by itself, to measure `sayso-bench input`.

    python bench/crawl.py FOLDER TIMES > crawl.warc.gz

TIMES is how often the crawl is repeated: the members of a gzip file can be joined."""

import gzip
import pathlib
import sys


def record(kind, number, block):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        "WARC-Date: 2026-03-01T10:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", compresslevel=6, mtime=0)


def main():
    folder, times = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    members = []
    for number, path in enumerate(sorted(folder.rglob("*.html"))):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + path.read_bytes()
        members.append(record("request", number, b"GET / HTTP/1.1\r\n\r\n"))
        members.append(record("response", number, answer))
    crawl = b"".join(members)
    for _ in range(times):
        sys.stdout.buffer.write(crawl)


main()
