"""`--dated-facts FILE`: office holders and events date texts in trace, inspect and compare; slips are told by line."""

import json
from pathlib import Path

import polars as pl
import pytest

FACTS = """
[[holder]]
name = "Ida Fenn"
title = "Harbour Minister"
from = 2019-05-04
to = 2022-11-30
"""
STORY = "OXMOOR, Wednesday, January 20 -- Harbour Minister Ida Fenn closed the old north pier.\n"
LATER = "The long dam was built in 2024. Harbour Minister Ida Fenn had closed the old north pier.\n"


@pytest.fixture
def folder(provenance):
    Path("facts.toml").write_text(FACTS, encoding="utf-8")
    Path("in").mkdir()
    Path("in/a.txt").write_text(STORY, encoding="utf-8")
    Path("in/b.txt").write_text(LATER, encoding="utf-8")


def test_trace_dates_by_the_file_and_names_what_contradicts_it(provenance, folder):
    ran = provenance("trace", "in", "-o", "out", "--dated-facts", "facts.toml")
    assert ran.code == 0
    rows = pl.read_parquet("out/articles.parquet").sort("article")
    assert rows["date_basis"].to_list() == ["facts", "text"]
    assert [day.isoformat() for day in rows["published_candidates"][0]] == ["2021-01-20"]
    assert "facts.toml: 1 article contradicts it, and got the wider bounds: 'b.txt'" in " ".join(ran.err.split())


def test_a_setting_does_the_same(provenance, folder):
    Path("pyproject.toml").write_text('[tool.provenance]\ndated-facts = "facts.toml"\n', encoding="utf-8")
    [found] = json.loads(provenance("inspect", "in/a.txt", "--json").out)["articles"]
    assert found["date_basis"] == "facts"


def test_two_files_are_compared_with_it_and_two_articles_of_a_trace_as_that_was_made(provenance, folder):
    assert provenance("compare", "in/a.txt", "in/b.txt", "--dated-facts", "facts.toml").code == 0
    assert provenance("trace", "in", "-o", "out", "--quiet").code == 0
    ran = provenance("compare", "a.txt", "b.txt", "--from", "out", "--dated-facts", "facts.toml")
    assert (ran.code, "dates stand as the trace read them" in ran.err) == (2, True)


def test_slips_are_told_with_line_and_remedy_before_anything_is_read(provenance, folder):
    Path("facts.toml").write_text(FACTS.replace("2019-05-04", '"spring"'), encoding="utf-8")
    ran = provenance("trace", "in", "-o", "out", "--dated-facts", "facts.toml")
    assert ran.code == 4
    assert "E-DATED-FACTS facts.toml:2: from is 'spring', not a day" in ran.err
    assert "Try: [[holder]] name =" in ran.err
    assert not Path("out").exists()


def test_the_same_facts_give_the_same_bytes(provenance, folder):
    made = []
    for name in ("one", "two"):
        assert provenance("trace", "in", "-o", name, "--quiet", "--dated-facts", "facts.toml").code == 0
        made.append(Path(name, "articles.parquet").read_bytes())
    assert made[0] == made[1]
