"""Lines of a user's own file are furniture: reported, out of the words, out of what is compared."""

import polars as pl
import pytest

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.furniture.ignored import ignored_lines
from provenance.run.dedupe import dedupe_inputs
from provenance.run.inspect import inspected
from provenance.run.trace import trace_inputs

LINES = "# what our pages repeat\n\nThe Wick Post, a paper for  the coast\nCall us on *\n* all rights with the Post\n"
BODY = "The harbour board voted on Monday to close the lock for eleven weeks while divers look at the sill."
PAGE = f"The Wick  Post, a paper for the Coast\n{BODY}\n  Call us on 555 01\nPhotographs, all rights with the Post\n"


@pytest.fixture
def lines(tmp_path):
    place = tmp_path / "lines.txt"
    place.write_text(LINES)
    return place


def test_lines_are_found_whatever_their_case_and_blanks(lines):
    spans = ignored_lines(lines).spans(PAGE)
    assert [PAGE[start:end] for start, end in spans] == [line.strip() for line in PAGE.splitlines() if line != BODY]


def test_inspect_and_trace_report_them(lines, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PAGE)
    settings = Settings(furniture_lines=str(lines))
    [article] = inspected(tmp_path / "in" / "a.txt", settings)["articles"]
    assert [span["kind"] for span in article["furniture"]] == ["ignored"] * 3
    assert article["words"] == len(BODY.split())
    tables = trace_inputs([tmp_path / "in"], tmp_path / "out", settings).tables
    assert tables.articles["words"].to_list() == [len(BODY.split())]


def test_dedupe_compares_without_them(lines, tmp_path):
    other = "Rain fell on the north pier all day, and the ferries stayed in port until the wind had turned at dusk."
    rows = pl.DataFrame({"id": ["a", "b"], "text": [f"{line}\n" + PAGE.replace(BODY, line) for line in (BODY, other)]})
    rows = pl.concat([rows, pl.DataFrame({"id": ["c"], "text": [f"{BODY}\n{BODY}"]})])
    rows.write_ndjson(tmp_path / "in.jsonl")
    bare = dedupe_inputs([tmp_path / "in.jsonl"], tmp_path / "bare", Settings())
    found = dedupe_inputs([tmp_path / "in.jsonl"], tmp_path / "out", Settings(furniture_lines=str(lines)))
    similarity = {name: frame.filter(pl.col("left") == "a")["similarity"].to_list() for name, frame in
                  (("bare", bare.pairs), ("ours", found.pairs))}  # fmt: skip
    assert similarity["ours"] == [1.0]
    assert similarity["bare"] != [1.0]


@pytest.mark.parametrize(("text", "line"), [(b"Read on\n*\n", 2), (b"\xff\xfe\xff", None), (None, None)])
def test_a_file_that_cannot_be_meant_is_refused(tmp_path, text, line):
    place = tmp_path / "lines.txt"
    if text is not None:
        place.write_bytes(text)
    with pytest.raises(InputError) as raised:
        ignored_lines(place)
    assert (raised.value.code, raised.value.line) == ("E-FURNITURE-LINES", line)


def test_the_file_lies_beside_the_settings(tmp_path, lines):
    (tmp_path / "s.toml").write_text('furniture_lines = "lines.txt"\n')
    assert Settings.load(tmp_path / "s.toml").furniture_lines == str(lines)
