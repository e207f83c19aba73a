"""`provenance trace --judged FILE`: what people said is honoured and shown wherever edges are."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

DERIVED, SOURCE = "harbour-strike-cut.txt", "harbour-strike-wire.txt"


def _entry(derived: str, source: str, verdict: str) -> str:
    return (
        f'[[edge]]\nderived = "{derived}"\nsource = "{source}"\nverdict = "{verdict}"\n'
        'reason = "the desk kept both printouts"\nby = "Ada"\ndate = 2024-03-20\n'
    )


@pytest.fixture
def trace(provenance, root):
    def made(text: str, *more: object):
        Path("judged.toml").write_text(text, encoding="utf-8")
        return provenance("trace", root / "seeds", "-o", "out", "--quiet", "--judged", "judged.toml", *more)

    return made


def test_a_denied_edge_is_shown_as_denied_and_not_taken(provenance, trace):
    before = provenance("report", DERIVED, "--from", _without(trace)).out
    assert "Harbour" in before or SOURCE in before
    assert trace(_entry(DERIVED, SOURCE, "denied"), "--force").code == 0
    rows = pl.read_parquet("out/derivations.parquet").filter(derived=DERIVED, source=SOURCE)
    assert (rows["probability"][0], rows["rank"][0] > 1) == (0.0, True)
    said = "denied by Ada, 2024-03-20: the desk kept both printouts"
    assert said in _flat(provenance("report", DERIVED, "--from", "out").out)
    assert said in _flat(provenance("compare", DERIVED, SOURCE, "--from", "out").out)
    assert said not in provenance("export", "--from", "out", "--format", "csv").out
    assert said in provenance("export", "--from", "out", "--format", "csv", "--least", "0", "--ranks", "99").out


def _without(trace) -> str:
    assert trace("").code == 0
    return "out"


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_confirmed_edge_is_shown_as_confirmed(provenance, trace):
    derived, source = "harbour-whale.txt", "river-levee-inquiry.txt"
    assert trace(_entry(derived, source, "confirmed")).code == 0
    told = json.loads(provenance("report", derived, "--from", "out", "--json").out)
    assert told["verdict"].startswith("As people confirmed, draws on ")
    assert told["sources"][0]["probability"] == 0.999
    compared = _flat(provenance("compare", derived, source, "--from", "out").out)
    assert "as people confirmed, draws on" in compared
    assert "+30.0 confirmed by Ada, 2024-03-20: the desk kept both printouts" in compared
    for form in ("prov-json", "csv", "graphml"):
        assert "confirmed by Ada" in provenance("export", "--from", "out", "--format", form).out


def test_a_slip_in_the_file_stops_the_run_and_an_unknown_article_is_named(trace):
    ran = trace(_entry(DERIVED, SOURCE, "confirmed") + "\n" + _entry(DERIVED, SOURCE, "perhaps"))
    assert ran.code == 4
    assert re.search(r"E-JUDGED judged.toml:9: verdict is 'perhaps'", ran.err)
    assert not Path("out").exists()
    ran = trace(_entry("elsewhere.txt", SOURCE, "confirmed"))
    assert ran.code == 0
    assert "judged.toml:1 is about no edge of this collection: 'elsewhere.txt' on" in ran.err
