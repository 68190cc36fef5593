"""Makes the tables and feeds of these tests with the tools that people make them with.

    pip install feedgen==1.0.0 pyarrow
    python make.py

All outlets, people and figures are invented.
"""

import csv
import datetime
import json
import pathlib

import pyarrow
import pyarrow.parquet
from feedgen.feed import FeedGenerator

HERE = pathlib.Path(__file__).parent
SEOUL = datetime.timezone(datetime.timedelta(hours=9))
ROWS = [
    ("1", "Ferry sinks off Velm", "2024-03-01T00:10:00+09:00", "https://nna.example/1",
     "A ferry sank 20 minutes ago, police said.\n\n“We lost 12 boats,” said Zoë Moller, the pilot."),
    ("2", "Bridge; shut", "1 March 2024", "https://nna.example/2",
     'The bridge over the Orle is shut until May, the "county" said.'),
    ("3", "No day", "", "https://nna.example/3", "Rain fell, officials said."),
]
HEAD = ["id", "headline", "pub_date", "uri", "maintext"]


def table(name, encoding, **how):
    with open(HERE / name, "w", newline="", encoding=encoding) as out:
        writer = csv.writer(out, **how)
        writer.writerow(HEAD)
        writer.writerows(ROWS)


def parquet():
    """Nested names, moments in nanoseconds, lists and nulls, in two row groups."""
    utc = datetime.timezone.utc
    rows = [
        {"maintext": ROWS[0][4], "title": ROWS[0][1],
         "date_publish": datetime.datetime(2024, 3, 1, 0, 10, tzinfo=utc),
         "source": {"name": "Velm Post", "id": 4}, "authors": ["Ada Quill", "Jan Orr"],
         "url": ROWS[0][3], "vector": [0.5, 0.25]},
        {"maintext": None, "title": "No text", "authors": []},
        {"maintext": ROWS[2][4], "source": {"name": None, "id": 5}, "url": ROWS[2][3]},
    ]
    schema = pyarrow.schema([
        ("maintext", pyarrow.string()),
        ("title", pyarrow.string()),
        ("date_publish", pyarrow.timestamp("ns", "UTC")),
        ("source", pyarrow.struct([("name", pyarrow.string()), ("id", pyarrow.int64())])),
        ("authors", pyarrow.list_(pyarrow.string())),
        ("url", pyarrow.large_string()),
        ("vector", pyarrow.list_(pyarrow.float32())),
    ])
    made = pyarrow.Table.from_pylist(rows, schema=schema)
    pyarrow.parquet.write_table(
        made, HERE / "pyarrow.parquet", compression="zstd", row_group_size=2
    )


def feed():
    made = FeedGenerator()
    made.load_extension("dc")
    made.id("https://nna.example/")
    made.title("Northern News Agency")
    made.link(href="https://nna.example/", rel="alternate")
    made.description("News of Orland")
    made.updated(datetime.datetime(2024, 3, 1, 9, tzinfo=SEOUL))
    whole = made.add_entry(order="append")
    whole.id("https://nna.example/1")
    whole.title("Ferry sinks off Velm & two boats are lost")
    whole.link(href="https://nna.example/1")
    whole.published(datetime.datetime(2024, 3, 1, 0, 10, tzinfo=SEOUL))
    whole.updated(datetime.datetime(2024, 3, 2, 8, tzinfo=SEOUL))
    whole.author(name="Ada Quill", email="ada@nna.example")
    whole.category(term="Harbour")
    whole.summary("A ferry sank.")
    whole.content("<p>A ferry sank 20 minutes ago, police said.</p><p>“We lost 12 boats,” said Zoë Moller.</p>", type="CDATA")
    brief = made.add_entry(order="append")
    brief.id("https://nna.example/2")
    brief.title("Bridge shut")
    brief.link(href="https://nna.example/2")
    brief.updated(datetime.datetime(2024, 3, 1, 8, tzinfo=SEOUL))
    brief.published(datetime.datetime(2024, 3, 1, 8, tzinfo=SEOUL))
    brief.summary("The bridge over the Orle is shut until May, the county said.")
    made.rss_file(str(HERE / "feedgen.rss"), pretty=True)
    made.atom_file(str(HERE / "feedgen.atom"), pretty=True)


def json_files():
    chat = {
        "name": "Tarn Alerts", "type": "public_channel", "id": 7,
        "messages": [
            {"id": 1, "type": "service", "date": "2024-02-29T08:00:00", "actor": "Tarn Alerts", "action": "create_channel", "text": "", "text_entities": []},
            {"id": 2, "type": "message", "date": "2024-03-01T00:10:00", "date_unixtime": "1709219400", "from": "Tarn Alerts", "from_id": "channel7",
             "text": ["The ", {"type": "bold", "text": "Orle bridge"}, " is shut, the county said. ", {"type": "link", "text": "https://nna.example/2"}], "text_entities": []},
            {"id": 3, "type": "message", "date": "2024-03-01T09:00:00", "from": "Tarn Alerts", "photo": "photos/1.jpg", "text": ""},
        ],
    }
    (HERE / "chat.json").write_text(json.dumps(chat, indent=1, ensure_ascii=False) + "\n")
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Northern News Agency", "home_page_url": "https://nna.example/",
        "items": [
            {"id": "https://nna.example/1", "url": "https://nna.example/1", "title": "Ferry sinks off Velm",
             "content_html": "<p>A ferry sank 20 minutes ago, police said.</p>", "date_published": "2024-03-01T00:10:00+09:00",
             "date_modified": "2024-03-02T08:00:00+09:00", "authors": [{"name": "Ada Quill"}], "tags": ["Harbour"]},
            {"id": "https://nna.example/2", "url": "https://nna.example/2", "title": "Bridge shut", "summary": "The bridge is shut, the county said."},
        ],
    }
    (HERE / "feed.json").write_text(json.dumps(feed, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    table("comma.csv", "utf-8")
    table("excel.csv", "utf-8-sig", delimiter=";")
    table("windows.csv", "cp1252", delimiter=";")
    table("tabs.tsv", "utf-16", delimiter="\t")
    feed()
    json_files()
    parquet()
