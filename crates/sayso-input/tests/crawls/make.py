"""Makes the crawls in this folder: with warcio, with wget, and by hand as browser crawlers write them.

    pip install warcio requests brotli zstandard && python make.py

Needs wget. The pages are invented. They are served on localhost, so that the files are real."""

import gzip
import hashlib
import io
import pathlib
import struct
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import zstandard
from warcio.capture_http import capture_http
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import requests  # after capture_http, as warcio asks

HERE = pathlib.Path(__file__).parent
PORT = 8917
SITE = f"http://localhost:{PORT}"


def page(headline, text, charset=None):
    meta = f'<meta charset="{charset}">' if charset else ""
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{headline}</title></head><body><article>"
        f"<h1>{headline}</h1><p>{text}</p></article></body></html>"
    )


FERRY = page("Ferry sinks off Tarn", "The ferry sank on Monday, the harbour police said.")
BRIDGE = page("Bridge is shut", "The bridge is shut until May, the mayor of Tarn said.")
CAFE = page("Café closes", "The café closes in June, its owner Zoë Bask said.")


class Site(BaseHTTPRequestHandler):
    """A site with every kind of answer."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        html = "text/html"
        ferry = FERRY.encode()
        match self.path:
            case "/":
                links = ["ferry", "bridge", "cafe", "packed", "moved", "gone", "logo.png", "note.txt"]
                anchors = "".join(f'<a href="/{link}">{link}</a> ' for link in links)
                self.answer(f"<html><body>{anchors}</body></html>".encode(), Content_Type=html)
            case "/ferry":
                self.answer(ferry, Content_Type="text/html; charset=utf-8")
            case "/bridge":
                body = BRIDGE.encode()
                half = len(body) // 2
                chunks = b"".join(
                    f"{len(part):x}\r\n".encode() + part + b"\r\n"
                    for part in (body[:half], body[half:], b"")
                )
                self.answer(chunks, Content_Type=html, Transfer_Encoding="chunked")
            case "/cafe":
                # The encoding is in the header only.
                self.answer(CAFE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")
            case "/packed":
                self.answer(gzip.compress(ferry), Content_Type=html, Content_Encoding="gzip")
            case "/br":
                self.answer(brotli.compress(ferry), Content_Type=html, Content_Encoding="br")
            case "/moved":
                self.answer(b"", 301, Location="/ferry")
            case "/logo.png":
                self.answer(b"\x89PNG\r\n\x1a\n", Content_Type="image/png")
            case "/note.txt":
                self.answer(b"The ferry sank, police said.\n", Content_Type="text/plain")
            case "/robots.txt":
                self.answer(b"User-agent: *\nDisallow:\n", Content_Type="text/plain")
            case _:
                self.answer(b"<html>No such page</html>", 404, Content_Type=html)


def with_warcio():
    paths = ["/ferry", "/bridge", "/cafe", "/packed", "/br", "/moved", "/gone", "/logo.png"]
    for name, is_packed in [("warcio.warc.gz", True), ("warcio.warc", False)]:
        with (HERE / name).open("wb") as out:
            writer = WARCWriter(out, gzip=is_packed, warc_version="1.1")
            writer.write_record(writer.create_warcinfo_record(name, {"software": "warcio"}))
            with capture_http(writer):
                for path in paths:
                    requests.get(SITE + path, allow_redirects=False)
            headers = [("Content-Type", "text/html")]
            revisit = writer.create_revisit_record(
                SITE + "/ferry",
                digest="sha1:2HKBMTKNXEM7KH4PO5BUPQGQTDVXSHWW",
                refers_to_uri=SITE + "/ferry",
                refers_to_date="2026-03-01T10:00:00Z",
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.0"),
            )
            writer.write_record(revisit)


def with_wget():
    wget = ["wget", "-q", "-r", "-l1", "--compression=auto", "--warc-tempdir=."]
    # The names of files are relative because wget writes its options into the file.
    for options, name in [([], "wget.warc.gz"), (["--no-warc-compression"], "wget.warc")]:
        folder = HERE / "wget-out"
        folder.mkdir(exist_ok=True)
        subprocess.run(
            [*wget, *options, "--warc-file=../" + name.split(".")[0], SITE + "/"],
            cwd=folder,
            check=False,
        )
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


def record(kind, url, block, media_type, number, extra=""):
    """A record as browser crawlers write them."""
    digest = hashlib.sha256(block).hexdigest()
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Date: 2026-03-01T10:{number:02}:30.125Z\r\n{extra}"
        f"WARC-Payload-Digest: sha256:{digest}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(head, body):
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def browser_records():
    """What a crawler with a browser writes: bodies as the browser had them, whatever their headers
    say; HTTP/2 without a reason; screenshots and texts of its own as resources."""
    site = "https://post.example"
    http = "application/http; msgtype=response"
    was_packed = "HTTP/2 200\ncontent-type: text/html; charset=utf-8\ncontent-encoding: br"
    was_chunked = "HTTP/1.1 200\ncontent-type: text/html\ntransfer-encoding: chunked"
    yield record("warcinfo", site, b"software: a browser\r\n", "application/warc-fields", 1)
    yield record("response", site + "/ferry", answer(was_packed, FERRY.encode()), http, 2)
    yield record("request", site + "/ferry", b"GET /ferry HTTP/1.1\r\n\r\n", http, 3)
    yield record("response", site + "/bridge", answer(was_chunked, BRIDGE.encode()), http, 4)
    yield record("resource", "urn:text:" + site + "/ferry", b"Ferry sinks", "text/plain", 5)
    yield record("resource", "urn:view:" + site + "/ferry", b"\x89PNG", "image/png", 6)
    yield record("resource", site + "/cafe", CAFE.encode(), "text/html; charset=utf-8", 7)
    script = answer("HTTP/2 200\ncontent-type: text/javascript", b"let x = 1")
    yield record("response", site + "/x.js", script, http, 8)
    cut = answer("HTTP/1.1 206 Partial Content\ncontent-type: text/html", b"<html>")
    yield record("response", site + "/part", cut, http, 9)


def by_hand():
    records = list(browser_records())
    plain = b"".join(records)
    members = b"".join(gzip.compress(record, mtime=0) for record in records)
    (HERE / "browser.warc.gz").write_bytes(members)
    (HERE / "one-member.warc.gz").write_bytes(gzip.compress(plain, mtime=0))
    frames = zstandard.ZstdCompressor()
    (HERE / "browser.warc.zst").write_bytes(b"".join(map(frames.compress, records)))
    dictionary = zstandard.train_dictionary(2048, [record[i:] for record in records for i in range(20)] * 8)
    with_dictionary = zstandard.ZstdCompressor(dict_data=dictionary)
    packed = b"".join(map(with_dictionary.compress, records))
    for name, content in [
        ("dictionary.warc.zst", dictionary.as_bytes()),
        ("packed-dictionary.warc.zst", frames.compress(dictionary.as_bytes())),
    ]:
        frame = b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(content)) + content
        (HERE / name).write_bytes(frame + packed)
    with zipfile.ZipFile(HERE / "browser.wacz", "w") as wacz:
        wacz.writestr("archive/data.warc.gz", members)
        wacz.writestr("indexes/index.cdx.gz", gzip.compress(b"example,post)/ferry {}", mtime=0))
        wacz.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages"}\n')
        wacz.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')


def files():
    """A zip archive as a user might make it."""
    with zipfile.ZipFile(HERE / "files.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pages/", "")
        archive.writestr("pages/ferry.html", FERRY)
        archive.writestr("pages/bridge", BRIDGE)
        archive.writestr("a note.txt", "The ferry sank, police said.\n")
        archive.writestr("../../escape.txt", "The bridge is shut, the mayor said.\n")
        archive.writestr("rows.jsonl.gz", gzip.compress(b'{"text": "It sank."}\n{"text": "It rose."}\n', mtime=0))
        archive.writestr("logo.png", b"\x89PNG\r\n\x1a\n")
        archive.writestr("picture.html", b"\x89PNG\r\n\x1a\n")
        archive.writestr("README", "no report")
        archive.writestr("__MACOSX/._ferry.html", "x")
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as within:
            within.writestr("a.txt", "It sank.")
        archive.writestr("more.zip", inner.getvalue())


if __name__ == "__main__":
    server = ThreadingHTTPServer(("localhost", PORT), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with_warcio()
    with_wget()
    by_hand()
    files()
    server.shutdown()
