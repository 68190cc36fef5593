#!/usr/bin/env python3
"""Makes the PDF files and office documents that compare.py measures, with common tools.

    bench/documents/make.py DIR

reads texts.txt beside it (invented texts) and writes DIR/pdf and DIR/office. mails.py makes the mails. A file NAME.truth holds the words of the
text in order; NAME.poppler is what poppler's pdftotext takes out. A tool that is not installed is
named and left out. Needs python-docx and reportlab; tools: LibreOffice, Chromium, WeasyPrint,
wkhtmltopdf, pdfTeX, groff, enscript, Ghostscript, Pango, qpdf, poppler.
"""
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Text:
    """One invented text: its properties, and blocks of (kind, text or row)."""

    def __init__(self, source):
        head, _, body = source.partition("# ")
        self.properties = dict(line.split(": ", 1) for line in head.strip().splitlines())
        self.name = self.properties["name"]
        self.blocks = []
        for line in ("# " + body).strip().splitlines():
            self.blocks.append(block(line))

    @property
    def title(self):
        return self.blocks[0][1]

    def body(self):
        return [b for b in self.blocks if b[0] != "note"]

    def notes(self):
        return [b[1] for b in self.blocks if b[0] == "note"]

    def words(self):
        """The text in order, with its notes at the end."""
        lines = [" ".join(t) if kind == "row" else t for kind, t in self.body()]
        return "\n".join(lines + self.notes()) + "\n"


def block(line):
    for mark, kind in (("## ", "h2"), ("# ", "h1"), ("- ", "item"), ("^ ", "note")):
        if line.startswith(mark):
            return kind, line[len(mark):]
    if line.startswith("| "):
        return "row", [cell.strip() for cell in line.strip("| ").split("|")]
    return "p", line


def texts():
    sources = re.split(r"\n(?=name: )", (HERE / "texts.txt").read_text())
    return {t.name: t for t in map(Text, sources)}


def joined(many, name):
    """Several texts one after the other, for documents of several pages."""
    whole = Text.__new__(Text)
    whole.properties = dict(many[0].properties, name=name)
    whole.name = name
    whole.blocks = [b for t in many for b in t.blocks]
    return whole


# ---- forms that tools read -------------------------------------------------------------------

def as_html(text, css="", note="li"):
    out, open_list, open_table = [], False, False
    for kind, t in text.body():
        if open_list and kind != "item":
            out.append("</ul>")
            open_list = False
        if open_table and kind != "row":
            out.append("</table>")
            open_table = False
        if kind == "item":
            out.append(("" if open_list else "<ul>") + f"<li>{html.escape(t)}</li>")
            open_list = True
        elif kind == "row":
            cells = "".join(f"<td>{html.escape(c)}</td>" for c in t)
            out.append(("" if open_table else "<table border=1>") + f"<tr>{cells}</tr>")
            open_table = True
        else:
            out.append(f"<{kind}>{html.escape(t)}</{kind}>")
    out.append("</ul>" * open_list + "</table>" * open_table)
    out += [f"<p class=note>{html.escape(n)}</p>" for n in text.notes()]
    p = text.properties
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(text.title)}</title>"
            f"<meta name=author content='{html.escape(p['author'])}'><style>{css}</style></head>"
            f"<body>{chr(10).join(out)}</body></html>")


def as_docx(text, path, columns=1):
    import docx
    from docx.oxml.ns import qn
    document = docx.Document()
    p = text.properties
    document.core_properties.title = text.title
    document.core_properties.author = p["author"]
    section = document.sections[0]
    section.header.paragraphs[0].text = p["running"]
    section.footer.paragraphs[0].text = p["date"]
    if columns > 1:
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columns))
    table = None
    for kind, t in text.body():
        if kind == "row":
            if table is None:
                table = document.add_table(0, len(t))
            for cell, words in zip(table.add_row().cells, t):
                cell.text = words
            continue
        table = None
        style = {"h1": "Heading 1", "h2": "Heading 2", "item": "List Bullet", "p": None}[kind]
        document.add_paragraph(t, style=style)
    for note in text.notes():
        document.add_paragraph(note)
    document.save(path)


TEX = str.maketrans({"%": r"\%", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "–": "--", "“": "``", "”": "''", "’": "'"})


def as_tex(text, options="", encoding="T1", notes_below=True):
    tex = lambda s: s.translate(TEX)
    notes = text.notes()
    out = [rf"\documentclass[{options}]{{article}}", r"\usepackage[utf8]{inputenc}", rf"\usepackage[{encoding}]{{fontenc}}",
           r"\usepackage{textcomp,fancyhdr}", r"\pagestyle{fancy}\fancyhf{}", r"\DeclareUnicodeCharacter{2022}{\textbullet}",
           rf"\fancyhead[C]{{{tex(text.properties['running'])}}}\fancyfoot[C]{{\thepage}}", r"\begin{document}"]
    open_table = False
    for kind, t in text.body():
        if open_table and kind != "row":
            out.append(r"\end{tabular}" + "\n")
            open_table = False
        if kind == "row":
            if not open_table:
                out.append(r"\noindent\begin{tabular}{" + "l" * len(t) + "}")
                open_table = True
            out.append(" & ".join(map(tex, t)) + r"\\")
        elif kind in ("h1", "h2"):
            out.append({"h1": r"\section*{%s}", "h2": r"\subsection*{%s}"}[kind] % tex(t))
        elif kind == "item":
            out.append(r"\begin{itemize}\item " + tex(t) + r"\end{itemize}")
        else:
            note = rf"\footnote{{{tex(notes.pop(0))}}}" if notes and len(t) > 200 else ""
            out.append(tex(t) + note + "\n")
    return "\n".join(out + [r"\end{document}"])


def as_groff(text):
    roff = lambda s: s.replace("\\", "\\\\").replace("'", "\\[aq]").replace(".", "\\&.", 1 if s.startswith(".") else 0)
    out = [".ds CH " + text.properties["running"], ".nr PO 1i"]
    for kind, t in text.body():
        if kind == "h1":
            out += [".SH", roff(t)]
        elif kind == "h2":
            out += [".SH", roff(t)]
        elif kind == "item":
            out += [".IP \\[bu] 2", roff(t)]
        elif kind == "row":
            out += [".LP", roff("   ".join(t))]
        else:
            out += [".PP", roff(t)]
    out += [x for n in text.notes() for x in (".LP", roff(n))]
    return "\n".join(out) + "\n"


# ---- tools -----------------------------------------------------------------------------------

def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, timeout=180, **more)


class Maker:
    def __init__(self, folder):
        self.folder = folder
        self.work = folder / "work"
        self.work.mkdir(parents=True, exist_ok=True)

    def make(self, name, text, step):
        path = self.folder / f"{name}.pdf"
        try:
            step(path)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"{name}: not made: {error}", file=sys.stderr)
            return
        (self.folder / f"{name}.truth").write_text(text.words())
        run("pdftotext", str(path), str(self.folder / f"{name}.poppler"))

    def source(self, name, content):
        path = self.work / name
        path.write_text(content)
        return str(path)

    def office(self, source, path):
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(self.work), source)
        shutil.move(str(self.work / (pathlib.Path(source).stem + ".pdf")), path)

    def from_html(self, tool, text, css="", options=()):
        def step(path):
            source = self.source(path.stem + ".html", as_html(text, css))
            if tool == "soffice":
                self.office(source, path)
            elif tool == "chromium":
                run("chromium", "--headless", "--no-sandbox", "--disable-gpu", *options, f"--print-to-pdf={path}", source)
            else:
                run(tool, *options, source, str(path))
        return step

    def from_docx(self, text, columns=1, by_odt=False):
        def step(path):
            source = str(self.work / (path.stem + ".docx"))
            as_docx(text, source, columns)
            if by_odt:
                run("soffice", "--headless", "--convert-to", "odt", "--outdir", str(self.work), source)
                source = source.replace(".docx", ".odt")
            self.office(source, path)
        return step

    def from_tex(self, text, **options):
        def step(path):
            source = self.source(path.stem + ".tex", as_tex(text, **options))
            run("pdflatex", "-interaction=nonstopmode", "-output-directory", str(self.work), source)
            shutil.move(str(self.work / (path.stem + ".pdf")), path)
        return step

    def from_groff(self, text, device):
        def step(path):
            made = run("groff", "-k", "-Kutf8", "-ms", f"-T{device}", input=as_groff(text).encode()).stdout
            if device == "ps":
                made = run("ps2pdf", "-", "-", input=made).stdout
            path.write_bytes(made)
        return step

    def from_enscript(self, text, *options):
        def step(path):
            plain = text.words().translate({0x2013: "-", 0x201c: '"', 0x201d: '"', 0x2019: "'", 0x2022: "-"})
            source = self.source(path.stem + ".txt", plain)
            postscript = run("enscript", "-q", "--word-wrap", *options, "-p", "-", source).stdout
            path.write_bytes(run("ps2pdf", "-", "-", input=postscript).stdout)
        return step

    def from_pango(self, text):
        def step(path):
            source = self.source(path.stem + ".txt", text.words())
            run("pango-view", "--no-display", "--font=Serif 10", "--width=420", "--output", str(path), source)
        return step

    def changed(self, other, *command):
        def step(path):
            source = str(self.folder / f"{other}.pdf")
            run(*[{"IN": source, "OUT": str(path)}.get(c, c) for c in command])
        return step


def reportlab_flow(text, columns=1):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

    def step(path):
        styles = getSampleStyleSheet()
        document = BaseDocTemplate(str(path), pagesize=A4, title=text.title, author=text.properties["author"])
        width = (A4[0] - 110) / columns
        frames = [Frame(55 + i * width, 60, width - 8, A4[1] - 130) for i in range(columns)]

        def furniture(canvas, _):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(60, A4[1] - 40, text.properties["running"])
            canvas.drawRightString(A4[0] - 60, 35, f"Page {canvas.getPageNumber()}")
        document.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
        story, rows = [], []
        for kind, t in text.body() + [("p", n) for n in text.notes()]:
            if rows and kind != "row":
                story.append(Table(rows))
                rows = []
            if kind == "row":
                rows.append([Paragraph(c, styles["Normal"]) for c in t])
                continue
            style = {"h1": "Heading1", "h2": "Heading2"}.get(kind, "Normal")
            story += [Paragraph(html.escape(t), styles[style], bulletText="•" if kind == "item" else None), Spacer(1, 6)]
        document.build(story + ([Table(rows)] if rows else []))
    return step


def pleading(text, size=(612, 792)):
    """A court paper: 25 numbered lines a page, ruled margins, the name of the case at the foot."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    def step(path):
        canvas = Canvas(str(path), pagesize=size)
        canvas.setTitle(text.title)
        lines = []
        for kind, t in text.body():
            lines += simpleSplit("   ".join(t) if kind == "row" else t, "Times-Roman", 12, 430)
        lines += [l for n in text.notes() for l in simpleSplit(n, "Times-Roman", 12, 430)]
        for number, start in enumerate(range(0, len(lines), 25), 1):
            canvas.line(92, 40, 92, 760)
            canvas.setFont("Times-Roman", 12)
            for i in range(25):
                canvas.drawRightString(84, 730 - i * 26, str(i + 1))
            for i, line in enumerate(lines[start:start + 25]):
                canvas.drawString(100, 730 - i * 26, line)
            canvas.drawCentredString(306, 40, f"{text.properties['running']} - {number}")
            canvas.showPage()
        canvas.save()
    return step


TWO = "body{column-count:2;column-gap:2em;text-align:justify;hyphens:auto;font-size:10pt} h1{column-span:all}"
PAGED = ("@page{size:A4;margin:25mm;@top-center{content:'%s'}@bottom-right{content:'Page ' counter(page) ' of ' counter(pages)}}"
         "body{font-family:serif;text-align:justify;hyphens:auto;font-size:12pt}")


def make_pdfs(folder):
    t, m = texts(), Maker(folder)
    long = joined([t["minutes"], t["survey"], t["harbour"]], "long")
    court = joined([t["ruling"], t["fire"]], "court")
    minutes = joined([t["minutes"], t["ruling"], t["fire"]], "minutes")
    running = lambda text: PAGED % text.properties["running"]
    m.make("office-html-harbour", t["harbour"], m.from_html("soffice", t["harbour"]))
    m.make("office-html-trial", t["trial"], m.from_html("soffice", t["trial"]))
    m.make("office-docx-minutes", t["minutes"], m.from_docx(t["minutes"]))
    m.make("office-docx-long", long, m.from_docx(long))
    m.make("office-docx-columns", court, m.from_docx(court, columns=2))
    m.make("office-odt-survey", t["survey"], m.from_docx(t["survey"], by_odt=True))
    m.make("chromium-harbour", t["harbour"], m.from_html("chromium", t["harbour"], options=["--no-pdf-header-footer"]))
    m.make("chromium-headed-long", long, m.from_html("chromium", long))
    m.make("chromium-columns-fire", court, m.from_html("chromium", court, TWO, ["--no-pdf-header-footer"]))
    m.make("weasy-trial", t["trial"], m.from_html("weasyprint", t["trial"], running(t["trial"])))
    m.make("weasy-long", long, m.from_html("weasyprint", long, running(long)))
    m.make("weasy-columns-court", court, m.from_html("weasyprint", court, running(court) + TWO))
    m.make("wkhtml-survey", t["survey"], m.from_html("wkhtmltopdf", t["survey"], options=["-q"]))
    m.make("wkhtml-footer-long", long, m.from_html("wkhtmltopdf", long, options=["-q", "--footer-center", "[page]/[topage]"]))
    m.make("tex-harbour", t["harbour"], m.from_tex(t["harbour"], encoding="OT1"))
    m.make("tex-trial-type3", t["trial"], m.from_tex(t["trial"]))
    m.make("tex-columns-court", court, m.from_tex(court, options="twocolumn,10pt", encoding="OT1"))
    m.make("tex-columns-long", minutes, m.from_tex(minutes, options="twocolumn", encoding="OT1"))
    m.make("tex-a5-ruling", t["ruling"], m.from_tex(t["ruling"], options="a5paper,12pt", encoding="OT1"))
    m.make("groff-pdf-minutes", t["minutes"], m.from_groff(t["minutes"], "pdf"))
    m.make("groff-ps-fire", t["fire"], m.from_groff(t["fire"], "ps"))
    m.make("groff-ps-long", long, m.from_groff(long, "ps"))
    m.make("enscript-fire", t["fire"], m.from_enscript(t["fire"]))
    m.make("enscript-columns-ruling", t["ruling"], m.from_enscript(t["ruling"], "-2r"))
    m.make("pango-ruling", t["ruling"], m.from_pango(t["ruling"]))
    m.make("reportlab-harbour", t["harbour"], reportlab_flow(t["harbour"]))
    m.make("reportlab-columns-court", court, reportlab_flow(court, columns=2))
    m.make("pleading-ruling", t["ruling"], pleading(t["ruling"]))
    m.make("pleading-long", court, pleading(court))
    q = lambda name, other, text, *how: m.make(name, text, m.changed(other, "qpdf", *how, "IN", "OUT"))
    q("qpdf-locked-rc4", "reportlab-harbour", t["harbour"], "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--")
    q("qpdf-locked-aes128", "office-html-trial", t["trial"], "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--")
    q("qpdf-locked-aes256", "chromium-harbour", t["harbour"], "--encrypt", "", "owner", "256", "--")
    q("qpdf-linear", "weasy-long", long, "--linearize")
    q("qpdf-object-streams", "office-docx-long", long, "--object-streams=generate")
    q("qpdf-plain", "tex-columns-court", court, "--qdf", "--object-streams=disable")
    q("qpdf-rotated", "weasy-trial", t["trial"], "--rotate=90")
    q("qpdf-turned-over", "office-docx-minutes", t["minutes"], "--rotate=180")
    m.make("gs-old", t["trial"], m.changed("tex-trial-type3", "ps2pdf13", "IN", "OUT"))
    m.make("gs-again", long, m.changed("chromium-headed-long", "ps2pdf", "IN", "OUT"))
    # Two that cannot be read, to see what is said about them.
    unreadable(folder)


def unreadable(folder):
    closed = folder / "unreadable"
    closed.mkdir(exist_ok=True)
    source = str(folder / "office-html-trial.pdf")
    run("qpdf", "--encrypt", "secret", "owner", "256", "--", source, str(closed / "password.pdf"))
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfimage8", "-r60", "-o", str(closed / "scan.pdf"), source)
    whole = (folder / "office-html-trial.pdf").read_bytes()
    (closed / "cut.pdf").write_bytes(whole[: len(whole) // 2])


def make_office(folder):
    """Documents by python-docx, and the same as LibreOffice saves them in both forms."""
    for name, text in texts().items():
        source = folder / f"{name}.docx"
        as_docx(text, str(source))
        for form in ("docx", "odt"):
            made = folder / "work"
            run("soffice", "--headless", "--convert-to", form, "--outdir", str(made), str(source))
            shutil.move(str(made / f"{name}.{form}"), folder / f"{name}-{form}.{form}")
            (folder / f"{name}-{form}.truth").write_text(text.words())
        (folder / f"{name}.truth").write_text(text.words())


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1])
    (root / "office").mkdir(parents=True, exist_ok=True)
    make_office(root / "office")
    (root / "pdf").mkdir(parents=True, exist_ok=True)
    make_pdfs(root / "pdf")
