"""Corpora of odd sizes go through trace and dedupe: none, one, only short ones, all the same."""

import json

import polars as pl
import pytest

from tests.cli.texts import CORPUS, FERRY, lines

SIZES = {
    "none": [],
    "one": [FERRY],
    "short": ["Fire", "Fire.", "Rain fell", "Rain", "a b c d", "a b c d", "…"],
    "furniture only": ["Read also: more news from Skarn\n", "Share\nTweet\n"],
    "two the same": [FERRY, FERRY],
    "one line repeated": ["Fire at the old pier. " * 400],
}


@pytest.mark.parametrize("command", ["trace", "dedupe"])
@pytest.mark.parametrize("name", SIZES)
def test_odd_corpora_end_well(provenance, tmp_path, name, command):
    corpus = lines({"id": str(number), "text": text} for number, text in enumerate(SIZES[name]))
    (tmp_path / "in.jsonl").write_bytes(corpus)
    ran = provenance(command, "in.jsonl", "-o", "out")
    assert ran.code == 0
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert run["counts"]["articles"] == sum(any(c.isalpha() for c in text) for text in SIZES[name])


def test_short_texts_cluster_only_where_all_words_are_the_same(provenance, tmp_path):
    corpus = lines({"id": str(number), "text": text} for number, text in enumerate(SIZES["short"]))
    kept = [json.loads(line)["text"] for line in provenance("dedupe", "-", stdin=corpus).out.splitlines()]
    assert sorted(kept) == ["Fire", "Rain", "Rain fell", "a b c d"] or sorted(kept) == [
        "Fire.",
        "Rain",
        "Rain fell",
        "a b c d",
    ]


@pytest.mark.parametrize(
    ("command", "count"), [("dedupe", 2000), ("trace", 120), pytest.param("trace", 2000, marks=pytest.mark.long)]
)
def test_copies_cost_one_pair_each(provenance, tmp_path, command, count):
    (tmp_path / "in.jsonl").write_bytes(lines({"id": f"{n:04}", "text": FERRY} for n in range(count)))
    assert provenance(command, "in.jsonl", "-o", "out", "--quiet").code == 0
    clusters, pairs = (pl.read_parquet(tmp_path / "out" / f"{name}.parquet") for name in ("clusters", "pairs"))
    assert clusters["cluster"].unique().to_list() == ["0000"]
    assert pairs.height <= count
    if command == "trace":
        passages = pl.read_parquet(tmp_path / "out" / "passages.parquet")
        assert passages.height <= 4 * count


def test_json_of_every_command_is_json(provenance, tmp_path):
    def nothing(name: str):
        pytest.fail(f"JSON has no {name}")

    (tmp_path / "in.jsonl").write_bytes(lines(CORPUS))
    (tmp_path / "seeds").mkdir()
    for name in ("a", "b"):
        (tmp_path / "seeds" / f"{name}.txt").write_text(FERRY)
    for arguments in (
        ["trace", "in.jsonl", "-o", "out"],
        ["dedupe", "in.jsonl", "-o", "clean"],
        ["report", "ferry", "--from", "out"],
        ["compare", "ferry", "near", "--from", "out"],
        ["compare", "seeds/a.txt", "seeds/b.txt"],
        ["check", "seeds/a.txt"],
        ["inspect", "in.jsonl"],
    ):
        ran = provenance(*arguments, "--json")
        assert ran.code == (1 if arguments[0] == "check" else 0)
        assert json.loads(ran.out, parse_constant=nothing)
    for path in tmp_path.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"), parse_constant=nothing)


def test_a_trace_of_the_working_folder_leaves_its_own_results_out(provenance, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    assert provenance("dedupe", "a.txt", "-o", "out/dedupe").code == 0
    first, again = (provenance("trace", ".", "--json") for _ in range(2))
    assert (first.code, again.code) == (0, 0)
    assert "the results go to out/trace, which lies in .: it is left out of what is read" in first.err
    told = [json.loads(ran.out) for ran in (first, again)]
    assert [(run["counts"]["articles"], run["inputs"]) for run in told] == [(1, told[0]["inputs"])] * 2
    entries = map(json.loads, (tmp_path / "out" / "trace" / "ledger.jsonl").read_text().splitlines())
    assert [(entry["path"], entry["verdict"]) for entry in entries] == [
        ("a.txt", "accepted"),
        ("out/dedupe", "accepted"),
        ("out/trace", "accepted"),
    ]


def test_dedupe_writes_over_no_input(provenance, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    ran = provenance("dedupe", ".", "-o", ".")
    assert (ran.code, "E-OUT-INPUT" in ran.err) == (2, True)
