"""A trace of several languages: what its tables, run.json and reports say, with and without an encoder."""

import json

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.report.comparison import comparison
from provenance.report.export.claims import claims
from provenance.report.export.prov_claims import prov_claims
from provenance.report.terminal import comparison_text
from provenance.report.web.pair_page import pair_page
from provenance.run import journey
from provenance.run import trace as traces
from provenance.run.stages import Listener
from provenance.run.story import comparison_of
from provenance.run.trace import trace_inputs
from tests.match.translation.test_translation import ENGLISH, OTHERS, SPANISH, Stub
from tests.report.web.reading import Page


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    english = [[one.format(30 * n) for one in OTHERS] * 2 for n in range(1, 8)]
    texts = {"original.txt": ENGLISH, "translated.txt": SPANISH, **{f"x{n}.txt": own for n, own in enumerate(english)}}
    for name, sentences in texts.items():
        (folder / name).write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(params=["keys", "encoder"])
def encoder(request, monkeypatch):
    made = Stub() if request.param == "encoder" else None
    for place in (journey, traces):
        monkeypatch.setattr(place, "encoder_for", lambda folder: made)
    return made


def between(tables):
    rows = tables.derivations.filter(pl.col("relation") == "translation")
    return [(row["derived"], row["source"], round(row["probability"], 2)) for row in rows.iter_rows(named=True)]


def test_a_trace_has_the_translation(corpus, tmp_path, encoder):
    done = trace_inputs([corpus], tmp_path / "out", Settings())
    expected = 0.88 if encoder else 0.2
    assert between(done.tables) == [("original.txt", "translated.txt", expected)]
    kinds = done.tables.passages.filter(pl.col("kind") == "translation")
    assert kinds.height == bool(encoder)
    run = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["translation"]
    if encoder:
        assert run == {"encoder": "stub", "weights": "0", "not_compared": []}
    else:
        assert run == {"encoder": None, "weights": None, "not_compared": ["en", "es"]}
    index = (tmp_path / "out" / "report" / "index.html").read_text("utf-8")
    assert "by names and numbers only" not in index  # every language is known to the stub, and without it all are alike


def test_a_language_that_the_encoder_does_not_know_is_named(corpus, tmp_path, monkeypatch):
    made = Stub()
    made.languages = frozenset({"en"})
    for place in (journey, traces):
        monkeypatch.setattr(place, "encoder_for", lambda folder: made)
    notes = []
    done = trace_inputs([corpus], tmp_path / "out", Settings(), listener=Listener(on_note=notes.append))
    assert "not compared across languages: es (stub does not know them)" in notes
    assert done.run["translation"]["not_compared"] == ["es"]
    assert between(done.tables) == [("original.txt", "translated.txt", 0.2)]


def test_nothing_is_compared_where_nobody_asks_for_it(corpus, tmp_path, encoder):
    done = trace_inputs([corpus], tmp_path / "out", Settings(translation=False))
    assert between(done.tables) == []


def test_other_weights_make_other_tables(corpus, tmp_path, monkeypatch):
    keys = []
    monkeypatch.setattr(traces, "key", lambda *parts: keys.append(parts) or str(len(keys)))
    for weights in ("0", "1"):
        made = Stub()
        made.weights = weights
        for place in (journey, traces):
            monkeypatch.setattr(place, "encoder_for", lambda folder, made=made: made)
        trace_inputs([corpus], tmp_path / weights, Settings())
    assert [pair for pair in zip(*keys, strict=True) if pair[0] != pair[1]] == [("0", "1")]


def test_a_stopped_run_goes_on_with_its_translations(corpus, tmp_path, encoder, monkeypatch):
    whole = trace_inputs([corpus], tmp_path / "whole", Settings()).tables
    monkeypatch.setattr(journey, "derivations_table", lambda *_, **__: pytest.fail("stopped"))
    with pytest.raises(pytest.fail.Exception):
        trace_inputs([corpus], tmp_path / "out", Settings())
    monkeypatch.undo()
    for place in (journey, traces):
        monkeypatch.setattr(place, "encoder_for", lambda folder: encoder)
    monkeypatch.setattr(journey, "passages", lambda *_, **__: pytest.fail("made again"))
    again = trace_inputs([corpus], tmp_path / "out", Settings()).tables
    assert again.derivations.equals(whole.derivations)
    assert again.passages.equals(whole.passages)
    assert sorted(path.name for path in (tmp_path / "out").rglob("translations*")) == []


def test_two_files_are_compared(corpus, encoder):
    found = comparison_of(corpus / "original.txt", corpus / "translated.txt", Settings())
    if encoder:
        assert found.meaning == "One of the two is likely (88%) a translation, of which the other may be the original."
        assert [passage.match for passage in found.passages] == ["92 words in another language"]
    else:
        assert found.meaning.startswith("One of the two is hardly (20%) a translation") or "Nothing" in found.meaning


def test_the_page_of_two_files_shows_them_sentence_by_sentence(corpus, encoder):
    found = comparison_of(corpus / "original.txt", corpus / "translated.txt", Settings())
    page = Page(pair_page(found))
    cells = [page_cell for tag, page_cell in page.elements if tag == "td"]
    if encoder:
        assert found.passages[0].sentences == tuple(zip(ENGLISH, SPANISH, strict=True))
        assert [cell.get("dir") for cell in cells] == ["auto"] * 2 * len(ENGLISH)
        assert all(sentence in page.text("sentence-pairs") for sentence in (*ENGLISH, *SPANISH))
        assert "in another language" in page.text("pane")
        assert not [mark for tag, mark in page.elements if "changed" in mark.get("class", "").split()]
        assert "neighbouring" not in comparison_text(found)
        assert " bits" not in comparison_text(found)
    else:
        assert cells == []


def test_prov_says_that_one_is_derived_and_quotes_nothing(corpus, tmp_path, encoder):
    (corpus / "translated.txt").write_text("12 March 2024\n\n" + "\n\n".join(SPANISH), encoding="utf-8")
    (corpus / "original.txt").write_text("10 March 2024\n\n" + "\n\n".join(ENGLISH), encoding="utf-8")
    tables = trace_inputs([corpus], tmp_path / "out", Settings()).tables
    said = [statement.kind for statement in prov_claims(claims(tables, minimum=0.05, ranks=9))]
    assert "wasDerivedFrom" in said
    assert "wasQuotedFrom" not in said


def test_an_article_says_that_it_may_be_the_original(corpus, tmp_path, encoder):
    tables = trace_inputs([corpus], tmp_path / "out", Settings()).tables
    found = comparison(tables, "original.txt", "translated.txt")
    assert "of which the other may be the original" in found.meaning
