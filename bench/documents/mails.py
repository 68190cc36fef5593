#!/usr/bin/env python3
"""Makes mails and mailboxes as mail programs write them, from the invented texts of texts.txt.

    bench/documents/mails.py DIR

writes DIR/NAME.eml with DIR/NAME.truth (the words that the sender wrote for this mail), and all of
them in DIR/all.mbox.
"""
import base64
import email.policy
import mailbox
import pathlib
import quopri
import sys
from email.header import Header
from email.message import EmailMessage, MIMEPart
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
import datetime

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import make  # noqa: E402

ZONE = datetime.timezone(datetime.timedelta(hours=1))
WHEN = format_datetime(datetime.datetime(2024, 3, 12, 9, 5, 0, tzinfo=ZONE))
HTML = ("<html><head><style>p{margin:0}</style></head><body style='font-family:Calibri'>%s"
        "<img src='https://tracker.example/p.gif' width=1 height=1></body></html>")


def paragraphs(text):
    return [" – ".join(t) if kind == "row" else ("* " + t if kind == "item" else t) for kind, t in text.body()]


def plain(text, width=None):
    import textwrap
    wrap = (lambda p: textwrap.fill(p, width)) if width else (lambda p: p)
    return "\n\n".join(map(wrap, paragraphs(text))) + "\n"


def rich(text):
    """HTML as mail programs write it: styles of their own, lists, and a picture that reports back."""
    out, in_list = [], False
    for kind, t in text.body():
        if in_list != (kind == "item"):
            out.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        tag = {"item": "li", "row": "p"}.get(kind, kind)
        out.append(f"<{tag}>{make.html.escape(' – '.join(t) if kind == 'row' else t)}</{tag}>")
    return HTML % ("".join(out) + "</ul>" * in_list)


def flowed(text, width=70):
    import textwrap
    lines = []
    for paragraph in paragraphs(text):
        wrapped = textwrap.wrap(paragraph, width)
        lines += [line + " " for line in wrapped[:-1]] + [wrapped[-1], ""]
    return "\n".join(" " + l if l.startswith((">", "From ", " ")) else l for l in lines)


def headed(message, text, sender=None, subject=None):
    p = text.properties
    message["From"] = sender or f"{p['author']} <press@{text.name}.example>"
    message["To"] = "Newsdesk <desk@courier.example>"
    message["Subject"] = subject or text.title
    message["Date"] = WHEN
    message["Message-ID"] = f"<{text.name}.1@{text.name}.example>"
    return message


def simple(text, body=None, subtype="plain", charset="utf-8", cte=None, **how):
    message = headed(EmailMessage(policy=email.policy.SMTP), text, **how)
    message.set_content(body or plain(text), subtype=subtype, charset=charset, cte=cte)
    return message.as_bytes()


def alternative(text, body=None, attach=False, related=False):
    message = headed(EmailMessage(policy=email.policy.SMTP), text)
    message.set_content(body or plain(text, 72))
    message.add_alternative(rich(text), subtype="html")
    if related:
        message.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo@x>")
    if attach:
        message.add_attachment(b"%PDF-1.4 nothing", maintype="application", subtype="pdf", filename="Beilage – März.pdf")
        message.add_attachment("a;b\n1;2\n", filename="figures.csv")
    return message.as_bytes()


def by_hand(text, headers, body):
    lines = [f"From: \"{text.properties['author']}\" <press@{text.name}.example>", f"Date: {WHEN}",
             f"Subject: {Header(text.title, 'utf-8').encode()}", f"Message-ID: <{text.name}.2@x.example>", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


QUOTED = "\nOn Mon, 11 Mar 2024 at 17:40, Ines Falk wrote:\n> What will it cost, and who pays?\n> Is the quay safe?\n>> An older line.\n"
SIGNATURE = "\n-- \nOrla Kestrel\nHead of communications\nTel. 01234 567890\n"
LIST = "\n_______________________________________________\npress-list mailing list\npress-list@lists.example\nhttps://lists.example/listinfo/press-list\n"
OUTLOOK = "\n\n-----Original Message-----\nFrom: Ines Falk <falk@council.example>\nSent: Monday, March 11, 2024 5:40 PM\nTo: Press Office\nSubject: Your plans\n\nWhat will it cost?\n"


def mails():
    t = make.texts()
    ascii_only = {0x2013: "-", 0x201c: '"', 0x201d: '"', 0x2019: "'", 0x2022: "-"}
    all_ = {}
    add = lambda name, text, data, truth=None: all_.__setitem__(name, (data, truth or plain(text)))
    for name, text in t.items():
        add(f"plain-{name}", text, simple(text, cte="8bit"))
        add(f"alternative-{name}", text, alternative(text))
        add(f"html-{name}", text, simple(text, rich(text), subtype="html", cte="quoted-printable"))
    h, r, s, m, v, f = (t[n] for n in ("harbour", "ruling", "survey", "minutes", "trial", "fire"))
    add("base64", h, simple(h, cte="base64"))
    add("quoted-printable", r, simple(r, cte="quoted-printable"))
    add("windows-1252", v, by_hand(v, ["MIME-Version: 1.0", "Content-Type: text/plain; charset=windows-1252", "Content-Transfer-Encoding: quoted-printable"],
        quopri.encodestring(plain(v).encode("cp1252"))))
    add("latin-html", s, by_hand(s, ["MIME-Version: 1.0", "Content-Type: text/html; charset=\"iso-8859-15\"", "Content-Transfer-Encoding: 8bit"],
        rich(s).translate(ascii_only).encode("iso-8859-15", "xmlcharrefreplace")), plain(s).translate(ascii_only))
    add("no-mime", f, by_hand(f, [], plain(f, 72).translate(ascii_only).replace("\n", "\r\n").encode()), plain(f).translate(ascii_only))
    add("flowed", m, by_hand(m, ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8; format=flowed", "User-Agent: Mutt/2.2.9"], flowed(m).encode()))
    add("answer-mutt", h, simple(h, plain(h, 72) + QUOTED + SIGNATURE, subject="Re: " + h.title))
    add("answer-outlook", r, simple(r, plain(r) + OUTLOOK, cte="base64", subject="AW: " + r.title))
    add("list", s, simple(s, plain(s, 76) + LIST, subject="[press-list] " + s.title))
    add("attached", v, alternative(v, attach=True, related=True))
    add("hint-only", f, alternative(f, body="Your mail program does not show HTML.\n"))
    add("forwarded", m, simple(m, "---------- Forwarded message ---------\nFrom: Town Clerk <clerk@fallow.example>\nDate: Thu, Feb 6, 2025 at 9:00 PM\nSubject: Minutes\nTo: <desk@courier.example>\n\n" + plain(m, 72), subject="Fwd: " + m.title))
    return all_


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "all.mbox").unlink(missing_ok=True)
    box = mailbox.mbox(folder / "all.mbox")
    for name, (data, truth) in mails().items():
        (folder / f"{name}.eml").write_bytes(data)
        (folder / f"{name}.truth").write_text(truth)
        box.add(data)
    box.flush()
