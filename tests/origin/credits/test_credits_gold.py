"""Every credit that a reader marked in the five real articles is found, and no other."""

import json

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.credit import CreditRow
from provenance.origin.credits.item import article_credits

BOOK = Catalogue.load()
NUMBERS = range(5)


def _gold(shared, number):
    files = json.loads((shared / "gold" / "seeds-gold.json").read_text(encoding="utf-8"))["files"]
    name = sorted(files)[number]
    text = (shared / "seeds" / name).read_bytes().decode("utf-8")
    return text, files[name]


def _agrees(marked: dict, row: CreditRow) -> bool:
    kinds = ["self"] if marked.get("self") else marked.get("accept_kinds", [marked["kind"]])
    name = marked.get("name_span", marked["span"])
    overlap = row.start < marked["span"]["end"] and marked["span"]["start"] < row.end
    named = marked.get("self") or (row.name_start, row.name_end) == (name["start"], name["end"])
    return (row.agency, row.scope) == (marked["agency"], marked["scope"]) and row.kind in kinds and overlap and named


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("cleaned", [True, False])
def test_the_credits_are_those_a_reader_marked(shared, number, cleaned):
    text, gold = _gold(shared, number)
    furniture = [(b["span"]["start"], b["span"]["end"], b["kind"]) for b in gold["boilerplate"]] if cleaned else []
    found = article_credits(text, furniture=furniture, catalogue=BOOK)
    marked = sorted(gold["credits"], key=lambda m: (m["span"]["start"], m.get("name_span", m["span"])["start"]))
    if not cleaned:  # a page's own footer speaks of itself
        found = [row for row in found if row.kind != "self" or row.position != "passage"]
    assert [row.agency for row in found] == [m["agency"] for m in marked]
    assert all(_agrees(m, row) for m, row in zip(marked, found, strict=True))


@pytest.mark.parametrize("number", NUMBERS)
def test_the_phrases_are_those_a_reader_marked_to_the_letter(shared, number):
    text, gold = _gold(shared, number)
    found = {(row.start, row.end) for row in article_credits(text, catalogue=BOOK)}
    assert {(m["span"]["start"], m["span"]["end"]) for m in gold["credits"]} <= found
