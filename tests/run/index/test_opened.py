"""An index answers as `trace` would on the same articles, whenever and in whatever order these came."""

import random
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import provenance as pv
from provenance.base.errors import StoreError
from provenance.base.escaping import QUERY
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.frames import articles_of
from provenance.index import store as store_module
from provenance.run.index import records
from provenance.run.index.opened import Index
from tests.cli.texts import FERRY, MUSEUM, NEAR_FERRY, TURNIPS
from tests.index.test_store import quick

LENT = TURNIPS + " Meanwhile " + FERRY.partition(" - ")[2].partition(". ")[0] + "."
SHORT = "Rain fell"


def articles(*texts: str) -> list[Article]:
    return [Article(f"a{number}", f"a{number}.txt", None, None, text) for number, text in enumerate(texts)]


CORPUS = articles(FERRY, TURNIPS, MUSEUM, LENT, NEAR_FERRY, SHORT, "", FERRY + " " + MUSEUM)


def asked(index: Index) -> list[object]:
    """What an index says of several articles."""
    texts = (FERRY, NEAR_FERRY, LENT, SHORT, "", "Nothing like any of them was ever seen in this town.")
    return [index.query(text).as_json() for text in texts]


def test_near_duplicates_and_passages_with_places(tmp_path):
    index = Index.build(tmp_path / "index", CORPUS)
    answer = index.query(NEAR_FERRY)
    assert [(near.article, round(near.similarity, 2)) for near in answer.near_duplicates] == [("a4", 1.0), ("a0", 0.79)]
    [lent] = [passage for passage in answer.passages if passage.article == "a3"]
    assert NEAR_FERRY[lent.start : lent.end].startswith("The car ferry Alma lost both engines")
    assert LENT[lent.article_start : lent.article_end].startswith("The car ferry Alma lost both engines")
    assert lent.significant
    assert index.query(SHORT.upper()).near_duplicates[0][:2] == ("a5", 1.0)
    assert index.query("").near_duplicates == index.query("").passages == []
    assert [near.article for near in index.query(NEAR_FERRY, without=["a4"]).near_duplicates] == ["a0"]


@settings(max_examples=40)
@given(st.permutations(CORPUS), st.lists(st.integers(0, len(CORPUS)), max_size=4), st.data())
def test_adding_later_is_building_at_once_whatever_the_order(order, cuts, data):
    few = data.draw(st.integers(1, 5))
    with quick(few, 3) as folder:
        once, later = Index.build(folder / "once", CORPUS), Index.build(folder / "later")
        bounds = sorted({0, len(order), *cuts})
        later.add(articles("Gone before anyone asked about it at all.")[:1])
        for start, end in pairwise(bounds):
            later.add(order[start:end])
        assert asked(later) == asked(once)
        later.compact()
        once.compact()
        assert later.info()["bytes"] == once.info()["bytes"]
        assert sorted(p.name for p in later.path.glob("*.segment")) == sorted(
            p.name for p in once.path.glob("*.segment")
        )


def traced(query: str, others: list[Article], **given: object) -> pv.Tables:
    rows = [{"id": f"{QUERY}text", "text": query}, *({"id": one.article, "text": one.text} for one in others)]
    return pv.trace(pl.DataFrame(rows), Settings(**given))


@pytest.mark.parametrize("query", [FERRY, LENT, MUSEUM + " " + NEAR_FERRY])
def test_passages_and_similarities_are_those_of_a_trace(tmp_path, query):
    family = [one for one in CORPUS if one.article in ("a0", "a3", "a4", "a7")]
    answer = Index.build(tmp_path / "index", family).query(query)
    tables = traced(query, family, reworded=False)
    name, rows = f"{QUERY}text", []
    for row in tables.passages.iter_rows(named=True):
        if name in (row["left"], row["right"]):
            ours, theirs = ("left", "right") if row["left"] == name else ("right", "left")
            places = [row[f"{side}_{end}"] for side in (ours, theirs) for end in ("start", "end")]
            measures = (row["words"], row["matched"], row["bits"], row["significant"])
            rows.append((row[theirs], *places, *measures))
    assert [tuple(passage) for passage in answer.passages] == sorted(rows)
    pairs = {(set(row[:2]) - {name}).pop(): row[2] for row in tables.pairs.iter_rows() if name in row[:2]}
    near = {one.article: one.similarity for one in answer.near_duplicates}
    assert pairs.items() <= near.items()  # a trace tells of an exact copy beside the first one alone
    assert pairs.keys() == near.keys() or 1.0 in near.values()
    assert rows
    assert pairs


@pytest.mark.parametrize("query", [FERRY, LENT])
def test_sources_are_those_of_a_trace_of_the_query_and_its_relatives(tmp_path, query):
    answer = Index.build(tmp_path / "index", CORPUS).query(query, sources=True)
    family = [
        one for one in CORPUS if one.article in {"a0", "a3", "a4", "a7", "a1"} & set(answer.tables.articles["article"])
    ]
    expected = traced(query, family).derivations.to_dicts()
    name = f"{QUERY}text"
    assert answer.sources == [row for row in expected if name in (row["derived"], row["source"])]
    assert answer.sources
    assert answer.tables.derivations.to_dicts() == expected  # made when it is looked at, with clusters
    assert answer.tables.clusters.height == len(family) + 1


def test_many_articles_are_asked_about_in_bounded_time(tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "_MANY", 500)
    draw = random.Random(4)
    words = [f"{draw.choice('bdfgklmnprst')}{draw.choice('aeiou')}{number}" for number in range(900)]
    same = articles(*[FERRY] * 300, *(" ".join(draw.choices(words, k=40)) for _ in range(900)))
    answer = Index.build(tmp_path / "index", same).query(FERRY)
    assert len(answer.near_duplicates) <= 64 + 32
    assert {near.similarity for near in answer.near_duplicates} == {1.0}


def test_dates_and_metadata_come_back_as_they_were(tmp_path):
    frame = pl.DataFrame(
        {"id": ["x"], "text": [FERRY], "outlet": ["The Vale Courier"], "published": ["2024-03-03T10:00:00Z"]}
    )
    index = Index.build(tmp_path / "index", frame)
    [record] = index.records()
    row = record.row()
    expected, _ = articles_of(frame, Settings())
    [wanted] = expected.to_dicts()
    assert {**row, "record": None} == {**wanted, "record": None}
    assert row["published_from"].isoformat() == "2024-03-03T10:00:00+00:00"


@pytest.mark.parametrize(
    ("constant", "name", "value"), [("TOKENS_VERSION", "tokens", "tokens/2"), ("SCHEME", "scheme", "other32")]
)
def test_an_index_of_other_tokens_or_another_hash_is_refused(tmp_path, monkeypatch, constant, name, value):
    """Its shingles are others, so it would answer that nothing is like the query."""
    Index.build(tmp_path / "index", CORPUS[:2])
    ours = getattr(records, constant)
    monkeypatch.setattr(records, constant, value)
    with pytest.raises(StoreError, match=f"with {name} {ours}, not {value}"):
        Index(tmp_path / "index")


def test_tokens_that_differ_without_a_version_of_their_own_are_noticed(tmp_path, monkeypatch):
    """The hashes of one sentence are kept, for changes that nobody gave a number."""
    Index.build(tmp_path / "index", CORPUS[:2])
    monkeypatch.setattr(records, "_PROBE", records._PROBE.replace("Tuesday", "Monday"))
    with pytest.raises(StoreError, match="with probe "):
        Index(tmp_path / "index")
