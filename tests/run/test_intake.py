"""A corpus of any size keeps little in memory, and a stopped run of `dedupe` goes on where its stages ended."""

import json
import shutil

import numpy as np
import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.corpus.input_slices import slices
from provenance.run import dedupe as room
from provenance.run import resembling
from provenance.run.dedupe import dedupe_inputs
from provenance.run.intake import intake
from provenance.run.texts import Texts

FERRY = "The old ferry will stop for good at dawn on Friday, the harbour master of Larne Bay said after the vote."
OTHERS = [f"Report {n}: {' '.join(f'word{n}x{i}' for i in range(60))}." for n in range(6)]


@pytest.fixture
def corpus(tmp_path):
    texts = [
        FERRY,
        *OTHERS,
        FERRY.upper(),
        f"{FERRY}\nRead also:\nWind fells oak in Lower Wick\n2 hours ago",
        OTHERS[2] + " So.",
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def taken(path, texts, backend="python"):
    return intake(slices([path], Settings()), Settings().sketch, backend, texts)


@pytest.mark.parametrize("held", [0, 300, 10_000])
def test_tokens_come_from_memory_or_from_the_file_alike(corpus, tmp_path, held):
    with Texts(tmp_path, held) as texts:
        kept = taken(corpus, texts)
        wanted = np.arange(kept.articles.height) % 2 == 0
        lengths = np.diff(tokens(pl.read_ndjson(corpus).sort("id")["text"]).offsets)
        found = kept.tokens(wanted, lengths, "python")
    expected = [tokens([row["text"]], [[]])[0][0] for row in pl.read_ndjson(corpus).sort("id").iter_rows(named=True)]
    furnished = 8
    for number, own in enumerate(expected):
        length = 0 if not wanted[number] else len(own) if number != furnished else 21
        assert found[number][0].tolist() == own.tolist()[:length]
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_articles_that_differ_in_furniture_only_are_the_same(corpus, tmp_path):
    found = dedupe_inputs([corpus], tmp_path / "out", Settings(keep="first"))
    assert found.removed.select("article", "cluster", "similarity").rows()[:2] == [("a7", "a0", 1.0), ("a8", "a0", 1.0)]
    assert found.removed["article"].to_list() == ["a7", "a8", "a9"]


@pytest.mark.parametrize("stage", ["pairs_of", "clusters_of", "_write"])
def test_a_stopped_run_goes_on_where_its_stages_ended(corpus, tmp_path, monkeypatch, stage):
    whole = dedupe_inputs([corpus], tmp_path / "whole", Settings())

    def stopped(*_: object, **__: object):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(room if stage == "_write" else resembling, stage, stopped)
        with pytest.raises(KeyboardInterrupt):
            dedupe_inputs([corpus], tmp_path / "out", Settings())
    assert not (tmp_path / "out" / "run.json").exists()

    def never(*_: object, **__: object):
        pytest.fail("what was done is done again")

    done = {"pairs_of": [], "clusters_of": ["pairs_of"], "_write": ["pairs_of", "clusters_of"]}[stage]
    with monkeypatch.context() as patch:
        patch.setattr("provenance.run.intake.SIGNED_TEXTS_BY", dict.fromkeys(("python", "numba"), never))
        for name in done:
            patch.setattr(resembling, name, never)
        again = dedupe_inputs([corpus], tmp_path / "out", Settings())
    assert again.clusters.equals(whole.clusters)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.name != "run.json"} == {
        p.name: p.read_bytes() for p in (tmp_path / "whole").iterdir() if p.name != "run.json"
    }


def test_other_settings_or_inputs_take_nothing_from_a_stopped_run(corpus, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(room, "_write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            dedupe_inputs([corpus], tmp_path / "out", Settings(threshold=0.9))
    corpus.write_text(corpus.read_text() + json.dumps({"id": "z", "text": FERRY}) + "\n")
    found = dedupe_inputs([corpus], tmp_path / "out", Settings())
    shutil.rmtree(tmp_path / "out")
    assert dedupe_inputs([corpus], tmp_path / "out", Settings()).clusters.equals(found.clusters)
    assert "z" in found.clusters["article"].to_list()


def stories(count):
    """Stories of which every third is a near copy of the one before and every fifth has furniture below it."""
    words = [f"word{n}" for n in range(3000)]
    texts = []
    for n in range(count):
        start = (n - 1 if n % 3 == 2 else n) * 37
        text = " ".join(words[start : start + 60 + n % 3])
        texts.append(f"{text}.\nRead also:\nWind fells oak in Lower Wick\n2 hours ago" if n % 5 == 0 else f"{text}.")
    return texts


@pytest.mark.parametrize("backend", ["python", "numba"])
@pytest.mark.parametrize("turned", [False, True])
def test_the_backend_and_the_order_of_rows_change_nothing(tmp_path, monkeypatch, backend, turned):
    if backend == "numba":
        pytest.importorskip("numba")
    frame = pl.DataFrame({"id": [f"s{n:02}" for n in range(60)], "text": stories(60)})
    frame.write_parquet(tmp_path / "plain.parquet")
    (frame.reverse() if turned else frame).write_parquet(tmp_path / "given.parquet", row_group_size=7)
    expected = dedupe_inputs([tmp_path / "plain.parquet"], tmp_path / "plain", Settings())
    monkeypatch.setattr(room, "backend_for", lambda *_: backend)
    found = dedupe_inputs([tmp_path / "given.parquet"], tmp_path / "given", Settings())
    assert found.clusters.equals(expected.clusters)
    assert found.pairs.equals(expected.pairs)
    assert found.run["inputs"] == expected.run["inputs"]
    kept = pl.read_parquet(tmp_path / "given" / "kept.parquet")
    assert (kept.reverse() if turned else kept).equals(pl.read_parquet(tmp_path / "plain" / "kept.parquet"))
    assert expected.removed.height > 10
