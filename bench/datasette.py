"""Opens a ledger with the real Datasette, sqlite-utils, DuckDB and pandas, and checks what a user sees.

    sayso add news.db examples/reports
    python3 -m venv venv && venv/bin/pip install datasette sqlite-utils pandas \\
        duckdb==1.5.5 duckdb-extensions duckdb-extension-sqlite-scanner==1.5.5
    venv/bin/python bench/datasette.py news.db

Says which of the programs are missing. Exit code 1 if one that is there does not work.
"""

import importlib.util
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

FAILED = []


def check(what, is_so, seen=""):
    print(f"{'ok     ' if is_so else 'FAILED '} {what}{f': {seen}' if seen else ''}")
    if not is_so:
        FAILED.append(what)


def program(name):
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def datasette(ledger):
    command = program("datasette")
    if not command:
        return print("absent  Datasette: pip install datasette")
    port = free_port()
    name = Path(ledger).stem
    server = subprocess.Popen(
        [command, "serve", ledger, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}/{name}"

    def get(path):
        with urllib.request.urlopen(base + path, timeout=60) as answer:
            return answer.read().decode()

    try:
        for _ in range(100):
            try:
                database = json.loads(get(".json"))
                break
            except OSError:
                time.sleep(0.3)
        tables = {table["name"]: table for table in database["tables"]}
        views = [view["name"] for view in database["views"]]
        check("views", set(views) >= {"who_said_what", "figures_by_subject", "timeline"}, ", ".join(views))
        for table in ("report", "claim", "figure"):
            count = json.loads(get(f"/{table}.json?_size=0"))["filtered_table_rows_count"]
            check(f"{table} is counted", bool(count), f"{count} rows")
        for table in ("claim", "report"):
            check(f"{table} has a search box", 'name="_search"' in get(f"/{table}"))
        links = {key["other_table"] for key in tables["claim"]["foreign_keys"]["outgoing"]}
        check("claims link to reports and attributions", links == {"report", "attribution"})
        rows = json.loads(get("/claim.json?_labels=on&_size=1&_shape=objects"))["rows"]
        check("links have the headline as their label", not rows[0]["report"]["label"].isdigit(), rows[0]["report"]["label"])
        facets = json.loads(get("/claim.json?_facet=status&_size=0"))["facet_results"]["status"]["results"]
        check("facets", len(facets) > 1, ", ".join(f"{facet['value']} {facet['count']}" for facet in facets[:3]))
        word = rows[0]["content"].split()[-1].strip("“”\".,")
        found = json.loads(get(f"/claim.json?_search={urllib.request.quote(word)}&_size=1"))
        check("search", found["filtered_table_rows_count"] >= 1, word)
        said = json.loads(get("/who_said_what.json?_shape=objects&_size=1"))["rows"][0]
        check("who_said_what as JSON", {"speaker", "words", "status", "day", "outlet"} <= set(said))
        check("who_said_what as a page", "speaker" in get("/who_said_what"))
        check("CSV", get("/figures_by_subject.csv?_size=1").startswith("unit,subject"))
    finally:
        server.terminate()
        server.wait()


def sqlite_utils(ledger):
    command = program("sqlite-utils")
    if not command:
        return print("absent  sqlite-utils: pip install sqlite-utils")
    run = lambda *words: subprocess.run([command, *words], capture_output=True, text=True, check=True).stdout
    check("sqlite-utils lists tables", '"claim"' in run("tables", ledger))
    check("sqlite-utils finds the index", "claim_fts" in run("tables", ledger, "--fts4") + run("tables", ledger))
    check("sqlite-utils searches", isinstance(json.loads(run("search", ledger, "claim", "said OR the")), list))


def data_frames(ledger):
    query = "SELECT speaker, status, COUNT(*) AS claims FROM who_said_what GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    if not importlib.util.find_spec("pandas"):
        return print("absent  pandas: pip install pandas")
    import pandas

    with sqlite3.connect(ledger) as connection:
        frame = pandas.read_sql(query, connection)
    check("pandas", len(frame) > 0, f"{len(frame)} rows")
    if not importlib.util.find_spec("duckdb"):
        return print("absent  DuckDB: pip install duckdb")
    import duckdb

    total = duckdb.sql("SELECT SUM(claims) FROM frame").fetchall()[0][0]
    check("DuckDB reads the frame of pandas", total == frame["claims"].sum(), f"{total:.0f} claims")
    if importlib.util.find_spec("duckdb_extensions"):
        from duckdb_extensions import import_extension

        import_extension("sqlite_scanner")
    try:
        duckdb.execute("LOAD sqlite_scanner")
    except duckdb.Error:
        return print("absent  DuckDB's extension for SQLite: pip install duckdb-extensions duckdb-extension-sqlite-scanner")
    duckdb.execute(f"ATTACH '{ledger}' AS news (TYPE sqlite, READ_ONLY)")
    claims = duckdb.sql("SELECT COUNT(*) FROM news.who_said_what").fetchall()[0][0]
    check("DuckDB reads the file", claims == frame["claims"].sum(), f"{claims} claims")
    tables = duckdb.sql("SELECT table_name FROM duckdb_tables() WHERE database_name = 'news'").fetchall()
    for (table,) in tables:
        duckdb.sql(f'SELECT * FROM news."{table}" LIMIT 5').fetchall()
    check("DuckDB reads every table", len(tables) > 10, f"{len(tables)} tables")


if len(sys.argv) != 2:
    sys.exit(__doc__)
datasette(sys.argv[1])
sqlite_utils(sys.argv[1])
data_frames(sys.argv[1])
sys.exit(1 if FAILED else 0)
