"""Every reason has its weights and its sentence, every weight its formula, and the code and the file name the same."""

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from provenance.origin.graph.evidence.reasons import evidence_reasons, reason_weights
from provenance.origin.graph.evidence.row import Feature, evidence_row

FOLDER = Path(str(files("provenance.origin.graph.evidence")))
FILE = tomllib.loads((FOLDER / "reasons.toml").read_text(encoding="utf-8"))


def strings(name: str) -> set[str]:
    """The strings that the modules of the evidence hold."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.py")) if path.stem != name]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("part", FILE)
def test_every_weight_says_what_it_is_multiplied_with_and_who_set_it(part):
    for name, entry in FILE[part]["weights"].items():
        assert entry.keys() == {"weight", "set", "formula"}, name
        assert entry["set"] in ("fitted", "judged"), name
        assert entry["formula"].strip(), name


def test_every_weight_of_two_articles_belongs_to_a_reason_and_every_reason_is_seen_somewhere():
    table = evidence_reasons()["draws"]
    assert {name for reason in table.values() for name in reason.weights} == set(reason_weights()["draws"])
    assert set(table) <= strings("reasons")


def test_a_reason_that_the_file_does_not_have_is_no_row():
    with pytest.raises(KeyError):
        evidence_row(Feature("rumour", {"base": 1.0}, {}))


def test_a_row_weighs_the_sum_of_its_amounts_and_names_what_it_saw():
    amounts = {"hub": 2.0, "not_hub": 1.0}
    row = evidence_row(Feature("hub", amounts, {"others": "3 others", "whole": 2.0, "source": "a.txt"}, ("b", 1, 2)))
    assert row.weight == pytest.approx(2 * reason_weights()["draws"]["hub"] + reason_weights()["draws"]["not_hub"])
    assert row[2:] == ("b", 1, 2, "of 3 others that share text with both, 2 may have all of it from a.txt")
