"""The model of credits is fitted by a script of the project, on labels that are kept without their texts."""

from benchmarks.real.credits_fit import Example, fitted, labels, on_one_line, written
from provenance.origin.credits.model import CONSTANT, KINDS, probabilities, shipped


def example(kind: str, *signs: str, outlet: str) -> Example:
    return Example("osk", outlet, outlet, kind, signs, 1.0)


ROWS = [
    *(example("credit", "line:by", "grade:sure", outlet=outlet) for outlet in "abcd"),
    *(example("photo", "line:picture", "grade:sure", outlet=outlet) for outlet in "abcd"),
]


def test_a_sign_that_stands_with_one_kind_speaks_for_it():
    weights = fitted(ROWS, pull=0.1)
    by, picture = (probabilities([sign], weights) for sign in ("line:by", "line:picture"))
    assert by["credit"] > 0.6
    assert by["photo"] < 0.4
    assert picture["photo"] > 0.6


def test_a_sign_of_one_outlet_alone_has_no_weight():
    alone = [*ROWS, *(example("credit", "before:osk", outlet="a") for _ in range(5))]
    assert "before:osk" not in fitted(alone)


def test_the_labels_are_of_real_mentions_and_hold_no_text():
    rows = [row for found in labels().values() for row in found]
    assert len(rows) >= 1_700
    assert all(int(row["start"]) < int(row["end"]) for row in rows)
    assert set(rows[0]) == {"corpus", "id", "start", "end", "kind", "scope", "agency", "read_for"}


def test_the_table_that_is_shipped_is_one_that_the_script_writes():
    head = written({CONSTANT: shipped()[CONSTANT]}).splitlines()
    assert head[0].split("\t") == ["sign", *KINDS]
    assert all(len(weights) == len(KINDS) for weights in shipped().values())


def test_a_text_on_one_line_loses_its_breaks_only():
    assert on_one_line("By Ann Roe ### It rained\n\non Osk.") == "By Ann Roe It rained on Osk."
