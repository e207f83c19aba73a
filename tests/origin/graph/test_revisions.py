"""Of two versions of a page the one that adds, sets right and brings up to date is the later."""

import pytest

from provenance.origin.graph.versions.revisions import SIGNS, change, revision_weights, version

FIRST = "The ferry to Marrow Isle ran from 1931. It carry 40 cars. A new pier is planned for 1998."


@pytest.mark.parametrize(
    "later",
    [
        "The ferry to Marrow Isle ran from 1931. It carried 40 cars. A new pier is planned for 1998.",
        "The old ferry to Marrow Isle ran daily from 1931. It carry 40 cars. A new pier is planned for 1998.",
        "The ferry to Marrow Isle ran from 1931. It carry 40 cars. A new pier was opened in 2004.",
        "The ferry to Marrow Isle ran from 1931. It carry 40 cars and 3 lorries. A new pier is planned for 1998.",
    ],
)
def test_what_was_added_or_set_right_reads_as_later(later: str) -> None:
    assert change(version(FIRST), version(later)).weight > 0


def test_a_version_tidied_up_reads_as_later() -> None:
    untidy = FIRST.replace("ferry to", "ferry  to") + " <br> <br>"
    assert change(version(untidy), version(FIRST)).signs["tags"] < 0
    assert change(version(untidy), version(FIRST)).signs["untidy"] < 0
    assert revision_weights()["tags"] < 0 > revision_weights()["untidy"]


def test_a_change_turned_round_is_its_own_negative() -> None:
    other = "The ferry to Marrow Isle ran twice a day from 1931 and carried 41 cars. The pier was opened in 2004."
    forth, back = (change(version(a), version(b)) for a, b in ((FIRST, other), (other, FIRST)))
    assert forth.weight == pytest.approx(-back.weight)
    assert {name: -value for name, value in back.signs.items()} == pytest.approx(dict(forth.signs))


def test_a_text_without_a_change_says_nothing() -> None:
    assert change(version(FIRST), version(FIRST)).weight == 0
    assert change(version(""), version("")).weight == 0


def test_every_sign_has_a_weight_and_a_wording() -> None:
    assert set(SIGNS) == set(revision_weights()) == set(change(version(FIRST), version("")).signs)
