"""Nothing from an article or a file name reaches the terminal as a command to it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.escaping import one_line, printable


@given(st.text())
def test_no_control_format_or_surrogate_character_is_left(text):
    shown = printable(text)
    assert all(c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, ünïcödé and 東京", "plain words, ünïcödé and 東京"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\u009b31m", "\\x9b31m"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("\ufeff\u200b\U000e0041", "\\ufeff\\u200b\\U000e0041"),
        ("0 errors\r1 error", "0 errors\\x0d1 error"),
    ],
)
def test_by_hand(text, shown):
    assert printable(text) == shown
