"""Any id becomes a name that PROV-N, JSON-LD and XML read as one name, and the id can be had back."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.report.export.names import local

# [52]-[55] of https://www.w3.org/TR/prov-n/, without what needs a backslash
PN_LOCAL = re.compile(
    r"(?:[A-Za-z0-9_~]|%[0-9A-F]{2})(?:(?:[A-Za-z0-9_~.-]|%[0-9A-F]{2})*(?:[A-Za-z0-9_~-]|%[0-9A-F]{2}))?"
)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("seeds/a b.txt", "seeds%2Fa%20b.txt"),
        ("x> <http://p> <http://o> .", "x%3E%20%3Chttp%3A%2F%2Fp%3E%20%3Chttp%3A%2F%2Fo%3E%20%2E"),
        ("a\nendDocument", "a%0AendDocument"),
        ("//host", "%2F%2Fhost"),
        ("100%2F", "100%252F"),
        ("Пожар", "%D0%9F%D0%BE%D0%B6%D0%B0%D1%80"),
        ("", "%00"),
        (".", "%2E"),
        ("-", "%2D"),
    ],
)  # fmt: skip
def test_an_id_and_its_name(key, name):
    assert local(key) == name


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_id_is_one_name_and_comes_back(key):
    assert PN_LOCAL.fullmatch(local(key))
    assert unquote(local(key)).rstrip("\0") == key
