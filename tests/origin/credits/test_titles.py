"""A headline that names its source credits the report, unless the text says so too or the name is the site's own."""

import pytest

from provenance.base.tables import ARTICLES, table
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.credits.table import credits_table
from provenance.origin.credits.titles import of_title

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12

TITLES = [
    ("Harbour at Osk shut - Reuters", [("reuters", "citation")]),
    ("Harbour at Osk shut – AFP", [("afp", "citation")]),
    ("Harbour at Osk shut - Reuters sources", [("reuters", "citation")]),
    ("Harbour at Osk shut (dpa)", [("dpa", "citation")]),
    ("Harbour at Osk shut (AP)", [("ap", "citation")]),
    ("AFP: Harbour at Osk shut", [("afp", "citation")]),
    ("Reuters Exclusive: Harbour at Osk shut", [("reuters", "citation")]),
    ("Порт в Оске закрыт — ТАСС", [("tass", "citation")]),
    ("ТАСС: порт в Оске закрыт", [("tass", "citation")]),
    ("路透社：奥斯克港关闭", [("reuters", "citation")]),
    ("Harbour at Osk shut | Reuters", [("reuters", "self")]),
    ("Reuters to cut jobs at Osk", []),
    ("The man who sold Reuters", []),
    ("Harbour at Osk shut - report", []),
    ("Petra: a town in stone", []),
    ("Nova - the star of Osk", []),
    ("Harbour at Osk shut", []),
    ("", []),
]


@pytest.mark.parametrize(("title", "expected"), TITLES, ids=[title for title, _ in TITLES])
def test_a_headline_names_its_source_at_either_end(title, expected):
    found = list(of_title(title, BOOK.names(title)))
    assert [(c.agency, c.kind) for c in found] == expected
    assert all((c.scope, c.position, c.start, c.name_end) == ("story", "title", None, None) for c in found)


def test_what_the_text_credits_too_is_told_once_with_its_place():
    [found] = article_credits("OSK (Reuters) - " + STORY, title="Harbour at Osk shut - Reuters", catalogue=BOOK)
    assert (found.agency, found.kind, found.position) == ("reuters", "credit", "dateline")


def test_a_headline_with_the_outlets_own_name_is_its_label():
    [found] = article_credits(
        STORY, title="Harbour at Osk shut - Reuters", url="https://www.reuters.com/1", catalogue=BOOK
    )
    assert (found.agency, found.kind) == ("reuters", "self")


def test_the_table_reads_the_headline_of_the_metadata():
    rows = [{"article": "a", "text": STORY, "title": "Harbour at Osk shut - Reuters"}]
    found = credits_table(table(rows, ARTICLES), BOOK)
    assert found.select("agency", "kind", "scope", "position", "start").rows() == [
        ("reuters", "citation", "story", "title", None)
    ]
