"""The quotations of a trace: in OUT, in reports and comparisons; a trace from before there were any is read."""

from pathlib import Path

import polars as pl
import pytest

SAID = "We shall rebuild the long north pier before the first autumn storm"
HEADING = "Quotations that others have too"


@pytest.fixture
def traced(provenance):
    Path("in").mkdir()
    Path("in/a.txt").write_text(f"“{SAID},” said Ida Fenn on the quay at Osk.\n", encoding="utf-8")
    Path("in/b.txt").write_text(f"Dry days follow. «{SAID}», said Bo Sund in the market hall.\n", encoding="utf-8")
    assert provenance("trace", "in", "-o", "out", "--quiet").code == 0


def test_the_table_and_the_report_say_who_else_has_it_and_who_is_said_to_have_said_it(provenance, traced):
    rows = pl.read_parquet("out/quotations.parquet").sort("article")
    columns = ("article", "form", "of", "speaker", "speaker_kept")
    assert rows.select(columns).rows() == [
        ("a.txt", "exact", "a.txt", "Ida Fenn", True),
        ("b.txt", "exact", "a.txt", "Bo Sund", False),
    ]
    told = " ".join(provenance("report", "a.txt", "--from", "out").out.split())
    assert HEADING in told
    assert "word for word; given to Bo Sund" in told
    assert "Quotations in both" in provenance("compare", "a.txt", "b.txt", "--from", "out").out
    pages = [path for path in Path("out/report").rglob("*.html") if HEADING in path.read_text(encoding="utf-8")]
    assert len(pages) == 2


def test_a_trace_from_before_the_table_was_added_is_read(provenance, traced):
    Path("out/quotations.parquet").unlink()
    ran = provenance("report", "a.txt", "--from", "out")
    assert (ran.code, HEADING in ran.out) == (0, False)
