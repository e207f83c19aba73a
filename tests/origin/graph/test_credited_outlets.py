"""A paper that another names as the source of its report is the likelier source, in several wordings and tongues."""

from time import process_time

import polars as pl
import pytest

from provenance.origin.graph.evidence.credited_outlets import outlet_named
from provenance.origin.graph.facts import ArticleFacts
from tests.origin.scenes import article, likelihood, passage, traced


def _facts(text: str, outlet: str | None, furniture: tuple[tuple[int, int], ...] = ()) -> ArticleFacts:
    house = outlet and outlet.casefold()
    return ArticleFacts(text[:5], 100, len(text), house, None, None, 0, (), (), frozenset(), text, outlet, furniture)


@pytest.mark.parametrize(
    ("text", "outlet", "found"),
    [
        ("The bridge fell, the Vale Courier reported on Monday.", "The Vale Courier", "Vale Courier reported"),
        ("According to the Vale Courier newspaper, it fell.", "Vale Courier", "to the Vale Courier newspaper"),
        ("The bridge fell. Source: Vale Courier", "Vale Courier", "Source: Vale Courier"),
        ("The bridge fell on Monday. (Vale Courier)\n", "Vale Courier", "(Vale Courier)"),
        ("Die Brücke ist eingestürzt, berichtet der Osker Anzeiger.", "Osker Anzeiger", "berichtet der Osker Anzeiger"),
        ("Le pont est tombé, selon le Courrier du Val.", "Courrier du Val", "selon le Courrier du Val"),
        ("The mayor told Signpost that the bridge fell.", "Signpost", "told Signpost that"),
        ("The Vale Courier building stood by the bridge.", "The Vale Courier", None),
        ("A signpost fell, and Signpost Road was closed.", "Signpost", None),
        ("The bridge fell, the Vale Couriers reported.", "Vale Courier", None),
        ("The bridge fell, the Upper Vale Courier reported.", "Vale Courier", None),  # another paper
        ("The bridge fell, the New Osk Times reported.", "The Times", None),
        ("As Vale Courier reported, the bridge fell.", "Vale Courier", "Vale Courier reported"),
        ("The bridge fell, the Vale Courier reported.", None, None),
        ("The bridge fell, the Vale Courier reported.", "Wick Mail", None),  # its own name
    ],
)  # fmt: skip
def test_a_paper_is_named_where_words_make_it_a_source(text: str, outlet: str | None, found: str | None) -> None:
    span = outlet_named(_facts(text, "Wick Mail"), _facts("words", outlet))
    said = None if span is None else text[slice(*span)]
    assert (said is None) == (found is None)
    assert found is None or found in (said or "")


def test_what_stands_in_furniture_names_nobody() -> None:
    text = "The bridge fell on Monday.\nRead also: the Vale Courier reported a flood."
    assert outlet_named(_facts(text, "Wick Mail", ((27, len(text)),)), _facts("words", "Vale Courier")) is None


@pytest.mark.parametrize("days", [("2024-03-12", "2024-03-12"), (None, None)])
def test_of_two_papers_with_one_text_the_one_that_is_named_is_the_source(days: tuple[str | None, str | None]) -> None:
    papers = [
        article("a", day=days[0], outlet="Wick Mail"),
        article("b", day=days[1], outlet="Tain Post"),
        article("c", day=days[1], outlet="Brora News"),
    ]
    shared = [passage("a", 0, "b", 0, 280), passage("a", 0, "c", 0, 280), passage("b", 0, "c", 0, 280)]
    _, plain = traced(papers, [], shared)
    papers[0]["text"] = "words " * 290 + "The bridge fell, the Tain Post reported on Monday."
    _, edges = traced(papers, [], shared)
    assert likelihood(edges, "a", "b") > max(0.5, likelihood(plain, "a", "b"), 2 * likelihood(edges, "a", "c"))
    row = edges.filter(derived="a", source="b")
    assert row["direction"].to_list() == ["known"]
    notes = [reason["note"] for reason in row["evidence"][0]]
    assert "a names Tain Post, which printed b" in notes
    assert not plain.filter(pl.col("direction") == "known", derived="a", source="b").height


@pytest.mark.parametrize("text", ["News " * 20_000, "Times, " * 15_000, "the Vale Courier " * 6_000])
def test_a_name_that_stands_everywhere_costs_little(text: str) -> None:
    begun = process_time()
    for outlet in ("News", "Times", "Vale Courier"):
        outlet_named(_facts(text, "Wick Mail"), _facts("words", outlet))
    assert process_time() - begun < 2  # seconds
