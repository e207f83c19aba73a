"""Which column is which is judged by what the records hold where names do not tell; layouts of programs are read."""

import io
import json

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.base.settings import Settings
from provenance.corpus.chosen import chosen_columns
from provenance.corpus.input_slices import slices
from provenance.corpus.read import read_bytes, read_records

RAIN = "Rain fell on the north pier of Larne Bay all night, and the ferry to Aldersund stayed in port. " * 3
SNOW = "Snow closed the upper road to the glass works at Ombo, where two furnaces went cold in the dark. " * 3


def articles(rows, columns=None):
    """Text, id, title, date and address of each article, and the codes of what is said."""
    found = list(read_records(rows, Settings(), columns=columns))
    read = [(a.text, a.article, a.title, a.published and a.published[:10], a.url) for _, a in found if a]
    return read, {note.code for entry, _ in found for note in entry.notes}


LAYOUTS = {  # a record of a program, and what is read of it: title, date, address
    "WordPress": ({"id": 1, "date": "2024-03-01T09:00:00", "link": "https://a.example/1",
                   "title": {"rendered": "Pier"}, "content": {"rendered": RAIN, "protected": False}},
                  ("1", "Pier", "2024-03-01", "https://a.example/1")),
    "Guardian": ({"id": "a/1", "webTitle": "Pier", "webPublicationDate": "2024-03-01T09:00:00Z",
                  "webUrl": "https://a.example/1", "fields": {"bodyText": RAIN, "wordcount": "50"}},
                 ("a/1", "Pier", "2024-03-01", "https://a.example/1")),
    "Elasticsearch": ({"_index": "n", "_id": "7", "_score": 1, "_source": {"title": "Pier", "text": RAIN,
                       "date": "2024-03-01", "url": "https://a.example/1"}},
                      ("7", "Pier", "2024-03-01", "https://a.example/1")),
    "JSON Feed": ({"id": "1", "url": "https://a.example/1", "title": "Pier", "content_text": RAIN,
                   "date_published": "2024-03-01T09:00:00Z"}, ("1", "Pier", "2024-03-01", "https://a.example/1")),
    "Media Cloud": ({"stories_id": 1, "title": "Pier", "story_text": RAIN, "publish_date": "2024-03-01",
                     "media_name": "Gull", "url": "https://a.example/1"},
                    ("1", "Pier", "2024-03-01", "https://a.example/1")),
    "Event Registry": ({"uri": "81", "date": "2024-03-02", "dateTimePub": "2024-03-01T09:00:00Z", "body": RAIN,
                        "title": "Pier", "url": "https://a.example/1", "source": {"uri": "a.example", "title": "Gull"}},
                       (None, "Pier", "2024-03-02", "https://a.example/1")),
    "fundus": ({"body": {"summary": [RAIN], "sections": []}, "plaintext": RAIN, "title": "Pier",
                "publishing_date": "2024-03-01 09:00:00+01:00", "html": {"requested_url": "https://a.example/1"}},
               (None, "Pier", "2024-03-01", "https://a.example/1")),
    "newspaper": ({"url": "https://a.example/1", "title": "Pier", "text": RAIN, "publish_date": "2024-03-01",
                   "top_img": "https://a.example/1.png", "meta_data": {"og": {"title": "Other"}}},
                  (None, "Pier", "2024-03-01", "https://a.example/1")),
    "mongoexport": ({"_id": {"$oid": "65a70000000000000000000b"}, "title": "Pier", "text": RAIN,
                     "date": {"$date": "2024-03-01T09:00:00Z"}},
                    ("65a70000000000000000000b", "Pier", "2024-03-01", None)),
    "feedparser": ({"id": "1", "link": "https://a.example/1", "title": "Pier", "published": "2024-03-01",
                    "summary": "Short.", "content": [{"type": "text/plain", "value": RAIN}]},
                   ("1", "Pier", "2024-03-01", "https://a.example/1")),
    "paragraphs": ({"id": "1", "title": "Pier", "text": RAIN.split(". ")}, ("1", "Pier", None, None)),
    "datatrove": ({"text": RAIN, "id": "1", "metadata": {"url": "https://a.example/1", "date": "2024-03-01",
                   "title": "Pier"}}, ("1", "Pier", "2024-03-01", "https://a.example/1")),
}  # fmt: skip


@pytest.mark.parametrize("program", LAYOUTS)
def test_records_of_programs_are_read(program):
    record, expected = LAYOUTS[program]
    [article], codes = articles([record])
    assert "".join(article[0].split()) == "".join(RAIN.split()).replace(
        ".", "." if program != "paragraphs" else ""
    ) or (program == "paragraphs" and article[0].count("\n\n") == RAIN.count(". "))
    assert article[2:] == expected[1:]
    assert expected[0] in (None, article[1])
    assert codes <= {"W-DATE"}


DOCUMENTS = [
    {"articles": {"results": [{"body": RAIN}, {"body": SNOW}], "totalResults": 2}},
    {"response": {"status": "ok", "results": [{"fields": {"bodyText": RAIN}}, {"fields": {"bodyText": SNOW}}]}},
    {"feed": {"title": "Gull"}, "entries": [{"content": [{"value": RAIN}]}, {"content": [{"value": SNOW}]}]},
    {"took": 3, "hits": {"total": 2, "hits": [{"_source": {"text": RAIN}}, {"_source": {"text": SNOW}}]}},
    {"export": {"of": {"pages": [{"text": RAIN}, {"text": SNOW}]}}},
    {"text": {"0": RAIN, "1": SNOW}, "id": {"0": "a", "1": "b"}},
    {"0": {"text": RAIN, "id": "a"}, "1": {"text": SNOW, "id": "b"}},
    {"columns": ["id", "text"], "index": [0, 1], "data": [["a", RAIN], ["b", SNOW]]},
    {"schema": {"fields": []}, "data": [{"text": RAIN}, {"text": SNOW}]},
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=[", ".join(document)[:30] for document in DOCUMENTS])
@pytest.mark.parametrize("indent", [None, 1])
def test_documents_of_programs_are_read(document, indent):
    found = read_bytes("a.json", json.dumps(document, indent=indent).encode(), Settings())
    assert [article.text.strip() for _, article in found if article] == [RAIN.strip(), SNOW.strip()]


def test_an_article_by_itself_is_no_list_of_what_it_holds():
    record = {"id": "a", "text": RAIN, "related": {"items": [{"text": SNOW}]}, "image": {"url": "https://a.example/p"}}
    found = [a for _, a in read_bytes("a.json", json.dumps(record).encode(), Settings()) if a]
    assert [(a.text, a.url) for a in found] == [(RAIN, None)]


CHOICES = [  # records, the column of texts, codes
    ([{"text": "", "content": RAIN}], "content", set()),
    ([{"text": None, "content": RAIN}, {"text": "nan", "content": SNOW}], "content", set()),
    ([{"text": {"a": 1}, "body": RAIN}], "body", set()),
    ([{"nr": 1, "lead": RAIN, "link": "https://a.example/" + "x" * 900}], "lead", {"W-TEXT-COLUMN"}),
    ([{"fulltekst": RAIN}, {"fulltekst": SNOW}], "fulltekst", {"W-TEXT-COLUMN"}),
    ([{"nr": 1, "code": "ab " * 90}], None, set()),
    ([{"nr": 1, "lead": "Rain fell."}], None, set()),
    ([{"text": RAIN, "content": SNOW}], None, set()),  # the name tells
]


@pytest.mark.parametrize(("rows", "column", "codes"), CHOICES)
def test_the_column_of_texts_is_the_one_that_holds_texts(rows, column, codes):
    guessed, notes = chosen_columns(rows)
    assert (dict(guessed).get("text"), {note.code for note in notes}) == (column, codes)


def test_a_record_whose_text_is_empty_gives_another_of_its_columns():
    rows = [*({"id": n, "text": f"{n} {RAIN}"} for n in range(9)), {"id": 9, "text": "", "body": SNOW}]
    read, codes = articles(rows)
    assert (read[9][0], codes) == (SNOW, {"W-TEXT-COLUMN"})
    read, codes = articles(rows, {"text": "text"})
    assert (len(read), codes) == (9, {"W-EMPTY"})


def test_a_path_can_be_given():
    rows = [{"id": 1, "a": {"b": [{"c": 1}], "d": {"e": RAIN}}, "f.g": SNOW}]
    assert articles(rows, {"text": "a.d.e"})[0][0][0] == RAIN
    assert articles(rows, {"text": "f.g"})[0][0][0] == SNOW
    assert articles(rows, {"text": "a.x"})[1] == {"W-EMPTY"}


TEXT = [RAIN, SNOW, RAIN + SNOW]
TYPES = {
    "string_view": pa.array(TEXT, pa.string_view()),
    "binary_view": pa.array([text.encode() for text in TEXT], pa.binary_view()),
    "large_binary": pa.array([text.encode() for text in TEXT], pa.large_binary()),
    "dictionary": pa.array(TEXT).dictionary_encode(),
    "list": pa.array([[text] for text in TEXT]),
    "struct": pa.array([{"rendered": text} for text in TEXT]),
    "list of views": pa.array([[text] for text in TEXT], pa.list_(pa.string_view())),
}


STRIPPED = [text.strip() for text in TEXT]


def texts_of(read):
    """The texts of slices, whatever their form."""
    return [text for made in read for text in (made.strings or (made.texts.to_pylist() if made.ids else []))]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("backend", ["python", "numba"])
def test_parquet_texts_of_any_type(tmp_path, kind, backend):
    pq.write_table(
        pa.table({"id": ["a", "b", "c"], "content": TYPES[kind]}),
        tmp_path / "a.parquet",
        use_dictionary=kind == "dictionary",
    )
    read = list(slices([tmp_path / "a.parquet"], Settings(), backend=backend))
    assert [text.strip() for text in texts_of(read)] == STRIPPED
    assert not [entry for made in read for entry in made.told]
    if backend == "numba" and kind in ("string_view", "dictionary"):
        assert read[0].texts is not None  # many at once


def test_columns_of_parquet_are_chosen_by_what_they_hold(tmp_path):
    frame = pl.DataFrame({"id": [1, 2], "text": ["", None], "lead": [RAIN, SNOW], "body": ["x", "y"]})
    frame.write_parquet(tmp_path / "a.parquet")
    for backend in ("python", "numba"):
        read = list(slices([tmp_path / "a.parquet"], Settings(), backend=backend))
        assert texts_of(read) == ["x", "y"]
    frame.drop("body").write_parquet(tmp_path / "a.parquet")
    for backend in ("python", "numba"):
        read = list(slices([tmp_path / "a.parquet"], Settings(), backend=backend))
        assert texts_of(read) == [RAIN, SNOW]
        assert [entry.code for made in read for entry in made.told] == ["W-TEXT-COLUMN"]


def test_standard_input_may_be_csv(tmp_path):
    data = f"id,text\n1,{RAIN.replace(',', '')}\n".encode()
    [made] = slices(["-"], Settings(), stdin=io.BytesIO(data))
    assert made.ids == ["1"]


def test_a_source_that_is_an_address_is_the_articles_own():
    rows = [{"source": f"https://x.example/{n}", "source-hostname": "The X", "text": RAIN + str(n)} for n in (1, 2)]
    found = [article for _, article in read_records(rows, Settings()) if article]
    assert [(a.url, a.outlet) for a in found] == [("https://x.example/1", "The X"), ("https://x.example/2", "The X")]
    bare = [{"url": "https://x.example/1", "source": "https://www.x.example/news", "text": RAIN}]
    [article] = [article for _, article in read_records(bare, Settings()) if article]
    assert (article.url, article.outlet) == ("https://x.example/1", "www.x.example")
