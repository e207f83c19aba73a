"""HTML in a column becomes its text; what only looks like HTML is left alone."""

import pytest

from provenance.base.settings import Settings
from provenance.corpus.html.markup import is_markup, without_markup
from provenance.corpus.read import read_bytes, read_records

RAIN = "Rain fell on the north pier of Larne Bay all night."
PAGES = [
    ("<p>Rain fell.</p><p>Snow fell.</p>", "Rain fell.\n\nSnow fell."),
    ("Rain fell.<br>Snow fell.<br/>", "Rain fell.\nSnow fell."),
    ("<P CLASS='a > b'>R<b>ai</b>n fell.</P>", "Rain fell."),
    ("<ul><li>one<li>two</ul>", "one\ntwo"),
    ("<p>a</p><!-- <p>not this</p> --><p>b</p>", "a\n\nb"),
    ("<p>a</p><script>if (a < b) { x('</p>') }</script><style>p{}</style><p>b</p>", "a\n\nb"),
    ("<p>a</p><script>never ends <p>b</p>", "a\n\nnever ends\n\nb"),
    ("<p>a</p><script>x()</script><script>ends <b>not</b>", "a\n\nends not"),
    ("&lt;p&gt;Rain fell.&lt;/p&gt;&#13;", "Rain fell."),
    ("M&uuml;nchen&nbsp;&#8211; it rained", "München\xa0– it rained"),
]


@pytest.mark.parametrize(("page", "text"), PAGES, ids=[page[:20] for page, _ in PAGES])
def test_what_a_reader_sees_is_the_text(page, text):
    assert is_markup(page)
    assert without_markup(page) == text


@pytest.mark.parametrize(
    "text", ["a < b > c", "<3 <3 <3", "AT&T, R&D; Q&A", "use <stdio.h> and <math.h>", "<p> opens a paragraph", RAIN]
)
def test_what_looks_like_html_is_left_alone(text):
    assert not is_markup(text)
    [(entry, article)] = read_records([{"id": "a", "text": f"{text} {RAIN}"}], Settings())
    assert (entry.code, article.text) == ("", f"{text} {RAIN}")


def test_a_record_says_so_and_a_file_that_is_one_article_stays_verbatim():
    page = f"<p>{RAIN}</p><p>{RAIN}</p>"
    [(entry, article)] = read_records([{"id": "a", "text": page}], Settings())
    assert (entry.code, article.text) == ("W-MARKUP", f"{RAIN}\n\n{RAIN}")
    [(entry, article)] = read_bytes("a.txt", page.encode(), Settings())
    assert article.text == page


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", "<p '", "<script>", "&#", "</", "<p>"])
def test_it_takes_no_longer_than_reading(piece):
    text = piece * 200_000
    is_markup(text)
    without_markup(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board of Smith &amp; Sons met. Shares of Wick &amp; Daughters rose, and costs were &gt; 3 million.",
        "Rain fell. " * 200 + "He wrote <b>never</b> and <b>always</b> into the margin. " + "Snow fell. " * 60,
        "Rain fell.\n<p>\nSnow fell on the hills, and the road was shut.\n<p>\nHail came later in the day.",
        "Rain fell. " * 200 + "The sign read &#8216;caf&eacute;&#8217;.",
    ],
)
def test_a_plain_text_that_has_a_tag_or_an_entity_keeps_its_places(text):
    assert not is_markup(text)
