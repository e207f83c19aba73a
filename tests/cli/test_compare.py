"""`provenance compare A B --from OUT` weighs one edge for and against, whether the graph has it or not."""

import json
import re
import shutil

import polars as pl
import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.alternatives import alternative_cases
from provenance.run.out import read_tables
from tests.test_seeds_truth import SEEDS

CUT, WIRE, RELAY = "harbour-strike-cut.txt", "harbour-strike-wire.txt", "harbour-strike-relay.txt"


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_an_edge_is_weighed_both_ways_with_what_else_there_could_be(provenance, seeds_trace):
    text = _flat(provenance("compare", CUT, WIRE, "--from", seeds_trace).out)
    there, back = text.split("For and against A drawing on B")[1].split("For and against B drawing on A")
    assert "96% of its words are in B, 51% the other way" in there
    assert "in sum, and beside all other explanations: likely" in there
    assert re.search(rf"or it draws on “[^”]*” \({RELAY}\)", there)
    assert "; no row in the graph" in back
    assert "or it draws on an unseen Reuters story" in back


def test_of_two_copies_of_one_text_it_says_what_they_draw_on_instead(provenance, seeds_trace):
    text = _flat(provenance("compare", CUT, RELAY, "--from", seeds_trace).out)
    assert "draw on an unseen Reuters story, or else one on the other" in text
    assert "in the graph it has rank 2" in text
    instead = text.split("What they draw on instead, and the runner-up")[1]
    said = re.search(rf"A likely \((\d\d)%\) on “[^”]*” \({WIRE}\): nearly all of its text", instead)
    assert said is not None
    assert int(said[1]) >= 50


def test_where_nothing_is_shared_there_is_no_case(provenance, seeds_trace):
    ran = provenance("compare", "harbour-whale.txt", "river-levee-inquiry.txt", "--from", seeds_trace)
    assert "For and against" not in ran.out
    assert "this does not prove independence" in _flat(ran.out)
    told = json.loads(
        provenance("compare", "harbour-whale.txt", "river-levee-inquiry.txt", "--from", seeds_trace, "--json").out
    )
    assert (told["cases"], told["derivations"]) == ([], [])


def test_the_cases_are_weighed_as_the_trace_weighed_them(seeds_trace):
    tables, _ = read_tables(seeds_trace)
    told = (tables.articles, tables.credits, tables.quotes, tables.passages, tables.derivations)
    rows = tables.derivations.filter(
        pl.col("source_kind") == "article", pl.col("derived_kind") == "article", pl.col("direction") == "known"
    )
    weighed = [row for row in rows.iter_rows(named=True) if "prior" in {reason["kind"] for reason in row["evidence"]}]
    assert len(weighed) > 5  # the others have no significant passage: origin.rewrites weighs them
    for row in weighed:
        case, back = alternative_cases(*told, Catalogue.load(), (row["derived"], row["source"]))
        assert (case.derived, back.source) == (row["derived"], row["derived"])
        weights = sorted(round(e["weight"], 6) for e in row["evidence"])
        assert sorted(round(e.weight, 6) for e in case.evidence) == weights
        assert case.probability + sum(o.probability for o in case.others) == pytest.approx(1, abs=0.1)


OSK = "id\tname\taliases\nosk\tOsk Press\tOsk Press|OSKP\n"
FLOOD = """The Varn dam above Osk was opened on Tuesday night, and {first} families left their farms, the mayor said.
Volunteers carried sandbags until dawn while the brewery lent its lorries, and nobody was hurt in the lower town.
The engineers expect the river to fall by the weekend; {last} The school stays shut until further notice. (OSKP)
"""


def test_a_trace_is_weighed_with_the_agencies_it_was_made_with(provenance, tmp_path):
    (tmp_path / "own.tsv").write_text(OSK, encoding="utf-8")
    (tmp_path / "in").mkdir()
    for name, words in (("a", ("forty", "two bridges are closed.")), ("b", ("nearly fifty", "trains run again."))):
        (tmp_path / "in" / f"{name}.txt").write_text(FLOOD.format(first=words[0], last=words[1]), encoding="utf-8")
    assert provenance("trace", "in", "-o", "out", "--agencies", "own.tsv", "--quiet").code == 0
    (tmp_path / "own.tsv").unlink()
    told = json.loads(provenance("compare", "a.txt", "b.txt", "--from", "out", "--json").out)
    credit = "both credit Osk Press: one copies the other with the credit, or both copy the agency"
    assert [credit in [e["note"] for e in case["evidence"]] for case in told["cases"]] == [True, True]


def test_a_run_whose_catalogue_was_spoilt_is_refused(provenance, tmp_path, seeds_trace):
    shutil.copytree(seeds_trace, tmp_path / "out")
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    (tmp_path / "out" / "run.json").write_text(json.dumps({**run, "catalogue": [{"colour": "red"}]}), encoding="utf-8")
    ran = provenance("compare", CUT, WIRE, "--from", "out")
    assert (ran.code, ran.err.split()[2]) == (5, "E-TRACE")


def test_two_files_are_weighed_too(provenance, root):
    ran = provenance("compare", root / "seeds" / CUT, root / "seeds" / WIRE)
    assert "For and against A drawing on B" in ran.out


def test_the_order_is_the_one_given_whatever_the_names(provenance):
    for pair in ((SEEDS / WIRE, SEEDS / CUT), (SEEDS / CUT, SEEDS / WIRE)):
        told = json.loads(provenance("compare", *pair, "--json").out)
        assert [told[side]["key"] for side in ("left", "right")] == [path.name for path in pair]


@pytest.mark.parametrize(("form", "beginning"), [("markdown", "# A beside B\n"), ("html", "<!doctype html>")])
def test_a_comparison_is_written_for_a_wiki_and_for_a_browser(provenance, form, beginning):
    text = provenance("compare", SEEDS / WIRE, SEEDS / CUT, "--format", form).out
    assert text.startswith(beginning)
    assert "are in B" in text
    assert "sides" not in json.loads(provenance("compare", SEEDS / WIRE, SEEDS / CUT, "--json").out)
