"""A user says by columns which article of a cluster stays: `--keep score:max`, `--prefer outlet=Reuters`."""

import json
from math import inf

import polars as pl
import pytest

import provenance as pv
from provenance.base.settings import Settings
from provenance.corpus.frames import frame_slices
from tests.cli.texts import FERRY, NEAR_FERRY, TURNIPS, lines

ROWS = [
    {"id": "a", "text": FERRY, "score": 3, "outlet": "Coast Daily", "desk": "night"},
    {"id": "b", "text": FERRY, "score": 12.5, "outlet": "Reuters", "desk": None},
    {"id": "c", "text": NEAR_FERRY, "score": None, "outlet": "AP", "desk": "day"},
    {"id": "d", "text": TURNIPS, "score": 7, "outlet": "AP", "desk": "day"},
]
ORDERS = [
    (["--keep", "score:max"], "b", "highest score: 12.5"),
    (["--keep", "score:min"], "a", "lowest score: 3.0"),
    (["--prefer", "outlet=ap"], "c", "outlet=ap is preferred; no date is known; longest: 58 words"),
    (["--prefer", "outlet=Nobody", "--prefer", "desk=night"], "a", "desk=night is preferred; "),
    (
        ["--prefer", "outlet=reuters", "--prefer", "outlet=AP", "--keep", "score:min"],
        "b",
        "outlet=reuters is preferred",
    ),
    (["--prefer", "desk=day", "--keep", "score:max"], "c", "desk=day is preferred; it has no number in score"),
    (["--keep", "input-order"], "a", "first in the input"),
]


def write(form, path):
    if form == "jsonl":
        path.write_bytes(lines(ROWS))
    elif form == "csv":
        pl.DataFrame(ROWS).write_csv(path)
    else:
        pl.DataFrame(ROWS).write_parquet(path)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize(("options", "stays", "reason"), ORDERS)
def test_the_article_that_is_asked_for_stays(provenance, tmp_path, form, options, stays, reason):
    write(form, tmp_path / f"in.{form}")
    assert provenance("dedupe", f"in.{form}", "-o", "out", *options).code == 0
    clusters = pl.read_parquet(tmp_path / "out" / "clusters.parquet")
    assert clusters.filter("kept")["article"].to_list() == sorted([stays, "d"])
    [why] = clusters.filter("kept", article=stays)["reason"]
    assert why.startswith(reason)


@pytest.mark.parametrize("odd", [False, True], ids=["all rows plain", "some rows odd"])
def test_rows_that_go_by_the_batch_are_ranked_as_those_that_go_one_by_one(odd):
    rows = [{**row, "text": row["text"] + "\x00" * (odd and row["id"] in "bc")} for row in ROWS]
    frame, settings = pl.DataFrame(rows), Settings(keep="score:max", prefer=("desk=day", "outlet=AP"))
    ranks = []
    for backend in ("python", "numba"):
        made = [*frame_slices(frame, settings, backend)]
        ranks.append({name: rank for one in made for name, rank in zip(one.ids, one.ranks, strict=True)})
    assert ranks[0] == ranks[1]
    assert ranks[0] == {"a": (2, -3.0), "b": (2, -12.5), "c": (0, inf), "d": (0, -7.0)}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--keep", "nothing:max"], "E-KEEP-COLUMN"),
        (["--keep", "desk:max"], "E-KEEP-COLUMN"),
        (["--keep", "odd"], "E-SETTING"),
        (["--keep", "score:most"], "E-SETTING"),
        (["--prefer", "odd"], "E-SETTING"),
    ],
)
def test_an_order_that_cannot_be_is_refused(provenance, tmp_path, options, code):
    write("jsonl", tmp_path / "in.jsonl")
    ran = provenance("dedupe", "in.jsonl", "-o", "out", *options)
    assert (ran.code, code in ran.err) == (2, True)


def test_the_column_of_the_score_stays_what_it_is_elsewhere(provenance, tmp_path):
    """A column that decides is still the date, or the outlet, that its name says."""
    rows = [{**row, "published": f"2024-03-0{n}"} for n, row in enumerate(ROWS, 1)]
    (tmp_path / "in.jsonl").write_bytes(lines(rows))
    assert provenance("dedupe", "in.jsonl", "-o", "out", "--prefer", "published=2024-03-03").code == 0
    clusters = pl.read_parquet(tmp_path / "out" / "clusters.parquet")
    assert clusters["date"].null_count() == 0
    assert clusters.filter("kept")["article"].to_list() == ["c", "d"]


def test_a_changed_score_is_another_input(provenance, tmp_path):
    write("jsonl", tmp_path / "in.jsonl")
    options = ["dedupe", "in.jsonl", "-o", "out", "--keep", "score:max"]
    assert provenance(*options).code == 0
    assert provenance(*options).code == 0
    (tmp_path / "in.jsonl").write_bytes(lines([{**ROWS[0], "score": 99}, *ROWS[1:]]))
    assert "E-OUT-TAKEN" in provenance(*options).err
    assert provenance(*options, "--force").code == 0
    kept = (tmp_path / "out" / "kept" / "in.jsonl").read_text() if (tmp_path / "out" / "kept").is_dir() else ""
    kept = kept or next((tmp_path / "out").glob("kept*")).read_text()
    assert [json.loads(line)["id"] for line in kept.splitlines()] == ["a", "d"]


def test_a_settings_file_may_say_so(provenance, tmp_path):
    write("jsonl", tmp_path / "in.jsonl")
    (tmp_path / "own.toml").write_text('keep = "score:min"\nprefer = ["outlet=AP"]\n')
    assert provenance("dedupe", "in.jsonl", "-o", "-", "--settings", "own.toml").out.count("\n") == 2
    assert '"id": "c"' in provenance("dedupe", "in.jsonl", "-o", "-", "--settings", "own.toml").out


def test_articles_that_are_compared_against_stay_before_any(provenance, tmp_path):
    write("jsonl", tmp_path / "in.jsonl")
    (tmp_path / "old.jsonl").write_bytes(lines([{"id": "old", "text": FERRY}]))
    assert provenance("index", "build", "old.jsonl", "--index", "old.index").code == 0
    for against in ("old.jsonl", "old.index"):
        ran = provenance("dedupe", "in.jsonl", "-o", "-", "--against", against, "--keep", "score:max")
        assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["d"]


@pytest.mark.parametrize("keep", ["score:max", "score:min"])
def test_a_frame_is_kept_by_a_column_too(keep):
    frame = pl.DataFrame(ROWS)
    stays = {"score:max": "b", "score:min": "a"}[keep]
    assert pv.dedupe(frame, keep=keep).kept["id"].to_list() == sorted([stays, "d"])
    assert pv.dedupe(frame, keep=keep, prefer=["outlet=AP"]).kept["id"].to_list() == ["c", "d"]
